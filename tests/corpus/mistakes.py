"""Mistakes that papers of agencies have, each planted alone into papers that have none, and what must be said of it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.corpus.content import Told, announced
from tests.corpus.style import Style

from prongsai.core.proofread import RuleKind


@dataclass(frozen=True)
class Mistake:
    """A way to go wrong; `plant` changes what is told, and returns whether these papers have room for it.

    Any of the `rules` tells it. A mistake may break what else is said: `also` are the rules that follow from it.
    """

    id: str
    kind: RuleKind
    rules: frozenset[str]
    plant: Callable[[Told, Style, Random], bool]
    also: frozenset[str] = frozenset()


def _total(told: Told, style: Style, random: Random) -> bool:
    told.scores["total"] = _shifted(told.scores["total"], random)
    return True


def _shifted(value: str, random: Random) -> str:
    """Return a score that is off by more than rounding explains, and still one."""
    off = random.choice((-1, 1)) * random.randint(90, 400)
    hundredths = round(float(value) * 100)
    return f"{(hundredths + off if 0 <= hundredths + off <= 10000 else hundredths - off) / 100:.2f}"


def _indicator(told: Told, style: Style, random: Random) -> bool:
    code = random.choice("12345")
    told.scores[code] = _shifted(told.scores[code], random)
    return style.shape >= 3


def _question(told: Told, style: Style, random: Random) -> bool:
    code = random.choice([each for indicator in "12345" for each in told.case.below(indicator)])
    told.scores[code] = _shifted(told.scores[code], random)
    return style.shape >= 3


def _count(told: Told, style: Style, random: Random) -> bool:
    number = len(told.reported)
    told.counted = (number, number - 1, 2)
    return True


def _lowest(told: Told, style: Style, random: Random) -> bool:
    told.lowest = told.ranks[random.randrange(1, len(told.ranks) - 2)]
    return style.shape < 3 and told.scores[told.lowest] != told.scores[told.ranks[-1]]


def _rank(told: Told, style: Style, random: Random) -> bool:
    first = random.randrange(len(told.ranks) - 3)
    one, other = told.ranks[first], told.ranks[first + 2]
    told.ranks[first], told.ranks[first + 2] = other, one
    return style.shape < 3 and told.scores[one] != told.scores[other]


def _level(told: Told, style: Style, random: Random) -> bool:
    words = [level.word.th for level in told.case.framework.levels]
    place = words.index(told.level)
    told.level = words[place - 1] if place else words[1]
    return True


def _scale(told: Told, style: Style, random: Random) -> bool:
    """Name a level of the other scale."""
    told.level = "ผ่านดี" if told.case.year < 2566 else "A"
    return True


def _claim(told: Told, style: Style, random: Random) -> bool:
    told.reached += 10
    return told.reached <= 95


def _foreword(told: Told, style: Style, random: Random) -> bool:
    told.foreword = announced(told.case) - datetime.timedelta(days=random.randint(70, 150))
    return bool(style.shape % 2)


def _dated(told: Told, style: Style, random: Random) -> bool:
    told.day = announced(told.case) - datetime.timedelta(days=random.randint(60, 150))
    return True


def _period(told: Told, style: Style, random: Random) -> bool:
    measure = random.choice(told.planned)
    measure.period = f"ม.ค. {told.plan_year + 1} - มี.ค. {told.plan_year + 1}"
    return True


def _early(told: Told, style: Style, random: Random) -> bool:
    """Report a step as done before its fiscal year began."""
    measure = random.choice(told.reported)
    measure.results[0] = f"ได้{measure.steps[0]}เรียบร้อยแล้วเมื่อวันที่ 12 มีนาคม {told.plan_year - 1}"
    return True


def _cover(told: Told, style: Style, random: Random) -> bool:
    told.cover_year = told.case.year - 1
    return True


def _weak(told: Told, style: Style, random: Random) -> bool:
    """Leave out every finding of a weak indicator."""
    mark = 65 if told.case.year < 2566 else 85
    weak = [code for code in told.ranks if float(told.scores[code]) < mark and told.findings_of(code)]
    if not weak:
        return False
    code = random.choice(weak)
    for each, _ in told.findings_of(code):
        del told.findings[each]
    told.actions.pop(code, None)
    return True


def _lost(told: Told, style: Style, random: Random) -> bool:
    """Leave out the finding of a lost item."""
    lost = [code for code in told.findings if code.startswith("O")]
    if not lost or style.shape < 3:
        return False
    del told.findings[random.choice(lost)]
    return True


def _unanswered(told: Told, style: Style, random: Random) -> bool:
    """Leave out the measures of a lost item, in plan and report."""
    lost = [code for code in told.findings if code.startswith("O")]
    if not lost or style.shape < 3:
        return False
    code = random.choice(lost)
    kept = [each for each in told.planned if not any(f"ข้อ {code} " in step for step in each.steps)]
    gone = {each.title for each in told.planned} - {each.title for each in kept}
    told.planned = kept
    told.reported = [each for each in told.reported if each.title not in gone]
    return len(told.planned) > 2


def _unreported(told: Told, style: Style, random: Random) -> bool:
    told.reported.pop(random.randrange(len(told.reported)))
    return len(told.reported) > 2


def _unplanned(told: Told, style: Style, random: Random) -> bool:
    told.planned.pop(random.randrange(len(told.planned)))
    return len(told.planned) > 2


def _no_result(told: Told, style: Style, random: Random) -> bool:
    """Leave a method without a result."""
    measure = random.choice([each for each in told.reported if len(each.steps) > 2])
    measure.results.pop(random.randrange(1, len(measure.results)))
    return True


def _same_result(told: Told, style: Style, random: Random) -> bool:
    one, other = random.sample(told.reported, 2)
    other.results = list(one.results)
    return True


def _bare(told: Told, style: Style, random: Random) -> bool:
    """Tell results that only repeat the methods."""
    for measure in told.reported:
        measure.results = [f"ได้{step}แล้ว" for step in measure.steps]
    return True


def _owner(told: Told, style: Style, random: Random) -> bool:
    random.choice(told.planned).units = ""
    return True


def _no_period(told: Told, style: Style, random: Random) -> bool:
    random.choice(told.planned).period = ""
    return True


def _no_monitoring(told: Told, style: Style, random: Random) -> bool:
    random.choice(told.planned).monitoring = ""
    return True


def _vague(told: Told, style: Style, random: Random) -> bool:
    random.choice(told.planned).monitoring = "ผู้บริหารให้ความสำคัญและกำชับเจ้าหน้าที่"
    return True


def _open(told: Told, style: Style, random: Random) -> bool:
    """Tell a step as not done, without reason and without a new date."""
    measure = random.choice(told.reported)
    place = random.randrange(len(measure.results))
    measure.results[place] = f"ยังไม่ได้ดำเนินการ{measure.steps[place]}"
    return True


def _opinion(told: Told, style: Style, random: Random) -> bool:
    told.opinions[random.randrange(2)] = ""
    return True


def _other_agency(told: Told, style: Style, random: Random) -> bool:
    told.site = "เทศบาลฯ" if told.case.office.type == "sao" else "อบต."
    return True


def _mistake(
    kind: RuleKind, plant: Callable[[Told, Style, Random], bool], rules: str, also: str = ""
) -> Mistake:
    return Mistake(plant.__name__.strip("_"), kind, frozenset(rules.split()), plant, frozenset(also.split()))


MISTAKES = (
    _mistake("sum", _total, "sum.total", "rule.level sum.told_twice"),
    _mistake(
        "sum", _indicator, "sum.indicator sum.tool sum.total", "sum.told_twice chain.weak_without_finding"
    ),
    _mistake("sum", _question, "sum.indicator", "chain.lower_skipped sum.parts"),
    _mistake("sum", _count, "sum.count"),
    _mistake("sum", _lowest, "sum.extreme", "chain.choice"),
    _mistake("sum", _rank, "sum.rank"),
    _mistake("rule", _level, "rule.level"),
    _mistake("rule", _scale, "rule.level_word rule.level"),
    _mistake("rule", _claim, "rule.claim"),
    _mistake("year", _foreword, "year.before_result"),
    _mistake("year", _dated, "year.before_result"),
    _mistake("year", _period, "year.outside", "year.done_before"),
    _mistake("year", _early, "year.done_before year.done_outside", "form.result_row"),
    _mistake(
        "year",
        _cover,
        "year.title year.two_years",
        "year.analysed sum.told_twice year.before_result sum.indicator sum.tool sum.total rule.level rule.level_word",
    ),
    _mistake(
        "chain",
        _weak,
        "chain.weak_without_finding",
        "chain.lower_skipped chain.choice chain.lost_without_finding",
    ),
    _mistake("chain", _lost, "chain.lost_without_finding", "chain.weak_without_finding chain.lower_skipped"),
    _mistake(
        "chain",
        _unanswered,
        "chain.lost_without_measure chain.finding_without_measure chain.action_not_carried",
    ),
    _mistake("chain", _unreported, "chain.not_reported"),
    _mistake(
        "chain", _unplanned, "chain.not_planned", "chain.finding_without_measure chain.lost_without_measure"
    ),
    _mistake("chain", _no_result, "chain.method_without_result"),
    _mistake(
        "chain", _same_result, "chain.same_result", "chain.method_without_result chain.result_without_method"
    ),
    _mistake("chain", _bare, "chain.result_bare", "chain.same_result"),
    _mistake("form", _owner, "form.cell_blank form.columns form.plan_element"),
    _mistake("form", _no_period, "form.cell_blank form.columns"),
    _mistake("form", _no_monitoring, "form.cell_blank form.monitoring_vague form.plan_element"),
    _mistake("form", _vague, "form.monitoring_vague"),
    _mistake("form", _open, "form.open_measure", "chain.method_without_result"),
    _mistake("form", _opinion, "form.opinion_blank"),
    _mistake("text", _other_agency, "text.other_agency text.place_name"),
)
