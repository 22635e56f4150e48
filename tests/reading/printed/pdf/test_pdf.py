"""PDFs: our own papers come back whole, and what programs do to Thai letters is put right and said."""

import functools
import io
import itertools
import os
import subprocess
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from PIL import Image
from tests.command_line import EXAMPLES, done, everything_in
from tests.drawn_pdf import Leaf, pdf, width_of

from prongsai.core.errors import InputError
from prongsai.core.papers import KINDS
from prongsai.core.printed import Line, Printed, Table
from prongsai.core.thai import Digits
from prongsai.reading.printed import html, printed_of
from prongsai.reading.printed.limits import MEGABYTE, Limits
from prongsai.reading.printed.pdf import MOST_PAGES, parse
from prongsai.reading.printed.scan import tesseract

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
CASES: tuple[tuple[str, str, str, Digits], ...] = (
    ("donsak-2568", "donsak-2569", "donsak", "thai"),
    ("napho-2564", "napho-2565", "napho", "arabic"),
)
PAPERS = [(case, kind) for (case, _, _, _), kind in itertools.product(CASES, KINDS)]


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return all papers of both example years, one in Thai and one in Arabic digits, as PDF and as web page."""
    folder = tmp_path_factory.mktemp("papers")
    for case, plan, place, digits in CASES:
        sources = ("--plan", EXAMPLES / f"{plan}-plan.json", "--profile", EXAMPLES / f"{place}-profile.toml")
        form = ("--digits", digits, "--format", "pdf,html", "--kind", "all", "-o", folder)
        done("report", EXAMPLES / f"{case}.json", *sources, *form)
    return everything_in(folder)


@pytest.fixture(scope="module")
def parsed(papers: dict[str, bytes]) -> Callable[[str], Printed]:
    """Return what reads a PDF of those papers, each once for all tests."""
    return functools.cache(lambda name: parse(papers[f"{name}.pdf"], f"{name}.pdf"))


def squeezed(text: str) -> str:
    """Without blanks: where Thai text breaks, a PDF does not tell whether there was one; bullets differ too."""
    return "".join(text.split()).replace("–", "-")


def rows(printed: Printed) -> list[tuple[str, ...]]:
    return [tuple(squeezed(cell.text) for cell in row) for table in printed.tables() for row in table.rows]


def page_of(papers: dict[str, bytes], name: str) -> Printed:
    return html.parse(papers[f"{name}.html"].decode("utf-8"), name)


@pytest.mark.parametrize(("case", "kind"), PAPERS)
def test_every_row_of_our_own_papers_comes_back_cell_by_cell(
    case: str, kind: str, papers: dict[str, bytes], parsed: Callable[[str], Printed]
) -> None:
    name = f"{case}-{kind}"
    read = parsed(name)

    assert rows(read) == rows(page_of(papers, name))
    assert not any(cell.scanned for table in read.tables() for row in table.rows for cell in row)


@pytest.mark.parametrize(("case", "kind"), PAPERS)
def test_every_line_of_our_own_papers_comes_back(
    case: str, kind: str, papers: dict[str, bytes], parsed: Callable[[str], Printed]
) -> None:
    name = f"{case}-{kind}"
    read = {squeezed(line.text) for line in parsed(name).lines()}
    # The label and the value of a detail stand beside each other on paper, in one line of the page.
    missing = [
        line.text
        for line in page_of(papers, name).lines()
        if squeezed(line.text) not in read and not any(squeezed(line.text).startswith(each) for each in read)
    ]

    assert len(read) > 5
    assert missing == []


@pytest.fixture(scope="module")
def reprinted(papers: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return papers as a browser prints their web page."""
    folder = tmp_path_factory.mktemp("reprinted")
    names = [f"{case}-{kind}" for case, kind in PAPERS if kind in ("analysis", "implementation")]
    for name in names:
        (folder / f"{name}.html").write_bytes(papers[f"{name}.html"])
        command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        command += [f"--user-data-dir={folder / 'browser'}", f"--print-to-pdf={folder / name}.pdf"]
        subprocess.run([*command, (folder / f"{name}.html").as_uri()], capture_output=True, check=True)
    return {name: (folder / f"{name}.pdf").read_bytes() for name in names}


@pytest.mark.once
def test_every_row_that_a_browser_prints_comes_back(
    papers: dict[str, bytes], reprinted: dict[str, bytes]
) -> None:
    for name, data in reprinted.items():
        read = rows(parse(data, f"{name}.pdf"))
        there = rows(page_of(papers, name))

        # Heads of tables are printed anew on every page.
        assert [row for row in there if row not in read] == []
        assert [row for row in read if row not in there] == []


def test_places_name_page_line_and_box(parsed: Callable[[str], Printed]) -> None:
    read = parsed("donsak-2568-measures")
    table = next(read.tables())
    cell = table.rows[0][1]

    assert read.format == "pdf"
    assert read.pages == 7
    assert cell.text == "มาตรการและแนวทาง"
    assert (cell.where.page, cell.where.table, cell.where.row, cell.where.column) == (2, 1, 1, 2)
    assert cell.where.box is not None
    left, top, right, low = cell.where.box
    assert 80 < left < right < 250 and 130 < top < low < 170
    (title,) = (line for line in read.lines() if line.where.page == 1 and line.where.line == 1)
    assert title.heading
    assert title.text == "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"


def test_numbers_of_pages_are_no_text(parsed: Callable[[str], Printed]) -> None:
    read = parsed("donsak-2568-analysis")

    assert read.pages == 10
    assert [line.text for line in read.lines() if line.text.strip("–- ๐๑๒๓๔๕๖๗๘๙") == ""] in ([], ["๘๕ ๙๕"])


# What programs do to Thai letters


def only(leaf: Leaf) -> tuple[list[str], list[str]]:
    """Return the lines of a page, and what was said of it."""
    read = parse(pdf(leaf), "drawn.pdf")
    assert all(isinstance(block, Line) for block in read.blocks)
    return [line.text for line in read.lines()], [note.en for note in read.notes]


def test_plain_lines_come_back_without_a_word() -> None:
    leaf = Leaf()
    leaf.write(90, 100, "ที่ตั้งของหน่วยงาน อยู่ในตำบลน้ำใส ๑๒ หมู่")

    assert only(leaf) == (["ที่ตั้งของหน่วยงาน อยู่ในตำบลน้ำใส ๑๒ หมู่"], [])


def test_codes_of_old_fonts_become_thai() -> None:
    leaf = Leaf(told={"่": "\uf70a", "้": "\uf70b", "ี": "\uf702", "ญ": "\uf70f"})
    leaf.write(90, 100, "พื้นที่นี้ไม่มีปัญหา")

    lines, notes = only(leaf)

    assert lines == ["พื้นที่นี้ไม่มีปัญหา"]
    assert notes == ["in the text of the file: characters of old Thai fonts, put right in 8 places"]


def test_marks_that_are_set_after_all_letters_go_back() -> None:
    leaf = Leaf()
    word, ends, left = "ที่ตั้งกองช่าง", [], 90.0
    for sign in word:
        ends.append((left, sign))
        left += width_of(sign) * 12
    for marks in (False, True):
        for at, sign in ends:
            if (sign in "ี่ั้") is marks:
                leaf.sign(at, 100, sign)

    assert only(leaf)[0] == [word]


def test_am_in_two_parts_is_one_vowel() -> None:
    leaf = Leaf(told={"ำ": "ํา"})
    leaf.write(90, 100, "อำนาจดำเนินการ")

    lines, notes = only(leaf)

    assert lines == ["อำนาจดำเนินการ"]
    assert notes == ["in the text of the file: the vowel am in two parts, put right in 2 places"]


def test_blanks_that_take_no_room_stand_inside_words() -> None:
    leaf = Leaf()
    end = leaf.write(90, 100, "เทศ")
    leaf.sign(end, 100, " ")
    leaf.write(end, 100, "บาลเมือง")

    assert only(leaf)[0] == ["เทศบาลเมือง"]


def test_thai_that_a_font_calls_latin_is_thai() -> None:
    text = "รายงานผลการดำเนินการของเทศบาลที่เผยแพร่"
    leaf = Leaf(told={chr(code): chr(code - 0xD60) for code in range(0xE01, 0xE5C)})
    leaf.write(90, 100, text)

    lines, notes = only(leaf)

    assert lines == [text]
    assert notes == [
        f"in the text of the file: Thai letters called Latin ones, put right in {len(text)} places"
    ]


def test_what_was_printed_twice_for_bold_is_read_once() -> None:
    leaf = Leaf()
    leaf.write(90, 100, "ผลการประเมิน 94.50")
    leaf.write(90.1, 100, "ผลการประเมิน 94.50")

    assert only(leaf)[0] == ["ผลการประเมิน 94.50"]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_pages_lying_on_their_side_are_turned(rotate: int) -> None:
    leaf = Leaf(rotate=rotate)
    leaf.write(90, 100, "หน้าที่วางตะแคง")
    leaf.write(90, 130, "บรรทัดที่สอง")

    read = parse(pdf(leaf), "turned.pdf")

    assert [line.text for line in read.lines()] == ["หน้าที่วางตะแคง", "บรรทัดที่สอง"]
    seen = (595, 842) if rotate in (0, 180) else (842, 595)
    for line in read.lines():
        assert line.where.box is not None
        left, top, right, low = line.where.box
        assert 0 < left < right < seen[0] and 0 < top < low < seen[1]
        assert (right - left > low - top) is (rotate in (0, 180))


def test_lines_of_a_paragraph_are_one_text() -> None:
    leaf = Leaf()
    leaf.write(90, 100, "ตามที่เทศบาลได้รับการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงาน")
    leaf.write(70, 118, "ภาครัฐ ประจำปีงบประมาณ พ.ศ. 2568 นั้น บัดนี้ได้ดำเนินการเสร็จเรียบร้อยแล้วตามแผน")
    leaf.write(70, 136, "ที่กำหนดไว้")
    leaf.write(90, 154, "๑. ข้อแรก")
    leaf.write(90, 172, "๒. ข้อสอง")

    assert only(leaf)[0] == [
        (
            "ตามที่เทศบาลได้รับการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ ประจำปีงบประมาณ "
            "พ.ศ. 2568 นั้น บัดนี้ได้ดำเนินการเสร็จเรียบร้อยแล้วตามแผนที่กำหนดไว้"
        ),
        "๑. ข้อแรก",
        "๒. ข้อสอง",
    ]


def test_a_paragraph_on_two_pages_is_one_text() -> None:
    first, second = Leaf(), Leaf()
    first.write(70, 780, "ตามที่เทศบาลได้รับการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐใน")
    second.write(70, 100, "ปีงบประมาณ พ.ศ. 2568 นั้น บัดนี้ได้ดำเนินการแล้วเสร็จ")
    second.write(70, 130, "๑. ข้อแรกของหน้าใหม่")

    read = parse(pdf(first, second), "two.pdf")

    assert [line.text for line in read.lines()] == [
        (
            "ตามที่เทศบาลได้รับการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐใน"
            "ปีงบประมาณ พ.ศ. 2568 นั้น บัดนี้ได้ดำเนินการแล้วเสร็จ"
        ),
        "๑. ข้อแรกของหน้าใหม่",
    ]
    assert [line.where.page for line in read.lines()] == [1, 2]


# Tables without tags


def ruled() -> Leaf:
    """A table ruled all around, two cells of it joined down, two across."""
    leaf = Leaf()
    leaf.grid((70, 100, 250, 400), (90, 110))
    for y in (150, 190):
        leaf.rule(70 if y == 190 else 100, y, 400, y)
    for x in (70, 100, 250, 400):
        leaf.rule(x, 110, x, 190)
    leaf.grid((70, 250, 400), (190, 210))
    for left, text in ((72, "ที่"), (102, "มาตรการ"), (252, "ผลการดำเนินการ")):
        leaf.write(left, 104, text)
    leaf.write(72, 124, "๑")
    leaf.write(102, 124, "จัดทำคู่มือการปฏิบัติงานและ")
    leaf.write(102, 140, "เผยแพร่บนเว็บไซต์")
    leaf.write(252, 124, "ดำเนินการแล้ว")
    leaf.write(102, 164, "๑.๑ ชี้แจงเจ้าหน้าที่")
    leaf.write(72, 204, "รวมคะแนน")
    leaf.write(252, 204, "94.50")
    return leaf


def test_ruled_tables_come_back_with_joined_cells() -> None:
    (table,) = parse(pdf(ruled()), "ruled.pdf").blocks

    assert isinstance(table, Table)
    assert [[cell.paragraphs for cell in row] for row in table.rows] == [
        [("ที่",), ("มาตรการ",), ("ผลการดำเนินการ",)],
        [("๑",), ("จัดทำคู่มือการปฏิบัติงานและเผยแพร่บนเว็บไซต์",), ("ดำเนินการแล้ว",)],
        [("๑",), ("๑.๑ ชี้แจงเจ้าหน้าที่",), ()],
        [("รวมคะแนน",), ("รวมคะแนน",), ("94.50",)],
    ]
    assert [[cell.merged for cell in row] for row in table.rows] == [
        [False, False, False],
        [False, False, False],
        [True, False, False],
        [False, True, False],
    ]
    assert table.where.box == (70, 90, 400, 210)
    assert table.rows[1][1].where.box == (100, 110, 250, 150)


def test_one_cell_that_goes_on_over_the_page_is_still_a_row() -> None:
    first, second = ruled(), Leaf()
    second.grid((70, 100, 250, 400), (60, 100))
    second.write(252, 80, "และรายงานผลแล้ว")

    _, rest = parse(pdf(first, second), "over.pdf").tables()

    assert [[cell.text for cell in row] for row in rest.rows] == [["", "", "และรายงานผลแล้ว"]]
    assert (rest.where.page, rest.where.table) == (2, 2)


def test_a_frame_around_a_text_is_no_table() -> None:
    leaf = Leaf()
    leaf.grid((70, 500), (90, 140))
    leaf.write(80, 120, "ประกาศในกรอบ")

    assert only(leaf)[0] == ["ประกาศในกรอบ"]


def test_tables_ruled_between_rows_alone_have_columns_too() -> None:
    leaf = Leaf()
    rows_of = (("ตัวชี้วัด", "คะแนน"), ("๑ การปฏิบัติหน้าที่", "95.29"), ("๒ การใช้งบประมาณ", "97.45"))
    for number, (title, score) in enumerate(rows_of):
        leaf.rule(70, 90 + 20 * number, 400, 90 + 20 * number)
        leaf.write(75, 104 + 20 * number, title)
        leaf.write(340, 104 + 20 * number, score)
    leaf.rule(70, 150, 400, 150)
    leaf.write(70, 190, "ข้อความหลังตาราง")

    table, line = parse(pdf(leaf), "rows.pdf").blocks

    assert isinstance(table, Table)
    assert tuple(tuple(cell.text for cell in row) for row in table.rows) == rows_of
    assert isinstance(line, Line)
    assert line.text == "ข้อความหลังตาราง"


# Files that are not as they should be


def problem(data: bytes, name: str = "paper.pdf") -> tuple[str, str, str]:
    with pytest.raises(InputError) as raised:
        parse(data, name)
    (found,) = raised.value.problems
    return found.id, found.say("th"), found.say("en")


def saved(document: pikepdf.Pdf, **how: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream, **how)
    return stream.getvalue()


def test_a_password_is_asked_for_in_one_sentence(papers: dict[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(papers["napho-2564-memo.pdf"])) as document:
        locked = saved(document, encryption=pikepdf.Encryption(owner="o", user="u"))
        open_to_read = saved(document, encryption=pikepdf.Encryption(owner="o", user=""))

    found, thai, english = problem(locked)

    assert found == "printed.encrypted"
    assert "รหัสผ่าน" in thai and "password" in english
    assert parse(open_to_read, "open.pdf").blocks == parse(papers["napho-2564-memo.pdf"], "open.pdf").blocks


def test_more_pages_than_any_paper_has_are_refused_before_any_is_read() -> None:
    leaf = Leaf()
    leaf.write(90, 100, "หน้าหนึ่ง")
    with pikepdf.open(io.BytesIO(pdf(leaf))) as document:
        for _ in range(MOST_PAGES):
            document.pages.append(document.pages[0])
        many = saved(document)

    found, thai, english = problem(many)

    assert found == "printed.too_much"
    assert f"{MOST_PAGES} หน้า" in thai.replace("หน้าเกิน 500", "500 หน้า") and f"{MOST_PAGES} pages" in english


def test_what_is_cut_off_or_no_pdf_is_damaged(papers: dict[str, bytes]) -> None:
    whole = papers["napho-2564-memo.pdf"]

    assert problem(whole[: len(whole) // 2])[0] == "printed.damaged"
    assert problem(b"%PDF-1.7\n" + bytes(range(256)) * 40)[0] == "printed.damaged"


def bomb(stream: bytes) -> bytes:
    """Return a PDF of one page with compressed content."""
    with pikepdf.open(io.BytesIO(pdf(Leaf()))) as document:
        document.pages[0].Contents = pikepdf.Stream(document, stream, Filter=pikepdf.Name.FlateDecode)
        return saved(document, compress_streams=False)


def loop() -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count 1000000/Kids[2 0 R 2 0 R]>>endobj\ntrailer<</Root 1 0 R/Size 3>>\n%%EOF"
    )


def deflated(piece: bytes, times: int) -> bytes:
    pump = zlib.compressobj(6)
    return b"".join([pump.compress(piece) for _ in range(times)] + [pump.flush()])


def test_hostile_files_cost_one_message_each() -> None:
    hostile = {
        "loop.pdf": loop(),
        "blanks.pdf": bomb(deflated(b" " * 10_000_000, 60)),
        "strokes.pdf": bomb(deflated(b"0 0 m 500 0 l S\n" * 100_000, 60)),
    }

    for name, data in hostile.items():
        assert len(data) < 3_000_000
        with pytest.raises(InputError) as raised:
            printed_of(data, name, Limits(seconds=30, memory=400 * MEGABYTE))
        (found,) = raised.value.problems
        assert found.id in ("printed.too_much", "printed.stopped", "printed.too_heavy", "printed.too_long")


def test_thousands_of_rules_are_looked_at_only_so_far() -> None:
    leaf = Leaf()
    leaf.grid([each * 0.8 for each in range(600)], [each * 1.2 for each in range(600)])
    leaf.write(90, 100, "ข้อความในลาย")

    assert [line.text for line in printed_of(pdf(leaf), "grid.pdf").lines()] == ["ข้อความในลาย"]


# Pages that are pictures


def photographed(text: str = "") -> bytes:
    stream = io.BytesIO()
    Image.new("L", (600, 850), 250).save(stream, "JPEG")
    leaf = Leaf(picture=stream.getvalue())
    if text:
        leaf.write(90, 100, text, hidden=True)
    return pdf(leaf)


def test_pictures_need_a_program_and_the_message_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PRONGSAI_TESSERACT", "no-such-program")
    tesseract.program.cache_clear()
    try:
        found, thai, english = problem(photographed())
    finally:
        tesseract.program.cache_clear()

    assert found == "printed.picture"
    for words in (thai, english):
        assert "sudo apt-get install tesseract-ocr tesseract-ocr-tha" in words


def test_pages_with_text_are_read_where_others_are_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    leaf, scanned = Leaf(), Leaf(picture=b"")
    leaf.write(90, 100, "หน้าที่มีข้อความ")
    stream = io.BytesIO()
    Image.new("L", (600, 850), 250).save(stream, "JPEG")
    scanned.picture = stream.getvalue()
    monkeypatch.setenv("PRONGSAI_TESSERACT", "no-such-program")
    tesseract.program.cache_clear()
    try:
        read = parse(pdf(leaf, scanned), "mixed.pdf")
    finally:
        tesseract.program.cache_clear()

    assert [line.text for line in read.lines()] == ["หน้าที่มีข้อความ"]
    assert read.pages == 2
    assert [note.en.partition(":")[0] for note in read.notes] == ["page 2"]


def test_the_text_that_a_scanner_laid_behind_its_picture_is_not_trusted() -> None:
    text = "ข้อความที่โปรแกรมของเครื่องสแกนอ่านไว้ คะแนน 94.50 ของเทศบาลตำบลที่สมมติขึ้น ประจำปี 2568"

    (line,) = parse(photographed(text), "scanned.pdf").lines()

    assert line.text == text
    assert line.scanned
