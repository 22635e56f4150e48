"""By when each part of the cycle is to be done, how sure that date is, and where it comes from."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from prongsai.core.cycle import Deadline, RoundFacts
from prongsai.core.framework import CalendarEntry, Certainty
from prongsai.core.plan.round import ROUND_WORDS, due
from prongsai.core.text import Text
from prongsai.core.thai import BUDDHIST_ERA_OFFSET

CHOICE = "CHOICE"
DEADLINES: Mapping[Deadline, Text] = {
    "result": Text("นำเข้าผล", "result brought in"),
    "reconcile": Text("ตรวจทานผล", "result checked"),
    "analysis": Text("จัดทำรายงานการวิเคราะห์", "analysis written"),
    "measures": Text("กำหนดมาตรการ", "measures set"),
    "approval": Text("อนุมัติ", "approved"),
    "publication": Text("เผยแพร่", "published"),
    "report": Text("เผยแพร่รายงานผลการดำเนินการ", "implementation report published"),
    "outcome": Text("นำเข้าผลของปีที่ทำมาตรการ", "result of the year of the measures brought in"),
}
# Until 2565 an item asked for the report in the year of the measures, since then in the year after it.
LAST_YEAR_REPORTED_AT_ONCE = 2565
# Nobody can enter a result on the day of its announcement.
DAYS_FROM_ANNOUNCEMENT = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDate:
    """A day by which something is to be done; `why` says why that day, `source` is a key of sources.md.

    `own`: the agency has set the day itself. `proposed`: no text that we know sets one, so it is ours.
    """

    date: datetime.date
    why: Text
    certainty: Certainty = "unknown"
    source: str = CHOICE
    own: bool = False

    @property
    def proposed(self) -> bool:
        """Whether it is only our proposal."""
        return self.source == CHOICE and not self.own


@dataclass(frozen=True, slots=True)
class _Default:
    """A day of the year where nothing is known of the year itself; `years` after that of the fiscal year's number."""

    month: int
    day: int
    years: int
    certainty: Certainty
    source: str
    why: Text

    def due(self, fiscal_year: int) -> DueDate:
        year = fiscal_year - BUDDHIST_ERA_OFFSET + self.years
        date = datetime.date(year, self.month, self.day)
        return DueDate(date=date, why=self.why, certainty=self.certainty, source=self.source)


ANNOUNCED = _Default(
    *(8, 31, 0, "inferred", "ITAS-2302; MTHAI; NXPO; MCOT; NATION25"),
    Text(
        "ผลของปี 2564–2568 ประกาศในช่วง 30 กรกฎาคม – 26 สิงหาคม",
        "announced from 30 July to 26 August in 2564–2568",
    ),
)
ENTRY_CLOSES = _Default(
    *(4, 30, 0, "inferred", "ITAS-1601; WANGTA; TSLOCAL; ITAS-2761"),
    Text(
        "การนำเข้าข้อมูล OIT ปี 2564 และ 2565 ปิด 30 เมษายน ปีอื่นถือตามนี้จนกว่าจะมีปฏิทินของปี",
        "OIT entry closed on 30 April in 2564 and 2565; other years are taken to do the same until theirs is known",
    ),
)
_BEFORE_YEAR = Text("ควรเสร็จก่อนเริ่มปีงบประมาณ", "best before the fiscal year begins")
_STEP_BY_STEP = Text(
    "ควรเสร็จทีละขั้น เพื่อให้มาตรการมีเวลาทำก่อนรายงานรอบ 6 เดือน",
    "best step by step, so that measures have time before the six-month report",
)
# The chain from the result to the approval; each day at the earliest when the one before it is due.
PROPOSED: Mapping[Deadline, _Default] = {
    "result": _Default(9, 30, -1, "unknown", CHOICE, _BEFORE_YEAR),
    "reconcile": _Default(10, 31, -1, "unknown", CHOICE, _STEP_BY_STEP),
    "analysis": _Default(11, 30, -1, "unknown", CHOICE, _STEP_BY_STEP),
    "measures": _Default(12, 31, -1, "unknown", CHOICE, _STEP_BY_STEP),
    "approval": _Default(1, 31, 0, "unknown", CHOICE, _STEP_BY_STEP),
}
OUTCOME = _Default(
    *(9, 30, 0, "unknown", CHOICE),
    Text(
        "ควรนำเข้าภายใน 30 วันหลังประกาศ หรือก่อนสิ้นปีงบประมาณ",
        "best within 30 days of the announcement, or by the year's end",
    ),
)
_OWN = Text("วันที่หน่วยงานกำหนดเอง", "set by the agency")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """The days of one cycle: `due` by deadline, and when the results before and after the measures come out.

    `usual` are the days as they would be without the agency's own. `survey_opens` is the day from which people
    answer in the year of the measures, `None` where no calendar has it.
    """

    fiscal_year: int
    due: Mapping[Deadline, DueDate]
    usual: Mapping[Deadline, DueDate]
    announced: DueDate
    announced_next: DueDate
    survey_opens: datetime.date | None = None

    def of_round(self, round_: RoundFacts) -> DueDate:
        """Return when the reports of a round are due."""
        if round_.due is not None:
            return DueDate(date=round_.due, why=_OWN, source="", own=True)
        words = Text("สิ้นช่วง {words} นับจาก 1 ตุลาคม", "the end of {words} counted from 1 October").format(
            words=ROUND_WORDS[round_.key]
        )
        date = due(self.fiscal_year, round_.key)
        return DueDate(date=date, why=words, certainty="inferred", source="NAPHO")


def dates_of(
    fiscal_year: int,
    calendars: Mapping[int, Sequence[CalendarEntry]] | None = None,
    own: Mapping[Deadline, datetime.date] | None = None,
) -> Dates:
    """Return the days of the cycle of a fiscal year, from calendars that are known, else from what is usual.

    `calendars` are those of the frameworks by fiscal year; `own` are the agency's days, which go before all others.
    """
    known = calendars or {}
    announced = _of_year(known, fiscal_year - 1, "result", ANNOUNCED)
    announced_next = _of_year(known, fiscal_year, "result", ANNOUNCED)
    reported_in = fiscal_year + (0 if fiscal_year <= LAST_YEAR_REPORTED_AT_ONCE else 1)
    found: dict[Deadline, DueDate] = {}
    earliest = announced.date + datetime.timedelta(days=DAYS_FROM_ANNOUNCEMENT)
    for deadline, default in PROPOSED.items():
        found[deadline] = _not_before(default.due(fiscal_year), earliest)
        earliest = found[deadline].date
    found["publication"] = _of_year(known, fiscal_year, "oit", ENTRY_CLOSES)
    found["report"] = _of_year(known, reported_in, "oit", ENTRY_CLOSES)
    after = announced_next.date + datetime.timedelta(days=DAYS_FROM_ANNOUNCEMENT)
    found["outcome"] = _not_before(OUTCOME.due(fiscal_year), after)
    set_ = {name: DueDate(date=date, why=_OWN, source="", own=True) for name, date in (own or {}).items()}
    return Dates(
        fiscal_year=fiscal_year,
        due={**found, **set_},
        usual=found,
        announced=announced,
        announced_next=announced_next,
        survey_opens=_survey_opens(known.get(fiscal_year, ())),
    )


def _survey_opens(calendar: Sequence[CalendarEntry]) -> datetime.date | None:
    days = [each.begins for each in calendar if each.stage == "survey" and each.begins is not None]
    return datetime.date.fromisoformat(min(days)) if days else None


def _of_year(
    calendars: Mapping[int, Sequence[CalendarEntry]], year: int, stage: str, default: _Default
) -> DueDate:
    """Return the last day of a stage as the calendar of the year has it, else the usual one."""
    for entry in calendars.get(year, ()):
        if entry.stage == stage and entry.ends is not None:
            why = Text("ปฏิทินการประเมินปี {year}: {title}", "calendar of {year}: {title}").format(
                year=year, title=entry.title
            )
            date = datetime.date.fromisoformat(entry.ends)
            return DueDate(date=date, why=why, certainty=entry.certainty, source=entry.source)
    return default.due(year)


def _not_before(due: DueDate, earliest: datetime.date) -> DueDate:
    return DueDate(date=max(due.date, earliest), why=due.why, certainty=due.certainty, source=due.source)
