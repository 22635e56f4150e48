"""Scores, changes and levels that stand in running text, and tables that were flattened into it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from prongsai.core.framework import TOTAL
from prongsai.core.printed import Place
from prongsai.core.text import Text
from prongsai.reading.recognise.codes import CodeReader
from prongsai.reading.recognise.found import SCANNED, Found
from prongsai.reading.recognise.numbers import HIGHEST, score_in
from prongsai.reading.recognise.wordlists import plain, squeezed, words_of

# So far from its name a score may stand, blanks left out; from “ผลการประเมิน” further, the agency's name between.
NEAR, FAR = 90, 170
LEVEL_NEAR = 25
WISH_NEAR = 45
# The grades of the older scheme are one or two letters.
LONGEST_GRADE = 3
GOAL_NEAR = 15
LOWEST_WHOLE = 20
LONGEST_ROW = 120
# The number of a code such as i10 is no score; one right behind IIT may be.
_NUMBER = re.compile(
    r"(?<![\d.,/])(?<!(?<![a-z])[ieo])(\d{1,3}\.\d{1,2}(?![\d/]\d|\d|,\d|\.\d)|\d{1,3}(?![\d/]|,\d|\.\d))"
)
_YEAR = re.compile(r"(?<!\d)(25\d\d)(?!\d)")
_TOTAL_WITH_LEVEL = (
    r"(?:(?:ได้|มี|ด้วย)(?:รับ)?(?:ผล|ค่า)?(?:คะแนน)?|^(?:ผล|ค่า)?คะแนน)(?:เฉลี่ย)?(?:รวม)?(?:เท่ากับ|ร้อยละ|คือ)?(\d{2,3}\.\d{2})(?:คะแนน|%)?"
    r"\(?(?:(?:และ|ซึ่ง)?(?:อยู่|จัดอยู่)?(?:ใน)?(?:ระดับ|เกรด)|(?<=\()(?:LEVELS)\))"
)
# A row of many figures is one of several agencies or years, whose heads stand elsewhere.
_MORE_FIGURES = re.compile(r"(?:\s*\d{1,3}\.\d{1,2}(?![\d.]))+")
MOST_FIGURES = 4
_JOINERS = re.compile(r"(?:และ|กับ|,|/)?")
# What stands between the words that compare and the year: “ปีงบประมาณ พ.ศ.”.
_BEFORE_YEAR = re.compile(r"(?:ในช่วง|ผลการประเมิน|คะแนน|ของ)*(?:ประจำ|ใน)?(?:ปี)?(?:งบประมาณ)?(?:พ\.?ศ\.?)?$")
_DECIMALS = re.compile(r"\d\.\d")
# The weights of the tools in percent are no scores of theirs.
_ASKED = ("question", "item")
_WEIGHTS = frozenset({"30", "40"})
_BRACKETS = re.compile(r"\([^()]*\d\d\.\d\d[^()]*\)")
_RANGE_AFTER = re.compile(r"\s*[-–—]\s*\d")
_UPWARDS = re.compile(r"\s*(?:ขึ้นไป|[-–])")
_RANGE_BEFORE = re.compile(r"\d\s*[-–—]\s*$")
_ROW = re.compile(
    r"(?P<name>.{4,90}?)[\s.…:=_–-]+(?P<number>\d{1,3}[.,]\d{1,2}|100)\s*(?:คะแนน|%)?\s*(?P<rest>\S{0,30})"
)
_LEADING_NUMBER = re.compile(r"^\(?\d{1,2}[.)]?\s+(?=\D)")
_INDICATOR = re.compile(r"ตัวชี้วัดที่(\d{1,2})(?!\d|\.\d)")
_TOOL = re.compile(r"(?<![a-z])(iit|eit|oit)(?:ส่วนที่(\d)|\.(\d))?")
_QUESTION = re.compile(r"ข้อ([ieo])(\d{1,2})(?!\d)|(?<![a-z])([ieo])(\d{1,2})(?![\d.])")

SEVERAL = Text("มีหลายตัวเลขในแถวเดียว ใช้ตัวแรก", "the row has several figures; the first one is taken")
WEAK = Text(
    "ประโยคไม่ได้บอกว่าเป็นคะแนนภาพรวมโดยตรง", "the sentence does not say outright that this is the total"
)
LOWER_CASE = Text("พิมพ์เป็นตัวเล็ก “{printed}”", "printed in lower case as “{printed}”")


@dataclass(frozen=True, slots=True)
class _Mention:
    code: str
    start: int
    end: int
    weak: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelFound:
    """A level that a text says was reached; `word` as in the frameworks."""

    word: str
    as_printed: str
    where: Place
    year: int | None = None
    note: Text | None = None
    scanned: bool = False


class SentenceReader:
    """Finds in a text what indicators, tools and questions it gives a score for; made once for a paper."""

    def __init__(self, codes: CodeReader) -> None:
        self.codes = codes
        self.words: Mapping[str, tuple[str, ...]] = {
            name: tuple(map(squeezed, words))
            for name, words in (words_of("scores")["sentence"] | words_of("scores")["total"]).items()
        }
        titles = {
            title: code
            for title, code in codes.titles.items()
            if codes.framework.kind_of(code) == "indicator" and len(title) > 8
        }
        levels = "|".join(re.escape(squeezed(level.word.th)) for level in codes.framework.levels)
        self._with_level = re.compile(_TOTAL_WITH_LEVEL.replace("LEVELS", levels or "(?!)"))
        self._titles = titles
        self._title = re.compile("|".join(sorted(map(re.escape, titles), key=len, reverse=True)) or "(?!)")

    def figures(self, text: str, where: Place, *, scanned: bool = False) -> tuple[Found, ...]:
        """Return the scores and changes that a line, or a paragraph of a cell, tells."""
        if any(word in _compact(text) for word in self.words["supposes"]):
            return ()
        found = tuple(self._row(text, where)) or tuple(self._sentence(text, where))
        if scanned:
            return tuple(replace(each, confidence="doubtful", note=SCANNED) for each in found)
        return found

    def _row(self, text: str, where: Place) -> Iterator[Found]:
        """Read a short line that is a name with a score behind it: a row of a table without its lines."""
        words = plain(text)
        row = _ROW.fullmatch(words) if len(words) <= LONGEST_ROW else None
        if row is None or self._is_said(squeezed(row["name"])) or _YEAR.search(row["name"]):
            return
        if _DECIMALS.search(row["name"]) or _DECIMALS.search(row["rest"]):
            # Of several figures the last one need not be the score.
            return
        indicators = {
            each.code
            for each in self._mentions(_compact(row["name"]))
            if self.codes.framework.kind_of(each.code) == "indicator"
        }
        if len(indicators) > 1:
            return
        name = _LEADING_NUMBER.sub("", row["name"]).strip()
        meant, number = self.codes.read(name), score_in(row["number"])
        if meant is None or number is None or number.value > HIGHEST:
            return
        for code in meant.codes:
            yield Found(
                code=code,
                value=number.value,
                as_printed=row["number"],
                where=where,
                origin="line",
                confidence=meant.confidence,
                note=meant.note,
                named=meant.named,
                sentence=text.strip(),
            )

    def _is_said(self, name: str) -> bool:
        """Tell whether a name is rather the beginning of a sentence."""
        said = (*self.words["rises"], *self.words["falls"], *self.words["limits"])
        return (
            any(word in name for word in said)
            or name.startswith(("จาก", "โดย", "เมื่อ", "และ"))
            or name.endswith(self.words["ordinals"])
        )

    def _sentence(self, text: str, where: Place) -> Iterator[Found]:
        words = _compact(text)
        mentions = self._mentions(words)
        yield from self._unnamed_total(text, words[: mentions[0].start] if mentions else words, where)
        if not mentions:
            return
        spent: set[int] = set()
        for number in _NUMBER.finditer(words):
            mention = self._mention_before(mentions, number.start())
            if mention is None or any(each.start <= number.start() < each.end for each in mentions):
                continue
            between = words[mention.end : number.start()]
            change = self._changes(between)
            if not self._is_score(words, number, between, mention):
                continue
            more = _more_figures(words, number)
            if mention.start in spent:
                # A second figure is a change, or the score of another year; any other is of something else.
                if not change and not _YEAR.search(between):
                    continue
                mention = self._compared(mentions, mention, between)
            elif not change:
                spent.add(mention.start)
            if more >= MOST_FIGURES:
                continue
            # A level right behind the score of “ผลการประเมิน” says that it is the total.
            weak = mention.weak and "ระดับ" not in words[number.end() : number.end() + LEVEL_NEAR]
            value = Decimal(number[1])
            for each in self._sharing(words, mentions, mention):
                yield Found(
                    code=each.code,
                    value=-value if change < 0 else value,
                    as_printed=_printed(text, number[1]),
                    where=where,
                    origin="sentence",
                    confidence="doubtful" if more else "likely" if weak else "sure",
                    note=SEVERAL if more else WEAK if weak else None,
                    change=change != 0,
                    year=self._year_of(words, mention, number.start()),
                    sentence=text.strip(),
                )

    def _sharing(self, words: str, mentions: Sequence[_Mention], last: _Mention) -> list[_Mention]:
        """Return the indicators that a score is of: “ตัวชี้วัดที่ 9 … และตัวชี้วัดที่ 10 … ได้ 100 คะแนน” gives it to both."""
        sharing = [last]
        kind = self.codes.framework.kind_of(last.code)
        for each in reversed([each for each in mentions if each.end <= last.start]):
            first = sharing[0]
            gap = words[each.end : first.start]
            if each.code == first.code and not gap:
                # The number of an indicator and its title are one name.
                sharing[0] = replace(first, start=each.start)
            elif (
                gap and _JOINERS.fullmatch(gap) and self.codes.framework.kind_of(each.code) == kind != "total"
            ):
                sharing.insert(0, each)
            else:
                break
        return [each for each in sharing if each.code == last.code or kind in ("indicator", "tool")]

    def _year_of(self, words: str, mention: _Mention, place: int) -> int | None:
        """Return the year that stands before a figure; one that an earlier figure was compared with is not its own."""
        near = max(0, place - FAR)
        years = [
            found
            for found in _YEAR.finditer(words, near, place)
            if found.start() >= mention.end or not self._is_against(words[: found.start()])
        ]
        return int(years[-1][1]) if years else None

    def _is_against(self, before: str) -> bool:
        """Tell whether the words before a year compare with it."""
        bare = _BEFORE_YEAR.sub("", before)
        return bare.endswith(self.words["against"])

    def _unnamed_total(self, text: str, words: str, where: Place) -> Iterator[Found]:
        """Read the score that a level stands right behind and no name before: only the whole has one."""
        for found in self._with_level.finditer(words):
            if self._is_against(words[: max(0, found.start() - 4)]):
                continue
            yield Found(
                code=TOTAL,
                value=Decimal(found[1]),
                as_printed=_printed(text, found[1]),
                where=where,
                origin="sentence",
                confidence="likely",
                note=WEAK,
                year=_year_before(words, found.start()),
                sentence=text.strip(),
            )

    def _mentions(self, words: str) -> list[_Mention]:
        framework = self.codes.framework
        met = [
            *(_Mention(found[1], found.start(), found.end()) for found in _INDICATOR.finditer(words)),
            *(
                _Mention(self._titles[found[0]], found.start(), found.end())
                for found in self._title.finditer(words)
            ),
            *(_Mention(_tool(found), found.start(), found.end()) for found in _TOOL.finditer(words)),
            *(_Mention(_question(found), found.start(), found.end()) for found in _QUESTION.finditer(words)),
        ]
        for words_, weak in ((self.words["sure"], False), (self.words["weak"], True)):
            met += [
                _Mention(TOTAL, found.start(), found.end(), weak)
                for word in words_
                # Hardly a sentence has one, and to look for it is much quicker than to set up a search.
                if word in words
                for found in re.finditer(re.escape(word), words)
            ]
        known = [
            each
            for each in met
            if framework.kind_of(each.code) is not None
            and (
                each.code == TOTAL
                or not words[max(0, each.start - 10) : each.start].endswith(self.words["within"])
            )
        ]
        return sorted(known, key=lambda each: (each.start, each.end))

    def _mention_before(self, mentions: Sequence[_Mention], place: int) -> _Mention | None:
        """Return the last name before a number; “ผลการประเมิน” does not stand for the total where it is one of a part."""
        before = [each for each in mentions if each.end <= place]
        if not before:
            return None
        last = before[-1]
        if last.code == TOTAL and any(
            each.code != TOTAL and last.start - each.end < 3 for each in before[:-1]
        ):
            return next(each for each in reversed(before) if each.code != TOTAL)
        if last.code in ("IIT", "EIT", "OIT") and len(before) > 1 and last.start - before[-2].end < 2:
            # “แบบ… (IIT)” after an indicator says only what tool the indicator is of.
            return before[-2] if before[-2].code != TOTAL else last
        return last

    def _compared(self, mentions: Sequence[_Mention], mention: _Mention, between: str) -> _Mention:
        """Return what a change is of that a sentence tells at its end: of the total where it compares the whole."""
        total = next((each for each in mentions if each.code == TOTAL), None)
        if total is None or not any(word in between for word in self.words["compares"]):
            return mention
        return replace(total, weak=True)

    def _is_score(self, words: str, number: re.Match[str], between: str, mention: _Mention) -> bool:
        """Tell a score from a limit, a count, one end of a range and a number far from what it could be of."""
        after = words[number.end() : number.end() + 25].lstrip()
        named = after.startswith(("คะแนน", "%")) or between.endswith("ร้อยละ")
        if Decimal(number[1]) > HIGHEST or len(between) > (FAR if mention.weak else NEAR):
            return False
        kind = self.codes.framework.kind_of(mention.code)
        if not ("." in number[1] or named) or (number[1] in _WEIGHTS and kind == "tool"):
            return False
        if self._is_limit(number, words, between) or words[
            max(0, mention.start - GOAL_NEAR) : mention.start
        ].endswith(self.words["goals"]):
            return False
        if mention.weak:
            # A small number without decimals is that of something else.
            likely = "." in number[1] or int(number[1]) >= LOWEST_WHOLE
            told = "คะแนน" in between or words[: mention.end].endswith("คะแนน") and not between.strip(" :=")
            return likely and (told or named)
        beside = not between.strip(" :=().-–")
        # “i4 …ใช้จ่ายคุ้มค่า (78.25)”: a figure alone in brackets behind what is asked.
        enclosed = between.endswith("(") and after.startswith(")") and not _DECIMALS.search(between)
        asked = enclosed and "." in number[1] and kind in _ASKED
        return named or beside or asked or any(word in between for word in self.words["gives"])

    def _is_limit(self, number: re.Match[str], words: str, between: str) -> bool:
        before, after = words[: number.start()], words[number.end() : number.end() + 25].lstrip()
        if _RANGE_AFTER.match(after) or _RANGE_BEFORE.search(before):
            return True
        if before.rstrip(" .").endswith(self.words["ordinals"]) or after.startswith(self.words["counted"]):
            return True
        told = after.removeprefix("คะแนน").removeprefix("%").strip(" )")
        if told.startswith(self.words["after_limits"]):
            return True
        counts = () if "." in number[1] else self.words["numbered"]
        return any(word in between for word in (*self.words["limits"], *counts))

    def _changes(self, between: str) -> int:
        """Return 1 or -1 where the words tell a rise or a fall, 0 where they tell a score."""
        for words, sign in ((self.words["rises"], 1), (self.words["falls"], -1)):
            place = max((between.rfind(word) for word in words), default=-1)
            told = between[place:] if place >= 0 else ""
            if told and "เป็น" not in told and not any(word in told for word in self.words["before_it"]):
                return sign
        return 0


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
            year=_year_before(_aside(compact[: found.start()]), found.start()),
            note=LOWER_CASE.format(printed=found[1]) if lower else None,
        )


def level_beside(text: str, number: str, where: Place, words: Mapping[str, str]) -> Iterator[LevelFound]:
    """Yield the level that stands right behind the total without the word for it: “93.05 คะแนน (ผ่านดี)”."""
    compact = plain(text)
    spelled = {squeezed(word): word for word in words if len(word) > LONGEST_GRADE}
    named = "|".join(sorted(map(re.escape, spelled), key=len, reverse=True))
    found = re.search(rf"{re.escape(plain(number))}\s*(?:คะแนน|%)?\s*\(?\s*({named})(?![A-Za-zก-๛])", compact)
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


@functools.lru_cache(maxsize=4096)
def _compact(text: str) -> str:
    """Return a text without blanks, save between two figures, which would become one."""
    return re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", plain(text).casefold())


def _more_figures(words: str, number: re.Match[str]) -> int:
    """Return how many figures follow one with nothing but blanks between them."""
    more = _MORE_FIGURES.match(words, number.end())
    return len(_NUMBER.findall(more[0])) if more else 0


def _tool(found: re.Match[str]) -> str:
    part = found[2] or found[3]
    return f"{found[1].upper()}.{part}" if part else found[1].upper()


def _question(found: re.Match[str]) -> str:
    letter, number = (found[1], found[2]) if found[1] else (found[3], found[4])
    return f"{'O' if letter == 'o' else letter}{int(number)}"


def _aside(words: str) -> str:
    """Return words with what stands aside in brackets blanked: its year is of the figure there."""
    return _BRACKETS.sub(lambda found: " " * len(found[0]), words)


def _year_before(words: str, place: int) -> int | None:
    years = _YEAR.findall(words[max(0, place - FAR) : place])
    return int(years[-1]) if years else None


def _printed(text: str, number: str) -> str:
    """Return a number in the digits that the paper has it in."""
    words = plain(text)
    place = words.find(number)
    return text[place : place + len(number)] if place >= 0 and len(words) == len(text) else number
