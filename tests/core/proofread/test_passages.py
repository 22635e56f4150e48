"""Passages: paragraphs and cells with their places, lines of a page joined again."""

from tests.proofread_papers import at, chain, lines, recognised, section, table

from prongsai.core.printed import Cell, Line, Place, Printed, Table
from prongsai.core.proofread.passages import any_of, around, passages, plain, remark, remark_at
from prongsai.core.recognised import Recognised


def texts(paper: Recognised) -> list[tuple[str, int | None]]:
    return [(each.text, each.where.line) for each in passages(chain(paper))]


def test_lines_and_cells_in_reading_order_without_empty_ones() -> None:
    paper = recognised(section(*lines("ปี  ๒๕๖๘", "", "ข้อ 1"), table(["ก", ""], ["ข", "ค"])))

    assert texts(paper) == [("ปี 2568", 1), ("ข้อ 1", 3), ("ก", 50), ("ข", 51), ("ค", 51)]


def test_what_a_merged_cell_repeats_is_read_once() -> None:
    cells = tuple(Cell(paragraphs=("ก",), where=at(row), merged=row > 1) for row in (1, 2))
    paper = recognised(section(Table(rows=tuple((cell,) for cell in cells), where=at(1))))

    assert texts(paper) == [("ก", 1)]


def on_pages(*told: tuple[int, str]) -> Recognised:
    blocks = tuple(
        Line(text=text, where=Place(file="a.pdf", page=page, line=number))
        for number, (page, text) in enumerate(told, 1)
    )
    printed = Printed(name="a.pdf", format="pdf", blocks=blocks)
    return Recognised(printed=printed, sections=(section(*blocks),))


def test_the_lines_of_a_page_are_joined_to_a_paragraph_with_the_place_of_the_first() -> None:
    paper = on_pages((1, "คะแนนภาพรวม"), (1, "ได้ 92.50"), (1, "๑. จุดแข็ง"), (2, "หน้าใหม่"))

    assert texts(paper) == [("คะแนนภาพรวม ได้ 92.50", 1), ("1. จุดแข็ง", 3), ("หน้าใหม่", 4)]


def test_paragraphs_of_a_text_stay_apart() -> None:
    assert texts(recognised(section(*lines("ก", "ข")))) == [("ก", 1), ("ข", 2)]


def test_words_are_found_with_or_without_blanks_the_longest_first() -> None:
    import re

    assert re.findall(any_of(("ทุก แบบ", "ทุก")), "ทุกแบบ ทุก แบบ ทุก") == ["ทุกแบบ", "ทุก แบบ", "ทุก"]


def test_what_is_shown_is_cut_on_both_sides() -> None:
    text = "ก" * 200 + "92.50" + "ข" * 200

    shown = around(text, 200, 205)

    assert shown.startswith("…ก")
    assert shown.endswith("ข…")
    assert "92.50" in shown
    assert len(shown) <= 122
    assert around("92.50", 0, 5) == "92.50"


def test_a_remark_fills_the_words_of_its_rule_and_names_its_file() -> None:
    papers = chain(recognised(section(*lines("ระดับ ดี"))))
    rule = papers.rules["rule.level_range"]
    values = {"word": "ผ่านดี", "low": "80", "minimum": "85.00", "year": 2568}

    made = remark(rule, "x", passages(papers)[0], "ระดับ ดี", **values)

    assert made.id == "rule.level_range:x"
    assert made.why.en == "The level “ผ่านดี” of 2568 begins at 85.00 points, not at 80"
    assert (made.file, made.where[0].line, made.codes) == ("paper.txt", 1, ())
    assert remark_at(rule, "", (at(3), at(3)), "", **values, codes=("9",)).where == (at(3),)
    assert remark_at(rule, "", (), "", **values, codes=("9",)).codes == ("9",)


def test_digits_and_blanks_are_made_plain() -> None:
    assert plain(" ๙๔.๕๐   คะแนน") == "94.50 คะแนน"
