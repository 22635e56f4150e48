"""Rules of the class form on the table of measures: what the OIT item and a reviewer look for in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from prongsai.core.plan.elements import PaperKind, items_answered
from prongsai.core.plan.period import ENGLISH_MONTHS, MONTHS_SHORT
from prongsai.core.printed import Place
from prongsai.core.proofread import Remark, Rule
from prongsai.core.proofread.passages import remark_at
from prongsai.core.proofread.sheets import (
    Sheet,
    by_sheet,
    checks,
    final,
    has_any,
    listed,
    named,
    plans,
    reports,
    shown,
)
from prongsai.core.recognised import Phrase, PrintedMeasure
from prongsai.core.text import Text
from prongsai.core.thai import MONTHS, arabic_digits, tidy

FIELDS: Mapping[str, Text] = {
    "units": Text("ผู้รับผิดชอบ", "responsible unit"),
    "steps": Text("ขั้นตอนหรือวิธีปฏิบัติ", "steps"),
    "monitoring": Text("การกำกับติดตาม", "monitoring"),
    "period": Text("ระยะเวลา", "period"),
    "results": Text("ผลการดำเนินการ", "results"),
    "outcomes": Text("ผลลัพธ์หรือความสำเร็จ", "outcomes"),
}
ASKED_OF_PLAN, ASKED_OF_REPORT = ("units", "steps", "monitoring"), ("results", "outcomes")
USUAL_IN_PLAN, USUAL_IN_REPORT, USUAL_IN_ROUND = ("period",), ("units", "period"), ("units",)
_DIGIT = re.compile(r"\d")
_OPEN = frozenset({"not_done", "hindered"})
# The column of one month or quarter, as a measure names its columns.
MARKED_TIMES = "in:"


def _plan_element(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    if plans(sheet.section) and _asked(sheet, rule, "measures"):
        yield from _lacking(sheet, rule, ASKED_OF_PLAN)


def _report_element(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    if final(sheet.section) and _asked(sheet, rule, "report"):
        yield from _lacking(sheet, rule, ASKED_OF_REPORT)


def _columns(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    """What no item is known to ask for, and what it asks for in rounds before it was read to."""
    rules = sheet.chain.rules
    if plans(sheet.section):
        told = _asked(sheet, rules.get("form.plan_element", rule), "measures")
        yield from _lacking(sheet, rule, (*(() if told else ASKED_OF_PLAN), *USUAL_IN_PLAN))
    elif reports(sheet.section):
        # A round of follow-up tells what was done so far; what came of it is told at the end.
        told = _asked(sheet, rules.get("form.report_element", rule), "report")
        whole = final(sheet.section)
        asked = ASKED_OF_REPORT if whole and not told else ()
        # The round is the period of what is told in it.
        yield from _lacking(sheet, rule, (*(USUAL_IN_REPORT if whole else USUAL_IN_ROUND), *asked))


def round_of(sheet: Sheet, paper: PaperKind) -> int | None:
    """Return the round that a paper answers: that of its measures, for a report the one that asks for its year."""
    year = sheet.section.plan_year
    if year is None or paper == "measures":
        return year
    for round_, wanted in ((year, "current"), (year + 1, "previous")):
        framework = sheet.chain.frameworks.get(round_)
        items = items_answered(framework, paper) if framework else ()
        if any(item.year_rule == wanted for item in items):
            return round_
    return None


def _asked(sheet: Sheet, rule: Rule, paper: PaperKind) -> bool:
    round_ = round_of(sheet, paper)
    return round_ is not None and "since" in rule.limits and round_ >= rule.limits["since"]


def _lacking(sheet: Sheet, rule: Rule, fields: Sequence[str]) -> Iterator[Remark]:
    measures = sheet.section.measures
    # A column that nobody filled in is no better than none.
    lacking = [name for name in fields if not any(_value(each, name) for each in measures)]
    if lacking:
        yield remark_at(
            rule,
            sheet.key,
            (measures[0].where,),
            listed(sorted({FIELDS[name].th for name in lacking})),
            lacking=_names(lacking),
            measures=len(measures),
            year=round_of(sheet, "report" if reports(sheet.section) else "measures") or "",
        )


def _names(fields: Sequence[str]) -> Text:
    said = [FIELDS[name] for name in fields]
    return Text(listed(each.th for each in said), listed(each.en for each in said))


def _has_place_for(measure: PrintedMeasure, name: str) -> bool:
    return name in measure.columns or bool(_value(measure, name))


def _value(measure: PrintedMeasure, name: str) -> object:
    if name != "period":
        return getattr(measure, name)
    # Columns of months tell the time by marks.
    return (
        measure.period_text
        or measure.period
        or any(each.startswith(MARKED_TIMES) for each in measure.columns)
    )


def _cell_blank(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    """One remark a column, because they are filled in by one hand."""
    measures = sheet.section.measures
    wanted = ASKED_OF_PLAN if plans(sheet.section) else ("units", "steps", "results")
    for name in (*wanted, "period"):
        having = [each for each in measures if _has_place_for(each, name)]
        if name == "steps" and _in_title(measures):
            continue
        if len(measures) > 2 and measures[0].where.row is None and len(having) * 2 > len(measures):
            # Running text has no columns: what most measures tell has its place in all of them.
            having = list(measures)
        blank = [each for each in having if not _value(each, name) and not (name == "results" and each.told)]
        # A column that nobody filled in is missing rather than blank.
        if blank and len(blank) < len(having):
            yield remark_at(
                rule,
                f"{sheet.key}.{name}",
                tuple(each.where for each in blank),
                listed(named(each) for each in blank),
                lacking=FIELDS[name],
                measures=listed(named(each) for each in blank),
            )


def _in_title(measures: Sequence[PrintedMeasure]) -> bool:
    """Whether measures and steps share one column, so that a measure without steps is one itself."""
    cells = [(each.where.table, each.where.row, each.where.column, each.where.line) for each in measures]
    return len(set(cells)) < len(cells) and measures[0].where.row is not None


def _monitoring_vague(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    monitored = [each for each in sheet.section.measures if each.monitoring]
    vague = [
        each
        for each in monitored
        if not each.rounds and not has_any(_joined(each.monitoring), rule.words["round"])
    ]
    if vague and plans(sheet.section):
        yield remark_at(
            rule,
            sheet.key,
            tuple(each.monitoring[0].where for each in vague),
            shown(_joined(vague[0].monitoring)),
            vague=len(vague),
            all=len(sheet.section.measures),
        )


def _joined(phrases: Sequence[Phrase]) -> str:
    return " ".join(each.text for each in phrases)


def _one_owner(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    measures = sheet.section.measures
    owners = {each.units for each in measures}
    if len(measures) >= rule.limits["fewest"] and len(owners) == 1 and all(owners) and plans(sheet.section):
        unit = listed(next(iter(owners)))
        yield remark_at(rule, sheet.key, (measures[0].where,), unit, unit=unit, all=len(measures))


def _one_period(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    measures = sheet.section.measures
    period = measures[0].period if measures else None
    if period is None or len(measures) < rule.limits["fewest"] or not plans(sheet.section):
        return
    whole = (period.ends - period.begins).days >= rule.limits["days"]
    if whole and all(each.period == period for each in measures) and not _steps_dated(measures):
        yield remark_at(
            rule,
            sheet.key,
            (measures[0].where,),
            measures[0].period_text,
            all=len(measures),
            period=measures[0].period_text,
        )


def _steps_dated(measures: Sequence[PrintedMeasure]) -> bool:
    """Whether steps tell their own months, so that the year can be followed all the same."""
    steps = " ".join(each.text for measure in measures for each in measure.steps)
    return has_any(steps, (*MONTHS, *MONTHS_SHORT, *ENGLISH_MONTHS))


def _open_measure(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    """One remark for all open measures that lack the same: reason, date or both."""
    by_lack: dict[tuple[str, str], list[PrintedMeasure]] = {}
    for measure in sheet.section.measures:
        if reports(sheet.section) and any(status in _OPEN for status in measure.told.values()):
            lacking = tuple(_left_unsaid(measure, rule))
            if lacking:
                by_lack.setdefault(("/".join(lacking), lacking[0]), []).append(measure)
    for (lack, _), measures in by_lack.items():
        words = [_LACKS[each] for each in lack.split("/")]
        yield remark_at(
            rule,
            f"{sheet.key}.{lack}",
            tuple(_told_at(each) for each in measures),
            shown(_joined(measures[0].results)),
            measures=listed(named(each) for each in measures),
            lacking=Text("และ".join(each.th for each in words), " and ".join(each.en for each in words)),
        )


_LACKS = {"reason": Text("เหตุผล", "reason"), "date": Text("วันที่จะทำ", "a new date")}


def _left_unsaid(measure: PrintedMeasure, rule: Rule) -> Iterator[str]:
    phrases = (*measure.results, *measure.obstacles, *measure.suggestions)
    said = arabic_digits(tidy(_joined(phrases)))
    if not has_any(said, rule.words["reason"]) and not measure.obstacles:
        yield "reason"
    if not has_any(said, rule.words["later"]) and not measure.new_dates:
        yield "date"


def _told_at(measure: PrintedMeasure) -> Place:
    return measure.results[0].where if measure.results else measure.where


def _outcome_bare(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    # A cell of outcomes beside several measures stands with each of them.
    outcomes = (each for measure in sheet.section.measures for each in measure.outcomes)
    told = list({(each.where, each.text): each for each in outcomes}.values())
    bare = [each for each in told if not _DIGIT.search(arabic_digits(each.text))]
    if bare and len(bare) >= rule.limits["share"] * len(told):
        yield remark_at(
            rule,
            sheet.key,
            tuple(each.where for each in bare),
            shown(bare[0].text),
            bare=len(bare),
            all=len(told),
        )


def _obstacle_as_suggestion(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    found = [
        (measure, phrase)
        for measure in sheet.section.measures
        if "suggestions" in measure.columns and "obstacles" not in measure.columns
        for phrase in (*measure.suggestions, *measure.obstacles)
        if has_any(phrase.text, rule.words["hindered"])
    ]
    if found:
        yield remark_at(
            rule,
            sheet.key,
            tuple(phrase.where for _, phrase in found),
            shown(found[0][1].text),
            measures=listed(named(measure) for measure, _ in found),
        )


def _unnumbered(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    bare = [each for each in sheet.section.measures if not each.number]
    if bare and len(bare) < len(sheet.section.measures):
        yield remark_at(
            rule,
            sheet.key,
            tuple(each.where for each in bare),
            listed(each.title for each in bare),
            measures=listed(named(each) for each in bare),
        )


def _result_row(sheet: Sheet, rule: Rule) -> Iterator[Remark]:
    """Only where several measures share one cell or row; a table made of a row each has every result in its own."""
    astray = [
        (measure, result)
        for measure in sheet.section.measures
        for result in measure.results[:1]
        if _elsewhere(measure.where, result.where) and _counts_measure(measure, result)
    ]
    if astray:
        yield remark_at(
            rule,
            sheet.key,
            (astray[0][1].where, *(measure.where for measure, _ in astray)),
            shown(astray[0][1].text),
            measures=listed(named(measure) for measure, _ in astray),
        )


def _counts_measure(measure: PrintedMeasure, result: Phrase) -> bool:
    """Whether the number of a result is that of its measure, and not that of one of its steps."""
    steps = {step.number for step in measure.steps}
    return bool(result.number) and result.number == measure.number and result.number not in steps


def _elsewhere(one: Place, other: Place) -> bool:
    rows = (
        (one.sheet, one.page, one.line, one.table, one.row),
        (
            *(other.sheet, other.page, other.line),
            *(other.table, other.row),
        ),
    )
    return one.row is not None and other.row is not None and rows[0] != rows[1]


CHECKS = checks(
    {
        "form.plan_element": by_sheet(_plan_element),
        "form.report_element": by_sheet(_report_element),
        "form.columns": by_sheet(_columns),
        "form.cell_blank": by_sheet(_cell_blank),
        "form.monitoring_vague": by_sheet(_monitoring_vague),
        "form.one_owner": by_sheet(_one_owner),
        "form.one_period": by_sheet(_one_period),
        "form.open_measure": by_sheet(_open_measure),
        "form.outcome_bare": by_sheet(_outcome_bare),
        "form.obstacle_as_suggestion": by_sheet(_obstacle_as_suggestion),
        "form.unnumbered": by_sheet(_unnumbered),
        "form.result_row": by_sheet(_result_row),
    }
)
