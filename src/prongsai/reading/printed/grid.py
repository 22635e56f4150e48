"""Tables from rows of cells as formats tell them: every place filled, the spans repeated."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from prongsai.core.errors import InputError
from prongsai.core.printed import Cell, Place, Table
from prongsai.core.text import Text
from prongsai.reading.printed import faults as fault

MOST_CELLS = 200_000
MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class Filled:
    """A cell with what stands in it, and how many rows and columns it spans."""

    paragraphs: tuple[str, ...] = ()
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row of a table; `line` and `page` where it begins, `number` where a sheet counts it otherwise."""

    cells: Sequence[Filled]
    line: int | None = None
    page: int | None = None
    number: int | None = None


Slots = dict[tuple[int, int], tuple[tuple[str, ...], bool]]


def laid_out(rows: Sequence[FilledRow], where: Place, first_column: int = 1) -> Table:
    """Return the table at `where`; a cell that reaches into others is repeated there as merged."""
    what = Text("เซลล์ในตาราง", "cells in a table")
    area = sum(
        _across(cell) * _down(cell, len(rows) - index) for index, row in enumerate(rows) for cell in row.cells
    )
    require_few(area, MOST_CELLS, what, where.file)
    slots: Slots = {}
    for index, row in enumerate(rows):
        _place_row(slots, index, row, len(rows))
    width = 1 + max((column for _, column in slots), default=0)
    require_few(len(rows) * width, MOST_CELLS, what, where.file)
    return Table(
        rows=tuple(_row(slots, index, row, width, (where, first_column)) for index, row in enumerate(rows)),
        where=where,
    )


def _place_row(slots: Slots, index: int, row: FilledRow, height: int) -> None:
    column = 0
    for cell in row.cells:
        while (index, column) in slots:
            column += 1
        across, down = _across(cell), _down(cell, height - index)
        for below in range(down):
            for beside in range(across):
                slots.setdefault((index + below, column + beside), (cell.paragraphs, bool(below or beside)))
        column += across


# Numbers of spans are the file's word; no table that was printed reaches as far as they can.
def _across(cell: Filled) -> int:
    return max(1, min(cell.columns, MOST_COLUMNS))


def _down(cell: Filled, most: int) -> int:
    return max(1, min(cell.rows, most))


def _row(slots: Slots, index: int, row: FilledRow, width: int, start: tuple[Place, int]) -> tuple[Cell, ...]:
    where, first_column = start
    number = index + 1 if row.number is None else row.number
    line, page = row.line or where.line, row.page or where.page
    at = dataclasses.replace(where, row=number, line=line, page=page)
    return tuple(
        Cell(
            paragraphs=slots[index, column][0] if (index, column) in slots else (),
            merged=(index, column) in slots and slots[index, column][1],
            where=dataclasses.replace(at, column=first_column + column),
        )
        for column in range(width)
    )


def require_few(count: int, most: int, what: Text, name: str) -> None:
    """Raise `InputError` where there is more of something than any paper has."""
    if count > most:
        raise InputError([fault.TOO_MUCH.at(name, most=most, what_th=what.th, what_en=what.en)])
