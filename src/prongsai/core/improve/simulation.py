"""What the total and the level become when chosen items and questions are raised, and what is still missing then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from prongsai.core.errors import InputError, Problem
from prongsai.core.fault import Fault
from prongsai.core.framework import TOTAL, Level
from prongsai.core.improve import with_values
from prongsai.core.improve.levers import Lever, levers, short, unfold
from prongsai.core.level import Bounds, LevelDecision, two_decimals
from prongsai.core.rules import HUNDREDTH
from prongsai.core.scoring import Score
from prongsai.core.text import Text

NOT_RAISABLE = Fault(
    "simulation.not_raisable",
    Text("ข้อนี้ยกคะแนนไม่ได้ หรือได้เต็มแล้ว", "this cannot be raised, or is at its best already"),
    Text("เลือกจากรายการที่ยกคะแนนได้", "choose from what can be raised"),
)
BELOW_NOW = Fault(
    "simulation.below_now",
    Text("ต่ำกว่าคะแนนปัจจุบัน {now}", "this is below the present score, {now}"),
    Text("ใส่คะแนนตั้งแต่ {now} ถึง {best}", "write a score from {now} to {best}"),
)
ABOVE_BEST = Fault(
    "simulation.above_best",
    Text("สูงกว่าคะแนนสูงสุดของข้อนี้", "this is more than it can have"),
    Text("ใส่คะแนนไม่เกิน {best}", "write at most {best}"),
)
NO_SUCH_SCORE = Fault(
    "simulation.no_such_score",
    Text("ข้อนี้มีคะแนนเท่านี้ไม่ได้", "this item cannot have such a score"),
    Text("เลือกจาก {choices}", "choose from {choices}"),
)
TOTAL_SHORT = Text(
    "คะแนนรวมขาดอีก {missing} (ต้องได้ {needed})", "the total lacks {missing} (it must be {needed})"
)
GATE_SHORT = Text("{gate} ขาดอีก {missing} (ต้องได้ {needed})", "{gate} lacks {missing} (it must be {needed})")
GATE_OPEN = Text(
    "{gate} ยังไม่ทราบแน่ อยู่ระหว่าง {low} ถึง {high} (ต้องได้ {needed})",
    "{gate} is not known for sure: between {low} and {high} (it must be {needed})",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulation:
    """The score as it would be: `raised` holds the new score of each chosen code, `values` every exact value.

    `next_level` is the one above the (worst possible) level then, `None` at the top or without a total; `lacking`
    says what it would still need. `total` is as shown.
    """

    raised: Mapping[str, Fraction]
    values: Mapping[str, Fraction]
    decision: LevelDecision
    total: Fraction | None
    next_level: Level | None
    lacking: tuple[Text, ...]


def raisable(scored: Score) -> dict[str, Lever]:
    """Return everything that can be raised, by code, in framework order."""
    return {lever.code: lever for lever in levers(unfold(scored))}


def simulate(scored: Score, wanted: Mapping[str, Fraction | None]) -> Simulation:
    """Return what becomes of a score when the codes of `wanted` have these scores, `None` being their best.

    Raises `InputError` naming every code that cannot be raised and every score that cannot be.
    """
    known = raisable(scored)
    problems = [problem for code, to in wanted.items() for problem in _problems(code, to, known.get(code))]
    if problems:
        raise InputError(problems)
    raised = {code: known[code].best if to is None else to for code, to in wanted.items()}
    values, decision = with_values(scored, raised)
    total = scored.recipe.rounding.shown(values[TOTAL]) if TOTAL in values else None
    target = _next_level(scored, decision) if total is not None else None
    return Simulation(
        raised=raised,
        values=values,
        decision=decision,
        total=total,
        next_level=target,
        lacking=() if total is None or target is None else tuple(_lacking(target, total, decision.gates)),
    )


def _next_level(scored: Score, decision: LevelDecision) -> Level | None:
    levels = scored.recipe.framework.levels
    place = levels.index(decision.possible[-1])
    return levels[place - 1] if place else None


def _lacking(target: Level, total: Fraction, gates: Mapping[str, Bounds]) -> Iterator[Text]:
    if total < target.minimum:
        yield TOTAL_SHORT.format(
            missing=two_decimals(target.minimum - total), needed=two_decimals(target.minimum)
        )
    for gate, bounds in gates.items():
        if target.gate is None or bounds.low >= target.gate:
            continue
        needed = two_decimals(target.gate)
        if bounds.high < target.gate:
            yield GATE_SHORT.format(gate=gate, missing=two_decimals(target.gate - bounds.high), needed=needed)
        else:
            low, high = two_decimals(bounds.low), two_decimals(bounds.high)
            yield GATE_OPEN.format(gate=gate, low=low, high=high, needed=needed)


def _problems(code: str, to: Fraction | None, lever: Lever | None) -> Iterator[Problem]:
    if lever is None:
        yield NOT_RAISABLE.at(code)
    elif to is not None:
        # What was worked out backwards lies between two hundredths; its shown score is not below it.
        if to < lever.value - HUNDREDTH:
            yield BELOW_NOW.at(
                code, short(to), now=short(max(lever.value, Fraction(0))), best=short(lever.best)
            )
        elif to > lever.best:
            yield ABOVE_BEST.at(code, short(to), best=short(lever.best))
        elif lever.choices is not None and to not in lever.choices:
            yield NO_SUCH_SCORE.at(code, short(to), choices=", ".join(map(short, lever.choices)))
