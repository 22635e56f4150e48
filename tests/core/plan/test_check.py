"""What is wrong with a plan: each fault where it stands, and all of them at once."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from tests.plans import a_measure, a_plan

from prongsai.core.plan import Measure, Period, Plan, Step
from prongsai.core.plan.check import LONGEST_TEXT, MOST_MEASURES, MOST_STEPS, Place, faults

MEASURE = "มาตรการที่ 1 / measure 1"
TOO_EARLY = Period(datetime.date(2025, 9, 30), datetime.date(2026, 3, 31))
TOO_LATE = Period(datetime.date(2026, 3, 1), datetime.date(2026, 10, 1))
BACKWARDS = Period(datetime.date(2026, 3, 31), datetime.date(2026, 3, 1))
LONG = "ก" * (LONGEST_TEXT + 1)


def found(plan: Plan) -> list[tuple[str, str]]:
    return [(problem.id, problem.where) for problem in faults(plan)]


def test_a_whole_plan_has_no_faults() -> None:
    assert faults(a_plan(a_measure(1), a_measure(2)), codes={"i1", "O9"}) == []


@pytest.mark.parametrize(
    ("changes", "id_", "field"),
    [
        ({"id": ""}, "plan.no_id", "id"),
        ({"title": ""}, "plan.no_title", "title"),
        ({"responsible_units": ()}, "plan.no_owner", "responsible_units"),
        ({"steps": ()}, "plan.no_steps", "steps"),
        ({"period": None}, "plan.no_period", "period"),
        ({"period": TOO_EARLY}, "plan.outside_year", "period"),
        ({"period": TOO_LATE}, "plan.outside_year", "period"),
        ({"period": BACKWARDS}, "plan.ends_first", "period"),
        ({"monitoring_rounds": ("13m",)}, "plan.unknown_round", "monitoring_rounds"),
        ({"budget": Decimal(-1)}, "plan.bad_budget", "budget"),
        ({"budget": Decimal("NaN")}, "plan.bad_budget", "budget"),
        ({"budget": Decimal("Infinity")}, "plan.bad_budget", "budget"),
        ({"approach": LONG}, "plan.too_long", "approach"),
        ({"topic": LONG}, "plan.too_long", "topic"),
    ],
)
def test_a_measure_is_refused_for_one_fault(changes: dict[str, Any], id_: str, field: str) -> None:
    assert found(a_plan(a_measure(**changes))) == [(id_, f"{MEASURE} → {field}")]


@pytest.mark.parametrize(
    ("step", "id_", "field"),
    [
        (Step(number=2, text="x"), "plan.step_number", "number"),
        (Step(number=1, text=""), "plan.no_step_text", "text"),
        (Step(number=1, text=LONG), "plan.too_long", "text"),
        (Step(number=1, text="x", period=TOO_LATE), "plan.outside_year", "period"),
        (Step(number=1, text="x", period=BACKWARDS), "plan.ends_first", "period"),
    ],
)
def test_a_step_is_refused_for_one_fault(step: Step, id_: str, field: str) -> None:
    assert found(a_plan(a_measure(steps=(step,)))) == [(id_, f"{MEASURE} ขั้นตอนที่ 1 / step 1 → {field}")]


def test_the_first_and_last_day_of_the_year_are_inside() -> None:
    assert (
        found(a_plan(a_measure(period=Period(datetime.date(2025, 10, 1), datetime.date(2026, 9, 30))))) == []
    )


def test_a_code_is_unknown_only_to_a_framework() -> None:
    plan = a_plan(a_measure(codes=("i1", "i99")))

    assert [problem.found for problem in faults(plan, codes={"i1"})] == ["i99"]
    assert faults(plan) == []


def test_an_id_that_stands_twice_names_the_first_place() -> None:
    (problem,) = faults(a_plan(a_measure(1), a_measure(1)))

    assert (problem.id, problem.where) == ("plan.twice", "มาตรการที่ 2 / measure 2 → id")
    assert f"{MEASURE} → id" in problem.say("en")


def test_a_plan_without_measures_and_one_of_an_earlier_year_are_refused() -> None:
    empty = Plan(agency="ก", agency_type=None, fiscal_year=2568, result_year=2569, measures=())

    assert found(empty) == [("plan.years", "result_year"), ("plan.no_measures", "measures")]


def test_measures_and_steps_have_a_limit() -> None:
    many = a_plan(*(a_measure(number) for number in range(MOST_MEASURES + 1)))
    long = a_plan(a_measure(steps=tuple(Step(number=n + 1, text="x") for n in range(MOST_STEPS + 1))))

    assert found(many) == [("plan.too_many", "measures")]
    assert found(long) == [("plan.too_many", f"{MEASURE} → steps")]


def test_everything_is_told_at_once_and_where_the_reader_says() -> None:
    empty = Measure(
        id="m1",
        topic="",
        title="",
        approach="",
        responsible_units=(),
        steps=(),
        period=None,
        budget=Decimal(-5),
    )

    problems = faults(a_plan(empty), where=lambda place: f"{place.measure}:{place.step}:{place.field}")

    assert [problem.where for problem in problems] == [
        f"0:None:{field}" for field in ("title", "responsible_units", "period", "budget", "steps")
    ]
    assert "1 ตุลาคม 2568 – 30 กันยายน 2569" in problems[2].remedy.th


def test_a_place_in_the_plan_itself_is_its_field() -> None:
    assert [problem.where for problem in faults(a_plan(a_measure()), where=lambda place: place.field)] == []
    assert Place("period", 0, 1) != Place("period", 0)
