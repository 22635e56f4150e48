"""What a page may cost with the whole country in the database: ten queries, and 100 kB the first time."""

from __future__ import annotations

import datetime
import gzip
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import DjangoDbBlocker
from tests.web import read_cast
from tests.web.cast import signed_in
from tests.web.scale import AGENCIES, ENTERED, YEARS, Country, analyze, build

import prongsai
from prongsai.core.papers import KINDS
from prongsai.web.actions import actor_of, read
from prongsai.web.jobs import read as job
from prongsai.web.models import Agency, Measure, Paper, Person, Plan, ReadPaper, Result
from prongsai.web.queries.paper_versions import freeze
from prongsai.web.queries.read_chain import remarks_of

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
        papers_of(built)
        read_paper_of(built)
        analyze()
        yield built
        transaction.set_rollback(True)


def papers_of(country: Country) -> None:
    """Give the agency a round that was reported on, and of every paper but one a version."""
    plan = Plan.objects.get(agency=country.agency, fiscal_year=YEAR)
    round_ = plan.rounds.create(key="6m", due=datetime.date(2026, 3, 31))
    for measure in plan.measures.all():
        for step in (None, *measure.steps.values_list("number", flat=True)):
            round_.entries.create(measure=measure, step=step, status="done", reported_at=ENTERED)
            round_.evidence.create(measure=measure, step=step, title="ภาพถ่าย", received_at=ENTERED)
    for kind in KINDS:
        paper = Paper.objects.create(
            agency_id=country.agency, fiscal_year=YEAR, kind=kind, date=ENTERED.date()
        )
        frozen = freeze(paper)
        paper.versions.create(
            number=1,
            content_hash=frozen.content_hash,
            text=frozen.text,
            document=frozen.content,
            pdf=frozen.pdf,
            docx=frozen.docx,
            files_hash=frozen.files_hash,
            made_at=ENTERED,
        )


def read_paper_of(country: Country) -> None:
    """Give the agency a paper that was read, settled and found fault with."""
    actor = actor_of(Person.objects.get(pk=country.officer))
    agency = Agency.objects.get(pk=country.agency)
    title = Measure.objects.filter(plan__agency=agency, plan__fiscal_year=YEAR)[0].title
    text = read_cast.TEXT.replace("ลงทะเบียนการยืมทรัพย์สินทุกครั้ง", title)
    paper = read_cast.sent(actor, agency, text)
    job.read(actor, paper)
    read_cast.settle(actor, paper)
    named = read_cast.number_of(paper, "agency")
    read.decide(actor, paper, value=named, words=agency.name, seen="")
    read.judge(actor, agency, remarks=remarks_of(agency))


def routes(patterns: list[URLPattern | URLResolver], begin: str = "") -> Iterator[str]:
    """Give every address of ours, with the parts in angle brackets."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern) and hasattr(pattern.callback, "asks"):
            yield begin + str(pattern.pattern)
        elif isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, begin + str(pattern.pattern))


ROUTES = sorted(routes(get_resolver().url_patterns))


def filled(route: str, country: Country) -> list[str]:
    """Fill an address; one of a paper with each of the papers, one of a file with each of its kinds."""
    measure = Measure.objects.filter(plan__agency=country.agency).order_by("pk").first()
    assert measure is not None
    parts = {
        **PARTS,
        "agency": country.agency,
        "person": country.officer,
        "measure": measure.pk,
        "plan": measure.plan_id,
        **_read(country),
    }
    if "papers/<slug:name>" not in route:
        return [_filled(route, parts)]
    # The report on the round is not begun.
    names = [*(kind for kind in KINDS if kind != "followup"), "followup", "followup-6m"]
    endings = ["pdf", "docx", "xlsx"] if "<str:ending>" in route else [""]
    return [_filled(route, {**parts, "name": name, "ending": each}) for name in names for each in endings]


def _read(country: Country) -> dict[str, object]:
    paper = ReadPaper.objects.get(agency=country.agency)
    value, remark = paper.values.all()[0], paper.remarks.all()[0]
    return {"paper": paper.pk, "value": value.pk, "remark": remark.pk}


def _filled(route: str, parts: Mapping[str, object]) -> str:
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
    for address in filled(route, country):
        with CaptureQueriesContext(connection) as asked:
            answer = browser.get(address)
            if answer.streaming:
                for _ in answer.streaming_content:  # type: ignore[attr-defined]
                    pass

        assert answer.status_code < 500, address
        told = "\n".join(query["sql"][:200] for query in asked.captured_queries)
        assert len(asked) <= QUERIES, f"{address}: {len(asked)}\n{told}"


def test_every_paper_of_the_country_opens(db: None, country: Country) -> None:
    """Without it the number of questions could be small because nothing was asked."""
    browser = client(country.officer)
    for route in ("preview/", "changes/", "v/<int:number>/", "draft.<str:ending>"):
        for address in filled(f"a/<int:agency>/<int:year>/papers/<slug:name>/{route}", country):
            there = "/followup-6m/" not in address or route[0] not in "cv"
            there &= not address.endswith(("/memo/draft.xlsx", "/oit/draft.xlsx"))
            assert browser.get(address).status_code == (200 if there else 404), address


def test_the_paper_that_was_read_would_bring_something(db: None, country: Country) -> None:
    """Without it the number of questions could be small because it is refused."""
    number = _read(country)["paper"]
    answer = client(country.officer).get(f"/a/{country.agency}/{YEAR}/read/{number}/take/")
    assert 'name="measure:m1"' in answer.content.decode()
    assert "version:" in answer.content.decode()


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
