"""Doing a job: claimed by one worker at a time, unit by unit, each ticked off together with what it made.

A worker holds a lease that every unit renews. A worker that is killed renews nothing: its lease runs out, and the next
one goes on with the first unit that is not ticked off. Whoever has lost the lease can tick off nothing any more.
"""

from __future__ import annotations

import datetime
import logging
import secrets
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

from django.db import OperationalError, connection, transaction

from prongsai.core.errors import InputError, Problem
from prongsai.core.text import Text
from prongsai.web.clock import now
from prongsai.web.jobs import File, Kind, Parameters, kind_of
from prongsai.web.jobs.output import write_output
from prongsai.web.models import Job, JobFile, JobUnit

log = logging.getLogger(__name__)
LEASE = datetime.timedelta(minutes=2)
MOST_ATTEMPTS = 3
# What broke because something was away for a moment finds it back.
AFTER_STUMBLING = datetime.timedelta(seconds=30)
AT_ONCE = datetime.timedelta()
MOST_RENEWALS = 180
OPEN_STAGES = ("waiting", "running")
_AT_ONCE = 500
# Set when this process is asked to end: the job goes back to the queue after the unit at hand.
ending = threading.Event()


class Lost(Exception):
    """The job is no longer ours: cancelled, or taken up by another worker after the lease ran out."""


def run(pk: int, lease: datetime.timedelta | None = None) -> datetime.timedelta | None:
    """Do what is left of a job; return in how long it must be tried again, `None` for not at all."""
    lease = lease or LEASE
    holder = secrets.token_hex(16)
    job = _claim(pk, holder, lease)
    if job is None:
        return None
    try:
        kind = kind_of(job)
        _plan(job, kind)
        for unit in JobUnit.objects.filter(job=job, done_at=None).order_by("number").iterator(_AT_ONCE):
            if ending.is_set():
                return _hand_back(job)
            _do(job, kind, unit, lease)
        _end(job, kind)
    except Lost:
        log.warning("job %s was cancelled or taken over", pk)
    except Exception:
        log.exception("job %s failed in attempt %s", pk, job.attempts)
        return _stumble(job)
    return None


def _claim(pk: int, holder: str, lease: datetime.timedelta) -> Job | None:
    """Take a job that waits or whose worker is dead; `None` where there is nothing to take."""
    with transaction.atomic():
        job = Job.objects.select_for_update(of=("self",)).filter(pk=pk).first()
        if job is None or not _is_free(job):
            return None
        if job.attempts >= MOST_ATTEMPTS:
            _fail(job)
            return None
        job.stage, job.lease, job.lease_until = "running", holder, now() + lease
        job.attempts += 1
        job.save(update_fields=["stage", "lease", "lease_until", "attempts"])
        return job


def _is_free(job: Job) -> bool:
    dead = job.stage == "running" and job.lease_until is not None and job.lease_until < now()
    return job.stage == "waiting" or dead


def require_held(job: Job) -> Job:
    """Lock the job as its holder until the transaction ends; raise `Lost` for anyone else."""
    held = Job.objects.select_for_update(of=("self",)).get(pk=job.pk)
    if held.stage != "running" or held.lease != job.lease:
        raise Lost
    return held


def _plan(job: Job, kind: Kind) -> None:
    """Write down all units before the first one is done; a job taken up again has them already."""
    with transaction.atomic():
        held = require_held(job)
        if held.units.exists():
            return
        units = [
            JobUnit(job=held, number=number, parameters=parameters)
            for number, parameters in enumerate(kind.units(held), 1)
        ]
        JobUnit.objects.bulk_create(units, batch_size=_AT_ONCE)
        held.total = len(units)
        held.save(update_fields=["total"])


def _do(job: Job, kind: Kind, unit: JobUnit, lease: datetime.timedelta) -> None:
    problems: list[Problem] = []
    try:
        with _lease_renewed(job, lease):
            files = list(kind.make(job, unit.parameters))
    except InputError as error:
        # Something is missing or wrong in the data: trying again would not help, the other units still may do.
        files, problems = [], list(error.problems)
    _tick_off(job, unit, files, problems, lease)


@contextmanager
def _lease_renewed(job: Job, lease: datetime.timedelta) -> Iterator[None]:
    """Renew the lease while a unit takes its time; one that takes hours is given up."""
    made = threading.Event()

    def renew() -> None:
        for _ in range(MOST_RENEWALS):
            if made.wait(lease.total_seconds() / 3):
                return
            held = Job.objects.filter(pk=job.pk, stage="running", lease=job.lease)
            # A unit that writes much may keep the database to itself for longer than we may wait.
            with suppress(OperationalError):
                held.update(lease_until=now() + lease)
            connection.close()

    thread = threading.Thread(target=renew, daemon=True)
    thread.start()
    try:
        yield
    finally:
        made.set()
        thread.join()


def _tick_off(
    job: Job, unit: JobUnit, files: Iterable[File], problems: list[Problem], lease: datetime.timedelta
) -> None:
    with transaction.atomic():
        held = require_held(job)
        ticked = JobUnit.objects.filter(pk=unit.pk, done_at=None).update(done_at=now())
        if not ticked:
            raise Lost
        JobFile.objects.bulk_create(
            [JobFile(unit=unit, name=each.name, content=each.content) for each in files]
        )
        held.done += 1
        held.attempts = 1
        held.lease_until = now() + lease
        held.problems = [*held.problems, *(_kept(each, unit.parameters) for each in problems)]
        held.save(update_fields=["done", "attempts", "lease_until", "problems"])


def _kept(problem: Problem, parameters: Parameters) -> Parameters:
    """Return a problem as the job keeps it, beginning with the name of what it is about."""
    told: Parameters = {}
    for lang in ("th", "en"):
        about = str(parameters.get(f"name_{lang}", ""))
        told[lang] = f"{about}: {problem.say(lang).removeprefix(': ')}" if about else problem.say(lang)
    return told


def _end(job: Job, kind: Kind) -> None:
    name = kind.output(job) if kind.output else ""
    place = write_output(job, name) if name else ""
    with transaction.atomic():
        held = require_held(job)
        held.stage, held.lease, held.lease_until, held.ended_at = "done", "", None, now()
        held.output, held.output_name, held.progress = place, name if place else "", {}
        held.save()
        if not kind.keeps:
            JobFile.objects.filter(unit__job=held).delete()


def _hand_back(job: Job) -> datetime.timedelta:
    """Let go of a job because this process ends."""
    with transaction.atomic():
        held = require_held(job)
        held.stage, held.lease, held.lease_until, held.attempts = "waiting", "", None, 0
        held.save(update_fields=["stage", "lease", "lease_until", "attempts"])
    return AT_ONCE


def _stumble(job: Job) -> datetime.timedelta | None:
    """Note that an attempt broke; return when there is another one."""
    with transaction.atomic():
        try:
            held = require_held(job)
        except Lost:
            return None
        if held.attempts >= MOST_ATTEMPTS:
            _fail(held)
            return None
        held.stage, held.lease, held.lease_until = "waiting", "", None
        held.save(update_fields=["stage", "lease", "lease_until"])
        return AFTER_STUMBLING


def _fail(job: Job) -> None:
    why = Problem(
        id="job.failed",
        where=str(job.pk),
        found="",
        why=Text(
            f"ลองแล้ว {MOST_ATTEMPTS} ครั้งแต่ไม่สำเร็จ", f"it was tried {MOST_ATTEMPTS} times and broke each time"
        ),
        remedy=Text(
            "สั่งใหม่อีกครั้ง ถ้ายังไม่สำเร็จให้แจ้งผู้ดูแลระบบพร้อมเลขงานนี้",
            "start it again; if it breaks again, tell the administrator this number",
        ),
    )
    job.stage, job.lease, job.lease_until, job.ended_at = "failed", "", None, now()
    job.problems = [*job.problems, _kept(why, {})]
    job.save(update_fields=["stage", "lease", "lease_until", "ended_at", "problems"])
