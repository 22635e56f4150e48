"""Invented papers as if they had been recognised, for the rules of proof-reading."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from prongsai.core.plan.period import read_period
from prongsai.core.printed import Cell, Line, Place, Printed, Table
from prongsai.core.proofread import Chain, Remark
from prongsai.core.proofread.check import CHECKS
from prongsai.core.recognised import Figure, Phrase, PrintedMeasure, Recognised, Section
from prongsai.core.result import Result
from prongsai.reading.catalogue import load_proofreading, load_word_lists
from prongsai.reading.framework import load_year

FILE = "paper.txt"
# IIT 450/5 = 90.00, EIT 285/3 = 95.00, OIT 185/2 = 92.50: 27.00 + 28.50 + 37.00 = 92.50, so ผ่านดี.
SOUND = {
    "1": "90.00",
    "2": "92.00",
    "3": "94.00",
    "4": "88.00",
    "5": "86.00",
    "6": "95.00",
    "7": "93.00",
    "8": "97.00",
    "9": "85.00",
    "10": "100.00",
    "total": "92.50",
}
FIRST_FIGURE = 101


def at(line: int, file: str = FILE) -> Place:
    return Place(file=file, line=line)


def lines(*texts: str, first: int = 1) -> tuple[Line, ...]:
    """Return lines one below the other; the place tells which."""
    return tuple(Line(text=text, where=at(number)) for number, text in enumerate(texts, first))


def table(*rows: Sequence[str], first: int = 50) -> Table:
    """Return a table with a row a line."""
    made = tuple(
        tuple(Cell(paragraphs=(text,) if text else (), where=at(number)) for text in row)
        for number, row in enumerate(rows, first)
    )
    return Table(rows=made, where=at(first))


def figures(scores: Mapping[str, str], **more: Any) -> tuple[Figure, ...]:
    """Return scores as figures, the first in line 101 and each in a line of its own."""
    return tuple(
        Figure(code=code, value=Decimal(value), where=at(number), **more)
        for number, (code, value) in enumerate(scores.items(), FIRST_FIGURE)
    )


def section(*blocks: Line | Table, **told: Any) -> Section:
    """Return a paper on the result of 2568, its measures for 2569, unless told otherwise."""
    given: dict[str, Any] = {
        "kind": "analysis",
        "title": "รายงานการวิเคราะห์",
        "where": at(1),
        "result_year": 2568,
        "plan_year": 2569,
        "blocks": blocks,
    }
    return Section(**(given | told))


def measure(title: str, **told: Any) -> PrintedMeasure:
    """Return a measure; `period` is given as it is printed."""
    text = told.pop("period", "")
    given: dict[str, Any] = {
        "id": "m1",
        "title": title,
        "where": at(60),
        "period_text": text,
        "period": read_period(text) if text else None,
    }
    return PrintedMeasure(**(given | told))


def phrase(text: str, line: int, number: str = "") -> Phrase:
    return Phrase(text=text, where=at(line), number=number)


def recognised(*sections: Section, agency: str = "เทศบาลตำบลบ้านสวน", name: str = FILE) -> Recognised:
    printed = Printed(name=name, format="text", blocks=tuple(b for s in sections for b in s.blocks))
    return Recognised(
        printed=printed, agency=agency, agency_type="subdistrict_municipality", sections=sections
    )


def chain(*papers: Recognised, known: tuple[Result, ...] = ()) -> Chain:
    frameworks = {year: load_year(year) for year in range(2562, 2570)}
    return Chain(
        papers=papers,
        rules=load_proofreading(),
        frameworks=frameworks,
        lists=load_word_lists(),
        known=known,
    )


def remarks(rule: str, *sections: Section, known: tuple[Result, ...] = ()) -> list[Remark]:
    """Return what one rule finds in one file."""
    return list(CHECKS[rule](chain(recognised(*sections), known=known)))


def places(found: Sequence[Remark]) -> list[list[int | None]]:
    """Return the lines that each remark points to, the one to mend first."""
    return [[place.line for place in each.where] for each in found]


def last_year(total: str) -> Result:
    """Return a result of 2567 that was handed in beside the papers."""
    return Result(agency="ทต.บ้านสวน", fiscal_year=2567, published={"total": Decimal(total)})
