"""The announced level word against the announced total and gates, or what is known below them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from prongsai.core.framework import TOTAL, Framework, Level
from prongsai.core.level import LevelDecision, decide
from prongsai.core.reconcile.equation import Figures
from prongsai.core.reconcile.explain import Check, Explanation
from prongsai.core.result import LEVEL
from prongsai.core.scoring import Score
from prongsai.core.text import Text

# Just below the open end of an interval.
_A_LITTLE = Fraction(1, 10**12)


@dataclass(frozen=True, slots=True)
class _Reach:
    """The decision on the figures as they stand, and all levels that their rounding and what is unknown leave open."""

    values: Mapping[str, Fraction]
    decision: LevelDecision
    possible: tuple[Level, ...]
    doubtful: tuple[str, ...]


def check_level(
    scored: Score, figures: Figures, *, doubtful: Collection[str], other_years: Sequence[Framework]
) -> Iterator[Check]:
    """Yield the check of the announced level, if one was announced.

    A level is applied to figures as shown; so an announced total or gate counts as it stands. If its own check
    failed (`doubtful`), anything from it to what lies below it counts, and the level hangs on it.
    """
    word = scored.result.level
    if word is None:
        return
    reach = _reach(scored, figures, doubtful)
    words = [level.word.th for level in reach.possible]
    if word not in words:
        shown = words[0] if len(words) == 1 else None
        explanations = tuple(_explanations(scored, reach, other_years))
        yield Check(LEVEL, word, shown, "disagrees", explanations)
    elif len(words) == 1:
        yield Check(LEVEL, word, word, "agrees")
    elif reach.decision.level is None:
        missing = Explanation("missing", LEVEL, None, reach.decision.why)
        yield Check(LEVEL, word, None, "undecidable", (missing,))
    elif reach.doubtful:
        yield Check(LEVEL, word, None, "undecidable", (_hangs_on(reach),))
    else:
        yield Check(LEVEL, word, word, "agrees")


def _hangs_on(reach: _Reach) -> Explanation:
    codes = ", ".join(reach.doubtful)
    text = Text(
        f"ระดับขึ้นอยู่กับ {codes} ซึ่งตัวเลขที่ประกาศไม่ตรงกับรายข้อ",
        f"the level hangs on {codes}, where the announced figure does not follow from those below it",
    )
    return Explanation("none", LEVEL, None, text)


def _reach(scored: Score, figures: Figures, doubtful: Collection[str]) -> _Reach:
    framework, rounding = scored.recipe.framework, scored.recipe.rounding
    now, low, high = dict(scored.values), dict(scored.values), dict(scored.values)
    # A part that is not known is bounded by its tool, so the tools count too.
    codes = tuple(dict.fromkeys((*(tool.code for tool in framework.tools), *framework.gates, TOTAL)))
    for code in codes:
        ends = list(_ends(code, figures, with_below=code in doubtful))
        if ends:
            low[code], high[code] = min(ends), max(ends)
        printed = figures.printed(code)
        if printed is not None and code not in doubtful:
            now[code] = Fraction(printed)
    decision = decide(framework, rounding, now)
    best = decide(framework, rounding, high).possible[0]
    worst = decide(framework, rounding, low).possible[-1]
    possible = framework.levels[framework.levels.index(best) : framework.levels.index(worst) + 1]
    return _Reach(now, decision, possible, tuple(code for code in codes if code in doubtful))


def _ends(code: str, figures: Figures, *, with_below: bool) -> Iterator[Fraction]:
    """Yield the ends of where a figure lies: as printed, and by what is below it if nothing is printed or it is asked."""
    printed = figures.printed(code)
    if printed is not None:
        yield Fraction(printed)
    interval = figures.made(code) if printed is None or with_below else None
    if interval is not None:
        yield interval.low
        yield interval.low if interval.exact else interval.high - _A_LITTLE


def _explanations(scored: Score, reach: _Reach, other_years: Sequence[Framework]) -> Iterator[Explanation]:
    word = scored.result.level
    framework = scored.recipe.framework
    if any(level.word.th == word for level in framework.levels):
        yield Explanation("none", LEVEL, None, reach.decision.why)
        return
    years = [year for year in other_years if any(level.word.th == word for level in year.levels)]
    if not years:
        text = Text(f"ไม่มีระดับ “{word}” ในปีใด", f"no year has a level “{word}”")
        yield Explanation("none", LEVEL, None, text)
        return
    names = ", ".join(str(year.fiscal_year) for year in years)
    there = decide(years[0], scored.recipe.rounding, reach.values).level
    text = Text(
        f"“{word}” เป็นคำของเกณฑ์ปี {names} ไม่ใช่ปี {framework.fiscal_year}",
        f"“{word}” is a word of the scale of {names}, not of {framework.fiscal_year}",
    )
    yield Explanation("level_scale", LEVEL, there.word.th if there else None, text)
