"""How long a register of the whole country takes, and how long others wait meanwhile, on SQLite and PostgreSQL.

    .venv/bin/python -m bench.register [AGENCIES]

The site runs as an operator starts it. One person uploads, looks and confirms; another saves their settings all the
while, as fast as the site answers.
"""

from __future__ import annotations

import os
import platform
import re
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import requests
from bench.web import at, databases, version_of
from tests.web.site import Site, new_site

from prongsai.core.register import AgencyRow, PersonRow, Register
from prongsai.core.text import Text
from prongsai.render.register import register_workbook

AGENCIES = 8_300
SIGN_IN = """
import json
from django.test import Client
from prongsai.web.models import Person

cookies = {}
for name in ("importer", "other"):
    browser = Client()
    browser.force_login(Person.objects.create_user(f"{name}@example.go.th", name=name, is_administrator=True))
    cookies[name] = browser.cookies["sessionid"].value
print(json.dumps(cookies))
"""
PAGE = "/agencies/import/"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
PAUSE = 0.2
PATIENCE = 300
T = TypeVar("T")


class Browser:
    """Somebody who is signed in."""

    def __init__(self, site: Site, cookie: str) -> None:
        self._site, self._session = site, requests.Session()
        self._session.cookies["sessionid"] = cookie

    def get(self, path: str) -> str:
        answer = self._session.get(self._site.address + path, timeout=PATIENCE)
        answer.raise_for_status()
        return answer.text

    def post(self, path: str, token: str, fields: dict[str, str] | None = None, file: bytes = b"") -> str:
        """Send a form and return where it leads."""
        answer = self._session.post(
            self._site.address + path,
            data={"csrfmiddlewaretoken": token, **(fields or {})},
            files={"file": ("country.xlsx", file)} if file else None,
            allow_redirects=False,
            timeout=PATIENCE,
        )
        if not answer.is_redirect:
            raise RuntimeError(f"{path}: {answer.status_code}")
        return answer.headers["Location"]

    def token(self, path: str) -> str:
        """Return what a form of the page must be sent with."""
        found = TOKEN.search(self.get(path))
        if found is None:
            raise RuntimeError(f"{path}: no form")
        return found[1]


def country(agencies: int) -> bytes:
    """Return a workbook with a province a hundred agencies, and two people in each of them."""
    tops = [AgencyRow(name=f"จังหวัดที่ {n:02}", province=f"เมือง{n:02}") for n in range(-(-agencies // 100))]
    below = [
        AgencyRow(name=f"อบต.ที่ {n:04}", type="sao", province=tops[n // 100].province, supervisor=tops[n // 100].ref)
        for n in range(agencies)
    ]  # fmt: skip
    people = [
        PersonRow(agency=each.ref, name=f"คนที่ {n} {role}", email=f"{role}{n}@tambon.example.go.th", roles=(role,), position="นักวิเคราะห์")
        for n, each in enumerate(below)
        for role in ("officer", "executive")
    ]  # fmt: skip
    return register_workbook(
        {"finance": Text("กองคลัง")}, Register(agencies=(*tops, *below), people=tuple(people))
    )


def main(agencies: int) -> None:
    file = country(agencies)
    print(f"{platform.platform()}, {os.cpu_count()} cores; {agencies} agencies, {len(file) / 1e6:.1f} MB")
    for name, address in databases().items():
        os.environ["DATABASE_URL"] = address
        with tempfile.TemporaryDirectory() as folder, new_site(Path(folder)) as site:
            cookies = site.python(SIGN_IN)
            site.start()
            measure(f"{name} {version_of(site)}", site, cookies, file)
            site.stop()


def measure(name: str, site: Site, cookies: dict[str, str], file: bytes) -> None:
    print(f"\n{name}")
    other, browser = Other(Browser(site, cookies["other"])), Browser(site, cookies["importer"])
    other.saves_during("nothing", lambda: time.sleep(2))
    token = browser.token(PAGE)
    look = timed("upload answered", lambda: browser.post(PAGE, token, file=file))
    other.saves_during("looked at", lambda: ended(browser, look))
    token = timed("preview shown", lambda: browser.token(look))
    job = timed("confirmation answered", lambda: browser.post(look, token))
    other.saves_during("taken in", lambda: ended(browser, job))


def ended(browser: Browser, job: str) -> None:
    while "every 2s" in browser.get(job):
        time.sleep(PAUSE)


def timed(what: str, call: Callable[[], T]) -> T:
    begun = time.perf_counter()
    found = call()
    print(f"{what:<24}{time.perf_counter() - begun:>8.2f} s", flush=True)
    return found


class Other:
    """Somebody else, who changes their settings again and again."""

    def __init__(self, browser: Browser) -> None:
        self._browser, self._token = browser, browser.token("/me/")

    def saves_during(self, what: str, work: Callable[[], object]) -> None:
        """Do `work` and tell how long it took, and how long each of the changes meanwhile."""
        times: list[float] = []
        over = threading.Event()

        def save() -> None:
            while not over.is_set():
                begun = time.perf_counter()
                digits = ("thai", "arabic")[len(times) % 2]
                self._browser.post("/me/edition/", self._token, {"digits": digits, "next": "/me/"})
                times.append(time.perf_counter() - begun)
                time.sleep(PAUSE / 4)

        thread = threading.Thread(target=save)
        thread.start()
        try:
            timed(what, work)
        finally:
            over.set()
            thread.join()
        times.sort()
        words = f"{len(times)} saved meanwhile: p50 {at(times, 50):.2f} s, p95 {at(times, 95):.2f} s"
        print(f"    {words}, longest {times[-1]:.2f} s", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else AGENCIES)
