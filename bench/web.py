"""How long pages take with the whole country in the database: python -m bench.web [REQUESTS]

8,300 agencies with five years of results, served as `prongsai serve` does it, on SQLite and, where a server answers, on
PostgreSQL (TEST_DATABASE_URL or the one on this machine). Times are what one browser waits for, page after page, on the
same machine; beside them stand two limits of the same run: a file that is only handed out, and a plain SELECT.
Nothing here is a test; the machine is printed with it.
"""

from __future__ import annotations

import getpass
import http.client
import os
import platform
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import psycopg
from tests.web.site import Site, new_site

REQUESTS = 200
WARM_UP = 10
AIM = 0.100
# The year of the measures that some agencies of the country have.
YEAR = 2569
BUILD = """
import json
from dataclasses import asdict
from django.test import Client
from tests.web import scale
from prongsai.web.models import Person

country = scale.build()
scale.analyze()
cookies = {}
for role in ("officer", "supervisor", "administrator"):
    browser = Client()
    browser.force_login(Person.objects.get(pk=getattr(country, role)))
    cookies[role] = browser.cookies["sessionid"].value
print(json.dumps({**asdict(country), "cookies": cookies}))
"""
PAGES = {
    "home": ("officer", "/a/{agency}/{year}/"),
    "result": ("officer", "/a/{agency}/{year}/result/"),
    "reconcile": ("officer", "/a/{agency}/{year}/reconcile/"),
    "analysis": ("officer", "/a/{agency}/{year}/analysis/"),
    "improve": ("officer", "/a/{agency}/{year}/improve/"),
    "measures": ("officer", "/a/{agency}/{year}/measures/"),
    "papers": ("officer", "/a/{agency}/{year}/papers/"),
    "follow-up": ("officer", "/a/{agency}/{year}/followup/"),
    "outcome": ("officer", "/a/{agency}/{year}/outcome/"),
    "audit": ("officer", "/a/{agency}/{year}/audit/"),
    "agencies of a province": ("supervisor", "/agencies/"),
    "all agencies": ("administrator", "/agencies/"),
}


def main(requests: int) -> None:
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores")
    print(", ".join(f"{name} {version(name)}" for name in ("Django", "gunicorn", "psycopg", "whitenoise")))
    for name, address in databases().items():
        os.environ["DATABASE_URL"] = address
        with tempfile.TemporaryDirectory() as folder, new_site(Path(folder)) as site:
            measure(name, site, requests)


def databases() -> Mapping[str, str]:
    server = os.environ.get("TEST_DATABASE_URL") or f"postgres://{getpass.getuser()}@127.0.0.1:5432/postgres"
    try:
        psycopg.connect(server, connect_timeout=3).close()
    except psycopg.Error as error:
        print(f"PostgreSQL is left out: {str(error).strip().splitlines()[0]}")
        return {"SQLite": ""}
    return {"SQLite": "", "PostgreSQL": server}


def measure(name: str, site: Site, requests: int) -> None:
    begun = time.perf_counter()
    country = site.python(BUILD)
    built = time.perf_counter() - begun
    site.start()
    with connection_to(site) as select:
        floor = middle(timed(select, requests))
    icon = middle(timed(lambda: fetch(site, "/static/web/icon.svg", ""), requests))
    print(f"\n{name} {version_of(site)}: country made in {built:.1f} s")
    print(f"limits: a file handed out {icon * 1000:.1f} ms, a plain SELECT {floor * 1000:.3f} ms")
    print(f"{'page':<24}{'p50':>9}{'p95':>9}{'p99':>9} ms{'p50 / file':>12}{'p50 / SELECT':>14}")
    for page, (role, pattern) in PAGES.items():
        address = pattern.format(agency=country["agency"], year=YEAR)
        cookie = f"sessionid={country['cookies'][role]}"
        if fetch(site, address, cookie) != http.client.OK:
            print(f"{page:<24} is not there")
            continue
        times = timed(lambda address=address, cookie=cookie: fetch(site, address, cookie), requests)  # type: ignore[misc]
        p50, p95, p99 = (at(times, share) for share in (50, 95, 99))
        told = "" if p95 < AIM else f"   over the aim of {AIM * 1000:.0f} ms"
        figures = "".join(f"{value * 1000:>9.1f}" for value in (p50, p95, p99))
        print(f"{page:<24}{figures}   {p50 / icon:>11.0f} {p50 / floor:>13.0f}{told}", flush=True)
    site.stop()


def timed(call: Callable[[], object], times: int) -> list[float]:
    """Return sorted wall times, those of the first calls left out."""
    found = []
    for number in range(WARM_UP + times):
        begun = time.perf_counter()
        call()
        if number >= WARM_UP:
            found.append(time.perf_counter() - begun)
    return sorted(found)


def at(times: list[float], share: int) -> float:
    return times[min(len(times) - 1, len(times) * share // 100)]


def middle(times: list[float]) -> float:
    return at(times, 50)


def fetch(site: Site, address: str, cookie: str) -> int:
    """Ask for a page as a browser does, and read it to its end."""
    client = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
    client.request("GET", address, headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
    answer = client.getresponse()
    answer.read()
    client.close()
    return answer.status


@contextmanager
def connection_to(site: Site) -> Iterator[Callable[[], object]]:
    """Give a call that asks for one result by its agency and year, without anything of ours."""
    query = "SELECT total FROM web_result WHERE agency_id = 4000 AND fiscal_year = 2568"
    if site.database.startswith("postgres"):
        with psycopg.connect(site.database) as server:
            yield lambda: server.execute(query).fetchone()
        return
    file = sqlite3.connect(site.database.removeprefix("sqlite:///"))
    yield lambda: file.execute(query).fetchone()
    file.close()


def version_of(site: Site) -> str:
    if not site.database.startswith("postgres"):
        return sqlite3.sqlite_version
    with psycopg.connect(site.database) as server:
        return str(server.execute("SHOW server_version").fetchone()[0])  # type: ignore[index]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else REQUESTS)
