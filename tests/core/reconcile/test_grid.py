"""Questions of the same people fit one number of answers; which do not?"""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from tests.planted_errors import MOST_ANSWERS as MOST_ASKED
from tests.planted_errors import sound_result
from tests.published import decimals, donsak, framework, with_scores
from tests.result_framework import FRAMEWORK, scale

from prongsai.core.framework import Framework
from prongsai.core.reconcile.grid import (
    MOST_ANSWERS,
    Grid,
    Outlier,
    Sample,
    bits_of_evidence,
    grids,
    printed_questions,
)
from prongsai.core.result import Result

# The i questions of Don Sak that are neither 0 nor 100.
IIT = ("i1", "i2", "i4", "i6", "i7", "i10", "i11", "i12", "i13", "i14", "i15")
OF_253 = ("e1", "e2", "e3", "e9")
OF_22 = ("e4", "e5", "e6", "e7", "e8")


def found(of: Framework, result: Result, most: int = MOST_ANSWERS) -> Mapping[str, Grid]:
    return {grid.code: grid for grid in grids(of, result, most)}


def result_of(scores: Mapping[str, str], published: Mapping[str, str] | None = None) -> Result:
    return Result(agency="", fiscal_year=2568, scores=decimals(scores), published=decimals(published or {}))


def test_the_printed_i11_of_don_sak_stands_against_34_answers() -> None:
    grid = found(framework(2568), donsak())["IIT"]

    assert grid.codes == IIT
    assert grid.outliers == (Outlier("i11", *decimals({"printed": "95.85", "nearest": "95.88"}).values()),)
    assert grid.sizes == (544, 578)
    assert grid.samples == ()
    assert 34 in grid.fits["i10"]
    assert 34 not in grid.fits["i11"]


def test_with_95_88_the_internal_questions_agree() -> None:
    grid = found(framework(2568), with_scores(donsak(), {"i11": "95.88"}))["IIT"]

    assert grid.outliers == ()
    assert grid.sizes == tuple(range(34, 600, 34))


def test_the_external_questions_of_don_sak_fall_into_two_samples() -> None:
    grid = found(framework(2568), donsak())["EIT"]

    assert grid.samples == (Sample(OF_22, tuple(range(22, 600, 22))), Sample(OF_253, (253, 506)))
    assert grid.sizes == (506,)
    assert grid.outliers == ()


@pytest.mark.parametrize(
    ("codes", "size", "bits"),
    [
        # N answers on twenty-point steps can give 5 N + 1 means, on two steps N + 1, of 10,001 printable ones.
        (OF_22, 22, 5 * 6),  # 10,001 / 111 = 90.1, over 2^6
        (OF_253, 253, 3 * 2 + 5),  # 10,001 / 1,266 = 7.9 and 10,001 / 254 = 39.4
        (OF_22 + OF_253, 506, 8 * 1 + 4),  # 10,001 / 2,531 = 3.95 and 10,001 / 507 = 19.7
        (OF_253, 22, 0),  # none of them fits
    ],
    ids=str,
)
def test_evidence_is_counted_in_bits(codes: tuple[str, ...], size: int, bits: int) -> None:
    means = printed_questions(framework(2568), donsak())["EIT"]
    fits = found(framework(2568), donsak())["EIT"].fits

    assert bits_of_evidence({code: means[code] for code in codes}, fits, size) == bits


def test_against_34_answers_chance_brings_little() -> None:
    printed = printed_questions(framework(2568), donsak())["IIT"]
    means = {code: printed[code] for code in IIT}
    fits = found(framework(2568), donsak())["IIT"].fits
    others = {code: mean for code, mean in means.items() if code != "i11"}

    # 10,001 / 171 = 58.5, over 2^5; 10,001 / 2,721 = 3.7, over 2^1.
    assert bits_of_evidence(others, fits, 34) == 10 * 5
    assert bits_of_evidence(means, fits, 544) == 11 * 1


def test_two_samples_are_far_likelier_than_one() -> None:
    means = printed_questions(framework(2568), donsak())["EIT"]
    grid = found(framework(2568), donsak())["EIT"]

    two = sum(
        bits_of_evidence({code: means[code] for code in sample.codes}, grid.fits, sample.sizes[0])
        for sample in grid.samples
    )

    assert two == 30 + 11
    assert bits_of_evidence(means, grid.fits, 506) == 12


def test_a_question_of_one_part_is_compared_within_that_part() -> None:
    # All but e6 are multiples of 20/34 = 0.588…: the 160th, 156th, 163rd, 164th, 168th, 162nd and 161st.
    figures = ("94.12", "91.76", "95.88", "96.47", "98.82", "95.29", "94.71")
    first = dict(zip(("e1", "e2", "e4", "e5", "e7", "e8", "e9"), figures, strict=True)) | {"e6": "95.85"}
    given = {f"{code}@EIT.1": figure for code, figure in first.items()} | {"e1@EIT.2": "50.50"}

    grid = found(framework(2568), result_of(given))

    assert list(grid) == ["EIT.1", "EIT.2"]
    assert [outlier.code for outlier in grid["EIT.1"].outliers] == ["e6@EIT.1"]


def test_questions_at_the_ends_of_the_scale_tell_nothing() -> None:
    assert found(framework(2568), result_of({"i1": "100", "i2": "0"})) == {}


def test_one_question_alone_has_the_sizes_that_fit_it() -> None:
    grid = found(framework(2568), result_of({"i4": "94.12"}), most=40)["IIT"]

    # 94.12 is 16/17, and with 20-point steps 160/170: seventeenths only.
    assert (grid.sizes, grid.impossible, grid.outliers) == ((17, 34), (), ())


def test_a_mean_that_no_whole_answers_give_is_named() -> None:
    # With at most 600 answers the next figure below 100 is 100 - 20/600 = 99.97.
    grid = found(framework(2568), result_of({"i4": "99.99"}))["IIT"]

    assert grid.impossible == ("i4",)


def test_of_two_questions_nobody_can_say_which_is_wrong() -> None:
    # 33.33 needs a multiple of 3; 50.50 needs 200 or about as many.
    grid = found(framework(2568), result_of({"i3": "33.33", "i9": "50.50"}))["IIT"]

    assert grid.outliers == ()


def test_a_mean_that_no_sample_gives_is_left_out_of_the_samples() -> None:
    # Two answers give steps of 10, three steps of 6.67: 90 and 93.33 are among them, 95.10 is not.
    given = {"e1": "95.10", "e2": "90.00", "e4": "93.33"}

    grid = found(framework(2568), result_of(given), most=3)["EIT"]

    assert grid.samples == (Sample(("e2",), (2,)), Sample(("e4",), (3,)))
    assert grid.sizes == ()


@pytest.mark.parametrize(("year", "seeds"), [(2564, 20), (2566, 10), (2567, 30), (2568, 140)])
def test_no_sound_result_has_an_outlier(year: int, seeds: int) -> None:
    alarms = [
        (seed, grid.outliers)
        for seed in range(seeds)
        for grid in grids(framework(year), sound_result(framework(year), str(seed)), most=MOST_ASKED)
        if grid.outliers or not grid.sizes
    ]

    assert alarms == []


# On what scale a question was asked


def test_questions_are_sorted_by_tool_or_part_with_the_scale_they_were_asked_on() -> None:
    given = {
        "i1": "90",
        "i2": "80",
        "i3": "70",
        "e1": "60",
        "e1@EIT.1": "50",
        "1": "80",
        "O1": "100",
        "IIT": "80",
    }

    means = printed_questions(FRAMEWORK, result_of(given))

    assert {code: list(group) for code, group in means.items()} == {
        "IIT": ["i1", "i2", "i3"],
        "EIT": ["e1"],
        "EIT.1": ["e1@EIT.1"],
    }
    assert means["IIT"]["i3"].points == (0, 100)
    assert means["IIT"]["i2"].points == (0, 20, 40, 60, 80, 100)


def test_a_question_with_statements_has_as_many_answers_as_statements() -> None:
    assert printed_questions(FRAMEWORK, result_of({"i4": "90"}))["IIT"]["i4"].statements == 2
    assert printed_questions(FRAMEWORK, result_of({"i1": "90"}))["IIT"]["i1"].statements == 1


def test_an_announced_figure_comes_before_a_score() -> None:
    means = printed_questions(FRAMEWORK, result_of({"i1": "90"}, {"i1": "91", "total": "88"}))["IIT"]

    assert means["i1"].value == 91


def test_a_question_on_no_known_scale_or_on_several_is_left_out() -> None:
    nodes = {**FRAMEWORK.nodes, "i4.2": replace(FRAMEWORK.nodes["i4.2"], scale="two")}
    several = replace(FRAMEWORK, nodes=nodes)

    assert printed_questions(FRAMEWORK, result_of({"i5": "90"})) == {}
    assert printed_questions(several, result_of({"i4": "90"})) == {}


def test_a_reversed_question_is_asked_on_the_scale_turned_round() -> None:
    uneven = replace(FRAMEWORK, scales={"six": scale("six", (0, 20, 100), ("ก", "ข", "ค"))})

    means = printed_questions(uneven, result_of({"i1": "20", "i2": "80"}))["IIT"]

    assert means["i1"].points == (0, 20, 100)
    assert means["i2"].points == (0, 80, 100)
