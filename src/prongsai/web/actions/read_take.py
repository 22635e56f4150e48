"""Taking over what a paper said: by the same actions by which people enter a result, measures and reports."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from prongsai.core.errors import InputError, Problem
from prongsai.core.followup import ProgressNote
from prongsai.core.plan import MonitoringRound
from prongsai.core.plan import Plan as CorePlan
from prongsai.core.plan.round import due
from prongsai.core.summary import Plain
from prongsai.core.thai import tidy
from prongsai.web.actions import Actor, Done, Refused, action
from prongsai.web.actions import followup as rounds
from prongsai.web.actions import plan as plans
from prongsai.web.actions import result as results
from prongsai.web.actions.read import target_of
from prongsai.web.models import FollowupRound, Measure, Plan, ReadPaper


@dataclass(frozen=True, kw_only=True)
class Reports:
    """What a paper reports in one round: notes by the title of the measure, and the day of the paper."""

    round: MonitoringRound
    day: datetime.date
    notes: Sequence[tuple[str, ProgressNote]]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a person chose to take over; `plan` holds the measures that are new, `edits` what changes in others."""

    content: results.Content | None = None
    version: int = 0
    plan: CorePlan | None = None
    edits: Sequence[plans.Edit] = ()
    reports: Reports | None = None


@dataclass(frozen=True)
class Taken:
    """What was taken over, and why some reports were not."""

    paper: ReadPaper
    measures: int = 0
    reports: int = 0
    left: tuple[Problem, ...] = ()


@action("read.take")
def take(actor: Actor, paper: ReadPaper, *, wanted: Wanted) -> Done[Taken]:
    """Take over a result, measures and reports, all of it or, where one is refused, nothing."""
    change: dict[str, Plain] = {"file": paper.name}
    if wanted.content is not None:
        paper.result = results.enter(actor, paper.agency, wanted.content, version=wanted.version)
        change["result"] = wanted.content.entered.fiscal_year
    if wanted.plan is not None:
        paper.plan = _plan(actor, paper, wanted.plan, wanted.edits)
        change["fiscal_year"] = wanted.plan.fiscal_year
        change["measures"] = len(wanted.plan.measures) + len(wanted.edits)
    kept, left = 0, list[Problem]()
    if wanted.reports is not None and paper.plan is not None:
        kept, left = _reports(actor, paper.plan, wanted.reports)
        change["reports"] = kept
    paper.save(update_fields=["result", "plan"])
    measures = len(wanted.plan.measures) + len(wanted.edits) if wanted.plan else 0
    return Done(Taken(paper, measures, kept, tuple(left)), change, target_of(paper))


def _plan(actor: Actor, paper: ReadPaper, plan: CorePlan, edits: Sequence[plans.Edit]) -> Plan | None:
    """Return the plan with what was chosen in it; one that is approved takes no measure, but still reports."""
    if plan.measures or edits:
        return plans.bring(actor, paper.agency, plan, edits)
    return Plan.objects.filter(agency=paper.agency, fiscal_year=plan.fiscal_year).first()


def _reports(actor: Actor, plan: Plan, told: Reports) -> tuple[int, list[Problem]]:
    """Report what the paper tells; what is there already stays, what cannot be kept is told and left out."""
    try:
        round_ = _round(actor, plan, told.round)
    except InputError as error:
        return 0, list(error.problems)
    rows = {tidy(row.title): row for row in plan.measures.all()}
    there = set(round_.entries.values_list("measure_id", "step"))
    kept, left = 0, list[Problem]()
    for row, note in _placed(rows, told.notes):
        if (row.pk, note.step) in there:
            continue
        given = rounds.Report(**{name: getattr(note, name) for name in rounds.REPORT_FIELDS})
        place = rounds.Place(measure=row.pk, step=note.step)
        try:
            rounds.report(actor, round_, place=place, given=given, day=told.day)
            kept += 1
        except InputError as error:
            left += error.problems
    return kept, left


def _placed(
    rows: Mapping[str, Measure], notes: Sequence[tuple[str, ProgressNote]]
) -> Iterator[tuple[Measure, ProgressNote]]:
    for title, note in notes:
        row = rows.get(tidy(title))
        if row is not None:
            yield row, note


def _round(actor: Actor, plan: Plan, key: MonitoringRound) -> FollowupRound:
    """Return the round, set at its usual day where the plan has none; a closed one takes no more reports."""
    found = plan.rounds.filter(key=key).first()
    if found is None:
        dues = {cast("MonitoringRound", row.key): row.due for row in plan.rounds.all()}
        dues[key] = due(plan.fiscal_year, key)
        rounds.set_rounds(actor, plan.agency, fiscal_year=plan.fiscal_year, dues=dues)
        found = plan.rounds.get(key=key)
    if found.closed_at is not None:
        raise InputError([rounds.CLOSED.at(rounds.round_words(key))])
    return found


__all__ = ["Refused", "Reports", "Taken", "Wanted", "take"]
