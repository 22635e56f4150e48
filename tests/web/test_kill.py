"""Cutting the power in the middle of 1,000 writes: what was acknowledged is there, nothing is there by half."""

from __future__ import annotations

import http.client
import random
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import lxml.html
import pytest
from tests.command_line import PROGRAM
from tests.web.site import PATIENCE, Site, new_site

WRITES = 1_000
# So many officers save at the same time, each their own measure; so many times the power is cut.
WRITERS = 4
CUTS = 2
BUILD = f"""
import json
from django.test import Client
from tests.web.cast import build
from prongsai.core.plan import Measure, Plan, Step
from prongsai.web.actions import plan as plans, system
from prongsai.web.models import Plan as Kept

cast = build()
measures = tuple(
    Measure(
        id=f"M{{n}}", topic="", title="เขียนครั้งที่ 0", approach="", responsible_units=(), period=None,
        steps=tuple(Step(number=k, text="ขั้นที่ 0") for k in (1, 2, 3)),
    )
    for n in range({WRITERS})
)
plan = Plan(agency=cast.own.name, agency_type=None, fiscal_year=2569, result_year=2568, measures=measures)
plans.take(system(), cast.own, plan=plan)
cookies = []
for _ in measures:
    browser = Client()
    browser.force_login(cast.people["officer"])
    cookies.append(browser.cookies["sessionid"].value)
print(json.dumps({{
    "agency": cast.own.pk,
    "measures": list(Kept.objects.get().measures.values_list("pk", flat=True)),
    "cookies": cookies,
}}))
"""
STATE = """
import json
from prongsai.web.models import AuditEntry, Measure
print(json.dumps({
    "measures": {
        row.pk: [row.title, row.version, list(row.steps.values_list("text", flat=True))]
        for row in Measure.objects.all()
    },
    "log": [
        [entry.target, entry.change] for entry in AuditEntry.objects.filter(action="plan.edit").order_by("number")
    ],
}))
"""


class Writer(threading.Thread):
    """An officer who saves the same measure again and again through its page, and notes what was acknowledged."""

    def __init__(self, site: Site, seeded: dict[str, Any], place: int, first: int) -> None:
        super().__init__(daemon=True)
        self.site, self.first = site, first
        self.measure: int = seeded["measures"][place]
        self.address = f"/a/{seeded['agency']}/2569/measures/{self.measure}/edit/"
        self.cookies = {"sessionid": seeded["cookies"][place]}
        self.acknowledged: list[int] = []
        self.refused: list[str] = []

    def run(self) -> None:
        try:
            form = self.opened()
            for number in range(self.first, self.first + WRITES // WRITERS):
                self.write(form, number)
        except (OSError, http.client.HTTPException):
            return  # The power is cut.

    def opened(self) -> list[tuple[str, str]]:
        """Open the form as a browser does; give its fields."""
        forms = lxml.html.document_fromstring(self.ask("GET")).forms
        return list(next(each for each in forms if "title" in each.fields).form_values())

    def write(self, form: list[tuple[str, str]], number: int) -> None:
        """Change title and steps and send the form; whatever number is in one place is to be in all."""
        for place, (name, value) in enumerate(form):
            if name == "title":
                form[place] = (name, f"เขียนครั้งที่ {number}")
            elif name.endswith("-text") and value.strip():
                form[place] = (name, f"ขั้นที่ {number}")
        self.ask("POST", urlencode(form))
        self.acknowledged.append(number)
        # What was just saved is what the next one changes.
        form[:] = [(name, str(int(value) + 1) if name == "version" else value) for name, value in form]

    def ask(self, method: str, body: str = "") -> str:
        client = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=PATIENCE)
        try:
            kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            headers = {"Cookie": kept, "Content-Type": "application/x-www-form-urlencoded"}
            client.request(method, self.address, body or None, headers)
            answer = client.getresponse()
            for line in answer.headers.get_all("Set-Cookie") or []:
                name, _, value = line.partition(";")[0].partition("=")
                self.cookies[name] = value
            text = answer.read().decode()
            if answer.status != {"GET": 200, "POST": 302}[method]:
                self.refused.append(f"{answer.status} {text}")
                raise http.client.HTTPException(answer.status)
            return text
        finally:
            client.close()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with new_site(tmp_path) as made:
        yield made


def write_until_cut(site: Site, seeded: dict[str, Any], first: int, seconds: float) -> list[Writer]:
    """Let all write, and kill everything at a moment that nobody chose."""
    writers = [Writer(site, seeded, place, first) for place in range(WRITERS)]
    for each in writers:
        each.start()
    limit = time.monotonic() + PATIENCE
    while not all(each.acknowledged for each in writers) and time.monotonic() < limit:
        assert not any(each.refused for each in writers), [each.refused for each in writers]
        time.sleep(0.01)
    time.sleep(seconds)
    site.kill()
    for each in writers:
        each.join(PATIENCE)
    assert not any(each.refused for each in writers), [each.refused for each in writers]
    return writers


def number_in(text: str) -> int:
    return int(text.rsplit(" ", 1)[1])


def test_no_acknowledged_write_is_lost_and_none_is_half_done(site: Site) -> None:
    seeded = site.python(BUILD)
    acknowledged: dict[int, list[int]] = {pk: [] for pk in seeded["measures"]}
    moment = random.Random()  # noqa: S311 - any moment will do

    for cut in range(CUTS):
        site.start("--workers", "2")
        writers = write_until_cut(site, seeded, 1 + cut * WRITES, moment.uniform(0.2, 1.2))
        for each in writers:
            acknowledged[each.measure] += each.acknowledged
    site.start()
    state = site.python(STATE)

    verified = site.run(PROGRAM, "audit", "verify")
    assert "not whole" not in verified
    logged: dict[str, list[dict[str, Any]]] = {}
    for target, change in state["log"]:
        logged.setdefault(target, []).append(change)
    for pk, (title, version, steps) in state["measures"].items():
        written = [
            number_in(change["fields"]["title"][1])
            for change in logged.get(f"measure:{pk}", [])
            if "fields" in change
        ]
        lost = set(acknowledged[int(pk)]) - set(written)
        assert not lost, f"acknowledged, and not in the log: {lost}"
        assert len(written) == len(set(written)), "no write was done twice"
        # At each cut one write may have been done without its answer having arrived.
        assert len(written) - len(acknowledged[int(pk)]) <= CUTS
        assert number_in(title) == written[-1], "measure and log agree"
        assert version == 1 + len(written)
        assert [number_in(step) for step in steps] == [written[-1]] * 3, (
            "the steps were saved with their measure"
        )
    total = sum(map(len, acknowledged.values()))
    print(f"{CUTS} cuts in {CUTS * WRITES} writes: {total} acknowledged, all there; {verified.strip()}")
    assert total >= WRITERS * CUTS
