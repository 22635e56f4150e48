"""Statuses and rounds as people write them."""

import datetime
from typing import get_args

import pytest

from prongsai.core.followup import Status
from prongsai.core.followup.words import ROUND_WORDS, STATUS_WORDS, due, read_round, read_status


@pytest.mark.parametrize("status", get_args(Status))
def test_every_status_is_read_by_its_words_and_its_identifier(status: Status) -> None:
    words = STATUS_WORDS[status]

    assert [read_status(text) for text in (status, words.th, words.en, f" {words.en.upper()} ")] == [
        status
    ] * 4


@pytest.mark.parametrize("text", ["6m", "6 เดือน", "รอบ ๖ เดือน", "6", "6 months", "รอบ6เดือน"])
def test_the_round_after_six_months_is_read(text: str) -> None:
    assert read_round(text) == "6m"


def test_the_round_after_twelve_months_is_read() -> None:
    assert {read_round(text) for text in ("12m", "๑๒ เดือน", ROUND_WORDS["12m"].th)} == {"12m"}


def test_other_words_are_none() -> None:
    assert read_status("เสร็จมั้ง") is None
    assert read_round("9m") is None


def test_rounds_report_on_the_time_until_march_and_until_september() -> None:
    assert due(2569, "6m") == datetime.date(2026, 3, 31)
    assert due(2569, "12m") == datetime.date(2026, 9, 30)
