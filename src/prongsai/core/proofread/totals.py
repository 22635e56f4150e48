"""The rule of the class sum on tables: the row of totals against the rows above it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from prongsai.core.printed import Cell, Table
from prongsai.core.proofread import Chain, Check, Remark
from prongsai.core.proofread.passages import plain, plain_row, remark_at
from prongsai.core.thai import read_number

# One row alone is no sum of anything.
LEAST_ROWS = 2
_BLANK = frozenset({"", "-", "–", "—"})


def column_totals(chain: Chain) -> Iterator[Remark]:
    """Yield the cells of a row of totals that are not the sum of the numbers above them.

    Scores are left out: the total of a result is weighted, and has rules of its own.
    """
    rule = chain.rules["sum.column"]
    for paper in chain.papers:
        for section in paper.sections:
            for table in (block for block in section.blocks if isinstance(block, Table)):
                last = _total_row(table, rule.words["total"])
                for place in _summed(table, rule.words["not_summed"]) if last is not None else ():
                    values = _above(table, last or 0, place)
                    told = _number(table.rows[last or 0][place])
                    if values and told is not None and told != sum(values):
                        yield remark_at(
                            rule,
                            f"{table.where.table or table.where.line or ''}:{place + 1}",
                            (table.rows[last or 0][place].where,),
                            table.rows[last or 0][place].text,
                            told=told,
                            sum=sum(values),
                            column=plain(table.rows[0][place].text),
                        )


def _total_row(table: Table, words: Sequence[str]) -> int | None:
    """Return the last row if it is one of totals, and the only one."""
    found = [
        place
        for place, row in enumerate(table.rows)
        if any(text.replace(" ", "") in words for text in plain_row(row)[:2])
    ]
    return found[0] if len(found) == 1 and found[0] == len(table.rows) - 1 else None


def _summed(table: Table, not_summed: Sequence[str]) -> Iterator[int]:
    for place, text in enumerate(plain_row(table.rows[0])):
        if text and not any(word in text for word in not_summed):
            yield place


def _above(table: Table, last: int, place: int) -> list[Decimal]:
    """Return the numbers of a column; nothing where a cell holds anything else, or is merged with another."""
    cells = [row[place] for row in table.rows[1:last]]
    if any(cell.merged for cell in cells):
        return []
    values = [_number(cell) for cell in cells if cell.text.strip() not in _BLANK]
    known = [value for value in values if value is not None]
    return known if len(known) == len(values) and len(known) >= LEAST_ROWS else []


def _number(cell: Cell) -> Decimal | None:
    # In amounts of money the comma parts thousands.
    return read_number(plain(cell.text).replace(",", ""))


CHECKS: Mapping[str, Check] = {"sum.column": column_totals}
