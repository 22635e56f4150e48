"""A printed paper as JSON and back: how the process that parses hands it over.

Whoever parses files of strangers may have been turned by one of them, so what comes back is only data, and
everything in it is checked.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import cast, get_args

from prongsai.core.errors import Problem, Severity
from prongsai.core.printed import Block, Box, Cell, Format, Line, Place, Printed, Table
from prongsai.core.text import Text

# Kept short, because there is one for every cell.
_NUMBERS = {"p": "page", "l": "line", "t": "table", "r": "row", "c": "column"}
_BOX_SIDES = 4


class Garbled(ValueError):
    """What came back is no printed paper."""


def to_json(printed: Printed) -> str:
    """Return the paper as JSON."""
    told = {
        "name": printed.name,
        "format": printed.format,
        "pages": printed.pages,
        "notes": [[note.th, note.en] for note in printed.notes],
        "blocks": [_block(block, printed.name) for block in printed.blocks],
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str | bytes) -> Printed:
    """Return the paper that `to_json` wrote; raise `Garbled` for anything else."""
    return printed_from(object_from(text))


def object_from(text: str | bytes) -> Mapping[str, object]:
    """Return a JSON object; raise `Garbled` for anything else."""
    try:
        return _mapping(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise Garbled("not JSON") from error


def printed_from(told: object) -> Printed:
    """Return the paper from what `to_json` wrote, read as JSON; raise `Garbled` for anything else."""
    fields = _mapping(told)
    name, kind, pages = _text(fields.get("name")), fields.get("format"), fields.get("pages")
    if kind not in get_args(Format):
        raise Garbled("format")
    return Printed(
        name=name,
        format=cast(Format, kind),
        pages=None if pages is None else _number(pages),
        notes=tuple(_pair(note) for note in _list(fields.get("notes"))),
        blocks=tuple(_block_of(_mapping(block), name) for block in _list(fields.get("blocks"))),
    )


def problems_from(told: object) -> tuple[Problem, ...]:
    """Return problems as `problem_to` wrote them; raise `Garbled` for anything else, and for none."""
    problems = tuple(_problem_from(problem) for problem in _list(told))
    if not problems:
        raise Garbled("problems")
    return problems


def problem_to(problem: Problem) -> dict[str, object]:
    """Return a problem as JSON holds it."""
    return {
        "id": problem.id,
        "where": problem.where,
        "found": problem.found,
        "why": [problem.why.th, problem.why.en],
        "remedy": [problem.remedy.th, problem.remedy.en],
        "severity": problem.severity,
    }


# Out


def _block(block: Block, name: str) -> dict[str, object]:
    if isinstance(block, Line):
        told: dict[str, object] = {"text": block.text, "at": _place(block.where, name)}
        return told | _flags(heading=block.heading, scanned=block.scanned)
    rows = [[_cell(cell, name) for cell in row] for row in block.rows]
    return {"rows": rows, "at": _place(block.where, name)}


def _cell(cell: Cell, name: str) -> dict[str, object]:
    told: dict[str, object] = {"in": list(cell.paragraphs), "at": _place(cell.where, name)}
    return told | _flags(merged=cell.merged, scanned=cell.scanned)


def _flags(**flags: bool) -> dict[str, object]:
    return {name: True for name, is_so in flags.items() if is_so}


def _place(place: Place, name: str) -> dict[str, object]:
    told: dict[str, object] = {} if place.file == name else {"f": place.file}
    if place.sheet:
        told["s"] = place.sheet
    for short, long in _NUMBERS.items():
        if getattr(place, long) is not None:
            told[short] = getattr(place, long)
    return told if place.box is None else told | {"b": list(place.box)}


# Back


def _problem_from(told: object) -> Problem:
    fields = _mapping(told)
    if fields.get("severity") not in get_args(Severity):
        raise Garbled("severity")
    return Problem(
        id=_text(fields.get("id")),
        where=_text(fields.get("where")),
        found=_text(fields.get("found")),
        why=_pair(fields.get("why")),
        remedy=_pair(fields.get("remedy")),
        severity=cast(Severity, fields["severity"]),
    )


def _block_of(told: Mapping[str, object], name: str) -> Block:
    where = _place_of(told.get("at"), name)
    if "rows" not in told:
        is_heading, is_scanned = told.get("heading") is True, told.get("scanned") is True
        return Line(text=_text(told.get("text")), where=where, heading=is_heading, scanned=is_scanned)
    rows = tuple(tuple(_cell_of(cell, name) for cell in _list(row)) for row in _list(told["rows"]))
    if len({len(row) for row in rows}) > 1:
        raise Garbled("rows of different lengths")
    return Table(rows=rows, where=where)


def _cell_of(told: object, name: str) -> Cell:
    fields = _mapping(told)
    return Cell(
        paragraphs=tuple(_text(part) for part in _list(fields.get("in"))),
        where=_place_of(fields.get("at"), name),
        merged=fields.get("merged") is True,
        scanned=fields.get("scanned") is True,
    )


def _place_of(told: object, name: str) -> Place:
    fields = _mapping(told)
    page, line, table, row, column = (
        _number(fields[short]) if short in fields else None for short in _NUMBERS
    )
    return Place(
        file=_text(fields.get("f", name)),
        sheet=_text(fields.get("s", "")),
        page=page,
        line=line,
        table=table,
        row=row,
        column=column,
        box=_box(fields["b"]) if "b" in fields else None,
    )


def _box(told: object) -> Box:
    sides = _list(told)
    if len(sides) != _BOX_SIDES or not all(type(side) in (int, float) for side in sides):
        raise Garbled("box")
    return cast(Box, tuple(sides))


def _pair(told: object) -> Text:
    words = _list(told)
    if len(words) != len(("th", "en")):
        raise Garbled("words")
    return Text(_text(words[0]), _text(words[1]))


def _text(told: object) -> str:
    if not isinstance(told, str):
        raise Garbled("text")
    return told


def _number(told: object) -> int:
    if type(told) is not int or told < 0:
        raise Garbled("number")
    return told


def _list(told: object) -> list[object]:
    if not isinstance(told, list):
        raise Garbled("list")
    return told


def _mapping(told: object) -> Mapping[str, object]:
    if not isinstance(told, dict):
        raise Garbled("object")
    return told
