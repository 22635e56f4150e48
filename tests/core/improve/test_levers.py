"""What can be raised, and how announced figures rest on what is known below them."""

from fractions import Fraction

import pytest
from tests.small_frameworks import Trees, scored, small_framework

from prongsai.core.framework import Framework
from prongsai.core.improve.levers import levers, raised, unfold

ITEMS = {"9.1": ["O1", "O2"], "9.2": ["O3", "O4"]}


def disclosure(oit_rule: str = "oit_flat_mean", allowed: tuple[int, ...] = (0, 50, 100)) -> Framework:
    tree: Trees = {"IIT": {"1": ["i1", "i2"], "2": ["i3"]}, "OIT": {"9": ITEMS, "10": {"10.1": ["O5"]}}}
    return small_framework(tree, weights={"IIT": 50, "OIT": 50}, oit_rule=oit_rule, allowed={"*": allowed})


KNOWN = {"i1": 80, "i2": 100, "i3": 90, "O5": 100}


def codes(scores: dict[str, object], framework: Framework | None = None) -> dict[str, Fraction]:
    found = levers(unfold(scored(framework or disclosure(), scores)))
    return {lever.code: lever.value for lever in found}


def test_the_deepest_known_scores_below_their_best_can_be_raised() -> None:
    items = {"O1": 100, "O2": 0, "O3": 50, "O4": 100}

    assert codes({**KNOWN, **items}) == {"i1": 80, "i3": 90, "O2": 0, "O3": 50}


def test_an_item_can_have_the_allowed_scores_above_its_own() -> None:
    found = levers(unfold(scored(disclosure(), {**KNOWN, "O1": 100, "O2": 0, "O3": 50, "O4": 100})))

    choices = {lever.code: lever.choices for lever in found}
    assert choices == {"i1": None, "i3": None, "O2": (Fraction(50), Fraction(100)), "O3": (Fraction(100),)}


def test_an_item_at_the_highest_allowed_score_is_at_its_best() -> None:
    items = {"O1": 80, "O2": 80, "O3": 80, "O4": 80}

    assert codes({**KNOWN, **items, "O5": 80}, disclosure(allowed=(0, 80))) == {"i1": 80, "i3": 90}


def test_without_known_levels_an_item_can_only_become_full_and_that_is_said() -> None:
    tree = {"OIT": {"9": ["O1"]}}
    found = levers(unfold(scored(small_framework(tree, weights={"OIT": 1}), {"O1": 50})))

    assert [lever.choices for lever in found] == [(Fraction(100),)]
    assert "not known" in found[0].note.en


def test_a_question_stands_for_its_statements() -> None:
    tree = {"IIT": {"1": {"i1": ["i1.1", "i1.2"], "i2": []}}}
    framework = small_framework(tree, weights={"IIT": 1})

    unfolded = unfold(scored(framework, {"i1.1": 60, "i1.2": 90, "i2": 100}))

    assert [(lever.code, lever.value) for lever in levers(unfolded)] == [("i1", Fraction(75))]
    assert raised(unfolded, {"i1": Fraction(80)})["total"] == 90


def test_an_indicator_without_anything_below_is_raised_as_a_whole() -> None:
    found = levers(unfold(scored(disclosure(), {**KNOWN, "9": 75})))

    assert [(lever.code, lever.choices) for lever in found] == [("i1", None), ("i3", None), ("9", None)]
    assert "as a whole" in found[-1].note.en


# Announced figures and what is known below them


def test_a_single_missing_item_has_what_the_announced_figure_leaves() -> None:
    # 9 = 85 flat over four items: O4 = 4·85 − (100 + 50 + 100) = 90.
    unfolded = unfold(scored(disclosure(), {**KNOWN, "9": 85, "O1": 100, "O2": 50, "O3": 100}))

    implied = {lever.code: lever.value for lever in levers(unfolded) if lever.implied}

    assert implied == {"O4": 90}


def test_under_the_mean_of_sub_indicators_a_missing_item_counts_with_its_own_share() -> None:
    # 9.1 = 75 is known; 9.2 = 2·85 − 75 = 95; O4 = 2·95 − 100 = 90.
    framework = disclosure("oit_mean_of_subindicators")

    assert codes({**KNOWN, "9": 85, "O1": 100, "O2": 50, "O3": 100}, framework)["O4"] == 90


def test_an_announced_figure_with_two_items_missing_moves_with_the_known_ones() -> None:
    unfolded = unfold(scored(disclosure(), {**KNOWN, "9": 60, "O1": 0, "O2": 50}))

    values = raised(unfolded, {"O1": Fraction(100)})

    assert [lever.code for lever in levers(unfolded)] == ["i1", "i3", "O1", "O2"]
    assert values["9"] == 60 + Fraction(100, 4)
    # The known items bring 12.5 points of the 60, so the missing ones have 47.5 of their 50.
    assert [text.en for text in unfolded.unknown] == [
        "O3, O4 are not given, so what each would bring is not known; together at most 2.5 points of 9"
    ]


def test_the_opened_score_has_the_same_total() -> None:
    given = scored(disclosure(), {**KNOWN, "9": 61.37, "O1": 0, "O2": 50})

    assert unfold(given).score.values["total"] == given.total


def test_items_that_contradict_the_announced_figure_are_not_used() -> None:
    # Two of four items at 100 already make 50.
    found = levers(unfold(scored(disclosure(), {**KNOWN, "9": 40, "O1": 100, "O2": 100})))

    assert [lever.code for lever in found] == ["i1", "i3", "9"]
    assert "contradict" in found[-1].note.en


def test_a_missing_item_that_is_full_within_rounding_is_no_lever() -> None:
    # 66.67 was rounded up from 66.666…: the third item would be 100.01.
    framework = small_framework(
        {"OIT": {"9": ["O1", "O2", "O3"]}}, weights={"OIT": 1}, allowed={"*": (0, 100)}
    )

    assert codes({"9": 66.67, "O1": 100, "O2": 0}, framework) == {"O2": 0}


def test_a_tool_given_as_a_whole_leaves_a_score_for_its_missing_indicator() -> None:
    # OIT 80 = (9 + 10) / 2, with 9 = 70 from its items: 10 = 90.
    items = {"O1": 100, "O2": 0, "O3": 80, "O4": 100}
    found = codes({"i1": 100, "i2": 100, "i3": 100, "OIT": 80, **items})

    assert found == {"O2": 0, "O3": 80, "10": 90}


def test_an_announced_figure_is_opened_below_another_one() -> None:
    full = {"i1": 100, "i2": 100, "i3": 100}
    unfolded = unfold(scored(disclosure(), {**full, "OIT": 70, "9": 60, "O1": 0, "O2": 50}))

    # 10 = 2·70 − 60 = 80
    assert [lever.code for lever in levers(unfolded)] == ["O1", "O2", "10"]
    assert raised(unfolded, {"O1": Fraction(100)})["total"] == unfolded.score.values["total"] + Fraction(
        100, 16
    )


def test_without_a_total_the_known_tools_can_still_be_raised() -> None:
    unfolded = unfold(scored(disclosure(), {"O1": 0, "O2": 100, "O3": 100, "O4": 100, "O5": 100}))

    assert unfolded.roots == {"OIT": Fraction(1, 2)}
    assert [lever.code for lever in levers(unfolded)] == ["O1"]


# Tools in parts


def in_parts() -> Framework:
    tree = {"EIT": {"6": ["e1", "e2"], "7": ["e3"]}}
    return small_framework(tree, weights={"EIT": 1}, parts={"EIT.1": ("EIT", 1), "EIT.2": ("EIT", 1)})


def test_questions_of_each_part_can_be_raised_apart() -> None:
    scores = {f"{code}@{part}": 90 for code in ("e1", "e2", "e3") for part in ("EIT.1", "EIT.2")}

    found = levers(unfold(scored(in_parts(), scores)))

    assert [lever.code for lever in found] == [f"e{n}@EIT.{part}" for part in (1, 2) for n in (1, 2, 3)]


def test_questions_of_an_unknown_part_are_not_raised_and_the_indicator_says_why() -> None:
    found = levers(unfold(scored(in_parts(), {"6": 90, "7": 80, "e1": 90, "e2": 90})))

    assert [lever.code for lever in found] == ["6", "7"]
    assert "not of which part" in found[0].note.en
    assert "not of which part" not in found[1].note.en


def test_a_part_given_beside_the_tool_leaves_a_score_for_the_other() -> None:
    assert codes({"EIT": 90, "EIT.1": 96}, in_parts()) == {"EIT.1": 96, "EIT.2": 84}


@pytest.mark.parametrize("missing", ["i1", "O3"])
def test_nothing_is_invented_for_what_is_missing_without_a_figure_above(missing: str) -> None:
    everything = {**KNOWN, "O1": 0, "O2": 0, "O3": 0, "O4": 0}

    assert missing not in codes({code: value for code, value in everything.items() if code != missing})
