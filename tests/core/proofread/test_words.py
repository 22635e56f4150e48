"""Words, codes, digits and marks as they were read or typed."""

import pytest
from tests.proofread_papers import at, figures, lines, places, remarks, section

from prongsai.core.printed import Cell, Place, Table
from prongsai.core.proofread.words import CHECKS
from prongsai.reading.catalogue import load_proofreading, load_word_lists


def test_every_rule_of_the_class_has_its_check() -> None:
    assert {id_ for id_, rule in load_proofreading().items() if rule.kind == "text"} == set(CHECKS)


def test_no_word_of_the_list_stands_in_a_right_one() -> None:
    rows = load_word_lists()["misread"]

    assert [wrong for wrong, _ in rows for _, right in rows if wrong in right] == []


def test_all_misread_words_are_one_remark() -> None:
    (found,) = remarks("text.misread", section(*lines("จัดฝึกรอบรู้", "ปกติ", "ไม่รับของกำ นัน และฝึกรอบรู้")))

    assert places([found]) == [[1, 3]]
    assert found.found == "ฝึกรอบรู้ → ฝึกอบรม, ของกำนัน → ของกำนัล"


def test_right_words() -> None:
    right = lines("จัดฝึกอบรม ไม่รับของกำนัล รณรงค์ กล่องรับฟังความคิดเห็น กำนันผู้ใหญ่บ้าน")

    assert remarks("text.misread", section(*right)) == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("043 รายงานผลการดำเนินการ", "043 → O43"),
        ("คู่มือ (อ้างอิงจาก ๐๑๐)", "๐๑๐ → O10"),
        ("ข้อ 0๑๕ รายงานผล", "0๑๕ → O15"),
        ("ข้อ ๑๑๐ ประเด็น การยืมทรัพย์สิน", "๑๑๐ → i10"),
    ],
)
def test_codes_that_were_misread(text: str, meant: str) -> None:
    (found,) = remarks("text.codes", section(*lines(text)))

    assert found.found == meant


@pytest.mark.parametrize(
    "text",
    [
        "โทร. ๐๔๒-๒๑๙๘๑๖",
        "เพิ่มขึ้น ๐.๐๒ คะแนน",
        "เวลา 08.30 น.",
        "ข้อ O43",
        "ข้อ ๑๑",
        "ข้อ 073",
        "ข้อ 110 ของระเบียบ",
        "ตามระเบียบ ข้อ ๑๑๒",
        "๐๔๒ ๒๑๙๘๑๖",
        "05/03/2569",
    ],
)
def test_numbers_that_are_no_codes(text: str) -> None:
    assert remarks("text.codes", section(*lines(text))) == []


def test_codes_in_cells() -> None:
    cells = tuple(
        (Cell(paragraphs=(text,), where=Place(file="paper.txt", table=1, row=row, column=1)),)
        for row, text in enumerate(("0๑ - 0๕", "0๖", "100", "๕๐.๐๐"), 2)
    )
    (found,) = remarks("text.codes", section(Table(rows=cells, where=at(1))))

    assert found.found == "0๑ → O1, 0๕ → O5, 0๖ → O6"
    assert [place.row for place in found.where] == [2, 3]


def test_thai_and_arabic_digits_mixed() -> None:
    half = lines(*["ข้อ ๑ ได้ ๙๐"] * 6, *["ข้อ 2 ได้ 80"] * 5)
    (found,) = remarks("text.mixed_digits", section(*half))

    assert places([found]) == [[7, 8, 9, 10, 11]]
    assert "เลขไทย 12 แห่งและเลขอารบิก 10 แห่ง" in found.why.th


def test_a_few_arabic_digits_in_a_thai_paper() -> None:
    mostly = lines(*["ข้อ ๑ ได้ ๙๐"] * 30, *["ดู www.example.go.th/a1 ข้อ 5"] * 5)

    assert remarks("text.mixed_digits", section(*mostly)) == []


def test_filler_dots_in_a_sentence() -> None:
    found = remarks("text.filler_dots", section(*lines("ของเทศบาลตำบลบ้านสวน.... ประจำปี 2569")))

    assert places(found) == [[1]]


@pytest.mark.parametrize(
    "text",
    [
        "ความเห็นของปลัด อบต..... เห็นชอบ",
        "ลงชื่อ............ ผู้รายงาน",
        "และอื่น ๆ ...",
        "เรื่อง..........",
        "หลักการและเหตุผล ............................ หน้า ๑",
    ],
)
def test_dots_to_be_filled_in(text: str) -> None:
    assert remarks("text.filler_dots", section(*lines(text))) == []


def test_doubled_marks() -> None:
    (found,) = remarks("text.doubled_marks", section(*lines("หน่่วยงาน", "ปกติ ที่นี่ น้ำ", "ดีี")))

    assert places([found]) == [[1, 3]]
    assert "2 แห่ง" in found.why.th


def test_a_level_in_a_small_letter() -> None:
    (found,) = remarks(
        "text.level_case",
        section(*lines("ได้ 69.66 คะแนน อยู่ในระดับ c มีรายละเอียด"), figures=figures({"total": "69.66"})),
    )

    assert "ต้องเป็น “C”" in found.why.th
    assert (
        remarks("text.level_case", section(*lines("อยู่ในระดับ C"), figures=figures({"total": "69.66"}))) == []
    )
    assert remarks("text.level_case", section(*lines("ระดับ a ของบันได"))) == []


def test_a_subject_that_repeats_itself() -> None:
    twice = "เรื่อง รายงานการส่งเสริมคุณธรรมและความโปร่งใสในการดำเนินงานคุณธรรมและความโปร่งใสภายในเทศบาล"

    assert places(remarks("text.repeated_phrase", section(*lines(twice)))) == [[1]]


def test_a_subject_with_a_phrase_in_two_places() -> None:
    apart = "เรื่อง มาตรการส่งเสริมคุณธรรมและความโปร่งใสตามการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส"

    assert remarks("text.repeated_phrase", section(*lines(apart))) == []


@pytest.mark.parametrize(
    "text",
    [
        "ก" * 200_000,
        "เรื่อง " + "กขคงจ" * 40_000,
        "-01" * 60_000,
        "ข้อ 0" * 40_000,
        "ตัวชี้วัดย่อย 10.2 การส่งเสริม " * 10_000,
        "ระดับ " * 40_000,
    ],
    ids=["one word", "subject", "codes", "items", "names", "levels"],
)
def test_a_long_line_costs_no_more_than_its_length(text: str) -> None:
    """Were it its square, this would not end within the day."""
    long = section(*lines(text), figures=figures({"total": "69.66"}))

    for rule, each in load_proofreading().items():
        if each.kind in ("form", "text"):
            remarks(rule, long)
