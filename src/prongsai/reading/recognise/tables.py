"""The tables of pages put together: heads that repeat are dropped, rows that go on over the page are one again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from prongsai.core.printed import Block, Cell, Line, Place, Table
from prongsai.core.thai import tidy
from prongsai.reading.recognise.cards import cards_of
from prongsai.reading.recognise.columns import Head, head_of, squeezed
from prongsai.reading.recognise.guess import filled_in, guessed
from prongsai.reading.recognise.lists import Piece, number_of, phrases, pieces, whole

SAME_TITLE = 92
SAME_HEAD = 85
# Of a cell that has grown over many rows only the end is compared.
_COMPARED = 12
# What stands between two pages and parts no table: page numbers, “(ต่อ)”, signs alone.
_FURNITURE = re.compile(r"[\W\d_]*(?:หน้า|page|ต่อ|-)?[\W\d_]*", re.IGNORECASE)
_LONGEST_FURNITURE = 60
_LONGEST_HEAD = 1000
_GROUP = re.compile(r"(?:ด้าน|ตัวชี้วัด|ประเด็น|หัวข้อ|กลุ่ม|มิติ|ส่วนที่|เครื่องมือ|แบบวัด|indicator|topic)", re.IGNORECASE)
_DASHES = re.compile(r"[-–—.…\s]*")
# What a new page repeats of a row that goes on.
_REPEATED = frozenset({"number", "topic", "title", "units", "period", "monitoring", "budget", "codes"})

# Of these, what differs by one sign is another value.
_DATED = frozenset({"period", "budget"})

Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it was meant, over however many pages; `topic` stands over it."""

    cells: tuple[Pieces, ...]
    where: Place
    topic: str = ""

    def text(self, column: int | None) -> str:
        """Return a cell in one line, “” without the column."""
        return "" if column is None else " ".join(piece.text for piece in self.cells[column])


@dataclass(frozen=True, slots=True)
class Joined:
    """A table as it was meant; `above` is the line that stands over it."""

    head: Head
    rows: tuple[Row, ...]
    where: Place
    above: str = ""


def joined(blocks: Iterable[Block]) -> tuple[Joined, ...]:
    """Return the tables of some blocks whose heads are understood, those that go on over the page put together.

    A table with labels in its first column is one of a single row.
    """
    return tuple(table for run in _runs(blocks) for table in run.joined())


def cell_pieces(cell: Cell) -> Pieces:
    """Return the paragraphs of a cell; a cell that holds only dashes is empty."""
    return tuple(piece for piece in pieces(cell) if not _DASHES.fullmatch(tidy(piece.text)))


@dataclass(slots=True)
class _Run:
    """Page tables that are one table: rows, each with whether a page begins with it."""

    head: Head
    where: Place
    above: str
    width: int
    heads: tuple[str, ...]
    rows: list[tuple[tuple[Cell, ...], bool]] = field(default_factory=list)

    def add(self, rows: Sequence[tuple[Cell, ...]]) -> None:
        """Add the rows of a page; a head that repeats in the middle begins a page too."""
        begins = True
        for row in rows:
            if self.heads and fuzz.ratio(_said(row), self.heads[-1]) >= SAME_HEAD:
                begins = True
                continue
            if any(cell.text.strip() for cell in row):
                self.rows.append((row, begins and bool(self.rows)))
                begins = False

    def joined(self) -> Iterator[Joined]:
        yield Joined(self.head, tuple(_Joiner(self.head).rows(self.rows)), self.where, self.above)


@dataclass(frozen=True, slots=True)
class _Cards:
    """A table of labels."""

    table: Table
    above: str

    def joined(self) -> Iterator[Joined]:
        for head, card in cards_of(self.table):
            row = Row(tuple(given for _, given in card), self.table.where)
            yield Joined(head, (row,), self.table.where, self.above)


def _runs(given: Iterable[Block]) -> Iterator[_Run | _Cards]:
    blocks = tuple(given)
    repeated = _on_many_pages(blocks)
    run: _Run | None = None
    above, parted = "", False
    for block in blocks:
        if isinstance(block, Line):
            text = tidy(block.text)
            if text not in repeated and not _is_furniture(text):
                above, parted = text, True
            continue
        cards = _Cards(block, above)
        labelled = any(cards.joined())
        head = None if labelled else head_of(block.rows)
        if run is not None and not parted and _goes_on(run, block, head):
            run.add(block.rows[head.rows if head else 0 :])
            continue
        if run is not None:
            yield run
        run = None
        head = head if labelled else _told(head, block)
        if head is None:
            yield cards
        else:
            heads = tuple(map(_said, block.rows[: head.rows]))
            run = _Run(head, block.where, above, _width(block), heads)
            run.add(block.rows[head.rows :])
        above, parted = "", False
    if run is not None:
        yield run


def _told(head: Head | None, table: Table) -> Head | None:
    """Return the head of a table, with what only its cells tell of its columns."""
    if head is None or not (head.of_measures or head.of_findings or "score" in head.fields):
        return guessed(table.rows) or head
    return filled_in(head, table.rows)


def _said(row: Sequence[Cell]) -> str:
    """Return what a row says as it is compared; a row longer than any head is none."""
    text = "|".join(cell.text for cell in row)
    return squeezed(text) if len(text) <= _LONGEST_HEAD else ""


def _on_many_pages(blocks: Iterable[Block]) -> frozenset[str]:
    """Return the lines that stand on more than one page, as the heads and feet of pages do."""
    pages: dict[str, set[int]] = {}
    for block in blocks:
        if isinstance(block, Line) and block.where.page is not None:
            pages.setdefault(tidy(block.text), set()).add(block.where.page)
    return frozenset(text for text, on in pages.items() if len(on) > 1)


def _is_furniture(text: str) -> bool:
    return len(text) <= _LONGEST_FURNITURE and _FURNITURE.fullmatch(text) is not None


def _goes_on(run: _Run, table: Table, head: Head | None) -> bool:
    """Tell whether a table is the next page of another: the same head again, or none and as many columns."""
    return _width(table) == run.width if head is None else head.columns == run.head.columns


def _width(table: Table) -> int:
    return len(table.rows[0]) if table.rows else 0


class _Joiner:
    """Puts the rows of one table together."""

    def __init__(self, head: Head) -> None:
        self.head = head
        self.number = head.column("number", "rank")
        # Where no column is for the measures, what is to be done tells them apart.
        self.title = next(
            (place for name in ("title", "approach") if (place := head.column(name)) is not None), None
        )
        self.steps = head.column("steps")
        self.topic = ""
        self.made: list[Row] = []
        self.before: tuple[Cell, ...] = ()

    def rows(self, given: Sequence[tuple[tuple[Cell, ...], bool]]) -> list[Row]:
        for cells, begins in given:
            group = self.group(cells, begins)
            if group:
                self.topic = group
            elif self.made and self.continues(cells, begins):
                self.made[-1] = self.sewn(self.made[-1], cells, begins)
            else:
                self.made.append(Row(tuple(map(cell_pieces, cells)), cells[0].where, self.topic))
            self.before = cells
        return self.made

    def group(self, cells: Sequence[Cell], begins: bool) -> str:
        """Return the words of a row that names the rows below it, “” where it is a row like others."""
        filled = [cell for cell in cells if cell.text.strip() and not cell.merged]
        if len(filled) != 1 or filled[0] is not cells[0] or len(cells) < 2:
            return ""
        text = tidy(cells[0].text)
        spans = any(cell.merged and cell.text == cells[0].text for cell in cells[1:])
        if self.number == 0:
            return "" if number_of(text + ". x")[0] else text
        if number_of(text)[0] and not spans:
            return ""
        numbered = self.made and number_of(self.made[-1].text(self.title))[0]
        goes_on = begins and not _GROUP.match(text)
        return text if spans or _GROUP.match(text) or (not goes_on and (numbered or not self.made)) else ""

    def continues(self, cells: Sequence[Cell], begins: bool) -> bool:
        """Tell whether a row goes on with the one before it."""
        before = self.made[-1]
        title = "" if self.title is None else tidy(cells[self.title].text)
        number = "" if self.number is None else tidy(cells[self.number].text)
        if not title:
            return not number or number == tidy(before.text(self.number))
        if number and self.number != self.title and number != tidy(before.text(self.number)):
            return False
        if self.same_title(title, before.text(self.title)):
            return not self.begins_anew(cells)
        return begins and not number and self.title_goes_on(title, cells)

    def same_title(self, title: str, before: str) -> bool:
        if number_of(title)[0] != number_of(before)[0]:
            return False
        return fuzz.ratio(squeezed(title), squeezed(before)) >= SAME_TITLE

    def begins_anew(self, cells: Sequence[Cell]) -> bool:
        """Tell whether the steps of a row count from 1 again, so that it is another measure of the same name."""
        if self.steps is None or self.steps == self.title or cells[self.steps].merged:
            return False
        return self.first_step(cells) == "1" and bool(self.last_step())

    def title_goes_on(self, title: str, cells: Sequence[Cell]) -> bool:
        """Tell whether a title without number is the rest of the one before: its steps go on, or it has none."""
        if (
            self.title == self.steps
            or not number_of(self.made[-1].text(self.title))[0]
            or number_of(title)[0]
        ):
            return False
        first, last = self.first_step(cells), self.last_step()
        if first.isdigit() and last.isdigit():
            return int(first) == int(last) + 1
        return not first and (self.steps is None or not cells[self.steps].text.strip() or bool(last))

    def first_step(self, cells: Sequence[Cell]) -> str:
        if self.steps is None:
            return ""
        return next((each.number for each in phrases(cell_pieces(cells[self.steps])) if each.number), "")

    def last_step(self) -> str:
        if self.steps is None:
            return ""
        numbers = [each.number for each in phrases(self.made[-1].cells[self.steps]) if each.number]
        return numbers[-1] if numbers else ""

    def sewn(self, row: Row, cells: Sequence[Cell], begins: bool) -> Row:
        """Put what a row says to the one before it, column by column."""
        columns = []
        for place, (before, cell) in enumerate(zip(row.cells, cells, strict=True)):
            added = () if self.repeats(place, row, cell) else cell_pieces(cell)
            if before and added:
                # Over the page a sentence goes on; on the same page a row is something of its own.
                added = (replace(added[0], goes_on=begins, apart=not begins), *added[1:])
            columns.append((*before, *added))
        return Row(tuple(columns), row.where, row.topic)

    def repeats(self, place: int, row: Row, cell: Cell) -> bool:
        """Tell whether a cell only says again what stands above it."""
        above = self.before[place].text if place < len(self.before) else ""
        if cell.merged and cell.text == above:
            return True
        if not set(self.head.columns[place]) & _REPEATED:
            return False
        before = " ".join(piece.text for piece in row.cells[place][-_COMPARED:])
        if set(self.head.columns[place]) & _DATED:
            # “ไตรมาส 1” and “ไตรมาส 1-4” are alike and not the same.
            return whole(cell.text) == whole(before)
        return fuzz.ratio(squeezed(cell.text), squeezed(before)) >= SAME_TITLE
