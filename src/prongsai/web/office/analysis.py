"""What the result says of each indicator, question and item: why, what to do, and which measure does it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from prongsai.core.analysis.findings import CERTAINTIES
from prongsai.core.catalogue import FindingRule
from prongsai.core.errors import InputError, Problem
from prongsai.core.finding import GOOD, Finding
from prongsai.core.framework import Framework
from prongsai.core.plan.draft import read_words
from prongsai.core.text import Text
from prongsai.reading.catalogue import load_rules
from prongsai.reading.framework import load as load_framework
from prongsai.web import language
from prongsai.web.actions import Conflict
from prongsai.web.actions import analysis as actions
from prongsai.web.models import Measure, Result, Wording
from prongsai.web.office import analysis_sheet
from prongsai.web.office.fields import version_of
from prongsai.web.page import Here, page, render
from prongsai.web.queries.proposal import findings_of
from prongsai.web.queries.result import result_of

GROUPS: Mapping[str, Text] = {
    "urgent": Text("ต้องแก้ไขโดยเร่งด่วน", "To be mended at once"),
    "improve": Text("ควรพัฒนาให้ดีขึ้น", "To be improved"),
    "keep": Text("รักษาไว้", "To be kept"),
}
CERTAINTY_WORDS = {**CERTAINTIES, "own": Text("เกณฑ์ของโครงการนี้", "this project's own threshold")}


@dataclass(frozen=True)
class Told:
    """A finding as the page tells it: its title and rule, the agency's own words, and the measures that answer it."""

    finding: Finding
    title: Text
    tool: str
    rule: FindingRule | None
    certainty: Text
    leans_on: Sequence[tuple[str, Text, bool]]
    wording: Wording | None
    measures: Sequence[Measure]

    @property
    def group(self) -> str:
        return "keep" if self.finding.kind in GOOD else self.finding.kind

    @property
    def words(self) -> str:
        """The agency's own words, empty for none."""
        return self.wording.text if self.wording else ""

    @property
    def generated(self) -> str:
        return language.said(self.finding.recommendation)

    @property
    def version(self) -> int:
        return self.wording.version if self.wording else 0


@dataclass(frozen=True)
class Group:
    """Findings of one kind, and what the page says of them together before it tells each."""

    key: str
    title: Text
    told: Sequence[Told]

    @property
    def lost(self) -> Fraction | None:
        """Return the points that the total lost here, `None` where nothing is known; no point is counted twice."""
        known = [each.finding.gain for each in self.told if each.finding.gain is not None]
        return sum(known, Fraction(0)) if known else None

    @property
    def worded(self) -> int:
        return sum(bool(each.words) for each in self.told)

    @property
    def open(self) -> int:
        """Return how many ask for a measure and have none; what is good already asks for none."""
        return 0 if self.key == "keep" else sum(not each.measures for each in self.told)


@dataclass(frozen=True)
class Draft:
    """What somebody has typed for a finding, and what is wrong with it."""

    text: str
    problems: Sequence[Problem] = ()
    status: int = 200


@page("analysis.view")
def analysis(request: HttpRequest, here: Here) -> HttpResponse:
    kept = result_of(here.agency, here.result_year)
    if kept is None:
        return render(request, here, "office/analysis.html", {"stage": "analysis", "result": None})
    told = all_told(here, kept)
    tool = request.GET.get("tool", "")
    framework = load_framework(kept.framework)
    shown = [each for each in told if not tool or each.tool == tool]
    context = {
        "stage": "analysis",
        "result": kept,
        "framework": framework,
        "groups": [
            Group(key, title, [each for each in shown if each.group == key]) for key, title in GROUPS.items()
        ],
        "tools": [(each.code, framework.title_of(each.code)) for each in framework.tools],
        "tool": tool,
        "unfolded": "all" in request.GET,
        "open": sum(each.group != "keep" and not each.measures for each in told),
    }
    return render(request, here, "office/analysis.html", context)


@page("analysis.view", post="analysis.edit")
def edit(request: HttpRequest, here: Here, finding: str) -> HttpResponse:
    """Reword one finding, or go back to the generated words."""
    kept, told = _one(here, finding)
    if request.method != "POST":
        return _edit(request, here, told, Draft(told.words or told.generated))
    text = "" if "reset" in request.POST else read_words(request.POST.get("text", ""))
    # Sending the generated words back unchanged is no wording of one's own.
    own = "" if text.split() == told.generated.split() else text
    try:
        actions.word(here.actor, kept, finding=finding, text=own, version=version_of(request))
    except Conflict:
        return _edit(request, here, _one(here, finding)[1], Draft(text, status=409))
    except InputError as error:
        return _edit(request, here, told, Draft(text, error.problems, 422))
    messages.success(
        request,
        language.say("บันทึกถ้อยคำของหน่วยงานแล้ว", "The agency's own words are saved.")
        if own
        else language.say("ใช้ถ้อยคำของระบบแล้ว", "The generated words stand."),
    )
    return redirect(f"{here.path('analysis/')}#{finding}")


def all_told(here: Here, kept: Result) -> list[Told]:
    """Return every finding with the agency's words and measures, in two queries."""
    wordings = {each.finding: each for each in kept.wordings.select_related("written_by")}
    measures = list(Measure.objects.filter(plan__agency=here.agency, plan__fiscal_year=here.year))
    return _told(kept, findings_of(kept), wordings, measures)


def _told(
    kept: Result, found: Iterable[Finding], wordings: Mapping[str, Wording], measures: Iterable[Measure]
) -> list[Told]:
    framework = load_framework(kept.framework)
    by_key: dict[str, list[Measure]] = {}
    for measure in measures:
        for key in (*measure.codes, *measure.findings):
            by_key.setdefault(key, []).append(measure)
    rules = {rule.id: rule for rule in load_rules()}
    told = list(found)
    here = {each.code for each in told}
    return [
        Told(
            finding=each,
            title=framework.title_of(each.code),
            tool=framework.tool_of(each.code) or "",
            rule=rules.get(each.rule),
            certainty=CERTAINTY_WORDS.get(
                rules[each.rule].certainty if each.rule in rules else "own", Text("")
            ),
            leans_on=_leans_on(framework, each, here),
            wording=wordings.get(each.id),
            measures=list(dict.fromkeys([*by_key.get(each.code, ()), *by_key.get(each.id, ())])),
        )
        for each in told
    ]


def _leans_on(framework: Framework, finding: Finding, here: set[str]) -> list[tuple[str, Text, bool]]:
    """Return what a finding leans on: code, title, and whether this page speaks of it."""
    return [(code, framework.title_of(code), code in here) for code in finding.leans_on]


def _one(here: Here, finding: str) -> tuple[Result, Told]:
    kept = result_of(here.agency, here.result_year)
    told = [each for each in all_told(here, kept) if each.finding.id == finding] if kept is not None else []
    if kept is None or not told:
        raise Http404("no such finding")
    return kept, told[0]


def _edit(request: HttpRequest, here: Here, told: Told, draft: Draft) -> HttpResponse:
    context = {
        "stage": "analysis",
        "each": told,
        "text": draft.text,
        "problems": draft.problems,
        "conflict": draft.status == 409,
    }
    return render(request, here, "office/analysis_edit.html", context, status=draft.status)


PREFIX = "a/<int:agency>/<int:year>/analysis/"
urlpatterns = [
    path(PREFIX, analysis, name="analysis"),
    *analysis_sheet.urlpatterns,
    path(PREFIX + "<str:finding>/edit/", edit, name="analysis_edit"),
]
