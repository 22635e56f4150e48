"""Every page in both languages, on a desk and a phone, in light and dark: nothing unreadable, nothing left over."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from tests.web.browser.audit import Auditor
from tests.web.browser.pages import Visitors, paths, states
from tests.web.browser.sites import DemoSite

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
