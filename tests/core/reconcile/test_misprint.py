"""Which figures one slip turns into the printed one."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from prongsai.core.reconcile.misprint import misprints

RIGHT = st.integers(0, 10_000).map(lambda hundredths: f"{hundredths // 100}.{hundredths % 100:02d}")


def places(text: str) -> list[int]:
    return [place for place, letter in enumerate(text) if letter != "."]


def found(wrong: str, right: str) -> bool:
    return Decimal(right) in dict(misprints(Decimal(wrong)))


@given(RIGHT, st.data())
def test_a_changed_digit_is_found(right: str, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from(places(right)))
    wrong = right[:place] + data.draw(st.sampled_from("0123456789")) + right[place + 1 :]
    assume(Decimal(wrong) != Decimal(right))

    assert found(wrong, right)


@given(RIGHT, st.data())
def test_two_swapped_neighbours_are_found(right: str, data: st.DataObject) -> None:
    digits = places(right)
    first = data.draw(st.integers(0, len(digits) - 2))
    left, after = digits[first], digits[first + 1]
    letters = list(right)
    letters[left], letters[after] = letters[after], letters[left]
    wrong = "".join(letters)
    assume(Decimal(wrong) != Decimal(right))

    assert found(wrong, right)


@given(RIGHT, st.data())
def test_a_dropped_digit_is_found(right: str, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from(places(right)))
    wrong = right[:place] + right[place + 1 :]
    assume(Decimal(wrong) != Decimal(right))

    assert found(wrong, right)


@pytest.mark.parametrize(
    ("wrong", "right", "slip"),
    [
        ("95.85", "95.88", "digit"),
        ("95.85", "59.85", "swap"),
        ("95.85", "95.58", "swap"),  # also two changed digits, but one swap
        ("95.8", "95.88", "digit"),  # taken as 95.80
        ("9.88", "95.88", "dropped"),
        ("958", "95.88", "dropped"),  # one digit and the point
        ("0", "100", "dropped"),  # 00.00
        ("1.05", "10.05", "dropped"),
        ("95.85", "12.34", None),
    ],
)
def test_the_kind_of_slip_is_named(wrong: str, right: str, slip: str | None) -> None:
    assert dict(misprints(Decimal(wrong))).get(Decimal(right)) == slip


@given(RIGHT)
def test_every_figure_is_named_once_and_is_another_score(printed: str) -> None:
    guesses = [value for value, _ in misprints(Decimal(printed))]

    assert len(set(guesses)) == len(guesses)
    assert Decimal(printed) not in guesses
    assert all(0 <= guess <= 100 for guess in guesses)


@given(RIGHT)
def test_a_dropped_digit_comes_last(printed: str) -> None:
    kinds = [kind for _, kind in misprints(Decimal(printed))]

    assert kinds == sorted(kinds, key=["swap", "digit", "dropped"].index)
