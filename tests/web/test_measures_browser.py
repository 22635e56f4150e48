"""Measures and findings in a real browser: pasting from a spreadsheet, rewording in place, and both without a script."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright
from tests.web.site import Site, new_site

pytestmark = pytest.mark.browser
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
AXE = Path(__file__).parent / "assets" / "axe.min.js"
RUN_AXE = """() => axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    .then(found => found.violations.map(each => each.id + ": " + each.nodes[0].html))"""
BUILD = """
import json
from django.test import Client
from tests.plans import a_measure, a_plan
from tests.web.cast import build
from tests.web.test_measures import don_sak
from prongsai.web.actions import plan as plans, system
from prongsai.web.models import Measure

cast = build()
don_sak(cast)
plans.take(system(), cast.own, plan=a_plan(a_measure(1, codes=("O15",)), a_measure(2)))
browser = Client()
browser.force_login(cast.people["officer"])
print(json.dumps({
    "agency": cast.own.pk,
    "measures": list(Measure.objects.values_list("pk", flat=True)),
    "cookie": browser.cookies["sessionid"].value,
}))
"""
STATE = """
import json
from prongsai.web.models import Measure, Wording
print(json.dumps({
    "measures": [[row.title, row.topic, str(row.begins), str(row.budget)] for row in Measure.objects.all()],
    "steps": [[step.text for step in row.steps.all()] for row in Measure.objects.all()],
    "words": [row.text for row in Wording.objects.all()],
}))
"""
PASTE = """(field, text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    field.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with new_site(tmp_path_factory.mktemp("measures")) as made:
        yield made


@pytest.fixture(scope="module")
def seeded(site: Site) -> Any:
    made = site.python(BUILD)
    site.start()
    return made


@contextmanager
def opened(site: Site, seeded: Any, address: str, *, script: bool = True) -> Iterator[Page]:
    """Open a page of the year as the officer, on a phone; whatever the page's policy forbids fails the test."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=script)
        context.add_cookies([{"name": "sessionid", "value": seeded["cookie"], "url": site.address}])
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.goto(f"{site.address}/a/{seeded['agency']}/2569/{address}")
        yield page
        assert complaints == []
        browser.close()


def test_rows_are_pasted_from_a_spreadsheet(site: Site, seeded: Any) -> None:
    first = seeded["measures"][0]
    with opened(site, seeded, "measures/table/") as page:
        cells = 'ชื่อจาก Excel\t1\t"ด้าน\nสองบรรทัด"\tกองคลัง\t\t\t1 พ.ย. 68\t30 ก.ย. 69\t6\t๑๒,๐๐๐\nชื่อที่สอง\t2\t"ด้าน ""ใหม่"""\n'
        page.locator(f"#id_m{first}-title").evaluate(PASTE, cells)
        page.get_by_role("button", name="บันทึกตาราง").click()
        page.get_by_text("บันทึกแล้ว: แก้ 2 มาตรการ").wait_for()

    assert site.python(STATE)["measures"] == [
        ["ชื่อจาก Excel", "ด้าน สองบรรทัด", "2025-11-01", "12000.00"],
        ["ชื่อที่สอง", 'ด้าน "ใหม่"', "2025-10-01", "1500.50"],
    ]


def test_rows_pasted_at_a_step_become_steps_of_its_measure(site: Site, seeded: Any) -> None:
    first, second = seeded["measures"]
    of_second = site.python(STATE)["steps"][1]
    with opened(site, seeded, "measures/table/") as page:
        page.locator(f"button[value=m{second}]").click()
        assert page.locator(f"#id_m{second}-n2-text").evaluate("field => field === document.activeElement")
        page.locator(f"#id_m{first}-s2-text").evaluate(PASTE, "ก\t2\nข\t3\nค\t4\nง\t5\n")
        page.get_by_role("button", name="บันทึกตาราง").click()
        page.get_by_text("บันทึกแล้ว: แก้ 1 มาตรการ").wait_for()

    assert site.python(STATE)["steps"] == [["กำหนดคิว", "ก", "ข", "ค", "ง"], of_second]


def test_on_a_phone_every_measure_is_a_card_that_can_be_edited(site: Site, seeded: Any) -> None:
    with opened(site, seeded, "measures/table/") as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert page.locator(".sheet").evaluate("sheet => sheet.scrollWidth <= sheet.clientWidth")
        m = f"m{seeded['measures'][0]}"
        topic = page.locator("td", has=page.locator(f"#id_{m}-topic"))
        assert topic.evaluate("cell => getComputedStyle(cell, '::before').content").startswith('"ด้าน"')
        # What is empty of a step waits until the step is entered, and stays where it was filled.
        step = page.locator(f"tr:has(#id_{m}-s1-text)")
        owners, remove = step.locator("textarea[name$=other_owners]"), step.locator("[type=checkbox]")
        assert not owners.is_visible() and not remove.is_visible()
        step.locator("th textarea").click()
        assert owners.is_visible() and remove.is_visible()
        owners.evaluate(PASTE, "ทุกกอง\t")
        page.locator(f"#id_{m}-topic").click()
        assert owners.is_visible() and owners.input_value() == "ทุกกอง" and not remove.is_visible()
        page.evaluate(AXE.read_text("utf-8"))
        assert page.evaluate(RUN_AXE) == []


def test_a_single_cell_is_pasted_as_the_browser_does(site: Site, seeded: Any) -> None:
    with opened(site, seeded, "measures/table/") as page:
        field = page.locator(f"#id_m{seeded['measures'][1]}-topic")
        before = field.input_value()
        field.evaluate(PASTE, "ไม่มีแท็บ")
        # The event was left to the browser, which pastes nothing for an event that a script made.
        assert field.input_value() == before


def test_a_click_anywhere_in_a_cell_enters_it(site: Site, seeded: Any) -> None:
    with opened(site, seeded, "measures/table/") as page:
        # A phone shows fields with a frame instead of cells.
        page.set_viewport_size({"width": 1024, "height": 844})
        field = page.locator(f"#id_m{seeded['measures'][0]}-budget")
        cell = page.locator("td", has=field)
        cell.scroll_into_view_if_needed()
        box, words = cell.bounding_box(), field.bounding_box()
        assert box is not None and words is not None and box["height"] > words["height"] + 8
        cell.click(position={"x": box["width"] / 2, "y": box["height"] - 4})
        assert field.evaluate("field => field === document.activeElement")


@pytest.mark.parametrize("script", [True, False])
def test_a_finding_is_reworded_with_and_without_a_script(site: Site, seeded: Any, script: bool) -> None:
    words = f"ถ้อยคำ {script}"
    with opened(site, seeded, "analysis/#finding.O15", script=script) as page:
        start = page.url
        # Closed, but what the address names is opened by the browser itself.
        article = page.locator("[id='finding.O15']")
        others = page.locator("details.finding:not([open]) article")
        assert others.count() > 10 and not others.first.is_visible()
        article.get_by_role("link", name="แก้ถ้อยคำ").click()
        page.locator("[id='finding.O15'] textarea").fill(words)
        assert (page.url == start) == script
        page.locator("[id='finding.O15']").get_by_role("button", name="บันทึกถ้อยคำ").click()
        page.locator("[id='finding.O15']").get_by_text(words).wait_for()
        page.wait_for_load_state()
        assert page.locator("[id='finding.O15'] textarea").count() == 0
        assert page.locator("summary", has_text="O15").get_by_text("ถ้อยคำของหน่วยงาน").is_visible()
        page.emulate_media(media="print")
        assert others.first.is_visible() and not page.get_by_text("เปิดทุกข้อ").is_visible()
        page.emulate_media(media="screen")
        if script:
            page.evaluate(AXE.read_text("utf-8"))
            assert page.evaluate(RUN_AXE) == []

    assert site.python(STATE)["words"] == [words]


@pytest.mark.parametrize("script", [True, False])
def test_the_history_opens_below_the_measure_or_on_its_page(site: Site, seeded: Any, script: bool) -> None:
    with opened(site, seeded, f"measures/{seeded['measures'][0]}/", script=script) as page:
        start = page.url
        page.get_by_role("link", name="ประวัติการแก้").click()
        page.get_by_text("ใครแก้อะไร เมื่อใด").wait_for()
        assert (page.url == start) == script


def test_a_step_is_added_with_the_keyboard_alone(site: Site, seeded: Any) -> None:
    with opened(site, seeded, f"measures/{seeded['measures'][1]}/edit/") as page:
        rows = page.locator(".step-row").count()
        page.get_by_role("button", name="เพิ่มแถวขั้นตอน").focus()
        page.keyboard.press("Enter")
        page.wait_for_function(f"document.querySelectorAll('.step-row').length > {rows}")
        page.locator(f"#id_steps-{rows}-text").focus()
        page.keyboard.type("ขั้นตอนจากแป้นพิมพ์")
        page.keyboard.press("Control+s")
        page.get_by_text("บันทึกมาตรการแล้ว").wait_for()
        page.get_by_text("ขั้นตอนจากแป้นพิมพ์").wait_for()
