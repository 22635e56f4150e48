"""An agency with its units and chain, as its pages and papers need it."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q, QuerySet

from prongsai.web.models import Agency, ChainLink, Measure, Membership, Person, Step, Unit


def chain_of(agency: Agency) -> QuerySet[ChainLink]:
    """Return the stations of the approval chain with the people who hold them, lowest rank first."""
    return agency.chain.select_related("person")


def members(agency: Agency) -> list[Person]:
    """Return the people of an agency, each once."""
    return list(Person.objects.filter(memberships__agency=agency, is_active=True).distinct())


def unit_names(agency: Agency) -> Mapping[str, str]:
    """Return the agency's own names of its units by the catalogue's key; the first of a kind stands for it."""
    return {unit.key: unit.name for unit in reversed(Unit.objects.filter(agency=agency).exclude(key=""))}


def units_without_people(agency: Agency, fiscal_year: int) -> list[str]:
    """Return the units that have to report on measures of a year while nobody could do it for them."""
    here = Q(plan__agency=agency, plan__fiscal_year=fiscal_year)
    measures = Measure.objects.filter(here)
    asked = Unit.objects.filter(
        Q(pk__in=measures.values("units"))
        | Q(pk__in=Step.objects.filter(measure__in=measures).values("units"))
    )
    held = Membership.objects.filter(agency=agency, role="unit_member", unit__isnull=False)
    return list(asked.exclude(pk__in=held.values("unit")).order_by("pk").values_list("name", flat=True))
