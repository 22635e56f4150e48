"""The list of the agencies that a person sees, with where each stands in the year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.functions import Collate

from prongsai.core.text import Text
from prongsai.core.thai import tidy
from prongsai.reading.framework import load as load_framework
from prongsai.web.access import ADMINISTRATOR, Access, Subject, may
from prongsai.web.models import Agency, Plan, Result

A_PAGE = 50
STAGES: Mapping[str, tuple[str, Text]] = {
    "nothing": ("todo", Text("ยังไม่มีผล", "No result yet")),
    "result": ("now", Text("มีผลแล้ว รอวางมาตรการ", "Result in, measures to come")),
    "draft": ("now", Text("กำลังร่างมาตรการ", "Drafting measures")),
    "submitted": ("now", Text("มาตรการรออนุมัติ", "Measures await approval")),
    "approved": ("done", Text("มาตรการใช้แล้ว", "Measures in force")),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person looks for."""

    words: str = ""
    type: str = ""
    province: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One agency of the list. `opens` tells whether its pages may be seen, `css` and `state` how far its year is."""

    agency: Agency
    opens: bool
    total: Decimal | None = None
    level: Text | None = None
    css: str = ""
    state: Text | None = None


def visible(access: Access) -> QuerySet[Agency]:
    """Return the agencies that a person sees: all, or their own and those below the ones they supervise."""
    if ADMINISTRATOR in access.roles:
        return Agency.objects.all()
    where = Q(pk__in={each.agency_id for each in access.memberships})
    for each in access.memberships:
        if each.role == "supervisor":
            where |= Q(lineage__startswith=each.agency.lineage)
    return Agency.objects.filter(where)


def found(access: Access, wanted: Wanted) -> QuerySet[Agency]:
    """Return the agencies that fit, in Thai order where the database knows it."""
    agencies = visible(access)
    for word in tidy(wanted.words).split():
        agencies = agencies.filter(
            Q(name__icontains=word) | Q(district__icontains=word) | Q(province__icontains=word)
        )
    if wanted.type:
        agencies = agencies.filter(type=wanted.type)
    if wanted.province:
        agencies = agencies.filter(province=wanted.province)
    order = Collate("name", "th-x-icu") if _knows_thai() else "name"
    return agencies.defer("emblem", "forms").order_by(order, "province", "pk")


def page_of(agencies: QuerySet[Agency], number: str) -> Page[Agency]:
    return Paginator(agencies, A_PAGE).get_page(number)


def provinces(access: Access) -> list[str]:
    """Return the provinces that a person may choose from."""
    return list(
        visible(access)
        .exclude(province="")
        .order_by("province")
        .values_list("province", flat=True)
        .distinct()
    )


def lines(access: Access, agencies: Iterable[Agency], year: int) -> list[Line]:
    """Say of each agency what this person may know of its year; two queries for all."""
    listed = list(agencies)
    results = {each.agency_id: each for each in _results(listed, year - 1)}
    plans = dict(Plan.objects.filter(agency__in=listed, fiscal_year=year).values_list("agency", "stage"))
    return [_line(access, each, results.get(each.pk), plans.get(each.pk)) for each in listed]


def _results(agencies: Sequence[Agency], year: int) -> QuerySet[Result]:
    fields = ("agency_id", "framework", "total", "level")
    return Result.objects.filter(agency__in=agencies, fiscal_year=year).only(*fields)


def _line(access: Access, agency: Agency, result: Result | None, plan: str | None) -> Line:
    opens = may(access, "agency.view", Subject(agency))
    # What is not assessed has neither result nor measures.
    if not (agency.type or result or plan) or not may(access, "result.view", Subject(agency)):
        return Line(agency, opens)
    css, state = STAGES[plan or ("result" if result else "nothing")]
    if result is None:
        return Line(agency, opens, css=css, state=state)
    return Line(agency, opens, result.total, level_word(result), css, state)


def level_word(result: Result) -> Text | None:
    """Return what the framework of a result calls its level."""
    levels = load_framework(result.framework).levels if result.level else ()
    return next((level.word for level in levels if level.id == result.level), None)


@cache
def _knows_thai() -> bool:
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_collation WHERE collname = 'th-x-icu'")
        return cursor.fetchone() is not None
