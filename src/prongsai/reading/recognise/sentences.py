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
from prongsai.reading.recognise.found import SCANNED, Found, joined, less_sure
from prongsai.reading.recognise.levels import FAR, WISH_NEAR, year_before
from prongsai.reading.recognise.numbers import HIGHEST, score_in
from prongsai.reading.recognise.shared_scores import Shared, shared_in
from prongsai.reading.recognise.wordlists import plain, squeezed, words_of
from prongsai.reading.recognise.years import BUDDHIST

# So far from its name a score may stand, blanks left out; from “ผลการประเมิน” further, the agency's name between.
NEAR = 90
LEVEL_NEAR = 25
GOAL_NEAR = 15
LOWEST_WHOLE = 20
LONGEST_ROW = 120
# The number of a code such as i10 is no score; one right behind IIT may be.
_NUMBER = re.compile(
    r"(?<![\d.,/])(?<!(?<![a-z])[ieo])(\d{1,3}\.\d{1,2}(?![\d/]\d|\d|,\d|\.\d)|\d{1,3}(?![\d/]|,\d|\.\d))"
)
_YEAR = re.compile(r"(?<!\d)(25\d\d)(?!\d)")
_COMMON_YEAR = re.compile(r"fy(20\d\d)(?!\d)")
# “ITA ปี 2567 = 92.31”: the name of the assessment is that of the whole right before its score.
_ASSESSMENT = re.compile(
    r"(?<![a-z])ita(?:online)?(?:ประจำ)?(?:ปี)?(?:งบประมาณ)?(?:พ\.?ศ\.?)?(?:25\d\d)?(?=(?:=|:|เท่ากับ|คือ)\d\d\.\d\d)"
)
# What looks like “ต้องได้” without its blank.
_RIGHTLY = "ถูกต้อง"
_FULL_MARKS = re.compile(r"(?:ได้|มี)(?:รับ)?(?:ผล)?คะแนนเต็ม(?:ร้อยละ)?$")
_OF_OTHERS = ("จังหวัด", "ประเทศ", "อำเภอ", "กระทรวง", "สังกัด")
_TOTAL_WITH_LEVEL = (
    r"(?:(?:ได้|มี|ด้วย)(?:รับ)?(?:ผล|ค่า)?(?:คะแนน)?|^(?:ผล|ค่า)?คะแนน)(?:เฉลี่ย)?(?:รวม)?(?:เท่ากับ|ร้อยละ|คือ|เพียง|ที่)?(\d{2,3}\.\d{2})(?:คะแนน|%)?"
    r"(?:จาก(?:คะแนน)?(?:เต็ม)?100(?:คะแนน)?)?"
    r"\(?(?:(?:และ|ซึ่ง)?(?:อยู่|จัดอยู่)?(?:ใน)?(?:ระดับ|เกรด)|(?<=\()(?:LEVELS)\))"
)
_LEVEL_WITH_TOTAL = (
    r"ระดับ[“\"(]?(?:LEVELS)[”\")]?(?:โดย|ด้วย|ซึ่ง)?(?:ได้|มี)?(?:รับ)?(?:ผล|ค่า)?(?:คะแนน)?(?:เฉลี่ย)?(?:รวม)?(?:เท่ากับ|ร้อยละ|ที่)?\(?"
    r"(\d{2}\.\d{2})(?:คะแนน|%)?\)?(?!\s*(?:[-–—]|ขึ้นไป|ถึง|\d))"
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
_RANGE_AFTER = re.compile(r"\s*[-–—]\s*\d")
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


@dataclass(frozen=True, slots=True)
class _Mention:
    code: str
    start: int
    end: int
    weak: bool = False


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
        self._behind_level = re.compile(_LEVEL_WITH_TOTAL.replace("LEVELS", levels or "(?!)"))
        self._titles = titles
        self._title = re.compile("|".join(sorted(map(re.escape, titles), key=len, reverse=True)) or "(?!)")

    def figures(self, text: str, where: Place, *, scanned: bool = False) -> tuple[Found, ...]:
        """Return the scores and changes that a line, or a paragraph of a cell, tells."""
        words = _compact(text)
        if any(word in words.replace(_RIGHTLY, "") for word in self.words["supposes"]):
            return ()
        shared = tuple(shared_in(words, self.codes.framework))
        row = () if shared else tuple(self._row(text, where))
        found = row or (
            *self._shared(text, shared, where),
            *self._sentence(text, _without(words, shared), where),
        )
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
                confidence=less_sure(meant.confidence, number.confidence),
                note=joined(meant.note, number.note),
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

    def _shared(self, text: str, shared: Sequence[Shared], where: Place) -> Iterator[Found]:
        for one in shared:
            for code in one.codes:
                yield Found(
                    code=code,
                    value=Decimal(one.score),
                    as_printed=_printed(text, one.score),
                    where=where,
                    origin="sentence",
                    sentence=text.strip(),
                )

    def _sentence(self, text: str, words: str, where: Place) -> Iterator[Found]:
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
        with_level = [*self._with_level.finditer(words)]
        for found in with_level or self._behind_level.finditer(words):
            before = words[: found.start()]
            of_others = "เฉลี่ย" in found[0] and before.endswith(_OF_OTHERS)
            if of_others or self._is_against(before[:-4]) or self._is_wished(before):
                continue
            yield Found(
                code=TOTAL,
                value=Decimal(found[1]),
                as_printed=_printed(text, found[1]),
                where=where,
                origin="sentence",
                confidence="likely",
                note=WEAK,
                year=year_before(words, found.start()),
                sentence=text.strip(),
            )

    def _is_wished(self, before: str) -> bool:
        """Tell whether the words before a level say that it is wished for."""
        near = before[-WISH_NEAR:]
        for word in self.words["reached"]:
            near = near.replace(word, "")
        return any(word in near for word in self.words["wanted"])

    def _mentions(self, words: str) -> list[_Mention]:
        framework = self.codes.framework
        met = [
            *(_Mention(found[1], found.start(), found.end()) for found in _INDICATOR.finditer(words)),
            *(
                _Mention(self._titles[found[0]], found.start(), found.end())
                for found in self._title.finditer(words)
            ),
            *(_Mention(TOTAL, found.start(), found.end()) for found in _ASSESSMENT.finditer(words)),
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
        return self._outermost(words, sorted(known, key=lambda each: (each.start, each.end)))

    def _outermost(self, words: str, mentions: Sequence[_Mention]) -> list[_Mention]:
        """Leave out titles that only stand in what a question or item is called: “ข้อ O8 แผน…และการใช้งบประมาณ ได้ 50”."""
        kept: list[_Mention] = []
        for each in mentions:
            above = kept[-1] if kept else None
            gap = words[above.end : each.start] if above else ""
            named = (
                self.codes.framework.kind_of(each.code) == "indicator"
                and words[each.start : each.end] in self._titles
            )
            asked = above is not None and self.codes.framework.kind_of(above.code) in _ASKED
            if not (named and asked and not gap.endswith("ตัวชี้วัด") and not _NUMBER.search(gap)):
                kept.append(each)
        return kept

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
        listed = kind == "item" and between == "(" and after.startswith(")")
        if not ("." in number[1] or named or listed) or (number[1] in _WEIGHTS and kind == "tool"):
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
        asked = listed or (enclosed and "." in number[1] and kind in _ASKED)
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
        if number[1].partition(".")[0] == str(HIGHEST):
            # All marks were reached; without the words for that it is what can be reached.
            between = _FULL_MARKS.sub("", between)
        return any(word in between for word in (*self.words["limits"], *counts))

    def _changes(self, between: str) -> int:
        """Return 1 or -1 where the words tell a rise or a fall, 0 where they tell a score."""
        for words, sign in ((self.words["rises"], 1), (self.words["falls"], -1)):
            place = max((between.rfind(word) for word in words), default=-1)
            told = between[place:] if place >= 0 else ""
            if told and "เป็น" not in told and not any(word in told for word in self.words["before_it"]):
                return sign
        return 0


@functools.lru_cache(maxsize=4096)
def _compact(text: str) -> str:
    """Return a text without blanks, save between two figures, which would become one; “FY2024” in the Buddhist era."""
    words = re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", plain(text).casefold())
    return _COMMON_YEAR.sub(lambda year: str(int(year[1]) + BUDDHIST), words)


def _without(words: str, shared: Sequence[Shared]) -> str:
    """Return words with what was understood already blanked."""
    for one in shared:
        words = words[: one.start] + "#" * (one.end - one.start) + words[one.end :]
    return words


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


def _printed(text: str, number: str) -> str:
    """Return a number in the digits that the paper has it in."""
    words = plain(text)
    place = words.find(number)
    return text[place : place + len(number)] if place >= 0 and len(words) == len(text) else number
