"""Rules of the class rule on what figures can be: comparisons across a changed question, levels that items need."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from prongsai.core.framework import Framework
from prongsai.core.level import two_decimals
from prongsai.core.proofread import Chain, Check, Remark
from prongsai.core.proofread.passages import any_of, plain, remark_at
from prongsai.core.proofread.told import YearTold, quoted, years_told
from prongsai.core.rules import half_up
from prongsai.core.scoring import Recipe, prepare
from prongsai.core.text import Text

# What one item is usually given; others are met, but rarely.
USUAL = (0, 50, 100)
# Means of means of so many values would fill the memory; no framework has as many.
MOST_VALUES = 200_000
# The same few frameworks come with every paper.
_REACHED: dict[tuple[str, str], tuple[tuple[int, tuple[int, ...]], ...]] = {}


def changed_questions(chain: Chain) -> Iterator[Remark]:
    """Yield the large differences to the year before at codes whose question is no longer the same."""
    rule = chain.rules["rule.changed_question"]
    warned = any_of(rule.words["warned"])
    for told in years_told(chain):
        newer, older = told.framework, chain.frameworks.get(told.year - 1)
        for each in told.changes if newer is not None and older is not None else ():
            figure = each.figure
            if newer is None or older is None or newer.kind_of(figure.code) is None:
                continue
            if abs(figure.value) < rule.limits["least"] or re.search(warned, plain(figure.sentence)):
                continue
            from prongsai.core.change.caveats import caveats

            # A code of the newer year that the mapping does not know was not asked before.
            found = [one for one in caveats(newer, older, figure.code) if one.reason == "changed"]
            if found:
                yield remark_at(
                    rule,
                    f"{told.year}:{figure.code}",
                    (figure.where,),
                    quoted(figure),
                    label=newer.label(figure.code),
                    last_year=told.year - 1,
                    change=figure.value,
                    explanation=Text(
                        "; ".join(one.words.th for one in found), "; ".join(one.words.en for one in found)
                    ),
                    codes=(figure.code, *(one.code for one in found)),
                )


def item_levels(chain: Chain) -> Iterator[Remark]:
    """Yield the indicators whose score no items of the usual levels can give, where the items are not told."""
    for told in years_told(chain):
        framework = told.framework
        for code, value in told.of_kind("indicator").items():
            items = _items(framework, code) if framework is not None else ()
            if framework is None or not items or any(item in told.scores for item in items):
                continue
            if not USUAL[0] <= value <= USUAL[-1]:
                # What sum.bounds tells needs no second word.
                continue
            near = _nearest(framework, code, value)
            if near is not None and _shown(near) != two_decimals(Fraction(value)):
                yield _graded(chain, told, code, (value, near, len(items)))


def _graded(chain: Chain, told: YearTold, code: str, found: tuple[Decimal, Fraction, int]) -> Remark:
    value, near, items = found
    framework = told.framework
    return remark_at(
        chain.rules["rule.item_level"],
        f"{told.year}:{code}",
        told.place(code),
        f"{code} = {value}",
        label=framework.label(code) if framework else Text(code, code),
        year=told.year,
        value=value,
        items=items,
        near=_shown(near),
        codes=(code,),
    )


def _items(framework: Framework, code: str) -> tuple[str, ...]:
    return tuple(leaf for leaf in framework.leaves(code) if framework.kind_of(leaf) == "item")


def _shown(value: Fraction) -> str:
    return two_decimals(half_up(value))


def _nearest(framework: Framework, code: str, value: Decimal) -> Fraction | None:
    """Return the value nearest to a printed one that usual item levels give; `None` where it cannot be worked out."""
    key = (framework.hash, code)
    if key not in _REACHED:
        _REACHED[key] = tuple(_reachable(framework, code))
    wanted = Fraction(value)
    beside = [each for common, whole in _REACHED[key] for each in _beside(wanted, common, whole)]
    return min(beside, key=lambda each: (abs(each - wanted), each)) if beside else None


def _beside(wanted: Fraction, common: int, whole: Sequence[int]) -> list[Fraction]:
    """Return the last value below and the first one from `wanted` on, of whole numbers over a common part."""
    place = bisect_left(whole, wanted * common)
    return [Fraction(each, common) for each in whole[max(0, place - 1) : place + 1]]


def _reachable(framework: Framework, code: str) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield what usual levels give by the rule of the year and by its alternatives: which it is, is not always sure.

    Each are whole numbers in their order, over the common part before them.
    """
    from prongsai.core.reconcile.explain import rules_for

    recipes = [prepare(framework)]
    recipes += [
        prepare(framework, instead=(replace(each, node=code),)) for each in rules_for(framework, code)
    ]
    for recipe in recipes:
        common, whole = _made_by(recipe, code)
        yield common, tuple(sorted(whole))


def _made_by(recipe: Recipe, code: str) -> tuple[int, set[int]]:
    """Return every value that usual levels of the items below can make of a node, as `_reachable` does."""
    if recipe.framework.kind_of(code) == "item":
        return 1, set(USUAL)
    step = recipe.by_code.get(code)
    if step is None or not step.derivations:
        return 1, set()
    way = step.derivations[0]
    total = sum(way.weights, Fraction(0))
    parts = [
        (weight / total / common, whole)
        for below, weight in zip(way.inputs, way.weights, strict=True)
        for common, whole in (_made_by(recipe, below),)
    ]
    # Whole numbers of one common part are added much faster than fractions.
    common = math.lcm(*(share.denominator for share, _ in parts))
    sums = {0}
    for share, whole in parts:
        times = int(share * common)
        own = [each * times for each in whole]
        sums = {one + other for one in sums for other in own}
        if not sums or len(sums) > MOST_VALUES:
            return 1, set()
    return common, sums


CHECKS: Mapping[str, Check] = {
    "rule.changed_question": changed_questions,
    "rule.item_level": item_levels,
}
