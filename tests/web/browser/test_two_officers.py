"""Two officers with one measure open: the second is told who came first, and both changes stand."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect
from tests.web.browser import steps
from tests.web.browser.office import SET_UP
from tests.web.browser.sites import DemoSite
from tests.web.browser.someone import Town

pytestmark = pytest.mark.browser
FIRST, SECOND = "ทบทวนคู่มือการยืมทรัพย์สิน", "ทบทวนคู่มือการยืมทรัพย์สินทุกกอง"


def test_the_second_is_told_and_puts_both_together(chromium: Browser, demo: DemoSite) -> None:
    town = Town(chromium, demo, demo.python(SET_UP.format(place="two-officers")))
    with town.comes("officer") as one, town.comes("deputy") as two:
        steps.import_result(one)
        steps.make_measures(one)
        measure = one.page.url
        for each in (one, two):
            each.page.goto(measure)
            each.press("แก้มาตรการนี้", "Edit this measure")
        one.write("ชื่อมาตรการ", "Title", FIRST)
        one.press("บันทึกมาตรการ", "Save the measure")
        two.write("ชื่อมาตรการ", "Title", SECOND)
        two.write("งบประมาณ", "Budget", "๑๒,๐๐๐")
        two.press("บันทึกมาตรการ", "Save the measure")

        expect(two.page.get_by_role("heading", level=1)).to_have_text("มีผู้แก้มาตรการเดียวกันก่อนท่านบันทึก")
        two.sees("อรุณ ใจดี")
        two.page.get_by_role("group", name="ชื่อมาตรการ").get_by_label("ของท่าน").check()
        two.press("บันทึกตามที่เลือก", "Save as chosen")

        expect(two.page.get_by_role("heading", level=1)).to_have_text(SECOND)
        two.sees("12,000")
        one.page.reload()
        one.sees(SECOND)
