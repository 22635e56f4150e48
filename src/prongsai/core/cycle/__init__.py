"""The yearly cycle of an agency: its stages in order, and the few facts from which the state of each follows.

docs/method/cycle.md has the rules; `cycle.stage.states` and `cycle.task.tasks` apply them.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from prongsai.core.framework import CalendarEntry
from prongsai.core.plan import MonitoringRound
from prongsai.core.text import Text

Stage = Literal[
    "result", "reconcile", "analysis", "measures", "approval", "publication", "followup", "outcome"
]
State = Literal["done", "now", "late", "not_yet"]
PaperState = Literal["draft", "returned", "in_approval", "approved", "published"]
Deadline = Literal[
    "result", "reconcile", "analysis", "measures", "approval", "publication", "report", "outcome"
]

STAGES: Mapping[Stage, Text] = {
    "result": Text("ผล", "Result"),
    "reconcile": Text("ตรวจทาน", "Reconcile"),
    "analysis": Text("วิเคราะห์", "Analysis"),
    "measures": Text("มาตรการ", "Measures"),
    "approval": Text("อนุมัติ", "Approval"),
    "publication": Text("เผยแพร่", "Publication"),
    "followup": Text("ติดตาม", "Follow-up"),
    "outcome": Text("ผลลัพธ์", "Outcome"),
}
STATE_WORDS: Mapping[State, Text] = {
    "done": Text("เสร็จแล้ว", "Done"),
    "now": Text("ทำตอนนี้", "Now"),
    "late": Text("ล่าช้า", "Late"),
    "not_yet": Text("ยังไม่ถึง", "Not yet"),
}
OFFICER = Text("เจ้าหน้าที่ ITA ของหน่วยงาน", "the agency's ITA officer")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFacts:
    """Where one paper is; `kind` is a key of `core.papers.KINDS`, `holder` who has it, empty for the ITA officer."""

    kind: str
    state: PaperState
    holder: str = ""
    round: MonitoringRound | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitReports:
    """How many reports a round expects from a unit and how many are in.

    `points` of the total hang on the measures that it has not reported on. Without units one row with an empty
    `unit` stands for the whole agency.
    """

    unit: str
    expected: int
    given: int
    points: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundFacts:
    """One round of reports; without a `due` of its own it is due when the time that it reports on ends."""

    key: MonitoringRound
    due: datetime.date | None = None
    closed: bool = False
    units: tuple[UnitReports, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of the cycle of `fiscal_year` (Buddhist era): that of the measures; the result is a year older.

    `disagreeing` are announced figures that do not agree and that nobody has settled yet; `None`: not checked.
    `findings_to_answer` are the findings that need a measure, `None` where they are not known; `findings_answered`
    those that have one. `unconfirmed` measures stand as they were proposed. `open_points` of the total hang on the others. `item_points` are lost with the item that
    the published analysis and measures answer, `report_points` with that of the implementation report.
    `calendars` are the frameworks' own, by fiscal year; `own_dates` the agency's, which go before every other date.
    """

    fiscal_year: int
    has_result: bool = False
    disagreeing: int | None = None
    findings_to_answer: int | None = None
    findings_answered: int = 0
    open_points: Fraction | None = None
    measures: int = 0
    without_owner: int = 0
    without_steps: int = 0
    without_period: int = 0
    unconfirmed: int = 0
    papers: tuple[PaperFacts, ...] = ()
    item_points: Fraction | None = None
    report_points: Fraction | None = None
    rounds: tuple[RoundFacts, ...] = ()
    has_outcome_result: bool = False
    officer: str = ""
    calendars: Mapping[int, Sequence[CalendarEntry]] = field(default_factory=dict)
    own_dates: Mapping[Deadline, datetime.date] = field(default_factory=dict)

    @property
    def result_year(self) -> int:
        """The year of the result that the measures answer."""
        return self.fiscal_year - 1
