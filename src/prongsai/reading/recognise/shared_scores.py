"""One score for many codes in running text: “ข้อ O1 – O11 ได้ 100 คะแนน”, “ข้อที่ได้ 0 คะแนน ได้แก่ O9, O13 และ O16”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from prongsai.core.framework import Framework
from prongsai.reading.recognise.numbers import HIGHEST

# All over text without blanks, in lower case.
_RANGE = r"(?:ข้อ)?[ieo]\d{1,2}(?:(?:-|–|—|~|ถึง)(?:ข้อ)?[ieo]?\d{1,2})?(?![\d.])"
_MANY = rf"{_RANGE}(?:(?:,และ|และ|กับ|,|/|\s)?{_RANGE})*"
_CODE = re.compile(r"([ieo])(\d{1,2})(?:(?:-|–|—|~|ถึง)(?:ข้อ)?([ieo]?)(\d{1,2}))?")
_BEHIND = re.compile(
    rf"(?P<codes>(?<![a-z]){_MANY})(?:ทุกข้อ)?(?:ได้|มี)(?:รับ)?(?:คะแนน)?(?:เต็ม)?(?:ข้อละ)?(?:เท่ากับ)?"
    r"(?P<score>\d{1,3}(?:\.\d{1,2})?)(?:คะแนน|%)(?!ขึ้นไป)"
)
_BEFORE = re.compile(
    r"ที่(?:ได้|มี)(?:รับ)?(?:คะแนน)?(?P<score>\d{1,3}(?:\.\d{1,2})?)(?:คะแนน|%)(?!ขึ้นไป)(?:จำนวน\d{1,2}ข้อ)?"
    rf"(?:ได้แก่|คือ|ประกอบด้วย|:)+(?:ข้อ)?(?P<codes>{_MANY})(?!\()"
)
_SAVE = re.compile("ยกเว้น|เว้นแต่")


@dataclass(frozen=True, slots=True)
class Shared:
    """One score of several codes, and where in the text it was told."""

    codes: tuple[str, ...]
    score: str
    start: int
    end: int


def shared_in(words: str, framework: Framework) -> Iterator[Shared]:
    """Yield the scores that a text without blanks gives to several codes at once; what it excepts is left out."""
    for pattern in (_BEHIND, _BEFORE):
        for found in pattern.finditer(words):
            codes = _codes(found["codes"], framework)
            if Decimal(found["score"]) > HIGHEST or (len(codes) < 2 and pattern is _BEHIND):
                continue
            kept = tuple(code for code in codes if code not in _saved(words[found.end() :], framework))
            if kept:
                yield Shared(kept, found["score"], found.start(), found.end())


def _saved(behind: str, framework: Framework) -> frozenset[str]:
    """Return the codes that stand behind “ยกเว้น” in what follows."""
    save = _SAVE.search(behind)
    return frozenset(_codes(behind[save.end() :], framework)) if save else frozenset()


def _codes(words: str, framework: Framework) -> tuple[str, ...]:
    """Return the codes that a list of codes and ranges names, none where the framework has not all of them."""
    named: list[str] = []
    for letter, first, other, last in _CODE.findall(words):
        if other not in ("", letter) or (last and int(last) <= int(first)):
            return ()
        sign = "O" if letter == "o" else letter
        named += [f"{sign}{number}" for number in range(int(first), int(last or first) + 1)]
    known = all(framework.kind_of(code) is not None for code in named)
    return tuple(dict.fromkeys(named)) if known else ()
