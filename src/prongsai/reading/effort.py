"""Efforts for a plan, from a CSV, XLSX or JSON file: what raising each item or question costs the agency."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path

from prongsai.core.errors import InputError, Problem
from prongsai.core.fault import Fault
from prongsai.core.framework import Framework
from prongsai.core.result.codes import CodeBook
from prongsai.core.text import Text
from prongsai.core.thai import read_number, tidy
from prongsai.reading.intake import Pairs, read_filled, read_json, shape
from prongsai.reading.result import MOST_BYTES, decoded
from prongsai.reading.table import read_table, text_of

NEVER = frozenset({"never", "ไม่ทำ", "ไม่นำมาคิด"})
COLUMNS: Mapping[str, frozenset[str]] = {
    "code": frozenset({"code", "รหัส", "ข้อ"}),
    "effort": frozenset({"effort", "แรง", "แรงที่ใช้"}),
}
MOST = 1_000_000
DECIMALS = 4

CODE_UNKNOWN = Fault(
    "effort.code_unknown",
    Text("ไม่มีรหัสนี้ในปีงบประมาณ {year}", "fiscal year {year} has no such code"),
    Text("ตรวจรหัส รหัสที่ใกล้เคียงคือ {near}", "check the code; the nearest is {near}"),
)
CODE_DOUBTFUL = Fault(
    "effort.code_doubtful",
    Text("รหัสนี้หมายถึงได้หลายข้อ: {codes}", "this may mean any of {codes}"),
    Text("เขียนรหัสเต็ม", "write the whole code"),
)
TWICE = Fault(
    "effort.twice",
    Text("รหัส {code} มีแล้วที่ {first}", "{code} stands at {first} already"),
    Text("เหลือไว้ที่เดียว", "keep one of them"),
)
NO_EFFORT = Fault(
    "effort.no_number",
    Text(
        "แรงที่ใช้ต้องเป็นตัวเลขตั้งแต่ 0 ถึง 1000000 ทศนิยมไม่เกิน 4 ตำแหน่ง",
        "an effort is a number from 0 to 1000000 with at most 4 decimals",
    ),
    Text(
        "แก้ตัวเลข หรือเขียน never เพื่อไม่นำข้อนี้มาคิด",
        "mend the number, or write never to leave this one out",
    ),
)

# code, effort, place; all as written
_Row = tuple[str, str, str]


def read(path: Path, framework: Framework) -> dict[str, Fraction | None]:
    """Return efforts by code, `None` for never; an empty effort is no effort of its own, so the default counts.

    Raises InputError with every problem of the file.
    """
    problems: list[Problem] = []
    rows = _json_rows(path) if path.suffix.lower() == ".json" else _table_rows(path, problems)
    return _checked(rows, framework, problems)


def _checked(
    rows: Iterable[_Row], framework: Framework, problems: list[Problem]
) -> dict[str, Fraction | None]:
    book = CodeBook(framework)
    found: dict[str, Fraction | None] = {}
    places: dict[str, str] = {}
    for written, effort, where in rows:
        code = _code(written, book, framework, where, problems)
        if code is not None and code in places:
            problems.append(TWICE.at(where, written, code=code, first=places[code]))
        elif code is not None:
            places[code] = where
        if tidy(effort):
            value = _effort(effort, where, problems)
            if code is not None:
                found[code] = value
    if problems:
        raise InputError(problems)
    return found


def _code(
    written: str, book: CodeBook, framework: Framework, where: str, problems: list[Problem]
) -> str | None:
    codes = book.readings(written)
    if len(codes) == 1:
        return codes[0]
    if codes:
        problems.append(CODE_DOUBTFUL.at(where, written, codes=", ".join(codes)))
    else:
        near = book.nearest(written) or "–"
        problems.append(CODE_UNKNOWN.at(where, written, year=framework.fiscal_year, near=near))
    return None


def _effort(written: str, where: str, problems: list[Problem]) -> Fraction | None:
    if tidy(written).casefold() in NEVER:
        return None
    number = read_number(written)
    # More decimals or larger numbers could not be compared exactly by the solver.
    if number is None or not 0 <= number <= MOST or number * 10**DECIMALS % 1:
        problems.append(NO_EFFORT.at(where, written))
        return None
    return Fraction(number)


def _table_rows(path: Path, problems: list[Problem]) -> Iterator[_Row]:
    for row in read_table(path, COLUMNS, needed=COLUMNS).rows:
        code, effort = (text_of(row[name], problems) for name in COLUMNS)
        yield code, effort, row["code"].where


def _json_rows(path: Path) -> Iterator[_Row]:
    content = read_json(decoded(read_filled(path, MOST_BYTES), path.name), path.name)
    if not isinstance(content, Pairs):
        raise InputError([shape(path.name, '{"O15": "2", "i10": "never"}')])
    for number, (code, effort) in enumerate(content, 1):
        written = effort if isinstance(effort, str) else json.dumps(effort, ensure_ascii=False)
        yield code, "" if effort is None else written, f"effort → {code} (ลำดับ {number} / no. {number})"
