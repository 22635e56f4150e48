"""Taking over what a paper said: shown beside what is here, chosen, then entered as any result or measure is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from prongsai.core.errors import InputError, Problem
from prongsai.core.fault import Fault
from prongsai.core.text import Text
from prongsai.web import language
from prongsai.web.actions import Conflict, Refused
from prongsai.web.actions import plan as plans
from prongsai.web.actions import read_take as actions
from prongsai.web.models import ReadPaper
from prongsai.web.office.fields import number_of
from prongsai.web.office.measures_edit import CLOSED
from prongsai.web.office.measures_words import names_of, told
from prongsai.web.page import Here, page, render
from prongsai.web.queries.read_office import Office, office_of
from prongsai.web.queries.read_take import MeasureOffer, Offer, content_of, offer_of

STALE = Fault(
    "read.stale",
    Text("มีผู้แก้ผลหรือมาตรการหลังจากที่เปิดหน้านี้", "somebody has changed the result or a measure meanwhile"),
    Text("ตรวจรายการใหม่ด้านล่าง แล้วกดรับเข้าอีกครั้ง", "look at the list again, then take it over"),
)
NOTHING_CHOSEN = Fault(
    "read.nothing_chosen",
    Text("ยังไม่ได้เลือกสิ่งที่จะรับเข้า", "nothing is chosen to be taken over"),
    Text("เลือกอย่างน้อยหนึ่งรายการ", "choose at least one thing"),
)


@dataclass(frozen=True)
class _Shown:
    """A paper with what it would bring."""

    paper: ReadPaper
    offer: Offer
    office: Office


@page("read.take", post="read.take")
def take(request: HttpRequest, here: Here, *, paper: int) -> HttpResponse:
    """Show what a paper would bring, and take over what was chosen of it."""
    found = ReadPaper.objects.filter(agency=here.agency, pk=paper, stage="read").first()
    if found is None:
        raise Http404("no such paper, or it is not read yet")
    found.agency = here.agency
    shown = _shown(here, found)
    if request.method != "POST" or shown.offer.problems:
        return _show(request, here, shown, status=422 if request.method == "POST" else 200)
    try:
        return _take(request, here, found, shown.offer)
    except InputError as error:
        return _show(request, here, shown, error.problems, status=422)
    except Conflict:
        return _show(request, here, _shown(here, found), [STALE.at("")], status=409)
    except Refused:
        return _show(request, here, shown, [CLOSED.at("")], status=409)


def _shown(here: Here, found: ReadPaper) -> _Shown:
    office = office_of(here.agency, here.year)
    return _Shown(found, offer_of(found, office), office)


def _take(request: HttpRequest, here: Here, found: ReadPaper, offer: Offer) -> HttpResponse:
    wanted = _wanted(request.POST, found, offer)
    if wanted.content is None and wanted.plan is None:
        raise InputError([NOTHING_CHOSEN.at(found.name)])
    taken = actions.take(here.actor, found, wanted=wanted)
    messages.success(request, _words(taken, with_result=wanted.content is not None))
    for problem in taken.left:
        messages.warning(
            request,
            language.say(f"รายงานที่ไม่รับ: {problem.say('th')}", f"A report left out: {problem.say('en')}"),
        )
    return redirect("result" if wanted.content else "measures", here.agency.pk, here.year)


def _words(taken: actions.Taken, *, with_result: bool) -> str:
    parts = [Text("ผลคะแนน", "the scores")] if with_result else []
    for number, words in (
        (taken.measures, Text("มาตรการ {number} รายการ", "{number} measures")),
        (taken.reports, Text("รายงาน {number} รายการ", "{number} reports")),
    ):
        parts += [words.format(number=number)] if number else []
    thai, english = (", ".join(part.say(lang) for part in parts) for lang in ("th", "en"))
    name = taken.paper.name
    return language.say(
        "รับเข้าจาก “{name}” แล้ว: {what}",
        "Taken over from “{name}”: {what}.",
        name=name,
        what=language.said(Text(thai, english)),
    )


def _wanted(sent: Mapping[str, Any], found: ReadPaper, offer: Offer) -> actions.Wanted:
    wanted = actions.Wanted()
    if offer.result is not None and "result" in sent:
        _require_seen(sent.get("version"), offer.result.version)
        # Without anything new or chosen the result stays as it is, and no version is made of it.
        chosen = {each.key for each in offer.result.clashes if sent.get(f"figure:{each.key}") == "paper"}
        if chosen or offer.result.added:
            content = content_of(offer.result, found, chosen)
            wanted = replace(wanted, content=content, version=offer.result.version)
    if offer.plan is None:
        return wanted
    picked = {each.measure.id for each in offer.measures if sent.get(f"measure:{each.measure.id}") == "paper"}
    reports = _reports(offer, picked) if "reports" in sent else None
    if not picked and reports is None:
        return wanted
    new = [each.measure for each in offer.measures if each.row is None and each.measure.id in picked]
    plan = replace(offer.plan, measures=tuple(new))
    return replace(wanted, plan=plan, edits=list(_edits(sent, offer, picked)), reports=reports)


def _require_seen(sent: Any, version: int) -> None:
    if number_of(sent) != version:
        raise InputError([STALE.at("")])


def _edits(sent: Mapping[str, Any], offer: Offer, picked: Collection[str]) -> Iterable[plans.Edit]:
    for each in offer.measures:
        if each.row is not None and each.fields and each.measure.id in picked:
            _require_seen(sent.get(f"version:{each.row.pk}"), each.row.version)
            yield plans.Edit(each.row.pk, each.row.version, _values(each))


def _values(offer: MeasureOffer) -> dict[str, Any]:
    values = {name: pair[1] for name, pair in offer.fields.items()}
    if "steps" in values:
        # Each step of the paper is the one that has had its number.
        values["steps"] = [{**step, "was": number} for number, step in enumerate(values["steps"], 1)]
    return values


def _reports(offer: Offer, picked: Collection[str]) -> actions.Reports | None:
    """Return the reports on measures that are here, or will be."""
    if offer.round is None:
        return None
    notes = [
        # A measure that is here already keeps its title unless the paper's is taken.
        (each.row.title if each.row and each.measure.id not in picked else each.measure.title, note)
        for each in offer.measures
        if each.row is not None or each.measure.id in picked
        for note in each.notes
    ]
    return actions.Reports(round=offer.round.round, day=offer.round.date, notes=notes) if notes else None


def _show(
    request: HttpRequest, here: Here, shown: _Shown, problems: Iterable[Problem] = (), *, status: int = 200
) -> HttpResponse:
    offer = shown.offer
    names = names_of(shown.office.units)
    context = {
        "stage": "read",
        "paper": shown.paper,
        "offer": offer,
        "problems": [*offer.problems, *problems],
        "new": [each for each in offer.measures if each.row is None],
        "clashing": [(each, told(each.fields, names)) for each in offer.measures if each.row and each.fields],
        "same": sum(each.row is not None and not each.fields for each in offer.measures),
        "notes": sum(len(each.notes) for each in offer.measures),
    }
    return render(request, here, "office/read_take.html", context, status=status)


urlpatterns = [path("a/<int:agency>/<int:year>/read/<int:paper>/take/", take, name="read_take")]
