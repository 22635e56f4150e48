"""Rules of the class chain on one measure of a report: which result belongs to which of its methods."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from prongsai.core.plan.period import MONTHS_SHORT
from prongsai.core.proofread import Chain, Remark, Rule
from prongsai.core.proofread.likeness import NONE, answers, assign, held, without
from prongsai.core.proofread.passages import remark_at
from prongsai.core.proofread.sheets import (
    Sheet,
    by_sheet,
    checks,
    halfway,
    has_any,
    listed,
    named,
    shown,
    told_text,
)
from prongsai.core.recognised import Phrase, PrintedMeasure
from prongsai.core.text import Text
from prongsai.core.thai import MONTHS

PAIRING = "chain.method_without_result"
# “Done” alone answers the method of its number, whatever that asks for.
SHORTEST, VERB = 12, 3
# Of what is under way, methods are yet to be told.
_OPEN = frozenset({"not_done", "hindered", "planned", "in_progress"})
_DATES = re.compile(
    rf"(?:วันที่\s*)?\d+(?:\s*(?:{'|'.join(map(re.escape, (*MONTHS, *MONTHS_SHORT)))}))?(?:\s*\d{{2,4}})?"
)
_BRACKETS = re.compile(r"[(（][^)）]{0,500}[)）]")
_TOLD_ELSEWHERE = Text(
    " (ข้อ {numbers} มีแต่ปัญหาในช่องข้อเสนอแนะ)",
    " (of {numbers} only a hindrance is told, beside the suggestions)",
)
_HINDERED = Text(" (ช่องข้อเสนอแนะบอกอุปสรรคไว้)", " (the suggestions tell a hindrance)")


@dataclass(frozen=True, slots=True)
class Pairing:
    """What is left over of a measure: methods without a result, results without a method."""

    methods: tuple[Phrase, ...]
    results: tuple[Phrase, ...]


def pair(measure: PrintedMeasure, rule: Rule) -> Pairing:
    """Return what is left over; nothing where the results do not go method by method."""
    if not measure.steps or not measure.results or _told_as_a_whole(measure, rule) or _row_by_row(measure):
        return Pairing((), ())
    if _numbered(measure.results):
        return _by_number(measure, rule)
    told, filler = told_text(measure), rule.words["filler"]
    # One method and one text: whatever is told is the result of it.
    if len(measure.steps) == 1 or len(_own_words(told, filler)) < SHORTEST:
        return Pairing((), ())
    left = (step for step in measure.steps if len(_own_words(_bare(step), filler)) >= SHORTEST)
    return Pairing(
        tuple(step for step in left if held(_bare(step), told, filler) < rule.limits["within"]), ()
    )


def _row_by_row(measure: PrintedMeasure) -> bool:
    """Whether each method stands in a row of its own with its result beside it."""
    methods = [(each.where.line, each.where.row) for each in measure.steps]
    results = [(each.where.line, each.where.row) for each in measure.results]
    return len(set(methods)) > 1 and methods == results


def _told_as_a_whole(measure: PrintedMeasure, rule: Rule) -> bool:
    """Whether the results tell of the measure and not of its methods."""
    numbers = {each.number for each in measure.results}
    counted_as_measure = len(measure.results) == 1 and numbers != {""}
    # Beside results by number stands a text on the whole.
    summed_up = "" in numbers and len(numbers) > 1
    not_done = measure.told.get("") in _OPEN
    return (
        counted_as_measure or summed_up or not_done or has_any(told_text(measure), rule.words["all_of_them"])
    )


def _bare(step: Phrase) -> str:
    """Return a method without what is added in brackets: a period, a form."""
    return _BRACKETS.sub(" ", step.text)


def _own_words(text: str, filler: Sequence[str]) -> str:
    """Return what is left of a text without the words that stand in any: “publish” is told by any text."""
    return "".join(without(text, filler).split())


def _numbered(results: Sequence[Phrase]) -> bool:
    return len(results) > 1 and all(each.number for each in results)


def _by_number(measure: PrintedMeasure, rule: Rule) -> Pairing:
    steps, results, filler = measure.steps, measure.results, rule.words["filler"]

    def likeness(a: int, b: int) -> Fraction:
        same = bool(steps[a].number) and steps[a].number == results[b].number
        return answers(_bare(steps[a]), results[b].text, filler) + (rule.limits["bonus"] if same else NONE)

    texts = [each.text for each in steps], [each.text for each in results]
    found = assign(*texts, rule.limits["numbered"], likeness)
    shifted = any(steps[a].number != results[b].number for a, b in found.items())
    taken = set(found.values())
    for a, step in enumerate(steps):
        same = [b for b, each in enumerate(results) if each.number == step.number and b not in taken]
        if a not in found and same and _accepted(step, results[same[0]], rule, shifted=shifted):
            found[a] = same[0]
            taken.add(same[0])
    # A status of its own, told without words, answers a method too.
    by_status = set(measure.told) - {each.number for each in results}
    return Pairing(
        tuple(step for a, step in enumerate(steps) if a not in found and step.number not in by_status),
        tuple(each for b, each in enumerate(results) if b not in taken),
    )


def _accepted(step: Phrase, result: Phrase, rule: Rule, *, shifted: bool) -> bool:
    """Whether a result may be that of the method of its number; where numbers have shifted they tell nothing."""
    filler = rule.words["filler"]
    # When it was done says nothing of what was done.
    undated = _DATES.sub(" ", result.text)
    short = _own_words(undated, (*filler, *rule.words["done"])), _own_words(_bare(step), filler)
    if min(map(len, short)) < SHORTEST:
        return True
    if has_any(result.text, rule.words["hindered"]):
        return True
    # The same verb under the same number: the result says what became of it in other words.
    verbs = {_own_words(text, filler)[:VERB] for text in (_bare(step), result.text)}
    likely = len(verbs) == 1 or answers(_bare(step), result.text, filler) >= rule.limits["same_number"]
    return likely and not shifted


def _method_without_result(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    """One remark a measure; where nearly all have one the report skips methods throughout, and one remark says so."""
    if halfway(sheet.section):
        return
    found = list(_without_result(sheet, rule))
    if len(found) > rule.limits["most"]:
        yield _all_in_one(sheet, rule, found)
        return
    for measure, left in found:
        yield remark_at(
            rule,
            f"{sheet.key}.{measure.id}",
            (measure.results[0].where, *(each.where for each in left)),
            listed(shown(each.text) for each in left),
            measure=named(measure),
            numbers=_numbers(left),
            obstacle=_obstacle(measure, left, rule),
        )


def _method_untold(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    """Half-way through a year methods may be yet to come: one remark names those of which nothing is told."""
    if not halfway(sheet.section):
        return
    found = list(_without_result(sheet, _pairing_rule(sheet.chain, rule)))
    if found:
        yield remark_at(
            rule,
            sheet.key,
            tuple(left[0].where for _, left in found),
            listed(shown(each.text) for _, left in found for each in left),
            methods=_by_measure(found),
        )


def _without_result(sheet: Sheet, rule: Rule) -> Iterator[tuple[PrintedMeasure, tuple[Phrase, ...]]]:
    for measure in sheet.section.measures:
        left = pair(measure, rule).methods
        if left:
            yield measure, left


def _all_in_one(
    sheet: Sheet, rule: Rule, found: Sequence[tuple[PrintedMeasure, tuple[Phrase, ...]]]
) -> Remark:
    return remark_at(
        rule,
        sheet.key,
        tuple(left[0].where for _, left in found),
        listed(shown(each.text) for _, left in found for each in left),
        measure=listed(named(measure) for measure, _ in found),
        numbers=_by_measure(found),
        obstacle=Text("", ""),
    )


def _by_measure(found: Sequence[tuple[PrintedMeasure, tuple[Phrase, ...]]]) -> str:
    """Return the methods of each measure: “2 (1, 3), 5 (4)”."""
    return listed(f"{named(measure)} ({_numbers(left)})" for measure, left in found)


def _obstacle(measure: PrintedMeasure, left: Sequence[Phrase], rule: Rule) -> Text:
    """Say where a hindrance is told beside the results, because it explains what is missing there."""
    beside = " ".join(each.text for each in (*measure.obstacles, *measure.suggestions))
    if not has_any(beside, rule.words["hindered"]):
        return Text("", "")
    filler, least = rule.words["filler"], rule.limits["elsewhere"]
    there = [each for each in left if held(each.text, beside, filler) >= least]
    return _TOLD_ELSEWHERE.format(numbers=_numbers(there)) if there else _HINDERED


def _result_without_method(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    for measure in sheet.section.measures:
        left = pair(measure, _pairing_rule(sheet.chain, rule)).results
        if left:
            yield remark_at(
                rule,
                f"{sheet.key}.{measure.id}",
                tuple(each.where for each in left),
                listed(shown(each.text) for each in left),
                measure=named(measure),
                numbers=_numbers(left),
            )


def _pairing_rule(chain: Chain, rule: Rule) -> Rule:
    return chain.rules.get(PAIRING, rule)


def _numbers(phrases: Sequence[Phrase]) -> str:
    return listed(each.number or f"“{each.text[:30]}”" for each in phrases)


CHECKS = checks(
    {
        PAIRING: by_sheet(_method_without_result),
        "chain.method_untold": by_sheet(_method_untold),
        "chain.result_without_method": by_sheet(_result_without_method),
    }
)
