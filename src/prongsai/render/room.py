"""How much room Thai text takes where every letter is about as wide as the next: terminals and spreadsheet cells."""

from __future__ import annotations

import math
import unicodedata

# A line of 14 pt Thai with marks above and below it, in points.
LINE_HEIGHT = 22


def width(text: str) -> int:
    """Return how many columns a text takes: Thai marks above and below, and invisible signs, take none."""
    return sum(unicodedata.category(letter) not in ("Mn", "Me", "Cf") for letter in text)


def row_height(*cells: tuple[str, int]) -> int:
    """Return the height, in points, of a row whose wrapped texts stand in columns of these widths (in digits)."""
    lines = 1
    for text, room in cells:
        wrapped = (math.ceil(width(line) / room) for line in text.split("\n"))
        lines = max(lines, sum(max(each, 1) for each in wrapped))
    return lines * LINE_HEIGHT
