"""Bringing agencies, units and people in from a file: upload, look at what would happen, confirm.

A file of a few hundred rows is looked at and taken in at once. A large one is a job from the moment it is uploaded:
register_job.py has its page.
"""

from __future__ import annotations

import datetime
import hashlib
from pathlib import PurePath

from django.contrib import messages
from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from prongsai.core.errors import InputError
from prongsai.core.fault import Fault
from prongsai.core.text import Text
from prongsai.reading import catalogue
from prongsai.reading.register import (
    MOST_BYTES,
    check_register,
    is_large,
    read_register,
    read_rows,
    require_kind,
)
from prongsai.render.register import register_workbook
from prongsai.web import language
from prongsai.web.actions import job as jobs
from prongsai.web.actions.register import Source, take_in
from prongsai.web.jobs.intake import FOLDER, GONE, kept, tidy_up
from prongsai.web.models import Job, Person
from prongsai.web.page import Here, page, render
from prongsai.web.queries.register import compare, state
from prongsai.web.queries.register_look import PARTS, Look, look_of, undecided

KEPT = datetime.timedelta(hours=1)
SALT = "prongsai.register"
# More would be no page any more; the number of all is told.
MOST_SHOWN = 200
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

NO_FILE = Fault(
    "register.no_file",
    Text("ยังไม่ได้เลือกไฟล์", "no file is chosen"),
    Text("เลือกไฟล์ .xlsx หรือ .csv", "choose a .xlsx or .csv file"),
)
# A file with more rows than a request reads and checks within a second or two is looked at by the worker.
MOST_AT_ONCE = 2_000


@page("people.import", post="people.import")
def register(request: HttpRequest, here: Here) -> HttpResponse:
    """Take a file, show what it would do, and do it once that is confirmed."""
    if request.method != "POST":
        return render(request, here, "office/register.html", {"waiting": undecided(here.access.person)})
    try:
        if token := request.POST.get("token"):
            return _confirmed(request, here, token)
        name, data = _uploaded(request)
        if is_large(data, name, MOST_AT_ONCE):
            return redirect("register_outcome", job=_start(here, name, data).pk)
        return _preview(request, here, name, data)
    except InputError as error:
        context: dict[str, object] = {
            "problems": error.problems[:MOST_SHOWN],
            "more": max(len(error.problems) - MOST_SHOWN, 0),
        }
        return render(request, here, "office/register.html", context, status=422)


def _uploaded(request: HttpRequest) -> tuple[str, bytes]:
    file = request.FILES.get("file")
    if file is None:
        raise InputError([NO_FILE.at(language.say("ไฟล์", "File"))])
    # One byte more than is allowed is enough to refuse it.
    name, data = PurePath(file.name or "").name, file.read(MOST_BYTES + 1)
    require_kind(data, name)
    return name, data


def _start(here: Here, name: str, data: bytes) -> Job:
    digest = hashlib.sha256(data).hexdigest()
    return jobs.start_look(
        here.actor, None, {"place": _kept_at(digest, data), "file": name, "sha256": digest}
    )


def _preview(request: HttpRequest, here: Here, name: str, data: bytes) -> HttpResponse:
    now = state()
    found = read_register(data, name, now.known())
    look = look_of(compare(found, now), found.warnings)
    context: dict[str, object] = {
        "file": name,
        "counts": look.counts,
        "parts": _parts(look),
        "token": "" if look.counts.nothing else _keep(here, name, data),
    }
    return render(request, here, "office/register_preview.html", context)


def _parts(look: Look) -> list[dict[str, object]]:
    """Name the first of everything that would be made or changed, and of what should be looked at before."""
    return [
        {
            "id": part,
            "title": PARTS[part],
            "lines": lines[:MOST_SHOWN],
            "more": max(len(lines) - MOST_SHOWN, 0),
        }
        for part, lines in look.parts.items()
    ]


def _keep(here: Here, name: str, data: bytes) -> str:
    """Keep a file until it is confirmed; the token names it, and only its owner can use it."""
    digest = hashlib.sha256(data).hexdigest()
    return signing.dumps([_kept_at(digest, data), name, digest, _owner(here.access.person)], salt=SALT)


def _kept_at(digest: str, data: bytes) -> str:
    tidy_up()
    return default_storage.save(f"{FOLDER}/{digest}", ContentFile(data))


def _confirmed(request: HttpRequest, here: Here, token: str) -> HttpResponse:
    try:
        place, name, digest, owner = signing.loads(token, salt=SALT, max_age=KEPT)
        if owner != _owner(here.access.person):
            raise signing.BadSignature
    except (signing.BadSignature, ValueError) as error:
        raise InputError([GONE.at(language.say("ไฟล์", "File"))]) from error
    # Read anew: what is here may have changed since the preview.
    rows = read_rows(kept(place, digest), name)
    counts = take_in(here.actor, lambda known: check_register(rows, known), Source(digest))
    default_storage.delete(place)
    messages.success(
        request,
        language.say(
            "นำเข้าแล้ว หน่วยงานใหม่ {agencies} แห่ง บุคคลใหม่ {people} คน",
            "Imported: {agencies} new agencies, {people} new people",
            agencies=counts.agencies_new,
            people=counts.people_new,
        ),
    )
    return redirect("agencies")


def _owner(person: Person | None) -> int:
    return person.pk if person else 0


@page("people.import")
def template(request: HttpRequest, here: Here) -> HttpResponse:
    """Send the workbook to fill in."""
    kinds = {key: unit.title for key, unit in catalogue.load().units.items()}
    headers = {"Content-Disposition": 'attachment; filename="prongsai-register.xlsx"'}
    return HttpResponse(register_workbook(kinds), content_type=XLSX, headers=headers)


urlpatterns = [
    path("agencies/import/", register, name="register"),
    path("agencies/import/template/", template, name="register_template"),
]
