"""The paper on the measures of a year: why, the table in the agency's form, monitoring, and the item."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from tests.paper_chain import HOUSE, body, cell, measure, plan, setting, tables, texts, titles
from tests.papers import only_table, section

from prongsai.core.document import Callout, Heading, PageBreak, Signatures
from prongsai.core.finding import Finding
from prongsai.core.papers.columns import MEASURES
from prongsai.core.papers.measures import measures
from prongsai.core.text import Text


def test_the_sections_go_from_the_reason_to_the_item() -> None:
    document = measures(plan(), setting())

    assert [block.text for block in document.blocks if isinstance(block, Heading)] == [
        "1. ที่มา",
        "2. มาตรการ",
        "3. การกำกับติดตาม",
        "ภาคผนวก ข้อ OIT ที่เอกสารนี้ตอบ และความครบถ้วน",
    ]
    assert [type(block) for block in section(document, "3.")][-2:] == [Signatures, PageBreak]


def test_the_head_names_agency_place_and_year() -> None:
    document = measures(plan(), setting())

    assert document.subtitle == ("อบต.สมมติ", "อำเภอไกลบ้าน จังหวัดทดลอง", "ประจำปีงบประมาณ พ.ศ. 2568")
    assert document.author == "อบต.สมมติ"


def test_the_opening_counts_measures_topics_money_and_the_highest_gain() -> None:
    said = texts(section(measures(plan(), setting()), "1."))

    assert "9 มาตรการ ใน 2 ด้าน" in said[0]
    assert "+0.33" in said[1]
    assert said[2] == "งบประมาณรวม 1,000 บาท (ยังไม่ระบุ 7 มาตรการ)"


def test_one_measure_is_not_called_measures_in_english() -> None:
    assert "has set 1 measure in 1 topic for" in texts(section(measures(plan(1), setting("en")), "1."))[0]


def test_gains_are_not_added_up() -> None:
    twice = tuple(replace(measure(each), expected_gain=Fraction(each)) for each in (1, 2))
    said = " ".join(texts(section(measures(replace(plan(), measures=twice), setting()), "1.")))

    assert "+2.00" in said
    assert "3.00" not in said


def test_budgets_are_exact_and_added_up() -> None:
    cents = tuple(replace(measure(each), budget=Decimal("0.10")) for each in (1, 2, 3))

    assert "งบประมาณรวม 0.30 บาท" in texts(
        section(measures(replace(plan(), measures=cents), setting()), "1.")
    )


def test_a_plan_that_needs_no_money_says_so() -> None:
    free = replace(plan(), measures=(measure(2),))

    assert "Budget in all: none needed" in texts(section(measures(free, setting("en")), "1."))


def test_proposals_that_nobody_has_changed_are_counted() -> None:
    (warning,) = (block for block in section(measures(plan(), setting()), "1.") if isinstance(block, Callout))

    assert texts([warning])[0].startswith("1 มาตรการยังเป็นข้อเสนอ")
    assert not any(isinstance(block, Callout) for block in section(measures(plan(8), setting()), "1."))


@pytest.mark.parametrize("form", MEASURES)
def test_a_form_is_chosen_by_name(form: str) -> None:
    document = measures(plan(), setting(), form=form)
    table = only_table(section(document, "2."))

    assert titles(table) == [column.title.th for column in MEASURES[form].columns]
    assert document.landscape is MEASURES[form].wide
    assert len(body(table)) == 9


def test_the_agency_may_choose_its_form_in_the_profile() -> None:
    own = replace(HOUSE, forms={"measures": "donsak"})
    table = only_table(section(measures(plan(), setting(profile=own)), "2."))

    assert cell(table, 8, "หัวข้อ") == "กระบวนการสร้างความโปร่งใสในการใช้งบประมาณและการจัดซื้อจัดจ้าง"


def test_a_form_that_does_not_exist_is_refused() -> None:
    with pytest.raises(KeyError):
        measures(plan(), setting(), form="nowhere")


def test_each_round_says_until_when_and_how_many_report() -> None:
    assert texts(section(measures(plan(), setting()), "3."))[1:] == [
        "รอบ 6 เดือน ข้อมูลถึงวันที่ 31 มีนาคม 2568: 3 มาตรการ",
        "รอบ 12 เดือน ข้อมูลถึงวันที่ 30 กันยายน 2568: 9 มาตรการ",
    ]


def test_a_plan_without_rounds_says_so() -> None:
    silent = replace(plan(1), measures=(replace(measure(1), monitoring_rounds=()),))

    assert texts(section(measures(silent, setting()), "3.")) == ["ยังไม่ได้กำหนดรอบรายงาน"]


def test_an_empty_plan_has_no_table_of_measures_but_names_its_item() -> None:
    document = measures(plan(0), setting())

    assert "ยังไม่มีมาตรการ" in texts(section(document, "1."))[0]
    assert "O27" in " ".join(texts(section(document, "ภาคผนวก")))
    assert len(tables(document)) == 1


def test_findings_without_a_measure_are_missed_where_the_analysis_is_given() -> None:
    finding = Finding(
        id="finding.O19",
        code="O19",
        kind="urgent",
        rule="r",
        score=Fraction(0),
        finding=Text("ก", "a"),
        recommendation=Text("ข", "b"),
        cause=Text("ค", "c"),
        leans_on=(),
    )
    checked = only_table(section(measures(plan(), setting(), findings=(finding,)), "ภาคผนวก"))
    unchecked = only_table(section(measures(plan(), setting()), "ภาคผนวก"))

    assert [row.tone for row in checked.rows].count("warning") == 1
    assert len(checked.rows) == len(unchecked.rows) + 3
