"""How far answers lie apart: exactly from counts, and between which bounds when only the mean is known."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from prongsai.core.framework import Framework
from prongsai.core.scoring import Recipe, shares_below

BEST = 100
Samples = Sequence["SampleShare"]


@dataclass(frozen=True, slots=True)
class Answers:
    """A counted question: `mean` 0–100 exact; `variance` of the sample (n − 1), `None` of a single answer."""

    number: int
    mean: Fraction
    variance: Fraction | None


@dataclass(frozen=True, slots=True)
class SampleShare:
    """One of the independent samples that make a figure: its share, and what a variance of 1 makes of its mean.

    `factor` is (1 − n/N) ÷ (n − 1) for n answers among N people: applied to the variance Σ(x − mean)²/n.
    """

    share: Fraction
    factor: Fraction


def counted(answers: Mapping[int, int]) -> Answers | None:
    """Return what the counts by points tell, or `None` without any answer."""
    number = sum(answers.values())
    if not number:
        return None
    mean = Fraction(sum(points * count for points, count in answers.items()), number)
    if number == 1:
        return Answers(number, mean, None)
    squares = sum((count * (points - mean) ** 2 for points, count in answers.items()), Fraction(0))
    return Answers(number, mean, squares / (number - 1))


def finite(number: int, population: int | None) -> Fraction:
    """Return 1 − n/N, the part of the variance that is left when n of N people answered; 1 for N unknown."""
    return Fraction(1) if population is None else 1 - Fraction(number, population)


def factor(number: int, population: int | None = None) -> Fraction | None:
    """Return (1 − n/N) ÷ (n − 1); `None` where a single answer of several people says nothing about the spread."""
    left = finite(number, population)
    if not left:
        return left
    return left / (number - 1) if number > 1 else None


def person_step(recipe: Recipe, code: str) -> Fraction | None:
    """Return the step on which every single person's score at `code` lies; `None` where no scale is known.

    Three questions of 20-point steps give one person 0, 6⅔, 13⅓, …, 100. Of a node that stands in several parts
    it is the step within one part.
    """
    framework = recipe.framework
    parts = framework.parts_of(framework.tool_of(code) or "") if "@" not in code else ()
    inside = f"{code}@{parts[0].code}" if parts and framework.kind_of(code) not in ("tool", "part") else code
    if parts and framework.kind_of(code) == "tool":
        inside = parts[0].code
    steps = list(_steps(framework, recipe, inside))
    return _common(steps) if steps else None


def _steps(framework: Framework, recipe: Recipe, code: str) -> Iterator[Fraction]:
    for each, share in shares_below(recipe, code).items():
        points = framework.points_of(each)
        if points:
            yield share * math.gcd(*points)


def _common(steps: Sequence[Fraction]) -> Fraction:
    """Return the largest step that all steps are multiples of."""
    below = math.lcm(*(step.denominator for step in steps))
    return Fraction(math.gcd(*(int(step * below) for step in steps)), below)


def least_on_step(value: Fraction, step: Fraction | None) -> Fraction:
    """Return the smallest variance that scores on a step can have around a mean: everybody at its two neighbours."""
    if step is None:
        return Fraction(0)
    above = value % step
    return above * (step - above)


def least_variance(value: Fraction, step: Fraction | None, samples: Samples) -> Fraction:
    """Return the smallest variance of a figure made of independent samples whose single means are not known.

    The variance is concave between the steps, so it is smallest where all samples but one lie on a step.
    """
    if step is None:
        return Fraction(0)
    return min(
        sample.share**2 * sample.factor * least_on_step((value - rest) / sample.share, step)
        for place, sample in enumerate(samples)
        for rest in _rests(step, sample, [*samples[:place], *samples[place + 1 :]])
    )


def _rests(step: Fraction, free: SampleShare, others: Samples) -> Iterator[Fraction]:
    """Yield what the other samples can add when each of their means lies on a step, upwards or downwards."""
    # Where shares are equal, whole steps of the others are whole steps of the free one and change nothing.
    uneven = [other.share * step for other in others if other.share != free.share]
    counts = range(-math.ceil(BEST / step), math.ceil(BEST / step) + 1)
    for steps in itertools.product(counts, repeat=len(uneven)):
        yield sum((size * count for size, count in zip(uneven, steps, strict=True)), Fraction(0))


def most_variance(value: Fraction, samples: Samples) -> Fraction:
    """Return the largest variance of a figure with this mean: everybody at 0 or at 100.

    Σ w²·v·f ≤ max(w·f) · Σ w·v, and Σ w·v is largest where the samples have the same mean.
    """
    return max(sample.share * sample.factor for sample in samples) * value * (BEST - value)
