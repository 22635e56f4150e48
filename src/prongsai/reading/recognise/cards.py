"""Measures that stand each in a table of their own, with labels in the first column instead of a head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from prongsai.core.printed import Cell, Table
from prongsai.reading.recognise.columns import Fields, Head, fields_of, squeezed
from prongsai.reading.recognise.lists import Piece, number_of, pieces, whole

_FEWEST_LABELS = 3
_COUNTED = re.compile(r"\s*(?:ที่)?\s*\d{1,2}$")
_TWO, _FEWEST_IN_CELL = 2, 2
_THERE = frozenset({"มี", "ไม่มี", "ครบ", "ไม่ครบ", "ขาด", "there", "missing", "yes", "no", ""})
LABELS = frozenset(
    {
        *("title", "approach", "steps", "units", "period", "monitoring", "results", "outcomes"),
        *("obstacles", "suggestions", "budget", "evidence", "status", "codes"),
    }
)

Labelled = tuple[Fields, tuple[Piece, ...]]


def cards_of(table: Table) -> Iterator[tuple[Head, Sequence[Labelled]]]:
    """Yield each measure of a table of labels with its head; nothing where the first column holds no labels."""
    yield from _told_in_cells(table)
    if form := _form(table):
        yield Head(tuple(fields for fields, _ in form), 0), form
        return
    yield from _side_by_side(table)
    rows = [(label_fields(row[0].text), row) for row in table.rows if len(row) == 2]
    known = [fields for fields, _ in rows if fields]
    named = any("title" in fields for fields in known)
    if all(squeezed(row[1].text) in _THERE for fields, row in rows if fields):
        # A list of what a paper has, not of what it says.
        return
    if len(rows) < len(table.rows) or len(known) < _FEWEST_LABELS or not named:
        return
    for card in _cards(rows):
        head = Head(tuple(fields for fields, _ in card), 0)
        if head.of_measures:
            yield head, card


def _form(table: Table) -> list[Labelled]:
    """Return the measure of a form: its title across the whole table, and rows of one label or several with what they say."""
    rows = [[cell for cell in row if not cell.merged] for row in table.rows]
    # Rows of one width are a table of columns.
    if len(rows) < _FEWEST_LABELS or len({len(row) for row in rows}) < _TWO or len(rows[0]) != _TWO:
        return []
    if "title" not in _form_fields(rows[0][0]) or any(not _form_fields(row[0]) for row in rows):
        return []
    card = [each for row in rows for each in _pairs(row)]
    titles = [fields for fields, _ in card if "title" in fields]
    return card if len(titles) == 1 and Head(tuple(fields for fields, _ in card), 0).of_measures else []


def _form_fields(cell: Cell) -> Fields:
    """Return the fields of a label of a form, which may count itself: “มาตรการที่ 2”."""
    return label_fields(_COUNTED.sub("", whole(cell.text)))


def _pairs(row: Sequence[Cell]) -> Iterator[Labelled]:
    """Yield what the cells of a row of a form say: each label before its cell, or inside it before a colon."""
    fields: Fields = ()
    for cell in row:
        label, colon, said = cell.text.partition(":")
        inside = label_fields(label) if colon and said.strip() else ()
        if inside:
            yield inside, (Piece(said.strip(), cell.where),)
        elif found := _form_fields(cell):
            # “ผล / ปัญหา” stands over what has a label of its own behind it.
            fields = found[:1]
        elif fields:
            yield fields, pieces(cell)


def _told_in_cells(table: Table) -> Iterator[tuple[Head, Sequence[Labelled]]]:
    """Yield the measures of a table whose second column tells all of them with labels: “ผู้รับผิดชอบ: …”."""
    if len(table.rows) < _TWO or len(table.rows[0]) != _TWO:
        return
    first, *rows = table.rows
    if "title" not in fields_of(first[0].text) or fields_of(first[1].text):
        return
    for name, said in rows:
        told = list(_labels_in(pieces(said)))
        if len(told) >= _FEWEST_IN_CELL and name.text.strip():
            card: list[Labelled] = [(("title",), pieces(name)), *told]
            yield Head(tuple(fields for fields, _ in card), 0), card


def _side_by_side(table: Table) -> Iterator[tuple[Head, Sequence[Labelled]]]:
    """Yield the measures of a table that has one in each column, with labels in its first one."""
    if len(table.rows) < _FEWEST_LABELS or len(table.rows[0]) <= _TWO:
        return
    labels = [label_fields(row[0].text) for row in table.rows]
    known = [fields for fields in labels if fields]
    named = next((place for place, fields in enumerate(labels) if "title" in fields), 0)
    # A head of columns has labels too; here all rows but the first have one.
    if (
        len(known) < _FEWEST_LABELS
        or len(known) * _TWO <= len(table.rows)
        or any(label_fields(cell.text) for cell in table.rows[0][1:])
    ):
        return
    for column in range(1, len(table.rows[0])):
        card: list[Labelled] = [(("title",), pieces(table.rows[named][column]))]
        card += [
            (fields, pieces(row[column]))
            for place, (fields, row) in enumerate(zip(labels, table.rows, strict=True))
            if fields and place != named
        ]
        head = Head(tuple(fields for fields, _ in card), 0)
        if head.of_measures and card[0][1]:
            yield head, card


def _labels_in(given: Sequence[Piece]) -> Iterator[Labelled]:
    """Yield what stands behind each label of a cell, with the lines below it."""
    fields: Fields = ()
    kept: list[Piece] = []
    for piece in given:
        label, colon, rest = piece.text.partition(":")
        found = label_fields(label) if colon else ()
        if found and fields:
            yield fields, tuple(kept)
        if found:
            fields, kept = found, [Piece(rest.strip(), piece.where)] if rest.strip() else []
        else:
            kept.append(piece)
    if fields:
        yield fields, tuple(kept)


def label_fields(text: str) -> Fields:
    """Return the fields that a label names, “1. ผู้รับผิดชอบ :” like a head; nothing for other words."""
    fields = fields_of(number_of(text)[1].strip(" :"), exact=True)
    return fields if fields and set(fields) <= LABELS else ()


def _cards(rows: Sequence[tuple[Fields, Sequence[Cell]]]) -> Iterator[list[Labelled]]:
    """Yield the labelled cells of one measure after the other; each begins with its title."""
    card: list[Labelled] = []
    named = ""
    for fields, row in rows:
        given = pieces(row[1])
        label = squeezed(row[0].text)
        if "title" in fields and label != (named := named or label):
            # Below “ชื่อมาตรการ” a row “กิจกรรม” tells how it is done.
            fields = ("steps",)
        if "title" in fields and any("title" in each for each, _ in card):
            yield card
            card = []
        if fields:
            card.append((fields, given))
        elif card and not row[0].text.strip():
            # An empty label: the cell above goes on.
            card[-1] = (card[-1][0], (*card[-1][1], *given))
    if card:
        yield card
