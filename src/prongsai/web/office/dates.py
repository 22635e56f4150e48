"""The days of the cycle: by when each part of the year is to be done, why that day, and the agency's own instead."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from prongsai.core.cycle import Deadline, RoundFacts
from prongsai.core.cycle.dates import DEADLINES, Dates, DueDate, dates_of
from prongsai.core.cycle.order import remarks_of
from prongsai.core.errors import InputError, Problem
from prongsai.core.plan import DEFAULT_ROUNDS
from prongsai.core.plan.round import ROUND_WORDS
from prongsai.core.text import Text
from prongsai.web import language
from prongsai.web.actions import Conflict
from prongsai.web.actions import dates as actions
from prongsai.web.office.fields import DateField, number_of, shown_day
from prongsai.web.office.home import sure
from prongsai.web.page import Here, page, render
from prongsai.web.queries.cycle import own_dates_of
from prongsai.web.reminders import USUAL_DAYS, days_before

Days = Mapping[Deadline, datetime.date]


@dataclass(frozen=True)
class Row:
    """One part of the cycle: the day that it would have without the agency, and what the agency writes instead."""

    deadline: Deadline
    usual: DueDate
    typed: str
    own: bool
    error: str = ""

    @property
    def title(self) -> Text:
        return DEADLINES[self.deadline]

    @property
    def sure(self) -> Text:
        return sure(self.usual)


@dataclass(frozen=True)
class Sent:
    """What stands in the fields, and what is wrong with it: by the part of the cycle, and with the reminders."""

    typed: Mapping[Deadline, str]
    errors: Mapping[Deadline, str] = field(default_factory=dict)
    reminders: str = ""


@page("plan.view", post="dates.edit")
def dates(request: HttpRequest, here: Here) -> HttpResponse:
    """Show the days of the cycle; who may sets the agency's own, and clears them again."""
    own = here.cycle.facts.own_dates
    if request.method != "POST":
        return _show(request, here, Sent({name: shown_day(day) for name, day in own.items()}))
    if "reminders" in request.POST:
        return _remind(request, here, {name: shown_day(day) for name, day in own.items()})
    if "usual" in request.POST:
        return _save(request, here, {}, {})
    typed = {name: request.POST.get(name, "").strip() for name in DEADLINES}
    read, errors = _read(typed, own)
    if errors:
        return _show(request, here, Sent(typed, errors))
    return _save(request, here, typed, read)


def _save(request: HttpRequest, here: Here, typed: Mapping[Deadline, str], read: Days) -> HttpResponse:
    try:
        actions.set_dates(here.actor, here.agency, fiscal_year=here.year, seen=_seen(request), dates=read)
    except InputError as error:
        # The core names each day by what is to be done by it.
        at = {DEADLINES[name].th: name for name in DEADLINES}
        wrong = {at[each.where]: _told(each, typed.get(at[each.where], "")) for each in error.problems}
        return _show(request, here, Sent(typed, wrong))
    except Conflict:
        messages.error(
            request,
            language.say(
                "มีผู้อื่นกำหนดวันก่อนท่าน ดูวันล่าสุดแล้วบันทึกอีกครั้ง",
                "Somebody else has set days before you: look at them, then save again.",
            ),
        )
        return _show(request, here, Sent(typed), status=409)
    messages.success(request, language.say("กำหนดวันแล้ว", "The days are set."))
    return redirect("cycle_dates", here.agency.pk, here.year)


def _remind(request: HttpRequest, here: Here, typed: Mapping[Deadline, str]) -> HttpResponse:
    """Set when people are reminded; what is no number is told, and nothing is saved."""
    words = request.POST["reminders"].replace(",", " ").split()
    days = [number_of(word) for word in words]
    try:
        if None in days:
            raise InputError([actions.BAD_REMINDERS.at("", " ".join(words))])
        actions.set_reminders(here.actor, here.agency, days=[day for day in days if day is not None])
    except InputError as error:
        return _show(request, here, Sent(typed, reminders=_told(error.problems[0], error.problems[0].found)))
    messages.success(request, language.say("กำหนดการเตือนแล้ว", "The reminders are set."))
    return redirect("cycle_dates", here.agency.pk, here.year)


def _show(request: HttpRequest, here: Here, sent: Sent, *, status: int = 200) -> HttpResponse:
    facts, typed, wrong = here.cycle.facts, sent.typed, sent.errors
    # After a conflict what was loaded with the page may be older than what is there now.
    own = own_dates_of(here.agency, here.year) if request.method == "POST" else facts.own_dates
    usual = dates_of(facts.fiscal_year, facts.calendars)
    context = {
        "stage": "home",
        "rows": [
            Row(name, usual.due[name], typed.get(name, ""), name in own, wrong.get(name, ""))
            for name in DEADLINES
        ],
        "rounds": _rounds(usual, facts.rounds),
        "remarks": remarks_of(replace(facts, own_dates=own)),
        "seen": " ".join(f"{name}={day.isoformat()}" for name, day in own.items()),
        "errors": [(name, DEADLINES[name], text) for name, text in wrong.items()],
        "reminded": request.POST.get("reminders", ", ".join(map(str, days_before(here.agency)))),
        "usually_reminded": ", ".join(map(str, USUAL_DAYS)),
        "wrong_reminders": sent.reminders,
        "may_edit": here.may("dates.edit"),
        "any_own": bool(own),
    }
    code = 422 if wrong or sent.reminders else status
    return render(request, here, "office/cycle_dates.html", context, status=code)


def _rounds(usual: Dates, kept: Sequence[RoundFacts]) -> list[tuple[Text, DueDate, Text]]:
    """Return the rounds of reports with their days; where none are set yet, those that are usual."""
    rounds = kept or [RoundFacts(key=key) for key in DEFAULT_ROUNDS]
    found = [(ROUND_WORDS[each.key], usual.of_round(each)) for each in rounds]
    return [(words, due, sure(due)) for words, due in found]


def _read(
    typed: Mapping[Deadline, str], own: Days
) -> tuple[dict[Deadline, datetime.date], dict[Deadline, str]]:
    """Return the days that were written, and what could not be read, by the part of the cycle."""
    reader = DateField(required=False)
    found: dict[Deadline, datetime.date] = {}
    errors: dict[Deadline, str] = {}
    for name, text in typed.items():
        try:
            day = own.get(name) if name in own and text == shown_day(own[name]) else reader.clean(text)
        except ValidationError as error:
            errors[name] = str(error.messages[0])
        else:
            found |= {name: day} if day else {}
    return found, errors


def _seen(request: HttpRequest) -> dict[Deadline, datetime.date]:
    """Return the own days that the page showed; what no page of ours has sent is left out."""
    found: dict[Deadline, datetime.date] = {}
    for pair in request.POST.get("seen", "").split():
        name, _, day = pair.partition("=")
        try:
            found |= {cast("Deadline", name): datetime.date.fromisoformat(day)} if name in DEADLINES else {}
        except ValueError:
            continue
    return found


def _told(problem: Problem, found: str) -> str:
    return f"“{found}” {language.said(problem.why)} – {language.said(problem.remedy)}"


urlpatterns = [path("a/<int:agency>/<int:year>/dates/", dates, name="cycle_dates")]
