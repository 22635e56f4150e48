"""How alike two pieces of Thai text are: pairs of letters, because Thai writes no spaces between words."""

from __future__ import annotations

import difflib
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from functools import lru_cache

from prongsai.core.thai import arabic_digits, tidy

NONE = Fraction(0)
_SIGNS = re.compile(r"[^0-9a-z\u0e01-\u0e45\u0e47-\u0e4e]+")
_AROUND = 6
# Pairs are one fewer than letters.
MARGIN = 2
KEPT = 4096
# Comparing letter by letter costs the square of the length; no action or step is longer.
LONGEST = 2000


@lru_cache(maxsize=KEPT)
def letters(text: str) -> str:
    """Return letters and digits alone, digits Arabic, small letters: line ends and spaces of a scan fall away."""
    return _SIGNS.sub("", arabic_digits(tidy(text)).casefold())


def without(text: str, fillers: Iterable[str]) -> str:
    """Return the plain letters with a space for every filler: words that stand in any sentence make none alike."""
    bare = letters(text)
    for filler in sorted(map(letters, fillers), key=len, reverse=True):
        bare = bare.replace(filler, " ")
    return bare


def alike(one: str, other: str, fillers: Iterable[str] = ()) -> Fraction:
    """Return from 0 to 1 how much two texts share, both ways (Dice over pairs of letters)."""
    words = tuple(fillers)
    return _shared(without(one, words), without(other, words))


def _shared(one: str, other: str) -> Fraction:
    first, second = _pairs(one), _pairs(other)
    total = len(first) + len(second)
    return Fraction(2 * len(first & second), total) if total else NONE


def near(one: str, other: str, least: Fraction) -> bool:
    """Whether two texts are at least so much alike; lengths too far apart are told without comparing them."""
    first, second = letters(one), letters(other)
    shorter, longer = sorted((len(first), len(second)))
    # Of shares 2·s / (s + l) at most: the shorter text can be in the longer one no more than once. In whole numbers,
    # because every text of a paper is held against every other.
    most = (2 * shorter + MARGIN) * least.denominator
    return most >= least.numerator * (shorter + longer) and _shared(first, second) >= least


def held(part: str, whole: str, fillers: Iterable[str] = ()) -> Fraction:
    """Return from 0 to 1 how much of `part` stands in `whole` (three letters at a time, so that order counts)."""
    words = tuple(fillers)
    wanted = _runs(without(part, words))
    return Fraction(len(wanted & _runs(without(whole, words))), len(wanted)) if wanted else NONE


def answers(one: str, other: str, fillers: Iterable[str] = ()) -> Fraction:
    """Return how likely two texts speak of one matter, although one of them may say much more."""
    words = tuple(fillers)
    return max(alike(one, other, words), held(one, other, words), held(other, one, words))


def assign(
    ones: Sequence[str],
    others: Sequence[str],
    least: Fraction,
    likeness: Callable[[int, int], Fraction] | None = None,
) -> dict[int, int]:
    """Return which of `ones` is which of `others`, the likest first, each at most once and at least `least` alike.

    `likeness` of two by their places; without it, that of their letters.
    """
    if likeness is None:

        def likeness(a: int, b: int) -> Fraction:
            return alike(ones[a], others[b])

    ranked = sorted(
        ((likeness(a, b), -a, -b) for a in range(len(ones)) for b in range(len(others))), reverse=True
    )
    found: dict[int, int] = {}
    for value, a, b in ranked:
        if value >= least and -a not in found and -b not in found.values():
            found[-a] = -b
    return found


@lru_cache(maxsize=KEPT // 4)
def apart(one: str, other: str) -> tuple[tuple[str, str], ...]:
    """Return where two nearly equal texts differ, each as the two pieces with a few letters around them."""
    first, second = letters(one)[:LONGEST], letters(other)[:LONGEST]
    matcher = difflib.SequenceMatcher(None, first, second, autojunk=False)
    return tuple(
        (_around(first, a, b), _around(second, c, d))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    )


def _around(text: str, begin: int, end: int) -> str:
    return text[max(0, begin - _AROUND) : end + _AROUND]


@lru_cache(maxsize=KEPT)
def _pairs(bare: str) -> frozenset[str]:
    """Return the pairs of letters, each with how often it was met before: sets compare faster than counts do."""
    met = Counter[str]()
    found: list[str] = []
    for word in bare.split():
        for at in range(len(word) - 1):
            pair = word[at : at + 2]
            # One and the same text for a pair wherever it is met: thousands of sets are kept, and Thai has few pairs.
            found.append(sys.intern(f"{pair}{met[pair]}" if met[pair] else pair))
            met[pair] += 1
    return frozenset(found)


def _runs(bare: str) -> set[str]:
    return {word[at : at + 3] for word in bare.split() for at in range(len(word) - 2)}
