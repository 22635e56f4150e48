"""Signing in: guessing is stopped, sessions are new, and what makes no sense is closed."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, hotp_value
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web.cast import WORD, Cast, signed_in
from tests.web.letters import write_letters

from prongsai.web.models import AuditEntry, Person
from prongsai.web.sign_in.letters import NOBODY
from prongsai.web.templatetags.devices import device

LOGIN = "/account/login/"
WRONG = "ไม่ใช่รหัสผ่านนี้แน่"
PAGES_OF_STRANGERS = (
    "account_login",
    "account_reset_password",
    "account_reset_password_done",
    "account_inactive",
)
PAGES_OF_PEOPLE = (
    "account_logout",
    "account_change_password",
    "account_reauthenticate",
    "mfa_index",
    "mfa_list_webauthn",
    "usersessions_list",
    "socialaccount_connections",
)
CLOSED = ("account_signup", "account_email", "account_email_verification_sent", "socialaccount_signup")


def sign_in(client: Client, email: str, password: str = WORD, **extra: Any) -> Any:
    return client.post(LOGIN, {"login": email, "password": password}, **extra)


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("name", PAGES_OF_STRANGERS)
def test_pages_of_strangers_speak_both_languages(cast: Cast, name: str, lang: str) -> None:
    client = Client()
    client.cookies["lang"] = lang
    page = client.get(reverse(name))

    assert page.status_code == 200
    assert f'<html lang="{lang}">' in page.content.decode()
    assert "prongsai.css" in page.content.decode()


@pytest.mark.parametrize("name", PAGES_OF_PEOPLE)
def test_pages_of_people_open(cast: Cast, name: str) -> None:
    page = cast.client("officer").get(reverse(name), follow=True)

    assert page.status_code == 200
    assert "prongsai.css" in page.content.decode()


@pytest.mark.parametrize("name", CLOSED)
def test_what_makes_no_sense_is_closed(cast: Cast, name: str) -> None:
    for client in (Client(), cast.client("officer"), cast.client("administrator")):
        assert client.get(reverse(name)).status_code == 404
        assert client.post(reverse(name), {"email": "x@example.go.th"}).status_code == 404


def test_errors_are_told_in_the_language_of_the_page(cast: Cast) -> None:
    client = Client()
    assert "อีเมลหรือรหัสผ่านไม่ถูกต้อง" in sign_in(client, "nobody@example.go.th", WRONG).content.decode()
    assert "ยังไม่ได้กรอก" in client.post(LOGIN, {}).content.decode()
    client.cookies["lang"] = "en"
    assert (
        "The e-mail or the password is not right"
        in sign_in(client, "x@example.go.th", WRONG).content.decode()
    )


def test_known_and_unknown_addresses_are_answered_alike(cast: Cast) -> None:
    known = sign_in(Client(), cast.people["officer"].email, WRONG).content.decode()
    unknown = sign_in(Client(), "nobody@example.go.th", WRONG).content.decode()

    assert known.count("อีเมลหรือรหัสผ่านไม่ถูกต้อง") == unknown.count("อีเมลหรือรหัสผ่านไม่ถูกต้อง") == 1


def test_guessing_is_stopped_and_says_until_when(cast: Cast) -> None:
    email = cast.people["officer"].email
    for _ in range(5):
        assert "อีเมลหรือรหัสผ่านไม่ถูกต้อง" in sign_in(Client(), email, WRONG).content.decode()

    stopped = sign_in(Client(), email, WORD)

    assert "ลองผิดหลายครั้งเกินไป ลองใหม่ได้หลังเวลา" in stopped.content.decode()
    assert stopped.status_code == 200 and "_auth_user_id" not in stopped.client.session


def test_guessing_one_account_keeps_no_colleague_out(cast: Cast) -> None:
    for _ in range(8):
        sign_in(Client(), cast.people["officer"].email, WRONG)

    assert sign_in(Client(), cast.people["executive"].email).status_code == 302


def test_guessing_from_elsewhere_does_not_keep_the_owner_out(cast: Cast) -> None:
    email = cast.people["officer"].email
    for _ in range(8):
        sign_in(Client(REMOTE_ADDR="203.0.113.7"), email, WRONG)

    assert sign_in(Client(REMOTE_ADDR="198.51.100.1"), email).status_code == 302


def test_guessing_one_account_from_everywhere_is_stopped(cast: Cast) -> None:
    email = cast.people["officer"].email
    answers = [sign_in(Client(REMOTE_ADDR=f"203.0.113.{n}"), email, WRONG) for n in range(52)]

    assert "ลองผิดหลายครั้งเกินไป" not in answers[48].content.decode()
    assert "ลองผิดหลายครั้งเกินไป" in answers[-1].content.decode()


def test_an_agency_behind_one_address_signs_in(cast: Cast) -> None:
    for _ in range(60):
        assert sign_in(Client(), cast.people["executive"].email).status_code == 302


def test_forwarded_addresses_are_not_believed(cast: Cast) -> None:
    """Whoever writes another address into each request is still the same one."""
    email = cast.people["officer"].email
    for number in range(5):
        sign_in(Client(), email, WRONG, HTTP_X_FORWARDED_FOR=f"203.0.113.{number}")

    assert (
        "ลองผิดหลายครั้งเกินไป" in sign_in(Client(), email, HTTP_X_FORWARDED_FOR="203.0.113.99").content.decode()
    )


def test_reset_mails_are_limited(cast: Cast) -> None:
    email = cast.people["officer"].email
    answers = [Client().post("/account/password/reset/", {"email": email}) for _ in range(4)]

    assert [each.status_code for each in answers] == [302, 302, 302, 429]
    assert write_letters() == [cast.people["officer"].pk] * 3 and len(mail.outbox) == 3
    assert "ลองใหม่ได้หลังเวลา" in answers[-1].content.decode()
    assert answers[-1].headers["Retry-After"] == "300"


def without_tokens(page: Any) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode())


def test_reset_for_an_unknown_address_sends_nothing_and_says_the_same(cast: Cast) -> None:
    known = Client().post("/account/password/reset/", {"email": cast.people["officer"].email}, follow=True)
    unknown = Client().post("/account/password/reset/", {"email": "nobody@example.go.th"}, follow=True)

    assert without_tokens(known) == without_tokens(unknown)
    assert write_letters() == [cast.people["officer"].pk, NOBODY] and len(mail.outbox) == 1


def test_an_unknown_address_makes_the_page_do_the_same(cast: Cast) -> None:
    """Counted, not timed: the same statements in the same order, and no letter written while the answer waits."""
    asked: list[list[str]] = []
    closed = cast.people["auditor"]
    Person.objects.filter(pk=closed.pk).update(is_active=False)
    for email in (cast.people["officer"].email, "nobody@example.go.th", closed.email):
        cache.clear()
        with CaptureQueriesContext(connection) as seen:
            Client().post("/account/password/reset/", {"email": email})
        asked.append([re.sub(r"'[^']*'|\b\w*\d\w*\b", "?", each["sql"]) for each in seen])

    assert asked[0] == asked[1] == asked[2]
    assert mail.outbox == [] and len(write_letters()) == 3
    assert [each.to for each in mail.outbox] == [[cast.people["officer"].email]]


def test_a_forgotten_password_is_set_anew(cast: Cast) -> None:
    person, client = cast.people["officer"], Client()
    client.post("/account/password/reset/", {"email": person.email})
    write_letters()
    letter = mail.outbox[0].body
    link = next(word for word in letter.split() if word.startswith("http://testserver/"))
    page = client.get(link, follow=True)
    address = page.redirect_chain[-1][0]
    assert "set-password" in address and "ตั้งรหัสผ่านใหม่" in page.content.decode()

    answer = client.post(address, {"password1": "ใหม่กว่าเดิม-2570", "password2": "ใหม่กว่าเดิม-2570"}, follow=True)

    assert answer.status_code == 200
    assert sign_in(Client(), person.email).status_code == 200
    assert sign_in(Client(), person.email, "ใหม่กว่าเดิม-2570").status_code == 302
    assert "ลิงก์นี้ใช้ไม่ได้แล้ว" in Client().get(link, follow=True).content.decode()
    assert AuditEntry.objects.filter(change__security="password_reset").count() == 1
    assert (
        "password" not in mail.outbox[1].body.lower() or "Your password was set anew" in mail.outbox[1].body
    )


def test_the_session_is_new_after_sign_in(cast: Cast) -> None:
    client = Client()
    client.get(LOGIN)
    client.session["planted"] = "1"
    client.session.save()
    before = client.session.session_key
    client.cookies["sessionid"] = before or ""

    sign_in(client, cast.people["officer"].email)

    assert client.session.session_key != before
    assert client.get("/me/").status_code == 200
    old = Client()
    old.cookies["sessionid"] = before or ""
    assert old.get("/me/").status_code == 302


def test_signing_out_needs_a_post(cast: Cast) -> None:
    client = cast.client("officer")
    assert client.get("/account/logout/").status_code == 200
    assert client.get("/me/").status_code == 200

    assert client.post("/account/logout/").status_code == 302
    assert client.get("/me/").status_code == 302


def test_other_sessions_are_listed_and_ended(cast: Cast) -> None:
    email, here, there = cast.people["officer"].email, Client(), Client()
    sign_in(here, email, HTTP_USER_AGENT="Firefox")
    sign_in(there, email, HTTP_USER_AGENT="Chrome")
    page = here.get("/account/sessions/").content.decode()
    assert "Firefox" in page and "Chrome" in page

    here.post("/account/sessions/")

    assert here.get("/me/").status_code == 200
    assert there.get("/me/").status_code == 302
    assert UserSession.objects.filter(user=cast.people["officer"]).count() == 1


def test_nobody_is_sent_to_another_site_after_sign_in(cast: Cast) -> None:
    for place in ("https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"):
        answer = Client().post(
            LOGIN, {"login": cast.people["officer"].email, "password": WORD, "next": place}
        )
        assert answer.status_code == 302 and answer.headers["Location"] == "/", place


def test_who_was_sent_to_sign_in_comes_back(cast: Cast) -> None:
    wanted = f"/a/{cast.own.pk}/2569/people/"
    answer = Client().get(wanted, follow=True)
    assert answer.status_code == 200 and wanted in answer.content.decode()


def test_a_short_or_common_password_is_refused_in_thai(cast: Cast) -> None:
    client = Client()
    sign_in(client, cast.people["officer"].email)
    page = client.post(
        "/account/password/change/", {"oldpassword": WORD, "password1": "password", "password2": "password"}
    ).content.decode()

    assert "รหัสผ่านสั้นเกินไป ต้องมีอย่างน้อย 12 ตัวอักษร" in page
    assert "This password" not in page


def test_changing_the_password_signs_out_everywhere_and_is_told(cast: Cast) -> None:
    email, here, there = cast.people["officer"].email, Client(), Client()
    sign_in(here, email)
    sign_in(there, email)
    words = {"oldpassword": WORD, "password1": "ใหม่กว่าเดิม-2570", "password2": "ใหม่กว่าเดิม-2570"}
    here.post("/account/password/change/", words)

    assert there.get("/me/").status_code == 302
    assert [letter.subject for letter in mail.outbox] == ["รหัสผ่านของท่านถูกเปลี่ยน / Your password was changed"]
    assert AuditEntry.objects.filter(change__security="password_changed").count() == 1


def code_now(secret: str) -> str:
    return f"{hotp_value(secret, int(time.time()) // 30):06d}"


def with_app(person: Person) -> str:
    secret: str = generate_totp_secret()
    TOTP.activate(person, secret)
    return secret


@pytest.mark.django_db(transaction=True)
def test_an_app_is_set_up_and_then_asked_for(cast: Cast) -> None:
    client, email = Client(), cast.people["officer"].email
    sign_in(client, email)
    wanted = "/account/2fa/totp/activate/"
    assert "ยืนยันว่าเป็นท่าน" in client.get(wanted, follow=True).content.decode()
    assert client.post("/account/reauthenticate/", {"password": WRONG, "next": wanted}).status_code == 200
    client.post("/account/reauthenticate/", {"password": WORD, "next": wanted})
    page = client.get(wanted)
    secret = page.context["form"].secret
    assert "data:image/svg+xml" in page.content.decode()
    client.post(wanted, {"code": code_now(secret)})

    again = Client()
    answer = sign_in(again, email)
    assert answer.headers["Location"] == "/account/2fa/authenticate/"
    assert again.get("/me/").status_code == 302
    assert AuditEntry.objects.filter(change__security="second_step_added").exists()


def test_codes_are_not_guessed(cast: Cast) -> None:
    with_app(cast.people["officer"])
    client = Client()
    sign_in(client, cast.people["officer"].email)
    for _ in range(5):
        assert "รหัสไม่ถูกต้อง" in client.post("/account/2fa/authenticate/", {"code": "000000"}).content.decode()

    stopped = client.post("/account/2fa/authenticate/", {"code": "000000"})

    assert "ลองใหม่ได้หลังเวลา" in stopped.content.decode()


def test_a_code_lets_in_once(cast: Cast) -> None:
    secret = with_app(cast.people["officer"])
    code = code_now(secret)
    for expected in (302, 200):
        client = Client()
        sign_in(client, cast.people["officer"].email)
        assert client.post("/account/2fa/authenticate/", {"code": code}).status_code == expected


def test_a_closed_account_is_out_at_once(cast: Cast) -> None:
    client = signed_in(cast.people["officer"])
    Person.objects.filter(pk=cast.people["officer"].pk).update(is_active=False)

    assert client.get("/me/").status_code == 302
    assert sign_in(Client(), cast.people["officer"].email).status_code in (200, 302)


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36 Edg/156.0", "Edge บน Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile Safari/604.1", "Safari บน iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/156.0 Mobile Safari/537.36", "Chrome บน Android"),
        ("curl/8", "curl/8"),
        ("", "ไม่ทราบเบราว์เซอร์"),
    ],
)  # fmt: skip
def test_browsers_are_named_as_their_owners_know_them(agent: str, name: str) -> None:
    assert device(agent) == name
