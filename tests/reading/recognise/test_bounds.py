"""Text without an end is cut, and nothing of it is lost."""

from prongsai.core.printed import Line
from prongsai.reading.printed.text import parse
from prongsai.reading.recognise.bounds import LONGEST, within_reason

SENTENCE = "ตัวชี้วัดที่ 1 ได้ 90.00 คะแนน "


def test_a_paper_of_usual_lines_is_left_as_it_is() -> None:
    printed = parse(f"{SENTENCE}\nก\tข\n1\t2\n", "paper.txt")

    assert within_reason(printed) is printed


def test_a_line_without_end_is_cut_at_blanks() -> None:
    text = (SENTENCE * 400).strip()

    lines = [block for block in within_reason(parse(text, "paper.txt")).blocks if isinstance(block, Line)]

    assert "".join(line.text for line in lines) == text
    assert max(len(line.text) for line in lines) <= LONGEST
    assert {line.where.line for line in lines} == {1}
    assert all(line.text.endswith(" ") for line in lines[:-1])


def test_a_word_without_end_is_cut_too() -> None:
    lines = [*within_reason(parse("ก" * (LONGEST * 2 + 1), "paper.txt")).lines()]

    assert [len(line.text) for line in lines] == [LONGEST, LONGEST, 1]


def test_cells_without_end_are_cut_into_paragraphs() -> None:
    printed = within_reason(parse(f"ตัวชี้วัด\tคะแนน\n{SENTENCE * 400}\t90.00\n", "paper.txt"))

    (table,) = printed.tables()
    assert len(table.rows[1][0].paragraphs) > 1
    assert table.rows[1][1].paragraphs == ("90.00",)
