"""Two people have changed the same measure: what each did since both began, and one proposal that keeps all of it.

A measure is given as plain values, field by field: words, lists, and `steps`, each a mapping of `STEP_FIELDS`. What
one side alone changed is in the proposal; where both changed the same thing differently, a part is `asked` and
somebody must choose. Lists are merged element by element, steps step by step. docs/method/merge.md has the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any, Literal

from prongsai.core.plan.align import WAS, origins
from prongsai.core.plan.order import join
from prongsai.core.plan.round import MONITORING_ROUNDS
from prongsai.core.summary import Plain

Side = Literal["mine", "theirs"]
By = Literal["mine", "theirs", "both"]
Values = Mapping[str, Plain]
StepValues = Mapping[str, Any]

STEPS = "steps"
STEP_FIELDS = ("text", "begins", "ends", "units", "other_owners")
EMPTY_STEP: StepValues = {"text": "", "begins": "", "ends": "", "units": [], "other_owners": []}
# How the entries of a list stand: these by a rule, those of all other lists as people put them.
_SORTED: Mapping[str, Callable[[Any], Any]] = {
    "units": int,
    "people": int,
    "rounds": MONITORING_ROUNDS.index,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One thing that is not as it was: a field of the measure or of a step, a step itself, or the order of steps.

    `step` names the step: its number before (`2`), or who added it and where (`mine.3`); empty for the measure.
    `field` is empty where it is about the whole step, and `steps` without a `step` for their order, told as names of
    steps. `by` says who changed it. `asked`: both did, differently; `result` then is what stands until one chooses:
    mine, and of a step that one took out and the other changed, the changed one. `None` is a step that is not there.
    """

    field: str
    step: str = ""
    by: By
    base: Any
    theirs: Any
    mine: Any
    result: Any
    asked: bool = False

    @property
    def key(self) -> str:
        """A name for the part that no other part of the merge has."""
        return ".".join(filter(None, (STEPS if self.step else "", self.step, self.field)))

    def taken(self, choices: Mapping[str, Side]) -> Any:
        """Return what stands after `choices`, by key."""
        side = choices.get(self.key) if self.asked else None
        return self.result if side is None else self.mine if side == "mine" else self.theirs


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedStep:
    """A step of the proposal; `was` is its number on their side, `None` for one that is not there."""

    name: str
    was: int | None
    values: StepValues


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Everything that changed, in the order of the fields, and the proposal that follows from it."""

    parts: tuple[Part, ...]
    kept: Values
    known: tuple[MergedStep, ...] = ()
    order: tuple[str, ...] | None = None

    def undecided(self, choices: Mapping[str, Side]) -> tuple[Part, ...]:
        """Return the parts that ask and have no choice yet; none where the proposal can stand."""
        return tuple(part for part in self.parts if part.asked and part.key not in choices)

    def values(self, choices: Mapping[str, Side] | None = None) -> dict[str, Plain]:
        """Return the whole measure after `choices`; its steps also say which number they have on their side."""
        chosen = choices or {}
        found = dict(self.kept)
        found |= {part.field: part.taken(chosen) for part in self.parts if not part.step}
        if self.order is not None:
            found[STEPS] = [{**step.values, WAS: step.was} for step in self.steps(chosen)]
        return found

    def steps(self, choices: Mapping[str, Side]) -> list[MergedStep]:
        """Return the steps after `choices`, in their order."""
        by_name = {step.name: step for step in self.known}
        order = next((part.taken(choices) for part in self.parts if part.key == STEPS), self.order or ())
        found = (self._step(by_name[name], choices) for name in order)
        return [step for step in found if step is not None]

    def _step(self, step: MergedStep, choices: Mapping[str, Side]) -> MergedStep | None:
        values = dict(step.values)
        for part in (part for part in self.parts if part.step == step.name):
            taken = part.taken(choices)
            if not part.field and taken is None:
                return None
            values |= {part.field: taken} if part.field else taken
        return MergedStep(name=step.name, was=step.was, values=values)


def merge(base: Values, theirs: Values, mine: Values) -> Merge:
    """Merge two measures that both came from `base`; fields that `mine` does not have stay as `theirs`.

    A step may say which number it had in `base` (`was`, `None` for a new one); else it is found by its words.
    """
    parts: list[Part] = []
    names = [name for name in mine if name != STEPS]
    parts += _fields(base, theirs, mine, names)
    if STEPS not in mine:
        return Merge(parts=tuple(parts), kept={**theirs})
    trios = _trios(_steps(base), _steps(theirs), _steps(mine))
    about = [part for trio in trios for part in trio.parts()]
    order, moved = _order(trios, about)
    parts += [*about, *([moved] if moved else [])]
    return Merge(
        parts=tuple(parts),
        kept={**theirs},
        known=tuple(trio.known() for trio in trios),
        order=order,
    )


# Fields


def _fields(base: StepValues, theirs: StepValues, mine: StepValues, names: Sequence[str]) -> list[Part]:
    found = {}
    for name in names:
        part = _field(name, base[name], theirs[name], mine[name])
        if part is not None:
            found[name] = part
    return list(_in_time(found).values())


def _field(name: str, base: Any, theirs: Any, mine: Any) -> Part | None:
    """Return what happened to a field, `None` where nothing did."""
    if mine == base and theirs == base:
        return None
    by: By = "theirs" if mine == base else "mine" if theirs == base else "both"
    if by != "both" or mine == theirs:
        result = theirs if by == "theirs" else mine
        return Part(field=name, by=by, base=base, theirs=theirs, mine=mine, result=result)
    if isinstance(mine, list):
        return _list(name, base, theirs, mine)
    return Part(field=name, by=by, base=base, theirs=theirs, mine=mine, result=mine, asked=True)


def _list(name: str, base: Sequence[Any], theirs: Sequence[Any], mine: Sequence[Any]) -> Part:
    """Merge a list that both changed: what one took out is out, what one added is in."""
    kept = {each for each in theirs if each in mine or each not in base}
    kept |= {each for each in mine if each not in base}
    joined = join(base, theirs, mine, kept)
    if name in _SORTED:
        result = sorted(kept, key=_SORTED[name])
        return Part(field=name, by="both", base=base, theirs=theirs, mine=mine, result=result)
    if joined.mine == joined.theirs:
        return Part(field=name, by="both", base=base, theirs=theirs, mine=mine, result=joined.theirs)
    # Only the order is in question: either way every entry stays.
    return Part(
        field=name,
        by="both",
        base=base,
        theirs=joined.theirs,
        mine=joined.mine,
        result=joined.mine,
        asked=True,
    )


def _in_time(parts: dict[str, Part]) -> dict[str, Part]:
    """Ask about both days where one changed the first and the other the last, and they may be in no order any more."""
    days = [parts[name] for name in ("begins", "ends") if name in parts]
    if len({part.by for part in days}) < 2:
        return parts
    begins, ends = ([part.mine, part.theirs] if part.asked else [part.result] for part in days)
    # ISO days of one calendar: as texts they stand in the order of time.
    if not any(end and begin > end for begin in begins for end in ends):
        return parts
    asking = [replace(part, asked=True, result=part.mine) for part in days if part.mine != part.theirs]
    return parts | {part.field: part for part in asking}


# Steps


@dataclass(frozen=True, slots=True)
class _Trio:
    """One step before, on their side and on mine; `None` where it is not there.

    `was` is its number on their side, `is_now` on mine.
    """

    name: str
    base: StepValues | None
    theirs: StepValues | None
    mine: StepValues | None
    was: int | None
    is_now: int | None

    def known(self) -> MergedStep:
        """Return the step as far as nobody disagrees about it."""
        values = self.theirs or self.mine or self.base or EMPTY_STEP
        return MergedStep(name=self.name, was=self.was, values=values)

    def parts(self) -> Iterator[Part]:
        """Say what happened to the step as a whole, or to its fields where both have it."""
        if self.theirs is not None and self.mine is not None:
            # A step that both added, in the same words, had nothing before.
            found = _fields(self.base or EMPTY_STEP, self.theirs, self.mine, STEP_FIELDS)
            yield from (replace(part, step=self.name) for part in found)
        else:
            yield self._whole()

    def _whole(self) -> Part:
        there = self.mine if self.theirs is None else self.theirs
        by: By = "theirs" if self.mine is None else "mine"
        asked = False
        if self.base is not None:
            # Of two sides one lacks it: that one took it out, unless neither has it.
            asked = there is not None and there != self.base
            by = "both" if asked or there is None else "theirs" if self.theirs is None else "mine"
            there = there if asked else None
        return Part(
            field="",
            step=self.name,
            by=by,
            base=self.base,
            theirs=self.theirs,
            mine=self.mine,
            result=there,
            asked=asked,
        )


def _trios(
    base: Sequence[StepValues], theirs: Sequence[StepValues], mine: Sequence[StepValues]
) -> list[_Trio]:
    """Put the steps of both sides to those before; new ones with the same words on both sides are one."""
    their_of, my_of = origins(base, theirs), origins(base, mine)
    their_at, my_at = _places(their_of), _places(my_of)
    found = [
        _Trio(
            name=str(number),
            base=_bare(step),
            theirs=_at(theirs, their_at.get(number)),
            mine=_at(mine, my_at.get(number)),
            was=their_at.get(number),
            is_now=my_at.get(number),
        )
        for number, step in enumerate(base, 1)
    ]
    new = [number for number, was in enumerate(my_of, 1) if was is None]
    for number in (number for number, was in enumerate(their_of, 1) if was is None):
        words = theirs[number - 1]["text"]
        twin = next((each for each in new if mine[each - 1]["text"] == words), None)
        if twin is not None:
            new.remove(twin)
        found.append(_Trio(f"theirs.{number}", None, _at(theirs, number), _at(mine, twin), number, twin))
    return found + [_Trio(f"mine.{number}", None, None, _at(mine, number), None, number) for number in new]


def _order(trios: Sequence[_Trio], parts: Sequence[Part]) -> tuple[tuple[str, ...], Part | None]:
    """Return the names of the steps in their order, and whether somebody moved any."""
    gone = {part.step for part in parts if not part.field and part.result is None}
    base = [trio.name for trio in trios if trio.base is not None]
    theirs, mine = (_named(trios, place) for place in (attrgetter("was"), attrgetter("is_now")))
    joined = join(base, theirs, mine, {trio.name for trio in trios} - gone)
    if joined.by is None:
        return tuple(joined.theirs), None
    moved = Part(
        field=STEPS,
        by=joined.by,
        base=base,
        theirs=joined.theirs,
        mine=joined.mine,
        result=joined.mine,
        asked=joined.mine != joined.theirs,
    )
    return tuple(joined.mine), moved


def _named(trios: Sequence[_Trio], place: Callable[[_Trio], int | None]) -> list[str]:
    """Return the names of the steps of one side, in its order."""
    there = [(number, trio.name) for trio in trios if (number := place(trio)) is not None]
    return [name for _, name in sorted(there)]


def _places(origin: Sequence[int | None]) -> dict[int, int]:
    """Return which number a step has now by the one it had."""
    return {was: number for number, was in enumerate(origin, 1) if was is not None}


def _at(steps: Sequence[StepValues], number: int | None) -> StepValues | None:
    return None if number is None else _bare(steps[number - 1])


def _bare(step: StepValues) -> StepValues:
    return {name: step[name] for name in STEP_FIELDS}


def _steps(values: Values) -> list[StepValues]:
    steps = values.get(STEPS)
    return [step for step in steps if isinstance(step, dict)] if isinstance(steps, list) else []
