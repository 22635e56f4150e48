"""Officers' own wording of findings: the sheet that `analyze -o` writes, filled in and handed back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from prongsai.core.errors import InputError, Problem
from prongsai.core.fault import Fault
from prongsai.core.finding import UNKNOWN_FINDING, Finding
from prongsai.core.framework import Framework
from prongsai.core.result.codes import CodeBook
from prongsai.core.summary import runs_of_codes
from prongsai.core.text import Text
from prongsai.core.thai import tidy
from prongsai.reading.table import Table, read_table, table_of_data, text_of
from prongsai.reading.workbook import Cell

PREFIX = "finding."
COLUMNS = {
    "code": frozenset({"code", "รหัส", "ข้อ"}),
    "wording": frozenset({"wording", "ถ้อยคำ", "ถ้อยคำของหน่วยงาน", "own wording"}),
}
TWICE = Fault(
    "finding.worded_twice",
    Text("ข้อนี้มีถ้อยคำแล้วที่ {first}", "this one has its wording at {first} already"),
    Text("เหลือไว้ที่เดียว", "keep one of them"),
)


def read_edits(path: Path, found: Sequence[Finding], framework: Framework) -> dict[str, str]:
    """Return wording by finding id; rows without wording are passed over.

    Raises `InputError` with every row whose code is no finding of these, or that words one a second time.
    """
    return _edits(read_table(path, COLUMNS, needed=tuple(COLUMNS)), found, framework)


def edits_of_data(data: bytes, name: str, found: Sequence[Finding], framework: Framework) -> dict[str, str]:
    """Return what `read_edits` does, of a sheet that is not on a disk; its name tells what it is."""
    return _edits(table_of_data(data, name, COLUMNS, needed=tuple(COLUMNS)), found, framework)


def _edits(table: Table, found: Sequence[Finding], framework: Framework) -> dict[str, str]:
    book = CodeBook(framework)
    known = {each.code: each.id for each in found}
    problems: list[Problem] = []
    edits: dict[str, str] = {}
    places: dict[str, str] = {}
    for row in table.rows:
        words = text_of(row["wording"], problems)
        id_ = _id(row["code"], book, known) if words else None
        if words and id_ is None:
            written = row["code"]
            codes = ", ".join(runs_of_codes([*known]))
            problems.append(UNKNOWN_FINDING.at(written.where, written.text, known=codes))
        elif id_ in edits:
            problems.append(TWICE.at(row["code"].where, row["code"].text, first=places[id_]))
        elif id_ is not None:
            edits[id_], places[id_] = words, row["code"].where
    if problems:
        raise InputError(problems)
    return edits


def _id(cell: Cell, book: CodeBook, known: dict[str, str]) -> str | None:
    written = tidy(cell.text).removeprefix(PREFIX)
    codes = (written,) if written in known else book.readings(written)
    return known.get(codes[0]) if len(codes) == 1 else None
