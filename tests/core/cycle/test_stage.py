"""What a stage says of itself: done, now, late or not yet, with its reason and day."""

import datetime
from dataclasses import replace

from hypothesis import given
from tests.cycles import DAYS, DONE, NO_RESULT, PUBLISHED, WITH_MEASURES, WITH_RESULT, any_facts

from prongsai.core.cycle import Facts, PaperFacts, PaperState, RoundFacts, State
from prongsai.core.cycle.stage import coarse, how_long, states
from prongsai.core.text import Text

NOVEMBER, JANUARY, MARCH = (datetime.date(*day) for day in ((2025, 11, 10), (2026, 1, 10), (2026, 3, 20)))


def test_what_is_due_is_said_with_its_day() -> None:
    found = states(WITH_RESULT, NOVEMBER)["measures"]

    assert (found.state, found.due and found.due.date) == ("now", datetime.date(2025, 12, 31))
    assert found.why == Text(
        "กำหนดมาตรการปี 2569 ควรเสร็จภายใน 31 ธันวาคม 2568",
        "Set the measures for 2569, best by 31 December 2025",
    )


def test_a_proposal_that_has_passed_is_not_called_a_rule() -> None:
    found = states(WITH_RESULT, JANUARY)["analysis"]

    assert found.state == "late"
    assert found.why.th == "จัดทำ “รายงานการวิเคราะห์” เลยวันที่แนะนำ 30 พฤศจิกายน 2568 มาแล้ว 41 วัน"
    assert found.why.en == "Write “Analysis”, 41 days past the proposed date, 30 November 2025"


def test_a_due_date_that_has_passed_is_called_one() -> None:
    found = states(replace(WITH_MEASURES, own_dates={"analysis": datetime.date(2026, 1, 9)}), JANUARY)[
        "analysis"
    ]

    assert found.why.th.endswith("เลยกำหนด 9 มกราคม 2569 มาแล้ว 1 วัน")
    assert found.why.en.endswith("1 day past the due date, 9 January 2026")


def test_the_day_itself_is_in_time() -> None:
    last = datetime.date(2025, 11, 30)

    assert states(WITH_RESULT, last)["analysis"].state == "now"
    assert states(WITH_RESULT, last + datetime.timedelta(days=1))["analysis"].state == "late"


def test_what_must_wait_says_for_what() -> None:
    august = datetime.date(2025, 8, 1)

    assert states(NO_RESULT, august)["result"].why.th.endswith("(รอประกาศผลปี 2568 ราว 15 สิงหาคม 2568)")
    assert states(NO_RESULT, august)["analysis"].why.en.endswith("(waits for the result of 2568)")
    assert states(WITH_RESULT, NOVEMBER)["publication"].why.th.endswith("(รออนุมัติ)")


def test_more_than_one_thing_is_counted() -> None:
    found = states(replace(WITH_MEASURES, without_owner=2, without_steps=1), NOVEMBER)["measures"]

    assert found.why.th.endswith("และอีก 1 เรื่อง")
    assert found.why.en.endswith(", and 1 more")


def test_what_is_done_says_so() -> None:
    found = states(DONE, MARCH)

    assert found["result"].why == Text("มีผลปี 2568 แล้ว", "the result of 2568 is in")
    assert found["measures"].why.en == "10 measures set for 2569"
    assert {each.due for each in found.values()} == {None}


def test_figures_nobody_has_checked_are_no_done_check() -> None:
    unchecked, settled = (replace(WITH_RESULT, disagreeing=number) for number in (None, 0))

    assert states(unchecked, NOVEMBER)["reconcile"].state == "late"
    assert states(unchecked, NOVEMBER)["reconcile"].why.th.startswith("ตรวจทานผลปี 2568 กับที่ประกาศ")
    assert states(settled, NOVEMBER)["reconcile"].state == "done"


def test_proposals_are_no_measures_until_somebody_has_taken_them() -> None:
    drafted = replace(WITH_MEASURES, unconfirmed=10)
    found = states(drafted, NOVEMBER)

    assert (found["measures"].state, found["approval"].state) == ("now", "not_yet")
    assert found["measures"].why.en == (
        "Look through 10 proposed measures: mend or confirm, best by 31 December 2025"
    )
    assert states(replace(drafted, unconfirmed=1), NOVEMBER)["measures"].state == "now"
    assert states(replace(drafted, unconfirmed=0), NOVEMBER)["measures"].state == "done"
    by_paper: dict[PaperState, State] = {"draft": "now", "returned": "now", "in_approval": "done"}
    for paper, state in by_paper.items():
        sent = replace(drafted, papers=(PaperFacts(kind="measures", state=paper),))
        assert states(sent, NOVEMBER)["measures"].state == state


def test_measures_that_the_head_has_approved_are_set() -> None:
    left = replace(WITH_MEASURES, findings_answered=9)
    approved = replace(left, papers=(PaperFacts(kind="measures", state="approved"),))

    assert states(left, NOVEMBER)["measures"].state == "now"
    assert states(approved, NOVEMBER)["measures"].state == "done"


def test_a_memo_that_lies_with_somebody_holds_nothing_up() -> None:
    memo = PaperFacts(kind="memo", state="in_approval")

    assert states(replace(PUBLISHED, papers=(*PUBLISHED.papers, memo)), MARCH)["approval"].state == "done"


def test_follow_up_waits_between_two_rounds() -> None:
    first, second = PUBLISHED.rounds
    between = replace(PUBLISHED, rounds=(replace(first, closed=True), second))
    found = states(between, datetime.date(2026, 5, 1))["followup"]

    assert (found.state, found.due and found.due.date) == ("not_yet", datetime.date(2026, 9, 30))
    assert "เริ่มรายงานได้ 31 สิงหาคม 2569" in found.why.th


def test_a_round_of_its_own_day_is_late_after_that_day() -> None:
    own = replace(PUBLISHED, rounds=(RoundFacts(key="6m", due=datetime.date(2026, 4, 10)),))

    assert states(own, datetime.date(2026, 4, 10))["followup"].state == "now"
    assert states(own, datetime.date(2026, 4, 11))["followup"].state == "late"


@given(any_facts(), DAYS)
def test_numbers_do_not_move_a_state(facts: Facts, today: datetime.date) -> None:
    exact, rough = states(facts, today), states(coarse(facts), today)

    for stage, state in exact.items():
        assert (state.state, state.waits, state.due) == (
            rough[stage].state,
            rough[stage].waits,
            rough[stage].due,
        )


def test_what_is_long_past_is_told_in_years() -> None:
    assert [how_long(days).en for days in (1, 364, 365, 1298)] == ["1 day", "364 days", "1 year", "3 years"]
    assert [how_long(days).th for days in (1, 1298)] == ["1 วัน", "3 ปี"]


def test_what_must_wait_is_not_told_as_more_to_do() -> None:
    found = states(PUBLISHED, MARCH)["followup"]

    # Closing waits for the reports, and the reports after twelve months for their time.
    assert found.why.th.startswith("รายงานรอบ 6 เดือน อีก 2 เรื่อง") and "และอีก" not in found.why.th
    assert "และอีก 1 เรื่อง" in states(PUBLISHED, datetime.date(2026, 4, 17))["followup"].why.th
