"""Scores as they stand in cells: what is certain, what was mended, and what no score can be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from prongsai.core.recognised import Confidence
from prongsai.core.text import Text
from prongsai.core.thai import read_number
from prongsai.reading.recognise.wordlists import plain

HIGHEST = 100
LONGEST = 60
_NUMBER = r"\d{1,3}(?:\.\d{1,4})?"
# What may stand beside a score in its cell and says nothing against it: a level in brackets, a mark, “/100”.
_BESIDE = re.compile(
    rf"(?:คะแนน|ร้อยละ|score)?\s*[:=]?\s*({_NUMBER})\s*(?:คะแนน|%)?\s*(?:/\s*100|[*#]+|\([^\d()]*\))?\s*"
)
_COMMA = re.compile(r"(\d{1,3}),(\d{1,2})")
_POINTS = re.compile(r"(\d{1,3})\s*[.·]{1,3}\s*(\d{1,2})")
_LETTERS = str.maketrans({"o": "0", "O": "0", "l": "1", "|": "1", "I": "1"})
_WITH_LETTERS = re.compile(r"(?=.*\d)[\doOlI|]{1,3}\.[\doOlI|]{1,2}|1[oO0]{2}(?:\.[oO0]{1,2})?")
_LOST_POINT = re.compile(r"\d{4}")

COMMA = Text("พิมพ์จุลภาคแทนจุดทศนิยม", "printed with a comma for the decimal point")
POINT = Text("จุดทศนิยมพิมพ์เสีย", "the decimal point is damaged")
LETTER = Text("มีตัวอักษรแทนตัวเลข", "letters stand where digits should")
TOO_HIGH = Text("คะแนนเกิน 100 จึงเป็นไปไม่ได้", "above 100, which no score can be")


@dataclass(frozen=True, slots=True)
class Number:
    """A score as it was understood; `proposal` is set where the printed one cannot be."""

    value: Decimal
    confidence: Confidence = "sure"
    note: Text | None = None
    proposal: str = ""


def score_in(text: str, *, signed: bool = False) -> Number | None:
    """Return the score that is all of a cell's text, `None` where there is none; a change (`signed`) may be negative."""
    if len(text) > LONGEST:
        return None
    words = plain(text)
    value = read_number(words)
    if value is None:
        beside = _BESIDE.fullmatch(words)
        value = Decimal(beside[1]) if beside else None
    if value is None:
        return _mended(words)
    if value < 0:
        return Number(value) if signed else None
    return Number(value) if value <= HIGHEST else _too_high(words, value)


def _mended(words: str) -> Number | None:
    bare = words.removesuffix("คะแนน").removesuffix("%").strip()
    for pattern, note in ((_COMMA, COMMA), (_POINTS, POINT)):
        found = pattern.fullmatch(bare)
        if found and Decimal(f"{found[1]}.{found[2]}") <= HIGHEST:
            return Number(Decimal(f"{found[1]}.{found[2]}"), "likely", note)
    if _WITH_LETTERS.fullmatch(bare):
        value = read_number(bare.translate(_LETTERS))
        if value is not None and value <= HIGHEST:
            return Number(value, "doubtful", LETTER)
    return None


def _too_high(words: str, value: Decimal) -> Number | None:
    digits = words.removesuffix("คะแนน").removesuffix("%").strip()
    if not _LOST_POINT.fullmatch(digits) or digits.startswith(("24", "25", "20")):
        # A year, or a number of something else.
        return None
    return Number(value, "doubtful", TOO_HIGH, f"{digits[:2]}.{digits[2:]}")
