"""Asking for long work, and calling it off."""

from __future__ import annotations

from django.db import transaction

from prongsai.core.summary import Plain
from prongsai.web import tasks
from prongsai.web.access import Subject, may
from prongsai.web.actions import Actor, Done, Refused, action
from prongsai.web.jobs import MODULES, kind_of
from prongsai.web.jobs.run import OPEN_STAGES
from prongsai.web.models import Agency, Job, JobFile


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
    return _start(actor, agency, kind, parameters, once)


@action("people.import")
def start_look(actor: Actor, agency: None, parameters: dict[str, Plain]) -> Done[Job]:
    """Ask for a register to be looked at, which is the system's job and not an agency's."""
    return _start(actor, agency, "register_look", parameters)


@action("people.import")
def start_import(actor: Actor, look: Job) -> Done[Job]:
    """Ask for a register that was looked at to be taken in; asked twice, it is one job."""
    once = import_of(look)
    same = Job.objects.filter(once=once).first()
    if same is not None:
        return Done(same, quiet=True)
    return _start(actor, None, "register", {**look.parameters, "look": look.pk}, once)


@action("people.import")
def discard(actor: Actor, look: Job) -> Done[Job]:
    """Throw away a register that was looked at, with its file and what was found in it."""
    if (
        Job.objects.filter(once=import_of(look)).exists()
        or not JobFile.objects.filter(unit__job=look).exists()
    ):
        return Done(look, quiet=True)
    _drop(look)
    return Done(look, {"removed": True, "file": str(look.parameters.get("file", ""))})


def import_of(look: Job) -> str:
    """Return what there is once: the import of a register that was looked at."""
    return f"register {look.pk}"


def _drop(job: Job) -> None:
    """Throw away what a job made, and when that is certain, what it has elsewhere."""
    JobFile.objects.filter(unit__job=job).delete()
    dropped = kind_of(job).dropped
    if dropped is not None:
        transaction.on_commit(lambda: dropped(job))


def _start(
    actor: Actor, agency: Agency | None, kind: str, parameters: dict[str, Plain], once: str | None = None
) -> Done[Job]:
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
    if job.kind in MODULES:
        _drop(job)
    return Done(job, {"stage": [before, job.stage], "done": job.done, "total": job.total})
