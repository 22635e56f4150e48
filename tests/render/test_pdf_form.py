import io
import re
import subprocess
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from tests.render.sample import document, letterhead, measures, memo, picture, runs
from tests.render.test_pdf import READERS, pages, poppler, squeezed, tags, type_sizes

from prongsai.core.document import (
    Block,
    Heading,
    Letterhead,
    Opinion,
    Opinions,
    PageBreak,
    Paragraph,
    Run,
    Signature,
    Signatures,
)
from prongsai.core.errors import InputError
from prongsai.render.measure import column_widths
from prongsai.render.pdf import render

FILLING = Paragraph(runs("ย่อหน้า"))


@pytest.fixture(scope="module")
def thai() -> bytes:
    return render(memo())


@pytest.mark.parametrize("reader", READERS)
def test_every_word_of_a_memo_is_read_once_and_exactly(thai: bytes, reader: Callable[[bytes], str]) -> None:
    text = squeezed(reader(thai))

    for words in (
        *(
            "บันทึกข้อความ",
            "ส่วนราชการ",
            "สำนักปลัดเทศบาลเทศบาลตำบลบ้านสมมติโทร.๐๒๐๐๐๐๐๐๐",
            "สม๑๒๓๔๕/๖๗๘",
            "เรื่องขออนุมัติ",
        ),
        *("(นายสมมติใจดี)", "ปฏิบัติหน้าที่หัวหน้าสำนักปลัดเทศบาล", "ความเห็นของปลัดเทศบาล", "เห็นควรอนุมัติ", "เว็บไซต์ITAP"),
    ):
        assert text.count(words) == 1, words


def test_a_memo_has_no_title_block_but_its_title_in_the_metadata(thai: bytes) -> None:
    with pikepdf.open(io.BytesIO(thai)) as opened, opened.open_metadata() as metadata:
        assert metadata["dc:title"] == "ขออนุมัติมาตรการส่งเสริมคุณธรรมและความโปร่งใส"
        assert (metadata["pdfaid:conformance"], metadata["pdfuaid:part"]) == ("A", "1")
    assert poppler(thai).split()[0] == "บันทึกข้อความ"
    assert "ตุลาคม" not in poppler(thai)


def test_the_word_of_the_memo_is_set_in_29_points_and_its_labels_in_20(thai: bytes) -> None:
    sizes = {size: "".join(sign for sign, drawn in type_sizes(thai) if drawn == size) for size in (29, 20)}

    assert squeezed(sizes[29]) == "บันทึกข้อความ"
    assert squeezed(sizes[20]) == "ส่วนราชการที่วันที่เรื่อง"


def pictures(pdf: bytes) -> list[tuple[float, float, float, float]]:
    """Left, bottom, width and height of every picture on the first page, in millimetres from the page's left top."""
    with pypdfium2.PdfDocument(pdf) as opened:
        page = opened[0]
        bounds = [shape.get_bounds() for shape in page.get_objects() if shape.type == 3]
        height = page.get_height()
    return [
        (left * 25.4 / 72, (height - top) * 25.4 / 72, (right - left) * 25.4 / 72, (top - bottom) * 25.4 / 72)
        for left, bottom, right, top in bounds
    ]


def test_the_emblem_stands_one_and_a_half_centimetres_high_at_the_left_top(thai: bytes) -> None:
    # 200 × 240 pixels: 12.5 mm wide where it is 15 mm high.
    assert pictures(thai) == [pytest.approx((30, 25, 12.5, 15), abs=0.1)]


def test_a_broad_emblem_leaves_the_title_its_place() -> None:
    file = io.BytesIO()
    Image.new("RGB", (400, 100), "teal").save(file, "JPEG")

    # No broader than 42 mm, and so 10.5 mm high.
    assert pictures(render(memo(letterhead(file.getvalue()))))[0][2:] == pytest.approx((42, 10.5), abs=0.1)


def test_the_emblem_has_words_for_it(thai: bytes) -> None:
    with pikepdf.open(io.BytesIO(thai)) as opened:
        figures = [
            str(thing.Alt)
            for thing in opened.objects
            if isinstance(thing, pikepdf.Dictionary) and "/Alt" in thing
        ]

    assert "ตราสัญลักษณ์" in figures
    assert tags(thai, "/Figure") == ["/Figure"]


@pytest.mark.parametrize(
    ("form", "mode"),
    [
        ("JPEG", "L"),
        ("JPEG", "RGB"),
        *(("PNG", mode) for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")),
    ],
)
def test_a_picture_of_any_colour_type_can_be_an_emblem(form: str, mode: str) -> None:
    file = io.BytesIO()
    Image.new(mode, (60, 60)).save(file, form)

    assert len(pictures(render(memo(letterhead(file.getvalue()))))) == 1


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        render(memo(letterhead(picture()[:100])))

    assert [problem.id for problem in caught.value.problems] == ["emblem.not_an_image"]


def test_a_head_without_anything_can_be_rendered() -> None:
    content = (Letterhead("", ((), (("", ""),))), Signatures(()), Opinions(()), Paragraph(runs("ต่อไป")))

    assert "ต่อไป" in poppler(render(document(content=content)))


def test_a_title_of_many_lines_stays_on_its_page() -> None:
    pdf = render(memo(Letterhead("บันทึก ข้อความ " * 12, ())))

    with pypdfium2.PdfDocument(pdf) as opened:
        text = opened[0].get_textpage()
        tops = [text.get_charbox(place)[3] for place in range(text.count_chars())]
        # The upper margin is 2.5 cm.
        assert max(tops) <= opened[0].get_height() - 25 / 25.4 * 72


@pytest.mark.parametrize("lead", range(0, 40, 3))
def test_no_place_to_sign_and_no_opinion_is_split(lead: int) -> None:
    person = Signature("ลงนาม", "ตำแหน่ง", "ปลายทาง")
    content: tuple[Block, ...] = (
        *[FILLING] * lead,
        Signatures((person,)),
        Opinions((Opinion("ความเห็น", person, lines=6),)),
    )

    found = pages(render(replace(document(content=content), titled=False)))

    for page in found:
        assert page.count("(ลงนาม)") == page.count("ปลายทาง")
        assert "ความเห็น" not in page or page.index("ความเห็น") < page.rindex("(ลงนาม)")


def test_places_to_sign_stand_on_the_right_half() -> None:
    with pypdfium2.PdfDocument(render(document(content=(Signatures((Signature("ก", "ข"),)),)))) as opened:
        text = opened[0].get_textpage()
        found = text.search("(ก)")
        place = found.get_next()
        assert place is not None
        left, _, right, _ = text.get_charbox(place[0] + 1)

    # The middle of the right half: 3 + 8 + 4 = 15 cm from the left edge.
    assert (left + right) / 2 * 25.4 / 72 == pytest.approx(150, abs=1)


def test_a_page_break_begins_a_new_page_and_never_makes_an_empty_one() -> None:
    content = (PageBreak(), Heading(1, "ก"), PageBreak(), PageBreak(), Heading(1, "ข"), PageBreak())

    found = pages(render(replace(document(content=content), titled=False)))

    assert [squeezed(page) for page in found] == ["ก", "–๒–ข"]


def sizes(pdf: bytes) -> set[tuple[int, int]]:
    with pypdfium2.PdfDocument(pdf) as opened:
        return {
            (round(width * 25.4 / 72), round(height * 25.4 / 72)) for width, height in map(len_of, opened)
        }


def len_of(page: pypdfium2.PdfPage) -> tuple[float, float]:
    return page.get_width(), page.get_height()


def test_a_turned_paper_is_broad_and_its_tables_fill_it() -> None:
    pdf = render(replace(document(content=(measures(),)), landscape=True))

    assert sizes(pdf) == {(297, 210)}
    assert sizes(render(document())) == {(210, 297)}
    # From the left margin to the last column's text: 257 mm less the last column.
    last = column_widths(measures(), 257, 14)[-1] / 10
    box = re.search(r'<word xMin="([\d.]+)"[^>]*>การกำกับ', layout(pdf))
    assert box is not None
    assert float(box[1]) * 25.4 / 72 == pytest.approx(20 + 257 - last + 2, abs=0.5)


def layout(pdf: bytes) -> str:
    command = ["pdftotext", "-bbox", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


@pytest.mark.parametrize("digits", ["thai", "arabic"])
def test_the_contents_name_each_section_with_its_page(digits: str) -> None:
    content = (
        Heading(1, "แรก"),
        Heading(2, "ส่วน"),
        PageBreak(),
        Heading(1, "สอง"),
        PageBreak(),
        Heading(1, "สาม"),
    )
    paper = replace(document(digits=digits, content=content), contents=True, titled=False)  # type: ignore[arg-type]

    found = pages(render(paper))

    listed = [line for line in found[0].splitlines() if ".." in line.replace(" ", "")]
    numbers = "๑๒๓" if digits == "thai" else "123"
    assert [re.sub("[ .]", "", line) for line in listed] == [
        name + number for name, number in zip(("แรก", "สอง", "สาม"), numbers, strict=True)
    ]
    assert "สารบัญ" in found[0]


def test_a_contents_list_of_nothing_is_left_out() -> None:
    paper = replace(document(content=(Heading(2, "ก"), Heading(1, " "))), contents=True)

    assert "สารบัญ" not in poppler(render(paper))


def test_links_lead_where_the_paper_says_and_each_only_once(thai: bytes) -> None:
    with pikepdf.open(io.BytesIO(thai)) as opened:
        targets = [str(note.A.URI) for note in opened.pages[0].Annots]

    assert targets == ["https://itas.nacc.go.th/", "analysis.pdf"]
    assert tags(thai, "/Link") == ["/Link", "/Link"]


def test_an_unsafe_link_leads_nowhere() -> None:
    pdf = render(document(content=(Paragraph((Run("ก", link="javascript:alert(1)"),)),)))

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert "/Annots" not in opened.pages[0]


def test_a_link_that_begins_inside_a_word_is_one_still() -> None:
    content = (Paragraph((Run("โปร่ง", link="a.pdf"), Run("ใส", bold=True))),)

    pdf = render(document(content=content))

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert [str(note.A.URI) for note in opened.pages[0].Annots] == ["a.pdf"]
    assert "โปร่งใส" in poppler(pdf)


def test_equal_memos_give_equal_bytes(thai: bytes) -> None:
    assert render(memo()) == thai
