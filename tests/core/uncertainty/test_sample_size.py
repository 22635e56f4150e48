"""Numbers of answers: as told, as printed means give away, as the rules of the year ask."""

from dataclasses import replace

import pytest
from tests.published import decimals, donsak, framework, napho, with_scores

from prongsai.core.errors import InputError
from prongsai.core.uncertainty.sample_size import SampleSize, official_size, sizes_of, with_told
from prongsai.core.uncertainty.significance import LARGEST_PLAUSIBLE


def test_don_sak_s_printed_means_give_away_34_staff_though_one_is_misprinted() -> None:
    assert sizes_of(framework(2568), donsak())["IIT"] == SampleSize(34, source="fits")
    assert sizes_of(framework(2568), with_scores(donsak(), {"i11": "95.88"}))["IIT"].answers == 34


def test_mixed_parts_each_get_the_smallest_size_found() -> None:
    found = sizes_of(framework(2568), donsak())

    assert found["EIT.1"] == found["EIT.2"] == SampleSize(22, source="fits")


def test_counted_answers_are_the_size_of_their_sample() -> None:
    counts = {
        "i1": {100: 40, 0: 8},
        "i2": {100: 47},
        "i3": {100: 0},
        "e1@EIT.1": {100: 9},
        "e1": {100: 5},
    }
    found = sizes_of(framework(2568), replace(donsak(), counts=counts))

    assert found["IIT"] == SampleSize(47, source="counted")
    assert found["EIT.1"] == SampleSize(9, source="counted")
    assert "EIT" not in found
    # More answers than people is kept, so that it is refused and not hidden.
    assert with_told(found, {"IIT": SampleSize(None, 40)})["IIT"] == SampleSize(47, 40, "counted")


def test_without_questions_the_least_that_the_rules_ask_for_is_taken() -> None:
    least = SampleSize(30, source="official")

    assert sizes_of(framework(2564), napho()) == {"IIT": least, "EIT": least}


@pytest.mark.parametrize(
    "means",
    [
        {"i1": "80.00", "i2": "60.00", "i4": "40.00", "i5": "20.00"},  # one answer would do
        {"i1": "82.00", "i2": "74.00", "i4": "68.00"},  # ten would, but only three questions say so
        {
            "i1": "95.10",
            "i2": "95.02",
            "i4": "95.49",
            "i5": "94.86",
        },  # 253 would, but that many fit half of all
    ],
)
def test_means_that_tell_little_are_not_believed(means: dict[str, str]) -> None:
    vague = replace(donsak(), scores=decimals(means))

    assert sizes_of(framework(2568), vague) == {"IIT": SampleSize(30, source="official")}


def test_a_fourth_question_makes_ten_answers_believable() -> None:
    clear = replace(donsak(), scores=decimals({"i1": "82.00", "i2": "74.00", "i4": "68.00", "i5": "86.00"}))

    assert sizes_of(framework(2568), clear) == {"IIT": SampleSize(10, source="fits")}


def test_means_that_fit_no_common_size_tell_nothing() -> None:
    odd = replace(donsak(), scores=decimals({"i1": "80.01", "i2": "60.01", "i3": "0.01"}))

    assert sizes_of(framework(2568), odd)["IIT"].source == "official"


@pytest.mark.parametrize(
    ("population", "least"),
    [(None, 30), (20, 20), (250, 30), (301, 31), (1000, 100), (4000, 400), (5000, 400)],
)
def test_a_tenth_is_asked_for_at_least_30_at_most_400(population: int | None, least: int) -> None:
    assert official_size(framework(2568), "IIT", population) == least


def test_of_several_rules_the_least_is_taken_and_without_one_nothing_is_known() -> None:
    assert official_size(framework(2567), "EIT.1") == 30
    assert official_size(framework(2568), "EIT.2") is None


def test_a_rule_in_words_alone_tells_no_number() -> None:
    year = framework(2568)
    vague = replace(year, samples=tuple(replace(rule, at_least=None) for rule in year.samples))

    assert sizes_of(vague, replace(donsak(), scores={}, published={})) == {}


def test_the_largest_plausible_sample_is_the_largest_that_any_year_asks_for() -> None:
    rules = [rule for year in range(2562, 2570) for rule in framework(year).samples]
    asked = [size for rule in rules for size in (rule.at_least, rule.at_most) if size is not None]

    assert max(asked) == LARGEST_PLAUSIBLE


@pytest.mark.parametrize("size", [(0, None), (5, 0), (-1, -1)])
def test_nobody_is_no_number_of_people(size: tuple[int, int | None]) -> None:
    with pytest.raises(InputError) as refused:
        SampleSize(*size)

    assert [problem.id for problem in refused.value.problems] == ["uncertainty.not_a_size"]


FITTED = SampleSize(34, None, "fits")
LEAST = SampleSize(30, None, "official")


@pytest.mark.parametrize(
    ("known", "told", "joined"),
    [
        (FITTED, SampleSize(40, 60), SampleSize(40, 60)),
        (FITTED, SampleSize(40), SampleSize(40)),
        (FITTED, SampleSize(None, 60), SampleSize(34, 60, "fits")),
        (FITTED, SampleSize(None, 34), SampleSize(34, 34, "fits")),
        (FITTED, SampleSize(None, 20), FITTED),
        (LEAST, SampleSize(None, 60), SampleSize(30, 60, "official")),
        (LEAST, SampleSize(None, 20), SampleSize(20, 20, "official")),
        (FITTED, SampleSize(None), SampleSize(None)),
    ],
)
def test_a_told_number_of_people_goes_with_the_answers_known_otherwise(
    known: SampleSize, told: SampleSize, joined: SampleSize
) -> None:
    assert with_told({"IIT": known}, {"IIT": told}) == {"IIT": joined}


def test_what_was_told_of_an_unknown_sample_stands_alone() -> None:
    assert with_told({"EIT": LEAST}, {"IIT": SampleSize(None, 60)}) == {
        "EIT": LEAST,
        "IIT": SampleSize(None, 60),
    }
