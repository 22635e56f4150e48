"""The plan of a year: measures with owners, steps, time and monitoring, each tied to the findings it answers."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

# After how many months of the fiscal year a round reports. Most agencies hold the two of `DEFAULT_ROUNDS`.
MonitoringRound = Literal["1m", "2m", "3m", "4m", "5m", "6m", "7m", "8m", "9m", "10m", "11m", "12m"]
DEFAULT_ROUNDS: tuple[MonitoringRound, ...] = ("6m", "12m")


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day of an activity, both included."""

    begins: datetime.date
    ends: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a measure; without a unit or period of its own it has those of its measure."""

    number: int
    text: str
    responsible_units: tuple[str, ...] = ()
    period: Period | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What an agency does about one or more findings.

    `id` is short and stable within the plan (`m1`); `codes` are the questions, items and indicators it is meant
    to move; `finding_ids` the findings it answers. `budget` in baht, 0 is “none needed”, `None` is not said.
    `expected_gain` in points of the total, `None` where it cannot be computed. `generated` says that no person
    has changed the proposal yet.
    """

    id: str
    topic: str
    title: str
    approach: str
    responsible_units: tuple[str, ...]
    steps: tuple[Step, ...]
    period: Period | None
    monitoring_rounds: tuple[MonitoringRound, ...] = DEFAULT_ROUNDS
    monitoring_note: str = ""
    budget: Decimal | None = None
    expected_gain: Fraction | None = None
    codes: tuple[str, ...] = ()
    finding_ids: tuple[str, ...] = ()
    generated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The measures of one agency for `fiscal_year` (Buddhist era), made from the result of `result_year`."""

    agency: str
    agency_type: str | None
    fiscal_year: int
    result_year: int
    measures: tuple[Measure, ...]
