"""A round of reports: every measure that reports in it, how far it is, and what was said of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import cast

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from prongsai.core import followup as core_followup
from prongsai.core import plan as core_plan
from prongsai.core.followup.count import Counts, Standing, by_unit, counts
from prongsai.core.plan.round import months
from prongsai.web.models import Agency, Entry, Evidence, FollowupRound, Measure, Plan, Step, Unit
from prongsai.web.queries.plan import as_measure, as_note


@dataclass(frozen=True)
class Item:
    """One measure in a round: where it stands by then, and what was reported of it in this very round."""

    row: Measure
    standing: Standing
    entries: Mapping[int | None, Entry]
    expected: bool
    evidence: int = 0

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
    def whole(self) -> bool:
        return self.told == self.total

    @property
    def late(self) -> bool:
        return any(entry.late for entry in self.entries.values())

    @property
    def units(self) -> list[Unit]:
        return list(self.row.units.all())

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
        return [
            item for item in self.items if (item.expected or item.entries) and reporters(item.row) & wanted
        ]


def reporters(measure: Measure) -> frozenset[int]:
    """Return the units that report on a measure: those that answer for it, or for a step of it."""
    steps = (unit.pk for step in measure.steps.all() for unit in step.units.all())
    return frozenset([*(unit.pk for unit in measure.units.all()), *steps])


def measures_with_owners(agency: Agency, fiscal_year: int) -> QuerySet[Measure]:
    return (
        Measure.objects.filter(plan__agency=agency, plan__fiscal_year=fiscal_year)
        .select_related("plan")
        .prefetch_related("units", "steps__units")
    )


def rounds_of_year(agency: Agency, fiscal_year: int) -> list[FollowupRound]:
    """Return the rounds of a year, oldest first."""
    found = FollowupRound.objects.filter(plan__agency=agency, plan__fiscal_year=fiscal_year)
    return list(found.select_related("plan", "closed_by"))


def sheets_of(agency: Agency, fiscal_year: int) -> list[RoundSheet]:
    """Return all rounds of a year with the reports until then, in six queries."""
    rows = list(measures_with_owners(agency, fiscal_year))
    rounds = rounds_of_year(agency, fiscal_year)
    entries = list(Entry.objects.filter(round__in=[each.pk for each in rounds])) if rounds else []
    return [sheet_of(each, rounds, rows, entries) for each in rounds]


def round_sheet(agency: Agency, fiscal_year: int, key: str) -> RoundSheet | None:
    """Return one round with the reports until then and the number of its evidence, in six queries."""
    rounds = rounds_of_year(agency, fiscal_year)
    wanted = next((each for each in rounds if each.key == key), None)
    if wanted is None:
        return None
    files = Evidence.objects.filter(round=wanted, measure=OuterRef("pk")).order_by().values("measure")
    number = Coalesce(Subquery(files.annotate(number=Count("pk")).values("number")), 0)
    rows = list(measures_with_owners(agency, fiscal_year).annotate(evidence_number=number))
    earlier = [each.pk for each in rounds if _until(each, wanted)]
    entries = list(Entry.objects.filter(round__in=earlier).select_related("reported_by"))
    return sheet_of(wanted, rounds, rows, entries)


def sheet_of(
    wanted: FollowupRound,
    rounds: Sequence[FollowupRound],
    rows: Sequence[Measure],
    entries: Sequence[Entry],
) -> RoundSheet:
    """Count a round with what is loaded already; units go by their names."""
    found = counts(_followup(wanted, rounds, rows, entries), _key(wanted))
    own: dict[int, dict[int | None, Entry]] = {}
    for entry in entries:
        if entry.round_id == wanted.pk:
            own.setdefault(entry.measure_id, {})[entry.step] = entry
    items = [
        Item(
            row=row,
            standing=standing,
            entries=own.get(row.pk, {}),
            expected=wanted.key in row.rounds,
            evidence=getattr(row, "evidence_number", 0),
        )
        for row, standing in zip(rows, found.standings, strict=True)
    ]
    return RoundSheet(wanted, items, found, {item.row.key: item for item in items})


def _followup(
    wanted: FollowupRound,
    rounds: Sequence[FollowupRound],
    rows: Sequence[Measure],
    entries: Sequence[Entry],
) -> core_followup.Followup:
    keys = {row.pk: row.key for row in rows}
    told: dict[int, list[core_followup.ProgressNote]] = {}
    for entry in entries:
        told.setdefault(entry.round_id, []).append(as_note(entry, keys))
    return core_followup.Followup(
        plan=core_plan.Plan(
            agency="",
            agency_type=None,
            fiscal_year=wanted.plan.fiscal_year,
            result_year=wanted.plan.result_year,
            measures=tuple(_by_name(row) for row in rows),
        ),
        rounds=tuple(
            core_followup.Round(round=_key(each), date=each.due, notes=tuple(told.get(each.pk, ())))
            for each in rounds
            if _until(each, wanted)
        ),
    )


def _by_name(row: Measure) -> core_plan.Measure:
    value = as_measure(row)
    steps = zip(row.steps.all(), value.steps, strict=True)
    return replace(
        value,
        responsible_units=_names(row.units.all(), row.other_owners),
        steps=tuple(
            replace(each, responsible_units=_names(step.units.all(), step.other_owners))
            for step, each in steps
        ),
    )


def _names(units: Iterable[Unit], others: Iterable[str]) -> tuple[str, ...]:
    return (*(unit.name for unit in units), *others)


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

    @property
    def item(self) -> Item:
        """How far the reports of this round alone are."""
        value = as_measure(self.row)
        standing = Standing(measure=value, status="planned", steps={}, notes=())
        return Item(self.row, standing, self.entries, True, len(self.evidence))

    def evidence_of(self, step: int | None) -> list[Evidence]:
        return [each for each in self.evidence if each.step == step]

    def after(self, step: int | None) -> int | None:
        """Return the next step that nobody has reported on, `None` where there is none."""
        left = [each.number for each in self.steps if each.number not in self.entries]
        later = [number for number in left if step is not None and number > step]
        return next(iter(later or left), None)


def desk_of(
    agency: Agency, fiscal_year: int, key: str, measure: int, *, removed: bool = False
) -> Desk | None:
    """Return a measure of a year in one of its rounds, in at most seven queries; `removed`: evidence taken out as well."""
    row = measures_with_owners(agency, fiscal_year).filter(pk=measure).first()
    if row is None:
        return None
    found = FollowupRound.objects.filter(plan=row.plan_id, key=key).select_related("closed_by").first()
    if found is None:
        return None
    found.plan, found.plan.agency = row.plan, agency
    entries = Entry.objects.filter(round=found, measure=row).select_related("reported_by")
    manager = Evidence.everything if removed else Evidence.objects
    evidence = manager.filter(round=found, measure=row).select_related("received_by")
    return Desk(found, row, {each.step: each for each in entries}, list(evidence))


def plan_exists(agency: Agency, fiscal_year: int) -> bool:
    return Plan.objects.filter(agency=agency, fiscal_year=fiscal_year).exists()


def entries_before(agency: Agency, fiscal_year: int, round_: FollowupRound, measure: Measure) -> list[Entry]:
    """Return what earlier rounds say of a measure, newest first."""
    found = Entry.objects.filter(Q(measure=measure) & ~Q(round=round_)).select_related("round")
    return sorted(found, key=lambda entry: months(_key(entry.round)), reverse=True)
