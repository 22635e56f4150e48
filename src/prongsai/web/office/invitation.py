"""Where an invited person sets a first password. The secret of the link is taken out of the address at once."""

from __future__ import annotations

from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path

from prongsai.core.errors import InputError
from prongsai.web.actions import member
from prongsai.web.clock import recorded
from prongsai.web.models import Invitation
from prongsai.web.office.people_form import FirstPassword
from prongsai.web.page import Here, page, render
from prongsai.web.sign_in.views import too_many

KEPT = "invitation"


@page("invitation.accept")
def open_link(request: HttpRequest, here: Here, secret: str) -> HttpResponse:
    """Take the secret out of the address, so that no Referer and no history shows it.

    A secret that nobody was given is not kept: strangers would fill the table of sessions.
    """
    if member.find(secret) is None:
        response = render(request, here, "office/invitation_spent.html", status=404)
    else:
        request.session[KEPT] = secret
        response = redirect("invitation")
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@page("invitation.accept", post="invitation.accept")
def accept(request: HttpRequest, here: Here) -> HttpResponseBase:
    """Ask for a name and a password, and sign the person in."""
    if not ratelimit.consume(request, action="accept_invitation"):
        return too_many(request)
    found = member.find(request.session.get(KEPT, ""))
    if found is None or not member.is_open(found, recorded()):
        return render(request, here, "office/invitation_spent.html", status=404 if found is None else 410)
    form = FirstPassword(found.person, request.POST or None, initial={"name": found.person.name})
    if request.method == "POST" and form.is_valid():
        try:
            return _joined(request, here, found, form)
        except InputError:
            return render(request, here, "office/invitation_spent.html", status=410)
    context = {"form": form, "invited": found.person, "places": _places(found)}
    return render(
        request, here, "office/invitation.html", context, status=422 if request.method == "POST" else 200
    )


def _places(invitation: Invitation) -> list[str]:
    held = invitation.person.memberships.select_related("agency")
    return list(dict.fromkeys(each.agency.name for each in held))


def _joined(request: HttpRequest, here: Here, found: Invitation, form: FirstPassword) -> HttpResponseBase:
    data = form.cleaned_data
    person = member.accept(here.actor, found, name=data["name"], password=data["password1"])
    # A new session: whoever had this browser before is signed out, and nobody can have known its key.
    request.session.flush()
    answer: HttpResponseBase = perform_login(request, person, email_verification="none", redirect_url="/")
    return answer


urlpatterns = [
    path("invitation/", accept, name="invitation"),
    path("invitation/<str:secret>/", open_link, name="invitation_open"),
]
