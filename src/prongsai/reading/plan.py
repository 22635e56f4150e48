"""Plans and their follow-up from XLSX and JSON files, every problem at its cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from prongsai.core.errors import InputError, Problem
from prongsai.core.fault import LONGEST_FOUND, Fault, cut
from prongsai.core.followup import Followup
from prongsai.core.followup.check import NO_REASON, ROUND_BEFORE_PLAN
from prongsai.core.followup.check import UNKNOWN_MEASURE as NOTE_OF_NONE
from prongsai.core.followup.check import faults as followup_faults
from prongsai.core.followup.draft import by_round, read_rounds
from prongsai.core.framework.source import SourceRow
from prongsai.core.plan import Plan
from prongsai.core.plan.check import (
    NO_OWNER,
    NO_PERIOD,
    NO_STEPS,
    OUTSIDE_YEAR,
    STEP_NUMBER,
    TWICE,
    UNKNOWN_CODE,
)
from prongsai.core.plan.check import faults as plan_faults
from prongsai.core.plan.draft import UNKNOWN_MEASURE, Branch, read_plan, with_steps
from prongsai.core.plan.layout import (
    COLUMNS,
    DATE_FIELDS,
    FIELD,
    MEASURE_COLUMNS,
    MEASURES_SHEET,
    PLAN_FIELDS,
    PLAN_SHEET,
    PREPARED,
    PROGRESS_COLUMNS,
    PROGRESS_SHEET,
    STEP_COLUMNS,
    STEPS_SHEET,
    VALUE,
)
from prongsai.core.text import Text
from prongsai.core.thai import tidy
from prongsai.reading import file_faults as fault
from prongsai.reading.framework import available, load
from prongsai.reading.intake import Pairs, read_bytes, read_json, require_size
from prongsai.reading.workbook import Cell, Sheet, read_workbook

MOST_BYTES = 5_000_000
NEEDED: Mapping[str, frozenset[str]] = {
    PLAN_SHEET: frozenset({FIELD, VALUE}),
    MEASURES_SHEET: frozenset({"id", "title"}),
    STEPS_SHEET: frozenset({"measure", "number", "text"}),
    PROGRESS_SHEET: frozenset({"round", "measure", "status"}),
}
# Where Excel has made a date of what was typed, that date is what was meant.
DATED = frozenset({"period", "new_date", VALUE})
ROWS_BEFORE_HEAD = 10

SHEET_MISSING = Fault(
    "plan.sheet_missing",
    Text("ไม่มีแผ่น “{sheet}”", "there is no sheet “{sheet}”"),
    Text("ใช้แม่แบบของแผน และอย่าเปลี่ยนชื่อแผ่น", "use the workbook of a plan and keep the names of its sheets"),
)
ENDING_UNKNOWN = Fault(
    "plan.ending_unknown",
    Text("แผนต้องเป็นไฟล์ .xlsx หรือ .json", "a plan is an .xlsx or a .json file"),
    Text("เลือกไฟล์ของแผน", "choose the file of a plan"),
)
EMPTY = replace(
    fault.EMPTY,
    remedy=Text(
        "ร่างแผนใหม่: prongsai plan ผล -o plan.xlsx", "draft a plan: prongsai plan RESULT -o plan.xlsx"
    ),
)
ENCODING = replace(fault.ENCODING, remedy=Text("บันทึก JSON ใหม่เป็น UTF-8", "save the JSON again as UTF-8"))
SHAPE = replace(
    fault.JSON_SHAPE,
    remedy=Text(
        "ดูแบบได้จาก: prongsai plan ผล -o plan.json", "see how it is written: prongsai plan RESULT -o plan.json"
    ),
)
NAME_TWICE = Fault(
    "json.name_twice",
    Text("ชื่อนี้มีมากกว่าหนึ่งครั้ง", "this name stands more than once"),
    Text("เหลือไว้ครั้งเดียว", "keep one of them"),
)

# With an id given twice, steps and notes of the id that was meant stand alone.
FOLLOWS: Mapping[str, frozenset[str]] = {
    TWICE.id: frozenset({UNKNOWN_MEASURE.id, NO_STEPS.id, NOTE_OF_NONE.id}),
    UNKNOWN_MEASURE.id: frozenset({STEP_NUMBER.id, NO_STEPS.id}),
}

# What agencies leave out of their papers, or print otherwise than a plan of ours would have it.
LEFT_OUT_IN_PRINT = frozenset(
    {
        NO_OWNER.id,
        NO_STEPS.id,
        NO_PERIOD.id,
        OUTSIDE_YEAR.id,
        UNKNOWN_CODE.id,
        NO_REASON.id,
        ROUND_BEFORE_PLAN.id,
    }
)

Draft = tuple[SourceRow, list[Branch], list[Branch]]


def read(path: Path, *, printed: bool = False) -> tuple[Plan, Followup | None]:
    """Return the plan of a file and its follow-up, `None` without rounds; raise InputError with every problem.

    Problems that only warn (a missing new date) do not refuse the file; ask `followup.check` for them.
    `printed`: it was read from a published paper, and what that paper leaves out refuses nothing.
    """
    _require_ending(path.name)
    return read_data(read_bytes(path, MOST_BYTES), path.name, printed=printed)


def read_data(data: bytes, name: str, *, printed: bool = False) -> tuple[Plan, Followup | None]:
    """Return what `read` does, of a file that is not on a disk; its name tells what it is."""
    ending = _require_ending(name)
    require_size(data, name, MOST_BYTES)
    if not data.strip():
        raise InputError([EMPTY.at(name)])
    problems: list[Problem] = []
    draft = (_from_workbook if ending == ".xlsx" else _from_json)(data, name, problems)
    return _checked(draft, problems, LEFT_OUT_IN_PRINT if printed else frozenset())


def _require_ending(name: str) -> str:
    ending = Path(name).suffix.lower()
    if ending not in (".xlsx", ".json"):
        raise InputError([ENDING_UNKNOWN.at(name, ending)])
    return ending


def _checked(draft: Draft, problems: list[Problem], allowed: Collection[str]) -> tuple[Plan, Followup | None]:
    header, measures, rounds = draft
    unread = [*problems]
    plan, where = read_plan(header, measures, problems)
    followup, where_note = read_rounds(plan, rounds, problems)
    # What could not be read is not told again as missing.
    told = {problem.where for problem in problems}
    found = [] if plan is None else plan_faults(plan, codes=_codes(plan.result_year), where=where)
    found += [] if followup is None else followup_faults(followup, where=where_note)
    refusing = (each for each in found if each.severity == "error" and each.id not in allowed)
    problems += [each for each in refusing if each.where not in told]
    if problems or plan is None:
        raise InputError(_causes(problems, unread))
    return plan, followup


def _causes(problems: Sequence[Problem], unread: Sequence[Problem]) -> list[Problem]:
    """Leave out what only follows from another problem: of a cell that cannot be read, or of a wrong id."""
    places = {problem.where for problem in unread}
    ids = {problem.id for problem in problems}
    follow = {each for cause, those in FOLLOWS.items() if cause in ids for each in those}
    own = [each for each in problems[len(unread) :] if each.where not in places and each.id not in follow]
    return [*(each for each in unread if each.id not in follow), *own]


def _codes(year: int) -> Collection[str] | None:
    """Return the codes of a year, `None` where no framework of it is shipped."""
    id_ = f"th-ita-{year}"
    return set(load(id_).codes()) if id_ in available() else None


# Workbooks


def _from_workbook(data: bytes, name: str, problems: list[Problem]) -> Draft:
    sheets = {sheet.name.strip(): sheet for sheet in read_workbook(data, name)}
    lacking = [each for each in (PLAN_SHEET, MEASURES_SHEET, STEPS_SHEET) if each not in sheets]
    if lacking:
        raise InputError(SHEET_MISSING.at(name, ", ".join(sheets), sheet=each) for each in lacking)
    tables = {each: _table(sheets[each], each, problems) for each in COLUMNS if each in sheets}
    header = _header(tables[PLAN_SHEET], sheets[PLAN_SHEET])
    measures = with_steps(tables[MEASURES_SHEET], tables[STEPS_SHEET], problems)
    notes = [row for row in tables.get(PROGRESS_SHEET, ()) if _filled(row)]
    return header, measures, by_round(header, notes, problems)


def _table(sheet: Sheet, name: str, problems: list[Problem]) -> list[SourceRow]:
    """Return the rows below the head, which may stand below a title that somebody added."""
    numbered = list(sheet.rows())
    for place, (_, cells) in enumerate(numbered[:ROWS_BEFORE_HEAD]):
        columns = _columns(cells, COLUMNS[name])
        if set(columns) >= NEEDED[name]:
            return [_row(sheet, number, columns, problems) for number, _ in numbered[place + 1 :]]
    problems.append(fault.HEAD_MISSING.at(sheet.at(1, 1).where, columns=", ".join(sorted(NEEDED[name]))))
    return []


def _columns(cells: Mapping[int, Cell], titles: Mapping[str, Text]) -> dict[str, int]:
    found: dict[str, int] = {}
    for column, cell in cells.items():
        key = _key(cell.text, titles)
        if key is not None:
            found.setdefault(key, column)
    return found


def _key(text: str, titles: Mapping[str, Text]) -> str | None:
    """Return the key behind the dot of a heading, or that of the words alone."""
    words, _, key = tidy(text).rpartition("·")
    if key.strip() in titles:
        return key.strip()
    plain = (words or key).strip().casefold()
    return next(
        (one for one, title in titles.items() if plain in (title.th.casefold(), title.en.casefold())), None
    )


def _row(sheet: Sheet, number: int, columns: Mapping[str, int], problems: list[Problem]) -> SourceRow:
    cells = {key: sheet.at(number, column) for key, column in columns.items()}
    for key, cell in cells.items():
        if cell.problem is not None and not (cell.problem.id == fault.DATE.id and key in DATED):
            problems.append(cell.problem)
    first = sheet.at(number, min(columns.values())).where
    return SourceRow(
        {key: cell.text for key, cell in cells.items()},
        lambda key: cells[key].where if key in cells else first,
    )


def _header(rows: Sequence[SourceRow], sheet: Sheet) -> SourceRow:
    """Return the fields of the first sheet as one row, each cell with its own place."""
    found: dict[str, SourceRow] = {}
    for row in rows:
        key = _key(row.cells[FIELD], PLAN_FIELDS)
        if key is not None:
            found.setdefault(key, row)
    return SourceRow(
        {key: row.cells[VALUE] for key, row in found.items()},
        lambda key: found[key].place(VALUE) if key in found else sheet.at(1, 1).where,
    )


def _filled(row: SourceRow) -> bool:
    return any(text.strip() for key, text in row.cells.items() if key not in PREPARED)


# JSON


_PLAN_KEYS = tuple(key for key in PLAN_FIELDS if key not in DATE_FIELDS)
_MEASURE_KEYS = tuple(MEASURE_COLUMNS)
_STEP_KEYS = tuple(key for key in STEP_COLUMNS if key != "measure")
_NOTE_KEYS = tuple(key for key in PROGRESS_COLUMNS if key not in ("round", "about"))
_ROUND_KEYS = ("round", "date")


def _from_json(data: bytes, name: str, problems: list[Problem]) -> Draft:
    reader = _JsonReader(problems)
    content = _content(data, name)
    header = reader.row("", content, _PLAN_KEYS, ("measures", "rounds"))
    measures = [
        Branch(
            reader.row(place, each, _MEASURE_KEYS, ("steps",)),
            tuple(reader.row(at, step, _STEP_KEYS) for at, step in reader.objects(place, each, "steps")),
        )
        for place, each in reader.objects("", content, "measures")
    ]
    rounds = [
        Branch(
            reader.row(place, each, _ROUND_KEYS, ("notes",)),
            tuple(reader.row(at, note, _NOTE_KEYS) for at, note in reader.objects(place, each, "notes")),
        )
        for place, each in reader.objects("", content, "rounds")
    ]
    return header, measures, rounds


def _content(data: bytes, name: str) -> Pairs:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError([ENCODING.at(name)]) from error
    content = read_json(text, name)
    if not isinstance(content, Pairs):
        raise InputError([_shape(name, "{ … }")])
    return content


def _shape(where: str, expected: str) -> Problem:
    return SHAPE.at(where, expected_th=expected, expected_en=expected)


class _JsonReader:
    """Makes rows of JSON objects; every name that nobody knows is reported."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems

    def row(self, place: str, content: Pairs, keys: Sequence[str], lists: Sequence[str] = ()) -> SourceRow:
        cells: dict[str, str] = {}
        seen: set[str] = set()
        for name, value in content:
            where = _below(place, name)
            if name in seen:
                self.problems.append(NAME_TWICE.at(where, name))
            elif name in keys:
                cells[name] = self.cell(value, where)
            elif name not in lists:
                self.problems.append(fault.KEY_UNKNOWN.at(where, name, choices=", ".join((*keys, *lists))))
            seen.add(name)
        return SourceRow(cells, _places(place))

    def cell(self, value: object, where: str) -> str:
        """Return a value as a cell has it: a list line by line, nothing for null."""
        if isinstance(value, Pairs):
            self.problems.append(_shape(where, '"…"'))
            return ""
        if isinstance(value, list):
            return "\n".join(self.cell(each, f"{where} → {number}") for number, each in enumerate(value, 1))
        if isinstance(value, bool):
            return "yes" if value else ""
        return "" if value is None else str(value)

    def objects(self, place: str, content: Pairs, key: str) -> Iterator[tuple[str, Pairs]]:
        """Yield the objects of a list with their places, counted from 1."""
        value = dict(content).get(key)
        where = _below(place, key)
        if value is not None and (isinstance(value, Pairs) or not isinstance(value, list)):
            self.problems.append(_shape(where, "[ … ]"))
            return
        for number, each in enumerate(value or (), 1):
            if isinstance(each, Pairs):
                yield f"{where} → {number}", each
            else:
                self.problems.append(_shape(f"{where} → {number}", "{ … }"))


def _below(place: str, name: str) -> str:
    shown = cut(re.sub(r"\s+", " ", name), LONGEST_FOUND)
    return f"{place} → {shown}" if place else shown


def _places(place: str) -> Callable[[str], str]:
    return lambda key: _below(place, key)
