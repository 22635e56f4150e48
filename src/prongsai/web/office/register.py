"""Bringing agencies, units and people in from a file: upload, look at what would happen, confirm."""

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
from django.utils import timezone

from prongsai.core.errors import InputError
from prongsai.core.fault import Fault
from prongsai.core.register import Register
from prongsai.core.text import Text
from prongsai.reading import catalogue
from prongsai.reading.register import MOST_BYTES, read_register
from prongsai.render.register import register_workbook
from prongsai.web import language
from prongsai.web.actions import register as change
from prongsai.web.page import Here, page, render

FOLDER = "register"
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
GONE = Fault(
    "register.gone",
    Text("ไฟล์ที่ตรวจไว้เก็บไม่เกินหนึ่งชั่วโมง", "the file that was looked at is kept for an hour only"),
    Text("เลือกไฟล์อีกครั้ง", "choose the file again"),
)


@page("people.import", post="people.import")
def register(request: HttpRequest, here: Here) -> HttpResponse:
    """Take a file, show what it would do, and do it once that is confirmed."""
    if request.method != "POST":
        return render(request, here, "office/register.html", {})
    try:
        if token := request.POST.get("token"):
            return _confirmed(request, here, token)
        name, data = _uploaded(request)
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
    # One byte more than is allowed is enough for the reader to refuse it.
    return PurePath(file.name or "").name, file.read(MOST_BYTES + 1)


def _preview(request: HttpRequest, here: Here, name: str, data: bytes) -> HttpResponse:
    found = read_register(data, name, change.known())
    intake = change.compare(found)
    context: dict[str, object] = {
        "file": name,
        "counts": intake.counts,
        "rows": _rows(intake),
        "warnings": found.warnings[:MOST_SHOWN],
        "token": "" if intake.counts.nothing else _keep(here, name, data),
    }
    return render(request, here, "office/register_preview.html", context)


def _rows(intake: change.Intake) -> list[tuple[Text, list[str]]]:
    """Name the first of everything that would be made or changed."""
    new, changes = Text("เพิ่ม", "New"), Text("แก้", "Changed")
    listed = (
        (new, "หน่วยงาน", "agencies", intake.new_agencies),
        (changes, "หน่วยงาน", "agencies", intake.changed_agencies),
        (new, "ส่วนงาน", "units", intake.new_units),
        (changes, "ส่วนงาน", "units", intake.changed_units),
        (new, "บุคคล", "people", intake.new_people),
        (changes, "บุคคล", "people", intake.changed_people),
    )
    return [
        (Text(f"{what.th}{th}", f"{what.en} {en}"), [str(each) for each in things[:MOST_SHOWN]])
        for what, th, en, things in listed
        if things
    ]


def _keep(here: Here, name: str, data: bytes) -> str:
    """Keep a file until it is confirmed; the token names it, and only its owner can use it."""
    _tidy_up()
    digest = hashlib.sha256(data).hexdigest()
    place = default_storage.save(f"{FOLDER}/{digest}", ContentFile(data))
    return signing.dumps([place, name, digest, _owner(here)], salt=SALT)


def _tidy_up() -> None:
    """Throw away what nobody has confirmed in time."""
    if not default_storage.exists(FOLDER):
        return
    for name in default_storage.listdir(FOLDER)[1]:
        place = f"{FOLDER}/{name}"
        if timezone.now() - default_storage.get_modified_time(place) > KEPT:
            default_storage.delete(place)


def _confirmed(request: HttpRequest, here: Here, token: str) -> HttpResponse:
    try:
        place, name, digest, owner = signing.loads(token, salt=SALT, max_age=KEPT)
        if owner != _owner(here):
            raise signing.BadSignature
        with default_storage.open(place) as file:
            data = file.read()
    except (signing.BadSignature, FileNotFoundError) as error:
        raise InputError([GONE.at(language.say("ไฟล์", "File"))]) from error
    # Read anew: what is here may have changed since the preview.
    found: Register = read_register(data, name, change.known())
    counts = change.take_in(here.actor, None, found, sha256=digest)
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


def _owner(here: Here) -> int:
    return here.access.person.pk if here.access.person else 0


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
