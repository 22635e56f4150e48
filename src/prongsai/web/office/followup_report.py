"""A unit reports on one measure, step by step; each save is kept, and no file that fails takes others with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from prongsai.core.errors import InputError, Problem
from prongsai.core.fault import Fault
from prongsai.core.followup.words import STATUS_WORDS
from prongsai.core.text import Text
from prongsai.reading.evidence import MOST_BYTES, Document
from prongsai.reading.evidence_apart import examine
from prongsai.web import language
from prongsai.web.access import Subject, may
from prongsai.web.actions import Conflict, Refused, followup
from prongsai.web.actions import evidence as kept_evidence
from prongsai.web.actions.followup import REPORT_FIELDS, Place
from prongsai.web.models import Entry, Evidence, Step
from prongsai.web.office.fields import version_of
from prongsai.web.office.followup_forms import ROWS, EvidenceForm, ReportForm, initial_of
from prongsai.web.page import Here, page, render
from prongsai.web.queries.followup import Desk, desk_of
from prongsai.web.templatetags.words import short_day

CLOSED = Fault(
    "round.closed_meanwhile",
    Text("รอบนี้เพิ่งถูกปิด จึงไม่ได้บันทึก", "the round has just been closed, so nothing was saved"),
    Text("คัดลอกสิ่งที่พิมพ์ไว้ แล้วรายงานในรอบถัดไป", "copy what you typed and report it in the next round"),
)


@page("followup.view")
def measure(request: HttpRequest, here: Here, round: str, measure: int) -> HttpResponse:
    """Show what was reported on a measure, and where to report."""
    desk = _desk(here, round, measure)
    context = {
        "stage": "followup",
        "desk": desk,
        "item": desk.progress,
        "parts": [
            (step, desk.entries.get(step.number), desk.evidence_of(step.number)) for step in desk.steps
        ],
        "whole": desk.entries.get(None),
        "whole_evidence": desk.evidence_of(None),
        "may_report": reports(here, desk),
        "round_title": followup.round_words(round),
        "first": desk.progress.first_left,
        "removed": desk.removed if desk.round.closed_at is None else (),
    }
    return render(request, here, "office/followup_measure.html", context)


def examine_ahead(request: HttpRequest) -> None:
    """Look at the files that were sent, each for itself, and keep what was found with the request."""
    more = EvidenceForm(request.POST, request.FILES)
    more.is_valid()
    files = more.cleaned_data.get("attachments", ())
    request.examined = {each: _examined(each) for each in files}  # type: ignore[attr-defined]


def _examined(file: UploadedFile[Any]) -> Document | InputError:
    try:
        # One byte more than is allowed is enough to be refused.
        return examine(file.read(MOST_BYTES + 1), file.name or "")
    except InputError as error:
        return error


@page("followup.view", post="followup.report", ahead=examine_ahead)
def report(request: HttpRequest, here: Here, round: str, measure: int, step: int) -> HttpResponse:
    desk = _desk(here, round, measure)
    about = step or None
    if about is not None and about not in {each.number for each in desk.steps}:
        raise Http404("no such step")
    entry = desk.entries.get(about)
    if request.method != "POST":
        if not reports(here, desk):
            return redirect("followup_measure", here.agency.pk, here.year, round, measure)
        return _show(request, here, Sheet(desk, about, ReportForm(initial=initial_of(entry))))
    if not reports(here, desk) and desk.round.closed_at is None:
        raise Refused("followup.report", Subject(here.agency))
    sent = Sheet(desk, about, ReportForm(request.POST), EvidenceForm(request.POST, request.FILES))
    sent.examined = request.examined  # type: ignore[attr-defined]
    return _save(request, here, sent)


def reports(here: Here, desk: Desk) -> bool:
    """Whether this person reports on this measure now."""
    # Only where a unit decides, it is asked for which units.
    units = desk.reporters if here.access.units_in(here.agency) else frozenset()
    return may(here.access, "followup.report", Subject(here.agency, desk.round.stage, units))


def _desk(here: Here, round_: str, measure: int) -> Desk:
    found = desk_of(here.agency, here.year, round_, measure)
    if found is None:
        raise Http404("no such measure in a round of this year")
    return found


@dataclass
class Sheet:
    """The page of a report: its forms, what was kept of what came, and what was wrong.

    `saved`: the report is kept although something else is wrong; `theirs` is what somebody else wrote meanwhile.
    """

    desk: Desk
    step: int | None
    form: ReportForm
    more: EvidenceForm = field(default_factory=EvidenceForm)
    examined: Mapping[UploadedFile[Any], Document | InputError] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    kept: list[Evidence] = field(default_factory=list)
    notes: set[Text] = field(default_factory=set)
    saved: bool = False
    theirs: Entry | None = None

    @property
    def entry(self) -> Entry | None:
        return self.desk.entries.get(self.step)

    @property
    def evidence(self) -> list[Evidence]:
        return self.desk.evidence_of(self.step)

    @property
    def text(self) -> Step | None:
        """The step itself, `None` for the measure as a whole."""
        return next((each for each in self.desk.steps if each.number == self.step), None)

    @property
    def told(self) -> list[tuple[Text, str]]:
        """What somebody else wrote, field by field."""
        return _told(self.theirs) if self.theirs else []


def _save(request: HttpRequest, here: Here, sheet: Sheet) -> HttpResponse:
    """Keep the evidence that is sound, then the report; what cannot be kept is said, the rest stays."""
    version = version_of(request)
    place = Place(measure=sheet.desk.row.pk, step=sheet.step, version=version)
    try:
        _keep_evidence(here, sheet, place)
        if sheet.form.is_valid():
            followup.report(here.actor, sheet.desk.round, place=place, given=sheet.form.report())
            sheet.saved = True
    except Conflict:
        return _beside(request, here, sheet)
    except Refused:
        sheet.problems = [CLOSED.at("")]
        return _show(request, here, sheet, status=409)
    except InputError as error:
        sheet.problems += error.problems
    if not sheet.saved or sheet.problems or sheet.more.errors:
        return _show(request, here, _fresh(here, sheet), status=422)
    for note in sheet.notes:
        messages.warning(request, language.said(note))
    messages.success(request, _saved_words(_fresh(here, sheet)))
    return redirect("followup_measure", here.agency.pk, here.year, sheet.desk.round.key, sheet.desk.row.pk)


def _keep_evidence(here: Here, sheet: Sheet, place: Place) -> None:
    """Keep each file and the link for itself; what is wrong with one does not hold up the others."""
    sheet.more.is_valid()
    data = sheet.more.cleaned_data
    days = kept_evidence.Days(about=data.get("about"))
    for file in data.get("attachments", ()):
        document = sheet.examined[file]
        try:
            if isinstance(document, InputError):
                raise document
            kept = kept_evidence.attach(
                here.actor, sheet.desk.round, place=place, document=document, days=days
            )
            sheet.kept.append(kept)
            sheet.notes.update(document.notes)
        except InputError as error:
            sheet.problems += error.problems
    if data.get("link"):
        to = kept_evidence.Link(address=data["link"], title=data.get("link_title", ""))
        try:
            sheet.kept.append(kept_evidence.link(here.actor, sheet.desk.round, place=place, to=to, days=days))
        except InputError as error:
            sheet.problems += error.problems


def _fresh(here: Here, sheet: Sheet) -> Sheet:
    """Read again what is kept now; of what was sent only that stays which is not kept yet."""
    desk = _desk(here, sheet.desk.round.key, sheet.desk.row.pk)
    more = sheet.more if sheet.more.errors else EvidenceForm()
    return replace(sheet, desk=desk, more=more)


def _beside(request: HttpRequest, here: Here, sheet: Sheet) -> HttpResponse:
    """Show what somebody else wrote, with both texts in the fields: nothing of either is lost."""
    fresh = _fresh(here, sheet)
    theirs = fresh.entry
    if theirs is None:
        raise Http404("the report is gone")
    both = {name: _joined(getattr(theirs, name), sheet.form.cleaned_data[name]) for name in ROWS}
    form = ReportForm(initial={**sheet.form.cleaned_data, **both})
    return _show(request, here, replace(fresh, form=form, theirs=theirs), status=409)


def _joined(theirs: str, mine: str) -> str:
    """Return both texts, one below the other; only one where it has the other in it."""
    if theirs in mine:
        return mine
    return theirs if mine in theirs else f"{theirs}\n{mine}"


def _told(entry: Entry) -> list[tuple[Text, str]]:
    values = [(name, getattr(entry, name)) for name in REPORT_FIELDS]
    return [(REPORT_FIELDS[name], _shown(name, value)) for name, value in values if value]


def _shown(name: str, value: Any) -> str:
    if name == "status":
        return language.said(STATUS_WORDS[value])
    return short_day(value) if name == "new_date" else str(value)


def _show(request: HttpRequest, here: Here, sheet: Sheet, *, status: int = 200) -> HttpResponse:
    version = sheet.theirs.version if sheet.theirs else request.POST.get("version")
    if version is None or sheet.saved:
        version = sheet.entry.version if sheet.entry else 0
    context = {"stage": "followup", "sheet": sheet, "desk": sheet.desk, "version": version}
    return render(request, here, "office/followup_report.html", context, status=status)


def _saved_words(sheet: Sheet) -> str:
    item = sheet.desk.progress
    if item.parts:
        return language.say(
            "บันทึกแล้ว รายงานแล้ว {told} จาก {total} ขั้นตอน",
            "Saved: {told} of {total} steps reported.",
            told=item.told,
            total=item.total,
        )
    return language.say("บันทึกรายงานแล้ว", "The report is saved.")


# Evidence


@page("followup.report", post="followup.report")
def take_out(request: HttpRequest, here: Here, round: str, measure: int, evidence: int) -> HttpResponse:
    """Take evidence out, or put it back."""
    desk = _desk(here, round, measure)
    back = redirect("followup_measure", here.agency.pk, here.year, round, measure)
    if request.method != "POST":
        return back
    restores = "restore" in request.POST
    do = kept_evidence.restore if restores else kept_evidence.remove
    try:
        row = do(here.actor, desk.round, evidence=evidence)
    except Evidence.DoesNotExist as error:
        raise Http404("no such evidence") from error
    words = (
        language.say("นำ “{title}” กลับมาแล้ว", "“{title}” is back.", title=row.title)
        if restores
        else language.say(
            "เอา “{title}” ออกแล้ว นำกลับได้จนกว่าจะปิดรอบ",
            "“{title}” is taken out; it can be put back until the round closes.",
            title=row.title,
        )
    )
    messages.success(request, words)
    return back


@page("followup.view")
def file(request: HttpRequest, here: Here, evidence: int) -> FileResponse:
    """Send a file of evidence to be kept, never to be opened as a page of this site."""
    row = Evidence.objects.filter(
        pk=evidence, round__plan__agency=here.agency, round__plan__fiscal_year=here.year
    ).first()
    if row is None or not row.file or not row.file.storage.exists(row.file.name or ""):
        raise Http404("no such file")
    response = FileResponse(
        row.file.open("rb"), as_attachment=True, filename=row.title, content_type=row.media_type
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


PREFIX = "a/<int:agency>/<int:year>/followup/"
urlpatterns = [
    path(PREFIX + "evidence/<int:evidence>/", file, name="followup_file"),
    path(PREFIX + "<str:round>/<int:measure>/", measure, name="followup_measure"),
    path(PREFIX + "<str:round>/<int:measure>/<int:step>/", report, name="followup_report"),
    path(PREFIX + "<str:round>/<int:measure>/evidence/<int:evidence>/", take_out, name="followup_evidence"),
]
