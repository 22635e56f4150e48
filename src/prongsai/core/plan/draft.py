"""A plan as it is read, cell by cell, made into a plan; what cannot be understood is reported at its cell."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from prongsai.core.agency import AGENCY_TYPES, read_agency_type
from prongsai.core.errors import Problem
from prongsai.core.fault import Fault
from prongsai.core.framework.source import SourceRow, read_fraction
from prongsai.core.plan import Measure, MonitoringRound, Period, Plan, Step
from prongsai.core.plan.check import BAD_BUDGET, UNKNOWN_ROUND, Place, Where
from prongsai.core.plan.layout import draft_mark
from prongsai.core.plan.period import read_date, read_period
from prongsai.core.plan.round import read_round
from prongsai.core.text import Text
from prongsai.core.thai import arabic_digits, read_number, tidy

EARLIEST_YEAR, LATEST_YEAR = 2540, 2700
YES = frozenset({"yes", "true", "ใช่"})
NO_MONEY = frozenset({"-", "–", "ไม่ใช้งบประมาณ", "ไม่ใช้งบ", "ไม่มี", "none needed"})

# Control signs other than tab and line break, halves of surrogate pairs, and what is no character at all.
_NOT_TO_BE_SHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

NO_AGENCY = Fault(
    "plan.no_agency",
    Text("แผนไม่มีชื่อหน่วยงาน", "the plan names no agency"),
    Text("ใส่ชื่อหน่วยงาน", "give its name"),
)
BAD_TYPE = Fault(
    "plan.agency_type_unknown",
    Text("ไม่รู้จักประเภทหน่วยงานนี้", "this type of agency is not known"),
    Text("ใช้คำใดคำหนึ่ง: {known}", "use one of: {known}"),
)
BAD_YEAR = Fault(
    "plan.bad_year",
    Text("ต้องเป็นปี พ.ศ. เช่น 2569", "this must be a year of the Buddhist era, such as 2569"),
    Text("แก้ปี", "correct it"),
)
BAD_PERIOD = Fault(
    "plan.bad_period",
    Text("อ่านเป็นระยะเวลาไม่ได้", "this cannot be read as a period"),
    Text("เขียนเช่น ต.ค. 2568 – ก.ย. 2569", "write it like 1 October 2025 – 30 September 2026"),
)
BAD_DATE = Fault(
    "plan.bad_date",
    Text("อ่านเป็นวันที่ไม่ได้", "this cannot be read as a date"),
    Text("เขียนเช่น 31 มีนาคม 2569", "write it like 31 March 2026"),
)
BAD_STEP = Fault(
    "plan.bad_step_number",
    Text("เลขขั้นตอนต้องเป็นจำนวนเต็ม", "the number of a step is a whole number"),
    Text("เขียน 1, 2, 3 …", "write 1, 2, 3 …"),
)
BAD_GAIN = Fault(
    "plan.bad_gain",
    Text("คะแนนที่คาดว่าเพิ่มต้องเป็นตัวเลข เช่น 0.5 หรือ 1/3", "an expected gain is a number such as 0.5 or 1/3"),
    Text("แก้ตัวเลข หรือเว้นว่าง", "correct it, or leave it empty"),
)
UNKNOWN_MEASURE = Fault(
    "plan.unknown_measure",
    Text("ไม่มีมาตรการรหัสนี้", "there is no measure of this id"),
    Text("ใช้รหัสในแผ่นมาตรการ: {known}", "use one of the measures: {known}"),
)


@dataclass(frozen=True, slots=True)
class Branch:
    """A row with the rows that belong to it: a measure with its steps, a round with its notes."""

    row: SourceRow
    below: tuple[SourceRow, ...] = ()


def read_words(text: str) -> str:
    """Return what was written, without blanks around it; line breaks stay, signs that no paper can show do not."""
    return _NOT_TO_BE_SHOWN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def read_money(text: str) -> Decimal | None:
    """Return the baht that `text` shows, 0 where it says that none are needed, `None` where it shows no amount."""
    plain = tidy(text).removesuffix("บาท").strip()
    if plain in NO_MONEY:
        return Decimal(0)
    # In baht a comma can only part thousands, unlike in a score.
    grouped = re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", arabic_digits(plain))
    return read_number(plain.replace(",", "") if grouped else plain)


class RowReader:
    """Reads the cells of one row; whatever cannot be read is reported and `None` or nothing returned."""

    def __init__(self, row: SourceRow, problems: list[Problem]) -> None:
        self.row = row
        self.problems = problems

    def text(self, key: str) -> str:
        """Return a cell without blanks around it; line breaks inside stay, signs that no paper can show do not."""
        return read_words(self.row.cells.get(key, ""))

    def report(self, key: str, fault: Fault, **values: object) -> None:
        """Add a problem about a cell."""
        self.problems.append(fault.at(self.row.place(key), self.text(key), **values))

    def lines(self, key: str, separators: str = "[\n;]") -> tuple[str, ...]:
        """Return the entries of a cell with a list, each on its line or behind a semicolon."""
        return tuple(filter(None, (each.strip() for each in re.split(separators, self.text(key)))))

    def codes(self, key: str) -> tuple[str, ...]:
        """Return codes, whatever stands between them."""
        return self.lines(key, r"[\s,;]")

    def whole(self, key: str, fault: Fault) -> int | None:
        """Return a whole number, `None` where the cell is empty or wrong."""
        text = arabic_digits(tidy(self.text(key)))
        if text and not re.fullmatch(r"\d{1,6}", text):
            self.report(key, fault)
            return None
        return int(text) if text else None

    def year(self, key: str) -> int | None:
        """Return a year of the Buddhist era, `None` (reported) where there is none."""
        year = self.whole(key, BAD_YEAR)
        if year is None and self.text(key):
            return None
        if year is None or not EARLIEST_YEAR <= year <= LATEST_YEAR:
            self.report(key, BAD_YEAR)
            return None
        return year

    def period(self, key: str, fiscal_year: int | None) -> Period | None:
        """Return a period, `None` where the cell is empty or wrong."""
        text = self.text(key)
        period = read_period(text, fiscal_year=fiscal_year) if text else None
        if text and period is None:
            self.report(key, BAD_PERIOD)
        return period

    def date(self, key: str) -> datetime.date | None:
        """Return a day, `None` where the cell is empty or wrong."""
        text = self.text(key)
        date = read_date(text) if text else None
        if text and date is None:
            self.report(key, BAD_DATE)
        return date

    def rounds(self, key: str) -> tuple[MonitoringRound, ...]:
        """Return monitoring rounds; one that is not known is reported."""
        words = self.lines(key, "[\n,;+]|และ|/")
        found = [read_round(word) for word in words]
        for word in (word for word, round_ in zip(words, found, strict=True) if round_ is None):
            self.problems.append(UNKNOWN_ROUND.at(self.row.place(key), word))
        return tuple(dict.fromkeys(round_ for round_ in found if round_ is not None))

    def money(self, key: str) -> Decimal | None:
        """Return baht, 0 where the cell says that none are needed, `None` where it is empty or wrong."""
        text = self.text(key)
        amount = read_money(text)
        if text and amount is None:
            self.report(key, BAD_BUDGET)
        return amount

    def gain(self, key: str) -> Fraction | None:
        """Return an exact number of points, `None` where the cell is empty or wrong."""
        text = self.text(key)
        value = read_fraction(text) if text else None
        if text and value is None:
            self.report(key, BAD_GAIN)
        return value


def read_plan(
    header: SourceRow, measures: Sequence[Branch], problems: list[Problem]
) -> tuple[Plan | None, Where]:
    """Return the plan of its rows, unchecked, and where its fields stand; `None` where its years are not known.

    Every cell that cannot be understood is added to `problems`.
    """
    reader = RowReader(header, problems)
    agency, agency_type = reader.text("agency"), _agency_type(reader)
    if not agency:
        reader.report("agency", NO_AGENCY)
    years = reader.year("fiscal_year"), reader.year("result_year")
    read = tuple(_measure(branch, years[0], problems) for branch in measures)
    where = _where(header, measures)
    if years[0] is None or years[1] is None:
        return None, where
    plan = Plan(
        agency=agency, agency_type=agency_type, fiscal_year=years[0], result_year=years[1], measures=read
    )
    return plan, where


def with_steps(
    measures: Sequence[SourceRow], steps: Sequence[SourceRow], problems: list[Problem]
) -> list[Branch]:
    """Put steps that stand in a table of their own to their measures by id; reports those of no measure."""
    by_id: dict[str, list[SourceRow]] = {row.cells.get("id", "").strip(): [] for row in measures}
    for row in steps:
        id_ = row.cells.get("measure", "").strip()
        if id_ in by_id:
            by_id[id_].append(row)
        else:
            known = ", ".join(filter(None, by_id))
            problems.append(UNKNOWN_MEASURE.at(row.place("measure"), id_, known=known))
    # Of two measures with one id the first has the steps; that the id stands twice is reported anyway.
    return [Branch(row, tuple(by_id.pop(row.cells.get("id", "").strip(), ()))) for row in measures]


def _agency_type(reader: RowReader) -> str | None:
    text = reader.text("agency_type")
    # An identifier that we do not know may be one of a framework from elsewhere.
    found = read_agency_type(text, ()) or (text if re.fullmatch("[a-z_]+", text) else None)
    if text and found is None:
        reader.report("agency_type", BAD_TYPE, known=", ".join(one.label for one in AGENCY_TYPES.values()))
    return found


def _measure(branch: Branch, fiscal_year: int | None, problems: list[Problem]) -> Measure:
    reader = RowReader(branch.row, problems)
    measure = Measure(
        id=reader.text("id"),
        topic=reader.text("topic"),
        title=reader.text("title"),
        approach=reader.text("approach"),
        responsible_units=reader.lines("responsible_units"),
        steps=tuple(_step(row, fiscal_year, problems) for row in branch.below),
        period=reader.period("period", fiscal_year),
        monitoring_rounds=reader.rounds("monitoring_rounds"),
        monitoring_note=reader.text("monitoring_note"),
        budget=reader.money("budget"),
        expected_gain=reader.gain("expected_gain"),
        codes=reader.codes("codes"),
        finding_ids=reader.codes("finding_ids"),
    )
    mark = reader.text("generated").casefold()
    return replace(measure, generated=mark in YES or mark == draft_mark(measure))


def _step(row: SourceRow, fiscal_year: int | None, problems: list[Problem]) -> Step:
    reader = RowReader(row, problems)
    return Step(
        number=reader.whole("number", BAD_STEP) or 0,
        text=reader.text("text"),
        responsible_units=reader.lines("responsible_units"),
        period=reader.period("period", fiscal_year),
    )


def _where(header: SourceRow, measures: Sequence[Branch]) -> Where:
    def where(place: Place) -> str:
        if place.measure is None:
            return header.place(place.field)
        branch = measures[place.measure]
        row = branch.row if place.step is None else branch.below[place.step]
        # A measure without steps is named by its own row.
        return row.place("id" if place.field == "steps" else place.field)

    return where
