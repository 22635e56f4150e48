"""A framework as it is read, before it is understood: tables and rows whose every cell knows its place."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from prongsai.core.errors import Problem
from prongsai.core.fault import Fault
from prongsai.core.framework import faults as fault
from prongsai.core.text import Text
from prongsai.core.thai import arabic_digits, read_number, tidy

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row of items.csv or of its sheet; `place` turns a column name into where its cell stands."""

    cells: Mapping[str, str]
    place: Callable[[str], str]


def toml_place(path: Path) -> str:
    """Return where a value of framework.toml stands, e.g. `framework.toml tools[2].weight`, counting from 1."""
    steps = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path)
    return f"framework.toml {steps.removeprefix('.')}".rstrip()


class Record:
    """One table or row, read field by field; whatever cannot be read is reported and a harmless value returned."""

    def __init__(
        self, values: Mapping[str, object], place: Callable[[str], str], problems: list[Problem]
    ) -> None:
        self.values = values
        self.place = place
        self.problems = problems
        self.read: set[str] = set()

    def report(self, key: str, what: Fault, **values: object) -> None:
        """Add a problem about the field `key`."""
        found = self.values.get(key, "")
        shown = "" if isinstance(found, Mapping | list) else str(found)
        self.problems.append(what.at(self.place(key), shown, **values))

    def text(self, key: str, *, required: bool = True) -> str:
        """Return the tidied text of a field, “” where it is empty."""
        self.read.add(key)
        found = self.values.get(key, "")
        if found == "" and not required:
            # Most cells of a row are empty; a year's framework has three thousand of them.
            return ""
        if isinstance(found, Mapping | list):
            self.report(key, fault.NOT_TEXT)
            return ""
        text = tidy(str(found))
        if required and not text:
            self.report(key, fault.MISSING)
        return text

    def words(self, key: str, *, required: bool = False) -> Text:
        """Return Thai and English from `key = {th, en}`, or from the columns `key_th` and `key_en`."""
        self.read |= {key, f"{key}_th", f"{key}_en"}
        inner = self.values.get(key)
        if isinstance(inner, Mapping):
            nested = Record(inner, lambda field: f"{self.place(key)}.{field}", self.problems)
            words = Text(nested.text("th", required=required), nested.text("en", required=False))
            nested.refuse_unread()
            return words
        return Text(self.text(f"{key}_th", required=required), self.text(f"{key}_en", required=False))

    def choice(self, key: str, allowed: Collection[str], *, required: bool = True) -> str | None:
        """Return one of the `allowed` words, `None` where the field is empty or wrong."""
        text = self.text(key, required=required)
        if text and text not in allowed:
            self.report(key, fault.UNKNOWN_WORD, allowed=", ".join(allowed))
            return None
        return text or None

    def number(self, key: str, *, default: Fraction | None = None) -> Fraction | None:
        """Return an exact number (`0.30`, `1/3`, Thai digits too), the default where the field is empty."""
        text = self.text(key, required=False)
        value = read_fraction(text) if text else default
        if value is None and text:
            self.report(key, fault.BAD_NUMBER)
        return value

    def whole(self, key: str, *, required: bool = True) -> int | None:
        """Return a whole number, `None` where the field is empty or wrong."""
        text = self.text(key, required=required)
        value = read_fraction(text) if text else None
        if text and (value is None or value.denominator != 1):
            self.report(key, fault.NOT_WHOLE)
            return None
        return None if value is None else int(value)

    def numbers(self, key: str) -> tuple[Fraction, ...]:
        """Return the numbers of a list, or of a text in which blanks separate them."""
        found = [read_fraction(one) for one in self.codes(key)]
        if None in found:
            self.report(key, fault.BAD_NUMBER)
        return tuple(one for one in found if one is not None)

    def codes(self, key: str) -> tuple[str, ...]:
        """Return the entries of a list, or of a text in which blanks separate them."""
        self.read.add(key)
        found = self.values.get(key, "")
        if found == "":
            return ()
        if isinstance(found, Mapping):
            self.report(key, fault.NOT_TEXT)
            return ()
        return tuple(map(str, found)) if isinstance(found, list) else tuple(tidy(str(found)).split())

    def flag(self, key: str) -> bool:
        """Return whether the field says yes; an empty one says no."""
        return self.choice(key, ("yes", "no"), required=False) == "yes"

    def date(self, key: str) -> str | None:
        """Return an ISO date (Gregorian), `None` where the field is empty or wrong."""
        text = self.text(key, required=False)
        try:
            return datetime.date.fromisoformat(text).isoformat() if text else None
        except ValueError:
            self.report(key, fault.BAD_DATE)
            return None

    def refuse_unread(self) -> None:
        """Report every field that nobody asked for: most often a misspelt name."""
        for key in self.values:
            if key not in self.read:
                self.problems.append(fault.UNKNOWN_FIELD.at(self.place(key), key))


def records(
    document: Mapping[str, object], key: str, place: Callable[[Path], str], problems: list[Problem]
) -> list[Record]:
    """Return the tables listed under `key` of the document; anything else there is reported."""
    found = document.get(key, [])
    listed: Sequence[object] = found if isinstance(found, list) else [found]
    tables = []
    for index, values in enumerate(listed):
        if isinstance(values, Mapping):
            tables.append(Record(values, _under(place, (key, index)), problems))
        else:
            problems.append(fault.NOT_TABLE.at(place((key, index)), str(values), table=key))
    return tables


def read_fraction(text: str) -> Fraction | None:
    """Return the exact number a text shows, as a decimal or as a fraction such as `1/3`, else `None`."""
    above, slash, below = arabic_digits(text).partition("/")
    top, bottom = read_number(above), read_number(below) if slash else Decimal(1)
    return Fraction(top) / Fraction(bottom) if top is not None and bottom else None


def _under(place: Callable[[Path], str], path: Path) -> Callable[[str], str]:
    return lambda key: place((*path, key) if key else path)


def write_fraction(value: Fraction) -> str:
    """Return a number as `read_fraction` reads it: `0.3` where decimals end, else `1/3`."""
    scaled = value
    for places in range(7):
        if scaled.denominator == 1:
            digits = str(abs(scaled.numerator)).rjust(places + 1, "0")
            sign = "-" if value < 0 else ""
            whole, decimals = (digits[:-places], digits[-places:]) if places else (digits, "")
            return sign + whole + (f".{decimals}" if decimals else "")
        scaled *= 10
    return str(value)
