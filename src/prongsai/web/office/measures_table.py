"""All measures of a year with their steps as a table to be edited at once: only what changed is saved, all or nothing.

Each measure carries the version that was looked at. Where somebody else has saved it meanwhile, nothing is saved: the
rows show what both wrote, and their next sending says which one is to stand where both wrote something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse

from prongsai.core.errors import InputError
from prongsai.core.summary import Plain
from prongsai.web import language
from prongsai.web.actions import Conflict, Refused
from prongsai.web.actions import plan as actions
from prongsai.web.models import Measure, Plan
from prongsai.web.office.fields import number_of
from prongsai.web.office.measures_grid import COLUMNS, LABELS, Scale, known_names
from prongsai.web.office.measures_room import closed, editable, plan_here
from prongsai.web.office.measures_rows import EMPTY_ROW, Group, Kept
from prongsai.web.page import Here, page, render
from prongsai.web.queries.measure import values_by
from prongsai.web.queries.owner import candidates_of, owners_of

BLANK_ROWS = 3
MORE_STEPS = 3
# More rows than that are slow to write, to send and to scroll; the rest is on the next page.
MOST_ROWS = 500


class Table:
    """The measures of a plan from one of them on, with what was sent for them."""

    def __init__(self, here: Here, plan: Plan, data: Mapping[str, str] | None, first: int = 1) -> None:
        self.here, self.plan, self.data = here, plan, data
        measures = list(plan.measures.prefetch_related("steps"))
        for measure in measures:
            measure.plan = plan
        owners = owners_of(measures)
        assigned = {person.pk for people in owners.people.values() for person in people}
        choice = candidates_of(here.agency, assigned)
        self.scale = Scale(here.year, choice.units, choice.people)
        self.numbers = {measure.pk: number for number, measure in enumerate(measures, 1)}
        self.first = min(max(first, 1), max(len(measures), 1))
        self.shown = list(_fitting(measures[self.first - 1 :]))
        self.groups = [
            Group(self.scale, Kept(each, self.numbers[each.pk], values_by(each, owners)), data)
            for each in self.shown
        ]
        self.groups += [
            Group(self.scale, Kept(None, number, EMPTY_ROW), data) for number in range(_blank(data))
        ]

    @property
    def next(self) -> int | None:
        """The number of the first measure that is not on this page, `None` where none follow."""
        after = self.first + len(self.shown)
        return after if after <= len(self.numbers) else None

    @property
    def sent(self) -> list[Group]:
        return [group for group in self.groups if group.edited]

    def valid(self) -> bool:
        """Check every row, so that everything that is wrong is told at once."""
        for group in self.sent:
            group.check()
        return not self.errors()

    def conflicts(self) -> bool:
        """Set beside each other what two people wrote; tell whether anything must be looked at again."""
        open_ = [group.undecided() for group in self.sent]
        met = [group.meet() if group.edited else None for group in self.groups]
        self.groups = [now or group for now, group in zip(met, self.groups, strict=True)]
        return any(open_) or any(met)

    def edits(self) -> Iterator[actions.Edit]:
        for group in self.sent:
            # A measure that others alone have changed stays as they left it.
            if group.measure and not group.gone and group.past is None and (changed := group.changes()):
                yield actions.Edit(group.measure.pk, group.seen, changed)

    def added(self) -> list[Mapping[str, Plain]]:
        return [group.values() for group in self.sent if group.measure is None and not group.blank]

    def removed(self) -> list[tuple[int, int]]:
        """Return id and version of the measures that are to go."""
        return [(group.measure.pk, group.seen) for group in self.sent if group.measure and group.gone]

    def order(self) -> list[int]:
        """Return the ids as the numbers before the rows put them; equal numbers keep their order."""
        places = {key: 2 * number for key, number in self.numbers.items()}
        places |= {group.measure.pk: group.place for group in self.sent if group.measure}
        return sorted(places, key=lambda key: (places[key], self.numbers[key]))

    @property
    def asked(self) -> list[tuple[str, str]]:
        """Return the id and the place in words of everything where one of two must be chosen."""
        return [place for group in self.groups for place in group.asked_places()]

    def errors(self) -> list[tuple[str, str, str]]:
        """Return every error with the id of its cell and its place in words."""
        return [error for group in self.groups for error in group.errors()]


@page("plan.view", post="plan.edit")
def table(request: HttpRequest, here: Here) -> HttpResponse:
    plan = plan_here(here)
    first = number_of(request.GET.get("from", "")) or 1
    if request.method != "POST":
        return _show(request, here, Table(here, plan, None, first))
    if more := request.POST.get("more", ""):
        return _show(request, here, Table(here, plan, _with_more(request, more), first))
    sent = Table(here, plan, request.POST.dict(), first)
    if not sent.valid():
        return _show(request, here, sent, status=422)
    if sent.conflicts():
        return _show(request, here, sent, status=409)
    return _save(request, here, sent)


def _save(request: HttpRequest, here: Here, sent: Table) -> HttpResponse:
    change = actions.Sheet(list(sent.edits()), sent.added(), sent.removed(), sent.order())
    try:
        actions.save_all(here.actor, sent.plan, change)
    except (Conflict, Measure.DoesNotExist):
        # Somebody was faster by a moment: look once more at what is there now.
        again = Table(here, sent.plan, sent.data, sent.first)
        again.valid()
        again.conflicts()
        return _show(request, here, again, status=409)
    except Refused:
        sent.plan.refresh_from_db()
        return _show(request, here, sent, status=409)
    except InputError as error:
        return _show(request, here, sent, status=422, problems=error.problems)
    said = language.say(
        "บันทึกแล้ว: แก้ {edited} มาตรการ เพิ่ม {added} มาตรการ",
        "Saved: {edited} changed, {added} added.",
        edited=len(change.edits),
        added=len(change.added),
    )
    if change.removed:
        said += " " + language.say("ลบ {number} มาตรการ", "{number} removed.", number=len(change.removed))
    messages.success(request, said)
    address = reverse("measures_table", args=(here.agency.pk, here.year))
    return redirect(address + (f"?from={sent.first}" if sent.first > 1 else ""))


def _show(
    request: HttpRequest,
    here: Here,
    sent: Table,
    *,
    status: int = 200,
    problems: Sequence[Any] = (),
) -> HttpResponse:
    context = {
        "stage": "measures",
        "table": sent,
        "columns": [(name, language.said(LABELS[name])) for name in COLUMNS],
        "units": known_names(sent.scale.units),
        "people": known_names(sent.scale.people),
        "may_edit": editable(here, sent.plan),
        "closed": closed(here, sent.plan),
        "conflict": status == 409,
        "unsaved": "more" in request.POST,
        "errors": sent.errors() if status != 200 else (),
        "problems": problems,
    }
    return render(request, here, "office/measures_table.html", context, status=status)


def _with_more(request: HttpRequest, prefix: str) -> dict[str, str]:
    """Return what was typed, unchecked, with room for more steps of one measure, or for more measures."""
    data: dict[str, str] = request.POST.dict()
    if prefix == "new":
        return {**data, "blank": str(_blank(data) + BLANK_ROWS)}
    return {**data, f"{prefix}-more": str(MORE_STEPS)}


def _blank(data: Mapping[str, str] | None) -> int:
    """Return how many rows for new measures there are to be."""
    numbers = [int(match[1]) for key in data or () if (match := re.match("new([0-9]{1,3})-title$", key))]
    return max(
        [BLANK_ROWS, number_of((data or {}).get("blank", "")) or 0, *(number + 1 for number in numbers)]
    )


def _fitting(measures: Sequence[Measure]) -> Iterator[Measure]:
    """Give as many measures as a page takes, at least one."""
    rows = 0
    for measure in measures:
        rows += 2 + len(measure.steps.all())
        if rows > MOST_ROWS and rows > 2 + len(measure.steps.all()):
            return
        yield measure


urlpatterns = [path("a/<int:agency>/<int:year>/measures/table/", table, name="measures_table")]
