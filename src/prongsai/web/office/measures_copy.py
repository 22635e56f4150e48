"""Taking measures over from last year: with how they ended, and which scores have moved since."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from prongsai.web import language
from prongsai.web.actions import plan as actions
from prongsai.web.clock import today
from prongsai.web.models import Measure
from prongsai.web.office.measures_words import names_in, told
from prongsai.web.page import Here, page, render
from prongsai.web.queries.last_year import Old, for_new_year, last_year, since_last_year
from prongsai.web.queries.measure import Values, measures_of, with_owners


@page("plan.edit", post="plan.edit")
def copy(request: HttpRequest, here: Here) -> HttpResponse:
    board, old = last_year(here.agency, here.year, today())
    if request.method != "POST":
        context = {"stage": "measures", "board": board, "old": old}
        return render(request, here, "office/measures_copy.html", context)
    chosen = [
        each for each in old if str(each.card.row.pk) in request.POST.getlist("keep") and not each.copied
    ]
    if not chosen:
        messages.warning(request, language.say("ยังไม่ได้เลือกมาตรการ", "No measure is chosen."))
        return redirect("measures_copy", agency=here.agency.pk, year=here.year)
    actions.copy(here.actor, here.agency, fiscal_year=here.year, copies=_copies(here, chosen))
    messages.success(
        request,
        language.say(
            "คัดลอกมาแล้ว {number} มาตรการ เลื่อนวันไปหนึ่งปี ตรวจวันและผู้รับผิดชอบอีกครั้ง",
            "{number} measures are copied, their days a year later. Look at days and owners again.",
            number=len(chosen),
        ),
    )
    return redirect("measures", agency=here.agency.pk, year=here.year)


def _copies(here: Here, chosen: list[Old]) -> list[tuple[int, Values]]:
    plan = chosen[0].card.row.plan
    whole = {row.pk: row for row in measures_of(plan)}
    return [(each.card.row.pk, for_new_year(whole[each.card.row.pk], here.year)) for each in chosen]


@page("plan.view")
def beside(request: HttpRequest, here: Here, measure: int) -> HttpResponse:
    """What differs from last year's measure."""
    pair = Measure.objects.filter(Q(pk=measure) | Q(copies=measure)).select_related("plan").distinct()
    rows = {row.pk: row for row in with_owners(pair)}
    row = rows.get(measure)
    if row is None or (row.plan.agency_id, row.plan.fiscal_year) != (here.agency.pk, here.year):
        raise Http404("no such measure in this year")
    source = rows.get(row.copied_from_id or 0)
    changed = since_last_year(row, source) if source else {}
    changes = told(changed, names_in(rows.values()))
    context = {"stage": "measures", "measure": row, "source": source, "changes": changes}
    return render(request, here, "office/measure_beside.html", context)


PREFIX = "a/<int:agency>/<int:year>/measures/"
urlpatterns = [
    path(PREFIX + "copy/", copy, name="measures_copy"),
    path(PREFIX + "<int:measure>/last-year/", beside, name="measure_beside"),
]
