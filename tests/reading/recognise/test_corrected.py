"""What a person puts right takes the place of what was read, everywhere that it counts."""

from decimal import Decimal

import pytest
from tests.reading.recognise.invented import recognised

from prongsai.core.recognised import Recognised
from prongsai.reading.recognise.corrected import corrected, put_right
from prongsai.reading.recognise.record import findings_of

PAPER = """\
รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. ๒๕๖๘
เทศบาลตำบลบึงกระจับ

เทศบาลตำบลบึงกระจับได้คะแนนภาพรวมปี ๒๕๖๗ เท่ากับ ๘๘.๔๐ คะแนน อยู่ในระดับผ่าน

ลำดับ\tมาตรการ\tขั้นตอน\tผู้รับผิดชอบ\tระยะเวลา\tผลการดำเนินการ
1\tลดขั้นตอนการขออนุญาต\t1. ทำผังงาน 2. ติดประกาศ\tกองช่าง\tต.ค. 2567 - ก.ย. 2568\t1. ดำเนินการแล้วเสร็จ 2. อยู่ระหว่างดำเนินการ
2\tเปิดช่องรับฟังความเห็น\t1. ตั้งกล่อง 2. สรุปทุกเดือน\tสำนักปลัด\tต.ค. 2567 - ก.ย. 2568\t1. ดำเนินการแล้วเสร็จ 2. ดำเนินการแล้วเสร็จ
"""
FIRST = "report.measures.m1."


@pytest.fixture(scope="module")
def paper() -> Recognised:
    return recognised(PAPER)


def measures(found: Recognised) -> list[dict[str, object]]:
    report = findings_of(found).report
    assert report is not None
    listed = report["measures"]
    assert isinstance(listed, list)
    return listed


def test_without_corrections_nothing_changes(paper: Recognised) -> None:
    assert corrected(paper, {}) is paper


def test_a_score_counts_as_corrected_and_an_empty_one_not_at_all(paper: Recognised) -> None:
    right = corrected(paper, {"result.published.total": "89.40"})
    without = corrected(paper, {"result.published.total": ""})

    result = findings_of(right).result
    assert result is not None
    assert result.published["total"] == Decimal("89.40")
    assert "result.published.total" not in {each.field for each in without.readings}


def test_head_and_readings_agree(paper: Recognised) -> None:
    right = corrected(paper, {"agency": "เทศบาลตำบลบึงกระจาด", "agency_type": ""})

    assert (right.agency, right.agency_type) == ("เทศบาลตำบลบึงกระจาด", None)
    assert {each.value for each in right.readings if each.field == "agency"} == {"เทศบาลตำบลบึงกระจาด"}


@pytest.mark.parametrize(
    ("field", "value", "name", "expected"),
    [
        ("title", "ลดขั้นตอน", "title", "ลดขั้นตอน"),
        ("units", "กองช่าง; กองคลัง", "responsible_units", ("กองช่าง", "กองคลัง")),
        ("period", "ม.ค. 2568 – มี.ค. 2568", "period", "2025-01-01/2025-03-31"),
        ("period", "", "period", None),
    ],
)
def test_fields_of_a_measure(paper: Recognised, field: str, value: str, name: str, expected: object) -> None:
    first, second = measures(corrected(paper, {FIRST + field: value}))

    assert first[name] == expected
    assert second == measures(paper)[1]


def test_steps_are_reworded_or_left_out(paper: Recognised) -> None:
    first = measures(corrected(paper, {FIRST + "step.1": "", FIRST + "step.2": "ติดประกาศหน้าสำนักงาน"}))[0]

    steps = first["steps"]
    assert isinstance(steps, list)
    assert [each["text"] for each in steps] == ["ติดประกาศหน้าสำนักงาน"]


def test_a_status_is_told_by_a_person(paper: Recognised) -> None:
    report = findings_of(corrected(paper, {FIRST + "status.2": "done"})).report
    assert report is not None
    rounds = report["rounds"]
    assert isinstance(rounds, list)

    notes = [each for each in rounds[0]["notes"] if each["measure"] == "m1"]

    assert [(each["step"], each["status"]) for each in notes] == [(1, "done"), (2, "done")]


def test_a_measure_without_a_title_is_none(paper: Recognised) -> None:
    assert [each["id"] for each in measures(corrected(paper, {FIRST + "title": ""}))] == ["m2"]


SCORED = """\
รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. ๒๕๖๗
เทศบาลตำบลบึงกระจับ

เทศบาลตำบลบึงกระจับได้คะแนนภาพรวมปี ๒๕๖๗ เท่ากับ ๘๘.๔๐ คะแนน อยู่ในระดับผ่าน

อันดับ\tตัวชี้วัด\tคะแนน
1\tการปฏิบัติหน้าที่\t88.10
2\tการใช้งบประมาณ\t81.20
"""
# The same as a machine reads it: two scripts in one number.
MISREAD = SCORED.replace("88.10", "๘8.10")


def figures(found: Recognised) -> set[str]:
    return {str(each.value) for section in found.sections for each in section.figures}


def test_what_a_machine_misread_is_put_right_before_proof_reading() -> None:
    field = next(
        each.field
        for each in recognised(MISREAD).readings
        if each.field.startswith("result.") and each.value == "88.10"
    )
    right = put_right(recognised(MISREAD), {field: "98.10", "result.published.level": "ผ่านดี"})
    without = put_right(recognised(MISREAD), {field: ""})

    assert figures(recognised(MISREAD)) - figures(right) == {"88.10"}
    assert "98.10" in figures(right)
    assert "88.10" not in figures(without)
    assert {section.level for section in right.sections} == {"ผ่านดี"}


def test_what_the_paper_itself_has_wrong_is_still_proof_read() -> None:
    paper = recognised(SCORED)
    changed = {each.field: "11.11" for each in paper.readings if each.value in ("88.10", "88.40")}

    assert changed
    assert figures(put_right(paper, changed)) == figures(paper)


def test_words_of_measures_are_those_of_a_person_in_proof_reading_too(paper: Recognised) -> None:
    right = put_right(paper, {FIRST + "units": "กองช่าง; กองคลัง"})

    assert [measure.units for section in right.sections for measure in section.measures] == [
        ("กองช่าง", "กองคลัง"),
        ("สำนักปลัด",),
    ]
    assert put_right(paper, {}) is paper
