"""The findings as a sheet that officers reword in Excel, and its way back: shown first, then taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from prongsai.core.errors import InputError, Problem
from prongsai.core.fault import Fault
from prongsai.core.text import Text
from prongsai.reading.edits import edits_of_data
from prongsai.reading.framework import load as load_framework
from prongsai.reading.result import MOST_BYTES
from prongsai.render import findings as render_findings
from prongsai.web import language
from prongsai.web.actions import analysis as actions
from prongsai.web.models import Result
from prongsai.web.page import Here, page, render
from prongsai.web.queries.proposal import findings_of
from prongsai.web.queries.result import analysis_of, edits_of, result_of

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
SALT = "analysis.import"
NO_FILE = Fault(
    "analysis.no_file",
    Text("ยังไม่ได้เลือกไฟล์", "no file is chosen"),
    Text("เลือกแผ่นข้อค้นพบ .xlsx หรือ .csv", "choose the sheet of findings, .xlsx or .csv"),
)
STALE = Fault(
    "analysis.stale",
    Text("มีผู้แก้ถ้อยคำหลังจากที่เปิดดูไฟล์นี้", "somebody has changed words since this was shown"),
    Text("ตรวจรายการใหม่ด้านล่าง แล้วกดนำเข้าอีกครั้ง", "look at the list again, then bring it in"),
)


@dataclass(frozen=True)
class Line:
    """One finding that a sheet words anew."""

    code: str
    title: Text
    before: str
    after: str


@page("analysis.view")
def export(request: HttpRequest, here: Here, ending: str) -> HttpResponse:
    kept = _kept(here)
    if ending not in TYPES:
        raise Http404("no such file")
    write = render_findings.to_xlsx if ending == "xlsx" else render_findings.to_csv
    content = write(analysis_of(kept, edits=edits_of(kept)), language.current().lang)
    response = HttpResponse(content, content_type=TYPES[ending])
    name = f"findings-{here.agency.pk}-{kept.fiscal_year}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@page("analysis.edit", post="analysis.edit")
def bring(request: HttpRequest, here: Here) -> HttpResponse:
    kept = _kept(here)
    if request.method != "POST":
        return _show(request, here)
    try:
        if "texts" in request.POST:
            return _take(request, here, kept)
        return _show(request, here, kept, _read(request, kept))
    except InputError as error:
        return _show(request, here, problems=error.problems, status=422)


def _read(request: HttpRequest, kept: Result) -> dict[str, str]:
    sent = request.FILES.get("file")
    framework = load_framework(kept.framework)
    if sent is None:
        raise InputError([NO_FILE.at("")])
    return edits_of_data(sent.read(MOST_BYTES + 1), sent.name or "", findings_of(kept), framework)


def _take(request: HttpRequest, here: Here, kept: Result) -> HttpResponse:
    try:
        sent = signing.loads(request.POST["texts"], salt=f"{SALT}.{kept.pk}")
    except signing.BadSignature as error:
        raise Http404("not what this page has sent") from error
    if sent["before"] != _before(kept, sent["texts"]):
        return _show(request, here, kept, sent["texts"], problems=[STALE.at("")], status=409)
    number = actions.word_all(here.actor, kept, texts=sent["texts"])
    messages.success(
        request, language.say("นำเข้าถ้อยคำแล้ว {number} ข้อ", "{number} findings are reworded.", number=number)
    )
    return redirect("analysis", agency=here.agency.pk, year=here.year)


def _before(kept: Result, texts: Mapping[str, str]) -> dict[str, str]:
    there = edits_of(kept)
    return {finding: there.get(finding, "") for finding in texts}


def _show(
    request: HttpRequest,
    here: Here,
    kept: Result | None = None,
    texts: Mapping[str, str] | None = None,
    **told: Any,
) -> HttpResponse:
    problems: Sequence[Problem] = told.get("problems", ())
    context: dict[str, Any] = {"stage": "analysis", "problems": problems, "lines": None}
    if kept is not None and texts is not None:
        before = _before(kept, texts)
        framework = load_framework(kept.framework)
        context["lines"] = [
            Line(code, framework.title_of(code), before[finding], text)
            for finding, text in texts.items()
            if text != before[finding]
            for code in [finding.removeprefix("finding.")]
        ]
        context["signed"] = signing.dumps(
            {"texts": dict(texts), "before": before}, salt=f"{SALT}.{kept.pk}", compress=True
        )
    return render(request, here, "office/analysis_import.html", context, status=told.get("status", 200))


def _kept(here: Here) -> Result:
    kept = result_of(here.agency, here.result_year)
    if kept is None:
        raise Http404("no result of this year")
    return kept


PREFIX = "a/<int:agency>/<int:year>/analysis/"
urlpatterns = [
    path(PREFIX + "export/<str:ending>/", export, name="analysis_export"),
    path(PREFIX + "import/", bring, name="analysis_import"),
]
