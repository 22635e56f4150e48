import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from xml.etree.ElementTree import Element

import docx
import pytest
from defusedxml.ElementTree import fromstring
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from PIL import Image
from tests.render.sample import HASH, HOSTILE, blocks, chart, document, measures, runs, scores

from prongsai.core.document import BarChart, Callout, Column, Document, Heading, Paragraph, Row, Run, Table
from prongsai.render.advances import UNITS_PER_EM
from prongsai.render.docx import render
from prongsai.render.measure import CELL_PADDING, advance
from prongsai.render.words import widest_pieces

ARABIC = re.compile("[0-9]")


@pytest.fixture(scope="module")
def thai() -> bytes:
    return render(document())


def parts(file: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        return {name: package.read(name) for name in package.namelist()}


def trees(file: bytes) -> Iterator[Element]:
    for name, content in parts(file).items():
        if name.endswith(".xml"):
            yield fromstring(content)


def every_run(file: bytes) -> list[Element]:
    return [run for tree in trees(file) for run in tree.iter(qn("w:r"))]


def body(file: bytes) -> Element:
    root: Element = fromstring(parts(file)["word/document.xml"])
    return root[0]


def attribute(parent: Element, path: str, name: str = "val") -> str | None:
    """Return an attribute of the first element at `path`, a path of names without their prefix."""
    found = parent.find("/".join(qn(f"w:{step}") for step in path.split("/")))
    return None if found is None else found.get(qn(f"w:{name}"))


def has(parent: Element, path: str) -> bool:
    return parent.find("/".join(qn(f"w:{step}") for step in path.split("/"))) is not None


def tables(file: bytes) -> list[Element]:
    return list(body(file).iter(qn("w:tbl")))


def test_every_run_sets_its_complex_script_half(thai: bytes) -> None:
    found = every_run(thai)

    assert len(found) > 100
    for run in found:
        fonts = {attribute(run, "rPr/rFonts", slot) for slot in ("ascii", "hAnsi", "cs", "eastAsia")}
        assert fonts == {"TH Sarabun New"}
        assert attribute(run, "rPr/sz") == attribute(run, "rPr/szCs") is not None
        assert has(run, "rPr/b") == has(run, "rPr/bCs")
        assert attribute(run, "rPr/lang", "bidi") == "th-TH"


def test_runs_of_thai_letters_are_marked_as_complex_script(thai: bytes) -> None:
    for run in every_run(thai):
        text = "".join(part.text or "" for part in run.iter(qn("w:t")))
        assert has(run, "rPr/cs") == bool(re.search("[ก-๛]", text))


def test_styles_agree_with_themselves_for_both_scripts(thai: bytes) -> None:
    styles: Element = fromstring(parts(thai)["word/styles.xml"])

    for form in styles.iter(qn("w:rPr")):
        assert len(form.findall(qn("w:sz"))) == len(form.findall(qn("w:szCs")))
        assert len(form.findall(qn("w:b"))) == len(form.findall(qn("w:bCs")))


def test_every_style_used_is_defined(thai: bytes) -> None:
    defined = {style.style_id for style in docx.Document(io.BytesIO(thai)).styles}
    used = {style.get(qn("w:val")) for tree in trees(thai) for style in tree.iter(qn("w:pStyle"))}

    assert used <= defined


def test_the_body_is_sixteen_points_and_justified_as_thai() -> None:
    paper = docx.Document(io.BytesIO(render(document(content=(Paragraph(runs("ข้อความ")),)))))
    text = paper.paragraphs[-1]

    # In half-points, for Latin letters and for Thai ones.
    assert [attribute(text.runs[0]._element, f"rPr/{size}") for size in ("sz", "szCs")] == ["32", "32"]
    assert text.alignment == WD_ALIGN_PARAGRAPH.THAI_JUSTIFY
    assert text.style is not None
    assert text.style.paragraph_format.first_line_indent is not None
    assert text.style.paragraph_format.first_line_indent.mm == pytest.approx(25, abs=0.1)


def test_english_is_not_stretched() -> None:
    paper = docx.Document(io.BytesIO(render(document(lang="en", content=(Paragraph(runs("Words")),)))))

    assert paper.paragraphs[-1].alignment == WD_ALIGN_PARAGRAPH.LEFT


def test_the_page_is_a4_with_the_margins_of_official_papers(thai: bytes) -> None:
    section = docx.Document(io.BytesIO(thai)).sections[0]
    lengths = (
        *(section.page_width, section.page_height, section.left_margin),
        *(section.right_margin, section.top_margin, section.bottom_margin),
    )

    assert [round(length.mm) for length in lengths if length is not None] == [210, 297, 30, 20, 25, 20]


@pytest.mark.parametrize(("digits", "form"), [("thai", "thaiNumbers"), ("arabic", "decimal")])
def test_pages_are_numbered_from_the_second_in_the_chosen_digits(digits: str, form: str) -> None:
    section = docx.Document(io.BytesIO(render(document(digits=digits)))).sections[0]  # type: ignore[arg-type]
    header = section.header._element

    assert "".join(text.text or "" for text in header.iter(qn("w:instrText"))).strip() == "PAGE"
    assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:fmt")) == form
    assert section.different_first_page_header_footer
    assert section.first_page_header.is_linked_to_previous


def test_head_rows_repeat_and_no_row_is_split(thai: bytes) -> None:
    for table in tables(thai):
        rows = table.findall(qn("w:tr"))
        assert [has(row, "trPr/tblHeader") for row in rows] == [index == 0 for index in range(len(rows))]
        assert all(has(row, "trPr/cantSplit") for row in rows)


def test_grid_and_cells_have_the_same_widths_and_fill_the_text_width(thai: bytes) -> None:
    for table in tables(thai):
        grid = [int(str(column.get(qn("w:w")))) for column in table.iter(qn("w:gridCol"))]
        # 16 cm are 9071 twips; cutting to whole twips loses less than one a column.
        assert 9071 - len(grid) <= sum(grid) <= 9071
        for row in table.findall(qn("w:tr")):
            cells = [int(str(width.get(qn("w:w")))) for width in row.iter(qn("w:tcW"))]
            assert cells in (grid, [sum(grid)])


def test_a_group_heading_spans_all_columns_and_stays_with_its_rows(thai: bytes) -> None:
    group = tables(thai)[0].findall(qn("w:tr"))[1]

    assert attribute(group, "tc/tcPr/gridSpan") == "3"
    assert has(group, "tc/p/pPr/keepNext")


def test_no_column_is_narrower_than_its_widest_word(thai: bytes) -> None:
    grid = [int(str(column.get(qn("w:w")))) for column in tables(thai)[1].iter(qn("w:gridCol"))]

    for index, column in enumerate(measures().columns):
        cells = [run.text for row in measures().rows for run in row.cells[index]]
        widest = max(advance(word) for text in (column.title, *cells) for word in widest_pieces(text))
        # 14 points in twips, of letters half as large again as the official ones.
        needed = widest * Fraction(14 * 20, UNITS_PER_EM) * Fraction(3, 2)
        assert needed < grid[index] - CELL_PADDING * Fraction(1440, 254) + 1


def test_a_line_feed_in_a_cell_breaks_the_line(thai: bytes) -> None:
    cell = docx.Document(io.BytesIO(thai)).tables[1].cell(1, 1)

    assert cell.text.split("\n")[0] == "๑. แต่งตั้งผู้รับผิดชอบข้อมูลแต่ละรายการ"
    assert len(cell.text.split("\n")) == 3


def test_a_row_of_fewer_cells_is_filled_up() -> None:
    table = Table("", (Column("ก", 1), Column("ข", 1)), (Row((runs("หนึ่ง"),)),))

    made = docx.Document(io.BytesIO(render(document(content=(table,))))).tables[0]

    assert [cell.text for cell in made.rows[1].cells] == ["หนึ่ง", ""]


def test_numbered_items_carry_their_numbers_as_text(thai: bytes) -> None:
    texts = [line.text for line in docx.Document(io.BytesIO(thai)).paragraphs]

    assert "๒.\tชี้แจงแนวทางการใช้ทรัพย์สินของราชการให้บุคลากรทุกคนทราบ" in texts


def test_all_digits_are_thai_but_in_verbatim_text(thai: bytes) -> None:
    texts = [part.text or "" for tree in trees(thai) for part in tree.iter(qn("w:t"))]
    arabic = [text for text in texts if ARABIC.search(text)]

    assert sorted(arabic) == sorted([HASH, "ita-2568.toml"])


def test_all_digits_are_arabic_where_those_are_chosen() -> None:
    content = (Paragraph(runs("ปี ๒๕๖๘ และ 2569")),)

    paper = docx.Document(io.BytesIO(render(document(digits="arabic", content=content))))

    assert paper.paragraphs[-1].text == "ปี 2568 และ 2569"


def test_a_chart_is_a_picture_as_wide_as_the_text_with_words_for_it(thai: bytes) -> None:
    paper = docx.Document(io.BytesIO(thai))
    (shape,) = paper.inline_shapes
    described = shape._inline.docPr
    (picture,) = [content for name, content in parts(thai).items() if name.startswith("word/media/")]

    assert shape.width.mm == pytest.approx(160)
    assert described.get("descr").startswith("แผนภูมิแท่งของตัวชี้วัด ๑๐ ตัว")
    with Image.open(io.BytesIO(picture)) as image:
        assert image.width / (shape.width.inches) > 200


def test_a_chart_without_an_alternative_is_described_by_its_caption() -> None:
    content = (BarChart("c", "ภาพที่ 1", "", chart().bars),)

    (shape,) = docx.Document(io.BytesIO(render(document(content=content)))).inline_shapes

    assert shape._inline.docPr.get("descr") == "ภาพที่ ๑"


def test_the_caption_follows_the_chart_and_precedes_the_table(thai: bytes) -> None:
    order = [attribute(child, "pPr/pStyle") or "table" for child in body(thai)]

    place = order.index("Figure")
    assert order[place : place + 4] == ["Figure", "Caption", "TableCaption", "table"]


def test_headings_are_headings(thai: bytes) -> None:
    paper = docx.Document(io.BytesIO(thai))
    found = [
        (line.style.name, line.text)
        for line in paper.paragraphs
        if line.style and "eading" in str(line.style.name)
    ]

    assert ("Heading 1", "๓. มาตรการ") in found
    assert ("Heading 2", "๒.๑ จุดแข็ง") in found


def test_tones_differ_in_the_shape_of_their_line() -> None:
    content = tuple(Callout(runs("ข้อความ"), tone) for tone in ("plain", "warning", "bad"))
    lines = body(render(document(content=content))).iter(qn("w:pBdr"))

    assert len({(line[0].get(qn("w:val")), line[0].get(qn("w:sz"))) for line in lines}) == 3


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert render(document()) == render(document())


def test_only_the_stamp_dates_the_file() -> None:
    file = render(replace(document(), stamp=datetime.date(2026, 2, 3)))

    with zipfile.ZipFile(io.BytesIO(file)) as package:
        assert {member.date_time for member in package.infolist()} == {(2026, 2, 3, 0, 0, 0)}
    properties = docx.Document(io.BytesIO(file)).core_properties
    assert properties.created == properties.modified
    assert properties.created is not None
    assert properties.created.date() == datetime.date(2026, 2, 3)


def test_properties_name_the_paper_and_nothing_of_its_making(thai: bytes) -> None:
    properties = docx.Document(io.BytesIO(thai)).core_properties

    assert properties.title == "รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส (ITA)"
    assert properties.author == properties.last_modified_by == "เทศบาลตำบลบ้านสมมติ"
    assert properties.language == "th-TH"
    assert properties.comments == ""
    assert not {
        name for name in parts(thai) if "thumbnail" in name or "customXml" in name or "app.xml" in name
    }


def test_an_open_date_leaves_its_place() -> None:
    paper = docx.Document(io.BytesIO(render(replace(document(), date=None))))

    assert paper.paragraphs[3].text.startswith("วันที่ ....")


def everywhere(text: str) -> Document:
    bars = (replace(chart().bars[0], label=text, shown=text, group=text),)
    table = Table(text, (Column(text, 1),), (Row((runs(text),)), Row((runs(text),), heading=True)))
    content = (
        *(Heading(1, text), Paragraph((Run(text), Run(text, verbatim=True)))),
        *(table, BarChart(text, text, text, bars), Callout(runs(text))),
    )
    return replace(document(content=content, title=text), subtitle=(text,), author=text, kind=text)


def test_hostile_text_stays_text() -> None:
    paper = docx.Document(io.BytesIO(render(everywhere(HOSTILE))))
    texts = [line.text for line in paper.paragraphs]

    assert texts.count("<script>alert('๑')</script> & ") == 6
    assert "<script>alert('๑')</script> & <script>alert('1')</script> & " in texts


def test_a_paper_without_anything_can_be_rendered() -> None:
    empty = (Paragraph(()), Table("", (Column("", 1),), ()), BarChart("", "", "", ()))

    assert len(docx.Document(io.BytesIO(render(document(content=empty)))).tables) == 1


def test_the_sample_holds_every_kind_of_block() -> None:
    assert len({type(block) for block in blocks()}) == 7
    assert scores() in blocks()
