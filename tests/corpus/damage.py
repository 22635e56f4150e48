"""What scanning and typing do to a paper, at three levels; every figure that is changed is known afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from random import Random
from typing import Literal

from tests.corpus.sheets import Grid, Paper, Words, settle

from prongsai.core.thai import arabic_digits, thai_digits

Level = Literal["none", "light", "heavy"]

_LETTERS = {
    **dict(zip("ขชดตนมลบปผฝพฟภถคศ", "ชขตดมนนปบฝผฟพถภศค", strict=True)),
    **dict(zip("ิีึื", "ีิืึ", strict=True)),
}
_DIGITS = {
    **dict(zip("๐๑๒๓๔๕๖๗๘๙", "๑๐๖๗๕๔๒๓๙๘", strict=True)),
    **dict(zip("0123456789", "6738569135", strict=True)),
}
_DOUBLED = "่้็ิีุู์"
_THAI = re.compile("[ก-ฮ]")
_RUN = re.compile("[0-9๐-๙]+")
_QUESTION = re.compile("(?<![A-Za-z0-9.])i(?=[0-9๐-๙])")
_ITEM = re.compile("(?<![A-Za-z0-9.])O(?=[0-9๐-๙])")


@dataclass(frozen=True)
class Rates:
    """How often each kind of damage happens: to a figure, a code, a run of digits, a letter, a row or line."""

    digit: float = 0
    code: float = 0
    script: float = 0
    letter: float = 0
    blank: float = 0
    doubled: float = 0
    dropped: float = 0
    merged: float = 0


RATES: dict[Level, Rates] = {
    "none": Rates(),
    "light": Rates(digit=0.004, code=0.1, script=0.1, letter=0.0005, blank=0.002, doubled=0.0005),
    "heavy": Rates(
        digit=0.012,
        code=0.4,
        script=0.3,
        letter=0.002,
        blank=0.006,
        doubled=0.002,
        dropped=0.004,
        merged=0.02,
    ),
}


def damaged(paper: Paper, level: Level, random: Random) -> Paper:
    """Return a paper as it was scanned; its truth says what is printed now, and no longer what was lost."""
    rates, made = RATES[level], deepcopy(paper)
    printed: dict[str, set[str]] = {}
    for block in made.sheet:
        if isinstance(block, Grid):
            _drop(block, rates.dropped, random)

    def through(text: str) -> str:
        settled = settle(text, lambda value: _misread(value, rates.digit, random), printed)
        return _worn(settled, rates, random)

    for block in made.sheet:
        if isinstance(block, Words):
            block.text = through(block.text)
        else:
            block.rows = [[[through(text) for text in cell] for cell in row] for row in block.rows]
    made.sheet = _merged(made.sheet, rates.merged, random)
    made.truth.printed = printed
    made.truth.scores = {code: value for code, value in made.truth.scores.items() if code in printed}
    return made


def _misread(value: str, rate: float, random: Random) -> str:
    if random.random() >= rate:
        return value
    places = [place for place, sign in enumerate(value) if sign != "."]
    place = random.choice(places)
    return value[:place] + _DIGITS[value[place]] + value[place + 1 :]


def _worn(text: str, rates: Rates, random: Random) -> str:
    text = _often(_QUESTION, text, rates.code, random, lambda _: random.choice("1๑"))
    text = _often(_ITEM, text, rates.code, random, lambda _: random.choice("0๐"))
    text = _often(_RUN, text, rates.script, random, lambda run: _other_script(run, random))
    text = _often(_THAI, text, rates.letter, random, lambda sign: _LETTERS.get(sign, sign))
    text = _often(re.compile(f"[{_DOUBLED}]"), text, rates.doubled, random, lambda sign: sign * 2)
    return _often(re.compile("(?<=[ก-ฮ])(?=[ก-ฮเแโใไ][ก-ฮ])"), text, rates.blank, random, lambda _: " ")


def _often(
    pattern: re.Pattern[str], text: str, rate: float, random: Random, change: Callable[[str], str]
) -> str:
    if not rate:
        return text
    return pattern.sub(lambda match: change(match[0]) if random.random() < rate else match[0], text)


def _other_script(run: str, random: Random) -> str:
    """Return a run of digits in the other script, or only its first digit."""
    other = thai_digits(run) if run == arabic_digits(run) else arabic_digits(run)
    return other if random.random() < 0.5 else other[0] + run[1:]


def _drop(table: Grid, rate: float, random: Random) -> None:
    """Lose a cell of some rows: the others move to the left."""
    for row in table.rows[1:]:
        if random.random() < rate:
            row.pop(random.randrange(1, len(row)))
            row.append([])


def _merged(sheet: list[Words | Grid], rate: float, random: Random) -> list[Words | Grid]:
    """Put some lines behind the line above them."""
    made: list[Words | Grid] = []
    for block in sheet:
        above = made[-1] if made else None
        if isinstance(block, Words) and isinstance(above, Words) and random.random() < rate:
            above.text += " " + block.text
        else:
            made.append(block)
    return made
