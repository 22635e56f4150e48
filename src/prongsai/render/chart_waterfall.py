"""What moved the total from one year to the next: steps that add up exactly."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise

from prongsai.core.edition import Edition
from prongsai.core.rules import half_up
from prongsai.core.text import Text
from prongsai.render.drawing import FIRST, GAP, LINE, Drawing, Hand, Length, Scale, change, points

_BAR = 16
_ROW = 30
_LABELS = Fraction(44, 100)
# On a narrow drawing the joints pass behind the labels.
_LABEL = Hand(halo=True)
_TOTAL = Hand(bold=True, halo=True)
_SHOWN = Hand(bold=True, anchor="end", halo=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one part added to the total, or took from it."""

    label: Text
    change: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class WaterfallChart:
    """A total, the steps, and the total they lead to. Raises `ValueError` unless the steps add up exactly."""

    id: str
    start_label: Text
    start: Fraction
    steps: tuple[Step, ...]
    end_label: Text
    end: Fraction

    def __post_init__(self) -> None:
        if self.totals[-1] != self.end:
            raise ValueError(f"the steps lead to {self.totals[-1]}, not to {self.end}")

    @property
    def totals(self) -> tuple[Fraction, ...]:
        """The total at the start and after each step."""
        return tuple(accumulate((step.change for step in self.steps), initial=self.start))

    @property
    def shown(self) -> tuple[Fraction, ...]:
        """Each step as written: the difference of the rounded totals, so that what is written adds up as well."""
        rounded = [half_up(total) for total in self.totals]
        return tuple(after - before for before, after in pairwise(rounded))


@dataclass(frozen=True, slots=True)
class _Plan:
    drawing: Drawing
    scale: Scale
    labels: Length


def caption(chart: WaterfallChart) -> Text:
    """Return the sentence that says what to see: the totals, and the step that did most."""
    whole = change(half_up(chart.end) - half_up(chart.start))
    moved = [(abs(step.change), step, shown) for step, shown in zip(chart.steps, chart.shown, strict=True)]
    if not any(size for size, _, _ in moved):
        return Text("คะแนนรวมไม่เปลี่ยน", "The total did not move.")
    _, most, shown = max(moved, key=lambda item: item[0])
    return Text(
        "จาก {start} เป็น {end} ({whole}) ส่วนที่เปลี่ยนมากที่สุดคือ “{label}” {change} คะแนน",
        "From {start} to {end} ({whole}); “{label}” moved it most: {change} points.",
    ).format(
        start=points(chart.start), end=points(chart.end), whole=whole, label=most.label, change=change(shown)
    )


def svg(chart: WaterfallChart, edition: Edition, *, narrow: bool = False) -> str:
    """Return the drawing, 720 units wide, or as wide as the text of a phone."""
    plan = _plan(chart, Drawing(chart.id, edition, narrow))
    joint = _draw_total(plan, chart.start_label, chart.start, None)
    for step, shown, ends in zip(chart.steps, chart.shown, pairwise(chart.totals), strict=True):
        joint = _draw_step(plan, step, shown, ends, joint)
    _draw_total(plan, chart.end_label, chart.end, joint)
    drawing = plan.drawing
    return drawing.svg(drawing.say(caption(chart)), _described(chart, drawing))


def _plan(chart: WaterfallChart, drawing: Drawing) -> _Plan:
    shown = [points(chart.start), points(chart.end), *(change(value) for value in chart.shown)]
    values = max(drawing.room(drawing.say(words), bold=True) for words in shown)
    # The steps are small beside the totals: the scale shows their stretch only, and totals are marks, not bars.
    low, high = min(chart.totals), max(chart.totals)
    pad = max((high - low) / 20, Fraction(1, 10))
    if drawing.narrow:
        return _Plan(drawing, Scale(low - pad, high + pad, 0, drawing.width), drawing.width - values - GAP)
    names = [chart.start_label, chart.end_label, *(step.label for step in chart.steps)]
    widest = max(drawing.room(drawing.say(name), bold=True) for name in names)
    labels = min(widest + 1, drawing.width * _LABELS)
    return _Plan(drawing, Scale(low - pad, high + pad, labels + GAP, drawing.width - values - GAP), labels)


def _row(plan: _Plan, label: Text, shown: Text, hand: Hand) -> Fraction:
    """Write the label and the figure of a row; return the middle of where its bar goes."""
    drawing, top = plan.drawing, plan.drawing.y
    lines = drawing.folded(drawing.say(label), plan.labels, bold=True)
    for number, line in enumerate(lines):
        drawing.text((0, top + FIRST + number * LINE), line, hand)
    drawing.text((drawing.width, top + FIRST), drawing.say(shown), _SHOWN)
    if drawing.narrow:
        drawing.y += len(lines) * LINE + _BAR + 14
        return Fraction(drawing.y - 8 - Fraction(_BAR, 2))
    drawing.y += _ROW + (len(lines) - 1) * LINE
    return Fraction(top + Fraction(_ROW, 2))


def _draw_joint(plan: _Plan, total: Fraction, start: Length | None, end: Length) -> None:
    if start is not None:
        x = plan.scale.at(total)
        plan.drawing.line((x, start), (x, end), "line", 'stroke-width="1" stroke-dasharray="2 2"')
        # Behind the words of its row.
        plan.drawing.shapes.insert(0, plan.drawing.shapes.pop())


def _draw_total(plan: _Plan, label: Text, total: Fraction, joint: Length | None) -> Length:
    middle = _row(plan, label, points(total), _TOTAL)
    x = plan.scale.at(total)
    _draw_joint(plan, total, joint, middle - 10)
    plan.drawing.line((x, middle - 10), (x, middle + 10), "ink", 'stroke-width="4"')
    return middle + 10


def _draw_step(
    plan: _Plan, step: Step, shown: Fraction, ends: tuple[Fraction, Fraction], joint: Length
) -> Length:
    """Draw the step from one total to the next; a loss is hollow, so that it is told from a gain without colour."""
    middle = _row(plan, step.label, change(shown), _LABEL)
    before, after = ends
    top = middle - Fraction(_BAR, 2)
    _draw_joint(plan, before, joint, top)
    left, right = sorted((plan.scale.at(before), plan.scale.at(after)))
    if right - left < 1:
        plan.drawing.line((left, top), (left, top + _BAR), "ink", 'stroke-width="1.5"')
    elif after >= before:
        plan.drawing.box((left, top, right - left, _BAR), "gain")
    else:
        plan.drawing.box((left, top, right - left, _BAR), "paper", "loss")
    return top + _BAR


def _described(chart: WaterfallChart, drawing: Drawing) -> str:
    rows = [
        (chart.start_label, points(chart.start)),
        *((step.label, change(shown)) for step, shown in zip(chart.steps, chart.shown, strict=True)),
        (chart.end_label, points(chart.end)),
    ]
    return "; ".join(f"{drawing.say(label)} {drawing.say(shown)}" for label, shown in rows)
