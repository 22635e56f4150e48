"""The log of changes of an agency, and that of the system."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import path, reverse

from prongsai.core.audit import Entry
from prongsai.render.audit import Words, csv_lines, json_lines
from prongsai.web import language
from prongsai.web.access import rules
from prongsai.web.language import lazily
from prongsai.web.models import AuditChain
from prongsai.web.office.fields import DateField
from prongsai.web.page import Here, page, render
from prongsai.web.queries import audit as log
from prongsai.web.queries.audit_names import names_of


def _actions() -> list[tuple[str, Any]]:
    """Return what can be looked for, by name."""
    named = [(rule.action, lazily(rule.title.th, rule.title.en)) for rule in rules().values()]
    changing = [each for each in named if not each[0].endswith((".view", ".list"))]
    return [("", lazily("ทุกอย่าง", "anything")), *changing]


class Filter(forms.Form):
    """What is looked for in the log."""

    person = forms.CharField(label=lazily("โดย (ชื่อหรืออีเมล)", "by (name or e-mail)"), required=False)
    action = forms.ChoiceField(label=lazily("การกระทำ", "action"), choices=_actions, required=False)
    target = forms.CharField(label=lazily("สิ่งที่เปลี่ยน", "what was changed"), required=False)
    begins = DateField(label=lazily("ตั้งแต่วันที่", "from"), required=False)
    ends = DateField(label=lazily("ถึงวันที่", "to"), required=False)

    def wanted(self) -> log.Wanted:
        """Return what was asked for; what could not be read looks for anything."""
        names = {each.name for each in dataclasses.fields(log.Wanted)}
        given = {name: value for name, value in self.cleaned_data.items() if name in names and value}
        return log.Wanted(**given)


def _page(request: HttpRequest, here: Here, chain: AuditChain, base: str) -> HttpResponse:
    form = Filter(request.GET)
    form.is_valid()
    found = log.page_of(log.found(chain, form.wanted()), request.GET.get("page", ""))
    context = {
        "stage": "audit",
        "form": form,
        "asked": any(request.GET.get(name) for name in form.fields),
        "found": found,
        "lines": log.lines(here.of_agency, found),
        "chain": chain,
        # Checking reads every entry, so it is done when asked for.
        "verdict": log.check(chain) if "check" in request.GET else None,
        "jsonl": reverse(f"{base}_jsonl", kwargs=_place(here)),
        "csv": reverse(f"{base}_csv", kwargs=_place(here)),
    }
    template = "office/audit.html" if here.of_agency else "office/audit_system.html"
    return render(request, here, template, context, status=422 if form.errors else 200)


def _place(here: Here) -> dict[str, int]:
    return {"agency": here.agency.pk, "year": here.year} if here.of_agency else {}


def _as_jsonl(chain: AuditChain) -> Iterable[str]:
    return json_lines(log.name_of(chain).th, log.entries_of(chain), length=chain.length, head=chain.head)


def _as_csv(chain: AuditChain) -> Iterable[str]:
    lang = language.current().lang
    # Of the system's own chain nothing is named: it may speak of thousands.
    names = names_of(chain.agency)

    def words(entry: Entry) -> Words:
        teller = log.teller_of(names, entry.target, entry.change)
        return Words(
            log.title_of(entry.action).say(lang),
            names.target(entry.target).say(lang),
            log.told_in(lang, teller, entry.change),
        )

    return csv_lines(log.entries_of(chain), lang, words)


def _sent(chain: AuditChain, write: Callable[[AuditChain], Iterable[str]], ending: str) -> HttpResponseBase:
    """Stream a chain as an attachment, however long it is."""
    types = {"jsonl": "application/jsonl; charset=utf-8", "csv": "text/csv; charset=utf-8"}
    number = chain.agency_id or "system"
    lines: Iterator[str] = iter(write(chain))
    return StreamingHttpResponse(
        (line.encode() for line in lines),
        content_type=types[ending],
        headers={"Content-Disposition": f'attachment; filename="audit-{number}.{ending}"'},
    )


@page("audit.view")
def audit(request: HttpRequest, here: Here) -> HttpResponse:
    """What was changed in an agency."""
    return _page(request, here, log.chain_of(here.agency), "audit")


@page("audit.view")
def audit_jsonl(request: HttpRequest, here: Here) -> HttpResponseBase:
    return _sent(log.chain_of(here.agency), _as_jsonl, "jsonl")


@page("audit.view")
def audit_csv(request: HttpRequest, here: Here) -> HttpResponseBase:
    return _sent(log.chain_of(here.agency), _as_csv, "csv")


@page("audit.system")
def system_audit(request: HttpRequest, here: Here) -> HttpResponse:
    """What was changed that belongs to no agency."""
    return _page(request, here, log.chain_of(None), "system_audit")


@page("audit.system")
def system_audit_jsonl(request: HttpRequest, here: Here) -> HttpResponseBase:
    return _sent(log.chain_of(None), _as_jsonl, "jsonl")


@page("audit.system")
def system_audit_csv(request: HttpRequest, here: Here) -> HttpResponseBase:
    return _sent(log.chain_of(None), _as_csv, "csv")


urlpatterns = [
    path("a/<int:agency>/<int:year>/audit/", audit, name="audit"),
    path("a/<int:agency>/<int:year>/audit/log.jsonl", audit_jsonl, name="audit_jsonl"),
    path("a/<int:agency>/<int:year>/audit/log.csv", audit_csv, name="audit_csv"),
    path("audit/", system_audit, name="system_audit"),
    path("audit/log.jsonl", system_audit_jsonl, name="system_audit_jsonl"),
    path("audit/log.csv", system_audit_csv, name="system_audit_csv"),
]
