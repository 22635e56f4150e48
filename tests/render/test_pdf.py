import dataclasses
import datetime
import io
import itertools
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2
import pytest
from pypdfium2 import raw

from prongsai.core.document import (
    Bar,
    BarChart,
    Block,
    Bullets,
    Callout,
    Column,
    Document,
    Fields,
    Heading,
    Paragraph,
    Row,
    Run,
    Table,
    Tick,
)
from prongsai.render.pdf import render
from prongsai.render.words import DEPENDENT, pieces

HARD_WORDS = (
    *("น้ำ", "ดำเนินการ", "อำนาจ", "ที่", "ปี้", "ก๊", "ศักดิ์", "เทศบาล", "แผน", "โปร่งใส", "ใช้", "ไม่"),
    *("กิ่ง", "เป็น", "ฟื้นฟู", "ญาติผู้ใหญ่", "ฐานะ", "ITA 2568", "e-Service", "94.50 คะแนน", "(No Gift Policy)"),
)
HOSTILE = (
    '#read("/etc/passwd")',
    "$x^2$ and $",
    "*a* _b_ `c` ~ ' \"",
    "\\ \\n \\u{41}",
    "@ref <label> [x] {y}",
    "// not a comment /* nor this */",
    "= no heading",
    "- no list",
    "#let x = 1; #x",
    "&amp; <text x='1'>y</text> ]]>",
)
PROSE = (
    "ตามที่เทศบาลเมืองท่าน้ำใสได้รับการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ "
    "ประจำปีงบประมาณ พ.ศ. 2568 ผู้มีส่วนได้ส่วนเสียภายนอกเห็นว่าการสื่อสารของเทศบาล (ทั้งเว็บไซต์และสื่อสังคม) "
    "เข้าถึงได้ยาก ข้อมูลต่าง ๆ กระจายอยู่หลายแห่ง และเมื่อยื่นคำร้องแล้วไม่ทราบว่าดำเนินการถึงขั้นตอนใด "
    "จึงควรประกาศผู้รับผิดชอบ/ผู้ที่เกี่ยวข้องและระยะเวลาให้ชัดเจน รวมทั้งปรับปรุงระบบ e-Service ให้ใช้ง่ายขึ้น "
)


def plain(text: str) -> tuple[Run, ...]:
    return (Run(text),)


def paper(*blocks: Block) -> Document:
    return Document(
        kind="รายงานการวิเคราะห์",
        title="รายงานการวิเคราะห์ผลการประเมิน",
        subtitle=("ประจำปีงบประมาณ พ.ศ. 2568", "เทศบาลเมืองท่าน้ำใส"),
        blocks=blocks,
        lang="th",
        digits="arabic",
        stamp=datetime.date(2025, 10, 1),
        author="เทศบาลเมืองท่าน้ำใส",
    )


def table(*rows: Row, columns: tuple[Column, ...] = (Column("ที่", 1), Column("รายการข้อมูล", 5))) -> Table:
    return Table("ตารางที่ 1", columns, rows)


def chart(*labels: str) -> BarChart:
    bars = tuple(Bar(label, Fraction(50), "50.00", group=f"กลุ่ม {label}") for label in labels)
    return BarChart("c", "ภาพที่ 1", "แผนภูมิคะแนน", bars, (Tick(Fraction(85), "ผ่าน 85"),))


@pytest.fixture(scope="module")
def report() -> bytes:
    """A paper with every kind of block and all hard words in every place."""
    words = " ".join(HARD_WORDS)
    rows = [Row((plain(str(number)), plain(word))) for number, word in enumerate(HARD_WORDS, start=1)]
    return render(
        paper(
            Fields((("ส่วนราชการ", plain("สำนักปลัดเทศบาล")),)),
            Heading(1, f"1. {HARD_WORDS[0]}"),
            *(Heading(2, word) for word in HARD_WORDS),
            Paragraph(plain(words)),
            Paragraph(
                tuple(Run(word + " ", bold=bool(number % 2)) for number, word in enumerate(HARD_WORDS))
            ),
            Callout(plain(PROSE), tone="warning"),
            Bullets((plain(words), plain(PROSE)), numbered=True),
            table(Row((plain("แบบวัด"), ()), heading=True), *rows),
            chart(*HARD_WORDS),
            *(Paragraph(plain(PROSE)) for _ in range(12)),
        )
    )


def poppler(pdf: bytes) -> str:
    return subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def pdfium(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def plain_python(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


READERS = (poppler, pdfium, plain_python)


def pages(pdf: bytes) -> list[str]:
    return poppler(pdf).split("\f")[:-1]


def as_laid_out(pdf: bytes) -> list[str]:
    """The pages with one line of text for each line on paper, across table cells."""
    command = ["pdftotext", "-layout", "-", "-"]
    out = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    return out.split("\f")[:-1]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def lines(pdf: bytes) -> Iterator[str]:
    """The lines of all pages as poppler sees them, table cells apart."""
    command = ["pdftotext", "-bbox-layout", "-", "-"]
    out = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    for line in re.findall(r"<line .*?</line>", out, re.DOTALL):
        yield " ".join(re.findall(r">([^<>]+)</word>", line))


@pytest.mark.parametrize("reader", READERS)
def test_every_word_is_found_in_every_place_by_every_reader(
    report: bytes, reader: Callable[[bytes], str]
) -> None:
    text = squeezed(reader(report))

    found = {word: text.count(squeezed(word)) for word in HARD_WORDS}

    # Heading, two paragraphs, list, table cell, chart label and the chart's group.
    assert {word: count for word, count in found.items() if count < 7} == {}


@pytest.mark.parametrize("reader", READERS)
def test_no_cluster_is_doubled_or_lost(reader: Callable[[bytes], str]) -> None:
    text = squeezed(reader(render(paper(Paragraph(plain(PROSE))))))

    assert squeezed(PROSE) in text
    assert text.count("คุณธรรม") == 1


def test_no_line_begins_with_a_dependent_mark_or_closing_sign(report: bytes) -> None:
    found = list(lines(report))

    assert len(found) > 100
    assert [line for line in found if re.match(rf"[{DEPENDENT}ๆฯ)\]”,.;:!?% ]", line)] == []


def test_lines_end_between_words() -> None:
    pdf = render(paper(Paragraph(plain(PROSE * 4), indent=False)))
    ends = set(itertools.accumulate(len(squeezed(piece.text)) for piece in pieces(PROSE * 4)))

    body = list(lines(pdf))[4:]  # title, two subtitles and the open date come first
    line_ends = list(itertools.accumulate(len(squeezed(line)) for line in body))

    assert "".join(map(squeezed, body)) == squeezed(PROSE * 4)
    assert len(line_ends) > 15
    assert set(line_ends) <= ends


def test_words_are_kept_whole_across_bold_borders() -> None:
    pdf = render(paper(Paragraph((Run("ก " * 40), Run("โปร่ง", bold=True), Run("ใส")))))

    assert any("โปร่งใส" in squeezed(line) for line in lines(pdf))


def type_sizes(pdf: bytes) -> list[tuple[str, float]]:
    """Every character that is drawn, with the size that the file says."""
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage() for page in document]
        return [
            (chr(raw.FPDFText_GetUnicode(text, place)), raw.FPDFText_GetFontSize(text, place))
            for text in texts
            for place in range(text.count_chars())
            if not raw.FPDFText_IsGenerated(text, place)
        ]


def set_in(pdf: bytes, word: str) -> set[float]:
    """The sizes in which a word is set, wherever it stands."""
    drawn = type_sizes(pdf)
    text = "".join(character for character, _ in drawn)
    places = [match.start() + offset for match in re.finditer(word, text) for offset in range(len(word))]
    return {drawn[place][1] for place in places}


def test_the_body_is_set_in_sixteen_points_and_the_rest_by_it() -> None:
    row = Row((plain("๑"), plain("ช่อง")))
    pdf = render(
        paper(Heading(1, "หมวด"), Heading(2, "ส่วน"), Paragraph(plain(PROSE)), table(row), chart("แท่ง"))
    )

    assert set_in(pdf, "คุณธรรม") == {16}
    assert set_in(pdf, "รายงานการวิเคราะห์") == {20}
    assert set_in(pdf, "หมวด") == {18}
    assert set_in(pdf, "ส่วน") == {16}
    assert set_in(pdf, "ช่อง") == {14}
    assert set_in(pdf, "กลุ่ม") == {16}


def test_no_table_is_set_in_less_than_twelve_points() -> None:
    words = ("ผู้มีส่วนได้ส่วนเสีย", "ประสิทธิภาพ", "งบประมาณ", "ผู้รับผิดชอบ", "ดำเนินการ", "ทรัพยากร")
    crowded = Table("", tuple(Column(word, 1) for word in words * 2), (Row(tuple(map(plain, words * 2))),))

    pdf = render(paper(crowded))

    assert set_in(pdf, "ผู้รับ") == {12}
    assert min(size for _, size in type_sizes(pdf)) == 12


def test_the_head_of_a_long_table_stands_on_every_page() -> None:
    long = table(*(Row((plain(str(number)), plain(PROSE))) for number in range(60)))

    found = pages(render(paper(long)))

    assert len(found) > 5
    assert all("รายการข้อมูล" in page for page in found)


def test_no_row_is_split_over_a_page_end() -> None:
    text = "เริ่ม{0} " + PROSE + "จบ{0}"
    rows = [Row((plain(str(number)), plain(text.format(100 + number)))) for number in range(60)]

    found = pages(render(paper(table(*rows))))

    for number in range(100, 160):
        assert any(f"เริ่ม{number}" in page and f"จบ{number}" in page for page in found), number


def test_a_row_higher_than_a_page_loses_nothing() -> None:
    row = Row((plain("1"), plain(PROSE * 30 + "จบความ")))

    found = pages(render(paper(table(row))))

    assert "จบความ" in found[-1]
    assert len(found) > 1


@pytest.mark.parametrize("lead", [0, 1])
def test_a_group_never_stands_alone_at_a_page_end(lead: int) -> None:
    group = (Row((plain("กลุ่ม"), ()), heading=True), Row((plain("1"), plain("แถว"))))
    rows = [Row((plain("0"), plain("ก่อน")))] * lead + [*group] * 60

    last = [page.split("\n")[-2].strip() for page in as_laid_out(render(paper(table(*rows))))]

    assert len(last) > 2
    assert "กลุ่ม" not in last


def test_a_heading_stays_with_the_text_below_it() -> None:
    sections: list[Block] = []
    for number in range(100, 140):
        sections += [Heading(1, f"หัวข้อ{number}"), Paragraph(plain(f"เนื้อ{number} {PROSE}"))]

    found = pages(render(paper(*sections)))

    for number in range(100, 140):
        assert any(f"หัวข้อ{number}" in page and f"เนื้อ{number}" in page for page in found), number


def test_a_sentence_that_leads_to_a_list_stays_with_it() -> None:
    blocks: list[Block] = []
    for number in range(100, 150):
        blocks += [Paragraph(plain(f"นำ{number}")), Bullets((plain(f"รายการ{number}"),))]

    found = pages(render(paper(*blocks)))

    for number in range(100, 150):
        assert any(f"นำ{number}" in page and f"รายการ{number}" in page for page in found), number


@pytest.mark.parametrize("lead", range(5))
def test_a_few_fields_stay_on_one_page(lead: int) -> None:
    fields = Fields((("ต้น", plain("ก")), ("กลาง", plain("ข")), ("ปลาย", plain("ค"))))
    filling = [Paragraph(plain("ย่อหน้า"))] * (25 + lead)

    found = pages(render(paper(*filling, fields)))

    assert ["ต้น" in page for page in found] == ["ปลาย" in page for page in found]


def test_a_chart_of_many_bars_fits_its_page() -> None:
    pdf = render(paper(chart(*(f"แท่ง{number}" for number in range(100, 160)))))

    with pypdfium2.PdfDocument(pdf) as document:
        text = document[len(document) - 1].get_textpage()
        bottoms = [text.get_rect(index)[1] for index in range(text.count_rects())]
    assert "แท่ง159" in pages(pdf)[-1]
    assert min(bottoms) > 0


def test_pages_are_numbered_in_thai_digits_except_the_first() -> None:
    paragraphs = [Paragraph(plain(PROSE))] * 25
    thai = dataclasses.replace(paper(*paragraphs), digits="thai")

    found = [squeezed(page) for page in pages(render(thai))]

    assert "–๒–" in found[1]
    assert "–๓–" in found[2]
    assert "–๑–" not in found[0]
    assert not re.search("[0-9]", "".join(found))


def test_verbatim_text_keeps_its_digits() -> None:
    thai = dataclasses.replace(
        paper(Paragraph((Run("แฟ้ม 12: "), Run("ผล_2568.json", verbatim=True)))), digits="thai"
    )

    assert "แฟ้ม๑๒:ผล_2568.json" in squeezed(pdfium(render(thai)))


def test_the_date_is_open_until_the_paper_has_one() -> None:
    dated = dataclasses.replace(paper(), date=datetime.date(2026, 4, 17))

    assert "พ.ศ. ...." in poppler(render(paper()))
    assert "17 เมษายน 2569" in poppler(render(dated))


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_never_code(text: str) -> None:
    blocks = (
        Heading(1, text),
        Paragraph(plain(text)),
        Bullets((plain(text),)),
        Fields(((text, plain(text)),)),
        table(Row((plain(text), plain(text))), columns=(Column(text, 1), Column("x", 1))),
        Callout(plain(text)),
        chart(text),
    )
    hostile = dataclasses.replace(paper(*blocks), title=text, subtitle=(text,), kind=text, author=text)

    found = squeezed(pdfium(render(hostile)))

    # title, subtitle, heading, paragraph, list, field twice, table head and two cells, callout, label and group
    assert found.count(squeezed(text)) >= 13
    assert "root:" not in found


def test_what_cannot_be_drawn_is_shown_as_a_lozenge() -> None:
    odd = "ก\x00\x07\ufffe\ud800\u200b\u202eข 中 😀 ค"

    found = poppler(render(paper(Heading(1, odd), Paragraph(plain(odd)), chart(odd))))

    assert found.count("กข ◊ ◊ ค") == 4


@pytest.mark.parametrize(
    "block", [Heading(1, " "), Paragraph(()), Callout(()), Bullets(()), Fields(()), table(), chart()]
)
def test_an_empty_block_makes_no_trouble(block: Block) -> None:
    assert "ต่อไป" in poppler(render(paper(block, Paragraph(plain("ต่อไป")))))


def test_a_part_without_a_section_is_still_a_heading() -> None:
    assert tags(render(paper(Heading(2, "ก"), Heading(1, "ข"), Heading(2, "ค"))), "/H") == [
        "/H1",
        "/H1",
        "/H2",
    ]


def test_equal_papers_give_equal_bytes_in_another_process() -> None:
    folder = Path(__file__).parent
    script = f"""
import sys
sys.path.insert(0, {str(folder)!r})
from test_pdf import chart, paper, render, table
sys.stdout.buffer.write(render(paper(chart("ก"), table())))
"""
    command = [sys.executable, "-W", "error", "-c", script]

    again = subprocess.run(command, capture_output=True, check=True, env={"PYTHONHASHSEED": "7"}).stdout

    assert again == render(paper(chart("ก"), table()))


def test_a_normal_report_is_a_small_file(report: bytes) -> None:
    assert len(pages(report)) > 5
    assert len(report) < 400_000


def test_only_the_bundled_font_is_used_and_it_is_embedded(report: bytes) -> None:
    fonts = {}
    for page in pypdf.PdfReader(io.BytesIO(report)).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            fonts[descendant["/BaseFont"].split("+")[1]] = descendant["/FontDescriptor"].get_object()

    assert set(fonts) == {"ProngsaiSarabun-Regular", "ProngsaiSarabun-Bold"}
    assert all({"/FontFile2", "/FontFile3"} & set(descriptor) for descriptor in fonts.values())


def tags(pdf: bytes, prefix: str) -> list[str]:
    """The names of the structure elements that begin with `prefix`, in reading order."""

    def walk(node: pikepdf.Object) -> Iterator[str]:
        if isinstance(node, pikepdf.Array):
            for child in node:
                yield from walk(child)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node and str(node["/S"]).startswith(prefix):
                yield str(node["/S"])
            if "/K" in node:
                yield from walk(node["/K"])

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return list(walk(opened.Root.StructTreeRoot.K))


def test_the_paper_is_tagged_for_screen_readers(report: bytes) -> None:
    with pikepdf.open(io.BytesIO(report)) as opened:
        assert str(opened.Root.Lang).startswith("th")
        assert bool(opened.Root.MarkInfo.Marked)
        assert opened.Root.ViewerPreferences.DisplayDocTitle

    assert tags(report, "/H1") == ["/H1"]
    assert len(tags(report, "/H2")) == len(HARD_WORDS)
    assert len(tags(report, "/TR")) == 2 + len(HARD_WORDS)
    assert "/TH" in tags(report, "/T")
    assert tags(report, "/Figure") == ["/Figure"]


def test_the_metadata_name_title_author_and_standards(report: bytes) -> None:
    with pikepdf.open(io.BytesIO(report)) as opened, opened.open_metadata() as metadata:
        assert metadata["dc:title"] == "รายงานการวิเคราะห์ผลการประเมิน"
        assert metadata["dc:creator"] == ["เทศบาลเมืองท่าน้ำใส"]
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert metadata["pdfuaid:part"] == "1"
        assert str(metadata["xmp:CreateDate"]).startswith("2025-10-01")


def test_an_english_paper_says_so() -> None:
    english = dataclasses.replace(paper(), lang="en", date=datetime.date(2026, 4, 17))

    pdf = render(english)

    assert "17 April 2026" in poppler(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert str(opened.Root.Lang).startswith("en")
