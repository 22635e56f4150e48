"""What is wrong with a follow-up: everything at once, each at its place."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from prongsai.core.errors import Problem
from prongsai.core.fault import Fault
from prongsai.core.followup import Followup, ProgressNote, Round, Status
from prongsai.core.plan import Plan
from prongsai.core.plan.check import LONGEST_TEXT, TOO_LONG
from prongsai.core.plan.period import date_words, whole_year
from prongsai.core.plan.round import MONITORING_ROUNDS
from prongsai.core.text import Text
from prongsai.core.thai import long_date

NEEDS_REASON: frozenset[Status] = frozenset({"not_done", "hindered"})
TEXT_FIELDS = ("done_note", "outcome", "obstacle", "suggestion", "reason")

ROUND_BEFORE_PLAN = Fault(
    "followup.round_before_plan",
    Text("รอบติดตามปิดก่อนแผนเริ่ม ({begins})", "the round closes before the plan begins ({begins})"),
    Text("แก้วันปิดรอบ หรือระยะเวลาของแผน", "correct its date, or the periods of the plan"),
)
WRONG_ORDER = Fault(
    "followup.wrong_order",
    Text("รอบนี้ต้องปิดหลังรอบก่อน ({before})", "this round must close after the one before it ({before})"),
    Text(
        "เรียงรอบตามเดือน เช่น 6 เดือนก่อน 12 เดือน และแก้วัน",
        "put 6 months before 12 months and so on, and correct the dates",
    ),
)
UNKNOWN_MEASURE = Fault(
    "followup.unknown_measure",
    Text("แผนไม่มีมาตรการรหัสนี้", "the plan has no measure of this id"),
    Text("ใช้รหัสใดรหัสหนึ่ง: {known}", "use one of: {known}"),
)
UNKNOWN_STEP = Fault(
    "followup.unknown_step",
    Text("มาตรการ {measure} ไม่มีขั้นตอนนี้", "measure {measure} has no such step"),
    Text("แก้เลขขั้นตอน หรือเว้นว่างเมื่อรายงานทั้งมาตรการ", "correct it, or leave it empty for the whole measure"),
)
TWICE = Fault(
    "followup.twice",
    Text("รายงานเรื่องนี้แล้วที่ {first}", "this is reported at {first} already"),
    Text("เหลือไว้แถวเดียวในแต่ละรอบ", "keep one row a round"),
)
NO_REASON = Fault(
    "followup.no_reason",
    Text("ไม่ได้ดำเนินการหรือมีอุปสรรค แต่ไม่มีเหตุผล", "not done or hindered, but there is no reason"),
    Text("เขียนเหตุผล", "write why"),
)
NO_NEW_DATE = Fault(
    "followup.no_new_date",
    Text("ไม่ได้ดำเนินการหรือมีอุปสรรค แต่ไม่มีวันใหม่", "not done or hindered, but there is no new date"),
    Text("ใส่วันที่จะดำเนินการ ถ้าเลิกทำให้เขียนไว้ในเหตุผล", "give the new date; if given up, say so in the reason"),
    severity="warning",
)


@dataclass(frozen=True, slots=True)
class NotePlace:
    """A field of a round, or of one of its notes; both counted from 0."""

    field: str
    round: int
    note: int | None = None


WhereNote = Callable[[NotePlace], str]


def spoken_note(place: NotePlace) -> str:
    """Return a place as people say it, for a follow-up that was read from no file."""
    round_ = f"รอบที่ {place.round + 1} / round {place.round + 1}"
    note = "" if place.note is None else f" รายการที่ {place.note + 1} / note {place.note + 1}"
    return f"{round_}{note} → {place.field}"


def faults(followup: Followup, *, where: WhereNote = spoken_note) -> list[Problem]:
    """Return everything that is wrong with the rounds, in their order; the plan is checked by `plan.check`."""
    return [*_rounds(followup, where), *_notes(followup, where)]


def plan_begins(plan: Plan) -> datetime.date:
    """Return the first day on which something is planned, that of the fiscal year where no period is known.

    A period that is wrong in itself is told by `plan.check`, and does not make rounds wrong as well.
    """
    year = whole_year(plan.fiscal_year)
    days = [
        measure.period.begins
        for measure in plan.measures
        if measure.period is not None
        and year.begins <= measure.period.begins <= measure.period.ends <= year.ends
    ]
    return min(days, default=year.begins)


def _rounds(followup: Followup, where: WhereNote) -> Iterator[Problem]:
    begins = plan_begins(followup.plan)
    before: Round | None = None
    for number, round_ in enumerate(followup.rounds):
        place = where(NotePlace("date", number))
        if round_.date < begins:
            yield ROUND_BEFORE_PLAN.at(place, long_date(round_.date), begins=date_words(begins))
        if before is not None and not _follows(round_, before):
            told = f"{before.round}, {long_date(before.date)}"
            yield WRONG_ORDER.at(place, f"{round_.round}, {long_date(round_.date)}", before=told)
        before = round_


def _follows(later: Round, earlier: Round) -> bool:
    turn = MONITORING_ROUNDS.index
    return later.date > earlier.date and turn(later.round) > turn(earlier.round)


def _notes(followup: Followup, where: WhereNote) -> Iterator[Problem]:
    steps = {measure.id: {step.number for step in measure.steps} for measure in followup.plan.measures}
    for turn, round_ in enumerate(followup.rounds):
        first: dict[tuple[str, int | None], str] = {}
        for number, note in enumerate(round_.notes):
            place = where(NotePlace("measure", turn, number))
            if first.setdefault((note.measure, note.step), place) != place:
                yield TWICE.at(place, note.measure, first=first[note.measure, note.step])
            if note.measure not in steps:
                yield UNKNOWN_MEASURE.at(place, note.measure, known=", ".join(steps))
            elif note.step is not None and note.step not in steps[note.measure]:
                step = where(NotePlace("step", turn, number))
                yield UNKNOWN_STEP.at(step, str(note.step), measure=note.measure)
            yield from _note(note, NotePlace("", turn, number), where)


def _note(note: ProgressNote, place: NotePlace, where: WhereNote) -> Iterator[Problem]:
    for field in TEXT_FIELDS:
        text: str = getattr(note, field)
        if len(text) > LONGEST_TEXT:
            yield TOO_LONG.at(where(replace(place, field=field)), text, most=LONGEST_TEXT)
    if note.status in NEEDS_REASON:
        if not (note.reason or note.obstacle):
            yield NO_REASON.at(where(replace(place, field="reason")))
        if note.new_date is None:
            yield NO_NEW_DATE.at(where(replace(place, field="new_date")))
