"""Which step of a measure was which before, so that two states of it can be set beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from prongsai.core.thai import tidy

# What a step may say of itself: the number that it had, `None` for a new one.
WAS = "was"
# From how alike their words must be, of 1, two steps are taken for one that was reworded.
ALIKE = 0.6  # not a score: a likeness of words
# Two steps that begin so long alike are alike; comparing takes time with the square of it.
COMPARED = 200


def origins(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> list[int | None]:
    """Return for each step of `after` which number, from 1, it had in `before`; `None` for a new one.

    What a step says itself (`was`) is believed, if it can be; else it is found by its words. No number stands twice.
    """
    found: dict[int, int] = {}
    for place, step in enumerate(after):
        number = step.get(WAS)
        if isinstance(number, int) and 1 <= number <= len(before) and number not in found.values():
            found[place] = number
    silent = [place for place, step in enumerate(after) if WAS not in step]
    for place, number in _alike(before, after, silent):
        if place not in found and number not in found.values():
            found[place] = number
    return [found.get(place) for place in range(len(after))]


def _alike(
    before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]], silent: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Give pairs of a place in `after` and a number in `before`, the surest first."""
    old = {number: _words(step) for number, step in enumerate(before, 1)}
    new = {place: _words(after[place]) for place in silent}
    same = [(place, number) for place, words in new.items() for number, was in old.items() if words == was]
    yield from same
    left = set(new) - {place for place, _ in same}
    pairs = ((_likeness(old[number], new[place]), -number, place) for place in left for number in old)
    for likeness, number, place in sorted(pairs, reverse=True):
        if likeness >= ALIKE:
            yield place, -number


def _words(step: Mapping[str, Any]) -> str:
    return tidy(str(step["text"])).casefold()


def _likeness(one: str, other: str) -> float:  # not a score: a likeness of words
    matcher = SequenceMatcher(None, one[:COMPARED], other[:COMPARED], autojunk=False)
    # The quick answer is never too low.
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0  # not a score: a likeness of words
