"""The exact split of a change: indicators first, then what is below each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from prongsai.core.change.caveats import Caveat, caveats
from prongsai.core.change.matters import (
    Figure,
    Matching,
    Matter,
    figures_below,
    mean_of,
    share_of,
    worth_of,
)
from prongsai.core.framework import TOTAL, split_code
from prongsai.core.framework.compare import map_codes
from prongsai.core.scoring import Score, derivation_shares, proof
from prongsai.core.text import Text

How = Literal[
    "same", "merged", "part", "new", "dropped", "moved_in", "moved_out", "list_and_rule", "weight", "rounding"
]
Figures = tuple[Figure, ...]

_NONE = Fraction(0)
_WORDS: dict[How, Text] = {
    "list_and_rule": Text("ผลจากรายการและวิธีคำนวณที่เปลี่ยน", "effect of the changed list and rule"),
    "weight": Text("ผลจากน้ำหนักที่เปลี่ยน", "effect of changed weights"),
    "rounding": Text("ผลจากการปัดเศษระหว่างคำนวณ", "effect of rounding on the way"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What one matter moved: `effect` in points of the total, exact.

    `codes` in the newer year, `previous` in the older one; empty where the year does not have it. `before` and
    `after` are 0–100, the mean where several codes make one matter. If there is anything in `below`, its effects
    add up to `effect`.
    """

    how: How
    codes: tuple[str, ...]
    previous: tuple[str, ...]
    title: Text
    before: Fraction | None
    after: Fraction | None
    effect: Fraction
    caveats: tuple[Caveat, ...] = ()
    below: tuple[Contribution, ...] = ()


def split(newer: Score, older: Score) -> tuple[tuple[Contribution, ...], tuple[str, ...]]:
    """Return the contributions, and the codes of what only one year knows where a total is unknown.

    With both totals known the effects add up to their difference, and nothing is left unknown.
    """
    return _Split(newer, older).run()


class _Split:
    """The work of one comparison."""

    def __init__(self, newer: Score, older: Score) -> None:
        self.newer, self.older = newer, older
        self.frameworks = newer.recipe.framework, older.recipe.framework
        self.matching = Matching(*self.frameworks, map_codes(*self.frameworks))

    def run(self) -> tuple[tuple[Contribution, ...], tuple[str, ...]]:
        newer, older = self.units()
        matters = self.matching.join(newer, older, deep=False)
        if self.newer.total is None or self.older.total is None:
            alone = [
                figure.code for each in matters if not each.matched for figure in each.newer + each.older
            ]
            return tuple(self.unit(each) for each in matters if each.matched), tuple(alone)
        left = (self.newer.total - worth_of(newer)) - (self.older.total - worth_of(older))
        return (*(self.unit(each) for each in matters), *_remainder("rounding", left)), ()

    def units(self) -> tuple[Figures, Figures]:
        """Return the indicators of both years; of a tool that one year knows only as a whole, the tool."""
        scores = self.newer, self.older
        newer, older = map(_tool_shares, scores)
        found: tuple[list[Figure], list[Figure]] = ([], [])
        for tool in newer | older:
            known = [
                _indicators(score, tool, shares[tool]) if tool in shares else None
                for score, shares in zip(scores, (newer, older), strict=True)
            ]
            if any(
                figures == () and tool in score.values for score, figures in zip(scores, known, strict=True)
            ):
                known = [_whole(self.newer, tool, newer), _whole(self.older, tool, older)]
            for side, figures in zip(found, known, strict=True):
                side.extend(figures or ())
        return tuple(found[0]), tuple(found[1])

    def unit(self, matter: Matter) -> Contribution:
        """Return what an indicator moved: its own change at the mean weight, then what a change of weight does."""
        effect = worth_of(matter.newer) - worth_of(matter.older)
        if not matter.matched:
            return self.contribution(matter, effect)
        scale = (share_of(matter.newer) + share_of(matter.older)) / 2
        moved = scale * (mean_of(matter.newer) - mean_of(matter.older))
        inside = tuple(self.inside(matter, scale))
        weight = tuple(_remainder("weight", effect - moved))
        below = (*(inside or [self.contribution(matter, moved)]), *weight) if inside or weight else ()
        return self.contribution(matter, effect, below)

    def inside(self, matter: Matter, scale: Fraction) -> Iterator[Contribution]:
        """Split the change of one indicator as far as both years know what is below it."""
        if len(matter.newer) != 1 or len(matter.older) != 1:
            return
        new, old = matter.newer[0], matter.older[0]
        newer = figures_below(proof(self.newer, new.code))
        older = figures_below(proof(self.older, old.code))
        matters = self.matching.join(newer, older, deep=True)
        lasting = _Lasting.of(each for each in matters if each.matched)
        if len(matters) < 2 or lasting is None:
            return
        for each in matters:
            yield self.contribution(each, scale * lasting.moved_by(each))
        left = (new.value - worth_of(newer)) - (old.value - worth_of(older))
        yield from _remainder("list_and_rule", scale * sum(map(lasting.reweighed, matters), _NONE))
        yield from _remainder("rounding", scale * left)

    def contribution(
        self, matter: Matter, effect: Fraction, below: tuple[Contribution, ...] = ()
    ) -> Contribution:
        codes = tuple(figure.code for figure in matter.newer)
        previous = tuple(figure.code for figure in matter.older)
        how = self.how(matter)
        # What moved has its counterpart under another indicator; the reader wants to find it there.
        if how == "moved_in":
            previous = tuple(each for code in codes for each in self.matching.previous_of(code))
        if how == "moved_out":
            codes = tuple(each for code in previous for each in self.matching.later_of(code))
        year, code = (self.frameworks[0], codes[0]) if codes else (self.frameworks[1], previous[0])
        return Contribution(
            how=how,
            codes=codes,
            previous=previous,
            title=year.label(code),
            before=mean_of(matter.older) if matter.older else None,
            after=mean_of(matter.newer) if matter.newer else None,
            effect=effect,
            caveats=self.caveats(codes) if previous else (),
            below=below,
        )

    def caveats(self, codes: tuple[str, ...]) -> tuple[Caveat, ...]:
        """Return each caveat once, though a question stands in every part of its tool."""
        found = (caveats(*self.frameworks, code, self.matching.mapping) for code in codes)
        return tuple(dict.fromkeys(caveat for each in found for caveat in each))

    def how(self, matter: Matter) -> How:
        newer = {split_code(figure.code)[0] for figure in matter.newer}
        older = {split_code(figure.code)[0] for figure in matter.older}
        if not older:
            return "moved_in" if any(map(self.matching.previous_of, newer)) else "new"
        if not newer:
            return "moved_out" if any(map(self.matching.later_of, older)) else "dropped"
        if len(newer) > 1:
            return "part"
        return "merged" if len(older) > 1 else "same"


@dataclass(frozen=True, slots=True)
class _Lasting:
    """What both years have under one indicator: its share and its mean score in each."""

    new_share: Fraction
    new_mean: Fraction
    old_share: Fraction
    old_mean: Fraction

    @classmethod
    def of(cls, matters: Iterable[Matter]) -> _Lasting | None:
        """Return `None` where the years have nothing in common that has any weight."""
        pairs = list(matters)
        newer = tuple(figure for each in pairs for figure in each.newer)
        older = tuple(figure for each in pairs for figure in each.older)
        if not share_of(newer) or not share_of(older):
            return None
        return cls(share_of(newer), mean_of(newer), share_of(older), mean_of(older))

    def moved_by(self, matter: Matter) -> Fraction:
        """Return what one matter moved its indicator by.

        What both years have counts with the mean of its two weights among the lasting. What came or went counts
        by how far it stands off the mean of the lasting, for that is what its coming or going does to the mean.
        """
        if not matter.older:
            return share_of(matter.newer) * (mean_of(matter.newer) - self.new_mean)
        if not matter.newer:
            return -share_of(matter.older) * (mean_of(matter.older) - self.old_mean)
        weight = (share_of(matter.newer) / self.new_share + share_of(matter.older) / self.old_share) / 2
        return weight * (mean_of(matter.newer) - mean_of(matter.older))

    def reweighed(self, matter: Matter) -> Fraction:
        """Return what the indicator moved because a matter weighs more or less among the lasting than before."""
        if not matter.matched:
            return _NONE
        gained = share_of(matter.newer) / self.new_share - share_of(matter.older) / self.old_share
        return gained * (mean_of(matter.newer) + mean_of(matter.older)) / 2


def _tool_shares(score: Score) -> dict[str, Fraction]:
    derivation = score.recipe.by_code[TOTAL].derivations[0]
    return dict(zip(derivation.inputs, derivation_shares(derivation), strict=True))


def _indicators(score: Score, tool: str, share: Fraction) -> Figures:
    """Return the known indicators that make a tool; none where it was given or made otherwise."""
    if tool in score.values:
        made = [child for child in proof(score, tool).children if child.kind != "part"]
        return tuple(
            Figure(child.code, share * child.weight, child.value) for child in made if child.value is not None
        )
    derivation = score.recipe.by_code[tool].derivations[0]
    pairs = zip(derivation.inputs, derivation_shares(derivation), strict=True)
    return tuple(
        Figure(code, share * part, score.values[code]) for code, part in pairs if code in score.values
    )


def _whole(score: Score, tool: str, shares: dict[str, Fraction]) -> Figures:
    value = score.values.get(tool)
    return () if value is None or tool not in shares else (Figure(tool, shares[tool], value),)


def _remainder(how: How, effect: Fraction) -> Iterator[Contribution]:
    """Yield what belongs to no single matter, if it is anything at all."""
    if effect:
        yield Contribution(
            how=how, codes=(), previous=(), title=_WORDS[how], before=None, after=None, effect=effect
        )
