"""Characters set on paper, joined to lines and paragraphs again."""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from prongsai.core.printed import Box
from prongsai.reading.printed.pdf.glyphs import Glyph
from prongsai.reading.printed.pdf.signs import is_mark

# All in parts of the size of the letters. A blank that was not written is at least this wide …
_BLANK = 0.17
# A letter and a digit may be one code, which fonts of two scripts set a little apart.
_IN_CODE = 0.5
_CODE = re.compile("(?<![A-Za-z])[OoIiEe]$")
# The places of letters that were read from a picture are less exact.
_BLANK_SEEN = 0.27
# … and one that was written but takes no room stands inside a word.
_NO_ROOM = 0.04
# What stands this far apart on one line was put side by side: two signatures, a label and its value.
APART = 2.5
# Letters stand on one line where their feet differ by less.
_SAME_LINE = 0.25
# How far back the next letter may begin, by kerning or because a mark takes no room.
_BACK = 0.5
# What is set so far apart are two words, or letters drawn apart to fill a line.
_WORDS = 0.25
_SLACK = 0.03


@dataclass(slots=True)
class Stroke:
    """A piece of a line that stands together."""

    glyphs: list[Glyph]

    @property
    def left(self) -> float:
        return min(glyph.left for glyph in self.glyphs)

    @property
    def right(self) -> float:
        return max(glyph.right for glyph in self.glyphs)

    @property
    def base(self) -> float:
        return statistics.median(glyph.base for glyph in self.glyphs)

    @property
    def size(self) -> float:
        return max(glyph.size for glyph in self.glyphs)


@dataclass(slots=True)
class Written:
    """A line as it is read: `inside` counts the blanks taken out of words."""

    text: str
    box: Box
    base: float
    size: float
    glyphs: list[Glyph] = field(default_factory=list)
    inside: int = 0

    @property
    def left(self) -> float:
        return self.box[0]

    @property
    def right(self) -> float:
        return self.box[2]

    @property
    def bold(self) -> bool:
        seen = [glyph.bold for glyph in self.glyphs if not glyph.text.isspace()]
        return sum(seen) > 0.9 * len(seen)

    @property
    def hidden(self) -> bool:
        return sum(glyph.hidden for glyph in self.glyphs) * 2 > len(self.glyphs)


def lines(glyphs: Iterable[Glyph], apart: float = APART) -> list[Written]:
    """Return the lines from top to bottom; what stands far apart on one line becomes several, from left to right."""
    every = list(glyphs)
    rows = _rows(_strokes([glyph for glyph in every if glyph.turn == 0]))
    found = [written(piece) for row in rows for piece in _pieces(row, apart)]
    sideways = list(_sideways([glyph for glyph in every if glyph.turn]))
    return sorted(found + sideways, key=lambda line: line.base) if sideways else found


def _sideways(glyphs: Sequence[Glyph]) -> Iterator[Written]:
    """Yield what is set up or down the page, as the heads of narrow columns are."""
    for _, every in groupby(glyphs, key=lambda glyph: glyph.turn):
        line = list(every)
        text = "".join(glyph.text for glyph in line).strip()
        if text:
            box = union(glyph.box for glyph in line)
            yield Written(text, box, box[3], line[0].size, line)


def _strokes(glyphs: Sequence[Glyph]) -> list[Stroke]:
    """Cut the characters, in the order of the content, where the pen was set down elsewhere."""
    found: list[Stroke] = []
    lost: list[Glyph] = []
    for glyph in glyphs:
        goes_on = bool(found) and _goes_on(found[-1].glyphs[-1], glyph)
        if is_mark(glyph.text) and not (goes_on and _is_over(glyph, found[-1].glyphs)):
            lost.append(glyph)
        elif goes_on:
            found[-1].glyphs.append(glyph)
        else:
            found.append(Stroke([glyph]))
    whole = [stroke for stroke in found if any(not glyph.text.isspace() for glyph in stroke.glyphs)]
    for mark in lost:
        _put_back(mark, whole)
    return whole


def _goes_on(before: Glyph, after: Glyph) -> bool:
    size = max(before.size, after.size)
    if abs(before.base - after.base) > _SAME_LINE * size:
        return False
    return -_BACK * size <= after.left - before.right <= APART * size


def _is_over(mark: Glyph, before: Sequence[Glyph]) -> bool:
    """Tell whether a mark is drawn over the letter that it was written behind."""
    letter = next((glyph for glyph in reversed(before) if not is_mark(glyph.text)), None)
    if letter is None or letter.text.isspace():
        return False
    # Letters with one place between them have none of their own.
    return mark.left == letter.left or mark.ink >= letter.left - _SLACK * mark.size


def _put_back(mark: Glyph, strokes: list[Stroke]) -> None:
    near = [stroke for stroke in strokes if abs(stroke.base - mark.base) <= mark.size]
    places = [
        (_distance(glyph, mark), abs(glyph.base - mark.base), index, stroke)
        for stroke in near
        for index, glyph in enumerate(stroke.glyphs)
        if not is_mark(glyph.text) and not glyph.text.isspace()
    ]
    if not places:
        strokes.append(Stroke([mark]))
        return
    _, _, index, stroke = min(places, key=lambda place: place[:2])
    while index + 1 < len(stroke.glyphs) and is_mark(stroke.glyphs[index + 1].text):
        index += 1
    mark.base, mark.left, mark.right = stroke.base, stroke.glyphs[index].right, stroke.glyphs[index].right
    stroke.glyphs.insert(index + 1, mark)


def _distance(letter: Glyph, mark: Glyph) -> float:
    """Return how far beside a letter a mark is drawn."""
    outside = max(letter.left - mark.ink, mark.ink - letter.right, 0.0)
    return outside or abs((letter.left + letter.right) / 2 - mark.ink) / 1000


def _rows(strokes: list[Stroke]) -> list[list[Stroke]]:
    """Gather what stands on one line, from top to bottom."""
    rows: list[list[Stroke]] = []
    for stroke in sorted(strokes, key=lambda stroke: stroke.base):
        if rows and stroke.base - rows[-1][0].base <= _SAME_LINE * min(stroke.size, rows[-1][0].size):
            rows[-1].append(stroke)
        else:
            rows.append([stroke])
    return [sorted(_words(row), key=lambda stroke: stroke.left) for row in rows]


def _words(row: Iterable[Stroke]) -> Iterator[Stroke]:
    """Cut strokes at wide gaps: signs of another font are often set later into room that was left for them."""
    for stroke in row:
        word: list[Glyph] = []
        for glyph in stroke.glyphs:
            if word and glyph.left - word[-1].right > _WORDS * glyph.size:
                yield Stroke(word)
                word = []
            word.append(glyph)
        yield Stroke(word)


def _pieces(row: list[Stroke], apart: float) -> list[list[Stroke]]:
    pieces = [[row[0]]]
    for before, after in pairwise(row):
        if after.left - before.right > apart * max(before.size, after.size):
            pieces.append([after])
        else:
            pieces[-1].append(after)
    return pieces


def written(strokes: Sequence[Stroke]) -> Written:
    """Return strokes of one line as one line."""
    glyphs = [glyph for stroke in strokes for glyph in stroke.glyphs]
    text, inside = _text(strokes)
    seen = [glyph for glyph in glyphs if not glyph.text.isspace()]
    boxes = [glyph.box for glyph in seen]
    box = (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )
    base = statistics.median(glyph.base for glyph in seen)
    return Written(text, box, base, statistics.median(glyph.size for glyph in seen), glyphs, inside)


def _text(strokes: Sequence[Stroke]) -> tuple[str, int]:
    parts: list[str] = []
    inside = 0
    spread = _spread(strokes)
    last: Glyph | None = None
    blank: Glyph | None = None
    for glyph in (glyph for stroke in strokes for glyph in stroke.glyphs):
        if glyph.text.isspace():
            blank = blank or glyph
            continue
        gap = (glyph.left - last.right) / glyph.size if last else 0.0
        if blank and last and gap < _NO_ROOM:
            inside += 1
        elif blank or (last and gap > spread + _needed(parts, glyph)):
            parts.append(" ")
        parts.append(glyph.text)
        last, blank = glyph, None
    return "".join(parts) + (" " if blank else ""), inside


def _needed(before: Sequence[str], glyph: Glyph) -> float:
    """Return how wide a gap must be to be taken for a blank."""
    if glyph.rough:
        return _BLANK_SEEN
    return _IN_CODE if glyph.text.isdigit() and _CODE.search("".join(before[-2:])) else _BLANK


def _spread(strokes: Sequence[Stroke]) -> float:
    """Tell how far the letters of a line were drawn apart to fill it, in parts of their size."""
    gaps = [
        (after.left - before.right) / after.size
        for stroke in strokes
        for before, after in zip(stroke.glyphs, stroke.glyphs[1:], strict=False)
        if not (before.text.isspace() or after.text.isspace() or is_mark(after.text) or len(after.text) > 1)
    ]
    return max(0.0, statistics.median(gaps)) if gaps else 0.0


Together = Callable[[Written, Written], bool]


def paragraphs(found: Sequence[Written], together: Together) -> list[list[Written]]:
    """Gather the lines of each paragraph; `together` tells whether a line goes on with the one after it."""
    gathered: list[list[Written]] = []
    for line in found:
        if gathered and together(gathered[-1][-1], line):
            gathered[-1].append(line)
        else:
            gathered.append([line])
    return gathered


def union(boxes: Iterable[Box]) -> Box:
    """Return the smallest box around others."""
    every = list(boxes)
    return (
        min(b[0] for b in every),
        min(b[1] for b in every),
        max(b[2] for b in every),
        max(b[3] for b in every),
    )
