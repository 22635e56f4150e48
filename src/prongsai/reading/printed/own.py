"""Papers that prongsai writes, as what is printed of them: so that they are checked as those of others are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from prongsai.core import printed
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
from prongsai.core.printed import Line, Place, Printed
from prongsai.core.thai import in_digits
from prongsai.reading.printed.grid import Filled, FilledRow, laid_out

_OPEN_NAME = "....."


def printed_of_document(document: Document, name: str = "") -> Printed:
    """Return what is printed of a document; places call it `name`, or else by its title.

    A chart is left out: the table beside it says the same.
    """
    writer = _Writer(document, name or document.title or document.kind)
    if document.titled:
        for text in (document.title, *document.subtitle):
            writer.write(text, heading=True)
    if document.dated and document.date is not None:
        day = date_words(document.date).say(document.lang)
        writer.write(f"วันที่ {day}" if document.lang == "th" else day)
    for block in document.blocks:
        writer.add(block)
    return Printed(name=writer.name, format="own", blocks=tuple(writer.blocks))


@dataclass
class _Writer:
    document: Document
    name: str
    blocks: list[printed.Block] = field(default_factory=list)
    lines: int = 0
    tables: int = 0

    def add(self, block: Block) -> None:
        match block:
            case Heading():
                self.write(block.text, heading=True)
            case Paragraph() | Callout():
                self.write_all(self.paragraphs(block.runs))
            case Bullets() | Fields() | Letterhead():
                self.write_all(self.entries(block))
            case Table():
                self.add_table(block)
            case Signatures() | Opinions():
                self.sign(block)
            case BarChart() | PageBreak():
                return

    def write(self, text: str, *, heading: bool = False) -> None:
        self.write_all(self.paragraphs((Run(text),)), heading=heading)

    def write_all(self, texts: Iterable[str], *, heading: bool = False) -> None:
        for text in texts:
            self.lines += 1
            self.blocks.append(Line(text=text, where=Place(file=self.name, line=self.lines), heading=heading))

    def entries(self, block: Bullets | Fields | Letterhead) -> Iterator[str]:
        match block:
            case Bullets():
                for number, item in enumerate(block.items, start=1):
                    mark = in_digits(f"{number}.", self.document.digits) if block.numbered else "-"
                    yield f"{mark} {' '.join(self.paragraphs(item))}"
            case Fields():
                for label, runs in block.rows:
                    yield " ".join(self.paragraphs((Run(f"{label} "), *runs)))
            case Letterhead():
                yield block.title
                for line in block.lines:
                    yield " ".join(self.paragraphs([Run(f"{' '.join(pair)} ") for pair in line]))

    def add_table(self, table: Table) -> None:
        if table.caption:
            self.write(table.caption)
        self.tables += 1
        width = len(table.columns)
        head = FilledRow([Filled(self.paragraphs((Run(column.title),))) for column in table.columns])
        rows = [
            FilledRow([Filled(self.paragraphs(row.cells[0]), columns=width)])
            if row.spans
            else FilledRow([Filled(self.paragraphs(cell)) for cell in row.cells])
            for row in table.rows
        ]
        self.blocks.append(laid_out([head, *rows], Place(file=self.name, table=self.tables)))

    def sign(self, block: Signatures | Opinions) -> None:
        if isinstance(block, Signatures):
            for person in block.people:
                self.write_all(_signed(person))
            return
        for opinion in block.opinions:
            self.write(f"{opinion.label}\n{opinion.text}")
            self.write_all(_signed(opinion.signature))

    def paragraphs(self, runs: Sequence[Run]) -> tuple[str, ...]:
        """Return the lines of a text in the digits of the paper; what is verbatim keeps its own."""
        digits = self.document.digits
        shown = "".join(run.text if run.verbatim else in_digits(run.text, digits) for run in runs)
        return tuple(" ".join(line.split()) for line in shown.splitlines() if line.strip())


def _signed(person: Signature) -> Iterator[str]:
    yield f"({person.name.strip() or _OPEN_NAME})"
    yield from (text for text in (person.position, person.acting) if text.strip())
