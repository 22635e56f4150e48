"""Which characters of a page stand in which cell, by its tags or by the lines it is ruled with."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from prongsai.core.printed import Box
from prongsai.reading.printed.pdf.glyphs import Glyph
from prongsai.reading.printed.pdf.lattice import Lattice, Slot, lattices, slot_at
from prongsai.reading.printed.pdf.rules import Rule
from prongsai.reading.printed.pdf.sheet import Frame
from prongsai.reading.printed.pdf.tagged import TaggedCell, TaggedTable, Tags

# No table that was printed has more; a file may say whatever it likes.
MOST_COLUMNS = 200
# A letter is taken to stand where its middle is, so far above its line, in parts of its size.
_MIDDLE = 0.25
# Lines that make no more columns may be a drawing.
_FEW = 2


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page."""

    number: int
    frame: Frame
    glyphs: Sequence[Glyph]
    rules: Sequence[Rule]
    tags: Tags


@dataclass(slots=True)
class Held:
    """A cell and the characters in it; `box` is what encloses it, where that was drawn.

    `right` is how far its lines may go, `None` where only those of the others in its column tell.
    """

    row: int
    column: int
    rows: int = 1
    columns: int = 1
    box: Box | None = None
    glyphs: list[Glyph] = field(default_factory=list)
    right: float | None = None


Tables = tuple[list[list[Held]], list[Glyph]]


def tagged_tables(page: Page) -> Tables:
    """Return the tables that tags tell, and the characters outside of them."""
    held: dict[int, Held] = {}
    tables = [_placed(table, held) for table in page.tags.tables]
    rest = []
    for glyph in page.glyphs:
        cell = page.tags.cell_of.get(glyph.part)
        if cell is None:
            rest.append(glyph)
        else:
            held[id(cell)].glyphs.append(glyph)
    return [_realigned(table) for table in tables], rest


def _placed(table: TaggedTable, held: dict[int, Held]) -> list[Held]:
    found = []
    for row, column, cell in _places(table):
        down, across = min(cell.rows, len(table.rows) - row), min(cell.columns, MOST_COLUMNS)
        held[id(cell)] = Held(row, column, down, across)
        found.append(held[id(cell)])
    return found


def _realigned(cells: list[Held]) -> list[Held]:
    """Put the cells of rows that are too short below the columns they stand in: some programs tell no empty cells."""
    if not cells:
        return cells
    width = max(cell.column + cell.columns for cell in cells)
    rows = [list(row) for _, row in groupby(cells, key=lambda cell: cell.row)]
    taken = {
        (cell.row + down, cell.column + across)
        for cell in cells
        for down in range(cell.rows)
        for across in range(cell.columns)
    }
    whole = [all((row[0].row, column) in taken for column in range(width)) for row in rows]
    extents = _extents([row for row, is_whole in zip(rows, whole, strict=True) if is_whole])
    if len(extents) < width:
        return cells
    tall = [cell for cell in cells if cell.rows > 1]
    kept: list[Held] = []
    for row, is_whole in zip(rows, whole, strict=True):
        filled = row if is_whole else [cell for cell in row if cell.glyphs]
        above = {cell.column for cell in tall if cell.row < row[0].row < cell.row + cell.rows}
        free = {column: extents[column] for column in extents if column not in above}
        if not is_whole and len(filled) <= len(free):
            _realign(filled, free)
        kept += filled
    return kept


def _extents(rows: Sequence[Sequence[Held]]) -> dict[int, tuple[float, float]]:
    extents: dict[int, tuple[float, float]] = {}
    for cell in (cell for row in rows for cell in row if cell.glyphs):
        left, right = _extent(cell)
        low, high = extents.get(cell.column, (left, right))
        extents[cell.column] = min(low, left), max(high, right)
    return extents


def _extent(cell: Held) -> tuple[float, float]:
    return min(glyph.left for glyph in cell.glyphs), max(glyph.right for glyph in cell.glyphs)


def _realign(row: Sequence[Held], extents: Mapping[int, tuple[float, float]]) -> None:
    free = sorted(extents)
    for number, cell in enumerate(row):
        left, right = _extent(cell)
        # Each cell after this one needs a column too.
        choice = free[: len(free) - (len(row) - number - 1)]
        best = max(choice, key=lambda column: min(right, extents[column][1]) - max(left, extents[column][0]))
        cell.column = best
        free = [column for column in free if column > best]


def _places(table: TaggedTable) -> Iterator[tuple[int, int, TaggedCell]]:
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(table.rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            yield row, column, cell
            down, across = min(cell.rows, len(table.rows) - row), min(cell.columns, MOST_COLUMNS)
            taken |= {(row + y, column + x) for y in range(down) for x in range(across)}


def ruled_tables(page: Page, glyphs: Sequence[Glyph]) -> Tables:
    """Return the tables that lines enclose, and the characters outside of them."""
    tables = []
    for lattice in lattices(page.rules):
        cells = _ruled(lattice, glyphs) if lattice.width > 1 else None
        if cells:
            tables.append(cells)
            inside = {id(glyph) for cell in cells for glyph in cell.glyphs}
            glyphs = [glyph for glyph in glyphs if id(glyph) not in inside]
    return tables, list(glyphs)


def _held(slot: Slot) -> Held:
    return Held(slot.row, slot.column, slot.rows, slot.columns, slot.box)


def _ruled(lattice: Lattice, glyphs: Sequence[Glyph]) -> list[Held] | None:
    """Return the cells of a lattice with what stands in them, nothing where it is a drawing with a few words."""
    cells = {slot: _held(slot) for slot in lattice.slots}
    for glyph in glyphs:
        slot = slot_at(lattice, glyph.ink, glyph.base - _MIDDLE * glyph.size)
        if slot:
            cells[slot].glyphs.append(glyph)
    _bound(cells.values())
    filled = {
        held.column for held in cells.values() if any(not glyph.text.isspace() for glyph in held.glyphs)
    }
    # Of a row that goes on from the page before, often one cell alone is left.
    return list(cells.values()) if len(filled) >= (1 if lattice.width > _FEW else 2) else None


def _bound(cells: Collection[Held]) -> None:
    """Tell how far lines may go: as near to the right border as the letters of the column begin to the left one."""
    starts: dict[int, float] = {}
    for cell in cells:
        if cell.box and cell.glyphs:
            start = min(glyph.left for glyph in cell.glyphs) - cell.box[0]
            starts[cell.column] = min(starts.get(cell.column, start), start)
    for cell in cells:
        if cell.box:
            cell.right = cell.box[2] - max(0.0, starts.get(cell.column, 0.0))
