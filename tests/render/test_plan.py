"""The workbook of a plan: the same bytes for the same plan, rows to fill in, choices, pages that print."""

import io
from collections.abc import Iterator

import openpyxl
from openpyxl.workbook.workbook import Workbook
from tests.plans import a_measure, a_note, a_plan, first_round

from prongsai.core.followup import Followup
from prongsai.core.plan import Plan
from prongsai.core.plan.layout import (
    COLUMNS,
    HELP_SHEET,
    MEASURES_SHEET,
    PLAN_SHEET,
    PROGRESS_SHEET,
    STEPS_SHEET,
    heading,
)
from prongsai.render.plan import to_json, to_xlsx


def opened(plan: Plan, followup: Followup | None = None) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(plan, followup)))


def rows(book: Workbook, sheet: str, columns: int) -> list[tuple[object, ...]]:
    return [row[:columns] for row in book[sheet].iter_rows(min_row=2, values_only=True)]


def test_the_same_plan_gives_the_same_bytes() -> None:
    followup = Followup(plan=a_plan(), rounds=(first_round(a_note()),))

    assert to_xlsx(a_plan(), followup) == to_xlsx(a_plan(), followup)
    assert to_json(a_plan(), followup) == to_json(a_plan(), followup)


def test_the_sheets_stand_in_the_order_of_the_work() -> None:
    assert opened(a_plan()).sheetnames == [
        HELP_SHEET,
        PLAN_SHEET,
        MEASURES_SHEET,
        STEPS_SHEET,
        PROGRESS_SHEET,
    ]


def test_headings_say_it_in_thai_and_carry_the_key() -> None:
    book = opened(a_plan())

    for name, columns in COLUMNS.items():
        assert [cell.value for cell in book[name][1]] == [
            heading(title, key) for key, title in columns.items() if key != "late"
        ]


def test_only_where_a_report_came_late_is_there_a_mark_for_it() -> None:
    in_time = Followup(plan=a_plan(), rounds=(first_round(a_note(step=1)),))
    late = Followup(plan=a_plan(), rounds=(first_round(a_note(step=1, late=True), a_note(step=2)),))

    sheet = opened(a_plan(), late)[PROGRESS_SHEET]
    assert [cell.value for cell in sheet["M"]][:3] == ["หลังกำหนด · late", "รายงานหลังกำหนด", None]
    assert opened(a_plan(), in_time)[PROGRESS_SHEET].max_column == 12
    assert (to_json(a_plan(), late).count(b"late"), to_json(a_plan(), in_time).count(b"late")) == (1, 0)


def test_a_measure_stands_as_people_read_it() -> None:
    (row,) = rows(opened(a_plan()), MEASURES_SHEET, 10)

    assert row[4:] == (
        "สำนักปลัด\nกองคลัง",
        "1 ตุลาคม 2568 – 30 กันยายน 2569",
        "6 เดือน และ 12 เดือน",
        "รายงานต่อปลัด",
        "1500.50",
        "1/3",
    )


def test_every_step_has_a_row_to_report_on_in_each_of_its_rounds() -> None:
    plan = a_plan(a_measure(1), a_measure(2, monitoring_rounds=("12m",)))

    assert rows(opened(plan), PROGRESS_SHEET, 4) == [
        *(("6 เดือน", "m1", step, about) for step, about in ABOUT),
        *(("12 เดือน", "m1", step, about) for step, about in ABOUT),
        *(("12 เดือน", "m2", step, about) for step, about in ABOUT),
    ]


ABOUT = ((None, "คิวเดียวทุกช่องบริการ"), ("1", "กำหนดคิว"), ("2", "ติดป้าย"))


def test_what_was_reported_comes_first_and_is_not_asked_again() -> None:
    followup = Followup(plan=a_plan(), rounds=(first_round(a_note(step=2)),))

    first, *rest = rows(opened(a_plan(), followup), PROGRESS_SHEET, 5)

    assert first == ("6 เดือน", "m1", "2", "ติดป้าย", "ดำเนินการแล้วเสร็จ")
    assert [row[:3] for row in rest] == [
        ("6 เดือน", "m1", None),
        ("6 เดือน", "m1", "1"),
        ("12 เดือน", "m1", None),
        ("12 เดือน", "m1", "1"),
        ("12 เดือน", "m1", "2"),
    ]


def lists(book: Workbook, sheet: str) -> Iterator[tuple[str, str]]:
    for rule in book[sheet].data_validations.dataValidation:
        yield str(rule.sqref).partition(":")[0], rule.formula1


def test_cells_with_a_choice_offer_it() -> None:
    book = opened(a_plan())

    assert [cell for cell, _ in lists(book, MEASURES_SHEET)] == ["G2"]
    assert dict(lists(book, STEPS_SHEET))["A2"].startswith(f"'{MEASURES_SHEET}'!$A$2")
    assert "ยังไม่ได้ดำเนินการ" in dict(lists(book, PROGRESS_SHEET))["E2"]
    assert "เทศบาลตำบล (ทต.)" in dict(lists(book, PLAN_SHEET))["B3"]


def test_rounds_of_an_agency_are_offered_and_others_may_be_written() -> None:
    usual, own = (opened(a_plan(a_measure(monitoring_rounds=rounds))) for rounds in (("6m",), ("3m", "9m")))

    assert dict(lists(usual, PROGRESS_SHEET))["A2"] == '"6 เดือน,12 เดือน"'
    assert dict(lists(own, PROGRESS_SHEET))["A2"] == '"3 เดือน,6 เดือน,9 เดือน,12 เดือน"'
    (rule,) = own[MEASURES_SHEET].data_validations.dataValidation
    assert (rule.errorStyle, rule.formula1.partition(",")[0]) == ("warning", '"6 เดือน และ 12 เดือน')
    assert [row[0] for row in rows(usual, PLAN_SHEET, 1)][-2:] == [
        "วันปิดรอบ 6 เดือน · date_6m",
        "วันปิดรอบ 12 เดือน · date_12m",
    ]
    assert [row[0] for row in rows(own, PLAN_SHEET, 1)][-4:-2] == [
        "วันปิดรอบ 3 เดือน · date_3m",
        "วันปิดรอบ 6 เดือน · date_6m",
    ]


def test_a_text_that_looks_like_a_formula_stays_a_text() -> None:
    book = opened(a_plan(a_measure(title="=1+1")))

    assert book[MEASURES_SHEET]["C2"].data_type == "s"


def test_tables_print_on_wide_pages_with_their_head() -> None:
    book = opened(a_plan())

    for name in (MEASURES_SHEET, STEPS_SHEET, PROGRESS_SHEET):
        sheet = book[name]
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
        assert sheet.sheet_properties.pageSetUpPr is not None and sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.freeze_panes == "B2"
