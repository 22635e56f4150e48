"""An agency with its units and chain, as its pages and papers need it."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import QuerySet

from prongsai.core.profile import Profile, Signatory
from prongsai.web.models import Agency, ChainLink, Person, Unit


def chain_of(agency: Agency) -> QuerySet[ChainLink]:
    """Return the stations of the approval chain with the people who hold them, lowest rank first."""
    return agency.chain.select_related("person")


def members(agency: Agency) -> list[Person]:
    """Return the people of an agency, each once."""
    return list(Person.objects.filter(memberships__agency=agency, is_active=True).distinct())


def signatory(link: ChainLink) -> Signatory:
    """Return who signs at a station; the name is empty where nobody holds it."""
    name = link.person.name if link.person is not None else ""
    return Signatory(name=name, position=link.position, acting=link.acting)


def unit_names(agency: Agency) -> Mapping[str, str]:
    """Return the agency's own names of its units by the catalogue's key; the first of a kind stands for it."""
    return {unit.key: unit.name for unit in reversed(Unit.objects.filter(agency=agency).exclude(key=""))}


def profile_of(agency: Agency, links: Mapping[str, tuple[str, ...]] | None = None) -> Profile:
    """Return the house details of an agency's papers: its drafter signs, everyone above gives an opinion.

    `links` are the pages that answer OIT items, by code. Two queries.
    """
    people = [signatory(link) for link in chain_of(agency)]
    return Profile(
        agency=agency.name,
        unit=agency.office,
        address=agency.address,
        province=agency.province,
        district=agency.district,
        phone=agency.phone,
        number_prefix=agency.number_prefix,
        # Papers go to whoever decides last, unless the agency says otherwise.
        addressee=agency.addressee or (people[-1].position if people else ""),
        emblem=bytes(agency.emblem) if agency.emblem else None,
        website=agency.website,
        units=unit_names(agency),
        forms=dict(agency.forms),
        signatories=tuple(people[:1]),
        opinions=tuple(people[1:]),
        links=links or {},
    )
