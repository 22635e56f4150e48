"""What would raise the total: every item and question with its gain, and the total and level of those ticked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import path, reverse

from prongsai.core.errors import InputError, Problem
from prongsai.core.fault import Fault
from prongsai.core.framework import TOTAL
from prongsai.core.improve import Gain, Improvement
from prongsai.core.improve.levers import Lever, short
from prongsai.core.improve.simulation import Simulation, raisable, simulate
from prongsai.core.rules import half_up
from prongsai.core.scoring import Score
from prongsai.core.text import Text
from prongsai.core.thai import read_number
from prongsai.web.office import result_charts as charts
from prongsai.web.office.result import level_of
from prongsai.web.page import Here, page, render
from prongsai.web.queries.result import analysis_of, result_of, score_of

CODES, TO = "codes", "to."
LONGEST_NUMBER = 12
NOT_A_SCORE = Fault(
    "improve.not_a_score",
    Text("ไม่ใช่คะแนน", "this is no score"),
    Text("เขียนเป็นตัวเลข เช่น 85.50", "write a number, such as 85.50"),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be raised, as a line of the form; `choices` empty: any score up to the best."""

    gain: Gain
    ticked: bool
    to: str
    choices: tuple[str, ...]
    wrong: bool


@page("result.view")
def improve(request: HttpRequest, here: Here) -> HttpResponse:
    """Show gains, and what the ticked ones together make of total and level; the address holds what is ticked."""
    kept = result_of(here.agency, here.result_year)
    if kept is None:
        return render(request, here, "office/improve.html", {"stage": "result"})
    made, improvement = score_of(kept), analysis_of(kept).improvement
    known = raisable(made)
    wanted, problems = asked_for(request.GET, known)
    short_address = address_of(here, wanted)
    if not problems and not is_htmx(request) and request.get_full_path() != short_address:
        # A form sends every box it has; what one keeps, prints or shares is only what was chosen.
        return redirect(short_address)
    try:
        found = simulate(made, wanted)
    except InputError as error:
        problems += error.problems
        wrong = {problem.where for problem in error.problems}
        found = simulate(made, {code: to for code, to in wanted.items() if code not in wrong})
    context: dict[str, object] = {
        "stage": "result",
        "kept": kept,
        "score": made,
        "framework": made.recipe.framework,
        "before": level_of(made),
        "problems": problems,
        "choices": choices(improvement, known, request.GET, problems),
        "improvement": improvement,
        "plan_address": plan_address(here, improvement),
        "measures_address": measures_address(here, found),
        **outcome(made, found),
    }
    # To htmx an error is a page that could not be had; this one could, with its problems in it.
    status = 422 if problems and not is_htmx(request) else 200
    response = render(request, here, "office/improve.html", context, status=status)
    response.headers["HX-Push-Url"] = short_address
    response.headers["Vary"] = "HX-Request, Cookie"
    return response


def is_htmx(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def asked_for(
    data: QueryDict, known: Mapping[str, Lever]
) -> tuple[dict[str, Fraction | None], tuple[Problem, ...]]:
    """Return the ticked codes with the scores they are to have, `None` for their best; and what is no score."""
    wanted: dict[str, Fraction | None] = {}
    problems: list[Problem] = []
    for code in dict.fromkeys(data.getlist(CODES)):
        text = data.get(f"{TO}{code}", "").strip()
        number = read_number(text) if len(text) <= LONGEST_NUMBER else None
        if text and number is None:
            problems.append(NOT_A_SCORE.at(code, text))
        else:
            wanted[code] = None if number is None else _unless_best(Fraction(number), known.get(code))
    return wanted, tuple(problems)


def _unless_best(to: Fraction, lever: Lever | None) -> Fraction | None:
    """Return `None` for the best there is."""
    return None if lever is not None and to == half_up(lever.best) else to


def choices(
    improvement: Improvement, known: Mapping[str, Lever], data: QueryDict, problems: tuple[Problem, ...]
) -> list[Choice]:
    """Return the lines of the form, the largest gain first."""
    ticked, wrong = set(data.getlist(CODES)), {problem.where for problem in problems}
    return [
        Choice(
            gain=gain,
            ticked=gain.code in ticked,
            to=data.get(f"{TO}{gain.code}", "") or short(gain.to),
            choices=tuple(short(each) for each in known[gain.code].choices or ()),
            wrong=gain.code in wrong,
        )
        for gain in improvement.gains
        if gain.code in known
    ]


def outcome(made: Score, found: Simulation) -> dict[str, object]:
    """Return total, level and chart as they would be."""
    framework = made.recipe.framework
    rows = charts.bars(made, {}, {}, found.values if found.raised else None)
    now = made.shown(TOTAL)
    return {
        "found": found,
        "now": now,
        "moved": None if now is None or found.total is None else found.total - now,
        "bars": rows,
        "indicators": charts.indicators_picture(framework, rows),
    }


def plan_address(here: Here, improvement: Improvement) -> str:
    """Return the address at which the cheapest plan is ticked, empty where there is none."""
    bests = {gain.code: gain.to for gain in improvement.gains}
    steps = {step.code: None if step.to == bests[step.code] else step.to for step in improvement.plan}
    return address_of(here, steps) if steps else ""


def address_of(here: Here, wanted: Mapping[str, Fraction | None]) -> str:
    """Return the address of a choice: the codes, and the score of each that is not to be at its best."""
    pairs = [(CODES, code) for code in wanted]
    pairs += [(f"{TO}{code}", short(to)) for code, to in wanted.items() if to is not None]
    base = reverse("improve", args=[here.agency.pk, here.year])
    return f"{base}?{urlencode(pairs)}" if pairs else base


def measures_address(here: Here, found: Simulation) -> str:
    """Return where measures are made for the ticked codes, empty where none is."""
    if not found.raised:
        return ""
    return f"{here.path('measures/new/')}?{urlencode([(CODES, code) for code in found.raised])}"


urlpatterns = [path("a/<int:agency>/<int:year>/improve/", improve, name="improve")]
