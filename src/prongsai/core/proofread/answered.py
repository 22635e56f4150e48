"""Rules of the class chain on actions and measures: whether they answer the findings, each in its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from prongsai.core.framework import Framework
from prongsai.core.proofread import Chain, Remark, Rule
from prongsai.core.proofread.cover import FULL, of_kind
from prongsai.core.proofread.likeness import letters, near
from prongsai.core.proofread.matters import Matter, matters, spoken_of, tells_item, titles, touched_on
from prongsai.core.proofread.passages import remark_at
from prongsai.core.proofread.sheets import (
    Sheet,
    by_sheet,
    checks,
    listed,
    named,
    planned_text,
    plans,
    sheets,
    shown,
)
from prongsai.core.recognised import Actions, Phrase, PrintedMeasure
from prongsai.core.text import Text
from prongsai.core.thai import arabic_digits, tidy

# “ข้อ O28” in the words of a step.
_ITEM = re.compile(r"(?<![A-Za-z0-9])[Oo]\s?(\d{1,2})(?![\d.])")
_INDICATOR = re.compile(r"ตัวชี้วัด(?:ที่)?\s*(\d{1,2})(?![\d.])")


def _finding_unanswered(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    """Under one indicator: the findings ask for one thing, the actions do another."""
    known = matters(sheet.chain)
    for actions in sheet.section.actions:
        advice = [
            each
            for each in sheet.section.advice
            if each.indicator == actions.indicator and not each.keeps and each.codes
        ]
        asked = spoken_of(" ".join(each.text for each in advice), known)
        answer = " ".join(each.text for each in actions.actions)
        given = spoken_of(answer, known)
        if not asked or not given or asked.keys() & touched_on(answer, known):
            continue
        yield remark_at(
            rule,
            f"{sheet.key}.{actions.indicator}",
            (actions.where, *(each.where for each in advice)),
            shown(" ".join(each.text for each in actions.actions)),
            label=_label(sheet.framework, actions.indicator),
            asked=titles(asked.values()),
            given=titles(given.values()),
            codes=(actions.indicator, *(code for each in advice for code in each.codes)),
        )


def _label(framework: Framework | None, code: str) -> Text:
    return framework.label(code) if framework else Text(f"ตัวชี้วัดที่ {code}", f"Indicator {code}")


def _plan_of(sheet: Sheet) -> tuple[PrintedMeasure, ...]:
    """Return the measures that were planned after an analysis: those of its own file, else of another file."""
    same = [each for each in sheets(sheet.chain) if each.paper is sheet.paper and plans(each.section)]
    after = same or [each for each in sheets(sheet.chain) if _follows(sheet, each)]
    return tuple(measure for each in after for measure in each.section.measures)


def _follows(analysis: Sheet, other: Sheet) -> bool:
    year, planned = analysis.section.result_year, other.section.plan_year
    told = other.section.result_year
    return plans(other.section) and year is not None and (planned == year + 1 or told == year)


def _finding_without_measure(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    """One remark for all, told by their matters: measures rarely use the words of the recommendation."""
    known, measures = matters(sheet.chain), _plan_of(sheet)
    if len(measures) < rule.limits["fewest"]:
        return
    watched = (phrase for measure in measures for phrase in measure.monitoring)
    said = " ".join((*map(planned_text, measures), *(phrase.text for phrase in watched)))
    planned = touched_on(said, known)
    left: dict[str, Matter] = {}
    open_ = []
    for advice in sheet.section.advice:
        asked = spoken_of(advice.text, known)
        long = len(letters(advice.text)) >= rule.limits["letters"]
        if asked and long and not advice.keeps and not asked.keys() & planned:
            open_.append(advice)
            left |= asked
    if open_:
        yield remark_at(
            rule,
            sheet.key,
            tuple(advice.where for advice in open_),
            shown(open_[0].text),
            asked=titles(left.values()),
            codes=tuple(
                dict.fromkeys(code for each in open_ for code in (*each.codes, each.indicator) if code)
            ),
        )


def _lost_without_measure(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    """One remark for all items, because they are mended in one place: the table of measures."""
    framework, measures = sheet.framework, _plan_of(sheet)
    if framework is None or not measures:
        return
    # A measure tells an item in one breath: its words scattered over a long text tell others.
    phrases = [
        text
        for measure in measures
        for text in (measure.title, *(each.text for each in (*measure.approach, *measure.steps)))
    ]
    named_codes = {code for measure in measures for code in measure.codes}
    named_codes |= {f"O{number}" for text in phrases for number in _ITEM.findall(text)}
    lost = {
        code: figure
        for code, figure in of_kind(sheet, "item").items()
        if figure.value < FULL
        and code not in named_codes
        and not any(_tells(sheet.chain, framework, code, text) for text in phrases)
    }
    if lost:
        yield remark_at(
            rule,
            sheet.key,
            (measures[0].where, *(figure.where for figure in lost.values())),
            listed(f"{code} {figure.value}" for code, figure in lost.items()),
            items=listed(lost),
            codes=tuple(lost),
        )


def _tells(chain: Chain, framework: Framework, code: str, text: str) -> bool:
    """Whether a measure speaks of an item; where no words of it are known, it is taken to."""
    return tells_item(chain, framework.nodes[code].themes, text) is not False


def _steps_elsewhere(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    known = matters(sheet.chain)
    for measure in sheet.section.measures:
        title = spoken_of(measure.title, known)
        approach = spoken_of(" ".join(each.text for each in measure.approach), known)
        done = " ".join(each.text for each in measure.steps)
        steps = spoken_of(done, known)
        # Without an approach of its own the steps alone say what is done, and a title may be wide.
        if not (title and approach and steps) or touched_on(done, known) & (title.keys() | approach.keys()):
            continue
        yield remark_at(
            rule,
            f"{sheet.key}.{measure.id}",
            (measure.steps[0].where, measure.where),
            shown(" ".join(each.text for each in measure.steps)),
            measure=named(measure),
            title=titles(title.values()),
            steps=titles(steps.values()),
        )


def _same_actions(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    for one, other in combinations(sheet.section.actions, 2):
        fewest = min(len(one.actions), len(other.actions))
        if fewest < rule.limits["fewest"] or one.indicator == other.indicator:
            continue
        same = sum(_among(each, other.actions, rule) for each in one.actions)
        if same >= rule.limits["share"] * fewest:
            yield _same(sheet, rule, (one, other), same)


def _same(sheet: Sheet, rule: Rule, pair: tuple[Actions, Actions], same: int) -> Remark:
    one, other = pair
    return remark_at(
        rule,
        f"{sheet.key}.{one.indicator}.{other.indicator}",
        (other.where, one.where),
        shown(other.actions[0].text),
        number=same,
        one=_label(sheet.framework, one.indicator),
        other=_label(sheet.framework, other.indicator),
        codes=(one.indicator, other.indicator),
    )


def _among(phrase: Phrase, others: Sequence[Phrase], rule: Rule) -> bool:
    return any(near(phrase.text, other.text, rule.limits["alike"]) for other in others)


def _action_not_carried(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    """Only where the plan repeats the analysis: another way of planning needs no action word for word."""
    planned = [each for measure in _plan_of(sheet) for each in measure.approach]
    actions = [(group, each) for group in sheet.section.actions for each in group.actions]
    left = [(group, each) for group, each in actions if not _among(each, planned, rule)]
    if not planned or not left or len(actions) - len(left) < rule.limits["share"] * len(actions):
        return
    yield remark_at(
        rule,
        sheet.key,
        tuple(each.where for _, each in left),
        listed(shown(each.text) for _, each in left),
        number=len(left),
        codes=tuple(dict.fromkeys(group.indicator for group, _ in left)),
    )


def _tool_without_measure(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    """Only where measures name their indicators, so that a tool without any was not merely left unsaid."""
    framework = sheet.framework
    if framework is None:
        return
    covered = {
        code: measure for measure in sheet.section.measures for code in _indicators_of(framework, measure)
    }
    if len(covered) < rule.limits["fewest"]:
        return
    for tool in framework.tools:
        below = framework.children(tool.code)
        if not any(code in covered for code in below):
            yield remark_at(
                rule,
                f"{sheet.key}.{tool.code}",
                (sheet.section.measures[0].where,),
                listed(named(measure) for measure in sheet.section.measures),
                covered=listed(sorted(covered, key=int)),
                tool=tool.title,
                missing=listed(below),
                weight=int(tool.weight * 100),
                codes=(tool.code, *below),
            )


def _indicators_of(framework: Framework, measure: PrintedMeasure) -> set[str]:
    outcomes = " ".join(each.text for each in measure.outcomes)
    text = arabic_digits(tidy(f"{planned_text(measure)} {outcomes}"))
    codes = {*measure.codes, *_INDICATOR.findall(text)}
    above = {framework.indicator_of(code) for code in codes}
    return {code for code in above if code is not None}


CHECKS = checks(
    {
        "chain.finding_unanswered": by_sheet(_finding_unanswered),
        "chain.finding_without_measure": by_sheet(_finding_without_measure),
        "chain.lost_without_measure": by_sheet(_lost_without_measure),
        "chain.steps_elsewhere": by_sheet(_steps_elsewhere),
        "chain.same_actions": by_sheet(_same_actions),
        "chain.action_not_carried": by_sheet(_action_not_carried),
        "chain.tool_without_measure": by_sheet(_tool_without_measure),
    }
)
