import base64
import datetime
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from tests.render.sample import HASH, HOSTILE, chart, document, measures, runs

from prongsai.core.document import BarChart, Callout, Column, Heading, Paragraph, Row, Run, Table
from prongsai.render.html import render

VOID = {"meta", "br", "col", "link", "hr", "img"}


class Page(HTMLParser):
    """Elements and texts of a page, in order; refuses what is not closed in order."""

    def __init__(self, file: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self.open: list[str] = []
        self.source = file.decode()
        self.feed(self.source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs)
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((tuple(self.open), data))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def inside(self, tag: str) -> list[str]:
        return [text for place, text in self.texts if tag in place]


@pytest.fixture(scope="module")
def thai() -> Page:
    return Page(render(document()))


def test_the_page_says_its_language_and_title(thai: Page) -> None:
    assert thai.all("html") == [{"lang": "th"}]
    assert thai.inside("title")[0] == "รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส (ITA)"
    assert Page(render(document(lang="en"))).all("html") == [{"lang": "en"}]


def test_there_is_one_first_heading_and_no_level_is_skipped(thai: Page) -> None:
    levels = [int(tag[1]) for tag, _ in thai.elements if re.fullmatch("h[1-6]", tag)]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_table_names_its_columns_rows_and_groups(thai: Page) -> None:
    heads = thai.all("th")

    assert [head.get("scope") for head in heads].count("col") == 3 + len(measures().columns)
    assert [head.get("scope") for head in heads].count("rowgroup") == 3
    assert [head.get("scope") for head in heads].count("row") == 10 + len(measures().rows)
    assert "การปฏิบัติหน้าที่" in thai.inside("th")
    assert thai.inside("caption")[0] == "ตารางที่ ๑ คะแนนรายตัวชี้วัด ปีงบประมาณ พ.ศ. ๒๕๖๘"
    assert len(thai.all("thead")) == 2


def test_a_table_scrolls_in_a_box_that_the_keyboard_reaches_and_a_reader_names(thai: Page) -> None:
    boxes = [box for box in thai.all("div") if "scroll" in str(box.get("class"))]

    assert len(boxes) == 2
    assert all(box["tabindex"] == "0" and box["role"] == "region" and box["aria-label"] for box in boxes)


def test_a_chart_is_drawn_for_page_and_phone_with_its_own_ids(thai: Page) -> None:
    ids = [attributes["id"] for _, attributes in thai.elements if "id" in attributes]

    assert len(thai.all("svg")) == 2
    assert len(ids) == len(set(ids)) == 6
    assert "แผนภูมิแท่งของตัวชี้วัด ๑๐ ตัว สูงสุด ๙๖.๗๕ ต่ำสุด ๓๑.๒๕ และหนึ่งตัวไม่ทราบคะแนน" in thai.inside("desc")
    assert thai.inside("figcaption")[0].startswith("ภาพที่ ๑")


def test_two_charts_share_no_ids() -> None:
    page = Page(render(document(content=(chart(), replace(chart(), id="second")))))
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]

    assert len(ids) == len(set(ids)) == 12


def test_the_page_asks_for_nothing_from_outside(thai: Page) -> None:
    for tag, attributes in thai.elements:
        assert tag not in {"script", "link", "img", "iframe", "object", "embed", "base", "form"}
        for name, value in attributes.items():
            assert name not in {"src", "href", "style", "action", "srcset"}
            assert not name.startswith("on")
            assert name == "xmlns" or "://" not in str(value)
    style = "".join(thai.inside("style"))
    assert "@import" not in style
    assert all(address.startswith("data:font/ttf;base64,") for address in re.findall(r"url\(([^)]*)", style))


def test_a_short_column_title_is_kept_whole() -> None:
    columns = (Column("ผู้รับผิดชอบ", 1), Column("ประสิทธิภาพการสื่อสารของหน่วยงาน", 1, "end"))
    page = Page(render(document(content=(Table("", columns, ()),))))

    assert [cell.get("class") for cell in page.all("th")] == ["whole", "end"]


def test_sizes_on_the_page_are_those_of_the_fonts_of_the_web(thai: Page) -> None:
    style = "".join(thai.inside("style"))

    # Sarabun as Google has it is 1.47 times as large; 16 of the drawing's points are so 10.88 pixels.
    assert style.count("size-adjust:147.00%") == style.count("@font-face") == 2
    assert ".chart{font-size:10.88px}" in style


def test_the_policy_allows_this_style_sheet_and_nothing_else(thai: Page) -> None:
    (style,) = re.findall("<style>(.*?)</style>", thai.source, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = [
        meta["content"] for meta in thai.all("meta") if meta.get("http-equiv") == "Content-Security-Policy"
    ]

    assert policy is not None
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["style-src"] == f"'sha256-{digest}'"
    assert "unsafe" not in policy


def test_the_fonts_within_are_the_bundled_ones_and_light_enough_to_mail(thai: Page) -> None:
    fonts = re.findall(r"base64,([^)]*)\)", "".join(thai.inside("style")))

    assert len(fonts) == 2
    assert sum(map(len, fonts)) < 400_000
    assert all(base64.b64decode(font)[:4] == b"\x00\x01\x00\x00" for font in fonts)


def test_all_digits_are_thai_but_in_verbatim_text(thai: Page) -> None:
    shown = [text for place, text in thai.texts if "style" not in place]

    assert {text for text in shown if re.search("[0-9]", text)} == {HASH, "ita-2568.toml"}
    assert thai.all("body") == [{"class": "digits-thai"}]
    assert ".digits-thai ol { list-style-type: thai; }" in "".join(thai.inside("style"))


def test_all_digits_are_arabic_where_those_are_chosen() -> None:
    page = Page(render(document(digits="arabic")))

    assert not [text for place, text in page.texts if "style" not in place and re.search("[๐-๙]", text)]


def test_hostile_text_stays_text() -> None:
    bars = (replace(chart().bars[0], label=HOSTILE, shown=HOSTILE, group=HOSTILE),)
    table = Table(
        HOSTILE, (Column(HOSTILE, 1),), (Row((runs(HOSTILE),)), Row((runs(HOSTILE),), heading=True))
    )
    content = (
        *(Heading(1, HOSTILE), Paragraph((Run(HOSTILE), Run(HOSTILE, verbatim=True))), table),
        *(BarChart('"><script>', HOSTILE, HOSTILE, bars), Callout(runs(HOSTILE))),
    )
    paper = replace(
        document(content=content, title=HOSTILE), subtitle=(HOSTILE,), author=f'"{HOSTILE}', kind=HOSTILE
    )

    page = Page(render(paper))

    assert not page.all("script")
    assert "<script>alert('๑')</script> & " in page.inside("h1")
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e\ufffe]", page.source)


def test_line_feeds_break_lines_and_numbered_steps_hang(thai: Page) -> None:
    table = Table("", (Column("ก", 1),), (Row((runs("แถวหนึ่ง\nแถวสอง"),)), Row((runs("วิธี\n1. ตรวจ\n2. แก้"),))))
    page = Page(render(document(content=(table,))))

    # Three numbered lines in each of the six equal rows.
    assert [box.get("class") for box in thai.all("div")].count("step") == 18
    assert len(page.all("br")) == 1
    assert [box.get("class") for box in page.all("div")] == ["scroll", None, "step", "step"]


def test_a_date_can_be_read_by_machines(thai: Page) -> None:
    assert thai.all("time") == [{"datetime": "2025-10-17"}]
    assert thai.inside("time") == ["วันที่ ๑๗ ตุลาคม ๒๕๖๘"]


def test_an_open_date_leaves_its_place() -> None:
    page = Page(render(replace(document(), date=None)))

    assert not page.all("time")
    assert page.inside("header")[-1].startswith("วันที่ ....")


def test_an_english_date_is_english() -> None:
    paper = replace(document(lang="en", digits="arabic"), date=datetime.date(2026, 9, 3))

    assert "3 September 2026" in Page(render(paper)).inside("time")


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert render(document()) == render(document())


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def palettes(page: Page) -> list[dict[str, str]]:
    roots = re.findall(r":root \{(.*?)\}", "".join(page.inside("style")), re.DOTALL)
    return [dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", root)) for root in roots]


def test_text_and_shapes_stand_out_enough_by_day_by_night_and_in_print(thai: Page) -> None:
    found = palettes(thai)

    assert len(found) == 3
    assert found[0] == found[2] != found[1]
    for colours in found:
        for ground in ("paper", "shade"):
            assert all(contrast(colours[ink], colours[ground]) >= 4.5 for ink in ("ink", "quiet"))
        marks = ("accent", "warning", "bad", "line")
        assert all(
            contrast(colours[mark], colours["paper"]) >= (3 if mark != "line" else 2.5) for mark in marks
        )


@pytest.mark.parametrize(("number", "wide"), [(5, False), (6, True)])
def test_a_table_of_up_to_five_columns_fits_a_phone_and_does_not_scroll(number: int, wide: bool) -> None:
    columns = tuple(Column(f"c{place}", 1) for place in range(number))
    table = Table("", columns, (Row(tuple((Run("1"),) for _ in columns)),))

    page = render(replace(document(), blocks=(table,))).decode()

    assert ('class="scroll many"' in page) is wide
