"""Tasks: who has them, what hangs on them, what they wait for, and in which order they stand."""

import datetime
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from tests.cycles import DAYS, DONE, NO_RESULT, PUBLISHED, WITH_MEASURES, WITH_RESULT, any_facts

from prongsai.core.cycle import OFFICER, STAGES, Facts, PaperFacts, PaperState, RoundFacts
from prongsai.core.cycle.task import Task, open_tasks, tasks
from prongsai.core.text import Text

NOVEMBER, MARCH, APRIL = (datetime.date(*day) for day in ((2025, 11, 10), (2026, 3, 20), (2026, 4, 17)))


def by_id(facts: Facts, today: datetime.date) -> dict[str, Task]:
    return {task.id: task for task in tasks(facts, today)}


def test_without_a_result_there_is_one_thing_to_do() -> None:
    assert list(by_id(NO_RESULT, NOVEMBER)) == ["result.enter"]
    assert tasks(NO_RESULT, datetime.date(2025, 8, 14)) == ()
    assert tasks(NO_RESULT, datetime.date(2025, 8, 15))[0].title == Text(
        "นำเข้าผลการประเมินปี 2568", "Bring in the result of 2568"
    )


def test_points_hang_on_findings_that_nothing_answers() -> None:
    found = by_id(WITH_RESULT, NOVEMBER)

    assert list(found) == ["analysis.write", "measures.answer"]
    assert found["measures.answer"].points == Fraction(17, 20)
    assert found["analysis.write"].points == Fraction(1, 2)


def test_what_a_plan_lacks_is_named_piece_by_piece() -> None:
    facts = replace(WITH_MEASURES, findings_answered=8, without_owner=2, without_steps=1, without_period=3)
    found = [task.title for task in tasks(facts, NOVEMBER) if task.stage == "measures"]

    assert found == [
        Text("ระบุผู้รับผิดชอบของ 2 มาตรการ", "Name who is responsible for 2 measures"),
        Text("ระบุระยะเวลาของ 3 มาตรการ", "Give the period of 3 measures"),
        Text("เขียนขั้นตอนของ 1 มาตรการ", "Write the steps of 1 measure"),
        Text("กำหนดมาตรการให้ข้อค้นพบที่ยังไม่มีมาตรการ 3 ข้อ", "Find measures for 3 findings that none answers yet"),
    ]


def test_findings_that_are_not_known_ask_for_no_measure() -> None:
    facts = replace(WITH_MEASURES, findings_to_answer=None, findings_answered=0)

    assert not any(task.stage == "measures" for task in tasks(facts, NOVEMBER))


@pytest.mark.parametrize(
    ("state", "task", "title", "holder"),
    [
        ("draft", "approval.measures", "ส่ง “มาตรการ” ให้อนุมัติ", OFFICER),
        ("returned", "approval.measures", "แก้ “มาตรการ” ที่ถูกส่งคืน แล้วส่งใหม่", OFFICER),
        ("in_approval", "approval.measures", "พิจารณา “มาตรการ”", Text("นายกเทศมนตรี")),
        ("approved", "publication.measures", "เผยแพร่ “มาตรการ” บนเว็บไซต์หลัก", OFFICER),
    ],
)
def test_a_paper_lies_with_whoever_has_it(state: PaperState, task: str, title: str, holder: Text) -> None:
    has_it = "นายกเทศมนตรี" if state == "in_approval" else ""
    paper = PaperFacts(kind="measures", state=state, holder=has_it)
    found = by_id(replace(WITH_MEASURES, papers=(paper,)), NOVEMBER)[task]

    assert (found.title.th, found.holder, found.points) == (title, holder, Fraction(1, 2))


def test_papers_are_written_when_there_is_something_to_write() -> None:
    analysed = PaperFacts(kind="analysis", state="draft")

    assert "approval.measures" not in by_id(replace(WITH_RESULT, papers=(analysed,)), NOVEMBER)
    assert "approval.measures" in by_id(replace(WITH_MEASURES, papers=(analysed,)), NOVEMBER)


def test_other_papers_are_seen_where_somebody_has_them() -> None:
    memo = PaperFacts(kind="memo", state="in_approval", holder="ปลัดเทศบาล")
    round_ = PaperFacts(kind="followup", state="returned", round="6m")
    found = by_id(replace(PUBLISHED, papers=(*PUBLISHED.papers, memo, round_)), MARCH)

    assert (found["approval.memo"].holder, found["approval.memo"].needed) == (Text("ปลัดเทศบาล"), False)
    assert found["approval.followup.6m"].title.th == "แก้ “รายงานการกำกับติดตาม รอบ 6 เดือน” ที่ถูกส่งคืน แล้วส่งใหม่"
    assert found["approval.followup.6m"].due.date == datetime.date(2026, 3, 31)
    drafted = replace(memo, state="draft")
    assert "approval.memo" not in by_id(replace(PUBLISHED, papers=(*PUBLISHED.papers, drafted)), MARCH)


def test_a_unit_that_has_not_reported_is_asked() -> None:
    found = by_id(PUBLISHED, MARCH)

    assert list(found) == ["followup.6m.กองคลัง"]
    asked = found["followup.6m.กองคลัง"]
    assert asked.title == Text("รายงานรอบ 6 เดือน อีก 2 เรื่อง", "Report after 6 months: 2 reports to go")
    assert (asked.holder, asked.points, asked.late) == (Text("กองคลัง"), Fraction(1, 4), False)


def test_a_round_is_closed_when_all_is_in_or_its_day_has_passed() -> None:
    first, second = PUBLISHED.rounds
    all_in = tuple(replace(unit, given=unit.expected) for unit in first.units)
    full = replace(PUBLISHED, rounds=(replace(first, units=all_in), second))

    assert "followup.6m.close" in by_id(full, MARCH)
    assert "followup.6m.close" not in by_id(PUBLISHED, datetime.date(2026, 3, 31))
    assert by_id(PUBLISHED, APRIL)["followup.6m.close"].late


def test_rounds_are_asked_for_a_month_before_they_are_due() -> None:
    assert not any(task.stage == "followup" for task in tasks(PUBLISHED, datetime.date(2026, 2, 28)))
    assert any(task.stage == "followup" for task in tasks(PUBLISHED, datetime.date(2026, 3, 1)))


def test_measures_without_rounds_ask_for_some() -> None:
    assert "followup.rounds" in by_id(WITH_MEASURES, NOVEMBER)
    assert "followup.rounds" not in by_id(WITH_RESULT, NOVEMBER)


def test_the_report_follows_the_last_round() -> None:
    closed = tuple(replace(round_, closed=True) for round_ in PUBLISHED.rounds)
    october = datetime.date(2026, 10, 5)
    report = replace(PUBLISHED, report_points=Fraction(1, 3), rounds=closed)

    assert "outcome.implementation" not in by_id(PUBLISHED, october)
    assert by_id(report, october)["outcome.implementation"].points == Fraction(1, 3)
    written = replace(report, papers=(*report.papers, PaperFacts(kind="implementation", state="approved")))
    assert (
        by_id(written, october)["outcome.implementation"].title.th
        == "เผยแพร่ “รายงานผลการดำเนินการ” บนเว็บไซต์หลัก"
    )


def test_the_next_result_is_asked_for_when_it_is_out() -> None:
    assert "outcome.enter" not in by_id(PUBLISHED, datetime.date(2026, 8, 30))
    assert "outcome.enter" in by_id(PUBLISHED, datetime.date(2026, 8, 31))


def test_the_officer_is_named_where_the_agency_names_one() -> None:
    (found,) = tasks(replace(NO_RESULT, officer="หัวหน้าสำนักปลัด"), NOVEMBER)

    assert found.holder.say("en") == "หัวหน้าสำนักปลัด"


def test_when_all_is_done_nothing_is_left() -> None:
    assert open_tasks(DONE, datetime.date(2030, 1, 1)) == ()


def test_late_comes_first_then_the_day_then_the_points() -> None:
    units = PUBLISHED.rounds[0].units
    more = replace(units[1], given=0, points=Fraction(2))
    facts = replace(
        PUBLISHED, rounds=(RoundFacts(key="6m", units=(units[0], more)),), papers=PUBLISHED.papers[:1]
    )
    found = [(task.id, task.late) for task in tasks(facts, APRIL)]

    assert found == [
        ("approval.measures", True),
        ("followup.6m.สำนักปลัด", True),
        ("followup.6m.กองคลัง", True),
        ("followup.6m.close", True),
    ]


@given(any_facts(), DAYS)
def test_late_tasks_were_due_before_today(facts: Facts, today: datetime.date) -> None:
    found = tasks(facts, today)

    assert all(task.late == (task.due.date < today) for task in found)
    assert [task.late for task in found] == sorted((task.late for task in found), reverse=True)
    for late in (True, False):
        days = [task.due.date for task in found if task.late == late]
        assert days == sorted(days)


@given(any_facts(), DAYS)
def test_every_task_can_be_named_and_has_somebody(facts: Facts, today: datetime.date) -> None:
    found = open_tasks(facts, today)

    assert len({task.id for task in found}) == len(found)
    assert all(task.holder.th and task.title.th and task.title.en and task.stage in STAGES for task in found)
    assert all("{" not in task.title.th + task.title.en for task in found)
    assert set(tasks(facts, today)) == {task for task in found if task.waits is None}
