"""Which paper is made from what: one table for the command line and for the web."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from prongsai.core.analysis import Analysis
from prongsai.core.analysis.paper import paper
from prongsai.core.document import Document
from prongsai.core.edition import Edition
from prongsai.core.followup import Followup
from prongsai.core.followup.outcome import Outcome
from prongsai.core.framework import Framework
from prongsai.core.papers import followup, implementation, measures, memo, oit
from prongsai.core.papers.answers import reporting_round
from prongsai.core.papers.memo import Subject
from prongsai.core.papers.pen import Setting
from prongsai.core.plan import MonitoringRound, Plan
from prongsai.core.plan.elements import PaperKind, items_answered
from prongsai.core.scoring import Score

# What of the assessment a paper is published for.
ANSWERS: Mapping[str, PaperKind] = {
    "analysis": "measures",
    "measures": "measures",
    "implementation": "report",
}


class Sources(Protocol):
    """What papers are made from, wherever it is kept; whatever is missing raises `InputError` when it is asked for."""

    @property
    def scored(self) -> Score:
        """The result that the measures answer."""

    @property
    def analysis(self) -> Analysis:
        """The analysis of the result."""

    @property
    def plan(self) -> Plan:
        """The measures."""

    @property
    def followup(self) -> Followup:
        """The measures with their reports."""

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """What the indicators did since; nothing while that is not known."""

    @property
    def listed(self) -> Framework:
        """The framework whose OIT items are listed."""

    @property
    def subject(self) -> Subject:
        """What the memo brings."""

    @property
    def edition(self) -> Edition:
        """Language, digits and date."""

    @property
    def form(self) -> str:
        """The name of a table form, empty for the agency's own choice."""

    @property
    def round(self) -> MonitoringRound | None:
        """The round that the follow-up is on, `None` for the last."""

    def setting(self, framework: Framework | None) -> Setting:
        """What papers of one round share."""

    def framework_of(self, year: int) -> Framework | None:
        """The framework of a year, `None` for one that is not known."""


def make(kind: str, sources: Sources) -> Document:
    """Return the paper of a kind; raises `InputError` where a source is missing."""
    return PAPERS[kind](sources)


def round_of(kind: str, plan_year: int, framework_of: Callable[[int], Framework | None]) -> Framework | None:
    """Return the framework of the round for which a paper on the cycle of a year is published, if it is known."""
    if ANSWERS.get(kind) != "report":
        return framework_of(plan_year)
    known = {year: found for year in (plan_year, plan_year + 1) if (found := framework_of(year)) is not None}
    return reporting_round(plan_year, known)


def answered(kind: str, framework: Framework | None) -> tuple[str, ...]:
    """Return the codes of the OIT items of a round that a paper answers."""
    if framework is None or kind not in ANSWERS:
        return ()
    return tuple(node.code for node in items_answered(framework, ANSWERS[kind]))


def _analysis(sources: Sources) -> Document:
    return paper(sources.analysis, sources.edition)


def _memo(sources: Sources) -> Document:
    framework = sources.framework_of(sources.scored.result.fiscal_year + 1)
    return memo(sources.scored, sources.subject, sources.setting(framework))


def _measures(sources: Sources) -> Document:
    setting = sources.setting(round_of("measures", sources.plan.fiscal_year, sources.framework_of))
    return measures(sources.plan, setting, form=sources.form, findings=sources.analysis.findings)


def _reporting(sources: Sources) -> Setting:
    """Return the setting of the round that asks for the report on the plan's year."""
    year = sources.followup.plan.fiscal_year
    return sources.setting(round_of("implementation", year, sources.framework_of))


def _followup(sources: Sources) -> Document:
    return followup(sources.followup, _reporting(sources), round_=sources.round)


def _implementation(sources: Sources) -> Document:
    return implementation(sources.followup, _reporting(sources), form=sources.form, outcomes=sources.outcomes)


def _oit(sources: Sources) -> Document:
    return oit(sources.listed, sources.setting(sources.listed), agency=sources.scored.result.agency)


PAPERS: Mapping[str, Callable[[Sources], Document]] = {
    "memo": _memo,
    "analysis": _analysis,
    "measures": _measures,
    "followup": _followup,
    "implementation": _implementation,
    "oit": _oit,
}
