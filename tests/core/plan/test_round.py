"""Monitoring rounds as people write them, and until when they report."""

import datetime

import pytest

from prongsai.core.plan.round import due, read_round


@pytest.mark.parametrize("text", ["6m", "6 เดือน", "รอบ ๖ เดือน", "6", "6 months", "รอบ6เดือน"])
def test_the_round_after_six_months_is_read(text: str) -> None:
    assert read_round(text) == "6m"


def test_the_round_after_twelve_months_is_read() -> None:
    assert {read_round(text) for text in ("12m", "๑๒ เดือน", "12 Months")} == {"12m"}


def test_other_words_are_none() -> None:
    assert [read_round(text) for text in ("9m", "", "รอบ")] == [None] * 3


def test_rounds_report_on_the_time_until_march_and_until_september() -> None:
    assert due(2569, "6m") == datetime.date(2026, 3, 31)
    assert due(2569, "12m") == datetime.date(2026, 9, 30)
