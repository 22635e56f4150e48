"""Rules of the class chain on reports: plan against report, methods against results, claims against evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from prongsai.core.printed import Place
from prongsai.core.proofread import Chain, Remark, Rule
from prongsai.core.proofread.likeness import assign, letters, near
from prongsai.core.proofread.passages import remark_at
from prongsai.core.proofread.sheets import (
    Sheet,
    by_sheet,
    checks,
    has_any,
    listed,
    named,
    plans,
    reports,
    sheets,
    shown,
    told_text,
)
from prongsai.core.proofread.told import plan_year_of
from prongsai.core.recognised import PrintedMeasure
from prongsai.core.text import Text
from prongsai.core.thai import arabic_digits, tidy

_RANGE = re.compile(r"ข้อ\s*(\d{1,2})\s*(?:[-–—]|ถึง)\s*(?:ข้อ\s*)?(\d{1,2})(?![\d.])")
# No plan has as many; every one is held against every other.
MOST = 200
_OPEN = frozenset({"not_done", "hindered", "planned"})
_DIGIT = re.compile(r"\d")
_ORDINAL = re.compile(r"^\s*[(]?\d{1,2}(?:\.\d{1,2})?[.)]\s+|ข้อ(?:ที่)?\s*\d+|(?<!\d)\d+\s*[-–—]\s*\d+")
NEEDS_STATISTICS = Text("หากไม่มีสถิติเรื่องร้องเรียนประกอบ", "without the statistics of complaints beside it")
NEEDS_LESS = Text(
    "เพราะพูดถึงสิ่งที่วัดไม่ได้หรือยังไม่เกิด", "because it speaks of what cannot be measured or is yet to come"
)


@dataclass(frozen=True, slots=True)
class _Match:
    """A plan beside the report on it: which planned measure is which reported one, by their places."""

    plan: Sheet
    report: Sheet
    pairs: dict[int, int]


def _matches(chain: Chain, rule: Rule) -> Iterator[_Match]:
    for plan in sheets(chain):
        for report in sheets(chain):
            fewer = max(len(plan.section.measures), len(report.section.measures)) <= MOST
            if fewer and plans(plan.section) and reports(report.section) and _one_year(plan, report):
                ones = [each.title for each in plan.section.measures]
                others = [each.title for each in report.section.measures]
                pairs = assign(ones, others, rule.limits["alike"])
                # Where a year is not told, a common title tells that they belong together.
                if pairs or None not in (plan.section.plan_year, report.section.plan_year):
                    yield _Match(plan, report, pairs)


def _one_year(plan: Sheet, report: Sheet) -> bool:
    """Whether a report may be on a plan; within one file papers without a year belong together."""
    one, other = plan_year_of(plan.paper, plan.section), plan_year_of(report.paper, report.section)
    if one is not None and other is not None:
        return one == other
    return plan.paper is report.paper


def _not_reported(chain: Chain, rule: Rule) -> Iterator[Remark]:
    for match in _matches(chain, rule):
        left = [each for at, each in enumerate(match.plan.section.measures) if at not in match.pairs]
        if left:
            yield remark_at(
                rule,
                f"{match.plan.key}.{match.report.key}",
                (*(each.where for each in left), match.report.section.where),
                listed(each.title for each in left),
                planned=len(match.plan.section.measures),
                reported=len(match.report.section.measures),
                same=len(match.pairs),
                number=len(left),
            )


def _not_planned(chain: Chain, rule: Rule) -> Iterator[Remark]:
    for match in _matches(chain, rule):
        known = set(match.pairs.values())
        left = [each for at, each in enumerate(match.report.section.measures) if at not in known]
        if left:
            yield remark_at(
                rule,
                f"{match.plan.key}.{match.report.key}",
                tuple(each.where for each in left),
                listed(each.title for each in left),
                number=len(left),
                titles=listed(each.title for each in left),
            )


def _same_result(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    told = [(measure, told_text(measure)) for measure in sheet.section.measures[:MOST]]
    long = [(measure, text) for measure, text in told if len(letters(text)) >= rule.limits["letters"]]
    for (one, first), (other, second) in combinations(long, 2):
        if near(first, second, rule.limits["alike"]):
            yield remark_at(
                rule,
                f"{sheet.key}.{one.id}.{other.id}",
                (other.results[0].where, one.results[0].where),
                shown(second),
                measure=named(other),
                other=named(one),
            )


def _result_bare(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    told = [
        phrase
        for measure in sheet.section.measures
        for phrase in measure.results
        if not measure.evidence and not _open(measure, phrase.number)
    ]
    bare = [phrase for phrase in told if not _shows(phrase.text, rule.words["evidence"])]
    if bare and len(bare) >= rule.limits["share"] * len(told):
        yield remark_at(
            rule,
            sheet.key,
            tuple(phrase.where for phrase in bare),
            shown(bare[0].text),
            bare=len(bare),
            all=len(told),
        )


def _shows(text: str, evidence: Sequence[str]) -> bool:
    """Whether a result tells anything that could be looked up; the numbers of a list are none."""
    return bool(_DIGIT.search(_ORDINAL.sub(" ", arabic_digits(tidy(text))))) or has_any(text, evidence)


def _open(measure: PrintedMeasure, number: str) -> bool:
    return measure.told.get(number, measure.told.get("")) in _OPEN


def _published_open(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    """A measure that covers others by their numbers is no more done than they are."""
    status = {each.number: each for each in sheet.section.measures if each.number}
    for measure in sheet.section.measures:
        match = _RANGE.search(arabic_digits(tidy(f"{measure.title} {told_text(measure)}")))
        if match is None or not measure.results or _open(measure, measure.results[0].number):
            continue
        covered = [str(number) for number in range(int(match[1]), int(match[2]) + 1)]
        left = [number for number in covered if number in status and _is_open(status[number])]
        if left and measure.number not in covered:
            yield remark_at(
                rule,
                f"{sheet.key}.{measure.id}",
                (measure.results[0].where, *(_result_place(status[number]) for number in left)),
                shown(told_text(measure)),
                measure=named(measure),
                range=f"{match[1]}–{match[2]}",
                open=listed(left),
            )


def _is_open(measure: PrintedMeasure) -> bool:
    return any(status in _OPEN for status in measure.told.values())


def _result_place(measure: PrintedMeasure) -> Place:
    return measure.results[0].where if measure.results else measure.where


def _every_unit(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    for measure in sheet.section.measures:
        text = told_text(measure)
        asked = " ".join((measure.title, *(each.text for each in measure.steps)))
        if not text or _is_open(measure) or not has_any(asked, rule.words["every"]):
            continue
        units = _units_in(text, rule)
        if units and len(units) <= rule.limits["most_units"] and not has_any(text, rule.words["complete"]):
            yield remark_at(
                rule,
                f"{sheet.key}.{measure.id}",
                (measure.results[0].where, measure.where),
                shown(text),
                measure=named(measure),
                units=listed(units),
            )


def _units_in(text: str, rule: Rule) -> tuple[str, ...]:
    """Return the words that begin like the name of a unit; a bare “งาน” names none."""
    words = re.split(r"[\s,/]+", tidy(text))
    begins = tuple(rule.words["unit"])
    return tuple(word for word in words if word.startswith(begins) and word not in begins)


def _other_people(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    for measure in sheet.section.measures:
        text = told_text(measure)
        for step in measure.steps if text and not _is_open(measure) else ():
            asks = has_any(step.text, rule.words["part"]) and has_any(step.text, rule.words["asked"])
            if asks and not has_any(text, rule.words["people"]):
                yield remark_at(
                    rule,
                    f"{sheet.key}.{measure.id}.{step.number}",
                    (measure.results[0].where, step.where),
                    shown(step.text),
                    measure=named(measure),
                )


def _outcome_claim(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    for measure in sheet.section.measures:
        for outcome in measure.outcomes:
            for words, need in (("no_complaint", NEEDS_STATISTICS), ("for_ever", NEEDS_LESS)):
                claim = next((each for each in rule.words[words] if has_any(outcome.text, (each,))), None)
                if claim and not has_any(outcome.text, rule.words["evidence"]):
                    yield remark_at(
                        rule,
                        f"{sheet.key}.{measure.id}.{words}",
                        (outcome.where,),
                        shown(outcome.text),
                        claim=claim,
                        need=need,
                    )


CHECKS = checks(
    {
        "chain.not_reported": _not_reported,
        "chain.not_planned": _not_planned,
        "chain.same_result": by_sheet(_same_result),
        "chain.result_bare": by_sheet(_result_bare),
        "chain.published_open": by_sheet(_published_open),
        "chain.every_unit": by_sheet(_every_unit),
        "chain.other_people": by_sheet(_other_people),
        "chain.outcome_claim": by_sheet(_outcome_claim),
    }
)
