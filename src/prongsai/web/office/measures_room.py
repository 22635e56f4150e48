"""What the pages on measures share: the plan of the year, its measures, what may be chosen, and why it is closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest

from prongsai.core.text import Text
from prongsai.reading.framework import find_year
from prongsai.web.models import Decision, Measure, Plan, Unit
from prongsai.web.office.fields import number_of
from prongsai.web.office.measures_forms import Room
from prongsai.web.page import Here
from prongsai.web.queries.board import Board, Choice
from prongsai.web.queries.measure import measures_of
from prongsai.web.queries.owner import candidates_of

STAGES = {
    "draft": Text("ร่าง", "Draft"),
    "submitted": Text("เสนออนุมัติแล้ว", "Sent up for approval"),
    "approved": Text("อนุมัติแล้ว", "Approved"),
}


@dataclass(frozen=True)
class Closed:
    """Why a plan cannot be edited now: its stage, and who has it."""

    stage: str
    holder: str = ""


def find_plan(here: Here) -> Plan | None:
    plan = Plan.objects.filter(agency=here.agency, fiscal_year=here.year).first()
    if plan is not None:
        plan.agency = here.agency
    return plan


def plan_here(here: Here) -> Plan:
    plan = find_plan(here)
    if plan is None:
        raise Http404("no plan of this year")
    return plan


def measure_here(here: Here, number: int) -> Measure:
    """Return a measure of the year with its steps and everyone responsible, in five queries."""
    found = (
        Measure.objects.filter(plan__agency=here.agency, plan__fiscal_year=here.year, pk=number)
        .select_related("plan")
        .prefetch_related("units", "people", "steps__units")
        .first()
    )
    if found is None:
        raise Http404("no such measure in this year")
    found.plan.agency = here.agency
    return found


def title_here(here: Here, number: int) -> Measure:
    """Return a measure of the year alone, in one query."""
    found = (
        Measure.objects.filter(plan__agency=here.agency, plan__fiscal_year=here.year, pk=number)
        .select_related("plan")
        .first()
    )
    if found is None:
        raise Http404("no such measure in this year")
    found.plan.agency = here.agency
    return found


def rows_here(plan: Plan) -> list[Measure]:
    """Return all measures of a plan with everything that is edited."""
    return list(measures_of(plan))


def room_of(here: Here, plan: Plan | None, measure: Measure | None = None) -> Room:
    """Return what a measure may choose from; whoever holds it already stays in the list."""
    assigned = [person.pk for person in measure.people.all()] if measure is not None else []
    result_year = plan.result_year if plan is not None else here.result_year
    choice = candidates_of(here.agency, assigned)
    return Room(
        year=here.year,
        result_year=result_year,
        units=choice.units,
        people=choice.people,
        framework=find_year(result_year),
    )


def units_of(here: Here) -> list[Unit]:
    return list(Unit.objects.filter(agency=here.agency))


def editable(here: Here, plan: Plan) -> bool:
    plan.agency = here.agency
    return here.may("plan.edit", plan)


def closed(here: Here, plan: Plan | None) -> Closed | None:
    """Say why nobody can edit a plan, and at whose desk it lies; `None` for a draft."""
    if plan is None or plan.stage == "draft":
        return None
    if plan.stage != "submitted":
        return Closed(plan.stage)
    waiting = (
        Decision.objects.filter(
            version__paper__agency=here.agency,
            version__paper__fiscal_year=here.year,
            version__paper__kind="measures",
            decision="waiting",
        )
        .order_by("-version__number", "order")
        .first()
    )
    return Closed(plan.stage, waiting.position if waiting else "")


def shared(here: Here, whole: Board, choice: Choice) -> dict[str, Any]:
    """What every view of the measures shows around itself."""
    framework = find_year(whole.plan.result_year if whole.plan else here.result_year)
    return {
        "stage": "measures",
        "board": whole,
        "choice": choice,
        "codes": [
            (code, framework.title_of(code) if framework and code in framework.nodes else "")
            for code in whole.codes
        ],
        "may_edit": may_edit(here, whole.plan),
    }


def may_edit(here: Here, plan: Plan | None) -> bool:
    return here.can["plan_edit"] if plan is None else editable(here, plan)


def choice_of(request: HttpRequest) -> Choice:
    """Read the filters of the address; what is no filter is passed over."""
    asked = request.GET
    return Choice(
        unit=number_of(asked.get("unit", "")),
        person=number_of(asked.get("person", "")),
        topic=asked.get("topic", ""),
        code=asked.get("code", ""),
        late=asked.get("late", "") == "1",
    )
