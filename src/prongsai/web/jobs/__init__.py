"""Kinds of long work. Each is a list of units; a unit is made once, whichever worker comes to it.

    register(Kind("papers", units=…, make=…, output=…))

`units` says what there is to do, asked once when the job begins. `make` does one unit and returns its files: they are
kept in the same transaction that ticks the unit off. `make` may take long, so it runs outside of it, and runs a second
time where a worker died in it: what leaves the house (a mail) must be written down by itself before it goes out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module

from prongsai.core.summary import Plain
from prongsai.core.text import Text
from prongsai.web.models import Job

Parameters = dict[str, Plain]
# Their names are found here; the module of a kind is read when a worker first needs it.
MODULES: Mapping[str, str] = {
    "papers": "prongsai.web.jobs.papers",
    "reminders": "prongsai.web.jobs.reminders",
    "housekeeping": "prongsai.web.jobs.housekeeping",
    "register": "prongsai.web.jobs.intake",
    "register_look": "prongsai.web.jobs.intake",
    "read": "prongsai.web.jobs.read",
}
TITLES: Mapping[str, Text] = {
    "papers": Text("จัดทำเอกสารเป็นชุด", "Papers in bulk"),
    "reminders": Text("ส่งอีเมลเตือน", "Reminders by e-mail"),
    "housekeeping": Text("เก็บกวาดประจำวัน", "Daily tidying up"),
    "register": Text("นำเข้าหน่วยงานและบุคคล", "Import of agencies and people"),
    "register_look": Text("ตรวจไฟล์ทะเบียนก่อนนำเข้า", "Look at a register before its import"),
    "read": Text("อ่านเอกสารเดิม", "Reading of existing papers"),
}


@dataclass(frozen=True, slots=True)
class File:
    """A file that a unit made."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Kind:
    """One kind of long work; `output` names the ZIP of all files.

    `keeps` leaves the files of the units where they are, for a page to show. `dropped` throws away what a job has
    elsewhere when it is called off.
    """

    id: str
    units: Callable[[Job], Iterable[Parameters]]
    make: Callable[[Job, Parameters], Iterable[File]]
    output: Callable[[Job], str] | None = None
    keeps: bool = False
    dropped: Callable[[Job], None] | None = None


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Make a kind known; its name stands in `MODULES` and `TITLES`."""
    _kinds[kind.id] = kind
    return kind


def kind_of(job: Job) -> Kind:
    """Return the kind of a job; raise `LookupError` for one that nobody does."""
    if job.kind not in _kinds and job.kind in MODULES:
        import_module(MODULES[job.kind])
    if job.kind not in _kinds:
        raise LookupError(f"nobody does jobs of the kind {job.kind!r}")
    return _kinds[job.kind]


def title_of(kind: str) -> Text:
    """Return what a kind is called; one of another version by its id."""
    return TITLES.get(kind, Text(kind))
