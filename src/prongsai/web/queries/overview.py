"""What a supervisor looks for among all agencies below: who is late with what, and whose result is weak."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import or_

from django.core.paginator import Page, Paginator
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from prongsai.core.cycle import STAGES
from prongsai.core.text import Text
from prongsai.web.access import Access
from prongsai.web.models import Agency, Result
from prongsai.web.queries.agencies import level_word
from prongsai.web.queries.many import States, states_of

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Place:
    """Where one agency stands: `late` are the stages that are past their day, `behind` those that wait for them.

    Of each late stage it is said whether the day was only proposed.
    """

    pk: int
    total: Decimal | None
    late: tuple[tuple[Text, bool], ...]
    behind: int


@dataclass(frozen=True, slots=True)
class Row:
    """One agency as it is listed, with total and level of the result."""

    agency: Agency
    total: Decimal | None
    level: Text | None
    late: tuple[tuple[Text, bool], ...]
    behind: int


@dataclass(frozen=True, slots=True)
class Overview:
    """All agencies below, counted: `late` have something past its day, `by_stage` says what."""

    number: int
    late: int
    without_result: int
    by_stage: Mapping[Text, int]


def supervised(access: Access) -> QuerySet[Agency]:
    """Return the assessed agencies below those that a person supervises; offices between only supervise."""
    above = [each.agency for each in access.memberships if each.role == "supervisor"]
    if not above:
        return Agency.objects.none()
    below = reduce(or_, (Q(lineage__startswith=each.lineage) for each in above))
    children = Agency.objects.filter(supervisor=OuterRef("pk"))
    between = Q(type="") & Exists(children)
    return Agency.objects.filter(below).exclude(pk__in=[each.pk for each in above]).exclude(between)


def places_of(agencies: QuerySet[Agency], fiscal_year: int, today: datetime.date) -> list[Place]:
    """Say of each agency what is late, in the order of how much, then of the lowest total; in three queries."""
    stands = dict(states_of(agencies, fiscal_year, today))
    total = Result.objects.filter(agency=OuterRef("pk"), fiscal_year=fiscal_year - 1).values("total")[:1]
    listed = agencies.annotate(year_total=Subquery(total)).order_by(
        F("year_total").asc(nulls_last=True), "name", "pk"
    )
    # Who was added since the states were asked for is there at the next look.
    found = [
        _place(pk, total, stands[pk]) for pk, total in listed.values_list("pk", "year_total") if pk in stands
    ]
    return sorted(found, key=lambda place: -(len(place.late) + place.behind))


def overview_of(places: Sequence[Place]) -> Overview:
    """Count the agencies."""
    by_title = Counter(title for place in places for title, _ in place.late)
    return Overview(
        number=len(places),
        late=sum(bool(place.late) for place in places),
        without_result=sum(place.total is None for place in places),
        by_stage={title: by_title[title] for title in STAGES.values() if by_title[title]},
    )


def page_of(places: Sequence[Place], number: str) -> Page[Place]:
    return Paginator(places, A_PAGE).get_page(number)


def rows_of(listed: Page[Place], fiscal_year: int) -> list[Row]:
    """Return the lines of a page, in two queries."""
    pks = [place.pk for place in listed]
    agencies = Agency.objects.defer("emblem", "forms").in_bulk(pks)
    found = Result.objects.filter(agency__in=pks, fiscal_year=fiscal_year - 1)
    results = {each.agency_id: each for each in found.only("agency_id", "framework", "total", "level")}
    return [
        _row(place, agencies[place.pk], results.get(place.pk)) for place in listed if place.pk in agencies
    ]


def _place(pk: int, total: Decimal | None, states: States) -> Place:
    late = tuple(
        (STAGES[stage], each.due is not None and each.due.proposed)
        for stage, each in states.items()
        if each.shown == "late"
    )
    past = sum(each.state == "late" for each in states.values())
    return Place(pk, total, late, past - len(late))


def _row(place: Place, agency: Agency, result: Result | None) -> Row:
    level = level_word(result) if result is not None else None
    return Row(agency, result.total if result else None, level, place.late, place.behind)
