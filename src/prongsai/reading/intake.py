"""What every reader does first: bytes within a limit, JSON with nothing lost, rows with their places."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

from prongsai.core.errors import InputError, Problem
from prongsai.core.framework.source import SourceRow
from prongsai.reading import file_faults as fault

MEGABYTE = 1_000_000
# No table that people keep has as many columns or cells; what has, only keeps a server busy looking for its head.
MOST_IN_A_LINE, MOST_IN_A_TEXT = 2_000, 1_000_000


class Pairs(list[tuple[str, object]]):
    """A JSON object with its names as often as they are written."""


def read_bytes(path: Path, most: int) -> bytes:
    """Return what is in a file of at most `most` bytes; raise `InputError` for another."""
    try:
        with path.open("rb") as stream:
            # One byte more than allowed tells too large without reading the rest.
            data = stream.read(most + 1)
    except OSError as error:
        raise InputError([fault.NOT_THERE.at(str(path))]) from error
    require_size(data, path.name, most)
    return data


def read_filled(path: Path, most: int) -> bytes:
    """Return what `read_bytes` does; raise `InputError` for a file that holds blanks alone too."""
    data = read_bytes(path, most)
    require_content(data, path.name)
    return data


def require_content(data: bytes, name: str) -> None:
    """Raise `InputError` for nothing but blanks and marks of an encoding."""
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise InputError([fault.EMPTY.at(name)])


def require_size(data: bytes, name: str, most: int) -> None:
    """Raise `InputError` for more than `most` bytes."""
    if len(data) > most:
        raise InputError([fault.TOO_LARGE.at(name, most=most // MEGABYTE)])


def read_json(text: str, name: str, number: type[str] = str) -> object:
    """Return JSON with objects as `Pairs` and numbers by their digits, made `number`; raise `InputError` for others."""
    try:
        return json.loads(
            text, object_pairs_hook=Pairs, parse_float=number, parse_int=number, parse_constant=number
        )
    except json.JSONDecodeError as error:
        where = f"บรรทัด {error.lineno} คอลัมน์ {error.colno} / line {error.lineno} column {error.colno}"
        cut = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated")
        kind = fault.JSON_CUT if cut else fault.JSON_BROKEN
        raise InputError([kind.at(where, reason=error.msg)]) from error
    except RecursionError as error:
        raise InputError([fault.JSON_BROKEN.at(name, reason="nested too deep")]) from error


def require_few_cells(text: str, name: str) -> None:
    """Raise `InputError` for a text that any sign would part into more cells than a table has."""
    for sign in ",;\t":
        if text.count(sign) > MOST_IN_A_TEXT:
            raise InputError([fault.TOO_MANY_CELLS.at(name, most=MOST_IN_A_TEXT)])
        for number, line in enumerate(text.splitlines(), 1):
            if line.count(sign) > MOST_IN_A_LINE:
                raise InputError([fault.TOO_MANY_CELLS.at(line_place(number), most=MOST_IN_A_LINE)])


def shape(where: str, thai: str, english: str | None = None) -> Problem:
    """Return the problem of a JSON value that is not of the shape called for."""
    return fault.JSON_SHAPE.at(where, expected_th=thai, expected_en=thai if english is None else english)


def source_rows(text: str, name: str) -> list[SourceRow]:
    """Return the rows of our own CSV below its head, empty ones left out; each cell knows its line and column."""
    lines = list(csv.reader(text.splitlines(keepends=True)))
    heading = [cell.strip() for cell in lines[0]] if lines else []
    return [
        SourceRow(dict(zip(heading, cells, strict=False)), _source_place(name, number))
        for number, cells in enumerate(lines[1:], start=2)
        if any(cells)
    ]


def _source_place(name: str, number: int) -> Callable[[str], str]:
    return lambda column: f"{name} {number}:{column}"


def line_place(number: int) -> str:
    """Return the place of a line, counted from 1, in both languages."""
    return f"บรรทัด {number} / line {number}"
