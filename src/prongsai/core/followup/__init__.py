"""What came of a plan: rounds of reports by step, counts of done and not done, and the outcome beside the score."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from prongsai.core.plan import MonitoringRound, Plan

Status = Literal["planned", "in_progress", "done", "partial", "not_done", "hindered"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressNote:
    """What was reported on a measure, or on one step of it (`step` `None`: on the measure as a whole).

    `reason` is why it is not done, `new_date` when it will be. `evidence` are file names or links.
    `late`: it came after the day on which its round was due.
    """

    measure: str
    step: int | None
    status: Status
    done_note: str = ""
    outcome: str = ""
    obstacle: str = ""
    suggestion: str = ""
    reason: str = ""
    new_date: datetime.date | None = None
    evidence: tuple[str, ...] = ()
    late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One round of reports, closed on `date`."""

    round: MonitoringRound
    date: datetime.date
    notes: tuple[ProgressNote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Followup:
    """A plan with its rounds, oldest first."""

    plan: Plan
    rounds: tuple[Round, ...]
