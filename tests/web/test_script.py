"""What the script adds to a page, in a real browser; and that the page does its work without it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Page, Route, sync_playwright

import prongsai

STATIC = Path(prongsai.__file__).parent / "web" / "static" / "web"
CHROMIUM = shutil.which("chromium")
SITE = "http://prongsai.test"
PAGE = """<!doctype html><html lang="{lang}"><title>x</title><script src="/prongsai.js" defer></script><body>
<div id="messages"></div>
<form id="drop" action="/dropped"><button name="drop" value="7" data-confirm="ลบมาตรการนี้หรือไม่" data-yes="ลบ">x</button></form>
<form id="plain" action="/saved" data-guard><input name="words" aria-label="words"><button>Save</button></form>
<form id="year" action="/year"><select name="year" data-autosubmit aria-label="year"><option>2568<option>2567</select>
<button>Go</button></form>
<form id="sent" method="post" action="/sent"><textarea name="note" aria-label="note"></textarea><button>Send</button></form>
<a href="/elsewhere">away</a>
<dialog id="keys">keys</dialog></body></html>"""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]


def answer(route: Route, lang: str) -> None:
    """Serve the script, and the page for every other address."""
    if route.request.url.endswith(".js"):
        route.fulfill(path=STATIC / "prongsai.js", content_type="text/javascript")
    else:
        route.fulfill(body=PAGE.format(lang=lang), content_type="text/html; charset=utf-8")


@contextmanager
def opened(*, script: bool = True, lang: str = "th") -> Iterator[Page]:
    """Open the page in Chromium; the browser ends with the test."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_context(java_script_enabled=script).new_page()
        page.route("**/*", lambda route: answer(route, lang))
        page.goto(f"{SITE}/")
        yield page
        browser.close()


def questions(page: Page, *, accept: bool) -> list[str]:
    """Answer what the browser itself asks, and return what it asked."""
    asked: list[str] = []

    def reply(dialog: Dialog) -> None:
        asked.append(dialog.type)
        if accept:
            dialog.accept()
        else:
            dialog.dismiss()

    page.on("dialog", reply)
    return asked


def test_what_cannot_be_taken_back_is_asked_first() -> None:
    with opened() as page:
        page.click("#drop button")
        page.get_by_role("dialog", name="ลบมาตรการนี้หรือไม่").wait_for()
        page.get_by_role("button", name="ยกเลิก").click()
        assert page.url == f"{SITE}/"
        assert page.locator("dialog[open]").count() == 0

        page.click("#drop button")
        page.get_by_role("button", name="ลบ", exact=True).click()
        page.wait_for_url(f"{SITE}/dropped?drop=7")


def test_escape_is_a_no() -> None:
    with opened(lang="en") as page:
        page.click("#drop button")
        page.get_by_role("button", name="Cancel").wait_for()
        page.keyboard.press("Escape")

        assert page.url == f"{SITE}/"
        assert page.locator("dialog[open]").count() == 0


def test_a_choice_sends_its_form_and_needs_no_button() -> None:
    with opened() as page:
        assert page.locator("#year button").is_hidden()
        page.select_option("#year select", "2567")
        page.wait_for_url(f"{SITE}/year?year=2567")


def test_unsaved_words_are_not_lost_without_a_warning() -> None:
    with opened() as page:
        asked = questions(page, accept=False)
        page.fill("#plain input", "ร่าง")
        page.click("a", no_wait_after=True)
        page.wait_for_timeout(300)

        assert asked == ["beforeunload"]
        assert page.url == f"{SITE}/"
        assert page.input_value("#plain input") == "ร่าง"


def test_saved_words_are_left_without_a_warning() -> None:
    with opened() as page:
        asked = questions(page, accept=True)
        page.fill("#plain input", "x")
        page.keyboard.press("Control+s")
        page.wait_for_url(f"{SITE}/saved?words=x")

        assert asked == []


def test_the_help_on_keys_opens_with_a_key() -> None:
    with opened() as page:
        page.keyboard.press("Control+/")

        assert page.locator("#keys").is_visible()


def test_a_request_that_failed_is_told() -> None:
    with opened(lang="en") as page:
        page.evaluate("document.body.dispatchEvent(new CustomEvent('htmx:error', {bubbles: true}))")

        assert "What you entered is still on this page" in page.get_by_role("alert").inner_text()


def test_everything_works_without_the_script() -> None:
    with opened(script=False) as page:
        page.click("#drop button")
        page.wait_for_url(f"{SITE}/dropped?drop=7")
        page.select_option("#year select", "2567")
        page.click("#year button")
        page.wait_for_url(f"{SITE}/year?year=2567")


def test_without_a_connection_the_words_stay_on_the_page() -> None:
    with opened() as page:
        page.get_by_label("note").fill("ทำแล้ว")
        page.context.set_offline(True)
        page.get_by_role("button", name="Send").click()
        told = page.locator("#messages [role=alert]").inner_text()

        assert "ส่งไม่สำเร็จ" in told and page.url == f"{SITE}/"
        assert page.get_by_label("note").input_value() == "ทำแล้ว"
        page.context.set_offline(False)
        page.get_by_role("button", name="Send").click()
        page.wait_for_url(f"{SITE}/sent")
