"""What each item and question brings, and the cheapest set of rises that reaches a level; docs/method/improve.md."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from prongsai.core.errors import InputError, Problem
from prongsai.core.framework import IN_PART, TOTAL, Framework, Level, split_code
from prongsai.core.improve import words as words
from prongsai.core.improve.cheapest import Choice, Need, Sum, cheapest
from prongsai.core.improve.levers import ENDS, NOTHING, Lever, Unfolded, has_total, levers, raised, unfold
from prongsai.core.level import LevelDecision, decide
from prongsai.core.rules import HALF_HUNDREDTH, HUNDREDTH, Rounding
from prongsai.core.scoring import Proof, Score, proof
from prongsai.core.text import Text
from prongsai.core.thai import tidy

Effort = Mapping[str, Fraction | None]
Status = Literal["reached", "planned", "open", "unreachable", "unknown"]

# Assumptions, not facts: an item counts once, whatever it gains; a question counts by ten points.
# What is raised as a whole counts as the items and questions below it; `unknown` is their number where that
# is not known. An agency that knows better hands in its own efforts.
DEFAULT_EFFORT: Mapping[str, Fraction] = {
    "item": Fraction(1),
    "question": Fraction(1),
    "unknown": Fraction(3),
}
POINTS_OF_EFFORT = Fraction(10)
FULL_RISE = Fraction(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """What raising one thing to its best brings: `gain` in points of the total, `gates` in points of each gate.

    `implied`: the present score was not given but follows from the figure above it.
    """

    code: str
    title: Text
    kind: str
    from_: Fraction
    to: Fraction
    gain: Fraction
    gates: Mapping[str, Fraction]
    note: Text
    implied: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStep:
    """One rise of the plan; `gain` is what it brings to the total by itself."""

    code: str
    title: Text
    kind: str
    from_: Fraction
    to: Fraction
    effort: Fraction
    gain: Fraction
    note: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Improvement:
    """The gains, and the cheapest plan to the target.

    `status`: `reached` (nothing to do), `planned` (the plan reaches the target), `open` (the plan does what can
    be planned, the rest hangs on gates that are not known), `unreachable` (not even with everything at its
    best; `reachable` is the best level then), `unknown` (no target, or no total).
    `total_after` and `after` speak of the score after the plan; `None` where there is none.
    """

    gains: tuple[Gain, ...]
    status: Status
    total: Fraction | None
    target: Level | None = None
    plan: tuple[PlanStep, ...] = ()
    total_after: Fraction | None = None
    after: LevelDecision | None = None
    reachable: Level | None = None
    unknown: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()

    @property
    def effort(self) -> Fraction:
        """The effort of the whole plan."""
        return sum((step.effort for step in self.plan), NOTHING)


def gains(scored: Score) -> tuple[Gain, ...]:
    """Return what everything below its best would bring, most first, then in framework order.

    Where the total is unknown, gains are counted through the tools and indicators that are known.
    """
    unfolded = unfold(scored)
    return _gains(unfolded, levers(unfolded))


def improve(scored: Score, *, target: str | None = None, effort: Effort | None = None) -> Improvement:
    """Return the gains and the cheapest plan to the level `target` (id or word; `None`: the next better one).

    `effort` by code: of an item as a whole, of anything else by ten points; `None` excludes it. The code of an
    indicator or tool stands for all below it. Raises `InputError` for an unknown level or code or an effort
    below 0.
    """
    own = effort or {}
    problems = [*_target_problems(scored, target), *_effort_problems(scored, own)]
    if problems:
        raise InputError(problems)
    return _Planning(scored, own).improvement(target)


def with_values(scored: Score, values: Mapping[str, Fraction]) -> tuple[dict[str, Fraction], LevelDecision]:
    """Return every value, and the level, when what can be raised has the given values instead of its own."""
    return _Planning(scored, {}).with_values(values)


class _Planning:
    """One search for a plan: the score as it can be raised, and the levers that may be used."""

    def __init__(self, scored: Score, effort: Effort) -> None:
        self.scored = scored
        self.framework = scored.recipe.framework
        self.rounding = scored.recipe.rounding
        self.unfolded = unfold(scored)
        self.all = levers(self.unfolded)
        efforts = {lever.code: effort_of(self.framework, lever, effort) for lever in self.all}
        self.efforts = {code: each for code, each in efforts.items() if each is not None}
        self.usable = {lever.code: lever for lever in self.all if lever.code in self.efforts}
        self.excluded = tuple(code for code, each in efforts.items() if each is None)

    def improvement(self, target: str | None) -> Improvement:
        possible = self.scored.decision.possible
        if not has_total(self.scored):
            return self.answer("unknown", notes=(words.NO_TOTAL,))
        if target is None and self.scored.decision.level is None:
            return self.answer("unknown", notes=(words.NAME_A_TARGET,))
        level = self.level(target)
        if self.place(possible[-1]) <= self.place(level):
            return self.answer("reached", target=level, notes=(words.reached(possible[-1]),))
        if not self.reaches(level):
            return self.unreachable(level)
        return self.planned(level)

    def answer(
        self,
        status: Status,
        *,
        target: Level | None = None,
        reachable: Level | None = None,
        notes: tuple[Text, ...] = (),
    ) -> Improvement:
        return Improvement(
            gains=_gains(self.unfolded, self.all),
            status=status,
            total=self.scored.total,
            target=target,
            reachable=reachable,
            unknown=tuple(self.unknown()),
            notes=notes,
        )

    def place(self, level: Level) -> int:
        return self.framework.levels.index(level)

    def level(self, target: str | None) -> Level:
        if target is not None:
            return named_level(self.framework, target) or self.framework.levels[0]
        return self.framework.levels[max(0, self.place(self.scored.decision.possible[-1]) - 1)]

    def unknown(self) -> Iterator[Text]:
        named = {"gate_unknown": words.gates_unknown, "part_unknown": words.parts_unknown}
        yield from self.unfolded.unknown
        for reason, say in named.items():
            yield from say(tuple(each.code for each in self.scored.unknown if each.reason == reason))

    def full_rises(self) -> dict[str, Fraction]:
        return {code: lever.best - lever.value for code, lever in self.usable.items()}

    def reaches(self, level: Level) -> bool:
        rises = self.full_rises()
        return all(need.met(rises) for need in self.needs(level))

    def unreachable(self, target: Level) -> Improvement:
        best = next(
            (level for level in self.framework.levels if self.reaches(level)), self.framework.levels[-1]
        )
        total = raised(self.unfolded, {code: lever.best for code, lever in self.usable.items()})[TOTAL]
        notes = (words.unreachable(target, best, self.rounding.shown(total)), *words.excluded(self.excluded))
        return self.answer("unreachable", target=target, reachable=best, notes=notes)

    def planned(self, target: Level) -> Improvement:
        needs = self.needs(target)
        found, proven = self.search(needs)
        steps = {code: self.reached_by(self.usable[code], rise) for code, rise in found.items()}
        values = raised(self.unfolded, steps)
        after = decide(self.framework, self.rounding, self.without_stale(values, target.gate or NOTHING))
        self.check(target, after, [need.met(found) for need in needs])
        basis = self.answer("planned", target=target)
        sure = self.place(after.possible[-1]) <= self.place(target)
        return Improvement(
            gains=basis.gains,
            status="planned" if sure else "open",
            total=basis.total,
            target=target,
            plan=tuple(self.step(self.usable[code], to) for code, to in self.in_order(steps)),
            total_after=values[TOTAL],
            after=after,
            unknown=basis.unknown,
            notes=(*(() if proven else (words.NOT_PROVEN,)), *self.notes(target, after, sure=sure)),
        )

    def in_order(self, steps: Mapping[str, Fraction]) -> list[tuple[str, Fraction]]:
        return [(code, steps[code]) for code in self.usable if code in steps]

    def notes(self, target: Level, after: LevelDecision, *, sure: bool) -> Iterator[Text]:
        if not sure and target.gate is not None:
            yield words.hangs_on_gates(target, after.gates)
        yield words.EFFORT_ASSUMED
        yield from words.excluded(self.excluded)

    def check(self, target: Level, after: LevelDecision, met: list[bool]) -> None:
        """Refuse a plan that the scoring rules do not confirm: it would be a fault of the search."""
        if not all(met) or self.place(after.possible[0]) > self.place(target):
            raise RuntimeError(f"the plan found does not reach {target.id}: {after.why.en}")

    def search(self, needs: list[Need]) -> tuple[dict[str, Fraction], bool]:
        """Return rises that meet the needs, and whether they are proven to be the cheapest."""
        full = self.full_rises()
        # With a score between two hundredths, less than one of them can be what is missing: so whole hundredths
        # within the room first, then up to its end.
        for whole in (math.floor, math.ceil):
            best = cheapest([*self.choices(whole)], needs)
            found = {code: min(rise, full[code]) for code, rise in best.rises.items()} if best else {}
            if best and all(need.met(found) for need in needs):
                return found, best.proven
        # With everything at its best the needs are known to be met.
        return full, False

    def choices(self, whole: Callable[[Fraction], int]) -> Iterator[Choice]:
        for code, lever in self.usable.items():
            effort = self.efforts[code]
            hundredths = whole((lever.best - lever.value) / HUNDREDTH)
            if lever.choices is not None:
                rises = tuple(choice - lever.value for choice in lever.choices)
                yield Choice(code=code, rises=rises, effort=effort)
            elif hundredths:
                yield Choice(code=code, hundredths=hundredths, effort=effort * HUNDREDTH / POINTS_OF_EFFORT)

    @staticmethod
    def reached_by(lever: Lever, rise: Fraction) -> Fraction:
        """Return the value after a rise; one between two hundredths goes up to the next, which people can aim at."""
        if lever.choices is not None:
            return lever.value + rise
        return min(lever.best, math.ceil((lever.value + rise) / HUNDREDTH) * HUNDREDTH)

    def step(self, lever: Lever, to: Fraction) -> PlanStep:
        rate = self.efforts[lever.code]
        effort = rate if lever.choices is not None else rate * (to - lever.value) / POINTS_OF_EFFORT
        gain = raised(self.unfolded, {lever.code: to})[TOTAL] - self.unfolded.score.values[TOTAL]
        return PlanStep(
            code=lever.code,
            title=self.framework.title_of(lever.code),
            kind=lever.kind,
            from_=_within(lever),
            to=to,
            effort=effort,
            gain=gain,
            note=lever.note,
        )

    def with_values(self, changes: Mapping[str, Fraction]) -> tuple[dict[str, Fraction], LevelDecision]:
        values = raised(self.unfolded, changes)
        # Whatever level it will be, no gate passes by a figure that is not known to have stayed.
        highest = max((level.gate for level in self.framework.levels if level.gate), default=NOTHING)
        kept = self.without_stale(values, highest) if TOTAL in values else values
        return values, decide(self.framework, self.rounding, kept)

    # What must hold

    def needs(self, level: Level) -> list[Need]:
        sums = _Sums(self.unfolded, frozenset(self.usable))
        needs = [_need([(Fraction(1), sums.of(TOTAL))], self.rounding, level.minimum)]
        if level.gate is None:
            return needs
        vague = [gate for gate in self.framework.gates if not self.followed(gate)]
        for gate in self.framework.gates:
            if gate not in vague:
                needs.append(_need([(Fraction(1), sums.of(gate))], self.rounding, level.gate))
        tools = dict.fromkeys(tool for gate in vague if (tool := self.framework.tool_of(gate)) is not None)
        for tool in tools:
            needs += [self.need_of_tool(sums, tool, level.gate), self.need_of_rise(sums, tool, level.gate)]
        return needs

    def followed(self, gate: str) -> bool:
        """Whether it is known how the gate moves: it is known, and so is the part that every rise falls in."""
        return gate in self.unfolded.score.values and not (self.is_part(gate) and self.untied(gate))

    def is_part(self, code: str) -> bool:
        return any(part.code == code for part in self.framework.parts)

    def untied(self, gate: str) -> list[str]:
        """Return the levers of the gate's tool of which it is not known in which part they would rise."""
        tool = self.framework.tool_of(gate)
        return [
            code
            for code in self.usable
            if self.framework.tool_of(code) == tool and split_code(code)[1] is None and not self.is_part(code)
        ]

    def need_of_tool(self, sums: _Sums, tool: str, gate: Fraction) -> Need:
        """Return what the tool must have if each of its parts is to pass: necessary, not sufficient.

        A part whose score is known counts with that score or the gate, whichever is more.
        """
        parts = self.framework.parts_of(tool)
        whole = sum(part.weight for part in parts)
        least, strict = least_shown_as(self.rounding, gate)
        terms, minimum = [(Fraction(1), sums.of(tool))], NOTHING
        for part in parts:
            share = part.weight / whole
            if part.code not in self.framework.gates or self.followed(part.code):
                terms.append((-share, sums.of(part.code)))
            else:
                minimum += share * max(least, self.unfolded.score.values.get(part.code, NOTHING))
        return Need(terms=tuple(terms), minimum=minimum, strict=strict)

    def need_of_rise(self, sums: _Sums, tool: str, gate: Fraction) -> Need:
        """Return the rise that the tool needs for its parts below the gate, even if its figures do not add up."""
        parts = self.framework.parts_of(tool)
        whole = sum(part.weight for part in parts)
        least, strict = least_shown_as(self.rounding, gate)
        now = self.unfolded.score.values
        minimum = now[tool]
        for part in parts:
            if part.code in self.framework.gates and part.code in now and not self.followed(part.code):
                minimum += max(NOTHING, least - now[part.code]) * part.weight / whole
        return Need(
            terms=((Fraction(1), sums.of(tool)),), minimum=minimum, strict=strict and minimum > now[tool]
        )

    def without_stale(self, values: dict[str, Fraction], gate: Fraction) -> dict[str, Fraction]:
        """Return the values without parts that rose by an unknown amount, unless they pass as they are."""
        stale: set[str] = set()
        for tool in {part.tool for part in self.framework.parts}:
            gates = [part.code for part in self.framework.parts_of(tool) if part.code in self.framework.gates]
            vague = [code for code in gates if not self.followed(code)]
            low = any(self.rounding.shown(values.get(code, NOTHING)) < gate for code in vague)
            if low and values[tool] > self.unfolded.score.values[tool]:
                stale.update(vague)
        return {code: value for code, value in values.items() if code not in stale}


class _Sums:
    """Nodes of the proof tree as sums over the rises of the levers."""

    def __init__(self, unfolded: Unfolded, usable: frozenset[str]) -> None:
        self.unfolded = unfolded
        self.usable = usable
        self.known: dict[str, Sum] = {}

    def of(self, code: str) -> Sum:
        return self.node(proof(self.unfolded.score, code))

    def node(self, node: Proof) -> Sum:
        if node.code not in self.known:
            self.known[node.code] = self.make(node)
        return self.known[node.code]

    def make(self, node: Proof) -> Sum:
        value = self.unfolded.score.values.get(node.code, NOTHING)
        if node.code in self.usable:
            return Sum(node.code, value, ((Fraction(1), node.code),))
        if node.kind in ENDS or not node.children:
            return Sum(node.code, value)
        terms = tuple((child.weight, self.node(child)) for child in node.children)
        return Sum(node.code, NOTHING, terms, node.kind in self.unfolded.score.recipe.rounding.carried)


def least_shown_as(rounding: Rounding, figure: Fraction) -> tuple[Fraction, bool]:
    """Return the least exact value that is shown as `figure` or more; `True` if it must be above that value."""
    half_below = figure - HALF_HUNDREDTH
    if rounding.shown(half_below) >= figure:
        return half_below, False
    just_above = half_below + HALF_HUNDREDTH * HUNDREDTH
    return (half_below, True) if rounding.shown(just_above) >= figure else (figure, False)


def _need(terms: list[tuple[Fraction, Sum]], rounding: Rounding, figure: Fraction) -> Need:
    minimum, strict = least_shown_as(rounding, figure)
    return Need(terms=tuple(terms), minimum=minimum, strict=strict)


def _gains(unfolded: Unfolded, found: tuple[Lever, ...]) -> tuple[Gain, ...]:
    # Sorting is stable, so equal gains stay in framework order.
    return tuple(sorted((_gain(unfolded, lever) for lever in found), key=lambda gain: -gain.gain))


def _gain(unfolded: Unfolded, lever: Lever) -> Gain:
    now, then = unfolded.score.values, raised(unfolded, {lever.code: lever.best})
    framework = unfolded.score.recipe.framework
    moved = {code: then[code] - now[code] for code in (*unfolded.roots, *framework.gates) if code in now}
    return Gain(
        code=lever.code,
        title=framework.title_of(lever.code),
        kind=lever.kind,
        from_=_within(lever),
        to=lever.best,
        gain=sum((share * moved[root] for root, share in unfolded.roots.items()), NOTHING),
        gates={gate: moved[gate] for gate in framework.gates if moved.get(gate)},
        note=lever.note,
        implied=lever.implied,
    )


def _within(lever: Lever) -> Fraction:
    # A score worked out backwards from a rounded one can lie a little below 0.
    return max(NOTHING, lever.value)


def effort_of(framework: Framework, lever: Lever, effort: Effort) -> Fraction | None:
    """Return the effort of an item as a whole or of ten points of anything else; `None` excludes it.

    The agency's own effort for the code counts, else that for the nearest code above it, else the default.
    """
    for code in _upwards(framework, lever.code):
        if code in effort:
            return effort[code]
    if lever.kind in ENDS:
        return DEFAULT_EFFORT.get(lever.kind, DEFAULT_EFFORT["question"])
    return sum((_of_ten_points(framework.kind_of(code)) for code in _ends(framework, lever.code)), NOTHING)


def _upwards(framework: Framework, code: str) -> Iterator[str]:
    base, part = split_code(code)
    while base in framework.nodes:
        if part:
            yield f"{base}{IN_PART}{part}"
        yield base
        base = framework.nodes[base].parent
    yield from (each for each in (part, base, framework.tool_of(base)) if each)


def _ends(framework: Framework, code: str) -> Iterator[str]:
    below = () if framework.kind_of(code) in ENDS else framework.children(code)
    if not below:
        yield code
    for child in below:
        yield from _ends(framework, child)


def _of_ten_points(kind: str | None) -> Fraction:
    if kind == "item":
        return DEFAULT_EFFORT["item"] * POINTS_OF_EFFORT / FULL_RISE
    return DEFAULT_EFFORT["question"] * (1 if kind in ENDS else DEFAULT_EFFORT["unknown"])


def named_level(framework: Framework, name: str) -> Level | None:
    """Return the level with this id or Thai or English word, or `None`."""
    wanted = tidy(name).casefold()
    for level in framework.levels:
        if wanted in {tidy(each).casefold() for each in (level.id, level.word.th, level.word.en) if each}:
            return level
    return None


def _target_problems(scored: Score, target: str | None) -> Iterator[Problem]:
    framework = scored.recipe.framework
    if target is not None and named_level(framework, target) is None:
        yield words.no_such_level(framework, target)


def _effort_problems(scored: Score, effort: Effort) -> Iterator[Problem]:
    for code, value in effort.items():
        if scored.recipe.framework.kind_of(code) in (None, "total", "statement"):
            yield words.no_such_code(code)
        elif value is not None and value < 0:
            yield words.effort_below_zero(code, value)
