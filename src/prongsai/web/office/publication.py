"""What must be open to everyone, for which item of the OIT, and where it is."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from prongsai.core.errors import InputError, Problem
from prongsai.core.papers.making import ANSWERS
from prongsai.web import language
from prongsai.web.actions import Refused
from prongsai.web.actions import paper as papers_actions
from prongsai.web.clock import today
from prongsai.web.models import Paper
from prongsai.web.office.paper_forms import PublicationForm
from prongsai.web.office.paper_page import found
from prongsai.web.page import Here, page, render
from prongsai.web.queries.paper_shelf import Line, lines_of


@page("paper.view")
def publication(request: HttpRequest, here: Here) -> HttpResponse:
    """Every paper that answers an item, and whether it is out."""
    lines = lines_of(here.agency, here.cycle.facts)
    wanted = [each for each in lines if each.kind in ANSWERS]
    context = {
        "stage": "publication",
        "wanted": wanted,
        "others": [each for each in lines if each.kind not in ANSWERS],
        "out": sum(each.stage == "published" for each in wanted),
        "next": next((each for each in wanted if each.stage == "approved"), None),
    }
    return render(request, here, "office/publication.html", context)


@page("paper.publish", post="paper.publish")
def publish(request: HttpRequest, here: Here, *, name: str) -> HttpResponse:
    """Record where and since when a paper is open to everyone."""
    line = found(here, name)
    if line.paper is None:
        raise Http404("not begun")
    if not here.may("paper.publish", line.paper):
        words = language.say(
            "เอกสารยังไม่ได้รับอนุมัติ จึงบันทึกการเผยแพร่ไม่ได้", "The paper is not approved yet, so it cannot be out."
        )
        messages.warning(request, words)
        return _back(here)
    form = PublicationForm(request.POST if request.method == "POST" else None, initial=_now(line.paper, line))
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            papers_actions.publish(here.actor, line.paper, **form.cleaned_data)
        except InputError as error:
            problems = list(error.problems)
        except Refused:
            return _back(here)
        else:
            messages.success(request, language.say("บันทึกการเผยแพร่แล้ว", "Recorded as published."))
            return _back(here)
    context = {"stage": "publication", "line": line, "form": form, "problems": problems}
    status = 422 if problems or form.errors else 200
    return render(request, here, "office/paper_publish.html", context, status=status)


def _now(paper: Paper, line: Line) -> dict[str, object]:
    """Return what the form shows at first: what was recorded, else today, which in an example year may be long past."""
    if paper.published_at and line.stage == "published":
        return {"link": paper.link, "day": timezone.localdate(paper.published_at)}
    decided = [timezone.localdate(each.decided_at) for each in line.decisions if each.decided_at]
    return {"link": paper.link, "day": max([today(), *decided])}


def _back(here: Here) -> HttpResponse:
    return redirect("publication", agency=here.agency.pk, year=here.year)


urlpatterns = [
    path("a/<int:agency>/<int:year>/publication/", publication, name="publication"),
    path("a/<int:agency>/<int:year>/papers/<slug:name>/publish/", publish, name="paper_publish"),
]
