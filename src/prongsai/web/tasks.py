"""The bridge from django-tasks to our jobs: a queued task names a job, the job knows how far it is."""

from __future__ import annotations

import datetime
import zoneinfo

from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from prongsai.web.clock import now, today
from prongsai.web.jobs import run
from prongsai.web.models import Agency, Job

# Daily work and its hour in Thailand: nobody is written to at night.
DAILY = {"housekeeping": 3, "reminders": 8}
_THAILAND = zoneinfo.ZoneInfo("Asia/Bangkok")


@task()
def do_job(pk: int) -> None:
    """Do a job, and queue it again where something is left to do."""
    again = run.run(pk)
    if again is not None:
        queue(pk, after=again)


def queue(pk: int, *, after: datetime.timedelta = run.AT_ONCE) -> None:
    """Put a job into the queue; in a transaction it is queued with it or not at all."""
    do_job.using(run_after=now() + after if after else None).enqueue(pk)


def rescue() -> None:
    """Queue every job whose worker is dead, and every waiting one that got lost between queue and worker."""
    dead = Job.objects.filter(stage="running", lease_until__lt=now())
    waiting = Job.objects.filter(stage="waiting")
    for pk in [*dead.values_list("pk", flat=True), *waiting.values_list("pk", flat=True)]:
        queued = DBTaskResult.objects.filter(status=TaskResultStatus.READY, args_kwargs__args__0=pk)
        if not queued.exists():
            queue(pk)


def start_daily() -> None:
    """Ask for the work of the day, once a day however many workers there are."""
    from prongsai.web.actions import job as jobs
    from prongsai.web.actions import system

    hour = timezone.localtime(now(), _THAILAND).hour
    for kind, earliest in DAILY.items():
        once = f"{kind} {today().isoformat()}"
        if hour < earliest or Job.objects.filter(once=once).exists():
            continue
        try:
            with transaction.atomic():
                jobs.start(system(), _NO_AGENCY, kind, {"day": today().isoformat()}, once=once)
        except IntegrityError:
            pass  # Another worker was a moment earlier.


_NO_AGENCY: Agency | None = None
