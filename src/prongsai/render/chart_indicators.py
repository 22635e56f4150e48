"""The indicators of one year as bars from 0 to 100, in the order of the framework, with the gates as thin lines.

Last year is a hollow mark, the error of sampling a whisker, what a plan would add a hatched piece.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from prongsai.core.edition import Edition
from prongsai.core.text import Text
from prongsai.render.drawing import (
    BOLD,
    GAP,
    LINE,
    Drawing,
    Hand,
    Length,
    Point,
    Sample,
    Scale,
    points,
    stripes,
)

TOP = Fraction(100)
_BAR = 11
_ROW = 26
# The whisker runs below its bar, so that neither hides the other.
_BELOW = 4
# Labels get no more than this share of a wide drawing.
_LABELS = Fraction(42, 100)
_VALUE = Hand(bold=True, anchor="end")
_OVER = Hand(ink="quiet", anchor="middle")


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One bar: scores 0–100, `None` where unknown. `low` to `high` is the error of sampling, `simulated` a plan's."""

    label: Text
    value: Fraction | None
    group: Text | None = None
    last: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    simulated: Fraction | None = None

    @property
    def sampled(self) -> bool:
        """Whether both ends of the error are known."""
        return self.low is not None and self.high is not None

    @property
    def gain(self) -> bool:
        """Whether the plan would add something."""
        return self.simulated is not None and self.simulated > (self.value or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A thin line across the bars, such as 85."""

    at: Fraction
    label: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorChart:
    """The bars of one fiscal year in the order given; `id` is the drawing's own within its page."""

    id: str
    year: int
    rows: tuple[Indicator, ...]
    gates: tuple[Gate, ...] = ()


@dataclass(frozen=True, slots=True)
class _Plan:
    chart: IndicatorChart
    drawing: Drawing
    scale: Scale
    labels: Length  # how wide labels may be


def caption(chart: IndicatorChart) -> Text:
    """Return the sentence that says what to see: how many are below the lowest gate, and which is lowest."""
    known = [row for row in chart.rows if row.value is not None]
    if not known:
        return Text("ยังไม่ทราบคะแนนของตัวชี้วัดใด", "No indicator has a known score yet.")
    lowest = min(known, key=lambda row: row.value or 0)
    worst = Text("ต่ำสุดคือ “{label}” {value} คะแนน", "the lowest is “{label}” with {value} points").format(
        label=lowest.label, value=points(lowest.value)
    )
    return Text(f"{_below(chart, known).th} {worst.th}", f"{_below(chart, known).en}; {worst.en}.")


def svg(chart: IndicatorChart, edition: Edition, *, narrow: bool = False) -> str:
    """Return the drawing, 720 units wide, or as wide as the text of a phone."""
    plan = _plan(chart, Drawing(chart.id, edition, narrow))
    drawing = plan.drawing
    _draw_gate_labels(plan)
    group = None
    for row in chart.rows:
        if row.group is not None and row.group != group:
            _draw_group(plan, row.group)
        group = row.group
        _draw_row(plan, row)
    drawing.legend(list(_legend(chart, drawing)))
    pattern = stripes(f"{drawing.name}-h", "bar")
    return drawing.svg(drawing.say(caption(chart)), _described(chart, drawing), defs=pattern)


def _below(chart: IndicatorChart, known: list[Indicator]) -> Text:
    if not chart.gates:
        return Text(f"ทราบคะแนน {len(known)} ตัวชี้วัด", f"{len(known)} indicators have a score")
    gate = min(gate.at for gate in chart.gates)
    low = sum(row.value is not None and row.value < gate for row in known)
    if not low:
        return Text(
            "ทั้ง {known} ตัวชี้วัดที่ทราบคะแนนได้ {gate} คะแนนขึ้นไป",
            "All {known} indicators with a score have {gate} points or more",
        ).format(gate=_gate(gate), known=len(known))
    return Text(
        "ต่ำกว่า {gate} คะแนน {low} จาก {known} ตัวชี้วัด", "{low} of {known} indicators are below {gate} points"
    ).format(gate=_gate(gate), low=low, known=len(known))


def _gate(at: Fraction) -> Text:
    """Write a gate: 85, not 85.00."""
    return Text(str(at), str(at)) if at.denominator == 1 else points(at)


def _plan(chart: IndicatorChart, drawing: Drawing) -> _Plan:
    values = max((drawing.room(_shown(row, drawing), bold=True) for row in chart.rows), default=Fraction(0))
    if drawing.narrow:
        return _Plan(
            chart, drawing, Scale(Fraction(0), TOP, 1, drawing.width - 6), drawing.width - values - GAP
        )
    widest = max((drawing.room(drawing.say(row.label)) for row in chart.rows), default=Fraction(0))
    labels = min(widest + 1, drawing.width * _LABELS)
    scale = Scale(Fraction(0), TOP, labels + GAP, drawing.width - values - GAP)
    return _Plan(chart, drawing, scale, labels)


def _shown(row: Indicator, drawing: Drawing) -> str:
    return drawing.say(points(row.value))


def _draw_gate_labels(plan: _Plan) -> None:
    """Write the gates over their lines, one whose name would touch its neighbour's left out (the legend has it)."""
    drawing, end = plan.drawing, Fraction(-GAP)
    for gate in sorted(plan.chart.gates, key=lambda gate: gate.at):
        words = drawing.say(_gate(gate.at))
        half = drawing.room(words) / 2
        if plan.scale.at(gate.at) - half > end + 4:
            drawing.text((plan.scale.at(gate.at), 14), words, _OVER)
            end = plan.scale.at(gate.at) + half
    drawing.y += LINE


def _draw_ticks(plan: _Plan, top: Length, bottom: Length) -> None:
    for at in (Fraction(0), *(gate.at for gate in plan.chart.gates)):
        x = plan.scale.at(at)
        dashes = ' stroke-dasharray="3 3"' if at else ""
        plan.drawing.line((x, top), (x, bottom), "line", f'stroke-width="1"{dashes}')


def _draw_group(plan: _Plan, group: Text) -> None:
    drawing = plan.drawing
    drawing.y += GAP // 2
    for line in drawing.folded(drawing.say(group), drawing.width, bold=True):
        drawing.text((0, drawing.y + 16), line, BOLD)
        drawing.y += LINE


def _draw_row(plan: _Plan, row: Indicator) -> None:
    """Write the label beside the bar or, on a narrow drawing, above it."""
    drawing = plan.drawing
    lines = drawing.folded(drawing.say(row.label), plan.labels)
    first = drawing.y
    for number, line in enumerate(lines):
        drawing.text((0, first + 17 + number * LINE), line)
    drawing.text((drawing.width, first + 17), _shown(row, drawing), _VALUE)
    if drawing.narrow:
        drawing.y += len(lines) * LINE + 2
        _draw_ticks(plan, drawing.y, drawing.y + _BAR + 10)
        _draw_bar(plan, row, drawing.y + 3)
        drawing.y += _BAR + 15
    else:
        drawing.y += _ROW + (len(lines) - 1) * LINE
        _draw_ticks(plan, first, drawing.y)
        _draw_bar(plan, row, first + Fraction(_ROW - _BAR, 2) - 1)


def _draw_bar(plan: _Plan, row: Indicator, top: Length) -> None:
    drawing, scale = plan.drawing, plan.scale
    middle = top + Fraction(_BAR, 2)
    if row.value is None:
        # The value says “unknown”; an empty frame keeps its place.
        drawing.box((scale.start, top, scale.end - scale.start, _BAR), "none", "line")
    else:
        drawing.box((scale.start, top, scale.at(row.value) - scale.start, _BAR), "bar")
    if row.simulated is not None and row.gain:
        start = scale.at(row.value or Fraction(0))
        drawing.box((start, top, scale.at(row.simulated) - start, _BAR), f"{drawing.name}-h", "bar")
    if row.low is not None and row.high is not None:
        _whisker(drawing, (scale.at(row.low), top + _BAR + _BELOW), scale.at(row.high))
    if row.last is not None:
        _last(drawing, (scale.at(row.last), middle))


def _whisker(drawing: Drawing, start: Point, end: Length) -> None:
    """Draw a line with two ends."""
    x, y = start
    drawing.line((x, y), (end, y), "ink", 'stroke-width="1.5"')
    for at in (x, end):
        drawing.line((at, y - 3), (at, y + 3), "ink", 'stroke-width="1.5"')


def _last(drawing: Drawing, middle: Point) -> None:
    drawing.disc(middle, 5, "paper", "quiet")


def _legend(chart: IndicatorChart, drawing: Drawing) -> Iterator[tuple[Sample, str]]:
    rows = chart.rows
    yield _bar_sample("bar"), drawing.say(Text(f"ปี {chart.year}", f"Year {chart.year}"))
    if any(row.last is not None for row in rows):
        yield _last, drawing.say(Text(f"ปี {chart.year - 1}", f"Year {chart.year - 1}"))
    if any(row.sampled for row in rows):
        yield _whisker_sample, drawing.say(Text("ช่วงความคลาดเคลื่อนจากการสุ่ม", "error of sampling"))
    if any(row.gain for row in rows):
        yield (
            _bar_sample(f"{drawing.name}-h"),
            drawing.say(Text("ส่วนที่จะเพิ่มตามแผน", "what the plan would add")),
        )
    for gate in chart.gates:
        yield _gate_sample, f"{drawing.say(_gate(gate.at))} {drawing.say(gate.label)}"


def _bar_sample(fill: str) -> Sample:
    def draw(drawing: Drawing, middle: Point) -> None:
        drawing.box((middle[0] - 8, middle[1] - 5, 16, 10), fill, "bar")

    return draw


def _whisker_sample(drawing: Drawing, middle: Point) -> None:
    _whisker(drawing, (middle[0] - 8, middle[1]), middle[0] + 8)


def _gate_sample(drawing: Drawing, middle: Point) -> None:
    x, y = middle
    drawing.line((x, y - 8), (x, y + 8), "line", 'stroke-width="1" stroke-dasharray="3 3"')


def _described(chart: IndicatorChart, drawing: Drawing) -> str:
    """Say every bar in words, for those who cannot see it."""
    return "; ".join(f"{drawing.say(row.label)} {_shown(row, drawing)}" for row in chart.rows)
