"""What becomes of total and level when chosen things are raised."""

from collections.abc import Mapping
from fractions import Fraction

import pytest
from tests.published import donsak, framework, napho
from tests.small_frameworks import GATED, scored, small_framework

from prongsai.core.errors import InputError
from prongsai.core.framework import TOTAL, Framework
from prongsai.core.improve import gains, improve
from prongsai.core.improve.simulation import raisable, simulate
from prongsai.core.result import Result
from prongsai.core.scoring import prepare, score

TREE = {"IIT": {"1": ["i1", "i2"]}, "OIT": {"9": ["O1", "O2"]}}
NOW: Mapping[str, object] = {"i1": 80, "i2": 90, "O1": 0, "O2": 100}


def two_tools() -> Framework:
    return small_framework(
        TREE, weights={"IIT": 50, "OIT": 50}, levels=GATED, gates=("IIT", "OIT"), allowed={"*": (0, 50, 100)}
    )


def test_nothing_raised_is_the_score_itself() -> None:
    base = scored(two_tools(), NOW)

    found = simulate(base, {})

    assert found.values[TOTAL] == base.total
    assert found.decision.level == base.decision.level


def test_a_raised_code_moves_total_and_level_and_says_what_is_missing() -> None:
    found = simulate(scored(two_tools(), NOW), {"O1": None})

    assert found.total == Fraction("92.5")
    assert found.decision.level is not None and found.decision.level.id == "good"
    assert found.next_level is not None and found.next_level.id == "excellent"
    assert [each.en for each in found.lacking] == [
        "the total lacks 2.50 (it must be 95.00)",
        "IIT lacks 10.00 (it must be 95.00)",
    ]


def test_a_score_between_now_and_the_best_counts_as_it_is() -> None:
    found = simulate(scored(two_tools(), NOW), {"O1": Fraction(50), "i1": Fraction("85.5")})

    assert found.values[TOTAL] == (Fraction("87.75") + 75) / 2


def test_with_everything_at_its_best_nothing_is_missing() -> None:
    base = scored(two_tools(), NOW)

    found = simulate(base, dict.fromkeys(raisable(base)))

    assert found.total == 100 and found.next_level is None and found.lacking == ()


def test_every_wrong_choice_is_told_at_once() -> None:
    wrong = {"O2": None, "x9": None, "i1": Fraction(10), "i2": Fraction(101), "O1": Fraction(60)}

    with pytest.raises(InputError) as caught:
        simulate(scored(two_tools(), NOW), wrong)

    assert [(each.where, each.id) for each in caught.value.problems] == [
        ("O2", "simulation.not_raisable"),
        ("x9", "simulation.not_raisable"),
        ("i1", "simulation.below_now"),
        ("i2", "simulation.above_best"),
        ("O1", "simulation.no_such_score"),
    ]


def test_without_a_total_there_is_no_level_to_aim_at() -> None:
    found = simulate(scored(two_tools(), {"i1": 80, "i2": 90}), {"i1": None})

    assert found.total is None and found.next_level is None and found.lacking == ()


@pytest.mark.parametrize("result", [donsak(), napho()], ids=["donsak", "napho"])
def test_published_results_agree_with_their_gains_and_plans(result: Result) -> None:
    base = score(prepare(framework(result.fiscal_year)), result)
    plan = improve(base)

    for gain in gains(base):
        assert simulate(base, {gain.code: None}).values[TOTAL] - (base.total or 0) == gain.gain, gain.code
    found = simulate(base, {step.code: step.to for step in plan.plan})
    assert found.values[TOTAL] == plan.total_after
    assert plan.after is not None and found.decision.possible == plan.after.possible


def test_a_part_that_may_have_stayed_keeps_the_level_open() -> None:
    base = score(prepare(framework(2568)), donsak())

    found = simulate(base, {step.code: step.to for step in improve(base).plan})

    assert found.decision.level is None
    assert any("EIT.1 is not known for sure" in each.en for each in found.lacking)
