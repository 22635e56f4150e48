"""What came of a year's measures, once the next result is there; before that, what is known and what is missing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from prongsai.core.followup.outcome import NOT_A_CAUSE
from prongsai.reading.framework import load as load_framework
from prongsai.web.page import Here, page, render
from prongsai.web.queries.outcome import YearOutcome, outcome_of


@page("result.view")
def outcome(request: HttpRequest, here: Here) -> HttpResponse:
    found = outcome_of(here.agency, here.year)
    context = {
        "stage": "outcome",
        "found": found,
        "by_status": found.end.counts.by_status,
        "going": len(found.end.counts.of("in_progress", "partial")),
        "not_done": len(found.end.counts.of("not_done", "hindered")),
        "not_a_cause": NOT_A_CAUSE,
        "sources": _sources(found),
        # The result that measures show in is the one that the next year begins with.
        "next_year": here.year + 1,
        "due": here.states["outcome"].why if not found.compared else None,
    }
    return render(request, here, "office/outcome.html", context)


def _sources(found: YearOutcome) -> list[tuple[object, object]]:
    kept = [each for each in (found.before, found.after) if each is not None]
    return [(each, load_framework(each.framework)) for each in kept]


urlpatterns = [path("a/<int:agency>/<int:year>/outcome/", outcome, name="outcome")]
