"""The example year: loaded through the actions, once; every link that its people are shown opens."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client, override_settings
from django.urls import Resolver404, resolve
from pytest_django import DjangoDbBlocker
from tests.web.cast import signed_in

from prongsai.core.cycle import STAGES
from prongsai.core.cycle.stage import states
from prongsai.core.followup.count import counts
from prongsai.web.demo import load, sign_ins
from prongsai.web.demo.people import email_of
from prongsai.web.models import (
    Agency,
    AuditChain,
    AuditEntry,
    Entry,
    Measure,
    Paper,
    PaperVersion,
    Person,
    Plan,
    Result,
)
from prongsai.web.queries.audit import check
from prongsai.web.queries.cycle import facts_of
from prongsai.web.queries.paper_versions import record_in
from prongsai.web.queries.plan import plan_of
from prongsai.web.queries.result import score_of

pytestmark = pytest.mark.once
DAY = datetime.date(2026, 4, 20)
# Who looks, and at which year; 0 begins where they are led.
SEEN = (
    *(
        (id_, 0)
        for id_ in ("officer", "office_member", "mayor", "reviewer", "auditor", "supervisor", "administrator")
    ),
    *(
        ("napho", 2565),
        ("mueang_phalai", 2568),
        ("mueang_phalai", 2569),
        ("kham_duang", 2566),
        ("ban_sommut", 2568),
    ),
)
# Enough to know that a kind of page opens, without printing every paper for everyone.
MOST_OF_A_KIND = 1


@pytest.fixture(scope="module")
def example(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Load the example year once for all tests here, and take it away again."""
    environment = dataclasses.replace(settings.ENVIRONMENT, demo=True, today=DAY)
    with override_settings(ENVIRONMENT=environment), django_db_blocker.unblock(), transaction.atomic():
        assert load()
        yield
        transaction.set_rollback(True)


def don_sak() -> Agency:
    return Agency.objects.get(name="เทศบาลเมืองดอนสัก")


def browser_of(id_: str) -> Client:
    return signed_in(Person.objects.get(email=email_of(id_)))


def test_a_second_time_changes_nothing(example: None, db: None) -> None:
    tables = (Agency, Person, Result, Plan, Measure, Entry, Paper, PaperVersion, AuditEntry)
    before = [table.objects.count() for table in tables]

    assert not load()
    assert [table.objects.count() for table in tables] == before


def test_everyone_can_sign_in(example: None, db: None) -> None:
    assert len({each.email for each in sign_ins()}) == len(sign_ins()) == Person.objects.count()
    for each in sign_ins():
        browser = Client()
        answer = browser.post("/account/login/", {"login": each.email, "password": each.password})
        assert answer.status_code == 302, each
        assert browser.get("/", follow=True).status_code == 200


def test_figures_are_those_that_were_published(example: None, db: None) -> None:
    totals = {(each.agency.name, each.fiscal_year): each for each in Result.objects.select_related("agency")}

    assert str(totals["เทศบาลเมืองดอนสัก", 2568].total) == "94.50"
    assert str(totals["อบต.นาโพธิ์", 2564].total) == "69.66"
    # Two invented years in a row, so that there is a change to be seen.
    assert [str(totals["อบต.บ้านสมมุติ", year].total) for year in (2567, 2568)] == ["89.62", "91.97"]
    # What was not published is not known.
    assert totals["อบต.เมืองพะไล", 2568].total is None
    assert totals["อบต.เมืองพะไล", 2568].indicators == {"9": "90.00", "10": "92.50"}
    assert not any(name == "อบต.คำด้วง" for name, _ in totals)
    for each in totals.values():
        assert each.total == score_of(each).shown("total")


@pytest.mark.parametrize(
    "case", [("อบต.คำด้วง", 2566, 7, 9), ("อบต.เมืองพะไล", 2568, 6, 6), ("อบต.นาโพธิ์", 2565, 4, 7)]
)
def test_counts_are_those_of_the_core(example: None, db: None, case: tuple[str, int, int, int]) -> None:
    name, year, done, of = case
    plan = plan_of(Agency.objects.get(name=name), year)
    assert plan is not None
    found = counts(plan.followup, "12m")
    assert (len(found.of("done")), found.total) == (done, of)


def test_one_agency_shows_what_a_year_of_measures_changed(example: None, db: None) -> None:
    agency = Agency.objects.get(name="อบต.บ้านสมมุติ")

    answer = browser_of("ban_sommut").get(f"/a/{agency.pk}/2568/outcome/")

    lines = [line.outcome for each in answer.context["found"].measures for line in each.lines]
    changes = [line.change for line in lines if line.change]
    assert min(changes) < 0 < max(changes)
    assert {line.significance.verdict for line in lines if line.significance} >= {"beyond", "within"}


def test_that_year_is_finished_and_its_papers_can_be_checked(example: None, db: None) -> None:
    agency = Agency.objects.get(name="อบต.บ้านสมมุติ")
    stages = states(facts_of(agency, 2568), DAY)
    assert {stage: each.state for stage, each in stages.items()} == dict.fromkeys(STAGES, "done")

    papers = {each.kind: each for each in Paper.objects.filter(agency=agency, fiscal_year=2568)}
    assert {kind: each.stage for kind, each in papers.items()} == dict.fromkeys(
        ("analysis", "measures", "implementation"), "published"
    )
    for each in papers.values():
        kept = each.versions.get()
        record = record_in(kept)
        assert record is not None and record.code == kept.code and len(record.approvals) == 2
        shown = Client().get(f"/verify/{kept.code}/").content.decode()
        assert agency.name in shown and "สุขใจ ลองนำ" in shown


def test_papers_went_through_the_chain(example: None, db: None) -> None:
    papers = {each.kind: each for each in Paper.objects.filter(agency=don_sak())}
    assert {kind: each.stage for kind, each in papers.items()} == {
        "analysis": "published",
        "memo": "approved",
        "measures": "in_approval",
    }
    first, second = papers["memo"].versions.order_by("number")
    assert [each.decision for each in first.decisions.all()] == [
        "submitted",
        "approved",
        "returned",
        "closed",
    ]
    record = record_in(second)
    assert record is not None and record.code == second.code and len(record.approvals) == 4
    waiting = papers["measures"].versions.get().decisions.filter(decision="waiting")
    assert [each.person_name for each in waiting] == ["มานะ นำเมือง"]


def test_the_logs_are_whole_and_in_the_past_of_the_example(example: None, db: None) -> None:
    for chain in AuditChain.objects.all():
        assert not check(chain).problems
    assert all(at.date() <= DAY for at in AuditEntry.objects.values_list("at", flat=True))
    assert AuditEntry.objects.filter(action="followup.report").count() > 50


def test_one_report_is_late_and_one_is_missing(example: None, db: None) -> None:
    late = Entry.objects.filter(round__plan__agency=don_sak(), late=True)
    assert [each.measure.key for each in late] == ["m7"]
    shown = browser_of("office_member").get("/", follow=True).content.decode()
    assert "รายงานรอบ 6 เดือน อีก 1 เรื่อง" in shown


def test_strangers_get_one_button_a_person(example: None, db: None) -> None:
    shown = Client().get("/").content.decode()
    assert all(unescape(each.title.th) in shown and each.email in shown for each in sign_ins())


@pytest.mark.parametrize(("id_", "year"), SEEN)
def test_every_link_that_is_shown_opens(example: None, db: None, id_: str, year: int) -> None:
    browser = browser_of(id_)
    start = "/"
    if year:
        agency = Person.objects.get(email=email_of(id_)).memberships.get().agency_id
        start = f"/a/{agency}/{year}/"
    opened = walked(browser, start)

    assert {address: status for address, status in opened.items() if status != 200} == {}
    assert len(opened) > 3


def walked(browser: Client, start: str) -> dict[str, int]:
    """Follow every link that is shown, a few of each kind of page; return the status of each address."""
    met: Counter[str] = Counter()
    opened: dict[str, int] = {}
    pending, seen = [start], {start}
    while pending:
        address = pending.pop(0)
        answer = browser.get(address, follow=True)
        opened[address] = answer.status_code
        if not answer.headers["Content-Type"].startswith("text/html"):
            # A file that is not read to its end stays open.
            for _ in answer.streaming_content if answer.streaming else ():  # type: ignore[attr-defined]
                pass
            continue
        for link in links(answer.content.decode(), answer.request["PATH_INFO"]):
            if link not in seen and met[name_of(link)] < MOST_OF_A_KIND:
                seen.add(link)
                met[name_of(link)] += 1
                pending.append(link)
    return opened


def links(page: str, base: str) -> Iterator[str]:
    """Yield the addresses within the site that a page links to."""
    for href in re.findall(r'<a\b[^>]*\shref="([^"#]+)', page):
        found = urlsplit(urljoin(base, unescape(href)))
        if not found.netloc and not found.path.startswith("/static/"):
            yield found.path + (f"?{found.query}" if found.query else "")


def name_of(address: str) -> str:
    try:
        found = resolve(urlsplit(address).path)
    except Resolver404:
        return address
    return found.url_name or address
