"""Entering a result: by form, by file, by paste; always with a preview, and with a way back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from prongsai.core.errors import InputError, Problem
from prongsai.core.fault import Fault
from prongsai.core.framework import Framework
from prongsai.core.plan.draft import read_words
from prongsai.core.result import Draft, check, field_text, fiscal_year
from prongsai.core.text import Text
from prongsai.reading import file_faults
from prongsai.reading.framework import available, find_year
from prongsai.reading.framework import load as load_framework
from prongsai.reading.paste import draft_of_paste
from prongsai.reading.result import MOST_BYTES, draft_of
from prongsai.web import language
from prongsai.web.actions import Conflict
from prongsai.web.actions import result as actions
from prongsai.web.actions.result import Content, scored
from prongsai.web.models import Result
from prongsai.web.office import result_preview as preview
from prongsai.web.office.fields import version_of
from prongsai.web.office.result_form import counted, form_of, read_form, typed, values_of
from prongsai.web.page import EARLIEST_YEAR, LATEST_YEAR, Here, page, render
from prongsai.web.queries.result import result_of, score_of

NOTHING_SENT = Fault(
    "result.nothing_sent",
    Text("ยังไม่ได้เลือกไฟล์หรือวางข้อความ", "no file was chosen and nothing was pasted"),
    Text("เลือกไฟล์ หรือวางตารางคะแนนในช่องข้อความ", "choose a file, or paste the table of scores"),
)
BOTH_SENT = Fault(
    "result.both_sent",
    Text("มีทั้งไฟล์และข้อความที่วาง", "there are both a file and a pasted text"),
    Text("เลือกอย่างเดียว แล้วส่งอีกครั้ง", "keep one of them and send it again"),
)
IMPORT_PLACE = Text("ไฟล์หรือข้อความ", "file or text")

# What the command line mends with a command is mended here with what stands on the page.
_TEMPLATE = Text("ดาวน์โหลดแบบกรอกในหน้านี้แล้วกรอกลงไป", "download the form on this page and fill it in")
HERE = {
    file_faults.EMPTY.id: _TEMPLATE,
    file_faults.SHEET_MISSING.id: _TEMPLATE,
    file_faults.PDF_GIVEN.id: Text(
        "ส่งไปอ่านที่ “อ่านจากเอกสารเดิม” หรือกรอกคะแนนลงแบบกรอก (XLSX)",
        "have it read by “Read it from existing papers”, or fill its scores into the form (XLSX)",
    ),
}


@page("result.enter", post="result.enter")
def enter(request: HttpRequest, here: Here) -> HttpResponse:
    """Show the form with what is known; what is sent is previewed, not saved."""
    kept = result_of(here.agency, here.result_year)
    framework = _framework(here, kept)
    if request.method == "GET":
        return _form(request, here, framework, kept)
    if "carried" in request.POST:
        proposal = preview.unsigned(here, request.POST["carried"])
        if proposal is None:
            return _refused(request, here)
        return _form(request, here, proposal.content.framework, kept, values=values_of(proposal.content))
    values = typed(request.POST)
    before = score_of(kept).result if kept else None
    try:
        content = read_form(here.agency, framework, values, before)
        scored(content)
    except InputError as error:
        return _form(request, here, framework, kept, values=values, problems=error.problems)
    changed = bool(kept) and values.get("version") != str(kept.version if kept else 0)
    return preview.show(request, here, content, changed=changed)


@page("result.enter", post="result.enter")
def import_(request: HttpRequest, here: Here) -> HttpResponse:
    """Take a file or a pasted text; what is understood is previewed, not saved."""
    kept = result_of(here.agency, here.result_year)
    framework = _framework(here, kept)
    if request.method == "GET":
        return _import_page(request, here)
    draft: Draft | None = None
    try:
        draft = _draft(request, here, framework)
        content = _content(here, draft, framework, kept)
    except InputError as error:
        problems = tuple(replace(each, remedy=HERE.get(each.id, each.remedy)) for each in error.problems)
        return _import_page(request, here, draft=draft, problems=problems)
    return preview.show(request, here, content)


@page("result.enter", post="result.enter")
def save(request: HttpRequest, here: Here) -> HttpResponse:
    """Keep what was previewed, if nobody has changed the result meanwhile."""
    if request.method == "GET":
        return redirect("result_enter", here.agency.pk, here.year)
    proposal = preview.unsigned(here, request.POST.get("carried", ""))
    if proposal is None:
        return _refused(request, here)
    content = replace(proposal.content, note=read_words(request.POST.get("note", proposal.content.note)))
    if preview.differs(here, content) and "same" not in request.POST:
        problem = preview.NOT_CONFIRMED.at(content.entered.agency)
        return preview.show(request, here, content, problems=(problem,))
    try:
        actions.enter(here.actor, here.agency, content, version=proposal.version)
    except Conflict:
        return preview.show(request, here, content, changed=True)
    saved = language.say("บันทึกผลปี {year} แล้ว", "The result of {year} is saved", year=here.result_year)
    messages.success(request, saved)
    return redirect("result", here.agency.pk, here.year)


@page("result.enter", post="result.enter")
def restore(request: HttpRequest, here: Here) -> HttpResponse:
    """Put the result before this one back; the same again undoes it."""
    kept = result_of(here.agency, here.result_year)
    if request.method == "GET" or kept is None:
        return redirect("result", here.agency.pk, here.year)
    try:
        actions.restore(here.actor, kept, version=version_of(request))
    except Conflict:
        told = language.say(
            "ผลเพิ่งถูกแก้ไขโดยผู้อื่น จึงยังไม่ได้นำผลชุดก่อนกลับมา ตรวจผลชุดนี้ก่อน",
            "Someone has just changed the result, so nothing was put back. Look at it first.",
        )
        messages.warning(request, told)
    except InputError as error:
        for problem in error.problems:
            messages.warning(request, language.said(problem.why))
    else:
        messages.success(request, language.say("นำผลชุดก่อนหน้ากลับมาแล้ว", "The result before is back"))
    return redirect("result", here.agency.pk, here.year)


def _framework(here: Here, kept: Result | None) -> Framework:
    """Return the framework of what is kept, else the one of the year: a year may have several."""
    framework = load_framework(kept.framework) if kept else find_year(here.result_year)
    if framework is None:
        raise Http404("no framework of this year")
    return framework


def _form(
    request: HttpRequest,
    here: Here,
    framework: Framework,
    kept: Result | None,
    **more: Any,
) -> HttpResponse:
    """Write the form with `values`, or with what is kept; `problems` make it one that was refused."""
    made = score_of(kept) if kept else None
    content = (
        Content(entered=made.result, framework=framework, respondents=_respondents(kept)) if made else None
    )
    values = more.get("values") or (values_of(content) if content else {})
    problems: tuple[Problem, ...] = more.get("problems", ())
    context: dict[str, object] = {
        "stage": "result",
        "framework": framework,
        "form": form_of(framework, values, frozenset(each.where for each in problems)),
        "levels": [level.word for level in framework.levels],
        "counted": counted(made.result if made else None),
        "kept": kept,
        "version": values.get("version", str(kept.version) if kept else "0"),
        "problems": problems,
    }
    return render(request, here, "office/result_enter.html", context, status=422 if problems else 200)


def _import_page(
    request: HttpRequest, here: Here, *, draft: Draft | None = None, problems: tuple[Problem, ...] = ()
) -> HttpResponse:
    context: dict[str, object] = {
        "stage": "result",
        "kept": result_of(here.agency, here.result_year),
        "problems": problems,
        "pasted": request.POST.get("paste", ""),
        "other_year": _other_year(here, draft),
    }
    return render(request, here, "office/result_import.html", context, status=422 if problems else 200)


def _refused(request: HttpRequest, here: Here) -> HttpResponse:
    where = language.say("ตัวอย่าง", "preview")
    return _import_page(request, here, problems=(preview.EXPIRED.at(where),))


def _draft(request: HttpRequest, here: Here, framework: Framework) -> Draft:
    """Read what was sent, by file or by paste; exactly one of them."""
    upload, pasted = request.FILES.get("file"), request.POST.get("paste", "")
    if bool(upload) == bool(pasted.strip()):
        fault = BOTH_SENT if upload else NOTHING_SENT
        raise InputError([fault.at(language.said(IMPORT_PLACE))])
    if upload is not None:
        # One byte more than is taken tells that it is too much.
        return draft_of(upload.read(MOST_BYTES + 1), upload.name or "")
    header = {
        "agency": here.agency.name,
        "agency_type": here.agency.type if here.agency.type in framework.agency_types else "",
        "fiscal_year": str(here.result_year),
    }
    return draft_of_paste(pasted, header, framework)


def _content(here: Here, draft: Draft, framework: Framework, kept: Result | None) -> Content:
    named, _ = field_text(draft, "framework")
    if named in available() and load_framework(named).fiscal_year == here.result_year:
        framework = load_framework(named)
    content = Content(entered=check(draft, framework), framework=framework, respondents=_respondents(kept))
    scored(content)
    return content


def _respondents(kept: Result | None) -> actions.Respondents:
    return {sample: (pair[0], pair[1]) for sample, pair in kept.respondents.items()} if kept else {}


def _other_year(here: Here, draft: Draft | None) -> int | None:
    """Return the year of the measures under which a file of another year belongs, where it has a page."""
    if draft is None:
        return None
    try:
        year = fiscal_year(draft)
    except InputError:
        return None
    fits = year != here.result_year and EARLIEST_YEAR <= year < LATEST_YEAR and find_year(year)
    return year if fits else None


_BASE = "a/<int:agency>/<int:year>/result/"
urlpatterns = [
    path(f"{_BASE}enter/", enter, name="result_enter"),
    path(f"{_BASE}import/", import_, name="result_import"),
    path(f"{_BASE}save/", save, name="result_save"),
    path(f"{_BASE}restore/", restore, name="result_restore"),
]
