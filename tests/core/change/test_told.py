"""Papers that tell only changes or only values: the six figures of one agency's report on 2568, and what cannot be."""

from fractions import Fraction
from functools import cache

import pytest

from prongsai.core.change.told import FigureChange, Told, compare_figures
from prongsai.core.errors import InputError
from prongsai.reading.framework import load as read

load = cache(read)


def told(
    code: str, *, newer: str = "th-ita-2568", older: str = "th-ita-2567", **figures: str
) -> FigureChange:
    given = Told(**{name: Fraction(value) for name, value in figures.items()})
    return compare_figures(load(newer), load(older), {code: given})[0]


def said(found: FigureChange) -> str:
    return " ".join(text.th for text in found.words)


def test_two_hundredths_in_indicator_6_are_within_the_error_of_any_plausible_sample() -> None:
    found = told("6", change="0.02")

    assert found.significance is not None
    assert found.significance.verdict == "within"
    assert found.significance.from_number == 638
    assert "638 คน" in said(found)
    assert "เพียง 400 คน" in said(found)
    assert (found.caveats, found.effect) == ((), Fraction("0.002"))


def test_thirty_four_points_in_indicator_8_are_no_chance_but_another_question() -> None:
    found = told("8", change="34.33")

    assert found.significance is not None
    assert (found.significance.verdict, found.significance.surely_from) == ("beyond", 9)
    assert [caveat.code for caveat in found.caveats] == ["e9"]
    assert "(e9)" in said(found)
    assert "ระหว่าง 0.00 ถึง 65.67" in said(found)
    assert found.before_between == (Fraction(0), Fraction("65.67"))


def test_half_a_point_in_indicator_7_depends_on_the_number_of_answers() -> None:
    found = told("7", change="0.52")

    assert found.significance is not None
    assert found.significance.verdict == "depends"


def test_a_value_without_the_year_before_is_no_change() -> None:
    found = told("9", after="90")

    assert (found.change, found.effect, found.significance) == (None, None, None)
    assert found.before_between == (Fraction(0), Fraction(100))
    assert "ไม่ทราบคะแนนปี 2567" in said(found)
    assert "O19" in said(found)
    assert "ไม่ทราบคะแนนปี 2568" in said(told("10", before="92.50"))


def test_what_reviewers_gave_has_no_sampling_error() -> None:
    found = told("10", before="80", after="92.50")

    assert found.change == Fraction("12.5")
    assert found.effect == Fraction("2.5")
    assert found.significance is not None
    assert found.significance.verdict == "no_sampling"


def test_two_of_the_three_numbers_give_the_third() -> None:
    assert told("7", before="90", change="0.52").after == Fraction("90.52")
    assert told("7", after="90", change="-1.5").before == Fraction("91.5")
    assert told("7", after="90", change="-1.5").before_between == (Fraction("91.5"), Fraction("91.5"))


def test_a_fall_bounds_the_older_figure_from_below() -> None:
    assert told("7", change="-30").before_between == (Fraction(30), Fraction(100))


def test_the_total_is_judged_by_no_sample_of_its_own() -> None:
    found = told("total", change="3")

    assert (found.significance, found.effect) == (None, Fraction(3))


def test_a_question_of_one_part_rests_on_one_sample() -> None:
    whole, part = told("e1", change="10"), told("e1@EIT.1", change="10")

    assert whole.significance is not None
    assert part.significance is not None
    # 3.8416 × (10,000 − 100)/2 ÷ 100 = 190.2: 192 answers; of two halves each counts half: 97.
    assert (part.significance.surely_from, whole.significance.surely_from) == (192, 97)


def test_a_question_that_was_asked_otherwise_gives_no_least_spread() -> None:
    found = told("6", newer="th-ita-2567", older="th-ita-2566", change="0.02")

    assert found.significance is not None
    assert (found.significance.verdict, found.significance.from_number) == ("depends", 2)


def test_a_year_in_parts_beside_one_without_is_judged_as_one_sample() -> None:
    found = told("e1", newer="th-ita-2566", older="th-ita-2565", change="10")

    assert found.significance is not None
    assert (found.significance.from_number, found.significance.surely_from) == (2, 192)


def test_what_joins_several_matters_is_not_judged() -> None:
    found = told("O1", after="100", before="50")

    assert (found.significance, found.effect) == (None, None)
    assert [caveat.reason for caveat in found.caveats] == ["merged"]


def test_what_is_new_has_no_change_to_judge() -> None:
    found = told("O29", newer="th-ita-2567", older="th-ita-2566", after="100", before="0")

    assert (found.caveats, found.significance, found.effect) == ((), None, None)


def test_a_change_and_its_figures_may_differ_by_their_rounding() -> None:
    assert told("7", before="90.00", after="90.53", change="0.52").change == Fraction("0.52")


@pytest.mark.parametrize(
    ("code", "figures", "ids"),
    [
        ("11", Told(after=Fraction(1)), ["change.unknown_code"]),
        ("6", Told(), ["change.nothing_told"]),
        ("6", Told(after=Fraction(101)), ["change.out_of_scale"]),
        ("6", Told(after=Fraction(10), change=Fraction(20)), ["change.out_of_scale"]),
        ("6", Told(change=Fraction(-101)), ["change.out_of_scale"]),
        ("6", Told(Fraction(90), Fraction(91), Fraction(2)), ["change.does_not_add_up"]),
        ("11", Told(), ["change.unknown_code", "change.nothing_told"]),
    ],
)
def test_what_cannot_be_is_refused_with_every_reason(code: str, figures: Told, ids: list[str]) -> None:
    with pytest.raises(InputError) as refused:
        compare_figures(load("th-ita-2568"), load("th-ita-2567"), {code: figures})

    assert [problem.id for problem in refused.value.problems] == ids
    assert all(problem.why.en and problem.remedy.th for problem in refused.value.problems)
