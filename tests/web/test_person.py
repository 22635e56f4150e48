"""People of an agency: roles, ending, and what is one's own."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.web.cast import WORD, Cast, signed_in

from prongsai.core.errors import InputError
from prongsai.web.actions import Refused, member
from prongsai.web.models import AuditEntry, ChainLink, Membership, Person


def address(cast: Cast, person: Person) -> str:
    return f"/a/{cast.own.pk}/2569/people/{person.pk}/"


def test_the_list_names_everybody_with_roles(cast: Cast, django_assert_max_num_queries: Any) -> None:
    for number in range(60):
        someone = Person.objects.create_user(f"p{number}@example.go.th", name=f"คนที่ {number:02}")
        Membership.objects.create(person=someone, agency=cast.own, role="unit_member", unit=cast.unit)
    client = cast.client("officer")
    with django_assert_max_num_queries(10):
        page = client.get(f"/a/{cast.own.pk}/2569/people/").content.decode()

    assert "อรุณ ใจดี" in page or "คนที่ 00" in page
    assert "หน้า 1 จาก 2" in page and "สำนักปลัดเทศบาล" in page


def test_only_officers_and_administrators_change_people(cast: Cast) -> None:
    for role in ("executive", "unit_member", "reviewer", "auditor", "supervisor"):
        assert cast.client(role).get(address(cast, cast.people["officer"])).status_code == 403, role
    assert cast.client("executive").get(f"/a/{cast.own.pk}/2569/people/").status_code == 200
    assert cast.stranger("officer").get(f"/a/{cast.own.pk}/2569/people/").status_code == 403


def test_who_is_not_of_the_agency_is_not_found(cast: Cast) -> None:
    assert cast.client("officer").get(address(cast, cast.strangers["executive"])).status_code == 404
    with pytest.raises(Membership.DoesNotExist):
        member.end(cast.actor("officer"), cast.own, cast.strangers["executive"])


def test_roles_are_changed_and_logged(cast: Cast) -> None:
    person = cast.people["executive"]
    words = {
        "do": "roles",
        "roles": ["executive", "unit_member"],
        "units": [str(cast.unit.pk), str(cast.other_unit.pk)],
    }
    assert cast.client("officer").post(address(cast, person), words).status_code == 302

    held = set(Membership.objects.filter(person=person).values_list("role", "unit"))
    assert held == {("executive", None), ("unit_member", cast.unit.pk), ("unit_member", cast.other_unit.pk)}
    entry = AuditEntry.objects.get(action="people.edit")
    assert entry.change["roles"][0] == ["executive"] and entry.target == f"person:{person.pk}"


def test_the_last_officer_goes_only_knowingly(cast: Cast) -> None:
    officer, client = cast.people["officer"], cast.client("administrator")
    warned = client.post(address(cast, officer), {"do": "end"})
    assert warned.status_code == 422
    assert "เจ้าหน้าที่ ITA คนสุดท้าย" in warned.content.decode() and 'name="knowingly"' in warned.content.decode()
    assert client.post(address(cast, officer), {"do": "roles", "roles": ["auditor"]}).status_code == 422
    assert officer.memberships.get().role == "officer"

    assert client.post(address(cast, officer), {"do": "end", "knowingly": "1"}).status_code == 302
    assert not officer.memberships.exists()


def test_ending_shuts_the_door_at_once(cast: Cast) -> None:
    officer = cast.people["officer"]
    Membership.objects.create(person=cast.people["reviewer"], agency=cast.own, role="officer")
    browser = Client()
    browser.post("/account/login/", {"login": officer.email, "password": WORD})
    assert browser.get(f"/a/{cast.own.pk}/2569/").status_code == 200

    cast.client("reviewer").post(address(cast, officer), {"do": "end"})

    assert browser.get(f"/a/{cast.own.pk}/2569/").status_code == 302
    assert Client().post("/account/login/", {"login": officer.email, "password": WORD}).status_code == 200
    assert ChainLink.objects.get(agency=cast.own, order=1).person is None
    officer.refresh_from_db()
    assert not officer.is_active and not officer.has_usable_password()


def test_who_is_of_another_agency_too_keeps_that_one(cast: Cast) -> None:
    person = cast.people["executive"]
    Membership.objects.create(person=person, agency=cast.other, role="reviewer")
    browser = signed_in(person)
    member.end(cast.actor("officer"), cast.own, person)

    assert browser.get(f"/a/{cast.own.pk}/2569/").status_code == 403
    assert browser.get(f"/a/{cast.other.pk}/2569/").status_code == 200


def test_who_was_ended_is_invited_again(cast: Cast) -> None:
    person = cast.people["executive"]
    member.end(cast.actor("officer"), cast.own, person)
    invited = member.invite(
        cast.actor("officer"), cast.own, member.Newcomer(person.email, "ชื่อใหม่"), member.Roles(["executive"])
    )
    assert invited.person == person and invited.secret is not None
    person.refresh_from_db()
    assert person.is_active and person.name == "สมชาย ตั้งใจ"


def test_an_agency_does_not_open_an_administrator_again(cast: Cast) -> None:
    Person.objects.filter(is_administrator=True).update(is_active=False)
    new = member.Newcomer(cast.people["administrator"].email, "ผู้ดูแลระบบ")
    with pytest.raises(InputError, match="administrator"):
        member.invite(cast.actor("officer"), cast.own, new, member.Roles(["executive"]))
    assert not Person.objects.get(is_administrator=True).is_active


def test_an_officer_has_no_say_elsewhere(cast: Cast) -> None:
    with pytest.raises(Refused):
        member.set_roles(
            cast.actor("officer"), cast.other, cast.strangers["executive"], roles=member.Roles(["officer"])
        )


def test_a_role_needs_a_name_that_is_one(cast: Cast) -> None:
    for names in ([], ["administrator"], ["officer", "mayor"]):
        with pytest.raises(InputError):
            member.set_roles(
                cast.actor("officer"), cast.own, cast.people["executive"], roles=member.Roles(names)
            )


# One's own settings


def test_ones_own_settings_are_kept(cast: Cast, django_assert_max_num_queries: Any) -> None:
    client = cast.client("officer")
    with django_assert_max_num_queries(10):
        assert client.get("/me/").status_code == 200
    words = {"name": "อรุณ ใจดีมาก", "position": "นักวิเคราะห์"}
    assert client.post("/me/", words).status_code == 302

    person = Person.objects.get(pk=cast.people["officer"].pk)
    assert (person.name, person.position, person.mail_reminders) == ("อรุณ ใจดีมาก", "นักวิเคราะห์", False)
    assert AuditEntry.objects.get().change == {
        "name": ["อรุณ ใจดี", "อรุณ ใจดีมาก"],
        "position": ["", "นักวิเคราะห์"],
        "mail_reminders": [True, False],
    }
    assert client.post("/me/", {"name": ""}).status_code == 422


def test_the_calendar_gets_a_new_address(cast: Cast) -> None:
    before = cast.people["officer"].calendar_token
    cast.client("officer").post("/me/", {"do": "calendar"})
    person = Person.objects.get(pk=cast.people["officer"].pk)
    assert person.calendar_token != before and before not in str(AuditEntry.objects.values())


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "' OR 1=1 --", "{{ 7*7 }}", "{% debug %}"])
def test_names_are_words_and_nothing_else(cast: Cast, words: str) -> None:
    client = cast.client("officer")
    client.post("/me/", {"name": words})
    page = client.get(f"/a/{cast.own.pk}/2569/people/").content.decode()
    assert Person.objects.get(pk=cast.people["officer"].pk).name == words
    assert "<script>alert" not in page and "49" not in page.split("อีเมล")[0][-200:]
