"""What every drawing of a page must be: alone on its feet, without styles, safe, in the digits of its reader."""

import re
from collections.abc import Callable
from fractions import Fraction
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from prongsai.core.edition import Edition
from prongsai.render.drawing import COLOURS, SIZE
from prongsai.render.measure import advance

SVG = "{http://www.w3.org/2000/svg}"
THAI = Edition(lang="th", digits="thai")
THAI_ARABIC = Edition(lang="th", digits="arabic")
ENGLISH = Edition(lang="en", digits="arabic")
# Two decimals are written of every length.
CLOSE = Fraction(3, 100)

Draw = Callable[..., str]


def parsed(svg: str) -> Element:
    root: Element = fromstring(svg)
    return root


def texts(root: Element) -> list[str]:
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


def shapes(root: Element, tag: str, kind: str) -> list[Element]:
    return [shape for shape in root.iter(f"{SVG}{tag}") if kind in str(shape.get("class")).split()]


def number(shape: Element, name: str) -> Fraction:
    return Fraction(str(shape.get(name)))


def ends(path: Element) -> tuple[Fraction, ...]:
    """Return the numbers of a straight line: x1, y1, x2, y2."""
    return tuple(Fraction(part) for part in re.findall(r"-?[\d.]+", str(path.get("d"))))


def extent(text: Element) -> tuple[Fraction, Fraction]:
    """Return where a text begins and ends, by the widths of the bundled fonts."""
    words, bold = "".join(text.itertext()), text.get("font-weight") == "700"
    room = Fraction(advance(words, bold=bold) * SIZE, 1000)
    share = {"start": Fraction(0), "middle": Fraction(1, 2), "end": Fraction(1)}[
        text.get("text-anchor", "start")
    ]
    start = number(text, "x") - room * share
    return start, start + room


def check_sound(draw: Draw, edition: Edition, *, narrow: bool) -> None:
    """Check what holds for every drawing."""
    svg = draw(edition, narrow=narrow)
    root = parsed(svg)
    ids = [str(element.get("id")) for element in root.iter() if element.get("id")]

    assert root.get("role") == "img"
    assert root.get("lang") == edition.lang
    assert root.findtext(f"{SVG}title")
    assert root.findtext(f"{SVG}desc")
    assert str(root.get("aria-labelledby")).split() == ids[:2]
    assert len(ids) == len(set(ids))
    assert "style=" not in svg
    assert "<style" not in svg
    assert "<script" not in svg
    check_colours(root)
    check_texts(root, edition)


def check_colours(root: Element) -> None:
    """Every colour is an attribute with a class beside it, by which a page can change it."""
    for shape in root.iter():
        for name in ("fill", "stroke"):
            paint = shape.get(name)
            if paint is not None and not paint.startswith("url("):
                assert paint in COLOURS.values()
                assert str(shape.get("class")).startswith("c-")


def check_texts(root: Element, edition: Edition) -> None:
    """No text leaves the drawing, none is smaller than 14 pixels, and digits are those of the edition."""
    width, height = number(root, "width"), number(root, "height")
    other = "[0-9]" if edition.digits == "thai" else "[๐-๙]"

    assert number(root, "font-size") >= 14
    assert not [shape for shape in root.iter(f"{SVG}text") if shape.get("font-size")]
    for text in root.iter(f"{SVG}text"):
        start, end = extent(text)
        assert -1 <= start < end <= width + 1, "".join(text.itertext())
        assert 0 < number(text, "y") <= height
        # Two storeys of marks over a bold letter reach 1.28 of its size above the line.
        assert number(text, "y") >= SIZE * Fraction(32, 25) or "".join(text.itertext()).isdecimal()
    assert not [words for words in texts(root) if re.search(other, words)]
    assert not re.search(other, root.findtext(f"{SVG}desc") or "")
