"""How likely each level would be if everybody had answered: the normal approximation with the gates of the year.

Chances are no scores: they are floats from 0 to 1, shown as whole per cent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from operator import mul
from statistics import NormalDist
from typing import Literal

from prongsai.core.framework import Framework, Level, Part
from prongsai.core.level import HIGHEST, LOWEST, joint_high
from prongsai.core.rules import HALF_HUNDREDTH, Rounding
from prongsai.core.scoring import Score
from prongsai.core.text import Text
from prongsai.core.uncertainty import Error
from prongsai.core.uncertainty.sample_size import asked

# Halton's points fill the space evenly and are always the same; so many are right to half a per cent.
POINTS = 2048
_PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29)

End = Literal["low", "high"]


@dataclass(frozen=True, slots=True)
class Chance:
    """The chance of a level, 0–1: `low` where it is sure, `high` where it is possible; equal if all gates are known."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class _Axis:
    """A figure that is uncertain on its own: its value, its standard error and its share in the total."""

    code: str
    value: Fraction
    error: float
    share: Fraction


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure that follows the axes: what it is now, and how much of each axis' deviation it takes on."""

    value: Fraction
    follows: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class _Test:
    """A threshold for one figure: it holds where Σ follows · deviation ≥ need."""

    follows: tuple[float, ...]
    need: float

    def holds(self, deviations: Sequence[float]) -> bool:
        reached: float = sum(map(mul, self.follows, deviations))
        return reached >= self.need


def chance_of_levels(
    score: Score, errors: Mapping[str, Error], *, end: End = "high"
) -> dict[str, Chance] | None:
    """Return the chance of every level by id, best first; `None` without a total or without the error of a tool.

    `end` of the errors: `high` is the cautious one. Samples are independent and normal around what was found, cut
    at 0 and 100; what reviewers checked is fixed.
    """
    axes = tuple(_axes(score, errors, end))
    if score.total is None or any(axis is None for axis in axes):
        return None
    known = tuple(axis for axis in axes if axis is not None)
    sure, possible = _tests(score, known)
    levels = score.recipe.framework.levels
    counts = [[0, 0] for _ in levels]
    gates_known = sure == possible
    for deviations in _deviations(known):
        worst = _place(sure, deviations)
        best = worst if gates_known else _place(possible, deviations)
        counts[best][0] += best == worst
        for place in range(best, worst + 1):
            counts[place][1] += 1
    return {
        level.id: Chance(low / POINTS, high / POINTS)
        for level, (low, high) in zip(levels, counts, strict=True)
    }


def percent(chance: Chance) -> Text:
    """Say a chance in whole per cent; never that something is certain or impossible."""
    low, high = _rounded(chance.low), _rounded(chance.high)
    if low == high:
        return low
    return Text(f"{low.th} ถึง{high.th}", f"{low.en} to {high.en}")


def _rounded(chance: float) -> Text:
    if chance * 100 < 1:
        return Text("น้อยกว่า 1 %", "less than 1 %")
    if chance * 100 > 99:
        return Text("มากกว่า 99 %", "more than 99 %")
    return Text(f"ประมาณ {round(chance * 100)} %", f"about {round(chance * 100)} %")


def _axes(score: Score, errors: Mapping[str, Error], end: End) -> Iterator[_Axis | None]:
    framework = score.recipe.framework
    for tool in framework.tools:
        share = tool.weight / sum(each.weight for each in framework.tools)
        for code, part in _split(score, tool.code) if asked(framework, tool.code) else ():
            error = errors.get(code)
            if error is None or code not in score.values:
                yield None
            else:
                yield _Axis(code, score.values[code], getattr(error, end), share * part)


def _split(score: Score, tool: str) -> list[tuple[str, Fraction]]:
    """Return the parts of a tool with their shares, if they are known and make it; else the tool itself."""
    parts = score.recipe.framework.parts_of(tool)
    if not parts or any(part.code not in score.values for part in parts):
        return [(tool, Fraction(1))]
    return [(part.code, _part_share(part, parts)) for part in parts]


def _part_share(part: Part, parts: Sequence[Part]) -> Fraction:
    return part.weight / sum(each.weight for each in parts)


def _tests(score: Score, axes: tuple[_Axis, ...]) -> tuple[list[list[_Test]], list[list[_Test]]]:
    """Return per level what must hold with every gate at its low end, and with every gate at its high end."""
    framework, rounding = score.recipe.framework, score.recipe.rounding
    total = _Figure(score.total or LOWEST, tuple(axis.share for axis in axes))
    gates = [_gate(score, gate, axes) for gate in framework.gates]
    ends = ([low for low, _ in gates], [*(high for _, high in gates), *_joint(score, axes)])
    sure, possible = ([_level(rounding, level, total, each) for level in framework.levels] for each in ends)
    return sure, possible


def _level(rounding: Rounding, level: Level, total: _Figure, gates: Sequence[_Figure]) -> list[_Test]:
    tests = [_test(rounding, total, level.minimum)]
    if level.gate is not None:
        tests.extend(_test(rounding, gate, level.gate) for gate in gates)
    return tests


def _test(rounding: Rounding, figure: _Figure, threshold: Fraction) -> _Test:
    # Thresholds apply to what is shown: where a half is rounded up, half a hundredth less is enough.
    enough = threshold - HALF_HUNDREDTH
    cut = enough if rounding.shown(enough) >= threshold else threshold
    follows = tuple(float(share) for share in figure.follows)  # not a score: how a chance is counted
    return _Test(follows, float(cut - figure.value))  # not a score: how a chance is counted


def _gate(score: Score, gate: str, axes: tuple[_Axis, ...]) -> tuple[_Figure, _Figure]:
    """Return a gate at its low and at its high end; they are the same where it is known."""
    framework = score.recipe.framework
    if gate in score.values:
        figure = _Figure(score.values[gate], tuple(_follows(framework, gate, axis) for axis in axes))
        return figure, figure
    # With a total every tool is known, so a gate that is not known is a part.
    part = next(part for part in framework.parts if part.code == gate)
    parts = framework.parts_of(part.tool)
    share, tool = _part_share(part, parts), score.values[part.tool]
    follows = tuple(_follows(framework, part.tool, axis) / share for axis in axes)
    others = [(_part_share(each, parts), score.values.get(each.code)) for each in parts if each != part]
    most = sum((one * (HIGHEST if value is None else value) for one, value in others), LOWEST)
    least = sum((one * (LOWEST if value is None else value) for one, value in others), LOWEST)
    # As in the level itself, but not cut at 0 and 100: what the tool's deviation leaves open moves with it.
    low, high = tool - HALF_HUNDREDTH - most, tool + HALF_HUNDREDTH - least
    return _Figure(low / share, follows), _Figure(high / share, follows)


def _joint(score: Score, axes: tuple[_Axis, ...]) -> Iterator[_Figure]:
    """Yield what unknown parts of one tool can all reach at once: more than one alone is not enough for a gate."""
    framework, rounding = score.recipe.framework, score.recipe.rounding
    for tool in framework.tools:
        joint = joint_high(framework, rounding, score.values, tool.code)
        if joint is not None:
            follows = tuple(_follows(framework, tool.code, axis) / joint.share for axis in axes)
            yield _Figure(joint.most, follows)


def _follows(framework: Framework, gate: str, axis: _Axis) -> Fraction:
    if gate == axis.code:
        return Fraction(1)
    if framework.kind_of(gate) != "tool" or framework.tool_of(axis.code) != gate:
        return Fraction(0)
    part = next(part for part in framework.parts if part.code == axis.code)
    return _part_share(part, framework.parts_of(gate))


def _place(levels: Sequence[Sequence[_Test]], deviations: Sequence[float]) -> int:
    for place, tests in enumerate(levels):
        if all(test.holds(deviations) for test in tests):
            return place
    return len(levels) - 1


def _deviations(axes: tuple[_Axis, ...]) -> Iterator[tuple[float, ...]]:
    edges = [(LOWEST - axis.value, HIGHEST - axis.value) for axis in axes]
    bounds = [(float(low), float(high)) for low, high in edges]  # not a score: how far a chance can lead
    for point in _normal_points(len(axes)):
        yield tuple(
            min(max(normal * axis.error, low), high)
            for normal, axis, (low, high) in zip(point, axes, bounds, strict=True)
        )


@lru_cache(maxsize=8)
def _normal_points(dimensions: int) -> tuple[tuple[float, ...], ...]:
    """Return Halton's points, turned into independent standard normal deviations."""
    normal = NormalDist()
    columns = [
        [normal.inv_cdf(_halton(number, base)) for number in range(1, POINTS + 1)]
        for base in _PRIMES[:dimensions]
    ]
    return tuple(zip(*columns, strict=True)) if columns else ((),) * POINTS


def _halton(number: int, base: int) -> float:
    """Return the digits of a number turned round behind the point: 6 in base 2 is 110, so 0.011 = 3/8."""
    turned, unit = 0, 1
    while number:
        number, digit = divmod(number, base)
        turned, unit = turned * base + digit, unit * base
    return turned / unit
