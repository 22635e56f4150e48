"""The measures of a fiscal year as a strip from October to September: steps as bars, today as a line."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from prongsai.core.edition import Edition
from prongsai.core.plan.period import ENGLISH_MONTHS, MONTHS_SHORT, date_words
from prongsai.core.text import Text
from prongsai.core.thai import fiscal_year_end, fiscal_year_start
from prongsai.render.drawing import FIRST, LINE, Drawing, Hand, Length, Point, Sample, Scale, length, stripes

State = Literal["done", "now", "late", "todo"]
STATES: dict[State, Text] = {
    "done": Text("เสร็จแล้ว", "done"),
    "now": Text("อยู่ในช่วงเวลา", "within its time"),
    "late": Text("เลยกำหนด", "late"),
    "todo": Text("ยังไม่ถึงเวลา", "not yet due"),
}
# Steps that a sheet of A4 takes in one drawing, below the head of a page.
PART = 20
_BAR = 9
_HEAD = 29
_MARK = 16
_QUIET_MIDDLE = Hand(ink="quiet", anchor="middle")
_STRONG = 'stroke-width="2"'


@dataclass(frozen=True, slots=True, kw_only=True)
class StripStep:
    """One step of a measure, both days included; without a label it is a bar alone."""

    begins: datetime.date
    ends: datetime.date
    state: State
    label: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StripMeasure:
    """A measure and its steps."""

    label: Text
    steps: tuple[StripStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The measures of one fiscal year (Buddhist era); `today` is drawn if it lies within. `id` is the drawing's own."""

    id: str
    year: int
    measures: tuple[StripMeasure, ...]
    today: datetime.date | None = None

    @property
    def steps(self) -> tuple[StripStep, ...]:
        """The steps of all measures."""
        return tuple(step for measure in self.measures for step in measure.steps)


@dataclass(frozen=True, slots=True)
class _Plan:
    strip: Strip
    drawing: Drawing
    scale: Scale
    start: datetime.date

    def day(self, day: datetime.date) -> Fraction:
        """Return where a day begins."""
        return self.scale.at(Fraction((day - self.start).days))

    @property
    def now(self) -> Fraction | None:
        """Where today's line stands, in the middle of the day; nothing for a day outside the year."""
        today = self.strip.today
        if today is None or not self.start <= today <= fiscal_year_end(self.strip.year):
            return None
        return self.scale.at(Fraction((today - self.start).days) + Fraction(1, 2))


def caption(strip: Strip) -> Text:
    """Return the sentence that says what to see: how many steps there are, done, late."""
    steps = strip.steps
    if not steps:
        return Text(f"ปี {strip.year} ยังไม่มีขั้นตอน", f"No steps yet in {strip.year}.")
    counts = {state: sum(step.state == state for step in steps) for state in STATES}
    told = [(state, count) for state, count in counts.items() if count]
    return Text(
        f"ปี {strip.year} มี {len(steps)} ขั้นตอน: " + " ".join(f"{STATES[s].th} {n}" for s, n in told),
        f"{len(steps)} steps in {strip.year}: " + ", ".join(f"{n} {STATES[s].en}" for s, n in told) + ".",
    )


def parts(strip: Strip) -> Iterator[Strip]:
    """Yield the strip in parts that a sheet of paper takes whole, each with its months; a measure is never cut."""
    measures: list[StripMeasure] = []
    number = 0
    for measure in strip.measures:
        if measures and sum(len(each.steps) for each in (*measures, measure)) > PART:
            yield _part(strip, number, measures)
            measures, number = [], number + 1
        measures.append(measure)
    yield _part(strip, number, measures)


def _part(strip: Strip, number: int, measures: list[StripMeasure]) -> Strip:
    return replace(strip, id=f"{strip.id}-{number}" if number else strip.id, measures=tuple(measures))


def svgs(strip: Strip, edition: Edition, *, narrow: bool = False) -> str:
    """Return the drawings of all parts, one behind the other."""
    return "".join(svg(part, edition, narrow=narrow) for part in parts(strip))


def svg(strip: Strip, edition: Edition, *, narrow: bool = False) -> str:
    """Return the drawing, 720 units wide, or as wide as the text of a phone."""
    drawing = Drawing(strip.id, edition, narrow)
    start = fiscal_year_start(strip.year)
    days = (fiscal_year_end(strip.year) - start).days + 1
    plan = _Plan(strip, drawing, Scale(Fraction(0), Fraction(days), 0, drawing.width), start)
    drawing.y = _HEAD + (LINE if plan.now is not None else 0)
    top = drawing.y
    for measure in strip.measures:
        _draw_measure(plan, measure)
    front, drawing.shapes = drawing.shapes, []
    _draw_months(plan, top)
    _draw_today(plan, top)
    drawing.shapes += front
    drawing.legend(list(_legend(strip, drawing)))
    return drawing.svg(
        drawing.say(caption(strip)), _described(plan), defs=stripes(f"{drawing.name}-h", "bar")
    )


def _months(plan: _Plan) -> Iterator[tuple[datetime.date, datetime.date]]:
    day = plan.start
    while day <= fiscal_year_end(plan.strip.year):
        after = (day.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
        yield day, after
        day = after


def _draw_months(plan: _Plan, top: Length) -> None:
    """Draw a thin line where a month begins; a narrow drawing names the first of each quarter only."""
    drawing = plan.drawing
    for number, (day, after) in enumerate(_months(plan)):
        x = plan.day(day)
        quarter = number % 3 == 0
        drawing.line((x, top - 4), (x, drawing.y), "line", f'stroke-width="{"1" if quarter else "0.4"}"')
        name = drawing.say(Text(MONTHS_SHORT[day.month - 1], ENGLISH_MONTHS[day.month - 1][:3]))
        if not drawing.narrow:
            drawing.text(((x + plan.day(after)) / 2, top - 9), name, _QUIET_MIDDLE)
        elif quarter:
            drawing.text((x + 3, top - 9), name, Hand(ink="quiet"))


def _draw_today(plan: _Plan, top: Length) -> None:
    if plan.now is None or plan.strip.today is None:
        return
    drawing, x = plan.drawing, plan.now
    today = plan.strip.today
    short = Text(
        f"{today.day} {MONTHS_SHORT[today.month - 1]}", f"{today.day} {ENGLISH_MONTHS[today.month - 1][:3]}"
    )
    words = drawing.say(Text(f"วันนี้ {short.th}", f"today {short.en}"))
    half = drawing.room(words, bold=True) / 2 + 1
    middle = min(max(x, half), drawing.width - half)
    drawing.text((middle, FIRST), words, Hand(bold=True, anchor="middle"))
    drawing.line((x, top - 4), (x, drawing.y), "ink", _STRONG)


def _draw_measure(plan: _Plan, measure: StripMeasure) -> None:
    drawing = plan.drawing
    drawing.y += 4
    for line in drawing.folded(drawing.say(measure.label), drawing.width, bold=True):
        drawing.text((0, drawing.y + 16), line, Hand(bold=True, halo=True))
        drawing.y += LINE
    for step in measure.steps:
        _draw_step(plan, step)
    drawing.y += 8


def _draw_step(plan: _Plan, step: StripStep) -> None:
    """Draw the bar, and over it the step's mark and words, begun where the bar begins as far as there is room."""
    drawing = plan.drawing
    left, right = plan.day(step.begins), plan.day(step.ends + datetime.timedelta(days=1))
    if step.label is not None:
        lines = drawing.folded(drawing.say(step.label), drawing.width - _MARK - 4)
        room = max(drawing.room(line) for line in lines) + _MARK + 4
        x = max(min(left, drawing.width - room), Fraction(0))
        _MARKS[step.state](drawing, (x + Fraction(_MARK, 2) - 2, drawing.y + 12))
        for line in lines:
            drawing.text((x + _MARK, drawing.y + 17), line, Hand(halo=True))
            drawing.y += LINE
    _draw_bar(drawing, step.state, (left, drawing.y + 2), max(right - left, Fraction(3)))
    drawing.y += _BAR + 6


def _draw_bar(drawing: Drawing, state: State, at: Point, width: Length) -> None:
    """Draw a bar: full where done, striped where begun, else empty; a late one in the colour of what needs mending."""
    fill, stroke = {
        "done": ("bar", "bar"),
        "now": (f"{drawing.name}-h", "bar"),
        "late": ("paper", "bad"),
        "todo": ("paper", "past"),
    }[state]
    drawing.box((*at, width, _BAR), fill, stroke)


def _done(drawing: Drawing, middle: Point) -> None:
    x, y = length(middle[0] - 5), length(middle[1])
    drawing.path(
        f"M{x} {y}l3.5 4L{length(middle[0] + 5)} {length(middle[1] - 5)}",
        stroke="bar",
        more='stroke-width="2.5"',
    )


def _now(drawing: Drawing, middle: Point) -> None:
    drawing.disc(middle, 5, "bar")


def _todo(drawing: Drawing, middle: Point) -> None:
    drawing.disc(middle, Fraction(9, 2), "paper", "quiet")


def _late(drawing: Drawing, middle: Point) -> None:
    x, y = middle
    drawing.box((x - 6, y - 7, 12, 14), "bad")
    drawing.line((x, y - 4), (x, y + 1), "paper", _STRONG)
    drawing.line((x, y + 3), (x, y + 5), "paper", _STRONG)


_MARKS: dict[State, Sample] = {"done": _done, "now": _now, "late": _late, "todo": _todo}


def _legend(strip: Strip, drawing: Drawing) -> Iterator[tuple[Sample, str]]:
    """Yield the states that occur, with their mark where steps have words, else with their bar."""
    worded = any(step.label is not None for step in strip.steps)
    for state, words in STATES.items():
        if any(step.state == state for step in strip.steps):
            yield _MARKS[state] if worded else _sample(state), drawing.say(words)


def _sample(state: State) -> Callable[[Drawing, Point], None]:
    def draw(drawing: Drawing, middle: Point) -> None:
        _draw_bar(drawing, state, (middle[0] - 8, middle[1] - 4), 16)

    return draw


def _described(plan: _Plan) -> str:
    say = plan.drawing.say
    told = []
    for measure in plan.strip.measures:
        steps = (
            f"{say(step.label or Text('ขั้นตอน', 'step'))} {say(date_words(step.begins))} – {say(date_words(step.ends))} "
            f"({say(STATES[step.state])})"
            for step in measure.steps
        )
        told.append(f"{say(measure.label)}: {', '.join(steps)}")
    return "; ".join(told)
