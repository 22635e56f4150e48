"""Which fiscal year is the result's, which the measures', and which are neither."""

import datetime

import pytest

from prongsai.core.printed import Line, Place
from prongsai.reading.recognise.years import date_of, items_of, year_senses, years_of

HERE = Place(file="paper.txt", line=1)


def line(text: str, *, heading: bool = False) -> Line:
    return Line(text=text, where=HERE, heading=heading)


@pytest.mark.parametrize(
    ("text", "senses"),
    [
        ("ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๗", [(2567, "result")]),
        ("รายงานผลการดำเนินการตามมาตรการ ประจำปี 2568", [(2568, "plan")]),
        (
            "ได้วิเคราะห์ผลการประเมิน ปี 2566 และกำหนดมาตรการ ในปีงบประมาณ 2567",
            [(2566, "result"), (2567, "plan")],
        ),
        ("ข้อมูลจากระบบ ITAS ปี ๖๗", [(2567, "result")]),
        ("มาตรการ ITA ปีงบ 68", [(2568, "plan")]),
        ("ต่อเนื่องจากผลประเมินปี 2567", [(2567, "result")]),
        ("การวิเคราะห์ผล ITA ปี 2568 ไปสู่การปฏิบัติ ปี 2569", [(2568, "result"), (2569, "plan")]),
        ("Baseline: ITA FY2024, Target FY2025", [(2567, "result"), (2568, "neither")]),
        ("คู่มือการประเมิน ประจำปีงบประมาณ 2568", [(2568, "neither")]),
        ("ผลการประเมิน ตามยุทธศาสตร์ชาติ (พ.ศ. 2561 – 2580)", []),
        ("วิเคราะห์ เมื่อวันที่ 5 ตุลาคม 2566", []),
        ("ระยะเวลา ต.ค. 2567 - ก.ย. 2568", []),
    ],
)
def test_the_nearest_word_says_what_a_year_is_of(text: str, senses: list[tuple[int, str]]) -> None:
    assert [*year_senses(text)] == senses


def test_a_title_counts_more_than_lines() -> None:
    lines = [line("ผลการประเมิน ปี 2566")] * 3

    assert years_of("analysis", "รายงานวิเคราะห์ผลการประเมิน ปี 2567", lines).result_year == 2567


def test_what_a_paper_does_not_say_is_unknown() -> None:
    years = years_of("analysis", "บันทึกข้อความ", [line("จึงเรียนมาเพื่อโปรดทราบ")])

    assert (years.result_year, years.plan_year) == (None, None)


def test_a_memo_has_the_date_of_its_head() -> None:
    date = date_of("memo", [line("ที่ ลย ๑๒๓๔/๕ วันที่ ๙ มกราคม ๒๕๖๘")])

    assert date == (datetime.date(2025, 1, 9), "๙ มกราคม ๒๕๖๘")


def test_a_month_alone_is_printed_but_no_date() -> None:
    assert date_of("analysis", [line("คำนำ"), line("เมษายน ๒๕๖๔")]) == (None, "เมษายน ๒๕๖๔")


@pytest.mark.parametrize(
    ("title", "items"),
    [
        ("043 รายงานผลการดำเนินการ", ["O43"]),
        ("O42 มาตรการ และ O43 รายงาน", ["O42", "O43"]),
        ("โทร 0 4200", []),
    ],
)
def test_items_are_those_of_the_title(title: str, items: list[str]) -> None:
    assert [*items_of("implementation", title, [])] == items


def test_else_the_item_is_the_one_that_fits_the_kind_of_paper() -> None:
    lines = [line("ตามข้อ O34 มาตรการส่งเสริมคุณธรรม นำมาตอบข้อ O35 การรายงานผลการดำเนินการ")]

    assert items_of("implementation", "รายงาน", lines) == ("O35",)
    assert items_of("measures", "มาตรการ", lines) == ("O34",)


def test_a_year_far_behind_what_the_paper_is_counts_by_its_kind() -> None:
    long = "ขององค์การบริหารส่วนตำบล" + "ทุ่งกว้างใหญ่ไพศาล" * 6 + " ประจำปีงบประมาณ พ.ศ. ๒๕๖๘"
    analysis = years_of("analysis", f"รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส {long}", [])
    report = years_of("implementation", f"รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรม {long}", [])
    assert (analysis.result_year, analysis.plan_year) == (2568, None)
    assert (report.result_year, report.plan_year) == (None, 2568)


def test_the_year_below_a_title_of_both_is_of_the_measures_where_the_result_is_of_the_year_before() -> None:
    title = "รายงานการวิเคราะห์ผลการประเมินและมาตรการ ITA"
    below = [line("ประจำปีงบประมาณ พ.ศ. 2567")]
    both = years_of("analysis", title, [*below, line("ผลการประเมินปี 2566 เปรียบเทียบกับปี 2565")])
    alone = years_of("analysis", title, below)

    assert (both.result_year, both.plan_year) == (2566, 2567)
    assert (alone.result_year, alone.plan_year) == (2567, None)


def test_a_year_in_a_menu_does_not_stand_against_that_of_the_measures() -> None:
    years = years_of("measures", "", [line("ITA 2569"), line("รายงานผลการดำเนินการตามมาตรการปี 2568")])

    assert years.plan_year == 2568
