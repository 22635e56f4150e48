"""Every page in both languages, on a desk and a phone, in light and dark: nothing unreadable, nothing left over."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from tests.web.browser.audit import Auditor
from tests.web.browser.pages import YEAR, Visitors, paths, states
from tests.web.browser.sites import DemoSite, person_in

pytestmark = pytest.mark.browser
FEWEST_PAGES = 60


@pytest.mark.parametrize("lang", ["th", "en"])
def test_every_page_can_be_read_by_everyone(lang: str, chromium: Browser, demo: DemoSite) -> None:
    visitors = Visitors(chromium, demo, lang)
    auditors = {who: Auditor(context, demo.data_words) for who, context in visitors.contexts.items()}
    tabs = {who: context.new_page() for who, context in visitors.contexts.items()}
    wrong, seen = [], set()
    for name, path in [*paths(demo.ids), *states(demo.ids)]:
        who = visitors.first_to_see(path)
        if who is not None:
            tabs[who].goto(path)
            seen.add(path)
            wrong += [f"{name} {path}: {fault}" for fault in auditors[who].faults(tabs[who], lang)]
    visitors.close()

    assert not wrong, "\n".join(wrong)
    assert len(seen) > FEWEST_PAGES


@pytest.mark.parametrize("lang", ["th", "en"])
def test_what_goes_wrong_can_be_read_as_well(lang: str, chromium: Browser, demo: DemoSite) -> None:
    """Pages of errors, and forms that come back: in the same language, and as easy to read."""
    own, wrong = f"/a/{demo.ids['own']}/{YEAR}", []
    with person_in(chromium, demo, "napho", lang) as context:
        auditor, page = Auditor(context, demo.data_words), context.new_page()
        auditor.told.clear()
        for path, status in ((f"{own}/result/", 403), ("/no/such/page/", 404), ("/verify/PS-1/", 404)):
            answer = page.goto(path)
            assert answer is not None and answer.status == status, path
            wrong += [f"{path}: {fault}" for fault in auditor.faults(page, lang)]
        for path in _forms(demo.ids["agencies"]["อบต.นาโพธิ์"]):
            page.goto(path)
            # Some browsers refuse an empty field themselves; what the site says is seen in the others.
            page.evaluate("document.querySelectorAll('form').forEach(form => { form.noValidate = true; })")
            # An answer comes before its page has its looks, so the page is waited for.
            with page.expect_navigation() as waiting:
                page.get_by_role("main").locator("form[method=post] [type=submit]:visible").last.click()
            assert waiting.value.request.method == "POST"
            assert waiting.value.status == 422, path
            wrong += [f"{path}: {fault}" for fault in auditor.faults(page, lang)]

    assert not wrong, "\n".join(wrong)


def _forms(agency: int) -> tuple[str, ...]:
    """Forms of an officer that cannot be taken empty."""
    here = f"/a/{agency}/2570"
    return (f"{here}/result/import/", f"{here}/result/enter/", f"{here}/measures/import/", "/verify/")
