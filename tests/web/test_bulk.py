"""Writing rows whose numbers and statements are ready before the transaction begins."""

from __future__ import annotations

import datetime

import pytest
from django.db import IntegrityError, connection, transaction

from prongsai.web.bulk import Writes, hold, reserve
from prongsai.web.models import Agency, Job, Person

pytestmark = pytest.mark.django_db


def test_a_number_that_was_kept_is_given_to_nobody_else() -> None:
    kept = reserve(Agency, 3)
    later = Agency.objects.create(name="ทีหลัง")
    more = reserve(Agency, 2)
    last = Agency.objects.create(name="สุดท้าย")

    given = [*kept, later.pk, *more, last.pk]
    assert len(set(given)) == len(given) == 7
    assert reserve(Agency, 0) == []


def test_rows_are_written_as_django_writes_them() -> None:
    at = datetime.datetime(2026, 4, 20, 8, 30, tzinfo=datetime.UTC)
    (agency, job, person) = (reserve(kind, 1)[0] for kind in (Agency, Job, Person))
    made = Agency(pk=agency, name="อบต.ทุ่ง “ช้าง” %s", emblem=b"\x89PNG", forms={"แบบ": [1, None]})
    asked = Job(pk=job, kind="x", agency=made, parameters={"ก": "ข"}, asked_at=at)
    someone = Person(pk=person, email="a@example.go.th")
    writes = Writes()
    for each in (made, asked, someone):
        writes.insert([each])
    made.district = "ทุ่งช้าง"
    made.version = 7
    writes.update([made], ["district", "version"])
    writes.run()

    found = Agency.objects.get(pk=agency)
    assert (found.name, found.district, found.version) == (made.name, "ทุ่งช้าง", 7)
    assert (bytes(found.emblem or b""), found.forms) == (b"\x89PNG", {"แบบ": [1, None]})
    kept = Job.objects.get(pk=job)
    assert (kept.agency, kept.parameters, kept.asked_at, kept.once) == (found, {"ก": "ข"}, at, None)
    # What a field fills in by itself is filled in.
    assert Person.objects.get(pk=person).calendar_token == someone.calendar_token != ""


def test_one_row_that_cannot_be_written_takes_all_back() -> None:
    Person.objects.create_user("a@example.go.th")
    numbers = reserve(Person, 2)
    people = [
        Person(pk=number, email=f"{name}@example.go.th") for number, name in zip(numbers, "ba", strict=True)
    ]
    writes = Writes()
    writes.insert(people)
    with pytest.raises(IntegrityError), transaction.atomic():
        writes.run()

    assert Person.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_others_go_on_reading_what_is_held() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite holds the whole database by itself")
    with transaction.atomic():
        hold((Agency,))
        other = connection.copy()
        try:
            with other.cursor() as cursor:
                cursor.execute("SET lock_timeout = '50ms'")
                cursor.execute("SELECT count(*) FROM web_agency")
                assert cursor.fetchone() == (0,)
                with pytest.raises(Exception, match="lock timeout"):
                    cursor.execute("INSERT INTO web_agency SELECT * FROM web_agency")
        finally:
            other.close()
