"""A measure as plain values: what is compared, logged, merged and written back.

`values_of` gives every field that people edit as JSON without floats, so that two states of a measure can be set
beside each other field by field: units and people by their ids, days as ISO dates, money and points as text.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet

from prongsai.core import plan as core_plan
from prongsai.core.framework.source import write_fraction
from prongsai.core.plan.round import MONITORING_ROUNDS
from prongsai.core.summary import Plain
from prongsai.core.text import Text
from prongsai.core.thai import tidy
from prongsai.web.models import Measure, Plan, Step, Unit
from prongsai.web.queries.owner import Owners

Values = Mapping[str, Plain]

# In the order of the form; the words are those of its labels.
FIELDS: Mapping[str, Text] = {
    "title": Text("ชื่อมาตรการ", "Title"),
    "topic": Text("ด้าน", "Topic"),
    "approach": Text("แนวทาง", "Approach"),
    "units": Text("ส่วนงานที่รับผิดชอบ", "Units responsible"),
    "other_owners": Text("ผู้รับผิดชอบอื่น", "Others responsible"),
    "people": Text("ผู้ประสานงาน", "People"),
    "begins": Text("เริ่ม", "Begins"),
    "ends": Text("สิ้นสุด", "Ends"),
    "steps": Text("ขั้นตอน", "Steps"),
    "rounds": Text("รอบติดตาม", "Monitoring rounds"),
    "monitoring_note": Text("วิธีติดตาม", "How it is monitored"),
    "budget": Text("งบประมาณ (บาท)", "Budget (baht)"),
    "expected_gain": Text("คะแนนที่คาดว่าเพิ่ม", "Expected gain"),
    "codes": Text("ข้อที่มุ่งให้ดีขึ้น", "What it is to improve"),
    "findings": Text("ข้อค้นพบที่ตอบ", "Findings it answers"),
}
WORDS = ("title", "topic", "approach", "monitoring_note", "expected_gain")
LISTS = ("other_owners", "codes", "findings")


def measures_of(plan: Plan) -> QuerySet[Measure]:
    """Return the measures of a plan with everything that `values_of` looks at, in five queries."""
    return with_owners(plan.measures.all())


def with_owners(measures: QuerySet[Measure]) -> QuerySet[Measure]:
    """Add steps and everyone responsible, in four queries."""
    return measures.prefetch_related("units", "people", "steps__units")


def values_of(measure: Measure, names: Iterable[str] = FIELDS) -> dict[str, Plain]:
    """Return what people edit of a measure, all of it or the fields that are named."""
    return {name: _GETTERS[name](measure) if name in _GETTERS else getattr(measure, name) for name in names}


def values_by(measure: Measure, owners: Owners) -> dict[str, Plain]:
    """Return what `values_of` does, for a measure of which only the steps were loaded with it."""
    plain = values_of(measure, [name for name in FIELDS if name not in ("units", "people", "steps")])
    return {
        **plain,
        "units": _keys(owners.units.get(measure.pk, ())),
        "people": _keys(owners.people.get(measure.pk, ())),
        "steps": [_step(step, owners.steps.get(step.pk, ())) for step in measure.steps.all()],
    }


def values_from_core(measure: core_plan.Measure, units: Sequence[Unit]) -> dict[str, Plain]:
    """Return a measure of the core as values; those responsible who are no unit of the agency stay names."""
    owned, others = owners(measure.responsible_units, units)
    return {
        "title": measure.title,
        "topic": measure.topic,
        "approach": measure.approach,
        "monitoring_note": measure.monitoring_note,
        "expected_gain": "" if measure.expected_gain is None else str(measure.expected_gain),
        "other_owners": others,
        "codes": list(measure.codes),
        "findings": list(measure.finding_ids),
        "units": owned,
        "people": [],
        **_days(measure.period),
        "steps": [_core_step(step, units) for step in measure.steps],
        "rounds": in_year(measure.monitoring_rounds),
        "budget": money(measure.budget),
    }


def owners(names: Iterable[str], units: Sequence[Unit]) -> tuple[list[Plain], list[Plain]]:
    """Part those responsible into units of the agency, by name or by the catalogue's key, and the names of others."""
    known: dict[str, int] = {}
    for unit in units:
        known.setdefault(tidy(unit.name).casefold(), unit.pk)
    for unit in units:
        if unit.key:
            known.setdefault(unit.key, unit.pk)
    owned, others = set(), []
    for name in dict.fromkeys(names):
        key = known.get(tidy(name).casefold())
        if key is None:
            others.append(name)
        else:
            owned.add(key)
    return [*sorted(owned)], [*others]


def differing(before: Values, after: Values) -> dict[str, list[Plain]]:
    """Return what changed, field by field: [before, after]."""
    return {name: [before[name], after[name]] for name in FIELDS if before[name] != after[name]}


def iso(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""


def money(amount: Decimal | None) -> str:
    return "" if amount is None else format(amount.quantize(Decimal("0.01")), "f")


def points(written: Plain) -> Fraction | None:
    return Fraction(str(written)) if written else None


def in_year(rounds: Iterable[Any]) -> list[Plain]:
    held = set(rounds)
    return [round_ for round_ in MONITORING_ROUNDS if round_ in held]


def points_words(written: str) -> str:
    """Write an exact number of points as people read it: 0.85 or 1/3."""
    return write_fraction(Fraction(written)) if written else ""


def _keys(rows: Iterable[Any]) -> list[Plain]:
    return sorted(row.pk for row in rows)


def _step(step: Step, units: Iterable[Any]) -> dict[str, Plain]:
    return {
        "text": step.text,
        "units": _keys(units),
        "other_owners": list(step.other_owners),
        "begins": iso(step.begins),
        "ends": iso(step.ends),
    }


def _core_step(step: core_plan.Step, units: Sequence[Unit]) -> dict[str, Plain]:
    owned, others = owners(step.responsible_units, units)
    return {"text": step.text, "units": owned, "other_owners": others, **_days(step.period)}


def _days(period: core_plan.Period | None) -> dict[str, Plain]:
    return {"begins": iso(period.begins) if period else "", "ends": iso(period.ends) if period else ""}


_GETTERS: Mapping[str, Callable[[Measure], Plain]] = {
    "other_owners": lambda measure: list(measure.other_owners),
    "codes": lambda measure: list(measure.codes),
    "findings": lambda measure: list(measure.findings),
    "units": lambda measure: _keys(measure.units.all()),
    "people": lambda measure: _keys(measure.people.all()),
    "begins": lambda measure: iso(measure.begins),
    "ends": lambda measure: iso(measure.ends),
    "steps": lambda measure: [_step(step, step.units.all()) for step in measure.steps.all()],
    "rounds": lambda measure: in_year(measure.rounds),
    "budget": lambda measure: money(measure.budget),
}
