"""Rounds of reports: setting them, reporting in them, closing them.

The round is what is locked, so that nobody reports in one that is being closed. A report that somebody else has
saved meanwhile raises `Conflict`; nothing is overwritten.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from django.db import transaction

from prongsai.core import followup as core_followup
from prongsai.core.cycle import RoundFacts
from prongsai.core.cycle.order import faults as day_faults
from prongsai.core.errors import InputError, Problem
from prongsai.core.fault import Fault
from prongsai.core.followup.check import NO_NEW_DATE, ROUND_BEFORE_PLAN, NotePlace
from prongsai.core.followup.check import faults as note_faults
from prongsai.core.plan import MonitoringRound
from prongsai.core.plan import Plan as CorePlan
from prongsai.core.plan.round import ROUND_WORDS, due, months
from prongsai.core.summary import Plain
from prongsai.core.text import Text
from prongsai.web import language
from prongsai.web.access import Subject, may
from prongsai.web.actions import Actor, Done, Refused, action, locked, require_version
from prongsai.web.clock import today
from prongsai.web.models import Agency, Entry, Evidence, FollowupRound, Measure, Plan
from prongsai.web.queries.cycle import own_dates_of
from prongsai.web.queries.followup import reporters
from prongsai.web.queries.measure import in_year, iso
from prongsai.web.queries.plan import as_measure

REPORT_FIELDS: Mapping[str, Text] = {
    "status": Text("สถานะ", "State"),
    "done_note": Text("สิ่งที่ทำ", "What was done"),
    "outcome": Text("ผลที่ได้", "What came of it"),
    "obstacle": Text("ปัญหาอุปสรรค", "Obstacles"),
    "suggestion": Text("ข้อเสนอแนะ", "Suggestions"),
    "reason": Text("เหตุผลที่ยังไม่ได้ทำ", "Why it is not done"),
    "new_date": Text("จะทำภายในวันที่", "By when it will be done"),
}
NO_PLAN = Fault(
    "round.no_plan",
    Text("ปี {year} ยังไม่มีมาตรการ จึงยังตั้งรอบติดตามไม่ได้", "there are no measures for {year} to follow up"),
    Text("กำหนดมาตรการก่อน", "set the measures first"),
)
IN_USE = Fault(
    "round.in_use",
    Text("รอบนี้มีรายงานหรือหลักฐานแล้ว จึงเอาออกไม่ได้", "it has reports or evidence, so it cannot be taken out"),
    Text("คงรอบนี้ไว้", "keep it"),
)
CLOSED = Fault(
    "round.closed",
    Text("รอบนี้ปิดแล้ว จึงแก้ไม่ได้อีก", "it is closed and can no longer be changed"),
    Text("คงวันเดิมไว้", "leave it as it is"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a unit reports on a step, or on a measure as a whole."""

    status: core_followup.Status
    done_note: str = ""
    outcome: str = ""
    obstacle: str = ""
    suggestion: str = ""
    reason: str = ""
    new_date: datetime.date | None = None

    def values(self) -> dict[str, Plain]:
        """Return the fields as the log has them."""
        return {name: _plain(getattr(self, name)) for name in REPORT_FIELDS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Which report: on a step, or with `step` None on the measure as a whole.

    `version` is that of the report which was looked at, 0 where there was none.
    """

    measure: int
    step: int | None = None
    version: int = 0


# Rounds


@action("round.edit")
def set_rounds(
    actor: Actor, agency: Agency, *, fiscal_year: int, dues: Mapping[MonitoringRound, datetime.date]
) -> Done[Plan]:
    """Make the rounds of a year those of `dues`: others go if nothing was reported in them, closed ones stay as they are.

    Measures report in a round that none of them names yet.
    """
    plan = Plan.objects.filter(agency=agency, fiscal_year=fiscal_year).first()
    if plan is None:
        raise InputError([NO_PLAN.at("", year=fiscal_year)])
    plan = locked(plan)
    kept = {row.key: row for row in FollowupRound.objects.select_for_update(of=("self",)).filter(plan=plan)}
    problems = [*_wrong_days(plan, dues), *_wrong_changes(kept, dues)]
    if problems:
        raise InputError(problems)
    before: dict[str, Plain] = {key: iso(row.due) for key, row in kept.items()}
    after: dict[str, Plain] = {key: iso(dues[key]) for key in sorted(dues, key=months)}
    for key, day in dues.items():
        FollowupRound.objects.update_or_create(plan=plan, key=key, defaults={"due": day})
    plan.rounds.exclude(key__in=dues).delete()
    joined = _join(plan, [key for key in dues if key not in kept])
    change: dict[str, Plain] = {"rounds": [before, after]}
    if joined:
        change["all_measures_report_in"] = joined
    return Done(plan, change, f"plan:{plan.pk}", quiet=before == after)


@action("followup.close")
def close(actor: Actor, round_: FollowupRound) -> Done[FollowupRound]:
    """Close a round for good; evidence that was taken out is deleted now."""
    entries = list(round_.entries.all())
    expected = [row.pk for row in round_.plan.measures.all() if round_.key in row.rounds]
    reported = {entry.measure_id for entry in entries}
    gone = list(Evidence.everything.filter(round=round_).exclude(removed_at=None))
    round_.closed_at, round_.closed_by = actor.at, actor.person
    round_.save(update_fields=["closed_at", "closed_by"])
    for each in gone:
        each.delete()
    transaction.on_commit(lambda: delete_files(gone))
    change: dict[str, Plain] = {
        "round": round_.key,
        "closed": True,
        "measures": len(expected),
        "without_report": len(set(expected) - reported),
        "late": sum(entry.late for entry in entries),
        "evidence": round_.evidence.count(),
        "evidence_deleted": len(gone),
    }
    return Done(round_, change, f"round:{round_.pk}")


def delete_files(evidence: Iterable[Evidence]) -> None:
    """Delete the files of evidence whose rows are gone."""
    for each in evidence:
        if each.file.name:
            each.file.storage.delete(each.file.name)


def _wrong_days(plan: Plan, dues: Mapping[MonitoringRound, datetime.date]) -> Iterable[Problem]:
    """Yield what is wrong with the days of rounds, among themselves and beside the agency's other days."""
    year = plan.fiscal_year
    # A day that is left as it is proposed is not the agency's own.
    rounds = [RoundFacts(key=key, due=None if day == due(year, key) else day) for key, day in dues.items()]
    yield from day_faults(year, own_dates_of(plan.agency, year), rounds)


def _wrong_changes(
    kept: Mapping[str, FollowupRound], dues: Mapping[MonitoringRound, datetime.date]
) -> Iterable[Problem]:
    for key, row in kept.items():
        known = cast("MonitoringRound", key)
        if row.closed_at is not None and dues.get(known) != row.due:
            yield CLOSED.at(round_words(known))
        elif known not in dues and (row.entries.exists() or row.evidence.exists()):
            yield IN_USE.at(round_words(known))


def _join(plan: Plan, added: Iterable[MonitoringRound]) -> list[Plain]:
    """Let every measure report in new rounds that no measure names."""
    measures = list(plan.measures.all())
    named = {key for measure in measures for key in measure.rounds}
    new = [key for key in added if key not in named]
    for measure in measures if new else ():
        measure.rounds = in_year([*measure.rounds, *new])
        measure.version += 1
        measure.save(update_fields=["rounds", "version"])
    return [*new] if measures else []


# Reports


@action("followup.report")
def report(
    actor: Actor,
    round_: FollowupRound,
    *,
    place: Place,
    given: Report,
    day: datetime.date | None = None,
) -> Done[Entry]:
    """Report in a round. `day` is when it came in, today if it is not said: after the due day it is late for good."""
    about = desk(actor, round_, place.measure)
    _require_sound(about, round_, place.step, given)
    row = Entry.objects.filter(round=round_, measure=about, step=place.step).first()
    if row is None:
        return _first(actor, Entry(round=round_, measure=about, step=place.step), given, day)
    require_version(row, place.version)
    before = Report(**{name: getattr(row, name) for name in REPORT_FIELDS}).values()
    changed: dict[str, Plain] = {
        name: [before[name], value] for name, value in given.values().items() if before[name] != value
    }
    if not changed:
        return Done(row, quiet=True)
    row.version += 1
    _write(actor, row, given)
    return Done(row, _change(row, changed))


def desk(actor: Actor, round_: FollowupRound, measure: int) -> Measure:
    """Return a measure of the round's plan if this person reports on it, for the agency or for one of its units."""
    row = round_.plan.measures.prefetch_related("units", "steps__units").get(pk=measure)
    subject = Subject(round_.plan.agency, round_.stage, reporters(row))
    if not (actor.system or may(actor.access, "followup.report", subject)):
        raise Refused("followup.report", subject)
    return row


def is_late(round_: FollowupRound, day: datetime.date | None) -> bool:
    """Whether what comes in on a day, or now, is late."""
    return (day or today()) > round_.due


def round_words(key: str) -> str:
    """Name a round as pages do: รอบ 6 เดือน."""
    return language.say("รอบ {months}", "Round of {months}", months=ROUND_WORDS[cast("MonitoringRound", key)])


def _first(actor: Actor, row: Entry, given: Report, day: datetime.date | None) -> Done[Entry]:
    row.late = is_late(row.round, day)
    _write(actor, row, given)
    fields: dict[str, Plain] = {name: ["", value] for name, value in given.values().items() if value}
    return Done(row, _change(row, fields))


def _write(actor: Actor, row: Entry, given: Report) -> None:
    for name in REPORT_FIELDS:
        setattr(row, name, getattr(given, name))
    row.reported_by, row.reported_at = actor.person, actor.at
    row.save()


def _change(row: Entry, fields: Mapping[str, Plain]) -> dict[str, Plain]:
    change: dict[str, Plain] = {"round": row.round.key, "measure": row.measure.key, "step": row.step}
    return {**change, "version": row.version, "late": row.late, "fields": dict(fields)}


def _require_sound(measure: Measure, round_: FollowupRound, step: int | None, given: Report) -> None:
    """Raise what the core finds wrong with a report, told by the labels of its fields."""
    value = as_measure(measure)
    note = core_followup.ProgressNote(
        measure=value.id, step=step, **{name: getattr(given, name) for name in REPORT_FIELDS}
    )
    plan = CorePlan(
        agency="",
        agency_type=None,
        fiscal_year=round_.plan.fiscal_year,
        result_year=round_.plan.result_year,
        measures=(value,),
    )
    told = core_followup.Round(round=cast("MonitoringRound", round_.key), date=round_.due, notes=(note,))
    found = note_faults(core_followup.Followup(plan=plan, rounds=(told,)), where=_label)
    passed = (ROUND_BEFORE_PLAN.id, NO_NEW_DATE.id)
    problems = [each for each in found if each.id not in passed]
    if problems:
        raise InputError(problems)


def _label(place: NotePlace) -> str:
    return language.said(REPORT_FIELDS.get(place.field, Text("ขั้นตอน", "Step")))


def _plain(value: object) -> Plain:
    return iso(value) if isinstance(value, datetime.date) else "" if value is None else str(value)
