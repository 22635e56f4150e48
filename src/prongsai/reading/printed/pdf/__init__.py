"""PDF files to printed papers: by their text layer, and page by page by eye where they have none."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import Any

import pypdfium2
from pypdfium2 import raw

from prongsai.core.errors import InputError
from prongsai.core.printed import Block, Line, Place, Printed
from prongsai.core.text import Text
from prongsai.reading.printed import faults as fault
from prongsai.reading.printed import scan
from prongsai.reading.printed.pdf.cells import rounded
from prongsai.reading.printed.pdf.flow import gone_over
from prongsai.reading.printed.pdf.glyphs import UNREADABLE, Glyph, glyphs_of
from prongsai.reading.printed.pdf.held import Page
from prongsai.reading.printed.pdf.layer import Paper, blocks_of
from prongsai.reading.printed.pdf.rules import rules_of
from prongsai.reading.printed.pdf.sheet import Frame, Matrix, frame_of
from prongsai.reading.printed.pdf.signs import called_latin, notes, thai_for_latin
from prongsai.reading.printed.pdf.tagged import tags_of
from prongsai.reading.printed.picture import drawn
from prongsai.reading.printed.scan import tesseract

MOST_PAGES = 500
_PAGES = Text("หน้า", "pages")
_UNCLEAR = Text(
    "มีอักขระที่อ่านไม่ได้ แสดงเป็น \ufffd หน้า {pages}",
    "some characters cannot be read and are shown as \ufffd, on page {pages}",
)
# A page of which so much is no letters is looked at by eye.
_UNREADABLE = 0.3
# So much of a page is covered by the picture of a scanner; a stamp or a number may be printed over it.
_COVERED, _STAMP = 0.5, 60
# So many strokes on a page without letters were drawn in their place.
_OUTLINES = 100
_LOOKED_AT = 2_000


def parse(data: bytes, name: str) -> Printed:
    """Return the paper in a PDF; raise `InputError` for one that cannot be opened or read."""
    paper, eye = Paper(name), _Eye(name)
    unclear: list[int] = []
    blocks: list[Block] = []
    with opened(data, name) as document:
        count = len(document)
        if count > MOST_PAGES:
            raise InputError([fault.TOO_MUCH.at(name, most=MOST_PAGES, what_th=_PAGES.th, what_en=_PAGES.en)])
        for number in range(1, count + 1):
            with page_of(document, number, name) as page:
                frame = frame_of(page)
                glyphs = _glyphs(page, frame)
                if _is_picture(page, glyphs, frame):
                    blocks += eye.read(page, number, paper)
                    paper.open = None
                    continue
                unclear += [number] if any(glyph.text == UNREADABLE for glyph in glyphs) else []
                _add(blocks, list(_layer(page, number, (frame, glyphs), paper)), paper)
    if not blocks and eye.missed:
        raise InputError([tesseract.NOT_THERE.at(name)])
    said = (*notes(paper.seen), *eye.notes(), *_unclear(unclear))
    return Printed(name=name, format="pdf", blocks=tuple(blocks), pages=count, notes=said)


def _add(blocks: list[Block], page: Sequence[Block], paper: Paper) -> None:
    """Add the blocks of a page; a paragraph that goes on from the page before stands where it began."""
    if paper.goes_on and blocks and page:
        before, after = blocks[-1], page[0]
        if isinstance(before, Line) and isinstance(after, Line):
            blocks[-1] = replace(before, text=gone_over(before.text, after.text, paper.seen))
            page = page[1:]
    paper.goes_on = False
    blocks += page


def _layer(page: Any, number: int, seen: tuple[Frame, list[Glyph]], paper: Paper) -> Iterator[Block]:
    """Yield what the text layer of a page says; a page that is to be turned for reading is turned."""
    frame, glyphs = seen
    back = None
    letters = Counter(glyph.turn for glyph in glyphs if not glyph.text.isspace())
    turn = max(letters, key=lambda each: letters[each], default=0)
    if turn:
        frame, back = frame.turned(turn)
        glyphs = _glyphs(page, frame)
    _rename(glyphs, paper)
    for block in blocks_of(Page(number, frame, glyphs, rules_of(page, frame), tags_of(page)), paper):
        yield block if back is None else _moved(block, back)


def _moved(block: Block, back: Matrix) -> Block:
    """Return a block with its places on the page as it is seen."""
    where = _place(block.where, back)
    if isinstance(block, Line):
        return replace(block, where=where)
    rows = tuple(tuple(replace(cell, where=_place(cell.where, back)) for cell in row) for row in block.rows)
    return replace(block, rows=rows, where=where)


def _place(where: Place, back: Matrix) -> Place:
    return replace(where, box=rounded(back.around(where.box))) if where.box else where


def _unclear(pages: Sequence[int]) -> Iterator[Text]:
    if pages:
        yield _UNCLEAR.format(pages=_listed(pages))


def _listed(pages: Sequence[int]) -> str:
    return ", ".join(map(str, pages))


class _Eye:
    """Reads the pages that are pictures, where the program that can is there."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._read: list[int] = []
        self.missed: list[int] = []

    def read(self, page: Any, number: int, paper: Paper) -> Sequence[Block]:
        if not tesseract.is_there():
            self.missed.append(number)
            return ()
        self._read.append(number)
        if len(self._read) > scan.MOST_PAGES:
            words = {"what_th": scan.PAGES.th, "what_en": scan.PAGES.en}
            raise InputError([fault.TOO_MUCH.at(self._name, most=scan.MOST_PAGES, **words)])
        picture, scale = drawn(page, scan.DPI)
        return scan.page_blocks(scan.Scanned(picture, 1 / scale, number), paper)

    def notes(self) -> Iterator[Text]:
        if self._read:
            yield scan.BY_EYE.format(pages=_listed(self._read))
        if self.missed:
            yield tesseract.MISSED.format(pages=_listed(self.missed))


def _glyphs(page: Any, frame: Frame) -> list[Glyph]:
    with closing(page.get_textpage()) as text_page:
        return glyphs_of(page, text_page, frame)


@contextmanager
def opened(data: bytes, name: str) -> Iterator[Any]:
    """Open a PDF; raise `InputError` for one with a password and for what is none."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise InputError([_why_closed(data).at(name)]) from error
    with closing(document):
        yield document


def _why_closed(data: bytes) -> Any:
    document = raw.FPDF_LoadMemDocument64(data, len(data), None)
    if document:
        raw.FPDF_CloseDocument(document)
        return fault.DAMAGED
    locked = raw.FPDF_GetLastError() in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
    return fault.ENCRYPTED if locked else fault.DAMAGED


@contextmanager
def page_of(document: Any, number: int, name: str) -> Iterator[Any]:
    """Open a page, counted from 1; raise `InputError` for one that is broken."""
    try:
        page = document[number - 1]
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise InputError([fault.DAMAGED.at(f"{name}: {number}")]) from error
    with closing(page):
        yield page


def _is_picture(page: Any, glyphs: Sequence[Glyph], frame: Frame) -> bool:
    """Tell whether a page must be looked at: its letters are a picture, strokes, or codes that nobody can read."""
    letters = [glyph for glyph in glyphs if not glyph.text.isspace()]
    unreadable = sum(glyph.text == UNREADABLE for glyph in letters)
    if letters and unreadable > _UNREADABLE * len(letters):
        return True
    if len(letters) > _STAMP:
        return False
    items = [raw.FPDFPage_GetObject(page, number) for number in range(min(_LOOKED_AT, _count(page)))]
    if any(_covers(item, frame) for item in items):
        return True
    return (
        not letters
        and sum(raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_PATH for item in items) > _OUTLINES
    )


def _count(page: Any) -> int:
    return max(0, int(raw.FPDFPage_CountObjects(page)))


def _covers(item: Any, frame: Frame) -> bool:
    if raw.FPDFPageObj_GetType(item) not in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM):
        return False
    left, low, right, high = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(item, left, low, right, high)
    size = abs(right.value - left.value) * abs(high.value - low.value)
    return size > _COVERED * frame.width * frame.height


def _rename(glyphs: Sequence[Glyph], paper: Paper) -> None:
    """Read letters as Thai ones where their font calls them Latin."""
    if not called_latin("".join(glyph.text for glyph in glyphs)):
        return
    for glyph in glyphs:
        thai = thai_for_latin(glyph.text)
        paper.seen["misnamed"] += thai != glyph.text
        glyph.text = thai
