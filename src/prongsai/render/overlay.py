"""A drawing taken apart into shapes and labels: typst shapes Thai in its own text rightly, but not in that of an SVG."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from xml.etree import ElementTree

_SVG = "http://www.w3.org/2000/svg"


@dataclass(frozen=True, slots=True)
class Label:
    """Text whose baseline begins, centres or ends (`anchor`) at (x, y); lengths in units of the drawing."""

    text: str
    x: str
    y: str
    anchor: str
    size: float
    fill: str
    bold: bool


@dataclass(frozen=True, slots=True)
class Overlay:
    """The drawing without text, its size in points, and the text to set over it."""

    shapes: str
    width: str
    height: str
    labels: tuple[Label, ...]


def overlay(drawing: str) -> Overlay:
    """Take one of our own drawings apart; each `text` element is one label on one line."""
    ElementTree.register_namespace("", _SVG)
    root = ElementTree.fromstring(drawing)  # noqa: S314 – our own drawing, never a file from outside
    size = Fraction(root.attrib["font-size"])
    labels = []
    for parent in list(root.iter()):
        for element in parent.findall(f"{{{_SVG}}}text"):
            parent.remove(element)
            if "".join(element.itertext()).strip():
                labels.append(_label(element, size))
    shapes = ElementTree.tostring(root, encoding="unicode")
    return Overlay(shapes, root.attrib["width"], root.attrib["height"], tuple(labels))


def _label(element: ElementTree.Element, size: Fraction) -> Label:
    # Spans inside a label only help programs that shape Thai badly; the label begins where the first one does.
    places = [part.attrib["x"] for part in element.iter() if "x" in part.attrib]
    return Label(
        text="".join(element.itertext()),
        x=places[0],
        y=element.attrib["y"],
        anchor=element.get("text-anchor", "start"),
        size=float(size * Fraction(element.get("font-size", "1em").removesuffix("em"))),
        fill=element.attrib["fill"],
        bold=element.get("font-weight") == "700",
    )
