"""The first page: what must be done now, by when, by whom, and what it brings in points."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from prongsai.core.analysis.findings import CERTAINTIES
from prongsai.core.cycle import PaperState
from prongsai.core.cycle.dates import DueDate
from prongsai.core.cycle.task import open_tasks
from prongsai.core.papers import KINDS
from prongsai.core.text import Text
from prongsai.reading.framework import find_year
from prongsai.web.access import ADMINISTRATOR
from prongsai.web.clock import fiscal_year, today
from prongsai.web.office.fields import number_of
from prongsai.web.page import EARLIEST_YEAR, LATEST_YEAR, Here, page, render
from prongsai.web.queries.board import COLUMNS, Board, board_of
from prongsai.web.queries.cycle import Year, year_of, years_with_work
from prongsai.web.queries.due import doer_of
from prongsai.web.queries.task import Line, lines_of

# More than these of what must wait, or is with others, is told by number.
MOST_LATER = 6

PAPER_STATES: Mapping[PaperState, tuple[Text, str]] = {
    "draft": (Text("ร่าง", "draft"), "todo"),
    "in_approval": (Text("อยู่ระหว่างพิจารณา", "with the approvers"), "now"),
    "returned": (Text("ส่งคืนให้แก้", "returned"), "returned"),
    "approved": (Text("อนุมัติแล้ว", "approved"), "done"),
    "published": (Text("เผยแพร่แล้ว", "published"), "done"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """A result as the home page tells it."""

    year: int
    total: Decimal | None
    level: Text | None


@page("verify.view")
def start(request: HttpRequest, here: Here) -> HttpResponse:
    """Lead everyone to where they work; strangers see what this is."""
    if here.access.person is None:
        return render(request, here, "office/welcome.html", {"sign_ins": _sign_ins()})
    if ADMINISTRATOR in here.access.roles:
        return redirect("system")
    if "supervisor" in here.access.roles:
        return redirect("below")
    agencies = {each.agency_id for each in here.access.memberships}
    if len(agencies) == 1:
        return redirect("home", agency=agencies.pop(), year=fiscal_year())
    return redirect("agencies")


@page("agency.view")
def home(request: HttpRequest, here: Here) -> HttpResponse:
    """What is to be done, one's own first; then how the year and the agency stand."""
    if not here.agency.type and "supervisor" in here.access.roles_in(here.agency):
        # An office that is not assessed has no year of its own: its work is the agencies below it.
        return redirect("below")
    context: dict[str, object] = {"stage": "home"}
    if here.may("plan.view"):
        context |= _work(here)
    return render(request, here, "office/home.html", context)


@page("agency.view")
def year(request: HttpRequest, here: Here) -> HttpResponse:
    """The year switch without a script."""
    wanted = number_of(request.GET.get("year", ""))
    if wanted is None or not EARLIEST_YEAR <= wanted <= LATEST_YEAR:
        raise Http404("no such year")
    return redirect("home", agency=here.agency.pk, year=wanted)


def _work(here: Here) -> dict[str, object]:
    cycle = here.cycle
    lines = _lines(here, cycle)
    now = [line for line in lines if line.task.waits is None]
    later = [line for line in lines if line.task.waits is not None]
    shown = [*now, *later[:MOST_LATER]]
    new = not (cycle.facts.has_result or cycle.facts.measures)
    return {
        "mine": [line for line in now if line.mine],
        "others": [line for line in now if not line.mine],
        "later": later[:MOST_LATER],
        "more_later": len(later[MOST_LATER:]),
        "dates": _dates(shown),
        "standings": _standings(cycle),
        "stages": here.states.values(),
        "measures": None if new else _measures(board_of(here.agency, here.year, today())),
        "new": new,
        "left_over": _left_over(here),
        "leads": new and here.may("result.enter"),
        "other_years": years_with_work(here.agency) if new else (),
        "log": cycle.log if here.may("audit.view") and not here.may("people.edit") else None,
        "papers": _papers(here),
    }


def _lines(here: Here, cycle: Year) -> list[Line]:
    return lines_of(open_tasks(cycle.facts, today()), doer_of(here.access, here.agency, cycle), today())


def _left_over(here: Here) -> int:
    """How much of the year before still waits for this person: whoever signs in comes to the new year."""
    if here.year != fiscal_year():
        return 0
    before = year_of(here.agency, here.year - 1)
    lines = _lines(here, before) if before.facts.measures else []
    return sum(line.mine and line.task.waits is None for line in lines)


def _standings(cycle: Year) -> list[Standing]:
    """The results of the years around, newest first."""
    return [
        Standing(number, total, _level_word(number, level))
        for number, (total, level) in sorted(cycle.totals.items(), reverse=True)
    ]


def _papers(here: Here) -> list[tuple[Text, Text, str]]:
    """The papers of the year with their state, for those who read more than they write."""
    if here.may("paper.make"):
        return []
    return [(KINDS[each.kind], *PAPER_STATES[each.state]) for each in here.cycle.facts.papers]


def _level_word(number: int, level: str) -> Text | None:
    framework = find_year(number)
    found = framework.levels if framework and level else ()
    return next((each.word for each in found if each.id == level), None)


def _measures(board: Board) -> Sequence[tuple[Text, int]]:
    """How many measures stand where, and how many are late."""
    counts = [(COLUMNS[column], len(cards)) for column, cards in board.columns.items() if cards]
    late = [(Text("มีขั้นตอนเลยกำหนด", "with steps past their day"), board.late)] if board.late else []
    return [*counts, *late]


def _dates(lines: Sequence[Line]) -> list[tuple[list[datetime.date], Text, Text]]:
    """Each reason for a day that the list names, once, with its days and how sure it is."""
    found: dict[Text, dict[datetime.date, DueDate]] = {}
    for due in sorted((line.task.due for line in lines), key=lambda due: due.date):
        found.setdefault(due.why, {})[due.date] = due
    return [(list(days), why, sure(next(iter(days.values())))) for why, days in found.items()]


def sure(due: DueDate) -> Text:
    """Say how sure a day is."""
    if due.own:
        return Text("กำหนดเอง", "the agency's own")
    if due.proposed:
        return Text("วันที่ระบบแนะนำ ไม่ใช่กำหนดตามระเบียบ", "proposed here; no rule sets it")
    return CERTAINTIES[due.certainty]


def _sign_ins() -> Sequence[object]:
    if not settings.ENVIRONMENT.demo:
        return ()
    from prongsai.web.demo import sign_ins

    return sign_ins()


urlpatterns = [
    path("", start, name="start"),
    path("a/<int:agency>/", year, name="year"),
    path("a/<int:agency>/<int:year>/", home, name="home"),
]
