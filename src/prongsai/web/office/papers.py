"""The papers of the year: where each is and who has it; one paper: written, read, decided on."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import path

from prongsai.web import language
from prongsai.web.actions import Conflict
from prongsai.web.actions import paper as papers_actions
from prongsai.web.actions.paper import Settings, Which
from prongsai.web.clock import today
from prongsai.web.office import paper_files, paper_remarks, paper_steps, paper_templates, publication
from prongsai.web.office.paper_forms import SettingsForm, first_settings
from prongsai.web.office.paper_page import back, found, show
from prongsai.web.page import Here, page, render
from prongsai.web.queries.paper_shelf import lines_of, next_to_decide


@page("paper.view")
def papers(request: HttpRequest, here: Here) -> HttpResponse:
    """Every paper of the year."""
    lines = lines_of(here.agency, here.cycle.facts)
    own = [each for each in lines if next_to_decide(each.decisions, here.access.person)]
    return render(request, here, "office/papers.html", {"stage": "approval", "lines": lines, "own": own})


@page("paper.view", post="paper.make")
def paper(request: HttpRequest, here: Here, *, name: str) -> HttpResponse:
    """One paper; sent to, it is written in another way, and begun if it was not there."""
    line = found(here, name)
    now = Settings.of(line.paper) if line.paper else first_settings(line.kind, today())
    if request.method != "POST":
        return show(request, here, line, form=SettingsForm(line.kind, now))
    form = SettingsForm(line.kind, now, request.POST)
    if not form.is_valid():
        return show(request, here, line, form=form, status=422)
    if line.paper is None:
        which = Which(fiscal_year=here.year, kind=line.kind, round=line.round)
        papers_actions.make(here.actor, here.agency, which=which, settings=form.settings)
        messages.success(
            request,
            language.say("เริ่มเอกสารแล้ว อ่านตรวจแล้วเสนอได้", "The paper is begun. Read it, then send it up."),
        )
        return back(here, line)
    try:
        papers_actions.change(here.actor, line.paper, settings=form.settings, seen=form.was_seen(now))
    except Conflict:
        form.add_error(None, language.say(
            "มีผู้อื่นแก้เลขที่ วันที่ หรือรูปแบบไปแล้ว เปิดหน้านี้ใหม่เพื่อดูค่าปัจจุบันก่อนแก้",
            "Somebody else has changed number, date or form meanwhile: open this page again to see what stands there now",
        ))  # fmt: skip
        return show(request, here, line, form=form, status=409)
    messages.success(request, language.say("บันทึกแล้ว", "Saved."))
    return back(here, line)


_BASE = "a/<int:agency>/<int:year>/papers/"
urlpatterns = [
    path(_BASE, papers, name="papers"),
    *paper_templates.urlpatterns,
    path(f"{_BASE}<slug:name>/", paper, name="paper"),
    *paper_steps.urlpatterns,
    *paper_files.urlpatterns,
    *paper_remarks.urlpatterns,
    *publication.urlpatterns,
]
