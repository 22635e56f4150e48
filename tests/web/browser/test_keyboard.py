"""The journey with a keyboard alone: Tab, Enter and Space reach everything, and the focus can always be seen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect
from tests.web.browser import steps
from tests.web.browser.chromium import PHONE
from tests.web.browser.office import SET_UP
from tests.web.browser.sites import DemoSite
from tests.web.browser.someone import MOST_TABS, Someone, Town

pytestmark = pytest.mark.browser


def report_briefly(member: Someone) -> None:
    member.turn_to("ติดตาม", "Follow-up")
    member.press("รายงานมาตรการของฉัน", "Report on my measures")
    member.open_first("สำนักปลัดเทศบาล")
    member.press("รายงาน", "Report on")
    member.tick("ดำเนินการแล้วเสร็จ", "Done")
    member.write("สิ่งที่ทำ", "What was done", "ประชุมแล้ว")
    member.press("บันทึก", "Save")
    member.sees("ประชุมแล้ว")


def test_the_keyboard_alone_gets_through_the_year(chromium: Browser, demo: DemoSite) -> None:
    town = Town(chromium, demo, demo.python(SET_UP.format(place="keyboard")))
    with town.comes("officer", keys=True) as officer:
        steps.enter_by_hand(officer)
        steps.take_measures(officer)
        steps.give_first(officer)
        steps.open_rounds(officer)
        steps.send_memo(officer, 1)
    with town.comes("member", PHONE, keys=True) as member:
        report_briefly(member)
    for who in ("head", "clerk", "mayor"):
        with town.comes(who, keys=True) as approver:
            steps.approve(approver, 1)


def test_first_the_content_and_at_last_round_again(chromium: Browser, demo: DemoSite) -> None:
    """The first stop leads past the menus; after the last comes the first: nothing holds the focus."""
    town = Town(chromium, demo, demo.python(SET_UP.format(place="round")))
    with town.comes("officer") as officer:
        page = officer.page
        page.goto(f"{town.path}result/enter/")
        page.keyboard.press("Tab")
        expect(officer.named("link", "ข้ามไปที่เนื้อหา", "Skip to the content")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("main")).to_be_focused()
        stops = []
        for _ in range(MOST_TABS):
            page.keyboard.press("Tab")
            stops.append(page.evaluate("document.activeElement.className"))
            if stops[-1] == "skip":
                break

        assert stops[-1] == "skip"


def test_what_is_wrong_is_read_first(chromium: Browser, demo: DemoSite) -> None:
    town = Town(chromium, demo, demo.python(SET_UP.format(place="wrong")))
    with town.comes("officer", keys=True) as officer:
        officer.page.goto(f"{town.path}result/enter/")
        officer.write("คะแนนรวมที่ประกาศ", "Announced total", "เก้าสิบ")
        officer.press("ดูตัวอย่างก่อนบันทึก", "Preview before saving")

        expect(officer.page.get_by_role("alert")).to_be_focused()
        expect(officer.page.get_by_role("alert")).to_contain_text("เก้าสิบ")
        expect(officer.field("คะแนนรวมที่ประกาศ", "Announced total")).to_have_value("เก้าสิบ")
