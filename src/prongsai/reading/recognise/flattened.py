"""Tables that were flattened: heads, then cells, each in a line of its own, one below the other.

Which column a line belongs to is told by the whole way through the lines: units and periods are known by what they
say, the columns follow each other, and measures are numbered.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from prongsai.core.printed import Block, Line
from prongsai.reading.recognise.cards import label_fields
from prongsai.reading.recognise.columns import Fields, Head, fields_of
from prongsai.reading.recognise.kinds import is_money, says_status
from prongsai.reading.recognise.lists import Piece, number_of, whole
from prongsai.reading.recognise.periods import period_in
from prongsai.reading.recognise.progress import told_status
from prongsai.reading.recognise.tables import Joined, Row
from prongsai.reading.recognise.units import is_unit
from prongsai.reading.recognise.wordlists import words_of

_FEWEST_HEADS = 3
_LONGEST_SHORT = 60
_MOST_LINES = 2000
# What a way through the lines gains or loses; only their order of size matters.
_FITS, _DOES_NOT, _SKIPS, _NEXT_ROW, _STAYS, _LONG_TITLE = 4, -4, -2, 3, -1, -3
_YEAR_OF_NONE = 2500
_SHORT_KINDS = ("period", "units", "status", "budget")
_PAGE = re.compile(r"[-–]?\s*(?:หน้า\s*)?\d{1,3}\s*[-–]|[-–]\s*\d{1,3}")
_NONE = re.compile(r"[-–—]+")
_BULLET = re.compile(r"[-–•●▪◦○]\s*[^\s\d-]")


def flattened(blocks: Iterable[Block]) -> Iterator[Joined]:
    """Yield the tables of measures that stand in the lines of a section."""
    lines = [block for block in blocks if isinstance(block, Line) and block.text.strip()]
    place = 0
    while place < len(lines):
        head = _head_at(lines, place)
        if head is None:
            place += 1
            continue
        end, body = _body(
            lines, place + len(head.columns), [line.text for line in lines[place:]][: len(head.columns)]
        )
        counted = "number" in head.columns[0]
        named = Head(head.columns[1:]) if counted else head
        rows = tuple(_numbered(named, body) if counted else _rows(named, body))
        if rows:
            yield Joined(named, rows, lines[place].where)
        place = max(end, place + 1)


def _head_at(lines: Sequence[Line], place: int) -> Head | None:
    """Return the head whose columns are named line by line from a place on, `None` where none is."""
    columns: list[Fields] = []
    for line in lines[place:]:
        fields = _column(line.text, first=not columns)
        if not fields or fields in columns:
            break
        columns.append(fields)
    head = Head(tuple(columns))
    if len(columns) < _FEWEST_HEADS or not head.of_measures:
        return None
    return head if "title" in columns["number" in columns[0]] else None


def _column(text: str, *, first: bool) -> Fields:
    """Return what a line names as the head of a column; before the title rows may be counted."""
    fields = label_fields(text)
    known = () if fields or len(text) > _LONGEST_SHORT else fields_of(text, exact=True)
    return known if set(known) <= ({"number"} if first else {"target", "codes"}) and known else fields


def _body(lines: Sequence[Line], place: int, head: Sequence[str]) -> tuple[int, list[Line]]:
    """Return where the lines of a table end, and its lines without heads and numbers that a new page repeats."""
    found: list[Line] = []
    end = place
    while end < min(len(lines), place + _MOST_LINES):
        line = lines[end]
        if [each.text for each in lines[end : end + len(head)]] == list(head):
            end += len(head)
            continue
        if line.heading or label_fields(line.text) or _closing().match(whole(line.text)):
            break
        found += [] if _PAGE.fullmatch(whole(line.text)) else [line]
        end += 1
    return end, found


@functools.cache
def _closing() -> re.Pattern[str]:
    return re.compile("|".join(words_of("progress")["closing"]["words"]))


def _numbered(head: Head, body: Sequence[Line]) -> Iterator[Row]:
    """Yield the rows of lines in which a number alone begins each of them."""
    begins: list[int] = []
    for place, line in enumerate(body):
        if whole(line.text).strip("().") == str(len(begins) + 1):
            begins.append(place)
    for first, last in pairwise([*begins, len(body)]):
        inside = body[first + 1 : last]
        yield from [_one_row(head, inside)] if inside else []


@dataclass(frozen=True, slots=True)
class _Way:
    """The best way to a column: what it gained, the column of each line so far, and the rows begun."""

    gain: int
    columns: tuple[int, ...]
    rows: int


def _way(head: Head, body: Sequence[Line], *, single: bool) -> _Way:
    """Return the best way through some lines; `single` where they are known to be of one row."""
    ways: dict[int, _Way] = {0: _Way(0, (0,), 1)}
    for line in body[1:]:
        kinds = _kinds(line)
        if single:
            ways = {
                column: _best({at: way for at, way in ways.items() if at <= column}, head, column, kinds)
                for column in range(len(head.columns))
            }
        else:
            ways = {column: _best(ways, head, column, kinds) for column in range(len(head.columns))}
    return max(ways.values(), key=lambda way: way.gain)


def _one_row(head: Head, body: Sequence[Line]) -> Row:
    cells: list[list[Piece]] = [[] for _ in head.columns]
    for line, column in zip(body, _way(head, body, single=True).columns, strict=True):
        cells[column] += [] if _NONE.fullmatch(line.text.strip()) else [Piece(line.text, line.where)]
    return _row(cells)


def _rows(head: Head, body: Sequence[Line]) -> Iterator[Row]:
    """Yield the rows along the best way through the lines."""
    if not body:
        return
    best = _way(head, body, single=False)
    cells: list[list[Piece]] = []
    before = len(head.columns)
    for line, column in zip(body, best.columns, strict=True):
        if column == 0 and before != 0:
            if cells:
                yield _row(cells)
            cells = [[] for _ in head.columns]
        cells[column].append(Piece(line.text, line.where))
        before = column
    yield _row(cells)


def _row(cells: Sequence[Sequence[Piece]]) -> Row:
    return Row(tuple(map(tuple, cells)), cells[0][0].where)


def _best(ways: dict[int, _Way], head: Head, column: int, kinds: frozenset[str]) -> _Way:
    """Return the best way that leads a line into a column."""

    def gain(before: int) -> int:
        begins = column == 0 and before != 0
        found = ways[before].gain + _step(before, column, len(head.columns))
        found += _counted(kinds, stays=column == before, titled=column == 0)
        return found + (_NEXT_ROW if begins and f"number {ways[before].rows + 1}" in kinds else 0)

    best = max(ways, key=gain)
    way = ways[best]
    return _Way(
        gain(best) + _fit(head.columns[column], kinds),
        (*way.columns, column),
        way.rows + (column == 0 and best != 0),
    )


def _step(before: int, column: int, width: int) -> int:
    """Return what it costs to go from one column to another: to the next nothing, over others more."""
    if column == before:
        return _STAYS
    ahead = column - before if column > before else width - before + column
    # From any column a new row begins at the first one only.
    if column < before and column != 0:
        return 100 * _SKIPS
    return (ahead - 1) * _SKIPS


def _counted(kinds: frozenset[str], *, stays: bool, titled: bool) -> int:
    """Return what the number of a line speaks for: 1 begins a column, others go on in it; a title is one line."""
    begins, counted = "number 1" in kinds, any(kind.startswith("number ") for kind in kinds)
    if titled and stays and "bullet" in kinds:
        # What is listed below a title are its steps.
        return -_STAYS
    if stays and "none" in kinds:
        return 2 * _DOES_NOT
    if titled:
        return (_LONG_TITLE if stays else 0) + (_DOES_NOT if stays and counted else 0)
    if stays:
        return _SKIPS if begins else -_STAYS if counted else 0
    return 1 if begins else _SKIPS if counted else 0


def _fit(fields: Fields, kinds: frozenset[str]) -> int:
    """Return how well a line that is of some kinds fits a column."""
    for name in _SHORT_KINDS:
        if name in fields:
            return _FITS if name in kinds else 0 if "none" in kinds else _DOES_NOT
    short = kinds & set(_SHORT_KINDS)
    told = "told" in kinds and "results" in fields
    return (_DOES_NOT // 2 if short else 0) + int(told)


def _kinds(line: Line) -> frozenset[str]:
    """Return what a line may be by its own words."""
    text = whole(line.text)
    number, said = number_of(text)
    found = {f"number {number}"} if number else set()
    if len(text) <= _LONGEST_SHORT:
        found |= {"period"} if period_in(text, _YEAR_OF_NONE) is not None else set()
        found |= {"units"} if not number and is_unit(said) else set()
        found |= {"status"} if says_status(text) else set()
        found |= {"budget"} if is_money(text) else set()
        found |= {"none"} if _NONE.fullmatch(text) else set()
    found |= {"bullet"} if _BULLET.match(text) else set()
    return frozenset(found | ({"told"} if told_status(text) is not None else set()))
