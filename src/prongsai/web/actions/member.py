"""The people of an agency: inviting them, giving roles, and ending them. The agency is what is locked."""

from __future__ import annotations

import datetime
import hashlib
import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from allauth.usersessions.models import UserSession

from prongsai.core.errors import InputError
from prongsai.core.fault import Fault
from prongsai.core.register.address import read_email
from prongsai.core.summary import Plain
from prongsai.core.text import Text
from prongsai.web import language
from prongsai.web.access import MEMBER_ROLES
from prongsai.web.actions import Actor, Done, action
from prongsai.web.models import Agency, ChainLink, Invitation, Membership, Person, Unit

GOOD_FOR = datetime.timedelta(days=7)

LAST_OFFICER = Fault(
    "member.last_officer",
    Text("เป็นเจ้าหน้าที่ ITA คนสุดท้ายของหน่วยงาน", "this is the last ITA officer of the agency"),
    Text(
        "เชิญเจ้าหน้าที่คนใหม่ก่อน หรือยืนยันว่าต้องการทำต่อ",
        "invite another officer first, or confirm that this is meant",
    ),
)
NO_ROLE = Fault(
    "member.no_role",
    Text("ยังไม่ได้เลือกบทบาท", "no role is chosen"),
    Text("เลือกอย่างน้อยหนึ่งบทบาท", "choose at least one"),
)
NO_UNIT = Fault(
    "member.no_unit",
    Text("เจ้าหน้าที่ส่วนงานต้องมีส่วนงาน", "a unit member needs a unit"),
    Text("เลือกส่วนงาน", "choose a unit"),
)
MEMBER_ALREADY = Fault(
    "member.already",
    Text("บุคคลนี้อยู่ในหน่วยงานแล้ว", "this person is of the agency already"),
    Text("เปิดรายชื่อแล้วแก้บทบาท", "open the list and change the roles"),
)
JOINED_ALREADY = Fault(
    "member.joined",
    Text("บุคคลนี้เข้าใช้ระบบแล้ว", "this person has joined already"),
    Text("ถ้าเข้าไม่ได้ ให้ขอตั้งรหัสผ่านใหม่ที่หน้าเข้าสู่ระบบ", "a lost password is set anew at the sign-in page"),
)

CLOSED = Fault(
    "member.closed",
    Text("บัญชีนี้เป็นผู้ดูแลระบบที่ปิดไปแล้ว", "this is the closed account of an administrator"),
    Text("ใช้อีเมลอื่น หรือติดต่อผู้ดูแลระบบ", "use another e-mail, or ask the administrator"),
)


@dataclass(frozen=True, slots=True)
class Roles:
    """The roles of one person in one agency; `units` are those that a unit member works in."""

    names: Collection[str]
    units: Collection[Unit] = ()

    def pairs(self) -> set[tuple[str, int | None]]:
        places = {unit.pk for unit in self.units}
        return {
            pair
            for name in self.names
            for pair in ([(name, each) for each in places] if name == "unit_member" else [(name, None)])
        }


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who is to be invited; name and position count only where the address is new to the system."""

    email: str
    name: str
    position: str = ""


@dataclass(frozen=True, slots=True)
class Invited:
    """Who was invited; `secret` opens the account once, `None` for who has one already. It is kept nowhere."""

    person: Person
    secret: str | None


@action("people.edit")
def invite(actor: Actor, agency: Agency, new: Newcomer, roles: Roles) -> Done[Invited]:
    """Bring a person into the agency; who is new here gets a secret for the mail."""
    address = read_email(new.email)
    if not isinstance(address, str):
        fault, signs = address
        raise InputError([fault.at("อีเมล / e-mail", new.email, signs=signs)])
    _require_roles(agency, roles)
    person = Person.objects.filter(email=address).first()
    if person is None:
        person = Person.objects.create_user(address, name=new.name, position=new.position)
    elif Membership.objects.filter(agency=agency, person=person).exists():
        raise InputError([MEMBER_ALREADY.at(address)])
    secret = None if _joined(person) else new_invitation(actor, person)
    _reopen(person)
    _give(agency, person, roles.pairs())
    return Done(Invited(person, secret), {"person": person.pk, "roles": _told(roles)}, _target(person))


@action("people.edit")
def invite_again(actor: Actor, agency: Agency, person: Person) -> Done[Invited]:
    """Make a new secret for who has not joined yet; the one before is void."""
    _require_member(agency, person)
    if _joined(person):
        raise InputError([JOINED_ALREADY.at(person.email)])
    _reopen(person)
    return Done(Invited(person, new_invitation(actor, person)), {"person": person.pk}, _target(person))


@action("people.edit")
def set_roles(
    actor: Actor, agency: Agency, person: Person, *, roles: Roles, knowingly: bool = False
) -> Done[Person]:
    """Give a person other roles in the agency; `knowingly` lets the last officer go."""
    _require_member(agency, person)
    _require_roles(agency, roles)
    if "officer" not in roles.names and not knowingly:
        _require_other_officer(agency, person)
    held = Membership.objects.filter(agency=agency, person=person)
    before: list[Plain] = [*sorted({each.role for each in held})]
    wanted = roles.pairs()
    for each in held:
        if (each.role, each.unit_id) in wanted:
            wanted.discard((each.role, each.unit_id))
        else:
            each.delete()
    _give(agency, person, wanted)
    return Done(person, {"roles": [before, _told(roles)]}, _target(person))


@action("people.edit")
def end(actor: Actor, agency: Agency, person: Person, *, knowingly: bool = False) -> Done[Person]:
    """Take a person out of the agency; who is then of none can no longer sign in, from this moment."""
    _require_member(agency, person)
    if not knowingly:
        _require_other_officer(agency, person)
    Membership.objects.filter(agency=agency, person=person).delete()
    stations = ChainLink.objects.filter(agency=agency, person=person).update(person=None)
    closed = not person.is_administrator and not person.memberships.exists()
    if closed:
        close(person)
    return Done(person, {"stations": stations, "closed": closed}, _target(person))


@action("invitation.accept")
def accept(actor: Actor, invitation: Invitation, *, name: str, password: str) -> Done[Person]:
    """Set the first password of an account; the secret and all others of the person are spent."""
    require_open(invitation, actor.at)
    person = invitation.person
    person.name = name
    person.set_password(password)
    person.save(update_fields=["name", "password"])
    open_ones = Invitation.objects.filter(person=person, accepted_at=None)
    open_ones.update(accepted_at=actor.at)
    return Done(person, {"person": person.pk}, _target(person))


def find(secret: str) -> Invitation | None:
    """Return the invitation of a secret."""
    return Invitation.objects.select_related("person").filter(digest=digest_of(secret)).first()


def is_open(invitation: Invitation, at: datetime.datetime) -> bool:
    return invitation.accepted_at is None and at < invitation.expires_at and invitation.person.is_active


def require_open(invitation: Invitation, at: datetime.datetime) -> None:
    if not is_open(invitation, at):
        raise InputError([SPENT.at(invitation.person.email)])


SPENT = Fault(
    "invitation.spent",
    Text("คำเชิญนี้ใช้ไปแล้วหรือหมดอายุ", "this invitation was used already, or is too old"),
    Text("ขอให้เจ้าหน้าที่ ITA ของหน่วยงานส่งใหม่", "ask the ITA officer of your agency to send another"),
)


def close(person: Person) -> None:
    """Close an account and end its sessions everywhere."""
    person.is_active = False
    person.set_unusable_password()
    person.save(update_fields=["is_active", "password"])
    for session in UserSession.objects.filter(user=person):
        session.end()


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def new_invitation(actor: Actor, person: Person) -> str:
    """Return the secret that opens the account once; an earlier one is void."""
    secret = secrets.token_urlsafe(32)
    Invitation.objects.filter(person=person, accepted_at=None).delete()
    Invitation.objects.create(
        person=person,
        digest=digest_of(secret),
        invited_by=actor.person,
        invited_at=actor.at,
        expires_at=actor.at + GOOD_FOR,
    )
    return secret


def _reopen(person: Person) -> None:
    if not person.is_active and person.is_administrator:
        # An agency must not open again who ran the whole system.
        raise InputError([CLOSED.at(person.email)])
    if not person.is_active:
        person.is_active = True
        person.save(update_fields=["is_active"])


def _joined(person: Person) -> bool:
    return person.is_active and (person.has_usable_password() or person.last_login is not None)


def _give(agency: Agency, person: Person, pairs: Iterable[tuple[str, int | None]]) -> None:
    Membership.objects.bulk_create(
        Membership(person=person, agency=agency, role=role, unit_id=unit)
        for role, unit in sorted(pairs, key=str)
    )


def _require_roles(agency: Agency, roles: Roles) -> None:
    problems = []
    if not roles.names or not set(roles.names) <= set(MEMBER_ROLES):
        problems.append(NO_ROLE.at("บทบาท / roles"))
    if "unit_member" in roles.names and not roles.units:
        problems.append(NO_UNIT.at(language.say("ส่วนงาน", "Unit")))
    if any(unit.agency_id != agency.pk for unit in roles.units):
        problems.append(NO_UNIT.at(language.say("ส่วนงาน", "Unit")))
    if problems:
        raise InputError(problems)


def _require_member(agency: Agency, person: Person) -> None:
    if not Membership.objects.filter(agency=agency, person=person).exists():
        raise Membership.DoesNotExist


def _require_other_officer(agency: Agency, person: Person) -> None:
    officers = set(
        Membership.objects.filter(agency=agency, role="officer", person__is_active=True).values_list(
            "person", flat=True
        )
    )
    if officers == {person.pk}:
        raise InputError([LAST_OFFICER.at(person.name or person.email)])


def _told(roles: Roles) -> list[Plain]:
    return [*sorted(f"{role}:{unit}" if unit else role for role, unit in roles.pairs())]


def _target(person: Person) -> str:
    return f"person:{person.pk}"
