"""One's own settings: language and digits, for people with and without an account."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from prongsai.web import language
from prongsai.web.actions import person as people
from prongsai.web.links import whole
from prongsai.web.models import Person
from prongsai.web.office.fields import LineField
from prongsai.web.page import Here, page, render


class Mine(forms.Form):
    """How one is called, and whether reminders come by e-mail."""

    name = LineField(label=language.lazily("ชื่อ-สกุล", "Name"), most=200)
    position = LineField(label=language.lazily("ตำแหน่ง", "Position"), most=200, required=False)
    mail_reminders = forms.BooleanField(
        label=language.lazily("ส่งเตือนงานทางอีเมล", "Reminders by e-mail"), required=False
    )


@page("person.own", post="person.own")
def me(request: HttpRequest, here: Here) -> HttpResponse:
    """Show one's own settings in one place; each leads on to where it is changed."""
    person = here.access.person
    if person is None:
        raise Http404("nobody is signed in")
    if request.POST.get("do") == "calendar":
        people.renew_calendar(here.actor, person)
        messages.success(request, language.say("ทำที่อยู่ปฏิทินใหม่แล้ว", "The calendar has a new address"))
        return redirect("me")
    shown = {name: getattr(person, name) for name in Mine.base_fields}
    form = Mine(request.POST if request.method == "POST" else None, initial=shown)
    if form.is_bound and form.is_valid():
        people.edit(here.actor, person, **form.cleaned_data)
        messages.success(request, language.say("บันทึกแล้ว", "Saved"))
        return redirect("me")
    return render(request, here, "office/me.html", _me(person, form), status=422 if form.is_bound else 200)


def _me(person: Person, form: Mine) -> dict[str, object]:
    return {
        "form": form,
        "calendar": whole(reverse("calendar", args=[person.calendar_token])),
        "sessions": UserSession.objects.filter(user=person).count(),
        "has_password": person.has_usable_password(),
        "issuer": settings.ENVIRONMENT.oidc,
    }


@page("verify.view", post="verify.view")
def edition(request: HttpRequest, here: Here) -> HttpResponse:
    """Change language or digits, and go back to where one was."""
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = "/"
    response = HttpResponseRedirect(target)
    if request.method != "POST":
        # Whoever opens the address changes nothing.
        return response
    chosen = {name: request.POST.get(name, "") for name in (language.LANG_COOKIE, language.DIGITS_COOKIE)}
    if here.access.person is not None:
        people.choose_edition(here.actor, here.access.person, **chosen)
    for name, value in chosen.items():
        if value in people.EDITIONS[name]:
            response.set_cookie(
                name,
                value,
                max_age=365 * 86400,
                samesite="Lax",
                secure=settings.ENVIRONMENT.secure,
                httponly=True,
            )
    return response


urlpatterns = [path("me/", me, name="me"), path("me/edition/", edition, name="edition")]
