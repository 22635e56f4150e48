"""Opening XLSX workbooks that strangers hand in: nothing is run, nothing is inflated without a limit."""

from __future__ import annotations

import datetime
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from prongsai.core.errors import InputError, Problem
from prongsai.reading import file_faults as fault
from prongsai.reading.magic import OLE_MAGIC
from prongsai.reading.progress import EVERY, Tell, TellingBytes, silent
from prongsai.reading.workbook_scan import Excessive, Scan

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as SourceCell
    from openpyxl.workbook.workbook import Workbook

SHEET_PARTS = "xl/worksheets/"
MOST_PARTS = 500
MOST_INFLATED = 20_000_000
MOST_CELLS = 100_000
# XML of real sheets shrinks to about a twentieth; only what is made to explode shrinks to a five-hundredth.
MOST_RATIO = 200
RATIO_MATTERS_FROM = 1_000_000

_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_ENCRYPTED_MARK = "EncryptedPackage".encode("utf-16-le")
_OTHERS = (
    ("xl/workbook.bin", "สมุดงานแบบ .xlsb", "an .xlsb workbook"),
    ("mimetype", "ไฟล์ OpenDocument", "an OpenDocument file"),
    ("word/document.xml", "ไฟล์ Word", "a Word document"),
    ("ppt/presentation.xml", "ไฟล์ PowerPoint", "a PowerPoint file"),
)
# How the format writes the line ends of Windows; openpyxl undoes other escapes itself.
_CARRIAGE_RETURN = "_x000D_"
_IN_QUOTES = re.compile(r'"[^"]*"|\\.')


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as a person sees it; `problem` where it holds no plain value (formula, date, error)."""

    text: str
    where: str
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The filled cells of a sheet by row and column, both from 1."""

    name: str
    cells: Mapping[tuple[int, int], Cell]

    def at(self, row: int, column: int) -> Cell:
        """Return a cell, an empty one with its place where nothing is filled."""
        return self.cells.get((row, column)) or Cell("", place(self.name, row, column))

    def rows(self) -> Iterator[tuple[int, dict[int, Cell]]]:
        """Yield the rows that have anything, top down: their number and their cells by column."""
        rows: dict[int, dict[int, Cell]] = {}
        for (row, column), cell in sorted(self.cells.items(), key=lambda pair: pair[0]):
            rows.setdefault(row, {})[column] = cell
        yield from rows.items()


def place(sheet: str, row: int, column: int) -> str:
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"แผ่น “{sheet}” เซลล์ {letters}{row}"


def read_workbook(
    data: bytes, name: str, most_cells: int = MOST_CELLS, tell: Tell = silent
) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook in their order; `name` is what messages call the file."""
    with opened(data, name, most_cells=most_cells, tell=tell) as book:
        return tuple(_sheets(book, len(data), tell))


@contextmanager
def opened(
    data: bytes, name: str, *, most_cells: int = MOST_CELLS, results: bool = False, tell: Tell = silent
) -> Iterator[Workbook]:
    """Open a workbook that does no harm; `results` gives for formulas what was last calculated.

    Whatever the library raises while it is open means that the file is damaged.
    """
    problem = _inspect(data, name, most_cells)
    if problem is not None:
        raise InputError([problem])
    # Only who reads a workbook waits for the library to load.
    import openpyxl

    try:
        with warnings.catch_warnings():
            # It warns of decorations that it does not read; none of them is a value.
            warnings.simplefilter("ignore")
            yield openpyxl.load_workbook(
                TellingBytes(data, tell, len(data)), keep_links=False, data_only=results
            )
    except InputError:
        raise
    # openpyxl lets through whatever a malformed part raises inside it; every one of them means the same here.
    except Exception as error:
        raise InputError([fault.DAMAGED.at(name, type(error).__name__)]) from error


def _inspect(data: bytes, name: str, most_cells: int) -> Problem | None:
    if data.startswith(OLE_MAGIC):
        return (fault.ENCRYPTED if _ENCRYPTED_MARK in data else fault.OLD_XLS).at(name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _inspect_directory(archive, name) or _inspect_parts(archive, name, most_cells)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        return fault.DAMAGED.at(name, type(error).__name__)


def _inspect_directory(archive: zipfile.ZipFile, name: str) -> Problem | None:
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if any(part.flag_bits & 1 for part in parts):
        return fault.ENCRYPTED.at(name)
    if len(set(names)) < len(names):
        return fault.DAMAGED.at(name)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_INFLATED:
        return fault.INFLATES.at(name)
    if any(_ratio(part) > MOST_RATIO for part in parts if part.file_size > RATIO_MATTERS_FROM):
        return fault.INFLATES.at(name)
    return _inspect_names(names, name)


def _inspect_names(names: list[str], name: str) -> Problem | None:
    for member, thai, english in _OTHERS:
        if member in names:
            return fault.OTHER_OFFICE.at(name, kind_th=thai, kind_en=english)
    if any(part.lower().endswith("vbaproject.bin") for part in names):
        return fault.MACROS.at(name)
    return None if any(part.lower() == "xl/workbook.xml" for part in names) else fault.DAMAGED.at(name)


def _ratio(part: zipfile.ZipInfo) -> float:
    return part.file_size / max(part.compress_size, 1)


def _inspect_parts(archive: zipfile.ZipFile, name: str, most_cells: int) -> Problem | None:
    """Inflate every part once with the limit in hand: the sizes that the directory declares may be lies."""
    left, scan = MOST_INFLATED, Scan()
    for part in archive.infolist():
        with archive.open(part) as stream:
            content = stream.read(left + 1)
        left -= len(content)
        if left < 0:
            return fault.INFLATES.at(name, part.filename)
        # No spreadsheet program writes a document type; entities that grow on reading need one.
        if any(doctype in content for doctype in _DOCTYPES):
            return fault.DAMAGED.at(name, part.filename)
        if part.filename == "[Content_Types].xml" and b"macroEnabled" in content:
            return fault.MACROS.at(name)
        try:
            # Whatever it is called: the workbook says itself which of its parts are sheets.
            scan.part(content)
        except Excessive as error:
            return fault.DAMAGED.at(name, f"{part.filename}: {error}")
    return fault.TOO_MANY_CELLS.at(name, most=most_cells) if scan.cells > most_cells else None


def _sheets(book: Workbook, size: int, tell: Tell) -> Iterator[Sheet]:
    """Yield the sheets; making their cells is the second half of the step, and counts as many bytes as the first."""
    from openpyxl.cell.cell import Cell as SourceCell

    total, made = sum(len(sheet._cells) for sheet in book.worksheets), 0
    for sheet in book.worksheets:
        cells = {}
        # The public iterators make every cell up to the farthest one; this is the cells that there are.
        for cell in sheet._cells.values():
            made += 1
            if made % EVERY == 0:
                tell("read", size + size * made // total, 2 * size)
            if isinstance(cell, SourceCell) and cell.value is not None:
                cells[cell.row, cell.column] = _cell(cell, place(sheet.title, cell.row, cell.column))
        yield Sheet(sheet.title, cells)


def _cell(cell: SourceCell, where: str) -> Cell:
    value = cell.value
    if cell.data_type == "f":
        text = value if isinstance(value, str) else "="
        return Cell(text, where, fault.FORMULA.at(where, text))
    if cell.data_type == "e":
        return Cell(str(value), where, fault.CELL_ERROR.at(where, str(value)))
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        return Cell(str(value), where, fault.DATE.at(where, str(value)))
    if isinstance(value, bool) or not isinstance(value, int | float):
        return Cell(str(value).replace(_CARRIAGE_RETURN, "\r"), where)
    return Cell(shown_number(value, cell.number_format), where)


def shown_number(value: float, number_format: str) -> str:
    """Return the digits of a number cell: the shortest that give its stored value, percents as percents."""
    # The file holds binary numbers; repr is the shortest decimal for one, hence what was typed.
    exact = Decimal(repr(value))
    if "%" in _IN_QUOTES.sub("", number_format):
        exact = exact.scaleb(2)
    text = format(exact, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
