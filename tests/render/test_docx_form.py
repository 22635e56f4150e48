import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from PIL import Image
from tests.render.sample import document, letterhead, measures, memo, picture, runs
from tests.render.test_docx import attribute, body, every_run, has, parts, tables, trees

from prongsai.core.document import (
    Bar,
    BarChart,
    Block,
    Column,
    Heading,
    Letterhead,
    PageBreak,
    Paragraph,
    Row,
    Run,
    Signature,
    Signatures,
    Table,
)
from prongsai.core.errors import InputError
from prongsai.render.advances import UNITS_PER_EM
from prongsai.render.docx import render
from prongsai.render.measure import advance


@pytest.fixture(scope="module")
def thai() -> bytes:
    return render(memo())


def lines(file: bytes, style: str) -> list[str]:
    return [
        line.text
        for line in docx.Document(io.BytesIO(file)).paragraphs
        if line.style and line.style.name == style
    ]


def test_every_run_of_a_memo_sets_its_complex_script_half(thai: bytes) -> None:
    found = every_run(thai)

    assert len(found) > 30
    for run in found:
        assert attribute(run, "rPr/rFonts", "cs") == "TH Sarabun New"
        assert attribute(run, "rPr/sz") == attribute(run, "rPr/szCs") is not None
        assert has(run, "rPr/b") == has(run, "rPr/bCs")


def test_every_style_used_is_defined(thai: bytes) -> None:
    for file in (thai, render(replace(document(), contents=True))):
        defined = {style.style_id for style in docx.Document(io.BytesIO(file)).styles}
        assert {
            style.get(qn("w:val")) for tree in trees(file) for style in tree.iter(qn("w:pStyle"))
        } <= defined


def test_a_memo_begins_with_its_head_and_keeps_its_title_in_the_properties(thai: bytes) -> None:
    paper = docx.Document(io.BytesIO(thai))

    assert paper.paragraphs[0].text == "\tบันทึกข้อความ"
    assert paper.core_properties.title == "ขออนุมัติมาตรการส่งเสริมคุณธรรมและความโปร่งใส"
    assert not lines(thai, "Title")


def test_the_word_of_the_memo_stands_in_29_points_at_the_middle(thai: bytes) -> None:
    head = body(thai)[0]

    assert attribute(head, "pPr/tabs/tab") == "center"
    # Half of 16 cm in twips.
    assert attribute(head, "pPr/tabs/tab", "pos") == "4535"
    assert [attribute(run, "rPr/szCs") for run in head.iter(qn("w:r")) if has(run, "t")] == ["58"]


def test_the_emblem_stands_in_the_line_one_and_a_half_centimetres_high(thai: bytes) -> None:
    (shape,) = docx.Document(io.BytesIO(thai)).inline_shapes
    media = {name: content for name, content in parts(thai).items() if name.startswith("word/media/")}

    # 200 × 240 pixels.
    assert (shape.width.mm, shape.height.mm) == pytest.approx((12.5, 15), abs=0.01)
    assert shape._inline.docPr.get("descr") == "ตราสัญลักษณ์"
    assert media == {"word/media/emblem1.png": picture()}
    assert b"image/png" in parts(thai)["[Content_Types].xml"]


def test_a_jpeg_of_any_maker_can_be_an_emblem() -> None:
    file = io.BytesIO()
    Image.new("RGB", (60, 60)).save(file, "JPEG")
    # Without the JFIF segment that python-docx looks for.
    bare = file.getvalue()[:2] + file.getvalue()[20:]

    made = render(memo(letterhead(bare)))

    assert parts(made)["word/media/emblem1.jpeg"] == bare


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        render(memo(letterhead(b"GIF89a")))

    assert [problem.id for problem in caught.value.problems] == ["emblem.not_an_image"]


def test_a_head_without_anything_can_be_rendered() -> None:
    made = render(
        document(content=(Letterhead("", ((), (("", ""),))), Signatures(()), Paragraph(runs("ต่อไป"))))
    )

    assert docx.Document(io.BytesIO(made)).paragraphs[-1].text == "ต่อไป"


def test_values_stand_on_dots_that_fill_the_line(thai: bytes) -> None:
    office, number, subject = body(thai)[1:4]

    assert lines(thai, "Letterhead Line")[1] == "ที่  สม ๑๒๓๔๕/๖๗๘\t  วันที่  \t"
    for line, pairs in ((office, 1), (number, 2), (subject, 1)):
        dotted = [run for run in line.iter(qn("w:r")) if attribute(run, "rPr/u") == "dotted"]
        labels = [run for run in line.iter(qn("w:r")) if has(run, "rPr/bCs")]
        assert [has(run, "tab") for run in dotted] == [True] * pairs
        assert [attribute(run, "rPr/szCs") for run in labels] == ["40"] * pairs
        assert [tab.get(qn("w:pos")) for tab in line.iter(qn("w:tab")) if tab.get(qn("w:pos"))] == (
            ["9070"] if pairs == 1 else ["4535", "9070"]
        )


def test_places_to_sign_are_held_together_on_the_right_half(thai: bytes) -> None:
    signed = [line for line in body(thai) if attribute(line, "pPr/pStyle") == "Signature"]

    assert lines(thai, "Signature")[:3] == [
        "(นายสมมติ ใจดี)",
        "นักวิเคราะห์นโยบายและแผนชำนาญการ",
        "ปฏิบัติหน้าที่หัวหน้าสำนักปลัดเทศบาล",
    ]
    assert {attribute(line, "pPr/ind", "left") for line in signed} == {"4535"}
    # Three, two and two lines; only the last of each may end a page.
    assert [has(line, "pPr/keepNext") for line in signed] == [True, True, False, True, False, True, False]
    assert re.fullmatch(r"\(\.{20,}\)", lines(thai, "Signature")[-2])


def test_an_opinion_is_held_together_from_its_label_to_its_signature(thai: bytes) -> None:
    order = [attribute(line, "pPr/pStyle") for line in body(thai)]
    first = order.index("Opinion")

    assert order[first:-1] == [
        *("Opinion", "BodyText", "Signature", "Signature"),
        *("Opinion", "OpinionLine", "OpinionLine", "OpinionLine", "Signature", "Signature"),
    ]
    assert has(body(thai)[first + 1], "pPr/keepNext")
    kept = {
        style.name for style in docx.Document(io.BytesIO(thai)).styles if has(style.element, "pPr/keepNext")
    }
    assert {"Opinion", "Opinion Line"} <= kept


def test_links_are_hyperlinks_with_their_addresses_in_the_file(thai: bytes) -> None:
    paper = docx.Document(io.BytesIO(thai))
    found = [(link.text, link.address) for line in paper.paragraphs for link in line.hyperlinks]

    assert found == [("เว็บไซต์ ITAP", "https://itas.nacc.go.th/"), ("บันทึกการวิเคราะห์", "analysis.pdf")]
    assert b' address="' not in parts(thai)["word/document.xml"]


def test_an_unsafe_link_leads_nowhere() -> None:
    made = render(document(content=(Paragraph((Run("ก", link="javascript:alert(1)"),)),)))

    assert b"javascript" not in b"".join(parts(made).values())


def test_the_contents_ask_for_the_page_of_each_section() -> None:
    made = render(replace(document(), contents=True))
    marks = [mark.get(qn("w:name")) for mark in body(made).iter(qn("w:bookmarkStart"))]
    asked = [str(text.text).split()[1] for text in body(made).iter(qn("w:instrText"))]
    anchors = [link.get(qn("w:anchor")) for link in body(made).iter(qn("w:hyperlink"))]

    assert lines(made, "toc 1") == [
        "๑. หลักการและเหตุผล\t–",
        "๒. ผลการประเมิน\t–",
        "๓. มาตรการ\t–",
        "๔. ที่มาของตัวเลข\t–",
    ]
    assert len(set(marks)) == 4
    assert marks == asked == anchors
    assert lines(made, "Contents Title") == ["สารบัญ"]
    assert b"updateFields" not in parts(made)["word/settings.xml"]


def test_a_paper_without_contents_has_no_bookmarks_and_no_list() -> None:
    assert not list(body(render(document())).iter(qn("w:bookmarkStart")))
    assert not lines(render(replace(document(content=(Heading(2, "ก"),)), contents=True)), "Contents Title")


def test_an_empty_section_is_not_listed_but_counted() -> None:
    made = render(replace(document(content=(Heading(1, " "), Heading(1, "ข"))), contents=True))
    marks = {mark.get(qn("w:name")) for mark in body(made).iter(qn("w:bookmarkStart"))}

    (link,) = body(made).iter(qn("w:hyperlink"))
    assert link.get(qn("w:anchor")) in marks
    assert lines(made, "toc 1") == ["ข\t–"]


def test_a_turned_page_has_its_binding_edge_on_top_and_its_tables_fill_it() -> None:
    made = render(replace(document(content=(measures(),)), landscape=True))
    section = docx.Document(io.BytesIO(made)).sections[0]
    lengths = (
        *(section.page_width, section.page_height, section.top_margin),
        *(section.right_margin, section.bottom_margin, section.left_margin),
    )
    grid = [int(str(column.get(qn("w:w")))) for column in tables(made)[0].iter(qn("w:gridCol"))]

    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert [round(length.mm) for length in lengths if length is not None] == [297, 210, 30, 20, 20, 20]
    # 257 mm are 14570 twips; cutting to whole twips loses less than one a column.
    assert 14570 - len(grid) <= sum(grid) <= 14570


def test_a_chart_of_many_bars_fits_its_page() -> None:
    chart = BarChart("c", "", "", tuple(Bar(f"แท่ง {number}", None, "") for number in range(60)))

    for landscape, room in ((True, 133), (False, 225)):
        made = render(replace(document(content=(chart,)), landscape=landscape))
        (shape,) = docx.Document(io.BytesIO(made)).inline_shapes
        assert shape.height.mm == pytest.approx(room, abs=0.01)
        assert shape.width.mm < 160


def test_a_page_break_belongs_to_what_follows_it() -> None:
    table = Table("", (Column("ก", 1),), (Row((runs("ข"),)),))
    content: tuple[Block, ...] = (
        Heading(1, "ก"),
        PageBreak(),
        Heading(1, "ข"),
        PageBreak(),
        table,
        PageBreak(),
    )

    order = [
        (attribute(part, "pPr/pStyle") or part.tag.split("}")[1], has(part, "pPr/pageBreakBefore"))
        for part in body(render(replace(document(content=content), titled=False)))
    ]

    assert order == [
        ("Heading1", False),
        ("Heading1", True),
        ("TableEnd", True),
        ("tbl", False),
        ("TableEnd", False),
        ("sectPr", False),
    ]


def test_numbered_steps_in_a_cell_hang_at_their_numbers() -> None:
    table = Table("", (Column("ก", 1),), (Row((runs("วิธี\n1. ตรวจ\n12. แก้"),)),))

    cell = tables(render(document(content=(table,))))[0].findall(qn("w:tr"))[1]
    found = [attribute(line, "pPr/ind", "hanging") for line in cell.iter(qn("w:p"))]

    # 14 points in twips.
    expected = [advance(mark) * 280 // UNITS_PER_EM for mark in ("๑. ", "๑๒. ")]
    assert found == [None, *map(str, expected)]


def test_hostile_text_stays_text_in_every_form() -> None:
    text = '<w:p/> & "x" \x00\ufffe'
    content = (Letterhead(text, (((text, text),),)), Signatures((Signature(text, text, text),)))

    made = render(replace(document(content=content), titled=False))

    assert docx.Document(io.BytesIO(made)).paragraphs[0].text == '\t<w:p/> & "x" '
    assert lines(made, "Signature")[0] == '(<w:p/> & "x" )'


def test_equal_memos_give_equal_bytes(thai: bytes) -> None:
    assert render(memo()) == thai
    with zipfile.ZipFile(io.BytesIO(thai)) as package:
        assert len(set(package.namelist())) == len(package.namelist())
