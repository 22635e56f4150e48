"""A large register: looked at by a worker, and taken in by one once that is confirmed, all of it or nothing.

Looking writes nothing but what the page of the job shows: what would be made and changed, or everything that is wrong.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator

from django.core.files.storage import default_storage

from prongsai.core.errors import InputError
from prongsai.core.fault import Fault
from prongsai.core.text import Text
from prongsai.reading.progress import Tell
from prongsai.reading.register import RegisterRows, check_register, read_rows
from prongsai.web.actions import actor_of
from prongsai.web.actions.register import Source, take_in
from prongsai.web.clock import now
from prongsai.web.jobs import File, Kind, Parameters, register
from prongsai.web.jobs.progress import teller
from prongsai.web.jobs.run import require_held
from prongsai.web.models import Job, JobFile
from prongsai.web.queries.register import compare, state
from prongsai.web.queries.register_look import Look, faulty, kept_look, look_of

FOLDER = "register"
# Time to go through what a large file would do; names and addresses of people are not kept longer than that.
KEPT = datetime.timedelta(hours=24)
GONE = Fault(
    "register.gone",
    Text(
        "ไฟล์ที่ตรวจไว้ไม่อยู่แล้ว เพราะนำเข้าแล้ว ถูกทิ้ง หรือเก็บไว้ครบเวลา",
        "the file that was looked at is gone: imported, thrown away, or kept for as long as it may be",
    ),
    Text("เลือกไฟล์อีกครั้ง", "choose the file again"),
)


def look_units(job: Job) -> Iterable[Parameters]:
    return [{"do": "look"}, {"do": "tidy up"}]


def look(job: Job, parameters: Parameters) -> Iterable[File]:
    if parameters["do"] == "tidy up":
        found = kept_look(job)
        if found is not None and not found.may_be_confirmed:
            default_storage.delete(str(job.parameters["place"]))
        return ()
    tell = teller(job)
    return _files(_look(_read(job, tell), tell))


def _read(job: Job, tell: Tell) -> RegisterRows | InputError:
    place, name, digest = (str(job.parameters[each]) for each in ("place", "file", "sha256"))
    data = kept(place, digest)
    try:
        return read_rows(data, name, tell)
    except InputError as error:
        return error


def _look(rows: RegisterRows | InputError, tell: Tell) -> Look:
    if isinstance(rows, InputError):
        return faulty(rows.problems)
    here = state()
    try:
        found = check_register(rows, here.known(), tell)
    except InputError as error:
        return faulty(error.problems)
    return look_of(compare(found, here), found.warnings)


def _files(found: Look) -> Iterator[File]:
    for name, content in found.files():
        yield File(name, content)


def units(job: Job) -> Iterable[Parameters]:
    """The file goes only after it was taken in for good: a worker that dies between the two finds it again."""
    return [{"do": "take in"}, {"do": "tidy up"}]


def make(job: Job, parameters: Parameters) -> Iterable[File]:
    if parameters["do"] == "tidy up":
        drop(job)
        return ()
    tell = teller(job)
    rows = _read(job, tell)
    if isinstance(rows, InputError):
        raise rows
    # Taken in a second time, by the next worker after one that died, it changes nothing.
    source = Source(str(job.parameters["sha256"]), target_of(job), lambda: require_held(job))
    take_in(actor_of(job.asked_by), lambda known: check_register(rows, known, tell), source, tell)
    return ()


def drop(job: Job) -> None:
    """Throw away the file of a register, and what looking at it has found."""
    default_storage.delete(str(job.parameters["place"]))
    JobFile.objects.filter(unit__job=job.parameters.get("look", job.pk)).delete()


def tidy_up() -> None:
    """Throw away what nobody has confirmed in time."""
    before = now() - KEPT
    open_jobs = Job.objects.filter(kind__in=("register", "register_look"), ended_at=None)
    needed = {str(job.parameters.get("place")) for job in open_jobs}
    JobFile.objects.filter(unit__job__kind="register_look", unit__job__ended_at__lt=before).delete()
    if not default_storage.exists(FOLDER):
        return
    for name in default_storage.listdir(FOLDER)[1]:
        place = f"{FOLDER}/{name}"
        if place not in needed and default_storage.get_modified_time(place) < before:
            default_storage.delete(place)


def kept(place: str, digest: str) -> bytes:
    """Return a file that was looked at; raise `InputError` where it is not there any more."""
    try:
        with default_storage.open(place) as file:
            data: bytes = file.read()
    except FileNotFoundError as error:
        raise InputError([GONE.at("")]) from error
    if hashlib.sha256(data).hexdigest() != digest:
        raise InputError([GONE.at("")])
    return data


def target_of(job: Job) -> str:
    """Return how the log names what a job took in."""
    return f"register:{job.pk}"


register(Kind("register_look", look_units, look, keeps=True, dropped=drop))
register(Kind("register", units, make, dropped=drop))
