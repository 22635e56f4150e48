"""What is done to a plan as a whole: proposing, removing and putting back, opening it again."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from prongsai.core.errors import InputError, Problem
from prongsai.core.plan.draft import read_words
from prongsai.web import language
from prongsai.web.actions import Conflict
from prongsai.web.actions import plan as actions
from prongsai.web.models import AuditEntry, Measure, Plan
from prongsai.web.office.fields import version_of
from prongsai.web.office.measures_room import plan_here
from prongsai.web.page import Here, page, render
from prongsai.web.queries.history import removed_of
from prongsai.web.queries.proposal import findings_of, open_findings, proposal_of
from prongsai.web.queries.result import result_of


@page("plan.edit", post="plan.edit")
def propose(request: HttpRequest, here: Here) -> HttpResponse:
    """Draft measures for findings that none answers yet, those that are chosen; a second time adds nothing."""
    kept = result_of(here.agency, here.result_year)
    if kept is None:
        raise Http404("no result to propose from")
    there = Measure.objects.filter(plan__agency=here.agency, plan__fiscal_year=here.year)
    proposed = proposal_of(here.agency, kept, open_findings(findings_of(kept), there))
    if request.method != "POST":
        return render(
            request, here, "office/measures_propose.html", {"stage": "measures", "proposed": proposed}
        )
    chosen = tuple(each for each in proposed.measures if each.id in request.POST.getlist("keep"))
    if chosen:
        made = actions.take(here.actor, here.agency, plan=replace(proposed, measures=chosen), only_open=True)
        messages.success(request, _proposed(made, len(chosen)))
    elif proposed.measures:
        messages.warning(request, language.say("ยังไม่ได้เลือกมาตรการ", "No measure is chosen."))
        return redirect("measures_propose", agency=here.agency.pk, year=here.year)
    else:
        messages.info(
            request, language.say("ข้อค้นพบทุกข้อมีมาตรการรองรับแล้ว", "Every finding has a measure already.")
        )
    return redirect("measures", agency=here.agency.pk, year=here.year)


def _proposed(plan: Plan, number: int) -> str:
    """Say how many were drafted, and whom they name who is no unit of the agency."""
    others = dict.fromkeys(name for measure in plan.measures.all() for name in measure.other_owners)
    told = language.say(
        "ร่างมาตรการแล้ว {number} มาตรการ ปรับถ้อยคำให้ตรงกับหน่วยงานก่อนเสนออนุมัติ",
        "{number} measures are drafted. Fit their words to the agency before approval.",
        number=number,
    )
    if not others:
        return told
    return (
        told
        + " "
        + language.say(
            "ผู้รับผิดชอบที่ยังไม่มีในรายชื่อส่วนงาน: {names}",
            "Named as responsible, but not among the units: {names}.",
            names=", ".join(others),
        )
    )


@page("plan.view", post="plan.edit")
def remove(request: HttpRequest, here: Here, measure: int) -> HttpResponse:
    """Take a measure out; it can be put back at any time while the plan is a draft."""
    if request.method != "POST":
        return redirect("measure", agency=here.agency.pk, year=here.year, measure=measure)
    plan = plan_here(here)
    try:
        actions.remove(here.actor, plan, measure=measure, version=version_of(request))
    except Conflict:
        messages.warning(
            request,
            language.say(
                "ยังไม่ได้ลบ เพราะมีผู้แก้มาตรการนี้หลังจากที่ท่านเปิดหน้า ตรวจดูก่อนแล้วลบใหม่",
                "Not removed: somebody has changed this measure since you opened the page. Look at it, then try again.",
            ),
        )
        return redirect("measure", agency=here.agency.pk, year=here.year, measure=measure)
    except InputError as error:
        messages.error(
            request,
            " ".join(language.said(each.why) + " – " + language.said(each.remedy) for each in error.problems),
        )
        return redirect("measure", agency=here.agency.pk, year=here.year, measure=measure)
    messages.success(
        request,
        language.say(
            "ลบมาตรการแล้ว นำกลับมาได้จากรายการด้านล่าง",
            "The measure is removed. It can be put back from this list.",
        ),
    )
    return redirect("measures_removed", agency=here.agency.pk, year=here.year)


@page("plan.view", post="plan.edit")
def removed(request: HttpRequest, here: Here) -> HttpResponse:
    """List what was taken out, and put it back."""
    plan = plan_here(here)
    entries = removed_of(plan, here.agency)
    if request.method == "POST":
        entry = next((each for each in entries if str(each.pk) == request.POST.get("entry")), None)
        if entry is not None:
            return _restored(request, here, plan, entry)
        return redirect("measures_removed", agency=here.agency.pk, year=here.year)
    return render(
        request,
        here,
        "office/measures_removed.html",
        {"stage": "measures", "entries": entries, "may_edit": here.may("plan.edit", plan)},
    )


def _restored(request: HttpRequest, here: Here, plan: Plan, entry: AuditEntry) -> HttpResponse:
    back = actions.restore(here.actor, plan, entry=entry)
    messages.success(request, language.say("นำมาตรการกลับมาแล้ว", "The measure is back."))
    return redirect("measure", agency=here.agency.pk, year=here.year, measure=back.pk)


@page("plan.revise", post="plan.revise")
def revise(request: HttpRequest, here: Here) -> HttpResponse:
    """Open an approved plan again; why is told to whoever approves the next version."""
    plan = plan_here(here)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            actions.revise(here.actor, plan, reason=read_words(request.POST.get("reason", "")))
        except InputError as error:
            problems = error.problems
        else:
            messages.success(
                request,
                language.say(
                    "เปิดแก้มาตรการแล้ว ฉบับที่อนุมัติไว้ยังอยู่ แก้เสร็จให้เสนออนุมัติใหม่",
                    "The measures are open again. The approved version stays; send the new one up when it is ready.",
                ),
            )
            return redirect("measures", agency=here.agency.pk, year=here.year)
    return render(
        request,
        here,
        "office/measures_revise.html",
        {"stage": "measures", "plan": plan, "problems": problems},
        status=422 if problems else 200,
    )


PREFIX = "a/<int:agency>/<int:year>/measures/"
urlpatterns = [
    path(PREFIX + "propose/", propose, name="measures_propose"),
    path(PREFIX + "removed/", removed, name="measures_removed"),
    path(PREFIX + "revise/", revise, name="measures_revise"),
    path(PREFIX + "<int:measure>/remove/", remove, name="measure_remove"),
]
