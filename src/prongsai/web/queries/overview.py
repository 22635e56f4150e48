"""What a supervisor looks for among all agencies below: who is late with what, and whose result is weak."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import or_

from django.core.paginator import Page, Paginator
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from prongsai.core.cycle import STAGES, Deadline, Stage
from prongsai.core.cycle.dates import Dates, dates_of
from prongsai.core.text import Text
from prongsai.reading.framework import find_year
from prongsai.web.access import Access
from prongsai.web.models import Agency, FollowupRound, Measure, Paper, Result
from prongsai.web.queries.agencies import level_word

A_PAGE = 50
SIGNED = ("approved", "published")
# What can be told of thousands of agencies at once; a round has a day of its own.
CHECKED: Sequence[tuple[Stage, Deadline]] = (
    ("result", "result"),
    ("measures", "measures"),
    ("approval", "approval"),
    ("publication", "publication"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One agency: total and level of the result, and the stages that are past their day."""

    agency: Agency
    total: Decimal | None
    level: Text | None
    late: tuple[Text, ...]


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


def marked(agencies: QuerySet[Agency], fiscal_year: int, today: datetime.date) -> QuerySet[Agency]:
    """Say of each agency which stages are late, in the order of how many, then of the lowest total."""
    dates = _dates(fiscal_year)
    past: dict[str, bool] = {stage: dates.due[deadline].date < today for stage, deadline in CHECKED}
    open_ones = {
        "result": ~Exists(Result.objects.filter(agency=OuterRef("pk"), fiscal_year=fiscal_year - 1)),
        "measures": ~Exists(_measures(fiscal_year)),
        "approval": ~Exists(_papers(fiscal_year).filter(stage__in=SIGNED)),
        "publication": ~Exists(_papers(fiscal_year).filter(stage="published")),
        "followup": Exists(_open_rounds(fiscal_year, today)),
    }
    flags = {
        f"late_{stage}": Case(When(open_, then=Value(1)), default=Value(0), output_field=IntegerField())
        if stage == "followup" or past[stage]
        else Value(0, IntegerField())
        for stage, open_ in open_ones.items()
    }
    sum_ = Value(0, IntegerField()) + F("late_result") + F("late_measures") + F("late_approval")
    total = Result.objects.filter(agency=OuterRef("pk"), fiscal_year=fiscal_year - 1).values("total")[:1]
    return (
        agencies.defer("emblem", "forms")
        .annotate(**flags, year_total=Subquery(total))
        .annotate(late_stages=sum_ + F("late_publication") + F("late_followup"))
        .order_by("-late_stages", F("year_total").asc(nulls_last=True), "name", "pk")
    )


def overview_of(agencies: QuerySet[Agency]) -> Overview:
    """Count the agencies of `marked` in one query."""
    names = ("result", "measures", "approval", "publication", "followup")
    counted = agencies.order_by().aggregate(
        number=Count("pk"),
        late=Count("pk", filter=Q(late_stages__gt=0)),
        without=Count("pk", filter=Q(year_total=None)),
        **{f"of_{name}": Count("pk", filter=Q(**{f"late_{name}": 1})) for name in names},
    )
    by_stage = {STAGES[name]: counted[f"of_{name}"] for name in STAGES if counted.get(f"of_{name}")}
    return Overview(counted["number"], counted["late"], counted["without"], by_stage)


def page_of(agencies: QuerySet[Agency], number: str) -> Page[Agency]:
    return Paginator(agencies, A_PAGE).get_page(number)


def rows_of(listed: Page[Agency], fiscal_year: int) -> list[Row]:
    """Return the lines of a page; one query for the results."""
    found = Result.objects.filter(agency__in=list(listed), fiscal_year=fiscal_year - 1)
    results = {each.agency_id: each for each in found.only("agency_id", "framework", "total", "level")}
    return [_row(each, results.get(each.pk)) for each in listed]


def _row(agency: Agency, result: Result | None) -> Row:
    late = tuple(title for stage, title in STAGES.items() if getattr(agency, f"late_{stage}", 0))
    if result is None:
        return Row(agency, None, None, late)
    return Row(agency, result.total, level_word(result), late)


def _dates(fiscal_year: int) -> Dates:
    years = range(fiscal_year - 1, fiscal_year + 2)
    calendars = {year: found.calendar for year in years if (found := find_year(year)) is not None}
    return dates_of(fiscal_year, calendars)


def _measures(fiscal_year: int) -> QuerySet[Measure]:
    return Measure.objects.filter(plan__agency=OuterRef("pk"), plan__fiscal_year=fiscal_year)


def _papers(fiscal_year: int) -> QuerySet[Paper]:
    return Paper.objects.filter(agency=OuterRef("pk"), fiscal_year=fiscal_year, kind="measures")


def _open_rounds(fiscal_year: int, today: datetime.date) -> QuerySet[FollowupRound]:
    return FollowupRound.objects.filter(
        plan__agency=OuterRef("pk"), plan__fiscal_year=fiscal_year, closed_at=None, due__lt=today
    )
