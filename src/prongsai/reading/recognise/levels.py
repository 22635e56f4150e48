"""The levels that texts say were reached, and what only looks like one."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from prongsai.core.printed import Place
from prongsai.core.text import Text
from prongsai.reading.recognise.wordlists import plain, squeezed, words_of

# So far before a level, blanks left out, stand the words that say it is wished for; before a figure its year.
WISH_NEAR, FAR = 45, 170
_YEAR = re.compile(r"(?<!\d)(25\d\d)(?!\d)")
# The grades of the older scheme are one or two letters.
LONGEST_GRADE = 3
_BRACKETS = re.compile(r"\([^()]*\d\d\.\d\d[^()]*\)")
_UPWARDS = re.compile(r"\s*(?:ขึ้นไป|[-–])")
LOWER_CASE = Text("พิมพ์เป็นตัวเล็ก “{printed}”", "printed in lower case as “{printed}”")


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelFound:
    """A level that a text says was reached; `word` as in the frameworks."""

    word: str
    as_printed: str
    where: Place
    year: int | None = None
    note: Text | None = None
    scanned: bool = False


def levels_in(text: str, where: Place, words: Mapping[str, str]) -> Iterator[LevelFound]:
    """Yield the levels that a text says were reached, with the year named before each.

    `words` are the words of levels in either language, each with the Thai one.
    """
    compact = plain(text)
    spelled = {squeezed(word): word for word in words}
    wanted = tuple(map(squeezed, words_of("scores")["sentence"]["wanted"]))
    reached = tuple(map(squeezed, words_of("scores")["sentence"]["reached"]))
    for found in _level_pattern(tuple(words)).finditer(compact):
        before = squeezed(compact[max(0, found.start() - WISH_NEAR) : found.start()])
        for word in reached:
            before = before.replace(word, "")
        behind = compact[found.end() :]
        if any(word in before for word in wanted) or _UPWARDS.match(behind):
            continue
        if _row_of_levels(tuple(words)).match(behind):
            # The levels of several agencies side by side.
            continue
        word = spelled[squeezed(found[1])]
        lower = word.isascii() and len(word) < LONGEST_GRADE and found[1] != word
        yield LevelFound(
            word=words[word],
            as_printed=found[1],
            where=where,
            year=year_before(_aside(compact[: found.start()]), found.start()),
            note=LOWER_CASE.format(printed=found[1]) if lower else None,
        )


def level_beside(text: str, number: str, where: Place, words: Mapping[str, str]) -> Iterator[LevelFound]:
    """Yield the level that stands right behind the total without the word for it: “93.05 คะแนน (ผ่านดี)”."""
    compact = plain(text)
    spelled = {squeezed(word): word for word in words if len(word) > LONGEST_GRADE}
    named = "|".join(sorted(map(re.escape, spelled), key=len, reverse=True))
    full = r"(?:จาก\s*(?:คะแนน)?\s*(?:เต็ม)?\s*100\s*(?:คะแนน)?)?"
    found = re.search(
        rf"{re.escape(plain(number))}\s*(?:คะแนน|%)?\s*{full}\s*\(?\s*({named})(?![A-Za-zก-๛])", compact
    )
    if found is not None:
        yield LevelFound(word=words[spelled[squeezed(found[1])]], as_printed=found[1], where=where)


@functools.cache
def _row_of_levels(words: tuple[str, ...]) -> re.Pattern[str]:
    named = "|".join(map(re.escape, words))
    return re.compile(rf"(?:\s+(?:{named})(?![A-Za-zก-๛])){{2,}}")


@functools.cache
def _level_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    named = "|".join(r"\s*".join(map(re.escape, word)) for word in longest_first)
    label = r"(?:(?<!ยก)ระดับ(?:ผลการประเมิน|คะแนน)?|เกรด|\blevel|\bclassified as|\brated)"
    return re.compile(
        rf"{label}(?:คือ|:|=)?[\s:“\"'()]*(?:ระดับ)?[\s:“\"'()]*({named})(?![A-Za-zก-๛])", re.IGNORECASE
    )


def _aside(words: str) -> str:
    """Return words with what stands aside in brackets blanked: its year is of the figure there."""
    return _BRACKETS.sub(lambda found: " " * len(found[0]), words)


def year_before(words: str, place: int) -> int | None:
    years = _YEAR.findall(words[max(0, place - FAR) : place])
    return int(years[-1]) if years else None
