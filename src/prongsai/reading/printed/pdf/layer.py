"""The text layer of a page of a PDF: its tables and the paragraphs around them, in the order of reading."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from prongsai.core.printed import Block, Box, Line, Place, Table
from prongsai.reading.printed.pdf.banded import banded_tables
from prongsai.reading.printed.pdf.cells import Set, rounded, table_of
from prongsai.reading.printed.pdf.flow import Column, flowing, goes_over, paragraph_of, pitch_of, together_in
from prongsai.reading.printed.pdf.glyphs import Glyph
from prongsai.reading.printed.pdf.held import Held, Page, ruled_tables, tagged_tables
from prongsai.reading.printed.pdf.lettering import Written, lines, paragraphs, union
from prongsai.reading.printed.pdf.signs import Mended
from prongsai.reading.printed.pdf.tagged import Tags

_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:หน้า(?:ที่)?|page)?\s*\(?\d{1,3}\)?\s*(?:(?:/|จาก|of)\s*\d{1,3})?[-–—\s]*", re.IGNORECASE
)
# Numbers of pages stand so near to the upper or lower edge, in parts of the height.
_AT_EDGE = 0.12
_LARGER, _LARGER_SEEN, _LONGEST_HEADING = 1.12, 1.35, 150
_WHOLE_LINE = 1e6
# What a program prints anew above a table is within so many lines of it.
_ABOVE = 8


@dataclass(slots=True)
class Paper:
    """What is known of a paper while its pages are read one by one."""

    name: str
    seen: Mended = field(default_factory=Mended)
    tables: int = 0
    cells: set[str] = field(default_factory=set)
    """What stands in the cells of its tables: programs print heads anew on every page."""
    sides: dict[int, tuple[float, float]] = field(default_factory=dict)
    """How far text reaches to the left and right, for each width of pages."""
    open: tuple[Column, Written] | None = None
    """The last line of the page before, where a paragraph may go on from it."""
    goes_on: bool = False
    """Whether the first paragraph of the page just read is the rest of one of the page before."""


def blocks_of(page: Page, paper: Paper) -> tuple[Block, ...]:
    """Return what the text layer of a page says, from top to bottom; `paper.goes_on` tells of its first line."""
    tables, rest = _tables(page)
    placed: list[tuple[Box, Block]] = []
    for found in tables:
        cells = _filled(found, page, paper)
        if any(cell.paragraphs for cell in cells):
            placed.append((union(cell.box for cell in cells if cell.box), _table(cells, page, paper)))
    outside = _outside(page, rest, [box for box, _ in placed], paper)
    runs = {id(run.line): run for run in _running(page, outside, paper)}
    placed += [(run.line.where.box or (0, 0, 0, 0), run.line) for run in runs.values()]
    blocks = [block for _, block in sorted(placed, key=lambda each: (each[0][1], each[0][0]))]
    if blocks:
        first, last = runs.get(id(blocks[0])), runs.get(id(blocks[-1]))
        paper.goes_on = bool(first and paper.open and goes_over(*paper.open, first.part[0]))
        paper.open = (last.column, last.part[-1]) if last and not last.line.heading else None
    return tuple(blocks)


@dataclass(frozen=True, slots=True)
class _Run:
    """A line of running text, and what it was put together from."""

    line: Line
    part: Sequence[Written]
    column: Column


def _tables(page: Page) -> tuple[list[list[Held]], list[Glyph]]:
    """Return the tables and what stands outside of them: what the producer of the file told is surest."""
    if page.tags.tables:
        return tagged_tables(page)
    ruled, rest = ruled_tables(page, page.glyphs)
    banded, rest = banded_tables(page, rest)
    return ruled + banded, rest


def _filled(table: Sequence[Held], page: Page, paper: Paper) -> list[Set]:
    edges: dict[int, float] = {}
    for held in table:
        if held.columns == 1 and held.glyphs:
            right = max(glyph.right for glyph in held.glyphs)
            edges[held.column] = max(edges.get(held.column, right), right)
    return [_set(held, edges.get(held.column + held.columns - 1, 0.0), page, paper) for held in table]


def _set(held: Held, edge: float, page: Page, paper: Paper) -> Set:
    found = lines(held.glyphs, apart=_WHOLE_LINE)
    box = held.box or (union(line.box for line in found) if found else None)
    if not found or box is None:
        return Set(held.row, held.column, (), held.rows, held.columns, box)
    column = Column(
        min(line.left for line in found),
        max(edge, *(line.right for line in found)) if held.right is None else held.right,
        cell=True,
        pitch=pitch_of(found),
    )
    gathered = paragraphs(found, together_in(column, page.tags))
    texts = tuple(text for part in gathered if (text := flowing(part, paper.seen)))
    hidden = any(line.hidden for line in found)
    return Set(held.row, held.column, texts, held.rows, held.columns, box, hidden)


def _table(cells: Sequence[Set], page: Page, paper: Paper) -> Table:
    paper.tables += 1
    paper.cells |= {_squeezed("".join(cell.paragraphs)) for cell in cells}
    return table_of(cells, Place(file=paper.name, page=page.number, table=paper.tables))


def _squeezed(text: str) -> str:
    return "".join(text.split())


# What stands outside of tables


def _outside(page: Page, glyphs: Sequence[Glyph], tables: Sequence[Box], paper: Paper) -> list[Written]:
    """Return the lines outside of tables, without the heads that a program printed anew above them."""
    if not tables or not page.tags.tables:
        return lines(glyphs)
    untold = [glyph for glyph in glyphs if glyph.part not in page.tags.parts]
    told = [glyph for glyph in glyphs if glyph.part in page.tags.parts]
    kept = [line for line in lines(untold) if not _is_anew(line, tables, paper)]
    return sorted(lines(told) + kept, key=lambda line: (line.base, line.left))


def _is_anew(line: Written, tables: Sequence[Box], paper: Paper) -> bool:
    near = any(box[1] - _ABOVE * line.size <= line.base <= box[3] for box in tables)
    return near and all(any(word in cell for cell in paper.cells) for word in line.text.split())


def _column(page: Page, found: Sequence[Written], paper: Paper) -> Column:
    """Return how far text reaches on pages like this one: a page of signatures alone has no edges of its own."""
    key = round(page.frame.width)
    seen = [glyph for glyph in page.glyphs if not glyph.text.isspace() and not glyph.turn]
    left, right = paper.sides.get(key, (page.frame.width, 0.0))
    left, right = min([left, *(g.left for g in seen)]), max([right, *(g.right for g in seen)])
    paper.sides[key] = left, right
    return Column(left, right, pitch=pitch_of(found))


def _running(page: Page, found: Sequence[Written], paper: Paper) -> Iterator[_Run]:
    tops = sorted({line.base for line in found})
    number_of = {base: number for number, base in enumerate(tops, start=1)}
    kept = [line for line in found if not _is_page_number(line, page)]
    if not kept:
        return
    column = _column(page, kept, paper)
    usual = statistics.median(glyph.size for line in kept for glyph in line.glyphs)
    for part in paragraphs(kept, together_in(column, page.tags)):
        if text := flowing(part, paper.seen):
            box = rounded(union(line.box for line in part))
            where = Place(file=paper.name, page=page.number, line=number_of[part[0].base], box=box)
            heading = _is_heading(part, usual, page.tags)
            hidden = any(line.hidden for line in part)
            yield _Run(Line(text=text, where=where, heading=heading, scanned=hidden), part, column)


def _is_heading(part: Sequence[Written], usual: float, tags: Tags) -> bool:
    told = paragraph_of(part[0], tags)
    if told and told.heading:
        return True
    short = sum(len(line.text) for line in part) <= _LONGEST_HEADING
    # How large letters are in a picture is but an estimate.
    larger = _LARGER_SEEN if part[0].hidden else _LARGER
    set_off = all(line.bold for line in part) or min(line.size for line in part) > larger * usual
    return short and set_off


def _is_page_number(line: Written, page: Page) -> bool:
    height = page.frame.height
    at_edge = line.base < _AT_EDGE * height or line.base > (1 - _AT_EDGE) * height
    return at_edge and bool(_PAGE_NUMBER.fullmatch(line.text.strip()))
