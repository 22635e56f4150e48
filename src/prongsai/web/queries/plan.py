"""A plan and its reports as values of the core, from which every count, check and paper is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import cast

from django.utils import timezone

from prongsai.core import followup as core_followup
from prongsai.core import plan as core_plan
from prongsai.web.models import Agency, Entry, Measure, Plan, Step, Unit
from prongsai.web.queries.below import Below, Shown, below, reports_of
from prongsai.web.queries.owner import Named, Owners


@dataclass(frozen=True)
class KeptPlan:
    """A plan with everything below it, and what was reported on it as soon as that is asked for."""

    agency: Agency
    row: Plan
    measures: Sequence[Measure]
    below: Below

    @cached_property
    def value(self) -> core_plan.Plan:
        """The plan as a value of the core."""
        return core_plan.Plan(
            agency=self.agency.name,
            agency_type=self.agency.type or None,
            fiscal_year=self.row.fiscal_year,
            result_year=self.row.result_year,
            measures=tuple(as_measure(each, self.below.owners, self._steps(each)) for each in self.measures),
        )

    @property
    def named(self) -> core_plan.Plan:
        """The plan with the units by their own names, as people outside the program know them."""
        pairs = zip(self.measures, self.value.measures, strict=True)
        return replace(self.value, measures=tuple(self._named(row, measure) for row, measure in pairs))

    @cached_property
    def followup(self) -> core_followup.Followup:
        """The plan with its reports, oldest round first, in one query more."""
        return core_followup.Followup(plan=self.value, rounds=tuple(self._rounds()))

    def _steps(self, row: Measure) -> Sequence[Step]:
        return self.below.steps.get(row.pk, ())

    def _named(self, row: Measure, measure: core_plan.Measure) -> core_plan.Measure:
        owners = self.below.owners
        pairs = zip(self._steps(row), measure.steps, strict=True)
        return replace(
            measure,
            responsible_units=(*_names(owners.units.get(row.pk, ())), *row.other_owners),
            steps=tuple(
                replace(step, responsible_units=(*_names(owners.steps.get(kept.pk, ())), *kept.other_owners))
                for kept, step in pairs
            ),
        )

    def _rounds(self) -> Iterator[core_followup.Round]:
        keys = {measure.pk: measure.key for measure in self.measures}
        for round_, entries in reports_of(self.row).items():
            evidence = self.below.evidence.get(round_.pk, ())
            yield core_followup.Round(
                round=cast("core_plan.MonitoringRound", round_.key),
                # A round that is still open counts up to its due date.
                date=timezone.localdate(round_.closed_at) if round_.closed_at else round_.due,
                notes=tuple(as_note(entry, keys, evidence) for entry in entries),
            )


def plan_of(agency: Agency, fiscal_year: int) -> KeptPlan | None:
    """Return the plan with everything below it, in two queries."""
    plans = Plan.objects.filter(agency=agency, fiscal_year=fiscal_year)
    rows = list(Measure.objects.filter(plan__in=plans.order_by()).select_related("plan"))
    if rows:
        return KeptPlan(agency, rows[0].plan, rows, below(rows))
    empty = plans.first()
    return KeptPlan(agency, empty, (), Below()) if empty else None


def as_measure(
    measure: Measure, owners: Owners | None = None, steps: Iterable[Step] | None = None
) -> core_plan.Measure:
    """Return a kept measure as a value of the core; `owners` and `steps` where they were loaded for many at once."""
    units = measure.units.all() if owners is None else owners.units.get(measure.pk, ())
    return core_plan.Measure(
        id=measure.key,
        topic=measure.topic,
        title=measure.title,
        approach=measure.approach,
        responsible_units=(*unit_keys(units), *measure.other_owners),
        steps=tuple(as_step(each, owners) for each in (measure.steps.all() if steps is None else steps)),
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


def as_note(
    entry: Entry, keys: Mapping[int, str], evidence: Iterable[Shown] = ()
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
            each.words
            for each in evidence
            if (each.measure, each.step) == (entry.measure_id, entry.step or 0)
        ),
        late=entry.late,
    )


def _names(units: Iterable[Named]) -> tuple[str, ...]:
    return tuple(unit.name for unit in units)


def unit_keys(units: Iterable[Unit | Named]) -> tuple[str, ...]:
    """Name units as the core does: by the catalogue's key, else by their own name."""
    return tuple(unit.key or unit.name for unit in units)
