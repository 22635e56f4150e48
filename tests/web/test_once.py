"""A form whose button is pressed twice is taken once, with and without a second process."""

from __future__ import annotations

import datetime
import re
import threading
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.evidence_files import png
from tests.web.cast import Cast, signed_in
from tests.web.rounds import measure, opened
from tests.web.site import PATIENCE, Site, new_site
from tests.web.test_measures_merge import Still

from prongsai.web.actions import job as jobs
from prongsai.web.actions import system
from prongsai.web.actions.once import FIELD
from prongsai.web.clock import now
from prongsai.web.jobs import run
from prongsai.web.models import ChainLink, Evidence, Measure, Membership, Person, Sent, Unit

YEAR = 2569


def address(cast: Cast, page: str) -> str:
    return f"/a/{cast.own.pk}/{YEAR}/{page}"


def number_in(page: str) -> str:
    """The number that a page gave its form."""
    found: list[str] = re.findall(rf'name="{FIELD}" value="([^"]+)"', page)
    assert len(found) == 1
    return found[0]


def a_measure(number: str, title: str = "เปิดเผยแผนจัดซื้อจัดจ้าง") -> dict[str, str]:
    steps = {"steps-TOTAL_FORMS": "0", "steps-INITIAL_FORMS": "0"}
    return {"title": title, "rounds": "12m", "topic": "", **steps, FIELD: number}


def test_a_double_click_adds_one_measure_and_leads_to_it(cast: Cast) -> None:
    client, new = cast.client("officer"), address(cast, "measures/new/?from=blank")
    number = number_in(client.get(new).content.decode())

    answers = [client.post(new, a_measure(number)) for _ in range(3)]

    measure = Measure.objects.get()
    assert {(each.status_code, each["Location"]) for each in answers} == {
        (302, address(cast, f"measures/{measure.pk}/"))
    }


def test_each_page_gives_a_number_of_its_own(cast: Cast) -> None:
    client, new = cast.client("officer"), address(cast, "measures/new/?from=blank")
    numbers = {number_in(client.get(new).content.decode()) for _ in range(3)}

    for number in numbers:
        client.post(new, a_measure(number))

    assert len(numbers) == Measure.objects.count() == 3


def test_who_goes_back_and_writes_something_else_adds_another(cast: Cast) -> None:
    client, new = cast.client("officer"), address(cast, "measures/new/?from=blank")

    for title in ("หนึ่ง", "สอง", "หนึ่ง"):
        client.post(new, a_measure("the same", title))

    assert sorted(Measure.objects.values_list("title", flat=True)) == ["สอง", "หนึ่ง"]


def test_a_number_is_that_of_one_person(cast: Cast) -> None:
    colleague = Person.objects.create_user("second@example.go.th", name="มาลี ตัวอย่าง")
    Membership.objects.create(person=colleague, agency=cast.own, role="officer")

    for client in (cast.client("officer"), signed_in(colleague)):
        client.post(address(cast, "measures/new/?from=blank"), a_measure("the same"))

    assert Measure.objects.count() == 2


def test_a_form_that_was_not_taken_may_be_sent_again_as_it_is(cast: Cast) -> None:
    client, new = cast.client("officer"), address(cast, "measures/new/?from=blank")

    assert [client.post(new, a_measure("x", "")).status_code for _ in range(2)] == [422, 422]
    assert not Sent.objects.exists()
    # Nor does the number of somebody who may not do it stay.
    assert cast.client("executive").post(new, a_measure("x")).status_code == 403
    assert not Sent.objects.exists() and not Measure.objects.exists()


@pytest.mark.parametrize(("page", "words"), [("chain/", "r0-position"), ("units/", "r0-name")])
def test_places_and_units_are_added_once(cast: Cast, page: str, words: str) -> None:
    client, there = cast.client("officer"), address(cast, f"agency/{page}")
    number = number_in(client.get(there).content.decode())
    sent = {"do": "add", "row": "0", words: "กองสวัสดิการสังคม", FIELD: number}

    assert [client.post(there, sent).status_code for _ in range(2)] == [302, 302]
    places = ChainLink.objects.filter(position="กองสวัสดิการสังคม").count()
    assert places + Unit.objects.filter(name="กองสวัสดิการสังคม").count() == 1


def test_evidence_comes_in_once(cast: Cast, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    opened(cast)
    client, there = cast.client("unit_member"), address(cast, f"followup/6m/{measure('m1').pk}/1/")
    number = number_in(client.get(there).content.decode())

    def press(name: str) -> int:
        data = {"status": "done", "done_note": "ติดป้ายแล้ว", "version": "0", FIELD: number}
        return client.post(there, {**data, "attachments": [SimpleUploadedFile(name, png())]}).status_code

    assert [press("ป้าย.png") for _ in range(2)] == [302, 302]
    assert Evidence.objects.count() == 1
    # Another file is another form; the report has changed since that page was opened.
    assert press("อีกป้าย.png") == 409


def test_numbers_of_yesterday_are_thrown_away(cast: Cast) -> None:
    for key, hours in (("old", 25), ("new", 23)):
        Sent.objects.create(key=key, at=now() - datetime.timedelta(hours=hours))

    chore = jobs.start(system(), None, "housekeeping", {"day": "2026-04-20"})
    run.run(chore.pk)

    assert [each.key for each in Sent.objects.all()] == ["new"]


# With processes

BUILD = """
import json
from django.test import Client
from tests.web.cast import build
cast = build()
browser = Client()
browser.force_login(cast.people["officer"])
print(json.dumps({"agency": cast.own.pk, "cookie": browser.cookies["sessionid"].value}))
"""
STATE = """
import json
from prongsai.web.models import AuditEntry, Measure
print(json.dumps([Measure.objects.count(), AuditEntry.objects.filter(target__startswith="measure:").count()]))
"""
AT_ONCE = 8


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with new_site(tmp_path) as made:
        yield made


class Click(threading.Thread):
    """Presses the button of a form as soon as all others are about to."""

    def __init__(self, request: urllib.request.Request, gate: threading.Barrier) -> None:
        super().__init__(daemon=True)
        self.request, self.gate, self.led_to = request, gate, ""

    def run(self) -> None:
        self.gate.wait(PATIENCE)
        with urllib.request.build_opener(Still()).open(self.request) as answer:
            self.led_to = f"{answer.status} {answer.headers['Location']}"


def test_of_many_clicks_at_the_same_moment_one_is_taken(site: Site) -> None:
    seeded = site.python(BUILD)
    site.start("--workers", "4")
    new = f"{site.address}/a/{seeded['agency']}/{YEAR}/measures/new/?from=blank"
    cookie = f"sessionid={seeded['cookie']}"
    with urllib.request.urlopen(urllib.request.Request(new, headers={"Cookie": cookie})) as page:  # noqa: S310
        token = page.headers["Set-Cookie"].partition(";")[0]
        text = page.read().decode()
    form = {**a_measure(number_in(text)), "csrfmiddlewaretoken": token.partition("=")[2]}
    gate = threading.Barrier(AT_ONCE)
    clicks = [
        Click(
            urllib.request.Request(  # noqa: S310
                new, urllib.parse.urlencode(form).encode(), headers={"Cookie": f"{cookie}; {token}"}
            ),
            gate,
        )
        for _ in range(AT_ONCE)
    ]
    for click in clicks:
        click.start()
    for click in clicks:
        click.join(PATIENCE)

    (led_to,) = {click.led_to for click in clicks}
    assert led_to.startswith("302 /a/")
    assert site.python(STATE) == [1, 1]
