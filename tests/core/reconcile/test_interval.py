"""Where the exact value behind a printed figure can lie."""

import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.core.reconcile.interval import ANYTHING, NOTHING, Interval, behind, exactly, simplest_in
from prongsai.core.rules import ROUNDINGS

SCORES = st.fractions(0, 100, max_denominator=5_000)
# Halves of a hundredth are where a policy shows its hand.
TIES = st.integers(0, 20_000).map(lambda number: Fraction(number, 200))
POLICIES = st.sampled_from(list(ROUNDINGS.values()))


def between(low: str, high: str) -> Interval:
    return Interval(Fraction(low), Fraction(high))


def printed(value: Fraction) -> Decimal:
    return Decimal(math.floor(value * 100)).scaleb(-2)


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (between("1", "2"), between("1.5", "3"), True),
        (between("1", "2"), between("2", "3"), False),  # 2 is outside the first
        (between("1", "2"), between("2", "2"), False),
        (between("1", "2"), between("1", "1"), True),  # 1 is inside
        (between("1", "2"), between("0", "1"), False),
        (between("1", "1"), between("1", "1"), True),
        (between("1", "1"), between("2", "2"), False),
        (between("0", "9"), between("3", "4"), True),
        (between("0", "1"), between("5", "6"), False),
    ],
)
def test_the_low_end_belongs_to_it_and_the_high_end_does_not(
    one: Interval, other: Interval, meet: bool
) -> None:
    assert one.meets(other) is meet
    assert other.meets(one) is meet


@pytest.mark.parametrize(
    ("text", "policy", "low", "high"),
    [
        ("95.29", "half_up_2", "95.285", "95.295"),
        ("95.29", "half_up_2_each", "95.285", "95.295"),
        ("95.29", "truncate_2", "95.29", "95.30"),
        ("87.5", "half_up_2", "87.495", "87.505"),  # taken as 87.50
        ("80", "half_up_2", "79.995", "80.005"),
        ("8E+1", "half_up_2", "79.995", "80.005"),
        ("95.294", "half_up_2", "95.2935", "95.2945"),
        ("0.00", "half_up_2", "0", "0.005"),  # nothing lies below 0
    ],
)
def test_a_printed_figure_stands_for_half_a_unit_on_both_sides(
    text: str, policy: str, low: str, high: str
) -> None:
    assert behind(Decimal(text), policy) == between(low, high)


def test_behind_100_lies_nothing_above_it_but_100_itself() -> None:
    whole = behind(Decimal("100.00"), "half_up_2")

    assert whole.meets(exactly(Fraction(100)))
    assert whole.low == Fraction("99.995")
    assert not whole.meets(exactly(Fraction("100.001")))


@pytest.mark.parametrize("policy", ["half_up_2", "half_even_2"])
def test_only_half_to_even_lets_an_upper_half_fall_on_an_even_figure(policy: str) -> None:
    tie = exactly(Fraction("94.985"))

    assert behind(Decimal("94.98"), policy).meets(tie) is (policy == "half_even_2")
    assert behind(Decimal("94.99"), policy).meets(tie)


@given(st.one_of(SCORES, TIES), POLICIES.map(lambda policy: policy.id))
def test_the_exact_value_lies_behind_what_is_shown(value: Fraction, policy: str) -> None:
    shown = ROUNDINGS[policy].shown(value)

    assert behind(printed(shown), policy).meets(exactly(value))


@given(
    st.lists(st.tuples(st.one_of(SCORES, TIES), st.integers(1, 20), st.booleans()), min_size=1, max_size=12),
    POLICIES.map(lambda policy: policy.id),
)
def test_a_sound_sum_raises_no_alarm(cells: list[tuple[Fraction, int, bool]], policy: str) -> None:
    shown = ROUNDINGS[policy].shown
    whole = sum(weight for _, weight, _ in cells)
    below, total = NOTHING, Fraction(0)
    for value, weight, counted in cells:
        cell = exactly(value) if counted else behind(printed(shown(value)), policy)
        below = below.plus(cell.times(Fraction(weight, whole)))
        total += value * Fraction(weight, whole)

    published = behind(printed(shown(total)), policy)

    assert below.meets(published)


@given(SCORES)
def test_any_score_lies_in_anything(value: Fraction) -> None:
    assert ANYTHING.meets(exactly(value))


def test_an_interval_knows_its_middle_and_whether_it_is_one_value() -> None:
    assert between("95.285", "95.295").middle == Fraction("95.29")
    assert exactly(Fraction(7)).exact
    assert not between("1", "2").exact


@pytest.mark.parametrize(
    ("interval", "simplest"),
    [
        (between("79.9", "80.1"), "80"),
        (between("49.99", "50.01"), "50"),
        (between("-0.1", "0.1"), "0"),
        (between("99.9", "100.1"), "100"),
        (between("59.9", "60.1"), "60"),
        (between("29.95", "30.05"), "30"),
        (between("34.9", "35.1"), "35"),
        (between("36.9", "37.1"), "37"),
        (between("37.4", "37.6"), "37.5"),
        (between("95.865", "95.895"), "95.87"),
        (between("95.88", "95.95"), "95.9"),
        (between("95.2935", "95.2945"), "95.294"),
        (between("95.29411", "95.29413"), "95.29412"),  # nothing simple lies in it: the middle
        (between("12.34", "12.34"), "12.34"),
    ],
)
def test_the_simplest_value_has_the_coarsest_step(interval: Interval, simplest: str) -> None:
    assert simplest_in(interval) == Fraction(simplest)
