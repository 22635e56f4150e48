"""Every paper of an agency's year from what is kept, as one document each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from prongsai.core.analysis import Analysis
from prongsai.core.analysis.paper import paper
from prongsai.core.document import Document
from prongsai.core.edition import Edition
from prongsai.core.errors import InputError
from prongsai.core.fault import Fault
from prongsai.core.followup import Followup
from prongsai.core.followup.outcome import Outcome, outcomes_between
from prongsai.core.framework import Framework
from prongsai.core.papers import followup, implementation, measures, memo, oit
from prongsai.core.papers.answers import reporting_round
from prongsai.core.papers.memo import Subject
from prongsai.core.papers.pen import Setting
from prongsai.core.text import Text
from prongsai.reading.catalogue import load as load_catalogue
from prongsai.web.models import Agency, Plan, Result
from prongsai.web.queries.agency import profile_of
from prongsai.web.queries.plan import as_followup, as_plan, plan_of, rounds_of
from prongsai.web.queries.result import analysis_of, edits_of, framework_of, result_of, score_of

RESULT_MISSING = Fault(
    "paper.no_result",
    Text("ยังไม่มีผลของปี {year}", "there is no result of {year} yet"),
    Text("บันทึกหรือนำเข้าผลก่อน", "enter or import the result first"),
)
PLAN_MISSING = Fault(
    "paper.no_plan",
    Text("ยังไม่มีมาตรการของปี {year}", "there are no measures for {year} yet"),
    Text("จัดทำมาตรการของปีนั้นก่อน", "write the measures of that year first"),
)


@dataclass(frozen=True)
class Year:
    """An agency's year N: the result of N − 1, the measures of N, and what came of them; read when asked for."""

    agency: Agency
    year: int
    edition: Edition

    @cached_property
    def result(self) -> Result:
        found = result_of(self.agency, self.year - 1)
        if found is None:
            raise InputError([RESULT_MISSING.at(self.agency.name, year=self.year - 1)])
        return found

    @cached_property
    def plan(self) -> Plan:
        found = plan_of(self.agency, self.year)
        if found is None:
            raise InputError([PLAN_MISSING.at(self.agency.name, year=self.year)])
        return found

    @cached_property
    def analysis(self) -> Analysis:
        previous = result_of(self.agency, self.year - 2)
        return analysis_of(self.result, edits=edits_of(self.result), previous=previous)

    @cached_property
    def followup(self) -> Followup:
        return as_followup(self.plan, rounds_of(self.plan))

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        """What the indicators did since: none before the result of the year itself is out."""
        newer = result_of(self.agency, self.year)
        older = result_of(self.agency, self.year - 1)
        if newer is None or older is None:
            return ()
        return outcomes_between(self.followup.plan, score_of(older), score_of(newer))

    def setting(self, framework: Framework | None) -> Setting:
        profile = profile_of(self.agency)
        return Setting(edition=self.edition, profile=profile, catalogue=load_catalogue(), framework=framework)

    @property
    def reporting(self) -> Setting:
        """What papers share that report on this year's measures."""
        known = {year: found for year in (self.year, self.year + 1) if (found := framework_of(year))}
        return self.setting(reporting_round(self.year, known))


def _measures(year: Year) -> Document:
    found = year.analysis.findings
    return measures(as_plan(year.plan), year.setting(framework_of(year.year)), findings=found)


def _oit(year: Year) -> Document:
    framework = score_of(year.result).recipe.framework
    return oit(framework, year.setting(framework), agency=year.agency.name)


DOCUMENTS: Mapping[str, Callable[[Year], Document]] = {
    "memo": lambda year: memo(score_of(year.result), Subject(), year.setting(framework_of(year.year))),
    "analysis": lambda year: paper(year.analysis, year.edition),
    "measures": _measures,
    "followup": lambda year: followup(year.followup, year.reporting),
    "implementation": lambda year: implementation(year.followup, year.reporting, outcomes=year.outcomes),
    "oit": _oit,
}
