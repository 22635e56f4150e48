"""Every kind of explanation on figures worked out by hand."""

import pytest
from tests.announced import announced, items, only, reasons, the_check, without
from tests.small_frameworks import small_framework

from prongsai.core.framework import Framework

# 2564: 10.1 has the items O34–O41; one of eight lost is 87.50.
SEVEN_OF_EIGHT = items(34, 41, O38="0")


@pytest.mark.parametrize(
    ("printed", "kind"),
    [("87.80", "digit"), ("78.50", "swap"), ("8.50", "dropped"), ("87.5", None), ("87.50", None)],
)
def test_a_figure_copied_wrongly_is_put_right(printed: str, kind: str | None) -> None:
    check = the_check(announced(2564, {"10.1": printed}, scores=SEVEN_OF_EIGHT), "10.1")

    assert check.recomputed == "87.50"
    assert reasons(check)[:1] == ([(kind, "10.1", "87.50")] if kind else [])
    assert check.status == ("disagrees" if kind else "agrees")


def test_the_explanation_says_what_stood_there_and_what_should() -> None:
    check = the_check(announced(2564, {"10.1": "87.80"}, scores=SEVEN_OF_EIGHT), "10.1")

    assert check.explanations[0].text.th == "10.1: 87.80 น่าจะเป็น 87.50 (พิมพ์ผิดหนึ่งหลัก)"
    assert check.explanations[0].text.en == "10.1: 87.80 should be 87.50 (one digit is wrong)"
    assert [each.rank for each in check.explanations] == list(range(len(check.explanations)))


def test_an_item_may_stand_at_another_level() -> None:
    check = the_check(announced(2564, {"10.1": "87.50"}, scores=items(34, 41)), "10.1")

    assert set(reasons(check)) == {("level", f"O{number}", "0.00") for number in range(34, 42)}


def test_an_item_at_no_known_level_is_the_first_suspect() -> None:
    check = the_check(announced(2564, {"10.1": "100.00"}, scores=items(34, 41, O38="10")), "10.1")

    assert reasons(check)[0] == ("dropped", "O38", "100.00")


def test_where_the_levels_are_not_known_usual_ones_are_tried() -> None:
    # 2568, indicator 9: twenty items, 1,950 of 2,000 points; O1 alone is known to have 0 or 100
    check = the_check(announced(2568, {"9": "97.50"}, scores=items(1, 20)), "9")

    assert set(reasons(check)) == {("level", f"O{number}", "50.00") for number in range(2, 21)}


def test_the_only_score_with_one_decimal_has_lost_a_digit() -> None:
    # (95.29 + 97.45 + 99.61 + 85.88 + 93.92) / 5 = 94.43
    indicators = {"1": "95.2", "2": "97.45", "3": "99.61", "4": "85.88", "5": "93.92"}

    check = the_check(announced(2568, indicators | {"IIT": "94.43"}), "IIT")

    assert reasons(check)[0] == ("dropped", "1", "95.29")


def test_one_decimal_says_nothing_where_last_zeros_are_not_written() -> None:
    # (95.3 + 97.4 + 99.6 + 85.9 + 93.9) / 5 = 94.42
    short = {"1": "95.3", "2": "97.4", "3": "99.6", "4": "85.9", "5": "93.9", "IIT": "94.52"}
    long = {code: f"{figure}0" for code, figure in without(short, "IIT", "2").items()} | {
        "2": "97.4",
        "IIT": "94.52",
    }

    # 97.90 alone would mend the sum best; 97.94 is a digit longer than what is printed
    assert reasons(the_check(announced(2568, long), "IIT"))[0] == ("dropped", "2", "97.94")
    assert ("digit", "2", "97.90") in reasons(the_check(announced(2568, short), "IIT"))


def test_a_figure_that_mends_two_checks_is_likelier_than_one_that_mends_one() -> None:
    # IIT = 94.43, EIT = 96.24, OIT = 93.25, total 94.501; IIT is printed as 94.93 in both sums
    figures = {
        "1": "95.29",
        "2": "97.45",
        "3": "99.61",
        "4": "85.88",
        "5": "93.92",
        "IIT": "94.93",
        "EIT": "96.24",
        "OIT": "93.25",
        "total": "94.50",
    }

    found = announced(2568, figures)

    assert reasons(the_check(found, "IIT"))[0] == ("digit", "IIT", "94.43")
    assert reasons(the_check(found, "total"))[0] == ("digit", "IIT", "94.43")


def test_the_questions_of_a_sample_tell_which_of_them_is_wrong() -> None:
    # Twelve answers on a 20-point scale give multiples of 1.666…: all but 78.37. (78.33 + 81.67 + 86.67) / 3 = 82.22
    questions = {"i1": "78.37", "i2": "81.67", "i3": "86.67", "i4": "91.67", "i6": "88.33", "i7": "96.67"}

    check = the_check(announced(2568, {"1": "82.22"}, scores=questions), "1")

    assert reasons(check)[0] == ("digit", "i1", "78.33")
    assert {code for _, code, _ in reasons(check)} == {"1", "i1", "i2", "i3"}


def test_nothing_explains_a_figure_far_off() -> None:
    found = only(the_check(announced(2564, {"10.1": "12.34"}, scores=items(34, 41)), "10.1"))

    assert (found.kind, found.code, found.value) == ("none", "10.1", None)


# Rounding


def test_a_truncated_figure_over_exact_items_is_explained_by_truncation() -> None:
    # One of the nine items of 9.1 lost: (88.888… + 4 · 100) / 5 = 97.777…
    check = the_check(announced(2564, {"9": "97.77"}, scores=items(1, 33, O5="0")), "9")

    assert check.recomputed == "97.78"
    assert reasons(check)[0] == ("rounding", "9", "truncate_2")
    assert check.explanations[0].rule == "truncate_2"


def test_a_tie_rounded_to_the_even_figure_is_explained_by_that_policy() -> None:
    # OIT = (97.5 + 93.75) / 2 = 95.625; i1 = 260 / 3 = 86.67 speaks against cutting
    found = announced(
        2568,
        {"OIT": "95.62", "i1": "86.67"},
        scores=items(1, 28, O6="50", O21="50"),
        counts={"i1": {100: 1, 80: 2}},
    )

    assert reasons(the_check(found, "OIT"))[0] == ("rounding", "OIT", "half_even_2")
    assert found.policies["half_even_2"] == (2, 2)
    assert found.policies["truncate_2"] == found.policies["half_up_2"] == (1, 2)


@pytest.fixture
def lopsided() -> Framework:
    return small_framework({"IIT": {"1": ["i1", "i2"]}, "OIT": {"9": ["O1"]}}, weights={"IIT": 75, "OIT": 25})


# i1 = 50 / 3 = 16.666…, i2 = 0, so indicator 1 and IIT are 8.333…
ONE_OF_THREE = {"i1": {50: 1, 0: 2}, "i2": {0: 3}}


def test_rounding_at_every_level_is_found_where_only_counts_are_below(lopsided: Framework) -> None:
    # 0.75 · 8.333… + 25 = 31.25; but 16.67 / 2 = 8.335 → 8.34 and 0.75 · 8.34 + 25 = 31.255 → 31.26
    check = the_check(
        announced(lopsided, {"total": "31.26"}, scores={"O1": "100"}, counts=ONE_OF_THREE), "total"
    )

    assert check.recomputed == "31.25"
    assert [value for kind, _, value in reasons(check) if kind == "rounding"] == ["half_up_2_each"]
    assert reasons(check)[0][0] == "rounding"


def test_tools_rounded_before_they_are_added_are_found(lopsided: Framework) -> None:
    # 0.75 · 8.333… + 0.25 · 50.1 = 18.775 → 18.78; with IIT = 8.33 it is 18.7725 → 18.77, as if cut
    check = the_check(
        announced(lopsided, {"total": "18.77"}, scores={"O1": "50.1"}, counts=ONE_OF_THREE), "total"
    )

    assert check.recomputed == "18.78"
    fitting = [value for kind, _, value in reasons(check) if kind == "rounding"]
    assert fitting == ["half_up_2_tools", "truncate_2"]


def test_a_policy_that_fails_elsewhere_is_less_likely_than_a_slip() -> None:
    # 9.1 = 800 / 9 = 88.89 and 9.2 = 700 / 8 = 87.50 are rounded; 9.3 = 600 / 7 = 85.714… is printed as 85.72
    scores = items(1, 33, O5="0", O12="0", O20="0")

    found = announced(2564, {"9.1": "88.89", "9.2": "87.50", "9.3": "85.72"}, scores=scores)

    assert reasons(the_check(found, "9.3"))[0] == ("digit", "9.3", "85.71")


# Rules


def test_a_result_of_2566_made_by_a_flat_mean_is_explained_by_that_rule() -> None:
    # One of the four items of 9.5 lost: by sub-indicators (4 · 100 + 75) / 5 = 95, flat 2,900 / 30 = 96.67
    check = the_check(announced(2566, {"9": "96.67"}, scores=items(1, 30, O27="0")), "9")

    assert check.recomputed == "95.00"
    assert reasons(check)[0] == ("rule", "9", "oit_flat_mean")
    assert check.explanations[0].rule == "oit_flat_mean"


# Missing figures


def test_a_missing_question_must_lie_in_a_range() -> None:
    # 3 · 85.00 − 90.00 − 80.00 = 85.00, give or take 0.015 of the mean and 0.005 of each question
    check = the_check(announced(2568, {"1": "85.00"}, scores={"i1": "90.00", "i2": "80.00"}), "1")

    assert (check.status, check.recomputed) == ("undecidable", None)
    assert (only(check).kind, only(check).code, only(check).value) == ("missing", "i3", "85.00")
    assert only(check).text.en.endswith("i3 must be 85.00 (84.98–85.03)")
    assert only(check).rule == "questions"


def test_a_figure_that_no_missing_item_can_give_disagrees() -> None:
    # With O41 unknown 10.1 lies between 87.5 and 100
    check = the_check(announced(2564, {"10.1": "62.50"}, scores=items(34, 40)), "10.1")

    assert check.status == "disagrees"


def test_a_missing_item_that_would_lie_between_the_levels_is_said_to() -> None:
    # 8 · 95 − 700 = 60, but an item of 2564 has 0 or 100
    check = the_check(announced(2564, {"10.1": "95.00"}, scores=items(34, 40)), "10.1")

    assert (only(check).code, only(check).value) == ("O41", "60.00")
    assert only(check).text.th.endswith("ซึ่งไม่ใช่ระดับคะแนนที่เคยพบ")


def test_where_two_figures_are_missing_none_is_asked_for() -> None:
    check = the_check(announced(2564, {"10.1": "87.50"}, scores=items(34, 39)), "10.1")

    assert (check.status, check.explanations) == ("undecidable", ())


def test_a_missing_tool_is_asked_for_in_the_words_of_the_rule() -> None:
    # (90 − 0.3 · 90 − 0.3 · 90) / 0.4 = 90
    check = the_check(announced(2564, {"IIT": "90.00", "EIT": "90.00", "total": "90.00"}), "total")

    assert (only(check).code, only(check).value, only(check).rule) == ("OIT", "90.00", "total")


def test_a_rule_that_no_framework_entry_names_is_named_by_itself() -> None:
    framework = small_framework(
        {"EIT": {"6": ["e1"]}}, weights={"EIT": 100}, parts={"EIT.1": ("EIT", 1), "EIT.2": ("EIT", 1)}
    )

    check = the_check(announced(framework, {"6": "80.00", "6@EIT.1": "70.00"}), "6")

    assert (only(check).code, only(check).value) == ("6@EIT.2", "90.00")
    assert only(check).rule == "weighted_mean_of_parts"


def test_without_the_part_scores_an_indicator_has_nothing_below_it() -> None:
    assert announced(2568, without({"6": "80.00", "7": "70.00"}, "7")).check("6") is None
