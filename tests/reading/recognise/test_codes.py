"""Codes and names as papers print them, right, mended, or not to be guessed."""

import pytest

from prongsai.reading.framework import load_year
from prongsai.reading.recognise.codes import Around, CodeReader

READER = CodeReader(load_year(2568))
OLD = CodeReader(load_year(2564))


def read(text: str, indicator: str = "") -> tuple[str, ...]:
    meant = READER.read(text, Around(indicator))
    return meant.codes if meant else ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ข้อ i๑", "i1"),
        ("i12 เจ้าหน้าที่ใช้รถของหน่วยงาน", "i12"),
        ("ข้อ e9", "e9"),
        ("O15 รายงานผล", "O15"),
        ("ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่", "1"),
        ("๔. การใช้ทรัพย์สินของราชการ", "4"),
        ("การใช้ทรัพย์สินของทางราชการ", "4"),
        ("คุณภาพ การดำเนินงาน", "6"),
        ("EIT ส่วนที่ 1", "EIT.1"),
        ("คะแนนภาพรวม", "total"),
    ],
)
def test_what_is_printed_well_is_sure(text: str, code: str) -> None:
    meant = READER.read(text)

    assert meant is not None
    assert (meant.codes, meant.confidence) == ((code,), "sure")


@pytest.mark.parametrize(
    ("text", "indicator", "code"),
    [
        ("๐๘", "", "O8"),
        ("0๑๕", "", "O15"),
        ("ข้อ ๐๑๙", "", "O19"),
        ("ข้อ ๑๑๐", "4", "i10"),
        ("ข้อ ๑๑", "1", "i1"),
        ("ข้อ 12", "4", "i12"),
        ("ข้อ ๑๑๐", "", "i10"),
        ("l3", "", "i3"),
        ("การแก้ไขปญหาการทุจริต", "", "5"),
        ("ประสิทธภาพการสื่อสาร", "", "7"),
    ],
)
def test_what_was_mended_says_so(text: str, indicator: str, code: str) -> None:
    meant = READER.read(text, Around(indicator))

    assert meant is not None and meant.note is not None
    assert (meant.codes, meant.confidence) == ((code,), "likely")


@pytest.mark.parametrize(("text", "indicator", "code"), [("ข้อ ๑๑", "1", "i1"), ("ช้อ 112", "2", "i12")])
def test_a_question_that_has_parts_is_one_below_its_indicator(text: str, indicator: str, code: str) -> None:
    meant = OLD.read(text, Around(indicator))

    assert meant is not None and meant.codes == (code,)


def test_codes_are_those_of_the_year() -> None:
    meant = OLD.read("043")

    assert meant is not None and meant.codes == ("O43",)
    assert read("043") == ()


@pytest.mark.parametrize(
    ("text", "first", "last", "number"),
    [
        ("0๑ - 0๕", "O1", "O5", 5),
        ("O7–O14", "O7", "O14", 8),
        ("ข้อ i1 ถึง i3", "i1", "i3", 3),
        ("๐๒๑ – ๐๒๘", "O21", "O28", 8),
    ],
)
def test_a_range_is_all_of_its_codes(text: str, first: str, last: str, number: int) -> None:
    codes = read(text)

    assert (codes[0], codes[-1], len(codes)) == (first, last, number)


def test_a_list_is_its_codes() -> None:
    assert read("e๔, e๕ ประเด็น") == ("e4", "e5")
    assert read("ข้อ i1 และ i3") == ("i1", "i3")


@pytest.mark.parametrize(
    "text",
    ["๐.๐๐", "01.50", "O40", "O5 - O3", "O25 - O40", "วันที่", "สำนักปลัด", "ผลการประเมิน", "การ", "ข้อ ๑๒", ""],
)
def test_nothing_is_guessed(text: str) -> None:
    assert read(text) == ()


def test_a_bare_number_is_an_indicator_only_where_asked_for() -> None:
    meant = READER.number("๑๐")

    assert meant is not None and meant.codes == ("10",)
    assert READER.number("11") is None


def test_another_wording_of_a_title_is_kept() -> None:
    meant = READER.read("การปรับปรุงการทำงาน")

    assert meant is not None
    assert (meant.codes, meant.named) == (("8",), "การปรับปรุงการทำงาน")


@pytest.mark.parametrize(("before", "code"), [("i1", "i2"), ("i11", "i12"), ("", None), ("i6", None)])
def test_a_number_that_may_be_two_questions_is_the_one_that_comes_next(before: str, code: str | None) -> None:
    meant = READER.read("ข้อ ๑๒", Around(before=before))

    assert (meant.codes if meant else None) == ((code,) if code else None)


@pytest.mark.parametrize("text", ["ตัวชี้วัดที่ ๔ การใช้ทรัพย์สินของราชการ", "ตวชี้วัตที่ 4. การใข้ทรัพย์สิน", "### ตัวชี้วัดที่ ๔"])
def test_a_heading_names_its_indicator_though_damaged(text: str) -> None:
    meant = READER.heading(text.lstrip("# "))

    assert meant is not None and meant.codes == ("4",)


@pytest.mark.parametrize("text", ["ส่วนที่ ๔ การใช้ทรัพย์สิน", "มาตรการที่ 4", "ข้อ 4", "ตัวชี้วัดที่ 9.1 ข้อมูล"])
def test_another_heading_names_none(text: str) -> None:
    assert READER.heading(text) is None
