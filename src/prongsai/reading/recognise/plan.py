"""Printed measures as a plan and its follow-up, so that the rest of the program can work with them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from prongsai.core.followup import Followup, ProgressNote, Round, Status
from prongsai.core.followup.check import NEEDS_REASON
from prongsai.core.followup.count import status_of
from prongsai.core.plan import Measure, MonitoringRound, Period, Plan, Step
from prongsai.core.plan.draft import read_money
from prongsai.core.plan.record import plan_record
from prongsai.core.plan.round import due
from prongsai.core.printed import Line, Place
from prongsai.core.recognised import Phrase, PrintedMeasure, Recognised, Section
from prongsai.reading.recognise.lists import Piece
from prongsai.reading.recognise.periods import period_in
from prongsai.reading.recognise.progress import only_rounds, rounds_in, status_alone, without_rounds
from prongsai.reading.recognise.titles import same_measure
from prongsai.reading.recognise.units import units_of
from prongsai.reading.recognise.years import told_until

LAST_ROUND: MonitoringRound = "12m"
# Words were reported, but they do not say how far it has come.
UNTOLD: Status = "in_progress"
_REPORTS = frozenset({"results", "status", "outcomes"})
_OWN = re.compile(r"\s*\((?P<own>[^()]{1,120})\)$")


@dataclass(frozen=True, slots=True)
class Printed:
    """What a file holds of measures: those it plans and those it reports on, each with its reports."""

    plan: Followup | None = None
    report: Followup | None = None

    @property
    def records(self) -> tuple[Mapping[str, object] | None, Mapping[str, object] | None]:
        """The two plan files as plain values; of a file that only reports, both are its report."""
        found = [_record(each) for each in (self.plan or self.report, self.report)]
        return found[0], found[1]


def printed_plans(recognised: Recognised) -> Printed:
    """Return the plan and the report of a file, `None` for what it does not hold or cannot be dated."""
    planned, reported = planned_and_reported(recognised.sections)
    report = followup_of(recognised, reported) if reported else None
    plan = followup_of(recognised, planned) if planned else None
    if plan is not None and report is not None and plan.plan.fiscal_year == report.plan.fiscal_year:
        plan = replace(plan, rounds=_matched(plan.plan, report))
    return Printed(plan, report)


def planned_and_reported(sections: Sequence[Section]) -> tuple[Section | None, Section | None]:
    """Return the section with the measures that a file plans, and the one with those it reports on."""
    return (
        _largest(section for section in sections if not _reports(section)),
        _largest(section for section in sections if _reports(section)),
    )


def followup_of(recognised: Recognised, section: Section) -> Followup | None:
    """Return the measures of a section as a plan, with one round of what it reports; `None` without a year."""
    years = years_within(recognised.sections, section)
    if years is None:
        return None
    plan = Plan(
        agency=recognised.agency,
        agency_type=recognised.agency_type,
        fiscal_year=years[0],
        result_year=years[1],
        measures=tuple(_measure(each, years[0]) for each in section.measures),
    )
    notes = tuple(note for each in each_said_once(section.measures) for note in _notes(each))
    if not notes:
        return Followup(plan=plan, rounds=())
    round_ = next(iter(rounds_in(section.title)), LAST_ROUND)
    return Followup(
        plan=plan, rounds=(Round(round=round_, date=_day(section, years[0], round_), notes=notes),)
    )


def each_said_once(measures: Sequence[PrintedMeasure]) -> Iterator[PrintedMeasure]:
    """Yield measures; what one cell says of several of them is left to the first."""
    said: set[tuple[Place, str, str]] = set()
    for measure in measures:
        outcomes = tuple(
            each for each in measure.outcomes if (each.where, each.number, each.text) not in said
        )
        said |= {(each.where, each.number, each.text) for each in outcomes}
        yield replace(measure, outcomes=outcomes)


def _record(followup: Followup | None) -> Mapping[str, object] | None:
    return plan_record(followup.plan, followup if followup.rounds else None) if followup else None


def _largest(sections: Iterator[Section]) -> Section | None:
    return max(
        (each for each in sections if each.measures), key=lambda each: len(each.measures), default=None
    )


def _reports(section: Section) -> bool:
    return any(measure.columns & _REPORTS or measure.results for measure in section.measures)


def years_within(sections: Sequence[Section], section: Section) -> tuple[int, int] | None:
    """Return the fiscal year of the measures and that of the result, from the section or those around it."""
    results = [each.result_year for each in (section, *_before(sections, section)) if each.result_year]
    result = results[0] if results else None
    year = section.plan_year or (result + 1 if result else None)
    if year is None:
        plans = [each.plan_year for each in sections if each.plan_year]
        year = plans[0] if plans else None
    if year is None:
        return None
    return year, min(result or year - 1, year)


def plan_year_within(sections: Sequence[Section], section: Section) -> int | None:
    """Return the fiscal year that dates the months of measures which name no year, `None` where none is known."""
    years = years_within(sections, section)
    return years[0] if years else None


def _before(sections: Sequence[Section], section: Section) -> list[Section]:
    """Return the other sections, those before this one first and the nearest of them in front."""
    place = next(place for place, each in enumerate(sections) if each is section)
    return [*reversed(sections[:place]), *sections[place + 1 :]]


def _day(section: Section, year: int, round_: MonitoringRound) -> datetime.date:
    """Return the day up to which a report tells, else its own; where none is printed the last one it can tell of."""
    lines = (block.text for block in section.blocks if isinstance(block, Line))
    told = (day for line in lines if (day := told_until(line)) is not None)
    return next(told, None) or section.date or due(year, round_)


# Measures


def _measure(printed: PrintedMeasure, year: int) -> Measure:
    said = (without_rounds(each.text) for each in printed.monitoring if not only_rounds(each.text))
    note = "\n".join(text for text in said if text)
    return Measure(
        id=printed.id,
        topic=printed.topic,
        title=printed.title,
        approach="\n".join(map(_counted, printed.approach)),
        responsible_units=printed.units,
        steps=tuple(
            _with_own(_step(place, each, year), printed, each.number)
            for place, each in enumerate(printed.steps, start=1)
        ),
        period=printed.period if _forward(printed.period) else None,
        monitoring_rounds=printed.rounds,
        monitoring_note=note,
        budget=read_money(printed.budget) if printed.budget else None,
        codes=printed.codes,
    )


def _forward(period: Period | None) -> bool:
    """Tell whether a period ends after it begins; one that is printed the other way round cannot be planned."""
    return period is not None and period.begins <= period.ends


def _counted(phrase: Phrase) -> str:
    return f"{phrase.number}. {phrase.text}" if phrase.number else phrase.text


def _step(place: int, phrase: Phrase, year: int) -> Step:
    """Return a step; a unit or period of its own stands in brackets behind it."""
    own = _OWN.search(phrase.text)
    if own is not None:
        parts = [part.strip() for part in own["own"].split(";")]
        period = next((found for part in parts if (found := period_in(part, year))), None)
        words = [part for part in parts if period_in(part, year) is None]
        units = units_of([Piece(part, phrase.where) for part in words])
        if period is not None or (len(parts) == 1 and _is_unit(words)):
            text = phrase.text[: own.start()]
            return Step(number=place, text=text, responsible_units=units, period=period)
    return Step(number=place, text=phrase.text)


def _with_own(step: Step, printed: PrintedMeasure, number: str) -> Step:
    """Return a step with what its own row says of it, where that is not what its measure says."""
    units, period = printed.step_units.get(number, ()), printed.step_periods.get(number)
    return replace(
        step,
        responsible_units=step.responsible_units or (units if units != printed.units else ()),
        period=step.period or (period if period != printed.period else None),
    )


def _is_unit(words: Sequence[str]) -> bool:
    return all(word.startswith(("กอง", "สำนัก", "งาน", "ฝ่าย", "หน่วย")) for word in words)


# Reports


def _notes(printed: PrintedMeasure) -> Iterator[ProgressNote]:
    """Yield what is reported on the whole measure, then step by step."""
    places = {each.number: place for place, each in enumerate(printed.steps, start=1) if each.number}
    by_step = {number: place for number, place in places.items() if _said_of(printed, number)}
    steps = [_note(printed, place, number) for number, place in by_step.items()]
    # A counted step that nothing is said of is yet to come.
    untold: list[Status] = ["planned"] * (len(places) - len(by_step) if by_step else 0)
    whole = _whole(printed, by_step, [*(note.status for note in steps), *untold])
    yield from ([whole] if whole else [])
    yield from steps


def _said_of(printed: PrintedMeasure, number: str) -> bool:
    lists = (
        printed.results,
        _outcomes(printed, number),
        printed.obstacles,
        printed.suggestions,
        printed.evidence,
    )
    return number in printed.told or any(each.number == number for phrases in lists for each in phrases)


def _outcomes(printed: PrintedMeasure, number: str) -> tuple[Phrase, ...]:
    """Return the outcomes of a step, which only its own row tells: a list of outcomes counts itself, not the steps."""
    of_step = tuple(each for each in printed.outcomes if each.number == number)
    return of_step if number in printed.step_units else ()


def _note(printed: PrintedMeasure, place: int, number: str) -> ProgressNote:
    # Of a measure that is done, so is every step that something is said of.
    status = printed.told.get(number, "done" if printed.told.get("") == "done" else UNTOLD)
    obstacles, reasons = _parted(printed.obstacles)
    obstacle, reason = _of_step(obstacles, number), _of_step(reasons, number)
    if status in NEEDS_REASON and not obstacle and not reason:
        obstacle = "\n".join(each.text for each in obstacles if not each.number)
        reason = "\n".join(each.text for each in reasons if not each.number)
    return ProgressNote(
        measure=printed.id,
        step=place,
        status=status,
        done_note=_of_step(printed.results, number),
        obstacle=obstacle,
        suggestion=_of_step(printed.suggestions, number),
        outcome=_of_step(_outcomes(printed, number), number),
        reason=reason or _reason(status, obstacle),
        new_date=printed.new_dates.get(number),
        evidence=tuple(each.text for each in printed.evidence if each.number == number),
    )


def _whole(
    printed: PrintedMeasure, by_step: Mapping[str, int], statuses: Sequence[Status]
) -> ProgressNote | None:
    """Return what is reported on a measure as a whole, `None` where its steps say everything."""
    obstacles, reasons = _parted(printed.obstacles)
    obstacle, reason = _rest(obstacles, by_step), _rest(reasons, by_step)
    said = ProgressNote(
        measure=printed.id,
        step=None,
        status=printed.told.get("") or (status_of(statuses) if statuses else UNTOLD),
        done_note=_rest(printed.results, by_step),
        outcome="\n".join(
            each.text for each in printed.outcomes if each not in _outcomes(printed, each.number)
        ),
        obstacle=obstacle,
        suggestion=_rest(printed.suggestions, by_step),
        reason=reason,
        new_date=printed.new_dates.get(""),
        evidence=tuple(each.text for each in printed.evidence if each.number not in by_step),
    )
    if not (said.done_note or said.outcome or said.obstacle or reason or said.suggestion or said.evidence):
        return said if "" in printed.told else None
    return replace(said, reason=reason or _reason(said.status, obstacle))


def _parted(obstacles: Sequence[Phrase]) -> tuple[list[Phrase], list[Phrase]]:
    """Return what was in the way, and what is called the reason why something is not done."""
    reasons = [each for each in obstacles if each.label == "reason"]
    return [each for each in obstacles if each.label != "reason"], reasons


def _reason(status: Status, obstacle: str) -> str:
    """Return what is in the way as the reason where nothing was begun; what is hindered needs no other."""
    return obstacle if status == "not_done" else ""


def _of_step(phrases: Sequence[Phrase], number: str) -> str:
    # A status alone is told as the status.
    said = (each.text for each in phrases if each.number == number)
    return "\n".join(text for text in said if status_alone(text) is None)


def _rest(phrases: Sequence[Phrase], by_step: Mapping[str, int]) -> str:
    """Return what belongs to no step; a number that counts no step stays in front of its text."""
    loose = [each for each in phrases if each.number not in by_step and status_alone(each.text) is None]
    return "\n".join(_counted(each) if len(loose) > 1 else each.text for each in loose)


def _matched(plan: Plan, report: Followup) -> tuple[Round, ...]:
    """Return the rounds of a report for those measures of a plan that it reports on, by their titles."""
    ids = {
        reported.id: planned.id
        for reported in report.plan.measures
        if (planned := same_measure(reported.title, plan.measures)) is not None
    }
    steps = {measure.id: len(measure.steps) for measure in plan.measures}
    rounds = []
    for round_ in report.rounds:
        notes = (replace(note, measure=ids[note.measure]) for note in round_.notes if note.measure in ids)
        kept = tuple(note for note in notes if note.step is None or note.step <= steps[note.measure])
        rounds += [replace(round_, notes=kept)] if kept else []
    return tuple(rounds)
