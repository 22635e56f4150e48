"""The measures of a year as a strip from October to September."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from django.http import HttpRequest, HttpResponse
from django.urls import path

from prongsai.core.plan import Period
from prongsai.core.text import Text
from prongsai.render import chart_strip
from prongsai.render.chart_strip import State, Strip, StripMeasure, StripStep
from prongsai.web import language
from prongsai.web.clock import today
from prongsai.web.office.measures_room import choice_of, shared
from prongsai.web.page import Here, page, render
from prongsai.web.picture import picture
from prongsai.web.queries.board import Card, board_of


@page("plan.view")
def strip(request: HttpRequest, here: Here) -> HttpResponse:
    whole = board_of(here.agency, here.year, today())
    choice = choice_of(request)
    drawn = strip_of(here.year, whole.only(choice).cards, today())
    context = {
        **shared(here, whole, choice),
        "strip": drawn,
        "states": chart_strip.STATES,
        "picture": picture(chart_strip.svgs, chart_strip.caption, drawn) if drawn.measures else None,
        "undated": [card for card in whole.only(choice).cards if not list(_steps(card, today()))],
    }
    return render(request, here, "office/measures_strip.html", context)


def strip_of(year: int, cards: Iterable[Card], day: datetime.date) -> Strip:
    """Return the strip of measures that have days at all; a measure without steps is one bar."""
    measures = [
        StripMeasure(label=Text(card.row.title, card.row.title), steps=tuple(_steps(card, day)))
        for card in cards
    ]
    return Strip(id="year", year=year, measures=tuple(each for each in measures if each.steps), today=day)


def _steps(card: Card, day: datetime.date) -> Iterator[StripStep]:
    for step in card.value.steps:
        period = step.period or card.value.period
        if period is not None:
            text = language.say("{number}. ", "{number}. ", number=step.number) + step.text
            label = Text(text, text)
            state = _state(card, step.number, period, day)
            yield StripStep(begins=period.begins, ends=period.ends, state=state, label=label)
    if not card.value.steps and card.value.period is not None:
        period = card.value.period
        yield StripStep(begins=period.begins, ends=period.ends, state=_state(card, 0, period, day))


def _state(card: Card, number: int, period: Period, day: datetime.date) -> State:
    status = card.standing.steps.get(number, card.standing.status)
    if status == "done":
        return "done"
    # A new date that was promised does not make the days of the plan true.
    if number in card.late or period.ends < day:
        return "late"
    return "now" if status in ("in_progress", "partial") or period.begins <= day <= period.ends else "todo"


urlpatterns = [path("a/<int:agency>/<int:year>/measures/strip/", strip, name="measures_strip")]
