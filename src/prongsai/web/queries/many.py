"""Where the cycle of many agencies stands, by the same rule as that of one: all facts in one query.

Only that is asked of the database on which a state rests; which unit owes a report or how much is missing it is not.
"""

from __future__ import annotations

import datetime
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Concat

from prongsai.core.cycle import Facts, Stage
from prongsai.core.cycle.stage import StageState, coarse, states
from prongsai.core.cycle.task import NEEDED, REPORT
from prongsai.web.models import Agency, FollowupRound, Measure, OwnDate, Paper, Plan, Result, Step
from prongsai.web.queries.cycle import Reader
from prongsai.web.queries.wide import EMPTY, Row, by_kind, columns, text, together

States = Mapping[Stage, StageState]


def states_of(
    agencies: QuerySet[Agency], fiscal_year: int, today: datetime.date
) -> Iterator[tuple[int, States]]:
    """Yield the states of every agency by its id; agencies whose facts are alike share theirs, numbers left out."""
    known: dict[Hashable, States] = {}
    for pk, facts in facts_of_many(agencies, fiscal_year):
        alike = coarse(facts)
        key = _key(alike)
        if key not in known:
            known[key] = states(alike, today)
        yield pk, known[key]


def facts_of_many(agencies: QuerySet[Agency], fiscal_year: int) -> Iterator[tuple[int, Facts]]:
    """Yield the facts of every agency by its id, without units, their reports and names; in two queries."""
    found: dict[int, list[Row]] = {pk: [] for pk in agencies.order_by().values_list("pk", flat=True)}
    for line in together(_questions(agencies.order_by().values("pk"), fiscal_year)):
        row = Row(*line)
        if row.of in found:
            found[row.of].append(row)
    for pk, rows in found.items():
        yield pk, Reader(fiscal_year, by_kind(rows)).facts()


def _key(facts: Facts) -> Hashable:
    """Return what tells coarse facts of one year apart."""
    return (
        *(facts.has_result, facts.disagreeing, facts.findings_to_answer, facts.measures, facts.without_owner),
        *(facts.without_steps, facts.without_period, facts.papers, facts.rounds, facts.has_outcome_result),
        facts.unconfirmed,
        frozenset(facts.own_dates.items()),
    )


def _questions(agencies: QuerySet[Agency, Any], fiscal_year: int) -> Sequence[QuerySet[Any]]:
    return (
        _results(agencies, fiscal_year),
        _papers(agencies, fiscal_year),
        _measures(agencies, fiscal_year),
        _approved_plans(agencies, fiscal_year),
        _rounds(agencies, fiscal_year),
        _own_dates(agencies, fiscal_year),
    )


def _results(agencies: QuerySet[Agency, Any], fiscal_year: int) -> QuerySet[Any]:
    rows = Result.objects.filter(agency__in=agencies, fiscal_year__in=(fiscal_year - 1, fiscal_year))
    agenda = Case(When(fiscal_year=fiscal_year - 1, then=text("agenda")), default=EMPTY)
    return columns(rows, "result", more=agenda, of=F("agency_id"), number=Cast("fiscal_year", IntegerField()))


def _papers(agencies: QuerySet[Agency, Any], fiscal_year: int) -> QuerySet[Any]:
    kinds = (*NEEDED, REPORT)
    rows = Paper.objects.filter(agency__in=agencies, fiscal_year=fiscal_year, kind__in=kinds, round="")
    return columns(rows, "paper", name=text("kind"), state=text("stage"), of=F("agency_id"))


def _approved() -> Exists:
    """Whether the head of the agency has approved the measures of a plan: then they count as they are."""
    papers = Paper.objects.filter(
        agency=OuterRef("agency"), fiscal_year=OuterRef("fiscal_year"), kind="measures", round=""
    )
    return Exists(papers.filter(stage__in=("approved", "published")))


def _measures(agencies: QuerySet[Agency, Any], fiscal_year: int) -> QuerySet[Any]:
    """Measures that are not approved yet: what is missing, and what they answer."""
    plans = Plan.objects.filter(~_approved(), agency__in=agencies, fiscal_year=fiscal_year)
    units = Measure.units.through.objects.filter(measure=OuterRef("pk"))
    steps = Step.objects.filter(measure=OuterRef("pk"))
    missing = (
        (Q(other_owners=[]) & ~Exists(units), "owner "),
        (~Exists(steps), "steps "),
        (Q(begins=None) | Q(ends=None), "period "),
        (Q(generated=True), "draft"),
    )
    told = [
        Case(When(lacks, then=Value(word)), default=EMPTY, output_field=TextField())
        for lacks, word in missing
    ]
    return columns(
        Measure.objects.filter(plan__in=plans.values("pk")),
        "measure",
        name=Value("[]"),
        state=Concat(*told, output_field=TextField()),
        more=Concat(text("findings"), Value("\n"), text("codes"), output_field=TextField()),
        of=F("plan__agency_id"),
        number=F("pk"),
    )


def _approved_plans(agencies: QuerySet[Agency, Any], fiscal_year: int) -> QuerySet[Any]:
    """Plans whose measures are approved, each in place of its measures: that there are some is all that counts."""
    rows = Plan.objects.filter(_approved(), agency__in=agencies, fiscal_year=fiscal_year)
    some = rows.filter(Exists(Measure.objects.filter(plan=OuterRef("pk"))))
    return columns(some, "measure", name=Value("[]"), more=Value("[]\n[]"), of=F("agency_id"), number=F("pk"))


def _rounds(agencies: QuerySet[Agency, Any], fiscal_year: int) -> QuerySet[Any]:
    rows = FollowupRound.objects.filter(plan__agency__in=agencies, plan__fiscal_year=fiscal_year)
    closed = Case(When(closed_at=None, then=EMPTY), default=Value("closed"), output_field=TextField())
    return columns(rows, "round", name=text("key"), state=closed, of=F("plan__agency_id"), day=F("due"))


def _own_dates(agencies: QuerySet[Agency, Any], fiscal_year: int) -> QuerySet[Any]:
    rows = OwnDate.objects.filter(agency__in=agencies, fiscal_year=fiscal_year)
    return columns(rows, "own_date", name=text("deadline"), of=F("agency_id"), day=F("day"))
