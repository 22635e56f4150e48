"""Rows of totals against what stands above them."""

import pytest
from tests.proofread_papers import places, remarks, section, table

HEAD = ("ลำดับที่", "หน่วยงาน", "จำนวนโครงการ", "งบประมาณ", "คะแนน")


def columns(total: tuple[str, ...], *rows: tuple[str, ...]) -> list[list[int | None]]:
    return places(remarks("sum.column", section(table(HEAD, *rows, total))))


ROWS = (
    ("1", "กองคลัง", "๒", "1,500", "90"),
    ("2", "กองช่าง", "3", "-", "80"),
    ("3", "สำนักปลัด", "1", "500", "70"),
)


def test_a_total_that_adds_up() -> None:
    assert columns(("", "รวม", "6", "2,000", "80"), *ROWS) == []


@pytest.mark.parametrize("total", [("", "รวม", "7", "2,000", "80"), ("รวมทั้งสิ้น", "", "6", "2,500", "80")])
def test_a_total_that_does_not(total: tuple[str, ...]) -> None:
    assert columns(total, *ROWS) == [[54]]


@pytest.mark.parametrize(
    "rows",
    [
        ROWS[:1],
        (*ROWS, ("", "รวม", "6", "2,000", "80"), *ROWS),
        (*ROWS, ("4", "กองการศึกษา", "หลายโครงการ", "ไม่ใช้", "60")),
    ],
    ids=["one row", "sums between", "words"],
)
def test_where_nobody_can_tell_what_is_added_nothing_is_said(rows: tuple[tuple[str, ...], ...]) -> None:
    assert columns(("", "รวม", "99", "99", "99"), *rows) == []


def test_a_table_without_totals_is_left_alone() -> None:
    assert columns(("4", "กองสวัสดิการ", "5", "1", "9"), *ROWS) == []
