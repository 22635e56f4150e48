"""The values of a plan: what holds of every one before anything is checked."""

import dataclasses

import pytest
from tests.plans import a_measure, a_plan

from prongsai.core.plan import Step


def test_a_plan_cannot_be_changed_in_place() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        a_plan().fiscal_year = 2570  # type: ignore[misc]


def test_a_measure_is_monitored_after_six_and_twelve_months_unless_it_says_otherwise() -> None:
    assert a_measure().monitoring_rounds == ("6m", "12m")


def test_a_step_without_unit_and_period_has_none_of_its_own() -> None:
    step = Step(number=1, text="ประชุม")

    assert (step.responsible_units, step.period) == ((), None)
