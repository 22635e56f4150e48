"""What hangs on the measures of a plan: steps, who is responsible, evidence, and the reports round by round."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Case, F, QuerySet, When
from django.db.models.functions import Coalesce

from prongsai.web.models import Entry, Evidence, FollowupRound, Measure, Plan, Step
from prongsai.web.queries.owner import Named, Owners
from prongsai.web.queries.wide import ZERO, Row, ask, columns, text

_ENTRY = (
    "measure_id",
    "step",
    "status",
    "done_note",
    "outcome",
    "obstacle",
    "suggestion",
    "reason",
    "new_date",
    "late",
)


class Shown(NamedTuple):
    """A piece of evidence as papers name it: its address, else its title. `step` 0: on the measure as a whole."""

    measure: int
    step: int
    words: str


@dataclass(frozen=True)
class Below:
    """Steps by the id of their measure, the units responsible, and evidence by the id of its round."""

    steps: Mapping[int, Sequence[Step]] = field(default_factory=dict)
    owners: Owners = field(default_factory=Owners)
    evidence: Mapping[int, Sequence[Shown]] = field(default_factory=dict)


def below(measures: Sequence[Measure]) -> Below:
    """Load everything that hangs on measures, in one query."""
    keys = [measure.pk for measure in measures]
    found = ask(_steps(keys), _units(keys), _step_units(keys), _evidence(keys))

    def grouped(what: str) -> dict[int, list[Row]]:
        groups: dict[int, list[Row]] = {}
        for row in found.get(what, ()):
            groups.setdefault(row.of, []).append(row)
        return groups

    return Below(
        steps={of: [_step(row) for row in rows] for of, rows in grouped("step").items()},
        owners=Owners(
            units={of: [_unit(row) for row in rows] for of, rows in grouped("unit").items()},
            steps={of: [_unit(row) for row in rows] for of, rows in grouped("step_unit").items()},
        ),
        evidence={of: [_shown(row) for row in rows] for of, rows in grouped("evidence").items()},
    )


def reports_of(plan: Plan) -> dict[FollowupRound, list[Entry]]:
    """Return the rounds of a plan, oldest first, with what was reported in each, in one query."""
    first_whole = F("entries__step").asc(nulls_first=True)
    rows = (
        FollowupRound.objects.filter(plan=plan)
        .order_by("due", "pk", "entries__measure__position", "entries__measure", first_whole)
        .values_list("pk", "key", "due", "closed_at", *(f"entries__{name}" for name in _ENTRY))
    )
    found: dict[FollowupRound, list[Entry]] = {}
    for pk, key, due, closed_at, *reported in rows:
        round_ = FollowupRound(pk=pk, plan=plan, key=key, due=due, closed_at=closed_at)
        entries = found.setdefault(round_, [])
        # A round in which nothing was reported comes with one empty line.
        if reported[0] is not None:
            entries.append(Entry(round=round_, **dict(zip(_ENTRY, reported, strict=True))))
    return found


def _steps(keys: Sequence[int]) -> QuerySet[Any]:
    return columns(
        Step.objects.filter(measure__in=keys),
        "step",
        name=text("text"),
        more=text("other_owners"),
        of=F("measure_id"),
        number=F("pk"),
        place=F("number"),
        day=F("begins"),
        until=F("ends"),
    )


def _units(keys: Sequence[int]) -> QuerySet[Any]:
    return _owned(Measure.units.through.objects.filter(measure__in=keys), "unit", "measure_id")


def _step_units(keys: Sequence[int]) -> QuerySet[Any]:
    return _owned(Step.units.through.objects.filter(step__measure__in=keys), "step_unit", "step_id")


def _owned(rows: QuerySet[Any], what: str, owner: str) -> QuerySet[Any]:
    return columns(
        rows,
        what,
        name=text("unit__name"),
        state=text("unit__key"),
        of=F(owner),
        number=F("unit_id"),
        place=F("unit__position"),
    )


def _evidence(keys: Sequence[int]) -> QuerySet[Any]:
    """Evidence in the order in which it came: its place is the id, its number the measure, its state the step."""
    rows = Evidence.objects.filter(measure__in=keys).alias(step_or_whole=Coalesce("step", ZERO))
    return columns(
        rows,
        "evidence",
        name=Case(When(link="", then=text("title")), default=text("link")),
        state=text("step_or_whole"),
        of=F("round_id"),
        number=F("measure_id"),
        place=F("pk"),
    )


def _step(row: Row) -> Step:
    return Step(
        pk=row.number,
        measure_id=row.of,
        number=row.place,
        text=row.name,
        other_owners=json.loads(row.more),
        begins=row.day,
        ends=row.until,
    )


def _unit(row: Row) -> Named:
    return Named(row.number, row.name, row.state, row.place)


def _shown(row: Row) -> Shown:
    return Shown(measure=row.number, step=int(row.state), words=row.name)
