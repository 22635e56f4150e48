"""An agency's own Word templates."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path

from prongsai.core.errors import InputError, Problem
from prongsai.core.field_list import FIELDS
from prongsai.core.papers import KINDS
from prongsai.web import language
from prongsai.web.actions import template as actions
from prongsai.web.models import WordTemplate
from prongsai.web.office.paper_forms import TemplateForm
from prongsai.web.page import Here, page, render

_EXAMPLE = {"open": "{%tr for x in indicators %}", "cell": "{{ x.score }}", "close": "{%tr endfor %}"}


@page("template.edit", post="template.edit")
def templates(request: HttpRequest, here: Here) -> HttpResponse:
    """Which papers have a template of their own; sent to, one is added."""
    sent = request.method == "POST"
    form = TemplateForm(request.POST, request.FILES) if sent else TemplateForm()
    problems: list[Problem] = []
    if sent and form.is_valid():
        file, kind = form.cleaned_data["file"], form.cleaned_data["kind"]
        try:
            content = file.read(actions.MOST_BYTES + 1)
            actions.put(here.actor, here.agency, kind=kind, name=file.name, content=content)
        except InputError as error:
            problems = list(error.problems)
        else:
            words = language.say(
                "ใส่แม่แบบแล้ว ไฟล์ Word ของ “{kind}” จะใช้แม่แบบนี้",
                "Added. “{kind}” in Word has this form from now on.",
                kind=language.said(KINDS[kind]),
            )
            messages.success(request, words)
            return _back(here)
    kept = WordTemplate.objects.filter(agency=here.agency).select_related("added_by").defer("content")
    context = {
        "stage": "approval",
        "form": form,
        "problems": problems,
        "fields": list(FIELDS.items()),
        "example": _EXAMPLE,
        "kept": [(each, KINDS[each.kind]) for each in kept],
    }
    status = 422 if problems or form.errors else 200
    return render(request, here, "office/paper_templates.html", context, status=status)


@page("template.edit", post="template.edit")
def remove(request: HttpRequest, here: Here, *, template: int) -> HttpResponse:
    """Ask, then take a template away."""
    kept = get_object_or_404(WordTemplate, agency=here.agency, pk=template)
    if request.method != "POST":
        context = {"stage": "approval", "template": kept, "kind": KINDS[kept.kind]}
        return render(request, here, "office/paper_template_remove.html", context)
    actions.remove(here.actor, kept)
    messages.success(request, language.say("เอาแม่แบบออกแล้ว", "The template is removed."))
    return _back(here)


@page("template.edit")
def download(request: HttpRequest, here: Here, *, template: int) -> HttpResponse:
    """Hand the template out as it was added."""
    from prongsai.web.office.paper_files import attachment

    kept = get_object_or_404(WordTemplate, agency=here.agency, pk=template)
    return attachment(bytes(kept.content), kept.name, "docx")


def _back(here: Here) -> HttpResponse:
    return redirect("paper_templates", agency=here.agency.pk, year=here.year)


_BASE = "a/<int:agency>/<int:year>/papers/templates/"
urlpatterns = [
    path(_BASE, templates, name="paper_templates"),
    path(f"{_BASE}<int:template>/remove/", remove, name="paper_template_remove"),
    path(f"{_BASE}<int:template>/file.docx", download, name="paper_template_file"),
]
