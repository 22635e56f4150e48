"""What the OIT item and a reviewer look for in a table of measures."""

from dataclasses import replace

import pytest
from tests.proofread_papers import at, measure, phrase, places, remarks, section

from prongsai.core.printed import Place
from prongsai.core.recognised import Phrase, PrintedMeasure, Section

WHOLE_PLAN = frozenset({"title", "steps", "units", "period", "monitoring"})
WHOLE_REPORT = frozenset({"title", "steps", "units", "period", "results", "outcomes"})


def planned(n: int = 1, **told: object) -> PrintedMeasure:
    given: dict[str, object] = {
        "id": f"m{n}",
        "number": str(n),
        "where": at(60 + n),
        "units": ("กองคลัง",),
        "steps": (phrase("ทำ", 80 + n),),
        "period": f"{n} มกราคม 2569 - 30 มิถุนายน 2569",
        "monitoring": (phrase("รายงานรอบ 6 เดือน", 90 + n),),
        "columns": WHOLE_PLAN,
    }
    return measure(f"มาตรการที่ {n}", **(given | told))


def plan(*measures: PrintedMeasure, **told: object) -> Section:
    return section(kind="measures", measures=measures, **told)


def reported(n: int = 1, **told: object) -> PrintedMeasure:
    given: dict[str, object] = {
        "monitoring": (),
        "results": (phrase("ทำแล้วเมื่อ 5 มีนาคม 2569", 100 + n),),
        "outcomes": (phrase("คะแนนเพิ่มขึ้น 2.50", 120 + n),),
        "columns": WHOLE_REPORT,
    }
    return planned(n, **(given | told))


def report(*measures: PrintedMeasure, **told: object) -> Section:
    return section(kind="implementation", measures=measures, **told)


def test_a_whole_plan_and_a_whole_report() -> None:
    papers = (
        plan(planned(1), planned(2, units=("กองช่าง",))),
        report(reported(1), reported(2), plan_year=2568),
    )

    for rule in ("plan_element", "report_element", "columns", "cell_blank", "monitoring_vague", "unnumbered"):
        assert remarks(f"form.{rule}", *papers) == [], rule


def test_a_plan_without_monitoring_lacks_what_the_item_asks_for() -> None:
    bare = planned(columns=WHOLE_PLAN - {"monitoring"}, monitoring=())
    (found,) = remarks("form.plan_element", plan(bare))

    assert places([found]) == [[61]]
    assert "การกำกับติดตาม" in found.why.th
    assert "ปี 2569" in found.why.th


def test_a_column_that_nobody_filled_in() -> None:
    (found,) = remarks("form.plan_element", plan(planned(1, units=()), planned(2, units=())))

    assert "ผู้รับผิดชอบ" in found.why.th
    assert remarks("form.cell_blank", plan(planned(1, units=()), planned(2, units=()))) == []


def test_before_the_elements_were_known_it_is_a_column() -> None:
    bare = plan(planned(columns=WHOLE_PLAN - {"monitoring"}, monitoring=()), plan_year=2565)

    assert remarks("form.plan_element", bare) == []
    assert len(remarks("form.columns", bare)) == 1


def test_a_report_without_outcomes() -> None:
    bare = reported(columns=WHOLE_REPORT - {"outcomes"}, outcomes=())

    # The measures of 2567 are reported on in the round of 2568.
    assert "ปี 2568" in remarks("form.report_element", report(bare, plan_year=2567))[0].why.th
    assert remarks("form.report_element", report(bare, plan_year=2564)) == []


def test_a_report_without_owners_and_period() -> None:
    bare = reported(columns=frozenset({"title", "results", "outcomes"}), units=(), period="")
    (found,) = remarks("form.columns", report(bare, plan_year=2567))

    assert found.found == "ผู้รับผิดชอบ, ระยะเวลา"


def test_a_blank_cell_in_a_filled_column() -> None:
    (found,) = remarks("form.cell_blank", plan(planned(1), planned(2, units=()), planned(3)))

    assert places([found]) == [[62]]
    assert "ผู้รับผิดชอบ ว่างอยู่: 2" in found.why.th


def test_what_was_not_done_has_no_result_to_tell() -> None:
    open_one = reported(2, results=(), told={"": "not_done"})

    assert remarks("form.cell_blank", report(reported(1), open_one)) == []
    assert len(remarks("form.cell_blank", report(reported(1), reported(2, results=())))) == 1


def test_a_round_of_follow_up_needs_no_outcome() -> None:
    bare = reported(columns=WHOLE_REPORT - {"outcomes"}, outcomes=())
    round_ = section(kind="followup", measures=(bare,), plan_year=2567)

    assert remarks("form.report_element", round_) == []
    assert remarks("form.columns", round_) == []


def test_a_round_is_its_own_period() -> None:
    bare = reported(columns=frozenset({"title", "results"}), units=(), period="", outcomes=())
    (found,) = remarks("form.columns", section(kind="followup", measures=(bare,), plan_year=2567))

    assert found.found == "ผู้รับผิดชอบ"


def test_a_round_is_told_by_its_title_too() -> None:
    bare = reported(columns=WHOLE_REPORT - {"outcomes"}, outcomes=())
    titled = report(bare, title="รายงานผลการกำกับติดตาม รอบ ๖ เดือน", plan_year=2564)

    assert remarks("form.columns", titled) == []


def test_measures_that_are_steps_themselves() -> None:
    cell = Place(file="paper.txt", table=1, row=2, column=1)
    shared = (
        planned(1, where=cell, steps=()),
        planned(2, where=cell, steps=(phrase("ทำ", 80, "2.1"),)),
    )

    assert remarks("form.cell_blank", plan(*shared)) == []


def test_monitoring_without_a_round() -> None:
    vague = planned(2, monitoring=(phrase("ให้ความสำคัญกับความโปร่งใส", 95),))

    assert places(remarks("form.monitoring_vague", plan(planned(1), vague))) == [[95]]


def test_one_unit_for_everything() -> None:
    same = [planned(n, units=("สำนักปลัด",)) for n in range(1, 5)]

    assert places(remarks("form.one_owner", plan(*same))) == [[61]]
    assert remarks("form.one_owner", plan(*same[:3])) == []
    assert remarks("form.one_owner", plan(*same[:3], planned(4))) == []


def test_the_whole_year_for_everything() -> None:
    year = [planned(n, period="1 ตุลาคม 2568 - 30 กันยายน 2569") for n in range(1, 5)]
    half = [planned(n, period="1 ตุลาคม 2568 - 31 มีนาคม 2569") for n in range(1, 5)]

    assert len(remarks("form.one_period", plan(*year))) == 1
    assert remarks("form.one_period", plan(*half)) == []
    assert remarks("form.one_period", plan(*year[:3], half[0])) == []


def test_steps_with_their_own_months() -> None:
    step = (phrase("ทบทวนคู่มือ (ต.ค.–ธ.ค.)", 81, "1"),)
    year = [planned(n, period="1 ตุลาคม 2568 - 30 กันยายน 2569", steps=step) for n in range(1, 5)]

    assert remarks("form.one_period", plan(*year)) == []


def open_(n: int, *results: str, **more: object) -> PrintedMeasure:
    told = tuple(phrase(text, 100 + n) for text in results)
    return reported(n, results=told, told={"": "not_done"}, **more)


def test_not_done_without_reason_and_date() -> None:
    found = remarks("form.open_measure", report(open_(1, "ยังไม่ได้ทำ"), open_(2, "ยังมิได้ดำเนินการ")))

    assert places(found) == [[101, 102]]
    assert "เหตุผลและวันที่จะทำ" in found[0].why.th


@pytest.mark.parametrize(
    ("result", "lacking"),
    [
        ("ยังไม่ได้ทำเนื่องจากไม่มีงบประมาณ", ["วันที่จะทำ"]),
        ("ยังไม่ได้ทำ จะดำเนินการภายในเดือนธันวาคม", ["เหตุผล"]),
        ("ยังไม่ได้ทำเนื่องจากรออะไหล่ จะดำเนินการภายในเดือนธันวาคม", []),
        ("ยังไม่ได้ทำเพราะวิทยากรเลื่อน กำหนดใหม่เดือนธันวาคม", []),
    ],
)
def test_what_is_told_of_an_open_measure(result: str, lacking: list[str]) -> None:
    found = remarks("form.open_measure", report(open_(1, result)))

    assert [each.why.th.rpartition("โดยไม่บอก")[2] for each in found] == lacking


def test_outcomes_without_a_figure() -> None:
    words = reported(1, outcomes=(phrase("ประชาชนพอใจมากขึ้น", 121), phrase("บริการเร็วขึ้น", 122)))

    assert places(remarks("form.outcome_bare", report(words))) == [[121, 122]]
    assert remarks("form.outcome_bare", report(reported(1))) == []


def test_a_cell_of_outcomes_beside_two_measures_counts_once() -> None:
    shared = (phrase("ประชาชนพอใจมากขึ้น", 121),)
    (found,) = remarks(
        "form.outcome_bare", report(reported(1, outcomes=shared), reported(2, outcomes=shared))
    )

    assert "1 จาก 1 ข้อ" in found.why.th


def test_hindrances_among_the_suggestions() -> None:
    columns = WHOLE_REPORT | {"suggestions"}
    told = reported(1, suggestions=(phrase("โรคระบาดทำให้ไม่สามารถจัดอบรมได้", 130),), columns=columns)
    advised = reported(2, suggestions=(phrase("ควรเผยแพร่ทุกเดือน", 131),), columns=columns)

    assert places(remarks("form.obstacle_as_suggestion", report(told, advised))) == [[130]]


def test_hindrances_in_a_column_of_their_own() -> None:
    columns = WHOLE_REPORT | {"obstacles", "suggestions"}
    told = reported(1, obstacles=(phrase("ไม่สามารถจัดอบรมได้", 130),), columns=columns)

    assert remarks("form.obstacle_as_suggestion", report(told)) == []


def test_a_measure_without_a_number() -> None:
    assert places(remarks("form.unnumbered", report(reported(1), reported(2, number="")))) == [[62]]
    assert remarks("form.unnumbered", report(reported(1, number=""), reported(2, number=""))) == []


def test_a_result_in_the_row_of_another_measure() -> None:
    def cell(row: int, column: int) -> Place:
        return Place(file="paper.txt", table=1, row=row, column=column)

    def told(n: int, row: int, result_row: int) -> PrintedMeasure:
        there = Phrase(text="ทำแล้ว", where=cell(result_row, 2), number=str(n))
        return reported(n, where=cell(row, 1), results=(there,))

    by_step = replace(told(1, 4, 5), steps=(phrase("ทำ", 81, "1"),))
    (found,) = remarks("form.result_row", report(told(1, 2, 2), told(7, 3, 2), by_step))

    assert found.where == (cell(2, 2), cell(3, 1))
    assert "มาตรการ 7" in found.why.th
