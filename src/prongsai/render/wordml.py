"""The words of WordprocessingML: elements and runs; no other module makes runs."""

from __future__ import annotations

from dataclasses import dataclass

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from prongsai.core.document import Run
from prongsai.core.text import Lang
from prongsai.core.thai import Digits
from prongsai.render.printable import printable, run_text

Element = BaseOxmlElement

# What Thai offices have installed; word/fontTable.xml names the older releases of it as its stand-ins.
FONT = "TH Sarabun New"
# Type sizes in half-points, as Word counts.
BODY, TITLE, SECTION, TABLE = 32, 40, 36, 28
# Word keeps the language of Thai letters apart from that of all others.
_OTHER_LETTERS: dict[Lang, str] = {"th": "en-US", "en": "en-GB"}


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks: the digits and language of the paper, weight, size in half-points."""

    digits: Digits
    lang: Lang
    bold: bool = False
    size: int = BODY


def element(tag: str, *children: Element, **attributes: str | int) -> Element:
    """Return a WordprocessingML element; tag and attribute names come without their prefix."""
    made: Element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def words(tag: str, text: str) -> Element:
    """Return an element that holds `text`, its outer spaces kept."""
    made = element(tag)
    made.text = text
    made.set(qn("xml:space"), "preserve")
    return made


def run(look: Look, text: str = "", *, verbatim: bool = False) -> Element:
    """Return a run of `text` as it stands; a line feed breaks the line, a tab is a tab.

    Latin and complex-script formats are set alike, because Word takes the Thai letters of a run from the latter.
    """
    font = element("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)
    weight = [element("b"), element("bCs")] if look.bold else []
    proof = [element("noProof")] if verbatim else []
    size = [element("sz", val=look.size), element("szCs", val=look.size)]
    thai = [element("cs")] if any("\u0e01" <= letter <= "\u0e5b" for letter in text) else []
    lang = element("lang", val=_OTHER_LETTERS[look.lang], eastAsia="en-US", bidi="th-TH")
    made = element("r", element("rPr", font, *weight, *proof, *size, *thai, lang))
    for index, line in enumerate(text.split("\n")):
        made.extend([element("br")] if index else [])
        for position, part in enumerate(line.split("\t")):
            made.extend([element("tab")] if position else [])
            made.extend([words("t", part)] if part else [])
    return made


def text_run(text: str, look: Look) -> Element:
    """Return a run of the paper's own words in the paper's digits."""
    return run(look, printable(text, look.digits))


def document_run(source: Run, look: Look) -> Element:
    """Return a run of the document; it is bold where either it or its surroundings are."""
    heavier = Look(look.digits, look.lang, look.bold or source.bold, look.size)
    return run(heavier, run_text(source, look.digits), verbatim=source.verbatim)


def paragraph(style: str, *runs: Element, form: tuple[Element, ...] = ()) -> Element:
    """Return a paragraph; `form` holds what differs from the style, in the order of the schema."""
    return element("p", element("pPr", element("pStyle", val=style), *form), *runs)
