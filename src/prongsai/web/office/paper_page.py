"""What the pages of one paper share: finding it, and writing its page for whoever looks at it."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from prongsai.core.errors import Problem
from prongsai.web.access import rules
from prongsai.web.models import Paper, PaperVersion
from prongsai.web.office.paper_forms import DecisionForm
from prongsai.web.page import Here, render
from prongsai.web.queries.agency import chain_of
from prongsai.web.queries.chain import chain_problems
from prongsai.web.queries.paper_diff import changes_of
from prongsai.web.queries.paper_shelf import MOST_CHANGES, Line, line_of, next_to_decide, since
from prongsai.web.queries.papers import WORKBOOKS

IFRAME = {"frame-src": ["'self'"]}


def found(here: Here, name: str) -> Line:
    """Return the paper that an address names."""
    line = line_of(here.agency, here.cycle.facts, name)
    if line is None:
        raise Http404("no such paper")
    return line


def back(here: Here, line: Line) -> HttpResponse:
    return redirect("paper", agency=here.agency.pk, year=here.year, name=line.name)


def show(
    request: HttpRequest,
    here: Here,
    line: Line,
    *,
    status: int = 200,
    **context: object,
) -> HttpResponse:
    """Write the page of one paper for whoever looks at it."""
    versions = list(line.paper.versions.all()) if line.paper else []
    shown = {
        "stage": "approval",
        "line": line,
        "paper": line.paper,
        "versions": versions,
        "newest": versions[0] if versions else None,
        "workbook": line.kind in WORKBOOKS,
        "own_turn": line.stage == "in_approval" and next_to_decide(line.decisions, here.access.person),
        "may": _may(here, line.paper),
        "stations": list(_stations(line)),
        **_changed(line, versions),
        **_chain(here, line),
    }
    shown["decision_form"] = DecisionForm(initial={"version": line.version}) if shown["own_turn"] else None
    response = render(request, here, "office/paper.html", {**shown, **context}, status=status)
    response._csp_update = IFRAME  # type: ignore[attr-defined]
    return response


def _may(here: Here, paper: Paper | None) -> dict[str, bool]:
    names = ("make", "submit", "withdraw", "revise", "publish")
    return {each: here.may(f"paper.{each}", paper) for each in names}


def _stations(line: Line) -> list[tuple[object, str]]:
    """Return the stations of the newest version with how each is drawn: done, here, or still to come."""
    waiting = line.waiting
    return [
        (each, "here" if each is waiting else "done" if each.decided_at else "todo")
        for each in line.decisions
    ]


def _changed(line: Line, versions: list[PaperVersion]) -> dict[str, object]:
    """Say what the version changed, and what has changed in the data since it was made."""
    if line.paper is None or not versions:
        return {}
    told: dict[str, object] = {"comparison": changes_of(versions)}
    if line.stage in ("in_approval", "approved", "published"):
        newer = list(since(line.paper, versions[0])[: MOST_CHANGES + 1])
        shown = [(rules()[each.action].title, each.at) for each in newer[:MOST_CHANGES]]
        told |= {"newer": shown, "more_newer": len(newer) > MOST_CHANGES}
    return told


def _chain(here: Here, line: Line) -> Mapping[str, object]:
    """Say through whose hands a draft will go, and what keeps it from being sent."""
    if line.stage not in ("", "draft", "returned") or not here.may("paper.submit"):
        return {}
    links = list(chain_of(here.agency))
    problems: list[Problem] = [*line.missing, *chain_problems(here.agency, links, here.access.person)]
    return {"chain": links, "hindrances": problems}
