"""Monitoring rounds as people write them, and until when they report."""

import datetime

import pytest

from prongsai.core.plan import MonitoringRound
from prongsai.core.plan.round import (
    MONITORING_ROUNDS,
    ROUND_WORDS,
    due,
    months,
    offered,
    read_round,
    rounds_words,
)
from prongsai.core.text import Text


@pytest.mark.parametrize("text", ["6m", "6 เดือน", "รอบ ๖ เดือน", "6", "6 months", "รอบ6เดือน"])
def test_the_round_after_six_months_is_read(text: str) -> None:
    assert read_round(text) == "6m"


def test_the_round_after_twelve_months_is_read() -> None:
    assert {read_round(text) for text in ("12m", "๑๒ เดือน", "12 Months")} == {"12m"}


def test_other_words_are_none() -> None:
    assert [read_round(text) for text in ("0m", "13m", "1.5m", "-6m", "", "รอบ")] == [None] * 6


@pytest.mark.parametrize("round_", MONITORING_ROUNDS)
def test_every_round_is_read_from_its_own_words(round_: MonitoringRound) -> None:
    words = ROUND_WORDS[round_]

    assert {read_round(text) for text in (round_, words.th, words.en, f"รอบ {words.th}")} == {round_}


def test_one_month_is_said_as_one() -> None:
    assert ROUND_WORDS["1m"] == Text("1 เดือน", "1 month")
    assert ROUND_WORDS["9m"] == Text("9 เดือน", "9 months")


def test_rounds_report_on_the_time_until_march_and_until_september() -> None:
    assert due(2569, "6m") == datetime.date(2026, 3, 31)
    assert due(2569, "12m") == datetime.date(2026, 9, 30)


def test_rounds_of_other_months_report_to_the_end_of_theirs() -> None:
    assert due(2569, "3m") == datetime.date(2025, 12, 31)
    assert due(2567, "5m") == datetime.date(2024, 2, 29)
    assert [months(round_) for round_ in MONITORING_ROUNDS] == list(range(1, 13))
    assert sorted(due(2569, round_) for round_ in MONITORING_ROUNDS) == [
        due(2569, round_) for round_ in MONITORING_ROUNDS
    ]


def test_the_usual_rounds_are_offered_beside_those_in_use() -> None:
    assert offered([]) == ("6m", "12m")
    assert offered(["12m", "9m", "3m", "9m"]) == ("3m", "6m", "9m", "12m")


def test_a_list_of_rounds_reads_as_a_sentence() -> None:
    assert rounds_words(("6m", "12m")) == Text("6 เดือน และ 12 เดือน", "6 months and 12 months")
    assert rounds_words(("3m", "6m", "9m")).th == "3 เดือน, 6 เดือน และ 9 เดือน"
    assert rounds_words(("3m",)) == ROUND_WORDS["3m"]
    assert rounds_words(()) == Text("", "")
