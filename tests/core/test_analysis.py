"""What a score says: strongest, weakest, lost. Figures of the published cases are worked out in the comments."""

from fractions import Fraction

from tests.papers import analysed, don_sak, na_pho
from tests.small_frameworks import scored, small_framework

from prongsai.core.analysis import Standing, share_lost

THREE = small_framework(
    {"IIT": ["1", "2", "3"], "OIT": {"9": ["O1", "O2"]}},
    weights={"IIT": 1, "OIT": 1},
    allowed={"*": (0, 100)},
)


def codes(standings: tuple[Standing, ...]) -> list[str]:
    return [standing.code for standing in standings]


def test_the_best_and_the_worst_three_are_named_in_order() -> None:
    found = analysed(na_pho())

    assert codes(found.strongest) == ["7", "6", "8"]  # 96.75, 95.82, 95.65
    assert codes(found.weakest) == ["10", "9", "5"]  # 31.25, 53.56, 73.66
    assert [each.value for each in found.weakest] == [Fraction("31.25"), Fraction("53.56"), Fraction("73.66")]


def test_a_computed_indicator_stands_with_its_computed_value() -> None:
    weakest = analysed(don_sak()).weakest

    assert codes(weakest) == ["4", "9", "5"]
    assert weakest[0].value == Fraction("85.87")  # announced was 85.88


def test_no_indicator_is_both_strong_and_weak() -> None:
    found = analysed(scored(THREE, {"1": 90, "2": 80, "3": 70, "O1": 100, "O2": 0}))

    assert codes(found.strongest) == ["1", "2"]
    assert codes(found.weakest) == ["9", "3"]


def test_equal_scores_keep_the_order_of_the_framework() -> None:
    found = analysed(scored(THREE, {"1": 80, "2": 80, "3": 80, "9": 80}))

    assert codes(found.strongest) == ["1", "2"]
    assert codes(found.weakest) == ["3", "9"]


def test_one_indicator_alone_is_to_be_developed_not_praised() -> None:
    found = analysed(scored(THREE, {"2": 99}))

    assert (codes(found.strongest), codes(found.weakest)) == ([], ["2"])


def test_nothing_known_gives_nothing_to_say() -> None:
    found = analysed(scored(THREE, {}))

    assert (found.strongest, found.weakest, found.weakest_questions, found.lost) == ((), (), (), ())


def test_the_lowest_questions_are_those_below_100() -> None:
    questions = analysed(don_sak()).weakest_questions

    assert codes(questions) == ["i10", "i2", "i12"]  # 70.00, then 91.76 twice (i15 has it too)


def test_what_was_lost_adds_up_to_what_the_total_lacks() -> None:
    assert share_lost(analysed(na_pho()).lost) == 100 - Fraction("69.6598")
    assert share_lost(analysed(don_sak()).lost) == 100 - Fraction("94.5004")


def test_what_stands_at_its_best_is_not_lost() -> None:
    assert [
        gain.code for gain in analysed(scored(THREE, {"1": 100, "2": 50, "3": 100, "O1": 0, "O2": 100})).lost
    ] == [
        "O1",
        "2",
    ]
    assert share_lost([]) == 0
