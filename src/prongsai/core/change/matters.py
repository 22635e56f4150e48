"""Which scores of two years belong to the same matter, whatever their codes and however deep each year goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from prongsai.core.change.caveats import COMPARED_KINDS
from prongsai.core.framework import Framework, split_code
from prongsai.core.scoring import Proof


@dataclass(frozen=True, slots=True)
class Figure:
    """A score with its share in what it is a part of."""

    code: str
    share: Fraction
    value: Fraction


@dataclass(frozen=True, slots=True)
class Matter:
    """Figures of the two years that can only be compared together; one side is empty if the other has no match."""

    newer: tuple[Figure, ...]
    older: tuple[Figure, ...]

    @property
    def matched(self) -> bool:
        """Whether both years know it."""
        return bool(self.newer and self.older)


def share_of(figures: tuple[Figure, ...]) -> Fraction:
    """Return what the figures weigh together."""
    return sum((figure.share for figure in figures), Fraction(0))


def worth_of(figures: tuple[Figure, ...]) -> Fraction:
    """Return Σ share · value."""
    return sum((figure.share * figure.value for figure in figures), Fraction(0))


def mean_of(figures: tuple[Figure, ...]) -> Fraction:
    """Return the mean by share, of at least one figure; the plain mean where none has any weight."""
    share = share_of(figures)
    return (
        worth_of(figures) / share
        if share
        else sum(figure.value for figure in figures) / Fraction(len(figures))
    )


def figures_below(tree: Proof) -> tuple[Figure, ...]:
    """Return the questions and items that make a figure, or what is known instead; shares are those in the tree."""
    return tuple(_cut(tree))


def _cut(tree: Proof) -> Iterator[Figure]:
    if tree.kind in COMPARED_KINDS or not tree.children:
        if tree.value is not None:
            yield Figure(tree.code, tree.share, tree.value)
        return
    for child in tree.children:
        yield from _cut(child)


@dataclass(frozen=True, slots=True)
class Matching:
    """Joins figures of two years through the code mapping; never by equal codes."""

    newer: Framework
    older: Framework
    mapping: Mapping[str, tuple[str, ...]]

    def direct(self, new: Figure, old: Figure) -> bool:
        """Whether the older code is named as the same matter; what is no node (a tool) keeps its code."""
        if new.code not in self.mapping:
            return new.code == old.code
        return old.code in self.mapping[new.code]

    def below(self, new: Figure, old: Figure) -> bool:
        """Whether the two have a question or item in common, asked of the same part where both know the part."""
        if not self._same_part(new.code, old.code):
            return False
        covered = set(_covered(self.older, old.code))
        return any(covered & set(self.mapping.get(each, ())) for each in _covered(self.newer, new.code))

    def _same_part(self, new: str, old: str) -> bool:
        parts = split_code(new)[1], split_code(old)[1]
        shared = {part.code for part in self.newer.parts} & {part.code for part in self.older.parts}
        return parts[0] == parts[1] or not set(parts) <= shared

    def previous_of(self, code: str) -> tuple[str, ...]:
        """Return the older codes of all that a newer figure covers, wherever they stood."""
        found = (self.mapping.get(each, ()) for each in _covered(self.newer, code))
        return tuple(dict.fromkeys(each for codes in found for each in codes))

    def later_of(self, code: str) -> tuple[str, ...]:
        """Return the newer codes that took over something of an older figure."""
        covered = set(_covered(self.older, code))
        return tuple(
            later
            for later, codes in self.mapping.items()
            if covered & set(codes) and _covered(self.newer, later) == (later,)
        )

    def join(self, newer: tuple[Figure, ...], older: tuple[Figure, ...], *, deep: bool) -> tuple[Matter, ...]:
        """Sort figures into matters, in the order of the newer year, what only the older year knows last."""
        same = self.below if deep else self.direct
        matters: list[Matter] = []
        for new in newer:
            matched = tuple(old for old in older if same(new, old))
            touching = [each for each in matters if set(each.older) & set(matched)]
            joined = Matter(
                (*(one for each in touching for one in each.newer), new),
                tuple(old for old in older if old in matched or any(old in each.older for each in touching)),
            )
            matters = [each for each in matters if each not in touching] if touching else matters
            matters.append(joined)
        taken = {old for matter in matters for old in matter.older}
        return (*matters, *(Matter((), (old,)) for old in older if old not in taken))


def _covered(framework: Framework, code: str) -> tuple[str, ...]:
    """Return the questions and items that a figure speaks for, without part; itself where none are known."""
    base, _ = split_code(code)
    below = framework.children(base) if framework.kind_of(base) not in COMPARED_KINDS else ()
    return tuple(leaf for child in below for leaf in _covered(framework, child)) if below else (base,)
