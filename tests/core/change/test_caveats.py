"""Warnings between two years: what the framework files say, and what can be seen where they say nothing."""

from functools import cache

import pytest

from prongsai.core.change.caveats import caveats, choices, summary
from prongsai.reading.framework import load as read

load = cache(read)


def reasons(newer: str, older: str, code: str) -> list[tuple[str, str]]:
    return [(each.code, each.reason) for each in caveats(load(newer), load(older), code)]


def test_the_question_on_online_service_was_another_one_in_2567() -> None:
    (caveat,) = caveats(load("th-ita-2568"), load("th-ita-2567"), "8")

    assert (caveat.code, caveat.previous, caveat.reason) == ("e9", ("e9",), "changed")
    assert "เดิมมีคะแนน 0, 100 ปี 2568 เป็น 0, 20, 40, 60, 80, 100" in caveat.words.th
    assert "worth 0, 100, in 2568 0, 20, 40, 60, 80, 100" in caveat.words.en


def test_a_question_within_a_part_carries_the_warning_of_the_question() -> None:
    assert reasons("th-ita-2568", "th-ita-2567", "e9@EIT.2") == [("e9", "changed")]


def test_a_question_of_statements_is_described_by_their_choices() -> None:
    (caveat,) = caveats(load("th-ita-2567"), load("th-ita-2566"), "i1")

    assert "เดิมมีคะแนน 0, 33, 67, 100 ปี 2567" in caveat.words.th


def test_a_tool_carries_the_warnings_of_all_below_it() -> None:
    assert reasons("th-ita-2568", "th-ita-2567", "EIT") == [("e9", "changed")]
    assert ("O12", "merged") in reasons("th-ita-2568", "th-ita-2567", "OIT")


@pytest.mark.parametrize(
    ("newer", "older", "code", "reason"),
    [
        ("th-ita-2568", "th-ita-2567", "O13", "reworded"),
        ("th-ita-2568", "th-ita-2567", "O1", "merged"),
        ("th-ita-2569", "th-ita-2568", "O11", "part"),
        ("th-ita-2569", "th-ita-2568", "O13", "changed"),
        # Not neighbours: another scale, several codes, another title.
        ("th-ita-2568", "th-ita-2564", "e1", "changed"),
        ("th-ita-2568", "th-ita-2564", "O16", None),
        ("th-ita-2568", "th-ita-2566", "O16", "merged"),
        ("th-ita-2569", "th-ita-2567", "O18", "reworded"),
        # Nothing changed, or nothing to compare with.
        ("th-ita-2568", "th-ita-2567", "i1", None),
        ("th-ita-2567", "th-ita-2566", "O29", None),
        ("th-ita-2568", "th-ita-2568", "e9", None),
        ("th-ita-2564", "th-ita-2562", "O1", None),
    ],
)
def test_each_kind_of_change_is_named(newer: str, older: str, code: str, reason: str | None) -> None:
    assert reasons(newer, older, code) == ([(code, reason)] if reason else [])


def test_an_indicator_without_known_questions_has_nothing_to_warn_of() -> None:
    assert reasons("th-ita-2569", "th-ita-2568", "8") == []


def test_the_choices_of_a_question_are_told_least_first() -> None:
    assert choices(load("th-ita-2568"), "i5") == (0, 20, 40, 60, 80, 100)
    assert choices(load("th-ita-2564"), "i11") == (0, 33, 67, 100)
    assert choices(load("th-ita-2568"), "O1") == ()


def test_the_summary_names_every_code_once() -> None:
    found = caveats(load("th-ita-2568"), load("th-ita-2567"), "8")

    assert "(e9)" in summary(found * 2).th
    assert "(e9)" in summary(found * 2).en
    assert summary(()).th == ""
