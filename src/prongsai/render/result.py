"""Results written out as JSON, CSV and XLSX, from which the same result is read again."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from prongsai.core.framework import Framework
from prongsai.core.result import COUNTS, HEADER, PUBLISHED, SCORES, Result
from prongsai.core.result.layout import CSV_COLUMNS, FORMULA_SIGNS
from prongsai.core.result.record import announced, digits, facts, in_order, result_record
from prongsai.render.result_workbook import filled_workbook

_Row = tuple[str, str, str, str]


def to_json(result: Result, framework: Framework) -> bytes:
    """Return a JSON result file; scores are strings, so that no program reads them as binary numbers."""
    content = result_record(result, framework)
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def to_csv(result: Result, framework: Framework) -> bytes:
    """Return a CSV result file in UTF-8 with the mark by which Excel sees that it is."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    writer.writerows([*map(_plain, row)] for row in _rows(result, framework))
    return stream.getvalue().encode("utf-8-sig")


def to_xlsx(result: Result, framework: Framework) -> bytes:
    """Return the workbook of `template` with the result filled in."""
    return filled_workbook(framework, result)


def template(framework: Framework, *, agency: str = "", agency_type: str | None = None) -> bytes:
    """Return a workbook in which an officer fills in the result of the framework's year; the agency where it is known."""
    empty = Result(agency=agency, agency_type=agency_type, fiscal_year=framework.fiscal_year)
    return filled_workbook(framework, empty)


def _rows(result: Result, framework: Framework) -> Iterator[_Row]:
    for name, value in facts(result):
        yield HEADER, name, "", str(value)
    for code in in_order(result.scores, framework):
        yield SCORES, code, "", digits(result.scores[code])
    for code in in_order(result.counts, framework):
        for points in sorted(result.counts[code], reverse=True):
            yield COUNTS, code, str(points), str(result.counts[code][points])
    for code, text in announced(result, framework):
        yield PUBLISHED, code, "", text


def _plain(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula; the reader takes it away."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
