"""Web pages: their text in paragraphs, their tables with spans; nothing is fetched, no script is run."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from prongsai.core.errors import InputError
from prongsai.core.printed import Block, Place, Printed
from prongsai.core.text import Text
from prongsai.core.thai import thai_digits
from prongsai.reading.printed import faults as fault
from prongsai.reading.printed.boxes import DEEPEST_TABLE, OpenCell, OpenRow, OpenTable, Words, printed_blocks
from prongsai.reading.printed.grid import require_few

MOST_PARAGRAPHS = 300_000

_SILENT = {"script", "style", "template", "noscript", "head", "svg", "math", "select", "button", "iframe"}
_VOID = {"br", "hr", "img", "input", "meta", "link", "col", "wbr", "area", "base", "embed", "source", "track"}
_HEADING = {"h1", "h2", "h3", "h4", "h5", "h6"}
_PARTING = _HEADING | {
    *("p", "div", "br", "hr", "li", "ul", "ol", "dl", "dt", "section", "article", "header", "footer"),
    *("main", "nav", "aside", "blockquote", "pre", "form", "fieldset", "figure", "figcaption", "caption"),
    *("table", "thead", "tbody", "tfoot", "tr", "td", "th", "body", "html", "address", "center"),
}
_ENDING = _PARTING - {"dt"} | {"dd"}
_BOLD = _HEADING | {"b", "strong"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LONGEST_SPAN = 4
# Our own papers say it by a class.
_THAI_LISTS = re.compile(r"\bdigits-thai\b|list-style(?:-type)?\s*:[^;]*\bthai\b", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f\u00a0]+")

Attributes = Mapping[str, str]


@dataclass(slots=True)
class _List:
    number: int | None = None

    def mark(self) -> str:
        """Return what stands before the next entry."""
        if self.number is None:
            return "- "
        self.number += 1
        return f"{self.number - 1}. "


def parse(text: str, name: str) -> Printed:
    """Return the paper in a web page; `name` is what places call the file."""
    return Printed(name=name, format="html", blocks=blocks(text, Place(file=name)))


def blocks(text: str, start: Place) -> tuple[Block, ...]:
    """Return lines and tables of a page, or of a piece of one that begins at `start`, whose `table` is the first."""
    reader = _Reader(start)
    reader.feed(text)
    reader.close()
    reader.part()
    return tuple(printed_blocks(reader.content, start))


class _Reader(HTMLParser):
    """Gathers words into paragraphs, and paragraphs into the cells of the tables that are open."""

    def __init__(self, start: Place) -> None:
        super().__init__(convert_charrefs=True)
        self.content: list[Words | OpenTable] = []
        self._start = start
        self._tables: list[OpenTable] = []
        self._lists: list[_List] = []
        self._paragraph = _Paragraph()
        self._count = 0
        self._bold = 0
        self._thai = False
        self._silent = ("", 0)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if self._is_silent(tag, given):
            return
        if tag in _PARTING:
            self.part()
        self._bold += tag in _BOLD
        self._thai = self._thai or bool(
            _THAI_LISTS.search(f"{given.get('class', '')};{given.get('style', '')}")
        )
        match tag:
            case "table":
                self._open_table()
            case "tr" if self._tables:
                self._tables[-1].rows.append(OpenRow(line=self._line()))
            case "td" | "th" if self._tables:
                self._open_cell(given)
            case "ol" | "ul":
                start = given.get("start", "1")
                counts = tag == "ol" and start.isdecimal()
                self._lists.append(_List(int(start[:9]) if counts else None))
            case "li" if self._lists:
                mark = self._lists[-1].mark()
                self._paragraph.words.append(thai_digits(mark) if self._thai else mark)
            # A term and what is said of it are one line, as a form has them.
            case "dd":
                self._paragraph.words.append(" ")

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attributes)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        silent, depth = self._silent
        if depth:
            self._silent = (silent, depth - (tag == silent))
            return
        if tag in _ENDING:
            self.part()
        self._bold -= tag in _BOLD and self._bold > 0
        if tag == "table" and self._tables:
            table = self._tables.pop()
            table.rows = [row for row in table.rows if row.cells]
            self._put(table)
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()

    def handle_data(self, data: str) -> None:
        if not self._silent[1]:
            self._paragraph.add(data, self._line(), bold=self._bold > 0)

    def part(self) -> None:
        """End the paragraph at hand."""
        words, self._paragraph = self._paragraph.ended(), _Paragraph()
        if words is not None:
            self._count += 1
            require_few(self._count, MOST_PARAGRAPHS, Text("ย่อหน้า", "paragraphs"), self._start.file)
            self._put(words)

    def _line(self) -> int:
        return (self._start.line or 1) - 1 + self.getpos()[0]

    def _is_silent(self, tag: str, given: Attributes) -> bool:
        """Tell what is not shown, and count what it holds; a head that is left open ends at the body."""
        silent, depth = self._silent
        if depth and not (silent == "head" and tag == "body"):
            self._silent = (silent, depth + (tag == silent))
            return True
        hides = tag in _SILENT or "hidden" in given or bool(_HIDDEN.search(given.get("style", "")))
        self._silent = (tag, 1) if hides and tag not in _VOID else ("", 0)
        return hides

    def _put(self, item: Words | OpenTable) -> None:
        row = self._tables[-1].rows[-1].cells if self._tables and self._tables[-1].rows else []
        (row[-1].content if row else self.content).append(item)

    def _open_table(self) -> None:
        if len(self._tables) == DEEPEST_TABLE:
            raise InputError([fault.TOO_DEEP.at(self._start.file)])
        self._tables.append(OpenTable(line=self._line()))

    def _open_cell(self, given: Attributes) -> None:
        table = self._tables[-1]
        if not table.rows:
            table.rows.append(OpenRow(line=self._line()))
        table.rows[-1].cells.append(OpenCell(_span(given, "rowspan"), _span(given, "colspan")))


def _span(given: Attributes, name: str) -> int:
    number = given.get(name, "").strip()
    return int(number) if number.isdecimal() and len(number) <= _LONGEST_SPAN else 1


@dataclass(slots=True)
class _Paragraph:
    """The paragraph at hand: its words, the line where they begin, and whether all of them are bold."""

    words: list[str] = field(default_factory=list)
    line: int = 0
    bold: bool = True

    def add(self, data: str, line: int, *, bold: bool) -> None:
        if data.strip():
            blank = data[: len(data) - len(data.lstrip())]
            self.line = self.line or line + blank.count("\n")
            self.bold = self.bold and bold
        self.words.append(data)

    def ended(self) -> Words | None:
        text = _BLANKS.sub(" ", "".join(self.words)).strip()
        return Words(text, self.line, self.bold) if self.line else None
