"""Where measures stand: the rule from steps to measure, earlier rounds, and the sums."""

import datetime
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.plans import a_measure, a_note, a_plan, first_round, second_round

from prongsai.core.followup import Followup, ProgressNote, Round, Status
from prongsai.core.followup.count import Standing, by_unit, counts, status_of
from prongsai.core.plan import Plan


@pytest.mark.parametrize(
    ("steps", "status"),
    [
        ("", "planned"),
        ("planned planned", "planned"),
        ("done done", "done"),
        ("done planned", "in_progress"),
        ("in_progress planned", "in_progress"),
        ("done in_progress", "in_progress"),
        ("done not_done", "partial"),
        ("done hindered", "partial"),
        ("partial not_done", "partial"),
        ("partial", "partial"),
        ("not_done planned", "not_done"),
        ("not_done not_done", "not_done"),
        ("hindered planned", "hindered"),
        ("hindered not_done", "hindered"),
    ],
)
def test_the_steps_make_the_status_of_their_measure(steps: str, status: Status) -> None:
    assert status_of(steps.split()) == status  # type: ignore[arg-type]


def standing(*rounds: Round) -> Standing:
    (found,) = counts(Followup(plan=a_plan(), rounds=rounds), "12m").standings
    return found


def test_a_measure_of_which_nothing_is_told_is_planned() -> None:
    assert standing().status == "planned"
    assert standing().steps == {1: "planned", 2: "planned"}


def test_a_report_on_the_whole_measure_wins_over_its_steps() -> None:
    found = standing(second_round(a_note(step=1), a_note(step=2), a_note(status="partial")))

    assert found.status == "partial"
    assert found.steps == {1: "done", 2: "done"}


def test_what_the_first_round_reported_still_holds_in_the_second() -> None:
    assert standing(first_round(a_note(step=1)), second_round(a_note(step=2))).status == "done"


def test_steps_reported_later_are_news_against_an_earlier_report_on_the_whole() -> None:
    earlier = first_round(a_note(step=1), a_note(status="hindered", reason="น้ำท่วม"))

    assert standing(earlier).status == "hindered"
    assert standing(earlier, second_round(a_note(step=2))).status == "done"


def test_done_as_a_whole_is_done_in_every_step() -> None:
    earlier = first_round(a_note(step=1, status="not_done", reason="รอ"), a_note())

    assert standing(earlier).steps == {1: "done", 2: "done"}
    assert standing(earlier, second_round(a_note(step=2, status="in_progress"))).status == "in_progress"


def test_a_round_knows_nothing_of_later_ones() -> None:
    followup = Followup(plan=a_plan(), rounds=(first_round(a_note(step=1)), second_round(a_note(step=2))))

    assert counts(followup, "6m").standings[0].status == "in_progress"


def test_what_is_not_done_is_named_with_reasons_and_the_last_new_date() -> None:
    march, may = datetime.date(2026, 3, 1), datetime.date(2026, 5, 1)
    found = standing(
        second_round(
            a_note(step=1, status="not_done", reason="รองบ", new_date=may),
            a_note(step=2, status="hindered", obstacle="น้ำท่วม", new_date=march),
        )
    )

    assert (found.status, found.reasons, found.new_date) == ("hindered", ("รองบ", "น้ำท่วม"), may)


def test_what_is_done_needs_no_reason() -> None:
    found = standing(second_round(a_note(obstacle="ล่าช้า", new_date=datetime.date(2026, 3, 1))))

    assert (found.reasons, found.new_date) == ((), None)


def test_every_status_is_counted_and_the_share_is_exact() -> None:
    plan = a_plan(*(a_measure(number) for number in range(1, 4)))
    notes = (a_note("m1"), a_note("m2", status="not_done", reason="รอ"))
    counted = counts(Followup(plan=plan, rounds=(first_round(*notes),)), "6m")

    assert counted.by_status == {
        "planned": 1,
        "in_progress": 0,
        "done": 1,
        "partial": 0,
        "not_done": 1,
        "hindered": 0,
    }
    assert [each.measure.id for each in counted.unfinished] == ["m2", "m3"]


def test_a_unit_counts_what_it_answers_for_itself_or_by_a_step() -> None:
    alone = a_measure(2, responsible_units=("กองคลัง",), steps=())
    nobody = a_measure(3, responsible_units=(), steps=())
    plan = a_plan(a_measure(1), alone, nobody)
    found = by_unit(counts(Followup(plan=plan, rounds=(first_round(a_note("m2")),)), "6m"))

    assert list(found) == ["สำนักปลัด", "กองคลัง", "กองช่าง"]
    assert [(each.total, each.by_status["done"]) for each in found.values()] == [(1, 0), (2, 1), (1, 0)]
    assert {each.round for each in found.values()} == {"6m"}


def test_a_plan_without_measures_counts_nothing() -> None:
    empty = Plan(agency="ก", agency_type=None, fiscal_year=2569, result_year=2568, measures=())

    counted = counts(Followup(plan=empty, rounds=()), "6m")

    assert (counted.total, set(counted.by_status.values()), counted.unfinished) == (0, {0}, ())


NOTES = st.lists(
    st.builds(
        a_note,
        st.sampled_from(["m1", "m2", "m3"]),
        st.sampled_from([None, 1, 2]),
        st.sampled_from(get_args(Status)),
    ),
    max_size=9,
)


@given(NOTES, NOTES)
def test_the_counts_add_up_to_the_measures(first: list[ProgressNote], second: list[ProgressNote]) -> None:
    plan = a_plan(*(a_measure(number) for number in range(1, 4)))
    followup = Followup(plan=plan, rounds=(first_round(*first), second_round(*second)))

    for round_ in ("6m", "12m"):
        counted = counts(followup, round_)
        assert sum(counted.by_status.values()) == counted.total == 3
        assert len(counted.unfinished) + len(counted.of("done")) == 3
