"""Asking for long work, and calling it off."""

from __future__ import annotations

from prongsai.core.summary import Plain
from prongsai.web import tasks
from prongsai.web.access import Subject, may
from prongsai.web.actions import Actor, Done, Refused, action
from prongsai.web.jobs.run import OPEN_STAGES
from prongsai.web.models import Agency, Job


@action("job.start")
def start(
    actor: Actor,
    agency: Agency | None,
    kind: str,
    parameters: dict[str, Plain],
    *,
    once: str | None = None,
) -> Done[Job]:
    """Ask for a job; the same one that is not done yet is not begun a second time."""
    same = Job.objects.filter(agency=agency, kind=kind, parameters=parameters, stage__in=OPEN_STAGES).first()
    if same is not None:
        return Done(same, quiet=True)
    made = Job.objects.create(
        agency=agency,
        kind=kind,
        parameters=parameters,
        once=once,
        asked_by=actor.person,
        asked_at=actor.at,
    )
    tasks.queue(made.pk)
    return Done(made, {"kind": kind, **parameters})


@action("job.cancel")
def cancel(actor: Actor, job: Job) -> Done[Job]:
    """Call a job off; its worker notices before it can tick off another unit."""
    if job.agency is None and not actor.system and not may(actor.access, "job.system", Subject()):
        raise Refused("job.system", Subject())
    if job.stage not in OPEN_STAGES:
        return Done(job, quiet=True)
    before, job.stage = job.stage, "cancelled"
    job.lease, job.lease_until, job.ended_at = "", None, actor.at
    job.save(update_fields=["stage", "lease", "lease_until", "ended_at"])
    return Done(job, {"stage": [before, job.stage], "done": job.done, "total": job.total})
