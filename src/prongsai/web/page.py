"""What every page begins with: who asks, for which agency and year, and whether they may.

    @page("result.view", post="result.enter")
    def result(request: HttpRequest, here: Here) -> HttpResponse: ...

An address may carry `agency` and `year`; both end up in `here`. A view without `@page` does not exist:
tests/web/test_access.py walks every address.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import render as django_render

from prongsai.core.cycle import STAGES, Stage
from prongsai.core.cycle.stage import StageState, states
from prongsai.core.text import Text
from prongsai.web.access import PUBLIC, Access, Subject, access_of, may, rules, subject_of
from prongsai.web.actions import Actor
from prongsai.web.actions.once import key_of, once
from prongsai.web.clock import fiscal_year, recorded, today
from prongsai.web.models import Agency
from prongsai.web.queries.cycle import Year, year_of
from prongsai.web.queries.rail import HOME, PAGES, SHELF, Stop, bar_of, stop

# What a database can hold; it refuses to look for more.
LARGEST_ID = 2**63 - 1
EARLIEST_YEAR, LATEST_YEAR = 2562, 2599


@dataclass
class Here:
    """Where a request is: the person with their roles, the agency and the fiscal year N of the cycle.

    N is the year of the measures: the result analysed in it is that of N − 1, its outcome that of N.
    """

    access: Access
    of_agency: Agency | None
    year: int

    @property
    def agency(self) -> Agency:
        if self.of_agency is None:
            raise Http404("an address without an agency")
        return self.of_agency

    @property
    def result_year(self) -> int:
        return self.year - 1

    @cached_property
    def actor(self) -> Actor:
        return Actor(self.access, recorded())

    def may(self, action: str, thing: object = None) -> bool:
        """Whether a button for `action` is shown; the action asks again."""
        subject = Subject(self.of_agency) if thing is None else subject_of(thing)
        return may(self.access, action, subject)

    def require(self, action: str, thing: object) -> None:
        """Raise where a page shows more than its address told the permission function."""
        if not self.may(action, thing):
            raise PermissionDenied(action)

    @cached_property
    def can(self) -> dict[str, bool]:
        """For templates: {% if here.can.result_enter %}."""
        return {name.replace(".", "_"): self.may(name) for name in rules()}

    @cached_property
    def years(self) -> list[int]:
        """The years that the switch offers, newest first."""
        newest = max(self.year, fiscal_year() + 1)
        return list(range(newest, EARLIEST_YEAR, -1))

    @cached_property
    def cycle(self) -> Year:
        """What is known of the agency's year, in one query for all of a page."""
        return year_of(self.agency, self.year)

    @cached_property
    def states(self) -> Mapping[Stage, StageState]:
        """Where each stage of the cycle stands today."""
        return states(self.cycle.facts, today())

    @cached_property
    def rail(self) -> list[Stop]:
        """The stages of the cycle that this person sees, with their states."""
        return self._stops(PAGES)

    @cached_property
    def shelf(self) -> list[Stop]:
        """What lies beside the cycle."""
        return self._stops(SHELF)

    @cached_property
    def bar(self) -> list[Stop]:
        """The four things that this person needs on a phone."""
        roles = {*self.access.roles_in(self.agency), *self.access.roles}
        found = {each.id: each for each in (Stop("home", HOME, self.path()), *self.rail, *self.shelf)}
        return [found[id_] for id_ in bar_of(roles) if id_ in found]

    def _stops(self, pages: tuple[tuple[str, Text, str, str], ...]) -> list[Stop]:
        shown = [(id_, title, self.path(href)) for id_, title, href, needed in pages if self.may(needed)]
        # Who sees no stage of it is told nothing about it.
        told = self.states if any(page[0] in STAGES for page in shown) else {}
        return [stop(page, told) for page in shown]

    def path(self, page: str = "", year: int | None = None) -> str:
        """The address of a page of this agency: `path("result/")`."""
        return f"/a/{self.agency.pk}/{year or self.year}/{page}"


View = Callable[..., HttpResponseBase]
Ahead = Callable[[HttpRequest], None]


def page(action: str, *, post: str | None = None, ahead: Ahead | None = None) -> Callable[[View], View]:
    """Make a function a page that needs `action` to be seen, and `post` to be sent to.

    `ahead` does what takes time with what was sent: a form that is taken once holds the database while it is taken.
    """

    def wrap(view: View) -> View:
        @wraps(view)
        def run(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            needed = _needed(request, action, post)
            if needed is None:
                return HttpResponseNotAllowed(["GET", "HEAD", "OPTIONS", *(["POST"] if post else [])])
            if "\0" in request.path:
                # No name has it, and one kind of database breaks when it is asked.
                raise Http404("no such name")
            if any(isinstance(part, int) and part > LARGEST_ID for part in kwargs.values()):
                raise Http404("no such number")
            here = _here(request, kwargs)
            if not here.may(needed):
                raise PermissionDenied(needed)
            if ahead is not None and request.method == "POST":
                ahead(request)
            key = key_of(request, here.access.person) if request.method == "POST" else ""
            answer = (
                once(key, lambda: view(request, here, **kwargs)) if key else view(request, here, **kwargs)
            )
            for do in getattr(request, "afterwards", ()):
                do()
            return answer

        run.asks, run.asks_to_post = action, post  # type: ignore[attr-defined]
        return login_not_required(run) if rules()[action].reach[PUBLIC] else run

    return wrap


def afterwards(request: HttpRequest, do: Callable[[], None]) -> None:
    """Do something when the form is taken and the database let go: what waits for another machine."""
    request.afterwards = [*getattr(request, "afterwards", ()), do]  # type: ignore[attr-defined]


def render(
    request: HttpRequest,
    here: Here,
    template: str,
    context: dict[str, object] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """Write a page; htmx gets the same template and takes from it what it asked for."""
    return django_render(request, template, {"here": here, **(context or {})}, status=status)


def _needed(request: HttpRequest, action: str, post: str | None) -> str | None:
    if request.method in ("GET", "HEAD"):
        return action
    return post if request.method == "POST" else None


def _here(request: HttpRequest, kwargs: dict[str, Any]) -> Here:
    access = access_of(request.user)
    number, year = kwargs.pop("agency", None), kwargs.pop("year", None)
    if year is not None and not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise Http404("no such year")
    return Here(access, _agency(access, number), year or fiscal_year())


def _agency(access: Access, number: int | None) -> Agency | None:
    if number is None:
        return None
    own = next((each.agency for each in access.memberships if each.agency_id == number), None)
    found = own or Agency.objects.filter(pk=number).first()
    if found is None:
        raise Http404("no such agency")
    return found
