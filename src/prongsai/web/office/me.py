"""One's own settings: language and digits, for people with and without an account."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme

from prongsai.web import language
from prongsai.web.actions import person as people
from prongsai.web.page import Here, page, render


@page("person.own")
def me(request: HttpRequest, here: Here) -> HttpResponse:
    return render(request, here, "office/me.html")


@page("verify.view", post="verify.view")
def edition(request: HttpRequest, here: Here) -> HttpResponse:
    """Change language or digits, and go back to where one was."""
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = "/"
    response = HttpResponseRedirect(target)
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
