"""What is done with a paper: sent up, decided on, taken back, opened for a new version. Each asks before it cannot be undone."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from prongsai.core.approval import DECISIONS
from prongsai.core.errors import InputError, Problem
from prongsai.web import language
from prongsai.web.actions import Conflict, Refused
from prongsai.web.actions import paper as papers_actions
from prongsai.web.models import Paper
from prongsai.web.office.fields import version_of
from prongsai.web.office.paper_forms import DecisionForm, NoteForm, ReasonForm
from prongsai.web.office.paper_page import back, found, show
from prongsai.web.page import Here, page, render
from prongsai.web.queries.agency import chain_of
from prongsai.web.queries.chain import chain_problems
from prongsai.web.queries.paper_shelf import Line
from prongsai.web.queries.paper_versions import freeze, word_at


@page("paper.submit", post="paper.submit")
def submit(request: HttpRequest, here: Here, *, name: str) -> HttpResponse:
    """Look at what will be sent, through whose hands it goes and what it changes; then send it."""
    line = found(here, name)
    paper = _kept(line)
    if not here.may("paper.submit", paper):
        return _meanwhile(request, here, line)
    form = NoteForm(request.POST if request.method == "POST" else None)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            papers_actions.submit(
                here.actor,
                paper,
                frozen=freeze(paper),
                note=form.cleaned_data["note"],
                last=version_of(request),
            )
        except InputError as error:
            problems = list(error.problems)
        except (Conflict, Refused):
            return _meanwhile(request, here, line)
        else:
            return _sent(request, here, line)
    context = {
        "stage": "approval",
        "line": line,
        "form": form,
        "problems": problems,
        **_ahead(here, line, paper),
    }
    return render(
        request, here, "office/paper_submit.html", context, status=422 if problems or form.errors else 200
    )


def _ahead(here: Here, line: Line, paper: Paper) -> dict[str, object]:
    """Say through whose hands it will go, and what keeps it from being sent."""
    links = list(chain_of(here.agency))
    hindrances = [*line.missing, *chain_problems(here.agency, links, here.access.person)]
    return {"chain": links, "hindrances": hindrances, "newest": next(iter(paper.versions.all()), None)}


def _sent(request: HttpRequest, here: Here, line: Line) -> HttpResponse:
    after = found(here, line.name)
    holder = after.waiting
    messages.success(
        request,
        language.say(
            "เสนอแล้ว ฉบับที่ {number} อยู่ที่{position} {person}",
            "Sent. Version {number} is with {person}, {position}.",
            number=after.version,
            position=holder.position if holder else "–",
            person=holder.person_name if holder else "",
        ),
    )
    return back(here, line)


@page("paper.decide", post="paper.decide")
def decide(request: HttpRequest, here: Here, *, name: str) -> HttpResponse:
    """Take a decision: approving asks once more, for it cannot be taken back."""
    line = found(here, name)
    if request.method != "POST":
        return back(here, line)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return show(request, here, line, decision_form=form, wrong=form, status=422)
    approve = request.POST.get("do") == "approve"
    if approve and _open_to(here, line, form) and not request.POST.get("sure"):
        return _ask(request, here, line, form)
    return _decided(request, here, line, form, approve=approve)


def _ask(request: HttpRequest, here: Here, line: Line, form: DecisionForm) -> HttpResponse:
    """Ask once more, with the word that will be recorded and printed."""
    place, last = [each.decision for each in line.decisions].index("waiting"), len(line.decisions) - 1
    context = {
        "stage": "approval",
        "line": line,
        "form": form,
        "recorded": DECISIONS[word_at(place, last)],
        "final": place == last,
    }
    return render(request, here, "office/paper_confirm.html", context)


def _open_to(here: Here, line: Line, form: DecisionForm) -> bool:
    """Whether it is this person's turn on the version that was read; who comes too late is told so, not asked."""
    waiting, person = line.waiting, here.access.person
    mine = waiting is not None and person is not None and waiting.person_id == person.pk
    return mine and form.cleaned_data["version"] == line.version


def _decided(
    request: HttpRequest, here: Here, line: Line, form: DecisionForm, *, approve: bool
) -> HttpResponse:
    version, comment = form.cleaned_data["version"], form.cleaned_data["comment"]
    try:
        after = papers_actions.decide(
            here.actor, _kept(line), version=version, approve=approve, comment=comment
        )
    except InputError as error:
        # Sent twice: what the first one did stands.
        if _has_decided(here, line, version):
            return _already(request, here, line)
        return show(request, here, line, decision_form=form, problems=error.problems, status=422)
    except Refused:
        if _has_decided(here, line, version):
            return _already(request, here, line)
        raise
    except Conflict:
        return _meanwhile(request, here, line)
    messages.success(request, _told(after, approve=approve))
    return back(here, line)


def _has_decided(here: Here, line: Line, version: int) -> bool:
    after = found(here, line.name)
    versions = after.paper.versions.all() if after.paper else ()
    return any(
        each.person_id == here.actor.access.person.pk and each.decided_at is not None  # type: ignore[union-attr]
        for kept in versions
        if kept.number == version
        for each in kept.decisions.all()
    )


def _told(after: Paper, *, approve: bool) -> str:
    if not approve:
        return language.say(
            "ส่งคืนแล้ว เจ้าหน้าที่จะเห็นสิ่งที่ต้องแก้", "Returned. The officer sees what is to be mended."
        )
    if after.stage == "approved":
        return language.say(
            "อนุมัติแล้ว เอกสารฉบับสมบูรณ์มีรหัสและตรารับรอง ดาวน์โหลดได้ด้านล่าง",
            "Approved. The final paper bears its code and seal; it can be downloaded below.",
        )
    return language.say(
        "เห็นชอบแล้ว เอกสารไปยังผู้พิจารณาคนถัดไป", "Endorsed. The paper has gone to the next in the chain."
    )


@page("paper.withdraw", post="paper.withdraw")
def withdraw(request: HttpRequest, here: Here, *, name: str) -> HttpResponse:
    """Take a paper back from whoever has it."""
    line = found(here, name)
    if not here.may("paper.withdraw", _kept(line)):
        return _meanwhile(request, here, line)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        context = {"stage": "approval", "line": line, "form": form}
        return render(
            request, here, "office/paper_withdraw.html", context, status=422 if form.errors else 200
        )
    reason = form.cleaned_data["reason"]
    return _step(
        request,
        here,
        line,
        lambda: papers_actions.withdraw(here.actor, _kept(line), version=version_of(request), reason=reason),
        language.say("ดึงเอกสารกลับแล้ว แก้แล้วเสนอใหม่ได้", "Taken back. Mend it and send it again."),
    )


@page("paper.revise", post="paper.revise")
def revise(request: HttpRequest, here: Here, *, name: str) -> HttpResponse:
    """Open an approved paper for a new version."""
    line = found(here, name)
    if not here.may("paper.revise", _kept(line)):
        return _meanwhile(request, here, line)
    if request.method != "POST":
        return render(request, here, "office/paper_revise.html", {"stage": "approval", "line": line})
    return _step(
        request,
        here,
        line,
        lambda: papers_actions.revise(here.actor, _kept(line)),
        language.say(
            "เปิดทำฉบับใหม่แล้ว ฉบับที่อนุมัติไว้ยังอยู่ครบ", "Open for a new version. What was approved stays as it is."
        ),
    )


def _step(request: HttpRequest, here: Here, line: Line, act: Callable[[], Paper], told: str) -> HttpResponse:
    """Do one step; somebody who was faster is told of, and nothing is done twice."""
    try:
        act()
    except (Conflict, Refused):
        return _meanwhile(request, here, line)
    messages.success(request, told)
    return back(here, line)


def _meanwhile(request: HttpRequest, here: Here, line: Line) -> HttpResponse:
    messages.warning(
        request,
        language.say(
            "ยังไม่ได้ทำ เพราะเอกสารเปลี่ยนไปแล้วระหว่างที่เปิดหน้าเดิม นี่คือสถานะปัจจุบัน",
            "Nothing was done: the paper has moved on since you opened that page. This is where it is now.",
        ),
    )
    return back(here, line)


def _already(request: HttpRequest, here: Here, line: Line) -> HttpResponse:
    messages.info(
        request,
        language.say(
            "ท่านพิจารณาฉบับนี้ไปแล้ว ไม่มีการบันทึกซ้ำ",
            "You have decided on this version already; nothing was recorded twice.",
        ),
    )
    return back(here, line)


def _kept(line: Line) -> Paper:
    if line.paper is None:
        raise Http404("not begun")
    return line.paper


_BASE = "a/<int:agency>/<int:year>/papers/<slug:name>/"
urlpatterns = [
    path(f"{_BASE}submit/", submit, name="paper_submit"),
    path(f"{_BASE}decide/", decide, name="paper_decide"),
    path(f"{_BASE}withdraw/", withdraw, name="paper_withdraw"),
    path(f"{_BASE}revise/", revise, name="paper_revise"),
]
