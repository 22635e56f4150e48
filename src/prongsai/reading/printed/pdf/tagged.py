"""What a tagged PDF says of its own parts: which text is a paragraph, a heading, or a cell of a table."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdfium2 import raw

MOST_ELEMENTS, DEEPEST = 50_000, 60
_HEADING = re.compile("H[1-6]?|Title")
# What its producer set as one paragraph; the number and the text of a point in a list are one.
_PARAGRAPHS = re.compile("P|H[1-6]?|LI|Caption|BlockQuote|Note|TOCI|Title")
_CELLS = ("TH", "TD")
_FEW = 2
_LONGEST_NAME = 200


@dataclass(eq=False, slots=True)
class Paragraph:
    """A paragraph, told by its producer."""

    heading: bool = False


@dataclass(eq=False, slots=True)
class TaggedCell:
    """A cell: the pieces of content in it, and how far it reaches."""

    parts: list[int] = field(default_factory=list)
    rows: int = 1
    columns: int = 1


@dataclass(eq=False, slots=True)
class TaggedTable:
    """A table, as far as it stands on one page."""

    rows: list[list[TaggedCell]] = field(default_factory=list)


@dataclass(slots=True)
class Tags:
    """What is known of the pieces of content of a page."""

    tables: list[TaggedTable] = field(default_factory=list)
    paragraph_of: dict[int, Paragraph] = field(default_factory=dict)
    cell_of: dict[int, TaggedCell] = field(default_factory=dict)
    parts: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Inside:
    """What an element stands in."""

    paragraph: Paragraph | None = None
    table: TaggedTable | None = None
    cell: TaggedCell | None = None
    depth: int = 0


def tags_of(page: Any) -> Tags:
    """Return what the tags of a page say, nothing where it has none."""
    tags = Tags()
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return tags
    try:
        budget = iter(range(MOST_ELEMENTS))
        for number in range(raw.FPDF_StructTree_CountChildren(tree)):
            _read(raw.FPDF_StructTree_GetChildAtIndex(tree, number), _Inside(), tags, budget)
    finally:
        raw.FPDF_StructTree_Close(tree)
    tags.tables = [table for table in tags.tables if _is_table(table)]
    kept = {id(cell) for table in tags.tables for row in table.rows for cell in row}
    tags.cell_of = {part: cell for part, cell in tags.cell_of.items() if id(cell) in kept}
    return tags


def _is_table(table: TaggedTable) -> bool:
    """Tell whether it is one: some producers lay out letters with tables of one cell."""
    filled = [cell for row in table.rows for cell in row if cell.parts]
    wide = max((len(row) for row in table.rows), default=0)
    # Of a row that goes on from the page before, often one cell alone is left.
    return wide > 1 and len(filled) >= (1 if wide > _FEW else 2)


def _read(element: Any, inside: _Inside, tags: Tags, budget: Iterator[int]) -> None:
    if inside.depth > DEEPEST or next(budget, None) is None:
        return
    kind = _name(raw.FPDF_StructElement_GetType, element)
    within = _within(kind, element, inside, tags)
    for number in range(raw.FPDF_StructElement_CountChildren(element)):
        part = raw.FPDF_StructElement_GetChildMarkedContentID(element, number)
        child = raw.FPDF_StructElement_GetChildAtIndex(element, number)
        if part >= 0:
            _note(part, within, tags)
        elif child:
            _read(child, within, tags, budget)
        elif kind == "TR" and within.table and within.cell is None:
            # PDFium tells no more of a cell that holds nothing on this page.
            within.table.rows[-1].append(TaggedCell())


def _within(kind: str, element: Any, inside: _Inside, tags: Tags) -> _Inside:
    depth = inside.depth + 1
    # A table inside a cell is text of that cell: no paper shows figures that way.
    if kind == "Table" and inside.cell is None:
        table = TaggedTable()
        tags.tables.append(table)
        return _Inside(table=table, depth=depth)
    if kind == "TR" and inside.table and inside.cell is None:
        inside.table.rows.append([])
    if kind in _CELLS and inside.table and inside.table.rows and inside.cell is None:
        cell = TaggedCell([], *_spans(element))
        inside.table.rows[-1].append(cell)
        return _Inside(table=inside.table, cell=cell, depth=depth)
    paragraph = inside.paragraph
    if _PARAGRAPHS.fullmatch(kind) and paragraph is None:
        paragraph = Paragraph(heading=bool(_HEADING.fullmatch(kind)))
    return _Inside(paragraph, inside.table, inside.cell, depth)


def _note(part: int, within: _Inside, tags: Tags) -> None:
    tags.parts.add(part)
    if within.paragraph:
        tags.paragraph_of[part] = within.paragraph
    if within.cell:
        within.cell.parts.append(part)
        tags.cell_of[part] = within.cell


def _spans(element: Any) -> tuple[int, int]:
    found = {"RowSpan": 1, "ColSpan": 1}
    for number in range(max(0, raw.FPDF_StructElement_GetAttributeCount(element))):
        attribute = raw.FPDF_StructElement_GetAttributeAtIndex(element, number)
        for name in found:
            value, told = raw.FPDF_StructElement_Attr_GetValue(attribute, name.encode()), ctypes.c_float()
            if value and raw.FPDF_StructElement_Attr_GetNumberValue(value, told):
                found[name] = max(1, int(told.value))
    return found["RowSpan"], found["ColSpan"]


def _name(ask: Callable[[Any, Any, int], int], element: Any) -> str:
    name = ctypes.create_string_buffer(_LONGEST_NAME)
    length = ask(element, name, _LONGEST_NAME)
    return name.raw[: max(0, min(length, _LONGEST_NAME) - 2)].decode("utf-16-le", "replace")
