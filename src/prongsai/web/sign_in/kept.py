"""What somebody sent after the sign-in had run out: carried through the sign-in, and sent on at a click.

Nothing of it is stored for a stranger: it travels in the sign-in page itself, sealed, and enters the session only of
whoever has signed in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import user_logged_in
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import REASON_BAD_ORIGIN
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from prongsai.core.text import Text

FIELD = "kept"
MOST_SIGNS = 300_000
HOURS = 12
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field
# Pages of signing in carry passwords and codes, which are typed anew.
_SECRET = ("/account/", "/invitation/")
_SALT = "prongsai.sign_in.kept"
_SHOWN, _SHORT = 40, 4


@dataclass(frozen=True, slots=True)
class Kept:
    """What was sent, and where to."""

    path: str
    fields: tuple[tuple[str, str], ...]
    files: bool

    @property
    def words(self) -> tuple[str, ...]:
        """What a person can recognise as written by hand."""
        return tuple(value for _, value in self.fields if len(value.strip()) >= _SHORT)[:_SHOWN]


def kept_of(request: HttpRequest) -> Kept | None:
    """Take what a request sends; nothing where it is secret, empty or too much."""
    if request.method != "POST" or request.path_info.startswith(_SECRET):
        return None
    fields = tuple(
        (name, str(value)) for name, values in request.POST.lists() if name != TOKEN for value in values
    )
    signs = sum(len(name) + len(value) for name, value in fields)
    if not any(value.strip() for _, value in fields) or signs > MOST_SIGNS:
        return None
    return Kept(request.get_full_path(), fields, bool(request.FILES))


def seal(kept: Kept) -> str:
    """Write it so that only this site could have written it."""
    return signing.dumps([kept.path, kept.fields, kept.files], salt=_SALT, compress=True)


def unseal(sealed: object) -> Kept | None:
    """Read what was sealed; nothing where somebody else wrote it, or long ago."""
    try:
        path, fields, files = signing.loads(str(sealed), salt=_SALT, max_age=HOURS * 3600)
    except signing.BadSignature:
        return None
    return Kept(path, tuple((name, value) for name, value in fields), files)


def hidden_fields(sealed: str) -> SafeString:
    """Carry it in a form of the sign-in page, and lead from there to where it is sent on."""
    return format_html(
        '<input type="hidden" name="next" value="{}"><input type="hidden" name="{}" value="{}">',
        reverse("account_kept"),
        FIELD,
        sealed,
    )


def hold(request: HttpRequest) -> None:
    """Put what a sign-in form carried into the session of who has signed in."""
    sealed = request.POST.get(FIELD)
    if sealed and unseal(sealed) is not None:
        request.session[FIELD] = sealed


def listen() -> None:
    """Begin to hold; called once, when the application is ready."""
    user_logged_in.connect(_holding, dispatch_uid="prongsai.kept")


def _holding(request: HttpRequest, **told: Any) -> None:
    hold(request)


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Ask for a sign-in, without losing what was sent."""

    # The supertype knows of redirects only.
    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseBase:
        if request.headers.get("HX-Request"):
            return _for_a_part()
        kept = kept_of(request)
        return super().handle_no_permission(request, view_func) if kept is None else _ask(request, kept)


def refused(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """Answer a form whose token is of an earlier sign-in; one from another site gets nothing to click."""
    bad_origin = reason.startswith(REASON_BAD_ORIGIN.partition("%")[0])
    kept = kept_of(request) if "Origin" in request.headers and not bad_origin else None
    if kept is None:
        return _old(request)
    if request.headers.get("HX-Request"):
        return _for_a_part()
    return _show(request, kept, status=403) if request.user.is_authenticated else _ask(request, kept)


def kept(request: HttpRequest) -> HttpResponseBase:
    """Show after the sign-in what had been typed before it."""
    found = unseal(request.session.pop(FIELD, ""))
    return redirect("start") if found is None else _show(request, found)


def _for_a_part() -> HttpResponse:
    """A part of a page has no place for a sign-in: the script sends its form again as a whole page."""
    return HttpResponse(status=401)


def _ask(request: HttpRequest, kept: Kept) -> HttpResponseBase:
    from prongsai.web.sign_in.views import SignIn

    return SignIn.again(request, seal(kept))


def _show(request: HttpRequest, kept: Kept, status: int = 200) -> HttpResponse:
    return render(request, "account/kept.html", {"kept": kept}, status=status)


def _old(request: HttpRequest) -> HttpResponse:
    context = {
        "page_title": Text("หน้านี้เปิดไว้ตั้งแต่ก่อนเข้าระบบครั้งล่าสุด", "This page is from before the last sign-in"),
        "lead": Text(
            "ยังไม่มีอะไรถูกบันทึก กลับไปหน้าก่อน โหลดใหม่ แล้วส่งอีกครั้ง",
            "Nothing was saved. Go back, load that page anew, and send it again.",
        ),
    }
    return render(request, "office/error.html", context, status=403)
