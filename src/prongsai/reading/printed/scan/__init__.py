"""Pictures of papers: the words that a program reads in them, put together as those of a text layer are.

Whatever comes from here is marked as scanned: no digit of it is to be trusted alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from PIL import Image, ImageOps

from prongsai.core.errors import InputError
from prongsai.core.printed import Block, Box, Printed
from prongsai.core.text import Text
from prongsai.reading.printed.pdf.glyphs import Glyph
from prongsai.reading.printed.pdf.held import Page
from prongsai.reading.printed.pdf.lattice import Lattice, lattices
from prongsai.reading.printed.pdf.layer import Paper, blocks_of
from prongsai.reading.printed.pdf.sheet import Frame, Matrix
from prongsai.reading.printed.pdf.signs import Mended
from prongsai.reading.printed.pdf.tagged import Tags
from prongsai.reading.printed.picture import SHORT_SIDE, frames
from prongsai.reading.printed.scan import digits, tesseract
from prongsai.reading.printed.scan.ruled import rules_in
from prongsai.reading.printed.scan.tesseract import Word

DPI = 300
MOST_PAGES = 60
PAGES = Text("หน้าที่เป็นภาพ", "pages that are pictures")
BY_EYE = Text(
    "หน้า {pages} อ่านจากภาพ ตัวเลขอาจผิด โดยเฉพาะเลขไทย ต้องให้คนตรวจ",
    "page {pages}: read from a picture; figures may be wrong, Thai digits above all, and need a person to look",
)
# The mode of the program for a column of text of different sizes.
_COLUMN = 4
# Letters are darker than this, ruled lines at least than that.
_INK, _FAINT = 140, 215
# Lines of which the program is nowhere surer are dirt on the paper.
_DIRT = 30
# A line of Thai, from its lowest to its highest sign, is so high in parts of its size; its feet stand so far up.
_HIGH, _FEET = 1.35, 0.22
_TILTS = [tenth / 4 for tenth in range(-12, 13)]
_SMALL = 700
_CLEARLY = 1.05
# Cells are read one below the other, in one go; so much white is between them, in dots.
_BETWEEN, _MOST_HIGH = 24, 24_000
_SPECKLE = 12
# No score is wider, in inches, and one that is read as something else has some digit in it.
_SCORE = 1
_MAY_BE_SCORE = re.compile("[0-9๐-๙]")
# Signs of a number stand nearer to each other, in parts of the height of a line.
_BLANK = 0.12
# Marks above a line are so much flatter than it.
_FLAT = 0.55
_LARGE_ENOUGH = 0.9


@dataclass(frozen=True, slots=True)
class Scanned:
    """A picture of a page: `points` is how large a dot of it is."""

    picture: Image.Image
    points: float
    page: int


def parse(data: bytes, name: str) -> Printed:
    """Return the paper in a picture; raise `InputError` for one that cannot be opened, or where nothing reads pictures."""
    if not tesseract.is_there():
        raise InputError([tesseract.NOT_THERE.at(name)])
    paper = Paper(name)
    blocks: list[Block] = []
    count = 0
    with frames(data, name, MOST_PAGES) as every:
        for count, frame in enumerate(every, start=1):
            blocks += page_blocks(_scanned(frame, count), paper)
    note = BY_EYE.format(pages=", ".join(map(str, range(1, count + 1))))
    return Printed(name=name, format="scan", blocks=tuple(blocks), pages=count, notes=(note,))


def _scanned(frame: Image.Image, page: int) -> Scanned:
    """Return a picture at about the size that letters are read best at."""
    grey = ImageOps.autocontrast(_on_white(frame).convert("L"), cutoff=1)
    wanted = SHORT_SIDE / 72 * DPI / min(grey.size)
    if not _LARGE_ENOUGH < wanted < 1 / _LARGE_ENOUGH:
        size = round(grey.width * wanted), round(grey.height * wanted)
        grey = grey.resize(size, Image.Resampling.LANCZOS)
    return Scanned(grey, SHORT_SIDE / min(grey.size), page)


def _on_white(frame: Image.Image) -> Image.Image:
    if frame.mode not in ("RGBA", "LA", "PA") and "transparency" not in frame.info:
        return frame
    clear = frame.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear)


def page_blocks(scanned: Scanned, paper: Paper) -> Sequence[Block]:
    """Return what stands in a picture of a page, from top to bottom."""
    scanned = replace(scanned, picture=_straightened(scanned.picture))
    points = scanned.points
    rules = rules_in(scanned.picture.point(lambda value: 0 if value < _FAINT else 255), points)
    tables = [lattice for lattice in lattices(rules) if lattice.width > 1]
    words = _of_cells(scanned, tables, paper.name)
    words += _words(_without(scanned, tables), paper.name)
    size = scanned.picture.width * points, scanned.picture.height * points
    page = Page(scanned.page, Frame(*size, Matrix()), list(glyphs_of(words, points)), rules, Tags())
    kept, paper.seen = paper.seen, Mended()
    blocks = blocks_of(page, paper)
    # How the program spells what it saw says nothing of the file.
    paper.seen = kept
    return blocks


def _words(picture: Image.Image, name: str) -> Iterator[Word]:
    """Yield the words of a picture, scores as the net reads them."""
    for line in _by_line(tesseract.words(picture, _COLUMN, name)):
        yield from _with_scores(line, picture)


def _with_scores(line: Sequence[Word], picture: Image.Image) -> Iterator[Word]:
    """Yield the words of a line; those that stand where a score does are pieces of it, read as something else."""
    top, low = _height(line)
    left, right = min(word.left for word in line), max(word.left + word.width for word in line)
    strip = picture.crop((left, top, right, low))
    rest = list(line)
    for start, end in _apart(strip, round(_BLANK * (low - top))):
        pieces = [word for word in rest if left + start <= word.left + word.width / 2 < left + end]
        if not any(_MAY_BE_SCORE.search(word.text) for word in pieces):
            continue
        score = _score(strip.crop((start, 0, end, low - top)))
        if score:
            rest = [word for word in rest if word not in pieces]
            yield replace(pieces[0], text=score, left=left + start, width=end - start)
    yield from rest


def _apart(strip: Image.Image, blank: int) -> list[tuple[int, int]]:
    """Return where there is ink in a line, from dot to dot, with as much white between as between words."""
    ink = strip.point(lambda value: 255 if value < _INK else 0).resize((strip.width, 1), Image.Resampling.BOX)
    return [found.span() for found in re.finditer(rb"[^\0](?:\0{,%d}[^\0])*" % blank, ink.tobytes())]


def _by_line(words: Iterable[Word]) -> list[list[Word]]:
    ordered = sorted(words, key=lambda word: word.line)
    return [list(line) for _, line in groupby(ordered, key=lambda word: word.line)]


def _straightened(picture: Image.Image) -> Image.Image:
    """Turn a picture so far that its lines are level: the rows between lines are whitest then."""
    small = picture.copy()
    small.thumbnail((_SMALL, _SMALL * 2))
    uneven = {
        tilt: _unevenness(small.rotate(tilt, Image.Resampling.BICUBIC, fillcolor=255)) for tilt in _TILTS
    }
    best = max(uneven, key=lambda tilt: uneven[tilt])
    if uneven[best] < _CLEARLY * uneven[0]:
        return picture
    return picture.rotate(best, Image.Resampling.BICUBIC, fillcolor=255)


def _unevenness(picture: Image.Image) -> int:
    rows = picture.resize((1, picture.height), Image.Resampling.BOX).tobytes()
    return sum((after - before) ** 2 for before, after in pairwise(rows))


def _without(scanned: Scanned, tables: Iterable[Lattice]) -> Image.Image:
    picture = scanned.picture.copy()
    for lattice in tables:
        picture.paste(255, _dots(lattice.box, scanned.points))
    return picture


def _dots(box: Box, points: float) -> tuple[int, int, int, int]:
    left, top, right, low = (round(edge / points) for edge in box)
    return left, top, right, low


def glyphs_of(words: Sequence[Word], points: float) -> Iterator[Glyph]:
    """Yield words as what is set on paper, those of a line on one foot line and of one size."""
    for line in _without_ghosts(_lines(words)):
        top, low = _height(line)
        size = (low - top) / _HIGH * points
        for word in sorted(line, key=lambda word: word.left):
            left, right = word.left * points, (word.left + word.width) * points
            foot, middle = low * points - _FEET * size, (left + right) / 2
            yield Glyph(word.text, left, right, foot, size, middle, hidden=True, rough=True)


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    # A single sign may be a figure; only what is unsure as a whole is dirt on the paper.
    return [line for line in _by_line(words) if max(word.sure for word in line) >= _DIRT]


def _height(line: Sequence[Word]) -> tuple[int, int]:
    return min(word.top for word in line), max(word.top + word.height for word in line)


def _without_ghosts(lines: Sequence[list[Word]]) -> Iterator[list[Word]]:
    """Leave out lines that are but the tone marks of the line below, read as letters of their own."""
    for line in lines:
        if not any(_is_ghost(line, other) for other in lines):
            yield line


def _is_ghost(line: Sequence[Word], of: Sequence[Word]) -> bool:
    (top, low), (upper, lower) = _height(line), _height(of)
    beside = line[0].left > of[-1].left + of[-1].width or of[0].left > line[-1].left + line[-1].width
    return (
        not beside
        and low - top < _FLAT * (lower - upper)
        and upper - (low - top) < top < upper + (low - top)
        and low < (upper + lower) / 2
    )


# Cells: each is cut out, and all are read one below the other, so that no line goes over into the next cell


@dataclass(frozen=True, slots=True)
class _Cut:
    """The picture of a cell, and where on the page it was cut out."""

    picture: Image.Image
    left: int
    top: int


def _of_cells(scanned: Scanned, tables: Sequence[Lattice], name: str) -> list[Word]:
    cuts = [cut for lattice in tables for slot in lattice.slots if (cut := _cut(scanned, slot.box))]
    scores = {place: score for place, cut in enumerate(cuts) if (score := _score(cut.picture))}
    found = [_whole(cuts[place], score, (0, place)) for place, score in scores.items()]
    others = [cut for place, cut in enumerate(cuts) if place not in scores]
    for number, sheet in enumerate(_sheets(others), start=1):
        picture, tops = _one_below_the_other(sheet)
        for word in _words(picture, name):
            found += _back(word, list(zip(sheet, tops, strict=True)), number)
    return found


def _score(picture: Image.Image) -> str:
    return digits.score_in(picture) if max(picture.size) <= _SCORE * DPI else ""


def _whole(cut: _Cut, text: str, line: tuple[int, ...]) -> Word:
    return Word(text, cut.left, cut.top, *cut.picture.size, line=line, sure=100)


def _cut(scanned: Scanned, box: Box) -> _Cut | None:
    """Return the picture of a cell, `None` for one that nothing stands in."""
    left, top, right, low = _dots(box, scanned.points)
    edge = max(2, round(1.5 / scanned.points))
    if right - left <= 2 * edge or low - top <= 2 * edge:
        return None
    picture = scanned.picture.crop((left + edge, top + edge, right - edge, low - edge))
    if sum(picture.histogram()[:_INK]) <= _SPECKLE:
        return None
    # Without the white around them, lines of all cells are about as far apart as those of a column.
    x0, y0, x1, y1 = picture.point(lambda value: 255 if value < _INK else 0).getbbox() or (0, 0, 1, 1)
    return _Cut(picture.crop((x0, y0, x1, y1)), left + edge + x0, top + edge + y0)


def _sheets(cuts: Iterable[_Cut]) -> Iterator[list[_Cut]]:
    waiting: list[_Cut] = []
    high = 0
    for cut in cuts:
        if waiting and high + cut.picture.height > _MOST_HIGH:
            yield waiting
            waiting, high = [], 0
        waiting.append(cut)
        high += cut.picture.height + _BETWEEN
    if waiting:
        yield waiting


def _one_below_the_other(cuts: Sequence[_Cut]) -> tuple[Image.Image, list[int]]:
    width = max(cut.picture.width for cut in cuts) + 2 * _BETWEEN
    height = sum(cut.picture.height + _BETWEEN for cut in cuts) + _BETWEEN
    sheet, tops, top = Image.new("L", (width, height), 255), [], _BETWEEN
    for cut in cuts:
        sheet.paste(cut.picture, (_BETWEEN, top))
        tops.append(top)
        top += cut.picture.height + _BETWEEN
    return sheet, tops


def _back(word: Word, places: Sequence[tuple[_Cut, int]], number: int) -> Iterator[Word]:
    """Yield a word where it stands on the page."""
    middle = word.top + word.height / 2
    for place, (cut, top) in enumerate(places):
        if top - _BETWEEN / 2 <= middle < top + cut.picture.height + _BETWEEN / 2:
            left, high = word.left - _BETWEEN + cut.left, word.top - top + cut.top
            # Words of two cells are never of one line.
            yield replace(word, left=left, top=high, line=(-number, place, *word.line))
