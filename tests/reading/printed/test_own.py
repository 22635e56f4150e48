import datetime
from dataclasses import replace

from tests.render.sample import document, letterhead, runs

from prongsai.core.document import (
    Bullets,
    Column,
    Document,
    Fields,
    Opinion,
    Opinions,
    PageBreak,
    Paragraph,
    Row,
    Run,
    Signature,
    Signatures,
    Table,
)
from prongsai.core.printed import Line, Place
from prongsai.reading.printed.own import printed_of_document


def texts(paper: Document) -> list[str]:
    return [line.text for line in printed_of_document(paper).lines()]


def bare(*content: object) -> Document:
    paper = document(content=content)  # type: ignore[arg-type]
    return replace(paper, titled=False, dated=False)


def test_the_head_and_headings_are_set_off() -> None:
    paper = printed_of_document(document())
    lines = list(paper.lines())

    assert paper.format == "own"
    assert lines[0] == Line(
        text="รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส (ITA)",
        where=Place(file=paper.name, line=1),
        heading=True,
    )
    assert lines[2].text == "ประจำปีงบประมาณ พ.ศ. ๒๕๖๘"
    assert lines[3].text == "วันที่ ๑๗ ตุลาคม ๒๕๖๘"
    assert [line.text for line in lines if line.heading][3:5] == ["๑. หลักการและเหตุผล", "๒. ผลการประเมิน"]


def test_digits_are_those_of_the_paper_and_verbatim_ones_their_own() -> None:
    fields = Fields((("ปี", (Run("พ.ศ. 2568 "), Run("ita-2568.toml", verbatim=True))),))

    assert texts(bare(fields)) == ["ปี พ.ศ. ๒๕๖๘ ita-2568.toml"]
    assert texts(replace(bare(fields), digits="arabic")) == ["ปี พ.ศ. 2568 ita-2568.toml"]


def test_a_date_left_open_is_no_line() -> None:
    paper = replace(document(content=(Paragraph(runs("ข้อความ")),)), date=None)

    assert texts(paper)[-1] == "ข้อความ"
    assert (
        texts(replace(paper, lang="en", digits="arabic", date=datetime.date(2026, 2, 1)))[3]
        == "1 February 2026"
    )


def test_lists_are_counted_and_lines_parted() -> None:
    content = (Bullets((runs("ก"), runs("ข")), numbered=True), Bullets((runs("ค"),)), Paragraph(runs("ง\nจ")))

    assert texts(bare(*content, PageBreak())) == ["๑. ก", "๒. ข", "- ค", "ง", "จ"]


def test_a_letterhead_keeps_what_stands_on_one_line_together() -> None:
    assert texts(bare(letterhead(None)))[:3] == [
        "บันทึกข้อความ",
        "ส่วนราชการ สำนักปลัดเทศบาล เทศบาลตำบลบ้านสมมติ โทร. ๐ ๒๐๐๐ ๐๐๐๐",
        "ที่ สม ๑๒๓๔๕/๖๗๘ วันที่",
    ]


def test_signatures_and_opinions_name_who_signs() -> None:
    head = Signature("นายสมมติ ตั้งขึ้น", "ปลัดเทศบาล", "รักษาราชการแทน")
    content = (Signatures((Signature("", "นักวิชาการ"),)), Opinions((Opinion("ความเห็น", head, "เห็นชอบ"),)))

    assert texts(bare(*content)) == [
        "(.....)",
        "นักวิชาการ",
        "ความเห็น",
        "เห็นชอบ",
        "(นายสมมติ ตั้งขึ้น)",
        "ปลัดเทศบาล",
        "รักษาราชการแทน",
    ]


def test_a_table_has_its_head_its_groups_and_the_lines_of_its_cells() -> None:
    columns = (Column("ที่", 1), Column("ขั้นตอน", 3))
    rows = (Row((runs("กลุ่ม 1"), ()), heading=True), Row((runs("1"), runs("1. ก\n2. ข"))))
    paper = printed_of_document(bare(Table("ตาราง", columns, rows)))
    (table,) = paper.tables()

    assert [line.text for line in paper.lines()] == ["ตาราง"]
    assert [[cell.paragraphs for cell in row] for row in table.rows] == [
        [("ที่",), ("ขั้นตอน",)],
        [("กลุ่ม ๑",), ("กลุ่ม ๑",)],
        [("๑",), ("๑. ก", "๒. ข")],
    ]
    assert [cell.merged for cell in table.rows[1]] == [False, True]
    assert table.rows[2][1].where == Place(file=paper.name, table=1, row=3, column=2)


def test_a_chart_is_left_to_its_table() -> None:
    assert not any("ภาพที่" in line.text for line in printed_of_document(document()).lines())
