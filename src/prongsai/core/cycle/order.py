"""Whether the days of a cycle go together: what cannot be is refused, what is unwise is pointed out."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from prongsai.core.cycle import Deadline, Facts, RoundFacts
from prongsai.core.cycle.dates import DEADLINES, Dates, dates_of
from prongsai.core.errors import Problem
from prongsai.core.fault import Fault
from prongsai.core.plan import MonitoringRound, Period
from prongsai.core.plan.period import date_words, period_words
from prongsai.core.plan.round import ROUND_WORDS, due, months
from prongsai.core.text import Text
from prongsai.core.thai import fiscal_year_end, fiscal_year_start

_MOVE = Text("เลื่อนวันใดวันหนึ่งในสองวันนี้", "move one of the two days")
OUTSIDE = Fault(
    "cycle.outside",
    Text("วันนี้อยู่นอกวงรอบของปี {year} ({span})", "the day is outside the cycle of {year} ({span})"),
    Text("ตรวจปี พ.ศ. แล้วแก้วัน", "look at the year, and correct the day"),
)
TOO_EARLY = Fault(
    "cycle.order",
    Text(
        "มาก่อน “{other}” ({day}) ซึ่งต้องเสร็จก่อนจึงทำได้",
        "is before “{other}” ({day}), without which it cannot be done",
    ),
    _MOVE,
)
TOO_LATE = Fault(
    "cycle.order",
    Text("อยู่หลัง “{other}” ({day}) ซึ่งรายงานเรื่องนี้", "is after “{other}” ({day}), which reports on it"),
    _MOVE,
)
ROUNDS = Fault(
    "round.out_of_order",
    Text("ต้องครบกำหนดหลัง{other} ({day})", "it must be due after the {other} ({day})"),
    Text("แก้วันครบกำหนด", "correct the day"),
)
BEFORE_USUAL = Fault(
    "cycle.order_usual",
    Text(
        "ไม่เข้ากับ “{other}” ({day}): “{first}” ต้องเสร็จก่อน “{then}”",
        "does not go with “{other}” ({day}): “{first}” must be done before “{then}”",
    ),
    Text("กำหนดวันของ “{other}” ด้วย หรือเลื่อนวันนี้", "set a day for “{other}” too, or move this one"),
    "warning",
)
UNWISE = Fault(
    "cycle.unwise",
    Text(
        "ไม่เข้ากับ “{other}” ({day}): “{first}” ควรเสร็จก่อน “{then}”",
        "does not go well with “{other}” ({day}): “{first}” should be done before “{then}”",
    ),
    Text("ถ้าเลี่ยงได้ เลื่อนวันใดวันหนึ่ง", "move one of the two days if you can"),
    "warning",
)
NOT_OUT = Fault(
    "cycle.not_announced",
    Text("ผลของปี {year} คาดว่าประกาศราว {day}", "the result of {year} is expected about {day}"),
    Text("ใช้วันหลังประกาศ", "take a day after the announcement"),
    "warning",
)
CLOSED = Fault(
    "cycle.entry_closed",
    Text(
        "การนำเข้าข้อมูล OIT ปิดราว {day} สิ่งที่เผยแพร่หลังจากนั้นอาจไม่ได้คะแนนในรอบนั้น",
        "OIT entry closes about {day}: what is published after it may bring no points in that round",
    ),
    Text("ใช้วันก่อนปิดการนำเข้าข้อมูล", "take a day before entry closes"),
    "warning",
)
UNFINISHED = Fault(
    "cycle.round_unfinished",
    Text("ช่วงที่รอบนี้รายงานยังไม่สิ้นสุด (สิ้นสุด {day})", "the time that the round reports on ends later, on {day}"),
    Text("ใช้วันสิ้นช่วงหรือหลังจากนั้น", "take that day or a later one"),
    "warning",
)

Part = Deadline | MonitoringRound
# What cannot be done before something else is, as the tasks have it; rounds are joined to it below.
NEEDS: Mapping[Deadline, tuple[Deadline, ...]] = {
    "reconcile": ("result",),
    "analysis": ("result",),
    "measures": ("result",),
    "approval": ("analysis", "measures", "result"),
    "publication": ("approval", "analysis", "measures", "result"),
    "outcome": ("result",),
}
# What should rest on something else, though it can be done without.
RESTS_ON: Mapping[Deadline, tuple[Deadline, ...]] = {"analysis": ("reconcile",), "measures": ("analysis",)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What is wrong with a day that the agency has set; `refused`: it cannot be, else it is only unwise."""

    part: Part
    title: Text
    date: datetime.date
    fault: Fault
    problem: Problem

    @property
    def refused(self) -> bool:
        """Whether the day cannot stay."""
        return self.fault.severity == "error"


@dataclass(frozen=True, slots=True)
class _Day:
    part: Part
    title: Text
    date: datetime.date
    own: bool

    def words(self) -> dict[str, object]:
        return {"other": self.title, "day": date_words(self.date)}

    def remark(self, fault: Fault, **values: object) -> Remark:
        problem = fault.at(self.title.th, date_words(self.date).th, **values)
        return Remark(part=self.part, title=self.title, date=self.date, fault=fault, problem=problem)


def faults(
    fiscal_year: int, own: Mapping[Deadline, datetime.date], rounds: Sequence[RoundFacts] = ()
) -> list[Problem]:
    """Return everything for which an agency's own days of a cycle are refused, a day at most once."""
    dates = dates_of(fiscal_year, own=own)
    return [each.problem for each in remarks(dates, rounds) if each.refused]


def remarks(dates: Dates, rounds: Sequence[RoundFacts] = ()) -> list[Remark]:
    """Return what is wrong or unwise about the days that an agency has set itself, in the order of the year."""
    all_ = _Days(dates, rounds)
    outside = list(all_.outside())
    wrong = {each.part for each in outside}
    days = all_.without(wrong)
    found: list[Remark] = []
    for each in days.order():
        # One reason is enough to move a day.
        if each.part not in wrong:
            found.append(each)
            wrong |= {each.part} if each.refused else set()
    return [*outside, *found, *(each for each in days.unwise() if each.part not in wrong)]


def remarks_of(facts: Facts) -> list[Remark]:
    """Return what is wrong or unwise about the days of a cycle whose facts are known."""
    return remarks(dates_of(facts.fiscal_year, facts.calendars, facts.own_dates), facts.rounds)


class _Days:
    """The days of one cycle, the rounds among them in the order of the year."""

    def __init__(self, dates: Dates, rounds: Sequence[RoundFacts]) -> None:
        self.dates, self.held = dates, rounds
        self.parts = {
            name: _Day(name, DEADLINES[name], dates.due[name].date, dates.due[name].own) for name in DEADLINES
        }
        self.rounds = [
            _Day(each.key, _round_title(each.key), dates.of_round(each).date, each.due is not None)
            for each in sorted(rounds, key=lambda each: months(each.key))
        ]

    def without(self, parts: Collection[Part]) -> _Days:
        """Return the days as they would be had the agency not set those of `parts`."""
        kept = {name: each for name, each in self.dates.due.items() if name not in parts}
        return _Days(
            replace(self.dates, due={**self.dates.usual, **kept}),
            [each for each in self.held if each.key not in parts],
        )

    def own(self) -> Iterator[_Day]:
        yield from (day for day in (*self.parts.values(), *self.rounds) if day.own)

    def outside(self) -> Iterator[Remark]:
        year = self.dates.fiscal_year
        cycle = Period(fiscal_year_start(year - 1), fiscal_year_end(year + 1))
        for day in self.own():
            if not cycle.begins <= day.date <= cycle.ends:
                yield day.remark(OUTSIDE, year=year, span=period_words(cycle))

    def order(self) -> Iterator[Remark]:
        """Tell what cannot be done on its day; of several reasons that which is furthest off."""
        for then, firsts in NEEDS.items():
            yield from self.against(self.parts[then], [self.parts[name] for name in firsts])
        yield from self.against(self.parts["report"], [*self.rounds, self.parts["result"]])
        if self.rounds:
            yield from self.reported(self.rounds[0])
        # Rounds are set together: whichever of them has its usual day was left there.
        for earlier, later in pairwise(self.rounds):
            if later.date <= earlier.date:
                yield later.remark(ROUNDS, **earlier.words())

    def against(self, then: _Day, firsts: Sequence[_Day]) -> Iterator[Remark]:
        """Tell what must be done first and is due later; two days of the agency's own cannot stay so."""
        later = [each for each in firsts if each.date > then.date]
        both = [each for each in later if each.own and then.own]
        if both:
            yield then.remark(TOO_EARLY, **max(both, key=lambda each: each.date).words())
        elif later:
            yield from _pair(BEFORE_USUAL, max(later, key=lambda each: (each.own, each.date)), then)

    def reported(self, round_: _Day) -> Iterator[Remark]:
        """Tell where measures are due after reports on them; it is their day that is to be looked at."""
        measures = self.parts["measures"]
        if measures.date <= round_.date:
            return
        if measures.own and round_.own:
            yield measures.remark(TOO_LATE, **round_.words())
        else:
            yield from _pair(BEFORE_USUAL, measures, round_)

    def unwise(self) -> Iterator[Remark]:
        for then, firsts in RESTS_ON.items():
            for first in firsts:
                if self.parts[first].date > self.parts[then].date:
                    yield from _pair(UNWISE, self.parts[first], self.parts[then])
        if self.rounds and self.parts["approval"].date > self.rounds[0].date:
            yield from _pair(UNWISE, self.parts["approval"], self.rounds[0])
        yield from self.by_the_calendar()

    def by_the_calendar(self) -> Iterator[Remark]:
        year, usual = self.dates.fiscal_year, self.dates.usual
        for name, of, out in (
            ("result", year - 1, self.dates.announced),
            ("outcome", year, self.dates.announced_next),
        ):
            day = self.parts[name]  # type: ignore[index]
            if day.own and day.date < out.date:
                yield day.remark(NOT_OUT, year=of, day=date_words(out.date))
        for closing in (self.parts["publication"], self.parts["report"]):
            closes = usual[closing.part].date  # type: ignore[index]
            if closing.own and closing.date > closes:
                yield closing.remark(CLOSED, day=date_words(closes))
        for round_ in self.rounds:
            ends = due(year, round_.part)  # type: ignore[arg-type]
            if round_.own and round_.date < ends:
                yield round_.remark(UNFINISHED, day=date_words(ends))


def _pair(fault: Fault, first: _Day, then: _Day) -> Iterator[Remark]:
    """Tell two days that do not go together at the one that the agency has set; of two days of ours nothing is told."""
    at, other = (then, first) if then.own else (first, then)
    if at.own:
        yield at.remark(fault, first=first.title, then=then.title, **other.words())


def _round_title(key: MonitoringRound) -> Text:
    return Text("รอบ {words}", "round after {words}").format(words=ROUND_WORDS[key])
