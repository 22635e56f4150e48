"""The measures of a year on a board, by how far each has come."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from prongsai.web.clock import today
from prongsai.web.office import (
    measures_copy,
    measures_edit,
    measures_file,
    measures_new,
    measures_plan,
    measures_strip,
    measures_table,
)
from prongsai.web.office.measures_room import choice_of, closed, shared
from prongsai.web.page import Here, page, render
from prongsai.web.queries.board import COLUMNS, board_of
from prongsai.web.queries.proposal import findings_of, open_findings
from prongsai.web.queries.result import result_of


@page("plan.view")
def board(request: HttpRequest, here: Here) -> HttpResponse:
    whole = board_of(here.agency, here.year, today())
    kept = result_of(here.agency, here.result_year)
    choice = choice_of(request)
    shown = whole.only(choice)
    return render(
        request,
        here,
        "office/measures.html",
        {
            **shared(here, whole, choice),
            "columns": [(key, COLUMNS[key], shown.columns[key]) for key in COLUMNS if whole.columns[key]],
            "shown": shown,
            "result": kept,
            "open": open_findings(findings_of(kept), [card.row for card in whole.cards]) if kept else [],
            "closed": closed(here, whole.plan),
        },
    )


urlpatterns = [
    path("a/<int:agency>/<int:year>/measures/", board, name="measures"),
    *measures_table.urlpatterns,
    *measures_strip.urlpatterns,
    *measures_plan.urlpatterns,
    *measures_copy.urlpatterns,
    *measures_file.urlpatterns,
    *measures_new.urlpatterns,
    *measures_edit.urlpatterns,
]
