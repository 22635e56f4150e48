"""The report on what came of the measures, in every form, with the scores of the year after beside it."""

import re
from dataclasses import replace
from fractions import Fraction

import pytest
from tests.paper_chain import body, cell, followup_of, plan, setting, texts, titles
from tests.papers import cells, lines, only_table, section

from prongsai.core.document import Callout, Document, Table
from prongsai.core.followup import Followup
from prongsai.core.followup.outcome import Outcome
from prongsai.core.papers.columns import IMPLEMENTATION
from prongsai.core.papers.implementation import implementation
from prongsai.core.text import Text
from prongsai.core.uncertainty.significance import Significance

WARNING = Text("คำถามเปลี่ยน", "the question changed")
UP = Outcome(
    measure="m1",
    code="8",
    before=Fraction(6000, 100),
    after=Fraction(9433, 100),
    words=Text("ตัวชี้วัดที่ 8 เพิ่มขึ้น 34.33 คะแนน", "Indicator 8 up by 34.33 points"),
    warning=WARNING,
)


def table(document: Document, number: str = "2.") -> Table:
    return only_table(section(document, number))


def test_nine_measures_seven_done_two_not_done_and_both_named() -> None:
    said = texts(section(implementation(followup_of(), setting()), "1."))

    assert "ดำเนินการแล้วเสร็จ 7 มาตรการ (ร้อยละ 77.78) ยังไม่ได้ดำเนินการ 2 มาตรการ (ร้อยละ 22.22)" in said[1]
    assert [re.search(r"มาตรการที่ (\d)", line)[1] for line in said[3:]] == ["4", "7"]  # type: ignore[index]


def test_late_reports_are_said_to_be_late() -> None:
    given = followup_of()
    whole = replace(given.rounds[1].notes[0], late=True)
    step = replace(whole, step=1, late=True)
    late = replace(
        given,
        rounds=(given.rounds[0], replace(given.rounds[1], notes=(whole, step, *given.rounds[1].notes[1:]))),
    )

    first, second = (cell(table(implementation(late, setting())), row, "ผลการดำเนินการ") for row in (0, 1))
    assert first.split("\n")[0] == "ดำเนินการแล้วเสร็จ (รายงานหลังกำหนด)"
    assert "1. ประกาศแล้ว (รายงานหลังกำหนด)" in first
    assert "หลังกำหนด" not in second


@pytest.mark.parametrize("form", IMPLEMENTATION)
def test_every_form_tells_of_every_measure_and_leaves_no_cell_empty(form: str) -> None:
    document = implementation(followup_of(), setting(), form=form)
    found = table(document)

    assert titles(found) == [column.title.th for column in IMPLEMENTATION[form].columns]
    assert len(body(found)) == 9
    assert all(text.strip() for row in body(found) for text in cells(row))
    assert document.landscape is IMPLEMENTATION[form].wide


@pytest.mark.parametrize("form", IMPLEMENTATION)
def test_no_form_loses_result_evidence_or_the_number_of_a_measure(form: str) -> None:
    row = "\n".join(cells(body(table(implementation(followup_of(), setting(), form=form)))[0]))

    assert all(text in row for text in ("ดำเนินการแล้วเสร็จ", "ประกาศแล้ว", "https://www.example.go.th/1"))
    assert re.search(r"^1(\.|$)", row, re.MULTILINE)


def test_three_columns_hold_measure_and_steps_in_the_first() -> None:
    found = table(implementation(followup_of(), setting(), form="khamduang"))

    assert cells(body(found)[0])[0] == "1. มาตรการสมมติ 1\nทำให้เห็น\n1. เตรียม\n2. เผยแพร่ (กองช่าง)"
    assert cells(body(found)[0])[2] == "ประชาชนค้นหาได้"


def test_the_result_begins_with_the_status_and_follows_the_steps() -> None:
    followup = followup_of(1)
    note = followup.rounds[0].notes[0]
    steps = (note, replace(note, step=2, status="done", done_note="ลงเว็บแล้ว"))
    held = replace(followup, rounds=(replace(followup.rounds[0], notes=steps),))

    assert cell(table(implementation(held, setting())), 0, "ผลการดำเนินการ") == (
        "กำลังดำเนินการ\n1. กำลังดำเนินการ\n2. ลงเว็บแล้ว\nอุปสรรค: ฝนตก"
    )


def test_obstacles_and_suggestions_are_told_apart() -> None:
    found = table(implementation(followup_of(), setting(), form="napho"))

    assert cell(found, 0, "ข้อเสนอแนะ") == "ข้อเสนอแนะ: ควรทำต่อ"
    assert cell(found, 3, "ข้อเสนอแนะ") == "เหตุผล: ไม่มีงบ"


def test_scores_of_the_year_after_stand_beside_the_measure_with_their_warning() -> None:
    document = implementation(followup_of(), setting(), outcomes=(UP,))

    assert [cells(row) for row in table(document, "3.").rows] == [
        ("1", "60.00", "94.33", "+34.33", "ตัวชี้วัดที่ 8 เพิ่มขึ้น 34.33 คะแนน\nคำถามเปลี่ยน")
    ]
    assert table(document, "3.").rows[0].tone == "warning"
    assert cell(table(document), 0, "ผลลัพธ์หรือความสำเร็จ") == "ประชาชนค้นหาได้\nตัวชี้วัดที่ 8 เพิ่มขึ้น 34.33 คะแนน"


def test_no_score_is_called_the_work_of_a_measure() -> None:
    said = texts(section(implementation(followup_of(), setting("en"), outcomes=(UP,)), "3."))

    assert "cannot tell" in said[0]


def test_a_change_is_that_of_the_figures_shown() -> None:
    third = replace(UP, before=Fraction(4, 1000), after=Fraction(6, 1000))

    assert cells(table(implementation(followup_of(), setting(), outcomes=(third,)), "3.").rows[0])[1:4] == (
        "0.00",
        "0.01",
        "+0.01",
    )


def test_a_score_that_is_not_known_is_not_a_zero() -> None:
    unknown = replace(UP, after=None, warning=Text("", ""))
    found = table(implementation(followup_of(), setting(), outcomes=(unknown,)), "3.")

    assert cells(found.rows[0])[1:4] == ("60.00", "ไม่ทราบ", "ไม่ทราบ")
    assert found.rows[0].tone == "plain"


def test_a_change_that_is_told_alone_stands_with_what_chance_can_do() -> None:
    chance = Significance(verdict="beyond", words=Text("มากกว่าความบังเอิญ", "more than chance"))
    told = replace(UP, before=None, after=None, told_change=Fraction("34.33"), significance=chance)
    found = table(implementation(followup_of(), setting(), outcomes=(told,)), "3.")

    assert cells(found.rows[0])[1:4] == ("ไม่ทราบ", "ไม่ทราบ", "+34.33")
    assert cells(found.rows[0])[4].endswith("มากกว่าความบังเอิญ")


def test_without_scores_of_the_year_after_nothing_is_claimed() -> None:
    assert "ยังไม่มีคะแนนของปีถัดมา" in texts(section(implementation(followup_of(), setting()), "3."))[0]


def test_without_any_round_the_report_must_not_be_published() -> None:
    document = implementation(Followup(plan=plan(), rounds=()), setting())
    callouts = [block for block in section(document, "1.") if isinstance(block, Callout)]

    assert callouts[0].tone == "bad"
    assert any("อยู่ในแผน" in line for line in lines(document))


def test_the_item_is_that_of_the_round_and_a_wrong_round_is_told() -> None:
    right = table(implementation(followup_of(), setting(year=2569)), "ภาคผนวก")
    wrong = table(implementation(followup_of(), setting(year=2568)), "ภาคผนวก")

    assert right.rows[0].tone == "plain"
    assert "2567" in cells(wrong.rows[0])[1]
    assert "O26" in " ".join(texts(section(implementation(followup_of(), setting(year=2569)), "ภาคผนวก")))
