"""Passkeys in a real browser, with an authenticator of its own, under our content security policy."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright
from tests.web.browser.chromium import OPTIONS
from tests.web.cast import WORD, Cast

from prongsai.web.models import AuditEntry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@contextmanager
def browser(told: list[str], *, verified: bool = True) -> Iterator[Page]:
    """Open Chromium with an authenticator; `told` gets what its console says."""
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(**OPTIONS)
        page = chromium.new_page(locale="th")
        page.on("console", lambda message: told.append(f"{message.type}: {message.text}"))
        devices = page.context.new_cdp_session(page)
        devices.send("WebAuthn.enable")
        devices.send(
            "WebAuthn.addVirtualAuthenticator", {"options": {**AUTHENTICATOR, "isUserVerified": verified}}
        )
        yield page
        chromium.close()


@pytest.fixture
def asynchronous(monkeypatch: pytest.MonkeyPatch) -> None:
    """The driver of the browser runs a loop in this thread; the database is asked only between its steps."""
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")


def sign_in(page: Page, site: str, email: str) -> None:
    page.goto(f"{site}/account/login/")
    page.get_by_label("อีเมล").fill(email)
    page.get_by_label("รหัสผ่าน", exact=True).fill(WORD)
    page.get_by_role("button", name="เข้าสู่ระบบ").click()
    page.wait_for_url(lambda url: "login" not in url)


def add_passkey(page: Page, site: str) -> None:
    page.goto(f"{site}/account/2fa/webauthn/add/")
    page.get_by_label("รหัสผ่าน", exact=True).fill(WORD)
    page.get_by_role("button", name="ยืนยัน").click()
    page.get_by_label("ชื่อเรียก").fill("โทรศัพท์ของฉัน")
    page.get_by_label("ใช้แทนรหัสผ่านได้").check()
    page.get_by_role("button", name="เพิ่มพาสคีย์").click()


def test_a_passkey_is_added_and_opens_the_door(cast: Cast, live_server: Any, asynchronous: None) -> None:
    told: list[str] = []
    email, site = cast.people["officer"].email, str(live_server.url)
    with browser(told) as page:
        sign_in(page, site, email)
        add_passkey(page, site)
        page.get_by_text("เพิ่มพาสคีย์แล้ว").wait_for()
        page.goto(f"{site}/account/2fa/webauthn/")
        assert page.get_by_role("heading", name="โทรศัพท์ของฉัน").is_visible()
        assert page.get_by_text("ใช้แทนรหัสผ่าน", exact=True).is_visible()
        page.context.clear_cookies()

        page.goto(f"{site}/account/login/")
        page.get_by_role("button", name="เข้าด้วยพาสคีย์").click()
        page.wait_for_url(lambda url: "login" not in url)
        page.goto(f"{site}/me/")
        assert page.get_by_role("heading", name="ตั้งค่าของฉัน").is_visible()

    assert not [words for words in told if "Content Security Policy" in words or words.startswith("error")]
    assert AuditEntry.objects.filter(change__security="second_step_added").count() == 2


def test_a_ceremony_that_fails_is_told_and_lets_nobody_in(
    cast: Cast, live_server: Any, asynchronous: None
) -> None:
    told: list[str] = []
    with browser(told, verified=False) as page:
        page.goto(f"{live_server.url}/account/login/")
        page.get_by_role("button", name="เข้าด้วยพาสคีย์").click()
        page.get_by_text("ใช้พาสคีย์ไม่สำเร็จ").wait_for()
        page.goto(f"{live_server.url}/me/")
        assert "/account/login/" in page.url


def test_where_no_browser_makes_a_passkey_none_is_offered(
    cast: Cast, live_server: Any, asynchronous: None
) -> None:
    site = str(live_server.url).replace("localhost", "127.0.0.1")
    with browser([]) as page:
        page.goto(f"{site}/account/login/")
        assert page.get_by_role("button", name="เข้าสู่ระบบ").is_visible()
        assert not page.get_by_role("button", name="เข้าด้วยพาสคีย์").is_visible()
