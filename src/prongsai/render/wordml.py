"""The words of WordprocessingML: elements and runs; no other module makes runs."""

from __future__ import annotations

from dataclasses import dataclass, replace

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.shape import CT_Inline
from docx.oxml.xmlchemy import BaseOxmlElement

from prongsai.core.document import Run
from prongsai.core.text import Lang
from prongsai.core.thai import Digits
from prongsai.render.printable import printable, run_text, target

Element = BaseOxmlElement

# What Thai offices have installed; word/fontTable.xml names the older releases of it as its stand-ins.
FONT = "TH Sarabun New"
# Type sizes in half-points, as Word counts.
BODY, TITLE, SECTION, TABLE = 32, 40, 36, 28
LINK = "0B6E69"
# Where a hyperlink keeps its address until the file has a relation for it; the finished file holds none of these.
ADDRESS = "address"
# Word keeps the language of Thai letters apart from that of all others.
_OTHER_LETTERS: dict[Lang, str] = {"th": "en-US", "en": "en-GB"}


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks: the digits and language of the paper, weight, size in half-points, Word's name of a line below."""

    digits: Digits
    lang: Lang
    bold: bool = False
    size: int = BODY
    colour: str = ""
    underline: str = ""


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
    colour = [element("color", val=look.colour)] if look.colour else []
    size = [element("sz", val=look.size), element("szCs", val=look.size)]
    below = [element("u", val=look.underline)] if look.underline else []
    thai = [element("cs")] if any("\u0e01" <= letter <= "\u0e5b" for letter in text) else []
    lang = element("lang", val=_OTHER_LETTERS[look.lang], eastAsia="en-US", bidi="th-TH")
    made = element("r", element("rPr", font, *weight, *proof, *colour, *size, *below, *thai, lang))
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
    """Return a run of the document; it is bold where either it or its surroundings are.

    A run that leads somewhere is a hyperlink whose address still has to be made a relation of the file.
    """
    heavier = replace(look, bold=look.bold or source.bold)
    address = target(source)
    if not address:
        return run(heavier, run_text(source, look.digits), verbatim=source.verbatim)
    linked = replace(heavier, colour=LINK, underline="single")
    link = element("hyperlink", run(linked, run_text(source, look.digits), verbatim=source.verbatim))
    link.set(ADDRESS, address)
    return link


def field(instruction: str, shown: str, look: Look) -> list[Element]:
    """Return the runs of a field; `shown` stands there until a program works the field out."""
    begin, command, middle, end = run(look), run(look), run(look), run(look)
    begin.append(element("fldChar", fldCharType="begin"))
    command.append(words("instrText", f" {instruction} "))
    middle.append(element("fldChar", fldCharType="separate"))
    end.append(element("fldChar", fldCharType="end"))
    return [begin, command, middle, run(look, shown), end]


def picture_run(inline: CT_Inline, alternative: str, look: Look) -> Element:
    """Return a run that holds a picture and words for it; other programs would leave a margin around it unasked."""
    for side in ("T", "B", "L", "R"):
        inline.set(f"dist{side}", "0")
    inline.docPr.set("descr", alternative)
    holder = run(look)
    holder.append(element("drawing", inline))
    return holder


def paragraph(style: str, *runs: Element, form: tuple[Element, ...] = ()) -> Element:
    """Return a paragraph; `form` holds what differs from the style, in the order of the schema."""
    return element("p", element("pPr", element("pStyle", val=style), *form), *runs)


def twips(tenths_of_mm: int) -> int:
    return tenths_of_mm * 1440 // 254
