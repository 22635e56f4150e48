"""Scores in cells: certain, mended and said so, or none."""

import pytest

from prongsai.reading.recognise.numbers import score_in


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("๙๕.๒๙", "95.29"),
        ("100", "100"),
        ("94.50 คะแนน", "94.50"),
        ("ร้อยละ 95.2", "95.2"),
        ("95.29%", "95.29"),
        ("95.29 (ผ่านดี)", "95.29"),
        ("88.00/100", "88.00"),
        ("95. 29", "95.29"),
        ("๐.๐๐", "0.00"),
        ("77.50*", "77.50"),
    ],
)
def test_what_is_printed_plainly_is_sure(text: str, value: str) -> None:
    number = score_in(text)

    assert number is not None
    assert (format(number.value, "f"), number.confidence) == (value, "sure")


@pytest.mark.parametrize(
    ("text", "value", "confidence"),
    [("95,29", "95.29", "likely"), ("๙๕..๒๙", "95.29", "likely"), ("1OO.OO", "100.00", "doubtful")],
)
def test_what_was_mended_says_so(text: str, value: str, confidence: str) -> None:
    number = score_in(text)

    assert number is not None and number.note is not None
    assert (format(number.value, "f"), number.confidence) == (value, confidence)


def test_a_lost_point_keeps_its_figure_and_proposes_another() -> None:
    number = score_in("9961")

    assert number is not None
    assert (format(number.value, "f"), number.confidence, number.proposal) == ("9961", "doubtful", "99.61")


@pytest.mark.parametrize("text", ["", "-", "–", "2568", "ปี 2568", "i1", "ผ่านดี", "-4.20", "12.50 และ 13.50"])
def test_what_is_no_score_is_none(text: str) -> None:
    assert score_in(text) is None


def test_a_change_may_be_negative() -> None:
    number = score_in("-4.20", signed=True)

    assert number is not None
    assert format(number.value, "f") == "-4.20"
