"""Indicators named in a text: by number, by title, by a title that varies or is broken."""

import pytest

from prongsai.core.proofread.naming import entry, mentions, named
from prongsai.reading.framework import load_year

YEAR = load_year(2568)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("ตัวชี้วัดที่ 10 และตัวชี้วัด 9", ("9", "10")),
        ("การใช้ทรัพย์สินของทางราชการ", ("4",)),
        ("การใช้ทรัพย์สินของราชการ", ("4",)),
        ("การปรับปรุง การทำงาน", ("8",)),
        ("ประสิทธิภาพ การสื่อสาร กับการใช้อำนาจ", ("3", "7")),
        ("ตัวชี้วัดที่ 10.2", ()),
        ("ตัวชี้วัดที่ 11", ()),
        ("การใช้จ่ายเงิน", ()),
    ],
)
def test_which_indicators_are_named(text: str, codes: tuple[str, ...]) -> None:
    assert named(text, YEAR) == codes


def test_where_they_are_named() -> None:
    assert sorted(mentions("คือ การใช้อำนาจ", YEAR)) == [("3", 4)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("๑. ประสิทธิภาพการสือสาร", "7"),
        ("- การใช้งบประมาณ", "2"),
        ("2) ตัวชี้วัดที่ 6 คุณภาพการดำเนินงาน", "6"),
        ("3. จัดทำคู่มือการใช้งบประมาณและเผยแพร่ให้บุคลากรทราบ", None),
        ("หมายเหตุ", None),
    ],
)
def test_an_entry_of_a_list_is_one_indicator_and_nothing_else(text: str, code: str | None) -> None:
    assert entry(text, YEAR) == code
