"""The measures of a year with where each stands: what board, strip and the page of a measure are made from."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Literal, cast

from prongsai.core import followup as core_followup
from prongsai.core import plan as core_plan
from prongsai.core.errors import Problem
from prongsai.core.followup.count import Standing, counts
from prongsai.core.followup.overdue import overdue
from prongsai.core.plan.check import Place, faults
from prongsai.core.text import Text
from prongsai.reading.framework import find_year
from prongsai.web import language
from prongsai.web.models import Agency, Entry, Measure, Plan
from prongsai.web.queries.measure import FIELDS
from prongsai.web.queries.owner import Named, owners_of
from prongsai.web.queries.plan import as_measure, as_note

Column = Literal["incomplete", "planned", "now", "done", "not_done"]
COLUMNS: Mapping[Column, Text] = {
    "incomplete": Text("ยังเขียนไม่ครบ", "Not fully planned"),
    "planned": Text("อยู่ในแผน", "Planned"),
    "now": Text("กำลังดำเนินการ", "In progress"),
    "done": Text("แล้วเสร็จ", "Done"),
    "not_done": Text("ไม่ได้ทำหรือติดขัด", "Not done or hindered"),
}
_BY_STATUS: Mapping[core_followup.Status, Column] = {
    "planned": "planned",
    "in_progress": "now",
    "partial": "now",
    "done": "done",
    "not_done": "not_done",
    "hindered": "not_done",
}
_FIELDS = {
    **FIELDS,
    "responsible_units": FIELDS["units"],
    "period": Text("ระยะเวลา", "Period"),
    "monitoring_rounds": FIELDS["rounds"],
    "finding_ids": FIELDS["findings"],
    "text": Text("ข้อความ", "Words"),
}


@dataclass(frozen=True)
class Card:
    """One measure: as kept, with those responsible, as a value of the core, and where it stands."""

    row: Measure
    units: Sequence[Named]
    people: Sequence[Named]
    value: core_plan.Measure
    standing: Standing
    problems: tuple[Problem, ...]
    late: tuple[int, ...]
    step_units: Mapping[int, Sequence[Named]]

    @property
    def column(self) -> Column:
        """A measure that has been begun is no draft any more, whatever is missing in it."""
        if self.problems and self.standing.status == "planned":
            return "incomplete"
        return _BY_STATUS[self.standing.status]

    @property
    def done(self) -> int:
        return sum(status == "done" for status in self.standing.steps.values())


@dataclass(frozen=True)
class Choice:
    """What of the measures a page shows; empty is everything."""

    unit: int | None = None
    person: int | None = None
    topic: str = ""
    code: str = ""
    late: bool = False

    @property
    def narrows(self) -> bool:
        return self != Choice()

    def keeps(self, card: Card) -> bool:
        row = card.row
        return (
            (self.unit is None or any(unit.pk == self.unit for unit in card.units))
            and (self.person is None or any(person.pk == self.person for person in card.people))
            and (not self.topic or row.topic == self.topic)
            and (not self.code or self.code in row.codes)
            and (not self.late or bool(card.late))
        )


@dataclass(frozen=True)
class Board:
    """A plan with all its measures; `plan` None: there is none yet."""

    plan: Plan | None
    cards: tuple[Card, ...]

    @cached_property
    def columns(self) -> dict[Column, list[Card]]:
        return {column: [card for card in self.cards if card.column == column] for column in COLUMNS}

    @cached_property
    def units(self) -> list[Named]:
        """The units that have a measure, once each."""
        found = {unit for card in self.cards for unit in card.units}
        return sorted(found, key=lambda unit: (unit.position, unit.pk))

    @cached_property
    def people(self) -> list[Named]:
        return sorted({person for card in self.cards for person in card.people}, key=str)

    @cached_property
    def topics(self) -> list[str]:
        return list(dict.fromkeys(card.row.topic for card in self.cards if card.row.topic))

    @cached_property
    def codes(self) -> list[str]:
        return list(dict.fromkeys(code for card in self.cards for code in card.row.codes))

    @property
    def late(self) -> int:
        return sum(bool(card.late) for card in self.cards)

    @property
    def drafts(self) -> int:
        """Proposals that nobody has changed yet."""
        return sum(card.row.generated for card in self.cards)

    @property
    def budget(self) -> Decimal | None:
        """The sum of what was said, `None` where nothing was."""
        said = [card.row.budget for card in self.cards if card.row.budget is not None]
        return sum(said[1:], start=said[0]) if said else None

    def only(self, choice: Choice) -> Board:
        return replace(self, cards=tuple(card for card in self.cards if choice.keeps(card)))


def board_of(agency: Agency, fiscal_year: int, today: datetime.date) -> Board:
    """Load the measures of a year in four queries."""
    rows = list(
        Measure.objects.filter(plan__agency=agency, plan__fiscal_year=fiscal_year)
        .select_related("plan")
        .prefetch_related("steps")
    )
    if not rows:
        return Board(Plan.objects.filter(agency=agency, fiscal_year=fiscal_year).first(), ())
    plan = rows[0].plan
    plan.agency = agency
    entries = Entry.objects.filter(round__plan=plan).select_related("round")
    return Board(plan, cards_of(plan, rows, list(entries), today))


def cards_of(
    plan: Plan, rows: Sequence[Measure], entries: Iterable[Entry], today: datetime.date
) -> tuple[Card, ...]:
    """Say where measures stand by their reports (`entries` with their rounds); loads who is responsible."""
    owners = owners_of(rows)
    value = core_plan.Plan(
        agency=plan.agency.name,
        agency_type=plan.agency.type or None,
        fiscal_year=plan.fiscal_year,
        result_year=plan.result_year,
        measures=tuple(as_measure(row, owners) for row in rows),
    )
    keys = {row.pk: row.key for row in rows}
    followup = core_followup.Followup(plan=value, rounds=_rounds(entries, keys))
    problems = problems_of(value)
    return tuple(
        Card(
            row=row,
            units=owners.units.get(row.pk, ()),
            people=owners.people.get(row.pk, ()),
            value=standing.measure,
            standing=standing,
            problems=problems.get(place, ()),
            late=overdue(standing, today),
            step_units=owners.steps,
        )
        for place, (row, standing) in enumerate(zip(rows, counts(followup, "12m").standings, strict=True))
    )


def problems_of(plan: core_plan.Plan) -> dict[int, tuple[Problem, ...]]:
    """Return what is missing or wrong in each measure of a plan, by its place, told by the names of the fields."""
    framework = find_year(plan.result_year)
    codes = set(framework.codes()) if framework else None
    places: dict[str, Place] = {}

    def where(place: Place) -> str:
        key = f"{place.measure}/{place.step}/{place.field}"
        places[key] = place
        return key

    found: dict[int, tuple[Problem, ...]] = {}
    for problem in faults(plan, codes=codes, where=where):
        place = places[problem.where]
        if place.measure is not None:
            told = replace(problem, where=_spoken(place))
            found[place.measure] = (*found.get(place.measure, ()), told)
    return found


def _spoken(place: Place) -> str:
    field = language.said(_FIELDS.get(place.field, Text(place.field)))
    if place.step is None:
        return field
    return language.say("ขั้นตอนที่ {number}", "Step {number}", number=place.step + 1) + f" {field}"


def _rounds(entries: Iterable[Entry], keys: Mapping[int, str]) -> tuple[core_followup.Round, ...]:
    by_round: dict[str, list[Entry]] = {}
    for entry in entries:
        by_round.setdefault(entry.round.key, []).append(entry)
    return tuple(
        core_followup.Round(
            round=cast("core_plan.MonitoringRound", key),
            date=told[0].round.due,
            notes=tuple(as_note(entry, keys) for entry in told if entry.measure_id in keys),
        )
        for key, told in by_round.items()
    )
