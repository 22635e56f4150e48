"""Who may do what: one table (access.csv) and the one function that reads it.

A cell says how far a role reaches: `own` its own agency, `unit` its own unit there, `below` its agency and those
it supervises, `all` every agency. `stage` lists the stages of the thing in which the action is open, empty for any.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, singledispatch
from importlib.resources import files

from prongsai.core.text import Text
from prongsai.web.models import (
    Agency,
    ChainLink,
    Entry,
    Evidence,
    FollowupRound,
    Invitation,
    Job,
    Measure,
    Membership,
    Paper,
    PaperVersion,
    Person,
    Plan,
    ReadPaper,
    Result,
    Unit,
    Wording,
    WordTemplate,
)

ADMINISTRATOR, PUBLIC = "administrator", "public"
MEMBER_ROLES = ("officer", "unit_member", "executive", "reviewer", "supervisor", "auditor")
ROLES = (*MEMBER_ROLES, ADMINISTRATOR, PUBLIC)


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table."""

    action: str
    stages: frozenset[str]
    reach: Mapping[str, str]
    title: Text


@dataclass(frozen=True, slots=True)
class Subject:
    """What an action is about: an agency, the stage of the thing, and the units it belongs to (`None`: any)."""

    agency: Agency | None = None
    stage: str = ""
    units: frozenset[int] | None = None


@dataclass(frozen=True)
class Access:
    """A person with their roles, loaded once a request; nobody signed in has neither."""

    person: Person | None = None
    memberships: tuple[Membership, ...] = field(default=())

    @property
    def roles(self) -> frozenset[str]:
        if self.person is None:
            return frozenset({PUBLIC})
        administrator = {ADMINISTRATOR} if self.person.is_administrator else set()
        return frozenset(administrator | {each.role for each in self.memberships})

    def roles_in(self, agency: Agency) -> frozenset[str]:
        """The roles that reach this agency, by membership in it or in one above it."""
        return frozenset(
            each.role
            for each in self.memberships
            if each.agency_id == agency.pk or (each.role == "supervisor" and _below(agency, each.agency_id))
        )

    def units_in(self, agency: Agency) -> frozenset[int]:
        """The units whose work this person reports on."""
        return frozenset(
            each.unit_id
            for each in self.memberships
            if each.agency_id == agency.pk and each.role == "unit_member" and each.unit_id is not None
        )


@cache
def rules() -> Mapping[str, Rule]:
    """Return the table by action."""
    text = files("prongsai.web").joinpath("access.csv").read_text("utf-8")
    return {
        row["action"]: Rule(
            action=row["action"],
            stages=frozenset(row["stage"].split()),
            reach={role: row[role] for role in ROLES},
            title=Text(row["title_th"], row["title_en"]),
        )
        for row in csv.DictReader(text.splitlines())
    }


def access_of(person: object) -> Access:
    """Load the roles of whoever makes a request, in one query."""
    if not isinstance(person, Person) or not person.is_active:
        return Access()
    found = Membership.objects.filter(person=person).select_related("agency", "unit")
    return Access(person, tuple(found))


def may(access: Access, action: str, subject: Subject) -> bool:
    """Tell whether `access` may do `action` to `subject`: the only place where this is decided."""
    rule = rules()[action]
    if rule.stages and subject.stage and subject.stage not in rule.stages:
        return False
    return any(_reaches(access, role, rule.reach[role], subject) for role in access.roles | {PUBLIC})


def _reaches(access: Access, role: str, reach: str, subject: Subject) -> bool:
    if not reach:
        return False
    if reach == "all" or subject.agency is None:
        return True
    if role == ADMINISTRATOR or role == PUBLIC:
        return False
    held = [each for each in access.memberships if each.role == role]
    if reach == "below":
        return any(_below(subject.agency, each.agency_id) for each in held)
    here = [each for each in held if each.agency_id == subject.agency.pk]
    if reach == "unit" and subject.units is not None:
        return any(each.unit_id in subject.units for each in here)
    return bool(here)


def _below(agency: Agency, above: int) -> bool:
    return str(above) in agency.lineage.split(".") or agency.pk == above


@singledispatch
def subject_of(thing: object) -> Subject:
    """Say which agency a thing belongs to, in what stage it is, and whose units it is about."""
    raise TypeError(f"nobody says who may touch {type(thing).__name__}")


@subject_of.register
def _(thing: Agency) -> Subject:
    return Subject(thing)


@subject_of.register
def _(thing: None) -> Subject:
    return Subject()


@subject_of.register(Unit)
@subject_of.register(ChainLink)
@subject_of.register(Result)
@subject_of.register(WordTemplate)
@subject_of.register(Membership)
@subject_of.register(Job)
@subject_of.register(ReadPaper)
def _(thing: Unit | ChainLink | Result | WordTemplate | Membership | Job | ReadPaper) -> Subject:
    return Subject(thing.agency)


@subject_of.register(Person)
@subject_of.register(Invitation)
def _(thing: Person | Invitation) -> Subject:
    return Subject()


@subject_of.register
def _(thing: Wording) -> Subject:
    return Subject(thing.result.agency)


@subject_of.register
def _(thing: Plan) -> Subject:
    return Subject(thing.agency, thing.stage)


@subject_of.register
def _(thing: Measure) -> Subject:
    units = frozenset(thing.units.values_list("pk", flat=True))
    return Subject(thing.plan.agency, thing.plan.stage, units)


@subject_of.register
def _(thing: FollowupRound) -> Subject:
    return Subject(thing.plan.agency, thing.stage)


@subject_of.register(Entry)
@subject_of.register(Evidence)
def _(thing: Entry | Evidence) -> Subject:
    return Subject(thing.round.plan.agency, thing.round.stage, subject_of(thing.measure).units)


@subject_of.register
def _(thing: Paper) -> Subject:
    return Subject(thing.agency, thing.stage)


@subject_of.register
def _(thing: PaperVersion) -> Subject:
    return subject_of(thing.paper)
