"""What the columns of a table hold where their heads do not tell: by what stands in them, row for row.

A column of units, of periods, of lists is one whatever its head says, and a role is that of the whole column. A table
whose heads nobody knows, or that has none, is one of measures if who does it or by when stands beside something that
may be a title.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from prongsai.core.printed import Cell
from prongsai.reading.recognise.columns import Fields, Head, fields_of
from prongsai.reading.recognise.kinds import Kind, kind_of
from prongsai.reading.recognise.lists import pieces, whole
from prongsai.reading.recognise.numbers import score_in
from prongsai.reading.recognise.progress import rounds_in

_FIELD_OF: dict[Kind, str] = {
    "number": "number",
    "units": "units",
    "period": "period",
    "monitoring": "monitoring",
    "status": "status",
    "budget": "budget",
    "steps": "steps",
    "told": "results",
}
_WHO_AND_WHEN = frozenset({"units", "period"})
_SAYS = _WHO_AND_WHEN | {"monitoring", "status", "steps", "results"}
# Of figures, answers and findings, a column of units beside them says who was asked.
_NEVER = frozenset({"score", "finding", "question", "recommendation"})
_SHARE = 0.6
_FEWEST_ROWS, _FEWEST_SAID, _FEWEST_COLUMNS = 2, 2, 3
_MOST_ROWS = 60
_SHORTEST_TITLE = 8
_LONGEST_HEAD = 60

# What was done may be told in the words of what is to be done, so that a title comes first.
_TOLD: Fields = ("results",)
Rows = Sequence[Sequence[Cell]]


def filled_in(head: Head, rows: Rows) -> Head:
    """Return a head with the columns that it does not know told by what stands in them."""
    if not head.of_measures or all(head.columns):
        return head
    body = rows[head.rows : head.rows + _MOST_ROWS]
    told = [fields or _by_content(body, place) for place, fields in enumerate(head.columns)]
    known = head.fields
    columns = (
        fields if fields == before or not set(fields) & known else ()
        for fields, before in zip(told, head.columns, strict=True)
    )
    return replace(head, columns=tuple(columns))


def guessed(rows: Rows) -> Head | None:
    """Return the head of a table of measures whose heads are not known, `None` where it may be another table."""
    if len(rows) < _FEWEST_ROWS or len(rows[0]) < _FEWEST_COLUMNS:
        return None
    heads = _heads(rows[0])
    body = rows[bool(heads) : _MOST_ROWS]
    columns = [(heads[place] if heads else ()) or _by_content(body, place) for place in range(len(rows[0]))]
    columns = _titled([() if fields == _TOLD else fields for fields in columns], body)
    columns = [fields or _by_content(body, place) for place, fields in enumerate(columns)]
    head = Head(tuple(columns), int(bool(heads)))
    said = head.fields & _SAYS
    if not head.fields & {"title", "approach"} or head.fields & _NEVER or len(said) < _FEWEST_SAID:
        return None
    return head if said & _WHO_AND_WHEN and not _has_scores(body) else None


def _heads(row: Sequence[Cell]) -> list[Fields]:
    """Return the fields of the cells of a head, as far as they are known; nothing where the row is no head."""
    kinds = [kind_of(pieces(cell)) for cell in row]
    known = [fields_of(cell.text) for cell in row]
    if any(len(cell.text) > _LONGEST_HEAD for cell in row):
        return []
    said = sum(
        kind is not None and kind != "told" for kind, fields in zip(kinds, known, strict=True) if not fields
    )
    # “ใคร” and “เมื่อไร” are no names of units and no periods; a row of these is no head.
    return known if said <= sum(bool(fields) for fields in known) and any(cell.text for cell in row) else []


def _by_content(body: Rows, place: int) -> Fields:
    """Return the field that most cells of a column are of, nothing where they differ."""
    cells = [row[place] for row in body if row[place].text.strip() and not row[place].merged]
    kinds = Counter(kind_of(pieces(cell)) for cell in cells)
    kind, times = kinds.most_common(1)[0] if kinds else (None, 0)
    rounds = sum(bool(rounds_in(cell.text)) for cell in cells)
    if cells and rounds >= len(cells) * _SHARE and kind in (None, "period", "monitoring"):
        return ("monitoring",)
    if kind is None or times < len(cells) * _SHARE or kind not in _FIELD_OF:
        return ()
    return (_FIELD_OF[kind],)


def _titled(columns: list[Fields], body: Rows) -> list[Fields]:
    """Let the first column of different texts be the title, where no head says which one is."""
    if any("title" in fields for fields in columns):
        return columns
    for place, fields in enumerate(columns):
        if "approach" in fields:
            # Ways without a title are the measures themselves.
            return columns
        texts = [whole(row[place].text) for row in body if row[place].text.strip() and not row[place].merged]
        long = [text for text in texts if len(text) >= _SHORTEST_TITLE]
        if not fields and len(long) > len(texts) * _SHARE and len(set(texts)) == len(texts):
            return [*columns[:place], ("title",), *columns[place + 1 :]]
    return columns


def _has_scores(body: Rows) -> bool:
    return any("." in cell.text and score_in(cell.text) is not None for row in body for cell in row)
