"""Form fields that read what Thai officers write: days of the Buddhist era, Thai digits, baht, units and people.

Every field takes what it shows: whatever stands in a form can be sent back unchanged.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Protocol, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from prongsai.core.fault import Fault, cut
from prongsai.core.framework.source import read_fraction, write_fraction
from prongsai.core.plan.check import BAD_BUDGET, LONGEST_TEXT, TOO_LONG
from prongsai.core.plan.draft import BAD_DATE, BAD_GAIN, read_money, read_words
from prongsai.core.plan.period import MONTHS_SHORT, date_words, read_date
from prongsai.core.text import Text
from prongsai.core.thai import BUDDHIST_ERA_OFFSET, arabic_digits, in_digits, tidy
from prongsai.web import language


class HasKey(Protocol):
    """What can be chosen: a row, or what stands for one."""

    @property
    def pk(self) -> Any: ...


M = TypeVar("M", bound=HasKey)

MOST_BAHT = Decimal(10) ** 12
REQUIRED = language.lazily("ยังไม่ได้กรอก", "this is missing")
UNKNOWN_UNIT = Fault(
    "form.unit_unknown",
    Text("หน่วยงานไม่มีส่วนงานชื่อนี้", "the agency has no unit of this name"),
    Text("ใช้ชื่อใดชื่อหนึ่ง: {known}", "use one of: {known}"),
)


def invalid(fault: Fault, found: str = "", **values: object) -> ValidationError:
    """Return a fault as the error of a field: why, and how to mend it."""
    quoted = f"“{cut(found, 60)}” " if found else ""
    why, remedy = (language.said(each.format(**values)) for each in (fault.why, fault.remedy))
    return ValidationError(f"{quoted}{why} – {remedy}", code=fault.id)


class WordsField(forms.CharField):
    """Words as the core keeps them; `rows` above 1 makes room for several lines."""

    def __init__(self, *, rows: int = 1, most: int = LONGEST_TEXT, **kwargs: Any) -> None:
        if rows > 1:
            kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(strip=False, **kwargs)
        self.most = most
        self.error_messages["required"] = REQUIRED

    def to_python(self, value: Any) -> str:
        words = read_words(str(value or ""))
        if len(words) > self.most:
            raise invalid(TOO_LONG, words, most=self.most)
        return words


class LineField(WordsField):
    """Words on one line, however they were typed or pasted."""

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


class LinesField(forms.CharField):
    """A list, each entry on its line or behind a semicolon; each once."""

    def __init__(self, *, rows: int = 2, most: int = 200, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(strip=False, **kwargs)
        self.most = most

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else "\n".join(value)

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        lines = [tidy(line) for line in read_words(str(value or "")).replace(";", "\n").split("\n")]
        for line in lines:
            if len(line) > self.most:
                raise invalid(TOO_LONG, line, most=self.most)
        return list(dict.fromkeys(filter(None, lines)))


class DateField(forms.Field):
    """A day in any form that officers write: 17 เม.ย. 69, ๑๗/๔/๒๕๖๙, 17 April 2026, 2026-04-17."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.error_messages["required"] = REQUIRED
        self.widget.attrs.setdefault("autocomplete", "off")

    def prepare_value(self, value: Any) -> Any:
        return shown_day(value) if isinstance(value, datetime.date) else value

    def to_python(self, value: Any) -> datetime.date | None:
        text = read_words(str(value or ""))
        found = read_date(text) if text else None
        if text and found is None:
            raise invalid(BAD_DATE, text)
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        return changed(self, initial, data)


class MoneyField(forms.Field):
    """Baht; 0 or “ไม่ใช้งบประมาณ” is none needed, empty is not said."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("inputmode", "decimal")

    def prepare_value(self, value: Any) -> Any:
        return shown_money(value) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Decimal | None:
        text = read_words(str(value or ""))
        amount = read_money(text) if text else None
        if text and (amount is None or not 0 <= amount < MOST_BAHT or amount != round(amount, 2)):
            raise invalid(BAD_BUDGET, text)
        return amount

    def has_changed(self, initial: Any, data: Any) -> bool:
        return changed(self, initial, data)


class PointsField(forms.Field):
    """An exact number of points such as 0.85 or 1/3."""

    widget = forms.TextInput

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Fraction):
            return value
        return in_digits(write_fraction(value), language.current().digits)

    def to_python(self, value: Any) -> Fraction | None:
        text = read_words(str(value or ""))
        points = read_fraction(text) if text else None
        if text and (points is None or not 0 <= points <= 100):
            raise invalid(BAD_GAIN, text)
        return points

    def has_changed(self, initial: Any, data: Any) -> bool:
        return changed(self, initial, data)


class ChosenField(forms.TypedMultipleChoiceField):
    """Some of a list of rows that was read once for all fields of the page; its value are these rows, in order."""

    def __init__(self, rows: Sequence[HasKey] = (), **kwargs: Any) -> None:
        self.rows = {str(row.pk): row for row in rows}
        super().__init__(
            choices=[(key, str(row)) for key, row in self.rows.items()],
            coerce=self.rows.__getitem__,
            empty_value=[],
            widget=kwargs.pop("widget", forms.CheckboxSelectMultiple),
            **kwargs,
        )
        self.error_messages["required"] = REQUIRED
        self.error_messages["invalid_choice"] = language.lazily(
            "ตัวเลือกนี้ไม่มีแล้ว โปรดเลือกใหม่", "this choice is gone; please choose again"
        )

    def prepare_value(self, value: Any) -> Any:
        return [_key(each) for each in value] if isinstance(value, list | tuple) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return {_key(each) for each in initial or ()} != {str(each) for each in data or ()}


class UnitsField(ChosenField):
    """Units of the agency, ticked."""


class PeopleField(ChosenField):
    """People of the agency, ticked."""


def in_order(chosen: Iterable[M], rows: Sequence[M]) -> list[M]:
    """Return rows each once, in the order of the list that they were chosen from."""
    keys = {row.pk for row in chosen}
    return [row for row in rows if row.pk in keys]


def changed(field: forms.Field, initial: Any, data: Any) -> bool:
    """Tell whether what was sent means something else than what was shown; unreadable counts as changed."""
    try:
        return bool((field.to_python(data) or None) != (initial or None)) or (
            # 0 baht is not the same as nothing said.
            (field.to_python(data) is None) != (initial is None) and not isinstance(initial, list)
        )
    except ValidationError:
        return True


def shown_day(value: datetime.date) -> str:
    """Write a day as narrow fields have it and `read_date` reads back: 17 เม.ย. 2569."""
    if language.current().lang == "en":
        return language.said(date_words(value))
    month = MONTHS_SHORT[value.month - 1]
    return in_digits(f"{value.day} {month} {value.year + BUDDHIST_ERA_OFFSET}", language.current().digits)


def shown_money(value: Decimal) -> str:
    """Write baht as a field shows it: thousands parted, no empty decimals."""
    return in_digits(f"{value:,.2f}".removesuffix(".00"), language.current().digits)


def _key(row: Any) -> str:
    return str(getattr(row, "pk", row))


def number_of(text: str) -> int | None:
    """Read a number that a form of ours sent back, however long whoever sent it made it."""
    plain = arabic_digits(text)
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 19 else None


def version_of(request: HttpRequest) -> int:
    """Read which version of a thing stood on the page that was sent back, 0 for none."""
    return number_of(request.POST.get("version", "")) or 0
