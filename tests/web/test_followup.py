"""Follow-up through its pages: rounds, reports on a phone, two people at once, and what is closed."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.web.cast import NOON, Cast, signed_in
from tests.web.rounds import DONE, MARCH, SEPTEMBER, many, measure, opened, place, planned

from prongsai.web.access import access_of
from prongsai.web.actions import Actor, followup
from prongsai.web.actions.followup import Report
from prongsai.web.models import AuditEntry, Entry, FollowupRound, Membership, Person, Unit

LATER = datetime.date(2026, 4, 1)


@pytest.fixture(autouse=True)
def in_march(monkeypatch: pytest.MonkeyPatch) -> None:
    stand(monkeypatch, datetime.date(2026, 3, 20))


def stand(monkeypatch: pytest.MonkeyPatch, day: datetime.date) -> None:
    """Let it be a day for everything that compares due dates."""
    from dataclasses import replace

    from django.conf import settings

    monkeypatch.setattr(settings, "ENVIRONMENT", replace(settings.ENVIRONMENT, today=day))


def at(cast: Cast, more: str = "") -> str:
    return f"/a/{cast.own.pk}/2569/followup/{more}"


def report_at(cast: Cast, key: str = "m1", step: int = 1) -> str:
    return at(cast, f"6m/{measure(key).pk}/{step}/")


def text(response: Any) -> str:
    body: str = response.content.decode()
    return body


SENT = {"status": "done", "done_note": "ติดป้ายแล้ว", "version": "0"}


# Rounds


def test_an_agency_without_measures_is_led_to_them(cast: Cast) -> None:
    assert "ยังไม่มีมาตรการให้ติดตาม" in text(cast.client("officer").get(at(cast)))


def test_the_officer_opens_the_usual_rounds_with_one_click(cast: Cast) -> None:
    planned(cast)
    client = cast.client("officer")
    assert "ยังไม่ได้กำหนดรอบ" in text(client.get(at(cast)))
    form = text(client.get(at(cast, "rounds/")))
    assert 'value="31 มี.ค. 2569"' in form and form.count(" checked") == 2

    sent = {"hold-6m": "on", "day-6m": "๓๑/๓/๒๕๖๙", "hold-12m": "on", "day-12m": "", "day-3m": "31 ธ.ค. 2568"}
    response = client.post(at(cast, "rounds/"), sent)

    assert response.status_code == 302
    assert [(each.key, each.due) for each in FollowupRound.objects.all()] == [
        ("6m", MARCH),
        ("12m", SEPTEMBER),
    ]
    page = text(client.get(at(cast)))
    assert "รายงานแล้ว 0 จาก 3 มาตรการ" in page and "อีก 11 วัน" in page


def test_days_that_cannot_be_read_are_all_told_and_kept(cast: Cast) -> None:
    planned(cast)
    sent = {"hold-6m": "on", "day-6m": "สิ้นมีนา", "hold-12m": "on", "day-12m": "32/1/2569"}
    response = cast.client("officer").post(at(cast, "rounds/"), sent)

    assert response.status_code == 422
    page = text(response)
    assert "รอบ 6 เดือน" in page and 'value="สิ้นมีนา"' in page and 'value="32/1/2569"' in page
    assert not FollowupRound.objects.exists()


def test_only_the_officer_sets_and_closes_rounds(cast: Cast) -> None:
    opened(cast)
    for role in ("unit_member", "executive", "reviewer", "auditor", "supervisor", "administrator"):
        client = cast.client(role)
        assert client.post(at(cast, "rounds/"), {}).status_code == 403
        assert client.post(at(cast, "6m/close/")).status_code == 403
    assert FollowupRound.objects.filter(closed_at=None).count() == 2


def test_closing_says_what_is_missing_and_then_nothing_changes(cast: Cast) -> None:
    round_ = opened(cast)
    followup.report(cast.actor("officer"), round_, place=place("m1"), given=DONE, day=MARCH)
    client, member = cast.client("officer"), cast.client("unit_member")

    asked = text(client.get(at(cast, "6m/close/")))
    assert "ยังไม่มีรายงาน 2 มาตรการ" in asked and "ชี้แจงแผนการใช้จ่าย" in asked
    assert client.post(at(cast, "6m/close/")).status_code == 302

    page = text(client.get(at(cast, "6m/")))
    assert "อรุณ ใจดี ปิดรอบนี้เมื่อ" in page
    assert "ปิดรอบโดยไม่มีรายงาน 2 มาตรการ" in page
    number = AuditEntry.objects.count()
    kept = {**SENT, "done_note": "พิมพ์ไว้แล้ว"}
    refused = member.post(report_at(cast), kept)
    assert refused.status_code == 409
    assert "รอบนี้เพิ่งถูกปิด" in text(refused) and "พิมพ์ไว้แล้ว" in text(refused)
    assert client.post(at(cast, "6m/close/")).status_code == 302
    dues = {"hold-6m": "on", "day-6m": "1 ก.ค. 2569", "hold-12m": "on", "day-12m": ""}
    assert client.post(at(cast, "rounds/"), dues).status_code == 302
    assert FollowupRound.objects.get(key="6m").due == MARCH
    assert member.get(report_at(cast)).status_code == 302
    assert AuditEntry.objects.count() == number


def test_a_round_that_is_not_there_is_not_found(cast: Cast) -> None:
    opened(cast)
    client = cast.client("officer")
    paths = ("9m/", "x/", f"9m/{measure('m1').pk}/", "6m/999999/", f"6m/{measure('m1').pk}/7/", "9m/close/")
    assert {client.get(at(cast, path)).status_code for path in paths} == {404}
    other = f"/a/{cast.other.pk}/2569/followup/6m/{measure('m1').pk}/"
    assert cast.stranger("officer").get(other).status_code == 404


# Reports


def test_a_unit_member_reports_step_by_step(cast: Cast) -> None:
    opened(cast)
    client = cast.client("unit_member")
    page = text(client.get(at(cast, "6m/")))
    assert "มาตรการของสำนักปลัดเทศบาล" in page and "ยังไม่ได้รายงาน (2 ขั้นตอน)" in page
    assert "รายงานขั้นตอนที่ 1" in text(client.get(at(cast, f"6m/{measure('m1').pk}/")))

    response = client.post(report_at(cast), SENT, follow=True)

    page = text(response)
    assert "บันทึกแล้ว รายงานแล้ว 1 จาก 2 ขั้นตอน" in page
    assert "ติดป้ายแล้ว" in page and "บุญมี ขยัน รายงานเมื่อ" in page and "รายงานขั้นตอนที่ 2" in page
    entry = Entry.objects.get()
    assert (entry.step, entry.status, entry.late, entry.reported_by) == (
        1,
        "done",
        False,
        cast.people["unit_member"],
    )
    second = client.post(report_at(cast), {**SENT, "version": "1", "outcome": "คิวสั้นลง"}, follow=True)
    assert "คิวสั้นลง" in text(second)


def test_a_measure_without_steps_is_reported_as_a_whole(cast: Cast) -> None:
    opened(cast)
    response = cast.client("officer").post(report_at(cast, "m3", 0), SENT, follow=True)

    assert "บันทึกรายงานแล้ว" in text(response)
    assert Entry.objects.get().step is None


def test_what_is_not_done_is_asked_why_and_until_when(cast: Cast) -> None:
    opened(cast)
    client = cast.client("unit_member")
    bare = {"status": "not_done", "version": "0", "outcome": "ยังไม่มีผล"}

    response = client.post(report_at(cast), bare)
    page = text(response)
    assert response.status_code == 422
    assert "ขอทราบเหตุผลสั้น ๆ" in page and "ขอวันที่คาดว่าจะทำ" in page and "ยังไม่มีผล" in page
    assert not Entry.objects.exists()

    why = {**bare, "reason": "รองบประมาณ", "new_date": "๓๐ มิ.ย. ๖๙"}
    assert client.post(report_at(cast), why).status_code == 302
    assert Entry.objects.get().new_date == datetime.date(2026, 6, 30)
    page = text(cast.client("executive").get(at(cast, "6m/")))
    assert "รองบประมาณ" in page and "จะทำภายใน 30 มิถุนายน 2569" in page
    given_up = {**bare, "version": "1", "reason": "ยุบโครงการ", "given_up": "on"}
    assert client.post(report_at(cast), given_up).status_code == 302
    assert Entry.objects.get().new_date is None
    assert "checked" in text(client.get(report_at(cast))).split('name="given_up"')[1][:80]


def test_a_day_that_is_no_day_is_told_and_kept(cast: Cast) -> None:
    opened(cast)
    sent = {"status": "hindered", "reason": "ก", "new_date": "เร็ว ๆ นี้", "version": "0"}
    response = cast.client("unit_member").post(report_at(cast), sent)

    assert response.status_code == 422 and 'value="เร็ว ๆ นี้"' in text(response)


def test_a_status_must_be_one_of_ours(cast: Cast) -> None:
    opened(cast)
    for status in ("", "great"):
        response = cast.client("unit_member").post(report_at(cast), {**SENT, "status": status})
        assert response.status_code == 422
        assert "ติดป้ายแล้ว" in text(response)
    assert not Entry.objects.exists()


def test_a_late_report_is_seen_to_be_late_everywhere(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(cast)
    stand(monkeypatch, LATER)
    client = cast.client("unit_member")
    assert "เลยกำหนด ยังไม่ปิด" in text(client.get(at(cast, "6m/")))
    client.post(report_at(cast), SENT)

    assert Entry.objects.get().late
    for path in ("", "6m/", f"6m/{measure('m1').pk}/"):
        assert "รายงานหลังกำหนด" in text(cast.client("executive").get(at(cast, path))), path


def test_a_member_of_another_unit_is_refused_and_sees_no_form(cast: Cast) -> None:
    opened(cast)
    finance = Person.objects.create_user("finance@example.go.th", name="กมล บัญชี")
    Membership.objects.create(person=finance, agency=cast.own, role="unit_member", unit=cast.other_unit)
    client = signed_in(finance)

    assert client.get(report_at(cast)).status_code == 302
    assert client.post(report_at(cast), SENT).status_code == 403
    assert 'role="button"' not in text(client.get(at(cast, f"6m/{measure('m1').pk}/")))
    # The second measure is theirs, and a step of it the other unit's: both report on it.
    assert client.post(report_at(cast, "m2"), SENT).status_code == 302
    assert cast.client("unit_member").post(report_at(cast, "m2"), {**SENT, "version": "1"}).status_code == 302
    assert Entry.objects.count() == 1


def test_two_people_report_at_once_and_nothing_is_lost(cast: Cast) -> None:
    round_ = opened(cast)
    other = Actor(access_of(cast.people["officer"]), NOON)
    theirs = Report(status="partial", done_note="ติดป้ายจุดแรก", obstacle="ฝนตก")
    followup.report(other, round_, place=place("m1"), given=theirs)
    client = cast.client("unit_member")

    sent = {**SENT, "done_note": "ติดป้ายจุดที่สอง", "outcome": "คิวสั้นลง"}
    response = client.post(report_at(cast), sent)

    page = text(response)
    assert response.status_code == 409
    assert "อรุณ ใจดี บันทึกรายงานนี้ไปก่อน" in page and "แล้วเสร็จบางส่วน" in page
    assert "ติดป้ายจุดแรก\nติดป้ายจุดที่สอง" in page and "ฝนตก" in page and "คิวสั้นลง" in page
    assert 'name="version" value="1"' in page
    assert Entry.objects.get().done_note == "ติดป้ายจุดแรก"

    both = {**sent, "version": "1", "done_note": "ติดป้ายจุดแรก\nติดป้ายจุดที่สอง", "obstacle": "ฝนตก"}
    assert client.post(report_at(cast), both).status_code == 302
    entry = Entry.objects.get()
    assert (entry.version, entry.status, entry.obstacle) == (2, "done", "ฝนตก")


def test_words_of_people_are_shown_as_words(cast: Cast) -> None:
    opened(cast)
    client = cast.client("unit_member")
    client.post(report_at(cast), {**SENT, "done_note": "<script>alert(1)</script>{{ 7|add:7 }}"})

    page = text(client.get(at(cast, f"6m/{measure('m1').pk}/")))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7|add:7 }}" in page


@pytest.mark.parametrize(
    ("lang", "digits", "said"),
    [("en", "arabic", "1 of 2 steps reported"), ("th", "thai", "รายงานแล้ว ๑ จาก ๒ ขั้นตอน")],
)
def test_pages_speak_as_the_person_chose(cast: Cast, lang: str, digits: str, said: str) -> None:
    round_ = opened(cast)
    followup.report(cast.actor("unit_member"), round_, place=place("m1"), given=DONE, day=MARCH)
    Person.objects.filter(pk=cast.people["unit_member"].pk).update(lang=lang, digits=digits)
    client = cast.client("unit_member")

    assert said in text(client.get(at(cast, "6m/")))
    for path in ("", f"6m/{measure('m1').pk}/", f"6m/{measure('m1').pk}/1/"):
        assert client.get(at(cast, path)).status_code == 200


@pytest.mark.once
def test_pages_ask_little_of_the_database(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """By everyone in one test: making so much takes far longer than looking at it."""
    many(cast)
    one = f"6m/{measure('m2').pk}/"
    further = {"officer": [f"{one}1/", "rounds/", "6m/close/"], "unit_member": [f"{one}1/"]}
    for role in ("officer", "unit_member", "executive", "supervisor"):
        client: Client = cast.client(role)
        for path in ("", "6m/", "12m/", one, *further.get(role, ())):
            with django_assert_max_num_queries(10):
                assert client.get(at(cast, path)).status_code == 200, (role, path)


def test_units_that_nobody_speaks_for_are_named_to_the_officer(cast: Cast) -> None:
    opened(cast)
    Unit.objects.create(agency=cast.own, name="กองไม่มีงาน")

    def named() -> str:
        _, told, after = text(cast.client("officer").get(at(cast))).partition("ยังไม่มีใครในระบบ")
        return told and after.partition("</p>")[0]

    shown = named()
    assert cast.other_unit.name in shown and "people/invite/" in shown
    assert cast.unit.name not in shown and "กองไม่มีงาน" not in shown
    assert "ยังไม่มีใครในระบบ" not in text(cast.client("unit_member").get(at(cast)))
    Membership.objects.create(
        person=cast.people["unit_member"], agency=cast.own, role="unit_member", unit=cast.other_unit
    )
    assert named() == ""
