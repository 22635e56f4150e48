"""Due dates as iCalendar, parsed back: Thai whole, lines short, nothing smuggled in, the same bytes every time."""

import datetime

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.render.calendar import Event, to_ics

STAMP = datetime.datetime(2026, 1, 1, 7, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=7)))
MARCH = datetime.date(2026, 3, 31)
EVENT = Event(
    uid="1.2569.followup.6m@prongsai",
    date=MARCH,
    title="รายงานรอบ 6 เดือน อีก 2 เรื่อง, กองคลัง; และกองช่างของเทศบาลเมืองดอนสัก จังหวัดสุราษฎร์ธานี",
    description="มาตรการ 3 คิวเดียวทุกช่องบริการ\nมาตรการ 4 คู่มือ",
    url="https://ita.example.go.th/a/1/2569/followup/",
    alarms=(7, 1, 0),
)
CALENDAR = "กำหนดงาน ITA ปี 2569"


def parsed(data: bytes) -> icalendar.Calendar:
    found = icalendar.Calendar.from_ical(data)
    assert isinstance(found, icalendar.Calendar)
    return found


def test_an_event_comes_back_with_all_that_it_says() -> None:
    calendar = parsed(to_ics([EVENT], CALENDAR, stamp=STAMP))
    (event,) = calendar.events

    assert (str(calendar["version"]), str(calendar["x-wr-calname"])) == ("2.0", CALENDAR)
    assert (str(event["uid"]), str(event["url"])) == (EVENT.uid, EVENT.url)
    assert (str(event["summary"]), str(event["description"])) == (EVENT.title, EVENT.description)
    assert (event.start, event.end) == (MARCH, datetime.date(2026, 4, 1))
    assert event.decoded("dtstamp") == datetime.datetime(2026, 1, 1, 0, 30, tzinfo=datetime.UTC)
    assert str(event["transp"]) == "TRANSPARENT"


def test_reminders_come_on_the_morning_of_their_day() -> None:
    (event,) = parsed(to_ics([EVENT], CALENDAR, stamp=STAMP)).events
    midnight = datetime.datetime.combine(MARCH, datetime.time())

    rung = [midnight + alarm.decoded("trigger") for alarm in event.walk("VALARM")]

    assert rung == [datetime.datetime(2026, 3, day, 9) for day in (24, 30, 31)]


def test_lines_are_folded_by_bytes_and_no_letter_is_cut() -> None:
    data = to_ics([EVENT], CALENDAR, stamp=STAMP)

    assert data.endswith(b"END:VCALENDAR\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(map(len, data.split(b"\r\n"))) <= 75
    for line in data.split(b"\r\n"):
        line.decode("utf-8")


def test_the_same_events_give_the_same_bytes() -> None:
    elsewhere = STAMP.astimezone(datetime.timezone(datetime.timedelta(hours=-5)))

    assert to_ics([EVENT], CALENDAR, stamp=STAMP) == to_ics([EVENT], CALENDAR, stamp=elsewhere)


def test_a_calendar_without_events_is_one() -> None:
    assert parsed(to_ics([], CALENDAR, stamp=STAMP)).events == []


def test_what_is_not_said_is_not_written() -> None:
    data = to_ics([Event(uid="a", date=MARCH, title="ก")], CALENDAR, stamp=STAMP)

    assert not any(word in data for word in (b"DESCRIPTION", b"URL", b"VALARM"))


@pytest.mark.parametrize(
    "text", ["a\r\nATTENDEE:mailto:x@y", "a\nBEGIN:VALARM", "a\rATTENDEE:b", "a\x00\x0bb"]
)
def test_no_text_makes_a_property_of_its_own(text: str) -> None:
    event = Event(uid=text, date=MARCH, title=text, description=text)
    (found,) = parsed(to_ics([event], text, stamp=STAMP)).events

    assert {str(name) for name in found} == {
        *("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "TRANSP", "DESCRIPTION")
    }
    assert found.subcomponents == []


def test_an_address_of_two_lines_is_refused() -> None:
    with pytest.raises(ValueError, match="CR or LF"):
        to_ics([Event(uid="a", date=MARCH, title="ก", url="https://x\r\nATTENDEE:b")], "n", stamp=STAMP)


TITLES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs")), max_size=200)


@given(TITLES, st.dates(max_value=datetime.date(2599, 12, 31)))
def test_every_title_survives(title: str, date: datetime.date) -> None:
    (event,) = parsed(to_ics([Event(uid="a", date=date, title=title)], "n", stamp=STAMP)).events

    assert (str(event["summary"]), event.start) == (title, date)
