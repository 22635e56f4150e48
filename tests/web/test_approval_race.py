"""Decisions at the same moment, on a real server with several processes: one counts, whichever it is, and it is whole."""

from __future__ import annotations

import threading
import urllib.parse
import urllib.request
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path
from typing import Any

import pytest
from tests.command_line import run
from tests.web.site import PATIENCE, Site, new_site

AT_ONCE = 4
BUILD = """
import json
from django.test import Client
from tests.web.cast import build as cast
from tests.web.paper_cast import build
office = build(cast())
version = office.submitted("memo")
office.decide(version, "head", "clerk")
def cookie(station):
    return office.client(station).cookies["sessionid"].value
print(json.dumps({"path": office.path("memo/"), "mayor": cookie("executive"), "officer": cookie("officer")}))
"""
STATE = """
import json
from prongsai.web.models import AuditEntry, Paper, PaperVersion
paper, version = Paper.objects.get(), PaperVersion.objects.get()
print(json.dumps({
    "stage": paper.stage,
    "decisions": list(version.decisions.values_list("decision", flat=True)),
    "sealed": bytes(version.sealed or b"").hex(),
    "code": version.code,
    "ends": [entry.change["stage"][1] for entry in AuditEntry.objects.filter(action__in=[
        "paper.decide", "paper.withdraw"]).order_by("number") if "stage" in entry.change],
}))
"""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with new_site(tmp_path) as made:
        yield made


class Still(urllib.request.HTTPErrorProcessor):
    """Takes every answer as it is."""

    def http_response(self, request: Any, response: Any) -> Any:
        return response

    https_response = http_response


class Hand(threading.Thread):
    """Somebody with the page open, who presses a button when all do."""

    def __init__(self, address: str, cookie: str, press: dict[str, str], gate: threading.Barrier) -> None:
        super().__init__(daemon=True)
        self.address, self.cookie, self.press, self.gate = address, f"sessionid={cookie}", press, gate
        self.status = 0

    def run(self) -> None:
        token = "t" * 32
        body = urllib.parse.urlencode({**self.press, "csrfmiddlewaretoken": token}).encode()
        request = urllib.request.Request(self.address, body)  # noqa: S310 - our own server
        request.add_header("Cookie", f"{self.cookie}; csrftoken={token}")
        self.gate.wait(PATIENCE)
        answer: HTTPResponse = urllib.request.build_opener(Still()).open(request, timeout=PATIENCE)
        self.status = answer.status


def test_of_many_decisions_at_the_same_moment_one_counts(site: Site, tmp_path: Path) -> None:
    seeded = site.python(BUILD)
    site.start("--workers", "4")
    path, gate = f"{site.address}{seeded['path']}", threading.Barrier(2 * AT_ONCE + 1)
    approve = {"do": "approve", "sure": "1", "version": "1", "comment": "อนุมัติ"}
    give_back = {"do": "return", "version": "1", "comment": "แก้วันที่"}
    hands = [
        *(Hand(f"{path}decide/", seeded["mayor"], approve, gate) for _ in range(AT_ONCE)),
        *(Hand(f"{path}decide/", seeded["mayor"], give_back, gate) for _ in range(AT_ONCE)),
        Hand(f"{path}withdraw/", seeded["officer"], {"version": "1", "reason": ""}, gate),
    ]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join(PATIENCE)

    state = site.python(STATE)

    assert {hand.status for hand in hands} <= {302, 403}
    assert len(state["ends"]) == 1
    assert state["ends"] == [state["stage"]]
    last = {"approved": "approved", "returned": "returned", "draft": "closed"}[state["stage"]]
    assert state["decisions"] == ["submitted", "approved", "approved", last]
    assert bool(state["sealed"]) == (state["stage"] == "approved") == bool(state["code"])
    if state["sealed"]:
        file = tmp_path / "approved.pdf"
        file.write_bytes(bytes.fromhex(state["sealed"]))
        assert run("verify", file).exit_code == 0


def test_all_the_same_approvals_make_one_seal(site: Site) -> None:
    seeded = site.python(BUILD)
    site.start("--workers", "4")
    gate = threading.Barrier(2 * AT_ONCE)
    press = {"do": "approve", "sure": "1", "version": "1", "comment": ""}
    address = f"{site.address}{seeded['path']}decide/"
    hands = [Hand(address, seeded["mayor"], press, gate) for _ in range(2 * AT_ONCE)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join(PATIENCE)

    state = site.python(STATE)

    assert [hand.status for hand in hands] == [302] * len(hands)
    assert (state["stage"], state["ends"]) == ("approved", ["approved"])
