"""Thai digits, tidy text, numbers as people write them, Buddhist-era dates and fiscal years."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.core.thai import (
    Digits,
    arabic_digits,
    fiscal_year_end,
    fiscal_year_of,
    fiscal_year_start,
    in_digits,
    long_date,
    read_number,
    thai_digits,
    tidy,
)

ZERO_WIDTH_SPACE = "\u200b"
SARA_AM = "\u0e33"
NIKHAHIT_AND_SARA_AA = "\u0e4d\u0e32"
MAI_THO = "\u0e49"


def test_digits_are_written_in_both_scripts() -> None:
    assert thai_digits("คะแนน 94.50 (O6)") == "คะแนน ๙๔.๕๐ (O๖)"
    assert arabic_digits("คะแนน ๙๔.๕๐ ปี 2568") == "คะแนน 94.50 ปี 2568"
    assert thai_digits("0123456789") == "๐๑๒๓๔๕๖๗๘๙"


@pytest.mark.parametrize(("script", "text"), [("thai", "ข้อ ๑๒"), ("arabic", "ข้อ 12")])
def test_the_reader_chooses_the_script(script: Digits, text: str) -> None:
    assert in_digits("ข้อ 1๒", script) == text


@given(st.text("0123456789 .กข"))
def test_digits_survive_the_way_there_and_back(text: str) -> None:
    assert arabic_digits(thai_digits(text)) == text


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("  คะแนน   รวม\n", "คะแนน รวม"),
        ("คะแนน\u00a0รวม\tปี", "คะแนน รวม ปี"),
        (f"โปร่ง{ZERO_WIDTH_SPACE}ใส", "โปร่งใส"),
        ("\ufeffi1\u00ad", "i1"),
        (f"ท{NIKHAHIT_AND_SARA_AA}งาน", f"ท{SARA_AM}งาน"),
        (f"น{NIKHAHIT_AND_SARA_AA[0]}{MAI_THO}{NIKHAHIT_AND_SARA_AA[1]}", f"น{MAI_THO}{SARA_AM}"),
        (f"ท{SARA_AM}งาน", f"ท{SARA_AM}งาน"),
        (f"น{MAI_THO}{SARA_AM}", f"น{MAI_THO}{SARA_AM}"),
        ("เเผนปฏิบัติการ", "แผนปฏิบัติการ"),
        ("Ｏ１２", "O12"),
        ("๙๔.๕๐", "๙๔.๕๐"),
        (
            "ผ่าน\u00b2 \u2460 \u00bd",
            "ผ่าน\u00b2 \u2460 \u00bd",
        ),  # a reader sees these as different from digits
        ("", ""),
    ],
)
def test_tidy_text_looks_the_same_and_is_written_one_way(text: str, tidied: str) -> None:
    assert tidy(text) == tidied


@given(st.text())
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("94.50", "94.50"),
        ("๙๔.๕๐", "94.50"),
        ("９４．５０", "94.50"),
        (" 94 .50 ", "94.50"),
        ("1 00", "100"),
        (f"94{ZERO_WIDTH_SPACE}.50", "94.50"),
        ("ร้อยละ ๘๕", "85"),
        ("85.00 คะแนน", "85.00"),
        ("85%", "85"),
        ("ร้อยละ 85 %", "85"),
        ("85 เปอร์เซ็นต์", "85"),
        ("85 Percent", "85"),
        ("+5", "5"),
        ("-5", "-5"),
        ("\u22125.25", "-5.25"),
        (".5", "0.5"),
        ("95.", "95"),
        ("0", "0"),
    ],
)
def test_a_number_is_read_as_people_write_it(text: str, number: str) -> None:
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        ".",
        "ร้อยละ",
        "94,50",
        "1,000",
        "94.50.1",
        "95.29 97.45",
        "1e2",
        "NaN",
        "Infinity",
        "0x10",
        "O",
        "ผ่าน",
        "85-90",
        "94.5\u00b2",  # a footnote mark is no digit
        "7\u00bd",
        "\u2460",
    ],
)
def test_what_shows_no_number_or_leaves_a_guess_is_refused(text: str) -> None:
    assert read_number(text) is None


def test_decimals_stay_as_written() -> None:
    assert str(read_number("๑๐๐.๐๐")) == "100.00"
    assert str(read_number("-0.00")) == "0.00"


@given(st.decimals(0, 100, places=2))
def test_every_score_is_read_in_thai_digits(score: Decimal) -> None:
    assert read_number(f"ร้อยละ {thai_digits(str(score))}") == score


@pytest.mark.parametrize(
    ("date", "text"),
    [
        (datetime.date(2026, 4, 17), "17 เมษายน 2569"),
        (datetime.date(2025, 1, 1), "1 มกราคม 2568"),
        (datetime.date(2024, 2, 29), "29 กุมภาพันธ์ 2567"),
        (datetime.date(2021, 12, 31), "31 ธันวาคม 2564"),
    ],
)
def test_a_date_is_written_as_in_official_letters(date: datetime.date, text: str) -> None:
    assert long_date(date) == text


@pytest.mark.parametrize(
    ("date", "year"),
    [
        (datetime.date(2025, 9, 30), 2568),
        (datetime.date(2025, 10, 1), 2569),
        (datetime.date(2025, 12, 31), 2569),
        (datetime.date(2026, 1, 1), 2569),
    ],
)
def test_a_fiscal_year_begins_in_october(date: datetime.date, year: int) -> None:
    assert fiscal_year_of(date) == year


def test_a_fiscal_year_has_its_first_and_last_day() -> None:
    assert fiscal_year_start(2569) == datetime.date(2025, 10, 1)
    assert fiscal_year_end(2569) == datetime.date(2026, 9, 30)


@given(st.dates(datetime.date(2000, 1, 1), datetime.date(2100, 1, 1)))
def test_every_day_lies_in_its_own_fiscal_year(date: datetime.date) -> None:
    year = fiscal_year_of(date)

    assert fiscal_year_start(year) <= date <= fiscal_year_end(year)
    assert fiscal_year_end(year) + datetime.timedelta(days=1) == fiscal_year_start(year + 1)


@given(st.text("กขำาํ้ิุเแ๑1 Ａ１½²\u00a0\u0301é"), st.integers(0))
def test_what_nobody_sees_makes_no_difference(text: str, place: int) -> None:
    at = place % (len(text) + 1)

    assert tidy(text[:at] + ZERO_WIDTH_SPACE + text[at:]) == tidy(text)


@given(st.text("กขำาํ้ิุเแ๑1 Ａ１½²\u00a0\u0301é"))
def test_digits_alone_are_changed(text: str) -> None:
    assert arabic_digits(text) == text.replace("๑", "1")
