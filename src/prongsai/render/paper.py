"""A document as the data that the template `paper.typ` sets: text in pieces, measured columns, drawn charts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from fractions import Fraction
from itertools import groupby, zip_longest
from typing import TypeAlias

from prongsai.core.document import (
    BarChart,
    Bullets,
    Callout,
    Document,
    Fields,
    Heading,
    Paragraph,
    Row,
    Run,
    Table,
)
from prongsai.core.text import Lang
from prongsai.core.thai import Digits
from prongsai.render import chart
from prongsai.render.coverage import drawable
from prongsai.render.measure import CELL_PADDING, advance, column_widths, set_width, widest_word
from prongsai.render.overlay import overlay
from prongsai.render.printable import date_line, one_line, run_text
from prongsai.render.words import pieces

FONT_FAMILY = "Prongsai Sarabun"
# Sizes are tenths of a point, widths tenths of a millimetre.
SIZE = 160
TABLE_SIZE = 140
SMALLEST_TABLE_SIZE = 120
TEXT_WIDTH_MM = 160
WIDEST_LABEL = 550
LONGEST_CALLOUT = 1500
# A row that may be higher than a page is split after all, rather than lost; rows of so many lines surely fit.
MOST_LINES = 36
_REGIONS: dict[Lang, str] = {"th": "TH", "en": "GB"}

# What json can write.
Json: TypeAlias = bool | int | str | Sequence["Json"] | dict[str, "Json"]


def paper(document: Document) -> dict[str, Json]:
    """Return everything that the template needs to know."""
    digits = document.digits
    title = _words(document.title, digits) or _words(document.kind, digits)
    return {
        "font": FONT_FAMILY,
        "size": SIZE,
        "lang": document.lang,
        "region": _REGIONS[document.lang],
        "digits": digits,
        "title-text": title,
        "author": [author] if (author := _words(document.author, digits)) else [],
        "stamp": [document.stamp.year, document.stamp.month, document.stamp.day],
        "title": _line(title, digits),
        "subtitle": [_line(line, digits) for line in document.subtitle],
        "date": _line(date_line(document), digits),
        "blocks": _blocks(document),
    }


def _words(text: str, digits: Digits) -> str:
    return drawable(one_line(text, digits))


def _blocks(document: Document) -> list[Json]:
    """Return the blocks. PDF/UA lets no level be skipped, so a part before any section is tagged as a section."""
    blocks: list[Json] = []
    under_section = False
    for block, following in zip_longest(document.blocks, document.blocks[1:]):
        if isinstance(block, Paragraph):
            blocks.append(_paragraph(block, document.digits, leads=isinstance(following, Bullets)))
        elif not isinstance(block, Heading):
            blocks.append(_block(block, document))
        elif _words(block.text, document.digits):  # it knows no empty heading either
            under_section |= block.level == 1
            blocks.append(_heading(block, document.digits, under_section=under_section))
    return blocks


def _heading(heading: Heading, digits: Digits, *, under_section: bool) -> Json:
    return {
        "type": "heading",
        "level": heading.level if under_section else 1,
        "part": heading.level == 2,
        "body": _line(heading.text, digits),
    }


def _paragraph(paragraph: Paragraph, digits: Digits, *, leads: bool) -> Json:
    """Return a paragraph; one that leads to a list stays on its page."""
    return {
        "type": "paragraph",
        "indent": paragraph.indent,
        "leads": leads,
        "body": _inline(paragraph.runs, digits),
    }


def _block(block: Bullets | Fields | Table | BarChart | Callout, document: Document) -> Json:
    digits = document.digits
    match block:
        case Bullets():
            items = [_inline(item, digits) for item in block.items]
            return {"type": "bullets", "numbered": block.numbered, "items": items}
        case Fields():
            return _fields(block, digits)
        case Table():
            return _table(block, digits)
        case BarChart():
            return _chart(block, document)
        case Callout():
            return _callout(block, digits)


def _callout(callout: Callout, digits: Digits) -> Json:
    return {
        "type": "callout",
        "tone": callout.tone,
        "breakable": sum(len(run.text) for run in callout.runs) > LONGEST_CALLOUT,
        "body": _inline(callout.runs, digits),
    }


def _fields(fields: Fields, digits: Digits) -> Json:
    widest = max(
        (_set_width(advance(_words(label, digits), bold=True), SIZE) for label, _ in fields.rows), default=0
    )
    return {
        "type": "fields",
        "label-width": min(widest, WIDEST_LABEL),
        "rows": [[_line(label, digits), _inline(value, digits)] for label, value in fields.rows],
    }


def _chart(block: BarChart, document: Document) -> Json:
    digits = document.digits
    drawing = overlay(chart.svg(block, lang=document.lang, digits=digits, font_family=FONT_FAMILY))
    return {
        "type": "chart",
        "caption": _line(block.caption, digits),
        "alternative": _words(block.alternative, digits) or _words(block.caption, digits) or block.id,
        "shapes": drawing.shapes,
        "width": drawing.width,
        "height": drawing.height,
        "labels": [asdict(replace(label, text=drawable(label.text))) for label in drawing.labels],
    }


def _table(table: Table, digits: Digits) -> Json:
    size, widths = _fitting(table)
    return {
        "type": "table",
        "size": size,
        "caption": _line(table.caption, digits),
        "widths": widths,
        "align": [column.align for column in table.columns],
        "head": [
            _inline((Run(column.title),), digits, _fits(width, size, bold=True))
            for column, width in zip(table.columns, widths, strict=True)
        ],
        "rows": [_row(row, widths, size, digits) for row in table.rows],
    }


def _row(row: Row, widths: Sequence[int], size: int, digits: Digits) -> Json:
    """Return the cells of a row; a group's name alone in the first cell spans the table."""
    cells = [*row.cells, *((),) * (len(widths) - len(row.cells))]
    rooms = [sum(widths)] if row.spans else widths
    shown: list[Json] = [
        {
            "body": _inline(cell, digits, fits=_fits(width, size, bold=row.heading)),
            "bold": row.heading,
            "span": len(widths) if row.spans else 1,
            "tone": row.tone if column == 0 else "plain",
        }
        for column, (cell, width) in enumerate(zip(cells, rooms, strict=False))
    ]
    return {"heading": row.heading, "breakable": _lines(row, widths, size) > MOST_LINES, "cells": shown}


def _lines(row: Row, widths: Sequence[int], size: int) -> int:
    """Return about how many lines the highest cell of a row takes, rather too many than too few."""
    rooms = [sum(widths)] if row.spans else widths
    return max(
        (_cell_lines(cell, _room(room), size) for cell, room in zip(row.cells, rooms, strict=False)),
        default=0,
    )


def _cell_lines(cell: Sequence[Run], room: int, size: int) -> int:
    lines = "".join(run.text for run in cell).split("\n")
    return sum(1 + _set_width(advance(line, bold=True), size) * 5 // (4 * room) for line in lines)


def _fitting(table: Table) -> tuple[int, list[int]]:
    """Return the largest type size at which every column holds its widest word, and the column widths for it."""
    widest = [widest_word(table, column) for column in range(len(table.columns))]
    for size in range(TABLE_SIZE, SMALLEST_TABLE_SIZE - 1, -5):
        widths = column_widths(table, TEXT_WIDTH_MM, Fraction(size, 10))
        if all(_set_width(word, size) <= room for word, room in zip(widest, map(_room, widths), strict=True)):
            break
    return size, widths


def _set_width(units: int, size: int) -> int:
    return set_width(units, Fraction(size, 10))


def _room(width: int) -> int:
    return width - CELL_PADDING


def _fits(width: int, size: int, *, bold: bool) -> Callable[[str], bool]:
    """Return the test whether a word at `size` fits a cell of `width`."""
    return lambda word: _set_width(advance(word, bold=bold), size) <= _room(width)


def _inline(
    runs: Sequence[Run], digits: Digits, fits: Callable[[str], bool] = lambda word: True
) -> list[Json]:
    """Return the text of the runs in pieces, cut as if all were one run; a line feed is a piece of its own."""
    texts = [drawable(run_text(run, digits)) for run in runs]
    bold = [run.bold for run, text in zip(runs, texts, strict=True) for _ in text]
    found: list[Json] = []
    start = 0
    for piece in pieces("".join(texts)):
        end = start + len(piece.text)
        if found or not piece.text.isspace():
            found.append(_piece(piece.text, bold[start:end], whole=piece.whole and fits(piece.text)))
        start = end
    return found


def _piece(text: str, bold: Sequence[bool], *, whole: bool) -> Json:
    if not whole and not any(bold):
        return text
    stretches = groupby(zip(bold, text, strict=True), key=lambda sign: sign[0])
    parts = [["".join(letter for _, letter in stretch), heavy] for heavy, stretch in stretches]
    return {"whole": whole, "parts": parts}


def _line(text: str, digits: Digits) -> list[Json]:
    return _inline((Run(text),), digits)
