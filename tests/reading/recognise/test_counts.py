"""Sentences that count measures are read, sentences with other numbers are not."""

import pytest
from tests.reading.recognise.printing import lines, table

from prongsai.reading.recognise.counts import counted_in


@pytest.mark.parametrize(
    ("text", "total", "done", "not_done"),
    [
        ("กำหนดไว้ จำนวน 9 ข้อ สามารถดำเนินการแล้วเสร็จ จำนวน 7 ข้อ /ไม่สามารถดำเนินการให้แล้วเสร็จ จำนวน 2 ข้อ", 9, 7, 2),
        ("มาตรการทั้งหมด ๕ มาตรการ ดำเนินการแล้ว ๕ มาตรการ คิดเป็นร้อยละ ๑๐๐", 5, 5, None),
        ("มาตรการของปีงบประมาณ พ.ศ. 2569 มี 6 มาตรการ แล้วเสร็จ 4 ยังไม่แล้วเสร็จ 2", 6, 4, 2),
        ("จากทั้งหมด 6 มาตรการ ดำเนินการแล้วเสร็จ 3 มาตรการ (ร้อยละ 50.00) แล้วเสร็จบางส่วน 1 มาตรการ ยังไม่ได้ดำเนินการ 2 มาตรการ", 6, 3, 3),
        ("โครงการ 4 โครงการ อยู่ระหว่างดำเนินการ 1 โครงการ", 4, None, 1),
        ("Of 6 measures, 4 are done and 2 are not done yet.", 6, 4, 2),
    ],
)  # fmt: skip
def test_what_is_done_and_not_done_is_counted(
    text: str, total: int | None, done: int | None, not_done: int | None
) -> None:
    (found,) = counted_in(lines(text))

    assert (found.total, found.done, found.not_done) == (total, done, not_done)


@pytest.mark.parametrize(
    "text",
    [
        "กำหนดมาตรการ จำนวน 5 มาตรการ",
        "ดำเนินการแล้วเสร็จในเดือนมีนาคม 2568",
        "ตัวชี้วัดที่ 9 แล้วเสร็จทุกข้อ",
        "คิดเป็นร้อยละ 77.78",
        "ทำคู่มือ แล้วเสร็จเมื่อ ๑๓ พฤษภาคม ๒๕๖๗ จำนวน 75 เรื่อง",
        "ทำคู่มือ แล้วเสร็จเมื่อ 13 พ.ค. 67 จำนวน 75 เรื่อง",
    ],
)
def test_other_numbers_count_nothing(text: str) -> None:
    assert counted_in(lines(text)) == ()


def test_a_count_in_a_cell_is_found_with_its_place() -> None:
    rows = table(["มาตรการ", "ผลลัพธ์"], ["ก", "กำหนดไว้ 3 ข้อ แล้วเสร็จ 2 ข้อ"])

    (found,) = counted_in([rows])

    assert (found.where.row, found.where.column) == (2, 2)
