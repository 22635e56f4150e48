"""One measure: everything about it, its form, and what happens when two people have edited it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.core import signing
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from prongsai.core.errors import InputError, Problem
from prongsai.core.fault import Fault
from prongsai.core.summary import Plain
from prongsai.core.text import Text
from prongsai.reading.catalogue import load as load_catalogue
from prongsai.reading.framework import find_year
from prongsai.reading.framework import load as load_framework
from prongsai.web import language
from prongsai.web.actions import Conflict, Refused
from prongsai.web.actions import plan as actions
from prongsai.web.clock import today
from prongsai.web.models import Entry, Measure
from prongsai.web.office.fields import number_of, version_of
from prongsai.web.office.measures_forms import (
    BLANK_STEPS,
    MeasureForm,
    Room,
    Steps,
    round_words,
    steps_formset,
)
from prongsai.web.office.measures_merge import Sent, faults, merge_page, met, sent_back, with_all
from prongsai.web.office.measures_room import (
    closed,
    editable,
    measure_here,
    plan_here,
    room_of,
    title_here,
    units_of,
)
from prongsai.web.office.measures_words import names_of, told
from prongsai.web.page import Here, page, render
from prongsai.web.queries.board import cards_of
from prongsai.web.queries.history import as_it_was, changes_of, since
from prongsai.web.queries.measure import values_of
from prongsai.web.queries.proposal import findings_of
from prongsai.web.queries.result import result_of

CLOSED = Fault(
    "plan.closed",
    Text("แผนนี้เสนออนุมัติหรืออนุมัติแล้ว จึงยังไม่ได้บันทึก", "the plan has been sent up or approved, so nothing is saved"),
    Text("คัดลอกสิ่งที่พิมพ์ไว้ แล้วเปิดหน้ามาตรการอีกครั้ง", "copy what you typed, and open the measure again"),
)


@dataclass(frozen=True)
class Sheet:
    """The form of a measure with its steps, and what is wrong with both together."""

    form: MeasureForm
    steps: Steps
    problems: Sequence[Problem] = ()


@page("plan.view")
def measure(request: HttpRequest, here: Here, measure: int) -> HttpResponse:
    row = title_here(here, measure)
    prefetch_related_objects([row], "steps")
    entries = Entry.objects.filter(round__plan=row.plan, measure=row).select_related("round")
    (card,) = cards_of(row.plan, [row], list(entries), today())
    kept = result_of(here.agency, row.plan.result_year)
    context = {
        "stage": "measures",
        "measure": row,
        "card": card,
        "rounds": round_words(row.rounds),
        "steps": [
            (
                step,
                card.standing.steps.get(step.number, "planned"),
                step.number in card.late,
                card.step_units.get(step.pk, ()),
            )
            for step in row.steps.all()
        ],
        "answers": answers(row, kept),
        "closed": closed(here, row.plan),
        "may_edit": editable(here, row.plan),
    }
    return render(request, here, "office/measure.html", context)


def answers(row: Measure, kept: Any) -> list[dict[str, Any]]:
    """Return what a measure is to improve: each code with its title and, where the result knows it, its finding."""
    framework = load_framework(kept.framework) if kept is not None else find_year(row.plan.result_year)
    found = {each.code: each for each in findings_of(kept)} if kept is not None else {}
    by_id = {each.id: each.code for each in found.values()}
    codes = dict.fromkeys([*row.codes, *(by_id[each] for each in row.findings if each in by_id)])
    known = framework.nodes if framework else {}
    return [
        {
            "code": code,
            "title": framework.title_of(code) if framework and code in known else "",
            "finding": found.get(code),
        }
        for code in codes
    ]


@page("plan.view")
def history(request: HttpRequest, here: Here, measure: int) -> HttpResponse:
    """Who changed what, newest first."""
    row = title_here(here, measure)
    changes = changes_of(here.agency, row)
    names = names_of(units_of(here), [change.fields for change in changes])
    context = {
        "stage": "measures",
        "measure": row,
        "changes": [(change, told(change.fields, names)) for change in changes],
        "may_edit": editable(here, row.plan),
    }
    return render(request, here, "office/measure_history.html", context)


@page("plan.view", post="plan.edit")
def edit(request: HttpRequest, here: Here, measure: int) -> HttpResponse:
    if request.method == "POST" and not _there(here, measure):
        return _gone(request, here)
    row = measure_here(here, measure)
    room = room_of(here, row.plan, row)
    kept = values_of(row)
    if request.method != "POST":
        return _form(request, here, row, blank_sheet(room, _asked_for(request, here, row) or kept))
    if "merge" in request.POST:
        return _merge(request, here, row)
    form = MeasureForm(request.POST, room, kept)
    steps = steps_formset(request.POST, room, [])
    if "more" in request.POST:
        return _form(request, here, row, with_more(request, room, kept))
    if not (form.is_valid() & steps.is_valid()):
        return _form(request, here, row, Sheet(form, steps), status=422)
    return _save(request, here, row, Sheet(form, steps))


def with_more(request: HttpRequest, room: Room, kept: Mapping[str, Plain]) -> Sheet:
    """Keep what was typed, unchecked, and put blank rows behind the steps."""
    data = request.POST.copy()
    total = data.get("steps-TOTAL_FORMS", "0")
    rows = int(total) if total.isascii() and total.isdigit() and len(total) < 4 else 0
    data["steps-TOTAL_FORMS"] = str(rows + BLANK_STEPS)
    return Sheet(MeasureForm(data, room, kept), steps_formset(data, room, []))


def _save(request: HttpRequest, here: Here, row: Measure, sheet: Sheet) -> HttpResponse:
    values = {**sheet.form.values(), "steps": sheet.steps.values()}
    version = version_of(request)
    try:
        actions.save(here.actor, row.plan, measure=row.pk, version=version, values=values)
    except Conflict:
        return _meet(request, here, row, Sent(values, version))
    except Refused:
        return _form(request, here, row, replace(sheet, problems=[CLOSED.at("")]), status=409)
    except InputError as error:
        return _form(request, here, row, replace(sheet, problems=error.problems), status=422)
    return _saved(request, here, row)


def _meet(request: HttpRequest, here: Here, row: Measure, mine: Sent) -> HttpResponse:
    """Show what two people wrote; where all that one of them wrote stands already there is nothing to choose."""
    now = measure_here(here, row.pk)
    if met(here, now, mine).settled:
        return _saved(request, here, now)
    return merge_page(request, here, now, mine)


def _there(here: Here, number: int) -> bool:
    return Measure.objects.filter(plan__agency=here.agency, plan__fiscal_year=here.year, pk=number).exists()


def _gone(request: HttpRequest, here: Here) -> HttpResponse:
    """Somebody has removed the measure meanwhile: give back the words that were typed."""
    plan_here(here)
    names = (
        "title",
        "approach",
        "monitoring_note",
        *(name for name in request.POST if name.endswith("-text")),
    )
    typed = [text for name in names if (text := request.POST.get(name, "").strip())]
    context: dict[str, object] = {"stage": "measures", "typed": typed}
    return render(request, here, "office/measure_gone.html", context, status=409)


def _merge(request: HttpRequest, here: Here, row: Measure) -> HttpResponse:
    """Save what was chosen of the two; if somebody was faster again, choose again."""
    try:
        sent = sent_back(request, row)
    except signing.BadSignature as error:
        raise Http404("not what this page has sent") from error
    if version_of(request) != row.version:
        # What was chosen was chosen between other words.
        return _meet(request, here, row, replace(sent, choices={}))
    both = met(here, row, sent)
    sent = with_all(both, sent, request.POST.get("all", ""))
    problems = faults(both, sent)
    if problems:
        return merge_page(request, here, row, replace(sent, problems=problems))
    values = both.found.values(sent.choices)
    if "edit" in request.POST:
        return _form(request, here, row, blank_sheet(room_of(here, row.plan, row), values), status=409)
    try:
        actions.save(here.actor, row.plan, measure=row.pk, version=row.version, values=values)
    except Conflict:
        return _meet(request, here, row, replace(sent, choices={}))
    except (Refused, InputError) as error:
        problems = [*error.problems] if isinstance(error, InputError) else [CLOSED.at("")]
        return merge_page(request, here, row, replace(sent, problems=problems))
    return _saved(request, here, row)


def _saved(request: HttpRequest, here: Here, row: Measure) -> HttpResponse:
    messages.success(request, language.say("บันทึกมาตรการแล้ว", "The measure is saved."))
    return redirect("measure", agency=here.agency.pk, year=here.year, measure=row.pk)


def _form(request: HttpRequest, here: Here, row: Measure, sheet: Sheet, *, status: int = 200) -> HttpResponse:
    if not editable(here, row.plan) and status == 200:
        return redirect("measure", agency=here.agency.pk, year=here.year, measure=row.pk)
    context = {
        "stage": "measures",
        "measure": row,
        "form": sheet.form,
        "steps": sheet.steps,
        "version": request.POST.get("version", row.version),
        "problems": sheet.problems,
        "topics": topics(),
        "before": number_of(request.GET.get("from", "")) if status == 200 else None,
    }
    return render(request, here, "office/measure_edit.html", context, status=status)


def topics() -> list[str]:
    """The topics that the official analysis uses, to choose from."""
    return [language.said(topic.title) for topic in load_catalogue().topics.values()]


def blank_sheet(room: Room, values: Mapping[str, Any]) -> Sheet:
    """Return the form with values to be looked at and sent; nothing has been typed yet."""
    return Sheet(MeasureForm(None, room, values), steps_formset(None, room, values["steps"]))


def _asked_for(request: HttpRequest, here: Here, row: Measure) -> dict[str, Any] | None:
    """Return the measure as it was at the version that the address asks for; saving it is as any other change."""
    version = number_of(request.GET.get("from", ""))
    return as_it_was(since(here.agency, row, version)) if version and version < row.version else None


PREFIX = "a/<int:agency>/<int:year>/measures/<int:measure>/"
urlpatterns = [
    path(PREFIX, measure, name="measure"),
    path(PREFIX + "edit/", edit, name="measure_edit"),
    path(PREFIX + "history/", history, name="measure_history"),
]
