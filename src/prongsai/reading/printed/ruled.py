"""Tables that are drawn in plain text: by tabs, by pipes, or by blanks that keep columns in line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from prongsai.reading.printed.grid import Filled, FilledRow
from prongsai.reading.printed.marks import paragraphs

# A quotation mark that nobody closed must not swallow the rest of the file.
LONGEST_CELL = 60
# So many lines without a tab between two rows are one row's words that broke, not text between two tables.
LONGEST_BREAK = 2

_OPEN = re.compile(r'(?:^|\t)"(?:[^"]|"")*$')
_CLOSE = re.compile(r'(?:[^"]|"")*"(?:\t|$)')
_COUNTED = re.compile(r"[(]?[\d๐-๙]{1,3}(?:[.][\d๐-๙]{1,3})*[.)]+|[A-Za-zก-ฮ][.)]|[-–•▪●○◦o*➢✓]")
# What the lines of a memo's head begin with; two of them make one.
_MEMO = ("ส่วนราชการ", "ที่", "วันที่", "เรื่อง", "เรียน")
_LONGEST_HEAD = 6
_PIPE = re.compile(r"(?<!\\)\|")
_PIPE_RULE = re.compile(r"(?:\|\s*)?:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_GRID_RULE = re.compile(r"\+(?:[-=:]+\+)+")
_GAP = re.compile(r" {2,}")
_FEWEST_ALIGNED = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the file with its number, and its page where the file has pages."""

    number: int
    page: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """A run of lines; the rows of its table where it draws one."""

    rows: list[Row]
    table: list[FilledRow] | None = None


def quoted_lines(lines: Sequence[str], index: int) -> int:
    """Return how many lines the row that begins at `index` takes: more than one where a quoted cell goes on."""
    if not _OPEN.search(lines[index]):
        return 1
    for taken in range(1, min(LONGEST_CELL, len(lines) - index)):
        closed = _CLOSE.match(lines[index + taken])
        # Without any tab it is no row, but a sentence with words in quotation marks.
        is_row = closed and ("\t" in lines[index] or closed[0].endswith("\t"))
        if closed and is_row and not _OPEN.search("\t" + lines[index + taken][closed.end() :]):
            return taken + 1
    return 1


def parted(chunk: list[Row]) -> Iterator[Part]:
    """Yield tables and text of a run of lines in their order."""
    parts = [Part(chunk)]
    for drawn in (_piped, _tabbed, _aligned):
        parts = [
            piece for part in parts for piece in (_cut(part.rows, drawn) if part.table is None else [part])
        ]
    yield from parts


Found = tuple[int, int, list[FilledRow]]


def _cut(chunk: list[Row], drawn: Callable[[list[Row]], Iterator[Found]]) -> Iterator[Part]:
    at = 0
    for start, end, table in drawn(chunk):
        if start > at:
            yield Part(chunk[at:start])
        yield Part(chunk[start:end], table)
        at = end
    if at < len(chunk):
        yield Part(chunk[at:])


def _runs(told: Sequence[bool], bridge: int) -> Iterator[tuple[int, int]]:
    """Yield where runs of `True` begin and end, gaps of at most `bridge` included."""
    start, last = None, -1
    for index, is_one in enumerate(told):
        if not is_one:
            continue
        if start is not None and index - last > bridge + 1:
            yield start, last + 1
            start = None
        start, last = index if start is None else start, index
    if start is not None:
        yield start, last + 1


# Tabs


def _tabbed(chunk: list[Row]) -> Iterator[Found]:
    cells = [_cells(row.text) for row in chunk]
    for start, end in _runs([len(row) > 1 for row in cells], LONGEST_BREAK):
        # What stands above the head is only indented.
        head = next((at for at in range(start, end) if _is_row(cells[at])), end)
        if _is_table(cells[head:end]):
            rows = zip(chunk[head:end], cells[head:end], strict=True)
            yield head, end, [_filled(row, row_cells) for row, row_cells in rows]


def _cells(text: str) -> list[str]:
    """Return the cells of a row; a tab between quotation marks that hold a whole cell parts nothing."""
    cells, at = [], 0
    while at <= len(text):
        closed = _CLOSE.match(text, at + 1) if text.startswith('"', at) else None
        end = closed.end() - closed[0].endswith("\t") if closed else text.find("\t", at)
        end = len(text) if end < 0 else end
        cells.append(text[at:end])
        at = end + 1
    return cells


def _is_row(cells: list[str]) -> bool:
    """Tell a row from a line that a tab only indents."""
    said = [index for index, cell in enumerate(cells) if cell.strip()]
    return len(said) > 1 or (len(cells) > 2 and bool(said))


def _is_table(rows: list[list[str]]) -> bool:
    """Tell a table from a list whose numbers a tab sets off, from the head of a memo, and from one line with a tab."""
    labels = {label for row in rows for label in _MEMO if row[0].strip().startswith(label)}
    if len(labels) > 1 and len(rows) <= _LONGEST_HEAD:
        return False
    if all(len(row) == 2 and _COUNTED.fullmatch(row[0].strip()) for row in rows):
        return False
    return len(rows) > 1 or (bool(rows) and sum(bool(cell.strip()) for cell in rows[0]) > 2)


def _filled(row: Row, cells: Sequence[str]) -> FilledRow:
    return FilledRow([Filled(paragraphs(_unquoted(cell))) for cell in cells], row.number)


def _unquoted(cell: str) -> str:
    inner = cell[1:-1]
    if len(cell) > 1 and cell[0] == cell[-1] == '"' and ("\n" in inner or '""' in inner):
        return inner.replace('""', '"')
    return cell


# Pipes


def _piped(chunk: list[Row]) -> Iterator[Found]:
    rules = ["|" in row.text and bool(_PIPE_RULE.fullmatch(row.text.strip())) for row in chunk]
    grid = [bool(_GRID_RULE.fullmatch(row.text.strip())) for row in chunk]
    rows = [rules[at] or grid[at] or len(_PIPE.findall(row.text)) > 1 for at, row in enumerate(chunk)]
    # “a | b” without pipes around it is a row only where a rule below the head says so.
    simple = [len(_PIPE.findall(row.text)) > 0 for row in chunk] if any(rules) else rows
    for start, end in _runs([row or one for row, one in zip(rows, simple, strict=True)], 0):
        if any(grid[start:end]):
            yield start, end, list(_gridded(chunk[start:end], grid[start:end]))
            continue
        body = [row for row, rule in zip(chunk[start:end], rules[start:end], strict=True) if not rule]
        if body and (end - start > 1 or _is_boxed(chunk[start].text)):
            yield start, end, [_filled(row, _pipe_cells(row.text)) for row in body]


def _is_boxed(text: str) -> bool:
    return text.strip().startswith("|") and text.strip().endswith("|")


def _pipe_cells(text: str) -> list[str]:
    text = text.strip()
    inner = text[text.startswith("|") : len(text) - (text.endswith("|") and not text.endswith("\\|"))]
    return [cell.replace("\\|", "|") for cell in _PIPE.split(inner)]


def _gridded(rows: Sequence[Row], rules: Sequence[bool]) -> Iterator[FilledRow]:
    """Yield the rows between the rules; a cell's lines are its paragraphs."""
    gathered: list[Row] = []
    for row, rule in [*zip(rows, rules, strict=True), (rows[-1], True)]:
        if not rule:
            gathered.append(row)
        elif gathered:
            lines = [_pipe_cells(line.text) for line in gathered]
            width = max(map(len, lines))
            cells = ["\n".join(line[at] for line in lines if at < len(line)) for at in range(width)]
            yield _filled(gathered[0], cells)
            gathered = []


# Blanks


def _aligned(chunk: list[Row]) -> Iterator[Found]:
    """Yield tables whose columns blanks keep in line; only one that leaves no doubt."""
    parts = [_placed(row.text.rstrip()) for row in chunk]
    for start, end in _runs([len(part) > 1 for part in parts], 0):
        rows = parts[start:end]
        if len(rows) >= _FEWEST_ALIGNED and _in_line(rows):
            lines = zip(chunk[start:end], rows, strict=True)
            yield start, end, [_filled(row, [cell.text for cell in cells]) for row, cells in lines]


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    start: int
    end: int


def _placed(text: str) -> list[_Piece]:
    """Return the pieces between gaps with where each begins and ends to the eye: marks above letters take no room."""
    pieces: list[_Piece] = []
    at = len(text) - len(text.lstrip(" "))
    for gap in [*_GAP.finditer(text, at), None]:
        end = gap.start() if gap else len(text)
        if text[at:end].strip():
            pieces.append(_Piece(text[at:end], _seen(text[:at]), _seen(text[:end])))
        at = gap.end() if gap else end
    return pieces


def _seen(text: str) -> int:
    return sum(unicodedata.category(letter) != "Mn" for letter in text)


def _in_line(rows: list[list[_Piece]]) -> bool:
    if len({len(row) for row in rows}) > 1:
        return False
    return all(
        len({piece.start for piece in column}) == 1 or len({piece.end for piece in column}) == 1
        for column in zip(*rows, strict=True)
    )
