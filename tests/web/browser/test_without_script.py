"""Entry and approval in a browser that runs no script: every step is a page of its own, and nothing is missing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from tests.web.browser import steps
from tests.web.browser.chromium import PHONE
from tests.web.browser.office import SET_UP
from tests.web.browser.sites import DemoSite
from tests.web.browser.someone import Town

pytestmark = pytest.mark.browser


def test_entry_and_approval_without_a_script(chromium: Browser, demo: DemoSite) -> None:
    town = Town(chromium, demo, demo.python(SET_UP.format(place="without-script")))
    with town.comes("officer", script=False) as officer:
        steps.enter_by_hand(officer)
        steps.take_measures(officer)
        steps.open_rounds(officer)
        steps.send_memo(officer, 1)
    for who in ("head", "clerk", "mayor"):
        with town.comes(who, PHONE, script=False) as approver:
            steps.approve(approver, 1)
    with town.comes("officer", script=False) as officer:
        assert steps.verdict(town, steps.take_sealed(officer))["state"] == "sound"
