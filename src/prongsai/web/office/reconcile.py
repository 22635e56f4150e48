"""Which announced figures follow from those below them, which do not, and what would explain each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from prongsai.core.framework import TOTAL
from prongsai.core.reconcile import Reconciliation
from prongsai.core.reconcile.equation import as_printed
from prongsai.core.reconcile.explain import Check, Explanation
from prongsai.core.result import PUBLISHED_TOTAL
from prongsai.core.result import Result as Entered
from prongsai.core.rules import ROUNDINGS
from prongsai.core.text import Text
from prongsai.render.grid import grid_words
from prongsai.web.actions.result import Content
from prongsai.web.models import Result
from prongsai.web.office import result_preview as preview
from prongsai.web.page import Here, page, render
from prongsai.web.queries.result import checks_of, result_of

# What says of one figure which value it should have; the other kinds speak of rules, or of what cannot be known.
ACCEPTABLE = frozenset({"digit", "swap", "dropped", "level", "missing"})
MOST_EXPLANATIONS = 5
KINDS: dict[str, Text] = {
    "digit": Text("พิมพ์ผิด", "misprint"),
    "swap": Text("พิมพ์สลับ", "misprint"),
    "dropped": Text("พิมพ์ตก", "misprint"),
    "level": Text("ระดับของข้อ", "level of an item"),
    "rounding": Text("การปัดเศษ", "rounding"),
    "rule": Text("วิธีคำนวณ", "rule"),
    "missing": Text("ข้อที่ขาด", "missing"),
    "mixed_parts": Text("ปนกันสองส่วน", "mixture of parts"),
    "level_scale": Text("เกณฑ์ระดับของปีอื่น", "levels of another year"),
    "none": Text("ไม่พบคำอธิบาย", "no explanation"),
}
NOTE = Text("ตรวจทาน: {why}", "Reconciled: {why}")


@dataclass(frozen=True, slots=True)
class Offer:
    """An explanation beside the printed figure that it would change; `place` names it in the form, if it can be accepted."""

    explanation: Explanation
    kind: Text
    printed: str
    place: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A check with its title and what would explain it, the likeliest first."""

    check: Check
    title: Text
    published: Text
    recomputed: Text | None
    offers: tuple[Offer, ...]


@page("result.view")
def reconcile(request: HttpRequest, here: Here) -> HttpResponse:
    """Show every check; what does not come out stands first, with what would explain it."""
    kept = result_of(here.agency, here.result_year)
    if kept is None:
        return render(request, here, "office/reconcile.html", {"stage": "reconcile"})
    found = checks_of(kept)
    findings = [_finding(found, check) for check in found.checks]
    context: dict[str, object] = {
        "stage": "reconcile",
        "kept": kept,
        "framework": found.score.recipe.framework,
        "tally": preview.tally(found),
        "doubtful": [each for each in findings if each.check.status == "disagrees"],
        "open": [each for each in findings if each.check.status == "undecidable"],
        "fine": [each for each in findings if each.check.status == "agrees"],
        "grids": [line for grid in found.grids for line in grid_words(grid)],
        "policies": [
            (ROUNDINGS[policy].words, hits, number)
            for policy, (hits, number) in found.policies.items()
            if number
        ],
    }
    return render(request, here, "office/reconcile.html", context)


@page("result.enter", post="result.enter")
def accept(request: HttpRequest, here: Here) -> HttpResponse:
    """Show what the result would be with one explanation taken for right; it is saved from that preview only."""
    kept = result_of(here.agency, here.result_year)
    if request.method == "GET" or kept is None:
        return redirect("reconcile", here.agency.pk, here.year)
    found = checks_of(kept)
    explanation = _chosen(found, request.POST.get("place", ""))
    if explanation is None or request.POST.get("version") != str(kept.version):
        # The result is another one than the page was made from.
        return redirect("reconcile", here.agency.pk, here.year)
    return preview.show(request, here, _accepted(kept, found, explanation))


def _finding(found: Reconciliation, check: Check) -> Finding:
    result, framework = found.score.result, found.score.recipe.framework
    offers = tuple(
        Offer(
            explanation=each,
            kind=KINDS.get(each.kind, Text(each.kind, each.kind)),
            printed=printed(result, each.code),
            place=f"{check.code}|{each.rank}" if each.kind in ACCEPTABLE and each.value else "",
        )
        for each in check.explanations[:MOST_EXPLANATIONS]
    )
    recomputed = None if check.recomputed is None else preview.worded(framework, check.recomputed)
    return Finding(
        check,
        preview.named(framework, check.code),
        preview.worded(framework, check.published),
        recomputed,
        offers,
    )


def printed(result: Entered, code: str) -> str:
    """Return the figure as it was printed, empty where it is not known."""
    figures = {**result.scores, **result.published}
    value = figures.get(PUBLISHED_TOTAL if code == TOTAL else code)
    return "" if value is None else as_printed(value)


def _chosen(found: Reconciliation, place: str) -> Explanation | None:
    code, _, rank = place.partition("|")
    check = found.check(code)
    return next(
        (
            each
            for each in (check.explanations if check else ())
            if str(each.rank) == rank and each.kind in ACCEPTABLE and each.value
        ),
        None,
    )


def _accepted(kept: Result, found: Reconciliation, explanation: Explanation) -> Content:
    """Return the result with the figure at its new value, where the old one stands or, if missing, as a score."""
    if explanation.value is None:
        raise Http404("nothing to accept")
    entered, value = found.score.result, Decimal(explanation.value)
    code = PUBLISHED_TOTAL if explanation.code == TOTAL else explanation.code
    if code in entered.published:
        changed = replace(entered, published={**entered.published, code: value})
    else:
        changed = replace(entered, scores={**entered.scores, code: value})
    return Content(
        entered=changed,
        framework=found.score.recipe.framework,
        respondents={sample: (pair[0], pair[1]) for sample, pair in kept.respondents.items()},
        note=NOTE.format(why=explanation.text).th,
    )


_BASE = "a/<int:agency>/<int:year>/reconcile/"
urlpatterns = [
    path(_BASE, reconcile, name="reconcile"),
    path(f"{_BASE}accept/", accept, name="reconcile_accept"),
]
