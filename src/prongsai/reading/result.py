"""Result files in JSON, CSV and XLSX, read into drafts that the core checks."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from prongsai.core.errors import InputError, Problem
from prongsai.core.fault import LONGEST_FOUND, cut
from prongsai.core.framework import Framework
from prongsai.core.result import (
    COUNTS,
    FIELDS,
    HEADER,
    PUBLISHED,
    SCORES,
    Draft,
    Entry,
    Result,
    assemble,
    check,
    field_text,
    framework_id,
    problems_without_framework,
)
from prongsai.core.result.faults import FRAMEWORK_MISSING
from prongsai.core.result.layout import (
    AGENCY_SHEET,
    COLUMN_TITLES,
    COUNTS_SHEET,
    CSV_COLUMNS,
    FIELD_TITLES,
    FORMULA_SIGNS,
    SCORES_SHEET,
)
from prongsai.core.thai import tidy
from prongsai.reading import file_faults as fault
from prongsai.reading.framework import available, load
from prongsai.reading.intake import (
    Pairs,
    line_place,
    read_bytes,
    read_json,
    require_content,
    require_few_cells,
    require_size,
    shape,
)
from prongsai.reading.magic import OLE_MAGIC, ZIP_MAGIC
from prongsai.reading.workbook import Cell, Sheet, read_workbook

MOST_BYTES = 5_000_000
# What `read --json` and `reconcile --json` call the result that they hand on.
RESULT = "result"
# The fullest template has some two thousand cells.
MOST_ENTRIES = 20_000
ENDINGS = {".json": "json", ".csv": "csv", ".tsv": "csv", ".txt": "csv", ".xlsx": "xlsx"}
_THAI = re.compile("[ก-๛]")
_ACTUAL = {"json": ("JSON", ".json"), "csv": ("ข้อความ / text", ".csv"), "xlsx": ("Excel", ".xlsx")}
_FILE_KEYS = (*FIELDS[:-1], SCORES, COUNTS, PUBLISHED)


def shipped_framework(draft: Draft) -> Framework:
    """Return the shipped framework that a draft asks for; only by id, so that a file cannot name a folder."""
    try:
        wanted = framework_id(draft)
    except InputError as error:
        raise InputError([*error.problems, *problems_without_framework(draft)]) from error
    if wanted in available():
        return load(wanted)
    text, where = field_text(draft, "framework")
    if not text:
        text, where = field_text(draft, "fiscal_year")
    missing = FRAMEWORK_MISSING.at(where, text, framework=wanted, choices=", ".join(available()))
    raise InputError([missing, *problems_without_framework(draft)])


def read(path: Path, choose: Callable[[Draft], Framework] = shipped_framework) -> Result:
    """Return the result in a file; raise InputError with every problem."""
    draft = read_draft(path)
    return check(draft, choose(draft))


def read_draft(path: Path) -> Draft:
    """Return what stands in a file, unchecked; raise InputError where the file itself cannot be read."""
    return draft_of(read_bytes(path, MOST_BYTES), path.name)


def draft_handed_on(data: bytes, name: str) -> Draft:
    """Return what stands in a result that another program hands on, whatever format it is in; `name` says where from."""
    if data.startswith(ZIP_MAGIC):
        ending = ".xlsx"
    else:
        ending = ".json" if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")) else ".csv"
    return draft_of(data, name + ending)


def draft_of(data: bytes, name: str) -> Draft:
    """Return what stands in an uploaded file called `name`; its ending must fit what is in it."""
    require_size(data, name, MOST_BYTES)
    require_content(data, name)
    ending = PurePath(name).suffix.lower()
    if data.startswith(b"%PDF"):
        raise InputError([fault.PDF_GIVEN.at(name)])
    # Old and foreign workbooks are named for what they are, whatever their ending says.
    if data.startswith(OLE_MAGIC) or (data.startswith(ZIP_MAGIC) and ending not in ENDINGS):
        read_workbook(data, name)
    if ending not in ENDINGS:
        raise InputError([fault.ENDING_UNKNOWN.at(name, ending)])
    kind = ENDINGS[ending]
    _require_ending(kind, data, name)
    draft = {"json": _json_draft, "csv": _csv_draft, "xlsx": _workbook_draft}[kind](data, name)
    if len(draft.entries) + len(draft.problems) > MOST_ENTRIES:
        raise InputError([fault.TOO_MANY_ENTRIES.at(name, most=MOST_ENTRIES)])
    return draft


def _require_ending(kind: str, data: bytes, name: str) -> None:
    if data.startswith(ZIP_MAGIC):
        actual = "xlsx"
    elif decoded(data, name).lstrip().startswith("{"):
        actual = "json"
    else:
        # A broken JSON file is still meant as one; its own error says more.
        actual = "json" if kind == "json" else "csv"
    if actual != kind:
        content, right = _ACTUAL[actual]
        ending = PurePath(name).suffix
        raise InputError([fault.WRONG_ENDING.at(name, ending=ending, actual=content, right=right)])


def decoded(data: bytes, name: str) -> str:
    """Return text from UTF-8, UTF-16 or, where it is neither, the Thai code page 874 (TIS-620)."""
    for encoding in _encodings(data):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            if encoding == "utf-8-sig" and _damaged_utf8(data):
                break
    raise InputError([fault.ENCODING.at(name)])


def _damaged_utf8(data: bytes) -> bool:
    """Tell UTF-8 with a broken place, which must not be read as 874: most of its Thai is still sound."""
    text = data.decode("utf-8", errors="replace")
    return len(_THAI.findall(text)) > text.count("\ufffd")


def _encodings(data: bytes) -> tuple[str, ...]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    if b"\0" in data:
        # Commas and line ends in UTF-16 have a zero byte after them, or before.
        little = data[1::2].count(0) > data[::2].count(0)
        return ("utf-16-le",) if little else ("utf-16-be",)
    return ("utf-8-sig", "cp874")


# JSON


class _Number(str):
    """A JSON number by its digits, so that none of them is lost to binary."""


def _json_draft(data: bytes, name: str) -> Draft:
    text = decoded(data, name)
    content = _handed_on(read_json(text, name, _Number), name)
    problems: list[Problem] = []
    if not isinstance(content, Pairs):
        raise InputError([shape(name, "{ … }")])
    return assemble(list(_json_entries(content, problems)), problems)


def _json_entries(content: Pairs, problems: list[Problem]) -> Iterator[Entry]:
    for key, value, where in _places("", content):
        if key == COUNTS:
            for code, answers, place in _places(where, _object(value, where, problems)):
                for choice, number, cell in _places(place, _object(answers, place, problems)):
                    yield _json_entry(
                        Entry(section=COUNTS, code=code, text="", where=cell, choice=choice), number
                    )
        elif key in (SCORES, PUBLISHED):
            for code, number, place in _places(where, _object(value, where, problems)):
                yield _json_entry(Entry(section=key, code=code, text="", where=place), number)
        elif key in FIELDS:
            yield _json_entry(Entry(section=HEADER, code=key, text="", where=where), value)
        else:
            problems.append(fault.KEY_UNKNOWN.at(where, key, choices=", ".join(_FILE_KEYS)))


def _handed_on(content: object, name: str) -> object:
    """Return the result within what `read --json` or `reconcile --json` printed; a result file stays what it is."""
    if isinstance(content, list) and not isinstance(content, Pairs):
        papers = [each for each in content if isinstance(each, Pairs)]
        results = [paper for paper in papers if dict(paper).get(RESULT) is not None]
        if len(results) > 1:
            raise InputError([fault.MANY_RESULTS.at(name, number=len(results))])
        chosen = results or papers
        content = chosen[0] if chosen else content
    if not isinstance(content, Pairs) or RESULT not in dict(content):
        return content
    within = dict(content)[RESULT]
    if within is None:
        raise InputError([fault.NO_RESULT_READ.at(str(dict(content).get("file", name)))])
    return within


def _places(before: str, content: Pairs) -> Iterator[tuple[str, object, str]]:
    """Yield names and values with their path; a name that is written again says the how-manieth it is."""
    times: dict[str, int] = {}
    for name, value in content:
        times[name] = times.get(name, 0) + 1
        shown = cut(name, LONGEST_FOUND)
        path = f"{before} → {shown}" if before else shown
        again = f" (ครั้งที่ {times[name]} / no. {times[name]})" if times[name] > 1 else ""
        yield name, value, path + again


def _object(value: object, where: str, problems: list[Problem]) -> Pairs:
    if isinstance(value, Pairs):
        return value
    if value is not None:
        problems.append(shape(where, "{ … }"))
    return Pairs()


def _json_entry(entry: Entry, value: object) -> Entry:
    if isinstance(value, list):
        return replace(entry, text="{…}", problem=shape(entry.where, "ค่าเดียว", "a single value"))
    if isinstance(value, str):
        return replace(entry, text=str(value))
    return replace(entry, text="" if value is None else str(value).lower())


# Tables: CSV, and sheets of a workbook

_WORDS: Mapping[str, str] = {
    tidy(word).casefold(): name for name, title in COLUMN_TITLES.items() for word in (title.th, title.en)
} | {"ตัวเลือก": "choice"}
_FIELD_NAMES: Mapping[str, str] = {title.th: name for name, title in FIELD_TITLES.items()}
_Row = tuple[str, Mapping[int, Cell]]


def _columns(row: Mapping[int, Cell], needed: Iterable[str]) -> dict[str, int] | None:
    """Return the column of each known title, or `None` where `row` is not the head that is looked for."""
    found: dict[str, int] = {}
    for column, cell in row.items():
        # A head may say both languages: “รหัส / code”, or one below the other.
        for word in re.split(r"[/\n]", cell.text):
            name = _WORDS.get(tidy(word).casefold())
            if name is not None:
                found.setdefault(name, column)
    return found if set(needed) <= set(found) else None


def _csv_draft(data: bytes, name: str) -> Draft:
    text = decoded(data, name)
    require_few_cells(text, name)
    rows = list(_csv_rows(text, _delimiter(text)))
    columns = _columns(rows[0][1], ("section", "code", "value")) if rows else None
    if columns is None:
        where = rows[0][0] if rows else name
        raise InputError([fault.HEAD_MISSING.at(where, columns=", ".join(CSV_COLUMNS))])
    width = max(rows[0][1], default=0)
    problems = [
        fault.ROW_TOO_LONG.at(where, row[max(row)].text)
        for where, row in rows[1:]
        if row and max(row) > width
    ]
    return assemble(_table_entries(rows[1:], columns), problems)


def _delimiter(text: str) -> str:
    """Return the separator under which the head has the most known titles."""
    head = next((line for line in text.splitlines() if line.strip() and not line.startswith("sep=")), "")

    def known(delimiter: str) -> int:
        return sum(tidy(word.strip('"')).casefold() in _WORDS for word in head.split(delimiter))

    return max(",;\t", key=known)


def _csv_rows(text: str, delimiter: str) -> Iterator[_Row]:
    """Yield the filled rows with their place; Excel's first line “sep=;” is passed over."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for number, row in enumerate(reader):
            where = line_place(line)
            line = reader.line_num + 1
            filled = {
                column: Cell(_without_apostrophe(cell), where)
                for column, cell in enumerate(row, 1)
                if cell.strip()
            }
            if filled and not (number == 0 and row[0].startswith("sep=")):
                yield where, filled
    except csv.Error as error:
        raise InputError([fault.CSV_BROKEN.at(line_place(line), reason=error)]) from error


def _without_apostrophe(text: str) -> str:
    """Undo the apostrophe that keeps a spreadsheet from taking a text for a formula."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_SIGNS) else text


def _table_entries(rows: Iterable[_Row], columns: Mapping[str, int]) -> Iterator[Entry]:
    """Read rows of section, code, choice and value."""
    for where, row in rows:
        blank = Cell("", where)
        section, code, choice, value = (
            row.get(columns[name], blank) if name in columns else blank for name in CSV_COLUMNS
        )
        if any(cell.text for cell in (section, code, value)):
            yield _entry(section.text, code, value, choice)


def _entry(section: str, code: Cell, value: Cell, choice: Cell | None = None) -> Entry:
    problem = value.problem or (code.problem if value.text else None)
    if choice is not None and value.text:
        problem = problem or choice.problem
    text = choice.text if choice is not None else ""
    return Entry(
        section=section, code=code.text, text=value.text, where=value.where, choice=text, problem=problem
    )


def _workbook_draft(data: bytes, name: str) -> Draft:
    sheets = read_workbook(data, name)
    entries: list[Entry] = []
    problems: list[Problem] = []
    known = 0
    for sheet in sheets:
        read_sheet, needed = _SHEETS.get(_sheet_name(sheet), (_read_table, ("section", "code", "value")))
        columns, below = _below_head(sheet, needed)
        if columns is not None:
            known += 1
            entries.extend(read_sheet(sheet, columns, below))
        elif _sheet_name(sheet) in _SHEETS:
            known += 1
            titles = ", ".join(COLUMN_TITLES[column].th for column in needed)
            problems.append(fault.HEAD_MISSING.at(f"แผ่น “{sheet.name}”", columns=titles))
    if not known:
        listed = ", ".join(f"“{sheet.name}”" for sheet in sheets)
        raise InputError([fault.SHEET_MISSING.at(name, sheets=listed)])
    return assemble(entries, problems)


def _sheet_name(sheet: Sheet) -> str:
    return tidy(sheet.name).casefold()


def _below_head(sheet: Sheet, needed: Sequence[str]) -> tuple[dict[str, int] | None, Sequence[int]]:
    rows = list(sheet.rows())
    for position, (_, row) in enumerate(rows):
        columns = _columns(row, needed)
        if columns is not None:
            return columns, [number for number, _ in rows[position + 1 :]]
    return None, ()


def _read_table(sheet: Sheet, columns: Mapping[str, int], rows: Sequence[int]) -> Iterator[Entry]:
    for row in rows:
        section, code, value = (sheet.at(row, columns[name]) for name in ("section", "code", "value"))
        choice = sheet.at(row, columns["choice"]) if "choice" in columns else None
        if any(cell.text for cell in (section, code, value)):
            yield _entry(section.text, code, value, choice)


def _read_agency(sheet: Sheet, columns: Mapping[str, int], rows: Sequence[int]) -> Iterator[Entry]:
    for row in rows:
        field, value = sheet.at(row, columns["field"]), sheet.at(row, columns["value"])
        name = _FIELD_NAMES.get(tidy(field.text), field.text)
        if field.text:
            yield _entry(HEADER, Cell(name, field.where), value)


def _read_scores(sheet: Sheet, columns: Mapping[str, int], rows: Sequence[int]) -> Iterator[Entry]:
    for row in rows:
        code = sheet.at(row, columns["code"])
        yield _entry(SCORES, code, sheet.at(row, columns["score"]))
        if "announced" in columns:
            yield _entry(PUBLISHED, code, sheet.at(row, columns["announced"]))


def _read_counts(sheet: Sheet, columns: Mapping[str, int], rows: Sequence[int]) -> Iterator[Entry]:
    for row in rows:
        code, choice, answers = (sheet.at(row, columns[name]) for name in ("code", "choice", "answers"))
        yield _entry(COUNTS, code, answers, choice)


_Reader = Callable[[Sheet, Mapping[str, int], Sequence[int]], Iterator[Entry]]
_SHEETS: Mapping[str, tuple[_Reader, Sequence[str]]] = {
    AGENCY_SHEET: (_read_agency, ("field", "value")),
    SCORES_SHEET: (_read_scores, ("code", "score")),
    COUNTS_SHEET: (_read_counts, ("code", "choice", "answers")),
}
