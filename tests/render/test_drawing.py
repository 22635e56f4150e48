from fractions import Fraction
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.render.drawings import ENGLISH, THAI, check_sound, number, parsed, texts

from prongsai.core.edition import Edition
from prongsai.core.text import Text
from prongsai.render.chart_indicators import Indicator, IndicatorChart, svg
from prongsai.render.drawing import Drawing, Scale, change, length, points

ADDRESS = "ดูที่https://www.example.go.th/open/data/2568/annual-spending-plan-of-the-municipality.pdf"
WORDS = st.sampled_from(
    ("การใช้", "งบประมาณ", "น้ำ", "ทุจริต", " ", "IIT", "e-Service", ADDRESS, "<b>", "&", "๒๕๖๘", "\u202e")
)


@pytest.mark.parametrize("edition", [THAI, ENGLISH])
@pytest.mark.parametrize("narrow", [False, True])
@given(labels=st.lists(st.lists(WORDS, min_size=1, max_size=12).map("".join), max_size=5))
def test_whatever_people_write_stays_within_the_drawing(
    edition: Edition, narrow: bool, labels: list[str]
) -> None:
    rows = tuple(Indicator(label=Text(label), value=Fraction(50), group=Text(label)) for label in labels)

    check_sound(partial(svg, IndicatorChart(id="x", year=2568, rows=rows)), edition, narrow=narrow)


def test_a_word_wider_than_its_room_is_cut_and_loses_nothing() -> None:
    drawing = Drawing("x", ENGLISH, narrow=True)
    lines = drawing.folded(ADDRESS, 200)

    assert "".join(lines) == ADDRESS
    assert all(drawing.room(line) <= 200 for line in lines)
    assert not [line for line in lines if line[0] in "ัิีึืุู่้๊๋์ำา"]


def test_a_legend_takes_as_many_lines_as_it_needs() -> None:
    drawing = Drawing("x", ENGLISH, narrow=True)
    drawing.legend([(lambda _drawing, _middle: None, "a word of the legend")] * 5)
    root = parsed(drawing.svg("title", "description"))

    assert len({text.get("y") for text in root.iter("{http://www.w3.org/2000/svg}text")}) == 3
    assert number(root, "height") > drawing.y
    assert len(texts(root)) == 5


def test_the_scale_keeps_what_is_beyond_it_at_its_ends() -> None:
    scale = Scale(Fraction(60), Fraction(100), 300, 20)

    assert [scale.at(Fraction(value)) for value in (0, 60, 80, 100, 120)] == [300, 300, 160, 20, 20]


@pytest.mark.parametrize(
    ("value", "score", "difference"),
    [
        ("87.725", "87.73", "+87.73"),
        ("-3.015", "−3.02", "−3.02"),
        ("0.004", "0.00", "0.00"),
        ("-0.004", "0.00", "0.00"),
        ("0", "0.00", "0.00"),
    ],
)
def test_figures_have_two_decimals_and_a_true_minus(value: str, score: str, difference: str) -> None:
    assert points(Fraction(value)).th == score
    assert change(Fraction(value)).en == difference


def test_lengths_have_at_most_two_decimals() -> None:
    assert [length(Fraction(value)) for value in ("1", "1.5", "2/3", "-0.25", "10")] == [
        "1",
        "1.5",
        "0.67",
        "-0.25",
        "10",
    ]
