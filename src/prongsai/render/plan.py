"""A plan and its follow-up as a workbook that units fill in, and as JSON; `reading.plan` reads both back."""

from __future__ import annotations

import datetime
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from prongsai.core.agency import AGENCY_TYPES, label_of
from prongsai.core.followup import Followup, ProgressNote
from prongsai.core.followup.words import LATE, STATUS_WORDS
from prongsai.core.framework.source import write_fraction
from prongsai.core.plan import DEFAULT_ROUNDS, Measure, MonitoringRound, Period, Plan, Step
from prongsai.core.plan.layout import (
    COLUMNS,
    HELP_SHEET,
    MEASURES_SHEET,
    PLAN_FIELDS,
    PLAN_SHEET,
    PROGRESS_SHEET,
    STEPS_SHEET,
    draft_mark,
    heading,
)
from prongsai.core.plan.period import period_words
from prongsai.core.plan.record import plan_record
from prongsai.core.plan.round import MONITORING_ROUNDS, ROUND_WORDS, offered, rounds_words
from prongsai.core.text import Text
from prongsai.core.thai import fiscal_year_start, long_date
from prongsai.render.plan_help import HELP
from prongsai.render.result_workbook import A4, ACCENT, BAND, FONT, INK, LINE
from prongsai.render.room import row_height

ROWS_FOR_MORE = 200
_WIDE, _MIDDLE, _NARROW = 40, 24, 13
_WIDTHS: Mapping[str, int] = dict.fromkeys(
    ("title", "approach", "text", "about", "done_note", "outcome", "value"), _WIDE
) | dict.fromkeys(
    ("topic", "responsible_units", "period", "monitoring_note", "obstacle", "suggestion", "reason", "field"),
    _MIDDLE,
)
_HELP_WIDTH = 64
_HELP_HEIGHTS = {"title": 36, "heading": 32}
_FIXED = frozenset({"about", "generated", "expected_gain", "late"})
_MARKS = frozenset({"late"})
_ROUND_KEYS = frozenset({"monitoring_rounds", "round"})
_Row = Mapping[str, str]
_Rounds = tuple[MonitoringRound, ...]


def to_xlsx(plan: Plan, followup: Followup | None = None) -> bytes:
    """Return the workbook of a plan, with rows prepared for reports; the same plan gives the same bytes."""
    # Only who writes a workbook waits for the library to load.
    import xlsxwriter

    stream = io.BytesIO()
    fonts = {"font_name": FONT, "font_size": 14}
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "default_format_properties": fonts})
    created = datetime.datetime.combine(fiscal_year_start(plan.fiscal_year), datetime.time())
    book.set_properties({"title": f"ITA {plan.fiscal_year}", "author": "prongsai", "created": created})
    looks = _looks(book)
    _help(book, looks)
    rows = {
        PLAN_SHEET: list(_plan_rows(plan, followup)),
        MEASURES_SHEET: [_measure_row(measure) for measure in plan.measures],
        STEPS_SHEET: [_step_row(measure, step) for measure in plan.measures for step in measure.steps],
        PROGRESS_SHEET: list(_progress_rows(plan, followup)),
    }
    for name in COLUMNS:
        _sheet(book, name, rows[name], looks, _rounds(plan, followup))
    book.close()
    return stream.getvalue()


def to_json(plan: Plan, followup: Followup | None = None) -> bytes:
    """Return plan and follow-up as JSON: exact numbers as texts, days as ISO dates of the Gregorian calendar."""
    return (json.dumps(plan_record(plan, followup), ensure_ascii=False, indent=2) + "\n").encode()


# Rows of the workbook


def _plan_rows(plan: Plan, followup: Followup | None) -> Iterator[_Row]:
    closed = {round_.round: long_date(round_.date) for round_ in followup.rounds} if followup else {}
    values = {
        "agency": plan.agency,
        "agency_type": label_of(plan.agency_type) if plan.agency_type else "",
        "fiscal_year": str(plan.fiscal_year),
        "result_year": str(plan.result_year),
        **{f"date_{round_}": closed.get(round_, "") for round_ in _rounds(plan, followup)},
    }
    for key, title in PLAN_FIELDS.items():
        if key in values:
            yield {"field": heading(title, key), "value": values[key]}


def _rounds(plan: Plan, followup: Followup | None) -> _Rounds:
    """Return the usual rounds and those that a measure or a report has."""
    held = [round_.round for round_ in followup.rounds] if followup else []
    return offered([*held, *(round_ for measure in plan.measures for round_ in measure.monitoring_rounds)])


def _measure_row(measure: Measure) -> _Row:
    return {
        "id": measure.id,
        "topic": measure.topic,
        "title": measure.title,
        "approach": measure.approach,
        "responsible_units": "\n".join(measure.responsible_units),
        "period": _days(measure.period),
        "monitoring_rounds": rounds_words(measure.monitoring_rounds).th,
        "monitoring_note": measure.monitoring_note,
        "budget": "" if measure.budget is None else format(measure.budget, "f"),
        "expected_gain": "" if measure.expected_gain is None else write_fraction(measure.expected_gain),
        "codes": " ".join(measure.codes),
        "finding_ids": " ".join(measure.finding_ids),
        "generated": draft_mark(measure) if measure.generated else "",
    }


def _step_row(measure: Measure, step: Step) -> _Row:
    return {
        "measure": measure.id,
        "number": str(step.number),
        "text": step.text,
        "responsible_units": "\n".join(step.responsible_units),
        "period": _days(step.period),
    }


def _days(period: Period | None) -> str:
    return "" if period is None else period_words(period).th


def _progress_rows(plan: Plan, followup: Followup | None) -> Iterator[_Row]:
    """Yield what was reported, round by round, and behind it a row for everything that was not."""
    for round_ in MONITORING_ROUNDS:
        notes = (
            [note for each in followup.rounds if each.round == round_ for note in each.notes]
            if followup
            else []
        )
        told = {(note.measure, note.step) for note in notes}
        about = {
            (measure.id, number): words for measure in plan.measures for number, words in _about(measure)
        }
        for note in notes:
            yield _note_row(round_, note, about.get((note.measure, note.step), ""))
        for measure in plan.measures:
            for number, words in _about(measure) if round_ in measure.monitoring_rounds else ():
                if (measure.id, number) not in told:
                    yield _prepared(round_, measure.id, number, words)


def _about(measure: Measure) -> Iterator[tuple[int | None, str]]:
    yield None, measure.title
    yield from ((step.number, step.text) for step in measure.steps)


def _prepared(round_: MonitoringRound, measure: str, step: int | None, about: str) -> dict[str, str]:
    number = "" if step is None else str(step)
    return {"round": ROUND_WORDS[round_].th, "measure": measure, "step": number, "about": about}


def _note_row(round_: MonitoringRound, note: ProgressNote, about: str) -> _Row:
    return _prepared(round_, note.measure, note.step, about) | {
        "status": STATUS_WORDS[note.status].th,
        **{
            name: getattr(note, name) for name in ("done_note", "outcome", "obstacle", "suggestion", "reason")
        },
        "new_date": "" if note.new_date is None else long_date(note.new_date),
        "evidence": "\n".join(note.evidence),
        "late": LATE.th if note.late else "",
    }


# Sheets


def _looks(book: Any) -> dict[str, Any]:
    plain = {"font_name": FONT, "font_size": 14, "font_color": INK, "valign": "top", "text_wrap": True}
    # Text, or a spreadsheet makes numbers of codes such as 9.1 and dates of periods.
    cell = plain | {"num_format": "@", "border": 1, "border_color": LINE}
    return {
        "head": book.add_format(
            plain | {"bold": True, "font_color": "#ffffff", "bg_color": INK, "border": 1}
        ),
        "cell": book.add_format(cell),
        "fixed": book.add_format(cell | {"bg_color": BAND}),
        "column": book.add_format(plain | {"num_format": "@"}),
        "title": book.add_format(plain | {"bold": True, "font_size": 20, "font_color": ACCENT}),
        "heading": book.add_format(plain | {"bold": True, "font_size": 16}),
        "text": book.add_format(plain),
    }


def _help(book: Any, looks: Mapping[str, Any]) -> None:
    sheet = book.add_worksheet(HELP_SHEET)
    sheet.set_column(0, 0, _HELP_WIDTH)
    sheet.hide_gridlines(2)
    _page(sheet, landscape=False)
    for row, (kind, words) in enumerate(HELP):
        sheet.write_string(row, 0, words, looks[kind])
        sheet.set_row(row, _HELP_HEIGHTS.get(kind) or row_height((words, _HELP_WIDTH)))


def _sheet(book: Any, name: str, rows: Sequence[_Row], looks: Mapping[str, Any], rounds: _Rounds) -> None:
    sheet = book.add_worksheet(name)
    _page(sheet)
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    columns = _columns(name, rows)
    for column, (key, title) in enumerate(columns.items()):
        sheet.set_column(column, column, _WIDTHS.get(key, _NARROW), looks["column"])
        sheet.write_string(0, column, heading(title, key), looks["head"])
        for number, row in enumerate(rows, 1):
            look = looks["fixed" if key in _FIXED else "cell"]
            if row.get(key):
                sheet.write_string(number, column, row[key], look)
            else:
                sheet.write_blank(number, column, None, look)
    widths = {key: _WIDTHS.get(key, _NARROW) for key in columns}
    titles = ((heading(title, key), widths[key]) for key, title in columns.items())
    sheet.set_row(0, row_height(*titles))
    for number, row in enumerate(rows, 1):
        sheet.set_row(number, row_height(*((row.get(key, ""), room) for key, room in widths.items())))
    last = len(rows) + (0 if name == PLAN_SHEET else ROWS_FOR_MORE)
    # Numbers kept as texts are meant so; Excel would mark each of them as a mistake.
    sheet.ignore_errors({"number_stored_as_text": f"A1:M{last + 1}"})
    _offer(sheet, name, last, rounds)


def _columns(name: str, rows: Sequence[_Row]) -> Mapping[str, Text]:
    """Return the columns of a sheet; nobody is asked for one that only marks what went wrong."""
    return {
        key: title
        for key, title in COLUMNS[name].items()
        if key not in _MARKS or any(row.get(key) for row in rows)
    }


def _page(sheet: Any, *, landscape: bool = True) -> None:
    sheet.set_paper(A4)
    if landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.set_footer("&C&P / &N")


def _offer(sheet: Any, name: str, last: int, rounds: _Rounds) -> None:
    """Let people choose where there is a choice."""
    keys = list(COLUMNS[name])
    if name == PLAN_SHEET:
        row = list(PLAN_FIELDS).index("agency_type") + 1
        types = [one.label for one in AGENCY_TYPES.values()]
        sheet.data_validation(row, 1, row, 1, _choice(types, "warning"))
    # Who has rounds of their own may write more of them.
    by_hand = frozenset[str]() if rounds == DEFAULT_ROUNDS else _ROUND_KEYS
    for key, choices in _choices(name, rounds).items():
        column = keys.index(key)
        rule = _choice(choices, "warning" if key in by_hand else "stop")
        sheet.data_validation(1, column, max(last, 1), column, rule)


def _choices(name: str, rounds: _Rounds) -> Mapping[str, object]:
    choices: Mapping[str, Mapping[str, object]]
    words = [ROUND_WORDS[round_].th for round_ in rounds]
    ids = f"='{MEASURES_SHEET}'!$A$2:$A${ROWS_FOR_MORE + 1}"
    choices = {
        PLAN_SHEET: {},
        MEASURES_SHEET: {"monitoring_rounds": [rounds_words(DEFAULT_ROUNDS).th, *words]},
        STEPS_SHEET: {"measure": ids},
        PROGRESS_SHEET: {
            "round": words,
            "measure": ids,
            "status": [words.th for words in STATUS_WORDS.values()],
        },
    }
    return choices[name]


def _choice(source: object, error_type: str) -> dict[str, object]:
    return {
        "validate": "list",
        "source": source,
        "ignore_blank": True,
        "error_type": error_type,
        "error_title": "ไม่มีในรายการ",
        "error_message": "เลือกจากรายการ / choose from the list",
    }
