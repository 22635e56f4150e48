"""Periods and dates: every form met in the papers of agencies, and what is no period."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.core.plan import Period
from prongsai.core.plan.period import (
    a_year_later,
    iso_words,
    months_of,
    months_within,
    period_words,
    read_date,
    read_period,
    short_words,
    whole_year,
)
from prongsai.core.text import Text


def period(begins: str, ends: str) -> Period:
    return Period(datetime.date.fromisoformat(begins), datetime.date.fromisoformat(ends))


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("ม.ค- มี.ค. ๖๕", "2022-01-01", "2022-03-31"),
        ("ม.ค. - มี.ค. ๖๕", "2022-01-01", "2022-03-31"),
        ("ม.ค. – เม.ย. ๖๕", "2022-01-01", "2022-04-30"),
        ("ตลอดปีงบประมาณ พ.ศ. ๒๕๖๕", "2021-10-01", "2022-09-30"),
        ("ต.ค. ๒๕๖๗ - ก.ย. ๒๕๖๘", "2024-10-01", "2025-09-30"),
        ("๑ ตุลาคม ๒๕๖๘ – ๓๐ กันยายน ๒๕๖๙", "2025-10-01", "2026-09-30"),
        ("ตุลาคม ๒๕๖๕ - กันยายน ๒๕๖๗", "2022-10-01", "2024-09-30"),
        ("๑๖ มกราคม ๒๕๖๗", "2024-01-16", "2024-01-16"),
        ("17/4/69", "2026-04-17", "2026-04-17"),
        ("17-4-69", "2026-04-17", "2026-04-17"),
        ("17/4/69 - 20/4/69", "2026-04-17", "2026-04-20"),
        ("17-4-69 - 20-4-69", "2026-04-17", "2026-04-20"),
        ("๘ ก.พ. ๒๕๖๕", "2022-02-08", "2022-02-08"),
        ("ภายในเดือนตุลาคม 2566", "2023-10-01", "2023-10-31"),
        ("ภายในเดือนมีนาคม 2567", "2023-10-01", "2024-03-31"),
        ("ภายในวันที่ 15 มีนาคม 2567", "2023-10-01", "2024-03-15"),
        ("เมษายน ๒๕๖๔", "2021-04-01", "2021-04-30"),
        ("ประจำปี ๒๕๖๔", "2020-10-01", "2021-09-30"),
        ("ต.ค. - ม.ค. ๖๙", "2025-10-01", "2026-01-31"),
        ("1 - 15 ม.ค. 2569", "2026-01-01", "2026-01-15"),
        ("1 ถึง 15 ม.ค. 2569", "2026-01-01", "2026-01-15"),
        ("กุมภาพันธ์ 2567", "2024-02-01", "2024-02-29"),
        ("1 October 2025 – 30 September 2026", "2025-10-01", "2026-09-30"),
        ("1 Aug 2025 – 30 Sep 2026", "2025-08-01", "2026-09-30"),
        ("2026-04-17", "2026-04-17", "2026-04-17"),
        ("2025-10-01/2026-09-30", "2025-10-01", "2026-09-30"),
        ("2569-04-17 00:00:00", "2026-04-17", "2026-04-17"),
    ],
)
def test_every_form_met_in_the_papers_is_read(text: str, begins: str, ends: str) -> None:
    assert read_period(text) == period(begins, ends)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "–",
        "เร็ว ๆ นี้",
        "2569",
        "15",
        "31 กุมภาพันธ์ 2569",
        "17/13/69",
        "2569-02-30",
        "ม.ค. – ก.พ. – มี.ค. 69",
        "1 ม.ค. – เร็ว ๆ นี้",
        "เร็ว ๆ นี้ – 1 ม.ค. 69",
        "15 – 16 2569",
        "ธันวาคม 9999",
    ],
)
def test_what_names_no_period_is_none(text: str) -> None:
    assert read_period(text) is None


def test_a_month_without_a_year_needs_the_fiscal_year() -> None:
    assert read_period("ต.ค. - มี.ค.") is None
    assert read_period("ตลอดปีงบประมาณ") is None
    assert read_period("ต.ค. - มี.ค.", fiscal_year=2569) == period("2025-10-01", "2026-03-31")
    assert read_period("ม.ค. - มี.ค.", fiscal_year=2569) == period("2026-01-01", "2026-03-31")
    assert read_period("ตลอดปีงบประมาณ", fiscal_year=2569) == whole_year(2569)


def test_a_date_is_one_day() -> None:
    assert read_date("๑๖ มกราคม ๒๕๖๗") == datetime.date(2024, 1, 16)
    assert read_date("มกราคม ๒๕๖๗") is None
    assert read_date("ยังไม่ทราบ") is None


def test_whole_months_are_counted_from_october() -> None:
    assert months_of(2569, 0, 11) == whole_year(2569) == period("2025-10-01", "2026-09-30")
    assert months_of(2569, 2, 4) == period("2025-12-01", "2026-02-28")


@pytest.mark.parametrize(
    ("begins", "ends", "thai", "english"),
    [
        ("2025-10-01", "2026-09-30", "ตลอดปีงบประมาณ พ.ศ. 2569", "Fiscal year 2569"),
        ("2025-10-01", "2026-03-31", "ต.ค. 2568 – มี.ค. 2569", "October 2025 – March 2026"),
        ("2026-02-01", "2026-04-30", "ก.พ. – เม.ย. 2569", "February – April 2026"),
        ("2026-02-01", "2026-02-28", "ก.พ. 2569", "February 2026"),
        ("2026-01-20", "2026-01-20", "20 มกราคม 2569", "20 January 2026"),
        ("2026-01-01", "2026-01-15", "1 มกราคม 2569 – 15 มกราคม 2569", "1 January 2026 – 15 January 2026"),
    ],
)
def test_narrow_columns_have_the_shortest_words(begins: str, ends: str, thai: str, english: str) -> None:
    assert short_words(period(begins, ends)) == Text(thai, english)


@pytest.mark.parametrize(
    ("begins", "ends", "thai"),
    [
        ("2025-10-01", "2026-01-31", "ต.ค.–ม.ค."),
        ("2026-02-01", "2026-02-28", "ก.พ."),
        ("2026-09-01", "2026-10-31", None),
        ("2026-02-01", "2026-02-27", None),
    ],
)
def test_months_of_one_fiscal_year_need_no_year(begins: str, ends: str, thai: str | None) -> None:
    words = months_within(period(begins, ends), whole_year(2569))

    assert (words.th if words else None) == thai


def test_months_need_their_year_in_a_measure_of_two_years() -> None:
    october = period("2025-10-01", "2025-10-31")

    assert months_within(october, period("2025-10-01", "2026-12-31")) is None


def test_a_period_is_written_in_long_dates() -> None:
    words = period_words(whole_year(2569))

    assert words == Text("1 ตุลาคม 2568 – 30 กันยายน 2569", "1 October 2025 – 30 September 2026")


DAYS = st.dates(datetime.date(1960, 1, 1), datetime.date(2100, 12, 31))


@given(DAYS, DAYS)
def test_what_is_written_is_read_back(one: datetime.date, other: datetime.date) -> None:
    written = Period(min(one, other), max(one, other))

    for words in (period_words(written), short_words(written)):
        assert read_period(words.th) == written
    assert read_period(period_words(written).en) == written
    assert read_period(iso_words(written)) == written


@pytest.mark.parametrize(
    ("day", "later"),
    [
        ((2025, 10, 1), (2026, 10, 1)),
        ((2027, 2, 28), (2028, 2, 29)),
        ((2028, 2, 29), (2029, 2, 28)),
        ((2028, 2, 28), (2029, 2, 28)),
    ],
)
def test_a_year_later_the_end_of_february_stays_its_end(
    day: tuple[int, int, int], later: tuple[int, int, int]
) -> None:
    assert a_year_later(datetime.date(*day)) == datetime.date(*later)
