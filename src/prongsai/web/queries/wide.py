"""Rows of many tables in one question: each table fills the columns that it has, the others stay empty.

A page may ask the database ten times; what is short and belongs together is therefore asked for at once.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import DateField, F, IntegerField, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

EMPTY, ZERO = Value("", TextField()), Value(0, IntegerField())
_NO_DAY = Cast(Value(None), DateField())


class Row(NamedTuple):
    """One line of the answer; what the columns hold depends on `what` and stands at each question.

    `number` is what the line itself has, `of` the id of what it belongs to, `place` where it stands among its like.
    """

    what: str
    name: str
    state: str
    more: str
    who: str
    number: int
    of: int
    place: int
    day: datetime.date | None
    until: datetime.date | None


def columns(rows: QuerySet[Any], what: str, **filled: Combinable) -> QuerySet[Any]:
    """Give a question the columns that all of them share."""
    texts: dict[str, Combinable] = dict.fromkeys(("name", "state", "more", "who"), EMPTY)
    numbers: dict[str, Combinable] = dict.fromkeys(("number", "of", "place"), ZERO)
    days: dict[str, Combinable] = dict.fromkeys(("day", "until"), _NO_DAY)
    named = {f"row_{name}": each for name, each in {**texts, **numbers, **days, **filled}.items()}
    made: QuerySet[Any] = rows.order_by().annotate(row_what=Value(what, TextField()), **named)
    return made.values_list("row_what", *named)


def text(name: str) -> Combinable:
    """Take a column as words, whatever it is."""
    return Cast(F(name), TextField())


def together(parts: Iterable[QuerySet[Any]]) -> QuerySet[Any]:
    """Make several questions one."""
    first, *others = parts
    return first.union(*others, all=True)


def by_kind(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Sort lines by what they are."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.what, []).append(row)
    return found


def ask(*parts: QuerySet[Any]) -> dict[str, list[Row]]:
    """Ask several questions at once; the lines of each come by its place and its number."""
    rows = sorted((Row(*line) for line in together(parts)), key=lambda row: (row.place, row.number))
    return by_kind(rows)
