"""Reminders by e-mail: once a day at most, one letter a person, nobody twice for the same.

What is near is told at 14 and at 3 days, or at those that the agency has set; what is late after a day and then
weekly, for five weeks.
Whom a letter is sent to is written down before it goes out: a worker that dies in between sends none twice.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Prefetch

from prongsai.core.cycle.task import tasks
from prongsai.web import language, mail
from prongsai.web.access import Access
from prongsai.web.actions import Actor, Done, action, system
from prongsai.web.models import Agency, Membership, Person, Reminder
from prongsai.web.queries.due import Due, Years, due_of

USUAL_DAYS = (14, 3)
DAYS_A_WEEK = 7
MOST_WEEKS = 4
_AT_ONCE = 500
_NOTHING: Person | None = None


def run(today: datetime.date, actor: Actor | None = None) -> int:
    """Remind everybody who has something due; return how many letters were sent."""
    actor = actor or system()
    before = language.current()
    years, sent = Years(today), 0
    try:
        for person in _people():
            # The agencies of one person are next to each other, so that a year is not loaded again.
            sent += _remind(person, years, actor)
    finally:
        language.activate(before)
    if sent:
        _note(actor, _NOTHING, day=today, letters=sent)
    return sent


def stage_of(due: Due, today: datetime.date) -> str:
    """Say how near a thing is, in the steps in which it is told; empty for not yet."""
    days = (due.date - today).days
    if days < 0:
        return f"late{min((-days - 1) // DAYS_A_WEEK, MOST_WEEKS)}"
    near = [before for before in days_before(due.agency) if days <= before]
    return str(min(near)) if near else ""


def days_before(agency: Agency) -> Sequence[int]:
    """Return how many days before a day the people of an agency are reminded of it, the most first."""
    return agency.reminder_days or USUAL_DAYS


def _people() -> Iterator[Person]:
    held = Prefetch("memberships", Membership.objects.select_related("agency", "unit"))
    wanted = Person.objects.filter(is_active=True, mail_reminders=True, memberships__isnull=False)
    yield from wanted.distinct().order_by("pk").prefetch_related(held).iterator(_AT_ONCE)


def _remind(person: Person, years: Years, actor: Actor) -> int:
    today = years.today
    access = Access(person, tuple(person.memberships.all()))
    near = [each for each in due_of(access, years, tasks) if stage_of(each, today)]
    if not near:
        return 0
    rows = _write_down(person, near, actor, today)
    if not rows:
        return 0
    if _send(person, near, today):
        return 1
    # Nobody has read it: it is tried again tomorrow.
    Reminder.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return 0


def _write_down(
    person: Person, near: Sequence[Due], actor: Actor, today: datetime.date
) -> Sequence[Reminder]:
    """Note what a person is told; nothing where they have had a letter today or have been told all of it."""
    told = set(person.reminders.values_list("what", "stage"))
    new = [each for each in near if (each.id, stage_of(each, today)) not in told]
    if not new or person.reminders.filter(day=today).exists():
        return ()
    rows = [
        Reminder(person=person, what=each.id, stage=stage_of(each, today), day=today, sent_at=actor.at)
        for each in new
    ]
    try:
        with transaction.atomic():
            return Reminder.objects.bulk_create(rows)
    except IntegrityError:
        return ()  # Another worker was a moment earlier.


def _send(person: Person, near: Sequence[Due], today: datetime.date) -> bool:
    language.activate(language.edition_named(person.lang, person.digits))
    address = settings.ENVIRONMENT.address
    lines = [
        {
            "title": language.said(each.task.title),
            "when": language.said(each.when),
            "date": each.date,
            "proposed": each.task.due.proposed,
            "agency": each.agency.name,
            "link": address + each.href,
        }
        for each in near
    ]
    late = sum(each.date < today for each in near)
    values = {"person": person, "lines": lines, "late": late, "soon": len(near) - late}
    return mail.send(person.email, "reminder", values)


@action("reminder.send")
def _note(actor: Actor, nothing: Person | None, *, day: datetime.date, letters: int) -> Done[None]:
    return Done(None, {"day": day.isoformat(), "letters": letters}, "reminders")
