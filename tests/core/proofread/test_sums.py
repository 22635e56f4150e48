"""Figures that do not follow: which figure is to be mended, and sound ones that stay unspoken of."""

import pytest
from tests.proofread_papers import (
    SOUND,
    chain,
    figures,
    last_year,
    lines,
    places,
    recognised,
    remarks,
    section,
    table,
)

from prongsai.core.proofread.check import proofread

# 2568: 4 = (70.00 + 95.88 + 91.76) / 3 = 85.88; five indicators 90, 92, 94, 85.88 and 88.12 still make 450.
QUESTIONS = {
    "i1": "90.00",
    "i2": "90.00",
    "i3": "90.00",
    "i4": "92.00",
    "i5": "92.00",
    "i6": "92.00",
    "i7": "94.00",
    "i8": "94.00",
    "i9": "94.00",
    "i10": "70.00",
    "i11": "95.88",
    "i12": "91.76",
    "i13": "88.12",
    "i14": "88.12",
    "i15": "88.12",
}
WITH_QUESTIONS = SOUND | {"4": "85.88", "5": "88.12"} | QUESTIONS
ITEMS = {f"O{number}": "100.00" for number in range(1, 29)} | {"O6": "0.00", "O7": "0.00", "O8": "0.00"}


def line_of(code: str, scores: dict[str, str]) -> int:
    return 101 + list(scores).index(code)


def test_sound_figures_are_not_spoken_of() -> None:
    sound = section(figures=figures(WITH_QUESTIONS | ITEMS), level="ผ่านดี")

    found = [each.id for each in proofread(chain(recognised(sound))) if each.rule.kind == "sum"]

    assert found == []


def test_a_total_that_its_indicators_do_not_give() -> None:
    scores = SOUND | {"total": "93.50"}

    (found,) = remarks("sum.total", section(figures=figures(scores)))

    assert places([found]) == [[line_of("total", scores)]]
    assert "93.50" in found.why.th
    assert "92.50" in found.why.th


def test_a_misprinted_question_is_named_and_not_its_indicator() -> None:
    scores = WITH_QUESTIONS | {"i11": "95.85"}

    (found,) = remarks("sum.indicator", section(figures=figures(scores)))

    assert places([found]) == [[line_of("i11", scores), line_of("4", scores)]]
    assert "95.88" in found.why.th
    assert found.codes[:2] == ("4", "i11")
    assert set(found.codes) == {"4", "i10", "i11", "i12"}


def test_a_misprinted_indicator_is_told_once_though_the_total_suffers_too() -> None:
    scores = WITH_QUESTIONS | {"3": "49.00"}
    paper = chain(recognised(section(figures=figures(scores))))

    found = [each for each in proofread(paper) if each.rule.id in ("sum.indicator", "sum.total")]

    assert [each.codes[0] for each in found] == ["3"]


def test_a_lost_item_under_a_full_score_cannot_be_whatever_the_others_are() -> None:
    found = remarks("sum.indicator", section(figures=figures(SOUND | {"O23": "0.00"})))

    assert [each.codes[0] for each in found] == ["10"]


def lonely(code: str, score: str) -> list[str]:
    """Name the indicators that are told where one row stands below indicator 10 = 0.00, whatever the others are."""
    return [
        each.codes[0]
        for each in remarks("sum.indicator", section(figures=figures(SOUND | {"10": "0.00", code: score})))
    ]


def test_a_row_that_repeats_another_indicator_is_taken_for_a_misread_one() -> None:
    # One item of 60.00 makes at least 7.50 of eight; 85.00 is indicator 9, whose row was taken for an item.
    assert lonely("O21", "60.00") == ["10"]
    assert lonely("O21", "85.00") == []


def test_questions_of_two_parts_are_no_slip_of_the_pen() -> None:
    scores = SOUND | {"e1": "99.00", "e2": "99.00", "e3": "99.00"}

    assert [each.codes[0] for each in remarks("sum.parts", section(figures=figures(scores)))] == ["6"]
    assert remarks("sum.indicator", section(figures=figures(scores))) == []


E_SOUND = {
    "e1": "94.00",
    "e2": "95.00",
    "e3": "96.00",
    "e4": "93.00",
    "e5": "93.00",
    "e6": "93.00",
    "e7": "96.00",
    "e8": "97.00",
    "e9": "98.00",
}


def test_one_odd_indicator_among_sound_ones_is_a_slip_and_no_mixture() -> None:
    # 6 = (94.00 + 95.00 + 96.00) / 3 = 95.00; 64.00 for 94.00 makes it 85.00.
    scores = SOUND | E_SOUND | {"e1": "64.00"}
    paper = section(figures=figures(scores))

    (found,) = remarks("sum.indicator", paper)

    assert remarks("sum.parts", paper) == []
    assert places([found])[0][:2] == [line_of("e1", scores), line_of("6", scores)]
    assert "e1: 64.00 อาจเป็น 94.00" in found.why.th
    assert set(found.codes) == {"6", "e1", "e2", "e3"}


def test_two_odd_indicators_are_a_mixture() -> None:
    scores = SOUND | E_SOUND | {"e1": "99.00", "e7": "99.00"}

    (found,) = remarks("sum.parts", section(figures=figures(scores)))

    assert found.codes[:2] == ("6", "8")


def test_a_row_that_is_missing_between_two_others() -> None:
    scores = SOUND | {code: score for code, score in ITEMS.items() if code != "O20"}

    (found,) = remarks("sum.missing_row", section(figures=figures(scores)))

    lines = [line_of(code, scores) for code in ("O19", "O21", "9")]
    assert places([found]) == [lines]
    # 20 · 85.00 = 1,700 = 1,600 + 100.
    assert "100.00" in found.why.th


def test_a_list_of_weak_items_alone_misses_no_rows() -> None:
    assert remarks("sum.missing_row", section(figures=figures(SOUND | {"O6": "0.00"}))) == []


def test_one_score_told_in_two_ways_points_to_the_sentence() -> None:
    sentence = figures({"7": "39.00"}, sentence="ประสิทธิภาพการสื่อสาร ได้คะแนนเท่ากับ 39.00")

    (found,) = remarks("sum.told_twice", section(figures=(*sentence, *figures(SOUND))))

    assert found.found == "ตัวชี้วัดที่ 7 = 39.00 · 93.00"
    assert places([found]) == [[101, 107]]


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("93", "ได้คะแนนเท่ากับ 93"),
        ("85", "ต้องได้คะแนน 85 คะแนนขึ้นไป"),
        ("70.11", "ปี 2567 ได้คะแนน 70.11"),
    ],
)
def test_roundings_marks_and_other_years_contradict_nothing(value: str, sentence: str) -> None:
    other = figures({"7": value}, sentence=sentence)

    assert remarks("sum.told_twice", section(figures=(*figures(SOUND), *other))) == []


def test_scores_beyond_the_scale() -> None:
    found = remarks("sum.bounds", section(figures=figures(SOUND | {"9": "850.00"})))

    assert [each.codes for each in found] == [("9",)]


def test_a_number_that_is_no_score_in_a_column_of_scores() -> None:
    rows = (("ข้อ", "คะแนน", "จำนวน"), ("O1", "700.00", "700.00"), ("O2", "100.00", ""), ("O3", "120", ""))

    assert places(remarks("sum.bounds", section(table(*rows)))) == [[51]]


@pytest.mark.parametrize("text", ["ตัวชี้วัดที่ 9 ได้ ๙๐๐ คะแนน", "ตัวชี้วัดที่ 8 เพิ่มขึ้นจากปีที่ผ่านมา 134.33 คะแนน"])
def test_a_sentence_with_more_points_than_there_are(text: str) -> None:
    assert places(remarks("sum.bounds", section(*lines("รายงาน", text)))) == [[2]]


def test_a_paper_of_something_else_is_left_alone() -> None:
    rows = table(("ด้าน", "คะแนน"), ("การบริหารจัดการ", "110.50"))

    assert remarks("sum.bounds", section(rows, *lines("ตัวชี้วัดรวมได้ 814 คะแนน"), kind="unknown")) == []


def test_points_of_something_else_are_left_alone() -> None:
    sentences = ("แข่งขันกีฬาได้ 900 คะแนน", "ตัวชี้วัดที่ 9 ได้ 100 คะแนน", "ตัวชี้วัดที่ 9 ข้อละ 500 บาท")

    assert remarks("sum.bounds", section(*lines(*sentences))) == []


def test_a_rise_from_below_nothing_cannot_be() -> None:
    change = figures({"9": "90.00"}, change=True, sentence="เพิ่มขึ้น 90.00 คะแนน")

    assert [each.codes for each in remarks("sum.bounds", section(figures=(*figures(SOUND), *change)))] == [
        ("9",)
    ]


@pytest.mark.parametrize(("before", "found"), [("90.00", 0), ("90.01", 0), ("88.00", 1)])
def test_a_change_is_checked_against_the_result_of_the_year_before(before: str, found: int) -> None:
    change = figures({"total": "2.50"}, change=True, sentence="เพิ่มขึ้นจากปีที่ผ่านมา 2.50 คะแนน")
    paper = section(figures=(*figures(SOUND), *change))

    assert len(remarks("sum.change", paper, known=(last_year(before),))) == found
    assert remarks("sum.change", paper) == []
