import datetime
from fractions import Fraction
from functools import partial

import pytest
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
from prongsai.core.text import Text
from prongsai.render.chart_strip import State, Strip, StripMeasure, StripStep, caption, parts, svg, svgs
from prongsai.render.drawing import NARROW, WIDE

Day = datetime.date


def step(begins: Day, ends: Day, state: State = "todo", label: str = "") -> StripStep:
    return StripStep(begins=begins, ends=ends, state=state, label=Text(label, label) if label else None)


def strip(*steps: StripStep, today: Day | None = None) -> Strip:
    measure = StripMeasure(label=Text("มาตรการ 1", "Measure 1"), steps=steps)
    return Strip(id="ปี", year=2569, measures=(measure,), today=today)


FULL = strip(
    step(Day(2025, 10, 1), Day(2025, 11, 15), "done", "ออกแบบแบบฟอร์ม 1"),
    step(
        Day(2025, 11, 1),
        Day(2026, 2, 28),
        "now",
        "ทดลองใช้กับสองกองที่มีผู้มาติดต่อมากที่สุดก่อนประกาศใช้ทั้งเทศบาลในเดือนเมษายน",
    ),
    step(Day(2025, 10, 1), Day(2025, 10, 31), "late", "เผยแพร่"),
    step(Day(2026, 9, 1), Day(2026, 9, 30), "todo", "ประเมินผล"),
    today=Day(2025, 11, 20),
)


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("edition", [THAI, THAI_ARABIC, ENGLISH])
def test_the_drawing_is_sound(edition: Edition, narrow: bool) -> None:
    check_sound(partial(svg, FULL), edition, narrow=narrow)


@pytest.mark.parametrize(("narrow", "width"), [(False, WIDE), (True, NARROW)])
def test_bars_stand_on_their_days(narrow: bool, width: int) -> None:
    root = parsed(
        svg(
            strip(step(Day(2025, 10, 1), Day(2026, 9, 30)), step(Day(2026, 4, 1), Day(2026, 4, 30))),
            THAI,
            narrow=narrow,
        )
    )
    year, april = shapes(root, "rect", "c-paper")[:2]

    assert [number(year, "x"), number(year, "width")] == [Fraction(0), Fraction(width)]
    assert abs(number(april, "x") - Fraction(width * 182, 365)) <= CLOSE
    assert abs(number(april, "width") - Fraction(width * 30, 365)) <= CLOSE


def test_days_outside_the_year_end_with_it() -> None:
    root = parsed(svg(strip(step(Day(2025, 1, 1), Day(2027, 1, 1))), THAI))
    bar = shapes(root, "rect", "c-paper")[0]

    assert [number(bar, "x"), number(bar, "width")] == [Fraction(0), Fraction(WIDE)]


def test_today_is_a_line_within_the_year_only() -> None:
    bar = step(Day(2025, 10, 1), Day(2025, 10, 31))
    (line,) = shapes(parsed(svg(strip(bar, today=Day(2025, 10, 1)), THAI)), "path", "c-stroke-ink")
    after = parsed(svg(strip(bar, today=Day(2026, 10, 1)), THAI))

    assert abs(ends(line)[0] - Fraction(WIDE, 730)) <= CLOSE
    assert shapes(after, "path", "c-stroke-ink") == []
    assert "วันนี้ ๒๐ พ.ย." in texts(parsed(svg(FULL, THAI)))


def test_states_are_told_by_shape_and_word() -> None:
    words = texts(parsed(svg(FULL, ENGLISH)))

    assert {"done", "within its time", "late", "not yet due"} <= set(words)
    assert "late" not in texts(parsed(svg(strip(step(Day(2025, 10, 1), Day(2025, 10, 31))), ENGLISH)))


def test_months_begin_with_october() -> None:
    wide = [
        words for words in texts(parsed(svg(FULL, THAI_ARABIC))) if words.endswith(".") and len(words) <= 6
    ]
    narrow = [
        words
        for words in texts(parsed(svg(FULL, THAI_ARABIC, narrow=True)))
        if words.endswith(".") and len(words) <= 6
    ]

    assert (wide[0], wide[-1], len(wide)) == ("ต.ค.", "ก.ย.", 12)
    assert narrow == ["ต.ค.", "ม.ค.", "เม.ย.", "ก.ค."]


def test_hostile_words_stay_words() -> None:
    root = parsed(svg(strip(step(Day(2025, 10, 1), Day(2025, 10, 31), "done", HOSTILE)), THAI_ARABIC))

    assert any("script" in words for words in texts(root))


def test_the_caption_counts_the_states() -> None:
    assert caption(FULL).en == "4 steps in 2569: 1 done, 1 within its time, 1 late, 1 not yet due."
    assert caption(FULL).th == "ปี 2569 มี 4 ขั้นตอน: เสร็จแล้ว 1 อยู่ในช่วงเวลา 1 เลยกำหนด 1 ยังไม่ถึงเวลา 1"
    assert caption(strip()).en == "No steps yet in 2569."


def test_a_long_strip_is_drawn_in_parts_that_cut_no_measure() -> None:
    counts = (5, 9, 7, 30, 1, 2)
    bar = step(Day(2025, 10, 1), Day(2025, 10, 31), "done", "ทำ")
    measures = tuple(
        StripMeasure(label=Text(f"มาตรการ {n}", f"Measure {n}"), steps=(bar,) * count)
        for n, count in enumerate(counts)
    )
    long = Strip(id="ปี", year=2569, measures=measures)

    made = list(parts(long))

    assert [[len(each.steps) for each in part.measures] for part in made] == [[5, 9], [7], [30], [1, 2]]
    assert sum((part.measures for part in made), ()) == measures
    drawn = [svg(part, ENGLISH) for part in made]
    assert svgs(long, ENGLISH) == "".join(drawn) and svgs(FULL, ENGLISH) == svg(FULL, ENGLISH)
    assert len({parsed(each).get("aria-labelledby") for each in drawn}) == len(made)
    assert all("Oct" in texts(parsed(each)) for each in drawn)
