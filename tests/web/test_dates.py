"""The agency's own days of the cycle: set, gone by everywhere, and given back."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.plans import a_measure, a_plan
from tests.web.cast import Cast

from prongsai.core.cycle.dates import DEADLINES, dates_of
from prongsai.core.cycle.stage import states
from prongsai.core.cycle.task import tasks
from prongsai.core.errors import InputError
from prongsai.web.access import Access
from prongsai.web.actions import followup
from prongsai.web.actions import plan as plans
from prongsai.web.models import AuditEntry, OwnDate
from prongsai.web.queries.cycle import own_dates_of, year_of
from prongsai.web.queries.due import Years, due_of
from prongsai.web.reminders import stage_of

APPROVAL = datetime.date(2026, 3, 20)


def at(cast: Cast) -> str:
    return f"/a/{cast.own.pk}/2569/dates/"


def send(cast: Cast, **days: str) -> Any:
    seen = " ".join(f"{name}={day}" for name, day in own_dates_of(cast.own, 2569).items())
    return cast.client("officer").post(at(cast), {"seen": seen, **days})


def test_every_day_is_shown_with_why_and_how_sure(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = cast.client("officer")
    with django_assert_max_num_queries(10):
        page = client.get(at(cast)).content.decode()

    for name, due in dates_of(2569).due.items():
        assert DEADLINES[name].th in page, name
        assert due.why.th in page or due.source != "CHOICE", name
    # A day of ours is called proposed once, where it stands.
    assert "แนะนำ <b>30 ก.ย. 68</b>" in page and "(ไม่ใช่กำหนดตามระเบียบ)" in page
    assert "วันที่ระบบแนะนำ" not in page


def test_an_own_day_goes_before_all_others_until_it_is_given_back(cast: Cast) -> None:
    plans.take(cast.actor("officer"), cast.own, plan=a_plan(a_measure()))

    assert send(cast, approval="20 มี.ค. 69", publication="").status_code == 302

    due = states(year_of(cast.own, 2569).facts, datetime.date(2026, 2, 10))["approval"].due
    assert due is not None and (due.date, due.own) == (APPROVAL, True)
    assert own_dates_of(cast.own, 2569) == {"approval": APPROVAL} and own_dates_of(cast.own, 2568) == {}
    home = cast.client("officer").get(f"/a/{cast.own.pk}/2569/").content.decode()
    assert "20 มี.ค. 69" in home and "วันที่หน่วยงานกำหนดเอง" in home
    entry = AuditEntry.objects.filter(action="dates.edit").get()
    assert entry.change["dates"] == [{}, {"approval": "2026-03-20"}]

    assert send(cast, usual="1").status_code == 302
    assert not OwnDate.objects.exists()


def test_a_calendar_feed_goes_by_own_days(cast: Cast) -> None:
    send(cast, result="20 มี.ค. 69")
    person = cast.people["officer"]
    access = Access(person, tuple(person.memberships.all()))

    found = due_of(access, Years(datetime.date(2026, 3, 10)), tasks)

    assert APPROVAL in {each.date for each in found}


@pytest.mark.parametrize("day", ["เร็ว ๆ นี้", "20 มี.ค. 2575"])
def test_a_day_that_cannot_be_is_told_and_nothing_is_saved(cast: Cast, day: str) -> None:
    answer = send(cast, approval=day, analysis="1 ธ.ค. 68")

    page = answer.content.decode()
    assert answer.status_code == 422 and day in page and "1 ธ.ค. 68" in page and 'aria-invalid="true"' in page
    assert not OwnDate.objects.exists()


def test_days_that_cannot_be_in_that_order_are_told_all_at_once(cast: Cast) -> None:
    days = {"measures": "1 มี.ค. 69", "approval": "1 ก.พ. 69", "result": "2 ม.ค. 69", "analysis": "1 ม.ค. 69"}
    answer = send(cast, **days)
    page = answer.content.decode()

    assert answer.status_code == 422 and page.count('aria-invalid="true"') == 2
    assert "“1 ก.พ. 69” มาก่อน “กำหนดมาตรการ” (1 มีนาคม 2569) ซึ่งต้องเสร็จก่อนจึงทำได้" in page
    assert "“1 ม.ค. 69” มาก่อน “นำเข้าผล” (2 มกราคม 2569)" in page
    assert not OwnDate.objects.exists()


def test_rounds_and_measures_are_held_against_each_other(cast: Cast) -> None:
    plan = plans.take(cast.actor("officer"), cast.own, plan=a_plan(a_measure()))
    early = {"6m": datetime.date(2026, 4, 1)}
    assert send(cast, measures="15 เม.ย. 69").status_code == 302

    with pytest.raises(InputError, match="reports on it"):
        followup.set_rounds(cast.actor("officer"), cast.own, fiscal_year=2569, dues=early)  # type: ignore[arg-type]
    assert not plan.rounds.exists()
    plan.rounds.create(key="6m", due=datetime.date(2026, 4, 20))
    answer = send(cast, measures="21 เม.ย. 69")
    assert (
        answer.status_code == 422 and "“รอบ 6 เดือน” (20 เมษายน 2569) ซึ่งรายงานเรื่องนี้" in answer.content.decode()
    )


def test_days_that_are_unwise_hold_and_are_pointed_out(cast: Cast) -> None:
    plans.take(cast.actor("officer"), cast.own, plan=a_plan(a_measure()))
    assert "ควรดูอีกครั้ง" not in cast.client("officer").get(at(cast)).content.decode()
    assert send(cast, publication="15 พ.ค. 69").status_code == 302

    for address in (at(cast), f"/a/{cast.own.pk}/2569/followup/rounds/"):
        shown = cast.client("officer").get(address).content.decode()
        assert "ควรดูอีกครั้ง" in shown and "การนำเข้าข้อมูล OIT ปิดราว 30 เมษายน 2569" in shown
    person = cast.people["officer"]
    person.lang = "en"
    person.save()
    assert "OIT entry closes about 30 April 2026" in cast.client("officer").get(at(cast)).content.decode()


def test_two_who_set_days_at_once_do_not_overwrite_each_other(cast: Cast) -> None:
    client = cast.client("officer")
    send(cast, approval="20 มี.ค. 69")

    answer = client.post(at(cast), {"seen": "", "analysis": "1 ธ.ค. 68"})

    assert answer.status_code == 409 and "1 ธ.ค. 68" in answer.content.decode()
    assert own_dates_of(cast.own, 2569) == {"approval": APPROVAL}
    assert 'value="approval=2026-03-20"' in answer.content.decode()


def test_only_the_officer_sets_days(cast: Cast) -> None:
    for role in ("unit_member", "executive", "auditor", "supervisor"):
        assert cast.client(role).get(at(cast)).status_code == 200
        assert cast.client(role).post(at(cast), {"approval": "20 มี.ค. 69"}).status_code == 403
    assert cast.stranger("officer").get(at(cast)).status_code == 403
    assert not OwnDate.objects.exists()


def test_reminders_go_out_when_the_agency_says(cast: Cast) -> None:
    client = cast.client("officer")
    send(cast, result="20 มี.ค. 69")
    person, month_before = cast.people["officer"], datetime.date(2026, 2, 18)

    def stage() -> str:
        access = Access(person, tuple(person.memberships.select_related("agency")))
        due = due_of(access, Years(month_before), tasks)
        return next(stage_of(each, month_before) for each in due if each.date == APPROVAL)

    assert stage() == ""
    assert client.post(at(cast), {"reminders": "๓๐, 7"}).status_code == 302
    assert stage() == "30"
    assert own_dates_of(cast.own, 2569) == {"result": APPROVAL}
    for wrong in ("soon", "0", "90", "1 2 3 4"):
        assert client.post(at(cast), {"reminders": wrong}).status_code == 422, wrong
    assert client.post(at(cast), {"reminders": ""}).status_code == 302
    assert stage() == ""
