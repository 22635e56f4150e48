"""Papers to read and to take away: drafts from the data of this moment, versions exactly as they were frozen."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils.http import content_disposition_header
from django.views.decorators.clickjacking import xframe_options_sameorigin

from prongsai.core.document import Document
from prongsai.core.errors import InputError
from prongsai.core.papers.making import make
from prongsai.core.plain_text import lines
from prongsai.core.seal.issue import printed
from prongsai.render import html
from prongsai.web.clock import today
from prongsai.web.models import Paper, PaperVersion
from prongsai.web.office.paper_forms import first_settings
from prongsai.web.office.paper_page import found
from prongsai.web.page import Here, page, render
from prongsai.web.queries.paper_diff import changes
from prongsai.web.queries.paper_shelf import Line, newest_of, paper_of, title_of, which_of
from prongsai.web.queries.paper_versions import content_of, record_in
from prongsai.web.queries.papers import (
    WORKBOOKS,
    Sources,
    document_of,
    file_of,
    sources_of,
    word_of,
    workbook_of,
)

MEDIA: Mapping[str, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
}


@xframe_options_sameorigin
@page("paper.view")
def preview(request: HttpRequest, here: Here, *, name: str) -> HttpResponse:
    """The draft as a page, to be looked at within another page or alone."""
    kind, sources = draft(here, name)
    try:
        return web_page(make(kind, sources))
    except InputError as error:
        return cannot(request, here, error)


@page("paper.view")
def file(request: HttpRequest, here: Here, *, name: str, ending: str) -> HttpResponse:
    """The draft as a file."""
    kind, sources = draft(here, name)
    if ending not in MEDIA or (ending == "xlsx" and kind not in WORKBOOKS):
        raise Http404("no such format")
    try:
        content = _made(kind, ending, sources)
    except InputError as error:
        return cannot(request, here, error)
    return attachment(content, f"{here.year}-{name}-draft.{ending}", ending)


def _made(kind: str, ending: str, sources: Sources) -> bytes:
    if ending == "xlsx":
        return workbook_of(kind, sources)
    document = make(kind, sources)
    return word_of(document, sources) if ending == "docx" else file_of(document, ending)


@xframe_options_sameorigin
@page("paper.view")
def version_page(request: HttpRequest, here: Here, *, name: str, number: int) -> HttpResponse:
    """A frozen version as a page: exactly what was sent up."""
    version = _version(found(here, name), number)
    try:
        document = content_of(version)
    except InputError as error:
        return cannot(request, here, error)
    record = record_in(version)
    return web_page(printed(document, record) if record else document)


@page("paper.view")
def version_file(request: HttpRequest, here: Here, *, name: str, number: int, ending: str) -> HttpResponse:
    """A frozen version as a file: the sealed PDF once it is approved; Word stays a copy to work with."""
    version = _version(found(here, name), number)
    stem = f"{here.year}-{name}-v{number}"
    if ending == "pdf":
        sealed = bytes(version.sealed or b"")
        return attachment(sealed or bytes(version.pdf), f"{stem}{'-approved' if sealed else ''}.pdf", "pdf")
    if ending == "docx":
        return attachment(_working_copy(version), f"{stem}-working-copy.docx", "docx")
    raise Http404("no such format")


def _working_copy(version: PaperVersion) -> bytes:
    """Return the Word file of a version; once it is approved it says that it is a copy, and where to check the paper."""
    frozen, record = bytes(version.docx), record_in(version)
    if record is None:
        return frozen
    document = content_of(version)
    # A template of the agency's own has no place for that.
    from_template = file_of(document, "docx") != frozen
    return frozen if from_template else file_of(printed(document, record), "docx")


@page("paper.view")
def live_changes(request: HttpRequest, here: Here, *, name: str) -> HttpResponse:
    """What a version made now would change in the newest one."""
    newest = newest_of(here.agency, here.year, _which(name))
    if newest is None:
        raise Http404("no version yet")
    paper = newest.paper
    try:
        comparison = changes(newest.text, lines(document_of(paper)))
    except InputError as error:
        return cannot(request, here, error)
    title = title_of(paper.kind, paper.round)
    context = {"stage": "approval", "name": name, "title": title, "newest": newest, "comparison": comparison}
    return render(request, here, "office/paper_changes.html", context)


def web_page(document: Document) -> HttpResponse:
    """Return a paper as a page of its own: it may show its own style and pictures, and do nothing at all."""
    response = HttpResponse(html.render(document), content_type=MEDIA["html"])
    response["Content-Security-Policy"] = f"{html.policy(document)}; frame-ancestors 'self'; sandbox"
    response["Content-Language"] = document.lang
    return response


def attachment(content: bytes, name: str, ending: str) -> HttpResponse:
    headers = {
        "Content-Disposition": content_disposition_header(True, name) or "attachment",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=MEDIA[ending], headers=headers)


def _which(name: str) -> tuple[str, str]:
    which = which_of(name)
    if which is None:
        raise Http404("no such paper")
    return which


def draft(here: Here, name: str) -> tuple[str, Sources]:
    """Return the kind of a paper and what it is made from: as it is set, or as it would be at first."""
    kind, round_ = _which(name)
    kept = paper_of(here.agency, here.year, (kind, round_))
    if kept is not None:
        return kind, sources_of(kept)
    first = first_settings(kind, today())
    unsaved = Paper(agency=here.agency, fiscal_year=here.year, kind=kind, round=round_)
    unsaved.lang, unsaved.digits, unsaved.form = first.lang, first.digits, first.form
    unsaved.date = first.date
    sources = sources_of(unsaved)
    if round_ and not sources.has_round(round_):
        raise Http404("no such round")
    return kind, sources


def _version(line: Line, number: int) -> PaperVersion:
    version = PaperVersion.objects.filter(paper=line.paper, number=number).first() if line.paper else None
    if version is None:
        raise Http404("no such version")
    return version


def cannot(request: HttpRequest, here: Here, error: InputError) -> HttpResponse:
    context: dict[str, object] = {"stage": "approval", "problems": error.problems}
    return render(request, here, "office/paper_cannot.html", context, status=422)


_BASE = "a/<int:agency>/<int:year>/papers/<slug:name>/"
urlpatterns = [
    path(f"{_BASE}preview/", preview, name="paper_preview"),
    path(f"{_BASE}changes/", live_changes, name="paper_changes"),
    path(f"{_BASE}draft.<str:ending>", file, name="paper_file"),
    path(f"{_BASE}v/<int:number>/", version_page, name="paper_version"),
    path(f"{_BASE}v/<int:number>/file.<str:ending>", version_file, name="paper_version_file"),
]
