"""Scores, headings and tables: what is printed where."""

from decimal import Decimal

from tests.proofread_papers import (
    SOUND,
    at,
    figures,
    lines,
    measure,
    phrase,
    places,
    remarks,
    section,
    table,
)

from prongsai.core.printed import Table
from prongsai.core.recognised import Advice, Figure

INDICATORS = {code: value for code, value in SOUND.items() if code != "total"}
TOOLS = {"IIT": "90.00", "EIT": "95.00", "OIT": "92.50"}


def score(code: str, value: str, line: int, *, change: bool = False) -> Figure:
    return Figure(code=code, value=Decimal(value), where=at(line), change=change)


def test_no_scores_of_the_tools() -> None:
    (found,) = remarks("form.no_tool_scores", section(figures=figures(SOUND)))

    assert found.codes == ("IIT", "EIT", "OIT")
    assert places([found]) == [[101]]


def test_scores_of_the_tools() -> None:
    assert remarks("form.no_tool_scores", section(figures=figures(SOUND | TOOLS))) == []
    assert remarks("form.no_tool_scores", section(figures=figures({"9": "85.00"}))) == []


def test_parts_that_are_named_without_a_score() -> None:
    named = lines("คำนำ", "คะแนน IIT, EIT ส่วนที่ ๑, EIT ส่วนที่ ๒ และ OIT")
    (found,) = remarks("form.no_part_scores", section(*named, figures=figures(SOUND)))

    assert found.codes == ("EIT.1", "EIT.2")
    assert places([found]) == [[2]]


def test_parts_with_scores_or_of_the_paper() -> None:
    told = figures(SOUND | {"EIT.1": "95.00", "EIT.2": "95.00"})

    assert remarks("form.no_part_scores", section(*lines("EIT ส่วนที่ 1 และ EIT ส่วนที่ 2"), figures=told)) == []
    assert remarks("form.no_part_scores", section(*lines("ส่วนที่ ๑ ผลการประเมิน EIT"))) == []


def test_no_scores_below_the_indicators() -> None:
    assert places(remarks("form.no_detail_scores", section(figures=figures(INDICATORS)))) == [[101]]
    assert remarks("form.no_detail_scores", section(figures=figures(INDICATORS | {"i1": "90.00"}))) == []


def report(*told: Figure) -> list[list[int | None]]:
    done = measure("ทำคู่มือ", results=(phrase("ทำแล้ว", 9),))
    return places(
        remarks("form.change_or_value", section(kind="implementation", measures=(done,), figures=told))
    )


def test_of_one_the_change_of_another_the_value() -> None:
    assert report(score("6", "0.02", 11, change=True), score("9", "90", 12)) == [[11, 12]]


def test_both_or_values_alone_are_enough() -> None:
    assert report(score("6", "0.02", 11, change=True), score("6", "97.10", 11)) == []
    assert report(score("6", "97.10", 11), score("9", "90", 12)) == []


LIST = ("๑. ประสิทธิภาพการสื่อสาร", "๒. คุณภาพการดำเนินงาน")


def test_a_heading_that_names_another_indicator() -> None:
    (found,) = remarks("form.heading", section(*lines("จุดแข็ง ตัวชี้วัดที่ ๙ การเปิดเผยข้อมูล", *LIST)))

    assert found.codes == ("9", "7", "6")
    assert places([found]) == [[1]]


def test_a_heading_that_fits_its_list() -> None:
    assert remarks("form.heading", section(*lines("จุดแข็ง เช่น ตัวชี้วัดที่ 7", *LIST))) == []
    assert remarks("form.heading", section(*lines("จุดแข็ง ตัวชี้วัดที่ 9", "๑. เผยแพร่ครบ", "๒. ทันเวลา"))) == []


LONG = "บุคลากรบางส่วนเห็นว่างานยังไม่ทำตามขั้นตอน หน่วยงานจึงควรทบทวนคู่มือและชี้แจงให้ทุกคนทราบพร้อมติดประกาศ"


def advice(line: int, codes: tuple[str, ...], beside: tuple[str, ...], text: str = LONG) -> Advice:
    return Advice(text=text, where=at(line), codes=codes, beside=beside)


def test_findings_in_the_rows_of_others() -> None:
    given = (advice(5, ("i1",), ("i1",)), advice(6, ("i14",), ("i13",)), advice(7, ("i2",), ()))
    scored = tuple(score(code, "90", 1) for code in ("i1", "i2", "i13", "i14"))
    (found,) = remarks("form.wrong_row", section(advice=given, figures=scored))

    assert places([found]) == [[6, 7]]
    assert found.codes == ("i14", "i2")


def test_a_list_of_scores_is_no_finding() -> None:
    given = (advice(5, ("i1",), ("i1",)), advice(6, ("i2",), (), "2. ข้อ i2 เท่าเทียม: 90.00 → 100.00"))
    scored = tuple(score(code, "90", 1) for code in ("i1", "i2"))

    assert remarks("form.wrong_row", section(advice=given, figures=scored)) == []


def test_findings_in_paragraphs_have_no_row() -> None:
    scored = (score("i2", "90", 1),)

    assert remarks("form.wrong_row", section(advice=(advice(7, ("i2",), ()),), figures=scored)) == []


def test_a_name_that_was_not_announced() -> None:
    other = {"4": (phrase("การใช้ทรัพย์สินของทางราชการ", 4),), "agency": (phrase("เทศบาลบ้านสวน", 5),)}
    found = remarks("form.names", section(names=other))

    assert places(found) == [[4]]
    assert "การใช้ทรัพย์สินของราชการ" in found[0].why.th


def test_other_words_beside_a_code_are_no_name() -> None:
    assert remarks("form.names", section(names={"1": (phrase("เพิ่มจาก 88.00 เป็น", 4),)})) == []


def test_a_sub_indicator_under_two_names() -> None:
    said = lines(
        "คู่มือปีงบประมาณ พ.ศ. ๒๕๖๗ ตัวชี้วัดย่อยที่ 10.2 การส่งเสริมความโปร่งใส ข้อ O35",
        "คู่มือปีงบประมาณ พ.ศ. 2567 ตัวชี้วัดย่อย 10.2 มาตรการส่งเสริมความโปร่งใส ข้อ O35",
    )
    (found,) = remarks("form.two_names", section(*said))

    assert places([found]) == [[1, 2]]
    assert found.codes == ("10.2",)


def test_a_sub_indicator_may_change_its_name_with_the_year() -> None:
    said = lines(
        "คู่มือปี ๒๕๖๗ ตัวชี้วัดย่อยที่ 10.2 การส่งเสริมความโปร่งใส ข้อ O35",
        "คู่มือปี 2566 ตัวชี้วัดย่อย 10.2 มาตรการส่งเสริมความโปร่งใส ข้อ O42",
    )

    assert remarks("form.two_names", section(*said)) == []


def questions(head: str, first: int) -> Table:
    return table((head, "คะแนน", "ข้อค้นพบ"), ("i1", "90", "ดี"), first=first)


def test_a_head_that_changes() -> None:
    tables = (questions("ข้อคำถาม", 10), questions("ข้อคำถาม", 20), questions("ข้อความ", 30))
    (found,) = remarks("form.head_changes", section(*tables))

    assert places([found]) == [[30]]
    assert "“ข้อคำถาม” กลายเป็น “ข้อความ”" in found.why.th


def test_heads_of_other_tables() -> None:
    other = table(("มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา"), ("ก", "ข", "ค"), first=40)

    assert remarks("form.head_changes", section(questions("ข้อคำถาม", 10), other)) == []


HEAD = ("มาตรการ", "ผลการดำเนินการ")


def test_a_measure_over_two_pages() -> None:
    broken = section(
        table(HEAD, ("๑. ทำคู่มือ", "เขียนแล้ว"), first=10),
        table(HEAD, ("๑. ทำคู่มือ", "และเผยแพร่"), ("๒. อบรม", "อบรมแล้ว"), first=20),
        measures=(measure("ทำคู่มือ", number="1"), measure("อบรม", number="2", id="m2")),
    )
    (found,) = remarks("form.over_pages", broken)

    assert places([found]) == [[21]]
    assert "มาตรการ 1 " in found.why.th


def test_a_head_repeated_for_the_next_measure() -> None:
    whole = section(
        table(HEAD, ("๑. ทำคู่มือ", "เขียนแล้ว"), first=10),
        table(HEAD, ("๒. อบรม", "อบรมแล้ว"), first=20),
        measures=(measure("ทำคู่มือ"), measure("อบรม", id="m2")),
    )

    assert remarks("form.over_pages", whole) == []
