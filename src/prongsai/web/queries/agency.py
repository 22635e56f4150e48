"""An agency with its units and chain, as its pages and papers need it."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import QuerySet

from prongsai.web.models import Agency, ChainLink, Person, Unit


def chain_of(agency: Agency) -> QuerySet[ChainLink]:
    """Return the stations of the approval chain with the people who hold them, lowest rank first."""
    return agency.chain.select_related("person")


def members(agency: Agency) -> list[Person]:
    """Return the people of an agency, each once."""
    return list(Person.objects.filter(memberships__agency=agency, is_active=True).distinct())


def unit_names(agency: Agency) -> Mapping[str, str]:
    """Return the agency's own names of its units by the catalogue's key; the first of a kind stands for it."""
    return {unit.key: unit.name for unit in reversed(Unit.objects.filter(agency=agency).exclude(key=""))}
