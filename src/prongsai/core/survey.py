"""What whole answers on a scale can and cannot give: impossible means, and the sample sizes that fit."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

# From this number of answers on a 20-point step is no coarser than the last printed decimal: nothing is impossible.
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
    return ready(mean)(respondents)


def ready(mean: PrintedMean) -> Callable[[int], bool]:
    """Make ready what tells whether a number of respondents can give a mean."""
    # Integers throughout: this is asked some ten thousand times for one result.
    scale, sums = _scale(mean.points), _sums(mean.points)
    halves, unit = _in_halves(mean.value, scale.step)
    # For one respondent, the least k for which k·step/answers is shown as the value, and the first that is not.
    low_of_one, end_of_one = max(0, halves - 1) * mean.statements, (halves + 1) * mean.statements
    least_of_one, most_of_one = scale.least * mean.statements, scale.most * mean.statements

    def fit(respondents: int) -> bool:
        low = -(-low_of_one * respondents // unit)
        if low * unit >= end_of_one * respondents:
            return False
        if scale.even:
            return least_of_one * respondents <= low * scale.step <= most_of_one * respondents
        answers, end = respondents * mean.statements, -(-end_of_one * respondents // unit)
        rises = (multiple * scale.step - scale.least * answers for multiple in range(low, end))
        return any(rise >= 0 and sums.reach(rise, answers) for rise in rises)

    return fit


def most_means(mean: PrintedMean, respondents: int) -> int:
    """Return how many different means `respondents` can give at the most, before rounding."""
    scale = _scale(mean.points)
    return respondents * mean.statements * (scale.most - scale.least) // scale.step + 1


def sample_sizes(means: Iterable[PrintedMean], most: int = MOST_ANSWERS) -> tuple[int, ...]:
    """Return every number of respondents up to `most` that fits all the means at once, smallest first."""
    wanted = [ready(mean) for mean in means]
    return tuple(size for size in range(1, most + 1) if all(fit(size) for fit in wanted))


def impossible(mean: PrintedMean, most: int) -> bool:
    """Whether no number of respondents up to `most` gives this mean."""
    return not any(map(ready(mean), range(1, most + 1)))


def nearest_possible(mean: PrintedMean, respondents: int) -> Decimal:
    """Return the two-decimal mean closest to `mean.value` that `respondents` can give; the lower one of two."""
    printable = (Decimal(hundredths).scaleb(-2) for hundredths in range(10_001))
    nearest_first = sorted(printable, key=lambda value: abs(value - mean.value))
    # When everybody makes the same choice the mean is that choice's points, so one is always found.
    return next(value for value in nearest_first if reaches(replace(mean, value=value), respondents))


@dataclass(frozen=True, slots=True)
class _Scale:
    """What matters of a scale's points; `even` if they are 0, s, 2s, … so that every multiple of s is reached."""

    step: int
    least: int
    most: int
    even: bool


@lru_cache(maxsize=64)
def _scale(points: tuple[int, ...]) -> _Scale:
    step = math.gcd(*points)
    even = sorted(points) == list(range(0, max(points) + 1, step))
    return _Scale(step, min(points), max(points), even)


def _in_halves(value: Decimal, step: int) -> tuple[int, int]:
    """Return the value in halves of its last printed place, and what one step is in these."""
    exponent = value.as_tuple().exponent
    decimals = max(2, -exponent if isinstance(exponent, int) else 2)
    return int(value.scaleb(decimals)) * 2, 2 * 10**decimals * step
