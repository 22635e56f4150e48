"""The fixed cast of the web tests: one person a role, in one agency, in another one, and above both."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from http.cookies import SimpleCookie

from django.test import Client

from prongsai.web.access import access_of
from prongsai.web.actions import Actor
from prongsai.web.models import Agency, ChainLink, Membership, Person, Unit

WORD = "ทดสอบ-โปร่งใส-2569"
NOON = datetime.datetime(2026, 4, 20, 5, 0, tzinfo=datetime.UTC)
IN_AGENCY = ("officer", "unit_member", "executive", "reviewer", "auditor")


@dataclass
class Cast:
    """`own` and `other` are agencies below `above`; `people` are by role, `strangers` have the roles in `other`."""

    own: Agency
    other: Agency
    above: Agency
    unit: Unit
    other_unit: Unit
    people: dict[str, Person]
    strangers: dict[str, Person]
    # Browsers in which somebody has signed in already, by the key of the person: what they keep.
    sessions: dict[int, SimpleCookie] = field(default_factory=dict)

    def actor(self, role: str) -> Actor:
        return Actor(access_of(self.people[role]), NOON)

    def client(self, role: str) -> Client:
        """A browser in which the person of a role is signed in; "public" is nobody."""
        return self._browser(None if role == "public" else self.people[role])

    def stranger(self, role: str) -> Client:
        return self._browser(self.strangers[role])

    def sign_everyone_in(self) -> None:
        """Let everyone sign in once, for tests that open many browsers."""
        for person in (*self.people.values(), *self.strangers.values()):
            self.sessions[person.pk] = signed_in(person).cookies

    def _browser(self, person: Person | None) -> Client:
        kept = self.sessions.get(person.pk) if person else None
        client = signed_in(None if kept else person)
        client.cookies.update(kept or {})
        return client


def signed_in(person: Person | None) -> Client:
    client = Client()
    if person is not None:
        client.force_login(person)
    return client


def agency(
    name: str, type_: str = "town_municipality", *, above: Agency | None = None, **details: str
) -> Agency:
    made = Agency.objects.create(name=name, type=type_, supervisor=above, **details)
    made.lineage = f"{above.lineage if above else ''}{made.pk}."
    made.save(update_fields=["lineage"])
    return made


def person(name: str, role: str, place: Agency, unit: Unit | None = None) -> Person:
    made = Person.objects.create_user(f"{role}{place.pk}@example.go.th", WORD, name=name)
    Membership.objects.create(person=made, agency=place, role=role, unit=unit)
    return made


def build() -> Cast:
    above = agency("สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัดตัวอย่าง", "", province="สุราษฎร์ธานี")
    own = agency("เทศบาลเมืองดอนสัก", above=above, district="ดอนสัก", province="สุราษฎร์ธานี")
    other = agency("อบต.นาโพธิ์", "sao", above=above, district="เมืองร้อยเอ็ด", province="ร้อยเอ็ด")
    unit = Unit.objects.create(agency=own, name="สำนักปลัดเทศบาล", key="clerk_office", position=1)
    other_unit = Unit.objects.create(agency=own, name="กองคลัง", key="finance", position=2)
    far_unit = Unit.objects.create(agency=other, name="สำนักปลัด", key="clerk_office", position=1)
    names = dict(
        zip(IN_AGENCY, ("อรุณ ใจดี", "บุญมี ขยัน", "สมชาย ตั้งใจ", "ดารา รอบคอบ", "วิชัย เที่ยงธรรม"), strict=True)
    )
    people = {
        role: person(name, role, own, unit if role == "unit_member" else None) for role, name in names.items()
    }
    people["supervisor"] = person("มาลี ดูแล", "supervisor", above)
    people["administrator"] = Person.objects.create_user(
        "admin@example.go.th", WORD, name="ผู้ดูแลระบบ", is_administrator=True
    )
    strangers = {
        role: person(f"{name} (อื่น)", role, other, far_unit if role == "unit_member" else None)
        for role, name in names.items()
    }
    for order, position in enumerate(
        ("นักวิเคราะห์นโยบายและแผน", "หัวหน้าสำนักปลัดเทศบาล", "ปลัดเทศบาล", "นายกเทศมนตรี"), 1
    ):
        holder = people["officer"] if order == 1 else people["executive"] if order == 4 else None
        ChainLink.objects.create(agency=own, order=order, position=position, person=holder)
    return Cast(own, other, above, unit, other_unit, people, strangers)
