"""Ranks, extremes and counts against the table or the list that they speak of."""

import pytest
from tests.proofread_papers import (
    SOUND,
    at,
    figures,
    lines,
    measure,
    places,
    remarks,
    section,
    table,
)

from prongsai.core.recognised import Counted


def ranked(*scores: str, head: str = "อันดับ") -> list[list[str]]:
    rows = [[str(rank), "ตัวชี้วัด", score] for rank, score in enumerate(scores, 1)]
    return [[head, "ตัวชี้วัด", "คะแนน"], *rows]


def test_a_rank_with_more_points_than_a_better_one() -> None:
    found = remarks("sum.rank", section(table(*ranked("97.00", "93.00", "95.00"))))

    assert places(found) == [[53, 52]]


def test_equal_scores_may_stand_in_any_order() -> None:
    assert remarks("sum.rank", section(table(*ranked("๙๗.๐๐", "93.00", "93.00")))) == []


def test_the_number_of_a_row_is_no_rank() -> None:
    assert remarks("sum.rank", section(table(*ranked("80.00", "97.00", head="ลำดับ")))) == []


def extremes(*texts: str) -> list[list[int | None]]:
    return places(remarks("sum.extreme", section(*lines(*texts), figures=figures(SOUND))))


def test_the_right_extremes_are_not_spoken_of() -> None:
    assert (
        extremes(
            "คะแนนสูงสุด ๑๐๐.๐๐ คะแนน",
            "คะแนนต่ำสุด 85.00 คะแนน",
            "ตัวชี้วัดการป้องกันการทุจริต ได้คะแนนเท่ากับ 100.00 ซึ่งเป็นคะแนนที่สูงที่สุด รองลงมาคือ การปรับปรุงการทำงาน "
            "ได้คะแนนเท่ากับ 97.00 และตัวชี้วัดที่ได้คะแนนน้อยที่สุดคือการเปิดเผยข้อมูล ได้คะแนนเท่ากับ 85.00",
        )
        == []
    )


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("คะแนนสูงสุด 97.00 คะแนน", 110),
        ("ได้คะแนนเท่ากับ 97.00 ซึ่งเป็นคะแนนที่สูงที่สุด", 110),
        ("คะแนนต่ำสุด 86.00 คะแนน", 109),
        ("คะแนนต่ำสุด 05.00 คะแนน", 109),
        ("ตัวชี้วัดที่ได้คะแนนน้อยที่สุดคือ การแก้ไขปัญหาการทุจริต ได้คะแนน 86.00", 109),
        ("รองลงมาคือ คุณภาพการดำเนินงาน ได้คะแนน 95.00", 108),
    ],
)
def test_another_score_is_named_and_the_right_row_beside_it(text: str, right: int) -> None:
    assert extremes("ผลการประเมิน", text) == [[2, right]]


@pytest.mark.parametrize(
    "text",
    [
        "แบบวัด IIT ตัวชี้วัดที่ได้คะแนนสูงสุด ได้ 94.00",
        "ข้อคำถามที่ได้คะแนนต่ำสุด ได้ 86.00",
        "ปีก่อนได้คะแนนสูงสุด 71.23",
    ],
)
def test_what_speaks_of_another_list_is_left_alone(text: str) -> None:
    assert extremes(text) == []


def test_a_sentence_goes_on_about_the_tool_named_before_it() -> None:
    assert extremes("ผลแบบวัด IIT", "คะแนนสูงสุด 94.00 คะแนน คะแนนต่ำสุด 86.00 คะแนน") == []
    assert extremes("ผลแบบวัด EIT", "คะแนนสูงสุด 94.00 คะแนน") == [[2, 110]]


def counted(text: str, total: int | None, done: int | None, not_done: int | None) -> Counted:
    return Counted(total=total, done=done, not_done=not_done, where=at(7), text=text)


def counts(told: Counted, listed: int = 9) -> list[list[int | None]]:
    measures = tuple(measure(f"มาตรการ {number}", number=str(number)) for number in range(1, listed + 1))
    return places(remarks("sum.count", section(counted=(told,), measures=measures)))


def test_nine_are_seven_and_two() -> None:
    assert counts(counted("จำนวน 9 ข้อ แล้วเสร็จ 7 ข้อ คิดเป็นร้อยละ 77.78 ไม่แล้วเสร็จ 2 ข้อ", 9, 7, 2)) == []
    assert counts(counted("มีมาตรการ จำนวน 9 ข้อ", 9, None, None)) == []


@pytest.mark.parametrize(
    "told",
    [
        counted("จำนวน 9 ข้อ แล้วเสร็จ 7 ข้อ ไม่แล้วเสร็จ 3 ข้อ", 9, 7, 3),
        counted("มีมาตรการ จำนวน 8 ข้อ", 8, None, None),
        counted("รวมทั้งสิ้น 9 ข้อ ดำเนินการแล้ว 8 ข้อ ยังไม่ได้ดำเนินการ 2 ข้อ", 9, 8, 2),
        counted("จำนวน 9 ข้อ แล้วเสร็จ 7 ข้อ ร้อยละ 87.78", 9, 7, None),
    ],
    ids=["parts", "list", "altogether", "percent"],
)
def test_numbers_that_do_not_agree(told: Counted) -> None:
    assert counts(told) == [[7]]


def test_what_came_of_a_measure_is_no_number_of_measures() -> None:
    assert counts(counted("อบรมแล้วเสร็จ จำนวน 88 เรื่อง", 88, None, None)) == []


def announced(text: str) -> list[list[int | None]]:
    measures = tuple(measure(f"มาตรการ {number}", number=str(number)) for number in (1, 2))

    return places(remarks("sum.count", section(*lines("รายงาน", text), measures=measures)))


def test_a_number_of_measures_that_the_list_does_not_have() -> None:
    assert announced("กำหนดมาตรการไว้ จำนวน ๓ มาตรการ ดังนี้") == [[2]]


@pytest.mark.parametrize(
    "text", ["จำนวน 2 มาตรการ", "เร่งด่วน จำนวน 1 มาตรการ พัฒนา จำนวน 1 มาตรการ", "จำนวน 3 คน"]
)
def test_the_right_number_and_numbers_of_parts_are_left_alone(text: str) -> None:
    assert announced(text) == []


def test_a_list_without_numbers_cannot_be_counted() -> None:
    paper = section(counted=(counted("จำนวน 8 ข้อ", 8, None, None),), measures=(measure("มาตรการ"),))

    assert remarks("sum.count", paper) == []
