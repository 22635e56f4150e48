"""Scores read from their picture: the Thai models of Tesseract take ๔, ๖, ๗, ๘ and ๙ for others, and 7 for 1.

A score has four to six signs, one of them a point before the last two. Each of the others is drawn small, and a net of
two layers says which digit it is. What it knows it was taught by `tools/teach_digits.py`, from fonts.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from operator import mul
from pathlib import Path

from PIL import Image

from prongsai.core.thai import THAI_DIGITS, arabic_digits

TAUGHT = Path(__file__).parents[3] / "catalogue" / "reading" / "digits.json"
# What the net may answer, in its order.
LABELS = f"{THAI_DIGITS}0123456789"
_SCRIPTS = ((LABELS[:10], slice(10)), (LABELS[10:], slice(10, 20)))
# A sign is drawn so small; its height beside the others and its proportion are told apart from it.
WIDE, HIGH = 12, 16
# Weights are kept as thousandths.
PARTS = 1000
# Letters are darker than this; where they touch, they do so by fainter dots.
_INKS = (140, 100)
_RUN = re.compile(rb"\xff+")
# Of the highest sign: what is smaller is dirt, what is smaller than a point can be is one.
_DIRT, _POINT = 0.1, 0.4
# The feet of a number are as level as this, of its height.
_LEVEL = 0.15
# What is so much wider than high are two that touch.
_TOUCHING = 1.5
# Signs above each other by so much of the narrower one are pieces of one.
_SAME = 0.6
# From 0 to 1: how sure each digit must be among those of its script, and all of them that they are of this script.
_SURE, _ANY = 0.8, 0.7
_SCORE = re.compile(r"[1-9]\d\.\d\d|100\.00|0\.00")
# Dark dots beside each other: their row, the first one, and the one behind the last.
Run = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Sign:
    """Ink that hangs together: its runs by row, and the box around them in dots."""

    runs: tuple[Run, ...]
    left: int
    top: int
    right: int
    low: int

    @classmethod
    def of(cls, runs: Sequence[Run]) -> Sign:
        rows, starts, ends = zip(*runs, strict=True)
        return cls(tuple(runs), min(starts), min(rows), max(ends), max(rows) + 1)

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.low - self.top


def score_in(picture: Image.Image) -> str:
    """Return the score that a grey picture shows and nothing else, in its own digits; “” for any other picture."""
    return next((score for ink in _INKS if (score := _read(signs_in(picture, ink)))), "")


def _read(signs: Sequence[Sign]) -> str:
    if not 4 <= len(signs) <= 6 or not _is_point(signs[-3], signs) or not _on_one_foot(signs):
        return ""
    digits = [sign for sign in signs if sign is not signs[-3]]
    tall = max(sign.height for sign in digits)
    likely = [_likelihoods(drawn(sign, tall)) for sign in digits]
    # A number is of one script: a ๑ that looks more like a 9 of another font is not one beside Thai digits.
    scripts = ((labels, [each[part] for each in likely]) for labels, part in _SCRIPTS)
    labels, own = max(scripts, key=lambda script: _together(script[1]))
    if _together(own) < _ANY or min(max(each) / sum(each) for each in own) < _SURE:
        return ""
    read = [labels[each.index(max(each))] for each in own]
    score = "".join((*read[:-2], ".", *read[-2:]))
    return score if _SCORE.fullmatch(arabic_digits(score)) else ""


def _together(likely: Sequence[Sequence[float]]) -> float:
    """Return how likely the likeliest digits are together, of a number of one digit."""
    return math.prod(max(each) for each in likely) ** (1 / len(likely))


def signs_in(picture: Image.Image, ink: int) -> list[Sign]:
    """Return the signs of a line from left to right, without dirt; dots darker than `ink` are its ink."""
    every = [Sign.of(runs) for runs in _hanging(picture.point(lambda value: 255 if value < ink else 0))]
    tall = max((sign.height for sign in every), default=0)
    clean = [sign for sign in every if max(sign.height, sign.width) >= _DIRT * tall]
    found: list[Sign] = []
    for sign in sorted(clean, key=lambda sign: sign.left):
        if found and _is_same(found[-1], sign):
            found[-1] = Sign.of((*found[-1].runs, *sign.runs))
        else:
            found.append(sign)
    return [part for sign in found for part in _parted(sign)]


def drawn(sign: Sign, tall: int) -> list[int]:
    """Return what the net looks at: the sign as small grey dots, its height beside `tall`, its proportion; 0 to 255."""
    data = bytearray(sign.width * sign.height)
    for row, start, end in sign.runs:
        place = (row - sign.top) * sign.width - sign.left
        data[place + start : place + end] = b"\xff" * (end - start)
    picture = Image.frombytes("L", (sign.width, sign.height), bytes(data))
    if sign.width < WIDE or sign.height < HIGH:
        picture = picture.resize((WIDE * 4, HIGH * 4), Image.Resampling.BILINEAR)
    small = picture.resize((WIDE, HIGH), Image.Resampling.BOX)
    beside, proportion = min(1.0, sign.height / tall), min(2.0, sign.width / sign.height)
    return [*small.tobytes(), round(255 * beside), round(127 * proportion)]


def _is_point(sign: Sign, among: Sequence[Sign]) -> bool:
    tall, foot = max(each.height for each in among), max(each.low for each in among)
    return max(sign.height, sign.width) < _POINT * tall and sign.top > foot - tall / 2


def _on_one_foot(signs: Sequence[Sign]) -> bool:
    feet = [sign.low for sign in signs]
    return max(feet) - min(feet) <= _LEVEL * max(sign.height for sign in signs)


def _parted(sign: Sign) -> list[Sign]:
    """Return two signs that touch each other, cut where between them is least ink."""
    if sign.width < _TOUCHING * sign.height:
        return [sign]
    middle = range(sign.left + round(0.35 * sign.width), sign.left + round(0.65 * sign.width) + 1)
    cut = min(middle, key=lambda column: sum(start <= column < end for _, start, end in sign.runs))
    left = [(row, start, min(end, cut)) for row, start, end in sign.runs if start < cut]
    right = [(row, max(start, cut), end) for row, start, end in sign.runs if end > cut]
    return [Sign.of(left), Sign.of(right)]


def _is_same(one: Sign, other: Sign) -> bool:
    return min(one.right, other.right) - other.left > _SAME * min(one.width, other.width)


def _hanging(ink: Image.Image) -> list[list[Run]]:
    """Return the runs of dark dots that hang together."""
    data, width = ink.tobytes(), ink.width
    runs: list[Run] = []
    # To which earlier run of its piece each belongs; the first one of a piece belongs to itself.
    joined: list[int] = []
    above = 0
    for row in range(ink.height):
        below = len(runs)
        for run in _RUN.finditer(data, row * width, (row + 1) * width):
            start, end = run.start() - row * width, run.end() - row * width
            joined.append(len(runs))
            for other in range(above, below):
                if runs[other][1] <= end and start <= runs[other][2]:
                    joined[_first(joined, other)] = _first(joined, len(runs))
            runs.append((row, start, end))
        above = below
    pieces: dict[int, list[Run]] = {}
    for place, each in enumerate(runs):
        pieces.setdefault(_first(joined, place), []).append(each)
    return list(pieces.values())


def _first(joined: list[int], place: int) -> int:
    while joined[place] != place:
        joined[place] = joined[joined[place]]
        place = joined[place]
    return place


@cache
def _net() -> tuple[list[list[int]], list[list[int]]]:
    """Return the weights of both layers, by what they lead to; the last one of each is added as it is."""
    taught = json.loads(TAUGHT.read_text("utf-8"))
    return taught["hidden"], taught["answers"]


def _likelihoods(sign: Sequence[int]) -> list[float]:
    """Return how likely each of `LABELS` is, from 0 to 1."""
    hidden, answers = _net()
    inner = [max(0.0, sum(map(mul, row, sign)) / 255 / PARTS + row[-1] / PARTS) for row in hidden]
    outer = [(sum(map(mul, row, inner)) + row[-1]) / PARTS for row in answers]
    powers = [math.exp(each - max(outer)) for each in outer]
    return [each / sum(powers) for each in powers]
