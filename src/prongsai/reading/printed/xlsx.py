"""Workbooks: the tables and lines of each sheet, with values as Excel shows them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING

from prongsai.core.printed import Block, Line, Place, Printed, Table
from prongsai.core.text import Text
from prongsai.core.thai import BUDDHIST_ERA_OFFSET, MONTHS, thai_digits
from prongsai.reading.printed.grid import MOST_CELLS, Filled, FilledRow, laid_out, require_few
from prongsai.reading.workbook import opened

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_IN_QUOTES = re.compile(r'"[^"]*"|\\.|_.|\*.')
_IN_BRACKETS = re.compile(r"\[[^\]]*\]")
_DECIMALS = re.compile(r"[0#?]\.([0#?]+)")
# How formats ask for Thai digits and years: a prefix or letter of Thai Excel, or a number of digits (0D), calendar (07)
# and language.
_THAI_DIGITS = re.compile(r"^t[0#?]|\[\$-0?D[0-9A-F]{6}\]", re.IGNORECASE)
_BUDDHIST = re.compile(r"b{2,4}|\[\$-[0-9A-F]{1,2}07[0-9A-F]{4}\]", re.IGNORECASE)
_GENERAL = Context(prec=11)
_HIDDEN = Text("แผ่นที่ซ่อนไว้ไม่ได้อ่าน: {names}", "hidden sheets were not read: {names}")
_CELLS = Text("เซลล์ในตาราง", "cells in a table")
_FEWEST_CELLS = 2
_LINE_END = re.compile(r"(?:\r\n|\r|\n|_x000D_)+")


Slot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What is filled, by row and column; merged cells by their first place, and all the places that they cover."""

    where: Place
    filled: Mapping[Slot, tuple[str, ...]]
    merged: Mapping[Slot, Slot]
    covered: frozenset[Slot]
    columns: Mapping[int, Sequence[int]]

    def is_single(self, row: int) -> bool:
        return len(self.columns.get(row, ())) == 1

    def words(self, row: int) -> tuple[str, ...]:
        return tuple(text for column in self.columns.get(row, ()) for text in self.filled[row, column])


def parse(data: bytes, name: str) -> Printed:
    """Return the paper in a workbook; raise `InputError` for one that cannot be read."""
    with opened(data, name, results=True) as book:
        hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
        shown = [sheet for sheet in book.worksheets if sheet.title not in hidden]
        blocks = tuple(block for sheet in shown for block in _blocks(_read(sheet, name)))
    notes = (_HIDDEN.format(names=", ".join(hidden)),) if hidden else ()
    return Printed(name=name, format="xlsx", blocks=blocks, notes=notes)


def _read(sheet: Worksheet, name: str) -> _Sheet:
    # The public iterators make every cell up to the farthest one; this is the cells that there are.
    cells = [cell for cell in sheet._cells.values() if cell.value is not None]
    filled = {(cell.row, cell.column): words for cell in cells if (words := _paragraphs(shown(cell)))}
    columns: dict[int, list[int]] = {}
    for row, column in sorted(filled):
        columns.setdefault(row, []).append(column)
    last = (max(columns, default=0), max((column for _, column in filled), default=0))
    merged = _merged(sheet, last)
    require_few(sum(down * across for down, across in merged.values()), MOST_CELLS, _CELLS, name)
    return _Sheet(
        where=Place(file=name, sheet=sheet.title),
        filled=filled,
        merged=merged,
        covered=frozenset(
            (row + below, column + beside)
            for (row, column), (down, across) in merged.items()
            for below in range(down)
            for beside in range(across)
        ),
        columns=columns,
    )


def _merged(sheet: Worksheet, last: Slot) -> dict[Slot, Slot]:
    """Return how many rows and columns each merged cell takes, as far as anything stands on the sheet."""
    return {
        (area.min_row, area.min_col): (
            min(area.max_row, last[0]) - area.min_row + 1,
            min(area.max_col, last[1]) - area.min_col + 1,
        )
        for area in sheet.merged_cells.ranges
        if area.min_row <= last[0] and area.min_col <= last[1]
    }


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in _LINE_END.split(text) if part.strip())


# Rows


def _blocks(sheet: _Sheet) -> Iterator[Block]:
    for rows in _runs(sheet):
        start, end = _table_rows(sheet, rows)
        yield from _lines(sheet, rows[:start])
        if start < end:
            yield _table(sheet, rows[start:end])
        yield from _lines(sheet, rows[end:])


def _runs(sheet: _Sheet) -> Iterator[list[int]]:
    """Yield the rows between empty ones; one that a merged cell reaches into is not empty."""
    run: list[int] = []
    for row in sorted({*sheet.columns, *(row for row, _ in sheet.covered)}):
        if run and row > run[-1] + 1:
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _table_rows(sheet: _Sheet, rows: list[int]) -> Slot:
    """Return where the table in a run begins and ends: titles above it and notes below it are lines."""
    start = next((at for at, row in enumerate(rows) if not sheet.is_single(row)), len(rows))
    end = len(rows)
    while end > start and sheet.is_single(rows[end - 1]) and _is_wide(sheet, rows[end - 1]):
        end -= 1
    few = sum(len(sheet.columns.get(row, ())) for row in rows[start:end]) <= _FEWEST_CELLS
    return (end, end) if end - start == 1 and few else (start, end)


def _is_wide(sheet: _Sheet, row: int) -> bool:
    return sheet.merged.get((row, sheet.columns[row][0]), (1, 1))[1] > 1


def _lines(sheet: _Sheet, rows: list[int]) -> Iterator[Line]:
    for row in rows:
        texts = sheet.words(row)
        # A label with its value beside it is one line.
        for text in texts if sheet.is_single(row) else [" ".join(texts)]:
            yield Line(text=text, where=replace(sheet.where, row=row, column=sheet.columns[row][0]))


def _table(sheet: _Sheet, rows: list[int]) -> Table:
    wide = [column for row, column in sheet.covered if rows[0] <= row <= rows[-1]]
    columns = [*wide, *(column for row in rows for column in sheet.columns.get(row, ()))]
    first, last = min(columns), max(columns)
    require_few(len(rows) * (last - first + 1), MOST_CELLS, _CELLS, sheet.where.file)
    inner = sheet.covered - sheet.merged.keys()
    filled = [
        FilledRow(
            [
                Filled(sheet.filled.get((row, column), ()), *sheet.merged.get((row, column), (1, 1)))
                for column in range(first, last + 1)
                if (row, column) not in inner
            ],
            number=row,
        )
        for row in rows
    ]
    return laid_out(filled, replace(sheet.where, row=rows[0], column=first), first)


# Values


def shown(cell: Cell) -> str:
    """Return the value of a cell as Excel shows it; a text of digits stays as it was typed."""
    value, form = cell.value, cell.number_format
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime.date):
        return _digits(_date(value, form), form)
    if isinstance(value, int | float):
        return _digits(_number(Decimal(repr(value)), form), form)
    return str(value)


def _number(value: Decimal, form: str) -> str:
    if not value.is_finite():
        return str(value)
    pattern = _IN_BRACKETS.sub("", _IN_QUOTES.sub("", form.partition(";")[0]))
    percent = "%" if "%" in pattern else ""
    value = value.scaleb(2) if percent else value
    if form == "General" or not any(sign in pattern for sign in "0#"):
        # Excel shows so many digits and no more: 95.2 is stored as 95.2000000000000028….
        short = format(_GENERAL.plus(value), "f")
        return (short.rstrip("0").rstrip(".") if "." in short else short) + percent
    decimals = _DECIMALS.search(pattern)
    places = len(decimals[1]) if decimals else 0
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return format(rounded, ",f" if "," in pattern else "f") + percent


def _date(value: datetime.date, form: str) -> str:
    pattern = _IN_QUOTES.sub("", form)
    year = value.year + (BUDDHIST_ERA_OFFSET if _BUDDHIST.search(pattern) else 0)
    if "mmm" in pattern.lower():
        return f"{value.day} {MONTHS[value.month - 1]} {year}"
    return f"{value.day}/{value.month}/{year}"


def _digits(text: str, form: str) -> str:
    return thai_digits(text) if _THAI_DIGITS.search(form) else text
