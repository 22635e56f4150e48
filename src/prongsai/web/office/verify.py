"""Checking a paper, for everyone: by the code that is printed on it, or by the file itself."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from prongsai.core.approval import DECISIONS
from prongsai.core.errors import InputError
from prongsai.core.papers import KINDS
from prongsai.core.seal import SealRecord
from prongsai.core.seal.code import read_code
from prongsai.core.text import Text
from prongsai.reading.seal import MOST_BYTES, TOO_LARGE, Verdict, verify
from prongsai.web.language import lazily
from prongsai.web.office.paper_files import attachment
from prongsai.web.page import Here, page, render
from prongsai.web.queries.verification import Sealed, sealed_under
from prongsai.web.seal_key import own_fingerprint, own_public_key

_MEGABYTE = 1_000_000
STATES = {
    "sound": ("good", Text("ใช่ฉบับที่อนุมัติ ไม่ถูกแก้ไข", "This is the approved paper, unchanged")),
    "other_key": (
        "bad",
        Text("ไม่ได้ออกโดยเว็บไซต์นี้", "This site did not issue it"),
    ),
    "altered": ("bad", Text("ไม่ใช่ฉบับที่อนุมัติ หรือถูกแก้ไข", "Not the approved paper, or changed since")),
    "unsealed": ("warning", Text("ไม่มีตรารับรอง", "It has no seal")),
    "unreadable": ("warning", Text("ตรวจไฟล์นี้ไม่ได้", "This file cannot be checked")),
}


class FileForm(forms.Form):
    """A file to be checked; nothing of it is kept."""

    file = forms.FileField(
        label=lazily("ไฟล์ PDF", "PDF file"),
        help_text=lazily("ตรวจแล้วทิ้งทันที ระบบไม่เก็บไฟล์", "Checked and thrown away at once; nothing is kept"),
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        allow_empty_file=True,
        error_messages={"required": lazily("ยังไม่ได้เลือกไฟล์", "no file is chosen")},
    )


@page("verify.view", post="verify.view")
def start(request: HttpRequest, here: Here) -> HttpResponse:
    """Ask for a code or a file; a file is checked, a code leads to its page."""
    if request.method == "POST":
        return _checked(request, here, code="")
    typed = request.GET.get("code", "").strip()
    if not typed:
        return _shown(request, here)
    try:
        return redirect("verify_code", code=read_code(typed))
    except InputError as error:
        return _shown(request, here, {"typed": typed, "problems": error.problems}, status=422)


@page("verify.view", post="verify.view")
def by_code(request: HttpRequest, here: Here, *, code: str) -> HttpResponse:
    """What is sealed under a code: where the square on a printed paper leads to."""
    try:
        read = read_code(code)
    except InputError as error:
        return _shown(request, here, {"typed": code, "problems": error.problems}, status=404)
    if read != code:
        return redirect("verify_code", code=read)
    if request.method == "POST":
        return _checked(request, here, code=code)
    sealed = sealed_under(code)
    if sealed is None:
        return _shown(request, here, {"typed": code, "unknown": True}, status=404)
    return _shown(request, here, _about(sealed))


@page("verify.view")
def sealed_file(request: HttpRequest, here: Here, *, code: str) -> HttpResponse:
    """The sealed paper, once it is published."""
    sealed = sealed_under(code)
    if sealed is None or not sealed.published:
        raise Http404("no published paper of this code")
    return attachment(bytes(sealed.version.sealed or b""), f"{code}.pdf", "pdf")


@page("verify.view")
def key(request: HttpRequest, here: Here) -> HttpResponse:
    """The public key with its fingerprint, for whoever verifies without this site."""
    pem = own_public_key().decode("ascii")
    text = f"# {settings.ENVIRONMENT.address}/verify\n# {own_fingerprint()}\n{pem}"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def _checked(request: HttpRequest, here: Here, *, code: str) -> HttpResponse:
    form = FileForm(request.POST, request.FILES)
    sealed = sealed_under(code) if code else None
    about = _about(sealed) if sealed else {}
    if not form.is_valid():
        return _shown(request, here, {"file_form": form, **about}, status=422)
    file = form.cleaned_data["file"]
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        too_large = TOO_LARGE.at(file.name, most=MOST_BYTES // _MEGABYTE)
        return _shown(request, here, {"problems": [too_large], **about}, status=422)
    verdict = verify(data, own_fingerprint(), file.name)
    told = {"verdict": verdict, "told": STATES[verdict.state], "file_name": file.name}
    return _shown(request, here, {**about, **told, **_newer(verdict), **_other_paper(verdict, code)})


def _newer(verdict: Verdict) -> dict[str, object]:
    """What the file states, and whether a newer version has been sealed since."""
    if verdict.record is None:
        return {}
    sealed = sealed_under(verdict.record.code) if verdict.trusted else None
    return {"stated": verdict.record, "newer_than_file": sealed.newer if sealed else ""}


def _other_paper(verdict: Verdict, code: str) -> dict[str, object]:
    """A sound file is still another paper than the one whose code was scanned."""
    other = bool(code and verdict.record is not None and verdict.record.code != code)
    return {"other_paper": other}


def _about(sealed: Sealed) -> dict[str, object]:
    return {"sealed": sealed, "record": sealed.record, "kind": kind_of(sealed.record)}


def kind_of(record: SealRecord) -> Text:
    return KINDS.get(record.kind, Text(record.kind, record.kind))


def _shown(
    request: HttpRequest, here: Here, context: Mapping[str, object] | None = None, *, status: int = 200
) -> HttpResponse:
    shown = {
        "file_form": FileForm(),
        "fingerprint": own_fingerprint(),
        "decisions": dict(DECISIONS),
        **(context or {}),
    }
    return render(request, here, "office/verify.html", shown, status=status)


urlpatterns = [
    path("verify/", start, name="verify"),
    path("verify/<str:code>/", by_code, name="verify_code"),
    path("verify/<str:code>/file.pdf", sealed_file, name="verify_file"),
    path(".well-known/prongsai-seal-key", key, name="seal_key"),
]
