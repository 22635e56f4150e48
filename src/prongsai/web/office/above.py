"""The first pages of those who look at many agencies: supervisors, and who runs the system."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from prongsai.core.text import Text
from prongsai.web.clock import today
from prongsai.web.page import Here, page, render
from prongsai.web.queries import overview
from prongsai.web.queries.job import STAGES
from prongsai.web.queries.system import system_now


@page("agency.list")
def below(request: HttpRequest, here: Here) -> HttpResponse:
    """List the agencies that one supervises: what is late first, then the lowest total."""
    agencies = overview.supervised(here.access)
    if agencies.query.is_empty():
        return redirect("agencies")
    places = overview.places_of(agencies, here.year, today())
    listed = overview.page_of(places, request.GET.get("page", "1"))
    context = {
        "list": listed,
        "rows": overview.rows_of(listed, here.year),
        "overview": overview.overview_of(places),
    }
    return render(request, here, "office/below.html", context)


@page("job.system")
def system(request: HttpRequest, here: Here) -> HttpResponse:
    """How the system is, and where each part of it is looked after."""
    now = system_now()
    jobs: list[tuple[Text, str, int]] = [
        (*STAGES[stage], number) for stage, number in now.jobs.items() if number
    ]
    return render(request, here, "office/system.html", {"now": now, "jobs": jobs})


urlpatterns = [path("below/", below, name="below"), path("system/", system, name="system")]
