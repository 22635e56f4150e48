"""In which language and digits a page speaks: the person's choice, else a cookie, else what the browser asks for."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import lazy

from prongsai.core.edition import Edition
from prongsai.core.text import Lang, Text
from prongsai.core.thai import Digits, in_digits

DEFAULT = Edition(lang="th", digits="arabic")
_current: ContextVar[Edition] = ContextVar("edition")
LANG_COOKIE, DIGITS_COOKIE = "lang", "digits"


def current() -> Edition:
    """The edition that the page being written is in."""
    return _current.get(DEFAULT)


def activate(edition: Edition) -> None:
    _current.set(edition)
    translation.activate(edition.lang)


def say(th: str, en: str, **values: object) -> str:
    """Return our own words in the language and digits of the page."""
    return said(Text(th, en).format(**values) if values else Text(th, en))


def said(text: Text) -> str:
    edition = current()
    return in_digits(text.say(edition.lang), edition.digits)


# For labels of forms and models, which are written before any page is.
lazily = lazy(say, str)


class EditionMiddleware:
    """Choose the edition of every request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        activate(edition_of(request))
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", current().lang)
        return response


def edition_of(request: HttpRequest) -> Edition:
    person = request.user
    if person.is_authenticated:
        return edition_named(person.lang, person.digits)
    lang = request.COOKIES.get(LANG_COOKIE) or translation.get_language_from_request(request)
    return Edition(lang=_lang(lang), digits=_digits(request.COOKIES.get(DIGITS_COOKIE, "")))


def edition_named(lang: str, digits: str) -> Edition:
    """Return the edition that somebody has chosen, as it is kept."""
    return Edition(lang=_lang(lang), digits=_digits(digits))


def page_context(request: HttpRequest) -> dict[str, Any]:
    """What every template knows."""
    from django.conf import settings

    edition = current()
    return {
        "edition": edition,
        "user": getattr(request, "user", None),
        "demo": settings.ENVIRONMENT.demo,
        "pretended_day": settings.ENVIRONMENT.today,
    }


def _lang(text: str) -> Lang:
    return "en" if text == "en" else "th"


def _digits(text: str) -> Digits:
    return "thai" if text == "thai" else "arabic"
