"""Two years side by side: totals, levels and what must be said with them."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.published import donsak, framework, napho
from tests.small_frameworks import GATED, scored, small_framework

from prongsai.core.change import YearChange, compare
from prongsai.core.errors import InputError
from prongsai.core.result import Result
from prongsai.core.scoring import Score, prepare, score

TREE = {"OIT": {"8": ["O1"], "9": ["O2"], "10": ["O3"]}}


def year(fiscal_year: int, scores: dict[str, str], *, agency: str = "อบต.สมมติ") -> Score:
    figures = {code: Decimal(text) for code, text in scores.items()}
    result = Result(agency=agency, fiscal_year=fiscal_year, scores=figures)
    return score(prepare(framework(fiscal_year)), result)


def tens(value: str, **others: str) -> dict[str, str]:
    return {str(code): value for code in range(1, 11)} | {code[1:]: text for code, text in others.items()}


def notes(found: YearChange) -> str:
    return " ".join(note.th for note in found.notes)


def test_the_change_of_the_total_is_that_of_its_indicators() -> None:
    found = compare(year(2568, tens("90", _8="96")), year(2567, tens("90", _6="84")))

    assert (found.older_year, found.newer_year) == (2567, 2568)
    assert (found.before, found.after, found.change) == (Fraction("89.4"), Fraction("90.6"), Fraction("1.2"))
    assert {each.codes[0]: each.effect for each in found.contributions if each.effect} == {
        "6": Fraction("0.6"),
        "8": Fraction("0.6"),
    }
    assert (found.unknown, found.notes) == ((), ())


def test_levels_of_one_scheme_are_compared() -> None:
    up = compare(
        year(2568, tens("96") | {"EIT.1": "96", "EIT.2": "96"}),
        year(2567, tens("90") | {"EIT.1": "90", "EIT.2": "90"}),
    )
    still = compare(year(2564, tens("96")), year(2563, tens("97")))

    assert up.level.comparable
    assert "ปี 2567 ได้ระดับผ่านดี ปี 2568 ได้ระดับผ่านดีเยี่ยม" == up.level.words.th
    assert still.level.words.th == "ได้ระดับAAเท่าเดิม"


def test_levels_of_different_schemes_are_not_compared() -> None:
    found = compare(year(2566, tens("60")), year(2565, tens("96")))

    assert not found.level.comparable
    assert found.level.before is not None
    assert found.level.before.id == "AA"
    assert "เกณฑ์ระดับต่างกัน" in found.level.words.th
    assert "แยกเป็นส่วน" in notes(found)


def test_an_open_level_is_not_compared() -> None:
    found = compare(year(2568, {"1": "90"}), year(2567, tens("90")))

    assert found.level.after is None
    assert "2568" in found.level.words.th
    assert found.change is None
    assert found.steps_as_shown() == ()
    assert [each.codes for each in found.contributions] == [("1",)]
    assert found.unknown == tuple(map(str, range(2, 11)))
    assert "ไม่ทราบคะแนนรวม" in notes(found)


def test_years_apart_and_names_apart_are_told() -> None:
    found = compare(score(prepare(framework(2568)), donsak()), score(prepare(framework(2564)), napho()))

    assert "ไม่ใช่ปีติดกัน" in notes(found)
    assert "ชื่อหน่วยงานในสองปีไม่ตรงกัน" in notes(found)
    assert sum(each.effect for each in found.contributions) == found.change


def test_a_later_year_is_not_taken_for_the_year_before() -> None:
    with pytest.raises(InputError) as refused:
        compare(year(2567, tens("90")), year(2568, tens("90")))

    assert [problem.id for problem in refused.value.problems] == ["change.wrong_order"]


# Steps as shown


def thirds(before: dict[str, object], after: dict[str, object]) -> YearChange:
    one = small_framework(TREE, weights={"OIT": 1}, levels=GATED)
    return compare(scored(one, after), scored(one, before))


def test_steps_in_hundredths_add_up_to_the_shown_change() -> None:
    found = thirds({"O1": 0, "O2": 0, "O3": 0}, {"O1": 10, "O2": 10, "O3": 10})

    # Three times 3.333… are 10.00, so one of them must be shown as 3.34.
    assert found.steps_as_shown() == (Fraction("3.34"), Fraction("3.33"), Fraction("3.33"))


def test_rounding_of_the_totals_can_ask_for_more_or_less_than_the_steps() -> None:
    # 33.335 is shown as 33.34 and 66.6649… as 66.66: 33.32 is shown, 33.3299 is the change.
    found = thirds({"O1": "100.005", "O2": 0, "O3": 0}, {"O1": "99.9947", "O2": 100, "O3": 0})

    assert found.shown == (Fraction("33.34"), Fraction("66.66"))
    assert sum(found.steps_as_shown()) == Fraction("33.32")


def test_a_step_too_many_is_taken_from_the_largest_effect() -> None:
    even = small_framework(TREE, weights={"OIT": 1}, levels=GATED, rounding="half_even_2")

    # 0.015 and 0.025 are both shown as 0.02, though the total rose by 0.01.
    found = compare(
        scored(even, {"O1": 0, "O2": "0.075", "O3": 0}), scored(even, {"O1": 0, "O2": "0.045", "O3": 0})
    )

    assert found.change == Fraction("0.01")
    assert found.steps_as_shown() == (Fraction(0), Fraction(0), Fraction(0))


@given(st.lists(st.integers(0, 10000), min_size=6, max_size=6))
def test_steps_always_add_up_and_miss_no_effect_by_a_whole_hundredth(hundredths: list[int]) -> None:
    values = [Fraction(number, 100) for number in hundredths]
    codes = ("O1", "O2", "O3")

    found = thirds(dict(zip(codes, values[:3], strict=True)), dict(zip(codes, values[3:], strict=True)))

    assert found.shown is not None
    assert sum(found.steps_as_shown()) == found.shown[1] - found.shown[0]
    for step, each in zip(found.steps_as_shown(), found.contributions, strict=True):
        assert abs(step - each.effect) < Fraction(2, 100)


def test_without_contributions_there_are_no_steps() -> None:
    found = replace(thirds({"O1": 0, "O2": 0, "O3": 0}, {"O1": 9, "O2": 9, "O3": 9}), contributions=())

    assert found.steps_as_shown() == ()
