"""Statuses as people write them."""

from typing import get_args

import pytest

from prongsai.core.followup import Status
from prongsai.core.followup.words import STATUS_WORDS, read_status


@pytest.mark.parametrize("status", get_args(Status))
def test_every_status_is_read_by_its_words_and_its_identifier(status: Status) -> None:
    words = STATUS_WORDS[status]

    assert [read_status(text) for text in (status, words.th, words.en, f" {words.en.upper()} ")] == [
        status
    ] * 4


def test_other_words_are_none() -> None:
    assert read_status("เสร็จมั้ง") is None
