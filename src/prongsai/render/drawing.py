"""What the drawings of a page are made of: shapes and real text, coloured by classes, the same for screen and print.

A shape has its colour as an attribute, so that the drawing stands alone, and a class, by which the page's style sheet
overrides it, in the dark too (attributes yield to any style rule). There are no style attributes: a page's policy of
contents would drop them. One unit is one pixel of a page; a narrow drawing is as wide as the text of a phone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal
from xml.sax.saxutils import escape

from prongsai.core import figure
from prongsai.core.edition import Edition
from prongsai.core.text import Text
from prongsai.render.measure import advance
from prongsai.render.printable import one_line
from prongsai.render.words import DEPENDENT, fold

COLOURS = {
    "ink": "#16293b",
    "quiet": "#51616f",
    "line": "#8b98a3",
    "bar": "#0b6e69",
    "warning": "#9a5b00",
    "bad": "#a3322b",
    "past": "#8b98a3",
    "gain": "#0b6e69",
    "loss": "#8a5200",
    "paper": "#ffffff",
    "none": "none",
}
UNKNOWN = Text("ไม่ทราบ", "unknown")
WIDE, NARROW = 720, 358
SIZE = 15
LINE = 21
# Where the feet of a first line stand, so that two storeys of marks above it stay within the drawing.
FIRST = 20
GAP = 10
FONT_FAMILY = "Prongsai Web"
# The units in which the letters of the page's font, whose em is the ordinary one, are as wide as `advance` says.
_EM = 1000
_MARK = 18
_CLUSTER = re.compile(f"[เแโใไ]?.[{DEPENDENT}]*", re.DOTALL)

Length = Fraction | int
Point = tuple[Length, Length]
Box = tuple[Length, Length, Length, Length]
Anchor = Literal["start", "middle", "end"]
# Draws a sample around a middle, 16 wide, for the legend.
Sample = Callable[["Drawing", Point], None]


@dataclass(frozen=True, slots=True)
class Hand:
    """How a text is written: its ink, its weight, which end stands at its place, and whether it keeps lines away."""

    ink: str = "ink"
    bold: bool = False
    anchor: Anchor = "start"
    halo: bool = False


PLAIN = Hand()
BOLD = Hand(bold=True)
QUIET = Hand(ink="quiet")


@dataclass(slots=True)
class Drawing:
    """Shapes in painting order and the height used so far; `id` must be the drawing's own within its page."""

    id: str
    edition: Edition
    narrow: bool = False
    shapes: list[str] = field(default_factory=list)
    y: Length = 0

    @property
    def width(self) -> int:
        """How wide the drawing is, in pixels."""
        return NARROW if self.narrow else WIDE

    @property
    def name(self) -> str:
        """The drawing's id with nothing but letters and digits, different for both widths."""
        safe = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in self.id)
        return f"chart-{safe}-{self.width}"

    def say(self, words: Text | str) -> str:
        """Return the words in the language and the digits of the edition, on one line."""
        said = words.say(self.edition.lang) if isinstance(words, Text) else words
        return one_line(said, self.edition.digits)

    def room(self, words: str, *, bold: bool = False) -> Fraction:
        """Return how wide the words are."""
        return Fraction(advance(words, bold=bold) * SIZE, _EM)

    def folded(self, words: str, room: Length, *, bold: bool = False) -> list[str]:
        """Return the words in lines no wider than `room`, cut between words; inside one only where it is wider."""

        def fits(line: str) -> bool:
            return self.room(line, bold=bold) <= room

        return [part for line in fold(words, fits) for part in _cut(line, fits)]

    def text(self, at: Point, words: str, hand: Hand = PLAIN) -> None:
        """Write words, the feet of their letters at the place."""
        if not words:
            return
        weight = ' font-weight="700"' if hand.bold else ""
        anchor = f' text-anchor="{hand.anchor}"' if hand.anchor != "start" else ""
        place = f'x="{length(at[0])}" y="{length(at[1])}"'
        paint = _paint(hand.ink, "paper" if hand.halo else "")
        paint += ' stroke-width="4" stroke-linejoin="round" paint-order="stroke"' if hand.halo else ""
        self.shapes.append(f"<text {place} {paint}{weight}{anchor}>{escape(words)}</text>")

    def box(self, box: Box, fill: str, stroke: str = "") -> None:
        """Draw a box; a fill that names no colour is the id of a pattern."""
        x, y, width, height = map(length, box)
        place = f'x="{x}" y="{y}" width="{width}" height="{height}"'
        self.shapes.append(f"<rect {place} {_paint(fill, stroke)}/>")

    def path(self, steps: str, *, fill: str = "none", stroke: str = "", more: str = "") -> None:
        """Draw a path; `more` are further attributes, such as its width."""
        self.shapes.append(f'<path d="{steps}" {_paint(fill, stroke)}{" " + more if more else ""}/>')

    def line(self, start: Point, end: Point, stroke: str, more: str = 'stroke-width="1"') -> None:
        """Draw a straight line."""
        (x1, y1), (x2, y2) = start, end
        self.path(f"M{length(x1)} {length(y1)}L{length(x2)} {length(y2)}", stroke=stroke, more=more)

    def disc(self, middle: Point, radius: Length, fill: str, stroke: str = "") -> None:
        """Draw a disc, a ring where the fill is the paper's."""
        x, y, r = length(middle[0]), length(middle[1]), length(radius)
        more = ' stroke-width="2"' if stroke else ""
        self.shapes.append(f'<circle cx="{x}" cy="{y}" r="{r}" {_paint(fill, stroke)}{more}/>')

    def legend(self, items: Sequence[tuple[Sample, str]]) -> None:
        """Say below everything what the shapes mean, in as many lines as that takes."""
        x: Length = 0
        self.y += 6
        for sample, words in items:
            room = _MARK + 6 + self.room(words)
            if x and x + room > self.width:
                x, self.y = 0, self.y + LINE + 2
            sample(self, (x + Fraction(_MARK, 2), self.y + 11))
            self.text((x + _MARK + 6, self.y + 16), words, QUIET)
            x += room + 20
        self.y += LINE if items else 0

    def svg(self, title: str, description: str, *, defs: str = "") -> str:
        """Return the drawing as one `svg` element with its name and its description."""
        size = f'width="{self.width}" height="{length(self.y + 4)}"'
        view = f'viewBox="0 0 {self.width} {length(self.y + 4)}"'
        told = f'role="img" aria-labelledby="{self.name}-t {self.name}-d" lang="{self.edition.lang}"'
        return "".join(
            (
                f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" {size} {view} {told}',
                f' font-family="{FONT_FAMILY}" font-size="{SIZE}">',
                f'<title id="{self.name}-t">{escape(title)}</title>',
                f'<desc id="{self.name}-d">{escape(description or title)}</desc>',
                f"<defs>{defs}</defs>" if defs else "",
                *self.shapes,
                "</svg>",
            )
        )


@dataclass(frozen=True, slots=True)
class Scale:
    """Puts values between `low` and `high` on a line from `start` to `end`; one beyond stands at the end."""

    low: Fraction
    high: Fraction
    start: Length
    end: Length

    def at(self, value: Fraction) -> Fraction:
        """Return the place of a value."""
        kept = min(max(value, self.low), self.high)
        return self.start + Fraction(self.end - self.start) * (kept - self.low) / (self.high - self.low)


def _cut(line: str, fits: Callable[[str], bool]) -> list[str]:
    """Cut a line that does not fit, such as a long address, before any letter; marks stay with theirs."""
    parts = [""]
    for cluster in _CLUSTER.findall(line):
        if parts[-1] and not fits(parts[-1] + cluster):
            parts.append("")
        parts[-1] += cluster
    return parts


def stripes(name: str, colour: str) -> str:
    """Return a pattern of stripes, whose id is `name`."""
    line = f'<path class="c-stroke-{colour}" d="M-1 7L7 -1" stroke="{COLOURS[colour]}" stroke-width="1.5"/>'
    return f'<pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse">{line}</pattern>'


def points(value: Fraction | None) -> Text:
    """Write a figure with two decimals."""
    if value is None:
        return UNKNOWN
    shown = figure.points(value)
    return Text(shown, shown)


def change(value: Fraction) -> Text:
    """Write a difference with its sign and two decimals."""
    shown = figure.signed(value)
    return Text(shown, shown)


def length(value: Length) -> str:
    """Return a length with at most two decimals, always the same digits for the same value."""
    hundredths = round(value * 100)
    whole, rest = divmod(abs(hundredths), 100)
    sign = "-" if hundredths < 0 else ""
    return sign + (f"{whole}.{rest:02}".rstrip("0") if rest else str(whole))


def _paint(fill: str, stroke: str) -> str:
    if fill in COLOURS:
        classes, paint = f"c-{fill}", f'fill="{COLOURS[fill]}"'
    else:
        classes, paint = "c-pattern", f'fill="url(#{fill})"'
    if stroke:
        classes += " c-line" if stroke == "line" else f" c-stroke-{stroke}"
        paint += f' stroke="{COLOURS[stroke]}"'
    return f'class="{classes}" {paint}'
