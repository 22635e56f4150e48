"""What all papers are written with: names, dates, money, changes and links in both languages."""

import datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from tests.paper_chain import WHOLE_YEAR, pen

from prongsai.core.papers.pen import counted
from prongsai.core.plan import Period


def test_a_unit_has_the_agencys_own_name_in_thai_and_ours_in_english() -> None:
    assert pen().unit("finance") == "กองคลังสมมติ"
    assert pen("en").unit("finance") == "Finance"
    assert pen().unit("works") == "กองช่าง"


def test_a_unit_that_nobody_knows_stands_as_it_was_written() -> None:
    assert pen().unit("งานประปา") == "งานประปา"


def test_topics_are_named_by_the_catalogue() -> None:
    assert pen().topic("service") == "การให้บริการและระบบ E-Service"
    assert pen("en").topic("service") == "Service and E-Service"
    assert pen().topic("เรื่องของเรา") == "เรื่องของเรา"


def test_a_whole_fiscal_year_is_named_and_no_period_is_nothing() -> None:
    assert pen().period(WHOLE_YEAR) == "ตลอดปีงบประมาณ พ.ศ. 2568"
    assert pen().period(None) == ""


def test_dates_are_of_the_buddhist_era_in_thai_only() -> None:
    day = datetime.date(2026, 3, 31)

    assert pen().date(day) == "31 มีนาคม 2569"
    assert pen("en").date(day) == "31 March 2026"
    assert pen().period(Period(day, day)) == "31 มีนาคม 2569"


@pytest.mark.parametrize(
    ("change", "written"),
    [
        (Fraction(2, 100), "+0.02"),
        (Fraction(-3433, 100), "−34.33"),
        (Fraction(0), "0.00"),
        (Fraction(1, 3), "+0.33"),
    ],
)
def test_a_change_has_its_sign_and_two_decimals(change: Fraction, written: str) -> None:
    assert pen().signed(change) == written


def test_money_says_whether_none_is_needed_or_nothing_is_known() -> None:
    assert pen().baht(Decimal(1250000)) == "1,250,000"
    assert pen().baht(Decimal("99.5")) == "99.50"
    assert pen().baht(Decimal(0)) == "ไม่ใช้งบประมาณ"
    assert pen().baht(None) == ""


def test_only_safe_addresses_lead_anywhere_and_all_keep_their_letters() -> None:
    runs = pen().links(("https://a.go.th/1", "http://b.go.th", "รูป 1.jpg"))
    shown = [run for run in runs if run.text != "\n"]

    assert [run.link for run in shown] == ["https://a.go.th/1", "", ""]
    assert all(run.verbatim for run in shown)
    assert len(runs) == 5


def test_english_counts_know_one_from_many() -> None:
    assert (counted(1, "measure"), counted(0, "measure"), counted(2, "item")) == (
        "1 measure",
        "0 measures",
        "2 items",
    )
