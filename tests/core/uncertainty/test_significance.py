"""Changes and their errors: the two changes of a published report, every verdict, and the numbers of answers needed."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.core.uncertainty import NO_ERROR, Basis, Error
from prongsai.core.uncertainty.significance import Asked, any_plausible, nobody_sampled, within_error

THREE_QUESTIONS = Fraction(20, 3)
HALVES = (Fraction(1, 2), Fraction(1, 2))


def error(low: float, high: float, basis: Basis = "counts") -> Error:
    return Error(low=low, high=high, basis=basis)


def test_two_hundredths_are_chance_for_any_plausible_sample() -> None:
    one = any_plausible(Fraction("0.02"), Asked(step=THREE_QUESTIONS))
    two = any_plausible(Fraction("0.02"), Asked(step=THREE_QUESTIONS, shares=HALVES))

    # 3.8416 × 0.02 × 6.64666… ÷ 0.02² = 1,276.7; of two halves 3.8416 × ¼ × 0.04 × 6.62666… ÷ 0.02² = 636.4
    assert (one.verdict, one.from_number) == ("within", 1278)
    assert (two.verdict, two.from_number) == ("within", 638)
    # 3.8416 × (10,000 − 0.0004)/2 ÷ 0.0004 = 48,019,998.1
    assert one.surely_from == 48_020_000
    assert "1,278 คน" in one.words.th
    assert "1,278 answers" in one.words.en


def test_two_hundredths_stay_chance_if_printing_hid_another_hundredth() -> None:
    found = any_plausible(Fraction("0.03"), Asked(step=THREE_QUESTIONS, shares=HALVES))

    assert (found.verdict, found.from_number) == ("within", 425)


def test_thirty_four_points_are_no_chance_with_twenty_answers() -> None:
    one = any_plausible(Fraction("34.33"), Asked(step=THREE_QUESTIONS))
    two = any_plausible(Fraction("34.33"), Asked(step=THREE_QUESTIONS, shares=HALVES))

    # 3.8416 × (10,000 − 34.33²)/2 ÷ 34.33² = 14.4, and half of it
    assert (one.verdict, one.surely_from) == ("beyond", 16)
    assert (two.verdict, two.surely_from) == ("beyond", 9)
    assert "20 คน" in one.words.th


def test_a_change_in_between_depends_on_the_number_of_answers() -> None:
    found = any_plausible(Fraction("-5"), Asked(step=Fraction(20)))

    # 3.8416 × 5 × 15 ÷ 25 = 11.5 and 3.8416 × 4,987.5 ÷ 25 = 766.4
    assert (found.verdict, found.from_number, found.surely_from) == ("depends", 13, 768)
    assert "−5.00" in found.words.th
    # Whoever asked twenty passed the first number, so only the second is worth saying.
    assert "13" not in found.words.th
    assert "768 คน" in found.words.th
    assert "น้อยกว่า 13 คน" in any_plausible(Fraction("-5"), Asked(step=Fraction(20)), smallest=12).words.th


def test_known_figures_narrow_what_is_possible() -> None:
    found = any_plausible(Fraction(5), Asked(step=Fraction(20), before=Fraction(90), after=Fraction(95)))

    # Least 10 × 10 + 15 × 5 = 175, most 90 × 10 + 95 × 5 = 1,375: 3.8416 × 175 ÷ 25 = 26.9 and 211.3
    assert (found.from_number, found.surely_from) == (28, 213)


def test_other_ideas_of_what_is_plausible_can_be_given() -> None:
    asked = Asked(step=Fraction(20))

    assert any_plausible(Fraction(5), asked, largest=12).verdict == "within"
    assert any_plausible(Fraction(5), asked, largest=13).verdict == "depends"
    assert any_plausible(Fraction(5), asked, smallest=768).verdict == "beyond"


def test_no_change_is_no_change() -> None:
    found = any_plausible(Fraction(0), Asked(step=None))

    assert (found.verdict, found.from_number, found.words.th) == ("within", None, "ไม่เปลี่ยนแปลง")


def test_an_unknown_scale_leaves_only_the_upper_bound() -> None:
    assert any_plausible(Fraction(5), Asked(step=None)).from_number == 2


@pytest.mark.parametrize(
    ("change", "before", "after", "verdict", "words"),
    [
        # 1.96 × √(3² + 4²) = 9.8
        ("9.79", error(3, 3), error(4, 4), "within", "(±9.80)"),
        ("-9.81", error(3, 3), error(4, 4), "beyond", "(±9.80)"),
        ("12", error(3, 6), error(4, 8), "depends", "(±9.80 – ±19.60)"),
        ("12", error(3, 6, "sizes"), error(4, 8), "depends", "คำตอบกระจาย"),
        ("12", error(3, 6), error(4, 8), "depends", "คนเดียวกัน"),
        ("1", NO_ERROR, error(1, 1), "within", "(±1.96)"),
        ("1", NO_ERROR, NO_ERROR, "no_sampling", "ผู้ตรวจ"),
    ],
)
def test_a_change_is_set_against_the_errors_of_both_years(
    change: str, before: Error, after: Error, verdict: str, words: str
) -> None:
    found = within_error(Fraction(change), before, after)

    assert found.verdict == verdict
    assert words in found.words.th
    assert found.words.en
    assert (found.from_number, found.surely_from) == (None, None)


def test_what_nobody_was_sampled_for_is_said_to_be_so() -> None:
    assert nobody_sampled(Fraction("12.5")).words.th.startswith("เปลี่ยน +12.50 คะแนน")


def test_the_change_that_stands_beside_the_figures_is_the_one_that_is_spoken_of() -> None:
    # 88.194 and 92.639 stand as 88.19 and 92.64.
    asked = Asked(step=THREE_QUESTIONS, before=Fraction("88.194"), after=Fraction("92.639"))
    exact = Fraction("4.445") - Fraction("0.0001")

    assert "+4.45 " in any_plausible(exact, asked).words.th
    assert "+4.45 " in within_error(exact, error(1, 2), error(1, 2), shown=Fraction("4.45")).words.th
    assert "+4.44 " in within_error(exact, error(1, 2), error(1, 2)).words.th


@given(
    st.fractions(Fraction(1, 100), 60, max_denominator=100),
    st.sampled_from([None, Fraction(20), THREE_QUESTIONS]),
    st.sampled_from([(Fraction(1),), HALVES, (Fraction(7, 10), Fraction(3, 10))]),
)
def test_what_is_possible_is_never_more_than_what_is_sure(
    change: Fraction, step: Fraction | None, shares: tuple[Fraction, ...]
) -> None:
    found = any_plausible(change, Asked(step=step, shares=shares))

    assert found.from_number is not None
    assert found.surely_from is not None
    assert 2 <= found.from_number <= found.surely_from
