"""Comparisons across a changed question, and indicators that usual item levels cannot give."""

import pytest
from tests.proofread_papers import SOUND, figures, places, remarks, section

ROSE = "ตัวชี้วัดที่ 8 เพิ่มขึ้นจากปีที่ผ่านมา {value} คะแนน"


def rise(code: str, value: str, sentence: str = ROSE) -> list[list[int | None]]:
    change = figures({code: value}, change=True, sentence=sentence.format(value=value))

    return places(remarks("rule.changed_question", section(figures=change)))


def test_a_large_rise_where_a_question_changed() -> None:
    # e9 of 2568 stands under indicator 8 and is not the e9 of 2567.
    assert rise("8", "24.50") == [[101]]


@pytest.mark.parametrize(("code", "value"), [("8", "4.99"), ("7", "24.50")])
def test_small_rises_and_unchanged_questions_need_no_warning(code: str, value: str) -> None:
    assert rise(code, value) == []


def test_a_warning_that_stands_there_already() -> None:
    assert rise("8", "24.50", f"{ROSE} ทั้งนี้มีการปรับข้อคำถามจากปีก่อน") == []


@pytest.mark.parametrize(
    ("year", "code", "value", "found"),
    [
        # Eight items: 740 is no sum of 0, 50 and 100; 750 is.
        (2568, "10", "92.50", 1),
        (2568, "10", "93.75", 0),
        # Twenty items: 1,800.
        (2568, "9", "90.00", 0),
        # Five groups of 9, 8, 7, 4 and 5: (7/9 + 0 + 1 + 2/4 + 2/5) / 5 and (5/8 + 0) / 2.
        (2564, "9", "53.56", 0),
        (2564, "10", "31.25", 0),
        (2564, "10", "31.35", 1),
        # Above 100 another rule speaks.
        (2568, "9", "8650", 0),
        # 86.50 · 20 = 1,730, but the mean of five groups can be it.
        (2568, "9", "86.50", 0),
    ],
)
def test_what_items_of_usual_levels_can_give(year: int, code: str, value: str, found: int) -> None:
    paper = section(figures=figures({code: value}), result_year=year)

    assert len(remarks("rule.item_level", paper)) == found


def test_printed_items_speak_for_themselves() -> None:
    paper = section(figures=figures(SOUND | {"10": "92.50", "O21": "40.00"}))

    assert remarks("rule.item_level", paper) == []
