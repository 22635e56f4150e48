"""A document as the data that the template `paper.typ` sets: text in pieces, measured columns, drawn charts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from fractions import Fraction
from itertools import zip_longest

from prongsai.core.document import (
    BarChart,
    Bullets,
    Callout,
    Document,
    Fields,
    Heading,
    Letterhead,
    Opinions,
    PageBreak,
    Paragraph,
    Row,
    Run,
    Signatures,
    Table,
)
from prongsai.core.text import Lang
from prongsai.core.thai import Digits
from prongsai.render import chart, verification
from prongsai.render.coverage import drawable
from prongsai.render.measure import CELL_PADDING, advance, column_widths, set_width, widest_word
from prongsai.render.overlay import overlay
from prongsai.render.page import Page, page_of
from prongsai.render.paper_form import letterhead, opinions, signatures
from prongsai.render.paper_text import Json, inline, line, words
from prongsai.render.printable import CONTENTS, date_line, has_steps, shown_blocks, split_lines, step_mark

FONT_FAMILY = "Prongsai Sarabun"
# Sizes are tenths of a point, widths tenths of a millimetre.
SIZE = 160
TABLE_SIZE = 140
SMALLEST_TABLE_SIZE = 120
WIDEST_LABEL = 550
LONGEST_CALLOUT = 1500
_REGIONS: dict[Lang, str] = {"th": "TH", "en": "GB"}


def paper(document: Document) -> dict[str, Json]:
    """Return everything that the template needs to know."""
    digits = document.digits
    title = words(document.title, digits) or words(document.kind, digits)
    return {
        "font": FONT_FAMILY,
        "size": SIZE,
        "lang": document.lang,
        "region": _REGIONS[document.lang],
        "digits": digits,
        "page": _sheet(page_of(document)),
        "title-text": title,
        "author": [author] if (author := words(document.author, digits)) else [],
        "stamp": [document.stamp.year, document.stamp.month, document.stamp.day],
        "title": line(title, digits),
        "titled": document.titled,
        "subtitle": [line(text, digits) for text in document.subtitle],
        "date": line(date_line(document), digits),
        "contents": line(CONTENTS.say(document.lang), digits) if _lists(document) else [],
        "blocks": _blocks(document),
        "verification": _verification(document),
    }


def _verification(document: Document) -> dict[str, Json]:
    """Return the code, square and decisions of an approved paper; nothing for any other."""
    if document.verification is None:
        return {}
    digits, page = document.digits, page_of(document)
    told = verification.lines(document.verification, document.lang)
    return {
        "foot": inline(verification.foot(document.verification, document.lang), digits),
        "square": verification.square(document.verification),
        "alternative": words(verification.alternative(document), "arabic"),
        "lines": [inline(runs, digits) for runs in told],
        "approvals": [
            _table(table, digits, page)
            for table in verification.approvals(document.verification, document.lang)
        ],
    }


def _sheet(page: Page) -> Json:
    return {
        "width": page.width,
        "height": page.height,
        "margin": [page.top, page.right, page.bottom, page.left],
        "chart-height": page.chart_height,
    }


def _lists(document: Document) -> bool:
    return document.contents and any(words(section.text, document.digits) for section in document.sections)


def _blocks(document: Document) -> list[Json]:
    """Return the blocks. PDF/UA lets no level be skipped, so a part before any section is tagged as a section."""
    blocks: list[Json] = []
    under_section = False
    shown = shown_blocks(document)
    for block, following in zip_longest(shown, shown[1:]):
        if isinstance(block, Paragraph):
            blocks.append(_paragraph(block, document.digits, leads=isinstance(following, Bullets)))
        elif not isinstance(block, Heading):
            blocks.append(_block(block, document))
        elif words(block.text, document.digits):  # it knows no empty heading either
            under_section |= block.level == 1
            blocks.append(_heading(block, document.digits, under_section=under_section))
    return blocks


def _heading(heading: Heading, digits: Digits, *, under_section: bool) -> Json:
    return {
        "type": "heading",
        "level": heading.level if under_section else 1,
        "part": heading.level == 2,
        "body": line(heading.text, digits),
    }


def _paragraph(paragraph: Paragraph, digits: Digits, *, leads: bool) -> Json:
    """Return a paragraph; one that leads to a list stays on its page."""
    return {
        "type": "paragraph",
        "indent": paragraph.indent,
        "leads": leads,
        "body": inline(paragraph.runs, digits),
    }


_Text = Bullets | Fields | Table | BarChart | Callout


def _block(block: _Text | Letterhead | Signatures | Opinions | PageBreak, document: Document) -> Json:
    match block:
        case Letterhead():
            return letterhead(block, document)
        case Signatures():
            return signatures(block, document.digits)
        case Opinions():
            return opinions(block, document.digits)
        case PageBreak():
            return {"type": "pagebreak"}
        case _:
            return _text(block, document)


def _text(block: _Text, document: Document) -> Json:
    digits = document.digits
    match block:
        case Bullets():
            items = [inline(item, digits) for item in block.items]
            return {"type": "bullets", "numbered": block.numbered, "items": items}
        case Fields():
            return _fields(block, digits)
        case Table():
            return _table(block, digits, page_of(document))
        case BarChart():
            return _chart(block, document)
        case Callout():
            return _callout(block, digits)


def _callout(callout: Callout, digits: Digits) -> Json:
    return {
        "type": "callout",
        "tone": callout.tone,
        "breakable": sum(len(run.text) for run in callout.runs) > LONGEST_CALLOUT,
        "body": inline(callout.runs, digits),
    }


def _fields(fields: Fields, digits: Digits) -> Json:
    widest = max(
        (_set_width(advance(words(label, digits), bold=True), SIZE) for label, _ in fields.rows), default=0
    )
    return {
        "type": "fields",
        "label-width": min(widest, WIDEST_LABEL),
        "rows": [[line(label, digits), inline(value, digits)] for label, value in fields.rows],
    }


def _chart(block: BarChart, document: Document) -> Json:
    digits = document.digits
    drawing = overlay(chart.svg(block, lang=document.lang, digits=digits, font_family=FONT_FAMILY))
    return {
        "type": "chart",
        "caption": line(block.caption, digits),
        "alternative": words(block.alternative, digits) or words(block.caption, digits) or block.id,
        "shapes": drawing.shapes,
        "width": drawing.width,
        "height": drawing.height,
        "labels": [asdict(replace(label, text=drawable(label.text))) for label in drawing.labels],
    }


def _table(table: Table, digits: Digits, page: Page) -> Json:
    size, widths = _fitting(table, page.text_width)
    rows = [_row(row, widths, size, digits) for row in table.rows]
    # A row that may be higher than a page is split after all, rather than lost.
    high = [_lines(row, widths, size) > page.lines for row in table.rows]
    return {
        "type": "table",
        "size": size,
        "caption": line(table.caption, digits),
        "widths": widths,
        "align": [column.align for column in table.columns],
        "head": [
            inline((Run(column.title),), digits, _fits(width, size, bold=True))
            for column, width in zip(table.columns, widths, strict=True)
        ],
        "rows": [{**row, "breakable": breakable} for row, breakable in zip(rows, high, strict=True)],
    }


def _row(row: Row, widths: Sequence[int], size: int, digits: Digits) -> dict[str, Json]:
    """Return the cells of a row; a group's name alone in the first cell spans the table."""
    cells = [*row.cells, *((),) * (len(widths) - len(row.cells))]
    rooms = [sum(widths)] if row.spans else widths
    shown: list[Json] = [
        {
            **_cell(cell, digits, size, _fits(width, size, bold=row.heading)),
            "bold": row.heading,
            "span": len(widths) if row.spans else 1,
            "tone": row.tone if column == 0 else "plain",
        }
        for column, (cell, width) in enumerate(zip(cells, rooms, strict=False))
    ]
    return {"heading": row.heading, "cells": shown}


def _cell(cell: Sequence[Run], digits: Digits, size: int, fits: Callable[[str], bool]) -> dict[str, Json]:
    """Return what stands in a cell: its text, or its lines, which hang at their numbers where they are steps."""
    texts = split_lines(cell)
    if len(texts) == 1:
        return {"body": inline(cell, digits, fits)}
    # Each line is a paragraph, so that readers of the file know where one ends on purpose.
    steps = has_steps(cell, digits)
    lines = [(_set_width(advance(step_mark(text, digits)), size) if steps else 0, text) for text in texts]
    return {"steps": [{"hang": hang, "body": inline(text, digits, fits)} for hang, text in lines]}


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


def _fitting(table: Table, text_width_mm: int) -> tuple[int, list[int]]:
    """Return the largest type size at which every column holds its widest word, and the column widths for it."""
    widest = [widest_word(table, column) for column in range(len(table.columns))]
    for size in range(TABLE_SIZE, SMALLEST_TABLE_SIZE - 1, -5):
        widths = column_widths(table, text_width_mm, Fraction(size, 10))
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
