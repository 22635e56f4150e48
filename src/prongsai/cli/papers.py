"""What the command line makes papers from: a result, a plan with its reports, the agency's profile."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from prongsai.cli.analyze import analysed
from prongsai.cli.bilingual import language
from prongsai.cli.load import load_score
from prongsai.core.analysis import Analysis
from prongsai.core.catalogue import Catalogue
from prongsai.core.document import Document
from prongsai.core.edition import Edition
from prongsai.core.errors import InputError, Problem
from prongsai.core.followup import Followup
from prongsai.core.followup.outcome import Outcome, outcomes_between
from prongsai.core.framework import Framework
from prongsai.core.papers.memo import Subject
from prongsai.core.papers.pen import Setting
from prongsai.core.plan import MonitoringRound, Plan
from prongsai.core.profile import Profile
from prongsai.core.scoring import Score
from prongsai.core.text import Text
from prongsai.core.thai import Digits
from prongsai.reading.framework import find_year


@dataclass(frozen=True, kw_only=True)
class Sources:
    """Everything a paper may be made from, read when it is first asked for."""

    scored: Score
    digits: Digits
    date: datetime.date | None = None
    previous: Path | None = None
    respondents: tuple[str, ...] = ()
    edits: Path | None = None
    peers: Path | None = None
    plan_file: Path | None = None
    profile_file: Path | None = None
    round: MonitoringRound | None = None
    form: str = ""

    @property
    def edition(self) -> Edition:
        """Language, digits and date of every paper."""
        return Edition(lang=language(), digits=self.digits, date=self.date)

    @cached_property
    def analysis(self) -> Analysis:
        """The analysis of the result."""
        return analysed(
            self.scored,
            previous=self.previous,
            respondents=self.respondents,
            edits=self.edits,
            peers=self.peers,
        )

    @cached_property
    def catalogue(self) -> Catalogue:
        """Names of units and topics, and the measures that plans are proposed from."""
        from prongsai.reading.catalogue import load as load_catalogue

        return load_catalogue()

    @cached_property
    def profile(self) -> Profile | None:
        """The agency's house details, if a profile is named."""
        from prongsai.reading.profile import read_profile

        return read_profile(self.profile_file) if self.profile_file else None

    @cached_property
    def handed_in(self) -> tuple[Plan, Followup | None] | None:
        """The plan that is handed in, with its reports, if one is named."""
        from prongsai.reading.plan import read

        return read(self.plan_file) if self.plan_file else None

    @cached_property
    def plan(self) -> Plan:
        """The plan that is handed in, else the one that the findings call for."""
        return self.handed_in[0] if self.handed_in else self.proposal

    @cached_property
    def proposal(self) -> Plan:
        """A plan for the year after the result, drafted from the catalogue."""
        from prongsai.core.cycle.dates import dates_of
        from prongsai.core.plan.proposal import Occasion, propose
        from prongsai.reading.framework import find_around

        result = self.scored.result
        year = result.fiscal_year + 1
        occasion = Occasion(
            agency=result.agency,
            agency_type=result.agency_type,
            fiscal_year=year,
            unit_names=self.profile.units if self.profile else {},
            result_year=result.fiscal_year,
            lang=language(),
            dates=dates_of(year, {each: known.calendar for each, known in find_around(year).items()}),
        )
        return propose(self.analysis.findings, self.catalogue, occasion)

    @cached_property
    def followup(self) -> Followup:
        """The plan with its reports; raises `InputError` where no plan is handed in."""
        if self.handed_in is None:
            raise InputError([_PLAN_MISSING])
        plan, reports = self.handed_in
        return reports or Followup(plan=plan, rounds=())

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """What the indicators did since the result that the plan answers; none without that result.

        The result is then that of the year in which the measures show, the earlier one that of before.
        """
        if self.previous is None:
            return ()
        return outcomes_between(self.followup.plan, load_score(self.previous, None), self.scored)

    def read_named(self) -> Sources:
        """Read every file that is named, also one that a paper would not ask for; raise `InputError` for them all."""
        problems: list[Problem] = []
        # The memo has no analysis, but what is named beside the result is to be right all the same.
        named = self.edits or self.peers or self.previous or self.respondents
        beside = ("analysis",) if named else ()
        for name in ("profile", "handed_in", *beside):
            try:
                getattr(self, name)
            except InputError as error:
                problems += error.problems
        if problems:
            raise InputError(problems)
        return self

    @property
    def listed(self) -> Framework:
        """The OIT items that are listed: those of the year of the result."""
        return self.scored.recipe.framework

    @property
    def subject(self) -> Subject:
        """The memo brings the analysis."""
        return Subject()

    def framework_of(self, year: int) -> Framework | None:
        """Return the shipped framework of a year, `None` for a year that is not known yet."""
        return find_year(year)

    def setting(self, framework: Framework | None) -> Setting:
        """Return what papers of one round share; `framework` is that of the round the paper is published in."""
        return Setting(
            edition=self.edition, profile=self.profile, catalogue=self.catalogue, framework=framework
        )


_PLAN_MISSING = Problem(
    id="report.plan_missing",
    where="--plan",
    found="",
    why=Text("รายงานชนิดนี้ต้องมีไฟล์แผนพร้อมความก้าวหน้า", "this paper needs the file of a plan with its progress"),
    remedy=Text(
        "สร้างด้วยคำสั่ง plan แล้วใส่ --plan ไฟล์", "make one with the command plan and name it with --plan"
    ),
)


def make(kind: str, sources: Sources) -> Document:
    """Return the paper of a kind; raise `InputError` for a form that it does not have or a source that is missing."""
    from prongsai.core.papers.columns import FORMS
    from prongsai.core.papers.making import make as made

    names = FORMS.get(kind, {})
    if sources.form and sources.form not in names:
        listed = ", ".join(names) or "–"
        raise InputError(
            [
                Problem(
                    id="report.form",
                    where="--form",
                    found=sources.form,
                    why=Text("รายงานชนิดนี้ไม่มีแบบตารางชื่อนี้", "this paper has no table form of this name"),
                    remedy=Text(f"ใช้แบบใดแบบหนึ่ง: {listed}", f"use one of: {listed}"),
                )
            ]
        )
    return made(kind, sources)
