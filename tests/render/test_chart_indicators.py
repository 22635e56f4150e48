from dataclasses import replace
from fractions import Fraction
from functools import partial

import pytest
from tests.render.drawings import (
    CLOSE,
    ENGLISH,
    SVG,
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
from prongsai.render.chart_indicators import Gate, Indicator, IndicatorChart, caption, svg

GATES = (
    Gate(at=Fraction(85), label=Text("ผ่าน", "passes")),
    Gate(at=Fraction(95), label=Text("ผ่านดีเยี่ยม", "passes excellently")),
)
INTERNAL = Text("การรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน", "Internal perceptions")
LONG = Text(
    "การเปิดโอกาสให้ผู้มีส่วนได้ส่วนเสียเข้ามามีส่วนร่วมในการดำเนินงานของหน่วยงานภาครัฐ",
    "Letting all those concerned take part in the work of the public agency",
)


def row(value: str | None, **more: Fraction | Text | None) -> Indicator:
    known = None if value is None else Fraction(value)
    return replace(Indicator(label=Text(f"ข้อ {value}", f"No {value}"), value=known), **more)  # type: ignore[arg-type]


def chart(*rows: Indicator) -> IndicatorChart:
    return IndicatorChart(id="ผล 2568", year=2568, rows=rows, gates=GATES)


FULL = chart(
    row("87.73", group=INTERNAL, last=Fraction("91.2"), low=Fraction("85.1"), high=Fraction("90.3")),
    row("73.66", group=INTERNAL, simulated=Fraction("81.5")),
    row(None, label=LONG, last=Fraction(50)),
)


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("edition", [THAI, THAI_ARABIC, ENGLISH])
def test_the_drawing_is_sound(edition: Edition, narrow: bool) -> None:
    check_sound(partial(svg, FULL), edition, narrow=narrow)


@pytest.mark.parametrize("narrow", [False, True])
def test_bars_are_as_long_as_their_values(narrow: bool) -> None:
    root = parsed(svg(chart(row("25"), row("50"), row("100"), row("0")), THAI, narrow=narrow))
    quarter, half, whole, nothing = (number(bar, "width") for bar in shapes(root, "rect", "c-bar")[:4])

    assert abs(quarter * 4 - whole) <= 4 * CLOSE
    assert abs(half * 2 - whole) <= 2 * CLOSE
    assert nothing == 0


@pytest.mark.parametrize("narrow", [False, True])
def test_gates_marks_and_whiskers_stand_on_the_scale_of_the_bars(narrow: bool) -> None:
    root = parsed(svg(FULL, THAI, narrow=narrow))
    bar = shapes(root, "rect", "c-bar")[0]
    left, unit = number(bar, "x"), number(bar, "width") / Fraction("87.73")
    last = number(next(root.iter(f"{SVG}circle")), "cx")
    whisker = ends(shapes(root, "path", "c-stroke-ink")[0])
    ticks = {ends(line)[0] for line in shapes(root, "path", "c-line")}

    assert abs(last - (left + unit * Fraction("91.2"))) <= CLOSE
    assert abs(whisker[0] - (left + unit * Fraction("85.1"))) <= CLOSE
    assert abs(whisker[2] - (left + unit * Fraction("90.3"))) <= CLOSE
    assert all(any(abs(tick - (left + unit * gate)) <= CLOSE for tick in ticks) for gate in (85, 95))


def test_the_simulated_part_goes_on_where_the_bar_ends() -> None:
    root = parsed(svg(FULL, THAI))
    bar = shapes(root, "rect", "c-bar")[1]
    more = shapes(root, "rect", "c-pattern")[0]

    assert abs(number(more, "x") - number(bar, "x") - number(bar, "width")) <= CLOSE
    assert str(more.get("fill")).startswith("url(#chart-")
    ratio = number(more, "width") / number(bar, "width")
    assert abs(ratio - (Fraction("81.5") - Fraction("73.66")) / Fraction("73.66")) < Fraction(1, 1000)


def test_a_plan_that_adds_nothing_has_no_part_of_its_own() -> None:
    root = parsed(svg(chart(row("80", simulated=Fraction(80))), THAI))

    assert shapes(root, "rect", "c-pattern") == []
    assert not [words for words in texts(root) if "แผน" in words]


def test_an_unknown_score_is_said_and_framed() -> None:
    root = parsed(svg(chart(row(None), row("50")), ENGLISH))
    unknown, half = (shapes(root, "rect", kind)[0] for kind in ("c-none", "c-bar"))

    assert "unknown" in texts(root)
    assert abs(number(unknown, "width") - 2 * number(half, "width")) <= 2 * CLOSE


def test_the_legend_names_only_what_is_drawn() -> None:
    plain = texts(parsed(svg(chart(row("50")), ENGLISH)))
    full = texts(parsed(svg(FULL, ENGLISH)))

    assert [words for words in plain if words.startswith("Year")] == ["Year 2568"]
    assert "error of sampling" not in plain
    assert {"Year 2567", "error of sampling", "what the plan would add", "85 passes"} <= set(full)


def test_rows_keep_their_order_and_groups_are_named_once() -> None:
    words = texts(parsed(svg(FULL, ENGLISH)))

    assert words.count("Internal perceptions") == 1
    assert words.index("Internal perceptions") < words.index("No 87.73") < words.index("No 73.66")


def test_hostile_words_stay_words() -> None:
    root = parsed(svg(chart(row("50", label=Text(HOSTILE, HOSTILE))), THAI_ARABIC))

    assert any("<script>" in words for words in texts(root))
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        *("svg", "title", "desc", "defs", "pattern", "path", "rect", "circle", "text"),
    }


def test_the_caption_counts_those_below_the_lowest_gate_and_names_the_lowest() -> None:
    assert (
        caption(FULL).en
        == "1 of 2 indicators are below 85 points; the lowest is “No 73.66” with 73.66 points."
    )
    assert caption(FULL).th == "ต่ำกว่า 85 คะแนน 1 จาก 2 ตัวชี้วัด ต่ำสุดคือ “ข้อ 73.66” 73.66 คะแนน"
    assert caption(chart(row("90.00"))).th.startswith("ทั้ง 1 ตัวชี้วัดที่ทราบคะแนนได้ 85 คะแนนขึ้นไป ต่ำสุดคือ")
    assert caption(chart(row(None))).en == "No indicator has a known score yet."
