"""The workbook in which an officer fills in a result: instructions, agency, scores and counts."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from prongsai.core.agency import label_of
from prongsai.core.framework import IN_PART, TOTAL, Framework, split_code
from prongsai.core.result import MOST_ANSWERS, Result
from prongsai.core.result.layout import (
    AGENCY_SHEET,
    COLUMN_TITLES,
    COUNTS_SHEET,
    FIELD_TITLES,
    HELP_SHEET,
    SCORES_SHEET,
)
from prongsai.core.text import Text
from prongsai.core.thai import fiscal_year_start
from prongsai.render.result_help import HINTS, help_lines
from prongsai.render.room import LINE_HEIGHT, row_height

FONT = "TH Sarabun New"
INK, ACCENT, INPUT, BAND, LINE = "#16293b", "#0b6e69", "#e6f2f0", "#eef1f4", "#c9d1d9"
# Excel keeps fifteen digits of a number; a score with more is written as a text.
EXCEL_DIGITS = 15
LONGEST_LIST = 255
A4 = 9
LAST_ROW = 5000
_HEAD = 2
_HELP_HEIGHTS = {"title": 36, "heading": 32}
_SCORE, _ANNOUNCED, _ANSWERS = 4, 5, 4


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the scores: its code, how deep it stands, and whether it heads others."""

    code: str
    depth: int
    heading: bool


@dataclass(frozen=True, slots=True)
class _Choice:
    """A row of the counts: one choice of a question; `title` is empty below the first choice."""

    code: str
    title: str
    label: str
    points: int
    answers: int | None


def filled_workbook(framework: Framework, result: Result) -> bytes:
    """Return the workbook; the same framework and result give the same bytes."""
    # Only who writes a workbook waits for the library to load.
    import xlsxwriter

    stream = io.BytesIO()
    fonts = {"font_name": FONT, "font_size": 14}
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "default_format_properties": fonts})
    start = fiscal_year_start(framework.fiscal_year)
    # A fixed time, so that the file depends on what is in it and on nothing else.
    created = datetime.datetime.combine(start, datetime.time())
    book.set_properties({"title": f"ITA {framework.fiscal_year}", "author": "prongsai", "created": created})
    paper = _Paper(book)
    _help(paper, framework)
    _agency(paper, framework, result)
    _scores(paper, framework, result)
    _counts(paper, framework, result)
    book.close()
    return stream.getvalue()


class _Paper:
    """A workbook in our look: formats and sheets are made here."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}

    def format(self, **look: object) -> Any:
        """Return a cell format, the same one for the same look."""
        look = {"font_name": FONT, "font_size": 14, "font_color": INK, "valign": "top"} | look
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(look)
        return self._formats[key]

    def input(self, **look: object) -> Any:
        """Return the format of a cell to fill in: light, framed and not locked."""
        frame = {"bg_color": INPUT, "border": 1, "border_color": LINE, "locked": False}
        return self.format(**frame, **look)

    def sheet(self, name: str, widths: Sequence[int], *, landscape: bool = True) -> Any:
        """Return a new sheet, set up for A4 and protected without a password."""
        sheet = self._book.add_worksheet(name)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width, self.format())
        sheet.hide_gridlines(2)
        sheet.set_paper(A4)
        if landscape:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.set_footer("&C&P / &N")
        sheet.protect("", {"format_columns": True, "format_rows": True})
        return sheet

    def head(self, sheet: Any, title: str, hint: str, columns: Sequence[Text]) -> None:
        """Write title, hint and column titles, and keep them in sight and on every printed page."""
        sheet.write_string(0, 0, title, self.format(bold=True, font_size=18, font_color=ACCENT))
        sheet.write_string(1, 0, hint, self.format())
        for row, lines in enumerate((1.5, 1, 2)):
            sheet.set_row(row, lines * LINE_HEIGHT)
        look = self.format(bold=True, font_color="#ffffff", bg_color=INK, text_wrap=True, border=1)
        for column, words in enumerate(columns):
            sheet.write_string(_HEAD, column, f"{words.th}\n{words.en}", look)
        # Codes such as 9.1 are texts on purpose; Excel would mark each of them as a mistake.
        sheet.ignore_errors({"number_stored_as_text": f"A{_HEAD + 2}:A{LAST_ROW}"})
        sheet.freeze_panes(_HEAD + 1, 0)
        sheet.repeat_rows(_HEAD)

    def score(self, sheet: Any, row: int, column: int, value: Decimal | None) -> None:
        look = self.input(num_format="0.00########", align="right")
        if value is None:
            sheet.write_blank(row, column, None, look)
        elif len(value.as_tuple().digits) > EXCEL_DIGITS:
            sheet.write_string(row, column, format(value, "f"), look)
        else:
            # XLSX has binary numbers only; up to fifteen digits come back as they were.
            sheet.write_number(row, column, float(value), look)


def _help(paper: _Paper, framework: Framework) -> None:
    sheet = paper.sheet(HELP_SHEET, (70,), landscape=False)
    looks = {
        "title": paper.format(bold=True, font_size=20, font_color=ACCENT),
        "heading": paper.format(bold=True, font_size=16, top=1, top_color=LINE),
        "text": paper.format(text_wrap=True),
        "command": paper.format(font_name="Consolas", font_size=12, bg_color=BAND),
    }
    for row, (kind, text) in enumerate(help_lines(framework)):
        sheet.write_string(row, 0, text, looks[kind])
        sheet.set_row(row, _HELP_HEIGHTS.get(kind) or row_height((text, 72)))


def _agency(paper: _Paper, framework: Framework, result: Result) -> None:
    sheet = paper.sheet(AGENCY_SHEET, (24, 48, 60))
    columns = (COLUMN_TITLES["field"], COLUMN_TITLES["value"], Text("คำอธิบาย", "note"))
    paper.head(sheet, AGENCY_SHEET, "กรอกช่องสีเขียวอ่อน / fill in the light green cells", columns)
    values = _header(framework, result)
    for row, (name, title) in enumerate(FIELD_TITLES.items(), _HEAD + 1):
        sheet.write_string(row, 0, title.th, paper.format(bold=True))
        # A year is a number to Excel; everything else must stay the text it is.
        if name == "fiscal_year":
            sheet.write_number(row, 1, int(values[name]), paper.input(align="left"))
        else:
            sheet.write_string(row, 1, values[name], paper.input(num_format="@"))
        sheet.write_string(row, 2, f"{HINTS[name].th}\n{HINTS[name].en}", paper.format(text_wrap=True))
        sheet.set_row(row, 2 * LINE_HEIGHT)
    choices = {
        "agency_type": [label_of(one) for one in framework.agency_types],
        "level": [level.word.th for level in framework.levels],
    }
    for row, name in enumerate(FIELD_TITLES, _HEAD + 1):
        _offer(sheet, f"B{row + 1}", choices.get(name, []), _words(FIELD_TITLES[name].th, HINTS[name].th))


def _header(framework: Framework, result: Result) -> dict[str, str]:
    usual = f"th-ita-{framework.fiscal_year}"
    # An empty template of a second framework of a year must say which one it is for.
    own = framework.id if not result.agency and framework.id != usual else ""
    return {
        "agency": result.agency,
        "agency_type": label_of(result.agency_type) if result.agency_type else "",
        "fiscal_year": str(result.fiscal_year),
        "level": result.level or "",
        "framework": result.framework or own,
    }


def _offer(sheet: Any, cell: str, choices: list[str], words: dict[str, object]) -> None:
    """Offer choices in a cell; another word draws a warning only, for an official figure is kept as it is."""
    if choices and len(",".join(choices)) <= LONGEST_LIST:
        sheet.data_validation(cell, {"validate": "list", "source": choices, "error_type": "warning", **words})


def _scores(paper: _Paper, framework: Framework, result: Result) -> None:
    sheet = paper.sheet(SCORES_SHEET, (12, 70, 42, 11, 14, 16))
    columns = (
        COLUMN_TITLES["code"],
        Text("ชื่อ", "title"),
        Text("ชื่อภาษาอังกฤษ", "English title"),
        Text("เครื่องมือ", "tool"),
        COLUMN_TITLES["score"],
        COLUMN_TITLES["announced"],
    )
    title = f"{SCORES_SHEET} ปีงบประมาณ {framework.fiscal_year}"
    paper.head(sheet, title, "ไม่ทราบให้เว้นว่าง / leave empty what is not known", columns)
    rows = list(_score_rows(framework, result))
    for number, row in enumerate(rows, _HEAD + 1):
        _score_row(paper, sheet, number, row, framework)
        if row.code == TOTAL:
            # The total is computed; only what was announced is asked for.
            sheet.write_blank(number, _SCORE, None, paper.format(bg_color=BAND))
        else:
            paper.score(sheet, number, _SCORE, result.scores.get(row.code))
        paper.score(sheet, number, _ANNOUNCED, result.published.get(row.code))
    _score_rules(sheet, rows, framework)


def _score_row(paper: _Paper, sheet: Any, number: int, row: _Row, framework: Framework) -> None:
    look: dict[str, object] = {"bold": True, "bg_color": BAND} if row.heading else {}
    title = framework.title_of(row.code)
    sheet.write_string(number, 0, row.code, paper.format(**look))
    sheet.write_string(
        number, 1, title.th, paper.format(align="left", indent=row.depth, text_wrap=True, **look)
    )
    sheet.write_string(number, 2, title.en, paper.format(text_wrap=True, **look))
    sheet.write_string(number, 3, framework.tool_of(row.code) or "", paper.format(**look))
    sheet.set_row(number, row_height((title.th, 74 - 2 * row.depth), (title.en, 48)))


def _score_rows(framework: Framework, result: Result) -> Iterator[_Row]:
    """Yield the total, then each tool with what is below it, its parts after its indicators."""
    yield _Row(TOTAL, 0, heading=True)
    for tool in framework.tools:
        yield from _below(framework, tool.code, 0)
        for part in framework.parts_of(tool.code):
            yield from _below(framework, part.code, 1)
    for code in sorted({*result.scores, *result.published} - set(framework.codes())):
        yield _Row(code, 0, heading=False)


def _below(framework: Framework, code: str, depth: int) -> Iterator[_Row]:
    yield _Row(code, depth, heading=framework.kind_of(code) in ("tool", "part", "indicator"))
    for child in framework.children(code):
        yield from _below(framework, child, depth + 1)


def _score_rules(sheet: Any, rows: Sequence[_Row], framework: Framework) -> None:
    """Let Excel check each cell: known levels of an item from a list, every other score from 0 to 100."""
    plain: list[str] = []
    for number, row in enumerate(rows, _HEAD + 2):
        node = framework.nodes.get(row.code)
        levels = node.allowed if node is not None and node.kind == "item" else None
        if levels:
            shown = [_level(level) for level in sorted(levels, reverse=True)]
            known = f"ระดับที่เคยพบ: {', '.join(shown)} หากคะแนนทางการเป็นค่าอื่นให้กรอกตามจริง"
            _offer(sheet, f"E{number}", shown, _words(f"คะแนนข้อ {row.code}", known))
        elif row.code != TOTAL:
            plain.append(f"E{number}")
        plain.append(f"F{number}")
    words = _words("คะแนน 0–100", "เลขอารบิก 0–100 มีทศนิยมได้ เช่น 87.73 ไม่ทราบให้เว้นว่าง")
    rule = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100, **words}
    sheet.data_validation(plain[0], {**rule, "multi_range": " ".join(plain)})


def _counts(paper: _Paper, framework: Framework, result: Result) -> None:
    sheet = paper.sheet(COUNTS_SHEET, (12, 70, 42, 18, 16))
    columns = (
        COLUMN_TITLES["code"],
        Text("ข้อคำถาม", "question"),
        Text("ตัวเลือก", "label"),
        COLUMN_TITLES["choice"],
        COLUMN_TITLES["answers"],
    )
    hint = "กรอกเฉพาะเมื่อมีจำนวนคำตอบรายตัวเลือก / only where the answers to each choice are known"
    paper.head(sheet, COUNTS_SHEET, hint, columns)
    row = _HEAD
    for row, choice in enumerate(_choices(framework, result), _HEAD + 1):
        _count_row(paper, sheet, row, choice)
    words = _words("จำนวนคำตอบ", "จำนวนคนที่เลือกตัวเลือกนี้ เป็นจำนวนเต็ม ไม่ใช่ร้อยละ ไม่ทราบให้เว้นว่าง")
    rule = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": MOST_ANSWERS, **words}
    if row > _HEAD:
        sheet.data_validation(_HEAD + 1, _ANSWERS, row, _ANSWERS, rule)


def _count_row(paper: _Paper, sheet: Any, row: int, choice: _Choice) -> None:
    look: dict[str, object] = {"top": 1, "top_color": LINE} if choice.title else {}
    sheet.write_string(row, 0, choice.code, paper.format(**look))
    sheet.write_string(row, 1, choice.title, paper.format(text_wrap=True, **look))
    sheet.write_string(row, 2, choice.label, paper.format(**look))
    sheet.set_row(row, row_height((choice.title, 74)))
    sheet.write_number(row, 3, choice.points, paper.format(align="right", **look))
    if choice.answers is None:
        sheet.write_blank(row, _ANSWERS, None, paper.input())
    else:
        sheet.write_number(row, _ANSWERS, choice.answers, paper.input())


def _choices(framework: Framework, result: Result) -> Iterator[_Choice]:
    for code in _counted(framework, result):
        base, part = split_code(code)
        title = framework.title_of(base).th or base
        if part:
            title = f"{title} ({framework.title_of(part).th})"
        answers = result.counts.get(code, {})
        for points, label in _labels(framework, code, answers):
            yield _Choice(code, title, label, points, answers.get(points))
            title = ""


def _counted(framework: Framework, result: Result) -> list[str]:
    """Return the questions to count, those of a tool with parts by part, and whatever else was counted."""
    split = {part.tool for part in framework.parts}
    asked = {
        code
        for code in framework.codes()
        if framework.points_of(code) and (IN_PART in code or framework.tool_of(code) not in split)
    }
    shown = asked | set(result.counts)
    known = [code for code in framework.codes() if code in shown]
    return [*known, *sorted(shown - set(known))]


def _labels(framework: Framework, code: str, answers: Iterable[int]) -> list[tuple[int, str]]:
    """Return points and label of each choice in printed order, then points that only the result has."""
    labels: dict[int, list[str]] = {}
    points = framework.points_of(code)
    if points:
        scale = framework.scales[framework.nodes[split_code(code)[0]].scale or ""]
        for worth, label in zip(points, scale.labels, strict=True):
            labels.setdefault(worth, []).append(label.th)
    for worth in sorted(answers, reverse=True):
        labels.setdefault(worth, [])
    return [(worth, " · ".join(words)) for worth, words in labels.items()]


def _words(title: str, message: str) -> dict[str, object]:
    """Return what Excel shows beside a cell and when a value does not fit; it takes 32 and 255 characters."""
    return {
        "input_title": title[:32],
        "input_message": message[:255],
        "error_title": "ค่าไม่ตรงตามที่กำหนด",
        "error_message": message[:255],
    }


def _level(level: Fraction) -> str:
    return format(Decimal(level.numerator) / Decimal(level.denominator), "f")
