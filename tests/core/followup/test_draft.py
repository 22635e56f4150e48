"""Cells made into rounds; tests/reading/test_plan.py has what cells of real files say."""

import datetime

from tests.plans import a_note, a_plan

from prongsai.core.errors import Problem
from prongsai.core.followup import Followup, Round
from prongsai.core.followup.check import NotePlace
from prongsai.core.followup.draft import by_round, read_rounds
from prongsai.core.followup.words import LATE
from prongsai.core.framework.source import SourceRow
from prongsai.core.plan.draft import Branch


def row(name: str = "row", **cells: str) -> SourceRow:
    return SourceRow(cells, lambda key: f"{name}:{key}")


def test_rounds_and_notes_are_read() -> None:
    problems: list[Problem] = []
    note = row("n", measure="m1", step="๑", status="ดำเนินการแล้วเสร็จ", evidence="a;b\nc")

    followup, where = read_rounds(
        a_plan(), [Branch(row("r", round="6m", date="31 มี.ค. 69"), (note,))], problems
    )

    march = datetime.date(2026, 3, 31)
    wanted = Round(round="6m", date=march, notes=(a_note(step=1, evidence=("a;b", "c")),))
    assert (followup, problems) == (Followup(plan=a_plan(), rounds=(wanted,)), [])
    assert where(NotePlace("date", 0)) == "r:date"
    assert where(NotePlace("step", 0, 0)) == "n:step"


def test_whether_a_report_came_late_is_read_and_else_reported() -> None:
    problems: list[Problem] = []
    said = ("รายงานหลังกำหนด", "yes", "", "ทันกำหนด", "อาจจะ")
    notes = tuple(row(f"n{place}", measure="m1", status="done", late=each) for place, each in enumerate(said))

    followup, _ = read_rounds(a_plan(), [Branch(row("r", round="6m", date="31/3/69"), notes)], problems)

    assert followup is not None
    assert [note.late for note in followup.rounds[0].notes] == [True, True, False, False, False]
    (problem,) = problems
    assert (problem.id, problem.where, problem.found) == ("followup.bad_late", "n4:late", "อาจจะ")
    assert (LATE.th in problem.remedy.th, LATE.en in str(problem.remedy.en)) == (True, True)


def test_places_stay_right_behind_a_round_that_could_not_be_read() -> None:
    problems: list[Problem] = []
    rounds = [Branch(row("bad", round="13m", date="")), Branch(row("good", round="12m", date="30/9/69"))]

    followup, where = read_rounds(a_plan(), rounds, problems)

    assert [(each.id, each.where) for each in problems] == [
        ("plan.unknown_round", "bad:round"),
        ("followup.no_date", "bad:date"),
    ]
    assert followup is not None
    assert where(NotePlace("date", 0)) == "good:date"


def test_without_rounds_or_without_a_plan_there_is_no_followup() -> None:
    assert read_rounds(a_plan(), [], [])[0] is None
    assert read_rounds(None, [Branch(row(round="6m", date="31/3/69"))], [])[0] is None


def test_notes_of_one_table_come_to_their_rounds_in_order() -> None:
    problems: list[Problem] = []
    header = row("plan", date_6m="31/3/69")
    notes = [row("a", round="12 เดือน"), row("b", round="6m"), row("c", round="?")]

    branches = by_round(header, notes, problems)

    assert [(each.row.cells["round"], each.below[0].place("x")) for each in branches] == [
        ("6m", "b:x"),
        ("12m", "a:x"),
    ]
    assert [each.row.place("date") for each in branches] == ["plan:date_6m", "plan:date_12m"]
    assert [each.where for each in problems] == ["c:round"]
    assert by_round(row("plan"), [], problems) == []
