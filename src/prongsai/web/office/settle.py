"""Where the officer says that figures which disagree were looked into, and stay as they were announced."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from prongsai.core.errors import InputError
from prongsai.core.plan.draft import read_words
from prongsai.web import language
from prongsai.web.actions import Conflict
from prongsai.web.actions.result import settle as keep
from prongsai.web.office.fields import version_of
from prongsai.web.page import Here, page, render
from prongsai.web.queries.result import result_of


@page("result.settle", post="result.settle")
def settle(request: HttpRequest, here: Here) -> HttpResponse:
    """Ask for what was found, and keep it."""
    kept = result_of(here.agency, here.result_year)
    if kept is None:
        return redirect("reconcile", here.agency.pk, here.year)
    context: dict[str, object] = {
        "stage": "reconcile",
        "kept": kept,
        "note": read_words(request.POST.get("note", "")),
    }
    if request.method == "GET":
        return render(request, here, "office/settle.html", context)
    try:
        keep(here.actor, kept, version=version_of(request), note=str(context["note"]))
    except InputError as error:
        return render(
            request, here, "office/settle.html", {**context, "problems": error.problems}, status=422
        )
    except Conflict:
        said = language.say(
            "มีผู้แก้ผลนี้ระหว่างนั้น โปรดตรวจอีกครั้ง", "The result was changed meanwhile; please look again."
        )
        messages.warning(request, said)
        return redirect("reconcile", here.agency.pk, here.year)
    messages.success(request, language.say("บันทึกว่าตรวจแล้ว", "Noted that the figures were looked into."))
    return redirect("reconcile", here.agency.pk, here.year)


urlpatterns = [path("a/<int:agency>/<int:year>/reconcile/settle/", settle, name="reconcile_settle")]
