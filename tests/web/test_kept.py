"""What was typed before the sign-in ran out is carried through signing in, and sent on at a click."""

from __future__ import annotations

import re
import time
from html import unescape
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, hotp_value
from django.core import signing
from django.test import Client
from django.urls import reverse
from tests.web.cast import WORD, Cast

from prongsai.web.models import Person
from prongsai.web.sign_in.kept import MOST_SIGNS, Kept, hidden_fields, seal, unseal

TYPED = {"name": "ดวงใจ “แผนดี”\nบรรทัดสอง <b>", "position": "นักวิเคราะห์", "mail_reminders": "on"}
HERE = {"Origin": "http://testserver"}


def hidden_of(page: Any, action: str) -> dict[str, str]:
    """Return the hidden fields of the form that goes to an address."""
    form = next(
        each
        for each in re.findall(r"<form.*?</form>", page.content.decode(), re.DOTALL)
        if f'action="{action}"' in each
    )
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form)
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def signing_in(client: Client, asked: Any, email: str, password: str = WORD) -> Any:
    return client.post(
        "/account/login/",
        hidden_of(asked, "/account/login/") | {"login": email, "password": password},
    )


def name_of(cast: Cast) -> str:
    return Person.objects.get(pk=cast.people["officer"].pk).name


def test_what_was_typed_comes_back_after_the_sign_in_and_is_saved_at_a_click(cast: Cast) -> None:
    client, email = Client(), cast.people["officer"].email
    asked = client.post("/me/", TYPED)
    assert asked.status_code == 401 and "สิ่งที่กรอกไว้จะยังอยู่" in asked.content.decode()

    wrong = signing_in(client, asked, email, "ไม่ใช่รหัสผ่านนี้แน่")
    assert wrong.status_code == 200 and "kept" not in client.session
    led = signing_in(client, wrong, email)
    assert led.status_code == 302 and led["Location"] == reverse("account_kept")

    shown = client.get(led["Location"])
    sent = hidden_of(shown, "/me/")
    assert sent == TYPED and name_of(cast) != "ดวงใจ “แผนดี”"
    assert "&lt;b&gt;" in shown.content.decode() and "เก็บไว้ไม่ได้" not in shown.content.decode()
    assert client.post("/me/", sent | {"name": "ดวงใจ"}).status_code == 302
    assert name_of(cast) == "ดวงใจ"
    again = client.get(reverse("account_kept"))
    assert again.status_code == 302 and again["Location"] == reverse("start")


def test_a_second_step_loses_nothing(cast: Cast) -> None:
    secret = generate_totp_secret()
    TOTP.activate(cast.people["officer"], secret)
    client = Client()
    led = signing_in(client, client.post("/me/", TYPED), cast.people["officer"].email)
    assert led["Location"].startswith(reverse("mfa_authenticate"))

    code = f"{hotp_value(secret, int(time.time()) // 30):06d}"
    at_last = client.post(led["Location"], {"code": code})

    assert at_last["Location"] == reverse("account_kept")
    assert hidden_of(client.get(at_last["Location"]), "/me/") == TYPED


@pytest.mark.parametrize("data", [{}, {"name": "  "}, {"name": "ก" * (MOST_SIGNS + 1)}])
def test_nothing_or_too_much_leads_to_the_sign_in_as_ever(cast: Cast, data: dict[str, str]) -> None:
    answer = Client().post("/me/", data)

    assert answer.status_code == 302 and answer["Location"] == "/account/login/?next=/me/"


def test_passwords_are_never_carried(cast: Cast) -> None:
    answer = Client().post(reverse("account_change_password"), {"oldpassword": WORD, "password1": WORD})

    assert answer.status_code == 302 and answer["Location"].startswith("/account/login/")


def test_only_what_this_site_sealed_is_carried(cast: Cast) -> None:
    client, email = Client(), cast.people["officer"].email
    forged = signing.dumps(
        ["/me/", [["name", "ผู้อื่น"]], False], key="another key", salt="prongsai.sign_in.kept"
    )
    for sealed in ("", "rubbish", forged):
        assert unseal(sealed) is None
        client.post("/account/login/", {"login": email, "password": WORD, "kept": sealed})
        assert "kept" not in client.session
    kept = Kept("/me/", (("name", 'ดวงใจ "'),), True)
    assert unseal(seal(kept)) == kept and '"&quot;"' not in hidden_fields(seal(kept))


def test_a_part_of_a_page_is_told_to_send_itself_as_a_page(cast: Cast) -> None:
    part = Client().post("/me/", TYPED, headers={"HX-Request": "true"})

    assert part.status_code == 401 and part.content == b""


def test_a_form_from_before_the_last_sign_in_is_sent_again_with_a_click(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.people["officer"])
    client.get("/me/")
    old = TYPED | {"csrfmiddlewaretoken": "x" * 64}

    shown = client.post("/me/", old, headers=HERE)
    assert shown.status_code == 403 and hidden_of(shown, "/me/") == TYPED
    token = client.cookies["csrftoken"].value
    assert client.post("/me/", TYPED | {"csrfmiddlewaretoken": token}, headers=HERE).status_code == 302

    part = client.post("/me/", old, headers=HERE | {"HX-Request": "true"})
    assert part.status_code == 401


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://elsewhere.example"}, {"Origin": "null"}])
def test_a_form_of_another_site_gets_nothing_to_click(cast: Cast, headers: dict[str, str]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.people["officer"])

    told = client.post("/me/", TYPED, headers=headers)

    assert told.status_code == 403 and "ก่อนเข้าระบบครั้งล่าสุด" in told.content.decode()
    assert '<form method="post" action="/me/"' not in told.content.decode()
