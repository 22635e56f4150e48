"""How far each measure has come by a round, and how many stand where; docs/method/followup.md has the rule."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import get_args

from prongsai.core.followup import Followup, ProgressNote, Status
from prongsai.core.plan import Measure, MonitoringRound
from prongsai.core.plan.round import months

BEGUN: frozenset[Status] = frozenset({"in_progress", "done", "partial"})
STILL_OPEN: frozenset[Status] = frozenset({"planned", "in_progress"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where one measure stands; `steps` has every step of it by number, `notes` the reports that this rests on.

    `reasons` say why it is not done, `new_date` is the latest day by which the rest was promised; `None` for none.
    """

    measure: Measure
    status: Status
    steps: Mapping[int, Status]
    notes: tuple[ProgressNote, ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        """What was given as a reason, or as an obstacle where no reason was given, each once."""
        unfinished = (note for note in self.notes if note.status != "done")
        return tuple(dict.fromkeys(filter(None, (note.reason or note.obstacle for note in unfinished))))

    @property
    def new_date(self) -> datetime.date | None:
        """The last of the new dates of what is not done."""
        dates = [note.new_date for note in self.notes if note.new_date is not None and note.status != "done"]
        return max(dates, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The standings of all measures of a plan at one round, in the order of the plan."""

    round: MonitoringRound
    standings: tuple[Standing, ...]

    @property
    def total(self) -> int:
        """How many measures were planned."""
        return len(self.standings)

    @property
    def by_status(self) -> Mapping[Status, int]:
        """How many measures stand where; every status has its number, and they add up to the total."""
        return {status: len(self.of(status)) for status in get_args(Status)}

    @property
    def unfinished(self) -> tuple[Standing, ...]:
        """Every measure that is not done, to be named with its reason and new date."""
        return tuple(standing for standing in self.standings if standing.status != "done")

    def of(self, *statuses: Status) -> tuple[Standing, ...]:
        """Return the measures that have one of these statuses."""
        return tuple(standing for standing in self.standings if standing.status in statuses)


def counts(followup: Followup, round_: MonitoringRound) -> Counts:
    """Return where every measure stands at `round_`, what earlier rounds reported included.

    A round that was not held tells nothing of its own: the standing is then that of the rounds before it.
    """
    told = [each for each in followup.rounds if months(each.round) <= months(round_)]
    by_round = [each.notes for each in sorted(told, key=lambda each: months(each.round))]
    return Counts(
        round=round_, standings=tuple(_standing(measure, by_round) for measure in followup.plan.measures)
    )


def by_unit(found: Counts) -> Mapping[str, Counts]:
    """Return the counts of every unit, over the measures that it answers for as a whole or by a step.

    A measure of two units counts for both, so that the units do not add up to the plan. A measure of nobody is
    in none of them.
    """
    units: dict[str, list[Standing]] = {}
    for standing in found.standings:
        measure = standing.measure
        owners = (measure.responsible_units, *(step.responsible_units for step in measure.steps))
        for unit in dict.fromkeys(unit for names in owners for unit in names):
            units.setdefault(unit, []).append(standing)
    return {unit: Counts(round=found.round, standings=tuple(each)) for unit, each in units.items()}


def status_of(steps: Collection[Status]) -> Status:
    """Return the status of a measure from those of its steps; a measure without steps is planned.

    Done if every step is. Once something has begun: in progress while a step is planned or in progress, else
    partial. Before that: hindered if a step is, else not done if a step is, else planned.
    """
    found = set(steps)
    if not found & BEGUN:
        return "hindered" if "hindered" in found else "not_done" if "not_done" in found else "planned"
    if found == {"done"}:
        return "done"
    return "in_progress" if found & STILL_OPEN else "partial"


def _standing(measure: Measure, rounds: Collection[Collection[ProgressNote]]) -> Standing:
    whole: ProgressNote | None = None
    steps: dict[int, ProgressNote] = {}
    for notes in rounds:
        own = [note for note in notes if note.measure == measure.id]
        if own:
            whole = next((note for note in own if note.step is None), None)
            steps |= {note.step: note for note in own if note.step is not None}
            if whole is not None and whole.status == "done":
                # Done as a whole is done in every step, whatever an earlier round said of one of them.
                steps = {step.number: steps.get(step.number, whole) for step in measure.steps}
                steps = {number: note if note.status == "done" else whole for number, note in steps.items()}
    by_step: dict[int, Status] = {
        step.number: steps[step.number].status if step.number in steps else "planned"
        for step in measure.steps
    }
    return Standing(
        measure=measure,
        status=whole.status if whole is not None else status_of(by_step.values()),
        steps=by_step,
        notes=_each_once(whole, steps),
    )


def _each_once(whole: ProgressNote | None, steps: Mapping[int, ProgressNote]) -> tuple[ProgressNote, ...]:
    kept = [] if whole is None else [whole]
    return tuple(dict.fromkeys([*kept, *(steps[number] for number in sorted(steps))]))
