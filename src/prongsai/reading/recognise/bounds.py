"""Papers within reason: text without an end is cut into pieces, so that no reader takes forever over one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from prongsai.core.printed import Block, Cell, Line, Printed

# No paragraph of a paper is so long; readers may take time by the square of it.
LONGEST = 4_000


def within_reason(printed: Printed) -> Printed:
    """Return a paper whose lines and paragraphs are of a length that people write; most are returned as they are."""
    if not any(map(_too_long, printed.blocks)):
        return printed
    return replace(printed, blocks=tuple(piece for block in printed.blocks for piece in _cut(block)))


def _too_long(block: Block) -> bool:
    if isinstance(block, Line):
        return len(block.text) > LONGEST
    return any(len(text) > LONGEST for row in block.rows for cell in row for text in cell.paragraphs)


def _cut(block: Block) -> Iterator[Block]:
    if not _too_long(block):
        yield block
    elif isinstance(block, Line):
        yield from (replace(block, text=piece) for piece in _pieces(block.text))
    else:
        yield replace(block, rows=tuple(tuple(map(_cut_cell, row)) for row in block.rows))


def _cut_cell(cell: Cell) -> Cell:
    return replace(cell, paragraphs=tuple(piece for text in cell.paragraphs for piece in _pieces(text)))


def _pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces, cut at blanks where there are any."""
    while len(text) > LONGEST:
        blank = text.rfind(" ", LONGEST // 2, LONGEST)
        end = blank + 1 if blank > 0 else LONGEST
        yield text[:end]
        text = text[end:]
    yield text
