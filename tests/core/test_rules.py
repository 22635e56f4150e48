"""The named rules and rounding policies."""

import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.core.rules import (
    AGGREGATIONS,
    GIVEN,
    MEAN_OF_ANSWERS,
    ROUNDINGS,
    half_even,
    half_up,
    mean,
    truncate,
    weighted_mean,
)

METHOD = Path(__file__).resolve().parents[2] / "docs" / "method" / "scoring.md"
SCORES = st.fractions(0, 100, max_denominator=10_000)


def headings() -> set[str]:
    lines = METHOD.read_text("utf-8").splitlines()
    return {name for line in lines if line.startswith("### ") for name in re.findall(r"\w+", line)}


@pytest.mark.parametrize("rule", [*AGGREGATIONS, MEAN_OF_ANSWERS])
def test_every_rule_has_its_section_in_the_method(rule: str) -> None:
    assert rule in headings()


@pytest.mark.parametrize("policy", ROUNDINGS)
def test_every_rounding_policy_has_its_row_in_the_method(policy: str) -> None:
    assert f"\n| `{policy}` |" in METHOD.read_text("utf-8")


@pytest.mark.parametrize("named", [AGGREGATIONS, ROUNDINGS], ids=["rules", "policies"])
def test_everything_has_words_of_its_own_in_both_languages(named: dict[str, object]) -> None:
    words = [getattr(each, "words") for each in named.values()]  # noqa: B009 – two kinds of values

    assert all(text.th and text.en for text in words)
    assert len({text.th for text in words}) == len({text.en for text in words}) == len(named)


def test_an_id_names_itself_and_what_is_given_is_no_rule() -> None:
    assert all(rule.id == name for name, rule in AGGREGATIONS.items())
    assert all(policy.id == name for name, policy in ROUNDINGS.items())
    assert not {GIVEN, MEAN_OF_ANSWERS} & AGGREGATIONS.keys()


def test_only_weighted_rules_look_at_weights() -> None:
    assert {name for name, rule in AGGREGATIONS.items() if rule.weighted} == {
        "weighted_mean_of_parts",
        "weighted_mean_of_children",
        "weighted_sum_of_tools",
    }


def test_a_mean_of_unlike_fractions_is_exact() -> None:
    thirds = [Fraction(1, 3), Fraction(1, 7), Fraction(100)]

    assert mean(thirds, []) == Fraction(7 + 3 + 2100, 63)


@given(st.lists(st.tuples(SCORES, st.integers(1, 9)), min_size=1, max_size=12))
def test_a_weight_of_n_counts_like_n_times_the_same_value(pairs: list[tuple[Fraction, int]]) -> None:
    values, weights = zip(*pairs, strict=True)
    repeated = [value for value, times in pairs for _ in range(times)]

    assert weighted_mean(values, [Fraction(weight) for weight in weights]) == mean(repeated, [])


@given(SCORES)
def test_rounding_moves_a_figure_by_less_than_it_may(value: Fraction) -> None:
    assert abs(half_up(value) - value) <= Fraction(1, 200)
    assert abs(half_even(value) - value) <= Fraction(1, 200)
    assert 0 <= value - truncate(value) < Fraction(1, 100)


@given(st.integers(0, 10_000))
def test_a_figure_with_two_decimals_is_left_alone(hundredths: int) -> None:
    value = Fraction(hundredths, 100)

    assert half_up(value) == half_even(value) == truncate(value) == value
