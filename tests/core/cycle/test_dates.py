"""By when things are due: known calendars, what is usual otherwise, proposals, and the agency's own days."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cycles import CALENDARS, DAYS

from prongsai.core.cycle import RoundFacts
from prongsai.core.cycle.dates import PROPOSED, dates_of

SOURCES = Path(__file__).parents[3] / "docs" / "method" / "sources.md"


def day(year: int, month: int, number: int) -> datetime.date:
    return datetime.date(year, month, number)


def test_what_the_calendar_of_a_year_says_is_read() -> None:
    closes = dates_of(2565, CALENDARS).due["publication"]

    assert (closes.date, closes.certainty, closes.source) == (day(2022, 4, 30), "read", "TSLOCAL; ITAS-2761")
    assert closes.why.th == "ปฏิทินการประเมินปี 2565: นำเข้าข้อมูล OIT"
    assert (closes.own, closes.proposed) == (False, False)
    assert dates_of(2569, CALENDARS).announced.date == day(2025, 8, 15)


def test_without_a_calendar_the_usual_day_is_inferred() -> None:
    found = dates_of(2569, CALENDARS)

    assert (found.due["publication"].date, found.due["publication"].certainty) == (
        day(2026, 4, 30),
        "inferred",
    )
    assert (found.announced_next.date, found.announced_next.certainty) == (day(2026, 8, 31), "inferred")
    assert dates_of(2569).announced.date == day(2025, 8, 31)


def test_days_that_no_text_sets_are_called_proposals() -> None:
    found = dates_of(2569, CALENDARS).due

    assert [found[each].date for each in PROPOSED] == [
        *(day(2025, 9, 30), day(2025, 10, 31), day(2025, 11, 30), day(2025, 12, 31), day(2026, 1, 31))
    ]
    assert {found[each].certainty for each in (*PROPOSED, "outcome")} == {"unknown"}
    assert all(found[each].proposed for each in (*PROPOSED, "outcome"))


def test_nothing_is_due_before_there_is_a_result() -> None:
    # The result of 2562 came on 17 October, after the year had begun.
    found = dates_of(2563, CALENDARS)

    assert found.announced.date == day(2019, 10, 17)
    assert found.due["result"].date == found.due["reconcile"].date == day(2019, 11, 16)
    assert found.due["analysis"].date == day(2019, 11, 30)
    assert dates_of(2562, CALENDARS).due["outcome"].date == day(2019, 11, 16)


@pytest.mark.parametrize(
    ("year", "due"), [(2565, day(2022, 4, 30)), (2566, day(2024, 4, 30)), (2569, day(2027, 4, 30))]
)
def test_the_report_was_once_due_in_the_year_of_its_measures(year: int, due: datetime.date) -> None:
    assert dates_of(year, CALENDARS).due["report"].date == due


def test_rounds_are_due_at_the_end_of_their_time_or_on_a_day_of_their_own() -> None:
    dates = dates_of(2569)
    usual, own = (
        dates.of_round(RoundFacts(key="6m")),
        dates.of_round(RoundFacts(key="6m", due=day(2026, 4, 10))),
    )

    assert (usual.date, usual.certainty, usual.own) == (day(2026, 3, 31), "inferred", False)
    assert (own.date, own.own, own.proposed) == (day(2026, 4, 10), True, False)
    assert dates.of_round(RoundFacts(key="12m")).date == day(2026, 9, 30)


def test_every_source_stands_in_the_list() -> None:
    known = SOURCES.read_text("utf-8")
    dates = dates_of(2569)
    due = [dates.announced, *dates.due.values(), dates.of_round(RoundFacts(key="3m"))]
    keys = {key for each in due for key in each.source.split("; ")}

    assert len(keys) > 5
    assert [key for key in sorted(keys) if f"| `{key}` |" not in known] == []


@given(st.integers(2562, 2599))
def test_one_part_follows_the_other(year: int) -> None:
    found = dates_of(year, CALENDARS).due
    chain = [found[each].date for each in (*PROPOSED, "publication")]

    assert chain == sorted(chain)


@given(st.integers(2562, 2580), DAYS)
def test_a_day_of_the_agency_goes_before_all_others(year: int, date: datetime.date) -> None:
    plain, own = dates_of(year, CALENDARS), dates_of(year, CALENDARS, {"publication": date})

    assert own.due["publication"].date == date and own.due["publication"].own
    assert {**own.due, "publication": None} == {**plain.due, "publication": None}
    assert own.usual == plain.usual == plain.due
