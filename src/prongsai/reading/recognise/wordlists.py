"""The words by which papers are recognised, from their data, and how words are compared that a scan has damaged."""

from __future__ import annotations

import csv
import functools
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from prongsai.core.thai import arabic_digits, tidy

FOLDER = Path(__file__).parents[2] / "catalogue" / "reading"
# Scanning doubles marks that stand above or below a letter: none of them ever stands twice.
_DOUBLED = re.compile("([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])\\1+")


@functools.cache
def words_of(name: str) -> Mapping[str, Any]:
    """Return the word list `name` of the catalogue."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


@functools.cache
def provinces() -> tuple[str, ...]:
    """Return the names of the provinces of Thailand, Bangkok among them."""
    with (FOLDER / "provinces.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(row["province"] for row in csv.DictReader(stream))


# Every reader of a paper asks for the same lines again.
@functools.lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return `text` with Arabic digits, folded blanks and no mark twice."""
    return _DOUBLED.sub(r"\1", arabic_digits(tidy(text)))


@functools.lru_cache(maxsize=16384)
def squeezed(text: str) -> str:
    """Return `text` without blanks: line ends and broken words put them anywhere."""
    return "".join(plain(text).casefold().split())


def likeness(one: str, other: str) -> int:
    """Return how like two words are, in points of 100."""
    return round(fuzz.ratio(one, other))


def nearest(word: str, among: Iterable[str]) -> tuple[str, int, int]:
    """Return the one of `among` that is most like `word`, its points, and those of the next one."""
    ranked = process.extract(word, list(among), scorer=fuzz.ratio, limit=None)
    if not ranked:
        return "", 0, 0
    points = [round(each[1]) for each in ranked[:2]]
    # Of several alike by the same points always the same one.
    best = max(each for each, ratio, _ in ranked if round(ratio) == points[0])
    return best, points[0], points[1] if len(points) > 1 else 0


def holds(text: str, words: Iterable[str]) -> bool:
    """Tell whether `text`, squeezed, holds one of the words."""
    within = squeezed(text)
    return any(squeezed(word) in within for word in words)


def last_of(text: str, words: Iterable[str]) -> int:
    """Return where the last of `words` ends in the squeezed `text`, -1 where none stands in it."""
    return max((text.rfind(word) + len(word) for word in map(squeezed, words) if word in text), default=-1)
