"""Agencies: the list, and adding one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from prongsai.core.agency import AGENCY_TYPES
from prongsai.core.errors import InputError
from prongsai.web import language
from prongsai.web.actions import agency as change
from prongsai.web.office import agency, register, register_job
from prongsai.web.office.agency_form import NewAgency
from prongsai.web.page import Here, page, render
from prongsai.web.queries import agencies as queries


@page("agency.list")
def agencies(request: HttpRequest, here: Here) -> HttpResponse:
    """List the agencies that a person sees."""
    wanted = queries.Wanted(*(_asked(request, name) for name in ("q", "type", "province")))
    listed = queries.page_of(queries.found(here.access, wanted), request.GET.get("page", "1"))
    lines = queries.lines(here.access, listed, here.year)
    context = {
        "list": listed,
        "lines": lines,
        "wanted": wanted,
        "types": AGENCY_TYPES.values(),
        "provinces": queries.provinces(here.access),
        "tells": any(line.state for line in lines),
    }
    return render(request, here, "office/agencies.html", context)


def _asked(request: HttpRequest, name: str) -> str:
    # PostgreSQL knows no text with the sign 0 in it.
    return request.GET.get(name, "").replace("\0", "")[:100]


@page("agency.create", post="agency.create")
def new(request: HttpRequest, here: Here) -> HttpResponse:
    """Add an agency; its first officer is invited next."""
    form = NewAgency(request.POST or None)
    problems: tuple[object, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            made = change.create(here.actor, None, details=form.details(), above=form.above)
        except InputError as error:
            problems = error.problems
        else:
            messages.success(
                request,
                language.say(
                    "เพิ่มหน่วยงานแล้ว เชิญเจ้าหน้าที่คนแรกได้เลย", "The agency is added. Invite its first officer."
                ),
            )
            return redirect("person_invite", agency=made.pk, year=here.year)
    status = 422 if request.method == "POST" else 200
    return render(
        request, here, "office/agency_new.html", {"form": form, "problems": problems}, status=status
    )


urlpatterns = [
    path("agencies/", agencies, name="agencies"),
    path("agencies/new/", new, name="agency_new"),
    *register.urlpatterns,
    *register_job.urlpatterns,
    *agency.urlpatterns,
]
