"""Reminders: who is written to when, in which language, and that nobody is written to twice."""

from __future__ import annotations

import datetime

import pytest
from django.core import mail
from django.core.management import call_command
from tests.web.cast import Cast
from tests.web.rounds import DONE, opened, place

from prongsai.web import language, reminders
from prongsai.web.actions import followup
from prongsai.web.models import AuditEntry, Person, Reminder

# The round is due on 31 March 2026.
FOURTEEN, THREE = datetime.date(2026, 3, 17), datetime.date(2026, 3, 28)
LATE = datetime.date(2026, 4, 1)


@pytest.fixture(autouse=True)
def only_the_unit(cast: Cast) -> None:
    """The others would rather not have letters."""
    Person.objects.exclude(pk=cast.people["unit_member"].pk).update(mail_reminders=False)


def letters_on(*days: datetime.date) -> list[int]:
    return [reminders.run(day) for day in days]


def test_what_is_near_is_told_at_fourteen_and_at_three_days(cast: Cast) -> None:
    opened(cast)
    day = datetime.date(2026, 3, 10)
    days = [day + datetime.timedelta(days=number) for number in range(21)]

    told = [day for day in days if reminders.run(day)]

    assert told == [FOURTEEN, THREE]
    letter = mail.outbox[0]
    assert letter.to == [cast.people["unit_member"].email]
    assert letter.subject == "ITA: ใกล้ครบกำหนด 1 เรื่อง"
    assert "เรียน บุญมี ขยัน" in letter.body
    # A measure of its own, and a step of another.
    assert "รายงานรอบ 6 เดือน อีก 2 เรื่อง" in letter.body
    assert "31 มีนาคม 2569: อีก 14 วัน" in letter.body
    assert f"http://testserver/a/{cast.own.pk}/2569/followup/6m/" in letter.body


def test_what_is_late_is_told_weekly_and_not_for_ever(cast: Cast) -> None:
    opened(cast)
    days = [LATE + datetime.timedelta(days=number) for number in range(60)]

    told = [(day - LATE).days for day in days if reminders.run(day)]

    assert told == [0, 7, 14, 21, 28]
    assert mail.outbox[0].subject == "ITA: ค้าง 1 เรื่อง"


def test_a_day_that_nobody_ran_is_made_up_for(cast: Cast) -> None:
    opened(cast)
    assert letters_on(FOURTEEN + datetime.timedelta(days=5)) == [1]


def test_nobody_has_two_letters_a_day_or_two_of_the_same(cast: Cast) -> None:
    opened(cast)
    assert letters_on(FOURTEEN, FOURTEEN, FOURTEEN + datetime.timedelta(days=1)) == [1, 0, 0]
    assert Reminder.objects.count() == 1
    entry = AuditEntry.objects.get(action="reminder.send")
    assert entry.change == {"day": "2026-03-17", "letters": 1} and entry.actor_label == "system"


def test_what_is_done_is_not_told(cast: Cast) -> None:
    round_ = opened(cast)
    for key in ("m1", "m2"):
        followup.report(cast.actor("unit_member"), round_, place=place(key), given=DONE, day=FOURTEEN)

    assert letters_on(THREE) == [0]


def test_who_wants_none_or_is_gone_has_none(cast: Cast) -> None:
    opened(cast)
    Person.objects.update(mail_reminders=False)
    assert letters_on(FOURTEEN) == [0]
    Person.objects.update(mail_reminders=True, is_active=False)
    assert letters_on(FOURTEEN) == [0]
    assert mail.outbox == []


def test_the_officer_is_told_of_the_whole_cycle_and_a_stranger_of_nothing_here(cast: Cast) -> None:
    opened(cast)
    Person.objects.update(mail_reminders=True)
    reminders.run(LATE)

    by_address = {letter.to[0]: letter for letter in mail.outbox}
    officer = by_address[cast.people["officer"].email]
    assert "ปิดรอบ 6 เดือน" in officer.body and "รายงานรอบ" not in officer.body
    assert cast.own.name in officer.body
    assert "ควรเสร็จ" in officer.body and officer.subject.startswith("ITA: ค้าง")
    stranger = by_address[cast.strangers["officer"].email]
    assert cast.own.name not in stranger.body and cast.other.name in stranger.body
    assert cast.people["supervisor"].email not in by_address


@pytest.mark.parametrize(
    ("lang", "digits", "said"),
    [
        ("en", "arabic", "Due 31 March 2026: in 14 days"),
        ("th", "thai", "กำหนด ๓๑ มีนาคม ๒๕๖๙: อีก ๑๔ วัน"),
    ],
)
def test_a_letter_speaks_as_the_person_chose(cast: Cast, lang: str, digits: str, said: str) -> None:
    opened(cast)
    Person.objects.update(lang=lang, digits=digits)
    before = language.current()
    reminders.run(FOURTEEN)

    assert said in mail.outbox[0].body
    assert "http://testserver/a/" in mail.outbox[0].body
    assert language.current() == before


def test_names_are_written_as_they_are(cast: Cast) -> None:
    opened(cast)
    Person.objects.filter(pk=cast.people["unit_member"].pk).update(name="A & B <c>\nBcc: x@example.org")
    reminders.run(FOURTEEN)

    assert "A & B <c>" in mail.outbox[0].body
    assert mail.outbox[0].recipients() == [cast.people["unit_member"].email]


def test_a_letter_that_no_server_takes_is_tried_again(cast: Cast, settings: object, tmp_path: object) -> None:
    opened(cast)
    # A server that is not there.
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # type: ignore[attr-defined]
    assert letters_on(FOURTEEN) == [0]
    assert not Reminder.objects.exists()

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"  # type: ignore[attr-defined]
    assert letters_on(FOURTEEN) == [1]


def test_the_command_says_how_many_went_out(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    opened(cast)
    call_command("reminders")

    assert "reminders sent" in capsys.readouterr().out
