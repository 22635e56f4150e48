"""All measures of a year as a table to be edited at once: only what changed is saved, all of it or nothing.

Each row carries the version that was looked at. Where somebody else has saved a row meanwhile, nothing is saved: the
row shows both, and its next sending says which one is to stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import path

from prongsai.core.errors import InputError
from prongsai.core.summary import Plain
from prongsai.web import language
from prongsai.web.actions import Conflict, Refused
from prongsai.web.actions import plan as actions
from prongsai.web.models import Measure, Plan, Unit
from prongsai.web.office import fields
from prongsai.web.office.measures_forms import PeriodMixin, Room, initial_of, label
from prongsai.web.office.measures_room import closed, editable, plan_here, rows_here, units_of
from prongsai.web.office.measures_words import Names, value
from prongsai.web.page import Here, page, render
from prongsai.web.queries.history import Change, since
from prongsai.web.queries.measure import FIELDS, Values, iso, money, values_of

COLUMNS = ("title", "topic", "units", "other_owners", "begins", "ends", "budget")
BLANK_ROWS = 3
EMPTY_ROW: Values = {
    **{name: "" for name in ("title", "topic", "begins", "ends", "budget")},
    "units": [],
    "other_owners": [],
}


class RowForm(PeriodMixin, forms.Form):
    """One measure as a row."""

    order = forms.IntegerField(required=False, min_value=1, max_value=9999, widget=forms.TextInput)
    title = fields.LineField(most=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    topic = fields.LineField(most=100, rows=2, required=False)
    other_owners = fields.LinesField(rows=2, required=False)
    begins = fields.DateField(required=False)
    ends = fields.DateField(required=False)
    budget = fields.MoneyField(required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    asked = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, room: Room, values: Values, **kwargs: Any) -> None:
        super().__init__(data, initial=initial_of(values, room) | kwargs.pop("initial", {}), **kwargs)
        self.room = room
        self.fields["units"] = fields.UnitNamesField(room.units, required=False)
        for name in COLUMNS:
            self.fields[name].label = label(name)

    def clean(self) -> dict[str, Any]:
        self.check_days(self)
        return self.cleaned_data

    def values(self) -> dict[str, Plain]:
        found = self.cleaned_data
        return {
            "title": found["title"],
            "topic": found["topic"],
            "units": sorted(unit.pk for unit in found["units"]),
            "other_owners": list(found["other_owners"]),
            "begins": iso(found["begins"]),
            "ends": iso(found["ends"]),
            "budget": money(found["budget"]),
        }


@dataclass
class Cell:
    """One cell; `theirs` is what somebody else wrote there meanwhile, `asked` that one of the two must be chosen."""

    name: str
    bound: Any
    place: str
    theirs: str | None = None
    asked: bool = False
    chosen: str = ""

    @property
    def take(self) -> str:
        return f"{self.bound.html_name}-take"

    @property
    def widget(self) -> str:
        return str(self.bound.as_widget(attrs={"aria-label": self.place}))


@dataclass
class Row:
    """One line of the table; `measure` None: a blank one."""

    form: RowForm
    measure: Measure | None
    number: int
    changes: Sequence[Change] = ()
    cells: list[Cell] = field(default_factory=list)

    @property
    def edited(self) -> bool:
        """Whether the row was sent: one that came into being meanwhile was not."""
        return self.form.is_bound and (
            self.measure is None or self.form.add_prefix("version") in self.form.data
        )


class Table:
    """The rows of a plan, with what was sent for them."""

    def __init__(self, here: Here, plan: Plan, data: QueryDict | None) -> None:
        self.here, self.plan, self.data = here, plan, data
        self.units: list[Unit] = units_of(here)
        self.room = Room(here.year, plan.result_year, self.units)
        self.names = Names({unit.pk: unit.name for unit in self.units})
        self.measures = rows_here(plan) if data else list(plan.measures.prefetch_related("units"))
        self.rows = [self._row(measure, number) for number, measure in enumerate(self.measures, 1)]
        self.rows += [self._blank(number) for number in range(BLANK_ROWS)]

    def valid(self) -> bool:
        """Check every row, so that everything that is wrong is told at once."""
        sent = [row for row in self.rows if row.edited]
        for row in sent:
            self._require_title(row)
        return all(row.form.is_valid() for row in sent)

    def conflicts(self) -> bool:
        """Set beside each other what two people wrote; tell whether anything must be looked at again."""
        found = [self._conflict(row) for row in self.rows if row.edited and row.measure]
        return any(found)

    def edits(self) -> Iterator[actions.Edit]:
        for row in self.rows:
            if row.edited and row.measure:
                values = row.form.values()
                kept = values_of(row.measure, COLUMNS)
                changed = {name: values[name] for name in COLUMNS if values[name] != kept[name]}
                if changed:
                    yield actions.Edit(row.measure.pk, row.form.cleaned_data["version"] or 0, changed)

    def added(self) -> list[Values]:
        blank = [row.form.values() for row in self.rows if row.measure is None]
        return [values for values in blank if values != EMPTY_ROW]

    def order(self) -> list[int]:
        """Return the ids as the numbers before the rows put them; equal numbers keep their order."""
        placed = [
            (
                row.form.cleaned_data.get("order") or row.number if row.edited else row.number,
                row.number,
                row.measure.pk,
            )
            for row in self.rows
            if row.measure
        ]
        return [key for _, _, key in sorted(placed)]

    def errors(self) -> list[tuple[str, str, str]]:
        """Return every error with the id of its cell and its place in words."""
        return [
            (bound.id_for_label, self._place(row, str(bound.label)), str(error))
            for row in self.rows
            if row.form.is_bound
            for bound in row.form
            for error in bound.errors
        ]

    def _row(self, measure: Measure, number: int) -> Row:
        prefix = f"m{measure.pk}"
        sent = self.data is not None and f"{prefix}-version" in self.data
        form = RowForm(
            self._taken(measure, prefix) if sent else None,
            self.room,
            values_of(measure, COLUMNS),
            prefix=prefix,
            initial={"order": number, "version": measure.version},
        )
        return self._with_cells(Row(form, measure, number))

    def _blank(self, number: int) -> Row:
        form = RowForm(self.data, self.room, EMPTY_ROW, prefix=f"new{number}")
        return self._with_cells(Row(form, None, number))

    def _taken(self, measure: Measure, prefix: str) -> QueryDict | None:
        """Return what was sent, with the other's words where these were chosen."""
        if self.data is None:
            return None
        chosen = [name for name in COLUMNS if self.data.get(f"{prefix}-{name}-take") == "theirs"]
        return self._with_theirs(self.data, measure, prefix, chosen) if chosen else self.data

    def _with_theirs(self, data: QueryDict, measure: Measure, prefix: str, names: Sequence[str]) -> QueryDict:
        current = initial_of(values_of(measure, COLUMNS), self.room)
        mixed = data.copy()
        blank = RowForm(None, self.room, EMPTY_ROW)
        for name in names:
            mixed[f"{prefix}-{name}"] = blank.fields[name].prepare_value(current[name]) or ""
        return mixed

    def _with_cells(self, row: Row) -> Row:
        row.cells = [self._cell(row, name) for name in COLUMNS]
        return row

    def _cell(self, row: Row, name: str) -> Cell:
        bound = row.form[name]
        return Cell(name, bound, self._place(row, str(bound.label)))

    def _require_title(self, row: Row) -> None:
        if row.form.is_valid():
            values = row.form.values()
            if not values["title"] and (row.measure or values != EMPTY_ROW):
                row.form.add_error("title", fields.REQUIRED)

    def _conflict(self, row: Row) -> bool:
        """Compare with what somebody else saved since; afterwards the row stands on the newest version."""
        measure, form = row.measure, row.form
        seen = form.cleaned_data["version"] or 0
        if measure is None:
            return False
        if seen == measure.version:
            return self._undecided(row)
        base, row.changes = since(self.here.agency, measure, seen)
        mine, now = form.values(), values_of(measure, COLUMNS)
        own = {name for name in COLUMNS if mine[name] != base[name]}
        theirs = {name for name in COLUMNS if now[name] != base[name] and now[name] != mine[name]}
        sent = self.data or QueryDict()
        mixed = self._with_theirs(sent, measure, str(form.prefix), sorted(theirs - own))
        mixed[form.add_prefix("version")] = str(measure.version)
        mixed[form.add_prefix("asked")] = " ".join(sorted(theirs & own))
        fresh = RowForm(
            mixed, self.room, values_of(measure, COLUMNS), prefix=form.prefix, initial=form.initial
        )
        fresh.is_valid()
        row.form = fresh
        self._with_cells(row)
        for cell in row.cells:
            if cell.name in theirs:
                cell.theirs = value(cell.name, now[cell.name], self.names)
                cell.asked = cell.name in own
        return bool(own)

    def _undecided(self, row: Row) -> bool:
        """Ask again where one of two had to be chosen and was not."""
        asked = set(row.form.cleaned_data["asked"].split()) & set(COLUMNS)
        open_ = {name for name in asked if self._choice(row, name) not in ("mine", "theirs")}
        for cell in row.cells if open_ and row.measure else ():
            if cell.name in asked and row.measure:
                cell.theirs = value(cell.name, values_of(row.measure, COLUMNS)[cell.name], self.names)
                cell.asked, cell.chosen = True, self._choice(row, cell.name)
        for name in open_:
            row.form.add_error(
                name, language.say("ยังไม่ได้เลือกว่าจะใช้ข้อความใด", "choose which of the two is to stand")
            )
        return bool(open_)

    def _choice(self, row: Row, name: str) -> str:
        return str(row.form.data.get(f"{row.form.prefix}-{name}-take", ""))

    def _place(self, row: Row, name: str) -> str:
        if row.measure is None:
            return language.say("แถวใหม่ {name}", "New row, {name}", name=name)
        return language.say("แถวที่ {number} {name}", "Row {number}, {name}", number=row.number, name=name)


@page("plan.view", post="plan.edit")
def table(request: HttpRequest, here: Here) -> HttpResponse:
    plan = plan_here(here)
    sent = Table(here, plan, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _show(request, here, sent)
    if not sent.valid():
        return _show(request, here, sent, status=422)
    if sent.conflicts():
        return _show(request, here, sent, status=409)
    return _save(request, here, sent)


def _save(request: HttpRequest, here: Here, sent: Table) -> HttpResponse:
    edits, added = list(sent.edits()), sent.added()
    try:
        actions.save_all(here.actor, sent.plan, edits, added, sent.order())
    except (Conflict, Measure.DoesNotExist):
        # Somebody was faster by a moment: look once more at what is there now.
        again = Table(here, sent.plan, request.POST)
        again.valid()
        again.conflicts()
        return _show(request, here, again, status=409)
    except Refused:
        sent.plan.refresh_from_db()
        return _show(request, here, sent, status=409)
    except InputError as error:
        return _show(request, here, sent, status=422, problems=error.problems)
    messages.success(
        request,
        language.say(
            "บันทึกแล้ว: แก้ {edited} มาตรการ เพิ่ม {added} มาตรการ",
            "Saved: {edited} changed, {added} added.",
            edited=len(edits),
            added=len(added),
        ),
    )
    return redirect("measures_table", agency=here.agency.pk, year=here.year)


def _show(
    request: HttpRequest, here: Here, sent: Table, *, status: int = 200, problems: Sequence[Any] = ()
) -> HttpResponse:
    context = {
        "stage": "measures",
        "table": sent,
        "columns": [(name, language.said(FIELDS[name])) for name in COLUMNS],
        "may_edit": editable(here, sent.plan),
        "closed": closed(here, sent.plan),
        "conflict": status == 409,
        "errors": sent.errors() if status != 200 else (),
        "problems": problems,
    }
    return render(request, here, "office/measures_table.html", context, status=status)


urlpatterns = [path("a/<int:agency>/<int:year>/measures/table/", table, name="measures_table")]
