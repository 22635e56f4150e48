"""What is wrong with a follow-up: each fault where it stands."""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from tests.plans import a_measure, a_note, a_plan, first_round, second_round

from prongsai.core.followup import Followup, ProgressNote, Round
from prongsai.core.followup.check import faults, plan_begins
from prongsai.core.plan import Period
from prongsai.core.plan.check import LONGEST_TEXT
from prongsai.core.plan.period import months_of

NEW_DATE = datetime.date(2026, 12, 1)


def found(*rounds: Round, **changes: Any) -> list[tuple[str, str]]:
    followup = Followup(plan=a_plan(a_measure(**changes)), rounds=rounds)
    return [(problem.id, problem.where) for problem in faults(followup)]


def test_two_rounds_in_order_have_no_faults() -> None:
    assert found(first_round(a_note(), a_note(step=1)), second_round(a_note())) == []


def test_a_round_before_its_plan_is_refused() -> None:
    early = replace(first_round(), date=datetime.date(2025, 9, 30))

    assert found(early) == [("followup.round_before_plan", "รอบที่ 1 / round 1 → date")]
    assert found(replace(early, date=datetime.date(2025, 10, 1))) == []


def test_a_round_before_the_first_measure_begins_is_refused() -> None:
    january = months_of(2569, 3, 11)

    assert found(replace(first_round(), date=datetime.date(2025, 12, 31)), period=january) == [
        ("followup.round_before_plan", "รอบที่ 1 / round 1 → date")
    ]


def test_a_plan_without_periods_begins_with_its_year() -> None:
    assert plan_begins(a_plan(a_measure(period=None))) == datetime.date(2025, 10, 1)


def test_a_period_that_is_wrong_in_itself_does_not_move_the_beginning() -> None:
    outside, backwards = (
        months_of(2570, 0, 11),
        Period(months_of(2569, 6, 6).ends, months_of(2569, 3, 3).begins),
    )

    for period in (outside, backwards):
        assert plan_begins(a_plan(a_measure(period=period))) == datetime.date(2025, 10, 1)


@pytest.mark.parametrize(
    "rounds",
    [
        (second_round(), first_round()),
        (first_round(), first_round()),
        (first_round(), replace(second_round(), date=first_round().date)),
    ],
)
def test_rounds_in_the_wrong_order_are_refused(rounds: tuple[Round, ...]) -> None:
    assert found(*rounds) == [("followup.wrong_order", "รอบที่ 2 / round 2 → date")]


@pytest.mark.parametrize(
    ("note", "id_", "field"),
    [
        (a_note("m9"), "followup.unknown_measure", "measure"),
        (a_note(step=3), "followup.unknown_step", "step"),
        (a_note(status="not_done", new_date=NEW_DATE), "followup.no_reason", "reason"),
        (a_note(status="hindered", new_date=NEW_DATE), "followup.no_reason", "reason"),
        (a_note(status="not_done", reason="รองบ"), "followup.no_new_date", "new_date"),
        (a_note(outcome="ก" * (LONGEST_TEXT + 1)), "plan.too_long", "outcome"),
    ],
)
def test_a_note_is_refused_for_one_fault(note: ProgressNote, id_: str, field: str) -> None:
    assert found(first_round(note)) == [(id_, f"รอบที่ 1 / round 1 รายการที่ 1 / note 1 → {field}")]


def test_an_obstacle_is_a_reason_too() -> None:
    assert found(first_round(a_note(status="hindered", obstacle="น้ำท่วม", new_date=NEW_DATE))) == []


def test_a_missing_new_date_only_warns() -> None:
    followup = Followup(plan=a_plan(), rounds=(first_round(a_note(status="not_done", reason="รองบ")),))

    assert [problem.severity for problem in faults(followup)] == ["warning"]


def test_one_thing_is_reported_once_a_round() -> None:
    (problem,) = faults(Followup(plan=a_plan(), rounds=(first_round(a_note(step=1), a_note(step=1)),)))

    assert problem.id == "followup.twice"
    assert "note 1 → measure" in problem.say("en")
    assert found(first_round(a_note(step=1)), second_round(a_note(step=1))) == []
