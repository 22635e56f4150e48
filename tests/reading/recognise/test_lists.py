"""Cells and paragraphs are cut into the phrases that they count."""

import pytest
from tests.reading.recognise.printing import numbers, texts

from prongsai.core.printed import Place
from prongsai.reading.recognise.lists import Piece, begun_anew, number_of, phrases, whole

HERE = Place(file="paper.txt")


def read(*paragraphs: str) -> list[tuple[str, str]]:
    found = phrases([Piece(text, HERE) for text in paragraphs])
    return list(zip(numbers(found), texts(found), strict=True))


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (["๑. ทำแผน ๒. แจ้งทุกกอง ๓. ติดตาม"], ["1", "2", "3"]),
        (["๑.ทำแผน", "๒.แจ้งทุกกอง"], ["1", "2"]),
        (["1) ทำแผน 2) แจ้งทุกกอง"], ["1", "2"]),
        (["(1) ทำแผน", "(2) แจ้งทุกกอง"], ["1", "2"]),
        (["ขั้นตอนที่ 1 ทำแผน", "ขั้นตอนที่ 2 แจ้งทุกกอง"], ["1", "2"]),
        (["5. ทำคู่มือ", "5.1 ของกองช่าง", "5.2 ของกองคลัง", "6. เผยแพร่"], ["5", "5.1", "5.2", "6"]),
        (["- ทำแผน - แจ้งทุกกอง"], ["", ""]),
        (["• ทำแผน", "• แจ้งทุกกอง"], ["", ""]),
        (["ดำเนินการดังนี้", "- ทำแผน", "- แจ้งทุกกอง"], ["", "", ""]),
        (["จัดให้มีกลไก ได้แก่ ๑.คน ๒.เวลา"], ["", "1", "2"]),
        (["ทำแผนของปี"], [""]),
        (["1. ทำแผน", "3. ติดตาม"], ["1", "3"]),
        (["๑ . ทำแผน ๒ . แจ้งทุกกอง"], ["1", "2"]),
        (["1.ประชุมเจ้าหน้าที่ 2.แจ้งทุกกอง"], ["1", "2"]),
        (["1)ทำแล้วเมื่อ 2568 2)แจ้งทุกกอง"], ["1", "2"]),
        (["1. ประชุมปีละสองครั้ง 2. สำรวจพื้นที่ 3. รายงานทุกไตรมาส 4. สรุป"], ["1", "2", "3", "4"]),
        (["1) เปิดอ่าน 59 ครั้ง 2) แก้และลงวันที่ 3) ติดตามตามข้อ 2) ทุกเดือน"], ["1", "2", "3"]),
        ([], []),
    ],
)
def test_what_is_counted_is_cut(paragraphs: list[str], expected: list[str]) -> None:
    assert [number for number, _ in read(*paragraphs)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "เผยแพร่ข้อมูลในข้อ 1 -5 ทางเว็บไซต์",
        "ใช้เงิน 1.5 ล้านบาท ใน พ.ศ. 2566",
        "เปิดรับคำขอ 08.30 น. ถึง 16.30 น.",
        "ลงวันที่ ๑ ตุลาคม ๒๕๖๗",
        "โทร. 02-000-1111 ต่อ 2",
        "ต.ค. 67 - ก.ย. 68",
        "รายงานผล - รอบ ๖ เดือน - รอบ ๑๒ เดือน",
        "ตามประกาศข้อ 2. และข้อ 3. ของปีก่อน",
    ],
)
def test_numbers_and_dashes_of_a_sentence_do_not_cut_it(text: str) -> None:
    assert read(text) == [("", whole(text))]


def test_a_number_stands_apart_from_its_text_and_the_print_is_kept() -> None:
    (first, second) = phrases([Piece("๑. ทำแผน ปี ๒๕๖๘ ๒. แจ้งทุกกอง", HERE)])

    assert (first.number, first.text, first.as_printed) == ("1", "ทำแผน ปี 2568", "ทำแผน ปี ๒๕๖๘")
    assert second.where == HERE


def test_numbers_of_a_second_kind_stay_in_the_phrase() -> None:
    assert read("1. ทำคู่มือ", "(1) ของกองช่าง", "(2) ของกองคลัง", "2. เผยแพร่") == [
        ("1", "ทำคู่มือ (1) ของกองช่าง (2) ของกองคลัง"),
        ("2", "เผยแพร่"),
    ]


def test_a_paragraph_without_number_belongs_to_the_number_above() -> None:
    assert read("1. ทำคู่มือ", "ของทุกกอง", "2. เผยแพร่") == [("1", "ทำคู่มือ ของทุกกอง"), ("2", "เผยแพร่")]


def test_a_sentence_goes_on_over_the_page_without_a_space() -> None:
    found = phrases([Piece("1. ทำแผนและเผย", HERE), Piece("แพร่ทางเว็บไซต์", HERE, goes_on=True)])

    assert texts(found) == ["ทำแผนและเผยแพร่ทางเว็บไซต์"]


def test_numbers_may_begin_anew_in_a_line_of_their_own() -> None:
    assert [number for number, _ in read("1. ทำแผน", "1. ประชุม", "2. เสนอ")] == ["1", "1", "2"]


def test_spaces_that_cannot_stand_in_a_word_are_left_out() -> None:
    assert whole("ผู้รับผ ิดชอบ แ ผน เ วลา") == "ผู้รับผิดชอบ แผน เวลา"


@pytest.mark.parametrize(
    ("title", "number", "rest"),
    [
        ("๒.มาตรการสร้างความโปร่งใส", "2", "มาตรการสร้างความโปร่งใส"),
        ("มาตรการที่ 3 : ลดขั้นตอน", "3", "ลดขั้นตอน"),
        ("2.1 ลดขั้นตอน", "2.1", "ลดขั้นตอน"),
        ("ลดขั้นตอน", "", "ลดขั้นตอน"),
    ],
)
def test_a_title_is_parted_from_its_number(title: str, number: str, rest: str) -> None:
    assert number_of(title) == (number, rest)


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["๑. ทำแผน ๒. แจ้ง ๗. ติดตาม ๔. สรุป"],
        ["๑. ทำแผน", "๒. แจ้ง", "๗. ติดตาม", "๔. สรุป"],
        ["๑. ทำแผน", "๒. แจ้ง", "๕. ติดตาม", "๔. สรุป"],
    ],
)
def test_a_misread_number_counts_as_the_one_between_its_neighbours(paragraphs: list[str]) -> None:
    assert [number for number, _ in read(*paragraphs)] == ["1", "2", "3", "4"]


def test_doubled_marks_of_a_scan_are_left_out() -> None:
    assert whole("ผู้้รับผิิดชอบ") == "ผู้รับผิดชอบ"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("(3) ทำคู่มือ (1) สำรวจ (2) เขียน", "(3) ทำคู่มือ"),
        ("๑. ตรวจตามรอบ ๑) ทำตาราง ๒) รายงาน", "๑. ตรวจตามรอบ"),
        ("2. ทำคู่มือ 1. สำรวจ 2. เขียน", "2. ทำคู่มือ"),
    ],
)
def test_numbers_that_begin_anew_are_those_of_steps(text: str, title: str) -> None:
    cut = begun_anew(Piece(text, HERE))

    assert cut is not None
    assert (cut[0].text, cut[0].text + " " + cut[1].text) == (title, text)


@pytest.mark.parametrize(
    "text", ["1. สำรวจ 2. เขียน", "ทำคู่มือ 1. สำรวจ 2. เขียน", "2. ตามข้อ 1. ของแผน", "- ทำคู่มือ"]
)
def test_one_list_does_not_begin_anew(text: str) -> None:
    assert begun_anew(Piece(text, HERE)) is None
