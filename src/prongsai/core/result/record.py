"""A result as the plain values of its file, which every reader of result files understands again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from prongsai.core.framework import Framework
from prongsai.core.result import COUNTS, PUBLISHED, PUBLISHED_TOTAL, SCORES, Result


def result_record(result: Result, framework: Framework) -> dict[str, object]:
    """Return what a JSON result file holds; scores are strings, so that no program reads them as binary numbers."""
    content: dict[str, object] = dict(facts(result))
    if result.scores:
        content[SCORES] = {code: digits(result.scores[code]) for code in in_order(result.scores, framework)}
    if result.counts:
        content[COUNTS] = {
            code: {
                str(points): result.counts[code][points]
                for points in sorted(result.counts[code], reverse=True)
            }
            for code in in_order(result.counts, framework)
        }
    published = dict(announced(result, framework))
    if published:
        content[PUBLISHED] = published
    return content


def in_order(codes: Iterable[str], framework: Framework) -> list[str]:
    """Return `codes` in the framework's order, those that it does not know last."""
    known = {code: place for place, code in enumerate(framework.codes())}
    return sorted(codes, key=lambda code: (known.get(code, len(known)), code))


def facts(result: Result) -> Iterator[tuple[str, object]]:
    """Yield what the head of a result file says."""
    yield "agency", result.agency
    if result.agency_type is not None:
        yield "agency_type", result.agency_type
    yield "fiscal_year", result.fiscal_year
    if result.framework is not None:
        yield "framework", result.framework


def announced(result: Result, framework: Framework) -> Iterator[tuple[str, str]]:
    """Yield the announced figures as texts: the total, the level, then the rest."""
    figures = {code: digits(result.published[code]) for code in in_order(result.published, framework)}
    if PUBLISHED_TOTAL in figures:
        yield PUBLISHED_TOTAL, figures.pop(PUBLISHED_TOTAL)
    if result.level is not None:
        yield "level", result.level
    yield from figures.items()


def digits(value: Decimal) -> str:
    """Return a score with the decimals that it was given with."""
    return format(value, "f")
