"""The cells of the table of measures: how values are written into them and read back.

What a cell shows can be sent back unchanged; a cell that was not touched is not even read, so that nothing in it (a
unit that has gone, say) can stop the table.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from html import escape
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString, mark_safe

from prongsai.core.edition import Edition
from prongsai.core.fault import Fault
from prongsai.core.plan.check import ENDS_FIRST, OUTSIDE_YEAR, UNKNOWN_ROUND
from prongsai.core.plan.merge import STEP_FIELDS
from prongsai.core.plan.period import period_words, whole_year
from prongsai.core.plan.round import MONITORING_ROUNDS, read_round
from prongsai.core.text import Text
from prongsai.core.thai import in_digits, tidy
from prongsai.web import language
from prongsai.web.office import fields
from prongsai.web.queries.measure import FIELDS, iso, money
from prongsai.web.queries.owner import Named

# The columns, and what of them a measure and a step have.
COLUMNS = ("title", "order", "topic", "units", "other_owners", "people", "begins", "ends", "rounds", "budget")
OF_MEASURE = tuple(name for name in COLUMNS if name != "order")
OF_STEP: Mapping[str, str] = {
    "title": "text",
    **{name: name for name in COLUMNS if name in STEP_FIELDS},
}
LABELS: Mapping[str, Text] = {
    **FIELDS,
    "order": Text("ลำดับ", "Order"),
    "text": Text("สิ่งที่ทำ", "What is done"),
    "budget": Text("งบ (บาท)", "Budget (baht)"),
}
ONE_LINE = frozenset({"order", "begins", "ends", "rounds", "budget"})
SHAPES: Mapping[str, str] = {
    "begins": "day",
    "ends": "day",
    "budget": "num",
    "order": "slim",
    "rounds": "slim",
}
UNKNOWN_PERSON = Fault(
    "form.person_unknown",
    Text("หน่วยงานไม่มีผู้ใช้ชื่อนี้", "the agency has nobody of this name"),
    Text("ใช้ชื่อใดชื่อหนึ่ง: {known}", "use one of: {known}"),
)
NO_TEXT = language.lazily("ยังไม่ได้เขียนว่าทำอะไร – เขียน หรือทำเครื่องหมายลบ", "say what is done, or mark it to go")


@dataclass(frozen=True)
class Scale:
    """What the cells of one agency and year are read by."""

    year: int
    units: Sequence[Named] = ()
    people: Sequence[Named] = ()

    def shown(self, name: str, value: Any) -> str:
        """Return a value as its cell has it."""
        return self._writers[name](value) if name in self._writers else str(value)

    def read(self, name: str, text: str) -> Any:
        """Return the value that was written into a cell; raises `ValidationError`."""
        return self._readers[name](text)

    def faults(self, values: Mapping[str, Any]) -> dict[str, ValidationError]:
        """Return what is wrong with the days of a row, by the name of the cell."""
        found = {}
        begins, ends = values["begins"], values["ends"]
        if begins and ends and ends < begins:
            found["ends"] = fields.invalid(ENDS_FIRST)
        year = whole_year(self.year)
        for name in ("begins", "ends"):
            if values[name] and not iso(year.begins) <= values[name] <= iso(year.ends):
                span = period_words(year)
                found[name] = fields.invalid(OUTSIDE_YEAR, year=self.year, span=span)
        return found

    @cached_property
    def _writers(self) -> Mapping[str, Callable[[Any], str]]:
        return {
            "units": lambda keys: _names(keys, self._units),
            "people": lambda keys: _names(keys, self._people),
            "other_owners": "\n".join,
            "begins": _day,
            "ends": _day,
            "budget": lambda value: fields.shown_money(Decimal(value)) if value != "" else "",
            "rounds": lambda keys: in_digits(
                ", ".join(str(key).removesuffix("m") for key in keys), language.current().digits
            ),
        }

    @cached_property
    def _readers(self) -> Mapping[str, Callable[[str], Any]]:
        days = fields.DateField(required=False)
        lines, amount = fields.LinesField(required=False), fields.MoneyField(required=False)
        return {
            "title": fields.LineField(most=500, required=False).clean,
            "topic": fields.LineField(most=100, required=False).clean,
            "text": fields.WordsField(required=False).clean,
            "units": lambda text: _keys(lines.clean(text), self._units, fields.UNKNOWN_UNIT),
            "people": lambda text: _keys(lines.clean(text), self._people, UNKNOWN_PERSON),
            "other_owners": lines.clean,
            "begins": lambda text: iso(days.clean(text)),
            "ends": lambda text: iso(days.clean(text)),
            "rounds": _rounds,
            "budget": lambda text: money(amount.clean(text)),
        }

    @cached_property
    def _units(self) -> Mapping[int, str]:
        return _labels(self.units)

    @cached_property
    def _people(self) -> Mapping[int, str]:
        return _labels(self.people)


@dataclass
class Cell:
    """One cell: its name in the form, what stands in it, and what is said beside it.

    `theirs` is what somebody else wrote there meanwhile, `asked` that one of the two must be chosen.
    """

    name: str
    key: str
    row: str
    place: str
    text: str = ""
    errors: Sequence[str] = ()
    theirs: str | None = None
    asked: bool = False
    chosen: str = ""

    @property
    def id(self) -> str:
        return f"id_{self.key}"

    @property
    def shape(self) -> str:
        return SHAPES.get(self.name, "")

    @property
    def label(self) -> str:
        """The name of its column, which a phone shows beside the cell."""
        return _label(self.name, language.current())

    @property
    def plain(self) -> bool:
        """Whether the cell is all there is to show."""
        return not self.errors and self.theirs is None

    @property
    def widget(self) -> SafeString:
        # By hand: a table has thousands of these, and templates or `format_html` for each would take seconds.
        key, text = escape(self.key), escape(self.text)
        # A blank placeholder lets the style sheet tell whether anything stands in it.
        named = (
            f'name="{key}" id="id_{key}" placeholder=" " aria-labelledby="{escape(self.row)} c-{self.name}"'
        )
        if self.errors:
            named += f' aria-invalid="true" aria-describedby="id_{key}_error"'
        if self.name in ONE_LINE:
            mode = {"order": "numeric", "budget": "decimal"}.get(self.name, "text")
            return mark_safe(f'<input {named} value="{text}" autocomplete="off" inputmode="{mode}">')  # noqa: S308
        # The line break behind the tag belongs to no text: without it one at the beginning would be lost.
        return mark_safe(f'<textarea {named} rows="1">\n{text}</textarea>')  # noqa: S308


def in_a_row(cells: Iterable[Cell | None]) -> SafeString:
    """Return plain cells as the cells of a row, empty ones where there are none."""
    made = (
        '<td class="none"></td>'
        if cell is None
        else f'<td class="{cell.shape}" data-label="{cell.label}">{cell.widget}</td>'
        for cell in cells
    )
    return mark_safe("".join(made))  # noqa: S308


@lru_cache(maxsize=64)
def _label(name: str, edition: Edition) -> str:
    return escape(in_digits(LABELS[name].say(edition.lang), edition.digits))


def known_names(rows: Iterable[Named]) -> list[str]:
    """Return the names that may be written into a cell."""
    return list(_labels(rows).values())


def _labels(rows: Iterable[Named]) -> dict[int, str]:
    """Name each by its name, and where two share one, the later by its number too."""
    found: dict[int, str] = {}
    for row in rows:
        taken = tidy(row.name).casefold() in {tidy(name).casefold() for name in found.values()}
        found[row.pk] = f"{row.name} #{row.pk}" if taken else row.name
    return found


def _names(keys: Iterable[int], labels: Mapping[int, str]) -> str:
    held = set(keys)
    gone = [f"#{key}" for key in held if key not in labels]
    return "\n".join([*(name for key, name in labels.items() if key in held), *gone])


def _keys(names: Sequence[str], labels: Mapping[int, str], fault: Fault) -> list[int]:
    by_name = {tidy(name).casefold(): key for key, name in labels.items()}
    strange = [name for name in names if name.casefold() not in by_name]
    if strange:
        known = "; ".join(labels.values()) or "–"
        raise ValidationError([fields.invalid(fault, name, known=known) for name in strange])
    return sorted({by_name[name.casefold()] for name in names})


def _rounds(text: str) -> list[str]:
    words = [word for word in text.replace("และ", ",").replace("\n", ",").split(",") if tidy(word)]
    found = {word: read_round(word) for word in words}
    strange = [word for word, round_ in found.items() if round_ is None]
    if strange:
        raise ValidationError([fields.invalid(UNKNOWN_ROUND, tidy(word)) for word in strange])
    return [round_ for round_ in MONITORING_ROUNDS if round_ in found.values()]


def _day(written: str) -> str:
    return fields.shown_day(datetime.date.fromisoformat(written)) if written else ""
