"""Every paper of an agency's year from what is kept: as a document of the core, and as files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from importlib import import_module
from typing import TypeVar, cast

from prongsai.core.analysis import Analysis
from prongsai.core.archive import from_bytes, to_bytes
from prongsai.core.document import Document
from prongsai.core.edition import Edition
from prongsai.core.errors import InputError
from prongsai.core.fault import Fault
from prongsai.core.fields import Sources as FieldSources
from prongsai.core.fields import values
from prongsai.core.followup import Followup
from prongsai.core.followup.count import counts
from prongsai.core.followup.outcome import Outcome, outcomes_between
from prongsai.core.framework import Framework
from prongsai.core.papers.making import answered, make, round_of
from prongsai.core.papers.memo import PAPERS as MEMO_PAPERS
from prongsai.core.papers.memo import REPORTS_WORK, Subject
from prongsai.core.papers.memo import Paper as Brought
from prongsai.core.papers.pen import Setting
from prongsai.core.plan import MonitoringRound, Plan
from prongsai.core.profile import Profile
from prongsai.core.scoring import Score
from prongsai.core.text import Lang, Text
from prongsai.core.thai import Digits
from prongsai.reading.catalogue import load as load_catalogue
from prongsai.reading.framework import find_year
from prongsai.render.plan import to_xlsx as plan_workbook
from prongsai.render.result import to_xlsx as result_workbook
from prongsai.render.template import fill
from prongsai.web.models import Agency, Paper, Result, WordTemplate
from prongsai.web.queries.house import House, house_of, profile_of
from prongsai.web.queries.plan import KeptPlan, plan_of
from prongsai.web.queries.result import analysis_of, score_of

T = TypeVar("T")
FORMATS = ("pdf", "docx", "html")
# Some 200 kB each, in every worker.
KEPT_PRINTS = 16
# What is a table already can be worked with as one.
WORKBOOKS = ("analysis", "measures", "followup", "implementation")

NO_RESULT = Fault(
    "paper.no_result",
    Text("ยังไม่มีผลของปี {year}", "there is no result of {year} yet"),
    Text("บันทึกหรือนำเข้าผลที่หน้า “ผล” ก่อน", "enter or import it on the page “Result” first"),
)
NO_PLAN = Fault(
    "paper.no_plan",
    Text("ยังไม่มีมาตรการของปี {year}", "there are no measures for {year} yet"),
    Text("จัดทำมาตรการที่หน้า “มาตรการ” ก่อน", "write them on the page “Measures” first"),
)
NO_ROUND = Fault(
    "paper.no_round",
    Text("ยังไม่มีรอบรายงานของมาตรการปี {year}", "the measures of {year} have no round of reports yet"),
    Text("เปิดรอบที่หน้า “ติดตาม” ก่อน", "open one on the page “Follow-up” first"),
)


@dataclass(frozen=True, kw_only=True)
class Sources:
    """An agency's year N: the result of N − 1, the measures of N, and what came of them; read when asked for.

    `form` is a table form, or for a memo which paper it brings; `number` is the running number of a memo.
    """

    agency: Agency
    year: int
    edition: Edition
    form: str = ""
    round: MonitoringRound | None = None
    number: str = ""

    @property
    def result(self) -> Result:
        """The kept result that the measures answer."""
        found = self.house.results.get(self.year - 1)
        if found is None:
            raise InputError([NO_RESULT.at("", year=self.year - 1)])
        return found

    @property
    def scored(self) -> Score:
        return score_of(self.result)

    @cached_property
    def analysis(self) -> Analysis:
        previous = self.house.results.get(self.year - 2)
        return analysis_of(self.result, edits=self.house.wordings, previous=previous)

    @cached_property
    def kept_plan(self) -> KeptPlan:
        """The kept measures with everything below them."""
        found = plan_of(self.agency, self.year)
        if found is None or not found.measures:
            raise InputError([NO_PLAN.at("", year=self.year)])
        return found

    @property
    def followup(self) -> Followup:
        found = self.kept_plan.followup
        if not found.rounds:
            raise InputError([NO_ROUND.at("", year=self.year)])
        return found

    def has_round(self, key: str) -> bool:
        """Whether the measures of the year have a round of reports."""
        followup = _or_none(lambda: self.followup)
        return followup is not None and key in {each.round for each in followup.rounds}

    @property
    def plan(self) -> Plan:
        return self.kept_plan.value

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        """What the indicators did since: nothing before the result of the year itself is in."""
        older, newer = self.house.results.get(self.year - 1), self.house.results.get(self.year)
        if older is None or newer is None:
            return ()
        return outcomes_between(self.plan, score_of(older), score_of(newer))

    @property
    def listed(self) -> Framework:
        """The OIT items of the year itself, those of the result while they are not known."""
        return find_year(self.year) or self.scored.recipe.framework

    @property
    def subject(self) -> Subject:
        """The memo brings the analysis unless it says otherwise."""
        brought = cast("Brought", self.form if self.form in MEMO_PAPERS else "analysis")
        if brought == "analysis":
            return Subject()
        done = None
        if brought in REPORTS_WORK:
            done = len(counts(self.followup, self.followup.rounds[-1].round).of("done"))
        return Subject(paper=brought, fiscal_year=self.year, measures=len(self.plan.measures), done=done)

    @cached_property
    def house(self) -> House:
        return house_of(self.agency, self.year)

    @cached_property
    def profile(self) -> Profile:
        links = links_of(self.house, self.listed)
        return replace(profile_of(self.agency, self.house, links), number=self.number)

    def framework_of(self, year: int) -> Framework | None:
        return find_year(year)

    def setting(self, framework: Framework | None) -> Setting:
        catalogue = load_catalogue()
        return Setting(edition=self.edition, profile=self.profile, catalogue=catalogue, framework=framework)


def links_of(house: House, framework: Framework) -> dict[str, tuple[str, ...]]:
    """Return the addresses of published papers by the OIT items of a round that they answer."""
    found: dict[str, tuple[str, ...]] = {}
    for kind, year, link in house.published:
        if round_of(kind, year, find_year) == framework:
            for code in answered(kind, framework):
                found[code] = (*found.get(code, ()), link)
    return found


def sources_of(paper: Paper) -> Sources:
    """Return what a paper is made from now, written as it is set."""
    edition = Edition(lang=cast("Lang", paper.lang), digits=cast("Digits", paper.digits), date=paper.date)
    return Sources(
        agency=paper.agency,
        year=paper.fiscal_year,
        edition=edition,
        form=paper.form,
        round=cast("MonitoringRound | None", paper.round or None),
        number=paper.number,
    )


def document_of(paper: Paper) -> Document:
    """Return a paper from the data of this moment; raises `InputError` for what is missing."""
    return make(paper.kind, sources_of(paper))


def file_of(document: Document, ending: str) -> bytes:
    """Return a document in one format."""
    return _printed(to_bytes(document)) if ending == "pdf" else _rendered(document, ending)


# Looked at, mended in a note and sent up the chain, a paper is asked for again and again as it was.
@lru_cache(maxsize=KEPT_PRINTS)
def _printed(content: bytes) -> bytes:
    """Print a paper; the same content is the same file."""
    return _rendered(from_bytes(content), "pdf")


def _rendered(document: Document, ending: str) -> bytes:
    content: bytes = import_module(f"prongsai.render.{ending}").render(document)
    return content


def word_of(document: Document, sources: Sources) -> bytes:
    """Return a document for Word: in the agency's own template where it has one."""
    template = WordTemplate.objects.filter(agency=sources.agency, kind=document.kind).first()
    if template is None:
        return file_of(document, "docx")
    return filled(bytes(template.content), template.name, sources)


def filled(template: bytes, name: str, sources: Sources) -> bytes:
    """Return an agency's own template with everything that is known; raises `InputError` for a bad one."""
    fields = FieldSources(
        analysis=sources.analysis,
        findings=sources.analysis.findings,
        plan=_or_none(lambda: sources.plan),
        followup=_or_none(lambda: sources.followup),
        profile=sources.profile,
    )
    return fill(template, values(fields, sources.edition), name)


def workbook_of(kind: str, sources: Sources) -> bytes:
    """Return what a paper shows as a workbook: the result, or the measures with what was reported."""
    if kind == "analysis":
        return result_workbook(sources.scored.result, sources.scored.recipe.framework)
    if kind == "measures":
        return plan_workbook(sources.plan)
    return plan_workbook(sources.plan, sources.followup)


def make_files(
    agency: Agency, year: int, kinds: Iterable[str], formats: Iterable[str], edition: Edition
) -> dict[str, bytes]:
    """Return every paper in every format by file name; raises `InputError` with all that is missing, and makes none."""
    sources = Sources(agency=agency, year=year, edition=edition)
    problems, documents = [], {}
    for kind in kinds:
        try:
            documents[kind] = make(kind, sources)
        except InputError as error:
            problems += [each for each in error.problems if each not in problems]
    if problems:
        raise InputError(problems)
    endings = tuple(formats)
    return {
        f"{year}-{kind}.{ending}": word_of(document, sources)
        if ending == "docx"
        else file_of(document, ending)
        for kind, document in documents.items()
        for ending in endings
    }


def _or_none(read: Callable[[], T]) -> T | None:
    try:
        return read()
    except InputError:
        return None
