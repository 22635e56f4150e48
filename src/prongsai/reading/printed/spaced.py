"""Tables that blanks alone hold together: a head of several words, and rows whose words begin below them.

Cells go on in the lines below their row, and rows may have empty cells or an empty line between them. Only a head of at
least three columns with rows that begin in its first one is a table; everything else stays text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from prongsai.reading.printed.grid import Filled, FilledRow
from prongsai.reading.printed.marks import paragraphs
from prongsai.reading.printed.ruled import Row

Measure = Callable[[str], int]
_GAP = re.compile(r" {2,}")
_BEGINS = re.compile(r"[-–•●▪○◦*✓➢]\s|[(]?[\d๐-๙]{1,2}[.)]")
_FEWEST_COLUMNS, _FEWEST_ROWS = 3, 2
_LONGEST_HEAD = 45
# So many columns a word may begin off its head: marks of Thai letters are counted differently by editors.
_OFF = 3
_SHARE = 0.8
# So many empty lines may stand between two rows.
_MOST_EMPTY = 1
_MOST_LINES = 2000


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    start: int


@dataclass(slots=True)
class _Grid:
    """A table while it grows: where its columns begin, and its rows as lists of lines for each cell."""

    starts: tuple[int, ...]
    rows: list[tuple[Row, list[list[str]]]] = field(default_factory=list)
    pieces: int = 0
    in_line: int = 0

    def take(self, row: Row, pieces: Sequence[_Piece]) -> None:
        """Put the words of a line into their columns, as a new row or below the one before."""
        placed = list(self._placed(pieces))
        goes_on = bool(self.rows) and placed[0][0] > 0 and len(placed) * 2 <= len(self.starts)
        if not goes_on:
            self.rows.append((row, [[] for _ in self.starts]))
        for column, piece in placed:
            self.pieces += 1
            self.in_line += abs(piece.start - self.starts[column]) <= _OFF
            _add(self.rows[-1][1][column], piece.text)

    def _placed(self, pieces: Sequence[_Piece]) -> Iterator[tuple[int, _Piece]]:
        for piece in pieces:
            column = min(range(len(self.starts)), key=lambda place: abs(piece.start - self.starts[place]))
            yield column, piece

    @property
    def is_table(self) -> bool:
        """Whether rows begin in the first column, and nearly all words below their heads."""
        begun = sum(bool(cells[0]) for _, cells in self.rows[1:])
        return begun >= _FEWEST_ROWS and self.in_line >= self.pieces * _SHARE

    def filled(self) -> list[FilledRow]:
        return [
            FilledRow([Filled(paragraphs("\n".join(lines))) for lines in cells], row.number)
            for row, cells in self.rows
        ]


def _add(lines: list[str], text: str) -> None:
    """Add words to a cell: Thai goes on without a blank, what is counted begins a line of its own."""
    if not lines or _BEGINS.match(text):
        lines.append(text)
        return
    latin = lines[-1][-1:].isascii() or text[:1].isascii()
    lines[-1] = f"{lines[-1]}{' ' if latin and not lines[-1].endswith('/') else ''}{text}"


def spaced(rows: Sequence[Row]) -> Iterator[tuple[int, int, list[FilledRow]]]:
    """Yield where tables begin and end among some lines, with their rows."""
    at = 0
    while at < len(rows):
        # Marks above letters take no room to the eye, but programs that fill up with blanks count them.
        grown = [_grown(rows, at, measure) for measure in (_seen, len)]
        end, grid = max(grown, key=lambda each: each[0] if each[1] is not None else 0)
        if grid is not None:
            yield at, end, grid.filled()
        at = end


def _is_head(pieces: Sequence[_Piece]) -> bool:
    words = [piece.text for piece in pieces]
    named = all(len(text) <= _LONGEST_HEAD and re.search(r"[^\W\d_]", text) for text in words)
    return len(words) >= _FEWEST_COLUMNS and named


def _grown(rows: Sequence[Row], at: int, measure: Measure) -> tuple[int, _Grid | None]:
    """Return the table below a head with where it ends: before two empty lines, or words that begin below no head."""
    head = _pieces(rows[at].text, measure)
    if not _is_head(head):
        return at + 1, None
    grid = _Grid(tuple(piece.start for piece in head))
    grid.take(rows[at], head)
    end, empty = at + 1, 0
    for place in range(at + 1, min(len(rows), at + _MOST_LINES)):
        pieces = _pieces(rows[place].text, measure)
        if not pieces:
            empty += 1
            if empty > _MOST_EMPTY:
                break
            continue
        if rows[place].page != rows[at].page or not _fits(grid, pieces, after_empty=bool(empty)):
            break
        grid.take(rows[place], pieces)
        end, empty = place + 1, 0
    return (end, grid) if grid.is_table else (at + 1, None)


def _fits(grid: _Grid, pieces: Sequence[_Piece], *, after_empty: bool) -> bool:
    """Tell whether a line may be a row: its words begin below heads; one word alone begins below no first head."""
    off = [min(abs(piece.start - start) for start in grid.starts) for piece in pieces]
    if sum(each <= _OFF for each in off) < len(pieces) * _SHARE:
        return False
    if len(pieces) == 1:
        first = abs(pieces[0].start - grid.starts[0]) <= _OFF
        room = grid.starts[1] - grid.starts[0]
        return not after_empty and (not first or len(pieces[0].text) <= room)
    return True


def _pieces(text: str, measure: Measure) -> list[_Piece]:
    """Return the words between wide gaps with where each begins."""
    if "\t" in text or "|" in text:
        return [_Piece(text.strip(), 0)] if text.strip() else []
    found: list[_Piece] = []
    at = len(text) - len(text.lstrip(" "))
    for gap in [*_GAP.finditer(text, at), None]:
        end = gap.start() if gap else len(text)
        if text[at:end].strip():
            found.append(_Piece(text[at:end].strip(), measure(text[:at])))
        at = gap.end() if gap else end
    return found


def _seen(text: str) -> int:
    return sum(unicodedata.category(letter) != "Mn" for letter in text)
