"""An agency with its units, people and chain, made by the site's own actions as whoever runs the system makes them.

It runs inside the site: `site.python(SET_UP.format(place="ท่าเรือ"))`.
"""

from __future__ import annotations

from django.utils import timezone

from prongsai.web.access import Access
from prongsai.web.actions import Actor
from prongsai.web.actions import agency as agencies
from prongsai.web.actions import chain as chains
from prongsai.web.actions import member as members
from prongsai.web.actions import unit as units
from prongsai.web.models import Agency, Person, Unit

SET_UP = 'import json; from tests.web.browser.office import set_up; print(json.dumps(set_up("{place}")))'
WORD = "เขียนไว้-เพื่อทดสอบ"
UNITS = {"สำนักปลัดเทศบาล": "clerk_office", "กองคลัง": "finance", "กองช่าง": "works"}
# Role and position of everyone, the chain from below first; the unit member works for the first unit.
PEOPLE = {
    "officer": ("officer", "อรุณ ใจดี", "นักวิเคราะห์นโยบายและแผน"),
    "head": ("executive", "จันทร์ มั่นคง", "หัวหน้าสำนักปลัดเทศบาล"),
    "clerk": ("executive", "พิมพ์ ละเอียด", "ปลัดเทศบาล"),
    "mayor": ("executive", "สมชาย ตั้งใจ", "นายกเทศมนตรี"),
    "member": ("unit_member", "บุญมี ขยัน", "เจ้าพนักงานธุรการ"),
    "deputy": ("officer", "ดวงใจ ช่วยงาน", "เจ้าพนักงานพัฒนาชุมชน"),
}
CHAIN = ("officer", "head", "clerk", "mayor")


def email(who: str, agency: int) -> str:
    return f"{who}{agency}@example.go.th"


def set_up(place: str) -> int:
    """Make the agency, and return its number."""
    actor = Actor(Access(), timezone.now(), system=True)
    details = {
        "name": "เทศบาลเมืองดอนสัก",
        "type": "town_municipality",
        "district": place,
        "province": "สุราษฎร์ธานี",
    }
    agency = agencies.create(actor, None, details=details, above=None)
    for name, key in UNITS.items():
        units.add(actor, agency, name=name, key=key)
    for who in PEOPLE:
        _invite(actor, agency, who)
    for who in CHAIN:
        holder = Person.objects.get(email=email(who, agency.pk))
        chains.add(actor, agency, chains.Station(PEOPLE[who][2], holder))
    return agency.pk


def _invite(actor: Actor, agency: Agency, who: str) -> None:
    role, name, position = PEOPLE[who]
    held = list(Unit.objects.filter(agency=agency)[:1]) if role == "unit_member" else []
    new = members.Newcomer(email(who, agency.pk), name, position)
    invited = members.invite(actor, agency, new, members.Roles([role], held))
    invitation = members.find(invited.secret or "")
    assert invitation is not None
    members.accept(Actor(Access(), actor.at), invitation, name=name, password=WORD)
