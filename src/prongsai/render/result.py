"""Results written out as JSON, CSV and XLSX, from which the same result is read again."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from decimal import Decimal

from prongsai.core.framework import Framework
from prongsai.core.result import COUNTS, HEADER, PUBLISHED, PUBLISHED_TOTAL, SCORES, Result
from prongsai.core.result.layout import CSV_COLUMNS, FORMULA_SIGNS
from prongsai.render.result_workbook import filled_workbook

_Row = tuple[str, str, str, str]


def to_json(result: Result, framework: Framework) -> bytes:
    """Return a JSON result file; scores are strings, so that no program reads them as binary numbers."""
    content: dict[str, object] = dict(_facts(result))
    if result.scores:
        content[SCORES] = {
            code: format(result.scores[code], "f") for code in in_order(result.scores, framework)
        }
    if result.counts:
        content[COUNTS] = {
            code: {
                str(points): result.counts[code][points]
                for points in sorted(result.counts[code], reverse=True)
            }
            for code in in_order(result.counts, framework)
        }
    published = dict(_announced(result, framework))
    if published:
        content[PUBLISHED] = published
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


def template(framework: Framework) -> bytes:
    """Return an empty workbook in which an officer fills in the result of the framework's year."""
    return filled_workbook(framework, Result(agency="", fiscal_year=framework.fiscal_year))


def in_order(codes: Iterable[str], framework: Framework) -> list[str]:
    """Return `codes` in the framework's order, those that it does not know last."""
    known = {code: place for place, code in enumerate(framework.codes())}
    return sorted(codes, key=lambda code: (known.get(code, len(known)), code))


def _facts(result: Result) -> Iterator[tuple[str, object]]:
    yield "agency", result.agency
    if result.agency_type is not None:
        yield "agency_type", result.agency_type
    yield "fiscal_year", result.fiscal_year
    if result.framework is not None:
        yield "framework", result.framework


def _announced(result: Result, framework: Framework) -> Iterator[tuple[str, str]]:
    """Yield the announced figures as texts: the total, the level, then the rest."""
    figures = {code: _digits(result.published[code]) for code in in_order(result.published, framework)}
    if PUBLISHED_TOTAL in figures:
        yield PUBLISHED_TOTAL, figures.pop(PUBLISHED_TOTAL)
    if result.level is not None:
        yield "level", result.level
    yield from figures.items()


def _rows(result: Result, framework: Framework) -> Iterator[_Row]:
    for name, value in _facts(result):
        yield HEADER, name, "", str(value)
    for code in in_order(result.scores, framework):
        yield SCORES, code, "", _digits(result.scores[code])
    for code in in_order(result.counts, framework):
        for points in sorted(result.counts[code], reverse=True):
            yield COUNTS, code, str(points), str(result.counts[code][points])
    for code, text in _announced(result, framework):
        yield PUBLISHED, code, "", text


def _digits(value: Decimal) -> str:
    return format(value, "f")


def _plain(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula; the reader takes it away."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
