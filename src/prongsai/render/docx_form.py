"""The forms of official papers for DOCX: the head of a memo, places to sign and for opinions, a contents list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from docx.document import Document as Package
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.shape import CT_Inline
from docx.shared import Emu, Mm

from prongsai.core.document import Document, Letterhead, Opinion, Opinions, Signature, Signatures
from prongsai.core.emblem import read_emblem
from prongsai.render.advances import UNITS_PER_EM
from prongsai.render.measure import advance
from prongsai.render.page import emblem_height, page_of
from prongsai.render.printable import CONTENTS, EMBLEM, printable, signature_lines
from prongsai.render.wordml import (
    BODY,
    Element,
    Look,
    element,
    field,
    paragraph,
    picture_run,
    run,
    text_run,
    twips,
)

# Half-points: 29 pt for the word of the memo, 20 pt for its labels.
_MEMO, _LABEL = 58, 40
_ROOM_TO_SIGN = 960
_SPACE = "  "
# What a page number shows until a program works it out: a dash is honest, a guessed number is not.
_UNKNOWN_PAGE = "–"


def letterhead(head: Letterhead, document: Document, package: Package, look: Look) -> Iterable[Element]:
    """Yield the head of a memo: the emblem stands in the line of its title, which a tab centres on the page."""
    width = twips(page_of(document).text_width * 10)
    centre = element("tabs", element("tab", val="center", pos=width // 2))
    emblem = [] if head.emblem is None else [_emblem(head.emblem, package, look)]
    title = printable(head.title, look.digits)
    yield paragraph(
        "Letterhead", *emblem, run(replace(look, bold=True, size=_MEMO), f"\t{title}"), form=(centre,)
    )
    for number, pairs in enumerate(head.lines, start=1):
        yield _line(pairs, width, look, last=number == len(head.lines))


def _emblem(data: bytes, package: Package, look: Look) -> Element:
    """Return a run with the picture; python-docx itself knows only some kinds of JPEG."""
    emblem = read_emblem(data)
    height = Mm(emblem_height(emblem) / 10)
    count = sum(part.partname.startswith("/word/media/emblem") for part in package.part.package.iter_parts())
    name = PackURI(f"/word/media/emblem{count + 1}.{emblem.kind}")
    part = Part(name, f"image/{emblem.kind}", emblem.data, package.part.package)
    relation = package.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    inline = CT_Inline.new_pic_inline(
        package.part.next_id, relation, name.filename, Emu(int(height * emblem.shape)), height
    )
    return picture_run(inline, EMBLEM.say(look.lang), look)


def _line(pairs: Sequence[tuple[str, str]], width: int, look: Look, *, last: bool) -> Element:
    """Return a line of labels and values; a dotted line runs below each value up to its tab."""
    bold, dotted = replace(look, bold=True, size=_LABEL), replace(look, underline="dotted")
    stops = [element("tab", val="left", pos=width * end // len(pairs)) for end in range(1, len(pairs))]
    runs: list[Element] = []
    for index, (label, value) in enumerate(pairs):
        gap = _SPACE if index else ""
        runs.append(run(bold, gap + printable(label, look.digits)))
        runs.append(run(look, _SPACE))
        runs.append(run(dotted, f"{printable(value, look.digits)}\t" if value.strip() else "\t"))
    tabs = element("tabs", *stops, element("tab", val="right", pos=width))
    below = [element("spacing", after=120)] if last else []
    return paragraph("LetterheadLine", *runs, form=(tabs, *below, *_hanging(pairs, look)))


def _hanging(pairs: Sequence[tuple[str, str]], look: Look) -> list[Element]:
    """Return the indent by which a long value goes on below its beginning."""
    if len(pairs) != 1 or not pairs[0][1].strip():
        return []
    label = pairs[0][0]
    # Half-points to twips is tenfold.
    name = advance(printable(label, look.digits), bold=True) * _LABEL
    start = (name + advance(_SPACE) * BODY) * 10 // UNITS_PER_EM
    return [element("ind", left=start, hanging=start)]


def signatures(block: Signatures, document: Document, look: Look) -> Iterable[Element]:
    for person in block.people:
        yield from _signature(person, document, look)


def _signature(person: Signature, document: Document, look: Look) -> Iterable[Element]:
    """Yield the lines of a place to sign, on the right half of the page and held together."""
    half = twips(page_of(document).text_width * 5)
    lines = signature_lines(person)
    last = len(lines) - 1
    for index, line in enumerate(lines):
        together = [] if index == last else [element("keepNext")]
        room = element("spacing", before=0 if index else _ROOM_TO_SIGN, after=160 if index == last else 0)
        form = (*together, room, element("ind", left=half))
        yield paragraph("Signature", text_run(line, look), form=form)


def opinions(block: Opinions, document: Document, look: Look) -> Iterable[Element]:
    for opinion in block.opinions:
        yield from _opinion(opinion, document, look)


def _opinion(opinion: Opinion, document: Document, look: Look) -> Iterable[Element]:
    yield paragraph("Opinion", text_run(opinion.label, replace(look, bold=True)))
    if opinion.text.strip():
        together = (element("keepNext"), element("keepLines"))
        yield paragraph("BodyText", text_run(opinion.text, look), form=together)
    else:
        width = twips(page_of(document).text_width * 10)
        for _ in range(opinion.lines):
            stop = element("tab", val="right", leader="dot", pos=width)
            yield paragraph("OpinionLine", run(look, "\t"), form=(element("tabs", stop),))
    yield from _signature(opinion.signature, document, look)


def contents(document: Document, look: Look) -> Iterable[Element]:
    """Yield the list of sections; each page number is a field that asks for the page of its section's bookmark.

    A table-of-contents field would be empty until Word is asked to fill it. These fields LibreOffice works out
    on opening, Word when fields are updated (Ctrl+A, F9); until then Word shows a dash.
    """
    named = [(n, section) for n, section in enumerate(document.sections, start=1) if section.text.strip()]
    if not named:
        return
    stop = twips(page_of(document).text_width * 10)
    yield paragraph(
        "ContentsTitle", text_run(CONTENTS.say(look.lang), replace(look, bold=True, size=BODY + 4))
    )
    for number, section in named:
        tabs = element("tabs", element("tab", val="right", leader="dot", pos=stop))
        name = bookmark_name(number)
        page = field(f"PAGEREF {name} \\h", _UNKNOWN_PAGE, look)
        entry = run(look, printable(section.text, look.digits) + "\t")
        below = [element("spacing", after=240)] if number == named[-1][0] else []
        link = element("hyperlink", entry, *page, anchor=name, history=1)
        yield paragraph("TOC1", link, form=(tabs, *below))


def bookmarked(heading: Element, number: int) -> Element:
    """Return the heading of a section with the bookmark that the contents list asks for around its text."""
    form, *runs = heading
    heading[:] = [
        form,
        element("bookmarkStart", id=number, name=bookmark_name(number)),
        *runs,
        element("bookmarkEnd", id=number),
    ]
    return heading


def bookmark_name(number: int) -> str:
    return f"_Toc{number:08d}"
