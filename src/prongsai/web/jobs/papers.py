"""Papers in bulk: every chosen paper of one agency's year, or of all agencies that a supervisor sees, in one ZIP."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import cast

from prongsai.core.edition import Edition
from prongsai.core.papers import KINDS
from prongsai.core.text import Lang
from prongsai.core.thai import Digits
from prongsai.web.access import Subject, access_of, may
from prongsai.web.clock import today
from prongsai.web.jobs import File, Kind, Parameters, register
from prongsai.web.models import Agency, Job
from prongsai.web.queries.papers import make_files

LANGS: tuple[Lang, ...] = ("th", "en")
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def units(job: Job) -> Iterable[Parameters]:
    """One unit a paper: its formats are made of the same document."""
    for agency in _agencies(job):
        for kind in cast("list[str]", job.parameters["kinds"]):
            names = {f"name_{lang}": f"{agency.name} – {KINDS[kind].say(lang)}" for lang in LANGS}
            yield {"agency": agency.pk, "kind": kind, **names}


def _agencies(job: Job) -> Iterator[Agency]:
    """The agency itself; with `below` also those it supervises, as far as whoever asked may see their papers."""
    if job.agency is None:
        return
    if not job.parameters.get("below"):
        yield job.agency
        return
    access = access_of(job.asked_by)
    for agency in Agency.objects.filter(lineage__startswith=job.agency.lineage).order_by("pk").iterator():
        if agency.pk != job.agency.pk and may(access, "paper.view", Subject(agency)):
            yield agency


def make(job: Job, parameters: Parameters) -> Iterable[File]:
    agency = Agency.objects.get(pk=int(str(parameters["agency"])))
    kinds, formats = [str(parameters["kind"])], cast("list[str]", job.parameters["formats"])
    files = make_files(agency, int(str(job.parameters["year"])), kinds, formats, edition_of(job))
    folder = f"{file_name(agency.name)} {agency.pk}/" if job.parameters.get("below") else ""
    return [File(folder + name, content) for name, content in files.items()]


def edition_of(job: Job) -> Edition:
    """Papers speak the language that was chosen when they were asked for, and bear that day."""
    lang = cast("Lang", job.parameters.get("lang", "th"))
    digits = cast("Digits", job.parameters.get("digits", "thai"))
    return Edition(lang=lang, digits=digits, date=today())


def output(job: Job) -> str:
    name = job.agency.name if job.agency else "prongsai"
    return f"{file_name(name)}-{job.parameters['year']}.zip"


def file_name(text: str) -> str:
    """Return words as they may stand in the name of a file."""
    return _NOT_IN_NAMES.sub("-", text).strip(" .")[:80] or "-"


register(Kind("papers", units, make, output))
