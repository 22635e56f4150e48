"""A register beside what is here: what taking it in would make and change, without writing anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Generic, TypeVar

from django.db import models

from prongsai.core.register import AgencyRef, AgencyRow, Known, Register
from prongsai.web.models import Agency, Membership, Person, Unit

T = TypeVar("T")
# What a file may say of an agency that is here already; what it leaves empty stays.
SAID = ("type", "size_class", "district", "province", "ministry", "website")
_AGENCY = ("pk", "name", *SAID, "supervisor_id", "lineage", "version")
_UNIT = ("pk", "agency_id", "name", "key", "position")
_PERSON = ("pk", "email", "name", "position")
_ROLE = ("person_id", "agency_id", "role", "unit_id")
Rows = tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True)
class State:
    """All of what is here that a register may speak of; equal as long as nobody has changed any of it."""

    agencies: Rows
    units: Rows
    people: Rows
    roles: Rows

    def known(self) -> Known:
        """Return what a file may speak of without saying it itself."""
        refs = {agency.pk: ref_of(agency) for agency in self.each_agency()}
        units: dict[AgencyRef, list[str]] = {}
        for _, number, name, *_ in self.units:
            units.setdefault(refs[number], []).append(name)
        above = ((agency.pk, agency.supervisor_id) for agency in self.each_agency())
        return Known(
            agencies=tuple(refs.values()),
            units=units,
            people={email: name for _, email, name, _ in self.people},
            supervisors={refs[one]: refs[other] for one, other in above if other is not None},
        )

    def each_agency(self) -> list[Agency]:
        return [Agency(**dict(zip(_AGENCY, row, strict=True))) for row in self.agencies]


def state() -> State:
    """Read all of what is here that a register may speak of: four queries."""
    return State(
        tuple(Agency.objects.order_by("pk").values_list(*_AGENCY)),
        tuple(Unit.objects.order_by("pk").values_list(*_UNIT)),
        tuple(Person.objects.order_by("pk").values_list(*_PERSON)),
        tuple(Membership.objects.order_by("pk").values_list(*_ROLE)),
    )


@dataclass(frozen=True, slots=True)
class Counts:
    """What taking a register in makes and changes."""

    agencies_new: int = 0
    agencies_changed: int = 0
    units_new: int = 0
    units_changed: int = 0
    people_new: int = 0
    people_changed: int = 0
    roles_new: int = 0

    @property
    def nothing(self) -> bool:
        return not any(asdict(self).values())


@dataclass(frozen=True, slots=True)
class Change(Generic[T]):
    """A thing that is here, already as it will be, with what each field was and will be, in words of the database."""

    thing: T
    fields: Mapping[str, tuple[str, str]]


@dataclass
class Intake:
    """A register beside what is here: what would be made and what would change. What is new has no number yet."""

    register: Register
    agencies: dict[AgencyRef, Agency] = field(default_factory=dict)
    units: dict[tuple[AgencyRef, str], Unit] = field(default_factory=dict)
    # Who gets another supervisor, and which: it may have no number yet.
    above: list[tuple[Agency, Agency]] = field(default_factory=list)
    new_agencies: list[Agency] = field(default_factory=list)
    changed_agencies: list[Change[Agency]] = field(default_factory=list)
    new_units: list[Unit] = field(default_factory=list)
    changed_units: list[Change[Unit]] = field(default_factory=list)
    new_people: list[Person] = field(default_factory=list)
    changed_people: list[Change[Person]] = field(default_factory=list)
    new_roles: list[Membership] = field(default_factory=list)

    @property
    def counts(self) -> Counts:
        return Counts(
            len(self.new_agencies),
            len(self.changed_agencies),
            len(self.new_units),
            len(self.changed_units),
            len(self.new_people),
            len(self.changed_people),
            len(self.new_roles),
        )


def ref_of(agency: Agency) -> AgencyRef:
    return AgencyRef(agency.name, agency.province, agency.district)


def compare(register: Register, now: State) -> Intake:
    """Put a register beside what is here; it was checked against the same state."""
    intake = Intake(register, {ref_of(agency): agency for agency in now.each_agency()})
    _compare_agencies(intake)
    _compare_units(intake, now)
    _compare_people(intake, now)
    return intake


def _compare_agencies(intake: Intake) -> None:
    rows = intake.register.agencies
    for row in rows:
        if row.ref not in intake.agencies:
            agency = intake.agencies[row.ref] = Agency(name=row.name, **_said(row))
            intake.new_agencies.append(agency)
    # A supervisor may stand further down in the file.
    for row in rows:
        agency, above = intake.agencies[row.ref], intake.agencies[row.supervisor] if row.supervisor else None
        changes = {
            name: (getattr(agency, name), value)
            for name, value in _said(row).items()
            if getattr(agency, name) != value
        }
        if above is not None and (_is_new(above) or above.pk != agency.supervisor_id):
            changes["supervisor"] = (_name_of(agency.supervisor_id, intake), above.name)
            intake.above.append((agency, above))
        for name in changes.keys() - {"supervisor"}:
            setattr(agency, name, changes[name][1])
        if changes and not _is_new(agency):
            intake.changed_agencies.append(Change(agency, changes))


def _said(row: AgencyRow) -> dict[str, str]:
    return {name: value for name in SAID if (value := getattr(row, name))}


def _name_of(number: int | None, intake: Intake) -> str:
    if number is None:
        return ""
    return next(agency.name for agency in intake.agencies.values() if agency.pk == number)


def _compare_units(intake: Intake, now: State) -> None:
    """Find new units, and those that the file ties to another kind; new ones come behind those that are there."""
    here = {agency.pk: (ref, agency) for ref, agency in intake.agencies.items() if not _is_new(agency)}
    last: Counter[AgencyRef] = Counter()
    for row in now.units:
        unit = Unit(**dict(zip(_UNIT, row, strict=True)))
        ref, unit.agency = here[unit.agency_id]
        intake.units[ref, unit.name] = unit
        last[ref] = max(last[ref], unit.position)
    for each in intake.register.units:
        known = intake.units.get((each.agency, each.name))
        if known is None:
            last[each.agency] += 1
            agency = intake.agencies[each.agency]
            unit = Unit(agency=agency, name=each.name, key=each.key, position=last[each.agency])
            intake.units[each.agency, each.name] = unit
            intake.new_units.append(unit)
        elif each.key and known.key != each.key:
            intake.changed_units.append(Change(known, {"key": (known.key, each.key)}))
            known.key = each.key


def _compare_people(intake: Intake, now: State) -> None:
    people = {row[1]: Person(**dict(zip(_PERSON, row, strict=True))) for row in now.people}
    changed: set[str] = set()
    for row in intake.register.people:
        person = people.get(row.email)
        if person is None:
            person = people[row.email] = Person(email=row.email, name=row.name, position=row.position)
            intake.new_people.append(person)
        elif (
            not _is_new(person)
            and row.position
            and person.position != row.position
            and row.email not in changed
        ):
            intake.changed_people.append(Change(person, {"position": (person.position, row.position)}))
            person.position = row.position
            changed.add(row.email)
    _compare_roles(intake, people, set(now.roles))


def _compare_roles(intake: Intake, people: Mapping[str, Person], held: set[tuple[Any, ...]]) -> None:
    given: set[tuple[str, AgencyRef, str, str]] = set()
    for row in intake.register.people:
        agency, person = intake.agencies[row.agency], people[row.email]
        for role in row.roles:
            unit = intake.units[row.agency, row.unit] if role == "unit_member" else None
            # Who works for two units has two rows, and may have the same other role in both.
            said = (row.email, row.agency, role, unit.name if unit else "")
            if said not in given and not _holds(held, person, agency, role, unit):
                intake.new_roles.append(Membership(person=person, agency=agency, role=role, unit=unit))
            given.add(said)


def _holds(held: set[tuple[Any, ...]], person: Person, agency: Agency, role: str, unit: Unit | None) -> bool:
    if any(_is_new(each) for each in (person, agency, unit) if each is not None):
        return False
    return (person.pk, agency.pk, role, unit.pk if unit else None) in held


def _is_new(thing: models.Model) -> bool:
    return thing.pk is None
