"""The ways in which people write codes."""

import pytest
from tests.result_framework import FRAMEWORK

from prongsai.core.result.codes import CodeBook
from prongsai.reading.framework import load_year

BOOK = CodeBook(FRAMEWORK)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1", "1"),
        ("๑", "1"),
        ("9.1", "9.1"),
        ("๙.๑", "9.1"),
        ("ตัวชี้วัดที่ 1", "1"),
        ("ตัวชี้วัดย่อยที่ ๙.๑", "9.1"),
        ("ตัวชี้วัดที่ 10", "10"),
        ("o1", "O1"),
        ("O 1", "O1"),
        ("Ｏ１", "O1"),
        ("O-1", "O1"),
        ("O.01", "O1"),
        ("o๑", "O1"),
        ("ข้อ 0๑", "O1"),
        ("043", "O43"),
        ("๐๔๓", "O43"),
        ("ข้อ i1", "i1"),
        ("ข้อที่ I 1", "i1"),
        ("i01", "i1"),
        ("i4.2", "i4.2"),
        ("iit", "IIT"),
        ("แบบวัด EIT", "EIT"),
        ("EIT.1", "EIT.1"),
        ("EIT ส่วนที่ 1", "EIT.1"),
        ("EIT (ส่วนที่ ๒)", "EIT.2"),
        ("eit part 2", "EIT.2"),
        ("EIT1", "EIT.1"),
        ("e1@EIT.2", "e1@EIT.2"),
        ("e1 ส่วนที่ 2", "e1@EIT.2"),
        ("ข้อ e1 (EIT ส่วนที่ 1)", "e1@EIT.1"),
        ("6@EIT.1", "6@EIT.1"),
        ("การปฏิบัติหน้าที่", "1"),
    ],
)
def test_a_clear_spelling_is_one_code(text: str, code: str) -> None:
    assert BOOK.readings(text) == (code,)


@pytest.mark.parametrize(("text", "codes"), [("01", ("1", "O1")), ("010", ("10", "O10"))])
def test_a_zero_that_may_be_the_letter_o_is_a_doubt(text: str, codes: tuple[str, ...]) -> None:
    assert BOOK.readings(text) == codes


@pytest.mark.parametrize(
    "text", ["", "ข้อ 1", "ข้อ", "O", "O99", "IIT ส่วนที่ 1", "i1@EIT.1", "total", "1 2", "๐.๐๐"]
)
def test_what_names_no_code_is_read_as_none(text: str) -> None:
    assert BOOK.readings(text) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("O44", "O43"),
        ("i9", "i5"),
        ("O" + "9" * 99, "O43"),
        ("IITT", "IIT"),
        ("การปฏิบัติหน้าท", "1"),
        ("ซฺซซ", None),
    ],
)
def test_the_nearest_code_is_the_nearest_number_or_word(text: str, code: str | None) -> None:
    assert BOOK.nearest(text) == code


def test_a_word_before_the_code_narrows_what_it_can_mean() -> None:
    assert BOOK.readings("ข้อ 01") == ("O1",)
    assert BOOK.readings("ตัวชี้วัด 01") == ("1",)


def test_what_is_longer_than_any_title_is_not_looked_at() -> None:
    assert BOOK.readings("i" + " " * 300 + "1") == ()


def test_a_title_that_begins_like_a_label_is_read() -> None:
    book = CodeBook(load_year(2568))

    # “ข้อมูล…” is no “ข้อ”.
    assert book.readings("ข้อมูลที่เผยแพร่ชัดเจนเพียงพอ") == ("e5",)
    assert book.readings("ข้อมูลผู้บริหาร") == ("O2",)
