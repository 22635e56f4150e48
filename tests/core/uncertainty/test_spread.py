"""Variances by hand, and random answers that must never leave the bounds."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.core.scoring import prepare
from prongsai.core.uncertainty.spread import (
    SampleShare,
    counted,
    factor,
    finite,
    least_on_step,
    least_variance,
    most_variance,
    person_step,
)
from prongsai.reading.framework import load

TWENTIES = (0, 20, 40, 60, 80, 100)


def test_counts_give_the_exact_mean_and_variance() -> None:
    found = counted({100: 12, 80: 3, 60: 5})

    assert found is not None
    assert (found.number, found.mean) == (20, Fraction(87))
    # 12 × 13² + 3 × 7² + 5 × 27² = 5,820
    assert found.variance == Fraction(5820, 19)


def test_one_answer_has_a_mean_and_no_spread_and_none_has_neither() -> None:
    alone = counted({80: 1, 60: 0})

    assert alone is not None
    assert (alone.mean, alone.variance) == (Fraction(80), None)
    assert counted({80: 0}) is None


def test_who_asks_half_of_all_has_half_the_variance_and_who_asks_all_has_none() -> None:
    assert (finite(20, 40), finite(20, 20), finite(20, None)) == (Fraction(1, 2), Fraction(0), Fraction(1))
    assert (factor(20, 40), factor(20, 20), factor(20)) == (Fraction(1, 38), Fraction(0), Fraction(1, 19))
    assert (factor(1, 1), factor(1, 2), factor(1)) == (Fraction(0), None, None)


@pytest.mark.parametrize(
    ("year", "code", "step"),
    [
        ("th-ita-2568", "i1", Fraction(20)),
        ("th-ita-2568", "i3", Fraction(100)),
        ("th-ita-2568", "6", Fraction(20, 3)),
        ("th-ita-2568", "6@EIT.1", Fraction(20, 3)),
        ("th-ita-2568", "EIT.1", Fraction(20, 9)),
        ("th-ita-2568", "EIT", Fraction(20, 9)),
        ("th-ita-2568", "IIT", Fraction(4, 3)),
        ("th-ita-2567", "8", Fraction(20, 3)),
        # 0, 33, 67 and 100 have only the step 1 in common; two statements make it a half.
        ("th-ita-2564", "i1", Fraction(1, 2)),
        ("th-ita-2569", "6", None),
    ],
)
def test_one_persons_score_moves_in_steps(year: str, code: str, step: Fraction | None) -> None:
    assert person_step(prepare(load(year)), code) == step


def test_the_least_spread_has_everybody_at_the_two_nearest_steps() -> None:
    assert least_on_step(Fraction(95), Fraction(20)) == 75
    assert least_on_step(Fraction(80), Fraction(20)) == 0
    assert least_on_step(Fraction(95), None) == 0


def test_two_samples_of_equal_weight_leave_one_of_them_without_spread() -> None:
    halves = [SampleShare(Fraction(1, 2), Fraction(1, 21))] * 2

    # 97.62 × 2 lies 1.90666… above a step of 6⅔.
    above = Fraction("195.24") - 29 * Fraction(20, 3)
    assert (
        least_variance(Fraction("97.62"), Fraction(20, 3), halves) == above * (Fraction(20, 3) - above) / 84
    )
    assert most_variance(Fraction("97.62"), halves) == Fraction("97.62") * Fraction("2.38") / 42


def test_two_samples_of_unequal_weight_can_both_lie_on_steps() -> None:
    uneven = [SampleShare(Fraction(3, 5), Fraction(1)), SampleShare(Fraction(2, 5), Fraction(1))]

    # 0.6 × 100 + 0.4 × 80
    assert least_variance(Fraction(92), Fraction(20), uneven) == 0
    assert least_variance(Fraction(91), Fraction(20), uneven) > 0
    assert least_variance(Fraction(91), None, uneven) == 0


ANSWERS = st.lists(st.sampled_from(TWENTIES), min_size=2, max_size=12)


@given(ANSWERS, ANSWERS, st.sampled_from([Fraction(1, 2), Fraction(3, 5), Fraction(9, 10)]))
def test_no_answers_leave_the_bounds(one: list[int], other: list[int], share: Fraction) -> None:
    shares = (share, 1 - share)
    samples = [
        SampleShare(part, Fraction(1, len(each) - 1)) for part, each in zip(shares, (one, other), strict=True)
    ]
    means = [Fraction(sum(each), len(each)) for each in (one, other)]
    value = sum((part * mean for part, mean in zip(shares, means, strict=True)), Fraction(0))
    variance = sum(
        sample.share**2 * sample.factor * sum((point - mean) ** 2 for point in each) / len(each)
        for sample, mean, each in zip(samples, means, (one, other), strict=True)
    )

    assert least_variance(value, Fraction(20), samples) <= variance <= most_variance(value, samples)
