"""What happened to a measure, from the log: who changed which field when, and how it was before."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from prongsai.web.models import Agency, AuditEntry, Measure, Plan
from prongsai.web.queries.measure import FIELDS, Values, values_of

MOST = 100


@dataclass(frozen=True)
class Change:
    """One entry of the log; `fields` are [before, after] by name, empty for anything but an edit."""

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


def since(agency: Agency, measure: Measure, version: int) -> tuple[dict[str, Any], list[Change]]:
    """Return how a measure was at `version`, and what was changed since, newest first."""
    values: dict[str, Any] = dict(values_of(measure))
    newer = [change for change in changes_of(agency, measure) if change.version > version]
    for change in newer:
        values |= {name: pair[0] for name, pair in change.fields.items()}
    return values, newer


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


def changed_by_others(mine: Values, theirs: Values, base: Values) -> tuple[Sequence[str], Sequence[str]]:
    """Return the fields in which two people differ: those that both changed, and those that one of them did."""
    apart = [name for name in FIELDS if name in mine and mine[name] != theirs[name]]
    both = [name for name in apart if mine[name] != base[name] and theirs[name] != base[name]]
    return both, [name for name in apart if name not in both]


def _entries(agency: Agency, target: str) -> Any:
    found = AuditEntry.objects.filter(chain__agency=agency, target=target)
    return found.select_related("actor").order_by("-number")


def _change(entry: AuditEntry) -> Change:
    who = str(entry.actor) if entry.actor else entry.actor_label
    fields = entry.change.get("fields") or {}
    return Change(who, entry.at, entry.change.get("version", 1), fields, entry)
