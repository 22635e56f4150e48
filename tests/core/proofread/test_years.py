"""Dates and years: each remark with its place, and years that are rightly named."""

import datetime
from typing import Any

import pytest
from tests.proofread_papers import (
    SOUND,
    at,
    figures,
    last_year,
    lines,
    measure,
    phrase,
    places,
    remarks,
    section,
)

from prongsai.core.recognised import Actions, Advice, Phrase, Section

PLAN = {"result_year": 2567, "plan_year": 2568}


def found(rule: str, *blocks: str, **told: Any) -> list[list[int | None]]:
    return places(remarks(rule, section(*lines(*blocks), **told)))


# Dates


@pytest.mark.parametrize(("month", "expected"), [("เมษายน ๒๕๖๔", [[2]]), ("กันยายน 2564", [])])
def test_a_foreword_of_a_month_in_which_nobody_knew_the_result(
    month: str, expected: list[list[int | None]]
) -> None:
    assert found("year.before_result", "คำนำ", month, result_year=2564, plan_year=2565) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("เทศบาลตำบลบ้านสวน เมษายน 2564", [[2]]),
        ("จัดกิจกรรมครั้งแรก เมษายน 2564", []),
        ("เมษายน 2564 จัดกิจกรรม", []),
    ],
)
def test_the_agency_may_sign_beside_the_month(line: str, expected: list[list[int | None]]) -> None:
    assert found("year.before_result", "คำนำ", line, result_year=2564, plan_year=2565) == expected


@pytest.mark.parametrize(
    ("day", "expected"), [(datetime.date(2025, 8, 14), [[2]]), (datetime.date(2025, 8, 15), [])]
)
def test_a_date_before_the_announcement(day: datetime.date, expected: list[list[int | None]]) -> None:
    text = f"{day.day} สิงหาคม 2568"

    assert found("year.before_result", "บันทึกข้อความ", f"วันที่ {text}", date=day, date_text=text) == expected


def test_a_report_on_measures_may_be_older_than_the_result_of_its_year() -> None:
    day = datetime.date(2025, 3, 31)

    assert found("year.before_result", "รายงาน", kind="implementation", date=day) == []


@pytest.mark.parametrize(("month", "expected"), [("กันยายน 2567", [[2]]), ("ตุลาคม 2567", [])])
def test_a_report_older_than_the_year_of_its_measures(month: str, expected: list[list[int | None]]) -> None:
    assert found("year.report_early", "คำนำ", month, kind="implementation", **PLAN) == expected
    assert found("year.report_early", "คำนำ", month, kind="measures", **PLAN) == []


def test_a_memo_that_tells_no_result_may_name_a_round_to_come() -> None:
    day, text = datetime.date(2025, 1, 16), "16 มกราคม 2568"
    told = {"kind": "memo", "date": day, "date_text": text}

    assert found("year.before_result", "บันทึกข้อความ", text, **told) == []
    assert found("year.before_result", "บันทึกข้อความ", text, figures=figures(SOUND), **told) == [[2]]


def memo(day: datetime.date, following: str = "analysis") -> list[list[int | None]]:
    text = f"{day.day}/{day.month}/69"
    letter = section(*lines("บันทึกข้อความ", text), kind="memo", date=day, date_text=text)

    return places(remarks("year.late_plan", letter, section(*lines("รายงาน", first=5), kind=following)))


def test_a_plan_in_the_second_half_of_its_year() -> None:
    assert memo(datetime.date(2026, 4, 17)) == [[2]]


def test_a_plan_in_the_first_half_or_a_report_in_any() -> None:
    assert memo(datetime.date(2026, 3, 31)) == []
    assert memo(datetime.date(2026, 4, 17), following="implementation") == []


# Years that are over


def actions(*texts: str) -> dict[str, Any]:
    phrases = tuple(phrase(text, number) for number, text in enumerate(texts, 20))
    return {"actions": (Actions(indicator="5", actions=phrases, where=at(19)),)}


def test_actions_of_a_year_that_is_over_are_one_remark_with_all_places() -> None:
    told = actions(
        "เข้าร่วมการประเมินองค์กรโปร่งใส ประจำปีงบประมาณ พ.ศ. ๒๕๖๗",
        "จัดอบรมประจำปี 2568",
        "ประเมินความเสี่ยงการทุจริต ปี 2567",
    )

    assert found("year.past_action", "แผน", **PLAN, **told) == [[20, 22]]


def test_a_step_of_a_measure_is_an_action() -> None:
    told = measure("ประกาศเจตนารมณ์", steps=(phrase("ผู้บริหารประกาศเจตนารมณ์ ประจำปี 2566", 31),))

    assert found("year.past_action", "แผน", **PLAN, measures=(told,)) == [[31]]


def test_measures_that_do_not_name_their_year_follow_the_analysis_before_them() -> None:
    told = measure("ประกาศเจตนารมณ์", steps=(phrase("ประกาศเจตนารมณ์ ประจำปี 2567", 31),))
    analysis = section(*lines("รายงาน"), result_year=2567, plan_year=None)
    measures = section(kind="measures", result_year=None, plan_year=None, measures=(told,))

    assert places(remarks("year.past_action", analysis, measures)) == [[31]]
    assert remarks("year.past_action", measures) == []


@pytest.mark.parametrize(
    "text",
    [
        "วิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2567 เพื่อกำหนดมาตรการ",
        "เผยแพร่รายงานผลการบริหารทรัพยากรบุคคล ประจำปี 2567",
        "ปฏิบัติตามพระราชบัญญัติข้อมูลข่าวสาร ปี พ.ศ. 2567",
        "จัดทำแผน ปี 2566 - 2570",
        "จัดอบรมปี 2560 ขึ้นใหม่",
        "ดำเนินการในปี 2568",
    ],
)
def test_years_of_results_reports_laws_and_stretches_are_left_alone(text: str) -> None:
    assert found("year.past_action", "แผน", **PLAN, **actions(text)) == []


# Periods and days of measures


def outside(period: str = "", step: str = "") -> list[list[int | None]]:
    told = measure("จัดทำคู่มือ", period=period, steps=(phrase(step, 31),) if step else ())

    return found("year.outside", "แผน", **PLAN, measures=(told,))


@pytest.mark.parametrize("period", ["ต.ค. 2567 - ก.ย. 2568", "ม.ค. - มี.ค. 68", "ตลอดปีงบประมาณ พ.ศ. 2568"])
def test_periods_inside_the_year(period: str) -> None:
    assert outside(period) == []


def test_a_period_that_goes_beyond_the_year() -> None:
    assert outside("ต.ค. 2568 - ก.ย. 2569") == [[60]]
    assert outside("ก.ค. 2568 - ธ.ค. 2568") == [[60]]


def test_one_wrong_period_of_many_measures_is_told_once() -> None:
    told = tuple(
        measure("มาตรการ", number=str(number), period=period, where=at(60 + number))
        for number, period in enumerate(("ต.ค. 2568", "ต.ค. 2567", "ต.ค. 2568", "พ.ย. 2568"), 1)
    )

    assert found("year.outside", "แผน", **PLAN, measures=told) == [[61, 63], [64]]


def test_a_deadline_in_the_words_of_a_step() -> None:
    assert outside(step="จัดทำให้แล้วเสร็จภายในเดือนตุลาคม 2568") == [[31]]
    assert outside(step="จัดทำให้แล้วเสร็จภายในเดือนตุลาคม 2567") == []


def done_before(result: str) -> list[list[int | None]]:
    told = measure("ประกาศมาตรการ", period="ม.ค. - เม.ย. 68", results=(phrase(result, 41),))

    return found("year.done_before", "รายงาน", kind="implementation", **PLAN, measures=(told,))


def test_a_result_dated_before_its_period() -> None:
    assert done_before("ลงนามประกาศเมื่อวันที่ ๑๕ ตุลาคม ๒๕๖๗ และเผยแพร่แล้ว") == [[41]]


@pytest.mark.parametrize(
    "result",
    ["ลงนามเมื่อวันที่ 15 มกราคม 2568", "ดำเนินการตามหนังสือ ลงวันที่ 15 ตุลาคม 2567", "เผยแพร่แล้ว"],
)
def test_days_inside_the_period_and_of_letters_are_left_alone(result: str) -> None:
    assert done_before(result) == []


def done(result: str, period: str = "", **told: Any) -> list[list[int | None]]:
    one = measure("ประกาศมาตรการ", period=period, results=(phrase(result, 41),))

    return found("year.done_outside", "รายงาน", kind="implementation", **PLAN, measures=(one,), **told)


def test_a_result_dated_in_another_year() -> None:
    assert done("อบรมเมื่อวันที่ 15 มกราคม 2567") == [[41]]
    assert done("อบรมเมื่อวันที่ 15 มกราคม 2572") == [[41]]
    assert done("อบรมเมื่อวันที่ 15 มกราคม 2568") == []
    assert done("เผยแพร่เมื่อวันที่ 15 มกราคม 2569") == []


def test_a_result_dated_after_the_paper() -> None:
    assert done("อบรมเมื่อวันที่ 15 สิงหาคม 2568", date=datetime.date(2025, 7, 1)) == [[41]]
    assert done("อบรมเมื่อวันที่ 15 มิถุนายน 2568", date=datetime.date(2025, 7, 1)) == []


def test_a_result_dated_after_the_month_of_the_foreword() -> None:
    one = measure("ประกาศมาตรการ", results=(phrase("อบรมเมื่อวันที่ 15 มิถุนายน 2568", 41),))

    for month, expected in (("ตุลาคม 2567", [[41]]), ("มิถุนายน 2568", [])):
        told = found("year.done_outside", "คำนำ", month, kind="implementation", **PLAN, measures=(one,))
        assert told == expected


def test_what_is_dated_before_its_own_period_is_told_once() -> None:
    assert done("ลงนามเมื่อวันที่ 15 สิงหาคม 2567", period="ม.ค. - เม.ย. 68") == []


# Which result


def test_filler_dots_are_no_end_of_a_sentence() -> None:
    text = "วิเคราะห์ผลการประเมิน ITA ของเทศบาลบ้านสวน.... ประจำปีงบประมาณ พ.ศ. 2568 และได้กำหนดมาตรการ"

    assert found("year.analysed", text, kind="implementation", **PLAN) == [[1]]


def test_the_result_that_the_next_measures_follow_from_is_no_fault() -> None:
    text = "นำการวิเคราะห์ผลการประเมิน ปี 2568 ไปกำหนดมาตรการของปี 2569 ต่อไป"

    assert found("year.analysed", text, kind="implementation", **PLAN) == []


@pytest.mark.parametrize(("year", "expected"), [("2567", []), ("2566", []), ("2568", [[2]])])
def test_measures_follow_from_the_result_of_the_year_before(
    year: str, expected: list[list[int | None]]
) -> None:
    text = f"จากการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส ในปีงบประมาณ พ.ศ. {year} จึงกำหนดมาตรการ"

    assert found("year.analysed", "รายงาน", text, kind="implementation", **PLAN) == expected


def shown(text: str, item: str = "O19") -> list[list[int | None]]:
    return found("year.two_years", "ตาราง", advice=(Advice(text=text, where=at(33), beside=(item,)),))


def test_data_of_two_years_where_one_is_asked_for() -> None:
    assert shown("ข้อมูลที่แสดงเป็น ตุลาคม ๒๕๖๕ - กันยายน ๒๕๖๗") == [[33]]


def test_data_of_one_year_or_of_an_item_of_several() -> None:
    assert shown("ข้อมูลที่แสดงเป็น ตุลาคม 2566 - กันยายน 2567") == []
    assert shown("แผนของ ตุลาคม 2565 - กันยายน 2567", item="O25") == []


def outcome(period: str, **told: Any) -> list[list[int | None]]:
    paper = section(
        kind="implementation",
        plan_year=2568,
        figures=figures({"9": "90.00"}, sentence="ปี 2568 ได้ 90.00 คะแนน"),
        measures=(measure("จัดทำคู่มือ", period=period),),
        **told,
    )
    return places(remarks("year.early_outcome", paper))


def test_an_outcome_that_came_before_the_measures_ended() -> None:
    assert outcome("ต.ค. 2567 - ก.ย. 2568") == [[101]]
    assert outcome("ม.ค. - มี.ค. 2568") == []


# Comparisons and titles


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ผลการประเมินปี พ.ศ. 2568 ดีกว่าในปี พ.ศ. 2567", [[1]]),
        ("ผลการประเมินสูงกว่าปีที่ผ่านมา", [[1]]),
        ("ผลการประเมินสูงกว่าปีที่ผ่านมา ซึ่งได้ 88.10 คะแนน", []),
        ("การให้บริการดีกว่าปีก่อน", []),
    ],
)
def test_better_than_a_year_without_its_figure(text: str, expected: list[list[int | None]]) -> None:
    assert found("year.unproved_change", text) == expected


def test_with_the_result_of_that_year_the_comparison_can_be_checked() -> None:
    paper = section(*lines("ผลการประเมินดีกว่าในปี พ.ศ. 2567"), figures=figures(SOUND))

    assert remarks("year.unproved_change", paper, known=(last_year("90.00"),)) == []


def titled(*texts: str) -> list[list[int | None]]:
    return found("year.title", *texts, kind="implementation")


def test_two_years_on_one_paper() -> None:
    cover = "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรม ประจำปีงบประมาณ พ.ศ. {year}"

    assert titled(cover.format(year=2567), "เทศบาล", cover.format(year="๒๕๖๘")) == [[1, 3]]
    assert titled(cover.format(year=2568), cover.format(year="๒๕๖๘")) == []


def test_the_title_as_a_whole_counts_too() -> None:
    heading = "รายงานวิเคราะห์ผลการประเมิน ประจำปีงบประมาณ พ.ศ. 2567"

    assert found("year.title", "ปก", heading, title=heading.replace("2567", "2568")) == [[1, 2]]
    assert found("year.title", "ปก", heading, title=heading) == []


def test_a_year_in_a_line_of_its_own_belongs_to_the_title_above() -> None:
    title = "รายงานวิเคราะห์ผลการประเมิน"

    assert found("year.title", title, "ประจำปีงบประมาณ พ.ศ. ๒๕๖๗", f"{title} ปี 2568") == [[2, 3]]
    assert found("year.title", "ปก", "ประจำปีงบประมาณ พ.ศ. ๒๕๖๗", f"{title} ปี 2568") == []


def test_the_memo_names_the_year_too() -> None:
    subject = Phrase(text="รายงานวิเคราะห์ผลการประเมิน ประจำปีงบประมาณ พ.ศ. 2568", where=at(3))
    memo = section(kind="memo", letter={"subject": subject})
    cover = section(*lines("ปก"), title="รายงานการวิเคราะห์ผลการประเมิน ประจำปีงบประมาณ พ.ศ. ๒๕๖๗")

    assert places(remarks("year.title", memo, cover)) == [[1, 3]]
    assert remarks("year.title", cover, memo) == []


def test_a_plan_may_stand_beside_the_analysis_of_another_year() -> None:
    analysis, report = "รายงานวิเคราะห์ผล ปี 2567", "รายงานผลการดำเนินการ ปี 2568"

    assert found("year.title", analysis, report) == []


def test_a_paper_without_years_is_left_alone() -> None:
    quiet: Section = section(*lines("รายงาน"), result_year=None, plan_year=None)

    for rule in ("year.before_result", "year.past_action", "year.outside", "year.analysed", "year.title"):
        assert remarks(rule, quiet) == []
