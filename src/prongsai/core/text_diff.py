"""What changed from one version of a paper to the next: line by line, and within a line word by word."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "added", "removed", "changed", "left_out"]
# Lines that stay the same are shown this far around a change, so that one sees where it is.
AROUND = 1
# Below this share of equal words two lines are two, not one that was changed.
ALIKE = 0.4  # not a score: a share of words
Words = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a changed line: as it was (`same`), put in (`added`) or taken out (`removed`)."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the comparison; `left_out` stands for `count` lines that are the same."""

    kind: Kind
    pieces: tuple[Piece, ...] = ()
    count: int = 1


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions side by side; `changes` holds what differs with a little of what is around it."""

    changes: tuple[Change, ...]

    @property
    def differing(self) -> int:
        """How many lines differ."""
        return sum(each.kind in ("added", "removed", "changed") for each in self.changes)


def compare(before: Sequence[str], after: Sequence[str], words: Words) -> Comparison:
    """Compare two versions; `words` cuts a line into the words that are compared."""
    return Comparison(tuple(_shortened(tuple(_changes(before, after, words)))))


def _changes(before: Sequence[str], after: Sequence[str], words: Words) -> Iterator[Change]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            yield from (_whole("same", line) for line in after[start:end])
        else:
            yield from _replaced(before[first:last], after[start:end], words)


def _replaced(old: Sequence[str], new: Sequence[str], words: Words) -> Iterator[Change]:
    """Pair lines in their order as long as they are alike; the rest was taken out or put in."""
    left = list(old)
    for line in new:
        place = next((at for at, each in enumerate(left) if _alike(words(each), words(line))), None)
        if place is None:
            yield _whole("added", line)
            continue
        yield from (_whole("removed", each) for each in left[:place])
        yield Change("changed", tuple(_pieces(words(left[place]), words(line))))
        left = left[place + 1 :]
    yield from (_whole("removed", each) for each in left)


def _alike(old: Sequence[str], new: Sequence[str]) -> bool:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for tag, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(new[start:end]))
            continue
        if first < last:
            yield Piece("removed", "".join(old[first:last]))
        if start < end:
            yield Piece("added", "".join(new[start:end]))


def _whole(kind: Kind, line: str) -> Change:
    return Change(kind, (Piece(kind, line),))


def _shortened(changes: Sequence[Change]) -> Iterator[Change]:
    """Leave out what is the same and not next to a change."""
    kept = {
        near
        for place, each in enumerate(changes)
        if each.kind != "same"
        for near in range(place - AROUND, place + AROUND + 1)
    }
    hidden = 0
    for place, each in enumerate(changes):
        if place not in kept:
            hidden += 1
            continue
        if hidden:
            yield Change("left_out", count=hidden)
            hidden = 0
        yield each
    if hidden:
        yield Change("left_out", count=hidden)
