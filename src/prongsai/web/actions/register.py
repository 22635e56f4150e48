"""Taking in a register of agencies, units and people: all of it or nothing, and the same file twice changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from django.db.models import QuerySet

from prongsai.core.register import AgencyRef, AgencyRow, Known, Register
from prongsai.core.summary import Plain
from prongsai.web.actions import Actor, Done, action
from prongsai.web.models import Agency, Membership, Person, Unit

AT_ONCE = 500
# What a file may say of an agency that is here already; what it leaves empty stays.
SAID = ("type", "size_class", "district", "province", "ministry", "website")


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


@dataclass
class Intake:
    """A register beside what is here: what would be made and what would change."""

    register: Register
    agencies: dict[AgencyRef, Agency] = field(default_factory=dict)
    new_agencies: list[Agency] = field(default_factory=list)
    changed_agencies: list[Agency] = field(default_factory=list)
    new_units: list[Unit] = field(default_factory=list)
    changed_units: list[Unit] = field(default_factory=list)
    new_people: list[Person] = field(default_factory=list)
    changed_people: list[Person] = field(default_factory=list)
    new_roles: list[Membership] = field(default_factory=list)
    units: dict[tuple[int, str], Unit] = field(default_factory=dict)

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


def known() -> Known:
    """Return what is here already, so that a file may speak of it: three queries."""
    refs = {agency.pk: ref_of(agency) for agency in _agencies()}
    above = _agencies().exclude(supervisor=None).values_list("pk", "supervisor")
    units: dict[AgencyRef, list[str]] = {}
    for number, name in Unit.objects.values_list("agency", "name"):
        units.setdefault(refs[number], []).append(name)
    return Known(
        agencies=tuple(refs.values()),
        units=units,
        people=dict(Person.objects.values_list("email", "name")),
        supervisors={refs[one]: refs[other] for one, other in above if other is not None},
    )


def ref_of(agency: Agency) -> AgencyRef:
    return AgencyRef(agency.name, agency.province, agency.district)


def _agencies() -> QuerySet[Agency]:
    return Agency.objects.defer("emblem", "forms").order_by("pk")


def compare(register: Register) -> Intake:
    """Put a register beside what is here, without writing anything."""
    intake = Intake(register, {ref_of(agency): agency for agency in _agencies()})
    _compare_agencies(intake)
    _compare_units(intake)
    _compare_people(intake)
    return intake


def _compare_agencies(intake: Intake) -> None:
    for row in intake.register.agencies:
        said = {name: value for name in SAID if (value := getattr(row, name))}
        agency = intake.agencies.get(row.ref)
        if agency is None:
            agency = intake.agencies[row.ref] = Agency(name=row.name, **said)
            intake.new_agencies.append(agency)
        elif _differs(agency, said) or _moves(agency, row, intake.agencies):
            intake.changed_agencies.append(agency)
        for name, value in said.items():
            setattr(agency, name, value)


def _differs(thing: object, said: Mapping[str, object]) -> bool:
    return any(getattr(thing, name) != value for name, value in said.items())


def _moves(agency: Agency, row: AgencyRow, agencies: Mapping[AgencyRef, Agency]) -> bool:
    above = agencies.get(row.supervisor) if row.supervisor else None
    return above is not None and (above._state.adding or above.pk != agency.supervisor_id)


def _compare_units(intake: Intake) -> None:
    """Find new units, and those that the file ties to another kind; new ones come behind those that are there."""
    kept = {(unit.agency_id, unit.name): unit for unit in Unit.objects.all()}
    last: Counter[int] = Counter()
    for (number, _), unit in kept.items():
        last[number] = max(last[number], unit.position)
    for row in intake.register.units:
        agency = intake.agencies[row.agency]
        known_unit = kept.get((agency.pk, row.name))
        unit = known_unit or Unit(agency=agency, name=row.name, key=row.key)
        if known_unit is None:
            # A new agency has no number yet, and is known by what it is.
            place = -id(agency) if agency._state.adding else agency.pk
            last[place] += 1
            unit.position = last[place]
            intake.new_units.append(unit)
        elif row.key and unit.key != row.key:
            unit.key = row.key
            intake.changed_units.append(unit)
        intake.units[id(agency), row.name] = unit
    for (number, name), unit in kept.items():
        intake.units[number, name] = unit


def _compare_people(intake: Intake) -> None:
    people = {person.email: person for person in Person.objects.all()}
    changed: set[str] = set()
    for row in intake.register.people:
        person = people.get(row.email)
        if person is None:
            person = people[row.email] = Person(email=row.email, name=row.name, position=row.position)
            person.set_unusable_password()
            intake.new_people.append(person)
        elif person.pk and row.position and person.position != row.position and row.email not in changed:
            person.position = row.position
            changed.add(row.email)
            intake.changed_people.append(person)
    _compare_roles(intake, people)


def _compare_roles(intake: Intake, people: Mapping[str, Person]) -> None:
    held = set(Membership.objects.values_list("person", "agency", "role", "unit"))
    for row in intake.register.people:
        agency, person = intake.agencies[row.agency], people[row.email]
        for role in row.roles:
            unit = _unit_of(intake, agency, row.unit) if role == "unit_member" else None
            if (person.pk, agency.pk, role, unit.pk if unit else None) not in held or (unit and not unit.pk):
                intake.new_roles.append(Membership(person=person, agency=agency, role=role, unit=unit))


def _unit_of(intake: Intake, agency: Agency, name: str) -> Unit:
    found = intake.units.get((id(agency), name))
    return found or intake.units[agency.pk, name]


@action("people.import")
def take_in(actor: Actor, nothing: None, register: Register, *, sha256: str) -> Done[Counts]:
    """Write what a register brings that is not here yet; one entry of the log names the file by its digest."""
    intake = compare(register)
    _write_agencies(intake)
    _write_people(intake)
    counts = intake.counts
    told: dict[str, Plain] = {name: number for name, number in asdict(counts).items() if number}
    return Done(counts, {**told, "sha256": sha256}, target="register", quiet=counts.nothing)


def _write_agencies(intake: Intake) -> None:
    Agency.objects.bulk_create(intake.new_agencies, AT_ONCE)
    for row in intake.register.agencies:
        if row.supervisor is not None:
            intake.agencies[row.ref].supervisor = intake.agencies[row.supervisor]
    touched = [*intake.new_agencies, *intake.changed_agencies]
    # A new place of one agency moves everything below it.
    moved = _lineages(intake.agencies.values())
    for agency in intake.changed_agencies:
        agency.version += 1
    Agency.objects.bulk_update(
        {agency.pk: agency for agency in [*touched, *moved]}.values(),
        [*SAID, "supervisor", "lineage", "version"],
        AT_ONCE,
    )
    Unit.objects.bulk_create(intake.new_units, AT_ONCE)
    Unit.objects.bulk_update(intake.changed_units, ["key"], AT_ONCE)


def _lineages(agencies: Iterable[Agency]) -> Sequence[Agency]:
    """Write every lineage anew and return the agencies whose own has changed."""
    by_number = {agency.pk: agency for agency in agencies}
    lineages: dict[int, str] = {}

    def lineage(number: int) -> str:
        if number not in lineages:
            above = by_number[number].supervisor_id
            lineages[number] = f"{lineage(above) if above else ''}{number}."
        return lineages[number]

    moved = [agency for number, agency in by_number.items() if agency.lineage != lineage(number)]
    for agency in moved:
        agency.lineage = lineages[agency.pk]
    return moved


def _write_people(intake: Intake) -> None:
    Person.objects.bulk_create(intake.new_people, AT_ONCE)
    Person.objects.bulk_update(intake.changed_people, ["position"], AT_ONCE)
    Membership.objects.bulk_create(intake.new_roles, AT_ONCE)
