"""How wide words are, so that no table column is narrower than its widest word and no label leaves a chart."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate, pairwise

from prongsai.core.document import Table
from prongsai.core.thai import thai_digits
from prongsai.render.advances import BOLD, REGULAR, UNITS_PER_EM
from prongsai.render.words import widest_pieces

# Tenths of a millimetre in one point.
_POINT = Fraction(254, 72)
# The space between a cell's text and its rules, both sides together, in tenths of a millimetre.
CELL_PADDING = 40
# A letter that the fonts lack comes from another font; the widest are as wide as the type size.
_STRANGER = UNITS_PER_EM
# Every format asks for the same cells.
_REMEMBERED = 8192


def advance(text: str, *, bold: bool = False) -> int:
    """Return the width of `text` on one line, in units of the bundled fonts."""
    widths = BOLD if bold else REGULAR
    # Hardly a letter is strange, and to find out what kind it is takes long.
    return sum(widths[at] if (at := ord(sign)) in widths else _other(sign) for sign in text)


def set_width(units: int, size_pt: Fraction | int) -> int:
    """Return how wide so many units are at `size_pt`, in tenths of a millimetre, rounded up."""
    return -int(-units * size_pt * _POINT // UNITS_PER_EM)


def _other(character: str) -> int:
    return 0 if unicodedata.category(character) in ("Mn", "Me", "Cf") else _STRANGER


def column_widths(table: Table, total_mm: int, size_pt: Fraction | int) -> list[int]:
    """Return the widths of the columns in tenths of a millimetre; they add up to `total_mm`.

    The columns share the width as the table asks, except that none is narrower than its widest unbreakable word in
    the bundled fonts at `size_pt`. Where the words together need more than there is, every column gives way
    in proportion to its widest word.
    """
    total = total_mm * 10
    words = [widest_word(table, index) for index in range(len(table.columns))]
    least = [set_width(word, size_pt) + CELL_PADDING for word in words]
    if sum(least) >= total:
        return _whole([Fraction(total * width, sum(least)) for width in least], total)
    return _whole(_shared([column.width for column in table.columns], least, total), total)


def widest_word(table: Table, index: int) -> int:
    """Return the width of the widest unbreakable word of column `index`, in units of the bundled fonts."""
    cells = [_widest(table.columns[index].title, bold=True)]
    for row in table.rows:
        if index < len(row.cells) and not row.spans:
            cells += [_widest(run.text, bold=run.bold or row.heading) for run in row.cells[index]]
    return max(cells)


@functools.lru_cache(maxsize=_REMEMBERED)
def _widest(text: str, *, bold: bool) -> int:
    return max((advance(word, bold=bold) for word in widest_pieces(_broad(text))), default=0)


def _broad(text: str) -> str:
    """Return `text` in Thai digits, the wider ones, so that both scripts fit the same columns."""
    return thai_digits(text)


def _shared(shares: Sequence[int], least: Sequence[int], total: int) -> list[Fraction]:
    """Share out `total`: columns whose share is under their least get the least, the others share the rest."""
    fixed: set[int] = set()
    while True:
        free = [index for index in range(len(shares)) if index not in fixed]
        rest = total - sum(least[index] for index in fixed)
        whole = sum(shares[index] for index in free)
        widths = {index: Fraction(rest * shares[index], whole) for index in free}
        short = {index for index in free if widths[index] < least[index]}
        if not short:
            return [Fraction(least[i]) if i in fixed else widths[i] for i in range(len(shares))]
        fixed |= short


def _whole(widths: Sequence[Fraction], total: int) -> list[int]:
    """Cut to whole numbers at the running sums, so that they add up to `total` and no whole width changes."""
    edges = [int(edge) for edge in accumulate(widths, initial=Fraction(0))]
    edges[-1] = total
    return [right - left for left, right in pairwise(edges)]
