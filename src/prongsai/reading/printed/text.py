"""Text files: the lines as they stand, and tables drawn by tabs, pipes or blanks.

Every line of the file that says something is a `Line`; lines of one paragraph follow each other by their numbers,
where a blank line parted them a number is missing.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from prongsai.core.errors import InputError
from prongsai.core.printed import Block, Line, Place, Printed, Table
from prongsai.core.text import Text
from prongsai.reading.printed import faults as fault
from prongsai.reading.printed import ruled
from prongsai.reading.printed.grid import Filled, FilledRow, laid_out, require_few
from prongsai.reading.printed.marks import bold_lines, paragraphs
from prongsai.reading.printed.ruled import Row
from prongsai.reading.printed.spaced import spaced

MOST_LINES = 300_000

_LINE_END = re.compile(r"\r\n|\r|\n")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s(.*)")
_HEAD_LINES = 20
_QUOTED = re.compile(r"\s{0,3}>\s?")
# Rules and rows of stars; dots stay, because they are places that were left open.
_ORNAMENT = re.compile(r"\s*(?:\\?[*_=~#—–-]\s?){3,}\s*|\s*`{3,}\w*\s*")
_TABLE_TAG = re.compile(r"</?table\b", re.IGNORECASE)
_UNDERLINED = re.compile(r"={3,}\s*")


@dataclass
class _Paper:
    """What has been read so far."""

    name: str
    blocks: list[Block] = field(default_factory=list)
    tables: int = 0

    def add_table(self, rows: list[FilledRow], page: int | None) -> None:
        self.tables += 1
        where = Place(file=self.name, page=page, line=rows[0].line, table=self.tables)
        self.blocks.append(laid_out(rows, where))

    def end_table(self, rows: list[FilledRow]) -> None:
        """Add the rows up to here: a table, or a line where only one cell of one row says something."""
        said = [cell for row in rows for cell in row.cells if cell.paragraphs]
        if len(said) == 1:
            self.add_line("\n".join(said[0].paragraphs), Row(rows[0].line or 1, None, ""))
        elif rows:
            self.add_table(rows, None)

    def add_html(self, rows: list[Row]) -> None:
        # Few texts hold web pages, and most processes read a single one.
        from prongsai.reading.printed import html

        where = Place(file=self.name, page=rows[0].page, line=rows[0].number, table=self.tables + 1)
        found = html.blocks("\n".join(row.text for row in rows), where)
        self.tables += sum(isinstance(block, Table) for block in found)
        self.blocks += found

    def add_line(self, text: str, row: Row, heading: bool = False) -> None:
        where = Place(file=self.name, page=row.page, line=row.number)
        for words in paragraphs(text.replace("\t", " ")):
            self.blocks.append(Line(text=words, where=where, heading=heading))


def parse(text: str, name: str) -> Printed:
    """Return the paper in a text; `name` is what places call the file."""
    lines = _LINE_END.split(text.removeprefix("\ufeff"))
    require_few(len(lines), MOST_LINES, Text("บรรทัด", "lines"), name)
    paper = _Paper(name)
    pages = 1 + text.rstrip().count("\f") if "\f" in text.strip() else None
    for rows, is_html in _pieces(list(_rows(lines, paged=pages is not None))):
        if is_html:
            paper.add_html(rows)
        else:
            _read_spaced(rows, paper)
    return Printed(name=name, format="text", blocks=tuple(paper.blocks), pages=pages)


def parse_csv(text: str, name: str) -> Printed:
    """Return the paper in comma-separated values: a table between any two empty rows."""
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    require_few(len(lines), MOST_LINES, Text("บรรทัด", "lines"), name)
    sign = max(",;\t", key="".join(lines[:_HEAD_LINES]).count)
    reader = csv.reader(lines, delimiter=sign)
    paper, rows, begins = _Paper(name), list[FilledRow](), 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(FilledRow([Filled(paragraphs(cell)) for cell in cells], begins))
            else:
                paper.end_table(rows)
                rows = []
            begins = reader.line_num + 1
    except csv.Error as error:
        raise InputError([fault.DAMAGED.at(name, str(error))]) from error
    paper.end_table(rows)
    return Printed(name=name, format="text", blocks=tuple(paper.blocks))


def _rows(lines: list[str], paged: bool) -> Iterator[Row]:
    """Yield the lines with number and page; a cell in quotation marks may run over several of them."""
    page, index = 1, 0
    while index < len(lines):
        taken = ruled.quoted_lines(lines, index)
        for count, part in enumerate("\n".join(lines[index : index + taken]).split("\f")):
            page += bool(count)
            yield Row(index + 1, page if paged else None, part)
        index += taken


def _pieces(rows: list[Row]) -> Iterator[tuple[list[Row], bool]]:
    """Yield the lines that hold tables as tags apart from the others."""
    written = 0
    for start, end in _tagged(rows):
        yield rows[written:start], False
        yield rows[start:end], True
        written = end
    yield rows[written:], False


def _tagged(rows: list[Row]) -> list[tuple[int, int]]:
    """Return where tables written as tags begin and end; a tag that nobody closes begins none."""
    opened: list[int] = []
    spans: list[tuple[int, int]] = []
    for index, row in enumerate(rows):
        for tag in _TABLE_TAG.finditer(row.text):
            if not tag[0].startswith("</"):
                opened.append(index)
            elif opened:
                start = opened.pop()
                # It takes in those inside it, and one that ends on the line where it begins.
                while spans and spans[-1][1] > start:
                    start = min(start, spans.pop()[0])
                spans.append((start, index + 1))
    return spans


def _chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Yield the runs of lines that no blank line and no new page parts."""
    chunk: list[Row] = []
    for row in rows:
        if chunk and (not row.text.strip() or row.page != chunk[-1].page):
            yield chunk
            chunk = []
        if row.text.strip():
            chunk.append(row)
    if chunk:
        yield chunk


def _read_spaced(rows: list[Row], paper: _Paper) -> None:
    """Read lines, and the tables among them that blanks hold together, whatever empty lines part their rows."""
    written = 0
    for start, end, table in spaced(rows):
        for chunk in _chunks(rows[written:start]):
            _read(chunk, paper)
        paper.add_table(table, rows[start].page)
        written = end
    for chunk in _chunks(rows[written:]):
        _read(chunk, paper)


def _read(chunk: list[Row], paper: _Paper) -> None:
    for part in ruled.parted(chunk):
        if part.table is None:
            _read_lines(part.rows, paper)
        else:
            paper.add_table(part.table, chunk[0].page)


def _read_lines(rows: list[Row], paper: _Paper) -> None:
    bold = bold_lines([row.text for row in rows])
    for index, row in enumerate(rows):
        if _ORNAMENT.fullmatch(row.text):
            continue
        below = rows[index + 1].text if index + 1 < len(rows) else ""
        text = _QUOTED.sub("", row.text, count=1) if row.text.lstrip().startswith(">") else row.text
        marked = _HEADING.fullmatch(text)
        heading = bool(marked) or bold[index] or bool(_UNDERLINED.fullmatch(below))
        paper.add_line(marked[1].rstrip(" \t#") if marked else text, row, heading)
