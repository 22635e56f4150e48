"""What is thrown away once a day: ended sessions, done tasks of the queue, outputs that were made long ago."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping

from django.core.management import call_command

from prongsai.web.clock import now
from prongsai.web.jobs import File, Kind, Parameters, register
from prongsai.web.models import Job, JobFile

OUTPUT_KEPT = datetime.timedelta(days=30)


def _sessions() -> None:
    call_command("clearsessions", verbosity=0)


def _tasks() -> None:
    call_command("prune_db_task_results", verbosity=0)


def _outputs() -> None:
    """Remove old outputs; that the job was done stays known."""
    for job in Job.objects.filter(ended_at__lt=now() - OUTPUT_KEPT).exclude(output=""):
        job.output.delete(save=False)
        job.save(update_fields=["output"])


def _leftovers() -> None:
    """Remove what units made of jobs that were called off or broke."""
    JobFile.objects.filter(unit__job__stage__in=("cancelled", "failed")).delete()


CHORES: Mapping[str, Callable[[], None]] = {
    "sessions": _sessions,
    "tasks": _tasks,
    "outputs": _outputs,
    "leftovers": _leftovers,
}


def units(job: Job) -> Iterable[Parameters]:
    return [{"chore": name} for name in CHORES]


def make(job: Job, parameters: Parameters) -> Iterable[File]:
    CHORES[str(parameters["chore"])]()
    return ()


register(Kind("housekeeping", units, make))
