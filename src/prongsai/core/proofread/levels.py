"""Rules of the class rule on levels: the word of the right scale, its range, and what the figures give."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from prongsai.core.framework import TOTAL, Framework, Level
from prongsai.core.level import two_decimals
from prongsai.core.proofread import Chain, Check, Remark, Rule
from prongsai.core.proofread.passages import Passage, any_of, around, passages, remark_at
from prongsai.core.proofread.told import YearTold, level_word, reconciled, years_told
from prongsai.core.result import LEVEL
from prongsai.core.text import Text

_RANGE = re.compile(
    r"(?:ระดับ|เกณฑ์)\s*[\"“'(]?\s*(?P<word>[A-Fก-๎]{1,20}?)\s*[\"”']?\s*\(\s*(?:ช่วง\s*)?"
    r"(?P<low>\d{1,3}(?:\.\d+)?)\s*(?:[-–—]|ถึง)\s*(?P<high>\d{1,3}(?:\.\d+)?)\s*(?:คะแนน)?\s*\)"
)
LEAST_END = 50
# Level words of a scale stand at the end of a stretch; “ขึ้นไป” and the like go on.
_END = r"(?![ก-๎A-Za-z])"


def level_of_figures(chain: Chain) -> Iterator[Remark]:
    """Yield the level words that the figures of their year do not give."""
    rule = chain.rules["rule.level"]
    for told in years_told(chain):
        for word, places in told.levels.items():
            if not _on_scale(told.framework, word):
                continue
            found = reconciled(replace(told, levels={word: places}))
            check = found.check(LEVEL) if found else None
            if check is not None and check.status == "disagrees":
                why = check.explanations[0].text if check.explanations else Text("", "")
                yield remark_at(
                    rule,
                    f"{told.year}:{word}",
                    (*places, *told.place(TOTAL)),
                    _shown(told, word),
                    word=word,
                    year=told.year,
                    right=Text(f"คือ “{check.recomputed}”", f"is “{check.recomputed}”")
                    if check.recomputed
                    else Text("ไม่ใช่ระดับนี้", "is another"),
                    explanation=why,
                    codes=(TOTAL,),
                )


def _shown(told: YearTold, word: str) -> str:
    total = told.value(TOTAL)
    return f"“{word}”" if total is None else f"{total} · “{word}”"


def _on_scale(framework: Framework | None, word: str) -> bool:
    words = {level.word.th for level in framework.levels} if framework else set()
    return framework is not None and level_word(framework, word) in words


def level_words(chain: Chain) -> Iterator[Remark]:
    """Yield the level words that the scale of their year does not have, each once with all its places."""
    rule = chain.rules["rule.level_word"]
    found: dict[tuple[str, str], list[tuple[Passage, re.Match[str]]]] = {}
    for passage in passages(chain):
        scales = _scales(chain, passage)
        for match in _foreign(rule, passage) if scales else ():
            if not any(_on_scale(scale, match["word"]) for scale in scales):
                found.setdefault((passage.paper.printed.name, _word(match)), []).append((passage, match))
    for (_, word), hits in found.items():
        yield _foreign_remark(chain, rule, word, hits)
    yield from _level_of_result(chain, rule)


def _word(match: re.Match[str]) -> str:
    groups = match.groupdict()
    return f"{match['word']} ({groups['low']}–{groups['high']})" if groups.get("low") else match["word"]


def _foreign(rule: Rule, passage: Passage) -> Iterator[re.Match[str]]:
    """Yield level words with a range, and those of other scales that stand beside the assessment's name."""
    words, near = any_of(rule.words["foreign"]), any_of(rule.words["assessment"])
    if re.search(near, passage.text):
        # Appraisals and questions of satisfaction have levels with ranges too.
        yield from (match for match in _RANGE.finditer(passage.text) if Fraction(match["high"]) > LEAST_END)
        plain = re.compile(rf"(?:อยู่ใน|ผลการประเมิน)\s*ระดับ\s*[\"“']?(?P<word>{words}){_END}(?!\s*\()")
        yield from plain.finditer(passage.text)


def _foreign_remark(chain: Chain, rule: Rule, word: str, hits: list[tuple[Passage, re.Match[str]]]) -> Remark:
    passage, match = hits[0]
    scale = _scales(chain, passage)[0]
    return remark_at(
        rule,
        word.replace(" ", ""),
        tuple(each.where for each, _ in hits),
        around(passage.text, *match.span()),
        word=word,
        year=scale.fiscal_year,
        known=_listed(scale.levels),
        explanation=_elsewhere(chain, match["word"], scale),
    )


def _scales(chain: Chain, passage: Passage) -> tuple[Framework, ...]:
    """Return the scales that a level in this paper may be of: that of the result, else that of the year of the plan."""
    years = (passage.section.result_year, passage.section.plan_year)
    return tuple(chain.frameworks[year] for year in years if year is not None and year in chain.frameworks)


def _listed(levels: Iterable[Level]) -> str:
    return ", ".join(level.word.th for level in levels)


def _elsewhere(chain: Chain, word: str, scale: Framework) -> Text:
    years = sorted(year for year, each in chain.frameworks.items() if _on_scale(each, word))
    if not years:
        return Text("", "")
    names = ", ".join(map(str, years))
    return Text(
        f" (เป็นคำของเกณฑ์ปี {names} ไม่ใช่ปี {scale.fiscal_year})",
        f" (a word of the scale of {names}, not of {scale.fiscal_year})",
    )


def _level_of_result(chain: Chain, rule: Rule) -> Iterator[Remark]:
    """Yield the announced level itself where the year has no such word."""
    for told in years_told(chain):
        for word, places in told.levels.items():
            framework = told.framework
            if framework is not None and not _on_scale(framework, word):
                yield remark_at(
                    rule,
                    f"{told.year}:{word}",
                    places,
                    _shown(told, word),
                    word=word,
                    year=told.year,
                    known=_listed(framework.levels),
                    explanation=_elsewhere(chain, word, framework),
                    codes=(TOTAL,),
                )


def level_ranges(chain: Chain) -> Iterator[Remark]:
    """Yield the ranges that do not belong to the level word before them."""
    rule = chain.rules["rule.level_range"]
    for passage in passages(chain):
        for scale in _scales(chain, passage)[:1]:
            for match in _RANGE.finditer(passage.text):
                level = next((each for each in scale.levels if each.word.th == match["word"]), None)
                if level is not None and Fraction(match["low"]) != level.minimum:
                    yield remark_at(
                        rule,
                        f"{match['word']}:{match['low']}",
                        (passage.where,),
                        around(passage.text, *match.span()),
                        word=match["word"],
                        low=match["low"],
                        minimum=two_decimals(level.minimum),
                        year=scale.fiscal_year,
                    )


CHECKS: Mapping[str, Check] = {
    "rule.level": level_of_figures,
    "rule.level_word": level_words,
    "rule.level_range": level_ranges,
}
