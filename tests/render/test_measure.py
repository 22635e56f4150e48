from importlib import resources
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from prongsai.core.document import Column, Row, Run, Table
from prongsai.render import advances
from prongsai.render.measure import CELL_PADDING, advance, column_widths, set_width

FONTS = Path(str(resources.files("prongsai.render"))) / "fonts"


def table(*columns: tuple[str, int], cells: tuple[str, ...] = ()) -> Table:
    rows = (Row(tuple((Run(cell),) for cell in cells)),) if cells else ()
    return Table("", tuple(Column(title, width) for title, width in columns), rows)


@pytest.mark.parametrize(("file", "widths"), [("Regular", advances.REGULAR), ("Bold", advances.BOLD)])
def test_the_widths_are_those_of_the_bundled_fonts(file: str, widths: dict[int, int]) -> None:
    font = TTFont(FONTS / f"ProngsaiSarabun-{file}.ttf")
    glyphs, measures = font.getBestCmap(), font["hmtx"]

    assert font["head"].unitsPerEm == advances.UNITS_PER_EM
    assert len(widths) > 190
    assert {code: width for code, width in widths.items() if code in glyphs} == {
        code: measures[glyphs[code]][0] for code in widths if code in glyphs
    }


def test_marks_above_and_below_take_next_to_no_width() -> None:
    # Two marks of about a thousandth of the type size.
    assert advance("ที่") - advance("ท") == 4
    assert advance("กู้") - advance("ก") == 4


def test_a_sign_that_the_fonts_lack_is_taken_as_wide() -> None:
    assert advance("漢") == advances.UNITS_PER_EM


def test_a_figure_is_as_wide_as_its_font_says() -> None:
    # A Latin figure is 550 of 1470 units wide: ten of them at 16 pt are 59.86 pt, 21.12 mm.
    assert advance("0123456789") == 5500
    assert set_width(5500, 16) == 212


def test_columns_share_the_width_as_asked_where_words_allow() -> None:
    assert column_widths(table(("ก", 1), ("ข", 3)), 160, 12) == [400, 1200]


def test_a_column_too_narrow_for_its_word_takes_from_the_others() -> None:
    word = "ผู้รับผิดชอบ"
    narrow, broad = column_widths(table((word, 1), ("ก", 99)), 160, 12)

    assert narrow - CELL_PADDING == set_width(advance(word, bold=True), 12)
    assert narrow + broad == 1600


def test_columns_whose_words_never_fit_give_way_in_proportion() -> None:
    long = "ประสิทธิภาพ"
    widths = column_widths(table((long, 1), (long, 9)), 10, 16)

    assert widths == [50, 50]


def test_a_group_heading_does_not_widen_the_first_column() -> None:
    source = table(("ที่", 1), ("ตัวชี้วัด", 9), cells=("1", "ก"))
    grouped = Table("", source.columns, (*source.rows, Row(((Run("ผู้มีส่วนได้ส่วนเสียภายนอก"),),), heading=True)))

    assert column_widths(grouped, 160, 12) == column_widths(source, 160, 12)


@given(
    st.lists(
        st.tuples(st.sampled_from(["ที่", "คะแนน", "ผู้รับผิดชอบ", "2568"]), st.integers(1, 20)),
        min_size=1,
        max_size=8,
    ),
    st.integers(80, 260),
)
def test_widths_add_up_and_hold_every_word_that_can_be_held(
    columns: list[tuple[str, int]], total: int
) -> None:
    widths = column_widths(table(*columns), total, 10)
    least = [
        set_width(advance(title.replace("2568", "๒๕๖๘"), bold=True), 10) + CELL_PADDING
        for title, _ in columns
    ]

    assert sum(widths) == total * 10
    if sum(least) <= total * 10:
        assert all(width >= needed for width, needed in zip(widths, least, strict=True))
