"""Codes of indicators, questions and items, in the many ways people write them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from functools import lru_cache

from prongsai.core.framework import IN_PART, TOTAL, Framework
from prongsai.core.thai import arabic_digits, tidy

# No code and no title is longer; what is, is not worth the time to look at.
LONGEST_CODE = 300
_ANY: frozenset[str] = frozenset()
_ASKED = frozenset({"question", "statement", "item"})
# The longer words first, so that “ตัวชี้วัดย่อย” is not read as “ตัวชี้วัด” with a rest.
_LABELS: tuple[tuple[str, frozenset[str]], ...] = (
    ("ตัวชี้วัดย่อยที่", frozenset({"sub_indicator"})),
    ("ตัวชี้วัดย่อย", frozenset({"sub_indicator"})),
    ("sub-indicator", frozenset({"sub_indicator"})),
    ("ตัวชี้วัดที่", frozenset({"indicator", "sub_indicator"})),
    ("ตัวชี้วัด", frozenset({"indicator", "sub_indicator"})),
    ("indicator", frozenset({"indicator", "sub_indicator"})),
    ("ข้อคำถามที่", frozenset({"question"})),
    ("ข้อคำถาม", frozenset({"question"})),
    ("question", frozenset({"question"})),
    ("ข้อย่อย", frozenset({"statement"})),
    ("item", frozenset({"item"})),
    ("ข้อที่", _ASKED),
    ("ข้อ", _ASKED),
    ("เครื่องมือ", frozenset({"tool", "part"})),
    ("แบบวัด", frozenset({"tool", "part"})),
)
_PART_WORDS = re.compile(r"\(?(?:ส่วนที่|ส่วน|part)(\d+)\)?$")
_LETTER_NUMBER = re.compile(r"([a-z]+)[.\-]?0*(\d+)")
_ZERO_FOR_O = re.compile(r"0(\d{1,2})")
_PADDED = re.compile(r"0+(\d+)")


class CodeBook:
    """Understands the codes of one framework; build it once and ask it for every row."""

    def __init__(self, framework: Framework) -> None:
        self._framework = framework
        self.codes = tuple(code for code in framework.codes() if code != TOTAL)
        self._spelled: dict[str, set[str]] = {}
        for code in self.codes:
            self._spelled.setdefault(code.casefold(), set()).add(code)
            title = framework.title_of(code).th
            if title and IN_PART not in code:
                self._spelled.setdefault(_plain(title), set()).add(code)

    def readings(self, text: str) -> tuple[str, ...]:
        """Return every code that `text` may mean, in official order: one is certain, more are a doubt."""
        if len(text) > LONGEST_CODE:
            return ()
        whole = _plain(text)
        plain, kinds = _without_label(whole)
        found = {
            code
            for spelling in self._variants(plain)
            for code in self._spelled.get(spelling, ())
            if not kinds or self._framework.kind_of(code) in kinds
        }
        # A title may begin like a label: “ข้อมูล…” is no “ข้อ” named “มูล…”.
        found |= self._spelled.get(whole, set())
        return tuple(code for code in self.codes if code in found)

    def nearest(self, text: str) -> str | None:
        """Return the valid code that looks most like `text`, or `None` where nothing is near."""
        plain, _ = _without_label(_plain(text[:LONGEST_CODE]))
        lettered = _LETTER_NUMBER.fullmatch(plain)
        if lettered:
            near = self._nearest_number(lettered[1], int(lettered[2][:6]))
            if near:
                return near
        # A title of a sentence compared with a title of a sentence takes long; a code is short.
        close = difflib.get_close_matches(
            plain[:80], list(self._spelled), n=1, cutoff=0.5
        )  # not a score: likeness of two words
        return min(self._spelled[close[0]], key=self.codes.index) if close else None

    def _nearest_number(self, letters: str, number: int) -> str | None:
        numbered = [
            (abs(int(match[2]) - number), code)
            for code in self.codes
            if (match := _LETTER_NUMBER.fullmatch(code.casefold())) and match[1] == letters
        ]
        return min(numbered, key=lambda pair: pair[0])[1] if numbered else None

    def _variants(self, plain: str) -> Iterator[str]:
        yield from _spellings(plain)
        part = _PART_WORDS.search(plain)
        if part is None:
            return
        before = plain[: part.start()]
        for known in self._framework.parts:
            if known.code.endswith(f".{int(part[1])}"):
                tool = known.tool.casefold()
                if before in ("", tool):
                    yield known.code.casefold()
                for spelling in _spellings(before.removesuffix(tool).rstrip("(")):
                    yield f"{spelling}{IN_PART}{known.code.casefold()}"


# The titles of a framework and the codes of its files are the same again and again.
@lru_cache(maxsize=8192)
def _plain(text: str) -> str:
    return arabic_digits(tidy(text)).casefold().replace(" ", "").rstrip(".:)")


def _without_label(plain: str) -> tuple[str, frozenset[str]]:
    for label, kinds in _LABELS:
        if plain.startswith(label) and len(plain) > len(label):
            return plain.removeprefix(label).lstrip(".:"), kinds
    return plain, _ANY


def _spellings(plain: str) -> Iterator[str]:
    """Yield `plain` as it may have been meant: o-1, i01, EIT1, 043 with a zero for the letter O."""
    yield plain
    lettered = _LETTER_NUMBER.fullmatch(plain)
    if lettered:
        yield lettered[1] + lettered[2]
        yield f"{lettered[1]}.{lettered[2]}"
    zero = _ZERO_FOR_O.fullmatch(plain)
    if zero:
        yield f"o{int(zero[1])}"
    padded = _PADDED.fullmatch(plain)
    if padded:
        yield padded[1]
