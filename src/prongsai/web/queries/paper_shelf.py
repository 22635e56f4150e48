"""The papers of a year as their pages show them: where each is, who has it, what is missing, which item it answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from prongsai.core.cycle import Facts, Stage
from prongsai.core.cycle.task import open_tasks
from prongsai.core.errors import Problem
from prongsai.core.papers import KINDS
from prongsai.core.papers.making import answered, round_of
from prongsai.core.plan import MonitoringRound
from prongsai.core.plan.round import MONITORING_ROUNDS, ROUND_WORDS
from prongsai.core.text import Text
from prongsai.reading.framework import find_year
from prongsai.web.clock import today
from prongsai.web.models import (
    Agency,
    AuditEntry,
    Decision,
    Paper,
    PaperVersion,
    Person,
)
from prongsai.web.queries.paper_versions import FILES
from prongsai.web.queries.papers import NO_PLAN, NO_RESULT, NO_ROUND

STAGES: Mapping[str, tuple[str, Text]] = {
    "": ("todo", Text("ยังไม่จัดทำ", "not made yet")),
    "draft": ("now", Text("ร่าง", "draft")),
    "in_approval": ("now", Text("อยู่ระหว่างพิจารณา", "being decided on")),
    "returned": ("returned", Text("ถูกส่งคืนให้แก้ไข", "returned for correction")),
    "approved": ("done", Text("อนุมัติแล้ว", "approved")),
    "published": ("done", Text("เผยแพร่แล้ว", "published")),
}
BY_ROUND = "followup"
_NEEDS_PLAN = ("measures", "followup", "implementation")
_NEEDS_ROUND = ("followup", "implementation")
# The stage of the cycle in which the content of a paper is completed.
_COMPLETED_AT: Mapping[str, Stage] = {
    "measures": "measures",
    "followup": "followup",
    "implementation": "followup",
}
# Which changes a paper may show, by kind: the actions of the log.
_OF_THE_HOUSE = ("agency.edit", "chain.edit", "unit.edit")
_OF_THE_RESULT = ("result.enter", "analysis.edit")
_OF_THE_PLAN = ("plan.edit", "plan.revise")
_OF_THE_REPORTS = ("followup.report", "followup.close", "round.edit")
TOUCHED_BY: Mapping[str, tuple[str, ...]] = {
    "memo": (*_OF_THE_HOUSE, "result.enter"),
    "analysis": _OF_THE_RESULT,
    "measures": (*_OF_THE_HOUSE, *_OF_THE_RESULT, *_OF_THE_PLAN),
    "followup": (*_OF_THE_HOUSE, *_OF_THE_PLAN, *_OF_THE_REPORTS),
    "implementation": (*_OF_THE_HOUSE, *_OF_THE_PLAN, *_OF_THE_REPORTS, "result.enter"),
    "oit": (*_OF_THE_HOUSE, "paper.publish"),
}
MOST_CHANGES = 5


@dataclass(frozen=True, kw_only=True)
class Line:
    """One paper of the year, begun or not. Without what is `missing` it cannot be made, without `lacking` not be complete."""

    year: int
    kind: str
    round: str
    missing: tuple[Problem, ...]
    lacking: tuple[Text, ...] = ()
    paper: Paper | None = None
    decisions: tuple[Decision, ...] = ()

    @property
    def name(self) -> str:
        """How addresses call it: measures, followup-6m."""
        return f"{self.kind}-{self.round}" if self.round else self.kind

    @property
    def title(self) -> Text:
        return title_of(self.kind, self.round)

    @property
    def stage(self) -> str:
        return self.paper.stage if self.paper else ""

    @property
    def css(self) -> str:
        return STAGES[self.stage][0]

    @property
    def word(self) -> Text:
        return STAGES[self.stage][1]

    @property
    def version(self) -> int:
        """The number of the newest version, 0 for none."""
        return self.decisions[0].version.number if self.decisions else 0

    @property
    def waiting(self) -> Decision | None:
        return waiting_of(self.decisions) if self.stage == "in_approval" else None

    @property
    def returned(self) -> Decision | None:
        """Who returned it, while it is returned."""
        if self.stage != "returned":
            return None
        return next((each for each in self.decisions if each.decision == "returned"), None)

    @property
    def items(self) -> tuple[str, ...]:
        return answered(self.kind, round_of(self.kind, self.year, find_year))

    @property
    def round_year(self) -> int | None:
        """The year of the assessment that it is published for, `None` where that is not known."""
        framework = round_of(self.kind, self.year, find_year)
        return framework.fiscal_year if framework else None


def title_of(kind: str, round_: str) -> Text:
    """Name a paper: its kind, and its round."""
    if not round_:
        return KINDS[kind]
    return Text("{kind} รอบ {round}", "{kind}, round of {round}").format(
        kind=KINDS[kind], round=ROUND_WORDS[cast("MonitoringRound", round_)]
    )


def waiting_of(decisions: Iterable[Decision]) -> Decision | None:
    """Return the station that has a version: the first that has not decided."""
    return next((each for each in decisions if each.decision == "waiting"), None)


def missing_for(kind: str, facts: Facts) -> tuple[Problem, ...]:
    """Return what must be there before a paper of this kind can be made."""
    found = []
    if not facts.has_result and kind not in _NEEDS_ROUND:
        found.append(NO_RESULT.at("", year=facts.result_year))
    if kind in _NEEDS_PLAN and not facts.measures:
        found.append(NO_PLAN.at("", year=facts.fiscal_year))
    elif kind in _NEEDS_ROUND and not facts.rounds:
        found.append(NO_ROUND.at("", year=facts.fiscal_year))
    return tuple(found)


def lacking_for(kind: str, facts: Facts, round_: str = "") -> tuple[Text, ...]:
    """Return what is still to be done on the page of its data before a paper is complete; of one round, only its own."""
    stage = _COMPLETED_AT.get(kind)
    if stage is None or missing_for(kind, facts):
        return ()
    own = f"{stage}.{round_}." if round_ else f"{stage}."
    tasks = (task for task in open_tasks(facts, today()) if task.id.startswith(own))
    # Measures are completed by who reads this; reports are owed by units.
    words = (
        Text("{title}", "{title}") if stage == "measures" else Text("{holder}: {title}", "{holder}: {title}")
    )
    return tuple(words.format(title=task.title, holder=task.holder) for task in tasks)


def lines_of(agency: Agency, facts: Facts) -> list[Line]:
    """Return every paper of a year, begun or not, in the order of the cycle. Two queries."""
    year = facts.fiscal_year
    kept = {(each.kind, each.round): each for each in Paper.objects.filter(agency=agency, fiscal_year=year)}
    decisions = _newest_decisions(kept.values())
    lines = []
    for kind, round_ in _names(facts, kept):
        paper = kept.get((kind, round_))
        if paper is not None:
            paper.agency = agency
        lines.append(
            Line(
                year=year,
                kind=kind,
                round=round_,
                missing=missing_for(kind, facts),
                lacking=lacking_for(kind, facts, round_) if _is_open(paper) else (),
                paper=paper,
                decisions=tuple(decisions.get(paper.pk, ())) if paper else (),
            )
        )
    return lines


def line_of(agency: Agency, facts: Facts, name: str) -> Line | None:
    """Return one paper by its name, with all its versions; `None` where there is no such kind or round."""
    which = which_of(name)
    if which is None:
        return None
    kind, round_ = which
    paper = _papers(agency, facts.fiscal_year, which).prefetch_related(_versions()).first()
    if paper is None and round_ and round_ not in {each.key for each in facts.rounds}:
        return None
    decisions: Sequence[Decision] = ()
    if paper is not None:
        paper.agency = agency
        newest = next(iter(paper.versions.all()), None)
        decisions = tuple(newest.decisions.all()) if newest else ()
    missing = missing_for(kind, facts)
    return Line(
        year=facts.fiscal_year,
        kind=kind,
        round=round_,
        missing=missing,
        lacking=lacking_for(kind, facts, round_) if _is_open(paper) else (),
        paper=paper,
        decisions=tuple(decisions),
    )


def paper_of(agency: Agency, fiscal_year: int, which: tuple[str, str]) -> Paper | None:
    """Return a paper alone, without its versions, in one query."""
    found = _papers(agency, fiscal_year, which).first()
    if found is not None:
        found.agency = agency
    return found


def newest_of(agency: Agency, fiscal_year: int, which: tuple[str, str]) -> PaperVersion | None:
    """Return the newest version of a paper with the paper itself, without its files, in one query."""
    papers = _papers(agency, fiscal_year, which).order_by()
    versions = PaperVersion.objects.filter(paper__in=papers).select_related("paper").defer(*FILES)
    newest = versions.order_by("-number").first()
    if newest is not None:
        newest.paper.agency = agency
    return newest


def which_of(name: str) -> tuple[str, str] | None:
    """Return the kind and the round that a name tells: measures, followup-6m."""
    kind, _, round_ = name.partition("-")
    if kind not in KINDS or (round_ and (kind != BY_ROUND or round_ not in MONITORING_ROUNDS)):
        return None
    return kind, round_


def since(paper: Paper, version: PaperVersion) -> QuerySet[AuditEntry]:
    """Return the changes, newest first, that the paper may show since a version of it was made."""
    entries = AuditEntry.objects.filter(chain__agency=paper.agency, at__gt=version.made_at)
    return entries.filter(action__in=TOUCHED_BY[paper.kind]).order_by("-pk")


def next_to_decide(decisions: Sequence[Decision], person: Person | None) -> Decision | None:
    """Return the decision that is this person's to take now."""
    waiting = waiting_of(decisions)
    return waiting if waiting and person and waiting.person_id == person.pk else None


def _papers(agency: Agency, fiscal_year: int, which: tuple[str, str]) -> QuerySet[Paper]:
    kind, round_ = which
    return Paper.objects.filter(agency=agency, fiscal_year=fiscal_year, kind=kind, round=round_)


def _versions() -> Prefetch[str, QuerySet[PaperVersion], str]:
    kept = PaperVersion.objects.select_related("made_by").defer(*FILES).order_by("-number")
    return Prefetch(
        "versions",
        kept.prefetch_related(
            Prefetch("decisions", Decision.objects.select_related("person").order_by("order"))
        ),
    )


def _newest_decisions(papers: Iterable[Paper]) -> dict[int, list[Decision]]:
    """Return the decisions on the newest version of every paper, in one query."""
    newest = PaperVersion.objects.filter(paper=OuterRef("version__paper")).order_by("-number")
    rows = (
        Decision.objects.filter(version__paper__in=[each.pk for each in papers])
        .filter(version=Subquery(newest.values("pk")[:1]))
        .select_related("version", "person")
        .defer("version__text", *(f"version__{name}" for name in FILES))
        .order_by("order")
    )
    found: dict[int, list[Decision]] = {}
    for row in rows:
        found.setdefault(row.version.paper_id, []).append(row)
    return found


def _is_open(paper: Paper | None) -> bool:
    return paper is None or paper.stage in ("draft", "returned")


def _names(facts: Facts, kept: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Name the papers of the year: every kind once, the follow-up once a round."""
    held = {round_ for kind, round_ in kept if kind == BY_ROUND}
    open_ = {each.key for each in facts.rounds}
    rounds = [each for each in MONITORING_ROUNDS if each in held or each in open_]
    for kind in KINDS:
        if kind == BY_ROUND and rounds:
            yield from ((kind, each) for each in rounds)
        else:
            yield kind, ""
