"""Changing the measures of a year. Every change locks the plan first, so that none waits for another in a circle.

What an action takes and logs are the values of queries/measure.py. A measure that somebody else has saved
meanwhile raises `Conflict`; nothing is overwritten.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max

from prongsai.core import plan as core_plan
from prongsai.core.errors import InputError
from prongsai.core.fault import Fault
from prongsai.core.plan.align import WAS
from prongsai.core.plan.merge import STEP_FIELDS
from prongsai.core.summary import Plain
from prongsai.core.text import Text
from prongsai.web.access import may, subject_of
from prongsai.web.actions import Actor, Done, Refused, action, locked, require_version
from prongsai.web.models import Agency, AuditEntry, Measure, Membership, Plan, Step, Unit
from prongsai.web.queries.measure import (
    FIELDS,
    LISTS,
    WORDS,
    Values,
    differing,
    measures_of,
    values_from_core,
    values_of,
)

EMPTY: Values = {
    **{name: "" for name in (*WORDS, "begins", "ends", "budget")},
    **{name: [] for name in (*LISTS, "units", "people", "steps")},
    "rounds": ["6m", "12m"],
}
# A step may also say which number it had (`was`), which only the log keeps.
STEP = STEP_FIELDS
REPORTED = Fault(
    "measure.reported",
    Text("มีรายงานผลของมาตรการนี้แล้ว จึงลบไม่ได้", "it has been reported on, so it cannot be removed"),
    Text(
        "ถ้าไม่ทำต่อ ให้รายงานว่าไม่ได้ดำเนินการพร้อมเหตุผล",
        "if it is given up, report it as not done, with the reason",
    ),
)
ROUND_CLOSED = Fault(
    "measure.round_closed",
    Text(
        "รอบติดตามที่ปิดแล้วนับมาตรการนี้ไว้ จึงลบหรือเปลี่ยนรอบที่ปิดแล้วไม่ได้",
        "a round that is closed counts it as it was: it cannot be removed, nor its closed rounds changed",
    ),
    Text(
        "คงรอบที่ปิดแล้วไว้ ถ้าไม่ทำต่อ ให้รายงานในรอบถัดไปว่าไม่ได้ดำเนินการพร้อมเหตุผล",
        "leave closed rounds as they are; if it is given up, report it in the next round as not done, with the reason",
    ),
)
STEP_REPORTED = Fault(
    "measure.step_reported",
    Text("มีรายงานผลของขั้นตอนนี้แล้ว จึงลบหรือย้ายไม่ได้", "this step has been reported on: it keeps its place"),
    Text("คงขั้นตอนนี้ไว้ที่ลำดับเดิม เพิ่มขั้นตอนใหม่ต่อท้าย", "leave it where it was, add new steps behind"),
)
NO_REASON = Fault(
    "plan.no_reason",
    Text("ยังไม่ได้บอกเหตุผลที่เปิดแก้", "no reason is given for reopening it"),
    Text("เขียนเหตุผลสั้น ๆ ผู้อนุมัติจะเห็น", "write it in a few words: the approvers will see it"),
)


@dataclass(frozen=True)
class Edit:
    """What is to be changed of one measure, and which version of it was looked at."""

    measure: int
    version: int
    values: Values


@dataclass(frozen=True)
class Sheet:
    """What a table changes: measures, new ones, the ids and versions of those that go, and the order of their ids.

    New ones come behind the others.
    """

    edits: Sequence[Edit]
    added: Sequence[Values] = ()
    removed: Sequence[tuple[int, int]] = ()
    order: Sequence[int] = ()


@action("plan.edit")
def take(actor: Actor, agency: Agency, *, plan: core_plan.Plan, only_open: bool = False) -> Done[Plan]:
    """Add the measures of a plan of the core to the agency's plan of that year, which is made if there is none.

    With `only_open` those whose findings all have a measure already are left out: who sends a proposal twice gets
    it once.
    """
    kept = _plan(actor, agency, plan.fiscal_year, plan.result_year)
    units = list(Unit.objects.filter(agency=agency))
    keys = set(kept.measures.values_list("key", flat=True))
    position = _last_position(kept)
    made: list[Plain] = []
    answered = _answered(kept) if only_open else set[str]()
    wanted = [each for each in plan.measures if not each.finding_ids or set(each.finding_ids) - answered]
    for offset, measure in enumerate(wanted, 1):
        key = measure.id if measure.id not in keys else _free(keys)
        keys.add(key)
        row = Measure.objects.create(
            plan=kept,
            key=key,
            position=position + offset,
            title=measure.title,
            generated=measure.generated,
        )
        _write(row, _in_open_rounds(kept, values_from_core(measure, units)))
        made.append(key)
    change: dict[str, Plain] = {"fiscal_year": plan.fiscal_year, "added": made}
    return Done(kept, change, f"plan:{kept.pk}")


def bring(actor: Actor, agency: Agency, plan: core_plan.Plan, edits: Sequence[Edit]) -> Plan:
    """Take new measures and change those that are there, all of it or, where one raises, nothing."""
    with transaction.atomic():
        kept = take(actor, agency, plan=plan)
        for edit in edits:
            save(actor, kept, measure=edit.measure, version=edit.version, values=edit.values)
    return kept


@action("plan.edit")
def copy(
    actor: Actor, agency: Agency, *, fiscal_year: int, copies: Sequence[tuple[int, Values]]
) -> Done[Plan]:
    """Add measures of another year, each with its values for the new one, to the plan of `fiscal_year`.

    What was copied before is left out.
    """
    kept = _plan(actor, agency, fiscal_year, fiscal_year - 1)
    keys = set(kept.measures.values_list("key", flat=True))
    sources = Measure.objects.filter(plan__agency=agency).in_bulk([number for number, _ in copies])
    position = _last_position(kept)
    there = set(kept.measures.values_list("copied_from_id", flat=True))
    made: list[Plain] = []
    copied: list[Plain] = []
    for offset, (number, values) in enumerate(copies, 1):
        if number in there:
            continue
        key = _free(keys)
        keys.add(key)
        title = str(values["title"])
        row = Measure.objects.create(
            plan=kept, key=key, position=position + offset, title=title, copied_from=sources[number]
        )
        _write(row, _in_open_rounds(kept, {**EMPTY, **_of_agency(agency, values)}))
        made.append(key)
        copied.append(number)
    return Done(kept, {"fiscal_year": fiscal_year, "added": made, "copied": copied}, f"plan:{kept.pk}")


@action("plan.edit")
def begin(actor: Actor, agency: Agency, *, fiscal_year: int) -> Done[Plan]:
    """Make the plan of a year, still without measures; one that is there stays as it is."""
    kept = _plan(actor, agency, fiscal_year, fiscal_year - 1)
    return Done(kept, {"fiscal_year": fiscal_year}, f"plan:{kept.pk}")


@action("plan.edit")
def add(actor: Actor, plan: Plan, *, values: Values) -> Done[Measure]:
    """Add one measure at the end."""
    keys = set(plan.measures.values_list("key", flat=True))
    row = Measure.objects.create(
        plan=plan,
        key=_free(keys),
        position=_last_position(plan) + 1,
        title=str(values["title"]),
    )
    whole = _in_open_rounds(plan, {**EMPTY, **_of_agency(plan.agency, values)})
    _write(row, whole)
    return Done(row, {"key": row.key, "version": 1, "fields": _logged(EMPTY, whole)}, _target(row.pk))


@action("plan.edit")
def save(actor: Actor, plan: Plan, *, measure: int, version: int, values: Values) -> Done[Measure]:
    """Change the fields in `values`; raise `Conflict` where somebody has saved since `version` was read.

    A proposal that is saved as it is has been taken: it is the agency's own from then on.
    """
    row = measures_of(plan).get(pk=measure)
    require_version(row, version)
    before = values_of(row)
    after = {**before, **_of_agency(plan.agency, values)}
    changed = differing(before, after)
    if not changed and not row.generated:
        return Done(row, quiet=True)
    if "steps" in changed:
        _require_reported_steps(row, _steps(values["steps"]))
    if "rounds" in changed:
        _require_closed_rounds(row, after["rounds"])
    row.version += 1
    row.generated = False
    _write(row, after, changed)
    row.refresh_from_db()
    change = {"key": row.key, "version": row.version, "fields": _plain(changed), **_origin(changed, values)}
    return Done(row, change, _target(row.pk))


def save_all(actor: Actor, plan: Plan, sheet: Sheet) -> None:
    """Save the rows of a table, all of them or, where one raises, none; each measure has its own entry in the log."""
    with transaction.atomic():
        for edit in sheet.edits:
            save(actor, plan, measure=edit.measure, version=edit.version, values=edit.values)
        for number, version in sheet.removed:
            remove(actor, plan, measure=number, version=version)
        for values in sheet.added:
            add(actor, plan, values=values)
        arrange(actor, plan, order=sheet.order)


@action("plan.edit")
def remove(actor: Actor, plan: Plan, *, measure: int, version: int) -> Done[str]:
    """Take a measure out; the log keeps the whole of it, so that `restore` can put it back."""
    row = measures_of(plan).get(pk=measure)
    require_version(row, version)
    if row.entries.exists() or row.evidence.exists():
        raise InputError([REPORTED.at(row.title)])
    _require_closed_rounds(row, [])
    change: dict[str, Plain] = {
        "removed": dict(values_of(row)),
        "plan": plan.pk,
        "key": row.key,
        "position": row.position,
        "generated": row.generated,
        "copied_from": row.copied_from_id,
        "version": row.version,
    }
    target = _target(row.pk)
    row.delete()
    return Done(target, change, target)


@action("plan.edit")
def restore(actor: Actor, plan: Plan, *, entry: AuditEntry) -> Done[Measure]:
    """Put back what `remove` took out, under its old number; a second time does nothing."""
    kept, number = entry.change, int(entry.target.partition(":")[2])
    there = plan.measures.filter(pk=number).first()
    if there is not None:
        return Done(there, quiet=True)
    keys = set(plan.measures.values_list("key", flat=True))
    row = Measure.objects.create(
        pk=number,
        plan=plan,
        key=kept["key"] if kept["key"] not in keys else _free(keys),
        position=kept["position"],
        title=kept["removed"]["title"],
        generated=kept["generated"],
        copied_from=Measure.objects.filter(pk=kept["copied_from"]).first() if kept["copied_from"] else None,
        version=kept["version"] + 1,
    )
    _write(row, _in_open_rounds(plan, _of_agency(plan.agency, kept["removed"])))
    return Done(row, {"restored": True, "key": row.key, "version": row.version}, _target(row.pk))


@action("plan.edit")
def arrange(actor: Actor, plan: Plan, *, order: Sequence[int]) -> Done[Plan]:
    """Put the measures into the order of their ids; those that are not named stay behind the others, as they were."""
    rows = list(plan.measures.all())
    places = {number: place for place, number in enumerate(order)}
    after = sorted(rows, key=lambda row: places.get(row.pk, len(places)))
    if after == rows:
        return Done(plan, quiet=True)
    before: list[Plain] = [row.key for row in rows]
    for place, row in enumerate(after, 1):
        row.position = place
    Measure.objects.bulk_update(after, ["position"])
    return Done(plan, {"order": [before, [row.key for row in after]]}, f"plan:{plan.pk}")


@action("plan.revise")
def revise(actor: Actor, plan: Plan, *, reason: str) -> Done[Plan]:
    """Open an approved plan again, as a new version of it."""
    if not reason.strip():
        raise InputError([NO_REASON.at("")])
    before = plan.stage
    plan.stage, plan.version = "draft", plan.version + 1
    plan.save(update_fields=["stage", "version"])
    return Done(plan, {"stage": [before, "draft"], "version": plan.version, "reason": reason.strip()})


# Rows


def _plan(actor: Actor, agency: Agency, fiscal_year: int, result_year: int) -> Plan:
    """Return the plan of a year, locked, made if there is none; it must be open to editing."""
    row, _ = Plan.objects.get_or_create(
        agency=agency, fiscal_year=fiscal_year, defaults={"result_year": result_year}
    )
    kept = locked(row)
    subject = subject_of(kept)
    if not (actor.system or may(actor.access, "plan.edit", subject)):
        raise Refused("plan.edit", subject)
    return kept


def _write(row: Measure, values: Values, changed: Mapping[str, object] | None = None) -> None:
    """Write values into a row; with `changed` only these fields."""
    wanted = values if changed is None else {name: values[name] for name in changed}
    for name in (*WORDS, *LISTS, "rounds"):
        if name in wanted:
            setattr(row, name, wanted[name])
    for name in ("begins", "ends"):
        if name in wanted:
            setattr(row, name, _day(wanted[name]))
    if "budget" in wanted:
        row.budget = Decimal(str(wanted["budget"])) if wanted["budget"] != "" else None
    row.save()
    if "units" in wanted:
        row.units.set(_numbers(wanted["units"]))
    if "people" in wanted:
        row.people.set(_numbers(wanted["people"]))
    if "steps" in wanted:
        _write_steps(row, _steps(wanted["steps"]))


def _write_steps(row: Measure, steps: Sequence[Mapping[str, Any]]) -> None:
    row.steps.all().delete()
    made = Step.objects.bulk_create(
        Step(
            measure=row,
            number=number,
            text=step["text"],
            other_owners=step["other_owners"],
            begins=_day(step["begins"]),
            ends=_day(step["ends"]),
        )
        for number, step in enumerate(steps, 1)
    )
    owned = Step.units.through
    owned.objects.bulk_create(
        owned(step_id=kept.pk, unit_id=unit)
        for kept, step in zip(made, steps, strict=True)
        for unit in step["units"]
    )


def _closed_rounds(plan: Plan) -> set[str]:
    """The rounds that are over: what each of them counted stays what it counted."""
    return set(plan.rounds.filter(closed_at__isnull=False).values_list("key", flat=True))


def _require_closed_rounds(row: Measure, rounds: Plain) -> None:
    """Raise where a closed round would count a measure that it did not, or no longer one that it did."""
    if _closed_rounds(row.plan) & set(row.rounds).symmetric_difference(_words(rounds)):
        raise InputError([ROUND_CLOSED.at(row.title)])


def _in_open_rounds(plan: Plan, values: Values) -> dict[str, Plain]:
    """Leave out of a measure that comes in the rounds that are closed: they never counted it."""
    closed = _closed_rounds(plan)
    return {**values, "rounds": [each for each in _words(values["rounds"]) if each not in closed]}


def _words(value: Plain) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []


def _require_reported_steps(row: Measure, steps: Sequence[Mapping[str, Any]]) -> None:
    """Raise where a step with reports would get another number: reports name steps by number."""
    reported = {*row.entries.values_list("step", flat=True), *row.evidence.values_list("step", flat=True)}
    now = {step.get(WAS): number for number, step in enumerate(steps, 1)}
    moved = [
        step for step in row.steps.all() if step.number in reported and now.get(step.number) != step.number
    ]
    if moved:
        raise InputError(STEP_REPORTED.at(f"{FIELDS['steps'].th} {step.number}", step.text) for step in moved)


def _of_agency(agency: Agency, values: Values) -> dict[str, Plain]:
    """Leave out units and people that are not (or no longer) of the agency."""
    units = set(Unit.objects.filter(agency=agency).values_list("pk", flat=True))
    found = dict(values)
    if "units" in found:
        found["units"] = [*sorted(units.intersection(_numbers(found["units"])))]
    if "people" in found:
        wanted = _numbers(found["people"])
        members = Membership.objects.filter(agency=agency, person_id__in=wanted)
        found["people"] = [*sorted(set(members.values_list("person_id", flat=True)))]
    if "steps" in found:
        found["steps"] = [
            {**{name: step[name] for name in STEP}, "units": [*sorted(units.intersection(step["units"]))]}
            for step in _steps(found["steps"])
        ]
    return found


def _origin(changed: Mapping[str, object], values: Values) -> dict[str, Plain]:
    """Keep which step was which, where it is known: the log is where two who edited at once are told apart."""
    steps = _steps(values["steps"]) if "steps" in changed else []
    known = bool(steps) and all(WAS in step for step in steps)
    return {WAS: [step[WAS] for step in steps]} if known else {}


def _answered(plan: Plan) -> set[str]:
    return {finding for row in plan.measures.all() for finding in row.findings}


def _last_position(plan: Plan) -> int:
    return plan.measures.aggregate(last=Max("position"))["last"] or 0


def _free(keys: set[str]) -> str:
    used = [int(key[1:]) for key in keys if key[:1] == "m" and key[1:].isdecimal()]
    return f"m{max(used, default=0) + 1}"


def _target(number: int) -> str:
    return f"measure:{number}"


def _logged(before: Values, after: Values) -> Plain:
    return _plain(differing(before, after))


def _plain(changed: Mapping[str, list[Plain]]) -> dict[str, Plain]:
    return dict(changed.items())


def _steps(value: Plain) -> list[dict[str, Any]]:
    return [step for step in value if isinstance(step, dict)] if isinstance(value, list) else []


def _numbers(value: Plain) -> list[int]:
    return [each for each in value if isinstance(each, int)] if isinstance(value, list) else []


def _day(value: Plain) -> datetime.date | None:
    return datetime.date.fromisoformat(str(value)) if value else None
