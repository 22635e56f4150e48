"""The first page: what must be done now."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from prongsai.web.clock import fiscal_year
from prongsai.web.page import EARLIEST_YEAR, LATEST_YEAR, Here, page, render


@page("verify.view")
def start(request: HttpRequest, here: Here) -> HttpResponse:
    """Lead everyone to where they work; strangers see what this is."""
    if here.access.person is None:
        return render(request, here, "office/welcome.html")
    agencies = {each.agency_id for each in here.access.memberships if each.role != "supervisor"}
    if len(agencies) == 1 and "supervisor" not in here.access.roles:
        return redirect("home", agency=agencies.pop(), year=fiscal_year())
    return redirect("agencies")


@page("agency.view")
def home(request: HttpRequest, here: Here) -> HttpResponse:
    return render(request, here, "office/home.html", {"stage": "home"})


@page("agency.view")
def year(request: HttpRequest, here: Here) -> HttpResponse:
    """The year switch without a script."""
    wanted = request.GET.get("year", "")
    if not (wanted.isascii() and wanted.isdigit() and EARLIEST_YEAR <= int(wanted) <= LATEST_YEAR):
        raise Http404("no such year")
    return redirect("home", agency=here.agency.pk, year=int(wanted))


urlpatterns = [
    path("", start, name="start"),
    path("a/<int:agency>/", year, name="year"),
    path("a/<int:agency>/<int:year>/", home, name="home"),
]
