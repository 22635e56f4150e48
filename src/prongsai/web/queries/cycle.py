"""The facts of one agency's year, in one query: every page of a year shows where each stage stands."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any, cast

from django.db import connection
from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat

from prongsai.core.cycle import Deadline, Facts, PaperFacts, PaperState, RoundFacts, UnitReports
from prongsai.core.cycle.dates import Dates, dates_of
from prongsai.core.framework import TOTAL, CalendarEntry, Framework
from prongsai.core.papers.answers import reporting_round
from prongsai.core.plan import MonitoringRound
from prongsai.core.plan.elements import PaperKind, items_answered
from prongsai.core.plan.round import due
from prongsai.core.scoring import prepare, shares_below
from prongsai.reading.framework import find_around
from prongsai.web.models import (
    Agency,
    AuditChain,
    Decision,
    Entry,
    FollowupRound,
    Measure,
    Membership,
    OwnDate,
    Paper,
    Plan,
    Result,
    Step,
)
from prongsai.web.queries.wide import EMPTY, ZERO, Row, by_kind, columns, text, together

FULL = 100
# Stand-ins that no agency and no year of ours has, within what the columns hold.
_AGENCY, _YEAR = 2**62, 32_000


@dataclass(frozen=True)
class Turn:
    """A paper that a person is to decide on now."""

    kind: str
    round: str
    person: int


@dataclass(frozen=True)
class Year:
    """What is known of an agency's year: the core's facts, whose turn it is, total and level by year.

    `log` is the number of changes that were logged, and the hash at the end of their chain.
    """

    facts: Facts
    turns: tuple[Turn, ...]
    totals: Mapping[int, tuple[Decimal | None, str]]
    log: tuple[int, str]


def year_of(agency: Agency, fiscal_year: int) -> Year:
    """Load everything from which the states and tasks of a year follow, in one query."""
    rows = _rows(agency, fiscal_year)
    return Reader(fiscal_year, by_kind(rows)).year()


def facts_of(agency: Agency, fiscal_year: int) -> Facts:
    """Return the facts alone."""
    return year_of(agency, fiscal_year).facts


def own_dates_of(agency: Agency, fiscal_year: int) -> dict[Deadline, datetime.date]:
    """Return the days of a cycle that an agency has set itself, in one query."""
    rows = OwnDate.objects.filter(agency=agency, fiscal_year=fiscal_year)
    return {cast("Deadline", row.deadline): row.day for row in rows}


def dates_of_year(agency: Agency, fiscal_year: int) -> Dates:
    """Return the days of a cycle, the agency's own before the others, in one query."""
    return dates_of(fiscal_year, _calendars(fiscal_year), own_dates_of(agency, fiscal_year))


def years_with_work(agency: Agency) -> list[int]:
    """Return the years of the cycle in which an agency has measures, or a result that asks for some; newest first."""
    plans = Plan.objects.filter(agency=agency).order_by().values_list("fiscal_year")
    results = Result.objects.filter(agency=agency).order_by().values_list(F("fiscal_year") + 1)
    return sorted((number for (number,) in plans.union(results)), reverse=True)


# The questions


def _rows(agency: Agency, fiscal_year: int) -> list[Row]:
    sql, parameters = _written(connection.vendor)
    # Drivers have kinds of int of their own.
    asked = {_AGENCY: agency.pk, **{_YEAR - ago: fiscal_year - ago for ago in range(3)}}
    given = [asked.get(each, each) if isinstance(each, int) else each for each in parameters]
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        rows = [Row(*row) for row in cursor.fetchall()]
    return [row._replace(day=_day(row.day)) for row in rows]


def _day(value: datetime.date | str | None) -> datetime.date | None:
    """Return a day as the database has it; SQLite keeps days as texts."""
    return datetime.date.fromisoformat(value) if isinstance(value, str) else value


@lru_cache(maxsize=2)
def _written(vendor: str) -> tuple[str, tuple[Any, ...]]:
    """Write the questions as SQL, with stand-ins for agency and year.

    Every page asks them, and to write them takes a hundred times as long as to answer them.
    """
    sql, parameters = _questions(Agency(pk=_AGENCY), _YEAR).query.sql_with_params()
    return sql, tuple(parameters)


def _questions(agency: Agency, fiscal_year: int) -> QuerySet[Any]:
    parts = [
        _results(agency, fiscal_year),
        _papers(agency, fiscal_year),
        _measures(agency, fiscal_year),
        _owners(agency, fiscal_year),
        _step_owners(agency, fiscal_year),
        _rounds(agency, fiscal_year),
        _own_dates(agency, fiscal_year),
        _reports(agency, fiscal_year),
        _officers(agency),
        _chain(agency),
    ]
    return together(parts)


def _results(agency: Agency, fiscal_year: int) -> QuerySet[Any]:
    """The results before and after the measures, and one before them: total, level and what they ask for."""
    rows = Result.objects.filter(agency=agency, fiscal_year__in=range(fiscal_year - 2, fiscal_year + 1))
    return columns(
        rows,
        "result",
        name=Coalesce(Cast("total", TextField()), EMPTY),
        state=text("level"),
        more=text("agenda"),
        number=Cast("fiscal_year", IntegerField()),
    )


def _papers(agency: Agency, fiscal_year: int) -> QuerySet[Any]:
    """Papers with the station that has them: of the newest version, the first that has not decided."""
    waiting = Decision.objects.filter(version__paper=OuterRef("pk"), decision="waiting")
    next_ = waiting.order_by("-version__number", "order")
    who = Case(When(person_name="", then=F("position")), default=F("person_name"), output_field=CharField())
    return columns(
        Paper.objects.filter(agency=agency, fiscal_year=fiscal_year),
        "paper",
        name=text("kind"),
        state=text("stage"),
        more=text("round"),
        who=Coalesce(Cast(Subquery(next_.values(shown=who)[:1]), TextField()), EMPTY),
        number=Coalesce(Cast(Subquery(next_.values("person")[:1]), IntegerField()), ZERO),
    )


def _measures(agency: Agency, fiscal_year: int) -> QuerySet[Any]:
    """Measures: in which rounds they report, what is missing, what they answer, and the gain that is hoped for."""
    rows = Measure.objects.filter(plan__agency=agency, plan__fiscal_year=fiscal_year)
    steps = Step.objects.filter(measure=OuterRef("pk"))
    nobody = Case(When(other_owners=[], then=Value("owner ")), default=EMPTY, output_field=TextField())
    no_steps = Case(When(Exists(steps), then=EMPTY), default=Value("steps "), output_field=TextField())
    no_days = Case(
        When(begins=None, then=Value("period ")),
        When(ends=None, then=Value("period ")),
        default=EMPTY,
        output_field=TextField(),
    )
    draft = Case(When(generated=True, then=Value("draft")), default=EMPTY, output_field=TextField())
    return columns(
        rows,
        "measure",
        name=text("rounds"),
        state=Concat(nobody, no_steps, no_days, draft, output_field=TextField()),
        more=Concat(text("findings"), Value("\n"), text("codes"), output_field=TextField()),
        who=text("expected_gain"),
        number=F("pk"),
    )


def _owners(agency: Agency, fiscal_year: int) -> QuerySet[Any]:
    """The units of each measure."""
    rows = Measure.units.through.objects.filter(
        measure__plan__agency=agency, measure__plan__fiscal_year=fiscal_year
    )
    return columns(rows, "owner", name=text("unit__name"), number=F("measure_id"))


def _step_owners(agency: Agency, fiscal_year: int) -> QuerySet[Any]:
    """The units of the steps of each measure."""
    rows = Step.units.through.objects.filter(
        step__measure__plan__agency=agency, step__measure__plan__fiscal_year=fiscal_year
    )
    return columns(rows, "step_owner", name=text("unit__name"), number=F("step__measure_id")).distinct()


def _rounds(agency: Agency, fiscal_year: int) -> QuerySet[Any]:
    rows = FollowupRound.objects.filter(plan__agency=agency, plan__fiscal_year=fiscal_year)
    closed = Case(When(closed_at=None, then=EMPTY), default=Value("closed"), output_field=TextField())
    return columns(rows, "round", name=text("key"), state=closed, day=F("due"))


def _own_dates(agency: Agency, fiscal_year: int) -> QuerySet[Any]:
    rows = OwnDate.objects.filter(agency=agency, fiscal_year=fiscal_year)
    return columns(rows, "own_date", name=text("deadline"), day=F("day"))


def _reports(agency: Agency, fiscal_year: int) -> QuerySet[Any]:
    """Which measures have been reported on in a round."""
    rows = Entry.objects.filter(round__plan__agency=agency, round__plan__fiscal_year=fiscal_year)
    return columns(rows, "report", name=text("round__key"), number=F("measure_id")).distinct()


def _officers(agency: Agency) -> QuerySet[Any]:
    rows = Membership.objects.filter(agency=agency, role="officer", person__is_active=True)
    return columns(rows, "officer", name=text("person__name"))


def _chain(agency: Agency) -> QuerySet[Any]:
    """The agency's log of changes: its length and its end."""
    rows = AuditChain.objects.filter(agency=agency)
    return columns(rows, "chain", name=text("head"), number=Cast("length", IntegerField()))


# From rows to facts


class Reader:
    """Makes facts of rows; those of one agency and year, sorted by what they are."""

    def __init__(self, fiscal_year: int, rows: Mapping[str, list[Row]]) -> None:
        self.year_number = fiscal_year
        self.rows = rows
        self.owned = {row.number for row in self.of("owner")}
        # Who answers for a step reports as well (queries/followup.py: reporters).
        self.reporters: dict[int, set[str]] = {}
        for row in (*self.of("owner"), *self.of("step_owner")):
            self.reporters.setdefault(row.number, set()).add(row.name)
        self.results = {row.number: row for row in self.of("result")}

    def of(self, what: str) -> Sequence[Row]:
        return self.rows.get(what, ())

    def year(self) -> Year:
        waiting = (row for row in self.of("paper") if row.state == "in_approval" and row.number)
        return Year(
            facts=self.facts(),
            turns=tuple(Turn(row.name, row.more, row.number) for row in waiting),
            log=next(((row.number, row.name) for row in self.of("chain")), (0, "")),
            totals={number: (_total(row.name), row.state) for number, row in self.results.items()},
        )

    def facts(self) -> Facts:
        number, measures = self.year_number, self.of("measure")
        agenda, before = self.agenda(), self.results.get(self.year_number - 1)
        answered = self.answered(agenda)
        open_ones = [
            Fraction(gain) for code, gain in agenda["to_answer"].items() if gain and code not in answered
        ]
        known = "disagreeing" in agenda
        return Facts(
            fiscal_year=number,
            has_result=before is not None,
            disagreeing=agenda["disagreeing"] if known else None,
            findings_to_answer=len(agenda["to_answer"]) if known else None,
            findings_answered=len(answered),
            open_points=sum(open_ones, Fraction(0)) if known else None,
            measures=len(measures),
            without_owner=sum("owner" in row.state and row.number not in self.owned for row in measures),
            without_steps=sum("steps" in row.state for row in measures),
            without_period=sum("period" in row.state for row in measures),
            unconfirmed=sum("draft" in row.state for row in measures),
            papers=tuple(self.papers()),
            item_points=_worth(number, "measures"),
            report_points=_worth(number, "report"),
            rounds=tuple(self.rounds()),
            has_outcome_result=number in self.results,
            officer=", ".join(sorted(row.name for row in self.of("officer") if row.name)),
            calendars=_calendars(number),
            own_dates={
                cast("Deadline", row.name): row.day for row in self.of("own_date") if row.day is not None
            },
        )

    def agenda(self) -> dict[str, Any]:
        before = self.results.get(self.year_number - 1)
        found = json.loads(before.more) if before is not None else {}
        return {"to_answer": {}, **found}

    def answered(self, agenda: Mapping[str, Any]) -> set[str]:
        """The findings that some measure answers, by its id or by its code (core/plan/proposal.py: unanswered)."""
        named: set[str] = set()
        for row in self.of("measure"):
            findings, codes = row.more.split("\n")
            named |= {*json.loads(findings), *json.loads(codes)}
        return {code for code in agenda["to_answer"] if named & {code, f"finding.{code}"}}

    def papers(self) -> Iterator[PaperFacts]:
        for row in self.of("paper"):
            yield PaperFacts(
                kind=row.name,
                state=cast("PaperState", row.state),
                holder=row.who if row.state == "in_approval" else "",
                round=cast("MonitoringRound", row.more) if row.more else None,
            )

    def rounds(self) -> Iterator[RoundFacts]:
        reported: dict[str, set[int]] = {}
        for row in self.of("report"):
            reported.setdefault(row.name, set()).add(row.number)
        for row in sorted(self.of("round"), key=lambda row: (row.day or datetime.date.max, row.name)):
            key = cast("MonitoringRound", row.name)
            yield RoundFacts(
                key=key,
                # A day that was left as it is proposed is not the agency's own.
                due=None if row.day == due(self.year_number, key) else row.day,
                closed=row.state == "closed",
                units=tuple(self.reports(row.name, reported.get(row.name, set()))),
            )

    def reports(self, round_: str, given: set[int]) -> Iterator[UnitReports]:
        """Count by unit; a measure is expected of each of its units, one without of the agency as a whole."""
        expected: dict[str, list[Row]] = {}
        for row in self.of("measure"):
            if round_ in json.loads(row.name):
                for unit in self.reporters.get(row.number, {""}):
                    expected.setdefault(unit, []).append(row)
        for unit, rows in sorted(expected.items()):
            missing = [row for row in rows if row.number not in given]
            yield UnitReports(
                unit=unit, expected=len(rows), given=len(rows) - len(missing), points=_hoped(missing)
            )


def _total(written: str) -> Decimal | None:
    return Decimal(written) if written else None


def _hoped(rows: Iterable[Row]) -> Fraction | None:
    gains = [Fraction(row.who) for row in rows if row.who]
    return sum(gains, Fraction(0)) if gains else None


def _calendars(fiscal_year: int) -> Mapping[int, Sequence[CalendarEntry]]:
    return {year: framework.calendar for year, framework in _frameworks(fiscal_year).items()}


@lru_cache(maxsize=64)
def _frameworks(fiscal_year: int) -> Mapping[int, Framework]:
    return find_around(fiscal_year)


@lru_cache(maxsize=64)
def _worth(fiscal_year: int, paper: PaperKind) -> Fraction | None:
    """Return what the OIT item that a paper answers is worth, in points of the total, in the round that asks for it."""
    known = _frameworks(fiscal_year)
    asking = known.get(fiscal_year) if paper == "measures" else reporting_round(fiscal_year, known)
    items = items_answered(asking, paper) if asking is not None else ()
    if asking is None or len(items) != 1:
        return None
    return shares_below(prepare(asking), TOTAL)[items[0].code] * FULL
