"""Due dates as an iCalendar file (RFC 5545) that phones and office programs subscribe to."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

import icalendar

PRODUCT = "-//prongsai//prongsai//TH"
# Programs that subscribe ask again this often, if they ask their own way.
REFRESH = datetime.timedelta(hours=12)
ONE_DAY = datetime.timedelta(days=1)
# A day begins at midnight; nobody is to be woken by a due date.
MORNING = datetime.timedelta(hours=9)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A due date. `uid` stays the same for the same thing, so that a date that moves does not stand there twice.

    `alarms` are days before the date on whose mornings a reminder is shown.
    """

    uid: str
    date: datetime.date
    title: str
    description: str = ""
    url: str = ""
    alarms: tuple[int, ...] = ()


def to_ics(events: Sequence[Event], name: str, *, stamp: datetime.datetime) -> bytes:
    """Return the calendar called `name`; the same events and the same `stamp` (with its zone) give the same bytes."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    # NAME is of RFC 7986; older programs know the other one.
    calendar.add("name", _line(name))
    calendar.add("x-wr-calname", _line(name))
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    for event in events:
        calendar.add_component(_event(event, stamp.astimezone(datetime.UTC)))
    data: bytes = calendar.to_ical(sorted=False)
    return data


def _event(event: Event, stamp: datetime.datetime) -> icalendar.Event:
    entry = icalendar.Event()
    entry.add("uid", _line(event.uid))
    entry.add("dtstamp", stamp)
    entry.add("dtstart", event.date)
    entry.add("dtend", event.date + ONE_DAY)
    entry.add("summary", _line(event.title))
    # A due date is no appointment: the day stays free.
    entry.add("transp", "TRANSPARENT")
    if event.description:
        entry.add("description", _CONTROLS.sub("", event.description))
    if event.url:
        entry.add("url", event.url)
    for days in event.alarms:
        entry.add_component(_alarm(_line(event.title), days))
    return entry


def _alarm(title: str, days: int) -> icalendar.Alarm:
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", MORNING - days * ONE_DAY)
    return alarm


def _line(text: str) -> str:
    """Return a text as one line: names and ids are written by people and end in no second property."""
    return _CONTROLS.sub("", " ".join(text.split()))
