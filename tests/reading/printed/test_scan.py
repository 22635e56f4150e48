"""Pictures of papers: what a program reads in them, and that none of its figures is taken for sure."""

import io
import re
from itertools import pairwise

import pypdfium2
import pytest
from PIL import Image
from tests.drawn_pdf import Leaf, pdf

from prongsai.core.errors import InputError
from prongsai.core.printed import Line, Printed, Table
from prongsai.reading.printed import scan
from prongsai.reading.printed.pdf import parse as parse_pdf
from prongsai.reading.printed.scan import tesseract
from prongsai.reading.printed.scan.ruled import rules_in
from prongsai.reading.printed.scan.tesseract import Word

READ = pytest.mark.skipif(
    not tesseract.is_there(), reason="Tesseract with Thai is not there: apt-get install tesseract-ocr-tha"
)


def drawn(leaf: Leaf, dpi: int = 300) -> Image.Image:
    page = pypdfium2.PdfDocument(pdf(leaf))[0]
    picture: Image.Image = page.render(scale=dpi / 72).to_pil()
    return picture.convert("L")


def encoded(picture: Image.Image, kind: str = "PNG") -> bytes:
    stream = io.BytesIO()
    picture.save(stream, kind)
    return stream.getvalue()


def letter() -> Leaf:
    """A page with a title, a paragraph and a ruled table whose cells have lines beside each other."""
    leaf = Leaf()
    leaf.write(150, 90, "รายงานผลการดำเนินการตามมาตรการ", 22)
    leaf.write(90, 130, "เทศบาลได้ดำเนินการตามแผนแล้วเสร็จทุกโครงการ", 16)
    leaf.grid((90, 250, 400, 500), (160, 190, 240, 290))
    for row, texts in enumerate((("มาตรการ", "ผลการดำเนินการ", "คะแนน"), ("จัดทำคู่มือ", "เผยแพร่แล้ว", "94.50"))):
        for column, text in enumerate(texts):
            leaf.write((95, 255, 405)[column], 182 + 40 * row, text, 16)
    leaf.write(95, 262, "เปิดช่องทางรับฟัง", 16)
    leaf.write(95, 282, "ความคิดเห็น", 16)
    leaf.write(255, 272, "กำลังดำเนินการ", 16)
    return leaf


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(scope="module")
def read() -> Printed:
    return scan.parse(encoded(drawn(letter())), "letter.png")


@READ
def test_lines_and_ruled_tables_come_back(read: Printed) -> None:
    title, line, table = read.blocks

    assert read.format == "scan"
    assert read.pages == 1
    assert isinstance(title, Line) and isinstance(line, Line) and isinstance(table, Table)
    assert squeezed(title.text) == "รายงานผลการดำเนินการตามมาตรการ"
    assert squeezed(line.text) == "เทศบาลได้ดำเนินการตามแผนแล้วเสร็จทุกโครงการ"
    assert [[squeezed(cell.text) for cell in row] for row in table.rows] == [
        ["มาตรการ", "ผลการดำเนินการ", "คะแนน"],
        ["จัดทำคู่มือ", "เผยแพร่แล้ว", "94.50"],
        ["เปิดช่องทางรับฟังความคิดเห็น", "กำลังดำเนินการ", ""],
    ]


@READ
def test_everything_is_marked_as_scanned_and_said_so(read: Printed) -> None:
    assert all(line.scanned for line in read.lines())
    assert all(
        cell.scanned for table in read.tables() for row in table.rows for cell in row if cell.paragraphs
    )
    assert "need a person" in read.notes[0].en
    assert "ต้องให้คนตรวจ" in read.notes[0].th


@READ
def test_places_are_in_points_of_the_page(read: Printed) -> None:
    _, line, table = read.blocks

    assert line.where.box is not None and table.where.box is not None
    assert line.where.box == pytest.approx((90, 120, 311, 137), abs=4)
    assert table.where.box == pytest.approx((90, 160, 500, 290), abs=1.5)


@READ
def test_pages_of_a_pdf_that_are_pictures_are_read_too(read: Printed) -> None:
    text = Leaf()
    text.write(90, 100, "หน้าที่มีข้อความ", 16)
    scanned = Leaf(picture=encoded(drawn(letter()), "JPEG"))

    mixed = parse_pdf(pdf(text, scanned), "mixed.pdf")

    first, title, line, table = mixed.blocks
    assert isinstance(first, Line) and isinstance(title, Line) and isinstance(table, Table)
    assert (first.where.page, first.scanned) == (1, False)
    assert (title.where.page, title.scanned, line.where.page) == (2, True, 2)
    assert table.where.box == pytest.approx((90, 160, 500, 290), abs=1.5)
    assert [note.en.partition(":")[0] for note in mixed.notes] == ["page 2"]


@READ
def test_scores_in_thai_digits_come_back_from_lines_and_cells() -> None:
    leaf = Leaf()
    leaf.write(90, 100, "เทศบาลได้คะแนน ๙๗.๖๘ คะแนน", 16)
    leaf.grid((90, 250, 400), (160, 190, 220))
    for row, texts in enumerate((("การใช้งบประมาณ", "๔๖.๗๙"), ("การใช้อำนาจ", "๘๔.๙๖"))):
        for column, text in enumerate(texts):
            leaf.write((95, 255)[column], 182 + 30 * row, text, 16)

    line, table = scan.parse(encoded(drawn(leaf)), "scores.png").blocks

    assert isinstance(line, Line) and isinstance(table, Table)
    assert "๙๗.๖๘" in line.text
    assert [row[1].text for row in table.rows] == ["๔๖.๗๙", "๘๔.๙๖"]


@READ
def test_pages_laid_askew_are_straightened() -> None:
    askew = drawn(letter()).rotate(-1.5, Image.Resampling.BICUBIC, fillcolor=255)

    blocks = scan.parse(encoded(askew), "askew.png").blocks

    tables = [block for block in blocks if isinstance(block, Table)]
    assert [squeezed(table.rows[1][1].text) for table in tables] == ["เผยแพร่แล้ว"]


def test_a_picture_without_a_program_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRONGSAI_TESSERACT", "no-such-program")
    tesseract.program.cache_clear()
    try:
        with pytest.raises(InputError) as raised:
            scan.parse(encoded(Image.new("L", (100, 100), 255)), "photo.png")
    finally:
        tesseract.program.cache_clear()

    (problem,) = raised.value.problems
    assert problem.id == "printed.picture"
    for lang in ("th", "en"):
        assert "sudo apt-get install tesseract-ocr tesseract-ocr-tha" in problem.say(lang)


def test_rules_of_a_picture_are_told_from_letters_and_bars() -> None:
    leaf = Leaf()
    leaf.grid((90, 300, 500), (100, 150, 200))
    leaf.write(95, 130, "ฟ้าใหญ่โตไม้ไผ่ ป่าไผ่", 28)
    leaf.drawn.append("90 500 300 40 re f")
    picture = drawn(leaf)

    rules = rules_in(picture.point(lambda value: 0 if value < 200 else 255), 72 / 300)

    across = sorted(rule.at for rule in rules if rule.across)
    down = sorted(rule.at for rule in rules if not rule.across)
    assert across == pytest.approx([100, 150, 200], abs=0.5)
    assert down == pytest.approx([90, 300, 500], abs=0.5)


def test_an_unsure_sign_stays_and_only_dirt_is_left_out() -> None:
    digits = [
        Word(sign, 100 + 20 * at, 50, 15, 30, (1,), sure)
        for at, (sign, sure) in enumerate(zip("94.5", (96, 2, 90, 0), strict=True))
    ]
    dirt = [Word("|", 400, 300, 4, 40, (2,), 12)]

    glyphs = list(scan.glyphs_of([*digits, *dirt], 0.24))

    assert "".join(glyph.text for glyph in glyphs) == "94.5"
    assert all(glyph.hidden for glyph in glyphs)
    assert all(before.base == after.base for before, after in pairwise(glyphs))


@READ
def test_the_program_is_asked_for_thai_and_english_and_tells_places() -> None:
    leaf = Leaf()
    leaf.write(90, 100, "ประกาศ No Gift Policy", 20)

    found = tesseract.words(drawn(leaf), 6, "paper")

    assert re.sub(r"\s", "", "".join(word.text for word in found)) == "ประกาศNoGiftPolicy"
    assert all(300 < word.left < 1300 and 300 < word.top < 450 for word in found)
