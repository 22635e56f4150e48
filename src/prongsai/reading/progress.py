"""How far a reader is, told while it reads: files of a country take a while, and whoever waits wants to see it move."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar, overload

T = TypeVar("T")
# The step at hand, how much of it is done, and of how much: bytes or rows.
Tell = Callable[[str, int, int], None]
# Not after every row: telling costs more than reading one.
EVERY = 200


def silent(step: str, done: int, total: int) -> None:
    """Tell nobody."""


class TellingBytes(io.BytesIO):
    """The bytes of a file that tell, as step `read`, how many of them have been asked for.

    `rest` is how many more the step counts: what is made of them afterwards takes its time too.
    """

    def __init__(self, data: bytes, tell: Tell, rest: int = 0) -> None:
        super().__init__(data)
        self._all, self._asked, self._total, self._tell_of = len(data), 0, len(data) + rest, tell

    def read(self, size: int | None = -1, /) -> bytes:
        found = super().read(size)
        # Parts may be read twice; that is no more than all.
        self._asked = min(self._asked + len(found), self._all)
        self._tell_of("read", self._asked, self._total)
        return found


class TellingRows(Sequence[T]):
    """Rows that tell, as step `check`, how many of all `total` have been gone through, `before` them included."""

    def __init__(self, rows: Sequence[T], before: int, total: int, tell: Tell) -> None:
        self._rows, self._before, self._total, self._tell_of = rows, before, total, tell

    def __iter__(self) -> Iterator[T]:
        for number, row in enumerate(self._rows):
            if number % EVERY == 0:
                self._tell_of("check", self._before + number, self._total)
            yield row

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        return self._rows[at]
