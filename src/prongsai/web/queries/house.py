"""What all papers of an agency's year share, in one query: the house details, published addresses, results, own words."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import F, QuerySet, TextField
from django.db.models.functions import Cast, Coalesce

from prongsai.core.profile import Profile, Signatory
from prongsai.web.models import Agency, ChainLink, Paper, Result, Unit, Wording
from prongsai.web.queries.wide import EMPTY, Row, ask, columns, text


@dataclass(frozen=True)
class House:
    """Who signs, names of units, published addresses, and the results with the agency's own words.

    `published` are the papers of this cycle and the two before that have an address: kind, year and address,
    the newest year first. `wordings` are the agency's own words by finding, on the result that the measures answer.
    `results` by their years have what they are scored and analysed from, and nothing else.
    """

    chain: tuple[Signatory, ...] = ()
    units: Mapping[str, str] = field(default_factory=dict)
    published: Sequence[tuple[str, int, str]] = ()
    wordings: Mapping[str, str] = field(default_factory=dict)
    results: Mapping[int, Result] = field(default_factory=dict)


def house_of(agency: Agency, fiscal_year: int) -> House:
    """Load what all papers of a year share, in one query."""
    years = range(fiscal_year - 2, fiscal_year + 1)
    rows = ask(
        _stations(agency),
        _units(agency),
        _published(agency, years),
        _results(agency, years),
        _wordings(agency, fiscal_year - 1),
    )

    def of(what: str) -> Sequence[Row]:
        return rows.get(what, ())

    return House(
        chain=tuple(Signatory(name=row.who, position=row.name, acting=row.state) for row in of("station")),
        # The first of a kind stands for it.
        units={row.state: row.name for row in reversed(of("unit"))},
        published=tuple((row.name, -row.place, row.state) for row in of("published")),
        wordings={row.name: row.state for row in of("wording")},
        results={row.number: _result(row) for row in of("result")},
    )


def profile_of(agency: Agency, house: House, links: Mapping[str, tuple[str, ...]] | None = None) -> Profile:
    """Return the house details of an agency's papers: its drafter signs, everyone above gives an opinion.

    `links` are the pages that answer OIT items, by code.
    """
    people = house.chain
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
        units=house.units,
        forms=dict(agency.forms),
        signatories=people[:1],
        opinions=people[1:],
        links=links or {},
    )


def _stations(agency: Agency) -> QuerySet[ChainLink]:
    """Stations of the chain, lowest rank first; nobody's name where nobody holds one."""
    rows = ChainLink.objects.filter(agency=agency)
    holder = Coalesce(Cast("person__name", TextField()), EMPTY)
    return columns(rows, "station", name=text("position"), state=text("acting"), who=holder, place=F("order"))


def _units(agency: Agency) -> QuerySet[Unit]:
    rows = Unit.objects.filter(agency=agency).exclude(key="")
    return columns(rows, "unit", name=text("name"), state=text("key"), place=F("position"), number=F("pk"))


def _published(agency: Agency, years: Sequence[int]) -> QuerySet[Paper]:
    # An address stays until another one is given, also while a new version is on its way.
    rows = Paper.objects.filter(agency=agency, fiscal_year__in=years).exclude(link="")
    newest_first = F("fiscal_year") * -1
    return columns(
        rows, "published", name=text("kind"), state=text("link"), place=newest_first, number=F("pk")
    )


def _wordings(agency: Agency, result_year: int) -> QuerySet[Wording]:
    rows = Wording.objects.filter(result__agency=agency, result__fiscal_year=result_year)
    return columns(rows, "wording", name=text("finding"), state=text("text"), number=F("pk"))


def _results(agency: Agency, years: Sequence[int]) -> QuerySet[Result]:
    rows = Result.objects.filter(agency=agency, fiscal_year__in=years)
    return columns(
        rows,
        "result",
        name=text("framework"),
        more=text("content"),
        who=text("respondents"),
        number=F("fiscal_year"),
    )


def _result(row: Row) -> Result:
    return Result(
        fiscal_year=row.number,
        framework=row.name,
        content=json.loads(row.more),
        respondents=json.loads(row.who),
    )
