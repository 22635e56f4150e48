"""The figures that the papers of a chain tell, by fiscal year, and what reconciling says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from prongsai.core.framework import TOTAL, Framework
from prongsai.core.level import HIGHEST, LOWEST
from prongsai.core.printed import Place
from prongsai.core.proofread import Chain
from prongsai.core.proofread.passages import any_of, around, of, plain
from prongsai.core.recognised import Figure, Recognised, Section
from prongsai.core.result import PUBLISHED_TOTAL, Result
from prongsai.core.scoring import prepare, score

if TYPE_CHECKING:
    from prongsai.core.reconcile import Reconciliation

YEAR = re.compile(r"(?<!\d)(25[5-9]\d)(?!\d)")
# A sentence tells a score in so many words …
_TELLS = re.compile(
    r"(?:ได้|ได้รับ|มี|คือ|เท่ากับ|อยู่ที่|คะแนน(?:รวม|ภาพรวม|เฉลี่ย)?|ภาพรวม)\s*(?:ผล|ค่า)?\s*(?:คะแนน)?\s*(?:รวม|ภาพรวม|เฉลี่ย)?"
    r"\s*(?:เป็น|เท่ากับ|คือ|อยู่ที่|ที่)?\s*[:“\"]?\s*(?:ร้อยละ\s*)?$"
    # … or sets it right behind the name: “IIT = 92.30”, “ตัวชี้วัดที่ 1 95.30”.
    r"|(?:\b(?:IIT|EIT|OIT)\)?|ตัวชี้วัดที่\s*\d{1,2})\s*(?:=|:|ร้อยละ)?\s*$"
)
# … and not a mark to reach, the score of another year, or what could be.
_NO_SCORE = re.compile(
    "ขึ้นไป|ไม่ต่ำกว่า|ไม่น้อยกว่า|มากกว่า|เป้าหมาย|เกณฑ์|จากปี|ปีที่ผ่านมา|ปีก่อน|ปีที่แล้ว|เพิ่ม|ลดลง|ขาด|หาก|ถ้า|จะได้|จะมี|ต้อง|ควร"
)
# What is said after such a word, or of the next number, is not said of the score.
_NEXT_CLAUSE = re.compile(r"โดย|ซึ่ง|ทั้งนี้|แต่|\d")
_LAST_YEAR = re.compile("ปีที่ผ่านมา|ปีก่อน|ปีที่แล้ว")
_OF_ASSESSMENT = re.compile("ITA|คุณธรรมและความโปร่งใสในการดำเนินงาน")
REPORTS = frozenset({"implementation", "followup"})
PLANS = frozenset({"analysis", "measures"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A figure with the paper that tells it."""

    figure: Figure
    section: Section
    paper: Recognised


@dataclass(frozen=True, slots=True, kw_only=True)
class YearTold:
    """What the papers tell of the result of one fiscal year.

    `scores` by code, the one that speaks first: a figure of a table goes before one of a sentence. `changes` are the
    differences to the year before. `levels` by word as printed, with their places.
    """

    year: int
    framework: Framework | None
    agency: str
    agency_type: str | None
    scores: Mapping[str, tuple[Told, ...]] = field(default_factory=dict)
    changes: tuple[Told, ...] = ()
    levels: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)

    def value(self, code: str) -> Decimal | None:
        """Return the score that speaks for a code, `None` where none is told."""
        return self.scores[code][0].figure.value if code in self.scores else None

    def place(self, code: str) -> tuple[Place, ...]:
        """Return where the speaking score of a code stands, nothing where none is told."""
        return (self.scores[code][0].figure.where,) if code in self.scores else ()

    def of_kind(self, kind: str) -> dict[str, Decimal]:
        """Return the scores of one kind of node (`indicator`, `item`…) in the order of the framework."""
        framework = self.framework
        if framework is None:
            return {}
        codes = (code for code in framework.codes() if code in self.scores)
        return {code: self.scores[code][0].figure.value for code in codes if framework.kind_of(code) == kind}

    @property
    def below(self) -> bool:
        """Whether questions or items are told, so that the indicators have something below them."""
        return bool(self.of_kind("question") or self.of_kind("item"))


@lru_cache(maxsize=2)
def years_told(chain: Chain) -> tuple[YearTold, ...]:
    """Return what is told of each fiscal year, the oldest first."""
    scores: dict[int, list[Told]] = {}
    changes: dict[int, list[Told]] = {}
    for told in _figures(chain):
        year = year_of(told)
        if year is not None:
            (changes if told.figure.change else scores).setdefault(year, []).append(told)
    levels = _levels(chain)
    years = sorted({*scores, *changes, *levels})
    return tuple(
        _year_told(chain, year, scores.get(year, []), changes.get(year, []), levels.get(year, {}))
        for year in years
    )


def _year_told(
    chain: Chain,
    year: int,
    scores: Sequence[Told],
    changes: Sequence[Told],
    levels: Mapping[str, tuple[Place, ...]],
) -> YearTold:
    # A table is made from the announcement; a sentence is written by hand.
    ordered = sorted(scores, key=lambda told: bool(told.figure.sentence))
    by_code: dict[str, list[Told]] = {}
    for told in ordered:
        by_code.setdefault(told.figure.code, []).append(told)
    agencies = [paper for paper in chain.papers if paper.agency] or list(chain.papers[:1])
    return YearTold(
        year=year,
        framework=chain.frameworks.get(year),
        agency=agencies[0].agency if agencies else "",
        agency_type=agencies[0].agency_type if agencies else None,
        scores={code: tuple(each) for code, each in by_code.items()},
        changes=tuple(changes),
        levels=levels,
    )


def _figures(chain: Chain) -> Iterator[Told]:
    for paper in chain.papers:
        for section in paper.sections:
            for figure in section.figures:
                if figure.change or not _no_score(figure):
                    yield Told(figure=figure, section=section, paper=paper)


def _no_score(figure: Figure) -> bool:
    """Whether a sentence does not say in so many words that its number is the score."""
    text = plain(figure.sentence)
    if not text:
        return False
    at = text.find(f"{figure.value}")
    before = text[max(0, at - 40) : max(0, at)]
    behind = at + len(f"{figure.value}")
    after, *_ = _NEXT_CLAUSE.split(text[behind : behind + 40], maxsplit=1)
    return at < 0 or not _TELLS.search(before) or bool(_NO_SCORE.search(f"{before} {after}"))


def quoted(figure: Figure) -> str:
    """Return the sentence of a figure as far as it can be shown, the number in its middle."""
    text = plain(figure.sentence)
    at = max(0, text.find(f"{figure.value}"))
    return around(text, at, at + len(f"{figure.value}")) if text else ""


def year_of(told: Told) -> int | None:
    """Return the fiscal year that a figure is of: the one its sentence names, else that of its paper.

    A report on measures tells as outcome the result of the year of the measures.
    """
    text, section = plain(told.figure.sentence), told.section
    if told.figure.year is not None and not text:
        return told.figure.year
    named = set(map(int, YEAR.findall(text)))
    if len(named) == 1:
        return named.pop()
    if named:
        before = YEAR.findall(text[: max(0, text.find(f"{told.figure.value}"))])
        return int(before[-1]) if before else None
    if section.kind in REPORTS:
        return section.plan_year if section.plan_year is not None else section.result_year
    if told.figure.sentence and not told.figure.change and _LAST_YEAR.search(text):
        return None
    return section.result_year


def _levels(chain: Chain) -> dict[int, dict[str, tuple[Place, ...]]]:
    found: dict[int, dict[str, tuple[Place, ...]]] = {}
    for paper in chain.papers:
        for section in paper.sections:
            year = section.result_year
            if year is None or section.kind in REPORTS:
                continue
            words = found.setdefault(year, {})
            if section.level:
                word = plain(section.level)
                words[word] = (*words.get(word, ()), _level_place(paper, section))
            for word, place in _levels_in_words(section, paper, chain.frameworks.get(year)):
                if place not in words.get(word, ()):
                    words[word] = (*words.get(word, ()), place)
    return {year: words for year, words in found.items() if words}


def _levels_in_words(
    section: Section, paper: Recognised, framework: Framework | None
) -> Iterator[tuple[str, Place]]:
    """Yield the levels of the year's own scale that sentences say to be reached."""
    words = any_of(tuple(level.word.th for level in framework.levels)) if framework else None
    if words is None:
        return
    # A word of the scale may begin another: ผ่านเกณฑ์ is no ผ่าน.
    pattern = re.compile(rf"อยู่ในระดับ\s*[\"“']?({words})(?=$|[\s\"”'.,)]|และ|โดย|ซึ่ง|ตาม|ใน)")
    for passage in of(section, paper):
        if not passage.cell and _OF_ASSESSMENT.search(passage.text):
            yield from ((match[1], passage.where) for match in pattern.finditer(passage.text))


def _level_place(paper: Recognised, section: Section) -> Place:
    """Return where the level stands: the reading that belongs to this paper, else the paper itself."""
    word = plain(section.level)
    lines = {block.where.line for block in section.blocks}
    readings = [each for each in paper.readings if each.field.endswith("level") and plain(each.value) == word]
    near = [each for each in readings if each.where.line in lines]
    return (near or readings)[0].where if readings else section.where


def reconciled(told: YearTold) -> Reconciliation | None:
    """Return the checks of what is told, the first level word with it; `None` where nothing can be checked."""
    return _reconciled(told, next(iter(told.levels), None))


def _reconciled(told: YearTold, level: str | None) -> Reconciliation | None:
    framework = told.framework
    if framework is None or len(told.scores) < 2:
        return None
    # Many papers tell no scores; the arithmetic is not loaded for them.
    from prongsai.core.reconcile import reconcile

    result = result_of(told, framework, level)
    return reconcile(score(prepare(framework), result))


def result_of(told: YearTold, framework: Framework, level: str | None = None) -> Result:
    """Return what is told as a result; codes that the framework does not know and impossible figures are left out."""
    values = {code: told.value(code) for code in told.scores}
    known = {
        code: value
        for code, value in values.items()
        if value is not None and framework.kind_of(code) is not None and LOWEST <= value <= HIGHEST
    }
    total = known.pop(TOTAL, None)
    return Result(
        agency=told.agency,
        fiscal_year=told.year,
        agency_type=told.agency_type,
        scores=known,
        published={} if total is None else {PUBLISHED_TOTAL: total},
        level=level_word(framework, level),
    )


def level_word(framework: Framework, level: str | None) -> str | None:
    """Return the word as the framework writes it, where it differs only in case (c for C)."""
    if level is None:
        return None
    same = (each.word.th for each in framework.levels if each.word.th.casefold() == level.casefold())
    return next(same, level)


def value_in(chain: Chain, code: str, year: int) -> Decimal | None:
    """Return the score of a code in a year: as the papers tell it, else from a result handed in beside them."""
    for told in years_told(chain):
        if told.year == year and code in told.scores:
            return told.value(code)
    for result in chain.known:
        if result.fiscal_year == year:
            given = result.published.get(PUBLISHED_TOTAL) if code == TOTAL else None
            return given if given is not None else result.published.get(code, result.scores.get(code))
    return None


def plan_year_of(paper: Recognised, section: Section) -> int | None:
    """Return the year of the measures of a plan; where it does not say, that after the result it or its file is on."""
    if section.plan_year is not None or section.kind not in PLANS:
        return section.plan_year
    before = paper.sections[: paper.sections.index(section) + 1]
    results = [each.result_year for each in before if each.kind in PLANS and each.result_year is not None]
    return results[-1] + 1 if results else None
