"""Which paper is made from what, and for which OIT item of which round it is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import pytest
from tests.paper_chain import HOUSE, catalogue, followup_of
from tests.published import donsak, framework

from prongsai.core.analysis import Analysis, analyse
from prongsai.core.edition import Edition
from prongsai.core.errors import InputError
from prongsai.core.fault import Fault
from prongsai.core.followup import Followup
from prongsai.core.followup.outcome import Outcome
from prongsai.core.framework import Framework
from prongsai.core.papers import KINDS
from prongsai.core.papers.making import ANSWERS, PAPERS, answered, make, round_of
from prongsai.core.papers.memo import Subject
from prongsai.core.papers.pen import Setting
from prongsai.core.plan import MonitoringRound, Plan
from prongsai.core.scoring import Score, prepare, score
from prongsai.core.text import Text

NO_PLAN = Fault("test.no_plan", Text("ไม่มีแผน", "no plan"), Text("ทำแผน", "make one"))
KNOWN: Mapping[int, int] = {2568: 2568, 2569: 2569}


@dataclass
class Kept:
    """Sources of one agency in 2568, with a plan or without."""

    reports: Followup | None = None
    edition: Edition = field(default_factory=Edition)
    form: str = ""
    round: MonitoringRound | None = None
    subject: Subject = field(default_factory=Subject)
    outcomes: tuple[Outcome, ...] = ()

    @cached_property
    def scored(self) -> Score:
        return score(prepare(framework(2568)), donsak())

    @cached_property
    def analysis(self) -> Analysis:
        from prongsai.core.improve import improve
        from prongsai.core.reconcile import reconcile

        return analyse(self.scored, reconcile(self.scored), improve(self.scored))

    @property
    def plan(self) -> Plan:
        return self.followup.plan

    @property
    def followup(self) -> Followup:
        if self.reports is None:
            raise InputError([NO_PLAN.at("")])
        return self.reports

    @property
    def listed(self) -> Framework:
        return framework(2569)

    def setting(self, framework: Framework | None) -> Setting:
        return Setting(edition=self.edition, profile=HOUSE, catalogue=catalogue(), framework=framework)

    def framework_of(self, year: int) -> Framework | None:
        return framework(year) if year in KNOWN else None


def test_every_kind_is_made_and_names_itself() -> None:
    assert set(PAPERS) == set(KINDS)
    for kind in KINDS:
        assert make(kind, Kept(followup_of())).kind == kind


@pytest.mark.parametrize("kind", ["measures", "followup", "implementation"])
def test_what_is_missing_is_said_by_the_sources(kind: str) -> None:
    with pytest.raises(InputError, match="no plan"):
        make(kind, Kept())


def test_papers_without_measures_ask_for_none() -> None:
    for kind in set(KINDS) - {"measures", "followup", "implementation"}:
        assert make(kind, Kept()).blocks


def test_oit_lists_the_round_that_the_sources_name() -> None:
    assert "๒๕๖๙" in make("oit", Kept()).subtitle[-1].replace("2569", "๒๕๖๙")


def test_memo_brings_what_the_sources_say() -> None:
    brought = make("memo", replace(Kept(), subject=Subject(paper="measures")))
    assert brought.title.startswith("มาตรการส่งเสริม")


def test_report_is_published_in_the_round_after() -> None:
    known = {year: framework(year) for year in (2568, 2569)}
    after, own = round_of("implementation", 2568, known.get), round_of("measures", 2569, known.get)
    assert after is not None and own is not None
    assert (after.fiscal_year, own.fiscal_year) == (2569, 2569)
    assert round_of("implementation", 2569, known.get) is None


def test_items_are_those_of_the_paper() -> None:
    codes = {kind: answered(kind, framework(2569)) for kind in KINDS}
    assert codes["analysis"] == codes["measures"] != ()
    assert codes["implementation"] and set(codes["implementation"]).isdisjoint(codes["measures"])
    assert not any(codes[kind] for kind in set(KINDS) - set(ANSWERS))
    assert answered("measures", None) == ()
