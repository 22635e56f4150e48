"""Measures out of the program and back: as a workbook that people edit, and as JSON that programs exchange.

A file that comes in is shown first: what is new, what would change, what it leaves as it is. Nothing is removed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from prongsai.core.errors import InputError, Problem
from prongsai.core.fault import Fault
from prongsai.core.plan import Plan as CorePlan
from prongsai.core.text import Text
from prongsai.reading.plan import MOST_BYTES, read_data
from prongsai.render import plan as render_plan
from prongsai.web import language
from prongsai.web.actions import Conflict, Refused
from prongsai.web.actions import plan as actions
from prongsai.web.models import Measure
from prongsai.web.office.measures_edit import CLOSED
from prongsai.web.office.measures_room import find_plan, rows_here, units_of
from prongsai.web.office.measures_words import Told, names_of, told
from prongsai.web.page import Here, page, render
from prongsai.web.queries.measure import differing, values_from_core, values_of
from prongsai.web.queries.plan import plan_of

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
SALT = "measures.import"
WRONG_YEAR = Fault(
    "plan.wrong_year",
    Text(
        "แผนในไฟล์เป็นของปี {held} แต่หน้านี้เป็นปี {year}",
        "the file holds the plan of {held}, this page is of {year}",
    ),
    Text("เปลี่ยนปีที่หน้าเว็บ หรือแก้ปีในไฟล์", "change the year of the page, or correct it in the file"),
)
NO_FILE = Fault(
    "plan.no_file",
    Text("ยังไม่ได้เลือกไฟล์", "no file is chosen"),
    Text("เลือกไฟล์แผน .xlsx หรือ .json", "choose a plan, .xlsx or .json"),
)
STALE = Fault(
    "plan.stale",
    Text("มีผู้แก้มาตรการหลังจากที่เปิดดูไฟล์นี้", "somebody has changed measures since this was shown"),
    Text("ตรวจรายการใหม่ด้านล่าง แล้วกดนำเข้าอีกครั้ง", "look at the list again, then bring it in"),
)


@dataclass(frozen=True)
class Preview:
    """What a file would do: new measures, changed ones with their fields, the same, and those it does not name."""

    plan: CorePlan
    added: Sequence[Any]
    edits: Sequence[actions.Edit]
    changed: Sequence[tuple[Measure, list[Told]]]
    same: int
    left: Sequence[Measure]


@page("plan.view")
def export(request: HttpRequest, here: Here, ending: str) -> HttpResponse:
    plan = plan_of(here.agency, here.year)
    if plan is None or ending not in TYPES:
        raise Http404("no such file")
    write = render_plan.to_xlsx if ending == "xlsx" else render_plan.to_json
    response = HttpResponse(write(plan.named), content_type=TYPES[ending])
    response["Content-Disposition"] = f'attachment; filename="measures-{here.agency.pk}-{here.year}.{ending}"'
    return response


@page("plan.edit", post="plan.edit")
def bring(request: HttpRequest, here: Here) -> HttpResponse:
    """Read a file, show what it would change, and take it when that was confirmed."""
    if request.method != "POST":
        return _show(request, here)
    try:
        if "plan" in request.POST:
            return _take(request, here)
        return _show(request, here, preview_of(here, _read(request, here)))
    except InputError as error:
        return _show(request, here, problems=error.problems, status=422)


def preview_of(here: Here, plan: CorePlan) -> Preview:
    kept = find_plan(here)
    rows = {row.key: row for row in rows_here(kept)} if kept is not None else {}
    units = units_of(here)
    edits, changed = [], []
    for measure in plan.measures:
        if measure.id in rows:
            row = rows[measure.id]
            now = values_of(row)
            # A file names nobody, so it takes nobody's work away.
            wanted = {**values_from_core(measure, units), "people": now["people"]}
            fields = differing(now, wanted)
            if fields:
                values = {name: pair[1] for name, pair in fields.items()}
                edits.append(actions.Edit(row.pk, row.version, _numbered(values)))
                changed.append((row, told(fields, names_of(units))))
    named = {measure.id for measure in plan.measures}
    return Preview(
        plan=plan,
        added=[measure for measure in plan.measures if measure.id not in rows],
        edits=edits,
        changed=changed,
        same=len(named & rows.keys()) - len(edits),
        left=[row for key, row in rows.items() if key not in named],
    )


def _numbered(values: dict[str, Any]) -> dict[str, Any]:
    """Let each step of a file be the one that has had its number."""
    if "steps" not in values:
        return values
    return {**values, "steps": [{**step, "was": number} for number, step in enumerate(values["steps"], 1)]}


def _read(request: HttpRequest, here: Here) -> CorePlan:
    sent = request.FILES.get("file")
    if sent is None:
        raise InputError([NO_FILE.at("")])
    plan, _ = read_data(sent.read(MOST_BYTES + 1), sent.name or "")
    return _of_year(plan, here)


def _of_year(plan: CorePlan, here: Here) -> CorePlan:
    if plan.fiscal_year != here.year:
        raise InputError([WRONG_YEAR.at("", held=plan.fiscal_year, year=here.year)])
    return plan


def _take(request: HttpRequest, here: Here) -> HttpResponse:
    try:
        sent = signing.loads(request.POST["plan"], salt=SALT)
    except signing.BadSignature as error:
        raise Http404("not what this page has sent") from error
    plan = _of_year(read_data(sent["plan"].encode(), "plan.json")[0], here)
    found = preview_of(here, plan)
    if [[edit.measure, edit.version] for edit in found.edits] != sent["seen"]:
        return _show(request, here, found, problems=[STALE.at("")], status=409)
    new = CorePlan(
        agency=plan.agency,
        agency_type=plan.agency_type,
        fiscal_year=plan.fiscal_year,
        result_year=plan.result_year,
        measures=tuple(found.added),
    )
    try:
        actions.bring(here.actor, here.agency, new, found.edits)
    except Conflict:
        return _show(request, here, preview_of(here, plan), problems=[STALE.at("")], status=409)
    except Refused:
        return _show(request, here, found, problems=[CLOSED.at("")], status=409)
    messages.success(
        request,
        language.say(
            "นำเข้าแล้ว: เพิ่ม {added} มาตรการ แก้ {changed} มาตรการ",
            "Brought in: {added} added, {changed} changed.",
            added=len(found.added),
            changed=len(found.edits),
        ),
    )
    return redirect("measures", agency=here.agency.pk, year=here.year)


def _show(
    request: HttpRequest,
    here: Here,
    preview: Preview | None = None,
    *,
    problems: Sequence[Problem] = (),
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {"stage": "measures", "preview": preview, "problems": problems}
    if preview is not None:
        sent = {
            "plan": render_plan.to_json(preview.plan).decode(),
            "seen": [[edit.measure, edit.version] for edit in preview.edits],
        }
        context["signed"] = signing.dumps(sent, salt=SALT, compress=True)
    return render(request, here, "office/measures_import.html", context, status=status)


PREFIX = "a/<int:agency>/<int:year>/measures/"
urlpatterns = [
    path(PREFIX + "import/", bring, name="measures_import"),
    path(PREFIX + "export/<str:ending>/", export, name="measures_export"),
]
