"""A framework as it is read, before it is understood: tables and rows whose every cell knows its place."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from prongsai.core.errors import Problem
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

    def report(self, key: str, name: str, why: Text, remedy: Text) -> None:
        """Add a problem about the field `key`; `name` is the last part of the problem's id."""
        found = self.values.get(key, "")
        shown = "" if isinstance(found, (Mapping, list)) else str(found)
        self.problems.append(
            Problem(id=f"framework.{name}", where=self.place(key), found=shown, why=why, remedy=remedy)
        )

    def text(self, key: str, *, required: bool = True) -> str:
        """Return the tidied text of a field, “” where it is empty."""
        self.read.add(key)
        found = self.values.get(key, "")
        if isinstance(found, (Mapping, list)):
            self.report(key, "not_text", _NOT_TEXT, _WRITE_TEXT)
            return ""
        text = tidy(str(found))
        if required and not text:
            self.report(key, "missing", Text("ต้องกรอกช่องนี้", "this field is required"), _FILL_IN)
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
            listed = ", ".join(allowed)
            why = Text("ไม่ใช่คำที่กำหนดไว้สำหรับช่องนี้", "this is not one of the words for this field")
            self.report(key, f"unknown_{key}", why, Text(f"ใช้คำใดคำหนึ่ง: {listed}", f"use one of: {listed}"))
            return None
        return text or None

    def number(self, key: str, *, default: Fraction | None = None) -> Fraction | None:
        """Return an exact number (`0.30`, `1/3`, Thai digits too), the default where the field is empty."""
        text = self.text(key, required=False)
        value = read_fraction(text) if text else default
        if value is None and text:
            self.report(key, "bad_number", _NOT_NUMBER, _WRITE_NUMBER)
        return value

    def whole(self, key: str, *, required: bool = True) -> int | None:
        """Return a whole number, `None` where the field is empty or wrong."""
        text = self.text(key, required=required)
        value = read_fraction(text) if text else None
        if text and (value is None or value.denominator != 1):
            self.report(
                key,
                "bad_number",
                Text("ต้องเป็นจำนวนเต็ม", "this must be a whole number"),
                Text("เขียนเป็นตัวเลขล้วน", "write digits only"),
            )
            return None
        return None if value is None else int(value)

    def numbers(self, key: str) -> tuple[Fraction, ...]:
        """Return the numbers of a list, or of a text in which blanks separate them."""
        found = [read_fraction(one) for one in self.codes(key)]
        if None in found:
            self.report(key, "bad_number", _NOT_NUMBER, _WRITE_NUMBER)
        return tuple(one for one in found if one is not None)

    def codes(self, key: str) -> tuple[str, ...]:
        """Return the entries of a list, or of a text in which blanks separate them."""
        self.read.add(key)
        found = self.values.get(key, "")
        if isinstance(found, Mapping):
            self.report(key, "not_text", _NOT_TEXT, _WRITE_TEXT)
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
            why = Text("ไม่ใช่วันที่ที่มีอยู่จริง", "this is not a date")
            remedy = Text("เขียนแบบ ค.ศ.-เดือน-วัน เช่น 2021-08-26", "write year-month-day, e.g. 2021-08-26")
            self.report(key, "bad_date", why, remedy)
            return None

    def refuse_unread(self) -> None:
        """Report every field that nobody asked for: most often a misspelt name."""
        for key in self.values:
            if key not in self.read:
                why = Text("ไม่รู้จักช่องชื่อนี้", "no field has this name")
                self.problems.append(
                    Problem(
                        id="framework.unknown_field",
                        where=self.place(key),
                        found=key,
                        why=why,
                        remedy=Text("แก้ชื่อช่องหรือลบออก", "correct the name or remove the field"),
                    )
                )


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
            where = place((key, index))
            why = Text("ตรงนี้ต้องเป็นตาราง", "a table is expected here")
            remedy = Text(f"เขียนเป็น [[{key}]]", f"write it as [[{key}]]")
            problems.append(
                Problem(id="framework.not_table", where=where, found=str(values), why=why, remedy=remedy)
            )
    return tables


def read_fraction(text: str) -> Fraction | None:
    """Return the exact number a text shows, as a decimal or as a fraction such as `1/3`, else `None`."""
    above, slash, below = arabic_digits(text).partition("/")
    top, bottom = read_number(above), read_number(below) if slash else Decimal(1)
    return Fraction(top) / Fraction(bottom) if top is not None and bottom else None


def _under(place: Callable[[Path], str], path: Path) -> Callable[[str], str]:
    return lambda key: place((*path, key) if key else path)


_NOT_TEXT = Text("ช่องนี้ต้องเป็นข้อความเดียว", "one single text is expected here")
_WRITE_TEXT = Text("เขียนเป็นข้อความ", "write a text")
_FILL_IN = Text("กรอกข้อมูล", "fill it in")
_NOT_NUMBER = Text("อ่านเป็นตัวเลขไม่ได้", "this cannot be read as a number")
_WRITE_NUMBER = Text("เขียนเป็นตัวเลข เช่น 0.30 หรือ 1/3", "write a number such as 0.30 or 1/3")
