"""Acts out the events of the data files, agency by agency."""

from __future__ import annotations

import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from prongsai.core.errors import InputError, Problem
from prongsai.core.text import Text
from prongsai.web.access import Access, access_of
from prongsai.web.actions import Actor, administrator
from prongsai.web.actions import agency as agencies
from prongsai.web.actions import chain as chains
from prongsai.web.actions import member as members
from prongsai.web.actions import unit as units
from prongsai.web.demo.events import EVENTS
from prongsai.web.demo.people import PASSWORD, email_of, place
from prongsai.web.models import Agency, Person, Unit

# Whoever supervises stands before those below.
ORDER = ("above", "kham-duang", "napho", "mueang-phalai", "ban-sommut", "donsak")


def load() -> bool:
    """Load what is not there yet, all of it or nothing; tell whether anything was."""
    if not settings.ENVIRONMENT.demo:
        raise InputError([_REFUSED])
    with transaction.atomic():
        made = [_load(name) for name in ORDER]
    return any(made)


def _load(name: str) -> bool:
    data = place(name)
    if Agency.objects.filter(name=data["agency"]["name"]).exists():
        return False
    agency: Agency | None = None
    for event in data["events"]:
        if event["do"] == "set_up":
            agency = _set_up(data, event["at"])
        elif agency is not None:
            who = Person.objects.get(email=email_of(event["who"]))
            EVENTS[event["do"]](Actor(access_of(who), event["at"]), agency, event)
    return True


def _set_up(data: dict[str, Any], at: datetime.datetime) -> Agency:
    """Make an agency with its units, people and chain, as whoever runs the system does."""
    actor = Actor(Access(), at, system=True)
    above = Agency.objects.filter(name=place("above")["agency"]["name"]).first()
    agency = agencies.create(actor, None, details=data["agency"], above=above)
    for name, key in data.get("units", {}).items():
        units.add(actor, agency, name=name, key=key)
    for person in data["people"]:
        _invite(actor, agency, person)
    for link in data.get("chain", ()):
        holder = Person.objects.get(email=email_of(link["person"]))
        chains.add(actor, agency, chains.Station(link["position"], holder))
    if "administrator" in data:
        _administrator(actor, data["administrator"])
    return agency


def _invite(actor: Actor, agency: Agency, person: dict[str, Any]) -> None:
    new = members.Newcomer(email_of(person["id"]), person["name"], person["position"])
    held = list(Unit.objects.filter(agency=agency, name__in=person.get("units", ())))
    _join(actor, members.invite(actor, agency, new, members.Roles(person["roles"], held)), person)


def _administrator(actor: Actor, person: dict[str, Any]) -> None:
    _join(actor, administrator.invite(actor, None, email=email_of(person["id"]), name=person["name"]), person)


def _join(actor: Actor, invited: members.Invited, person: dict[str, Any]) -> None:
    """Open the account, as its person does with the link of the mail."""
    invitation = members.find(invited.secret or "")
    if invitation is not None:
        members.accept(Actor(Access(), actor.at), invitation, name=person["name"], password=PASSWORD)


_REFUSED = Problem(
    id="demo.refused",
    where="PRONGSAI_DEMO",
    found="0",
    why=Text("ปีตัวอย่างมีรหัสผ่านที่ทุกคนรู้", "the passwords of the example year are known to everyone"),
    remedy=Text(
        "ตั้ง PRONGSAI_DEMO=1 กับโฟลเดอร์ข้อมูลที่ไม่มีงานจริง",
        "set PRONGSAI_DEMO=1 with a data folder that holds no real work",
    ),
)
