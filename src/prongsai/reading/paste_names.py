"""What names of indicators, questions and items mean, as they stand in tables and on pages that people copy."""

from __future__ import annotations

import re
from collections.abc import Iterable

from prongsai.core.framework import IN_PART, TOTAL, Framework, split_code
from prongsai.core.result import is_total
from prongsai.core.result.codes import LONGEST_CODE, CodeBook
from prongsai.core.thai import arabic_digits, tidy

# What officers set between a name and what belongs to it.
TRAILING = " .:=…·–-|"
MOST_WORDS = 40
_GLUED = re.compile(r"(\d[.):]?)(?=[ก-ฮเ-ไ])")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
# A code that stands for itself, whatever wording follows: “ตัวชี้วัดที่ 1 …”, “i1 …”, “O12 …”.
_SURE_CODE = re.compile(r"(?:[ieo]\W?\d+|.*[^\d\W].*\d)", re.IGNORECASE)
# The score of one part of a survey must never be taken for that of the whole.
_OF_A_PART = re.compile(
    r"(?P<name>.*[^\s(])[\s(]+(?:[a-z]+\s*)?(?:ส่วนที่|ส่วน|part)\s*(?P<number>\d+)\s*\)?", re.IGNORECASE
)
_LEVEL_WORD = "ระดับ"

Codes = frozenset[str]
NONE: Codes = frozenset()


class Names:
    """Understands names by one framework; build it once and ask it for every row."""

    def __init__(self, framework: Framework) -> None:
        self._framework = framework
        self._book = CodeBook(framework)
        self._known = frozenset(framework.codes())
        self._english: dict[str, set[str]] = {}
        for code in self._known:
            for words in (framework.title_of(code).en, framework.label(code).en):
                self._english.setdefault(_squeezed(words), set()).add(code)
        self._remembered: dict[str, Codes] = {}
        self._torn: set[str] = set()
        self._levels = {
            spelling.casefold()
            for level in framework.levels
            for spelling in (level.id, level.word.th, level.word.en)
        }

    def codes(self, words: str) -> Codes:
        """Return every code that `words` may mean: one is certain, more are a doubt."""
        plain = tidy(words).strip(TRAILING)
        if not plain or len(plain) > LONGEST_CODE:
            return NONE
        if plain not in self._remembered:
            self._remembered[plain] = self._direct(plain) or self._longer(plain)
        return self._remembered[plain]

    def together(self, cells: Iterable[str]) -> Codes:
        """Return what all cells of a row mean together: code and title, and what stands above both of them."""
        meant = NONE
        for cell in cells:
            codes = self.codes(cell)
            if codes and meant:
                meant = self._both(meant, codes)
                if not meant:
                    return NONE
            meant = meant or codes
        return meant

    def contradict(self, cells: Iterable[str]) -> bool:
        """Tell whether code and name in the cells both mean something, but not the same."""
        listed = list(cells)
        known = [cell for cell in listed if self.codes(cell)]
        torn = any(tidy(cell).strip(TRAILING) in self._torn for cell in listed)
        return torn or (bool(known) and not self.together(known))

    def speaks(self, words: str) -> bool:
        """Tell whether `words` mean something, be it a contradiction."""
        return bool(self.codes(words)) or self.contradict([words])

    def is_name(self, words: str) -> bool:
        """Tell whether `words` are a name from end to end, so that a number at the end is a part of it."""
        return bool(self._direct(tidy(words).strip(TRAILING)))

    def level(self, words: str) -> str:
        """Return the word of a level that `words` are, “” where they are none."""
        plain = tidy(words).strip(TRAILING).removeprefix(_LEVEL_WORD).strip()
        return plain if plain.casefold() in self._levels else ""

    def above(self, code: str) -> Codes:
        """Return the codes whose scores are made of this one, among others."""
        base, part = split_code(code)
        found = {TOTAL, *self._framework.above(base)} | ({base, part} if part else set())
        tool = self._framework.tool_of(code)
        found |= {tool} if tool else set()
        if part:
            found |= {f"{each}{IN_PART}{part}" for each in self._framework.above(base)}
        return frozenset(found - {code})

    def _direct(self, plain: str) -> Codes:
        if is_total(plain):
            return frozenset({TOTAL})
        return frozenset(self._book.readings(plain)) or frozenset(self._english.get(_squeezed(plain), ()))

    def _longer(self, plain: str) -> Codes:
        part = _OF_A_PART.fullmatch(arabic_digits(plain))
        if part is None:
            return self._code_and_title(plain)
        whole = self.codes(part["name"])
        in_part = {f"{code}{IN_PART}{self._framework.tool_of(code)}.{int(part['number'])}" for code in whole}
        if in_part & self._known:
            return frozenset(in_part & self._known)
        # “EIT.1 EIT ส่วนที่ 1” is the part itself; anything else that has no such part is not guessed at.
        parts = {known.code for known in self._framework.parts}
        return self._direct(plain.split()[0]) & self._code_and_title(plain) & parts

    def _code_and_title(self, plain: str) -> Codes:
        """Read “ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่”: where code and title are both known, they must agree."""
        words = _GLUED.sub(r"\1 ", arabic_digits(plain)).split()
        alone = NONE
        for place in range(1, min(len(words), MOST_WORDS)):
            before, after = " ".join(words[:place]), " ".join(words[place:])
            first, second = self._direct(before), self._direct(after)
            if first and second:
                meant = self._both(first, second)
                self._torn.update(() if meant else [plain])
                return meant
            if first and _SURE_CODE.fullmatch(before.strip(TRAILING)):
                alone = first
            elif second and not first:
                said = set(_DIGITS.findall(before))
                alone = alone or frozenset(code for code in second if said <= {code})
        return alone or (self._direct(" ".join(words)) if len(words) > 1 else NONE)

    def _both(self, one: Codes, two: Codes) -> Codes:
        common = one & two
        if common:
            return common
        # A tool beside its indicator, an indicator beside its question: the lower one is meant.
        lower = {code for code in two if self.above(code) & one} | {
            code for code in one if self.above(code) & two
        }
        return frozenset(lower)


def _squeezed(words: str) -> str:
    return tidy(words).casefold().replace(" ", "")
