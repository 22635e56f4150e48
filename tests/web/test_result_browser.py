"""The small moves of the result's pages in a real browser: opening a proof, ticking what would raise the total."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from playwright.sync_api import Browser, Page, expect, sync_playwright
from tests.web.browser.chromium import OPTIONS, PHONE
from tests.web.cast import Cast
from tests.web.results import EXAMPLES, YEAR, donsak

from prongsai.web.models import Result

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def chromium(monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    # The driver runs a loop in this thread; the database is asked only between its steps.
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(**OPTIONS)
        yield browser
        browser.close()
        # Beside its loop this thread has a connection of its own, which nobody else would close.
        connections.close_all()


def officer(chromium: Browser, cast: Cast, site: str, **options: Any) -> Page:
    """Return a page in which the officer is signed in; whatever its console complains about fails the test."""
    cookie = cast.client("officer").cookies[settings.SESSION_COOKIE_NAME].value
    context = chromium.new_context(locale="th", **options)
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": site}])
    page = context.new_page()
    page.on("console", lambda message: complain(message.type, message.text))
    page.on("pageerror", lambda error: complain("error", str(error)))
    return page


def complain(kind: str, text: str) -> None:
    assert kind not in ("error", "warning"), text


def result_address(site: str, cast: Cast, page: str) -> str:
    return f"{site}/a/{cast.own.pk}/{YEAR}/{page}"


def test_a_proof_opens_branch_by_branch(cast: Cast, live_server: Any, chromium: Browser) -> None:
    donsak(cast)
    page = officer(chromium, cast, str(live_server.url))
    page.goto(result_address(live_server.url, cast, "result/"))
    tree = page.locator(".proof")

    tree.locator("summary", has_text="(IIT)").click()
    expect(tree).to_contain_text("÷ 5 = 94.428")
    tree.locator("summary", has_text="ตัวชี้วัดที่ 4").press("Enter")

    expect(tree).to_contain_text("(70.00 + 95.85 + 91.76) ÷ 3 = 85.87")
    expect(tree).to_contain_text("ประกาศว่า 85.88 แต่คำนวณได้ 85.87")


def test_ticking_moves_total_chart_and_address_at_once(
    cast: Cast, live_server: Any, chromium: Browser
) -> None:
    donsak(cast)
    page = officer(chromium, cast, str(live_server.url), viewport=PHONE)
    page.goto(result_address(live_server.url, cast, "improve/"))
    hatched = page.locator("#picture .only-narrow rect[fill^='url']")
    assert hatched.count() == 0

    page.get_by_label("O15").focus()
    page.keyboard.press("Space")

    expect(page.locator("#outcome")).to_contain_text("95.50")
    expect(page.locator("#missing")).to_contain_text("IIT ขาดอีก 0.57")
    assert hatched.count() > 0
    assert page.url.endswith("improve/?codes=O15")
    page.locator("[name='to.i10']").fill("๑๐๐๐")
    page.get_by_label("i10 ยืม").check()
    expect(page.locator("#outcome")).to_contain_text("ใส่คะแนนไม่เกิน 100")
    page.go_back()
    expect(page.locator("#outcome")).to_contain_text("95.50")


def test_a_result_is_entered_without_javascript(cast: Cast, live_server: Any, chromium: Browser) -> None:
    page = officer(chromium, cast, str(live_server.url), java_script_enabled=False, viewport=PHONE)
    page.goto(result_address(live_server.url, cast, "result/"))
    page.get_by_role("button", name="นำเข้าผล").click()
    page.set_input_files("#file", EXAMPLES / "donsak-2568.xlsx")
    page.get_by_role("button", name="ดูตัวอย่าง").click()
    expect(page.locator("h1")).to_contain_text("ตรวจก่อนบันทึก")
    page.get_by_role("button", name="บันทึกผล").click()

    expect(page.locator(".notice.success, .notice.good")).to_contain_text("บันทึกผลปี 2568 แล้ว")
    page.goto(result_address(live_server.url, cast, "improve/"))
    page.get_by_label("O15").check()
    page.get_by_role("button", name="คำนวณใหม่").click()
    expect(page.locator("#outcome")).to_contain_text("95.50")
    assert str(Result.objects.get().total) == "94.50"
