"""Scores before and a year after a measure: told, warned of, never called the work of the measure."""

from fractions import Fraction

import pytest
from tests.papers import don_sak, na_pho
from tests.plans import a_measure, a_plan
from tests.published import framework

from prongsai.core.change.told import Told
from prongsai.core.followup.outcome import (
    NOT_A_CAUSE,
    Outcome,
    figures_of,
    of_measure,
    outcomes,
    outcomes_between,
)
from prongsai.core.plan import Measure

OLDER, NEWER = framework(2567), framework(2568)


def outcome(before: str | None = None, after: str | None = None, change: str | None = None) -> Outcome:
    told = Told(*(None if value is None else Fraction(value) for value in (before, after, change)))
    (found,) = outcomes(a_plan(a_measure(codes=("8",))), {"8": told}, older=OLDER, newer=NEWER)
    return found


def test_a_question_and_an_item_belong_to_their_indicator() -> None:
    found = [NEWER.indicator_of(code) for code in ("i1", "e1@EIT.1", "O9", "9", "OIT", "x")]

    assert found == ["1", "6", "9", "9", None, None]


def test_the_rise_of_indicator_8_is_told_with_both_figures() -> None:
    found = outcome("60.10", "94.43")

    assert found.change == Fraction("34.33")
    assert "จาก 60.10 เป็น 94.43 เพิ่มขึ้น 34.33 คะแนน" in found.words.th
    assert "from 60.10 to 94.43, up by 34.33 points" in found.words.en


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("90", "89.5", "from 90.00 to 89.50, down by 0.50 points"),
        ("90", "90", "from 90.00 to 90.00, unchanged"),
        ("90.001", "90.004", "from 90.00 to 90.00, unchanged"),
        ("90.004", "90.005", "from 90.00 to 90.01, up by 0.01 points"),
    ],
)
def test_the_difference_is_that_of_the_figures_beside_it(before: str, after: str, words: str) -> None:
    assert outcome(before, after).words.en.endswith(words)


def test_what_is_not_known_is_said_and_not_compared() -> None:
    assert outcome("90", None).change is None
    assert "the score of the next year is not known" in outcome("90", None).words.en
    assert "the score before is not known" in outcome(None, "90").words.en


def test_an_indicator_of_which_nothing_is_told_is_unknown() -> None:
    (found,) = outcomes(a_plan(a_measure(codes=("1",))), {}, older=OLDER, newer=NEWER)

    assert (found.code, found.change, found.significance) == ("1", None, None)
    assert "is not known" in found.words.en


def mueang_phalai() -> tuple[Outcome, ...]:
    """Return what the report of Mueang Phalai tells of indicators 6, 8 and 9, a measure each."""
    plan = a_plan(*(a_measure(number, codes=(code,)) for number, code in enumerate(("6", "8", "9"), 1)))
    told = {
        "6": Told(change=Fraction("0.02")),
        "8": Told(change=Fraction("34.33")),
        "9": Told(after=Fraction(90)),
    }
    return outcomes(plan, told, older=OLDER, newer=NEWER)


def test_a_change_of_two_hundredths_may_be_chance_and_one_of_34_points_is_not() -> None:
    six, eight, nine = mueang_phalai()

    assert six.significance is not None and six.significance.verdict == "within"
    assert eight.significance is not None and eight.significance.verdict == "beyond"
    assert nine.significance is None
    assert eight.words.en.endswith("up by 34.33 points; the scores before and after are not told")


def test_a_changed_question_carries_its_warning() -> None:
    six_eight = {each.code: each.warning.en for each in mueang_phalai()}

    assert "e9" in six_eight["8"]


def test_each_measure_has_its_indicators_once() -> None:
    plan = a_plan(a_measure(1, codes=("e7", "e8", "O1")), a_measure(2, codes=()))

    found = outcomes(plan, {}, older=OLDER, newer=NEWER)

    assert [(each.measure, each.code) for each in found] == [("m1", "8"), ("m1", "9")]
    assert of_measure(found, "m2") == ()
    assert of_measure(found, "m1") == found


def test_two_years_are_joined_by_indicator() -> None:
    figures = figures_of(na_pho(), don_sak())

    assert list(figures) == [str(number) for number in range(1, 11)]
    assert figures["9"] == Told(Fraction("53.56"), don_sak().values["9"])


def test_what_reviewers_give_has_no_sampling_error() -> None:
    measure: Measure = a_measure(codes=("9", "1"))
    nine, one = outcomes_between(a_plan(measure), na_pho(), don_sak())

    assert nine.significance is not None and nine.significance.verdict == "no_sampling"
    assert one.change == don_sak().values["1"] - na_pho().values["1"]


def test_no_word_claims_a_cause() -> None:
    assert "cannot tell" in NOT_A_CAUSE.en
    assert "because" not in outcome("90", "95").words.en
