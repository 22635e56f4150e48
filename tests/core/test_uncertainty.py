"""Standard errors by hand: from counts, from sizes, through parts and tools to the total."""

from collections.abc import Mapping
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.published import donsak, framework
from tests.random_results import Filler
from tests.second_scorer import Tree
from tests.small_frameworks import scored, small_framework

from prongsai.core.errors import InputError
from prongsai.core.framework import Framework
from prongsai.core.scoring import prepare, score
from prongsai.core.uncertainty import NO_ERROR, Error, Interval, error_of, errors, interval
from prongsai.core.uncertainty.sample_size import SampleSize, asked, sample_of, sizes_of
from prongsai.reading.framework import load

TREE = {"IIT": {"1": ["i1", "i2"]}, "EIT": {"6": ["e1"], "7": ["e2"]}, "OIT": {"10": ["O1"]}}
# Two answers, 100 and 0: variance 5,000, and 5,000 ÷ 2 = 50².
FIFTY = {100: 1, 0: 1}
ROOT_HALF = 0.5**0.5


def invented(*, parts: bool = False) -> Framework:
    halves = {"EIT.1": ("EIT", 1), "EIT.2": ("EIT", 1)}
    return small_framework(TREE, weights={"IIT": 1, "EIT": 1, "OIT": 2}, parts=halves if parts else None)


def answered(*codes: str) -> dict[str, Mapping[int, int]]:
    return dict.fromkeys(codes, FIFTY)


def check(found: Error | None, low: float, high: float, basis: str) -> None:
    assert found is not None
    assert found.low == pytest.approx(low, abs=5e-5)
    assert found.high == pytest.approx(high, abs=5e-5)
    assert found.basis == basis


# From counts


def test_a_counted_question_has_the_error_of_its_mean() -> None:
    counts = {"i1": {100: 12, 80: 3, 60: 5}}

    # √(5,820/19 ÷ 20), and half the variance where 20 of 40 answered
    check(error_of(scored(invented(), {}, counts), "i1", {}), 3.9135, 3.9135, "counts")
    half = {"IIT": SampleSize(None, 40)}
    check(error_of(scored(invented(), {}, counts), "i1", half), 2.7673, 2.7673, "counts")


def test_who_asked_everybody_has_no_error_left() -> None:
    found = error_of(scored(invented(), {}, answered("i1")), "i1", {"IIT": SampleSize(None, 2)})

    check(found, 0, 0, "counts")


def test_questions_of_the_same_people_lie_between_unrelated_and_moving_together() -> None:
    found = error_of(scored(invented(), {}, answered("i1", "i2")), "1", {})

    check(found, 50 * ROOT_HALF, 50, "counts")


def test_parts_are_independent_of_each_other() -> None:
    both = scored(invented(parts=True), {}, answered("e1@EIT.1", "e1@EIT.2"))

    check(error_of(both, "6", {}), 50 * ROOT_HALF, 50 * ROOT_HALF, "counts")


def test_tools_are_independent_and_what_reviewers_checked_adds_no_error() -> None:
    counts = answered("i1", "i2", "e1", "e2")

    found = errors(scored(invented(), {"O1": 50}, counts), {})

    assert found["O1"] == found["OIT"] == NO_ERROR
    # Each of IIT and EIT: 35.36 to 50, and a quarter of the total.
    check(found["total"], 50 * ROOT_HALF * 0.25 / ROOT_HALF, 50 * 0.25 / ROOT_HALF, "counts")


def test_a_single_answer_leaves_the_error_open_unless_it_is_everybody() -> None:
    alone = scored(invented(), {}, {"i1": {100: 1}})

    assert error_of(alone, "i1", {}) is None
    assert errors(alone, {}) == {}
    check(error_of(alone, "i1", {"IIT": SampleSize(None, 1)}), 0, 0, "counts")


# From sizes


def test_a_printed_mean_and_a_size_give_the_least_and_the_largest_error() -> None:
    found = error_of(score(prepare(framework(2568)), donsak()), "i1", {"IIT": SampleSize(34)})

    # 94.12 lies 14.12 above 80: √(14.12 × 5.88 ÷ 33) and √(94.12 × 5.88 ÷ 33)
    check(found, 1.5862, 4.0952, "sizes")


def test_an_indicator_of_two_parts_rests_on_two_samples() -> None:
    sizes = {"EIT.1": SampleSize(22), "EIT.2": SampleSize(22)}

    found = error_of(score(prepare(framework(2568)), donsak()), "6", sizes)

    # √(1.90666… × 4.76 ÷ 84) and √(97.62 × 2.38 ÷ 42)
    check(found, 0.3287, 2.3520, "sizes")


def test_without_a_size_the_error_is_unknown_and_so_is_the_total_s() -> None:
    found = errors(
        score(prepare(framework(2568)), donsak()), {"IIT": SampleSize(34), "EIT.1": SampleSize(22)}
    )

    assert "i1" in found
    assert "IIT" in found
    assert {"6", "EIT", "total"} & set(found) == set()


def test_counts_and_sizes_together_rest_on_sizes() -> None:
    found = error_of(scored(invented(), {"i2": 50}, answered("i1")), "1", {"IIT": SampleSize(2)})

    # i2 at 50 on 0, 50, 100: between 0 and 50.
    check(found, 25, 50, "sizes")


def test_a_figure_of_the_whole_tool_shares_its_people_with_the_parts() -> None:
    mixed = scored(invented(parts=True), {"6": 50}, answered("e2@EIT.1", "e2@EIT.2"))
    sizes = {"EIT.1": SampleSize(2), "EIT.2": SampleSize(2)}

    found = error_of(mixed, "EIT", sizes)

    # 6: 0 to √(½ × 2,500); 7: 25 from each part; all of them at once at the cautious end.
    check(found, 0.5 * 50 * ROOT_HALF, 0.5 * 50 * ROOT_HALF + 0.5 * 50, "sizes")


def test_who_answered_is_known_by_part_or_by_tool() -> None:
    year = framework(2568)

    assert [sample_of(year, code) for code in ("i1", "6", "6@EIT.1", "EIT.2", "EIT", "O1", "OIT", "total")] == [
        "IIT", "EIT", "EIT.1", "EIT.2", "EIT", None, None, None,
    ]  # fmt: skip
    assert [asked(load("th-ita-2569"), tool) for tool in ("IIT", "EIT", "OIT")] == [True, True, False]


# Intervals and refusals


def test_the_interval_is_two_standard_errors_wide_and_stays_on_the_scale() -> None:
    error = Error(low=1, high=2, basis="counts")

    assert error.margin == pytest.approx(3.92)
    found = interval(Fraction(50), error)
    assert found.low == pytest.approx(46.08)
    assert found.high == pytest.approx(53.92)
    assert interval(Fraction(99), error).high == 100
    assert interval(Fraction(1), error).low == 0
    assert interval(Fraction(90), NO_ERROR) == Interval(90, 90)


@pytest.mark.parametrize(
    ("sizes", "ids"),
    [
        ({"OIT": SampleSize(5)}, ["uncertainty.no_such_sample"]),
        ({"EIT.1": SampleSize(5)}, ["uncertainty.no_such_sample"]),
        ({"IIT": SampleSize(None, 1)}, ["uncertainty.more_answers_than_people"]),
        (
            {"EIT": SampleSize(9, 8), "X": SampleSize(1)},
            ["uncertainty.more_answers_than_people", "uncertainty.no_such_sample"],
        ),
    ],
)
def test_sizes_that_cannot_be_are_refused_all_at_once(sizes: dict[str, SampleSize], ids: list[str]) -> None:
    with pytest.raises(InputError) as refused:
        errors(scored(invented(), {}, answered("i1")), sizes)

    assert [problem.id for problem in refused.value.problems] == ids


# Whatever the answers

YEAR = load("th-ita-2568")
RECIPE = prepare(YEAR)
LARGE = {sample: SampleSize(50) for sample in ("IIT", "EIT.1", "EIT.2")}


@given(st.randoms(use_true_random=True))
@settings(max_examples=20)
def test_errors_are_ordered_and_those_of_counts_lie_within_those_of_the_mean(random: Random) -> None:
    filler = Filler(Tree(YEAR, ()), random, complete=True)

    found = errors(score(RECIPE, filler.result()), LARGE)

    assert all(0 <= error.low <= error.high * (1 + 1e-9) for error in found.values())
    assert "total" in found


def test_the_sizes_that_fit_don_sak_give_every_figure_an_error() -> None:
    scored_year = score(prepare(framework(2568)), donsak())

    assert set(errors(scored_year, sizes_of(framework(2568), donsak()))) == set(scored_year.values)
