"""Small tables that people keep beside a result: CSV, a sheet of a workbook, or a list of JSON objects."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from prongsai.core.errors import InputError, Problem
from prongsai.core.result.layout import FORMULA_SIGNS
from prongsai.core.thai import tidy
from prongsai.reading import file_faults as fault
from prongsai.reading.intake import (
    Pairs,
    line_place,
    read_filled,
    read_json,
    require_content,
    require_few_cells,
    require_size,
    shape,
)
from prongsai.reading.result import MOST_BYTES, decoded
from prongsai.reading.workbook import Cell, Sheet, read_workbook

# Above the head people write a title and a date; not more.
HEAD_WITHIN = 10
TEXT_ENDINGS = frozenset({".csv", ".tsv", ".txt"})

Columns = Mapping[str, frozenset[str]]
Row = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below a head, empty ones left out: each has a cell for every column, an empty one too.

    Columns that were asked for have our names, all others the tidied words of their head.
    """

    heads: Row
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """One line as it stands, its cells by column from 1; `empty` is a cell where nothing stands."""

    cells: Mapping[int, Cell]
    sheet: Sheet | None = None
    number: int = 0

    def at(self, column: int) -> Cell:
        if self.sheet is not None:
            return self.sheet.at(self.number, column)
        return self.cells.get(column) or Cell("", line_place(self.number))


def read_table(path: Path, columns: Columns, *, needed: Collection[str]) -> Table:
    """Return the table of a file; `columns` are the spellings of every column that is known, by our name.

    Raises `InputError` where the file cannot be read or a column that is needed is not there.
    """
    return table_of_data(read_filled(path, MOST_BYTES), path.name, columns, needed=needed)


def table_of_data(data: bytes, name: str, columns: Columns, *, needed: Collection[str]) -> Table:
    """Return what `read_table` does, of a file that is not on a disk; its name tells what it is."""
    require_size(data, name, MOST_BYTES)
    require_content(data, name)
    ending = Path(name).suffix.lower()
    if ending == ".xlsx":
        return _below_the_head(list(_sheet_lines(data, name)), columns, needed, name)
    if ending == ".json":
        return _objects(decoded(data, name), columns, needed, name)
    if ending in TEXT_ENDINGS:
        text = decoded(data, name)
        require_few_cells(text, name)
        lines = _text_lines(text, columns, needed)
        return _below_the_head(lines, columns, needed, name)
    raise InputError([fault.ENDING_UNKNOWN.at(name, ending)])


def table_of_sheet(sheet: Sheet, columns: Columns, needed: Collection[str]) -> Table | None:
    """Return the table on a sheet, `None` where it has no head with the columns that are needed."""
    return _find_table(list(_lines_of(sheet)), columns, needed)


def table_of_text(text: str, columns: Columns, needed: Collection[str]) -> Table | None:
    """Return the table in a CSV text, `None` where it has no head with the columns that are needed."""
    return _find_table(_text_lines(text, columns, needed), columns, needed)


def text_of(cell: Cell, problems: list[Problem]) -> str:
    """Return the text of a cell without what guards it from being a formula; report a cell of no plain value."""
    if cell.problem is not None:
        problems.append(cell.problem)
        return ""
    text = cell.text.strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_SIGNS) else text


def _sheet_lines(data: bytes, name: str) -> Iterator[_Line]:
    """Yield the rows of the first sheet that holds anything."""
    filled = next((sheet for sheet in read_workbook(data, name) if sheet.cells), None)
    yield from _lines_of(filled) if filled else ()


def _lines_of(sheet: Sheet) -> Iterator[_Line]:
    for number, cells in sheet.rows():
        yield _Line(cells, sheet, number)


def _text_lines(text: str, columns: Columns, needed: Collection[str]) -> list[_Line]:
    return list(_csv_lines(text, _delimiter(text, columns, needed)))


def _delimiter(text: str, columns: Columns, needed: Collection[str]) -> str:
    """Return the sign that parts the head: further down, words may hold more commas than the table has columns."""
    for line in text.splitlines()[:HEAD_WITHIN]:
        for sign in ",;\t":
            if set(needed) <= {_named(cell.strip('" '), columns) for cell in line.split(sign)}:
                return sign
    return ","


def _csv_lines(text: str, delimiter: str) -> Iterator[_Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                cells = {column: Cell(cell, line_place(number)) for column, cell in enumerate(row, 1)}
                yield _Line(cells, number=number)
            number = reader.line_num + 1
    except csv.Error as error:
        raise InputError([fault.CSV_BROKEN.at(line_place(number), reason=error)]) from error


def _named(words: str, columns: Columns) -> str:
    """Return our name of a column; a head may say both languages: “รหัส / code”."""
    said = {tidy(word).casefold() for word in re.split(r"[/\n]", words)}
    return next((name for name, spellings in columns.items() if said & spellings), tidy(words))


def _below_the_head(lines: list[_Line], columns: Columns, needed: Collection[str], name: str) -> Table:
    table = _find_table(lines, columns, needed)
    if table is None:
        where = next((line.at(1).where for line in lines), name)
        raise InputError([fault.HEAD_MISSING.at(where, columns=", ".join(needed))])
    return table


def _find_table(lines: list[_Line], columns: Columns, needed: Collection[str]) -> Table | None:
    for at, line in enumerate(islice(lines, HEAD_WITHIN)):
        heads: dict[str, int] = {}
        for column, cell in line.cells.items():
            heads.setdefault(_named(cell.text, columns), column)
        if set(needed) <= set(heads):
            heads.pop("", None)
            rows = [{head: below.at(column) for head, column in heads.items()} for below in lines[at + 1 :]]
            filled = tuple(row for row in rows if any(cell.text.strip() for cell in row.values()))
            return Table({head: line.at(column) for head, column in heads.items()}, filled)
    return None


def _objects(text: str, columns: Columns, needed: Collection[str], name: str) -> Table:
    content = read_json(text, name)
    if not isinstance(content, list) or isinstance(content, Pairs):
        raise InputError([shape(name, "[{…}, …]")])
    rows = [_object(number, each, columns) for number, each in enumerate(content, 1)]
    heads = {head: Cell(head, cell.where) for row in reversed(rows) for head, cell in row.items()}
    if not set(needed) <= set(heads):
        raise InputError([fault.HEAD_MISSING.at(name, columns=", ".join(needed))])
    return Table(
        heads,
        tuple(
            {head: row.get(head, Cell("", _number(at))) for head in heads} for at, row in enumerate(rows, 1)
        ),
    )


def _number(number: int) -> str:
    return f"ลำดับ {number} / no. {number}"


def _object(number: int, fields: object, columns: Columns) -> Row:
    if not isinstance(fields, Pairs):
        raise InputError([shape(_number(number), "{ … }")])
    row = {}
    for key, value in fields:
        where = f"{_number(number)} → {key}"
        plain = isinstance(value, str) or value is None
        problem = None if plain else shape(where, "ค่าเดียว", "a single value")
        row[_named(key, columns)] = Cell(str(value or "") if plain else "", where, problem)
    return row
