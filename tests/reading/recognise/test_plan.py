"""Printed measures become a plan file that the program reads back, with one round of what was reported."""

import datetime
import json

import pytest
from tests.reading.recognise.printing import FILE, OUTCOME, PLAN, REPORT, table

from prongsai.core.errors import InputError
from prongsai.core.followup import Followup
from prongsai.core.followup.count import counts
from prongsai.core.plan import Plan
from prongsai.core.printed import Block, Place, Printed
from prongsai.core.recognised import Recognised, Section, SectionKind
from prongsai.reading.plan import read_data
from prongsai.reading.recognise.measures import measures_of
from prongsai.reading.recognise.plan import followup_of, printed_plans

PLANNED = table(
    PLAN,
    ["มาตรการลดดุลพินิจ", "- เขียนเกณฑ์ - ตรวจ", "๑. ร่าง ๒. ประกาศ", "สำนักปลัด", "รายงานรอบ ๖ เดือน"],
    ["มาตรการเปิดเผยข้อมูล", "เผยแพร่", "ลงเว็บไซต์", "กองคลัง", "ให้บุคลากรร่วมตรวจ"],
)
REPORTED = table(
    REPORT,
    ["๑. มาตรการเปิดเผย ข้อมูล", "๑. ลงเว็บไซต์", "กองคลัง", "ม.ค- มี.ค. ๖๘", "ลงเว็บไซต์แล้ว", "ควรเพิ่มช่องทาง"],
    ["๒. ตรวจพัสดุ", "๑. นับ", "กองคลัง", "ม.ค- มี.ค. ๖๘", "ยังไม่ได้ดำเนินการ", "เพราะขาดบุคลากร"],
    number=2,
)


def section(kind: SectionKind, *blocks: Block, title: str = "", year: int | None = 2568) -> Section:
    return Section(
        kind=kind,
        title=title,
        where=Place(file=FILE),
        blocks=blocks,
        plan_year=year,
        measures=measures_of(blocks, plan_year=year),
    )


def paper(*sections: Section) -> Recognised:
    return Recognised(
        printed=Printed(name=FILE, format="text", blocks=()),
        agency="องค์การบริหารส่วนตำบลบ้านสมมุติ",
        agency_type="sao",
        sections=sections,
    )


def back(record: object) -> tuple[Plan, Followup | None]:
    return read_data(json.dumps(record, ensure_ascii=False).encode(), "plan.json", printed=True)


def test_a_printed_plan_is_read_back_as_it_was_understood() -> None:
    record, report = printed_plans(paper(section("measures", PLANNED))).records

    plan, followup = back(record)
    assert (plan.fiscal_year, plan.result_year, plan.agency_type) == (2568, 2567, "sao")
    assert [measure.id for measure in plan.measures] == ["m1", "m2"]
    assert [step.text for step in plan.measures[0].steps] == ["ร่าง", "ประกาศ"]
    assert plan.measures[0].approach == "เขียนเกณฑ์\nตรวจ"
    assert plan.measures[0].monitoring_rounds == ("6m",)
    assert plan.measures[1].monitoring_note == "ให้บุคลากรร่วมตรวจ"
    assert plan.measures[0].period is None
    assert followup is None
    assert report is None


def test_only_a_plan_from_print_may_leave_out_what_a_plan_of_ours_must_say() -> None:
    record, _ = printed_plans(paper(section("measures", PLANNED))).records

    with pytest.raises(InputError) as refused:
        read_data(json.dumps(record).encode(), "plan.json")

    assert {problem.id for problem in refused.value.problems} == {"plan.no_period"}


def test_a_report_becomes_a_round_with_reasons_for_what_is_not_done() -> None:
    record, same = printed_plans(paper(section("implementation", REPORTED))).records

    plan, followup = back(record)
    assert record == same
    assert followup is not None
    assert [round_.round for round_ in followup.rounds] == ["12m"]
    assert followup.rounds[0].date == datetime.date(2025, 9, 30)
    first, second = followup.rounds[0].notes
    assert (first.status, first.done_note, first.suggestion) == ("done", "ลงเว็บไซต์แล้ว", "ควรเพิ่มช่องทาง")
    assert (second.status, second.reason) == ("not_done", "เพราะขาดบุคลากร")
    assert plan.measures[0].period is not None


def test_a_report_is_put_to_the_plan_by_title_and_what_was_never_planned_stays_in_the_report() -> None:
    plan, report = printed_plans(
        paper(section("implementation", REPORTED), section("measures", PLANNED, year=None))
    ).records

    planned, rounds = back(plan)
    assert len(planned.measures) == 2
    assert rounds is not None
    assert [note.measure for note in rounds.rounds[0].notes] == ["m2"]
    assert len(back(report)[0].measures) == 2


def test_results_by_number_are_notes_of_steps() -> None:
    rows = table(
        OUTCOME,
        ["๑. ช่องทาง", "๑. เปิดไลน์ ๒. ติดป้าย", "ต.ค. ๒๕๖๗ - ก.ย. ๒๕๖๘", "สำนักปลัด", "๑. เปิดแล้ว ๒. ยังมิได้ดำเนินการ", "๑. ติดต่อง่าย ๒. เร็วขึ้น"],
    )  # fmt: skip
    one = section("implementation", rows)

    found = followup_of(paper(one), one)

    assert found is not None
    whole, first, second = found.rounds[0].notes
    assert (whole.step, whole.outcome) == (None, "ติดต่อง่าย\nเร็วขึ้น")
    assert (first.step, first.status) == (1, "done")
    assert (second.step, second.status) == (2, "not_done")
    assert counts(found, "12m").by_status["partial"] == 1


def test_words_that_tell_no_status_are_not_counted_as_done() -> None:
    rows = table(REPORT, ["๑. บริการ", "๑. บริการ", "สำนักปลัด", "", "บริการประชาชนด้วยความเท่าเทียม", ""])
    one = section("implementation", rows)

    found = followup_of(paper(one), one)

    assert found is not None
    assert counts(found, "12m").by_status["done"] == 0


def test_the_round_is_that_of_the_title() -> None:
    one = section("followup", REPORTED, title="รายงานการกำกับติดตาม รอบ ๖ เดือน")

    found = followup_of(paper(one), one)

    assert found is not None
    assert found.rounds[0].round == "6m"
    assert found.rounds[0].date == datetime.date(2025, 3, 31)


def test_measures_of_no_year_make_no_plan() -> None:
    assert printed_plans(paper(section("measures", PLANNED, year=None))).records == (None, None)


def test_a_step_with_a_unit_and_months_of_its_own_keeps_them_apart() -> None:
    one = section(
        "measures", table(PLAN, ["ก", "", "๑. ร่าง (กองช่าง; ต.ค.–ธ.ค.) ๒. ประกาศ (ทุกหมู่บ้าน)", "สำนักปลัด", ""])
    )

    found = followup_of(paper(one), one)

    assert found is not None
    first, second = found.plan.measures[0].steps
    assert (first.text, first.responsible_units) == ("ร่าง", ("กองช่าง",))
    assert first.period is not None
    assert second.text == "ประกาศ (ทุกหมู่บ้าน)"
