"""A new measure: blank, or begun from one of the catalogue for a finding or a code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from prongsai.core.catalogue import Measure as Kept
from prongsai.core.finding import Finding
from prongsai.core.plan.proposal import Occasion, drafted
from prongsai.core.summary import Plain
from prongsai.reading.catalogue import load as load_catalogue
from prongsai.web import language
from prongsai.web.actions import Refused
from prongsai.web.actions import plan as actions
from prongsai.web.models import Plan
from prongsai.web.office.measures_edit import CLOSED, Sheet, topics, with_more
from prongsai.web.office.measures_forms import MeasureForm, steps_formset
from prongsai.web.office.measures_room import find_plan, room_of
from prongsai.web.page import Here, page, render
from prongsai.web.queries.cycle import dates_of_year
from prongsai.web.queries.measure import values_from_core
from prongsai.web.queries.proposal import findings_of
from prongsai.web.queries.result import result_of


@dataclass(frozen=True)
class Offer:
    """A measure of the catalogue, in the words of the page."""

    key: str
    title: str
    approach: str


@page("plan.edit", post="plan.edit")
def new(request: HttpRequest, here: Here) -> HttpResponse:
    plan = find_plan(here)
    finding = _finding(here, request.GET.get("code", ""))
    key = request.GET.get("from", "")
    if request.method != "POST" and not key:
        return _choose(request, here, finding)
    room = room_of(here, plan)
    start = _begun(here, key, finding, room.units)
    if request.method != "POST":
        blank: Any = start["steps"]
        sheet = Sheet(MeasureForm(None, room, start), steps_formset(None, room, blank))
        return _form(request, here, sheet)
    sheet = Sheet(MeasureForm(request.POST, room, start), steps_formset(request.POST, room, []))
    if "more" in request.POST:
        return _form(request, here, with_more(request, room, start))
    if not (sheet.form.is_valid() & sheet.steps.is_valid()):
        return _form(request, here, sheet, status=422)
    return _add(request, here, plan, sheet)


def _add(request: HttpRequest, here: Here, plan: Plan | None, sheet: Sheet) -> HttpResponse:
    values = {**sheet.form.values(), "steps": sheet.steps.values()}
    try:
        begun = plan or actions.begin(here.actor, here.agency, fiscal_year=here.year)
        made = actions.add(here.actor, begun, values=values)
    except Refused:
        return _form(request, here, Sheet(sheet.form, sheet.steps, [CLOSED.at("")]), status=409)
    messages.success(request, language.say("เพิ่มมาตรการแล้ว", "The measure is added."))
    return redirect("measure", agency=here.agency.pk, year=here.year, measure=made.pk)


def _choose(request: HttpRequest, here: Here, finding: Finding | None) -> HttpResponse:
    """Offer what the catalogue has: for this finding first, then everything by topic."""
    catalogue = load_catalogue()
    wanted = finding.measures if finding else ()
    by_topic = [
        (topic, [_offer(each, here) for each in catalogue.measures.values() if each.topic == key])
        for key, topic in catalogue.topics.items()
    ]
    context: dict[str, Any] = {
        "stage": "measures",
        "finding": finding,
        "fitting": [_offer(catalogue.measures[key], here) for key in wanted],
        "by_topic": [(topic, found) for topic, found in by_topic if found],
    }
    return render(request, here, "office/measure_choose.html", context)


def _offer(kept: Kept, here: Here) -> Offer:
    title, approach = (
        language.said(each.format(agency=here.agency.name)) for each in (kept.title, kept.approach)
    )
    return Offer(kept.key, title, approach)


def _begun(here: Here, key: str, finding: Finding | None, units: Any) -> Mapping[str, Plain]:
    """Return what a new measure begins with."""
    catalogue = load_catalogue()
    answers = (finding,) if finding else ()
    if key in catalogue.measures:
        names = {unit.key: unit.name for unit in reversed(units) if unit.key}
        occasion = Occasion(
            agency=here.agency.name,
            agency_type=here.agency.type or None,
            fiscal_year=here.year,
            unit_names=names,
            lang=language.current().lang,
            dates=dates_of_year(here.agency, here.year),
        )
        return values_from_core(drafted(key, catalogue, occasion, answers), units)
    codes: list[Plain] = [each.code for each in answers]
    findings: list[Plain] = [each.id for each in answers]
    gains = [str(each.gain) for each in answers if each.gain is not None]
    return {
        **actions.EMPTY,
        "codes": codes,
        "findings": findings,
        "expected_gain": gains[0] if gains else "",
    }


def _finding(here: Here, code: str) -> Finding | None:
    kept = result_of(here.agency, here.result_year) if code else None
    if kept is None:
        return None
    return next((each for each in findings_of(kept) if code in (each.code, each.id)), None)


def _form(request: HttpRequest, here: Here, sheet: Sheet, *, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "stage": "measures",
        "measure": None,
        "form": sheet.form,
        "steps": sheet.steps,
        "problems": sheet.problems,
        "topics": topics(),
    }
    return render(request, here, "office/measure_edit.html", context, status=status)


urlpatterns = [path("a/<int:agency>/<int:year>/measures/new/", new, name="measure_new")]
