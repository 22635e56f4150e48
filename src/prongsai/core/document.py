"""An official paper as a value: what stands in it, not how it looks in Word, PDF or HTML."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from prongsai.core.text import Lang
from prongsai.core.thai import Digits

Align = Literal["start", "center", "end"]
Tone = Literal["plain", "good", "warning", "bad"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; `verbatim` keeps its digits and letters as they are (hashes, file names, commands).

    `link` is a relative file name or an https address that a page leads to; printed papers show the text alone.
    """

    text: str
    bold: bool = False
    verbatim: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a section of the paper, 2 a part of it. Numbers are part of the text."""

    level: Literal[1, 2]
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text; `indent` begins it with the first-line indent of Thai letters."""

    runs: tuple[Run, ...]
    indent: bool = True


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; `numbered` counts 1, 2, 3 in the document's digits."""

    items: tuple[tuple[Run, ...], ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Fields:
    """Label and value pairs, one a line, as at the head of a paper."""

    rows: tuple[tuple[str, tuple[Run, ...]], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A table column; `width` is its share of the table's width relative to the others."""

    title: str
    width: int
    align: Align = "start"


@dataclass(frozen=True, slots=True)
class Row:
    """A table row, one tuple of runs a cell; a `heading` row names the group of the rows below it."""

    cells: tuple[tuple[Run, ...], ...]
    heading: bool = False
    tone: Tone = "plain"

    @property
    def spans(self) -> bool:
        """Whether the first cell names a group and so stands over all columns: nothing is written in the others."""
        return self.heading and not any(run.text.strip() for cell in self.cells[1:] for run in cell)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption; its head is repeated on every page and no row is split."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: `value` 0–100 exact or `None` for unknown, `shown` as printed, `group` for its heading."""

    label: str
    value: Fraction | None
    shown: str
    group: str = ""
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Tick:
    """A thin line across a chart, such as the gate at 85."""

    at: Fraction
    label: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """Horizontal bars from 0 to `top`, in the order given; `caption` says what to see, `alternative` says it in words."""

    id: str
    caption: str
    alternative: str
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...] = ()
    top: Fraction = Fraction(100)


@dataclass(frozen=True, slots=True)
class Callout:
    """The sentence of the paper that must not be missed, set apart by a rule beside it."""

    runs: tuple[Run, ...]
    tone: Tone = "plain"


Block = Heading | Paragraph | Bullets | Fields | Table | BarChart | Callout


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A paper: `title` and `subtitle` lines on its head, then blocks; digits and language hold for all of it.

    `date` is the paper's date, or `None` to leave the place open; a paper that is not `dated` has no such place.
    `stamp` is the date that file metadata carries,
    so that the same input gives the same bytes.
    """

    kind: str
    title: str
    subtitle: tuple[str, ...]
    blocks: tuple[Block, ...]
    lang: Lang
    digits: Digits
    stamp: datetime.date
    date: datetime.date | None = None
    dated: bool = True
    author: str = ""
