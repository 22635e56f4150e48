"""Word documents: paragraphs with the numbers that Word counts, tables with what is merged, changes as accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from prongsai.core.errors import InputError
from prongsai.core.printed import Place, Printed
from prongsai.core.text import Text
from prongsai.reading.printed import faults as fault
from prongsai.reading.printed.boxes import (
    DEEPEST_TABLE,
    OpenCell,
    OpenRow,
    OpenTable,
    Words,
    printed_blocks,
)
from prongsai.reading.printed.docx.numbers import Numbers
from prongsai.reading.printed.docx.styles import Form, Styles, is_bold, is_on
from prongsai.reading.printed.grid import MOST_COLUMNS
from prongsai.reading.printed.package import Package, child, local, value

_MAIN = re.compile(r"/?(word/document\d*\.xml)")
_USUAL_MAIN = "word/document.xml"
# What was taken out, what is no text, and what Word shows only to its author.
_SILENT = {
    *(
        "del",
        "moveFrom",
        "instrText",
        "delText",
        "delInstrText",
        "annotationRef",
        "footnoteRef",
        "endnoteRef",
    ),
    *("pPr", "rPr", "tblPr", "tcPr", "trPr", "sdtPr", "sdtEndPr", "sectPr", "rt"),
}
# Boxes to tick, in the fonts of signs that Word ships with.
_SIGNS = {
    ("wingdings", "FC"): "✓",
    ("wingdings", "FB"): "✗",
    ("wingdings", "FE"): "☑",
    ("wingdings", "FD"): "☒",
    ("wingdings", "A8"): "☐",
    ("wingdings", "6F"): "☐",
    ("wingdings 2", "52"): "☑",
    ("wingdings 2", "50"): "✓",
    ("wingdings 2", "A3"): "☐",
}
_CHANGES = Text(
    "ไฟล์มีการติดตามการแก้ไข อ่านตามที่แก้แล้ว", "the file tracks changes, and was read as if all were accepted"
)
_PICTURES = Text("มีรูปภาพ {count} รูป ซึ่งไม่ได้อ่าน", "pictures that were not read: {count}")
_FOOTNOTES = Text("เชิงอรรถไม่ได้อ่าน", "footnotes were not read")


def parse(data: bytes, name: str) -> Printed:
    """Return the paper in a Word document; raise `InputError` for one that cannot be read."""
    with Package(data, name) as package:
        main = package.xml(_main(package))
        body = child(main, "body")
        if body is None:
            raise InputError([fault.DAMAGED.at(name)])
        reader = _Reader(package, body, name)
        content = reader.content(body)
    blocks = printed_blocks(content, Place(file=name))
    if not blocks and reader.pictures:
        raise InputError([fault.PICTURES_ONLY.at(name)])
    return Printed(name=name, format="docx", blocks=blocks, pages=reader.page, notes=reader.notes())


def _main(package: Package) -> str:
    """Return where the text is; some programs put a number behind the name."""
    relations = package.xml("_rels/.rels")
    targets = [
        found[1]
        for each in ([] if relations is None else relations)
        if (value(each, "Type") or "").endswith("/officeDocument")
        and (found := _MAIN.fullmatch(value(each, "Target") or ""))
    ]
    return targets[0] if targets else _USUAL_MAIN


class _Reader:
    """Goes through a paper from its beginning, counting paragraphs and pages."""

    def __init__(self, package: Package, body: Element, name: str) -> None:
        self._name = name
        self._styles = Styles(package.xml("word/styles.xml"))
        self._numbers = Numbers(package.xml("word/numbering.xml"))
        self._lines = 0
        self._depth = 0
        self._floating: list[Words | OpenTable] = []
        tags = {local(each) for each in body.iter()}
        # Where Word last saw pages begin; other programs do not tell, and then nobody knows.
        self.page = 1 if "lastRenderedPageBreak" in tags else None
        self.pictures = 0
        self._changed = bool(tags & {"ins", "del", "moveTo", "moveFrom"})
        self._noted = "footnoteReference" in tags

    def notes(self) -> tuple[Text, ...]:
        pictures = _PICTURES.format(count=self.pictures)
        told = ((_CHANGES, self._changed), (_FOOTNOTES, self._noted), (pictures, self.pictures > 0))
        return tuple(words for words, is_so in told if is_so)

    def content(self, parent: Element) -> list[Words | OpenTable]:
        """Return the paragraphs and tables inside an element."""
        found: list[Words | OpenTable] = []
        for each in _shown(parent):
            match local(each):
                case "p":
                    found += self._paragraph(each)
                case "tbl":
                    found.append(self._table(each))
                case _:
                    found += self.content(each)
        return found

    def _paragraph(self, element: Element) -> list[Words | OpenTable]:
        self._lines += 1
        line, form = self._lines, self._styles.form(element)
        page, text, bold = self.page, "", True
        for words, is_heavy in self._runs(element, form):
            if words.strip():
                page = page if text.strip() else self.page
                bold = bold and is_heavy
            text += words
        outside, self._floating = self._floating, []
        mark = self._numbers.mark(form.list_number, form.list_level) if form.list_number else ""
        # A list of contents says again what the headings say, and would be taken for them.
        if form.contents or not text.strip():
            return outside
        heading = form.heading or bold
        lines = [" ".join(part.split()) for part in (mark + text).split("\n")]
        return [*(Words(part, line, heading, page) for part in lines if part), *outside]

    def _runs(self, parent: Element, form: Form) -> Iterator[tuple[str, bool]]:
        for each in _shown(parent):
            if local(each) != "r":
                yield from self._runs(each, form)
                continue
            properties = child(each, "rPr")
            if child(properties, "vanish") is not None and is_on(value(child(properties, "vanish"))):
                continue
            bold = is_bold(properties)
            yield from ((text, form.bold if bold is None else bold) for text in self._texts(each))

    def _texts(self, run: Element) -> Iterator[str]:
        for each in _shown(run):
            match local(each):
                case "t":
                    yield each.text or ""
                case "tab" | "ptab":
                    yield " "
                case "br" | "cr":
                    yield "\n"
                case "noBreakHyphen":
                    yield "-"
                case "sym":
                    font, sign = (value(each, "font") or "").lower(), (value(each, "char") or "").upper()
                    yield _SIGNS.get((font, sign[-2:]), "")
                case "lastRenderedPageBreak":
                    self.page = (self.page or 1) + 1
                case "drawing" | "pict" | "object" | "Choice" | "Fallback":
                    self._float(each)

    def _float(self, parent: Element) -> None:
        """Keep what stands in boxes beside the text until its paragraph ends, and count pictures."""
        for each in _shown(parent):
            if local(each) == "txbxContent":
                # The paragraphs in it keep what floats beside themselves.
                kept, self._floating = self._floating, []
                self._floating = [*kept, *self.content(each)]
            else:
                self.pictures += local(each) in ("blip", "imagedata")
                self._float(each)

    def _table(self, element: Element) -> OpenTable:
        self._depth += 1
        if self._depth > DEEPEST_TABLE:
            raise InputError([fault.TOO_DEEP.at(self._name)])
        table = OpenTable(page=self.page)
        above: dict[int, OpenCell] = {}
        for row in _within(element, "tr"):
            if child(row, "trPr", "del") is None:
                above = self._row(row, above, table)
        self._depth -= 1
        return table

    def _row(self, element: Element, above: dict[int, OpenCell], table: OpenTable) -> dict[int, OpenCell]:
        """Add a row to the table; return the cells that the next row may go on with, by their columns."""
        row = OpenRow(page=self.page)
        table.rows.append(row)
        column = _count(child(element, "trPr", "gridBefore"), 0)
        if column:
            row.cells.append(OpenCell(columns=column))
        here: dict[int, OpenCell] = {}
        for each in _within(element, "tc"):
            merge, width = child(each, "tcPr", "vMerge"), _count(child(each, "tcPr", "gridSpan"), 1)
            content = self.content(each)
            if merge is not None and value(merge) in (None, "continue") and column in above:
                cell = above[column]
                cell.rows += 1
                cell.content += content
            else:
                cell = OpenCell(columns=width, content=content)
                row.cells.append(cell)
            here[column] = cell
            column += width
        return here


def _shown(parent: Element) -> Iterator[Element]:
    """Yield what is shown of an element's children; of two ways to show the same, the newer one."""
    for each in parent:
        name = local(each)
        if name == "AlternateContent":
            ways = [way for way in each if local(way) in ("Choice", "Fallback")]
            yield from ways[:1]
        elif name not in _SILENT:
            yield each


def _within(parent: Element, name: str) -> Iterator[Element]:
    """Yield the elements of a name inside wrappers, not those inside each other."""
    for each in _shown(parent):
        if local(each) == name:
            yield each
        elif local(each) in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"):
            yield from _within(each, name)


def _count(element: Element | None, usual: int) -> int:
    text = value(element) or ""
    return min(int(text), MOST_COLUMNS) if text.isdecimal() and len(text) <= len(str(MOST_COLUMNS)) else usual
