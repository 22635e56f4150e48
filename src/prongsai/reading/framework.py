"""Frameworks from their folders: the shipped ones by id or year, others by path."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from prongsai.core.errors import InputError, Problem
from prongsai.core.framework import Framework
from prongsai.core.framework import faults as fault
from prongsai.core.framework.build import build, levels_of
from prongsai.core.framework.check import faults_between
from prongsai.core.framework.sheets import ABOUT, from_sheets
from prongsai.core.framework.source import SourceRow
from prongsai.reading.intake import source_rows

if TYPE_CHECKING:
    from prongsai.reading.workbook import Sheet

SHIPPED = Path(__file__).parents[1] / "frameworks"
ID_PREFIX = "th-ita-"
DOCUMENT = "framework.toml"
ITEMS = "items.csv"
LEVELS = "levels"
_AT_HEADS = re.compile(r"^(?=\[)", re.MULTILINE)


@functools.cache
def available() -> tuple[str, ...]:
    """Return the ids of the shipped frameworks, oldest first."""
    return tuple(f"{ID_PREFIX}{folder.parent.name}" for folder in sorted(SHIPPED.glob(f"*/{DOCUMENT}")))


@functools.cache
def available_years() -> tuple[int, ...]:
    """Return the fiscal years (Buddhist era) of the shipped frameworks, oldest first; one of which there are two, once."""
    names = (name.removeprefix(ID_PREFIX) for name in available())
    return tuple(int(name) for name in names if name.isdecimal())


def load_year(year: int) -> Framework:
    """Return the shipped framework of a fiscal year (Buddhist era), the default one where there are two."""
    return load(f"{ID_PREFIX}{year}")


def find_year(year: int) -> Framework | None:
    """Return the shipped framework of a fiscal year, `None` for a year that is not known yet."""
    return load_year(year) if f"{ID_PREFIX}{year}" in available() else None


def find_around(fiscal_year: int) -> dict[int, Framework]:
    """Return what is known of the years of a cycle: its own, the one before and the one after it."""
    years = range(fiscal_year - 1, fiscal_year + 2)
    return {year: found for year in years if (found := find_year(year)) is not None}


def load(id_or_path: str | Path) -> Framework:
    """Return a framework by its id (`th-ita-2568`) or from a folder; raise `InputError` with every problem.

    A shipped one is read once in a process; a folder is read anew each time.
    """
    name, folder = str(id_or_path), Path(id_or_path)
    if name in available():
        return _shipped(name)
    if folder.is_dir():
        return _read(folder)
    raise InputError([fault.NOT_FOUND.at("framework", name, available=", ".join(available()))])


@functools.cache
def level_words() -> Mapping[str, str]:
    """Return the words of the levels of all shipped years in both languages, each with the Thai one.

    Only the levels of the documents are read for them: to read whole ones, or to build and check every year,
    took as long as to read a paper.
    """
    words = (
        level.word
        for name in available()
        for level in levels_of(_document(_only(LEVELS, _text(_folder(name) / DOCUMENT, [])), []))
    )
    return {spelling: word.th for word in words for spelling in (word.th, word.en) if spelling}


def _only(table: str, document: str) -> str:
    """Return the tables of one name in a document, which begin at their heads and end before the next head."""
    return "".join(part for part in _AT_HEADS.split(document) if part.startswith(f"[[{table}]]"))


@functools.cache
def _shipped(name: str) -> Framework:
    return _read(_folder(name))


def _folder(name: str) -> Path:
    # Ids are plain names, so an id can never lead out of the shipped folder.
    return SHIPPED / name.removeprefix(ID_PREFIX)


def _read(folder: Path) -> Framework:
    problems: list[Problem] = []
    texts = [_text(folder / name, problems) for name in (DOCUMENT, ITEMS)]
    document = _document(texts[0], problems)
    if problems:
        raise InputError(problems)
    return build(document, source_rows(texts[1], ITEMS))


def check(id_or_path: str | Path) -> tuple[Problem, ...]:
    """Return everything wrong with a framework, the codes it names of a shipped year before it included."""
    try:
        framework = load(id_or_path)
    except InputError as error:
        return error.problems
    known = framework.previous in available()
    return tuple(faults_between(framework, load(framework.previous))) if framework.previous and known else ()


def _text(file: Path, problems: list[Problem]) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError:
        problems.append(fault.NO_FILE.at(file.name))
    except UnicodeDecodeError:
        problems.append(fault.NOT_UTF8.at(file.name))
    return ""


def _document(text: str, problems: list[Problem]) -> dict[str, object]:
    try:
        # Decimal keeps a weight written as 0.30 exactly as it was written.
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        problems.append(fault.NOT_TOML.at(DOCUMENT, reason=error))
        return {}


def load_wording(path: str | Path) -> list[SourceRow]:
    """Return the rows of an agency's own wording (`.csv` or `.xlsx`, columns code and wording) for `overlay`."""
    file = Path(path)
    if file.suffix.lower() == ".xlsx":
        return next((rows for rows in _sheets(file, needed=()).values() if rows), [])
    problems: list[Problem] = []
    text = _text(file, problems)
    if problems:
        raise InputError(problems)
    return source_rows(text, file.name)


def from_xlsx(path: str | Path) -> Framework:
    """Return the framework of a workbook as `render.framework.to_xlsx` writes it; raise `InputError`."""
    document, rows, place = from_sheets(_sheets(Path(path), needed=(ABOUT, "items")))
    return build(document, rows, place=place)


def _sheets(file: Path, *, needed: tuple[str, ...]) -> dict[str, list[SourceRow]]:
    # Only who reads a workbook waits for the library to load.
    from prongsai.reading.workbook import read_workbook

    try:
        data = file.read_bytes()
    except OSError as error:
        raise InputError([fault.NO_FILE.at(file.name)]) from error
    sheets = read_workbook(data, file.name)
    problems = [cell.problem for sheet in sheets for cell in sheet.cells.values() if cell.problem is not None]
    names = {sheet.name for sheet in sheets}
    problems += [fault.NO_SHEET.at(file.name, name) for name in needed if name not in names]
    if problems:
        raise InputError(problems)
    return {sheet.name: _sheet_rows(sheet) for sheet in sheets}


def _sheet_rows(sheet: Sheet) -> list[SourceRow]:
    """Read a sheet whose first row names the columns, in Thai or as `หัวข้อ · name`."""
    numbered = list(sheet.rows())
    if not numbered:
        return []
    columns = {column: cell.text.rpartition("·")[2].strip() for column, cell in numbered[0][1].items()}
    by_name = {name: column for column, name in columns.items()}
    return [
        SourceRow(
            {name: cells[column].text if column in cells else "" for column, name in columns.items()},
            _cell_place(sheet, number, by_name),
        )
        for number, cells in numbered[1:]
    ]


def _cell_place(sheet: Sheet, row: int, by_name: dict[str, int]) -> Callable[[str], str]:
    return lambda name: sheet.at(row, by_name[name]).where if name in by_name else sheet.at(1, 1).where
