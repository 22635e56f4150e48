"""A plan and its follow-up as plain values: the JSON that `reading.plan` reads back."""

from __future__ import annotations

from prongsai.core.followup import Followup, ProgressNote
from prongsai.core.framework.source import write_fraction
from prongsai.core.plan import Measure, Period, Plan, Step
from prongsai.core.plan.period import iso_words


def plan_record(plan: Plan, followup: Followup | None = None) -> dict[str, object]:
    """Return plan and follow-up as plain values: exact numbers as texts, days as ISO dates of the Gregorian calendar."""
    content: dict[str, object] = {
        "agency": plan.agency,
        "agency_type": plan.agency_type,
        "fiscal_year": plan.fiscal_year,
        "result_year": plan.result_year,
        "measures": [_measure_object(measure) for measure in plan.measures],
    }
    if followup is not None:
        content["rounds"] = [
            {
                "round": round_.round,
                "date": round_.date.isoformat(),
                "notes": [_note_object(note) for note in round_.notes],
            }
            for round_ in followup.rounds
        ]
    return content


def _measure_object(measure: Measure) -> dict[str, object]:
    return {
        "id": measure.id,
        "topic": measure.topic,
        "title": measure.title,
        "approach": measure.approach,
        "responsible_units": measure.responsible_units,
        "steps": [_step_object(step) for step in measure.steps],
        "period": _interval(measure.period),
        "monitoring_rounds": measure.monitoring_rounds,
        "monitoring_note": measure.monitoring_note,
        "budget": None if measure.budget is None else format(measure.budget, "f"),
        "expected_gain": None if measure.expected_gain is None else write_fraction(measure.expected_gain),
        "codes": measure.codes,
        "finding_ids": measure.finding_ids,
        "generated": measure.generated,
    }


def _step_object(step: Step) -> dict[str, object]:
    return {
        "number": step.number,
        "text": step.text,
        "responsible_units": step.responsible_units,
        "period": _interval(step.period),
    }


def _note_object(note: ProgressNote) -> dict[str, object]:
    return {
        "measure": note.measure,
        "step": note.step,
        "status": note.status,
        **{
            name: getattr(note, name) for name in ("done_note", "outcome", "obstacle", "suggestion", "reason")
        },
        "new_date": None if note.new_date is None else note.new_date.isoformat(),
        "evidence": note.evidence,
        # Only what came late is marked: files of who keeps no due dates stay as they were.
        **({"late": True} if note.late else {}),
    }


def _interval(period: Period | None) -> str | None:
    return None if period is None else iso_words(period)
