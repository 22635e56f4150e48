"""Background jobs: what was asked for, how far it is, what came of it."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import path

from prongsai.core.papers import KINDS
from prongsai.web import language
from prongsai.web.actions import job as jobs_actions
from prongsai.web.jobs.run import OPEN_STAGES
from prongsai.web.language import lazily
from prongsai.web.models import Job
from prongsai.web.page import Here, page, render
from prongsai.web.queries import job as jobs_queries
from prongsai.web.queries.papers import FORMATS

_FORMAT_NAMES = {
    "pdf": ("PDF สำหรับพิมพ์และเผยแพร่", "PDF, to print and publish"),
    "docx": ("Word สำหรับแก้ต่อ", "Word, to go on editing"),
    "html": ("หน้าเว็บ", "web page"),
}


class PapersForm(forms.Form):
    """Which papers to make, in which formats; `below` only for who supervises other agencies."""

    kinds = forms.MultipleChoiceField(
        label=lazily("เอกสาร", "Papers"),
        choices=[(kind, lazily(title.th, title.en)) for kind, title in KINDS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": lazily("เลือกเอกสารอย่างน้อยหนึ่งชนิด", "choose at least one paper")},
    )
    formats = forms.MultipleChoiceField(
        label=lazily("รูปแบบ", "Formats"),
        choices=[(name, lazily(*_FORMAT_NAMES[name])) for name in FORMATS],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": lazily("เลือกอย่างน้อยหนึ่งรูปแบบ", "choose at least one format")},
    )
    below = forms.BooleanField(
        label=lazily("ของหน่วยงานในกำกับทุกแห่ง", "for every agency supervised"), required=False
    )

    def parameters(self, here: Here) -> dict[str, object]:
        edition = language.current()
        return {
            "year": here.year,
            "kinds": self.cleaned_data["kinds"],
            "formats": self.cleaned_data["formats"],
            "below": self.cleaned_data["below"],
            "lang": edition.lang,
            # Official papers in Thai bear Thai digits, whatever the screen shows.
            "digits": "thai" if edition.lang == "th" else "arabic",
        }


@page("job.view", post="job.start")
def jobs(request: HttpRequest, here: Here) -> HttpResponseBase:
    """The jobs of an agency; sent to, it asks for papers."""
    form = PapersForm(request.POST if request.method == "POST" else None, initial=_wanted())
    supervises = jobs_queries.supervises(here.access, here.agency)
    if not supervises:
        del form.fields["below"]
    if request.method == "POST" and form.is_valid():
        form.cleaned_data.setdefault("below", False)
        made = jobs_actions.start(here.actor, here.agency, "papers", form.parameters(here))  # type: ignore[arg-type]
        messages.success(
            request,
            language.say(
                "รับงานเลขที่ {job} แล้ว ทำงานอื่นต่อได้ ไฟล์จะอยู่ที่หน้านี้",
                "Job {job} is taken. You can go on working; the file will be here.",
                job=made.pk,
            ),
        )
        return redirect("jobs", agency=here.agency.pk, year=here.year)
    found = jobs_queries.page_of(jobs_queries.jobs_of(here.agency), request.GET.get("page", ""))
    context = {
        "stage": "jobs",
        "form": form,
        "jobs": found,
        **_list(jobs_queries.lines(found, here.access)),
    }
    return render(request, here, "office/jobs.html", context, status=422 if form.errors else 200)


def _wanted() -> dict[str, list[str]]:
    """Return what is ticked at first: the papers that every agency has, as PDF."""
    return {"kinds": ["memo", "analysis", "measures"], "formats": ["pdf"]}


@page("job.view")
def all_jobs(request: HttpRequest, here: Here) -> HttpResponse:
    """The jobs of every agency that one sees."""
    found = jobs_queries.page_of(jobs_queries.jobs_seen(here.access), request.GET.get("page", ""))
    context = {"jobs": found, "shows_agency": True, **_list(jobs_queries.lines(found, here.access))}
    return render(request, here, "office/all_jobs.html", context)


def _list(lines: list[jobs_queries.Line]) -> dict[str, object]:
    return {"lines": lines, "moving": any(line.is_open for line in lines)}


@page("job.view")
def job_file(request: HttpRequest, here: Here, *, job: int) -> FileResponse:
    """Hand out what a job made."""
    found = get_object_or_404(Job.objects.select_related("agency"), pk=job)
    if not jobs_queries.may_fetch(here.access, found):
        raise PermissionDenied("job.view")
    if not found.output:
        raise Http404("no output, or it was tidied away")
    return FileResponse(
        found.output.open("rb"),
        as_attachment=True,
        filename=found.output_name,
        content_type="application/zip",
    )


@page("job.view", post="job.cancel")
def job_cancel(request: HttpRequest, here: Here, *, job: int) -> HttpResponseBase:
    """Call a job off; seen, it asks whether that is meant."""
    found = get_object_or_404(Job.objects.select_related("agency", "asked_by"), pk=job)
    if not jobs_queries.may_see(here.access, found):
        raise PermissionDenied("job.view")
    if request.method != "POST":
        return render(
            request, here, "office/job_cancel.html", {"job": found, "is_open": found.stage in OPEN_STAGES}
        )
    ended = jobs_actions.cancel(here.actor, found)
    if ended.stage == "cancelled":
        messages.success(
            request, language.say("ยกเลิกงานเลขที่ {job} แล้ว", "Job {job} was called off.", job=job)
        )
    if found.agency is None:
        return redirect("all_jobs")
    return redirect("jobs", agency=found.agency.pk, year=here.year)


urlpatterns = [
    path("a/<int:agency>/<int:year>/jobs/", jobs, name="jobs"),
    path("jobs/", all_jobs, name="all_jobs"),
    path("jobs/<int:job>/file/", job_file, name="job_file"),
    path("jobs/<int:job>/cancel/", job_cancel, name="job_cancel"),
]
