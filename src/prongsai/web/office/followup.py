"""The rounds of a year: what was reported, what is missing, and what is not done and why."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import path

from prongsai.core.cycle.order import remarks_of
from prongsai.core.errors import InputError, Problem
from prongsai.core.followup.count import Standing
from prongsai.core.plan import DEFAULT_ROUNDS, MonitoringRound
from prongsai.core.plan.draft import BAD_DATE
from prongsai.core.plan.period import read_date
from prongsai.core.plan.round import MONITORING_ROUNDS, ROUND_WORDS
from prongsai.core.plan.round import due as usual_due
from prongsai.core.text import Text
from prongsai.web import language
from prongsai.web.actions import Refused
from prongsai.web.actions import followup as actions
from prongsai.web.actions.followup import round_words
from prongsai.web.clock import today
from prongsai.web.models import Evidence, FollowupRound
from prongsai.web.office import calendar, fields, followup_report
from prongsai.web.page import Here, page, render
from prongsai.web.queries.agency import units_without_people
from prongsai.web.queries.followup import (
    Item,
    RoundSheet,
    plan_exists,
    round_sheet,
    rounds_of_year,
    sheets_of,
)

# Offered at once; the others are there for whoever looks for them.
SHOWN: tuple[MonitoringRound, ...] = ("3m", *DEFAULT_ROUNDS[:1], "9m", *DEFAULT_ROUNDS[1:])


@dataclass(frozen=True)
class View:
    """A round as a page shows it."""

    sheet: RoundSheet
    today: datetime.date

    @property
    def round(self) -> FollowupRound:
        return self.sheet.round

    @property
    def title(self) -> str:
        return round_words(self.round.key)

    @property
    def state(self) -> tuple[str, Text]:
        if self.round.closed_at is not None:
            return "done", Text("ปิดแล้ว", "Closed")
        if self.round.due < self.today:
            return "late", Text("เลยกำหนด ยังไม่ปิด", "Past its day, not closed")
        return "now", Text("เปิดรับรายงาน", "Open for reports")

    @property
    def when(self) -> Text:
        days = (self.round.due - self.today).days
        if self.round.closed_at is not None:
            return Text("", "")
        if days == 0:
            return Text("ครบกำหนดวันนี้", "due today")
        return (
            Text(f"อีก {days} วัน", f"in {days} days")
            if days > 0
            else Text(f"เลยมา {-days} วัน", f"{-days} days ago")
        )

    @property
    def done(self) -> int:
        return self.sheet.counts.by_status["done"]

    @property
    def going_on(self) -> int:
        return len(self.sheet.counts.of("in_progress", "partial"))

    @property
    def not_done(self) -> list[Standing]:
        return list(self.sheet.counts.of("not_done", "hindered"))

    @property
    def planned(self) -> int:
        return self.sheet.counts.by_status["planned"]

    @property
    def reported(self) -> int:
        return len(self.sheet.expected) - len(self.sheet.missing)

    @property
    def total(self) -> int:
        return len(self.sheet.expected)

    @property
    def at_stake(self) -> Fraction | None:
        return self.sheet.at_stake


@page("followup.view")
def followup(request: HttpRequest, here: Here) -> HttpResponse:
    views = [View(sheet, today()) for sheet in sheets_of(here.agency, here.year)]
    context = {
        "stage": "followup",
        "rounds": views,
        "has_plan": bool(views) or plan_exists(here.agency, here.year),
        "own": here.access.units_in(here.agency),
        "without_people": units_without_people(here.agency, here.year) if here.may("people.edit") else (),
    }
    return render(request, here, "office/followup.html", context)


@page("followup.view")
def one(request: HttpRequest, here: Here, round: str) -> HttpResponse:
    """Show one round: first what this person reports on, then the agency as a whole."""
    sheet = _sheet(here, round)
    units = here.access.units_in(here.agency)
    own = sheet.of_units(units)
    rest = [item for item in sheet.items if (item.expected or item.entries) and item not in own]
    context = {
        "stage": "followup",
        "view": View(sheet, today()),
        "own": own,
        "own_names": _unit_names(own, units),
        "rest": rest,
        "of_unit": bool(units),
    }
    return render(request, here, "office/followup_round.html", context)


@page("followup.close", post="followup.close")
def close(request: HttpRequest, here: Here, round: str) -> HttpResponse:
    """Say what is missing, and close a round for good once that is confirmed."""
    sheet = _sheet(here, round)
    if sheet.round.closed_at is not None and request.method != "POST":
        return redirect("followup_round", here.agency.pk, here.year, round)
    if request.method != "POST":
        removed = Evidence.everything.filter(round=sheet.round).exclude(removed_at=None).count()
        context = {"stage": "followup", "view": View(sheet, today()), "removed": removed}
        return render(request, here, "office/followup_close.html", context)
    try:
        actions.close(here.actor, sheet.round)
    except Refused:
        messages.error(request, language.say("รอบนี้ปิดไปแล้ว", "This round is closed already."))
    else:
        messages.success(request, language.say("ปิด{title}แล้ว", "Closed: {title}.", title=round_words(round)))
    return redirect("followup_round", here.agency.pk, here.year, round)


def _sheet(here: Here, key: str) -> RoundSheet:
    found = round_sheet(here.agency, here.year, key)
    if found is None:
        raise Http404("no such round in this year")
    return found


def _unit_names(items: Iterable[Item], wanted: frozenset[int]) -> list[str]:
    """Return the names of one's units that are responsible here."""
    units = {unit.pk: unit.name for item in items for unit in item.units}
    return [name for pk, name in units.items() if pk in wanted]


# Setting rounds


@dataclass(frozen=True)
class Row:
    """One round that may be held: ticked or not, the day as it is written, and whether it is closed."""

    key: MonitoringRound
    ticked: bool
    day: str
    closed: bool = False
    usual: datetime.date | None = None

    @property
    def title(self) -> Text:
        return ROUND_WORDS[self.key]


@page("round.edit", post="round.edit")
def rounds(request: HttpRequest, here: Here) -> HttpResponse:
    """Choose the rounds of the year and the day on which each is due."""
    kept = {each.key: each for each in rounds_of_year(here.agency, here.year)}
    if request.method != "POST":
        return _rounds(request, here, _rows(here.year, kept))
    rows = _sent(request.POST, here.year, kept)
    dues, problems = _dues(rows)
    try:
        if problems:
            raise InputError(problems)
        actions.set_rounds(here.actor, here.agency, fiscal_year=here.year, dues=dues)
    except InputError as error:
        return _rounds(request, here, rows, error.problems)
    messages.success(request, language.say("กำหนดรอบติดตามแล้ว", "The rounds are set."))
    return redirect("followup", here.agency.pk, here.year)


def _rounds(
    request: HttpRequest, here: Here, rows: list[Row], problems: Iterable[Problem] = ()
) -> HttpResponse:
    context = {
        "stage": "followup",
        "rows": [row for row in rows if row.ticked or row.key in SHOWN],
        "others": [row for row in rows if not row.ticked and row.key not in SHOWN],
        "problems": problems,
        "remarks": () if problems else remarks_of(here.cycle.facts),
        "has_plan": plan_exists(here.agency, here.year),
    }
    return render(request, here, "office/followup_rounds.html", context, status=422 if problems else 200)


def _rows(year: int, kept: Mapping[str, FollowupRound]) -> list[Row]:
    """Return what may be held; where nothing is set yet, the usual two are proposed."""
    ticked = set(kept) or set(DEFAULT_ROUNDS)
    return [
        Row(
            key=key,
            ticked=key in ticked,
            day=fields.shown_day(kept[key].due if key in kept else usual_due(year, key)),
            closed=key in kept and kept[key].closed_at is not None,
            usual=usual_due(year, key),
        )
        for key in MONITORING_ROUNDS
    ]


def _sent(data: QueryDict, year: int, kept: Mapping[str, FollowupRound]) -> list[Row]:
    """Return the rows as they were sent; closed ones as they are kept."""
    return [
        row
        if row.closed
        else Row(row.key, f"hold-{row.key}" in data, data.get(f"day-{row.key}", ""), usual=row.usual)
        for row in _rows(year, kept)
    ]


def _dues(rows: Iterable[Row]) -> tuple[dict[MonitoringRound, datetime.date], list[Problem]]:
    """Read the days; an empty one is the usual one."""
    dues: dict[MonitoringRound, datetime.date] = {}
    problems = []
    for row in rows:
        if not row.ticked:
            continue
        day = read_date(row.day) if row.day.strip() else row.usual
        if day is None:
            problems.append(BAD_DATE.at(round_words(row.key), row.day))
        else:
            dues[row.key] = day
    return dues, problems


PREFIX = "a/<int:agency>/<int:year>/followup/"
urlpatterns = [
    path(PREFIX, followup, name="followup"),
    path(PREFIX + "rounds/", rounds, name="followup_rounds"),
    *followup_report.urlpatterns,
    path(PREFIX + "<str:round>/", one, name="followup_round"),
    path(PREFIX + "<str:round>/close/", close, name="followup_close"),
    *calendar.urlpatterns,
]
