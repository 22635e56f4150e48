"""An official paper as a value: what stands in it, not how it looks in Word, PDF or HTML."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from prongsai.core.approval import Approval
from prongsai.core.text import Lang
from prongsai.core.thai import Digits

Align = Literal["start", "center", "end"]
Tone = Literal["plain", "good", "warning", "bad"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; `verbatim` keeps its digits and letters as they are (hashes, file names, commands).

    `link` is a relative file name or an https address that the text leads to; any other target leads nowhere.
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


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of an official memo: emblem at the left, the word of the paper in the middle, then its lines.

    Each line holds one or more (label, value) pairs, e.g. number and date on one line; an empty value leaves a
    dotted place to fill in. `emblem` is a PNG or JPEG, `None` leaves its place empty.
    """

    title: str
    lines: tuple[tuple[tuple[str, str], ...], ...]
    emblem: bytes | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """A place to sign: the name in brackets (dotted where empty), the position, and what the person acts for."""

    name: str
    position: str
    acting: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Places to sign, one below the other on the right half of the page; a place is never split."""

    people: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Opinion:
    """A place for the opinion of a superior: a label, what is written or `lines` dotted lines, and a signature."""

    label: str
    signature: Signature
    text: str = ""
    lines: int = 2


@dataclass(frozen=True, slots=True)
class Opinions:
    """The chain of opinions, lowest rank first; none is split over pages."""

    opinions: tuple[Opinion, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = (
    Heading
    | Paragraph
    | Bullets
    | Fields
    | Table
    | BarChart
    | Callout
    | Letterhead
    | Signatures
    | Opinions
    | PageBreak
)


@dataclass(frozen=True, slots=True)
class Verification:
    """How an approved paper can be checked: its code, the address of the page for that, and who decided what."""

    code: str
    address: str
    approvals: tuple[Approval, ...] = ()

    @property
    def link(self) -> str:
        """The address at which this very paper is checked; the square code holds it."""
        return f"{self.address.rstrip('/')}/{self.code}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A paper: `title` and `subtitle` lines on its head, then blocks; digits and language hold for all of it.

    `date` is the paper's date, or `None` to leave the place open; a paper that is not `dated` has no such place.
    `landscape` turns its pages, `contents` puts a list of its sections (with pages where there are pages) after the
    head, and a paper that is not `titled` begins with its first block, as a memo does; the title is then only
    in the file's metadata. `stamp` is the date that file metadata carries, so that the same input gives the same bytes.
    `verification` is printed on an approved paper and is no part of its content.
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
    landscape: bool = False
    contents: bool = False
    titled: bool = True
    author: str = ""
    verification: Verification | None = None

    @property
    def sections(self) -> tuple[Heading, ...]:
        """The headings that a list of contents names, in order: those of level 1."""
        return tuple(block for block in self.blocks if isinstance(block, Heading) and block.level == 1)
