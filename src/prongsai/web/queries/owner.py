"""Who is responsible for measures and steps, and who could be: each in one query, however many measures there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast

from prongsai.web.models import Agency, Measure, Membership, Person, Step, Unit


class Named(NamedTuple):
    """A unit or a person as lists show them; `key` is that of the catalogue, `position` the place among units."""

    pk: int
    name: str
    key: str = ""
    position: int = 0

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Owners:
    """Units and people by the id of the measure, units of steps by the id of the step."""

    units: Mapping[int, Sequence[Named]] = field(default_factory=dict)
    people: Mapping[int, Sequence[Named]] = field(default_factory=dict)
    steps: Mapping[int, Sequence[Named]] = field(default_factory=dict)


@dataclass(frozen=True)
class Candidates:
    """The units and the people of an agency."""

    units: Sequence[Named]
    people: Sequence[Named]


def owners_of(measures: Iterable[Measure], *, steps: bool = True) -> Owners:
    """Load everyone responsible for measures and, unless told not to, for their steps."""
    keys = [measure.pk for measure in measures]
    units = Measure.units.through.objects.filter(measure__in=keys)
    people = Measure.people.through.objects.filter(measure__in=keys)
    asked = [_rows("unit", units, "measure_id", "unit"), _person_rows(people)]
    if steps:
        owned = Step.units.through.objects.filter(step__measure__in=keys)
        asked.append(_rows("step", owned, "step_id", "unit"))
    found: dict[str, dict[int, list[Named]]] = {"unit": {}, "person": {}, "step": {}}
    for kind, owner, pk, name, key, position in asked[0].union(*asked[1:], all=True):
        found[kind].setdefault(owner, []).append(Named(pk, name or key, key, position))
    for lists in found.values():
        for named in lists.values():
            named.sort(key=lambda each: (each.position, each.pk))
    return Owners(found["unit"], found["person"], found["step"])


def candidates_of(agency: Agency, assigned: Iterable[int] = ()) -> Candidates:
    """Load the units and people of an agency; `assigned` are people who stay in the list though they have left."""
    members = Membership.objects.filter(agency=agency, person__is_active=True).values("person_id")
    people = Person.objects.filter(pk__in=members) | Person.objects.filter(pk__in=list(assigned))
    units = Unit.objects.filter(agency=agency).order_by()
    rows = units.annotate(kind=Value("unit"), shown=F("name"), place=F("position"), mark=F("key"))
    others = people.order_by().annotate(
        kind=Value("person"), shown=F("name"), place=Value(0), mark=F("email")
    )
    columns = ("kind", "pk", "shown", "mark", "place")
    found: dict[str, list[Named]] = {"unit": [], "person": []}
    for kind, pk, name, mark, place in rows.values_list(*columns).union(others.values_list(*columns)):
        found[kind].append(Named(pk, name, mark, place) if kind == "unit" else Named(pk, name or mark))
    return Candidates(
        sorted(found["unit"], key=lambda each: (each.position, each.pk)),
        sorted(found["person"], key=lambda each: (each.name, each.pk)),
    )


def _rows(kind: str, through: Any, owner: str, thing: str) -> Any:
    return through.order_by().values_list(
        Value(kind),
        owner,
        f"{thing}_id",
        Cast(f"{thing}__name", CharField()),
        Cast(f"{thing}__key", CharField()),
        f"{thing}__position",
    )


def _person_rows(through: Any) -> Any:
    return through.order_by().values_list(
        Value("person"),
        "measure_id",
        "person_id",
        Cast("person__name", CharField()),
        Cast("person__email", CharField()),
        Value(0),
    )
