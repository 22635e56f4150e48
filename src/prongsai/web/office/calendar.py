"""One's due dates as a calendar that phones subscribe to. The address is the key: whoever has it reads the dates."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from prongsai.core.cycle.task import open_tasks
from prongsai.render.calendar import Event, to_ics
from prongsai.web import language
from prongsai.web.access import access_of
from prongsai.web.clock import now, today
from prongsai.web.models import Person
from prongsai.web.page import Here, page
from prongsai.web.queries.due import Due, Years, due_of

ALARMS = (7, 1)


@page("calendar.view")
def calendar(request: HttpRequest, here: Here, secret: str) -> HttpResponse:
    person = Person.objects.filter(calendar_token=secret, is_active=True).first()
    if person is None:
        raise Http404("no such calendar")
    language.activate(language.edition_named(person.lang, person.digits))
    due = due_of(access_of(person), Years(today()), open_tasks)
    name = language.say("กำหนดงาน ITA", "ITA due dates")
    response = HttpResponse(
        to_ics(list(_events(due)), name, stamp=now()), content_type="text/calendar; charset=utf-8"
    )
    response.headers["Content-Disposition"] = 'inline; filename="ita.ics"'
    response.headers["Cache-Control"] = "private, max-age=3600"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _events(due: Iterable[Due]) -> Iterable[Event]:
    environment = settings.ENVIRONMENT
    for each in due:
        waits = language.said(each.task.waits) if each.task.waits is not None else ""
        yield Event(
            uid=f"{each.id}@{environment.host}",
            date=each.date,
            title=language.said(each.task.title),
            description="\n".join(filter(None, (each.agency.name, language.said(each.task.due.why), waits))),
            url=environment.address + each.href,
            alarms=ALARMS,
        )


urlpatterns = [path("calendar/<str:secret>.ics", calendar, name="calendar")]
