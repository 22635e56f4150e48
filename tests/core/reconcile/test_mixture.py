"""Questions printed without their part, on hand-made figures; tests/core/test_reconcile.py has Don Sak."""

import pytest
from tests.announced import announced, only, the_check
from tests.small_frameworks import small_framework

QUESTIONS = {"e1": "90.00", "e2": "92.00", "e3": "94.00"}


def test_the_other_part_must_make_up_for_the_printed_one() -> None:
    # The mean of the printed questions is 92; 2 · 94.50 − 92 = 97
    check = the_check(announced(2568, {"6": "94.50"}, scores=QUESTIONS), "6")

    assert (check.status, check.recomputed) == ("disagrees", "92.00")
    assert (only(check).kind, only(check).code, only(check).value) == ("mixed_parts", "6", "97.00")
    assert "EIT.1 + EIT.2" in only(check).text.th


def test_printed_questions_that_give_the_indicator_agree() -> None:
    assert the_check(announced(2568, {"6": "92.00"}, scores=QUESTIONS), "6").status == "agrees"


def test_counted_questions_without_a_part_are_taken_as_counted() -> None:
    # 2 · 100 + 80 of three answers are 93.333…; (93.333… + 92 + 94) / 3 = 93.111…; 2 · 94 − 93.111… = 94.888…
    scores = {"e2": "92.00", "e3": "94.00"}

    check = the_check(announced(2568, {"6": "94.00"}, scores=scores, counts={"e1": {100: 2, 80: 1}}), "6")

    assert (check.recomputed, only(check).value) == ("93.11", "94.89")


def test_a_mean_just_off_the_scale_is_its_end() -> None:
    # 2 · 96.01 − 92 = 100.02, by rounding alone
    assert only(the_check(announced(2568, {"6": "96.01"}, scores=QUESTIONS), "6")).value == "100.00"


@pytest.mark.parametrize("published", ["96.10", "45.00"])
def test_where_the_other_part_would_leave_the_scale_nothing_is_explained(published: str) -> None:
    assert only(the_check(announced(2568, {"6": published}, scores=QUESTIONS), "6")).kind == "none"


def test_parts_of_different_weight_tell_nothing_of_each_other() -> None:
    framework = small_framework(
        {"EIT": {"6": ["e1"]}}, weights={"EIT": 100}, parts={"EIT.1": ("EIT", 1), "EIT.2": ("EIT", 3)}
    )

    assert only(the_check(announced(framework, {"6": "94.50"}, scores={"e1": "90.00"}), "6")).kind == "none"


def test_a_missing_question_or_indicator_leaves_nothing_to_compare() -> None:
    assert announced(2568, {"6": "94.50"}, scores={"e1": "90.00"}).checks == ()
    assert announced(2568, {}, scores=QUESTIONS).checks == ()


def test_questions_of_a_known_part_are_used_instead() -> None:
    parts = {f"e{number}@EIT.{part}": "94.50" for number in (1, 2, 3) for part in (1, 2)}

    check = the_check(announced(2568, {"6": "94.50"}, scores=QUESTIONS | parts), "6")

    assert check.status == "agrees"


def test_numbers_of_respondents_are_told_only_where_two_samples_are_told_apart() -> None:
    # All three are multiples of 100 / 50: one sample
    assert "ลงตัว" not in only(the_check(announced(2568, {"6": "94.50"}, scores=QUESTIONS), "6")).text.th
