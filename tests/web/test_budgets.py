"""What a page may cost with the whole country in the database: ten queries, and 100 kB the first time."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import DjangoDbBlocker
from tests.web.cast import signed_in
from tests.web.scale import AGENCIES, YEARS, Country, analyze, build

import prongsai
from prongsai.web.models import Measure, Person, Result

pytestmark = pytest.mark.once
STATIC = Path(prongsai.__file__).parent / "web" / "static" / "web"
QUERIES = 10
FIRST_LOAD = 100_000
YEAR = YEARS[-1] + 1
# What the addresses are filled with, by the names of their parts. A new part needs its line here.
PARTS: dict[str, object] = {
    "year": YEAR,
    "code": "1",
    "ending": "json",
    "job": 1,
    "step": 1,
    "round": "6m",
    "kind": "analysis",
    "secret": "x",
    "number": 1,
    "token": "x",
    "name": "x",
}
FONTS = ("sarabun-400.woff2", "sarabun-700.woff2")
MAIN = ("", "result/", "reconcile/", "analysis/", "improve/", "measures/", "papers/", "followup/", "outcome/")


@pytest.fixture(scope="module")
def country(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Country]:
    """The country, built once for this module and taken back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        built = build()
        analyze()
        yield built
        transaction.set_rollback(True)


def routes(patterns: list[URLPattern | URLResolver], begin: str = "") -> Iterator[str]:
    """Give every address of ours, with the parts in angle brackets."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern) and hasattr(pattern.callback, "asks"):
            yield begin + str(pattern.pattern)
        elif isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, begin + str(pattern.pattern))


ROUTES = sorted(routes(get_resolver().url_patterns))


def filled(route: str, country: Country) -> str:
    measure = Measure.objects.filter(plan__agency=country.agency).order_by("pk").first()
    assert measure is not None
    parts = {
        **PARTS,
        "agency": country.agency,
        "person": country.officer,
        "measure": measure.pk,
        "plan": measure.plan_id,
    }

    def fill(found: re.Match[str]) -> str:
        kind, _, name = found[1].rpartition(":")
        return str(parts.get(name, 1 if kind == "int" else "x"))

    return "/" + re.sub(r"<([^>]+)>", fill, route)


def client(number: int) -> Client:
    return signed_in(Person.objects.get(pk=number))


def test_the_whole_country_is_there(country: Country) -> None:
    assert Result.objects.count() == AGENCIES * len(YEARS)
    assert len(set(Result.objects.values_list("total", flat=True))) > 20
    assert len(ROUTES) > 10


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("role", ["officer", "supervisor", "administrator"])
def test_no_page_asks_the_database_more_than_ten_times(
    db: None, country: Country, route: str, role: str
) -> None:
    browser = client(getattr(country, role))
    address = filled(route, country)

    with CaptureQueriesContext(connection) as asked:
        answer = browser.get(address)
        if answer.streaming:
            for _ in answer.streaming_content:  # type: ignore[attr-defined]
                pass

    assert answer.status_code < 500
    told = "\n".join(query["sql"][:200] for query in asked.captured_queries)
    assert len(asked) <= QUERIES, f"{address}: {len(asked)}\n{told}"


def sent(name: str) -> int:
    """Give the size of a file as the server sends it to a browser of today."""
    data = (STATIC / name).read_bytes()
    return len(data) if name.endswith(".woff2") else len(brotli.compress(data))


@pytest.mark.parametrize("page", MAIN)
def test_the_first_load_of_a_page_is_small(db: None, country: Country, page: str) -> None:
    address = f"/a/{country.agency}/{YEAR}/{page}"
    answer = client(country.officer).get(address, headers={"accept-encoding": "gzip"})
    if answer.status_code == 404:
        pytest.fail(f"{address} is no page")
    assert answer.status_code == 200
    html = gzip.decompress(answer.content).decode()

    loaded = set(re.findall(r'(?:href|src)="/static/web/([\w.-]+\.(?:css|js|woff2|svg))"', html)) | {*FONTS}
    sizes = {name: sent(name) for name in loaded} | {"the page itself": len(answer.content)}

    assert {"pico.min.css", "prongsai.css", "htmx.min.js", "prongsai.js"} <= loaded
    assert sum(sizes.values()) < FIRST_LOAD, sizes
    assert not re.search(r'(?:href|src)="https?:', html), "nothing comes from elsewhere"
