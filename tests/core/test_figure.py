"""Figures and changes as they are written."""

from fractions import Fraction

import pytest

from prongsai.core.figure import points, shown_change, signed


@pytest.mark.parametrize(
    ("value", "alone", "with_sign"),
    [
        ("0.005", "0.01", "+0.01"),
        ("-0.005", "−0.01", "−0.01"),
        ("0.004", "0.00", "0.00"),
        ("-0.004", "0.00", "0.00"),
        ("0", "0.00", "0.00"),
        ("-34.33", "−34.33", "−34.33"),
        ("99.995", "100.00", "+100.00"),
    ],
)
def test_nothing_is_below_or_above_zero_that_is_shown_as_zero(value: str, alone: str, with_sign: str) -> None:
    assert (points(Fraction(value)), signed(Fraction(value))) == (alone, with_sign)


@pytest.mark.parametrize(
    ("before", "after", "told", "shown"),
    [
        ("90.004", "90.005", "0.001", "0.01"),
        ("90.005", "90.0149", "0.0099", "0"),
        ("90", None, "0.001", "0.001"),
        (None, None, None, None),
    ],
)
def test_a_change_fits_the_figures_beside_it(
    before: str | None, after: str | None, told: str | None, shown: str | None
) -> None:
    exact = [None if each is None else Fraction(each) for each in (before, after, told, shown)]

    assert shown_change(exact[0], exact[1], exact[2]) == exact[3]
