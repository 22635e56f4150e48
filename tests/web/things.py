"""One of each thing that an address may name, so that every address can be opened; it grows with the addresses.

An address whose part is named here needs nothing more. A new part is added to `PARTS`; an address that needs its
things in another state gets a line in `READY`.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.files.base import ContentFile
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.web import paper_cast, read_cast
from tests.web.cast import Cast
from tests.web.test_agency import png

from prongsai.web.actions.member import digest_of
from prongsai.web.models import (
    Agency,
    Evidence,
    Invitation,
    Job,
    Measure,
    Paper,
    PaperVersion,
    Person,
    Plan,
    ReadPaper,
    Result,
    WordTemplate,
)
from prongsai.web.queries.result import analysis_of

YEAR = paper_cast.YEAR
PAPER = "analysis"
SECRET = "a-secret-of-the-tests"


@dataclass(frozen=True)
class Address:
    """One address of the site: its name, what its parts are called, and its view."""

    name: str
    route: str
    parts: frozenset[str]
    view: Any

    @property
    def is_ours(self) -> bool:
        return hasattr(self.view, "asks")


def addresses() -> dict[str, Address]:
    """Return every address that the site answers to, by name."""
    return {each.name: each for each in _walk(get_resolver().url_patterns, "")}


def _walk(
    patterns: Iterable[URLPattern | URLResolver], before: str, above: frozenset[str] = frozenset()
) -> Iterable[Address]:
    for each in patterns:
        route = before + str(each.pattern)
        parts = above | frozenset(each.pattern.regex.groupindex)
        if isinstance(each, URLResolver):
            yield from _walk(each.url_patterns, route, parts)
        else:
            yield Address(each.name or f"(no name: {route})", route, parts, each.callback)


class Things:
    """The things of the cast's own agency; each is made when an address first asks for it."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        # A result, measures from it, a round, and a chain: what nearly every page shows something of.
        self.office = paper_cast.build(cast)

    @cached_property
    def finding(self) -> str:
        kept = Result.objects.get(agency=self.cast.own)
        return analysis_of(kept).findings[0].id

    @cached_property
    def plan(self) -> Plan:
        return self.office.plan

    @cached_property
    def measure(self) -> Measure:
        """A measure of the unit member's own unit."""
        measure = self.plan.measures.get(position=1)
        measure.units.set([self.cast.unit])
        return measure

    @cached_property
    def job(self) -> Job:
        """A job that is over, with a file."""
        at = datetime.datetime(2026, 4, 20, tzinfo=datetime.UTC)
        made = Job(kind="papers", agency=self.cast.own, stage="done", asked_at=at, output_name="papers.zip")
        made.output.save("papers.zip", ContentFile(b"PK\x05\x06" + b"\0" * 18))
        return made

    @cached_property
    def import_(self) -> Job:
        """A register that the worker has taken in."""
        at = datetime.datetime(2026, 4, 20, tzinfo=datetime.UTC)
        told = {"place": "register/x", "file": "register.xlsx", "sha256": "0" * 64}
        return Job.objects.create(kind="register", stage="done", asked_at=at, ended_at=at, parameters=told)

    @cached_property
    def evidence(self) -> Evidence:
        """A file that the unit has handed in for its measure."""
        at = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
        made = Evidence(
            round=self.plan.rounds.get(), measure=self.measure, title="ภาพถ่าย", media_type="image/png",
            size=len(png()), sha256=hashlib.sha256(png()).hexdigest(), received_at=at,
        )  # fmt: skip
        made.file.save("photo.png", ContentFile(png()))
        return made

    @cached_property
    def read(self) -> ReadPaper:
        """A paper that was read and proof-read."""
        paper = read_cast.read(self.cast)
        read_cast.proofread(self.cast)
        return paper

    @cached_property
    def read_pdf(self) -> ReadPaper:
        """A paper whose pages are shown as pictures."""
        return read_cast.pdf(self.cast)

    @cached_property
    def secret(self) -> str:
        at = datetime.datetime.now(datetime.UTC)
        Invitation.objects.create(
            person=Person.objects.create_user("invited@example.go.th", name="ผู้ได้รับเชิญ"),
            digest=digest_of(SECRET),
            invited_at=at,
            expires_at=at + datetime.timedelta(days=1),
        )
        return SECRET

    @cached_property
    def template(self) -> WordTemplate:
        at = datetime.datetime(2026, 4, 20, tzinfo=datetime.UTC)
        return WordTemplate.objects.create(
            agency=self.cast.own, kind="memo", name="memo.docx", content=b"PK", sha256="0" * 64, added_at=at
        )

    @cached_property
    def draft(self) -> Paper:
        return self.office.paper(PAPER)

    @cached_property
    def submitted(self) -> PaperVersion:
        return self.office.submitted(PAPER)

    @cached_property
    def approved(self) -> PaperVersion:
        return self.office.approved(PAPER)

    @cached_property
    def published(self) -> PaperVersion:
        self.office.publish(self.approved)
        return self.approved

    def path(self, address: Address, agency: Agency | None = None) -> str:
        """Return a path of the address, with things of the own agency; `agency` puts another one in its place."""
        if address.name in READY:
            READY[address.name](self)
        named: dict[str, object] = {}
        for part in address.parts:
            known = PARTS.get((address.name, part)) or PARTS.get(("", part))
            assert known, (
                f"tests/web/things.py has no “{part}” for the address “{address.name}” ({address.route})"
            )
            named[part] = known(self)
        if agency is not None:
            named["agency"] = agency.pk
        return reverse(address.name, kwargs=named)


PARTS: Mapping[tuple[str, str], Callable[[Things], object]] = {
    ("", "agency"): lambda things: things.cast.own.pk,
    ("", "year"): lambda things: YEAR,
    ("", "person"): lambda things: things.cast.people["reviewer"].pk,
    ("", "secret"): lambda things: things.secret,
    ("", "job"): lambda things: things.job.pk,
    ("register_outcome", "job"): lambda things: things.import_.pk,
    ("", "measure"): lambda things: things.measure.pk,
    ("", "evidence"): lambda things: things.evidence.pk,
    ("", "round"): lambda things: things.plan.rounds.get().key,
    ("", "step"): lambda things: things.measure.steps.order_by("number")[0].number,
    ("calendar", "secret"): lambda things: things.cast.people["officer"].calendar_token,
    ("", "finding"): lambda things: things.finding,
    ("", "code"): lambda things: "i1",
    ("", "ending"): lambda things: "xlsx",
    ("", "name"): lambda things: PAPER,
    ("paper_version_file", "ending"): lambda things: "pdf",
    ("", "number"): lambda things: things.submitted.number,
    ("", "template"): lambda things: things.template.pk,
    ("", "paper"): lambda things: things.read.pk,
    ("", "value"): lambda things: read_cast.number_of(things.read, "result.scores.9"),
    ("", "remark"): lambda things: things.read.remarks.all()[0].pk,
    ("read_sheet", "paper"): lambda things: things.read_pdf.pk,
    ("", "sheet"): lambda things: 1,
    ("verify_code", "code"): lambda things: things.published.code,
    ("verify_file", "code"): lambda things: things.published.code,
}


def _emblem(things: Things) -> None:
    Agency.objects.filter(pk=things.cast.own.pk).update(emblem=png())


def _approved(things: Things) -> None:
    Plan.objects.filter(pk=things.plan.pk).update(stage="approved")


# What must be there before an address can be opened.
READY: Mapping[str, Callable[[Things], object]] = {
    "emblem": _emblem,
    "measures_revise": _approved,
    "paper_submit": lambda things: things.draft,
    "read_take": lambda things: read_cast.settle(things.cast.actor("officer"), things.read),
    **dict.fromkeys(("paper_changes", "paper_withdraw"), lambda things: things.submitted),
    **dict.fromkeys(("paper_publish", "paper_revise"), lambda things: things.approved),
}
