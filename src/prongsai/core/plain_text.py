"""The words of a paper line by line, as a person reads them: to be compared with those of another version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from prongsai.core.document import (
    BarChart,
    Block,
    Bullets,
    Callout,
    Document,
    Fields,
    Heading,
    Letterhead,
    Opinions,
    PageBreak,
    Paragraph,
    Run,
    Signature,
    Signatures,
    Table,
)
from prongsai.core.plan.period import date_words
from prongsai.core.thai import in_digits

_BETWEEN = " | "


def lines(document: Document) -> tuple[str, ...]:
    """Return every paragraph, list entry, table row and bar as one line, in the digits of the paper."""
    return tuple(line for line in _lines(document) if line)


def _lines(document: Document) -> Iterator[str]:
    if document.titled:
        yield from (_line(each, document) for each in (document.title, *document.subtitle))
    if document.dated and document.date is not None:
        yield _line(date_words(document.date).say(document.lang), document)
    for block in document.blocks:
        yield from _of_block(block, document)


def _of_block(block: Block, document: Document) -> Iterator[str]:
    """Return the lines of a block; those of lists and tables begin as they are printed."""
    match block:
        case Heading():
            yield _line(block.text, document)
        case Paragraph() | Callout():
            yield _runs(block.runs, document)
        case Bullets() | Fields() | Table() | BarChart():
            yield from _of_list(block, document)
        case Letterhead() | Signatures() | Opinions():
            yield from _of_form(block, document)
        case PageBreak():
            return


def _of_list(block: Bullets | Fields | Table | BarChart, document: Document) -> Iterator[str]:
    match block:
        case Bullets():
            for number, item in enumerate(block.items, start=1):
                mark = _line(f"{number}.", document) if block.numbered else "•"
                yield f"{mark} {_runs(item, document)}"
        case Fields():
            yield from (f"{_line(label, document)} {_runs(runs, document)}" for label, runs in block.rows)
        case Table():
            yield from _table(block, document)
        case BarChart():
            yield _line(block.caption, document)
            yield from (_line(f"{bar.label}{_BETWEEN}{bar.shown}", document) for bar in block.bars)


def _of_form(block: Letterhead | Signatures | Opinions, document: Document) -> Iterator[str]:
    match block:
        case Letterhead():
            yield _line(block.title, document)
            pairs = (pair for line in block.lines for pair in line)
            yield from (_line(" ".join(pair), document) for pair in pairs)
        case Signatures():
            yield from (_signature(each, document) for each in block.people)
        case Opinions():
            for each in block.opinions:
                yield _line(f"{each.label} {each.text}", document)
                yield _signature(each.signature, document)


def _table(table: Table, document: Document) -> Iterator[str]:
    yield _line(table.caption, document)
    yield _joined(_line(column.title, document) for column in table.columns)
    for row in table.rows:
        yield _joined(_runs(cell, document) for cell in row.cells)


def _signature(signature: Signature, document: Document) -> str:
    name = f"({signature.name.strip()})" if signature.name.strip() else ""
    return _joined(_line(each, document) for each in (name, signature.position, signature.acting))


def _runs(runs: Sequence[Run], document: Document) -> str:
    """Return runs as one line; what is verbatim keeps its digits."""
    shown = (run.text if run.verbatim else in_digits(run.text, document.digits) for run in runs)
    return " ".join("".join(shown).split())


def _line(text: str, document: Document) -> str:
    return " ".join(in_digits(text, document.digits).split())


def _joined(cells: Iterable[str]) -> str:
    return _BETWEEN.join(cell for cell in cells if cell)
