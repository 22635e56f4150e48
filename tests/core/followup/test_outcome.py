"""Scores before and a year after a measure: told, warned of, never called the work of the measure."""

from fractions import Fraction

import pytest
from tests.papers import don_sak, na_pho
from tests.plans import a_measure, a_plan
from tests.published import framework

from prongsai.core.followup.outcome import (
    NOT_A_CAUSE,
    Evidence,
    Outcome,
    between,
    indicator_of,
    of_measure,
    outcomes,
)
from prongsai.core.text import Text

YEAR = framework(2568)


def outcome(before: str | None, after: str | None, **told: str) -> Outcome:
    pair = tuple(None if value is None else Fraction(value) for value in (before, after))
    evidence = Evidence.of({"8": pair}, certain=told)  # type: ignore[arg-type, dict-item]
    (found,) = outcomes(a_plan(a_measure(codes=("8",))), YEAR, evidence)
    return found


def test_a_question_and_an_item_belong_to_their_indicator() -> None:
    assert [indicator_of(YEAR, code) for code in ("i1", "e1@EIT.1", "O9", "9", "OIT", "x")] == [
        "1",
        "6",
        "9",
        "9",
        None,
        None,
    ]


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


def test_the_sampling_error_stands_beside_the_change() -> None:
    assert outcome("90", "90.02", **{"8": "within"}).words.en.endswith("within the sampling error")
    assert outcome("60", "94.33", **{"8": "beyond"}).words.en.endswith("beyond the sampling error")


def test_a_changed_question_carries_its_warning() -> None:
    evidence = Evidence.of({"8": (Fraction(60), Fraction(90))}, warnings={"8": Text("เปลี่ยนคำถาม", "changed")})
    plan = a_plan(a_measure(1, codes=("e7", "e8", "9")), a_measure(2, codes=()))

    found = outcomes(plan, YEAR, evidence)

    assert [(each.measure, each.code, each.warning.en) for each in found] == [
        ("m1", "8", "changed"),
        ("m1", "9", ""),
    ]
    assert of_measure(found, "m2") == ()
    assert of_measure(found, "m1") == found


def test_two_years_are_joined_by_indicator() -> None:
    pairs = between(na_pho(), don_sak())

    assert list(pairs) == [str(number) for number in range(1, 11)]
    assert pairs["9"] == (Fraction("53.56"), don_sak().values["9"])


def test_no_word_claims_a_cause() -> None:
    assert "cannot tell" in NOT_A_CAUSE.en
    assert "because" not in outcome("90", "95").words.en
