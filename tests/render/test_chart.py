import re
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from tests.render.sample import HOSTILE, chart

from prongsai.core.document import Bar, BarChart, Tick, Tone
from prongsai.render.advances import UNITS_PER_EM
from prongsai.render.chart import PAPER_WIDTH, PHONE_WIDTH, SIZE, svg
from prongsai.render.measure import advance

SVG = "{http://www.w3.org/2000/svg}"
LONG = "การเปิดโอกาสให้ผู้มีส่วนได้ส่วนเสียเข้ามามีส่วนร่วมในการดำเนินงานของหน่วยงานภาครัฐอย่างทั่วถึงและเป็นธรรม"


def drawn(source: BarChart, *, width: int = PAPER_WIDTH, digits: str = "thai", lang: str = "th") -> Element:
    drawing = svg(source, lang=lang, digits=digits, width=width)  # type: ignore[arg-type]
    root: Element = fromstring(drawing)
    return root


def one(*values: str, **changes: object) -> BarChart:
    bars = tuple(Bar(f"ข้อ {value}", Fraction(value) if value else None, value) for value in values)
    return replace(BarChart("c", "ภาพ", "แท่ง", bars), **changes)  # type: ignore[arg-type]


def texts(root: Element) -> list[str]:
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


def bars(root: Element) -> list[Element]:
    return [box for box in root.iter(f"{SVG}rect") if box.get("class") in ("c-bar", "c-unknown")]


def length(box: Element) -> Fraction:
    return Fraction(str(box.get("width")))


def extent(text: Element) -> tuple[Fraction, Fraction]:
    """Return where a text begins and ends, by the widths of the bundled fonts."""
    size = type_size(text)
    spans = list(text.iter(f"{SVG}tspan"))
    bold = text.get("font-weight") == "700"
    start, last = Fraction(str(spans[0].get("x"))), Fraction(str(spans[-1].get("x")))
    return start, last + Fraction(advance(spans[-1].text or "", bold=bold)) * size / UNITS_PER_EM


def type_size(text: Element) -> Fraction:
    """Return the size of a text; small ones are given as a share of the drawing's own."""
    return SIZE * Fraction(text.get("font-size", "1em").removesuffix("em"))


def test_bars_are_as_long_as_their_values() -> None:
    quarter, half, whole = (length(bar) for bar in bars(drawn(one("25", "50", "100"))))

    # Lengths are written with two decimals.
    assert abs(quarter * 4 - whole) <= Fraction(4, 100)
    assert abs(half * 2 - whole) <= Fraction(2, 100)


def test_zero_and_unknown_are_drawn_apart() -> None:
    root = drawn(one("0", "", "100"))
    nothing, unknown, whole = bars(root)

    assert length(nothing) == 0
    assert length(unknown) == length(whole)
    assert unknown.get("class") == "c-unknown"
    assert str(unknown.get("fill")).startswith("url(#")
    assert "ไม่ทราบ" in texts(root)
    assert "unknown" in texts(drawn(one(""), lang="en"))


def test_a_value_beyond_the_scale_ends_with_the_scale() -> None:
    below, whole, above = (length(bar) for bar in bars(drawn(one("-5", "100", "120"))))

    assert below == 0
    assert above == whole


def test_bars_keep_their_order() -> None:
    root = drawn(chart())
    heights = [Fraction(str(bar.get("y"))) for bar in bars(root)]
    labels = [text for text in texts(root) if re.match("[๐-๙]+\\. ", text)]

    assert heights == sorted(heights)
    assert [label.split(".")[0] for label in labels] == [*"๑๒๓๔๕๖๗๘๙", "๑๐"]


def test_values_are_printed_as_given_in_the_chosen_digits() -> None:
    assert "๘๗.๗๓" in texts(drawn(chart()))
    assert "87.73" in texts(drawn(chart(), digits="arabic"))
    assert not [text for text in texts(drawn(chart())) if re.search("[0-9]", text)]


def test_each_group_is_named_once_above_its_bars() -> None:
    names = texts(drawn(chart()))

    assert [name for name in names if name in ("IIT", "EIT", "OIT")] == ["IIT", "EIT", "OIT"]
    assert names.index("EIT") < names.index("๖. คุณภาพการดำเนินงาน")


@pytest.mark.parametrize("width", [PAPER_WIDTH, PHONE_WIDTH])
@pytest.mark.parametrize("label", ["ข้อ 1", "ประสิทธิภาพการสื่อสารของหน่วยงาน", LONG])
def test_no_text_leaves_the_drawing_or_meets_the_bars(width: int, label: str) -> None:
    source = replace(chart(), bars=(replace(chart().bars[0], label=label, group=LONG), *chart().bars[1:]))
    root = drawn(source, width=width)

    for text in root.iter(f"{SVG}text"):
        start, end = extent(text)
        assert -Fraction(1, 10) <= start < end <= width + Fraction(1, 10)
    left = min(Fraction(str(bar.get("x"))) for bar in bars(root))
    rows = {Fraction(str(bar.get("y"))) + 10 for bar in bars(root)}
    for text in root.iter(f"{SVG}text"):
        if Fraction(str(text.get("y"))) in rows and extent(text)[0] < left:
            assert extent(text)[1] < left


def test_a_long_label_is_cut_between_words_above_its_bar() -> None:
    root = drawn(replace(one("50"), bars=(Bar(LONG, Fraction(50), "50"),)), width=PHONE_WIDTH)
    lines = [text for text in texts(root) if text in LONG]

    assert len(lines) > 1
    assert "".join(lines) == LONG
    assert all(not line.startswith(tuple("ะาำัิีึืุู็่้๊๋์ๆ")) for line in lines)


def test_ticks_stand_where_their_values_are() -> None:
    source = one("85", ticks=(Tick(Fraction(85), "ผ่าน 85"),))
    root = drawn(source)
    (bar,) = bars(root)
    places = [
        Fraction(match)
        for match in re.findall(r"M([\d.]+) ", " ".join(p.get("d", "") for p in root.iter(f"{SVG}path")))
    ]

    end = Fraction(str(bar.get("x"))) + length(bar)

    assert min(abs(end - place) for place in places) <= Fraction(2, 100)
    assert "ผ่าน ๘๕" in texts(root)


@pytest.mark.parametrize("digits", ["thai", "arabic"])
@pytest.mark.parametrize("name", ["IIT", "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน", LONG])
def test_no_line_runs_through_the_name_of_a_group(name: str, digits: str) -> None:
    source = replace(chart(), bars=tuple(replace(bar, group=f"{bar.group} {name}") for bar in chart().bars))
    root = drawn(source, digits=digits)
    named = [text for text in root.iter(f"{SVG}text") if text.get("font-weight") and extent(text)[0] == 0]
    lines = [re.findall(r"[\d.]+", str(path.get("d"))) for path in root.iter(f"{SVG}path")]
    upright = [tuple(map(Fraction, line)) for line in lines if len(line) == 3]

    assert len(named) >= 3
    assert len(upright) >= 3
    for text in named:
        baseline, (_, end) = Fraction(str(text.get("y"))), extent(text)
        assert not [x for x, top, bottom in upright if x < end and top < baseline and bottom > baseline - 10]


def test_the_axis_goes_on_beside_a_short_name() -> None:
    root = drawn(chart())
    axes = [
        p for p in root.iter(f"{SVG}path") if p.get("class") == "c-line" and not p.get("stroke-dasharray")
    ]

    # The axis and the stripe of the pattern for what is unknown.
    assert len(axes) == 2


@pytest.mark.parametrize("gates", [(85, 95), (50, 95), (94, 95, 96), (0, 100)])
def test_tick_labels_do_not_overlap(gates: tuple[int, ...]) -> None:
    ticks = tuple(Tick(Fraction(gate), f"เกณฑ์ {gate}") for gate in gates)
    root = drawn(one("1", ticks=ticks))
    labels = [text for text in root.iter(f"{SVG}text") if "เกณฑ์" in "".join(text.itertext())]
    places = sorted((Fraction(str(text.get("y"))), *extent(text)) for text in labels)

    assert len(places) == len(gates)
    assert all(above[0] != below[0] or above[2] < below[1] for above, below in pairwise(places))


def test_each_tone_has_its_own_shape_and_word() -> None:
    root = drawn(toned("good", "warning", "bad"))
    shapes = {
        (element.get("class"), element.tag)
        for element in root.iter()
        if element.get("class") in {"c-good", "c-warning", "c-bad"}
    }

    assert shapes == {("c-warning", f"{SVG}path"), ("c-bad", f"{SVG}rect")}
    assert {"ควรระวัง", "ต้องแก้ไข"} <= set(texts(root))


def test_a_bar_that_does_well_carries_no_mark_and_needs_no_words() -> None:
    assert texts(drawn(toned("good", "plain"))) == ["good", "๑", "plain", "๑"]


def test_words_of_tones_that_do_not_occur_are_left_out() -> None:
    assert not {"ควรระวัง", "ต้องแก้ไข"} & set(texts(drawn(one("50"))))


def toned(*tones: Tone) -> BarChart:
    return replace(one(), bars=tuple(Bar(tone, Fraction(1), "1", tone=tone) for tone in tones))


def test_text_is_large_enough_on_paper() -> None:
    root = drawn(chart())

    assert root.get("width") == "454pt"
    # 16 cm, the width of the text on the paper, are 453.5 points: one unit is one point.
    assert str(root.get("viewBox")).split()[2] == "454"
    assert root.get("font-size") == "16"
    assert all(type_size(text) >= 14 for text in root.iter(f"{SVG}text"))


def test_a_reader_hears_title_and_alternative() -> None:
    root = drawn(chart())
    named = str(root.get("aria-labelledby")).split()
    found = {element.get("id"): "".join(element.itertext()) for element in root.iter() if element.get("id")}

    assert root.get("role") == "img"
    assert found[named[0]].startswith("ภาพที่ ๑")
    assert found[named[1]].startswith("แผนภูมิแท่งของตัวชี้วัด ๑๐ ตัว")


def test_every_sara_am_ends_its_part_of_the_text() -> None:
    spans = [span.text or "" for span in drawn(chart()).iter(f"{SVG}tspan")]

    assert any("ำ" in span for span in spans)
    assert not [span for span in spans if "ำ" in span.rstrip("ำ")]


def test_hostile_text_stays_text() -> None:
    source = BarChart('"><script>', HOSTILE, HOSTILE, (Bar(HOSTILE, Fraction(1), HOSTILE, HOSTILE),))
    root = drawn(source)

    assert not list(root.iter(f"{SVG}script"))
    assert texts(root).count("<script>alert('๑')</script> & ") == 3


def test_a_chart_without_bars_is_still_a_drawing() -> None:
    assert bars(drawn(one())) == []


def test_the_same_chart_gives_the_same_text() -> None:
    assert svg(chart(), lang="th", digits="thai") == svg(chart(), lang="th", digits="thai")
