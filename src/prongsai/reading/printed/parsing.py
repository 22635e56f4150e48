"""A file's bytes to a printed paper, by the reader of its kind; whoever has a file of strangers calls `confined`."""

from __future__ import annotations

import dataclasses

from prongsai.core.errors import InputError, Problem
from prongsai.core.printed import Printed
from prongsai.reading.printed import faults as fault
from prongsai.reading.printed.kinds import Kind, kind_of
from prongsai.reading.printed.letters import decoded

# The parts of the installation that bring the libraries which readers import when they are needed.
_EXTRAS = {"defusedxml": "sheets", "openpyxl": "sheets"}
_OWN_JSON = ('"agency"', '"fiscal_year"')


def parse(data: bytes, name: str) -> Printed:
    """Return the paper in `data`; raise `InputError` for what cannot be read."""
    kind, notes = kind_of(data, name)
    try:
        printed = _read(kind, data, name)
    except ModuleNotFoundError as error:
        raise InputError([_missing(error, name)]) from error
    if not printed.blocks:
        raise InputError([fault.EMPTY.at(name)])
    if _is_own(printed):
        raise InputError([fault.OWN_FILE.at(name)])
    return dataclasses.replace(printed, notes=(*notes, *printed.notes))


def _is_own(printed: Printed) -> bool:
    """Whether this is a file that other commands take as it is: its notes and examples are no figures of an agency."""
    if printed.format == "xlsx":
        return _has_own_sheets(printed)
    if printed.name.lower().endswith(".json"):
        words = " ".join(line.text for line in printed.lines())
        return words.startswith("{") and all(key in words for key in _OWN_JSON)
    first = next(printed.tables(), None)
    head = () if first is None else tuple(cell.text for cell in first.rows[0])
    # Papers head their tables in Thai: for those nothing more need be known of our own files.
    if not head or not all(map(str.isascii, head)):
        return False
    from prongsai.core.result.layout import CSV_COLUMNS

    return head == CSV_COLUMNS


def _has_own_sheets(printed: Printed) -> bool:
    """Whether the sheets of a workbook are together those of a result file or of a plan file."""
    from prongsai.core.plan.layout import MEASURES_SHEET, PLAN_SHEET
    from prongsai.core.result.layout import AGENCY_SHEET, SCORES_SHEET

    sheets = {block.where.sheet for block in printed.blocks}
    return {AGENCY_SHEET, SCORES_SHEET} <= sheets or {PLAN_SHEET, MEASURES_SHEET} <= sheets


def _read(kind: Kind, data: bytes, name: str) -> Printed:
    """Read by kind; a reader is imported only where a paper needs it, for most processes read a single one."""
    match kind:
        case "text":
            from prongsai.reading.printed import text

            words, notes = decoded(data, name)
            read = text.parse_csv if name.lower().endswith(".csv") else text.parse
            return dataclasses.replace(read(words, name), notes=notes)
        case "html":
            from prongsai.reading.printed import html

            words, notes = decoded(data, name)
            return dataclasses.replace(html.parse(words, name), notes=notes)
        case "docx":
            from prongsai.reading.printed import docx

            return docx.parse(data, name)
        case "xlsx":
            from prongsai.reading.printed import xlsx

            return xlsx.parse(data, name)
        case "pdf":
            from prongsai.reading.printed import pdf

            return pdf.parse(data, name)
        case "picture":
            from prongsai.reading.printed import scan

            return scan.parse(data, name)


def _missing(error: ModuleNotFoundError, name: str) -> Problem:
    package = (error.name or "").partition(".")[0]
    return fault.PART_MISSING.at(name, package=package, extra=_EXTRAS.get(package, "reading"))
