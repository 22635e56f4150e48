"""Room that Thai text takes: marks none, letters one."""

from prongsai.render.room import LINE_HEIGHT, row_height, width


def test_marks_above_and_below_take_no_room() -> None:
    # ที่ is one consonant with two marks, น้ำ two letters and one mark, กุ้ง two consonants and two marks.
    assert [width(word) for word in ("ที่", "น้ำ", "กุ้ง", "OIT", "")] == [1, 2, 2, 3, 0]


def test_the_longest_cell_makes_the_row() -> None:
    assert row_height(("ก" * 21, 10), ("ข", 5)) == 3 * LINE_HEIGHT


def test_line_feeds_and_empty_cells_have_a_line_each() -> None:
    assert row_height(("ก\n\nข", 10)) == 3 * LINE_HEIGHT
    assert row_height(("", 10)) == LINE_HEIGHT
