"""Registers of agencies, units and people from XLSX and CSV files, every problem at its cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from prongsai.core.errors import InputError, Problem
from prongsai.core.framework.source import SourceRow
from prongsai.core.register import Known, Register
from prongsai.core.register.check import check
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
from prongsai.reading.result import decoded
from prongsai.reading.table import TEXT_ENDINGS, Row, Table, table_of_sheet, table_of_text, text_of
from prongsai.reading.workbook import OLE_MAGIC, ZIP_MAGIC, Sheet, read_workbook

# A whole country: some 8,300 agencies and 20,000 people, with room for as many again.
MOST_BYTES = 10_000_000
MOST_CELLS = 500_000
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


def read_register(data: bytes, name: str, known: Known) -> Register:
    """Return what the uploaded file called `name` registers; raise `InputError` with every problem.

    `known` is what the system has already, so that a file of people alone may speak of its agencies and units.
    """
    problems: list[Problem] = []
    try:
        tables = _tables(data, name, problems)
    except InputError as error:
        raise InputError(_in_own_words(each) for each in error.problems) from error
    rows = {kind: list(_source_rows(table, kind, problems)) for kind, table in tables.items()}
    titles = {key: unit.title for key, unit in catalogue.load().units.items()}
    return check(rows, known, titles, problems)


def _in_own_words(problem: Problem) -> Problem:
    why = _OWN_REASONS.get(problem.id, problem.why)
    return replace(problem, why=why, remedy=_OWN_REMEDIES.get(problem.id, problem.remedy))


def _tables(data: bytes, name: str, problems: list[Problem]) -> dict[str, Table]:
    require_size(data, name, MOST_BYTES)
    require_content(data, name)
    ending = PurePath(name).suffix.lower()
    if data.startswith(b"%PDF"):
        raise InputError([fault.PDF_GIVEN.at(name)])
    if data.startswith((ZIP_MAGIC, OLE_MAGIC)) or ending == ".xlsx":
        return _tables_of_workbook(read_workbook(data, name, MOST_CELLS), name, problems)
    if ending in TEXT_ENDINGS:
        text = decoded(data, name)
        require_few_cells(text, name)
        return _table_of_csv(text, name)
    raise InputError([fault.ENDING_UNKNOWN.at(name, ending)])


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
