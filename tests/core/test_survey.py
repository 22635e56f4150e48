"""What whole answers can give: by counting all of them, and by the worked numbers of docs/method/survey.md."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import combinations_with_replacement

import pytest

from prongsai.core.survey import (
    MOST_ANSWERS,
    PrintedMean,
    impossible,
    most_means,
    nearest_possible,
    reaches,
    sample_sizes,
)

SIX = (0, 20, 40, 60, 80, 100)
TWO = (0, 100)
FOUR = (0, 33, 67, 100)
SCALES = (SIX, TWO, FOUR, (100, 67, 33, 0), (0, 50, 100), (25, 50, 75, 100), (0, 0, 40, 100), (10, 37, 100))
HUNDREDTHS = [Decimal(number).scaleb(-2) for number in range(10_001)]

OF_253 = ("95.10", "95.02", "95.49")
OF_22 = ("99.09", "98.18", "97.27", "93.64", "93.64")
OF_34 = ("94.12", "91.76", "95.88", "96.47", "98.82", "70.00", "91.76", "95.29", "94.71", "91.76")
E3 = PrintedMean(Decimal("99.21"), TWO)


def on(points: tuple[int, ...], figures: Sequence[str]) -> list[PrintedMean]:
    return [PrintedMean(Decimal(figure), points) for figure in figures]


def means(points: tuple[int, ...], answers: int) -> set[Fraction]:
    """Every mean there is, by trying all answers."""
    return {Fraction(sum(chosen), answers) for chosen in combinations_with_replacement(points, answers)}


def as_shown(mean: Fraction) -> Decimal:
    return Decimal((mean.numerator * 200 + mean.denominator) // (2 * mean.denominator)).scaleb(-2)


# All answers of a few people


@pytest.mark.parametrize("points", SCALES, ids=str)
@pytest.mark.parametrize("respondents", [1, 2, 3, 5, 7])
def test_exactly_the_means_that_answers_can_give_are_reached(
    points: tuple[int, ...], respondents: int
) -> None:
    possible = {as_shown(mean) for mean in means(points, respondents)}

    reached = {value for value in HUNDREDTHS if reaches(PrintedMean(value, points), respondents)}

    assert reached == possible


@pytest.mark.parametrize("points", [TWO, FOUR], ids=str)
@pytest.mark.parametrize(("respondents", "statements"), [(1, 3), (2, 2), (2, 4)])
def test_each_statement_of_a_question_is_an_answer_of_its_own(
    points: tuple[int, ...], respondents: int, statements: int
) -> None:
    possible = {as_shown(mean) for mean in means(points, respondents * statements)}

    reached = {value for value in HUNDREDTHS if reaches(PrintedMean(value, points, statements), respondents)}

    assert reached == possible


@pytest.mark.parametrize("points", SCALES, ids=str)
@pytest.mark.parametrize("respondents", [1, 2, 4, 8])
def test_there_are_never_more_means_than_are_counted_on(points: tuple[int, ...], respondents: int) -> None:
    assert len(means(points, respondents)) <= most_means(PrintedMean(Decimal(0), points), respondents)


@pytest.mark.parametrize(
    ("points", "respondents", "statements", "most"),
    [(SIX, 34, 1, 171), (SIX, 253, 1, 1266), (TWO, 253, 1, 254), (TWO, 10, 3, 31)],
)
def test_on_even_steps_the_bound_is_the_number_itself(
    points: tuple[int, ...], respondents: int, statements: int, most: int
) -> None:
    assert most_means(PrintedMean(Decimal(0), points, statements), respondents) == most


# How a mean is printed


def test_a_half_hundredth_was_rounded_up() -> None:
    # One of 16 people: 100 / 16 = 6.25; one of 32: 3.125, printed as 3.13.
    assert reaches(PrintedMean(Decimal("3.13"), TWO), 32)
    assert not reaches(PrintedMean(Decimal("3.12"), TWO), 32)


def test_more_decimals_than_two_narrow_the_choice() -> None:
    # 81 · 20 / 17 is 95.294117…
    assert reaches(PrintedMean(Decimal("95.294"), SIX), 17)
    assert reaches(PrintedMean(Decimal("95.29"), SIX), 17)
    assert not reaches(PrintedMean(Decimal("95.295"), SIX), 17)


def test_fewer_decimals_are_read_as_two() -> None:
    # 7 of 8 is 87.5; 21 of 24 too; 87.52 at N = 713 would be 87.5 only with one decimal.
    assert reaches(PrintedMean(Decimal("87.5"), TWO), 8)
    assert not reaches(PrintedMean(Decimal("87.5"), TWO), 713)


# Samples


def test_three_external_questions_leave_five_sample_sizes() -> None:
    assert sample_sizes(on(SIX, OF_253), 600) == (253, 257, 506, 510, 514)


def test_a_question_on_two_steps_leaves_253_and_506() -> None:
    assert sample_sizes([*on(SIX, OF_253), E3], 600) == (253, 506)


def test_five_external_questions_need_a_multiple_of_22() -> None:
    assert sample_sizes(on(SIX, OF_22), 600) == tuple(range(22, 600, 22))


def test_the_internal_questions_need_a_multiple_of_34() -> None:
    assert sample_sizes(on(SIX, OF_34), 600) == tuple(range(34, 600, 34))


def test_the_printed_i11_moves_the_sample_to_544_or_578() -> None:
    assert sample_sizes(on(SIX, [*OF_34, "95.85"]), 600) == (544, 578)
    assert sample_sizes(on(SIX, [*OF_34, "95.88"]), 600) == tuple(range(34, 600, 34))


def test_all_nine_external_questions_together_fit_506_alone() -> None:
    assert sample_sizes([*on(SIX, OF_253), E3, *on(SIX, OF_22)], 600) == (506,)


@pytest.mark.parametrize("points", [(0, 25, 50, 75, 100), (0, 50, 100), TWO], ids=str)
def test_coarser_even_steps_fit_no_sample(points: tuple[int, ...]) -> None:
    assert sample_sizes([*on(points, OF_253), E3], 600) == ()


def test_the_online_question_was_not_asked_on_two_steps() -> None:
    assert sample_sizes([*on(SIX, OF_253[:2]), E3, *on(TWO, ["95.49"])], 600) == ()


def test_ten_point_steps_cannot_be_excluded() -> None:
    assert sample_sizes([*on(tuple(range(0, 101, 10)), OF_253), E3], 600) == (253, 506, 508)


def test_the_four_uneven_steps_fit_none_of_the_small_samples() -> None:
    assert sample_sizes([*on(FOUR, OF_253), E3], 600)[0] == 252
    assert sample_sizes(on(FOUR, OF_34), 600)[0] == 113
    assert sample_sizes(on(FOUR, OF_22), 600)[0] == 109
    assert sample_sizes([*on(FOUR, OF_253), E3, *on(FOUR, OF_22)], 600) == (507, 508, 509)


def test_no_mean_fits_every_number_of_answers() -> None:
    assert sample_sizes([], 3) == (1, 2, 3)


def test_from_2000_answers_on_every_figure_fits_twenty_point_steps() -> None:
    assert MOST_ANSWERS == 2000
    assert all(reaches(PrintedMean(value, SIX), MOST_ANSWERS) for value in HUNDREDTHS)
    assert sample_sizes(on(SIX, ["95.10", "95.85"]))[-1] == MOST_ANSWERS


# Impossible means and the nearest possible


def test_a_mean_is_impossible_below_the_first_number_that_gives_it() -> None:
    # 95 on a scale of 0 and 100 needs 19 of 20.
    assert impossible(PrintedMean(Decimal("95.00"), TWO), 19)
    assert not impossible(PrintedMean(Decimal("95.00"), TWO), 20)


def test_i11_would_be_95_88_with_34_answers() -> None:
    # 163 · 20 / 34 = 95.882…; one step lower is 95.294…
    assert nearest_possible(PrintedMean(Decimal("95.85"), SIX), 34) == Decimal("95.88")


@pytest.mark.parametrize(
    ("printed", "points", "respondents", "nearest"),
    [
        ("50", TWO, 1, "0"),  # as far from 0 as from 100: the lower one
        ("50.01", TWO, 1, "100"),
        ("100", TWO, 7, "100"),
        ("33.33", TWO, 3, "33.33"),  # it is possible itself
        ("99.999", SIX, 1, "100"),
        ("0.02", (10, 37, 100), 5, "10"),
    ],
)
def test_the_nearest_possible_mean(
    printed: str, points: tuple[int, ...], respondents: int, nearest: str
) -> None:
    assert nearest_possible(PrintedMean(Decimal(printed), points), respondents) == Decimal(nearest)
