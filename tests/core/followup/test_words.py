"""Statuses as people write them."""

from typing import get_args

import pytest

from prongsai.core.followup import Status
from prongsai.core.followup.words import LATE, STATUS_WORDS, read_late, read_status


@pytest.mark.parametrize("status", get_args(Status))
def test_every_status_is_read_by_its_words_and_its_identifier(status: Status) -> None:
    words = STATUS_WORDS[status]

    assert [read_status(text) for text in (status, words.th, words.en, f" {words.en.upper()} ")] == [
        status
    ] * 4


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("เสร็จเรียบร้อยแล้ว", "done"),
        ("ยังมิได้ดำเนินการ", "not_done"),
        ("อยู่ระหว่างดำเนินการ", "in_progress"),
        ("เสร็จบางส่วน", "partial"),
    ],
)
def test_the_words_of_agencies_own_papers_are_read(text: str, status: Status) -> None:
    assert read_status(text) == status


def test_other_words_are_none() -> None:
    assert read_status("เสร็จมั้ง") is None


def test_a_mark_of_lateness_is_read_and_nothing_guessed() -> None:
    assert [read_late(each) for each in (LATE.th, f" {LATE.en.upper()}", "yes", "", "ตรงเวลามั้ง")] == [
        True,
        True,
        True,
        False,
        None,
    ]
