"""Findings are read from tables and paragraphs, in their row or outside of it, and actions by indicator."""

import pytest
from tests.reading.recognise.printing import line, numbers, table, texts

from prongsai.core.printed import Block
from prongsai.core.recognised import Advice
from prongsai.reading.framework import load
from prongsai.reading.recognise.advice import actions_of, advice_of
from prongsai.reading.recognise.codes import CodeReader

QUESTIONS = ("ข้อคำถาม", "คะแนน", "ข้อบกพร่อง/ข้อแก้ไข/ปรับปรุง/รักษาระดับ")


@pytest.fixture(scope="module")
def codes() -> CodeReader:
    return CodeReader(load("th-ita-2568"))


def read(codes: CodeReader, *blocks: Block) -> list[tuple[tuple[str, ...], tuple[str, ...], str]]:
    return [(each.codes, each.beside, each.indicator) for each in advice_of(blocks, codes)]


def test_a_finding_has_its_own_code_that_of_its_row_and_the_indicator(codes: CodeReader) -> None:
    heading = line("ตัวชี้วัดที่ ๕. การแก้ไขปัญหาการทุจริต")
    rows = table(
        QUESTIONS,
        ["ข้อ ๑๑๓", "๙๕.๐๐", "๑๑๔ ประเด็น บุคลากรไม่มั่นใจ ดังนั้น ควรทบทวนแผน (อ้างอิงจาก ๐๒๕)"],
        ["ข้อ ๑๑๔", "๙๐.๐๐", ""],
    )

    (found,) = advice_of([heading, rows], codes)

    assert (found.codes, found.beside, found.indicator) == (("i14",), ("i13",), "5")
    assert found.references == ("O25",)
    assert not found.keeps


def test_findings_stand_in_empty_rows_and_outside_the_table(codes: CodeReader) -> None:
    found = read(
        codes,
        line("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่"),
        table(QUESTIONS, ["ข้อ i1", "94.00", ""], ["", "", "i2 ประเด็น บริการไม่เท่าเทียม ควรมีคิวเดียว"]),
        line("i3 ประเด็น เจ้าหน้าที่ไม่มุ่งผลงาน ควรตั้งเป้าหมาย"),
    )

    assert found == [(("i2",), (), "1"), (("i3",), (), "1")]


def test_a_finding_goes_on_in_the_next_table_and_another_follows_in_the_same_cell(codes: CodeReader) -> None:
    first, second = advice_of(
        [
            line("ตัวชี้วัดที่ 8 การปรับปรุงการทำงาน"),
            line("e8 ประเด็น หน่วยงานยังไม่เปิดรับฟัง ควรเผยแพร่ผลการ"),
            table(QUESTIONS, ["", "", "รับฟังทุกเดือน e9 ประเด็น บริการออนไลน์ช้า ควรปรับปรุงระบบ"]),
        ],
        codes,
    )

    assert first.text == "e8 ประเด็น หน่วยงานยังไม่เปิดรับฟัง ควรเผยแพร่ผลการรับฟังทุกเดือน"
    assert (first.codes, second.codes) == (("e8",), ("e9",))
    assert second.beside == ()


def test_one_finding_may_name_several_questions(codes: CodeReader) -> None:
    found = read(
        codes,
        line("ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร"),
        table(QUESTIONS, ["ข้อ e4", "90.00", "e๔, e๕ ประเด็น ข้อมูลเข้าถึงยาก (อ้างอิงจากตัวชี้วัด ๙.๑, ๙.๒)"]),
    )

    assert found == [(("e4", "e5"), ("e4",), "7")]


@pytest.mark.parametrize(
    ("text", "keeps"),
    [
        ("รักษาระดับคะแนนไว้ และแจ้งทุกส่วนงาน", True),
        ("ไม่มีรายงานผลของปีก่อน", False),
        ("i1 ประเด็น ช้า ดังนั้น ควรรักษาระดับและทบทวนคู่มือ", False),
    ],
)
def test_only_to_keep_the_level_is_no_weakness(codes: CodeReader, text: str, keeps: bool) -> None:
    (found,) = advice_of([line("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่"), table(QUESTIONS, ["ข้อ i1", "90.00", text])], codes)

    assert found.keeps is keeps


def test_a_finding_over_merged_rows_is_one_beside_all_of_them(codes: CodeReader) -> None:
    found = read(
        codes,
        line("ตัวชี้วัดที่ 2 การใช้งบประมาณ"),
        table(QUESTIONS, ["ข้อ i4", "90.00", "รักษาระดับคะแนน"], ["ข้อ i5", "91.00", "^"]),
    )

    assert found == [((), ("i4", "i5"), "2")]


def test_one_indicator_for_each_tool_names_it_in_a_column(codes: CodeReader) -> None:
    found = read(
        codes,
        table(
            ["ตัวชี้วัด", "ประเด็นการประเมิน", "ประเด็นที่ควรพัฒนา"],
            ["การใช้อำนาจ", "การมอบหมายงาน", "ต้องมีข้อตกลงที่ชัดเจน"],
        ),
    )

    assert found == [((), (), "3")]


def test_paragraphs_recommend_on_the_indicator_that_they_name(codes: CodeReader) -> None:
    found = read(
        codes,
        line("๒. แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT) การใช้งบประมาณ มีข้อเสนอแนะดังนี้ ควรเผยแพร่แผน"),
        line("ข้อ 0๑๕ รายงานผลการบริหารบุคคล ควรจัดทำให้ครบ"),
    )

    assert found == [((), (), "2"), (("O15",), (), "")]


def test_a_list_of_weak_points_names_indicators(codes: CodeReader) -> None:
    found = read(
        codes,
        line("๓.๒ ข้อบกพร่องหรือจุดอ่อนที่จะต้องแก้ไขโดยเร่งด่วน"),
        line("๑. การป้องกันการทุจริต"),
        line("๔. แนวทางต่อไป"),
        line("การเปิดเผยข้อมูล"),
    )

    assert found == [(("10",), (), "10")]


def test_actions_stand_under_their_indicator_counted_or_not(codes: CodeReader) -> None:
    blocks = [
        line("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่"),
        line("การนำผลการวิเคราะห์ไปสู่การปฏิบัติ มีแนวทางในการพัฒนา ดังนี้"),
        line("๑. กำหนดคู่มือ"),
        line("๒. อบรมเจ้าหน้าที่"),
        line("ตัวชี้วัดที่ 2 การใช้งบประมาณ"),
        line("การนำผลการวิเคราะห์ไปสู่การปฏิบัติ มีแนวทางในการพัฒนา ดังนี้"),
        line("เผยแพร่แผนการใช้จ่าย"),
        line("ส่วนที่ ๒ การนำผลการวิเคราะห์แต่ละประเด็นไปสู่การปฏิบัติ"),
        line("ไม่ใช่แนวทางของตัวชี้วัดใด"),
    ]

    found = actions_of(blocks, codes)

    assert [(each.indicator, numbers(each.actions)) for each in found] == [("1", ["1", "2"]), ("2", [""])]
    assert texts(found[1].actions) == ["เผยแพร่แผนการใช้จ่าย"]


def test_a_table_of_scores_holds_no_findings(codes: CodeReader) -> None:
    assert advice_of([table(["ตัวชี้วัด", "คะแนน"], ["การใช้อำนาจ", "80.00"])], codes) == ()


def test_advice_is_told_where_it_stands(codes: CodeReader) -> None:
    found: tuple[Advice, ...] = advice_of([line("ข้อ i3 ควรตั้งเป้าหมายของทุกคน", 42)], codes)

    assert found[0].where.line == 42
