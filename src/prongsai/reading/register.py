"""Registers of agencies, units and people from XLSX and CSV files, every problem at its cell."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import PurePath

from prongsai.core.errors import InputError, Problem
from prongsai.core.framework.source import SourceRow
from prongsai.core.register import Known, Register
from prongsai.core.register.check import Rows, check
from prongsai.core.register.faults import COLUMN_UNKNOWN, HEADS_MISSING, SHEET_UNKNOWN
from prongsai.core.register.layout import (
    AGENCIES,
    BESIDE,
    COLUMNS,
    HELP_SHEET,
    NEEDED,
    PEOPLE,
    SHEETS,
    UNITS,
    spellings,
)
from prongsai.core.text import Text
from prongsai.core.thai import tidy
from prongsai.reading import catalogue
from prongsai.reading import file_faults as fault
from prongsai.reading.intake import require_content, require_few_cells, require_size
from prongsai.reading.magic import OLE_MAGIC, ZIP_MAGIC
from prongsai.reading.progress import Tell, TellingRows, silent
from prongsai.reading.result import decoded
from prongsai.reading.table import TEXT_ENDINGS, Row, Table, table_of_sheet, table_of_text, text_of
from prongsai.reading.workbook import SHEET_PARTS, Sheet, read_workbook

# A whole country: some 8,300 agencies and 20,000 people, with room for as many again.
MOST_BYTES = 10_000_000
MOST_CELLS = 500_000
# What a row of a register usually takes: of a sheet as XML before it is packed, and of a CSV.
BYTES_OF_A_ROW, BYTES_OF_A_LINE = 250, 120
# A table of people has a unit in it, and one of units an agency: the fullest is asked for first.
_FULLEST_FIRST = (PEOPLE, UNITS, AGENCIES)

_TEMPLATE = Text("เริ่มจากแม่แบบทะเบียน", "start from the template of the register")
_OWN_REMEDIES = {
    fault.EMPTY.id: _TEMPLATE,
    fault.PDF_GIVEN.id: Text("กรอกลงแม่แบบทะเบียน", "fill it into the template of the register"),
    fault.ENDING_UNKNOWN.id: Text("ใช้ไฟล์ .xlsx หรือ .csv", "use .xlsx or .csv"),
    fault.TOO_LARGE.id: Text(
        "แบ่งเป็นหลายไฟล์ หรือลบรูปภาพออก", "divide it into several files, or remove its pictures"
    ),
    fault.TOO_MANY_CELLS.id: Text("แบ่งเป็นหลายไฟล์", "divide it into several files"),
}
_OWN_REASONS = {
    fault.PDF_GIVEN.id: Text("เป็นไฟล์ PDF ไม่ใช่ตาราง", "this is a PDF, not a table"),
    fault.TOO_LARGE.id: Text(
        f"ไฟล์ใหญ่เกิน {MOST_BYTES // 1_000_000} MB", f"larger than {MOST_BYTES // 1_000_000} MB"
    ),
}


@dataclass(frozen=True, slots=True)
class RegisterRows:
    """The rows of each sheet as the file has them, and what could not be read of it; nothing is checked yet."""

    rows: Rows
    problems: tuple[Problem, ...]

    @property
    def count(self) -> int:
        return sum(len(rows) for rows in self.rows.values())


def read_register(data: bytes, name: str, known: Known) -> Register:
    """Return what the uploaded file called `name` registers; raise `InputError` with every problem.

    `known` is what the system has already, so that a file of people alone may speak of its agencies and units.
    """
    return check_register(read_rows(data, name), known)


def read_rows(data: bytes, name: str, tell: Tell = silent) -> RegisterRows:
    """Return the rows of a file; raise `InputError` where it is no register. Tells its step `read` in bytes."""
    require_kind(data, name)
    problems: list[Problem] = []
    with _own_words():
        tables = _tables(data, name, problems, tell)
    rows = {kind: list(_source_rows(table, kind, problems)) for kind, table in tables.items()}
    return RegisterRows(rows, tuple(problems))


def require_kind(data: bytes, name: str) -> None:
    """Raise `InputError` for what is no register by its size, its beginning or its ending, before any of it is read."""
    with _own_words():
        require_size(data, name, MOST_BYTES)
        require_content(data, name)
        if data.startswith(b"%PDF"):
            raise InputError([fault.PDF_GIVEN.at(name)])
        if not _is_workbook(data, name) and PurePath(name).suffix.lower() not in TEXT_ENDINGS:
            raise InputError([fault.ENDING_UNKNOWN.at(name, PurePath(name).suffix.lower())])


def check_register(read: RegisterRows, known: Known, tell: Tell = silent) -> Register:
    """Return what rows register; raise `InputError` with every problem. Tells its step `check` in rows."""
    titles = {key: unit.title for key, unit in catalogue.load().units.items()}
    rows: dict[str, Sequence[SourceRow]] = {}
    before = 0
    for kind in SHEETS:
        found = read.rows.get(kind, ())
        rows[kind] = TellingRows(found, before, read.count, tell)
        before += len(found)
    return check(rows, known, titles, read.problems)


def is_large(data: bytes, name: str, rows: int) -> bool:
    """Tell whether a file is larger than so many rows of the usual width; nothing of it is read."""
    if not data.startswith(ZIP_MAGIC):
        return len(data) > rows * BYTES_OF_A_LINE
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sheets = [part for part in archive.infolist() if part.filename.startswith(SHEET_PARTS)]
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    return sum(part.file_size for part in sheets) > rows * BYTES_OF_A_ROW


@contextmanager
def _own_words() -> Iterator[None]:
    try:
        yield
    except InputError as error:
        raise InputError(_in_own_words(each) for each in error.problems) from error


def _in_own_words(problem: Problem) -> Problem:
    why = _OWN_REASONS.get(problem.id, problem.why)
    return replace(problem, why=why, remedy=_OWN_REMEDIES.get(problem.id, problem.remedy))


def _is_workbook(data: bytes, name: str) -> bool:
    return data.startswith((ZIP_MAGIC, OLE_MAGIC)) or PurePath(name).suffix.lower() == ".xlsx"


def _tables(data: bytes, name: str, problems: list[Problem], tell: Tell) -> dict[str, Table]:
    if _is_workbook(data, name):
        return _tables_of_workbook(read_workbook(data, name, MOST_CELLS, tell), name, problems)
    text = decoded(data, name)
    require_few_cells(text, name)
    return _table_of_csv(text, name)


def _tables_of_workbook(sheets: Sequence[Sheet], name: str, problems: list[Problem]) -> dict[str, Table]:
    tables: dict[str, Table] = {}
    passed: list[Problem] = []
    for sheet in sheets:
        if not sheet.cells or _named_like(sheet, HELP_SHEET):
            continue
        named = next((kind for kind, title in SHEETS.items() if _named_like(sheet, title)), None)
        found = next(_found_on(sheet, (named,) if named else _FULLEST_FIRST), None)
        if found is not None and found[0] not in tables:
            tables.update([found])
        elif named:
            problems.append(_head_missing(sheet, named))
        else:
            choices = ", ".join(title.th for title in SHEETS.values())
            passed.append(SHEET_UNKNOWN.at(_place_of(sheet), choices=choices))
    if not tables and not problems:
        raise InputError([_heads_missing(name)])
    problems.extend(passed)
    return tables


def _named_like(sheet: Sheet, title: Text) -> bool:
    return tidy(sheet.name).casefold() in (title.th.casefold(), title.en.casefold())


def _found_on(sheet: Sheet, kinds: Sequence[str]) -> Iterator[tuple[str, Table]]:
    for kind in kinds:
        table = table_of_sheet(sheet, spellings(kind), NEEDED[kind])
        if table is not None:
            yield kind, table


def _table_of_csv(text: str, name: str) -> dict[str, Table]:
    for kind in _FULLEST_FIRST:
        table = table_of_text(text, spellings(kind), NEEDED[kind])
        if table is not None:
            return {kind: table}
    raise InputError([_heads_missing(name)])


def _place_of(sheet: Sheet) -> str:
    return f"แผ่น “{sheet.name}”"


def _head_missing(sheet: Sheet, kind: str) -> Problem:
    return fault.HEAD_MISSING.at(_place_of(sheet), columns=_titles(kind, NEEDED[kind]).th)


def _heads_missing(name: str) -> Problem:
    each = [_titles(kind, NEEDED[kind]) for kind in SHEETS]
    choices = Text(" / ".join(words.th for words in each), " / ".join(words.en for words in each))
    return HEADS_MISSING.at(name, choices=choices)


def _titles(kind: str, keys: Sequence[str]) -> Text:
    titles = [COLUMNS[kind][key] for key in keys]
    return Text(", ".join(title.th for title in titles), ", ".join(title.en for title in titles))


def _source_rows(table: Table, kind: str, problems: list[Problem]) -> Iterator[SourceRow]:
    columns = COLUMNS[kind]
    for head, cell in table.heads.items():
        if head not in columns and head.casefold() not in BESIDE:
            problems.append(COLUMN_UNKNOWN.at(cell.where, head, choices=_titles(kind, tuple(columns))))
    own = [head for head in table.heads if head in columns]
    for row in table.rows:
        cells = {head: text_of(row[head], problems) for head in own}
        # A row whose filled cells are all in columns beside ours, such as a running number, says nothing.
        if any(cells.values()) or any(row[head].problem for head in own):
            yield SourceRow(cells, _places(row, own[0]))


def _places(row: Row, first: str) -> Callable[[str], str]:
    return lambda key: (row.get(key) or row[first]).where
