import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from prongsai.core.errors import InputError
from prongsai.core.printed import Line, Place, Printed
from prongsai.reading.printed.docx import parse


def saved(paper: Document) -> bytes:
    file = io.BytesIO()
    paper.save(file)
    return file.getvalue()


def read(paper: Document) -> Printed:
    return parse(saved(paper), "a.docx")


def body(*parts: str) -> Document:
    """Make a document of pieces of WordprocessingML."""
    paper = docx.Document()
    for part in parts:
        root = parse_xml(f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml">{part}</w:r>')
        for element in list(root):
            paper.element.body.insert_element_before(element, "w:sectPr")
    return paper


def texts(paper: Document) -> list[str]:
    return [line.text for line in read(paper).lines()]


def rows(paper: Document) -> list[list[str]]:
    (table,) = read(paper).tables()
    return [[cell.text for cell in row] for row in table.rows]


def p(text: str, form: str = "") -> str:
    return f"<w:p>{form}<w:r><w:t>{text}</w:t></w:r></w:p>"


def test_paragraphs_and_tables_stand_in_their_order_with_their_places() -> None:
    paper = docx.Document()
    paper.add_heading("รายงานผล", 1)
    paper.add_paragraph("")
    paper.add_paragraph("ได้ ๙๐.๕๐ คะแนน")
    table = paper.add_table(2, 2)
    for cell, text in zip(table._cells, ["ข้อ", "คะแนน", "i1", "๙๐.๐๐"], strict=True):
        cell.text = text
    paper.add_paragraph("").add_run("สรุป").bold = True
    found = read(paper)

    assert found.format == "docx"
    assert found.blocks[0] == Line(text="รายงานผล", where=Place(file="a.docx", line=1), heading=True)
    assert found.blocks[1] == Line(text="ได้ ๙๐.๕๐ คะแนน", where=Place(file="a.docx", line=3))
    assert rows(paper) == [["ข้อ", "คะแนน"], ["i1", "๙๐.๐๐"]]
    (table_read,) = found.tables()
    assert table_read.rows[1][1].where == Place(file="a.docx", table=1, row=2, column=2)
    assert found.blocks[3] == Line(text="สรุป", where=Place(file="a.docx", line=8), heading=True)


def test_breaks_part_lines_and_tabs_are_blanks() -> None:
    assert texts(body("<w:p><w:r><w:t>ก</w:t><w:tab/><w:t>ข</w:t><w:br/><w:t>ค</w:t></w:r></w:p>")) == [
        "ก ข",
        "ค",
    ]


def test_merged_cells_repeat_what_stands_in_them() -> None:
    paper = docx.Document()
    table = paper.add_table(3, 3)
    for number, cell in enumerate(table._cells, 1):
        cell.text = str(number)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "สูง"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "กว้าง"
    (found,) = read(paper).tables()

    assert [[cell.text for cell in row] for row in found.rows] == [
        ["สูง", "กว้าง", "กว้าง"],
        ["สูง", "5", "6"],
        ["7", "8", "9"],
    ]
    assert [[cell.merged for cell in row] for row in found.rows[:2]] == [
        [False, False, True],
        [True, False, False],
    ]


def test_rows_that_begin_later_keep_their_columns() -> None:
    table = (
        "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>" + p("ข") + "</w:tc></w:tr>"
        "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr><w:tc>" + p("ค") + "</w:tc></w:tr></w:tbl>"
    )

    assert rows(body(table)) == [["", "ข"], ["", "ค"]]


def test_a_small_table_in_a_cell_becomes_its_paragraphs_and_a_frame_is_opened() -> None:
    paper = docx.Document()
    table = paper.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text, table.cell(1, 0).text = "ก", "ข", "ค"
    inner = table.cell(1, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "x", "y"
    frame = paper.add_table(1, 1)
    frame.cell(0, 0).text = "ในกรอบ"
    found = read(paper)

    assert [[cell.text for cell in row] for row in next(found.tables()).rows] == [["ก", "ข"], ["ค", "x y"]]
    assert [line.text for line in found.lines()] == ["ในกรอบ"]


NUMBERING = """<w:numbering {ns}>
<w:abstractNum w:abstractNumId="90"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="thaiNumbers"/>
<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
<w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="91"><w:lvl w:ilvl="0"><w:numFmt w:val="thaiLetters"/><w:lvlText w:val="(%1)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="92"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>
</w:abstractNum>
<w:num w:numId="90"><w:abstractNumId w:val="90"/></w:num><w:num w:numId="91"><w:abstractNumId w:val="91"/></w:num>
<w:num w:numId="92"><w:abstractNumId w:val="92"/></w:num>
<w:num w:numId="93"><w:abstractNumId w:val="90"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride>
</w:num></w:numbering>"""


def numbered(*entries: tuple[str, int, int]) -> Document:
    paper = body(
        *(
            p(text, f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>')
            for text, number, level in entries
        )
    )
    given = parse_xml(NUMBERING.format(ns=nsdecls("w")))
    own = paper.part.numbering_part.element
    for each in list(own):
        own.remove(each)
    own.extend(list(given))
    return paper


def test_numbers_that_word_counts_are_read() -> None:
    paper = numbered(
        ("ก", 90, 0), ("ข", 90, 1), ("ค", 90, 1), ("ง", 91, 0), ("จ", 90, 0), ("ฉ", 90, 1), ("ช", 92, 0),
        ("ซ", 93, 0), ("ฌ", 91, 0), ("ญ", 0, 0),
    )  # fmt: skip

    assert texts(paper) == [
        "๑. ก", "๑.1 ข", "๑.2 ค", "(ก) ง", "๒. จ", "๒.1 ฉ", "- ช", "๔. ซ", "(ข) ฌ", "ญ",
    ]  # fmt: skip


def test_numbers_of_styles_are_read_too() -> None:
    paper = docx.Document()
    paper.add_paragraph("หนึ่ง", "List Number")
    paper.add_paragraph("สอง", "List Number")

    assert texts(paper) == ["1. หนึ่ง", "2. สอง"]


def test_changes_are_read_as_accepted_and_noted() -> None:
    paper = body(
        "<w:p><w:r><w:t>ได้ </w:t></w:r><w:del><w:r><w:delText>80</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>90</w:t></w:r></w:ins></w:p>"
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" + p("เดิม") + "</w:tc></w:tr>"
        "<w:tr><w:tc>" + p("ก") + "</w:tc><w:tc>" + p("ข") + "</w:tc></w:tr></w:tbl>"
    )

    assert texts(paper) == ["ได้ 90"]
    assert rows(paper) == [["ก", "ข"]]
    assert ["tracks changes" in note.en for note in read(paper).notes] == [True]


def test_hidden_words_and_lists_of_contents_are_left_out() -> None:
    paper = body(
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ซ่อน</w:t></w:r><w:r><w:t>เห็น</w:t></w:r></w:p>",
        p("๑. บทนำ 3", '<w:pPr><w:pStyle w:val="TOC1"/></w:pPr>'),
    )
    style = f'<w:style {nsdecls("w")} w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    paper.styles.element.append(parse_xml(style))

    assert texts(paper) == ["เห็น"]


def test_what_stands_in_boxes_follows_its_paragraph_once() -> None:
    box = f"<w:txbxContent>{p('ในกล่อง')}</w:txbxContent>"
    paper = body(f"<w:p><w:r><w:pict><v:textbox>{box}</v:textbox></w:pict><w:t>ข้อความ</w:t></w:r></w:p>")

    assert texts(paper) == ["ข้อความ", "ในกล่อง"]


def test_boxes_that_are_ticked_are_signs() -> None:
    sign = '<w:sym w:font="Wingdings" w:char="F0FE"/>'

    assert texts(body(f"<w:p><w:r>{sign}<w:t> ดำเนินการแล้ว</w:t></w:r></w:p>")) == ["☑ ดำเนินการแล้ว"]


def test_content_controls_and_links_hold_text() -> None:
    paper = body(
        f"<w:sdt><w:sdtContent>{p('ก')}</w:sdtContent></w:sdt>"
        "<w:p><w:hyperlink><w:r><w:t>ข</w:t></w:r></w:hyperlink>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )

    assert texts(paper) == ["ก", "ข"]


def test_pages_are_those_that_word_noted() -> None:
    paper = body(p("หน้าหนึ่ง"), "<w:p><w:r><w:lastRenderedPageBreak/><w:t>หน้าสอง</w:t></w:r></w:p>", p("ต่อ"))
    found = read(paper)

    assert [block.where.page for block in found.blocks] == [1, 2, 2]
    assert found.pages == 2
    assert read(body(p("ก"))).pages is None


def test_a_paper_of_pictures_alone_says_what_to_do(tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (4, 4)).save(tmp_path / "a.png")
    paper = docx.Document()
    paper.add_picture(str(tmp_path / "a.png"))
    with pytest.raises(InputError) as refused:
        read(paper)

    assert [problem.id for problem in refused.value.problems] == ["printed.pictures_only"]
    paper.add_paragraph("คำบรรยาย")
    assert [note.en for note in read(paper).notes] == ["pictures that were not read: 1"]


# What strangers hand in


def package(parts: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def refused(data: bytes) -> str:
    with pytest.raises(InputError) as error:
        parse(data, "a.docx")
    (problem,) = error.value.problems
    return problem.id


LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><document>&b;</document>'


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"word/document.xml": LAUGHS}, "printed.damaged"),
        ({"word/document.xml": "<document><body>"}, "printed.damaged"),
        ({"word/document.xml": "<document/>"}, "printed.damaged"),
        ({"word/other.xml": "<a/>"}, "printed.damaged"),
        ({"word/document.xml": f"<a>{'0' * 5_000_000}</a>"}, "printed.inflates"),
        ({f"word/{number}.xml": "" for number in range(5_001)}, "printed.inflates"),
    ],
)
def test_broken_and_swollen_packages_are_refused(parts: dict[str, str], why: str) -> None:
    assert refused(package(parts)) == why


def test_an_archive_that_is_cut_or_lies_is_refused() -> None:
    whole = saved(body(p("ก")))

    assert refused(whole[: len(whole) // 2]) == "printed.damaged"
    assert refused(whole.replace(b"document.xml", b"document.xmx", 1)) == "printed.damaged"


def test_an_encrypted_archive_is_refused() -> None:
    data = bytearray(package({"word/document.xml": "<a/>"}))
    directory = data.index(b"PK\x01\x02")
    data[directory + 8] |= 1

    assert refused(bytes(data)) == "printed.encrypted"


def test_tables_nested_without_end_are_refused() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 40 + p("ก") + "</w:tc></w:tr></w:tbl>" * 40

    assert refused(saved(body(deep))) == "printed.too_deep"
