"""Heads of tables say which field a column is for, however they are broken, joined or misspelt."""

from dataclasses import replace

import pytest
from tests.reading.recognise.printing import OUTCOME, PLAN, REPORT, table

from prongsai.reading.recognise.columns import fields_of, head_of


@pytest.mark.parametrize(
    ("head", "fields"),
    [
        ("ลำดับที่", ("number",)),
        ("โครงการ/กิจกรรม", ("title",)),
        ("มาตรการและแนวทาง", ("title", "approach")),
        ("มาตรการ/ขั้นตอน/วิธีการปฏิบัติ", ("title", "steps")),
        ("กิจกรรมที่ดำเนินการ", ("steps",)),
        ("ระยะเวลา ดำเนินการ", ("period",)),
        ("หน่วยงานที่รับผิดชอบ", ("units",)),
        ("ผู้รับผดชอบ", ("units",)),
        ("การติดตามและรายงานผล", ("monitoring",)),
        ("ผลการดำเนินการ (รอบ 12 เดือน)", ("results",)),
        ("ผลลัพธ์หรือความสำเร็จของการ ดำเนินการ", ("outcomes",)),
        ("ปัญหา/อุปสรรค/ข้อเสนอแนะ", ("obstacles", "suggestions")),
        ("ตัวชี้วัดความสำเร็จ", ("target",)),
        ("งบประมาณ (บาท)", ("budget",)),
        ("ประเด็นที่ควรพัฒนา", ("finding",)),
        ("Measure, project or activity", ("title",)),
        ("สำนักปลัด", ()),
        ("", ()),
    ],
)
def test_a_head_is_for_fields(head: str, fields: tuple[str, ...]) -> None:
    assert fields_of(head) == fields


@pytest.mark.parametrize("columns", [PLAN, REPORT, OUTCOME])
def test_a_table_of_measures_is_known_by_its_head(columns: tuple[str, ...]) -> None:
    head = head_of(table(columns, [""] * len(columns)).rows)

    assert head is not None
    assert head.of_measures
    assert not head.of_findings


def test_a_table_of_questions_is_one_of_findings_not_of_measures() -> None:
    head = head_of(table(["ข้อคำถาม", "คะแนน", "ข้อบกพร่อง/ข้อแก้ไข/ปรับปรุง/รักษาระดับ"]).rows)

    assert head is not None
    assert head.of_findings
    assert not head.of_measures


def test_a_head_over_two_rows_is_read_from_the_lower_one() -> None:
    rows = table(
        ["ที่", "มาตรการ", "การดำเนินการ", "การดำเนินการ", "ผู้รับผิดชอบ"],
        ["^", "^", "วิธีดำเนินการ", "ระยะเวลา", "^"],
        ["1", "เปิดตู้รับฟังความเห็น", "1. ติดตั้งตู้", "ต.ค. 67", "สำนักปลัด"],
    ).rows

    head = head_of(rows)

    assert head is not None
    assert head.rows == 2
    assert head.columns == (("number",), ("title",), ("steps",), ("period",), ("units",))


def test_a_row_over_the_whole_width_is_no_head() -> None:
    group = "มาตรการ และผู้รับผิดชอบ"
    rows = table([group, group, group], ["1", "เปิดตู้รับฟังความเห็น", "สำนักปลัด"]).rows
    whole = (rows[0][0], *(replace(cell, merged=True) for cell in rows[0][1:]))

    assert head_of([whole, rows[1]]) is None
    assert head_of([whole, *table(["ที่", "มาตรการ", "ผู้รับผิดชอบ"]).rows]) is not None


def test_a_row_of_a_measure_is_no_head() -> None:
    row = ["1. เปิดตู้รับฟังความเห็นของประชาชน", "1. ติดตั้งตู้", "สำนักปลัด", "ต.ค. 67", "ติดตั้งแล้ว", ""]

    assert head_of(table(row).rows) is None


def test_of_two_columns_of_measures_the_second_says_what_is_done() -> None:
    head = head_of(table(["ประเด็น", "มาตรการ", "กิจกรรม", "ผู้รับผิดชอบ"]).rows)

    assert head is not None
    assert head.columns[1:3] == (("title",), ("steps",))
