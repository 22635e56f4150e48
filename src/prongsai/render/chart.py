"""A bar chart as SVG: plain shapes and real text, the same drawing on screen and on paper.

Colours are literal attributes, so that the drawing stands alone in a PDF or a picture; every shape carries a class
as well, by which a page's style sheet overrides them (attributes yield to any style rule).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from xml.sax.saxutils import escape, quoteattr

from prongsai.core.document import Bar, BarChart, Tick, Tone
from prongsai.core.text import Lang, Text
from prongsai.core.thai import Digits
from prongsai.render.advances import UNITS_PER_EM
from prongsai.render.drawing import COLOURS, UNKNOWN
from prongsai.render.drawing import length as _n
from prongsai.render.measure import advance
from prongsai.render.printable import printable
from prongsai.render.words import fold

# Only what needs attention is marked: a bar that does well shows it by its length.
TONES: dict[Tone, Text] = {
    "warning": Text("ควรระวัง", "watch"),
    "bad": Text("ต้องแก้ไข", "to mend"),
}
FONT_FAMILY = "Prongsai Sarabun"
# One unit is a point when the drawing is 16 cm wide, the width of the text on the paper.
PAPER_WIDTH = 454
PHONE_WIDTH = 252
SIZE = 16
_SMALL = Fraction(9, 10)
_BAR = 12
_ROW = 18
_GROUP = 21
_LINE = 16
_GAP = 9
_MARK = 13
# Labels wider than this share of the drawing stand above their bars instead of beside them.
_LABEL_SHARE = Fraction(46, 100)


@dataclass(frozen=True, slots=True)
class _Style:
    """How a text looks: `scale` times `SIZE` large, with the share `before` of its width (0, ½, 1) before its place."""

    bold: bool = False
    scale: Fraction = Fraction(1)
    ink: str = "ink"
    before: Fraction = Fraction(0)


_PLAIN = _Style()
_BOLD = _Style(bold=True)
_BOLD_END = _Style(bold=True, before=Fraction(1))
_QUIET = _Style(scale=_SMALL, ink="quiet")
_QUIET_MIDDLE = _Style(scale=_SMALL, ink="quiet", before=Fraction(1, 2))


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where things stand: the plot from `left` to `right`, labels beside (`beside`) or above the bars."""

    chart: BarChart
    lang: Lang
    digits: Digits
    width: int
    left: Fraction
    right: Fraction
    beside: bool

    @property
    def name(self) -> str:
        safe = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in self.chart.id)
        return f"chart-{safe}-{self.width}"

    @property
    def lines(self) -> tuple[Fraction, ...]:
        """Where on the scale lines stand: the axis and the ticks."""
        return (Fraction(0), *(tick.at for tick in self.chart.ticks))

    def say(self, text: str) -> str:
        return printable(text, self.digits).replace("\n", " ")

    def at(self, value: Fraction) -> Fraction:
        """Return the place of `value` on the scale; one beyond the scale stands at its end."""
        kept = min(max(value, Fraction(0)), self.chart.top)
        return self.left + (self.right - self.left) * kept / self.chart.top


@dataclass(slots=True)
class _Drawing:
    """Shapes in painting order, the height used so far, and the (end, top, bottom) of each group's name."""

    shapes: list[str] = field(default_factory=list)
    y: Fraction = Fraction(0)
    names: list[tuple[Fraction, Fraction, Fraction]] = field(default_factory=list)


def svg(
    chart: BarChart, *, lang: Lang, digits: Digits, font_family: str = FONT_FAMILY, width: int = PAPER_WIDTH
) -> str:
    """Return the drawing as one `svg` element, `width` points wide.

    Ids inside it are made from the chart's id and the width, so that several drawings may share one page.
    """
    plan = _plan(chart, lang, digits, width)
    drawing = _Drawing()
    _draw_tick_labels(plan, drawing)
    top = drawing.y
    _draw_bars(plan, drawing)
    lines = _tick_lines(plan, top, drawing) if plan.beside else []
    _draw_legend(plan, drawing)
    return "".join([*_head(plan, drawing.y, font_family), *lines, *drawing.shapes, "</svg>"])


def _plan(chart: BarChart, lang: Lang, digits: Digits, width: int) -> _Plan:
    labels = max((_width(printable(bar.label, digits)) for bar in chart.bars), default=Fraction(0))
    values = max((_width(_shown(bar, lang, digits), bold=True) for bar in chart.bars), default=Fraction(0))
    beside = labels <= width * _LABEL_SHARE
    mark = _MARK if any(bar.tone in TONES for bar in chart.bars) else 0
    left = labels + _GAP if beside else Fraction(1)
    return _Plan(chart, lang, digits, width, left, width - values - _GAP - mark, beside)


def _shown(bar: Bar, lang: Lang, digits: Digits) -> str:
    return printable(bar.shown, digits) or (UNKNOWN.say(lang) if bar.value is None else "")


def _width(text: str, *, bold: bool = False, scale: Fraction = Fraction(1)) -> Fraction:
    return advance(text, bold=bold) * scale * SIZE / UNITS_PER_EM


def _lines(text: str, room: Fraction) -> list[str]:
    """Cut `text` into lines no wider than `room`, between words only."""
    return fold(text, lambda line: _width(line, bold=True) <= room)


def _head(plan: _Plan, height: Fraction, font_family: str) -> list[str]:
    name = plan.name
    size = f'width="{plan.width}pt" height="{_n(height)}pt" viewBox="0 0 {plan.width} {_n(height)}"'
    labelled = f'role="img" aria-labelledby="{name}-t {name}-d" lang="{plan.lang}"'
    stripe = (
        f'<path class="c-line" d="M-1 7L7 -1" stroke="{COLOURS["line"]}" stroke-width="0.75" fill="none"/>'
    )
    return [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" {size} {labelled}',
        f' font-family={quoteattr(font_family)} font-size="{SIZE}">',
        f'<title id="{name}-t">{escape(plan.say(plan.chart.caption))}</title>',
        f'<desc id="{name}-d">{escape(plan.say(plan.chart.alternative))}</desc>',
        f'<defs><pattern id="{name}-h" width="6" height="6" patternUnits="userSpaceOnUse">{stripe}</pattern></defs>',
    ]


def _draw_tick_labels(plan: _Plan, drawing: _Drawing) -> None:
    """Write the tick labels over their lines, one storey higher wherever two would touch."""
    storeys: list[Fraction] = []
    placed: list[tuple[Tick, Fraction, int]] = []
    for tick in sorted(plan.chart.ticks, key=lambda tick: tick.at):
        room = _width(plan.say(tick.label), scale=_SMALL)
        centre = min(max(plan.at(tick.at), room / 2), plan.width - room / 2)
        storey = next((i for i, end in enumerate(storeys) if end + 4 <= centre - room / 2), len(storeys))
        storeys[storey : storey + 1] = [centre + room / 2]
        placed.append((tick, centre, storey))
    for tick, centre, storey in placed:
        y = Fraction(12 + _LINE * (len(storeys) - 1 - storey))
        label = _text(centre, y, plan.say(tick.label), _QUIET_MIDDLE)
        drawing.shapes.append(label)
    drawing.y += _LINE * len(storeys) + 2


def _tick_lines(plan: _Plan, top: Fraction, drawing: _Drawing) -> list[str]:
    """Return the axis and the ticks from `top` down to what is drawn so far, none through a group's name."""
    return [
        _tick_line(plan, at, *stretch)
        for at in plan.lines
        for stretch in _stretches(drawing, plan.at(at), top)
    ]


def _stretches(drawing: _Drawing, x: Fraction, top: Fraction) -> Iterator[tuple[Fraction, Fraction]]:
    for end, above, below in drawing.names:
        if end + 3 > x:
            if above > top + 6:  # less would be a dot, not a line
                yield top, above
            top = below
    yield top, drawing.y


def _tick_line(plan: _Plan, at: Fraction, top: Fraction, bottom: Fraction) -> str:
    x, dash = _n(plan.at(at)), ' stroke-dasharray="2 2"' if at else ""
    stroke = f'stroke="{COLOURS["line"]}" stroke-width="0.75"{dash}'
    return f'<path class="c-line" d="M{x} {_n(top)}V{_n(bottom)}" {stroke} fill="none"/>'


def _draw_bars(plan: _Plan, drawing: _Drawing) -> None:
    group = ""
    for bar in plan.chart.bars:
        if bar.group and bar.group != group:
            _draw_group(plan, drawing, bar.group)
        group = bar.group
        if plan.beside:
            _draw_row(plan, drawing, bar)
        else:
            _draw_stacked_row(plan, drawing, bar)


def _draw_group(plan: _Plan, drawing: _Drawing, group: str) -> None:
    for line in _lines(plan.say(group), Fraction(plan.width)):
        drawing.shapes.append(_text(Fraction(0), drawing.y + 16, line, _BOLD))
        drawing.names.append((_width(line, bold=True), drawing.y + 3, drawing.y + _GROUP))
        drawing.y += _LINE
    drawing.y += _GROUP - _LINE


def _draw_row(plan: _Plan, drawing: _Drawing, bar: Bar) -> None:
    middle = drawing.y + Fraction(_ROW, 2)
    drawing.shapes.append(_text(Fraction(0), middle + 4, plan.say(bar.label)))
    _draw_bar(plan, drawing, bar, middle)
    drawing.y += _ROW


def _draw_stacked_row(plan: _Plan, drawing: _Drawing, bar: Bar) -> None:
    for line in _lines(plan.say(bar.label), Fraction(plan.width)):
        drawing.shapes.append(_text(Fraction(0), drawing.y + 13, line))
        drawing.y += _LINE
    # Lines over the whole height would cross the labels.
    drawing.shapes += [_tick_line(plan, at, drawing.y - 1, drawing.y + _BAR + 5) for at in plan.lines]
    _draw_bar(plan, drawing, bar, drawing.y + Fraction(_BAR, 2) + 2)
    drawing.y += _BAR + 8


def _draw_bar(plan: _Plan, drawing: _Drawing, bar: Bar, middle: Fraction) -> None:
    """Draw the bar, its mark and its value; an unknown value is a hatched outline over the whole scale."""
    top = middle - Fraction(_BAR, 2)
    end = plan.right if bar.value is None else plan.at(bar.value)
    box = f'x="{_n(plan.left)}" y="{_n(top)}" width="{_n(end - plan.left)}" height="{_BAR}"'
    if bar.value is None:
        paint = f'class="c-unknown" fill="url(#{plan.name}-h)" stroke="{COLOURS["line"]}" stroke-width="0.75"'
    else:
        paint = f'class="c-bar" fill="{COLOURS["bar"]}"'
    drawing.shapes.append(f"<rect {box} {paint}/>")
    drawing.shapes.append(_mark(bar.tone, plan.right + _GAP + 4, middle))
    shown = _shown(bar, plan.lang, plan.digits)
    drawing.shapes.append(_text(Fraction(plan.width), middle + 4, shown, _BOLD_END))


def _mark(tone: Tone, x: Fraction, y: Fraction) -> str:
    """Return the sign of a tone around (x, y): a triangle, a square, or nothing."""
    if tone not in TONES:
        return ""
    paint = f'class="c-{tone}" fill="{COLOURS[tone]}"'
    if tone == "warning":
        return f'<path d="M{_n(x)} {_n(y - 4)}l4.5 8h-9z" {paint}/>'
    return f'<rect x="{_n(x - 4)}" y="{_n(y - 4)}" width="8" height="8" {paint}/>'


def _draw_legend(plan: _Plan, drawing: _Drawing) -> None:
    """Say in words what the marks mean, as far as they occur."""
    used = [tone for tone in TONES if any(bar.tone == tone for bar in plan.chart.bars)]
    x = Fraction(0) if not plan.beside else plan.left
    for tone in used:
        word = TONES[tone].say(plan.lang)
        drawing.shapes.append(_mark(tone, x + 4, drawing.y + 14))
        drawing.shapes.append(_text(x + 13, drawing.y + 18, word, _QUIET))
        x += 13 + _width(word, scale=_SMALL) + 16
    drawing.y += 24 if used else 2


def _text(x: Fraction, y: Fraction, text: str, style: _Style = _PLAIN) -> str:
    start = x - _width(text, bold=style.bold, scale=style.scale) * style.before
    paint = f'class="c-{style.ink}" fill="{COLOURS[style.ink]}"'
    weight = ' font-weight="700"' if style.bold else ""
    size = f' font-size="{_n(style.scale)}em"' if style.scale != 1 else ""
    return f'<text y="{_n(y)}" {paint}{weight}{size}>{_placed(start, text, style)}</text>'


def _placed(start: Fraction, text: str, style: _Style) -> str:
    """Return `text` in parts that end after each ำ, every part at its own place.

    Some drawing libraries (typst's among them) forget the width of ำ and set the next letter upon it.
    """
    spans, done = [], ""
    for part in re.findall("[^ำ]*ำ+|[^ำ]+", text):
        at = start + _width(done, bold=style.bold, scale=style.scale)
        spans.append(f'<tspan x="{_n(at)}">{escape(part)}</tspan>')
        done += part
    return "".join(spans)
