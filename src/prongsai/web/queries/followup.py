"""A round of reports: every measure that reports in it, how far it is, and what was said of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import cast

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from prongsai.core import followup as core_followup
from prongsai.core import plan as core_plan
from prongsai.core.followup.count import Counts, Standing, by_unit, counts
from prongsai.core.plan.round import months
from prongsai.web.models import Agency, Entry, Evidence, FollowupRound, Measure, Plan, Step
from prongsai.web.queries.owner import Named, Owners, owners_of
from prongsai.web.queries.plan import as_note


@dataclass(frozen=True)
class Progress:
    """What was reported of a measure in one round, by step; `None` is the measure as a whole."""

    row: Measure
    entries: Mapping[int | None, Entry]

    @property
    def parts(self) -> list[Step]:
        return list(self.row.steps.all())

    @property
    def total(self) -> int:
        """How many reports are hoped for: one a step, one for a measure without steps."""
        return len(self.parts) or 1

    @property
    def told(self) -> int:
        """How many of them are in; who reports on the measure as a whole as done has reported on all."""
        whole = self.entries.get(None)
        if not self.parts or (whole is not None and whole.status == "done"):
            return self.total if whole is not None else 0
        return sum(step.number in self.entries for step in self.parts)

    @property
    def reported(self) -> bool:
        """Whether anything was reported in this round; that is what the cycle counts."""
        return bool(self.entries)

    @property
    def first_left(self) -> int | None:
        """Return the first step that nobody has reported on, 0 for a measure without steps, `None` for nothing left."""
        if not self.parts:
            return None if self.entries else 0
        left = (each.number for each in self.parts if each.number not in self.entries)
        return None if self.told == self.total else next(left, None)

    @property
    def late(self) -> bool:
        return any(entry.late for entry in self.entries.values())


@dataclass(frozen=True, kw_only=True)
class Item(Progress):
    """One measure in a round: what was reported of it in this very round, and where it stands by then."""

    standing: Standing
    expected: bool
    units: Sequence[Named] = ()
    reporters: frozenset[int] = frozenset()
    evidence: int = 0

    @property
    def gain(self) -> Fraction | None:
        return Fraction(self.row.expected_gain) if self.row.expected_gain else None


@dataclass(frozen=True)
class UnitLine:
    """One unit in a round: its measures by state, and how many of them it has not reported on."""

    unit: str
    counts: Counts
    missing: int
    late: int

    @property
    def going_on(self) -> int:
        return len(self.counts.of("in_progress", "partial"))

    @property
    def not_done(self) -> int:
        return len(self.counts.of("not_done", "hindered"))


@dataclass(frozen=True)
class RoundSheet:
    """A round with all that was reported until then."""

    round: FollowupRound
    items: Sequence[Item]
    counts: Counts
    _names: Mapping[str, Item] = field(repr=False, default_factory=dict)

    @property
    def expected(self) -> list[Item]:
        return [item for item in self.items if item.expected]

    @property
    def missing(self) -> list[Item]:
        """Measures that should report in this round and have not said anything."""
        return [item for item in self.expected if not item.reported]

    @property
    def late(self) -> int:
        return sum(item.late for item in self.items)

    @property
    def at_stake(self) -> Fraction | None:
        """What the measures without a report are hoped to bring, `None` where nobody has said."""
        gains = [item.gain for item in self.missing if item.gain is not None]
        return sum(gains, Fraction(0)) if gains else None

    @cached_property
    def units(self) -> list[UnitLine]:
        return [self._line(unit, found) for unit, found in by_unit(self.counts).items()]

    def _line(self, unit: str, found: Counts) -> UnitLine:
        items = [self._names[each.measure.id] for each in found.standings]
        return UnitLine(
            unit=unit,
            counts=found,
            missing=sum(item.expected and not item.reported for item in items),
            late=sum(item.late for item in items),
        )

    def of_units(self, units: Iterable[int]) -> list[Item]:
        """Return what these units report on in this round."""
        wanted = frozenset(units)
        return [item for item in self.items if (item.expected or item.entries) and item.reporters & wanted]


def reporters(measure: Measure) -> frozenset[int]:
    """Return the units that report on a measure: those that answer for it, or for a step of it."""
    steps = (unit.pk for step in measure.steps.all() for unit in step.units.all())
    return frozenset([*(unit.pk for unit in measure.units.all()), *steps])


def reporters_in(owners: Owners, row: Measure) -> frozenset[int]:
    """Return the same as `reporters` from owners that were loaded for many measures at once."""
    steps = (unit.pk for step in row.steps.all() for unit in owners.steps.get(step.pk, ()))
    return frozenset([*(unit.pk for unit in owners.units.get(row.pk, ())), *steps])


def rounds_of_year(agency: Agency, fiscal_year: int) -> list[FollowupRound]:
    """Return the rounds of a year, oldest first."""
    found = FollowupRound.objects.filter(plan__agency=agency, plan__fiscal_year=fiscal_year)
    return list(found.select_related("plan", "closed_by"))


def sheets_of(agency: Agency, fiscal_year: int) -> list[RoundSheet]:
    """Return all rounds of a year with the reports until then, in five queries."""
    rounds = rounds_of_year(agency, fiscal_year)
    if not rounds:
        return []
    load = _Load(rounds, _measures(agency, fiscal_year))
    return [load.sheet(each) for each in rounds]


def round_sheet(agency: Agency, fiscal_year: int, key: str) -> RoundSheet | None:
    """Return one round with the reports until then and the number of its evidence, in five queries."""
    rounds = rounds_of_year(agency, fiscal_year)
    wanted = next((each for each in rounds if each.key == key), None)
    if wanted is None:
        return None
    files = Evidence.objects.filter(round=wanted, measure=OuterRef("pk")).order_by().values("measure")
    number = Coalesce(Subquery(files.annotate(number=Count("pk")).values("number")), 0)
    rows = _measures(agency, fiscal_year).annotate(evidence_number=number)
    return _Load([each for each in rounds if _until(each, wanted)], rows).sheet(wanted)


@dataclass(frozen=True)
class YearsEnd:
    """The measures of a year with where each stands after the last round, and how many rounds are still open."""

    rows: Sequence[Measure]
    plan: core_plan.Plan
    counts: Counts
    last: FollowupRound | None
    open_rounds: int


def years_end(agency: Agency, fiscal_year: int) -> YearsEnd:
    """Return where the measures of a year stand by all that was reported, in four queries."""
    rounds = rounds_of_year(agency, fiscal_year)
    load = _Load(rounds, _measures(agency, fiscal_year), owners=False)
    plan = core_plan.Plan(
        agency=agency.name,
        agency_type=agency.type or None,
        fiscal_year=fiscal_year,
        result_year=fiscal_year - 1,
        measures=load.values,
    )
    last = max(rounds, key=lambda each: months(_key(each)), default=None)
    told = load.followup_until(last).rounds if last is not None else ()
    found = counts(core_followup.Followup(plan=plan, rounds=told), "12m")
    return YearsEnd(load.rows, plan, found, last, sum(each.closed_at is None for each in rounds))


def _measures(agency: Agency, fiscal_year: int) -> QuerySet[Measure]:
    return Measure.objects.filter(plan__agency=agency, plan__fiscal_year=fiscal_year)


class _Load:
    """Everything that rounds are counted from, loaded once for all of them; who answers only where that is shown."""

    def __init__(
        self, rounds: Sequence[FollowupRound], measures: QuerySet[Measure], *, owners: bool = True
    ) -> None:
        self.rounds = rounds
        self.rows = list(measures.prefetch_related("steps"))
        self.owners = owners_of(self.rows) if owners else Owners()
        found = Entry.objects.filter(round__in=[each.pk for each in rounds])
        self.entries = list(found)
        keys = {row.pk: row.key for row in self.rows}
        self.told: dict[int, list[core_followup.ProgressNote]] = {}
        for entry in self.entries:
            self.told.setdefault(entry.round_id, []).append(as_note(entry, keys))
        self.values = tuple(self._value(row) for row in self.rows)

    def sheet(self, wanted: FollowupRound) -> RoundSheet:
        """Count a round; whoever answers goes by name."""
        found = counts(self.followup_until(wanted), _key(wanted))
        own: dict[int, dict[int | None, Entry]] = {}
        for entry in self.entries:
            if entry.round_id == wanted.pk:
                own.setdefault(entry.measure_id, {})[entry.step] = entry
        items = [
            Item(
                row=row,
                standing=standing,
                entries=own.get(row.pk, {}),
                expected=wanted.key in row.rounds,
                units=self.owners.units.get(row.pk, ()),
                reporters=reporters_in(self.owners, row),
                evidence=getattr(row, "evidence_number", 0),
            )
            for row, standing in zip(self.rows, found.standings, strict=True)
        ]
        return RoundSheet(wanted, items, found, {item.row.key: item for item in items})

    def followup_until(self, wanted: FollowupRound) -> core_followup.Followup:
        plan = core_plan.Plan(
            agency="",
            agency_type=None,
            fiscal_year=wanted.plan.fiscal_year,
            result_year=wanted.plan.result_year,
            measures=self.values,
        )
        until = (each for each in self.rounds if _until(each, wanted))
        return core_followup.Followup(
            plan=plan,
            rounds=tuple(
                core_followup.Round(round=_key(each), date=each.due, notes=tuple(self.told.get(each.pk, ())))
                for each in until
            ),
        )

    def _value(self, row: Measure) -> core_plan.Measure:
        """Return what of a measure is counted."""
        return core_plan.Measure(
            id=row.key,
            topic=row.topic,
            title=row.title,
            approach=row.approach,
            responsible_units=(*_names(self.owners.units.get(row.pk, ())), *row.other_owners),
            steps=tuple(
                core_plan.Step(
                    number=step.number,
                    text=step.text,
                    responsible_units=(*_names(self.owners.steps.get(step.pk, ())), *step.other_owners),
                )
                for step in row.steps.all()
            ),
            period=None,
            codes=tuple(row.codes),
        )


def _names(units: Iterable[Named]) -> tuple[str, ...]:
    return tuple(unit.name for unit in units)


def _until(each: FollowupRound, wanted: FollowupRound) -> bool:
    return months(_key(each)) <= months(_key(wanted))


def _key(round_: FollowupRound) -> core_plan.MonitoringRound:
    return cast("core_plan.MonitoringRound", round_.key)


# One measure in one round


@dataclass(frozen=True)
class Desk:
    """Where a unit reports: a measure in a round, what is reported, and the evidence, each by step."""

    round: FollowupRound
    row: Measure
    entries: Mapping[int | None, Entry]
    evidence: Sequence[Evidence]

    @property
    def steps(self) -> list[Step]:
        return list(self.row.steps.all())

    @cached_property
    def reporters(self) -> frozenset[int]:
        """The units that report on it, in one query."""
        return reporters_in(owners_of([self.row]), self.row)

    @property
    def progress(self) -> Progress:
        return Progress(self.row, self.entries)

    def evidence_of(self, step: int | None) -> list[Evidence]:
        return [each for each in self.evidence if each.step == step and each.removed_at is None]

    @property
    def removed(self) -> list[Evidence]:
        """What was taken out and may be put back."""
        return [each for each in self.evidence if each.removed_at is not None]


def desk_of(agency: Agency, fiscal_year: int, key: str, measure: int) -> Desk | None:
    """Return a measure of a year in one of its rounds, with evidence that was taken out as well, in five queries."""
    rows = _measures(agency, fiscal_year).select_related("plan").prefetch_related("steps")
    row = rows.filter(pk=measure).first()
    if row is None:
        return None
    found = FollowupRound.objects.filter(plan=row.plan_id, key=key).select_related("closed_by").first()
    if found is None:
        return None
    found.plan, found.plan.agency = row.plan, agency
    entries = Entry.objects.filter(round=found, measure=row).select_related("reported_by")
    evidence = Evidence.everything.filter(round=found, measure=row).select_related("received_by")
    return Desk(found, row, {each.step: each for each in entries}, list(evidence))


def plan_exists(agency: Agency, fiscal_year: int) -> bool:
    return Plan.objects.filter(agency=agency, fiscal_year=fiscal_year).exists()
