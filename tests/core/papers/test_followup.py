"""A round of follow-up as a paper: what was reported until then, step by step."""

from dataclasses import replace

from tests.paper_chain import AGENCY, body, cell, followup_of, plan, setting, texts
from tests.papers import cells, only_table, section

from prongsai.core.document import Callout, Document, Table
from prongsai.core.followup import Followup
from prongsai.core.papers.followup import followup


def table(document: Document) -> Table:
    return only_table(section(document, "2."))


def test_the_last_round_is_taken_unless_one_is_named() -> None:
    assert followup(followup_of(), setting()).title.endswith("รอบ 12 เดือน")
    assert followup(followup_of(), setting("en"), round_="6m").title.endswith("after 6 months")


def test_a_round_knows_nothing_of_the_rounds_after_it() -> None:
    found = table(followup(followup_of(), setting(), round_="6m"))

    assert [cells(row)[3] for row in body(found)[:4]] == [
        "กำลังดำเนินการ",
        "กำลังดำเนินการ",
        "อยู่ในแผน",
        "อยู่ในแผน",
    ]


def test_there_is_a_row_for_every_measure_and_step() -> None:
    found = table(followup(followup_of(), setting()))

    assert len(found.rows) == 9 * 3
    assert [cells(row)[0] for row in found.rows[:3]] == ["1. มาตรการสมมติ 1", "1.1 เตรียม", "1.2 เผยแพร่"]


def test_a_step_has_its_own_unit() -> None:
    found = table(followup(followup_of(), setting()))

    assert [cell(found, row, "ผู้รับผิดชอบ") for row in (1, 2)] == ["กองคลังสมมติ", "กองช่าง"]


def test_result_evidence_and_suggestion_stand_in_their_columns() -> None:
    found = table(followup(followup_of(), setting()))

    assert cell(found, 0, "ผลการดำเนินการ") == "ประกาศแล้ว\nผลลัพธ์: ประชาชนค้นหาได้"
    assert cell(found, 0, "ข้อเสนอแนะ") == "ควรทำต่อ"
    assert cell(found, 0, "หลักฐาน") == "https://www.example.go.th/1\nหลักฐาน 1.pdf"
    assert cell(found, 0, "ปัญหาและอุปสรรค") == "–"


def test_the_obstacle_of_a_step_stands_beside_it() -> None:
    found = table(followup(followup_of(), setting(), round_="6m"))

    assert cell(found, 1, "ปัญหาและอุปสรรค") == "ฝนตก"


def test_what_is_not_done_has_a_mark_its_reason_and_its_new_date() -> None:
    found = table(followup(followup_of(), setting()))
    fourth = 3 * 3

    assert body(found)[fourth].tone == "warning"
    assert cell(found, fourth, "สถานะ") == "ยังไม่ได้ดำเนินการ"
    assert cell(found, fourth, "ปัญหาและอุปสรรค") == "เหตุผล: ไม่มีงบ"
    assert cell(found, fourth, "กำหนดเวลา") == "ตลอดปีงบประมาณ พ.ศ. 2568\nกำหนดใหม่ 31 มีนาคม 2569"


def test_a_late_report_is_said_to_be_late_beside_its_status() -> None:
    first, second = followup_of().rounds
    late = replace(second, notes=(replace(second.notes[0], late=True), *second.notes[1:]))
    document = followup(replace(followup_of(), rounds=(first, late)), setting("en"))

    assert [cells(row)[3] for row in table(document).rows[:4:3]] == [
        "Done\nreported after the due date",
        "Done",
    ]


def test_the_summary_counts_as_of_the_day_of_the_round() -> None:
    said = texts(section(followup(followup_of(), setting()), "1."))

    assert said[0].endswith("30 กันยายน 2568")
    assert "ดำเนินการแล้วเสร็จ 7 มาตรการ (ร้อยละ 77.78)" in said[1]


def test_without_reports_the_table_shows_what_is_to_be_reported() -> None:
    document = followup(Followup(plan=plan(), rounds=()), setting())
    (warning,) = (block for block in section(document, "1.") if isinstance(block, Callout))

    assert warning.tone == "warning"
    assert len(table(document).rows) == 27
    assert {cells(row)[3] for row in table(document).rows} == {"อยู่ในแผน"}


def test_a_round_in_which_nobody_reported_does_not_show_that_of_another() -> None:
    first = Followup(plan=plan(), rounds=followup_of().rounds[1:])
    document = followup(first, setting(), round_="6m")

    assert document.title.endswith("รอบ 6 เดือน")
    assert {cells(row)[3] for row in table(document).rows} == {"อยู่ในแผน"}


def test_the_paper_is_broad_and_names_its_agency() -> None:
    document = followup(followup_of(), setting(profile=None))

    assert document.landscape
    assert document.author == AGENCY
