"""Invitations: one link, once, for a week, and nobody else learns it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.test import Client
from tests.web.cast import Cast

from prongsai.web import mail as letters
from prongsai.web.models import AuditEntry, Invitation, Membership, Person

NEW = {"email": "malee@example.go.th", "name": "มาลัย ตั้งต้น", "position": "นิติกร", "roles": ["executive"]}
WORDS = {"name": "มาลัย ตั้งต้น", "password1": "เริ่มงานวันแรก-2569", "password2": "เริ่มงานวันแรก-2569"}


def invite(cast: Cast, **changes: object) -> Any:
    return cast.client("officer").post(f"/a/{cast.own.pk}/2569/people/invite/", {**NEW, **changes})


def link() -> str:
    return next(word for word in mail.outbox[-1].body.split() if word.startswith("http://testserver/"))


def test_an_invited_person_sets_a_password_and_is_in(cast: Cast) -> None:
    assert invite(cast).status_code == 302
    client = Client()
    page = client.get(link(), follow=True)
    assert page.redirect_chain == [("/invitation/", 302)]
    assert "malee@example.go.th" in page.content.decode() and cast.own.name in page.content.decode()
    before = client.session.session_key

    answer = client.post("/invitation/", WORDS)

    assert answer.status_code == 302 and client.session.session_key != before
    assert client.get(f"/a/{cast.own.pk}/2569/").status_code == 200
    assert AuditEntry.objects.filter(action__in=("people.edit", "invitation.accept")).count() == 2


def test_the_letter_speaks_both_languages_and_names_who_invites(cast: Cast) -> None:
    invite(cast)
    letter = mail.outbox[0]
    assert letter.to == ["malee@example.go.th"]
    assert "เชิญท่านเข้าใช้" in letter.body and "invites you to" in letter.body
    assert "อรุณ ใจดี" in letter.body and cast.own.name in letter.subject


def test_only_a_digest_is_kept(cast: Cast) -> None:
    invite(cast)
    secret = link().rstrip("/").split("/")[-1]
    kept = Invitation.objects.get()
    assert secret not in str(Invitation.objects.values()) and len(kept.digest) == 64
    assert secret not in str(list(AuditEntry.objects.values()))


def test_the_link_leaves_no_trace_in_address_or_referer(cast: Cast) -> None:
    invite(cast)
    answer = Client().get(link())
    assert answer.headers["Location"] == "/invitation/"
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_a_link_works_once(cast: Cast) -> None:
    invite(cast)
    first, second = Client(), Client()
    for client in (first, second):
        client.get(link())
    assert first.post("/invitation/", WORDS).status_code == 302

    assert (
        second.post("/invitation/", {**WORDS, "password1": "x" * 20, "password2": "x" * 20}).status_code
        == 410
    )
    assert Person.objects.get(email=NEW["email"]).check_password(WORDS["password1"])
    assert "ใช้ไปแล้วหรือหมดอายุ" in Client().get(link(), follow=True).content.decode()


def test_looking_at_a_link_does_not_spend_it(cast: Cast) -> None:
    """Mail scanners open every link."""
    invite(cast)
    for _ in range(3):
        Client().get(link(), follow=True)
    client = Client()
    client.get(link())
    assert client.post("/invitation/", WORDS).status_code == 302


def test_a_link_is_good_for_a_week(cast: Cast) -> None:
    invite(cast)
    Invitation.objects.update(expires_at=Invitation.objects.get().invited_at)
    assert Client().get(link(), follow=True).status_code == 410
    kept = Invitation.objects.get()
    assert kept.expires_at - kept.invited_at == datetime.timedelta(0)


def test_no_link_no_page(cast: Cast) -> None:
    assert Client().get("/invitation/").status_code == 404
    assert Client().get("/invitation/made-up-secret/", follow=True).status_code == 404


def test_a_stranger_with_made_up_links_leaves_no_session(cast: Cast) -> None:
    invite(cast)
    stranger, before = Client(), Session.objects.count()
    answers = [stranger.get(f"/invitation/made-up-{number}/") for number in range(4)]

    assert {each.status_code for each in answers} == {404}
    assert Session.objects.count() == before and not stranger.cookies.get("sessionid")
    assert all(each.headers["Referrer-Policy"] == "no-referrer" for each in answers)
    assert stranger.get(link()).headers["Location"] == "/invitation/"
    assert Session.objects.count() == before + 1


def test_a_weak_password_is_refused_and_the_link_still_works(cast: Cast) -> None:
    invite(cast)
    client = Client()
    client.get(link())
    for weak in ("สั้น", "password1234", "malee@example.go.th"):
        answer = client.post("/invitation/", {**WORDS, "password1": weak, "password2": weak})
        assert answer.status_code == 422, weak
    differing = client.post("/invitation/", {**WORDS, "password2": "อื่น"})
    assert "ไม่ตรงกัน" in differing.content.decode()
    assert client.post("/invitation/", WORDS).status_code == 302


def test_a_second_invitation_voids_the_first(cast: Cast) -> None:
    invite(cast)
    old = link()
    person = Person.objects.get(email=NEW["email"])
    cast.client("officer").post(f"/a/{cast.own.pk}/2569/people/{person.pk}/", {"do": "again"})

    assert len(mail.outbox) == 2 and link() != old
    assert Client().get(old, follow=True).status_code == 404
    assert Client().get(link(), follow=True).status_code == 200


def test_who_has_an_account_keeps_its_password_and_name(cast: Cast) -> None:
    stranger = cast.strangers["executive"]
    before = stranger.password
    assert invite(cast, email=stranger.email.upper(), name="ชื่ออื่น").status_code == 302
    stranger.refresh_from_db()

    assert stranger.password == before and stranger.name != "ชื่ออื่น"
    assert Invitation.objects.count() == 0
    assert "/invitation/" not in mail.outbox[0].body
    assert set(Membership.objects.filter(person=stranger).values_list("agency", flat=True)) == {
        cast.own.pk,
        cast.other.pk,
    }


def test_an_account_that_is_in_use_gets_no_new_link(cast: Cast) -> None:
    executive = cast.people["executive"]
    answer = cast.client("officer").post(f"/a/{cast.own.pk}/2569/people/{executive.pk}/", {"do": "again"})
    assert answer.status_code == 422
    assert Invitation.objects.count() == 0 and not mail.outbox


def test_a_bad_address_and_a_missing_unit_are_told(cast: Cast) -> None:
    bad = invite(cast, email="มาลี@example.go.th")
    assert bad.status_code == 422 and "ม U+0E21" in bad.content.decode()
    lacking = invite(cast, roles=["unit_member"])
    assert lacking.status_code == 422 and "เจ้าหน้าที่ส่วนงานต้องมีส่วนงาน" in lacking.content.decode()
    foreign = cast.other.units.get()
    assert invite(cast, roles=["unit_member"], units=[str(foreign.pk)]).status_code == 422
    assert not Person.objects.filter(email=NEW["email"]).exists()


def test_roles_beyond_an_agency_are_not_given(cast: Cast) -> None:
    for role in ("administrator", "public", "mayor"):
        assert invite(cast, roles=[role]).status_code == 422


def test_an_administrator_invites_the_first_officer(cast: Cast) -> None:
    client = cast.client("administrator")
    made = client.post(
        "/agencies/new/",
        {"name": "เทศบาลตำบลใหม่", "type": "subdistrict_municipality", "province": "จังหวัดน่าน"},
    )
    assert made.status_code == 302
    page = client.get(made.headers["Location"])
    assert page.status_code == 200 and 'value="officer" id="id_roles_0" checked' in page.content.decode()
    client.post(made.headers["Location"], {**NEW, "roles": ["officer"]})
    newcomer = Client()
    newcomer.get(link())
    newcomer.post("/invitation/", WORDS)

    assert newcomer.get("/", follow=True).status_code == 200
    assert "เทศบาลตำบลใหม่" in newcomer.get("/", follow=True).content.decode()


def test_a_mail_server_that_is_away_loses_nothing(cast: Cast, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 1
    page = cast.client("officer")
    answer = page.post(f"/a/{cast.own.pk}/2569/people/invite/", NEW, follow=True)

    assert "ส่งจดหมายถึง malee@example.go.th ไม่ได้" in answer.content.decode()
    assert Person.objects.filter(email=NEW["email"]).exists()


def test_a_mail_server_that_is_slow_holds_nobody_up(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The form is taken once, in one transaction; the letter goes when that is over."""
    held = []
    send = letters.send

    def watched(to: str, letter: str, values: Mapping[str, object]) -> bool:
        held.append(len(connection.savepoint_ids))
        return send(to, letter, values)

    monkeypatch.setattr(letters, "send", watched)
    for _ in range(2):
        assert invite(cast, once="1").status_code == 302

    assert held == [len(connection.savepoint_ids)]
    assert len(mail.outbox) == 1


def test_without_a_mail_server_it_is_said_where_the_letter_lies(
    cast: Cast, settings: Any, tmp_path: Path
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    answer = cast.client("officer").post(f"/a/{cast.own.pk}/2569/people/invite/", NEW, follow=True)

    told = answer.content.decode()
    assert "เก็บเป็นไฟล์ในโฟลเดอร์ mail" in told and "ส่งจดหมายถึง malee@example.go.th แล้ว" not in told
    assert "malee@example.go.th" in next(tmp_path.iterdir()).read_text(encoding="utf-8")


def test_who_was_imported_is_invited_at_once_and_only_once(cast: Cast) -> None:
    for number in range(30):
        someone = Person.objects.create_user(f"new{number}@example.go.th", name=f"คนใหม่ {number}")
        Membership.objects.create(person=someone, agency=cast.own, role="auditor")
    client, address = cast.client("officer"), f"/a/{cast.own.pk}/2569/people/"
    assert "30 คนยังไม่ได้รับคำเชิญ" in client.get(address).content.decode()

    assert client.post(address).status_code == 302
    assert len(mail.outbox) == 25 and "5 คนยังไม่ได้รับคำเชิญ" in client.get(address).content.decode()
    client.post(address)
    client.post(address)

    assert len({letter.to[0] for letter in mail.outbox}) == len(mail.outbox) == 30
    assert "ยังไม่ได้รับคำเชิญ" not in client.get(address).content.decode()


def test_invitations_are_limited(cast: Cast, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "invite": "2/h/user"}
    answers = [invite(cast, email=f"n{number}@example.go.th") for number in range(3)]

    assert [each.status_code for each in answers] == [302, 302, 429]
    assert "ลองใหม่ได้หลังเวลา" in answers[-1].content.decode() and len(mail.outbox) == 2
    assert not Person.objects.filter(email="n2@example.go.th").exists()


def test_guessing_links_is_limited(cast: Cast, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "accept_invitation": "3/m/ip"}
    answers = [Client().post("/invitation/", WORDS).status_code for _ in range(4)]
    assert answers == [404, 404, 404, 429]
