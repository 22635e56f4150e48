"""Rounds as they are read, cell by cell, made into a follow-up; what cannot be understood is reported there."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from prongsai.core.errors import Problem
from prongsai.core.fault import Fault
from prongsai.core.followup import Followup, ProgressNote, Round
from prongsai.core.followup.check import NotePlace, WhereNote
from prongsai.core.followup.words import LATE, STATUS_WORDS, read_late, read_status
from prongsai.core.framework.source import SourceRow
from prongsai.core.plan import Plan
from prongsai.core.plan.check import UNKNOWN_ROUND
from prongsai.core.plan.draft import BAD_STEP, Branch, RowReader
from prongsai.core.plan.round import MONITORING_ROUNDS, read_round
from prongsai.core.text import Text

NO_DATE = Fault(
    "followup.no_date",
    Text("รอบนี้มีรายงานแล้ว แต่ไม่มีวันปิดรอบ", "this round has reports but no date"),
    Text("ใส่วันปิดรอบ เช่น 31 มีนาคม 2569", "write when it was closed, such as 31 March 2026"),
)
NO_STATUS = Fault(
    "followup.no_status",
    Text("รายงานแถวนี้ไม่มีสถานะ", "this report has no status"),
    Text("เลือกสถานะ: {known}", "choose one of: {known}"),
)
UNKNOWN_STATUS = Fault(
    "followup.unknown_status",
    Text("ไม่รู้จักสถานะนี้", "this status is not known"),
    Text("เลือกสถานะ: {known}", "choose one of: {known}"),
)
BAD_LATE = Fault(
    "followup.bad_late",
    Text("อ่านไม่ได้ว่ารายงานหลังกำหนดหรือไม่", "whether this was reported late cannot be read"),
    Text("เขียน “{late}” หรือเว้นว่างไว้", "write “{late}”, or leave it empty"),
)
_KNOWN = Text(
    ", ".join(words.th for words in STATUS_WORDS.values()),
    ", ".join(words.en for words in STATUS_WORDS.values()),
)


def read_rounds(
    plan: Plan | None, rounds: Sequence[Branch], problems: list[Problem]
) -> tuple[Followup | None, WhereNote]:
    """Return the follow-up of its rows, unchecked, and where its fields stand; `None` where there are no rounds.

    Every cell that cannot be understood is added to `problems`.
    """
    read = [_round(branch, problems) for branch in rounds]
    whole = tuple(each for each in read if each is not None)
    followup = Followup(plan=plan, rounds=whole) if plan is not None and whole else None
    kept = [branch for branch, each in zip(rounds, read, strict=True) if each is not None]
    return followup, _where(kept)


def by_round(header: SourceRow, notes: Sequence[SourceRow], problems: list[Problem]) -> list[Branch]:
    """Put notes of one table to their rounds, whose dates stand in the header as `date_6m` and so on."""
    found: dict[str, list[SourceRow]] = {round_: [] for round_ in MONITORING_ROUNDS}
    for row in notes:
        reader = RowReader(row, problems)
        round_ = read_round(reader.text("round"))
        if round_ is None:
            reader.report("round", UNKNOWN_ROUND)
        else:
            found[round_].append(row)
    return [
        Branch(_dated(header, round_), tuple(rows))
        for round_, rows in found.items()
        if rows or header.cells.get(f"date_{round_}", "").strip()
    ]


def _dated(header: SourceRow, round_: str) -> SourceRow:
    date = header.cells.get(f"date_{round_}", "")
    return SourceRow({"round": round_, "date": date}, lambda _: header.place(f"date_{round_}"))


def _round(branch: Branch, problems: list[Problem]) -> Round | None:
    reader = RowReader(branch.row, problems)
    round_, date = read_round(reader.text("round")), reader.date("date")
    if round_ is None:
        reader.report("round", UNKNOWN_ROUND)
    if not reader.text("date"):
        reader.report("date", NO_DATE)
    notes = tuple(_note(row, problems) for row in branch.below)
    if round_ is None or date is None:
        return None
    return Round(round=round_, date=date, notes=notes)


def _note(row: SourceRow, problems: list[Problem]) -> ProgressNote:
    reader = RowReader(row, problems)
    status = read_status(reader.text("status"))
    if status is None:
        reader.report("status", UNKNOWN_STATUS if reader.text("status") else NO_STATUS, known=_KNOWN)
    new_date: datetime.date | None = reader.date("new_date")
    late = read_late(reader.text("late"))
    if late is None:
        reader.report("late", BAD_LATE, late=LATE)
    return ProgressNote(
        measure=reader.text("measure"),
        step=reader.whole("step", BAD_STEP),
        status=status or "planned",
        done_note=reader.text("done_note"),
        outcome=reader.text("outcome"),
        obstacle=reader.text("obstacle"),
        suggestion=reader.text("suggestion"),
        reason=reader.text("reason"),
        new_date=new_date,
        # A link may hold a semicolon, so that only the line parts them.
        evidence=reader.lines("evidence", "\n"),
        late=bool(late),
    )


def _where(rounds: Sequence[Branch]) -> WhereNote:
    def where(place: NotePlace) -> str:
        branch = rounds[place.round]
        row = branch.row if place.note is None else branch.below[place.note]
        return row.place(place.field)

    return where
