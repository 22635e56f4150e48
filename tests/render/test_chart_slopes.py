from fractions import Fraction
from functools import partial
from itertools import pairwise

import pytest
from tests.render.drawings import CLOSE, ENGLISH, THAI, THAI_ARABIC, check_sound, ends, parsed, shapes, texts
from tests.render.sample import HOSTILE

from prongsai.core.edition import Edition
from prongsai.core.text import Text
from prongsai.render.chart_slopes import Slope, SlopeChart, caption, svg

YEARS = (2566, 2567, 2568)


def slope(name: str, *values: str | None) -> Slope:
    known = tuple(None if value is None else Fraction(value) for value in values)
    return Slope(label=Text(f"ตัวชี้วัด {name}", f"Indicator {name}"), values=known)


CHART = SlopeChart(
    id="ปี",
    years=YEARS,
    slopes=(
        slope("1", "70", "80", "90"),
        slope("2", "85", None, "83"),
        slope("3", "95.5", "95", "80"),
        slope("4", "91", "91", "91"),
        slope("5", None, None, None),
        slope("6", "60", "60", "61"),
    ),
)


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("edition", [THAI, THAI_ARABIC, ENGLISH])
def test_the_drawing_is_sound(edition: Edition, narrow: bool) -> None:
    check_sound(partial(svg, CHART), edition, narrow=narrow)


def test_a_line_rises_as_its_scores_do() -> None:
    (rise,) = shapes(parsed(svg(CHART, THAI)), "path", "c-stroke-gain")
    x1, y1, x2, y2, x3, y3 = ends(rise)

    assert abs((y1 - y2) - (y2 - y3)) <= 2 * CLOSE
    assert y1 > y2 > y3
    assert abs((x2 - x1) - (x3 - x2)) <= 2 * CLOSE


def test_an_unknown_year_parts_a_line() -> None:
    chart = SlopeChart(id="x", years=YEARS, slopes=(slope("2", "85", None, "83"),))

    assert [len(ends(line)) for line in shapes(parsed(svg(chart, THAI)), "path", "c-stroke-loss")] == [2, 2]


def test_the_lines_that_moved_most_bear_their_names() -> None:
    words = " ".join(texts(parsed(svg(CHART, ENGLISH))))

    assert [mover.label.en for mover in CHART.movers] == ["Indicator 1", "Indicator 3", "Indicator 2"]
    assert "Indicator 1 +20.00" in words
    assert "Indicator 3 −15.50" in words
    assert "Indicator 6" not in words


@pytest.mark.parametrize("ending", ["99", "70"])
def test_names_of_lines_that_end_together_do_not_touch(ending: str) -> None:
    slopes = tuple(slope(str(number), str(60 + number), "70", ending) for number in range(8))
    chart = SlopeChart(id="x", years=YEARS, slopes=slopes, named=8)
    heights = sorted(
        Fraction(str(text.get("y")))
        for text in parsed(svg(chart, ENGLISH)).iter("{http://www.w3.org/2000/svg}text")
        if "Indicator" in "".join(text.itertext())
    )

    assert len(heights) == 8
    assert min(below - above for above, below in pairwise(heights)) >= 20


def test_a_narrow_drawing_numbers_the_lines_and_names_them_below() -> None:
    words = texts(parsed(svg(CHART, ENGLISH, narrow=True)))

    assert words.count("1") == 2
    assert words.index("Indicator 1 +20.00") < words.index("Indicator 3 −15.50")


def test_values_must_match_the_years() -> None:
    with pytest.raises(ValueError, match="ตัวชี้วัด 1"):
        SlopeChart(id="x", years=YEARS, slopes=(slope("1", "70"),))


def test_a_chart_of_no_year_is_refused_and_one_year_is_drawn() -> None:
    with pytest.raises(ValueError, match="at least one"):
        SlopeChart(id="x", years=(), slopes=())
    check_sound(
        partial(svg, SlopeChart(id="x", years=(2568,), slopes=(slope("1", "70"),))), THAI, narrow=True
    )


def test_hostile_words_stay_words() -> None:
    chart = SlopeChart(
        id=HOSTILE,
        years=(2567, 2568),
        slopes=(Slope(label=Text(HOSTILE), values=(Fraction(1), Fraction(2))),),
    )

    assert any("script" in words for words in texts(parsed(svg(chart, THAI_ARABIC))))


def test_the_caption_says_what_moved_most() -> None:
    assert caption(CHART).en == "From 2566 to 2568, “Indicator 1” moved most: +20.00 points."
    still = SlopeChart(id="x", years=YEARS, slopes=(slope("4", "91", "91", "91"),))
    assert caption(still).en == "No indicator moved in these years."
