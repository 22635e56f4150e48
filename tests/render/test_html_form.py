import base64
import re
from dataclasses import replace

import pytest
from tests.render.sample import HOSTILE, document, letterhead, memo, picture, runs
from tests.render.test_html import Page

from prongsai.core.document import Heading, Letterhead, PageBreak, Paragraph, Run, Signature, Signatures
from prongsai.core.errors import InputError
from prongsai.render.html import render


@pytest.fixture(scope="module")
def thai() -> Page:
    return Page(render(memo()))


def test_a_memo_is_named_by_its_head_and_has_no_title_block(thai: Page) -> None:
    assert thai.inside("h1") == ["บันทึกข้อความ"]
    assert not thai.all("header")
    assert thai.inside("title") == ["ขออนุมัติมาตรการส่งเสริมคุณธรรมและความโปร่งใส"]


def test_the_lines_of_the_head_hold_their_labels_and_values(thai: Page) -> None:
    assert thai.inside("dt") == ["ส่วนราชการ", "ที่", "วันที่", "เรื่อง"]
    assert thai.inside("dd")[:2] == ["สำนักปลัดเทศบาล เทศบาลตำบลบ้านสมมติ โทร. ๐ ๒๐๐๐ ๐๐๐๐", "สม ๑๒๓๔๕/๖๗๘"]
    assert len(thai.all("dl")) == 3
    assert len(thai.all("dd")) == 4


def test_the_emblem_is_in_the_page_with_words_for_it_and_allowed_by_its_policy(thai: Page) -> None:
    (image,) = thai.all("img")

    assert image["alt"] == "ตราสัญลักษณ์"
    assert image["src"] == f"data:image/png;base64,{base64.b64encode(picture()).decode()}"
    assert "; img-src data:" in thai.source
    assert "img-src" not in render(document()).decode()


def test_a_head_without_an_emblem_leaves_its_place_empty() -> None:
    page = Page(render(memo(letterhead(None))))

    assert not page.all("img")
    assert page.inside("h1") == ["บันทึกข้อความ"]


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(InputError, match="PNG"):
        render(memo(letterhead(b"<svg/>")))


def test_places_to_sign_hold_name_position_and_what_is_acted_for(thai: Page) -> None:
    signed = [text for place, text in thai.texts if place[-1] == "p" and place[-2] == "div"]

    assert "(นายสมมติ ใจดี)" in signed
    assert signed[signed.index("(นายสมมติ ใจดี)") + 1] == "นักวิเคราะห์นโยบายและแผนชำนาญการ"
    assert "ปฏิบัติหน้าที่หัวหน้าสำนักปลัดเทศบาล" in signed
    assert sum(bool(re.fullmatch(r"\(\.{20,}\)", text)) for text in signed) == 1


def test_an_open_opinion_has_its_dotted_lines_and_a_written_one_its_text(thai: Page) -> None:
    assert [part.get("class") for part in thai.all("p")].count("dots") == 3
    assert thai.inside("strong")[:2] == ["ความเห็นของปลัดเทศบาล", "คำสั่งของนายกเทศมนตรี"]
    assert any("เห็นควรอนุมัติ" in text for _, text in thai.texts)


def test_a_contents_list_leads_to_every_section() -> None:
    page = Page(render(replace(document(), contents=True)))
    targets = {section.get("id") for section in page.all("h2")}

    assert [link["href"] for link in page.all("a")] == ["#s1", "#s2", "#s3", "#s4"]
    assert page.inside("a")[2] == "๓. มาตรการ"
    assert {"s1", "s2", "s3", "s4"} <= targets
    assert page.inside("nav")[0] == "สารบัญ"


def test_without_sections_there_is_no_contents_list() -> None:
    paper = replace(document(content=(Heading(2, "ก"), Heading(1, " "))), contents=True)

    assert not Page(render(paper)).all("nav")


def test_a_paper_without_title_and_letterhead_still_has_one_first_heading() -> None:
    page = Page(render(replace(document(), titled=False)))

    assert page.all("h1") == [{"class": "unseen"}]
    assert not page.all("header")


def test_a_turned_paper_says_so_to_the_style_sheet() -> None:
    page = Page(render(replace(document(), landscape=True)))

    assert page.all("body") == [{"class": "digits-thai turned"}]
    assert "@page turned { size: A4 landscape;" in "".join(page.inside("style"))


def test_a_page_break_is_a_break_in_print_unless_the_page_would_be_empty() -> None:
    text = Paragraph(runs("ก"))
    page = Page(render(document(content=(text, PageBreak(), PageBreak(), text, PageBreak()))))

    assert page.all("hr") == [{"class": "page"}]


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "http://x.example"]
)
def test_no_link_leads_to_what_could_run(link: str) -> None:
    assert not Page(render(document(content=(Paragraph((Run("ก", link=link),)),)))).all("a")


def test_hostile_text_stays_text_in_every_form() -> None:
    head = Letterhead(HOSTILE, (((HOSTILE, HOSTILE),),))
    place = Signatures((Signature(HOSTILE, HOSTILE, HOSTILE),))

    page = Page(render(replace(document(content=(head, place)), titled=False)))

    assert not page.all("script")
    assert page.inside("h1") == ["<script>alert('๑')</script> & "]
