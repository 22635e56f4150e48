"""The calendar feed: one's own due dates, by a secret address and nothing else."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import icalendar
import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.web.cast import Cast
from tests.web.rounds import many, opened

from prongsai.web.actions import person as people
from prongsai.web.models import Membership, Person, Unit


@pytest.fixture(autouse=True)
def in_march(monkeypatch: pytest.MonkeyPatch) -> None:
    environment = replace(settings.ENVIRONMENT, today=datetime.date(2026, 3, 20))
    monkeypatch.setattr(settings, "ENVIRONMENT", environment)


def feed(cast: Cast, role: str = "unit_member", client: Client | None = None) -> Any:
    token = Person.objects.get(pk=cast.people[role].pk).calendar_token
    return (client or Client()).get(f"/calendar/{token}.ics")


def events(response: Any) -> dict[str, Any]:
    calendar = icalendar.Calendar.from_ical(response.content)
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


def test_a_unit_sees_when_its_reports_are_due(cast: Cast) -> None:
    opened(cast)
    response = feed(cast)

    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert not response.cookies and "private" in response["Cache-Control"]
    unit = cast.unit.pk
    found = events(response)
    assert set(found) == {f"{cast.own.pk}.2569.followup.{key}.unit{unit}@testserver" for key in ("6m", "12m")}
    first = found[f"{cast.own.pk}.2569.followup.6m.unit{unit}@testserver"]
    assert first["dtstart"].dt == datetime.date(2026, 3, 31)
    assert "รายงานรอบ 6 เดือน" in first["summary"]
    assert first["url"] == f"http://testserver/a/{cast.own.pk}/2569/followup/6m/"
    assert [alarm["trigger"].dt.days for alarm in first.walk("VALARM")] == [-7, -1]


def test_a_date_keeps_its_identity_when_the_unit_is_renamed(cast: Cast) -> None:
    opened(cast)
    before = set(events(feed(cast)))
    Unit.objects.filter(pk=cast.unit.pk).update(name="สำนักปลัด.เทศบาลเมือง")

    assert set(events(feed(cast))) == before


def test_each_sees_their_own_and_no_more(cast: Cast) -> None:
    opened(cast)
    officer = " ".join(str(event["summary"]) for event in events(feed(cast, "officer")).values())
    assert "ปิดรอบ 6 เดือน" in officer and "รายงานรอบ" not in officer
    assert not events(feed(cast, "supervisor"))
    assert not events(feed(cast, "administrator"))
    for event in events(feed(cast, "officer")).values():
        assert cast.other.name not in str(event["description"])


def test_only_the_address_opens_it(cast: Cast) -> None:
    opened(cast)
    old = cast.people["unit_member"].calendar_token
    assert Client().get("/calendar/x.ics").status_code == 404
    assert Client().get(f"/calendar/{old[:-1]}.ics").status_code == 404
    people.renew_calendar(cast.actor("unit_member"), cast.people["unit_member"])
    assert Client().get(f"/calendar/{old}.ics").status_code == 404
    assert feed(cast).status_code == 200
    Person.objects.update(is_active=False)
    assert feed(cast).status_code == 404
    assert Client().post(f"/calendar/{old}.ics").status_code == 405


def test_it_speaks_as_its_owner_chose(cast: Cast) -> None:
    opened(cast)
    Person.objects.update(lang="en")
    response = feed(cast, client=cast.client("officer"))

    assert b"ITA due dates" in response.content
    assert any("Report after 6 months" in str(event["summary"]) for event in events(response).values())


def test_two_agencies_are_in_one_calendar(cast: Cast) -> None:
    opened(cast)
    person = cast.people["unit_member"]
    Membership.objects.create(person=person, agency=cast.other, role="officer")

    found = " ".join(str(event["description"]) for event in events(feed(cast)).values())
    assert cast.own.name in found and cast.other.name in found


@pytest.mark.once
def test_a_feed_asks_little_of_the_database(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    many(cast)
    with django_assert_max_num_queries(6):
        assert feed(cast, "officer").status_code == 200
