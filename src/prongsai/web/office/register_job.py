"""The page of a large register: how far the worker is, what it would do, the confirmation, and what came of it."""

from __future__ import annotations

from dataclasses import fields

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from prongsai.core.text import Text
from prongsai.web import language
from prongsai.web.actions import job as jobs
from prongsai.web.jobs.intake import target_of
from prongsai.web.models import AuditEntry, Job
from prongsai.web.page import Here, page, render
from prongsai.web.queries import job as jobs_queries
from prongsai.web.queries.register import Counts
from prongsai.web.queries.register_look import ON_A_PAGE, PARTS, KeptLook, kept_look, lines_of

# More would be no page any more; the number of all is told.
MOST_SHOWN = 200


@page("people.import", post="people.import")
def outcome(request: HttpRequest, here: Here, *, job: int) -> HttpResponse:
    """Show a register on its way; sent to, it is confirmed or thrown away."""
    found = jobs_queries.page_of(Job.objects.filter(pk=job, kind__in=("register", "register_look")), "")
    if not found.object_list:
        raise Http404("no such import")
    (line,) = jobs_queries.lines(found, here.access)
    if line.job.kind == "register":
        return _import(request, here, line)
    if request.method == "POST":
        return _decided(request, here, line.job)
    taken = Job.objects.filter(once=jobs.import_of(line.job)).first()
    if taken is not None:
        return redirect("register_outcome", job=taken.pk)
    return _look(request, here, line)


def _decided(request: HttpRequest, here: Here, look: Job) -> HttpResponse:
    if "discard" in request.POST:
        jobs.discard(here.actor, look)
        messages.success(
            request, language.say("ทิ้งไฟล์แล้ว ไม่มีอะไรเปลี่ยน", "The file was thrown away; nothing has changed.")
        )
        return redirect("register")
    found = kept_look(look)
    if found is None or not found.may_be_confirmed:
        return redirect("register_outcome", job=look.pk)
    return redirect("register_outcome", job=jobs.start_import(here.actor, look).pk)


def _look(request: HttpRequest, here: Here, line: jobs_queries.Line) -> HttpResponse:
    found = kept_look(line.job) if line.job.stage == "done" else None
    context: dict[str, object] = {"line": line, "look": found, "problems": _problems(line.job)}
    if found is not None and found.parts:
        context |= _part(line.job, found, request.GET.get("part", ""), request.GET.get("page", ""))
    return render(request, here, "office/register_look.html", context)


def _part(job: Job, found: KeptLook, wanted: str, number: str) -> dict[str, object]:
    part = wanted if wanted in found.parts else next(iter(found.parts))
    pages: Page[int] = Paginator(range(found.parts[part]), ON_A_PAGE).get_page(number)
    return {
        "part": part,
        "parts": [(each, PARTS[each], number) for each, number in found.parts.items()],
        "title": PARTS[part],
        "list": pages,
        "lines": lines_of(job, part, pages.number),
    }


def _import(request: HttpRequest, here: Here, line: jobs_queries.Line) -> HttpResponse:
    problems = _problems(line.job)
    context: dict[str, object] = {
        "line": line,
        "problems": problems[:MOST_SHOWN],
        "more": max(len(problems) - MOST_SHOWN, 0),
        "counts": None if line.is_open else _taken(line.job),
    }
    return render(request, here, "office/register_outcome.html", context)


def _problems(job: Job) -> list[Text]:
    return [Text(each["th"], each["en"]) for each in job.problems]


def _taken(job: Job) -> Counts | None:
    """Return what a job has written, as the log has it: also one that was called off a moment too late.

    Nothing is written where all was here already; `None` where the job came to no end of its own.
    """
    entry = AuditEntry.objects.filter(action="people.import", target=target_of(job)).order_by("pk").first()
    if entry is None:
        return Counts() if job.stage == "done" and not job.problems else None
    return Counts(**{each.name: entry.change.get(each.name, 0) for each in fields(Counts)})


urlpatterns = [
    path("agencies/import/<int:job>/", outcome, name="register_outcome"),
]
