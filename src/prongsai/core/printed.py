"""A paper as it was printed: lines and tables in reading order, each with the place where a person finds it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from prongsai.core.text import Text

Format = Literal["text", "html", "docx", "xlsx", "pdf", "scan", "own"]
# Left, top, right, bottom in points from the upper left corner of the page.
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something stands; everything is counted from 1, `None` is what the format does not have.

    `line` is that of the file (text, HTML), or counts the paragraphs (DOCX, a paper of our own) or the lines of
    the page (PDF, scan). `table` counts the tables of the file; a workbook has `sheet` instead.
    """

    file: str
    page: int | None = None
    line: int | None = None
    sheet: str = ""
    table: int | None = None
    row: int | None = None
    column: int | None = None
    box: Box | None = None

    def words(self) -> Text:
        """Return the place in words, without the file: “หน้า 3 ตาราง 2 แถว 4 ช่อง 5”."""
        parts = [
            (f"แผ่น {self.sheet}", f"sheet {self.sheet}") if self.sheet else None,
            _part("หน้า", "page", self.page),
            _part("บรรทัด", "line", self.line),
            _part("ตาราง", "table", self.table),
            _part("แถว", "row", self.row),
            _part("ช่อง", "column", self.column),
        ]
        said = [part for part in parts if part]
        return Text(" ".join(thai for thai, _ in said), " ".join(english for _, english in said))


def _part(thai: str, english: str, number: int | None) -> tuple[str, str] | None:
    return None if number is None else (f"{thai} {number}", f"{english} {number}")


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A page to be looked at, counted from 1, as a picture so many dots wide, with a frame around `mark`."""

    page: int
    width: int
    mark: Box | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line or paragraph of running text, its marks of layout (`**`, `#`, tags) taken off.

    `heading`: it is set off as one, by style or by marks. `scanned`: a program read it from a picture, so that
    none of its digits is to be trusted alone.
    """

    text: str
    where: Place
    heading: bool = False
    scanned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a table; `paragraphs` as they stand in it, one where it was flattened, none where it is empty.

    A cell that spans rows or columns stands in its first place; in the others `merged` cells repeat its
    paragraphs, where the format tells.
    """

    paragraphs: tuple[str, ...]
    where: Place
    merged: bool = False
    scanned: bool = False

    @property
    def text(self) -> str:
        """All of the cell in one line."""
        return " ".join(self.paragraphs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as one page has it, heads included; every row has as many cells as the widest."""

    rows: tuple[tuple[Cell, ...], ...]
    where: Place


Block = Line | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A paper as it was printed; `name` is the file name. `notes` say what the format made hard to read."""

    name: str
    format: Format
    blocks: tuple[Block, ...]
    pages: int | None = None
    notes: tuple[Text, ...] = ()

    def lines(self) -> Iterator[Line]:
        """Return the running text."""
        return (block for block in self.blocks if isinstance(block, Line))

    def tables(self) -> Iterator[Table]:
        """Return the tables."""
        return (block for block in self.blocks if isinstance(block, Table))
