"""What one person has to do and by when, over all their agencies: for reminders and for their calendar."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from prongsai.core.cycle import Facts
from prongsai.core.cycle.task import Task
from prongsai.core.text import Text
from prongsai.core.thai import fiscal_year_of
from prongsai.web.access import Access, Subject, may
from prongsai.web.models import Agency, Plan
from prongsai.web.queries.cycle import Year, year_of
from prongsai.web.queries.task import DOES, Doer, lines_of, paper_ids, unit_of

Select = Callable[[Facts, datetime.date], Sequence[Task]]


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that a person has to do. `id` stays the same while it is open, whatever units are called."""

    id: str
    agency: Agency
    year: int
    task: Task
    when: Text
    href: str

    @property
    def date(self) -> datetime.date:
        return self.task.due.date


@dataclass
class Years:
    """The years of agencies, each loaded once; last year's only where an agency has measures that it still reports on."""

    today: datetime.date
    _known: dict[tuple[int, int], Year] = field(default_factory=dict)
    _planned: dict[int, bool] = field(default_factory=dict)

    def of(self, agency: Agency) -> Mapping[int, Year]:
        this = fiscal_year_of(self.today)
        wanted = [this, *([this - 1] if self._had_plan(agency, this - 1) else [])]
        return {number: self._year(agency, number) for number in sorted(wanted)}

    def _year(self, agency: Agency, number: int) -> Year:
        key = (agency.pk, number)
        if key not in self._known:
            self._known[key] = year_of(agency, number)
        return self._known[key]

    def _had_plan(self, agency: Agency, number: int) -> bool:
        if agency.pk not in self._planned:
            self._planned[agency.pk] = Plan.objects.filter(agency=agency, fiscal_year=number).exists()
        return self._planned[agency.pk]


def due_of(access: Access, years: Years, select: Select) -> list[Due]:
    """Return what is a person's own to do, soonest first; `select` says which tasks of a year count."""
    places = {each.agency_id: each.agency for each in access.memberships if each.role != "supervisor"}
    found = [
        each
        for agency in places.values()
        for number, year in years.of(agency).items()
        for each in _of_year(access, agency, number, select(year.facts, years.today), years)
    ]
    return sorted(found, key=lambda due: (due.date, due.id))


def doer_of(access: Access, agency: Agency, year: Year) -> Doer:
    """Say what somebody may do in an agency, for which units, and which papers wait for them."""
    held = access.units_in(agency)
    upward = (each for each in year.facts.papers if each.state == "in_approval")
    pk = access.person.pk if access.person else None
    return Doer(
        may=frozenset(name for name in set(DOES.values()) if may(access, name, Subject(agency))),
        units=frozenset(each.unit.name for each in access.memberships if each.unit and each.unit_id in held),
        with_chain=paper_ids((each.kind, each.round or "") for each in upward),
        turns=paper_ids((turn.kind, turn.round) for turn in year.turns if turn.person == pk),
    )


def _of_year(
    access: Access, agency: Agency, number: int, chosen: Iterable[Task], years: Years
) -> Iterable[Due]:
    doer = doer_of(access, agency, years.of(agency)[number])
    units = {each.unit.name: each.unit.pk for each in access.memberships if each.unit}
    for line in lines_of(list(chosen), doer, years.today):
        if line.mine:
            id_ = _lasting(line.task, units)
            href = f"/a/{agency.pk}/{number}/{line.href}"
            yield Due(f"{agency.pk}.{number}.{id_}", agency, number, line.task, line.when, href)


def _lasting(task: Task, units: Mapping[str, int]) -> str:
    """Return the id of a task with the number of a unit in place of its name, which may change."""
    if task.stage == "followup" and task.id.count(".") >= 2 and unit_of(task) in units:
        stage, round_ = task.id.split(".")[:2]
        return f"{stage}.{round_}.unit{units[unit_of(task)]}"
    return task.id
