"""Tables that are ruled between their rows alone: the columns are where no row has letters."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from prongsai.core.printed import Box
from prongsai.reading.printed.pdf.glyphs import Glyph
from prongsai.reading.printed.pdf.held import Held, Page, Tables
from prongsai.reading.printed.pdf.lattice import joined
from prongsai.reading.printed.pdf.rules import Rule

_ALIKE = 8.0
_FEWEST_RULES = 3
_SHORTEST = 120.0
# In parts of the size of the letters: less stands between words, more between columns.
_GUTTER = 0.36
_WORDS = 0.34
_SURELY_APART = 0.6
# Where one row in so many has letters, it is a heading that reaches over two columns.
_ONE_IN = 8
_MIDDLE = 0.25
# More than this is left free above and below the letters of a row by no table.
_PADDED = 2.2
_Span = tuple[float, float]


def banded_tables(page: Page, glyphs: Sequence[Glyph]) -> Tables:
    """Return the tables that lines across part into rows, and the characters outside of them."""
    tables = []
    for band in _bands(page.rules):
        for strips in _parted(band, glyphs):
            cells = _cells(strips, (band[0].start, band[0].end))
            if cells:
                tables.append(cells)
                taken = {id(glyph) for cell in cells for glyph in cell.glyphs}
                glyphs = [glyph for glyph in glyphs if id(glyph) not in taken]
    return tables, list(glyphs)


def _bands(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Gather the lines across that begin and end at the same places."""
    bands: list[list[Rule]] = []
    for rule in sorted((rule for rule in joined(rules) if rule.across), key=lambda rule: rule.at):
        if rule.end - rule.start < _SHORTEST:
            continue
        for band in bands:
            if abs(band[0].start - rule.start) <= _ALIKE and abs(band[0].end - rule.end) <= _ALIKE:
                band.append(rule)
                break
        else:
            bands.append([rule])
    return [band for band in bands if len(band) >= _FEWEST_RULES]


def _is_in(glyph: Glyph, box: Box) -> bool:
    middle = glyph.base - _MIDDLE * glyph.size
    return box[0] - _ALIKE <= glyph.ink <= box[2] + _ALIKE and box[1] <= middle <= box[3]


_Strip = tuple[float, float, list[Glyph]]


def _cells(strips: Sequence[_Strip], sides: _Span) -> list[Held] | None:
    if len(strips) < 2:
        return None
    edges = _edges(strips, sides)
    if len(edges) < 3:
        return None
    return [cell for number, strip in enumerate(strips) for cell in _row(number, strip, edges)]


def _parted(band: Sequence[Rule], glyphs: Sequence[Glyph]) -> list[list[_Strip]]:
    """Return the strips between the rules, parted where what stands between two rules is no row of a table."""
    runs: list[list[_Strip]] = [[]]
    for upper, lower in pairwise(band):
        box = band[0].start, upper.at, band[0].end, lower.at
        inside = [glyph for glyph in glyphs if _is_in(glyph, box)]
        if all(glyph.text.isspace() for glyph in inside):
            continue
        if _is_row(inside, upper.at, lower.at):
            runs[-1].append((upper.at, lower.at, inside))
        else:
            runs.append([])
    return runs


def _is_row(glyphs: Sequence[Glyph], top: float, low: float) -> bool:
    """Tell whether letters fill what is between two rules, as they do in a row but not between two tables."""
    letters = [glyph for glyph in glyphs if not glyph.text.isspace()]
    size, bases = _size(letters), sorted(glyph.base for glyph in letters)
    if bases[0] - top > _PADDED * size or low - bases[-1] > _PADDED * size:
        return False
    return len(spans(letters)) > 1 or bases[-1] - bases[0] < _PADDED * size


def _size(glyphs: Sequence[Glyph]) -> float:
    return statistics.median(glyph.size for glyph in glyphs)


def spans(glyphs: Sequence[Glyph], apart: float = _WORDS) -> list[_Span]:
    """Return where along the width letters stand; what is less apart, in parts of their size, is taken together."""
    found: list[_Span] = []
    # Of several lines, the letters of one may stand below the blanks of another.
    for glyph in sorted(
        (glyph for glyph in glyphs if not glyph.text.isspace()), key=lambda glyph: glyph.left
    ):
        if found and glyph.left - found[-1][1] <= apart * glyph.size:
            found[-1] = (found[-1][0], max(found[-1][1], glyph.right))
        else:
            found.append((glyph.left, glyph.right))
    return found


def _edges(strips: Sequence[_Strip], sides: _Span) -> list[float]:
    """Return the edges of the columns: in the middle of what next to no row of more than one part covers."""
    size = _size([glyph for _, _, found in strips for glyph in found])
    parted = [found for _, _, found in strips if len(spans(found, _SURELY_APART)) > 1]
    few = len(parted) // _ONE_IN
    middles = []
    start: float | None = None
    for at, count in _covering(parted):
        if count <= few:
            start = at if start is None else start
        elif start is not None:
            middles += [(start + at) / 2] if at - start >= _GUTTER * size else []
            start = None
    return [sides[0], *middles[1:], sides[1]]


def _covering(rows: Sequence[Sequence[Glyph]]) -> list[tuple[float, int]]:
    """Return from where on, along the width, how many rows have letters; none at first."""
    changes: Counter[float] = Counter()
    for start, end in (span for row in rows for span in spans(row)):
        changes[start] += 1
        changes[end] -= 1
    count, found = 0, [(float("-inf"), 0)]
    for at in sorted(changes):
        count += changes[at]
        found.append((at, count))
    return found


def _row(number: int, row: _Strip, edges: Sequence[float]) -> list[Held]:
    """Return the cells of a row; what reaches over the edge of a column takes the next one too."""
    top, low, glyphs = row
    cells = []
    for first, last in _reaches(glyphs, edges):
        box = edges[first], top, edges[last + 1], low
        inside = [glyph for glyph in glyphs if first <= _strip(edges, glyph.ink) <= last]
        cells.append(Held(number, first, 1, last - first + 1, box, inside))
    return cells


def _reaches(glyphs: Sequence[Glyph], edges: Sequence[float]) -> list[tuple[int, int]]:
    """Return the first and last column of every cell, from left to right."""
    whole = [(_strip(edges, start), _strip(edges, end)) for start, end in spans(glyphs)]
    if whole[0][0] == 0 < whole[-1][1] and len(spans(glyphs, _SURELY_APART)) == 1:
        # A heading between rows, across all of the table.
        return [(0, len(edges) - 2)]
    reaches: list[tuple[int, int]] = []
    for first, last in sorted(whole + [(column, column) for column in range(len(edges) - 1)]):
        if reaches and first <= reaches[-1][1]:
            reaches[-1] = (reaches[-1][0], max(reaches[-1][1], last))
        else:
            reaches.append((first, last))
    return reaches


def _strip(edges: Sequence[float], value: float) -> int:
    inner = edges[1:-1]
    return sum(edge <= value for edge in inner)
