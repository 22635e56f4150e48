"""Columns whose heads nobody knows are told by what stands in them; tables of other things stay what they are."""

from __future__ import annotations

from tests.reading.recognise.printing import table

from prongsai.core.plan import Period
from prongsai.core.recognised import PrintedMeasure
from prongsai.reading.recognise.guess import guessed
from prongsai.reading.recognise.measures import measures_of

CAMERA = ["๑", "ติดตั้งกล้องที่จุดตรวจ", "งานจราจร", "ต.ค. ๖๗ - ธ.ค. ๖๗", "ทุก ๓ เดือน"]
NOTICE = ["๒", "แจ้งผลคดีแก่ผู้เสียหาย", "งานสอบสวน", "ตลอดปี", "ทุกเดือน"]


def said(measure: PrintedMeasure) -> tuple[str, tuple[str, ...], Period | None, tuple[str, ...]]:
    return measure.title, measure.units, measure.period, measure.rounds


def test_columns_are_told_by_what_stands_in_them_under_any_head_and_under_none() -> None:
    heads = ["#", "สิ่งดี ๆ ที่อยากเห็น", "เพื่อนที่ช่วยกัน", "ฤกษ์", "พบกัน"]

    named = measures_of([table(heads, CAMERA, NOTICE)], plan_year=2568)
    bare = measures_of([table(CAMERA, NOTICE)], plan_year=2568)

    assert list(map(said, named)) == list(map(said, bare))
    first, second = named
    assert (first.title, first.units) == ("ติดตั้งกล้องที่จุดตรวจ", ("งานจราจร",))
    assert first.rounds == ("3m", "6m", "9m", "12m")
    assert second.period is not None and (second.period.begins.month, second.period.ends.month) == (10, 9)


def test_what_one_cell_says_otherwise_is_not_the_role_of_its_column() -> None:
    odd = table(["ก", "ข", "ค"], ["ติดตั้งกล้อง", "งานจราจร", "เสียงดี"], ["แจ้งผลคดี", "ทุกคนช่วยกัน", "ตลอดปี"])

    assert guessed(odd.rows) is None


def test_figures_and_lists_of_units_are_no_measures() -> None:
    scores = table(["หน่วย", "ช่วง", "ได้"], ["กองคลัง", "ต.ค. 67", "91.20"], ["กองช่าง", "พ.ย. 67", "88.40"])
    asked = table(
        ["ข้อคำถาม", "กลุ่ม", "เมื่อ"],
        ["ท่านพอใจเพียงใด", "กองคลัง", "ต.ค. 67"],
        ["ท่านเคยให้หรือไม่", "กองช่าง", "พ.ย. 67"],
    )

    assert guessed(scores.rows) is None
    assert guessed(asked.rows) is None
