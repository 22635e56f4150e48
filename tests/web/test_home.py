"""The first page of everyone: what is to be done, whose it is, by when, and where it is done."""

from __future__ import annotations

import dataclasses
import datetime
import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings
from tests.plans import a_measure, a_plan
from tests.web.cast import NOON, Cast, agency
from tests.web.test_cycle import entered, paper, planned, round_of

from prongsai.core.cycle.dates import DueDate
from prongsai.core.cycle.task import open_tasks
from prongsai.core.text import Text
from prongsai.web import clock
from prongsai.web.actions import plan as plans
from prongsai.web.models import Decision, Job, Person, Result
from prongsai.web.queries.cycle import facts_of
from prongsai.web.queries.task import when_words

DAY = datetime.date(2026, 4, 20)


@pytest.fixture(autouse=True)
def april(settings: Settings) -> None:
    settings.ENVIRONMENT = dataclasses.replace(settings.ENVIRONMENT, today=DAY)


def home(browser: Client, cast: Cast, year: int = 2569) -> str:
    answer = browser.get(f"/a/{cast.own.pk}/{year}/")
    assert answer.status_code == 200
    return answer.content.decode()


def busy(cast: Cast) -> None:
    """A year in April: result and measures are in, a round is late, a paper waits for the mayor."""
    entered(cast)
    round_of(planned(cast))
    made = paper(cast, "measures", "in_approval", ("นักวิเคราะห์", "submitted"), ("นายกเทศมนตรี", "waiting"))
    mayor = cast.people["executive"]
    Decision.objects.filter(version__paper=made, decision="waiting").update(
        person=mayor, person_name=mayor.name
    )


def test_a_new_agency_is_led_to_its_first_step(cast: Cast) -> None:
    shown = home(cast.client("officer"), cast)

    assert "เริ่มจากผลปี 2568" in shown
    assert f'href="/a/{cast.own.pk}/2569/result/"' in shown
    assert "เริ่มจากผลปี" not in home(cast.client("executive"), cast)


def test_a_year_that_has_not_begun_leads_to_those_that_have(cast: Cast) -> None:
    busy(cast)
    shown = home(cast.client("officer"), cast, year=2571)

    assert "เริ่มจากผลปี 2570" in shown and f'<a href="/a/{cast.own.pk}/2569/">2569</a>' in shown


def test_every_task_of_the_core_that_can_be_done_is_on_the_page(cast: Cast) -> None:
    busy(cast)
    shown = home(cast.client("officer"), cast)

    tasks = open_tasks(facts_of(cast.own, 2569), clock.today())
    doable = [task for task in tasks if task.waits is None]
    assert len(doable) > 5
    assert shown.count('<article class="card due') == len(doable)
    assert all(task.title.th in shown for task in doable)


def test_what_is_ones_own_comes_first_and_the_rest_says_who_has_it(cast: Cast) -> None:
    busy(cast)
    decide = "พิจารณา “มาตรการ”"

    mayor = home(cast.client("executive"), cast)
    assert mayor.index(decide) < mayor.index("รอผู้อื่นดำเนินการ") < mayor.index("ปิดรอบ 6 เดือน")
    assert "อ่านและพิจารณา" in mayor and f"/a/{cast.own.pk}/2569/papers/measures/" in mayor
    officer = home(cast.client("officer"), cast)
    assert officer.index("ปิดรอบ 6 เดือน") < officer.index("รอผู้อื่นดำเนินการ") < officer.index(decide)
    assert "อยู่ที่ สมชาย ตั้งใจ" in officer


def test_a_unit_sees_its_own_reports_first(cast: Cast) -> None:
    busy(cast)
    shown = home(cast.client("unit_member"), cast)

    own, others = shown.split("รอผู้อื่นดำเนินการ")
    assert own.count("<h3>รายงานรอบ 6 เดือน") == 1 and "เกินกำหนด 20 วัน" in own
    assert f"/a/{cast.own.pk}/2569/followup/6m/" in own
    assert "อยู่ที่ กองคลัง" in others
    assert "อยู่ที่ สำนักปลัดเทศบาล" not in shown


def test_reports_that_no_unit_answers_for_are_the_officers(cast: Cast) -> None:
    plan = plans.take(
        cast.actor("officer"), cast.own, plan=a_plan(a_measure(1, responsible_units=("นายกเทศมนตรี",)))
    )
    round_of(plan)
    officer, member = home(cast.client("officer"), cast), home(cast.client("unit_member"), cast)

    report = "<h3>รายงานรอบ 6 เดือน"
    assert report in officer.split("รอผู้อื่นดำเนินการ")[0]
    assert report in member.split("รอผู้อื่นดำเนินการ")[1]


@pytest.mark.parametrize("role", ["officer", "unit_member", "executive", "reviewer", "auditor", "supervisor"])
def test_every_task_leads_to_a_page_that_this_person_may_open(cast: Cast, role: str) -> None:
    entered(cast)
    planned(cast)
    paper(cast, "memo", "returned")
    browser = cast.client(role)
    shown = home(browser, cast)

    cards = re.findall(r'<article class="card due.*?</article>', shown, re.DOTALL)
    addresses = {href for card in cards for href in re.findall(r'href="([^"]+)"', card)}
    assert any("followup" in each for each in addresses) and any("papers/memo" in each for each in addresses)
    assert {each: browser.get(each).status_code for each in addresses} == dict.fromkeys(addresses, 200)


def test_the_page_says_where_each_day_comes_from_and_how_sure_it_is(cast: Cast) -> None:
    busy(cast)
    shown = home(cast.client("officer"), cast)

    assert "ควรเสร็จภายใน 31 ม.ค. 69" in shown and "วันที่ระบบแนะนำ ไม่ใช่กำหนดตามระเบียบ" in shown
    assert "อนุมานจากข้อเท็จจริงอื่น" in shown


def test_the_page_speaks_english_and_thai_digits(cast: Cast) -> None:
    busy(cast)
    person = cast.people["officer"]
    person.lang = "en"
    person.save()
    assert "20 days late" in home(cast.client("officer"), cast)
    person.lang, person.digits = "th", "thai"
    person.save()
    assert "เกินกำหนด ๒๐ วัน" in home(cast.client("officer"), cast)


def test_total_and_level_stand_there(cast: Cast) -> None:
    busy(cast)
    for role in ("officer", "executive", "reviewer", "auditor", "supervisor"):
        shown = home(cast.client(role), cast)
        assert "94.50" in shown and "ผ่านดี" in shown, role


def test_an_auditor_sees_the_log_and_the_papers(cast: Cast) -> None:
    busy(cast)
    shown = home(cast.client("auditor"), cast)

    assert f"/a/{cast.own.pk}/2569/audit/" in shown
    assert "อยู่ระหว่างพิจารณา" in shown
    assert 'role="button"' not in shown


def test_an_administrator_sees_no_work_of_an_agency(cast: Cast) -> None:
    busy(cast)
    shown = home(cast.client("administrator"), cast)

    assert "94.50" not in shown and "ปิดรอบ" not in shown


@pytest.mark.once
def test_the_first_page_is_ten_queries_at_most(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    busy(cast)
    for role in ("officer", "unit_member", "executive", "reviewer", "auditor", "supervisor"):
        browser = cast.client(role)
        with django_assert_max_num_queries(10):
            home(browser, cast)


def test_each_page_of_a_year_shows_the_state_of_every_stage(cast: Cast) -> None:
    busy(cast)
    shown = cast.client("officer").get(f"/a/{cast.own.pk}/2569/measures/").content.decode()

    rail = shown[shown.index('<nav class="rail"') : shown.index("</nav>")]
    assert rail.count('class="state ') == 8
    assert "ล่าช้า" in rail and "เสร็จแล้ว" in rail and "ยังไม่ถึง" in rail


def test_the_bar_of_a_phone_has_what_a_role_needs(cast: Cast) -> None:
    bars = {}
    for role in ("officer", "unit_member", "executive", "auditor", "administrator"):
        shown = home(cast.client(role), cast)
        bar = shown[shown.index('<nav class="rail-bar"') : shown.index("<details", shown.index("rail-bar"))]
        bars[role] = bar.count("<a ")
        assert ("มาตรการ" in bar) == (role in ("officer", "unit_member")), role
    assert bars == {"officer": 4, "unit_member": 4, "executive": 4, "auditor": 4, "administrator": 4}


# Where everyone begins


def test_everyone_is_led_to_where_they_work(cast: Cast) -> None:
    def first(role: str) -> str:
        return str(cast.client(role).get("/").headers.get("Location"))

    assert first("officer") == first("executive") == f"/a/{cast.own.pk}/2569/"
    assert first("supervisor") == "/below/"
    assert first("administrator") == "/system/"


def test_strangers_are_told_what_this_is_and_are_offered_no_sign_in_of_others(cast: Cast) -> None:
    shown = cast.client("public").get("/").content.decode()

    assert "/account/login/" in shown and "/verify/" in shown
    assert "demo.example" not in shown


def test_a_supervisor_sees_the_late_and_the_weak_first(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    busy(cast)
    weak = agency("เทศบาลตำบลเรียงหลัง", above=cast.above)
    strong = agency("เทศบาลตำบลเรียงท้าย", above=cast.above)
    stranger = agency("หน่วยงานอื่น")
    for place, total in ((weak, "60.00"), (strong, "90.00"), (stranger, "10.00")):
        Result.objects.create(
            agency=place, fiscal_year=2568, framework="th-ita-2568", total=total, content={}, entered_at=NOON
        )
    browser = cast.client("supervisor")
    with django_assert_max_num_queries(10):
        shown = browser.get("/below/").content.decode()

    places = [shown.index(name) for name in (cast.other.name, weak.name, strong.name, cast.own.name)]
    # Nothing is there of the first; the next two lack measures and approval; the last has a late round and no approval.
    assert places[0] == min(places) and places[1] < places[2]
    assert stranger.name not in shown
    assert "4 จาก 4 แห่ง" in shown


def test_who_supervises_nobody_gets_the_list_of_agencies(cast: Cast) -> None:
    assert cast.client("officer").get("/below/").headers["Location"] == "/agencies/"


def test_the_administrator_sees_how_the_system_is(cast: Cast) -> None:
    Job.objects.create(kind="papers", stage="failed", asked_at=NOON, ended_at=NOON)
    shown = cast.client("administrator").get("/system/").content.decode()

    assert "มีงานที่สั่งไว้ที่ไม่สำเร็จ 1 งาน" in shown
    assert f"{Person.objects.count()} คน" in shown
    assert cast.client("officer").get("/system/").status_code == 403


@pytest.mark.parametrize(
    ("days", "th"),
    [(0, "วันนี้"), (1, "พรุ่งนี้"), (12, "อีก 12 วัน"), (-3, "เกินกำหนด 3 วัน"), (-800, "เกินกำหนด 2 ปี")],
)
def test_days_are_told_from_today(days: int, th: str) -> None:
    due = DueDate(date=DAY + datetime.timedelta(days=days), why=Text("", ""), source="NAPHO")
    assert when_words(due, DAY).th == th


def test_a_proposed_day_is_not_called_a_deadline() -> None:
    due = DueDate(date=DAY - datetime.timedelta(days=1), why=Text("", ""))
    assert when_words(due, DAY) == Text("เลยวันที่แนะนำ 1 วัน", "1 day past the proposed day")


def test_who_comes_to_the_new_year_is_told_what_the_old_one_still_waits_for(
    cast: Cast, settings: Settings
) -> None:
    busy(cast)
    told = "ปี 2569 ยังมีเรื่องที่รอท่าน"
    assert told not in home(cast.client("unit_member"), cast)

    settings.ENVIRONMENT = dataclasses.replace(settings.ENVIRONMENT, today=datetime.date(2026, 10, 5))
    shown = home(cast.client("unit_member"), cast, year=2570)
    assert told in shown and f'<a href="/a/{cast.own.pk}/2569/">เปิดปี 2569</a>' in shown
    assert "เริ่มเมื่อเจ้าหน้าที่ ITA นำเข้าผลปี 2569" in shown and "ทำตามลำดับข้างล่าง" not in shown
    assert "ทำตามลำดับข้างล่าง" in home(cast.client("officer"), cast, year=2570)
    assert told not in home(cast.client("reviewer"), cast, year=2570)
    assert told not in home(cast.client("unit_member"), cast, year=2571)
