"""The later sections of the analysis report: standing, losses, checks, plan, sources."""

from decimal import Decimal

import pytest
from tests.papers import (
    analysed,
    cells,
    don_sak,
    lines,
    na_pho,
    only_chart,
    only_table,
    paper_of,
    section,
    words,
)
from tests.small_frameworks import scored, small_framework

from prongsai.core.analysis.findings import CERTAINTIES, Findings
from prongsai.core.document import Bullets, Document, Fields, Heading, Paragraph, Table
from prongsai.core.edition import Edition
from prongsai.core.framework.build import CERTAINTIES as KNOWN_CERTAINTIES
from prongsai.core.result import Result
from prongsai.core.scoring import prepare, score

SMALL = small_framework(
    {"IIT": ["1", "2"], "OIT": {"9": ["O1", "O2"]}}, weights={"IIT": 1, "OIT": 1}, allowed={"*": (0, 100)}
)


@pytest.fixture(scope="module")
def report() -> Document:
    return paper_of(don_sak())


@pytest.fixture(scope="module")
def from_indicators() -> Document:
    return paper_of(na_pho())


def bullets(document: Document, number: str) -> list[str]:
    return [
        words(item)
        for block in section(document, number)
        if isinstance(block, Bullets)
        for item in block.items
    ]


def paragraphs(document: Document, number: str) -> list[str]:
    return [words(block.runs) for block in section(document, number) if isinstance(block, Paragraph)]


# 3 strongest and weakest


def test_strong_and_weak_are_named_with_their_scores(report: Document) -> None:
    assert bullets(report, "3.") == [
        "ตัวชี้วัดที่ 10 การป้องกันการทุจริต 100.00",
        "ตัวชี้วัดที่ 3 การใช้อำนาจ 99.61",
        "ตัวชี้วัดที่ 6 คุณภาพการดำเนินงาน 97.62",
        "ตัวชี้วัดที่ 4 การใช้ทรัพย์สินของราชการ 85.87",
        "ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล 86.50",
        "ตัวชี้วัดที่ 5 การแก้ไขปัญหาการทุจริต 93.92",
        "ข้อ i10 ยืมทรัพย์สินราชการไปใช้ปฏิบัติงานอย่างถูกต้อง 70.00",
        "ข้อ i2 ให้บริการแก่บุคคลภายนอกอย่างเท่าเทียมกัน 91.76",
        "ข้อ i12 ตรวจสอบการใช้ทรัพย์สินบ่อยเพียงใด 91.76",
    ]


def test_lists_without_entries_are_left_out(from_indicators: Document) -> None:
    titles = [block.text for block in section(from_indicators, "3.") if isinstance(block, Heading)]

    assert titles == ["ตัวชี้วัดที่ได้คะแนนสูงสุด", "ตัวชี้วัดที่ต้องพัฒนาก่อน"]


def test_tools_alone_cannot_be_compared() -> None:
    (line,) = paragraphs(paper_of(scored(SMALL, {"IIT": 90, "OIT": 80}), "en"), "3.")

    assert "no indicators can be compared" in line


# 4 what was lost


def test_the_points_lost_are_told_as_one_figure_and_line_by_line(report: Document) -> None:
    rows = [cells(row) for row in only_table(section(report, "4.")).rows]

    assert "5.50" in paragraphs(report, "4.")[0]  # 100 − 94.5004
    assert rows[0] == ("O15", "รายงานผลการบริหารและพัฒนาทรัพยากรบุคคลประจำปี", "0.00", "100.00", "1.00")
    assert ("i10", "ยืมทรัพย์สินราชการไปใช้ปฏิบัติงานอย่างถูกต้อง", "70.00", "100.00", "0.60") in rows


def test_a_score_that_was_worked_out_is_marked_and_explained(report: Document) -> None:
    rows = {cells(row)[0]: cells(row) for row in only_table(section(report, "4.")).rows}
    notes = bullets(report, "4.")

    # 20 · 86.50 − 1650 = 80, and 20 points of one item of twenty are 20/20 · 1/2 · 0.4 = 0.20
    assert rows["O20"][2:] == ("80.00*", "100.00", "0.20")
    assert [note for note in notes if note.startswith("* O20: ")] != []


def test_a_note_names_the_lines_that_it_is_about(report: Document) -> None:
    starts = [note.partition(": ")[0] for note in bullets(report, "4.")]

    assert set(starts) == {"6, 7, 8", "O6, O15, O19", "* O20"}


def test_a_note_about_every_line_names_none(from_indicators: Document) -> None:
    assert bullets(from_indicators, "4.") == ["ไม่มีคะแนนรายข้อที่ใช้คำนวณได้ จึงคิดเป็นคะแนนของทั้งหน่วยนี้"]


def test_the_chart_shows_the_ten_most_costly(report: Document) -> None:
    chart = only_chart(section(report, "4."))

    assert [bar.shown for bar in chart.bars[:5]] == ["1.00", "1.00", "0.60", "0.54", "0.50"]
    assert len(chart.bars) == 10
    assert chart.caption == "คะแนนรวมที่ได้คืนถ้าข้อนั้นได้คะแนนเต็ม: ข้อ O15 มากที่สุด 1.00 คะแนน"
    assert chart.top == 1


def test_the_axis_ends_at_a_round_figure_above_the_longest_bar(from_indicators: Document) -> None:
    chart = only_chart(section(from_indicators, "4."))

    assert chart.bars[0].value == Decimal("13.75")
    assert chart.top == 20


def test_nothing_lost_is_said_in_one_sentence() -> None:
    best = paper_of(scored(SMALL, {"1": 100, "2": 100, "O1": 100, "O2": 100}))

    assert paragraphs(best, "4.") == ["ไม่มีข้อใดเสียคะแนน"]
    assert len(section(best, "4.")) == 1


# 5 do the figures agree


def test_figures_that_do_not_follow_are_listed_with_the_likeliest_explanation(report: Document) -> None:
    rows = {cells(row)[0]: cells(row) for row in only_table(section(report, "5.")).rows}

    assert list(rows) == [f"ตัวชี้วัดที่ {code}" for code in ("4", "6", "7", "8", "9")]
    assert rows["ตัวชี้วัดที่ 4"][1:3] == ("85.88", "85.87")
    assert "95.88" in rows["ตัวชี้วัดที่ 4"][3]


def test_a_figure_that_hangs_on_a_missing_item_names_both_rules(report: Document) -> None:
    (row,) = (cells(row) for row in only_table(section(report, "5.")).rows if cells(row)[2] == "–")

    assert "O20 = 80.00 หรือ" in row[3]
    assert "O20 = 50.00" in row[3]


def test_agreement_is_said_without_a_table(from_indicators: Document) -> None:
    assert paragraphs(from_indicators, "5.") == ["ตรวจตัวเลขที่ประกาศ 2 รายการ ตรงกับที่คำนวณได้ทั้งหมด"]
    assert len(section(from_indicators, "5.")) == 1


def test_without_announced_figures_there_is_nothing_to_compare() -> None:
    (line,) = paragraphs(paper_of(scored(SMALL, {"1": 90, "2": 80, "9": 70}), "en"), "5.")

    assert line == "There is no announced figure that could be compared with more detailed ones."


def test_a_figure_without_an_explanation_says_so() -> None:
    result = Result(
        agency="อบต.สมมติ",
        fiscal_year=2568,
        scores={"1": Decimal("90.00"), "2": Decimal("80.00"), "9": Decimal("70.00")},
        published={"total": Decimal("12.34")},  # 85 / 2 + 70 / 2 = 77.50
    )

    (row,) = only_table(section(paper_of(score(prepare(SMALL), result)), "5.")).rows

    assert cells(row)[1:3] == ("12.34", "77.50")
    assert cells(row)[3].startswith("ไม่พบคำอธิบาย")


# 6 what to do first


def test_the_plan_is_told_with_what_it_brings(report: Document) -> None:
    plan, *_ = (block for block in section(report, "6.") if isinstance(block, Bullets))

    assert plan.numbered
    assert [words(step) for step in plan.items] == [
        # 8.51 / 3 / 5 · 0.3 = 0.1702
        "ข้อ i10 ยืมทรัพย์สินราชการไปใช้ปฏิบัติงานอย่างถูกต้อง: 70.00 → 78.51 (รวม +0.17)",
        "ข้อ O15 รายงานผลการบริหารและพัฒนาทรัพยากรบุคคลประจำปี: 0.00 → 100.00 (รวม +1.00)",
    ]
    assert "95.67" in paragraphs(report, "6.")[0]  # 94.5004 + 0.1702 + 1


def test_the_gates_before_and_after_tell_why_the_plan_is_so(report: Document) -> None:
    rows = [cells(row) for row in only_table(section(report, "6.")).rows]

    assert [row[1:] for row in rows] == [
        ("94.50", "95.67", "95.00"),
        ("94.43", "95.00", "95.00"),
        ("92.47–100.00", "92.47–100.00", "95.00"),  # 2 · (96.24 − 0.005) − 100
        ("92.47–100.00", "92.47–100.00", "95.00"),
        ("93.25", "95.75", "95.00"),  # 100 / 20 / 2 = 2.50
    ]


def test_a_level_without_gates_needs_no_table(from_indicators: Document) -> None:
    assert not any(isinstance(block, Table) for block in section(from_indicators, "6."))


def test_what_is_not_known_is_told_once(report: Document) -> None:
    # The plan's own notes say what it hangs on; what is missing stands in the last section.
    assert sum("e1–e9" in line for line in lines(report)) == 1


def test_without_a_total_there_is_no_plan_but_a_reason() -> None:
    document = paper_of(scored(SMALL, {"1": 90}))

    assert [type(block) for block in section(document, "6.")] == [Heading, Bullets]
    assert not any(isinstance(block, Table) for block in section(document, "6."))


# 7 where it comes from


def test_framework_hash_and_rounding_are_named(report: Document) -> None:
    (fields,) = (block for block in section(report, "7.") if isinstance(block, Fields))
    values = [words(runs) for _, runs in fields.rows]

    assert values[0] == "th-ita-2568"
    assert values[1] == don_sak().recipe.framework.hash[:32]


def test_every_rule_is_told_with_its_certainty(report: Document) -> None:
    told = bullets(report, "7.")

    assert "รวมสองส่วนของ EIT รายตัวชี้วัด (อนุมานจากข้อเท็จจริงอื่น)" in told
    assert sum(line.endswith(")") for line in told) == len(don_sak().recipe.framework.rules)


def test_what_is_not_known_is_told_with_what_it_is_needed_for(report: Document) -> None:
    assert bullets(report, "7.")[-3:] == [
        "ไม่มีคะแนน EIT.1, EIT.2 ซึ่งเกณฑ์ระดับต้องใช้",
        "ไม่มีคะแนน O20 จึงคำนวณตัวชี้วัดที่ 9 การเปิดเผยข้อมูล จากรายข้อไม่ได้",
        "คะแนน e1–e9 ไม่ได้ระบุว่าเป็นของส่วนใดของเครื่องมือ จึงไม่ได้ใช้คำนวณ",
    ]


def test_there_is_a_word_for_every_certainty() -> None:
    assert set(CERTAINTIES) == set(KNOWN_CERTAINTIES)


def test_codes_are_written_in_framework_order_and_as_runs() -> None:
    writer = Findings(analysed(don_sak()), Edition())

    assert writer.codes(["O21", "i2", "O19", "O22", "O23"]) == "i2, O19, O21–O23"


def test_a_code_is_named_without_its_title() -> None:
    writer = Findings(analysed(don_sak()), Edition(lang="en"))

    assert [writer.short_label(code) for code in ("9", "O15", "total", "e1@EIT.1")] == [
        "Indicator 9",
        "Item O15",
        "Total score",
        "e1 EIT.1",
    ]
