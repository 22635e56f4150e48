import re
from fractions import Fraction
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.render.drawings import (
    CLOSE,
    ENGLISH,
    THAI,
    THAI_ARABIC,
    check_sound,
    ends,
    number,
    parsed,
    shapes,
    texts,
)
from tests.render.sample import HOSTILE

from prongsai.core.edition import Edition
from prongsai.core.peers import quantile
from prongsai.core.text import Text
from prongsai.render.chart_dots import DotChart, Own, caption, svg

GROUP = Text("เทศบาลเมืองในภาคใต้", "town municipalities of the south")
OWN = Own(
    label=Text("เทศบาลเมืองดอนสัก", "Don Sak Town"), value=Fraction("94.5"), low=Fraction(92), high=Fraction(97)
)


def chart(*values: int, own: Own | None = None) -> DotChart:
    return DotChart(id="เพื่อน", group=GROUP, others=tuple(map(Fraction, values)), own=own)


FULL = chart(71, 80, 85, 90, 90, 92, 95, 100, own=OWN)


def dots(svg_text: str) -> list[tuple[Fraction, Fraction]]:
    (path,) = (shape for shape in shapes(parsed(svg_text), "path", "c-stroke-past"))
    return [(Fraction(x), Fraction(y)) for x, y in re.findall(r"M([\d.]+) ([\d.]+)h0", str(path.get("d")))]


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("edition", [THAI, THAI_ARABIC, ENGLISH])
def test_the_drawing_is_sound(edition: Edition, narrow: bool) -> None:
    check_sound(partial(svg, FULL), edition, narrow=narrow)


def test_there_is_a_dot_for_each_and_equal_ones_stand_above_one_another() -> None:
    found = dots(svg(FULL, THAI))
    columns = [x for x, _ in found]

    assert len(found) == len(set(found)) == len(FULL.others)
    assert max(columns.count(x) for x in columns) == 2


def test_a_dot_of_many_stands_for_several_and_says_so() -> None:
    drawing = svg(chart(*[90] * 8000, *[80] * 10), ENGLISH)
    (said,) = (words for words in texts(parsed(drawing)) if words.startswith("1 dot"))
    each = int(said.split()[3])

    assert each == -(-8000 // 24)
    assert len(dots(drawing)) == 24 + 1


def test_the_box_holds_the_middle_half() -> None:
    root = parsed(svg(chart(60, 70, 80, 90, 100), THAI))
    box = shapes(root, "rect", "c-stroke-ink")[0]
    axis = ends(shapes(root, "path", "c-line")[0])
    unit = (axis[2] - axis[0]) / 40

    assert abs(number(box, "x") - (axis[0] + 10 * unit)) <= CLOSE
    assert abs(number(box, "width") - 20 * unit) <= 2 * CLOSE


def test_ones_own_place_is_on_the_scale_of_the_others() -> None:
    root = parsed(svg(FULL, THAI_ARABIC))
    axis = ends(shapes(root, "path", "c-line")[0])
    unit = (axis[2] - axis[0]) / 30
    marks = [ends(line)[0] for line in shapes(root, "path", "c-stroke-bar")]

    assert any(abs(mark - (axis[0] + unit * Fraction("24.5"))) <= CLOSE for mark in marks)
    assert any(abs(mark - (axis[0] + unit * 22)) <= CLOSE for mark in marks)
    assert "เทศบาลเมืองดอนสัก 94.50" in texts(root)


def test_a_place_below_all_others_is_still_drawn() -> None:
    low = Own(label=Text("เรา", "us"), value=Fraction(12))

    assert "10" in texts(parsed(svg(chart(90, 91, own=low), ENGLISH)))


@pytest.mark.parametrize("narrow", [False, True])
def test_a_long_name_is_written_in_full(narrow: bool) -> None:
    name = "องค์การบริหารส่วนตำบลหนองบัวแดงตะวันออกเฉียงเหนือ อำเภอหนองบัวแดง จังหวัดชัยภูมิ"
    source = chart(80, 90, own=Own(label=Text(name), value=Fraction("99.5")))
    words = texts(parsed(svg(source, THAI_ARABIC, narrow=narrow)))

    check_sound(partial(svg, source), THAI_ARABIC, narrow=narrow)
    assert f"{name} 99.50".replace(" ", "") in "".join(words).replace(" ", "")


def test_a_chart_of_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        chart()


def test_hostile_words_stay_words() -> None:
    own = Own(label=Text(HOSTILE), value=Fraction(50))

    assert any("script" in words for words in texts(parsed(svg(chart(90, own=own), THAI_ARABIC))))


def test_the_caption_says_where_half_of_the_others_are() -> None:
    assert caption(chart(60, 70, 80, 90, 100)).en == (
        "town municipalities of the south, 5 agencies: half have 70.00 to 90.00 points, the median is 80.00."
    )
    assert caption(FULL).th.endswith("เทศบาลเมืองดอนสักได้ 94.50")


@given(st.lists(st.fractions(min_value=0, max_value=100), min_size=1, max_size=40))
def test_every_dot_is_within_a_dot_of_its_score_and_quarters_are_exact(values: list[Fraction]) -> None:
    source = DotChart(id="x", group=GROUP, others=tuple(values))
    drawing = svg(source, THAI)
    axis = ends(shapes(parsed(drawing), "path", "c-line")[0])
    low = min(min(values) // 10 * 10, 90)
    unit = (axis[2] - axis[0]) / (100 - low)
    places = sorted(axis[0] + (value - low) * unit for value in values)

    assert all(abs(x - place) <= 5 for (x, _), place in zip(sorted(dots(drawing)), places, strict=True))
    assert source.quarters[1] == quantile(sorted(values), Fraction(1, 2))
