import io
import re
from dataclasses import replace
from itertools import pairwise

import docx
import pikepdf
import pypdf
import pypdfium2
import pytest
from PIL import Image
from tests import qr, sealed
from tests.render import sample

from prongsai.core.document import Document, Verification
from prongsai.core.text import Lang
from prongsai.render import html, pdf
from prongsai.render.docx import render as render_docx
from prongsai.render.verification import moment_words, square

PAPER = sealed.paper()
ENGLISH = sealed.paper(lang="en", digits="arabic")
DPI = 288


def shown(paper: Document) -> Verification:
    assert paper.verification is not None
    return paper.verification


def pages(paper: Document) -> list[str]:
    found = pypdf.PdfReader(io.BytesIO(pdf.render(paper))).pages
    return [" ".join(page.extract_text().split()) for page in found]


def html_text(paper: Document) -> str:
    page = html.render(paper).decode()
    return " ".join(re.sub("<[^>]*>", " ", page[page.index("<main>") :]).split())


def docx_text(paper: Document) -> str:
    made = docx.Document(io.BytesIO(render_docx(paper)))
    cells = (cell.text for table in made.tables for row in table.rows for cell in row.cells)
    return " ".join(" ".join([*(each.text for each in made.paragraphs), *cells]).split())


def modules_in(picture: Image.Image) -> list[list[bool]]:
    """Read the modules of a square that fills a picture: the finder at its corner is seven of them wide."""
    dark = picture.convert("L").point(lambda value: 255 * (value < 128)).convert("1")
    across = [dark.getpixel((x, 1)) for x in range(dark.width)]
    count = round(dark.width * 7 / across.index(0))
    at = [(2 * module + 1) * dark.width // (2 * count) for module in range(count)]
    return [[bool(dark.getpixel((x, y))) for x in at] for y in at]


def printed_square(paper: Document) -> Image.Image:
    """Cut the square out of the only page: it begins at the margin and is 28 mm wide."""
    page: Image.Image = pypdfium2.PdfDocument(pdf.render(paper))[0].render(scale=DPI / 72).to_pil()
    left, width = (round(mm * DPI / 25.4) for mm in (30, 28))
    strip = page.crop((left - 5, 0, left + width + 5, page.height)).convert("L")
    ink = strip.point(lambda value: 255 * (value < 60)).getbbox()
    assert ink is not None
    return strip.crop((ink[0], ink[1], ink[2], ink[1] + ink[2] - ink[0]))


# The square


@pytest.mark.parametrize("site", ["https://a.example", sealed.SITE, f"https://{'x' * 60}.example/verify"])
def test_the_printed_square_leads_to_the_very_paper(site: str) -> None:
    short = replace(sample.document(content=(), title="ก"), subtitle=("ก",))
    paper = replace(short, verification=Verification("PS-8X79-6AEB-WGRP", site))

    assert qr.decode(modules_in(printed_square(paper))) == f"{site}/PS-8X79-6AEB-WGRP"


def test_the_square_of_a_page_has_the_white_that_readers_need() -> None:
    drawn = square(shown(PAPER), border=4)

    assert re.search(r'viewBox="0 0 (\d+) \1"', drawn)
    assert "#fff" in drawn
    assert drawn in html.render(PAPER).decode()


def test_the_square_has_words_for_those_who_do_not_see_it() -> None:
    page = html.render(PAPER).decode()
    with pikepdf.open(io.BytesIO(pdf.render(PAPER))) as opened:
        told = [
            str(each["/Alt"])
            for each in opened.objects
            if isinstance(each, pikepdf.Dictionary) and "/Alt" in each
        ]

    assert f'role="img" aria-label="คิวอาร์โค้ดไปยังหน้าตรวจสอบเอกสาร {shown(PAPER).code}"' in page
    assert any(shown(PAPER).code in words for words in told)


# What is said


@pytest.mark.parametrize(("paper", "words"), [(PAPER, "รหัสเอกสาร"), (ENGLISH, "Code")])
def test_the_foot_of_every_page_names_the_code_and_where_to_check_it(paper: Document, words: str) -> None:
    found = pages(paper)

    assert len(found) > 2
    for page in found:
        assert f"{words} {shown(paper).code} ·" in page
        assert "ita.bansommot.example/verify" in page


def test_pages_are_numbered_as_before() -> None:
    assert [page[:5] for page in pages(PAPER)[1:]] == [f"– {number} –" for number in "๒๓๔"]


@pytest.mark.parametrize("text", [lambda paper: pages(paper)[-1], html_text, docx_text])
@pytest.mark.parametrize(
    ("paper", "words"),
    [
        (PAPER, ("อนุมัติ ๑๙ ตุลาคม ๒๕๖๘ เวลา ๐๙.๓๐ น.", "นางมานี ซื่อตรง", "อนุมัติ และให้รายงานทุก ๖ เดือน")),
        (ENGLISH, ("Approved 19 October 2025, 09:30", "นางมานี ซื่อตรง", "Who decided about this paper")),
    ],
)
def test_the_last_page_says_who_decided_what(text: object, paper: Document, words: tuple[str, ...]) -> None:
    assert callable(text)
    found = text(paper)

    for each in (*words, shown(paper).code, shown(paper).link):
        assert "".join(each.split()) in "".join(found.split())


@pytest.mark.parametrize("text", [html_text, docx_text])
def test_only_the_pdf_can_be_checked_and_the_others_say_so(text: object) -> None:
    assert callable(text)
    assert "ฉบับที่ตรวจสอบได้คือไฟล์ PDF" in text(PAPER)
    assert "ฉบับที่ตรวจสอบได้คือไฟล์ PDF" not in pages(PAPER)[-1]


def test_a_paper_without_printed_decisions_still_has_its_code() -> None:
    bare = replace(PAPER, verification=replace(shown(PAPER), approvals=()))

    assert shown(PAPER).code in pages(bare)[-1]
    assert "ผู้พิจารณาเอกสาร" not in pages(bare)[-1]


@pytest.mark.parametrize("text", [lambda paper: " ".join(pages(paper)), html_text, docx_text])
def test_a_paper_that_is_not_approved_says_nothing_of_it(text: object) -> None:
    assert callable(text)
    assert "ตรวจสอบได้ที่" not in text(sample.document())
    assert "การตรวจสอบเอกสาร" not in text(sample.document())


def test_a_hostile_comment_stays_text() -> None:
    *before, last = shown(PAPER).approvals
    hostile = replace(shown(PAPER), approvals=(*before, replace(last, comment=sample.HOSTILE)))
    paper = replace(PAPER, verification=hostile)

    assert "<script>" not in html.render(paper).decode()
    assert "alert" in pages(paper)[-1]
    assert "alert" in docx_text(paper)


def test_equal_papers_give_equal_bytes() -> None:
    for render in (pdf.render, html.render, render_docx):
        assert render(PAPER) == render(sealed.paper())


def test_a_turned_page_and_a_memo_carry_it_too() -> None:
    for paper in (replace(PAPER, landscape=True), sealed.approved(sample.memo())):
        assert all(shown(paper).code in page for page in pages(paper))


def test_the_policy_of_the_page_allows_its_own_style_and_nothing_more() -> None:
    page = html.render(PAPER).decode()

    assert page.count("<style>") == 1
    assert " style=" not in page[page.index('<footer class="verification">') :]
    assert "script" not in page[page.index("<main>") :]


@pytest.mark.parametrize(
    ("lang", "words"), [("th", "20 ตุลาคม 2568 เวลา 16.30 น."), ("en", "20 October 2025, 16:30")]
)
def test_a_moment_is_said_by_the_clock_of_its_place(lang: Lang, words: str) -> None:
    assert moment_words(sealed.moment(20, 16)).say(lang) == words


def test_decisions_stand_in_the_order_of_the_chain() -> None:
    last = pages(PAPER)[-1].replace(" ", "")
    found = [last.index(position.replace(" ", "")) for position in ("นักวิเคราะห์", "ปลัดเทศบาล", "นายกเทศมนตรี")]

    assert all(first < second for first, second in pairwise(found))
