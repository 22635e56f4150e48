"""Changes that a paper only tells, without a result to recompute them: what can be said of them all the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from prongsai.core.change import require_order
from prongsai.core.change.caveats import Caveat, caveats, summary
from prongsai.core.errors import InputError, Problem
from prongsai.core.figure import points, shown_change, signed
from prongsai.core.framework import IN_PART, TOTAL, Framework, split_code
from prongsai.core.framework.compare import map_codes
from prongsai.core.rules import HUNDREDTH
from prongsai.core.scoring import Recipe, prepare, shares_below
from prongsai.core.text import Text
from prongsai.core.uncertainty.sample_size import sample_of
from prongsai.core.uncertainty.significance import (
    Asked,
    Significance,
    any_plausible,
    nobody_sampled,
)
from prongsai.core.uncertainty.spread import person_step

WHERE = "figures"


@dataclass(frozen=True, slots=True)
class Told:
    """What a paper tells of one figure, each 0–100 (the change −100 to 100), `None` where it does not."""

    before: Fraction | None = None
    after: Fraction | None = None
    change: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """One told figure made complete as far as it can be.

    `before_between` are the least and the most that the older figure can have been. `effect` is in points of the
    total, `None` where the change is unknown or the weight is not the same in both years. `significance` is
    `None` where there is no change to judge.
    """

    code: str
    title: Text
    before: Fraction | None
    after: Fraction | None
    change: Fraction | None
    before_between: tuple[Fraction, Fraction]
    effect: Fraction | None
    caveats: tuple[Caveat, ...]
    significance: Significance | None
    words: tuple[Text, ...]


def compare_figures(
    newer: Framework, older: Framework, figures: Mapping[str, Told]
) -> tuple[FigureChange, ...]:
    """Return what told figures by code of the newer year mean; raises `InputError` for what cannot be."""
    require_order(newer, older)
    mapping = map_codes(newer, older)
    problems = [problem for code, told in figures.items() for problem in _problems(newer, code, told)]
    if problems:
        raise InputError(problems)
    recipes = prepare(newer), prepare(older)
    return tuple(_figure(recipes, mapping, code, _complete(told)) for code, told in figures.items())


def _complete(told: Told) -> Told:
    before, after, change = told.before, told.after, told.change
    if change is None and before is not None and after is not None:
        change = after - before
    if after is None and before is not None and change is not None:
        after = before + change
    if before is None and after is not None and change is not None:
        before = after - change
    return Told(before, after, change)


def _figure(
    recipes: tuple[Recipe, Recipe], mapping: Mapping[str, tuple[str, ...]], code: str, told: Told
) -> FigureChange:
    newer, older = (recipe.framework for recipe in recipes)
    previous = _previous(mapping, older, code)
    found = caveats(newer, older, code, mapping) if previous else ()
    significance = _significance(recipes, previous, code, told)
    return FigureChange(
        code=code,
        title=newer.label(code),
        before=told.before,
        after=told.after,
        change=told.change,
        before_between=_before_between(told),
        effect=_effect(recipes, previous, code, told),
        caveats=found,
        significance=significance,
        words=tuple(_words(newer, older, told, found, significance)),
    )


def _previous(mapping: Mapping[str, tuple[str, ...]], older: Framework, code: str) -> tuple[str, ...]:
    """Return the older codes of the same matter; tools and parts keep theirs."""
    base, part = split_code(code)
    suffix = f"{IN_PART}{part}" if part else ""
    found = (f"{each}{suffix}" for each in mapping.get(base, (base,)))
    return tuple(each for each in found if older.kind_of(each) is not None)


def _before_between(told: Told) -> tuple[Fraction, Fraction]:
    if told.before is not None:
        return told.before, told.before
    if told.change is None:
        return Fraction(0), Fraction(100)
    return max(Fraction(0), -told.change), min(Fraction(100), 100 - told.change)


def _effect(
    recipes: tuple[Recipe, Recipe], previous: tuple[str, ...], code: str, told: Told
) -> Fraction | None:
    if told.change is None or len(previous) != 1:
        return None
    shares = shares_below(recipes[0], TOTAL).get(code), shares_below(recipes[1], TOTAL).get(previous[0])
    return told.change * shares[0] if shares[0] is not None and shares[0] == shares[1] else None


def _significance(
    recipes: tuple[Recipe, Recipe], previous: tuple[str, ...], code: str, told: Told
) -> Significance | None:
    if told.change is None or len(previous) != 1 or code == TOTAL:
        return None
    if sample_of(recipes[0].framework, code) is None:
        shown = shown_change(told.before, told.after, told.change)
        return nobody_sampled(told.change if shown is None else shown)
    steps = person_step(recipes[0], code), person_step(recipes[1], previous[0])
    shares = _sample_shares(recipes[0].framework, code), _sample_shares(recipes[1].framework, previous[0])
    # Asked in different ways in the two years, next to nothing can be said of the least spread.
    alike = steps[0] == steps[1] and shares[0] == shares[1]
    return any_plausible(
        told.change,
        Asked(
            step=steps[0] if alike else None,
            shares=shares[0] if alike else (Fraction(1),),
            before=told.before,
            after=told.after,
        ),
    )


def _sample_shares(framework: Framework, code: str) -> tuple[Fraction, ...]:
    parts = framework.parts_of(sample_of(framework, code) or "")
    whole = sum(part.weight for part in parts)
    return tuple(part.weight / whole for part in parts) or (Fraction(1),)


def _words(
    newer: Framework, older: Framework, told: Told, found: tuple[Caveat, ...], judged: Significance | None
) -> Iterator[Text]:
    if told.change is None:
        year = older.fiscal_year if told.before is None else newer.fiscal_year
        yield Text(
            f"ไม่ทราบคะแนนปี {year} จึงบอกไม่ได้ว่าเปลี่ยนเท่าใด",
            f"the figure of {year} is not told, so no change can be",
        )
    elif told.before is None:
        low, high = map(points, _before_between(told))
        yield Text(
            f"ไม่ได้บอกคะแนน บอกเฉพาะผลต่าง คะแนนปี {older.fiscal_year} อยู่ระหว่าง {low} ถึง {high}",
            f"only the change is told; the figure of {older.fiscal_year} lies between {low} and {high}",
        )
    if judged is not None:
        yield judged.words
    if found:
        yield summary(found)


def _problems(newer: Framework, code: str, told: Told) -> Iterator[Problem]:
    if newer.kind_of(code) is None:
        yield _problem("unknown_code", code, code, newer.fiscal_year)
    given = {"before": told.before, "after": told.after, "change": told.change}
    if all(value is None for value in given.values()):
        yield _problem("nothing_told", code, "", newer.fiscal_year)
    complete = _complete(told)
    for name, value in (("before", complete.before), ("after", complete.after)):
        if value is not None and not 0 <= value <= 100:
            yield _problem("out_of_scale", f"{code}.{name}", signed(value), newer.fiscal_year)
    if told.change is not None and abs(told.change) > 100:
        yield _problem("out_of_scale", f"{code}.change", signed(told.change), newer.fiscal_year)
    if None not in given.values() and abs(_gap(told)) > HUNDREDTH:
        yield _problem("does_not_add_up", code, signed(told.change or Fraction(0)), newer.fiscal_year)


def _gap(told: Told) -> Fraction:
    """Return by how much a change that was told differs from its two figures, each rounded when it was printed."""
    return (told.after or Fraction(0)) - (told.before or Fraction(0)) - (told.change or Fraction(0))


_PROBLEMS = {
    "unknown_code": (
        Text("ปี {year} ไม่มีรหัสนี้", "{year} has no such code"),
        Text("ใช้รหัสของปี {year} เช่น 1–10", "use a code of {year}, such as 1–10"),
    ),
    "nothing_told": (
        Text("ไม่มีทั้งคะแนนและผลต่าง", "neither a figure nor a change is given"),
        Text("ใส่คะแนนก่อน คะแนนหลัง หรือผลต่าง", "give the figure before, the figure after or the change"),
    ),
    "out_of_scale": (
        Text("คะแนนต้องอยู่ระหว่าง 0 ถึง 100", "a score lies between 0 and 100"),
        Text("ตรวจคะแนนและผลต่าง", "check the figure and the change"),
    ),
    "does_not_add_up": (
        Text("ผลต่างไม่ตรงกับคะแนนก่อนและหลัง", "the change does not fit the figures before and after"),
        Text("ตรวจตัวเลขทั้งสาม", "check the three numbers"),
    ),
}


def _problem(kind: str, where: str, found: str, year: int) -> Problem:
    why, remedy = _PROBLEMS[kind]
    return Problem(
        id=f"change.{kind}",
        where=f"{WHERE} {where}",
        found=found,
        why=why.format(year=year),
        remedy=remedy.format(year=year),
    )
