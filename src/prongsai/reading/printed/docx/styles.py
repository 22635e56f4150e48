"""What the styles of a Word document say of its paragraphs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from prongsai.reading.printed.package import child, local, value

# Styles are based on each other in a chain; one in a ring is broken.
_LONGEST_CHAIN = 12
_OFF = ("0", "false", "off", "none")
_HEADING_NAMES = ("heading", "title", "subtitle")
_BODY_LEVEL = "9"


@dataclass(frozen=True, slots=True)
class Form:
    """How a paragraph is set: as a heading, as an entry of the contents, bold, and in which list."""

    heading: bool = False
    contents: bool = False
    bold: bool = False
    list_number: str = ""
    list_level: int = 0


class Styles:
    """The styles of a paper by their ids."""

    def __init__(self, styles: Element | None) -> None:
        found = [] if styles is None else [each for each in styles if local(each) == "style"]
        self._styles: Mapping[str, Element] = {value(each, "styleId") or "": each for each in found}
        self._usual = next(
            (
                value(each, "styleId") or ""
                for each in found
                if is_on(value(each, "default"), absent=False) and value(each, "type") == "paragraph"
            ),
            "",
        )

    def form(self, paragraph: Element) -> Form:
        """Return the form of a paragraph by its own properties and those of its styles."""
        own = child(paragraph, "pPr")
        chain = self._chain(value(child(own, "pStyle")) or self._usual)
        properties = [own, *(child(style, "pPr") for style in chain)]
        names = [(value(child(style, "name")) or "").lower() for style in chain[:1]]
        outline = _first(properties, "outlineLvl")
        return Form(
            heading=outline not in (None, _BODY_LEVEL)
            or any(name.startswith(_HEADING_NAMES) for name in names),
            contents=any(name.startswith("toc ") for name in names),
            bold=any(is_bold(child(style, "rPr")) is True for style in chain),
            list_number=_first(properties, "numPr", "numId") or "",
            list_level=_level(_first(properties, "numPr", "ilvl")),
        )

    def _chain(self, style: str) -> list[Element]:
        chain: list[Element] = []
        while style in self._styles and len(chain) < _LONGEST_CHAIN:
            chain.append(self._styles[style])
            style = value(child(chain[-1], "basedOn")) or ""
        return chain


def is_on(text: str | None, *, absent: bool = True) -> bool:
    """Tell whether a switch is on; one without a value is."""
    return absent if text is None else text not in _OFF


def is_bold(properties: Element | None) -> bool | None:
    """Tell whether a run is bold, in Latin letters or in Thai ones; `None` where nothing is said."""
    switches = [child(properties, name) for name in ("b", "bCs")]
    said = [is_on(value(switch)) for switch in switches if switch is not None]
    return any(said) if said else None


def _first(properties: list[Element | None], *names: str) -> str | None:
    found = (value(child(each, *names)) for each in properties)
    return next((text for text in found if text is not None), None)


def _level(text: str | None) -> int:
    return int(text) if text in {"0", "1", "2", "3", "4", "5", "6", "7", "8"} else 0
