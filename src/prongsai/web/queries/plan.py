"""A plan and its reports as values of the core, from which every count, check and paper is made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import cast

from django.db.models import Prefetch
from django.utils import timezone

from prongsai.core import followup as core_followup
from prongsai.core import plan as core_plan
from prongsai.web.models import Agency, Entry, Evidence, FollowupRound, Measure, Plan, Step, Unit
from prongsai.web.queries.owner import Named, Owners


def plan_of(agency: Agency, fiscal_year: int) -> Plan | None:
    """Return the plan with everything below it, in a fixed number of queries."""
    return (
        Plan.objects.filter(agency=agency, fiscal_year=fiscal_year)
        .select_related("agency")
        .prefetch_related(
            Prefetch("measures", Measure.objects.prefetch_related("units", "people")),
            Prefetch("measures__steps", Step.objects.prefetch_related("units")),
        )
        .first()
    )


def rounds_of(plan: Plan) -> list[FollowupRound]:
    """Return the rounds of a plan with entries and evidence, oldest first."""
    return list(plan.rounds.prefetch_related("entries", "evidence"))


def as_plan(plan: Plan) -> core_plan.Plan:
    """Return a kept plan as a value of the core."""
    return core_plan.Plan(
        agency=plan.agency.name,
        agency_type=plan.agency.type or None,
        fiscal_year=plan.fiscal_year,
        result_year=plan.result_year,
        measures=tuple(as_measure(each) for each in plan.measures.all()),
    )


def as_named_plan(plan: Plan) -> core_plan.Plan:
    """Return a kept plan with the units by their own names, as people outside the program know them."""
    value = as_plan(plan)
    named = zip(plan.measures.all(), value.measures, strict=True)
    return replace(value, measures=tuple(_named(row, measure) for row, measure in named))


def _named(row: Measure, measure: core_plan.Measure) -> core_plan.Measure:
    steps = zip(row.steps.all(), measure.steps, strict=True)
    return replace(
        measure,
        responsible_units=_names(row),
        steps=tuple(replace(step, responsible_units=_names(kept)) for kept, step in steps),
    )


def _names(row: Measure | Step) -> tuple[str, ...]:
    return (*(unit.name for unit in row.units.all()), *row.other_owners)


def as_measure(measure: Measure, owners: Owners | None = None) -> core_plan.Measure:
    """Return a kept measure as a value of the core; `owners` where they were loaded for many measures at once."""
    units = measure.units.all() if owners is None else owners.units.get(measure.pk, ())
    return core_plan.Measure(
        id=measure.key,
        topic=measure.topic,
        title=measure.title,
        approach=measure.approach,
        responsible_units=(*unit_keys(units), *measure.other_owners),
        steps=tuple(as_step(each, owners) for each in measure.steps.all()),
        period=as_period(measure.begins, measure.ends),
        monitoring_rounds=tuple(measure.rounds),
        monitoring_note=measure.monitoring_note,
        budget=measure.budget,
        expected_gain=Fraction(measure.expected_gain) if measure.expected_gain else None,
        codes=tuple(measure.codes),
        finding_ids=tuple(measure.findings),
        generated=measure.generated,
    )


def as_step(step: Step, owners: Owners | None = None) -> core_plan.Step:
    units = step.units.all() if owners is None else owners.steps.get(step.pk, ())
    return core_plan.Step(
        number=step.number,
        text=step.text,
        responsible_units=(*unit_keys(units), *step.other_owners),
        period=as_period(step.begins, step.ends),
    )


def as_period(begins: date | None, ends: date | None) -> core_plan.Period | None:
    return core_plan.Period(begins, ends) if begins and ends else None


def as_followup(plan: Plan, rounds: Iterable[FollowupRound]) -> core_followup.Followup:
    """Return a plan with its reports; a round that is still open counts up to its due date."""
    keys = {measure.pk: measure.key for measure in plan.measures.all()}
    return core_followup.Followup(
        plan=as_plan(plan),
        rounds=tuple(
            core_followup.Round(
                round=cast("core_plan.MonitoringRound", each.key),
                date=timezone.localdate(each.closed_at) if each.closed_at else each.due,
                notes=tuple(as_note(entry, keys, each.evidence.all()) for entry in each.entries.all()),
            )
            for each in rounds
        ),
    )


def as_note(
    entry: Entry, keys: Mapping[int, str], evidence: Iterable[Evidence] = ()
) -> core_followup.ProgressNote:
    return core_followup.ProgressNote(
        measure=keys[entry.measure_id],
        step=entry.step,
        # Only statuses of the core are ever kept.
        status=cast("core_followup.Status", entry.status),
        done_note=entry.done_note,
        outcome=entry.outcome,
        obstacle=entry.obstacle,
        suggestion=entry.suggestion,
        reason=entry.reason,
        new_date=entry.new_date,
        evidence=tuple(
            each.link or each.title
            for each in evidence
            if each.measure_id == entry.measure_id and each.step == entry.step
        ),
        late=entry.late,
    )


def unit_keys(units: Iterable[Unit | Named]) -> tuple[str, ...]:
    """Name units as the core does: by the catalogue's key, else by their own name."""
    return tuple(unit.key or unit.name for unit in units)
