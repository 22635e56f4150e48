"""Counts of a round as plain values: the fields that `followup --json` and the web read."""

from __future__ import annotations

from prongsai.core.followup.count import Counts, Standing
from prongsai.core.plan import Plan
from prongsai.core.summary import Plain


def counts_record(plan: Plan, found: Counts) -> dict[str, Plain]:
    """Return how many measures stand where, and every unfinished one with its reasons and new date."""
    return {
        "agency": plan.agency,
        "fiscal_year": plan.fiscal_year,
        "round": found.round,
        "planned": found.total,
        "by_status": [
            {"status": status, "measures": number} for status, number in found.by_status.items() if number
        ],
        "measures": [_standing(each) for each in found.standings],
    }


def _standing(standing: Standing) -> dict[str, Plain]:
    return {
        "id": standing.measure.id,
        "title": standing.measure.title,
        "status": standing.status,
        "steps": [{"number": number, "status": status} for number, status in standing.steps.items()],
        "reasons": list(standing.reasons),
        "new_date": standing.new_date.isoformat() if standing.new_date else None,
    }
