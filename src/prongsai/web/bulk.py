"""Writing many rows in one short transaction: their numbers and statements are ready before it begins.

    numbers = reserve(Agency, len(agencies))   # each row knows its number, and so do the rows that point to it
    writes.insert(agencies)
    with transaction.atomic():
        writes.run()

SQLite lets one writer in at a time. What has to be worked out inside its transaction keeps everybody waiting.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models, transaction

Row = list[Any]
EVERY = 500


@dataclass(frozen=True, slots=True)
class _Statement:
    """One statement for many rows; `copied` is what PostgreSQL takes them in by at once, empty where it cannot."""

    words: str
    rows: list[Row]
    copied: str = ""

    def run(self) -> None:
        if self.copied and connection.vendor == "postgresql":
            return self._copy()
        with connection.cursor() as cursor:
            cursor.executemany(self.words, self.rows)

    def _copy(self) -> None:
        # A statement a row took ten times as long, and all the while nobody else could write.
        with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(self.copied) as copy:
            for row in self.rows:
                copy.write_row(row)


@dataclass(slots=True)
class Writes:
    """Statements with their values as the database takes them, in the order in which they were asked for.

    `tell` hears from time to time how many rows are ready.
    """

    tell: Callable[[int], None] = lambda rows: None
    rows: int = 0
    _statements: list[_Statement] = field(default_factory=list)

    def insert(self, things: Sequence[models.Model]) -> None:
        """Add rows whose numbers are known; all are of one kind."""
        if not things:
            return
        fields = things[0]._meta.concrete_fields
        names = ", ".join(_quoted(each.column) for each in fields)
        places = ", ".join("%s" for _ in fields)
        # Names of our own tables and columns.
        words = f"INSERT INTO {_table(things[0])} ({names}) VALUES ({places})"  # noqa: S608
        copied = f"COPY {_table(things[0])} ({names}) FROM STDIN"
        self._add(words, ([_value(each, thing, add=True) for each in fields] for thing in things), copied)

    def update(self, things: Sequence[models.Model], names: Iterable[str]) -> None:
        """Change the fields called `names` of rows that are there; all are of one kind."""
        if not things:
            return
        meta = things[0]._meta
        by_name = {each.name: each for each in meta.concrete_fields}
        fields = [by_name[name] for name in names]
        changes = ", ".join(f"{_quoted(each.column)} = %s" for each in fields)
        words = f"UPDATE {_table(things[0])} SET {changes} WHERE {_quoted(meta.pk.column)} = %s"  # noqa: S608
        self._add(
            words, ([*(_value(each, thing, add=False) for each in fields), thing.pk] for thing in things)
        )

    def _add(self, words: str, rows: Iterable[Row], copied: str = "") -> None:
        kept: list[Row] = []
        for row in rows:
            kept.append(row)
            self.rows += 1
            if self.rows % EVERY == 0:
                self.tell(self.rows)
        self._statements.append(_Statement(words, kept, copied))

    def run(self) -> None:
        """Write everything; the caller holds the transaction."""
        for each in self._statements:
            each.run()


def reserve(model: type[models.Model], count: int) -> list[int]:
    """Return `count` numbers that no other row of `model` will ever get, whether they are used or not."""
    if not count:
        return []
    table = model._meta.db_table
    if connection.vendor == "postgresql":
        return _from_sequence(table, str(model._meta.pk.column), count)
    with transaction.atomic(), connection.cursor() as cursor:
        # The table in which SQLite keeps the highest number that each table has given out.
        cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s", [count, table])
        if not cursor.rowcount:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, count])
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = int(cursor.fetchone()[0])
    return list(range(last - count + 1, last + 1))


def _from_sequence(table: str, column: str, count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [table, column, count],
        )
        return [number for (number,) in cursor.fetchall()]


def hold(kinds: Collection[type[models.Model]]) -> None:
    """Keep others from writing to these tables until the transaction ends; they go on reading.

    SQLite holds the whole database as soon as a transaction begins.
    """
    if connection.vendor != "postgresql":
        return
    tables = ", ".join(_quoted(kind._meta.db_table) for kind in kinds)
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE")


def _table(thing: models.Model) -> str:
    return _quoted(thing._meta.db_table)


def _quoted(name: str | None) -> str:
    return connection.ops.quote_name(str(name))


def _value(of: models.Field[Any, Any], thing: models.Model, *, add: bool) -> object:
    return of.get_db_prep_save(of.pre_save(thing, add), connection)
