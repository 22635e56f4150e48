"""Cells with their places to a table: every row as wide as the widest, cells that span others repeated."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from prongsai.core.printed import Box, Cell, Place, Table
from prongsai.core.text import Text
from prongsai.reading.printed.grid import MOST_CELLS, require_few
from prongsai.reading.printed.pdf.lettering import union

CELLS = Text("เซลล์ในตาราง", "cells in a table")


@dataclass(frozen=True, slots=True)
class Set:
    """A cell as it was set: its first row and column, how many it takes, what it holds, and where."""

    row: int
    column: int
    paragraphs: tuple[str, ...] = ()
    rows: int = 1
    columns: int = 1
    box: Box | None = None
    scanned: bool = False


def table_of(found: Sequence[Set], where: Place) -> Table:
    """Return the table at `where`; a place that no cell takes is empty."""
    height = max(cell.row + cell.rows for cell in found)
    width = max(cell.column + cell.columns for cell in found)
    require_few(height * width, MOST_CELLS, CELLS, where.file)
    taken = {
        (cell.row + down, cell.column + across): (cell, bool(down or across))
        for cell in reversed(found)
        for down in range(cell.rows)
        for across in range(cell.columns)
    }
    rows = tuple(
        tuple(_cell(taken.get((row, column)), where, (row, column)) for column in range(width))
        for row in range(height)
    )
    boxes = [cell.box for cell in found if cell.box]
    return Table(rows=rows, where=dataclasses.replace(where, box=rounded(union(boxes)) if boxes else None))


def _cell(found: tuple[Set, bool] | None, where: Place, at: tuple[int, int]) -> Cell:
    place = dataclasses.replace(where, row=at[0] + 1, column=at[1] + 1)
    if found is None:
        return Cell(paragraphs=(), where=place)
    cell, repeated = found
    where_it_is = dataclasses.replace(place, box=rounded(cell.box) if cell.box else None)
    return Cell(paragraphs=cell.paragraphs, where=where_it_is, merged=repeated, scanned=cell.scanned)


def rounded(box: Box) -> Box:
    """Return a box to a tenth of a point: finer nobody sees it, and files stay small."""
    left, top, right, bottom = (round(edge, 1) for edge in box)
    return left, top, right, bottom
