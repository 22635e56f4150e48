"""What happened to a measure, from the log: who changed which field when, and how it was before."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from prongsai.core.plan.align import WAS, origins
from prongsai.web.models import Agency, AuditEntry, Measure, Plan
from prongsai.web.queries.measure import values_of

MOST = 100


@dataclass(frozen=True)
class Change:
    """One entry of the log; `fields` are [before, after] by name, empty for anything but an edit.

    Steps afterwards say which number they had before (`was`), where that is known.
    """

    who: str
    at: datetime.datetime
    version: int
    fields: dict[str, list[Any]]
    entry: AuditEntry

    @property
    def kind(self) -> str:
        change = self.entry.change
        if "removed" in change or "restored" in change:
            return "removed" if "removed" in change else "restored"
        return "added" if self.version == 1 else "changed"


def changes_of(agency: Agency, measure: Measure) -> list[Change]:
    """Return what was changed, newest first, in one query."""
    return [_change(entry) for entry in _entries(agency, f"measure:{measure.pk}")[:MOST]]


@dataclass(frozen=True)
class Since:
    """What happened to a measure since a version of it: how it was, how it is, and every change, newest first.

    The steps of `now` say which number they had then (`was`).
    """

    then: dict[str, Any]
    now: dict[str, Any]
    changes: list[Change]


def since(agency: Agency, measure: Measure, version: int) -> Since:
    """Return how a measure was at `version`, and what was changed since, in one query."""
    now: dict[str, Any] = dict(values_of(measure))
    then, newer = dict(now), [change for change in changes_of(agency, measure) if change.version > version]
    was: list[int | None] = [*range(1, len(now["steps"]) + 1)]
    for change in newer:
        then |= {name: pair[0] for name, pair in change.fields.items()}
        if "steps" in change.fields:
            older = origins(*change.fields["steps"])
            was = [older[number - 1] if number else None for number in was]
    now["steps"] = [{**step, WAS: number} for step, number in zip(now["steps"], was, strict=True)]
    return Since(then, now, newer)


def as_it_was(found: Since) -> dict[str, Any]:
    """Return a measure as it was then, to be saved again: its steps say which number they have now, if any."""
    now = {step[WAS]: number for number, step in enumerate(found.now["steps"], 1)}
    steps = [{**step, WAS: now.get(number)} for number, step in enumerate(found.then["steps"], 1)]
    return {**found.then, "steps": steps}


def removed_of(plan: Plan, agency: Agency) -> list[AuditEntry]:
    """Return the last word on every measure that was taken out of a plan and not put back, newest first."""
    there = set(plan.measures.values_list("pk", flat=True))
    entries = (
        AuditEntry.objects.filter(chain__agency=agency, action="plan.edit", target__startswith="measure:")
        .filter(change__plan=plan.pk, change__has_key="removed")
        .order_by("-number")[:MOST]
    )
    found: dict[int, AuditEntry] = {}
    for entry in entries:
        number = int(entry.target.partition(":")[2])
        if number not in there:
            found.setdefault(number, entry)
    return list(found.values())


def _entries(agency: Agency, target: str) -> Any:
    found = AuditEntry.objects.filter(chain__agency=agency, target=target)
    return found.select_related("actor").order_by("-number")


def _change(entry: AuditEntry) -> Change:
    who = str(entry.actor) if entry.actor else entry.actor_label
    fields = dict(entry.change.get("fields") or {})
    if WAS in entry.change and "steps" in fields:
        before, after = fields["steps"]
        numbers = entry.change[WAS]
        fields["steps"] = [
            before,
            [{**step, WAS: was} for step, was in zip(after, numbers, strict=True)],
        ]
    return Change(who, entry.at, entry.change.get("version", 1), fields, entry)
