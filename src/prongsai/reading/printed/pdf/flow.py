"""Lines of a page to paragraphs: which line goes on with the next, and what stands between them."""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from prongsai.reading.printed.pdf.lettering import Written
from prongsai.reading.printed.pdf.signs import Mended, mended
from prongsai.reading.printed.pdf.tagged import Paragraph, Tags

# The sign or number that a point of a list begins with.
_ITEM = re.compile(
    r"[-–—•*▪◦‣·\uf0b7\uf0a7➢✓](?=\s|[^\d\s])"
    r"|\(?\d{1,2}(?:\.\d{1,2})*[.)](?=\s|[^\d\s])"
    r"|[1-9๑-๙](?:\.[1-9๑-๙]){1,2}\s+(?=[ก-ฮเ-ไ])"
    r"|(?:[ก-ฉ]\)|[ก-จ]\.)\s"
)
# No paragraph ends so.
_GOES_ON = ("–", "-", "/", ",", "(")
# The name below a signature, or the place for one.
_NAME = re.compile(r"\((?:[.…_ ]+|(?:นาย|นาง|ว่าที่|ดร\.|[ก-ฮ]+\.)[^()]*)\)")
# What follows upon these follows at once.
_TO_NEXT = re.compile(r"[-/(“]$|(?<! )–$")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$")
_LETTER, _SHORT = re.compile("[ก-๏]"), re.compile(r"(?:[ก-ฮ]{1,2}\.)+")
# All in parts of the size of the letters.
_INDENT, _HANGING, _PITCH = 1.2, 3.5, 2.0
# In parts of how far apart lines usually are; fewer lines than that tell nothing.
_LOOSE, _FEW = 1.15, 2
_LIKE_SIZE = 1.08
# A word of Thai is seldom longer; a line that ends so far from the edge ended there on purpose.
_LONG_WORD = 5.0
_WIDE = 12.0
_FULL = 5.0
_ROOMY = 0.4
_VALUE = 0.4
_SAME = 0.5
# Programs that weigh whole paragraphs begin a new line so much before they must; nobody so much.
_EARLY, _ON_PURPOSE = 1.2, 2.5


@dataclass(frozen=True, slots=True)
class Column:
    """What lines stand in: its edges, how far apart its lines are, and whether it is a cell of a table."""

    left: float
    right: float
    cell: bool = False
    pitch: float = 0.0


def together_in(column: Column, tags: Tags) -> Callable[[Written, Written], bool]:
    """Return what tells whether a line goes on with the one after it."""

    def together(line: Written, after: Written) -> bool:
        if _NAME.fullmatch(line.text.strip()) or _NAME.fullmatch(after.text.strip()):
            return False
        told, told_after = paragraph_of(line, tags), paragraph_of(after, tags)
        if told and told is told_after:
            return told.heading or not _is_broken_off(column, line, after)
        if told or told_after:
            return False
        if line.text.endswith(_GOES_ON):
            return True
        if after.base - line.base > max(_PITCH * line.size, _LOOSE * column.pitch) or begins_item(after.text):
            return False
        return _looks_together(column, line, after)

    return together


def pitch_of(lines: Sequence[Written]) -> float:
    """Return how far apart most lines are, nothing where there are too few to tell."""
    apart = [
        after.base - line.base
        for line, after in pairwise(lines)
        if after.base - line.base > _SAME * line.size
    ]
    return statistics.median(apart) if len(apart) > _FEW else 0.0


def _is_broken_off(column: Column, line: Written, after: Written) -> bool:
    """Tell whether a line of a paragraph ends on purpose, as those of a signature do."""
    room, size = column.right - line.right, line.size
    if room > after.right - after.left + _ON_PURPOSE * size:
        return True
    free = min(line.left, after.left) - column.left
    centred = (
        abs((line.left + line.right) - (after.left + after.right)) < size < 3 * abs(line.left - after.left)
    )
    return centred and not column.cell and min(room, free) > _ON_PURPOSE * size


def paragraph_of(line: Written, tags: Tags) -> Paragraph | None:
    """Return the paragraph that the producer of the file put a line in."""
    return next(
        (tags.paragraph_of[glyph.part] for glyph in line.glyphs if glyph.part in tags.paragraph_of), None
    )


def begins_item(text: str) -> bool:
    """Tell whether a line begins as a point of a list does."""
    return bool(_ITEM.match(text))


def _looks_together(column: Column, line: Written, after: Written) -> bool:
    if _are_beside(line, after) or _ended_early(column, line, after):
        return False
    if line.bold != after.bold and not _is_end_in_bold(column, line, after):
        return False
    if _begins_with_label(line) and _begins_with_label(after):
        return False
    if column.cell:
        return True
    indent, size = after.left - line.left, line.size
    hanging = _HANGING if begins_item(line.text) or _begins_with_label(line) else _INDENT
    if (indent > hanging * size and not _is_under_value(line, after)) or _is_centred(column, line, after):
        return False
    return max(line.size, after.size) <= _LIKE_SIZE * min(line.size, after.size)


def _are_beside(line: Written, after: Written) -> bool:
    return after.base - line.base < _SAME * line.size or after.left > line.right or line.left > after.right


def _is_end_in_bold(column: Column, line: Written, after: Written) -> bool:
    """Tell whether the last words of a paragraph, in bold, came to stand alone on a line."""
    full = column.right - line.right < _FULL * line.size
    return after.bold and full and after.right - after.left < _LONG_WORD * after.size


def _begins_with_label(line: Written) -> bool:
    return bool(line.glyphs) and line.glyphs[0].bold and not line.bold


def _ended_early(column: Column, line: Written, after: Written) -> bool:
    """Tell whether more of the next line would have had room in this one."""
    room, size, wide = column.right - line.right, line.size, column.right - column.left
    if room > after.right - after.left + _EARLY * size:
        return True
    return room > max(_LONG_WORD * size, _ROOMY * wide) and wide > _WIDE * size


def _is_under_value(line: Written, after: Written) -> bool:
    """Tell whether the next line begins where the value of a label begins in this one."""
    letters = [glyph for glyph in line.glyphs if not glyph.text.isspace()]
    return any(
        (glyph.left - before.right > _VALUE * glyph.size or before.bold > glyph.bold)
        and abs(glyph.left - after.left) < glyph.size / 3
        for before, glyph in pairwise(letters)
    )


def _is_centred(column: Column, line: Written, after: Written) -> bool:
    inside = min(line.left, after.left) - column.left > 2 * line.size
    return inside and abs((line.left + line.right) - (after.left + after.right)) < line.size


def goes_over(column: Column, line: Written, after: Written) -> bool:
    """Tell whether the last line of a page goes on with the first of the next."""
    if column.right - line.right > _FULL * line.size or _ended_early(column, line, after):
        return False
    if begins_item(after.text) or line.bold != after.bold or line.bold or line.hidden:
        return False
    alike = max(line.size, after.size) <= _LIKE_SIZE * min(line.size, after.size)
    return alike and after.left - column.left <= _HANGING * line.size


def gone_over(text: str, after: str, seen: Mended) -> str:
    """Return the text of a paragraph that stands on two pages."""
    return mended(text + _between(text, after) + after, seen)


def flowing(lines: Sequence[Written], seen: Mended) -> str:
    """Return the lines of a paragraph as one text, with a blank where the words need one."""
    text = ""
    for line in lines:
        seen["inside"] += line.inside
        text += _between(text, line.text) + line.text
    return mended(text, seen)


def _between(before: str, after: str) -> str:
    """Return what stands between two lines: Thai words follow each other without a blank."""
    if not before or before.endswith(" ") or _TO_NEXT.search(before) or after[:1] in ")”,.ๆฯ":
        return ""
    if _ADDRESS.search(before) and not _ADDRESS.match(after) and after[:1].isascii():
        return ""
    return "" if _LETTER.match(before[-1]) and _LETTER.match(after) and not _SHORT.match(after) else " "
