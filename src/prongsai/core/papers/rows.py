"""One row of a table of measures: what stands under each key of a column set."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from prongsai.core.document import Column, Row, Run, Table
from prongsai.core.papers.columns import Form, FormColumn, Key
from prongsai.core.papers.pen import NONE, Pen
from prongsai.core.plan import Measure, Step
from prongsai.core.plan.period import months_within
from prongsai.core.plan.round import rounds_words

Cell = Callable[[int, Measure], tuple[Run, ...]]
Runs = tuple[Run, ...]


class MeasureRows:
    """Writes the rows of a form for the measures of a plan; a report adds the keys that only it can fill."""

    def __init__(self, pen: Pen, form: Form) -> None:
        self.pen = pen
        self.form = form
        self.cells: dict[Key, Cell] = {
            "number": self.number,
            "topic": lambda _, measure: self.plain(self.pen.topic(measure.topic)),
            "measure": self.measure,
            "approach": lambda _, measure: self.plain(measure.approach),
            "steps": lambda _, measure: self.pen.written(self.steps(measure)),
            "responsible": lambda _, measure: self.plain(self.pen.units(owners(measure))),
            "period": lambda _, measure: self.plain(self.pen.period(measure.period)),
            "monitoring": lambda _, measure: self.plain(self.monitoring(measure)),
            "codes": lambda _, measure: self.plain(", ".join(map(self.pen.code, measure.codes))),
            "gain": self.gain,
            "budget": lambda _, measure: self.plain(self.pen.baht(measure.budget)),
        }

    def plain(self, text: str) -> Runs:
        """Return a cell of one text."""
        return (Run(text),) if text.strip() else ()

    def number(self, place: int, _: Measure) -> Runs:
        """Return the place of the measure in the plan."""
        return (Run(str(place)),)

    def measure(self, place: int, measure: Measure) -> Runs:
        """Name the measure, numbered where the form has no column for the number."""
        numbered = any(column.keys[0] == "number" for column in self.form.columns)
        return (Run(measure.title if numbered else f"{place}. {measure.title}", bold=True),)

    def steps(self, measure: Measure) -> Iterator[str]:
        """Number the steps; one whose unit or period is not that of the measure says so."""
        for step in measure.steps:
            own = "; ".join(part for part in self.own(step, measure) if part)
            yield f"{step.number}. {step.text}" + (f" ({own})" if own else "")

    def own(self, step: Step, measure: Measure) -> Iterator[str]:
        """Yield the unit and the period of a step where it has its own."""
        # A form without owners or periods would lose them otherwise.
        if step.responsible_units and step.responsible_units != measure.responsible_units:
            yield self.pen.units(step.responsible_units)
        if step.period and step.period != measure.period:
            months = months_within(step.period, measure.period) if measure.period else None
            yield months.say(self.pen.edition.lang) if months else self.pen.period(step.period)

    def monitoring(self, measure: Measure) -> str:
        """Write the rounds of reports and the note on them."""
        rounds = rounds_words(measure.monitoring_rounds)
        reports = self.pen.say(f"รายงานรอบ {rounds.th}", f"Report after {rounds.en}") if rounds.th else ""
        return "\n".join(part for part in (reports, measure.monitoring_note) if part.strip())

    def gain(self, _: int, measure: Measure) -> Runs:
        """Write the expected gain in points of the total; nothing where it could not be computed."""
        return () if measure.expected_gain is None else self.plain(self.pen.signed(measure.expected_gain))

    def cell(self, column: FormColumn, place: int, measure: Measure) -> Runs:
        """Put what stands under the keys of a column below each other; a dash where there is nothing."""
        if column.keys[0] == "number" and len(column.keys) > 1:
            lead: Runs = (Run(f"{place}. ", bold=True),)
            return (
                *lead,
                *self.cell(FormColumn(column.keys[1:], column.title, column.width), place, measure),
            )
        found: list[Run] = []
        for key in column.keys:
            runs = self.cells[key](place, measure)
            if runs:
                found += [Run("\n"), *runs] if found else runs
        return tuple(found) or (Run(NONE),)

    def row(self, place: int, measure: Measure) -> Row:
        """Return the row of one measure."""
        return Row(tuple(self.cell(column, place, measure) for column in self.form.columns))

    def table(self, caption: str, measures: Sequence[Measure]) -> Table:
        """Return the table, by topic where the form wants it; the numbers are the places in the plan."""
        columns = tuple(
            Column(column.title.say(self.pen.edition.lang), column.width, column.align)
            for column in self.form.columns
        )
        return Table(caption, columns, tuple(self.rows(measures)))

    def rows(self, measures: Sequence[Measure]) -> Iterator[Row]:
        """Yield the rows in the order of the plan, with a heading row where the topic changes."""
        numbered = enumerate(measures, start=1)
        for topic, members in groupby(numbered, key=_topic):
            if self.form.by_topic and topic:
                yield self.pen.group(self.pen.topic(topic), len(self.form.columns))
            yield from (self.row(place, measure) for place, measure in members)


def _topic(numbered: tuple[int, Measure]) -> str:
    return numbered[1].topic


def owners(measure: Measure) -> tuple[str, ...]:
    """Return the units of a measure; of one without, those of its steps."""
    of_steps = (unit for step in measure.steps for unit in step.responsible_units)
    return measure.responsible_units or tuple(dict.fromkeys(of_steps))
