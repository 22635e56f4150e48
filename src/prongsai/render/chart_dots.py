"""Many agencies as dots over a scale, with quantiles, and one's own place marked: a spread, not a league table."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from prongsai.core.edition import Edition
from prongsai.core.peers import quantile
from prongsai.core.text import Text
from prongsai.render.drawing import (
    FIRST,
    GAP,
    LINE,
    Drawing,
    Hand,
    Length,
    Point,
    Sample,
    Scale,
    length,
    points,
)

_DOT = 5
_MOST = 24  # dots above one another; with more, one dot stands for several agencies
_TOP = Fraction(100)
_TEN = Fraction(10)
_BOX = 12
_MIDDLE = Hand(ink="quiet", anchor="middle")


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """One's own score, with the error of sampling where it is known."""

    label: Text
    value: Fraction
    low: Fraction | None = None
    high: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DotChart:
    """The scores of the others, in any order; `group` says who they are. `id` is the drawing's own within its page.

    Raises `ValueError` without any other agency.
    """

    id: str
    group: Text
    others: tuple[Fraction, ...]
    own: Own | None = None

    def __post_init__(self) -> None:
        if not self.others:
            raise ValueError("a chart of others needs at least one")

    @property
    def quarters(self) -> tuple[Fraction, Fraction, Fraction]:
        """The first quarter, the median and the third quarter of the others."""
        # Thousands of fractions compare slowly; over one denominator their numerators do it as exactly.
        common = math.lcm(*{value.denominator for value in self.others})
        ordered = sorted(self.others, key=lambda value: value.numerator * (common // value.denominator))
        first, middle, third = (quantile(ordered, Fraction(share, 4)) for share in (1, 2, 3))
        return first, middle, third


@dataclass(frozen=True, slots=True)
class _Plan:
    chart: DotChart
    drawing: Drawing
    scale: Scale
    columns: Counter[int]  # how many agencies are in each column, a dot wide

    @property
    def per_dot(self) -> int:
        """How many agencies one dot stands for."""
        return -(-max(self.columns.values()) // _MOST)


def _columns(others: tuple[Fraction, ...], scale: Scale) -> Counter[int]:
    """Count the agencies of each column; whole numbers all the way, for there may be thousands."""
    share = Fraction(scale.end - scale.start) / (scale.high - scale.low) / _DOT
    low, per = scale.low, share.denominator * scale.low.denominator
    return Counter(
        (value.numerator * low.denominator - low.numerator * value.denominator)
        * share.numerator
        // (value.denominator * per)
        for value in others
    )


def caption(chart: DotChart) -> Text:
    """Return the sentence that says what to see: where half of the others are, and where one is oneself."""
    first, middle, third = chart.quarters
    told = Text(
        "{group} {count} แห่ง: ครึ่งหนึ่งได้ {first} ถึง {third} คะแนน ค่ากลาง {middle}",
        "{group}, {count} agencies: half have {first} to {third} points, the median is {middle}",
    ).format(
        group=chart.group,
        count=f"{len(chart.others):,}",
        first=points(first),
        third=points(third),
        middle=points(middle),
    )
    if chart.own is None:
        return Text(told.th, f"{told.en}.")
    own = Text(" {label}ได้ {value}", "; {label} has {value}.").format(
        label=chart.own.label, value=points(chart.own.value)
    )
    return Text(told.th + own.th, told.en + own.en)


def svg(chart: DotChart, edition: Edition, *, narrow: bool = False) -> str:
    """Return the drawing, 720 units wide, or as wide as the text of a phone."""
    drawing = Drawing(chart.id, edition, narrow)
    low = min((*chart.others, *([chart.own.value] if chart.own else [])))
    low = min(max(low // _TEN * _TEN, Fraction(0)), Fraction(90))
    scale = Scale(low, _TOP, GAP, drawing.width - 2 * GAP)
    plan = _Plan(chart, drawing, scale, _columns(chart.others, scale))
    if chart.own is not None:
        drawing.y += (len(_own_lines(drawing, chart.own)) + 1) * LINE + 4
    _draw_dots(plan)
    _draw_quarters(plan)
    _draw_axis(plan)
    if chart.own is not None:
        _draw_own(plan, chart.own)
    drawing.legend(list(_legend(plan)))
    told = drawing.say(caption(chart))
    return drawing.svg(told, told)


def _draw_dots(plan: _Plan) -> None:
    """Draw every column of dots as one path: a dot is a line of no length with round ends."""
    drawing, each = plan.drawing, plan.per_dot
    tallest = -(-max(plan.columns.values()) // each)
    drawing.y += tallest * _DOT + 2
    floor = drawing.y - Fraction(_DOT, 2)
    steps = "".join(
        f"M{length(plan.scale.start + column * _DOT + Fraction(_DOT, 2))} {length(floor - row * _DOT)}h0"
        for column, count in sorted(plan.columns.items())
        for row in range(-(-count // each))
    )
    drawing.path(steps, stroke="past", more=f'stroke-width="{_DOT - 1}" stroke-linecap="round"')


def _draw_quarters(plan: _Plan) -> None:
    """Draw the middle half as a box with the median in it."""
    drawing, top = plan.drawing, plan.drawing.y + 4
    first, middle, third = (plan.scale.at(value) for value in plan.chart.quarters)
    drawing.box((first, top, third - first, _BOX), "paper", "ink")
    drawing.line((middle, top - 2), (middle, top + _BOX + 2), "ink", 'stroke-width="3"')
    drawing.y = top + _BOX + 4


def _draw_axis(plan: _Plan) -> None:
    drawing, scale = plan.drawing, plan.scale
    drawing.y += 4
    drawing.line((scale.start, drawing.y), (scale.end, drawing.y), "line")
    value = scale.low
    while value <= scale.high:
        x = scale.at(value)
        drawing.line((x, drawing.y), (x, drawing.y + 5), "line")
        drawing.text((x, drawing.y + LINE), drawing.say(str(value)), _MIDDLE)
        value += _TEN
    drawing.y += LINE + 4


def _own_lines(drawing: Drawing, own: Own) -> list[str]:
    words = f"{drawing.say(own.label)} {drawing.say(points(own.value))}"
    return drawing.folded(words, drawing.width - 2, bold=True)


def _draw_own(plan: _Plan, own: Own) -> None:
    """Mark one's own place with a triangle, its name above it, the error of sampling beside it."""
    drawing, x = plan.drawing, plan.scale.at(own.value)
    lines = _own_lines(drawing, own)
    half = max(drawing.room(line, bold=True) for line in lines) / 2 + 1
    middle = min(max(x, half), drawing.width - half)
    for number, line in enumerate(lines):
        drawing.text((middle, FIRST + number * LINE), line, Hand(bold=True, anchor="middle", ink="bar"))
    y = (len(lines) + 1) * LINE + 4
    drawing.path(f"M{length(x)} {length(y)}l-6 -10h12z", fill="bar")
    drawing.line((x, y), (x, drawing.y - LINE - 4), "bar", 'stroke-width="1.5"')
    if own.low is not None and own.high is not None:
        _whisker(drawing, (plan.scale.at(own.low), y - 5), plan.scale.at(own.high))


def _whisker(drawing: Drawing, start: Point, end: Length) -> None:
    x, y = start
    drawing.line((x, y), (end, y), "bar", 'stroke-width="1.5"')
    for at in (x, end):
        drawing.line((at, y - 4), (at, y + 4), "bar", 'stroke-width="1.5"')


def _legend(plan: _Plan) -> Iterator[tuple[Sample, str]]:
    say, each = plan.drawing.say, plan.per_dot
    many = Text(f"1 จุด = {each} หน่วยงาน", f"1 dot = {each} agencies" if each > 1 else "1 dot = 1 agency")
    yield _dot_sample, say(many)
    yield _box_sample, say(Text("ครึ่งหนึ่งของหน่วยงาน และค่ากลาง", "half of the agencies, and the median"))
    if plan.chart.own is not None and plan.chart.own.low is not None:
        yield _own_sample, say(Text("ช่วงความคลาดเคลื่อนจากการสุ่ม", "error of sampling"))


def _dot_sample(drawing: Drawing, middle: Point) -> None:
    drawing.disc(middle, 2, "past")


def _box_sample(drawing: Drawing, middle: Point) -> None:
    x, y = middle
    drawing.box((x - 8, y - 5, 16, 10), "paper", "ink")
    drawing.line((x, y - 6), (x, y + 6), "ink", 'stroke-width="3"')


def _own_sample(drawing: Drawing, middle: Point) -> None:
    _whisker(drawing, (middle[0] - 8, middle[1]), middle[0] + 8)
