"""Scores from year to year as lines; the ones that moved most are named where they end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from prongsai.core.edition import Edition
from prongsai.core.text import Text
from prongsai.render.drawing import (
    BOLD,
    FIRST,
    GAP,
    LINE,
    UNKNOWN,
    Drawing,
    Hand,
    Length,
    Point,
    Scale,
    change,
    length,
    points,
)

_HEIGHT = 300
# The top of the highest name; its letters stand 16 below.
_HIGHEST = FIRST - 16
_TEN = Fraction(10)
_NAMES = Fraction(45, 100)
_MIDDLE = Hand(ink="quiet", anchor="middle")
_END = Hand(ink="quiet", anchor="end")
# Kind of line: how wide, and with which ink its name is written.
_QUIET_LINE = 'stroke-width="1.25"'
_STRONG_LINE = 'stroke-width="2.5" stroke-linecap="round"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Slope:
    """The scores of one indicator, one for each year of the chart, `None` where unknown."""

    label: Text
    values: tuple[Fraction | None, ...]

    @property
    def known(self) -> tuple[Fraction, ...]:
        """The scores that are known, in their order."""
        return tuple(value for value in self.values if value is not None)

    @property
    def moved(self) -> Fraction:
        """The difference from the first known score to the last."""
        return self.known[-1] - self.known[0] if self.known else Fraction(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlopeChart:
    """Lines over fiscal years; `named` of them, those that moved most, bear their names. `id` is the drawing's own."""

    id: str
    years: tuple[int, ...]
    slopes: tuple[Slope, ...]
    named: int = 3

    def __post_init__(self) -> None:
        if not self.years:
            raise ValueError("a chart of years needs at least one")
        wrong = [slope.label.th for slope in self.slopes if len(slope.values) != len(self.years)]
        if wrong:
            raise ValueError(f"not one value for each of the {len(self.years)} years: {', '.join(wrong)}")

    @property
    def movers(self) -> tuple[Slope, ...]:
        """The lines that bear their names, the largest move first; one that did not move bears none."""
        ordered = sorted(self.slopes, key=lambda slope: -abs(slope.moved))
        return tuple(slope for slope in ordered if slope.moved)[: self.named]


@dataclass(frozen=True, slots=True)
class _Plan:
    chart: SlopeChart
    drawing: Drawing
    xs: tuple[Length, ...]
    scale: Scale


def caption(chart: SlopeChart) -> Text:
    """Return the sentence that says what to see: what moved most, and by how much."""
    if not chart.movers:
        return Text("ไม่มีตัวชี้วัดที่เปลี่ยนไปในช่วงนี้", "No indicator moved in these years.")
    first = chart.movers[0]
    return Text(
        "ตั้งแต่ปี {start} ถึง {end} ที่เปลี่ยนมากที่สุดคือ “{label}” {change} คะแนน",
        "From {start} to {end}, “{label}” moved most: {change} points.",
    ).format(start=chart.years[0], end=chart.years[-1], label=first.label, change=change(first.moved))


def svg(chart: SlopeChart, edition: Edition, *, narrow: bool = False) -> str:
    """Return the drawing, 720 units wide, or as wide as the text of a phone with the names below."""
    plan = _plan(chart, Drawing(chart.id, edition, narrow))
    _draw_grid(plan)
    movers = chart.movers
    for slope in chart.slopes:
        if slope not in movers:
            _draw_slope(plan, slope, "past", _QUIET_LINE)
    for slope in reversed(movers):
        _draw_slope(plan, slope, _ink(slope), _STRONG_LINE)
    if narrow:
        _draw_names_below(plan)
    else:
        _draw_names(plan)
    drawing = plan.drawing
    return drawing.svg(drawing.say(caption(chart)), _described(plan))


def _ink(slope: Slope) -> str:
    return "gain" if slope.moved > 0 else "loss"


def _plan(chart: SlopeChart, drawing: Drawing) -> _Plan:
    left = drawing.room(drawing.say("100")) + GAP
    widest = max(
        (drawing.room(_named(drawing, slope), bold=True) for slope in chart.movers), default=Fraction(0)
    )
    names = LINE if drawing.narrow else min(widest + 1, drawing.width * _NAMES) + 2 * GAP
    right = drawing.width - names
    apart = Fraction(right - left - 2 * GAP, max(len(chart.years) - 1, 1))
    xs = tuple(left + GAP + apart * place for place in range(len(chart.years)))
    known = [value for slope in chart.slopes for value in slope.known]
    low = min(min(known, default=Fraction(0)) // _TEN * _TEN, Fraction(90))
    return _Plan(chart, drawing, xs, Scale(low, Fraction(100), _HEIGHT, GAP))


def _draw_grid(plan: _Plan) -> None:
    drawing, scale = plan.drawing, plan.scale
    for step in range(int((scale.high - scale.low) / _TEN) + 1):
        value = scale.low + step * _TEN
        y = scale.at(value)
        drawing.line((plan.xs[0] - GAP, y), (plan.xs[-1] + GAP, y), "line", 'stroke-width="0.5"')
        drawing.text((plan.xs[0] - 2 * GAP, y + 5), drawing.say(str(value)), _END)
    for x, year in zip(plan.xs, plan.chart.years, strict=True):
        drawing.text((x, _HEIGHT + LINE), drawing.say(str(year)), _MIDDLE)
    drawing.y = _HEIGHT + LINE + GAP


def _stretches(plan: _Plan, slope: Slope) -> Iterator[list[Point]]:
    """Yield the points of years in a row; an unknown year parts a line in two."""
    stretch: list[Point] = []
    for x, value in zip(plan.xs, slope.values, strict=True):
        if value is not None:
            stretch.append((x, plan.scale.at(value)))
        elif stretch:
            yield stretch
            stretch = []
    if stretch:
        yield stretch


def _draw_slope(plan: _Plan, slope: Slope, ink: str, kind: str) -> None:
    for stretch in _stretches(plan, slope):
        steps = "L".join(f"{length(x)} {length(y)}" for x, y in stretch)
        plan.drawing.path(f"M{steps}", stroke=ink, more=f'{kind} stroke-linejoin="round"')
        for point in stretch:
            plan.drawing.disc(point, 3 if kind is _QUIET_LINE else 4, ink)


def _end(plan: _Plan, slope: Slope) -> Point:
    return list(_stretches(plan, slope))[-1][-1]


def _named(drawing: Drawing, slope: Slope) -> str:
    return drawing.say(
        Text(
            f"{slope.label.say('th')} {change(slope.moved).th}",
            f"{slope.label.say('en')} {change(slope.moved).en}",
        )
    )


def _draw_names(plan: _Plan) -> None:
    """Write the names beside the ends of their lines, pushed apart where they would touch."""
    drawing = plan.drawing
    x = plan.xs[-1] + 3 * GAP
    ordered = sorted(plan.chart.movers, key=lambda slope: _end(plan, slope)[1])
    names = [drawing.folded(_named(drawing, slope), drawing.width - x, bold=True) for slope in ordered]
    tops = _parted(
        [
            _end(plan, slope)[1] - Fraction(len(lines) * LINE, 2)
            for slope, lines in zip(ordered, names, strict=True)
        ],
        [len(lines) * LINE + 4 for lines in names],
    )
    for slope, lines, top in zip(ordered, names, tops, strict=True):
        end_x, end_y = _end(plan, slope)
        middle = top + Fraction(len(lines) * LINE, 2)
        drawing.line((end_x + 6, end_y), (x - 5, middle), "line", 'stroke-width="0.75"')
        for number, line in enumerate(lines):
            drawing.text((x, top + 16 + number * LINE), line, Hand(ink=_ink(slope), bold=True))
        drawing.y = max(drawing.y, top + len(lines) * LINE)


def _parted(tops: Sequence[Length], heights: Sequence[int]) -> list[Length]:
    """Move boxes down as far as the one above reaches, then all up where the last would leave the drawing."""
    placed: list[Length] = []
    for top, height in zip(tops, heights, strict=True):
        placed.append(max(top, _HIGHEST))
        if len(placed) > 1:
            placed[-1] = max(placed[-1], placed[-2] + heights[len(placed) - 2])
        over = placed[-1] + height - (_HEIGHT + LINE)
        room = placed[0]
        if over > 0 and room > _HIGHEST:
            placed = _moved_up(placed, heights, over)
    return placed


def _moved_up(placed: list[Length], heights: Sequence[int], by: Length) -> list[Length]:
    """Move the last box up, and those above it as far as it pushes them."""
    moved = [*placed[:-1], placed[-1] - by]
    for above, below in reversed(list(pairwise(range(len(moved))))):
        moved[above] = max(min(moved[above], moved[below] - heights[above]), _HIGHEST)
    return moved


def _draw_names_below(plan: _Plan) -> None:
    """Number the ends of the lines, and say below whose they are."""
    drawing = plan.drawing
    ends = sorted(
        ((_end(plan, slope), number, slope) for number, slope in enumerate(plan.chart.movers, 1)),
        key=lambda item: (item[0][1], item[1]),
    )
    tops = _parted([end[1] - Fraction(LINE, 2) for end, _, _ in ends], [LINE - 3] * len(ends))
    for (end, number, slope), top in zip(ends, tops, strict=True):
        drawing.text((end[0] + GAP, top + 16), drawing.say(str(number)), Hand(ink=_ink(slope), bold=True))
    for number, slope in enumerate(plan.chart.movers, 1):
        drawing.text((0, drawing.y + 16), drawing.say(f"{number}"), BOLD)
        for line in drawing.folded(_named(drawing, slope), drawing.width - 18, bold=True):
            drawing.text((18, drawing.y + 16), line, Hand(ink=_ink(slope), bold=True))
            drawing.y += LINE


def _described(plan: _Plan) -> str:
    say = plan.drawing.say
    lines = []
    for slope in plan.chart.slopes:
        values = (
            f"{say(str(year))}: {say(points(value) if value is not None else UNKNOWN)}"
            for year, value in zip(plan.chart.years, slope.values, strict=True)
        )
        lines.append(f"{say(slope.label)} {', '.join(values)}")
    return "; ".join(lines)
