"""The measures of the year before: what became of them, which scores moved, and their values for the new year."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from prongsai.core.followup.outcome import Outcome, outcomes_between
from prongsai.core.framework.compare import map_codes
from prongsai.core.plan import Plan as CorePlan
from prongsai.core.plan.period import a_year_later
from prongsai.core.summary import Plain
from prongsai.reading.framework import find_year
from prongsai.web.models import Agency, Measure, Plan, Result
from prongsai.web.queries.board import Board, Card, board_of
from prongsai.web.queries.measure import FIELDS, Values, differing, values_of
from prongsai.web.queries.result import score_of


@dataclass(frozen=True)
class Old:
    """A measure of last year; `keep` is what we propose: what is not done, and what is done every year anyway."""

    card: Card
    outcomes: tuple[Outcome, ...]
    copied: bool
    codes: list[str]

    @property
    def lost(self) -> list[str]:
        """Codes that have no counterpart in this year's framework, or none that is known."""
        return [] if self.codes else list(self.card.row.codes)

    @property
    def keep(self) -> bool:
        return not self.copied and self.card.standing.status != "done"


def last_year(agency: Agency, year: int, today: datetime.date) -> tuple[Board, list[Old]]:
    """Return the board of the year before and what may be copied from it."""
    board = board_of(agency, year - 1, today)
    if not board.cards:
        return board, []
    there = set(
        Measure.objects.filter(
            plan__agency=agency, plan__fiscal_year=year, copied_from__isnull=False
        ).values_list("copied_from_id", flat=True)
    )
    moved = _moved(agency, board)
    return board, [
        Old(card, tuple(moved.get(card.row.key, ())), card.row.pk in there, codes_now(card.row.codes, year))
        for card in board.cards
    ]


def for_new_year(row: Measure, year: int) -> dict[str, Plain]:
    """Return the values of a measure for the year after: a year later, aimed at the codes of the new result.

    What the measure may bring is left open, since the new result says something else.
    """
    values = values_of(row)
    codes: list[Plain] = [*codes_now(row.codes, year)]
    steps: Any = values["steps"]
    return {
        **values,
        **_later(values),
        "steps": [{**step, **_later(step)} for step in steps],
        "codes": codes,
        "findings": [f"finding.{code}" for code in codes],
        "expected_gain": "",
    }


def since_last_year(row: Measure, source: Measure) -> dict[str, list[Plain]]:
    """Return what differs from the measure that a measure was copied from, moved days and new codes not counted."""
    before = for_new_year(source, row.plan.fiscal_year)
    after = values_of(row)
    told = {name: before[name] for name in FIELDS if name not in ("expected_gain", "codes", "findings")}
    return differing({**after, **told}, after)


def codes_now(codes: Sequence[str], year: int) -> list[str]:
    """Return the codes of the result analysed in `year` that are the same matter as codes of the year before."""
    newer, older = find_year(year - 1), find_year(year - 2)
    if newer is None or older is None:
        return [*codes]
    same = map_codes(newer, older)
    wanted = set(codes)
    return [code for code, before in same.items() if wanted.intersection(before)]


def _later(values: Values | Mapping[str, Any]) -> dict[str, Plain]:
    return {
        name: a_year_later(datetime.date.fromisoformat(str(values[name]))).isoformat() if values[name] else ""
        for name in ("begins", "ends")
    }


def _moved(agency: Agency, board: Board) -> dict[str, list[Outcome]]:
    """Return how the scores that last year's measures aimed at have moved, by the key of the measure."""
    plan = board.plan
    if plan is None:
        return {}
    years = (plan.result_year, plan.fiscal_year)
    kept = {each.fiscal_year: each for each in Result.objects.filter(agency=agency, fiscal_year__in=years)}
    before, after = (kept.get(year) for year in years)
    if before is None or after is None:
        return {}
    found: dict[str, list[Outcome]] = {}
    for outcome in outcomes_between(_core(agency, plan, board), score_of(before), score_of(after)):
        found.setdefault(outcome.measure, []).append(outcome)
    return found


def _core(agency: Agency, plan: Plan, board: Board) -> CorePlan:
    return CorePlan(
        agency=agency.name,
        agency_type=agency.type or None,
        fiscal_year=plan.fiscal_year,
        result_year=plan.result_year,
        measures=tuple(card.value for card in board.cards),
    )
