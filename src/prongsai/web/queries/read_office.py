"""What an office holds of a year, as a paper that is to be taken over is held against it: in four queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F, Value

from prongsai.web.models import Agency, Measure, Result, Unit
from prongsai.web.queries.result import result_of

_COLUMNS = ("pk", "name", "key", "position")


@dataclass(frozen=True)
class Office:
    """The office that a paper is taken into: N, what it holds of the year, its units."""

    agency: Agency
    year: int
    result: Result | None
    measures: Sequence[Measure]
    units: Sequence[Unit]


def office_of(agency: Agency, year: int) -> Office:
    """Return what the office of an agency holds of a year."""
    units, owners = _owned(agency, year)
    rows = list(
        Measure.objects.filter(plan__agency=agency, plan__fiscal_year=year)
        .select_related("plan")
        .prefetch_related("steps")
    )
    for row in rows:
        _remember(row, owners["measure", row.pk])
        for step in row.steps.all():
            _remember(step, owners["step", step.pk])
    return Office(agency, year, result_of(agency, year - 1), rows, units)


def _owned(agency: Agency, year: int) -> tuple[list[Unit], Mapping[tuple[str, int], list[Unit]]]:
    """Return the units of an agency, and whose measures and steps they are, in one query instead of three."""
    units = Unit.objects.order_by()
    here = {"plan__agency": agency, "plan__fiscal_year": year}
    own = units.filter(agency=agency).values_list(Value("unit"), F("pk"), *_COLUMNS)
    of_measures = units.filter(**{f"measures__{name}": value for name, value in here.items()})
    of_steps = units.filter(**{f"steps__measure__{name}": value for name, value in here.items()})
    found = own.union(
        of_measures.values_list(Value("measure"), F("measures__pk"), *_COLUMNS),
        of_steps.values_list(Value("step"), F("steps__pk"), *_COLUMNS),
        all=True,
    )
    owners: defaultdict[tuple[str, int], list[Unit]] = defaultdict(list)
    for what, number, *columns in sorted(found, key=lambda row: (row[-1], row[2])):
        owners[what, number].append(Unit(agency=agency, **dict(zip(_COLUMNS, columns, strict=True))))
    return [unit for (what, _), each in owners.items() if what == "unit" for unit in each], owners


def _remember(row: object, units: Sequence[Unit]) -> None:
    """Let a row have its units as if they had been fetched with it."""
    row.__dict__.setdefault("_prefetched_objects_cache", {})["units"] = units
