"""Of which fiscal years a paper speaks: that of the result and that of the measures; its date; the items it answers."""

from __future__ import annotations

import datetime
import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from prongsai.core.plan.period import ENGLISH_MONTHS, MONTHS_SHORT, read_date
from prongsai.core.printed import Block, Line, Table
from prongsai.core.recognised import SectionKind
from prongsai.core.thai import MONTHS
from prongsai.reading.recognise.wordlists import last_of, plain, squeezed, words_of

EARLIEST, LATEST = 2555, 2599
TITLE_WEIGHT, HEADING_WEIGHT = 6, 2
# So far back from a year the word is looked for that says what the year is of.
FAR = 110
_SHORT = tuple(name.rstrip(".") for name in MONTHS_SHORT)
_MONTH = "|".join(map(re.escape, (*MONTHS, *MONTHS_SHORT, *_SHORT, *ENGLISH_MONTHS)))
_DATE = re.compile(rf"\d{{1,2}}\s*(?:{_MONTH})\s*(?:พ\.?ศ\.?)?\s*\d{{2,4}}|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}")
_MONTH_YEAR = re.compile(rf"(?:เดือน)?(?:{_MONTH})\s*(?:พ\.?ศ\.?)?\s*25\d\d")
_PERIOD = re.compile(
    rf"(?:{_MONTH})\s*\d{{0,4}}\s*(?:-|–|ถึง)\s*(?:\d{{1,2}}\s*)?(?:{_MONTH})\s*(?:พ\.?ศ\.?)?\s*\d{{2,4}}"
)
_SPAN = re.compile(r"(?:25)?\d\d\s*(?:-|–|ถึง)\s*(?:พ\.?ศ\.?)?\s*25\d\d")
_YEAR = re.compile(r"(?<![\d./])(25\d\d)(?![\d/])")
_SHORT_YEAR = re.compile(r"(?:ปีงบประมาณ|ปีงบ|ประจำปี|ปี)\s*(?:พ\.?ศ\.?)?\s*(\d\d)(?![\d.])")
_UNTIL = re.compile(rf"(?:รายงาน|ข้อมูล|reported).{{0,60}}?(?:ถึง|ณ|until)\s*(?:วันที่)?\s*({_DATE.pattern})")
_DAY_LABEL = re.compile(r"(?:ลงวันที่|วันที่|Date)\s*(.{4,40})")
# A zero stands for the letter only right at the beginning or after “ข้อ”; elsewhere it may begin a telephone number.
_ITEM = re.compile(r"(?:(?<![A-Za-z])[oO]\s?|(?:^|ข้อ\s*)0)(\d{1,2})(?![\d.\-])")
# An item at the beginning of a row or line of a list; what follows says that it is no other number.
_LISTED = re.compile(r"(?:ข้อ\s*)?[oO0]\s?([1-9]\d?)(?=$|[\s.:)](?!\d))")
# Years of the Common Era as English lines and programmes of the assessment have them: “ITA 2025”, “FY2024”.
_COMMON_YEAR = re.compile(
    r"(?:\bITA(?:\s+(?:Online|Day|Awards))?|\bFY|\bfiscal year|\bAssessment(?:\s*\(?\s*:?\s*ITA\s*\)?)?)\s*[:,(]?\s*(?:of\s+|FY\s*)?(20\d\d)(?![\d/])"
    r"|(?<![\d/])(20\d\d)(?=\s+(?:Integrity|ITA\b))",
    re.IGNORECASE,
)
BUDDHIST = 543
# So far below its title a year may stand on a line of its own.
TITLE_LINES = 6
FIRST_LINES = 25
_ALONE = re.compile(
    r"\(?(?:ประจำ|ใน)?(?:ปี(?:งบประมาณ)?|fiscal year)\s*(?:พ\.?\s?ศ\.?)?\s*(25\d\d)\s*(?:\(B\.E\.\))?\)?",
    re.IGNORECASE,
)
# “ITA 2568 | สำนักงาน…”: a first line that begins with the assessment and its year.
_NAMED = re.compile(
    r"(?:ผล(?:การประเมิน|คะแนน)?\s*)?ITA\s*(?:Online\s*)?(?:ประจำ)?(?:ปี)?(?:งบประมาณ)?\s*(?:พ\.?\s?ศ\.?)?\s*(25\d\d)",
    re.IGNORECASE,
)
LONGEST_DATE_LINE = 160
ITEM_WORDS = 60


@dataclass(frozen=True, slots=True)
class Years:
    """What years a text speaks of, each with its weight."""

    result: Mapping[int, int]
    plan: Mapping[int, int]

    @property
    def result_year(self) -> int | None:
        """The fiscal year of the result that is spoken of most."""
        return _most(self.result)

    @property
    def plan_year(self) -> int | None:
        """The fiscal year of the measures that is spoken of most."""
        return _most(self.plan)


@functools.cache
def _cues() -> Mapping[str, tuple[str, ...]]:
    words = words_of("papers")["years"]
    return {name: tuple(map(squeezed, words[name])) for name in ("result", "plan", "neither", "assessed")}


def years_of(kind: SectionKind, title: str, lines: Sequence[Line]) -> Years:
    """Return the years that a paper of this kind, with this title and these lines, speaks of."""
    votes: Mapping[str, Counter[int]] = {"result": Counter(), "plan": Counter()}
    listed = [(title, TITLE_WEIGHT)] + [(each.text, HEADING_WEIGHT if each.heading else 1) for each in lines]
    for text, weight in listed:
        for year, sense in year_senses(text):
            if sense in votes:
                votes[sense][year] += weight
    titled = "plan" if kind in words_of("papers")["years"]["titled_plan"] else "result"
    bare = _bare(title, titled, lines, sure=not votes["plan"])
    votes[_titled(title, titled, votes, bare)].update(bare)
    if not votes["result"] and not votes["plan"]:
        votes[titled].update(_years_of_assessment(title, lines))
    return Years(dict(votes["result"]), dict(votes["plan"]))


def _bare(title: str, titled: str, lines: Sequence[Line], *, sure: bool) -> Counter[int]:
    """Return the years of a title that no word explains: they are of what the paper is.

    `sure` says that no other year is known to be of the measures.
    """
    # A long name of the agency stands between what the paper is and its year.
    bare = Counter({year: TITLE_WEIGHT for year, sense in year_senses(title) if not sense})
    for line in lines[:TITLE_LINES]:
        if not title and titled == "plan" and sure:
            # Without a title a year behind the name of the agency is of the measures below it.
            bare.update(year for year, sense in year_senses(line.text) if not sense)
        for year in _headed(line, titled):
            bare[year] += TITLE_WEIGHT
    return bare


def _titled(title: str, titled: str, votes: Mapping[str, Mapping[int, int]], bare: Mapping[int, int]) -> str:
    """Return what the bare years of a title are of: measures, where it names them and a result of the year before."""
    planned = last_of(squeezed(title), _cues()["plan"]) >= 0
    after_result = bool(votes["result"]) and set(bare) == {max(votes["result"]) + 1}
    return "plan" if planned and after_result else titled


def year_senses(text: str) -> Iterator[tuple[int, str]]:
    """Yield every fiscal year in a text and what it is of: `result`, `plan` or `neither`."""
    words = plain(text)
    for pattern in (_PERIOD, _DATE, _MONTH_YEAR, _SPAN):
        words = pattern.sub(lambda found: "#" * len(found[0]), words)
    met = [(found.start(1), int(found[1])) for found in _YEAR.finditer(words)]
    met += [(found.start(1), 2500 + int(found[1])) for found in _SHORT_YEAR.finditer(words)]
    met += [(found.start(), int(found[1] or found[2]) + BUDDHIST) for found in _COMMON_YEAR.finditer(words)]
    before = 0
    for place, year in sorted(met):
        if EARLIEST <= year <= LATEST:
            sense = _sense(words[max(before, place - FAR) : place])
            # “ปี 2564 … (ปี 2564)”: a year without a word of its own is of what the one before it was.
            yield year, sense or _sense(words[max(0, place - FAR) : place])
            before = place + 4


def _sense(before: str) -> str:
    text = squeezed(before)
    places = {name: last_of(text, words) for name, words in _cues().items() if name != "assessed"}
    best = max(places, key=lambda name: places[name])
    return best if places[best] >= 0 else ""


def _headed(line: Line, titled: str) -> Iterator[int]:
    """Yield the year of a first line that is nothing else, or begins with the assessment."""
    words = plain(line.text)
    alone = _ALONE.fullmatch(words)
    found = alone or (_NAMED.match(words) if titled == "result" else None)
    if found and EARLIEST <= int(found[1]) <= LATEST:
        yield int(found[1])


def _years_of_assessment(title: str, lines: Sequence[Line]) -> Counter[int]:
    """Return the years of the assessment itself, for a paper that says of no year what came of it.

    In its first lines a year without any word is of what the paper is of.
    """
    votes = Counter[int]()
    texts = [title, *(line.text for line in lines)]
    about = [last_of(squeezed(text), _cues()["assessed"]) >= 0 for text in texts]
    if not any(about):
        return votes
    for number, text in enumerate(texts):
        first = 0 < number <= TITLE_LINES or (number <= FIRST_LINES and _ALONE.fullmatch(plain(text)))
        if about[number] or first:
            votes.update(year for year, sense in year_senses(text) if not sense)
    return votes


def _most(votes: Mapping[int, int]) -> int | None:
    return max(votes, key=lambda year: (votes[year], year)) if votes else None


def year_in(text: str) -> int | None:
    """Return the last fiscal year that a text names, `None` where it names none."""
    found = [int(year) for year in _YEAR.findall(plain(text))]
    return found[-1] if found else None


def date_of(kind: SectionKind, lines: Sequence[Line]) -> tuple[datetime.date | None, str]:
    """Return the paper's own date, and how it is printed; a month alone is printed but is no date."""
    for line in lines:
        words = plain(line.text)
        labelled = _DAY_LABEL.search(words) if len(words) <= LONGEST_DATE_LINE else None
        if labelled and kind == "memo":
            found = _DATE.search(labelled[0])
            if found:
                return read_date(found[0]), _as_printed(line.text, found[0])
    for line in lines:
        words = plain(line.text).strip("() .")
        if _DATE.fullmatch(words.removeprefix("ณ ").removeprefix("วันที่").strip()):
            return read_date(words.removeprefix("ณ ").removeprefix("วันที่").strip()), line.text.strip()
        if _MONTH_YEAR.fullmatch(words):
            return None, line.text.strip()
    return None, ""


def told_until(text: str) -> datetime.date | None:
    """Return the day up to which a line says that something was reported, `None` where it says none."""
    found = _UNTIL.search(plain(text))
    return read_date(found[1]) if found else None


def _as_printed(text: str, words: str) -> str:
    """Return the date in the digits of the paper, where it stands there in one piece."""
    place = plain(text).find(words)
    return text[place : place + len(words)] if len(plain(text)) == len(text) and place >= 0 else words


def items_of(kind: SectionKind, title: str, lines: Iterable[Line]) -> tuple[str, ...]:
    """Return the OIT items that a paper says it answers: those in its title, else the first one that fits its kind."""
    named = [code for code, _ in _items_in(title)]
    if named:
        return tuple(dict.fromkeys(named))
    words = tuple(map(squeezed, words_of("papers")["items"].get(kind, ())))
    for line in lines:
        for code, following in _items_in(line.text):
            if any(word in squeezed(following) for word in words):
                return (code,)
    return ()


def items_listed(blocks: Iterable[Block]) -> tuple[str, ...]:
    """Return the OIT items that a list has a row or a line for, in its order."""
    found = []
    for block in blocks:
        if isinstance(block, Table):
            begins = [next((cell.text for cell in row if cell.text.strip()), "") for row in block.rows]
        else:
            begins = [block.text]
        found += [f"O{int(code[1])}" for text in begins if (code := _LISTED.match(plain(text)))]
    return tuple(dict.fromkeys(found))


def _items_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield the codes of items in a text, each with what follows it up to the next."""
    words = plain(text).strip()
    found = [each for each in _ITEM.finditer(words) if int(each[1])]
    ends = [*(each.start() for each in found), len(words)][1:]
    for each, end in zip(found, ends, strict=True):
        yield f"O{int(each[1])}", words[each.end() : min(end, each.end() + ITEM_WORDS)]
