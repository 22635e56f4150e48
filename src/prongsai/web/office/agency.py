"""One agency: what it is, what stands on its papers, its units and its approval chain."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path

from prongsai.core.emblem import read_emblem
from prongsai.core.errors import InputError, Problem
from prongsai.core.text import Text
from prongsai.web import language
from prongsai.web.actions import Conflict, chain, unit
from prongsai.web.actions import agency as change
from prongsai.web.models import Agency, ChainLink, Unit
from prongsai.web.office.agency_form import Details, House, StationForm, Supervisor, UnitForm
from prongsai.web.office.fields import number_of, version_of
from prongsai.web.page import Here, page, render
from prongsai.web.queries.agency import chain_of, members

SAVED = Text("บันทึกแล้ว", "Saved")
MEANWHILE = Problem(
    id="agency.meanwhile",
    where="",
    found="",
    why=Text("มีผู้อื่นแก้ข้อมูลนี้ระหว่างที่ท่านกรอก", "somebody else has changed this meanwhile"),
    remedy=Text("ค่าใหม่แสดงแล้ว ตรวจแล้วบันทึกอีกครั้ง", "what you see is yours: look at it and save again"),
)


@page("agency.view", post="agency.edit")
def details(request: HttpRequest, here: Here) -> HttpResponse:
    """Show an agency's details; each of its forms is sent alone and named by `form`."""
    sent = request.POST.get("form", "") if request.method == "POST" else ""
    agency = here.agency
    shown = {
        "details": Details(request.POST if sent == "details" else None, initial=_initial(agency)),
        "house": House(request.POST if sent == "house" else None, initial=House.of(agency)),
        "supervisor": Supervisor(
            request.POST if sent == "supervisor" else None, initial={"supervisor": agency.supervisor}
        ),
    }
    problems: tuple[Problem, ...] = ()
    if sent:
        try:
            if _saved(request, here, sent, shown):
                messages.success(request, language.said(SAVED))
                return redirect("agency_details", agency=agency.pk, year=here.year)
        except InputError as error:
            problems = error.problems
        except Conflict as conflict:
            problems = (MEANWHILE,)
            here.of_agency = conflict.current  # type: ignore[assignment]
    context: dict[str, object] = {
        "stage": "people",
        "tab": "details",
        "forms": shown,
        "sent": shown.get(sent),
        "problems": problems,
    }
    return render(request, here, "office/agency.html", context, status=422 if sent else 200)


def _initial(agency: Agency) -> dict[str, object]:
    return {name: getattr(agency, name) for name in Details.base_fields}


def _saved(request: HttpRequest, here: Here, sent: str, shown: Mapping[str, forms.Form]) -> bool:
    """Do what one of the forms asks for; false where it is not filled in rightly."""
    if sent in ("emblem", "no_emblem"):
        return _emblem_saved(request, here, sent)
    form = shown.get(sent)
    if isinstance(form, Supervisor) and form.is_valid():
        change.put_below(here.actor, here.agency, above=form.above)
    elif isinstance(form, Details | House) and form.is_valid():
        version = version_of(request)
        change.edit(here.actor, here.agency, version=version, details=form.details())
    elif form is None:
        raise Http404("no such form")
    else:
        return False
    return True


def _emblem_saved(request: HttpRequest, here: Here, sent: str) -> bool:
    if sent == "no_emblem":
        change.set_emblem(here.actor, here.agency, data=None)
        return True
    file = request.FILES.get("emblem")
    # One byte more than is allowed is read, so that a file of any size is refused by the action.
    data = file.read(change.LARGEST_EMBLEM + 1) if file is not None else b""
    name = (file.name or "") if file is not None else language.say("ตราสัญลักษณ์", "Emblem")
    change.set_emblem(here.actor, here.agency, data=data, where=name)
    return True


@page("agency.view")
def emblem(request: HttpRequest, here: Here) -> HttpResponse:
    """Send the emblem: a picture that was read as one before it was kept."""
    if not here.agency.emblem:
        raise Http404("no emblem")
    picture = read_emblem(bytes(here.agency.emblem))
    return HttpResponse(picture.data, content_type=f"image/{picture.kind}")


Step = Callable[[Here, int, forms.Form], object]


def _unit(form: forms.Form) -> dict[str, str]:
    return {"name": form.cleaned_data["name"], "key": form.cleaned_data["key"]}


UNIT_STEPS: Mapping[str, Step] = {
    "add": lambda here, row, form: unit.add(here.actor, here.agency, **_unit(form)),
    "change": lambda here, row, form: unit.change(here.actor, here.agency, row, **_unit(form)),
    "up": lambda here, row, form: unit.move(here.actor, here.agency, row, by=-1),
    "down": lambda here, row, form: unit.move(here.actor, here.agency, row, by=1),
    "remove": lambda here, row, form: unit.remove(here.actor, here.agency, row),
}
CHAIN_STEPS: Mapping[str, Step] = {
    "add": lambda here, row, form: chain.add(here.actor, here.agency, _station(form)),
    "change": lambda here, row, form: chain.change(here.actor, here.agency, row, _station(form)),
    "up": lambda here, row, form: chain.move(here.actor, here.agency, row, by=-1),
    "down": lambda here, row, form: chain.move(here.actor, here.agency, row, by=1),
    "remove": lambda here, row, form: chain.remove(here.actor, here.agency, row),
}


def _station(form: forms.Form) -> chain.Station:
    assert isinstance(form, StationForm)  # noqa: S101
    return form.station()


@page("agency.view", post="unit.edit")
def units(request: HttpRequest, here: Here) -> HttpResponseBase:
    """Show the units; add, change, order or remove one."""
    step = Sent(request, UnitForm)
    if step.done(here, UNIT_STEPS):
        return redirect("units", agency=here.agency.pk, year=here.year)
    kept = here.agency.units.all()
    rows = [(each, step.form_of(each.pk, {"name": each.name, "key": each.key})) for each in kept]
    return _listed(request, here, "units", step, rows)


@page("agency.view", post="chain.edit")
def stations(request: HttpRequest, here: Here) -> HttpResponseBase:
    """Show the approval chain; add, change, order or remove a station."""
    step = Sent(request, partial(StationForm, members(here.agency)))
    if step.done(here, CHAIN_STEPS):
        return redirect("chain", agency=here.agency.pk, year=here.year)
    rows = [(each, step.form_of(each.pk, StationForm.of(each))) for each in chain_of(here.agency)]
    return _listed(request, here, "chain", step, rows)


class Sent:
    """What was sent to a list: `do` names the step, `row` the line, 0 for a new one."""

    def __init__(self, request: HttpRequest, make: Callable[..., forms.Form]) -> None:
        self.request, self.make = request, make
        self.do = request.POST.get("do", "")
        self.row = number_of(request.POST.get("row", "")) or 0
        writes = self.do in ("add", "change")
        self.form = make(request.POST, prefix=f"r{self.row}") if writes else make()
        self.problems: tuple[Problem, ...] = ()

    def done(self, here: Here, steps: Mapping[str, Step]) -> bool:
        """Take the step; false where there is none, or where something is wrong."""
        if self.request.method != "POST":
            return False
        if self.do not in steps:
            raise Http404("no such step")
        if self.form.is_bound and not self.form.is_valid():
            return False
        try:
            steps[self.do](here, self.row, self.form)
        except InputError as error:
            self.problems = error.problems
            return False
        except ObjectDoesNotExist as error:
            raise Http404("no such line") from error
        messages.success(self.request, language.said(SAVED))
        return True

    def form_of(self, row: int, initial: Mapping[str, object]) -> forms.Form:
        """Return the form of a line: what was typed there, else what is kept; line 0 is a new one."""
        if self.form.is_bound and self.row == row:
            return self.form
        return self.make(initial=dict(initial), prefix=f"r{row}")


def _listed(
    request: HttpRequest,
    here: Here,
    tab: str,
    step: Sent,
    rows: Sequence[tuple[Unit | ChainLink, forms.Form]],
) -> HttpResponse:
    context = {
        "stage": "people",
        "tab": tab,
        "rows": rows,
        "new": step.form_of(0, {}),
        "sent": step.form if step.form.is_bound else None,
        "problems": step.problems,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, here, f"office/{tab}.html", context, status=status)


urlpatterns = [
    path("a/<int:agency>/<int:year>/agency/", details, name="agency_details"),
    path("a/<int:agency>/<int:year>/agency/emblem/", emblem, name="emblem"),
    path("a/<int:agency>/<int:year>/agency/units/", units, name="units"),
    path("a/<int:agency>/<int:year>/agency/chain/", stations, name="chain"),
]
