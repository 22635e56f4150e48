"""How templates write words, figures and days: in the language and digits of the page."""

from __future__ import annotations

import datetime
import re
import secrets
from decimal import Decimal
from fractions import Fraction

from django import template
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from prongsai.core import figure
from prongsai.core.plan import Period
from prongsai.core.plan.period import MONTHS_SHORT, date_words, short_words
from prongsai.core.text import Text
from prongsai.core.thai import BUDDHIST_ERA_OFFSET, in_digits
from prongsai.web import language
from prongsai.web.actions.once import FIELD

register = template.Library()
UNKNOWN = "–"
# Readers of files tell a line in both languages, for the terminal.
_LINE = re.compile(r"(บรรทัด [^/]+) / (line .+)")


@register.simple_tag
def say(th: str, en: str, **values: object) -> SafeString:
    """Write our own words, {% say "ปี {year}" "Year {year}" year=here.year %}; the values are escaped."""
    words = Text(th, en).say(language.current().lang)
    ours = in_digits(words, language.current().digits)
    shown = {name: _escaped(value) for name, value in values.items()}
    return mark_safe(ours.format(**shown) if shown else ours)  # noqa: S308


@register.simple_tag
def once() -> SafeString:
    """Give a form a number of its own, so that it is taken once however often its button is pressed."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, secrets.token_urlsafe(12))


@register.filter
def text(value: Text | str | None) -> str:
    """Write a text of the core in the page's language; what is no text stays as it is."""
    return _shown(value)


@register.filter
def digits(value: object) -> str:
    """Write a number or words with the digits of the page."""
    return in_digits("" if value is None else _shown(value), language.current().digits)


@register.filter
def place(value: object) -> str:
    """Write where something is, a line of a file in the language of the page only."""
    told = _LINE.fullmatch(str(value))
    return digits(Text(*told.groups()) if told else value)


@register.filter
def code(value: str) -> str:
    """Write a code as people do: `e4@EIT.2` is e4 (EIT.2)."""
    base, _, part = value.partition("@")
    return digits(f"{base} ({part})" if part else base)


@register.filter
def points(value: Decimal | Fraction | int | str | None) -> str:
    """Write a score with two decimals; a dash where it is not known."""
    exact = _exact(value)
    return UNKNOWN if exact is None else _points(exact)


@register.filter
def signed(value: Decimal | Fraction | int | str | None) -> str:
    """Write a change of a score with its sign."""
    exact = _exact(value)
    if exact is None:
        return UNKNOWN
    return in_digits(figure.signed(exact), language.current().digits)


@register.filter
def tenths(value: float | None) -> str:
    """Write an estimate with one decimal: more would feign a precision there is not."""
    return UNKNOWN if value is None else in_digits(f"{value:.1f}", language.current().digits)


@register.filter
def share(value: Fraction) -> str:
    """Write a share given in hundredths: 30 %, or 33.33 % where it is not whole."""
    written = str(value.numerator) if value.denominator == 1 else _points(value)
    return f"{in_digits(written, language.current().digits)} %"


@register.filter
def day(value: datetime.date | None) -> str:
    """Write a day in full: 20 เมษายน 2569; of a moment the day that it is in Thailand."""
    if isinstance(value, datetime.datetime):
        value = timezone.localtime(value).date()
    return UNKNOWN if value is None else language.said(date_words(value))


@register.filter
def short_day(value: datetime.date | None) -> str:
    """Write a day as narrow places have it: 20 เม.ย. 69."""
    if value is None:
        return UNKNOWN
    month = MONTHS_SHORT[value.month - 1]
    year = (value.year + BUDDHIST_ERA_OFFSET) % 100
    return language.say(f"{value.day} {month} {year:02d}", f"{value.day} {value:%b %Y}")


@register.filter
def moment(value: datetime.datetime | None) -> str:
    """Write a moment of Thai time; what a template does not find at all is an empty word."""
    if not value:
        return UNKNOWN
    local = timezone.localtime(value)
    return (
        language.said(date_words(local.date()))
        + in_digits(f" {local:%H:%M}", language.current().digits)
        + (" น." if language.current().lang == "th" else "")
    )


@register.filter
def period(value: Period | None) -> str:
    return UNKNOWN if value is None else language.said(short_words(value))


@register.filter
def baht(value: Decimal | None) -> str:
    """Write a sum of money; 0 is “none needed”, unknown a dash."""
    if value is None:
        return UNKNOWN
    if value == 0:
        return language.say("ไม่ใช้งบประมาณ", "none needed")
    shown = f"{value:,.2f}".removesuffix(".00")
    return language.say(f"{shown} บาท", f"{shown} baht")


@register.simple_tag
def chart(svg: str) -> SafeString:
    """Put a drawing of ours into the page: render/chart*.py escapes what people wrote."""
    return mark_safe(svg)  # noqa: S308


@register.filter
def of(mapping: dict[str, object], key: str) -> object:
    """Look up a key that templates cannot write."""
    return mapping.get(key)


def _escaped(value: object) -> str:
    """Escape a value in the digits of the page: only then, for the figures of “&#x27;” are none that a reader sees."""
    if isinstance(value, SafeString):
        return value
    return conditional_escape(in_digits(_shown(value), language.current().digits))


def _shown(value: object) -> str:
    return language.said(value) if isinstance(value, Text) else str(value)


def _exact(value: Decimal | Fraction | int | str | None) -> Fraction | None:
    return None if value is None or value == "" else Fraction(value)


def _points(value: Fraction) -> str:
    return in_digits(figure.points(value), language.current().digits)
