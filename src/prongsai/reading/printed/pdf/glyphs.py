"""The characters of a page of a PDF in the order of its content, each with the place where it was set.

PDFium tells them as they were written, so that Thai vowels and tone marks stay behind their letter; readers that
sort by place lose them. The blanks and line ends that PDFium adds by guess are left out.
"""

from __future__ import annotations

import ctypes
import statistics
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pypdfium2 import raw

from prongsai.core.printed import Box
from prongsai.reading.printed.pdf.sheet import Frame

# A page of the smallest print has some 15,000 characters.
MOST_GLYPHS = 60_000
UNREADABLE = "\ufffd"
# How far letters reach above and below their line, in parts of their size.
_ABOVE, _BELOW = 0.8, 0.25
_BOLD_FROM = 600
_USUAL_AA = 0.38
# An echo comes so many letters later, and so near behind the place of what it repeats, in parts of the size.
_ECHO, _NEAR = 5, 0.25
# What PDFium tells for a hyphen at the end of a line.
_HYPHEN = 0x02


@dataclass(slots=True)
class Glyph:
    """A character: `left` and `right` in points, `base` the line it stands on, from the upper left corner.

    `ink` is where the middle of what is seen of it stands: a mark is drawn over the letter before its own place.
    `part` is the piece of marked content it belongs to, -1 for none. `hidden`: set so that nobody sees it, as the
    text that a scanner laid behind its picture is. `turn`: how far its line is turned, in degrees. `piece` is the same
    for what was set in one go. `rough`: its place was guessed by a program that read a picture.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    ink: float
    part: int = -1
    bold: bool = False
    hidden: bool = False
    turn: int = 0
    piece: int = 0
    rough: bool = False

    @property
    def box(self) -> Box:
        return self.left, self.base - _ABOVE * self.size, self.right, self.base + _BELOW * self.size


@dataclass(frozen=True, slots=True)
class _Piece:
    number: int = 0
    part: int = -1
    hidden: bool = False
    bold: bool = False


_Pieces = dict[int, _Piece]


def glyphs_of(page: Any, text_page: Any, frame: Frame) -> list[Glyph]:
    """Return what can be seen of a page; what stands outside of the paper is left out."""
    count = min(raw.FPDFText_CountChars(text_page), MOST_GLYPHS)
    pieces: _Pieces = {}
    found = (_glyph(text_page, index, frame, pieces) for index in range(count))
    whole = list(_whole(_without_echoes([glyph for glyph in found if glyph and _is_on(glyph, frame)])))
    _widen(whole)
    return whole


def _without_echoes(glyphs: list[Glyph]) -> list[Glyph]:
    """Leave out letters with their signs that PDFium tells twice: once for each piece that they were drawn in."""
    kept: list[list[Glyph]] = []
    for cluster in _clusters(glyphs):
        if len(cluster) < 2 or not any(_is_echo(cluster, before) for before in kept[-_ECHO:]):
            kept.append(cluster)
    return [glyph for cluster in kept for glyph in cluster]


def _clusters(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Gather the letters that have one place between them: the file tells what they read as a whole."""
    clusters: list[list[Glyph]] = []
    for glyph in glyphs:
        if clusters and (clusters[-1][-1].left, clusters[-1][-1].piece) == (glyph.left, glyph.piece):
            clusters[-1].append(glyph)
        else:
            clusters.append([glyph])
    return clusters


def _is_echo(cluster: list[Glyph], before: list[Glyph]) -> bool:
    """Tell whether letters repeat others of one place, and are drawn where those are."""
    first, last, size = cluster[0], cluster[-1], cluster[0].size
    near = _NEAR + (_USUAL_AA if last.text == "ำ" else 0)
    return (
        [glyph.text for glyph in cluster] == [glyph.text for glyph in before]
        and abs(first.base - before[0].base) < size
        and before[0].left <= first.ink
        and last.ink <= max(glyph.right for glyph in before) + near * size
    )


def _widen(glyphs: list[Glyph]) -> None:
    """Give the vowel am its width where a file tells one place for it and its letter: half of it is not told."""
    widths = [(glyph.right - glyph.left) / glyph.size for glyph in glyphs if glyph.text == "า"]
    width = statistics.median(widths) if widths else _USUAL_AA
    for letter, glyph in pairwise(glyphs):
        if glyph.text == "ำ" and glyph.left == letter.left:
            glyph.right += width * glyph.size


def _glyph(page: Any, index: int, frame: Frame, pieces: _Pieces) -> Glyph | None:
    code = raw.FPDFText_GetUnicode(page, index)
    if raw.FPDFText_IsGenerated(page, index) == 1 or code in (0x0A, 0x0D):
        return None
    x, y = ctypes.c_double(), ctypes.c_double()
    loose = raw.FS_RECTF()
    turned = raw.FS_MATRIX()
    if not raw.FPDFText_GetCharOrigin(page, index, x, y) or not raw.FPDFText_GetLooseCharBox(
        page, index, loose
    ):
        return None
    raw.FPDFText_GetMatrix(page, index, turned)
    left, base = frame.matrix.of(x.value, y.value)
    corners = [frame.matrix.of(loose.left, loose.bottom)[0], frame.matrix.of(loose.right, loose.top)[0]]
    piece = _piece(page, index, pieces)
    return Glyph(
        text=_character(page, index, code),
        left=left,
        right=max(corners),
        base=base,
        size=raw.FPDFText_GetFontSize(page, index) * (turned.c**2 + turned.d**2) ** 0.5,
        ink=_middle(page, index, frame),
        part=piece.part,
        bold=piece.bold,
        hidden=piece.hidden,
        piece=piece.number,
        turn=_turn(turned, frame),
    )


def _turn(turned: Any, frame: Frame) -> int:
    """Return in which direction a line goes: 0 to the right, 90 down, 180 to the left, 270 up."""
    along = frame.matrix.a * turned.a + frame.matrix.c * turned.b
    down = frame.matrix.b * turned.a + frame.matrix.d * turned.b
    if abs(along) >= abs(down):
        return 0 if along >= 0 else 180
    return 90 if down > 0 else 270


def _character(page: Any, index: int, code: int) -> str:
    if code == _HYPHEN and raw.FPDFText_IsHyphen(page, index) == 1:
        return "-"
    if code == 0 or 0xD800 <= code <= 0xDFFF or raw.FPDFText_HasUnicodeMapError(page, index) == 1:
        return UNREADABLE
    # Control characters stand where the map of a font is missing.
    return UNREADABLE if code < 0x20 and code != 0x09 else chr(code)


def _middle(page: Any, index: int, frame: Frame) -> float:
    left, right, low, high = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(page, index, left, right, low, high)
    ends = frame.matrix.of(left.value, low.value), frame.matrix.of(right.value, high.value)
    return (ends[0][0] + ends[1][0]) / 2


def _piece(page: Any, index: int, pieces: _Pieces) -> _Piece:
    """Tell what all characters have in common that were set in one go."""
    item = raw.FPDFText_GetTextObject(page, index)
    if not item:
        return _Piece()
    key = ctypes.addressof(item.contents)
    if key not in pieces:
        pieces[key] = _Piece(
            len(pieces) + 1,
            raw.FPDFPageObj_GetMarkedContentID(item),
            raw.FPDFTextObj_GetTextRenderMode(item) == raw.FPDF_TEXTRENDERMODE_INVISIBLE,
            _is_bold(page, index),
        )
    return pieces[key]


def _is_bold(page: Any, index: int) -> bool:
    # Many fonts say by their name alone that they are bold.
    name = ctypes.create_string_buffer(200)
    length = raw.FPDFText_GetFontInfo(page, index, name, 200, ctypes.c_int())
    return raw.FPDFText_GetFontWeight(page, index) >= _BOLD_FROM or b"bold" in name.raw[:length].lower()


def _is_on(glyph: Glyph, frame: Frame) -> bool:
    return -1 <= glyph.ink <= frame.width + 1 and -1 <= glyph.base <= frame.height + 1 and glyph.size > 0


def _whole(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """Leave out what was printed twice on one place, as old programs make bold letters."""
    seen: set[tuple[str, int, int]] = set()
    for glyph in glyphs:
        key = (glyph.text, round(glyph.ink * 2), round(glyph.base * 2))
        if key not in seen or glyph.text.isspace():
            seen.add(key)
            yield glyph
