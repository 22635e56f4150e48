"""A published figure as an equation over what is printed or counted below it."""

from fractions import Fraction
from typing import Any

import pytest
from tests.announced import announced, items, rounding_as, the_check
from tests.small_frameworks import small_framework

from prongsai.core.framework import Framework
from prongsai.core.reconcile.equation import Equation, Figures, as_printed, decimals, equations, variance
from prongsai.core.reconcile.interval import Interval
from prongsai.reading.framework import load

INDICATORS = {"1": "95.29", "2": "97.45", "3": "99.61", "4": "85.88", "5": "93.92"}


def equation_of(code: str, *arguments: Any, **keywords: Any) -> Equation:
    found = announced(*arguments, **keywords)
    figures = Figures(found.score.recipe, found.score.result)
    return next(each for each in equations(figures) if each.code == code)


def test_the_shares_of_an_equation_are_those_of_the_score() -> None:
    equation = equation_of("total", 2568, {"total": "90.00", "IIT": "90", "EIT": "90", "OIT": "90"})

    assert [(cell.code, cell.share) for cell in equation.cells] == [
        *(("IIT", Fraction(3, 10)), ("EIT", Fraction(3, 10)), ("OIT", Fraction(4, 10)))
    ]
    assert equation.rule == "weighted_sum_of_tools"


def test_what_is_not_printed_is_looked_for_further_down() -> None:
    equation = equation_of("total", 2568, {**INDICATORS, "EIT": "90", "OIT": "90", "total": "90"})

    assert [(cell.code, cell.share) for cell in equation.cells][:2] == [
        ("1", Fraction(3, 50)),
        ("2", Fraction(3, 50)),
    ]


def test_a_printed_mean_lies_within_half_a_hundredth_and_an_item_where_it_stands() -> None:
    equation = equation_of("10.1", 2564, {"10.1": "87.50"}, scores=items(34, 41, O38="0"))
    assert equation.recomputed() == Interval(Fraction(175, 2), Fraction(175, 2))

    equation = equation_of("IIT", 2568, INDICATORS | {"IIT": "94.43"})
    # 472.15 / 5 = 94.43
    assert equation.recomputed() == Interval(Fraction("94.425"), Fraction("94.435"))


def test_an_item_with_two_decimals_may_be_rounded_itself() -> None:
    equation = equation_of("10", 2569, {"10": "90.00"}, scores={"O26": "66.67"})

    (cell,) = equation.cells
    assert cell.interval == Interval(Fraction("66.665"), Fraction("66.675"))


def test_a_counted_question_is_exact() -> None:
    # 2 · 100 + 80 in three answers
    equation = equation_of(
        "1", 2568, {"1": "90"}, scores={"i2": "90", "i3": "90"}, counts={"i1": {100: 2, 80: 1}}
    )

    assert equation.cells[0].interval == Interval(Fraction(280, 3), Fraction(280, 3))
    assert equation.cells[0].figure == Fraction(280, 3)


def test_a_printed_question_is_checked_against_its_own_answers() -> None:
    found = announced(
        2568, {"i1": "93.33", "i2": "93.34"}, counts={code: {100: 2, 80: 1} for code in ("i1", "i2")}
    )

    assert the_check(found, "i1").status == "agrees"
    assert the_check(found, "i2").status == "disagrees"
    assert the_check(found, "i2").recomputed == "93.33"


def test_counts_without_an_answer_are_no_figure() -> None:
    assert announced(2568, {"i1": "93.33"}, counts={"i1": {100: 0}}).checks == ()


def test_a_tool_is_checked_both_by_its_indicators_and_by_its_parts() -> None:
    # (97 + 96 + 95) / 3 = 96 = (98 + 94) / 2
    sound = {"6": "97.00", "7": "96.00", "8": "95.00", "EIT": "96.00", "EIT.1": "98.00", "EIT.2": "94.00"}

    assert the_check(announced(2568, sound), "EIT").status == "agrees"
    assert the_check(announced(2568, sound | {"EIT.2": "93.00"}), "EIT").status == "disagrees"
    assert the_check(announced(2568, sound | {"7": "95.00"}), "EIT").status == "disagrees"


def test_the_way_down_that_lacks_nothing_is_preferred() -> None:
    # Indicators 7 and 8 are not known, both parts are: 0.3 · 90 + 0.3 · (98 + 94) / 2 + 0.4 · 90 = 91.8
    figures = {"6": "97.00", "EIT.1": "98.00", "EIT.2": "94.00", "IIT": "90", "OIT": "90", "total": "91.80"}

    assert the_check(announced(2568, figures), "total").status == "agrees"


def test_a_value_that_nothing_is_known_of_leaves_the_whole_scale_open() -> None:
    equation = equation_of("10.1", 2564, {"10.1": "87.50"}, scores=items(34, 40))

    assert equation.missing == (("O41", Fraction(1, 8)),)
    assert equation.recomputed().meets(Interval(Fraction(100), Fraction(100)))
    assert equation.recomputed().low == Fraction(700, 8)


def test_what_is_needed_of_one_figure_is_what_the_others_leave() -> None:
    equation = equation_of("IIT", 2568, INDICATORS | {"IIT": "94.43"})

    needed = equation.needed("4", Fraction(1, 5), Interval(Fraction("94.425"), Fraction("94.435")))

    # 5 · 94.43 − 386.27 = 85.88, give or take 5 · 0.005 + 4 · 0.005
    assert needed == Interval(Fraction("85.835"), Fraction("85.925"))


@pytest.fixture
def two_levels() -> Framework:
    framework = small_framework({"IIT": {"1": ["i1", "i2"]}}, weights={"IIT": 100})
    return rounding_as(framework, "half_up_2_each")


def test_what_the_years_own_policy_rounds_inside_is_no_error(two_levels: Framework) -> None:
    # i1 = 50 / 3 → 16.67, i2 = 0, indicator 8.335 → 8.34; exactly it would be 8.33
    counts = {"i1": {50: 1, 0: 2}, "i2": {0: 3}}

    assert the_check(announced(two_levels, {"IIT": "8.34"}, counts=counts), "IIT").status == "agrees"
    # 8.333… may have moved by half a hundredth twice, and the figure itself is rounded
    assert the_check(announced(two_levels, {"IIT": "8.36"}, counts=counts), "IIT").status == "disagrees"


def test_the_spread_of_a_sound_equation_comes_from_all_that_was_rounded(two_levels: Framework) -> None:
    whole = Interval(Fraction("94.425"), Fraction("94.435"))
    rounded = equation_of("IIT", 2568, INDICATORS | {"IIT": "94.43"})
    exact = equation_of("10.1", 2564, {"10.1": "87.50"}, scores=items(34, 41, O38="0"))

    # A hundredth of room: 0.01² / 12; five fifths of it: 5 · 0.002² / 12 more
    assert variance(exact, whole) == Fraction(1, 10_000) / 12
    assert variance(rounded, whole) == (Fraction(1, 10_000) + 5 * Fraction(1, 500) ** 2) / 12


def test_a_total_that_is_handed_in_as_a_score_is_not_an_announced_one() -> None:
    assert announced(2568, {"IIT": "90"}, scores={"total": "50"}).checks == ()


@pytest.mark.parametrize(("figure", "printed"), [("87.5", "87.50"), ("100", "100.00"), ("87.125", "87.125")])
def test_a_figure_is_shown_with_two_decimals_or_as_many_as_it_has(figure: str, printed: str) -> None:
    equation = equation_of("IIT", 2568, INDICATORS | {"IIT": figure})

    assert as_printed(equation.published) == printed
    assert decimals(equation.published) == len(figure.partition(".")[2])


def test_nothing_is_made_of_nothing() -> None:
    found = announced(load("th-ita-2568"), {"IIT": "90"})

    assert Figures(found.score.recipe, found.score.result).made("IIT") is None
