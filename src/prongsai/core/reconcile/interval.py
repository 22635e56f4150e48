"""Where the exact value behind a printed figure can lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from prongsai.core.rules import added

HIGHEST = Fraction(100)
LOWEST = Fraction(0)


@dataclass(frozen=True, slots=True)
class Interval:
    """All x with low ≤ x < high, or just `low` where both are equal."""

    low: Fraction
    high: Fraction

    @property
    def exact(self) -> bool:
        """Whether the interval is a single value."""
        return self.low == self.high

    @property
    def middle(self) -> Fraction:
        """The value half-way, which is the printed one for a rounded figure."""
        return (self.low + self.high) / 2

    @property
    def width(self) -> Fraction:
        """How much room there is; 0 for a single value."""
        return self.high - self.low

    def meets(self, other: Interval) -> bool:
        """Whether some value lies in both."""
        if self.exact and other.exact:
            return self.low == other.low
        if self.exact:
            return other.low <= self.low < other.high
        if other.exact:
            return self.low <= other.low < self.high
        return self.low < other.high and other.low < self.high

    def plus(self, other: Interval) -> Interval:
        """Return where the sum lies."""
        return Interval(self.low + other.low, self.high + other.high)

    def times(self, share: Fraction) -> Interval:
        """Return where `share` (not negative) of the value lies."""
        return Interval(self.low * share, self.high * share)


# Keeps an end that belongs to an interval inside it although it is half-open.
_A_LITTLE = Fraction(1, 10**9)
ANYTHING = Interval(LOWEST, HIGHEST + _A_LITTLE)
NOTHING = Interval(LOWEST, LOWEST)


def exactly(value: Fraction) -> Interval:
    """Return the interval of a value that was not rounded."""
    return Interval(value, value)


def weighted_sum(parts: Sequence[tuple[Interval, Fraction]]) -> Interval:
    """Return where Σ share·value lies; no share is negative."""
    shares = [share.as_integer_ratio() for _, share in parts]
    lows = [interval.low.as_integer_ratio() for interval, _ in parts]
    highs = [interval.high.as_integer_ratio() for interval, _ in parts]
    return Interval(_sum_of_products(lows, shares), _sum_of_products(highs, shares))


def _sum_of_products(values: Sequence[tuple[int, int]], shares: Sequence[tuple[int, int]]) -> Fraction:
    return Fraction(*added([(n * m, d * e) for (n, d), (m, e) in zip(values, shares, strict=True)]))


def behind(printed: Decimal, rounding: str) -> Interval:
    """Return where the exact value behind a printed score lies, given the id of the rounding policy.

    A figure printed with fewer than two decimals is taken as printed with two (87.5 is 87.50).
    """
    exponent = printed.as_tuple().exponent
    return _behind(printed, max(2, -exponent if isinstance(exponent, int) else 2), rounding)


# The figures of one result are asked for again with each of their equations. 87.5 and 87.500 are equal, so the
# decimals count by themselves.
@lru_cache(maxsize=4096)
def _behind(printed: Decimal, decimals: int, rounding: str) -> Interval:
    value = Fraction(printed)
    unit = Fraction(1, 10**decimals)
    if rounding.startswith("truncate"):
        return Interval(value, value + unit)
    low = max(LOWEST, value - unit / 2)
    if value == HIGHEST:
        # Nothing lies above 100, and 100 itself must stay inside a half-open interval.
        return Interval(low, HIGHEST + _A_LITTLE)
    # Half to even may have rounded the upper half down to an even figure, so that end belongs to it.
    return Interval(low, value + unit / 2 + (_A_LITTLE if rounding.startswith("half_even") else 0))


def simplest_in(interval: Interval) -> Fraction:
    """Return the value in the interval that a person would most likely have written: the one with the coarsest step."""
    for step in (100, 50, 20, 10, 5, 1, Fraction(1, 2), Fraction(1, 10), Fraction(1, 100), Fraction(1, 1000)):
        multiple = -(-interval.low // step) * step
        if interval.meets(exactly(Fraction(multiple))):
            return Fraction(multiple)
    return interval.middle
