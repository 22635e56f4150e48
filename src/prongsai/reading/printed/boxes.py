"""Text and tables that stand inside each other, as web pages and Word have them, to lines and tables in a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from prongsai.core.printed import Block, Line, Place, Table
from prongsai.reading.printed.grid import Filled, FilledRow, laid_out

# What was pasted from Word nests tables two or three deep; more is a file made to break readers.
DEEPEST_TABLE = 20
_FEWEST_CELLS = 2


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph; `line` and `page` as its format counts them."""

    text: str
    line: int
    heading: bool
    page: int | None = None


@dataclass(slots=True)
class OpenCell:
    """A cell that is being filled, with what it spans."""

    rows: int = 1
    columns: int = 1
    content: list[Words | OpenTable] = field(default_factory=list)


@dataclass(slots=True)
class OpenRow:
    """A row that is being filled."""

    cells: list[OpenCell] = field(default_factory=list)
    line: int | None = None
    page: int | None = None


@dataclass(slots=True)
class OpenTable:
    """A table that is being filled."""

    rows: list[OpenRow] = field(default_factory=list)
    line: int | None = None
    page: int | None = None

    def cells(self) -> list[OpenCell]:
        """Return the cells in which something stands."""
        return [cell for row in self.rows for cell in row.cells if cell.content]

    def is_box(self) -> bool:
        """Tell what only lays a page out: one cell, or less in its own cells than in those of tables inside them."""
        own = self.cells()
        inside = [item for cell in own for item in cell.content if isinstance(item, OpenTable)]
        return len(own) < _FEWEST_CELLS or len(own) < sum(len(table.cells()) for table in inside)


def printed_blocks(content: Sequence[Words | OpenTable], start: Place) -> tuple[Block, ...]:
    """Return the content as blocks in order, boxes around text opened; tables count from that of `start`."""
    return tuple(_Printer(start).blocks(content))


class _Printer:
    def __init__(self, start: Place) -> None:
        self._start = start
        self._tables = (start.table or 1) - 1

    def blocks(self, content: Sequence[Words | OpenTable]) -> Iterator[Block]:
        for item in content:
            if isinstance(item, Words):
                where = replace(self._start, line=item.line, page=item.page or self._start.page, table=None)
                yield Line(text=item.text, where=where, heading=item.heading)
            elif item.is_box():
                for cell in item.cells():
                    yield from self.blocks(cell.content)
            else:
                yield self._table(item)

    def _table(self, table: OpenTable) -> Table:
        self._tables += 1
        page = table.page or self._start.page
        where = replace(self._start, line=table.line, page=page, table=self._tables)
        rows = [
            FilledRow([_filled(cell) for cell in row.cells], line=row.line, page=row.page)
            for row in table.rows
        ]
        return laid_out(rows, where)


def _filled(cell: OpenCell) -> Filled:
    return Filled(_paragraphs(cell), cell.rows, cell.columns)


def _paragraphs(cell: OpenCell) -> tuple[str, ...]:
    """Return what stands in a cell; a row of a table inside it is one paragraph."""
    return tuple(words for item in cell.content for words in _flat(item))


def _flat(item: Words | OpenTable) -> Iterator[str]:
    if isinstance(item, Words):
        yield item.text
        return
    for row in item.rows:
        words = " ".join(" ".join(_paragraphs(cell)) for cell in row.cells)
        if words.strip():
            yield " ".join(words.split())
