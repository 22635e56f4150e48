"""What whole answers on a scale can and cannot give: impossible means, and the sample sizes that fit."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from prongsai.core.rules import HALF_HUNDREDTH

# Above this number of answers a 20-point step is finer than the last printed decimal, so nothing is impossible.
MOST_ANSWERS = 2000


@dataclass(frozen=True, slots=True)
class PrintedMean:
    """A mean as printed with two decimals, of `statements` answers per respondent on a scale of points 0–100."""

    value: Decimal
    points: tuple[int, ...]
    statements: int = 1


class _Sums:
    """For one scale: the fewest answers above the lowest choice that make each sum, found as far as asked for."""

    def __init__(self, points: tuple[int, ...]) -> None:
        self.rises = sorted({point - min(points) for point in points} - {0})
        self.fewest: list[int] = [0]

    def reach(self, total: int, answers: int) -> bool:
        """Whether `answers` answers can rise above the lowest choice by `total` points together."""
        for amount in range(len(self.fewest), total + 1):
            best = [self.fewest[amount - rise] for rise in self.rises if rise <= amount]
            self.fewest.append(1 + min(best, default=_NEVER))
        return self.fewest[total] <= answers


_NEVER = 10**9


@lru_cache(maxsize=64)
def _sums(points: tuple[int, ...]) -> _Sums:
    return _Sums(points)


def reaches(mean: PrintedMean, respondents: int) -> bool:
    """Whether `respondents` whole sets of answers can give a mean that is printed as `mean.value` (half up)."""
    answers = respondents * mean.statements
    step = _step(mean.points)
    low, high = _sums_shown_as(Fraction(mean.value), answers, step)
    if high < low:
        return False
    lowest = min(mean.points) * answers
    if _evenly_spaced(mean.points):
        return lowest <= low * step <= max(mean.points) * answers
    sums = _sums(mean.points)
    candidates = (multiple * step - lowest for multiple in range(low, high + 1))
    return any(rise >= 0 and sums.reach(rise, answers) for rise in candidates)


def sample_sizes(means: Iterable[PrintedMean], most: int) -> tuple[int, ...]:
    """Return every number of respondents up to `most` that fits all the means at once, smallest first."""
    wanted = list(means)
    return tuple(size for size in range(1, most + 1) if all(reaches(mean, size) for mean in wanted))


def impossible(mean: PrintedMean, most: int) -> bool:
    """Whether no number of respondents up to `most` gives this mean."""
    return not any(reaches(mean, size) for size in range(1, most + 1))


def nearest_possible(mean: PrintedMean, respondents: int) -> Decimal:
    """Return the printed mean closest to `mean.value` that `respondents` can give; the lower one of two."""
    candidates = [mean.value]
    for hundredths in range(1, 10_001):
        shift = Decimal(hundredths) / 100
        candidates += [mean.value - shift, mean.value + shift]
        for value in candidates[-2:]:
            if 0 <= value <= 100 and reaches(PrintedMean(value, mean.points, mean.statements), respondents):
                return value
    return mean.value


def _step(points: Sequence[int]) -> int:
    return math.gcd(*points)


def _evenly_spaced(points: Sequence[int]) -> bool:
    """Whether the points are 0, s, 2s, …, so that every multiple of s up to the most can be reached."""
    return sorted(points) == list(range(0, max(points) + 1, _step(points)))


def _sums_shown_as(value: Fraction, answers: int, step: int) -> tuple[int, int]:
    """Return the least and the most multiple of `step` whose mean over `answers` is shown as `value`."""
    per_step = Fraction(step, answers)
    first = -(-(value - HALF_HUNDREDTH) // per_step)
    last = -(-(value + HALF_HUNDREDTH) // per_step) - 1
    return max(0, int(first)), int(last)
