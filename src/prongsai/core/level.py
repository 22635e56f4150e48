"""The level of a total: thresholds, the gates on tools, and what can be said when a gate is not known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from prongsai.core.framework import TOTAL, Framework, Level, Part
from prongsai.core.rules import HALF_HUNDREDTH, Rounding
from prongsai.core.text import Text

HIGHEST = Fraction(100)
LOWEST = Fraction(0)


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the most that a figure can be; equal where it is known. Both as shown, two decimals."""

    low: Fraction
    high: Fraction

    @property
    def known(self) -> bool:
        """Whether the figure itself is known."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class LevelDecision:
    """The level, or `None` with the levels still `possible` (best first); `why` says it in one sentence.

    `gates` are the bounds of each gate, by code.
    """

    level: Level | None
    possible: tuple[Level, ...]
    why: Text
    gates: Mapping[str, Bounds]


@dataclass(frozen=True, slots=True)
class Joint:
    """Unknown gates of one tool: `codes` can all reach `high` at once, not more; `figure` (the tool's) and `high` as shown.

    `most` is exact and may lie off the scale; it moves by 1/`share` of what the tool moves.
    """

    codes: tuple[str, ...]
    tool: str
    figure: Fraction
    high: Fraction
    most: Fraction
    share: Fraction


def decide(framework: Framework, rounding: Rounding, values: Mapping[str, Fraction]) -> LevelDecision:
    """Return the level of the known values; thresholds are applied to figures as shown."""
    gates = {gate: gate_bounds(framework, rounding, values, gate) for gate in framework.gates}
    total = values.get(TOTAL)
    if total is None:
        why = Text("คำนวณคะแนนรวมไม่ได้ จึงบอกระดับไม่ได้", "the total is unknown, so the level is too")
        return LevelDecision(None, framework.levels, why, gates)
    shown = rounding.shown(total)
    joint = [each for tool in framework.tools if (each := joint_high(framework, rounding, values, tool.code))]
    worst = level_of(framework, shown, [bounds.low for bounds in gates.values()])
    highest = [*(bounds.high for bounds in gates.values()), *(each.high for each in joint)]
    best = level_of(framework, shown, highest)
    possible = framework.levels[framework.levels.index(best) : framework.levels.index(worst) + 1]
    level = best if best == worst else None
    return LevelDecision(level, possible, _why(framework, shown, gates, joint, possible), gates)


def joint_high(
    framework: Framework, rounding: Rounding, values: Mapping[str, Fraction], tool: str
) -> Joint | None:
    """Return what the unknown parts of a tool can all reach at once: what one has above it another lacks.

    `None` unless the tool is known and at least two of its gates are not.
    """
    parts = framework.parts_of(tool)
    unknown = [part for part in parts if part.code in framework.gates and part.code not in values]
    if tool not in values or len(unknown) < 2:
        return None
    whole = sum(part.weight for part in parts)
    known = sum((part.weight * values.get(part.code, LOWEST) for part in parts), LOWEST) / whole
    share = sum((part.weight for part in unknown), LOWEST) / whole
    most = (values[tool] + HALF_HUNDREDTH - known) / share
    codes, figure = tuple(part.code for part in unknown), rounding.shown(values[tool])
    return Joint(codes, tool, figure, _shown(rounding, most), most, share)


def level_of(framework: Framework, total: Fraction, gates: list[Fraction]) -> Level:
    """Return the best level whose minimum and gate hold; `total` and `gates` as shown."""
    for level in framework.levels:
        if total >= level.minimum and (level.gate is None or all(gate >= level.gate for gate in gates)):
            return level
    return framework.levels[-1]


def gate_bounds(
    framework: Framework, rounding: Rounding, values: Mapping[str, Fraction], gate: str
) -> Bounds:
    """Return what is known of a gate: its figure, or what its tool leaves open for one part of it."""
    if gate in values:
        shown = rounding.shown(values[gate])
        return Bounds(shown, shown)
    part = next((part for part in framework.parts if part.code == gate), None)
    if part is None or part.tool not in values:
        return Bounds(LOWEST, HIGHEST)
    return _part_bounds(framework, rounding, values, part)


def _part_bounds(
    framework: Framework, rounding: Rounding, values: Mapping[str, Fraction], part: Part
) -> Bounds:
    others = [other for other in framework.parts if other.tool == part.tool and other.code != part.code]
    weight = part.weight / (part.weight + sum(other.weight for other in others))
    rest_high = rest_low = Fraction(0)
    for other in others:
        share = other.weight / part.weight * weight
        known = values.get(other.code)
        rest_high += share * (HIGHEST if known is None else known)
        rest_low += share * (LOWEST if known is None else known)
    # A tool's figure may have been rounded before it was handed in, so it is only known to half a hundredth.
    low = (values[part.tool] - HALF_HUNDREDTH - rest_high) / weight
    high = (values[part.tool] + HALF_HUNDREDTH - rest_low) / weight
    if low > HIGHEST or high < LOWEST:
        # The figures contradict each other, so nothing follows from them.
        return Bounds(LOWEST, HIGHEST)
    return Bounds(_shown(rounding, low), _shown(rounding, high))


def _shown(rounding: Rounding, value: Fraction) -> Fraction:
    return _on_scale(rounding.shown(value))


def _on_scale(value: Fraction) -> Fraction:
    return min(max(value, LOWEST), HIGHEST)


def two_decimals(value: Fraction) -> str:
    """Write a figure that has at most two decimals with exactly two."""
    hundredths = int(value * 100)
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def _why(
    framework: Framework,
    total: Fraction,
    gates: Mapping[str, Bounds],
    joint: Sequence[Joint],
    possible: tuple[Level, ...],
) -> Text:
    if len(possible) > 1:
        return _why_open(gates, possible)
    level = possible[0]
    place = framework.levels.index(level)
    better = framework.levels[place - 1] if place else None
    if better is not None and total >= better.minimum and better.gate is not None:
        low = [*_below(better.gate, gates), *_not_together(better.gate, joint)]
        reached = _at_least(total, better.minimum)
        return Text(
            f"คะแนนรวม {reached.th} แต่ " + " และ ".join(each.th for each in low),
            f"total {reached.en}, but " + " and ".join(each.say("en") for each in low),
        )
    reason = _reached(level, total, gates)
    if better is None:
        return reason
    at = two_decimals(better.minimum)
    return Text(f"{reason.th} แต่ยังต่ำกว่า {at}", f"{reason.en}, but below {at}")


def _below(gate: Fraction, gates: Mapping[str, Bounds]) -> Iterator[Text]:
    need = two_decimals(gate)
    for code, bounds in gates.items():
        if bounds.high < gate:
            score = two_decimals(bounds.high)
            yield Text(f"{code} {score} ต่ำกว่า {need}", f"{code} {score} < {need}")


def _not_together(gate: Fraction, joint: Sequence[Joint]) -> Iterator[Text]:
    """Name the parts of which each could reach the gate, but not all of them."""
    need = two_decimals(gate)
    for each in joint:
        if each.high < gate:
            codes, tool = ", ".join(each.codes), f"{each.tool} {two_decimals(each.figure)}"
            yield Text(f"{codes} ถึง {need} พร้อมกันไม่ได้ ({tool})", f"{codes} cannot all reach {need} ({tool})")


def _at_least(value: Fraction, limit: Fraction) -> Text:
    shown, least = two_decimals(value), two_decimals(limit)
    return Text(f"{shown} ไม่ต่ำกว่า {least}", f"{shown} ≥ {least}")


def _reached(level: Level, total: Fraction, gates: Mapping[str, Bounds]) -> Text:
    shown = two_decimals(total)
    figure = _at_least(total, level.minimum) if level.minimum > LOWEST else Text(shown)
    if level.gate is None:
        return Text(f"คะแนนรวม {figure.th}", f"total {figure.say('en')}")
    at = two_decimals(level.gate)
    note = _bounded(gates)
    return Text(
        f"คะแนนรวม {figure.th} และทุกเครื่องมือไม่ต่ำกว่า {at}{note.th}",
        f"total {figure.say('en')} and every tool ≥ {at}{note.en}",
    )


def _bounded(gates: Mapping[str, Bounds]) -> Text:
    """Name the gates that are not given but cannot be lower than what their tool leaves open."""
    open_gates = [(code, bounds) for code, bounds in gates.items() if not bounds.known]
    if not open_gates:
        return Text("", "")
    least = [(code, two_decimals(bounds.low)) for code, bounds in open_gates]
    thai = ", ".join(f"{code} ไม่ต่ำกว่า {low}" for code, low in least)
    english = ", ".join(f"{code} ≥ {low}" for code, low in least)
    return Text(f" (ไม่มีคะแนนรายส่วน แต่คำนวณได้ว่า {thai})", f" (parts not given, but {english} follows)")


def _why_open(gates: Mapping[str, Bounds], possible: tuple[Level, ...]) -> Text:
    unknown = [gate for gate, bounds in gates.items() if not bounds.known]
    thai = " หรือ ".join(level.word.th for level in possible)
    english = " or ".join(level.word.say("en") for level in possible)
    names, verb = ", ".join(unknown), "is" if len(unknown) == 1 else "are"
    return Text(
        f"บอกระดับแน่นอนไม่ได้ ({thai}) เพราะยังไม่ทราบคะแนน {names}",
        f"the level is open ({english}) because {names} {verb} not known",
    )
