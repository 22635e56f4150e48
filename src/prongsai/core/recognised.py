"""What was understood of a printed paper: every value with where it stands, as it was printed, and how sure."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from prongsai.core.followup import Status
from prongsai.core.plan import MonitoringRound, Period
from prongsai.core.printed import Block, Place, Printed
from prongsai.core.text import Text

# The words of `core.papers.making`, a page of results, and what could not be told.
SectionKind = Literal[
    "memo", "analysis", "measures", "followup", "implementation", "oit", "result", "unknown"
]
# sure: printed so and unambiguous. likely: repaired by a rule that `note` names. doubtful: a person must look,
# because a picture was read, or because more than one reading is left.
Confidence = Literal["sure", "likely", "doubtful"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One value with its origin.

    `field` is the path of the value in the JSON of `read`: `agency`, `result.fiscal_year`, `result.scores.i11`,
    `result.published.total`, `plan.measures.m1.title`, `report.measures.m1.result`. `value` is what was
    understood (Arabic digits, spaces folded); a number stands as it was printed, even where it cannot be right.
    `proposal` is another value that something speaks for, “” for none: only a person puts it in the place of
    `value`. `note` says what was repaired, what is doubtful, or what speaks for the proposal.
    """

    field: str
    value: str
    as_printed: str
    where: Place
    confidence: Confidence = "sure"
    note: Text | None = None
    proposal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A piece of text with its place; `number` as counted in its cell or list (“3”, “5.1”), “” without one.

    `text` has Arabic digits and no spaces inside words; `as_printed` is what stood there.
    """

    text: str
    where: Place
    number: str = ""
    as_printed: str = ""
    label: str = ""
    """The word before it that says what it is, where a list holds more than one thing: `reason` among obstacles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A score as printed in a table or a sentence; `code` as in the framework, `total` for the total.

    `change`: the sentence tells the difference to the year before, not a score. `year`: that of the column it stands in,
    where a table has several years side by side.
    """

    code: str
    value: Decimal
    where: Place
    change: bool = False
    sentence: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """A finding or recommendation: `codes` it names itself, `beside` the codes of its row, `indicator` it stands under.

    `references` are the items that it points to (“อ้างอิงจาก O8”). `keeps`: it only asks to keep the level.
    """

    text: str
    where: Place
    codes: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    indicator: str = ""
    references: tuple[str, ...] = ()
    keeps: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedMeasure:
    """A measure as printed, planned or reported on; lists are as counted in the cells, a cell without numbers is one.

    `id` is `m1`, `m2`… in the order of the section. `number` as printed, “” without. `period_text` and
    `monitoring` stand as printed, `period` and `rounds` as far as they were understood. `results` match `steps` by
    number, not by row. `told` is the status that the words of the result tell, per number of a step (“” for the
    whole).
    """

    id: str
    title: str
    where: Place
    number: str = ""
    topic: str = ""
    approach: tuple[Phrase, ...] = ()
    steps: tuple[Phrase, ...] = ()
    units: tuple[str, ...] = ()
    budget: str = ""
    period_text: str = ""
    period: Period | None = None
    monitoring: tuple[Phrase, ...] = ()
    rounds: tuple[MonitoringRound, ...] = ()
    results: tuple[Phrase, ...] = ()
    outcomes: tuple[Phrase, ...] = ()
    obstacles: tuple[Phrase, ...] = ()
    suggestions: tuple[Phrase, ...] = ()
    evidence: tuple[Phrase, ...] = ()
    codes: tuple[str, ...] = ()
    told: Mapping[str, Status] = field(default_factory=dict)
    columns: frozenset[str] = frozenset()
    """The fields that its table has a column for, filled or not."""
    cells: Mapping[str, Phrase] = field(default_factory=dict)
    """How its fields of one value (`title`, `units`, `period`, `budget`, `status`…) stand in print, and where."""
    step_units: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    step_periods: Mapping[str, Period] = field(default_factory=dict)
    """What steps with a row of their own have of their own, per number of a step."""
    new_dates: Mapping[str, datetime.date] = field(default_factory=dict)
    """By when the rest is promised, per number of a step (“” for the whole)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actions:
    """The numbered actions that an analysis lists under an indicator."""

    indicator: str
    actions: tuple[Phrase, ...]
    where: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A sentence that counts measures; `None` is what it does not say."""

    total: int | None
    done: int | None
    not_done: int | None
    where: Place
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """One in the line of approval: `position` as printed, `opinion` what is written there, “” for an empty line.

    `name` is filled in only where names of persons were asked for.
    """

    role: Literal["drafter", "head", "clerk", "executive", "other"]
    position: str
    where: Place
    opinion: str | None = None
    """`None` where the paper has no line for an opinion of this person."""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One paper of a file, from one block of `Recognised.printed` to another.

    `result_year` is the fiscal year of the result that it speaks of, `plan_year` that of the measures; `date` its
    own date. `items` are the OIT items that it says it answers, of a list of items all of them. `None` and empty are
    what it does not say.
    """

    kind: SectionKind
    title: str
    where: Place
    blocks: tuple[Block, ...]
    result_year: int | None = None
    plan_year: int | None = None
    date: datetime.date | None = None
    date_text: str = ""
    items: tuple[str, ...] = ()
    level: str = ""
    figures: tuple[Figure, ...] = ()
    advice: tuple[Advice, ...] = ()
    actions: tuple[Actions, ...] = ()
    measures: tuple[PrintedMeasure, ...] = ()
    counted: tuple[Counted, ...] = ()
    hands: tuple[Hand, ...] = ()
    letter: Mapping[str, Phrase] = field(default_factory=dict)
    """The parts of an official letter: `unit`, `phone`, `number`, `date`, `subject`, `to`, `via`."""
    names: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict)
    """Other spellings met, by what they name: a code, `agency`, `district`, `province`, `agency_type`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """A file as understood: whose it is, its papers in order, and every value with its origin.

    `agency` as printed most often with its type written out (“องค์การบริหารส่วนตำบลนาโพธิ์”), “” where none was
    found; `agency_type` an identifier of `core.agency`.
    """

    printed: Printed
    agency: str = ""
    agency_type: str | None = None
    district: str = ""
    province: str = ""
    sections: tuple[Section, ...] = ()
    readings: tuple[Reading, ...] = ()
