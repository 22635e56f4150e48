"""The people of an agency with their roles and whether they have joined."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, QuerySet

from prongsai.core.role import ROLES
from prongsai.core.text import Text
from prongsai.web.models import Agency, Invitation, Membership, Person

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person with their roles here; `invitation` is the newest, for who has not joined yet."""

    person: Person
    roles: tuple[Text, ...]
    units: tuple[str, ...]
    joined: bool
    invitation: Invitation | None


def people_of(agency: Agency) -> QuerySet[Person]:
    """Return the people of an agency with what their lines say, in three queries."""
    held = Membership.objects.filter(agency=agency).select_related("unit")
    return (
        Person.objects.filter(memberships__agency=agency)
        .distinct()
        .prefetch_related(Prefetch("memberships", held, to_attr="held"), "invitations")
    )


def page_of(agency: Agency, number: str) -> Page[Person]:
    return Paginator(people_of(agency), A_PAGE).get_page(number)


def waiting(agency: Agency) -> QuerySet[Person]:
    """Return the people who have no password yet and whom nobody has invited."""
    return Person.objects.filter(
        memberships__agency=agency,
        is_active=True,
        last_login=None,
        invitations=None,
        password__startswith=UNUSABLE_PASSWORD_PREFIX,
    ).distinct()


def lines(people: Iterable[Person]) -> list[PersonLine]:
    return [line(each) for each in people]


def line(person: Person) -> PersonLine:
    """Say what a list says of a person that `people_of` has read."""
    held: list[Membership] = person.held  # type: ignore[attr-defined]
    roles = tuple(dict.fromkeys(ROLES[each.role].name for each in held))
    units = tuple(dict.fromkeys(each.unit.name for each in held if each.unit is not None))
    joined = person.last_login is not None or person.has_usable_password()
    invitations = list(person.invitations.all())
    return PersonLine(person, roles, units, joined, invitations[0] if invitations and not joined else None)
