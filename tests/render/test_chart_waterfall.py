from fractions import Fraction
from functools import partial
from itertools import accumulate, pairwise

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
from prongsai.core.rules import half_up
from prongsai.core.text import Text
from prongsai.render.chart_waterfall import Step, WaterfallChart, caption, svg


def chart(start: str, *changes: str) -> WaterfallChart:
    steps = tuple(
        Step(label=Text(f"ส่วน {place}", f"Part {place}"), change=Fraction(by))
        for place, by in enumerate(changes, 1)
    )
    return WaterfallChart(
        id="w",
        start_label=Text("ปี 2567", "Year 2567"),
        start=Fraction(start),
        steps=steps,
        end_label=Text("ปี 2568", "Year 2568"),
        end=Fraction(start) + sum(step.change for step in steps),
    )


CHART = chart("89.27", "1.235", "-0.8811", "2.4", "0", "-3.015", "0.004", "4.2")


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("edition", [THAI, THAI_ARABIC, ENGLISH])
def test_the_drawing_is_sound(edition: Edition, narrow: bool) -> None:
    check_sound(partial(svg, CHART), edition, narrow=narrow)


@pytest.mark.parametrize("narrow", [False, True])
def test_each_step_begins_where_the_one_before_ended(narrow: bool) -> None:
    source = chart("80", "4", "-2", "6")
    root = parsed(svg(source, THAI, narrow=narrow))
    boxes = [*shapes(root, "rect", "c-gain"), *shapes(root, "rect", "c-stroke-loss")]
    up, further, down = ((number(box, "x"), number(box, "x") + number(box, "width")) for box in boxes)
    start, end = (ends(mark)[0] for mark in shapes(root, "path", "c-stroke-ink"))

    assert abs(start - up[0]) <= CLOSE
    assert abs(up[1] - down[1]) <= CLOSE
    assert abs(down[0] - further[0]) <= CLOSE
    assert abs(further[1] - end) <= CLOSE
    assert abs((up[1] - up[0]) - 2 * (down[1] - down[0])) <= 3 * CLOSE


def test_steps_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(ValueError, match="lead to"):
        WaterfallChart(
            id="w",
            start_label=Text("ก่อน"),
            start=Fraction(80),
            steps=(Step(label=Text("ส่วน"), change=Fraction(1, 3)),),
            end_label=Text("หลัง"),
            end=Fraction("80.33"),
        )


@given(st.lists(st.fractions(min_value=-5, max_value=5), max_size=12))
def test_what_is_written_adds_up_to_the_written_totals(changes: list[Fraction]) -> None:
    source = chart("50", *map(str, changes))
    written = list(accumulate(source.shown, initial=half_up(source.start)))

    assert written[-1] == half_up(source.end)
    assert all(
        abs(after - before - by) <= Fraction(1, 100)
        for (before, after), by in zip(pairwise(written), changes, strict=True)
    )


def test_a_step_of_nothing_is_still_seen() -> None:
    root = parsed(svg(chart("80", "0", "1"), ENGLISH))

    # The two totals and the step.
    assert len(shapes(root, "path", "c-stroke-ink")) == 3
    assert "0.00" in texts(root)


def test_hostile_words_stay_words() -> None:
    steps = (Step(label=Text(HOSTILE), change=Fraction(1)),)
    source = WaterfallChart(
        id="w",
        start_label=Text("<b>"),
        start=Fraction(1),
        steps=steps,
        end_label=Text("&amp;"),
        end=Fraction(2),
    )

    assert {"<b>", "&amp;"} <= set(texts(parsed(svg(source, THAI_ARABIC))))


def test_the_caption_says_the_totals_and_the_largest_step() -> None:
    assert (
        caption(chart("80", "4", "-6.5")).en
        == "From 80.00 to 77.50 (−2.50); “Part 2” moved it most: −6.50 points."
    )
    assert caption(chart("80")).en == "The total did not move."
