"""Sign-in pages that are ours."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

import requests
from allauth.account.views import LoginView, logout
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from prongsai.core.text import Text
from prongsai.web.sign_in.adapters import wait_words
from prongsai.web.sign_in.kept import FIELD, hidden_fields, hold
from prongsai.web.sign_in.rates import WAIT

logger = logging.getLogger(__name__)


class SignIn(LoginView):  # type: ignore[misc]
    """The sign-in page; in demo mode with a button for every role."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if settings.ENVIRONMENT.demo:
            from prongsai.web.demo import sign_ins

            context["sign_ins"] = sign_ins()
        sealed = kwargs.get(FIELD) or self.request.POST.get(FIELD)
        if sealed:
            context |= {FIELD: True, "redirect_field": hidden_fields(sealed)}
        return context

    def form_valid(self, form: Any) -> HttpResponse:
        # Here and not at the end of the sign-in: a second step knows nothing of this form.
        hold(self.request)
        answer: HttpResponse = super().form_valid(form)
        return answer

    @classmethod
    def again(cls, request: HttpRequest, sealed: str) -> HttpResponseBase:
        """Ask for a sign-in in answer to something else that was sent."""
        view = cls()
        view.setup(request)
        context = view.get_context_data(form=view.get_form_class()(request=request), kept=sealed)
        page: HttpResponseBase = view.render_to_response(context, status=401)
        return page


def reached(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Tell people that an issuer cannot be reached, where allauth would only break off."""

    @login_not_required
    @wraps(view)
    def run(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, **kwargs)
        except requests.RequestException:
            logger.exception("the issuer of OpenID Connect cannot be reached")
            return render(request, "socialaccount/authentication_error.html", status=503)

    return run


@login_not_required
def left(request: HttpRequest) -> HttpResponseBase:
    """Sign out; on a machine that others use, nobody goes back to what was open."""
    answer: HttpResponseBase = logout(request)
    if request.method == "POST":
        answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


@login_not_required
def closed(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """Stand where allauth has a page that makes no sense here, so that its links still resolve."""
    raise Http404("there is no such page")


def too_many(request: HttpRequest) -> HttpResponse:
    """Say that something was asked too often, and when it may be asked again."""
    title = Text("ส่งคำขอถี่เกินไป", "Too many requests")
    context = {"page_title": title, "lead": wait_words()}
    page = render(request, "office/error.html", context, status=429)
    page.headers["Retry-After"] = str(WAIT)
    return page
