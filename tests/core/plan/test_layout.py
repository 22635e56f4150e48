"""The tables of a plan, and the mark by which an untouched proposal is known."""

from dataclasses import fields, replace
from decimal import Decimal
from fractions import Fraction

import pytest
from tests.plans import a_measure

from prongsai.core.followup import ProgressNote
from prongsai.core.plan import Measure, Step
from prongsai.core.plan.layout import MEASURE_COLUMNS, PROGRESS_COLUMNS, STEP_COLUMNS, draft_mark, heading
from prongsai.core.text import Text


def names(value: type) -> set[str]:
    return {field.name for field in fields(value)}


def test_every_field_has_a_column() -> None:
    assert set(MEASURE_COLUMNS) == names(Measure) - {"steps"}
    assert set(STEP_COLUMNS) == names(Step) | {"measure"}
    assert set(PROGRESS_COLUMNS) == names(ProgressNote) | {"round", "about"}


def test_a_heading_is_for_people_and_for_programs() -> None:
    assert heading(Text("ระยะเวลา", "period"), "period") == "ระยะเวลา · period"


@pytest.mark.parametrize(
    "changed",
    [
        a_measure(title="อื่น"),
        a_measure(steps=()),
        a_measure(period=None),
        a_measure(budget=None),
        a_measure(monitoring_rounds=("6m",)),
    ],
)
def test_the_mark_changes_with_what_people_write(changed: Measure) -> None:
    assert draft_mark(changed) != draft_mark(a_measure())


def test_the_mark_stays_where_no_words_have_changed() -> None:
    measure = a_measure()

    assert draft_mark(replace(measure, budget=Decimal("1500.500"))) == draft_mark(measure)
    assert draft_mark(replace(measure, expected_gain=Fraction(1), codes=(), generated=True)) == draft_mark(
        measure
    )
