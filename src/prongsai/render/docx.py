"""Core documents to DOCX, laid out as Thai official papers are, to be opened and worked on in Word."""

from __future__ import annotations

import functools
import io
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from importlib import resources

from docx.document import Document as Package
from docx.oxml.ns import qn
from docx.oxml.shape import CT_Inline
from docx.shared import Emu, Mm

from prongsai.core.document import (
    Align,
    BarChart,
    Bullets,
    Callout,
    Document,
    Fields,
    Heading,
    Letterhead,
    Opinions,
    PageBreak,
    Paragraph,
    Row,
    Run,
    Signatures,
    Table,
    Tone,
)
from prongsai.core.thai import in_digits
from prongsai.render import chart, verification
from prongsai.render.advances import UNITS_PER_EM
from prongsai.render.coverage import drawable
from prongsai.render.docx_form import bookmarked, contents, letterhead, opinions, signatures
from prongsai.render.docx_package import new_package, relate_links, saved
from prongsai.render.measure import advance, column_widths
from prongsai.render.page import page_of
from prongsai.render.printable import (
    date_line,
    has_steps,
    one_line,
    printable,
    shown_blocks,
    split_lines,
    step_mark,
)
from prongsai.render.wordml import (
    BODY,
    SECTION,
    TABLE,
    TITLE,
    Element,
    Look,
    document_run,
    element,
    paragraph,
    picture_run,
    run,
    text_run,
    twips,
)

_CHART_WIDTH_MM = 160
# Where TH Sarabun New is missing, what stands in for it is half as large again (Laksaman, Sarabun) or nearly so.
# A figure must not be broken then either.
_STAND_IN = Fraction(31, 20)
_WIDEST_LABEL = 3118
_AFTER_LABEL = 113
_PICTURE_PPI = 220
# Lines: kind, width in eighths of a point, colour. Each tone has its own shape, to be told apart in a grey print.
_HAIRLINE = ("single", 4, "B9C2CA")
_RULE = ("single", 6, "16293B")
_TONE_LINES: dict[Tone, tuple[str, int, str]] = {
    "plain": ("single", 18, "0B6E69"),
    "good": ("single", 18, "0B6E69"),
    "warning": ("double", 12, "9A5B00"),
    "bad": ("single", 36, "A3322B"),
}
# What precedes a page break among the properties of a paragraph.
_BEFORE_BREAK = tuple(qn(f"w:{name}") for name in ("pStyle", "keepNext", "keepLines"))
_ALIGN: dict[Align, str] = {"start": "left", "center": "center", "end": "right"}


def render(document: Document) -> bytes:
    """Return the document as a DOCX file; the same document always gives the same bytes."""
    look = Look(document.digits, document.lang)
    package = new_package(document, look)
    for part in _parts(package, document, look):
        package.element.body.insert_element_before(part, "w:sectPr")
    relate_links(package)
    return saved(package, document.stamp)


def _parts(package: Package, document: Document, look: Look) -> Iterable[Element]:
    if document.titled:
        yield from _title_block(document, look)
    if document.contents:
        yield from contents(document, look)
    yield from _content(package, document, look)
    if document.verification is not None:
        for block in verification.blocks(document.verification, document.lang):
            yield from _block(block, package, document, look)


def _runs(runs: Iterable[Run], look: Look) -> list[Element]:
    return [document_run(source, look) for source in runs]


def _line(side: str, line: tuple[str, int, str], space: int = 0) -> Element:
    kind, size, colour = line
    return element(side, val=kind, sz=size, space=space, color=colour)


def _title_block(document: Document, look: Look) -> list[Element]:
    bold = replace(look, bold=True)
    lines = [paragraph("Title", text_run(document.title or document.kind, replace(bold, size=TITLE)))]
    lines += [paragraph("Subtitle", text_run(line, bold)) for line in document.subtitle]
    date = date_line(document)
    return [*lines, paragraph("Date", run(look, date))] if date else lines


def _content(package: Package, document: Document, look: Look) -> Iterable[Element]:
    sections = 0
    breaks = False
    for block in shown_blocks(document):
        if isinstance(block, PageBreak):
            breaks = True
            continue
        parts = list(_block(block, package, document, look))
        if isinstance(block, Heading) and block.level == 1:
            sections += 1
            parts = [bookmarked(parts[0], sections)] if document.contents else parts
        yield from _on_new_page(parts, look) if breaks else parts
        breaks = False


def _on_new_page(parts: list[Element], look: Look) -> list[Element]:
    """Return the parts, the first of them made to begin a page; a table needs a paragraph that does so for it."""
    first = parts[0] if parts and parts[0].tag == qn("w:p") else paragraph("TableEnd", run(look))
    before = [child for child in first[0] if child.tag in _BEFORE_BREAK]
    first[0].insert(len(before), element("pageBreakBefore"))
    return parts if parts and parts[0] is first else [first, *parts]


_Text = Heading | Paragraph | Bullets | Fields | Callout


def _block(
    block: _Text | Table | BarChart | Letterhead | Signatures | Opinions,
    package: Package,
    document: Document,
    look: Look,
) -> Iterable[Element]:
    match block:
        case BarChart():
            yield from _chart(package, block, look, page_of(document).chart_height)
        case Table():
            yield from _table(block, look, page_of(document).text_width)
        case Letterhead():
            yield from letterhead(block, document, package, look)
        case Signatures():
            yield from signatures(block, document, look)
        case Opinions():
            yield from opinions(block, document, look)
        case _:
            yield from _text(block, look)


def _text(block: _Text, look: Look) -> Iterable[Element]:
    match block:
        case Heading():
            yield _heading(block, look)
        case Paragraph():
            yield _running_text(block, look)
        case Bullets():
            yield from _list(block, look)
        case Fields():
            yield from _fields(block, look)
        case Callout():
            rule = element("pBdr", _line("left", _TONE_LINES[block.tone], space=10))
            yield paragraph("Callout", *_runs(block.runs, look), form=(rule,))


def _heading(heading: Heading, look: Look) -> Element:
    size = SECTION if heading.level == 1 else BODY
    return paragraph(f"Heading{heading.level}", text_run(heading.text, replace(look, bold=True, size=size)))


def _running_text(text: Paragraph, look: Look) -> Element:
    # Word fills Thai lines only by thaiDistribute, which would tear English apart.
    filled = element("jc", val="thaiDistribute" if look.lang == "th" else "left")
    style = "BodyTextFirstIndent" if text.indent else "BodyText"
    return paragraph(style, *_runs(text.runs, look), form=(filled,))


def _list(bullets: Bullets, look: Look) -> Iterable[Element]:
    """Yield items whose numbers are text: Word's own numbering would fall back to Arabic digits in other programs."""
    for number, item in enumerate(bullets.items, start=1):
        mark = in_digits(f"{number}.", look.digits) if bullets.numbered else "–"
        yield paragraph("List", run(look, f"{mark}\t"), *_runs(item, look))


def _fields(fields: Fields, look: Look) -> Iterable[Element]:
    bold = replace(look, bold=True)
    labels = [printable(label, look.digits) for label, _ in fields.rows]
    widest = max((advance(label, bold=True) for label in labels), default=0)
    # Half-points to twips is tenfold.
    start = min(int(widest * BODY * 10 * _STAND_IN) // UNITS_PER_EM + _AFTER_LABEL, _WIDEST_LABEL)
    for label, (_, value) in zip(labels, fields.rows, strict=True):
        tabs = element("tabs", element("tab", val="left", pos=start))
        hanging = element("ind", left=start, hanging=start)
        yield paragraph("Field", run(bold, f"{label}\t"), *_runs(value, look), form=(tabs, hanging))


def _table(table: Table, look: Look, text_width_mm: int) -> Iterable[Element]:
    if table.caption:
        yield paragraph("TableCaption", text_run(table.caption, replace(look, bold=True)))
    small = replace(look, size=TABLE)
    tenths_of_mm = column_widths(table, text_width_mm, _STAND_IN * TABLE / 2)
    widths = [twips(width) for width in tenths_of_mm]
    grid = element("tblGrid", *(element("gridCol", w=width) for width in widths))
    head = _head_row(table, widths, small)
    rows = [_row(row, table, widths, small) for row in table.rows]
    yield element("tbl", _table_form(sum(widths)), grid, head, *rows)
    # Word joins tables that touch; this small paragraph is also the space below.
    yield paragraph("TableEnd")


def _table_form(width: int) -> Element:
    borders = (_line("top", _RULE), _line("bottom", _RULE), _line("insideH", _HAIRLINE))
    sides = [element(side, w=113, type="dxa") for side in ("left", "right")]
    return element(
        "tblPr",
        element("tblW", w=width, type="dxa"),
        element("tblBorders", *borders),
        element("tblLayout", type="fixed"),
        element("tblCellMar", *sides),
        element(
            "tblLook", val="0620", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1
        ),
    )


def _head_row(table: Table, widths: Sequence[int], look: Look) -> Element:
    bold = replace(look, bold=True)
    cells = []
    for column, width in zip(table.columns, widths, strict=True):
        title = _cell_text([text_run(column.title, bold)], column.align, keep=True)
        cells.append(_cell(width, [title], element("tcBorders", _line("bottom", _RULE))))
    return element("tr", element("trPr", element("cantSplit"), element("tblHeader")), *cells)


def _row(row: Row, table: Table, widths: Sequence[int], look: Look) -> Element:
    look = replace(look, bold=row.heading)
    whole = element("trPr", element("cantSplit"))
    if row.spans:
        group = _cell_text(_runs(row.cells[0], look), "start", keep=True)
        return element("tr", whole, _cell(sum(widths), [group], element("gridSpan", val=len(widths))))
    cells = [*row.cells, *((),) * (len(widths) - len(row.cells))]
    texts = [
        _cell_lines(cell, column.align, look, keep=row.heading)
        for column, cell in zip(table.columns, cells, strict=True)
    ]
    first, *others = zip(widths, texts, strict=True)
    return element("tr", whole, _cell(*first, *_tone_mark(row.tone)), *(_cell(*other) for other in others))


def _tone_mark(tone: Tone) -> list[Element]:
    return [] if tone == "plain" else [element("tcBorders", _line("left", _TONE_LINES[tone]))]


def _cell(width: int, text: Iterable[Element], *form: Element) -> Element:
    return element("tc", element("tcPr", element("tcW", w=width, type="dxa"), *form), *text)


def _cell_lines(cell: Sequence[Run], align: Align, look: Look, *, keep: bool) -> list[Element]:
    """Return the paragraphs of a cell: one, or one a line where the lines are steps that hang at their numbers."""
    if not has_steps(cell, look.digits):
        return [_cell_text(_runs(cell, look), align, keep=keep)]
    marks = [(advance(step_mark(line, look.digits)), line) for line in split_lines(cell)]
    # Half-points to twips is tenfold.
    return [
        _cell_text(_runs(line, look), align, keep=keep, hang=mark * look.size * 10 // UNITS_PER_EM)
        for mark, line in marks
    ]


def _cell_text(runs: Iterable[Element], align: Align, *, keep: bool = False, hang: int = 0) -> Element:
    """Return a paragraph in a cell; `keep` holds its row together with the next, `hang` is in twips."""
    together = [element("keepNext")] if keep else []
    hanging = [element("ind", left=hang, hanging=hang)] if hang else []
    return paragraph("TableText", *runs, form=(*together, *hanging, element("jc", val=_ALIGN[align])))


def _chart(package: Package, block: BarChart, look: Look, highest_mm: int) -> Iterable[Element]:
    """Yield the chart as a picture: Word would set the text of an SVG in whatever font the reader has."""
    drawing = chart.svg(block, lang=look.lang, digits=look.digits)
    inline = package.part.new_pic_inline(io.BytesIO(_picture(drawable(drawing))), width=Mm(_CHART_WIDTH_MM))
    if inline.extent.cy > Mm(highest_mm):
        _shrink(inline, Mm(highest_mm))
    inline.docPr.set("title", one_line(block.caption, look.digits))
    alternative = one_line(block.alternative or block.caption, look.digits)
    yield paragraph("Figure", picture_run(inline, alternative, look))
    if block.caption:
        yield paragraph("Caption", text_run(block.caption, replace(look, bold=True)))


def _shrink(inline: CT_Inline, height: int) -> None:
    width = Emu(inline.extent.cx * height // inline.extent.cy)
    for extent in (inline.extent, inline.graphic.graphicData.pic.spPr):
        extent.cx, extent.cy = width, Emu(height)


@functools.lru_cache(maxsize=16)
def _picture(drawing: str) -> bytes:
    import typst

    folder = resources.files("prongsai.render").joinpath("fonts")
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])
    page = (
        '#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.drawing), format: "svg")'
    )
    compiler = typst.Compiler(page.encode(), font_paths=fonts, sys_inputs={"drawing": drawing})
    picture = compiler.compile(format="png", ppi=_PICTURE_PPI)
    if not isinstance(picture, bytes):
        raise TypeError("a drawing has one page")
    return picture
