"""The core of a year, from the result to the sealed memo, as officer, unit member and approvers walk it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from tests.web.browser import printed, steps
from tests.web.browser.chromium import PHONE
from tests.web.browser.office import SET_UP
from tests.web.browser.sites import DemoSite
from tests.web.browser.someone import Town

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("lang", ["th", "en"])
def test_from_the_result_to_the_sealed_memo(lang: str, chromium: Browser, demo: DemoSite) -> None:
    town = Town(chromium, demo, demo.python(SET_UP.format(place=f"year-{lang}")), lang)
    with town.comes("officer") as officer:
        steps.import_result(officer)
        steps.reword(officer)
        steps.make_measures(officer)
        steps.open_rounds(officer)
        steps.send_memo(officer, 1)
    with town.comes("member", PHONE) as member:
        steps.report(member)
    with town.comes("head") as head:
        steps.approve(head, 1)
    with town.comes("clerk") as clerk:
        steps.send_back(clerk)
    with town.comes("officer") as officer:
        officer.sees("ส่งคืน", "returned")
        steps.send_memo(officer, 2, number=str(town.agency))
    for who in ("head", "clerk", "mayor"):
        with town.comes(who, PHONE if who == "mayor" else None) as approver:
            steps.approve(approver, 2)
    with town.comes("officer") as officer:
        paper = steps.take_sealed(officer)
        address = printed.address_in(paper)

        assert steps.verdict(town, paper)["state"] == "sound"
        assert address.startswith(f"{demo.address}/verify/PS-")
        steps.look_up(town, address)
