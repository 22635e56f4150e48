"""From a published paper to a result: sent in, one value corrected, taken over – as people do it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from tests.web.browser.chromium import PHONE
from tests.web.browser.office import SET_UP
from tests.web.browser.sites import DemoSite
from tests.web.browser.someone import Someone, Town
from tests.web.read_cast import NAME, TEXT

pytestmark = pytest.mark.browser
# Looks, half a second apart.
LONGEST_READING = 240


def take_a_paper_over(officer: Someone, town: Town) -> None:
    """Go from the empty result page to the result that was read."""
    page = officer.page
    page.goto(f"{town.path}result/")
    officer.follow("อ่านจากเอกสารเดิม", "Read it from existing papers")
    page.locator("#files").set_input_files({"name": NAME, "mimeType": "text/plain", "buffer": TEXT.encode()})
    officer.press("ส่งให้อ่าน", "Have them read")
    wait_until_read(officer)
    officer.follow("รายงานวิเคราะห์ 2568", "รายงานวิเคราะห์ 2568")
    officer.sees("ต้องตรวจอีก 1 ค่า", "Still to be looked at")
    officer.press("ตรวจค่าแรก", "Look at the first value in doubt")
    officer.press("ใช้ค่าที่เสนอ 86.67", "Take the proposal 86.67")
    officer.sees("ตรวจครบแล้ว", "No value is in doubt any more")
    officer.press("รับทุกค่าที่อ่านได้ชัด", "Accept all that are sure")
    # Only what was corrected differs from what is printed.
    officer.write("คะแนนรวม", "Total", "๘๗.๖๘")
    officer.press("ยืนยัน คะแนนรวม", "Confirm Total")
    officer.press("ดูสิ่งที่จะรับเข้า", "See what would be taken over")
    officer.sees("86.67")
    officer.press("รับเข้าตามที่เลือก", "Take over what is chosen")
    officer.sees("87.68")
    officer.sees("อ่านจากเอกสาร", "Read from")


def wait_until_read(officer: Someone) -> None:
    """Look again until the worker is done; without a script nothing else would."""
    ready = officer.page.get_by_role("link", name=NAME, exact=True)
    for _ in range(LONGEST_READING):
        if ready.first.is_visible():
            return
        officer.page.wait_for_timeout(500)
        officer.page.reload()
    expect(ready.first).to_be_visible()


@pytest.mark.parametrize(
    ("place", "how"),
    [
        ("read", {}),
        ("read-keys", {"keys": True}),
        ("read-without", {"script": False}),
        ("read-phone", {"size": PHONE}),
    ],
)
def test_a_published_paper_becomes_a_result(
    chromium: Browser, demo: DemoSite, place: str, how: dict[str, Any]
) -> None:
    town = Town(chromium, demo, demo.python(SET_UP.format(place=place)))
    with town.comes("officer", **how) as officer:
        take_a_paper_over(officer, town)
