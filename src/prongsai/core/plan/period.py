"""Periods and dates as agencies write them, in and out; docs/method/plan.md lists the forms."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from prongsai.core.plan import Period
from prongsai.core.text import Text
from prongsai.core.thai import (
    BUDDHIST_ERA_OFFSET,
    MONTHS,
    arabic_digits,
    fiscal_year_end,
    fiscal_year_of,
    fiscal_year_start,
    long_date,
    tidy,
)

ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
MONTHS_SHORT = (
    *("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย."),
    *("ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."),
)
_SHORT = tuple(name.replace(".", "") for name in MONTHS_SHORT)
_ENGLISH_SHORT = tuple(name[:3] for name in ENGLISH_MONTHS)
_MONTH_NUMBERS = {
    name: number
    for names in (MONTHS, _SHORT, ENGLISH_MONTHS, _ENGLISH_SHORT)
    for number, name in enumerate(names, 1)
}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]\d{2}:\d{2}:\d{2})?")
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})")
_WHOLE_YEAR = re.compile(r"(?:ตลอด(?:ทั้ง)?|ทั้ง|ประจำ)?ปี(?:งบประมาณ)?(?:พศ)?(\d{4}|\d{2})?")
_POINT = re.compile(r"(\d{1,2})?(" + "|".join(_MONTH_NUMBERS) + r")?(?:พศ)?(\d{4}|\d{2})?")
_BY_THE_END_OF = "ภายใน"
_EARLIEST_BUDDHIST, _LATEST_BUDDHIST = 2400, 2700
_CENTURY = 2500


@dataclass(frozen=True, slots=True)
class _Point:
    """One end of a period as far as it is written; `year` is that of the Gregorian calendar."""

    day: int | None
    month: int | None
    year: int | None


def read_date(text: str) -> datetime.date | None:
    """Return the day that `text` names, `None` where it names none: a month alone is not a day."""
    period = read_period(text)
    return period.begins if period is not None and period.begins == period.ends else None


def read_period(text: str, *, fiscal_year: int | None = None) -> Period | None:
    """Return the period that `text` names, `None` where it cannot be told.

    A year that is not written is that of the other end, else the one that puts the month into `fiscal_year`.
    Two-digit years are of the Buddhist era. “ภายใน” a month means from the start of its fiscal year to its end.
    """
    plain = arabic_digits(tidy(text))
    interval = re.fullmatch(rf"({_ISO.pattern})/({_ISO.pattern})", plain)
    halves = plain.split("/") if interval else re.split(r"[–—]|ถึง", plain)
    if len(halves) == 1 and not (_ISO.fullmatch(plain) or _SLASHED.fullmatch(plain)):
        halves = _at_hyphen(plain)
    try:
        if len(halves) == 1:
            return _single(halves[0], fiscal_year)
        return _between(halves[0], halves[1], fiscal_year) if len(halves) == 2 else None
    except (ValueError, OverflowError):
        # The day is not in the month, or the year not in the calendar.
        return None


def period_words(period: Period) -> Text:
    """Return a period in long dates, one date where it is one day: what `read_period` reads back."""
    first, last = date_words(period.begins), date_words(period.ends)
    if period.begins == period.ends:
        return first
    return Text(f"{first.th} – {last.th}", f"{first.en} – {last.en}")


def iso_words(period: Period) -> str:
    """Return a period as an ISO 8601 interval of Gregorian days, as programs exchange it."""
    return f"{period.begins.isoformat()}/{period.ends.isoformat()}"


def short_words(period: Period) -> Text:
    """Return a period as narrow columns have it: the whole fiscal year, whole months, else the long dates."""
    year = fiscal_year_of(period.begins)
    if period == whole_year(year):
        return Text(f"ตลอดปีงบประมาณ พ.ศ. {year}", f"Fiscal year {year}")
    if not _whole_months(period):
        return period_words(period)
    return _months_words(period)


def months_within(period: Period, around: Period) -> Text | None:
    """Return a period as bare months, unambiguous in the one fiscal year of `around`; `None` where they are not."""
    years = {fiscal_year_of(day) for each in (period, around) for day in (each.begins, each.ends)}
    if len(years) > 1 or not _whole_months(period):
        return None
    names = (
        (MONTHS_SHORT[day.month - 1], ENGLISH_MONTHS[day.month - 1]) for day in (period.begins, period.ends)
    )
    (first_th, first_en), (last_th, last_en) = names
    if first_th == last_th:
        return Text(first_th, first_en)
    return Text(f"{first_th}–{last_th}", f"{first_en}–{last_en}")


def whole_year(fiscal_year: int) -> Period:
    """Return 1 October to 30 September of a fiscal year."""
    return Period(fiscal_year_start(fiscal_year), fiscal_year_end(fiscal_year))


def months_of(fiscal_year: int, first: int, last: int) -> Period:
    """Return whole months of a fiscal year, counted from 0 for October to 11 for September."""
    start = fiscal_year_start(fiscal_year)
    begins, ends = (divmod(start.month - 1 + month, 12) for month in (first, last))
    return Period(
        datetime.date(start.year + begins[0], begins[1] + 1, 1), _month_end(start.year + ends[0], ends[1] + 1)
    )


def a_year_later(day: datetime.date) -> datetime.date:
    """Return the same day of the next year; the last day of February stays the last."""
    if (day.month, day) == (2, _month_end(day.year, 2)):
        return _month_end(day.year + 1, 2)
    return day.replace(year=day.year + 1)


def date_words(date: datetime.date) -> Text:
    """Return a day in full, in the Thai era for Thai and in ours for English."""
    return Text(long_date(date), f"{date.day} {ENGLISH_MONTHS[date.month - 1]} {date.year}")


def _whole_months(period: Period) -> bool:
    return period.begins.day == 1 and period.ends == _month_end(period.ends.year, period.ends.month)


def _months_words(period: Period) -> Text:
    """Return whole months, the Thai ones abbreviated, with a year that both have written once."""
    last = _month_words(period.ends)
    if (period.begins.year, period.begins.month) == (period.ends.year, period.ends.month):
        return last
    first = _month_words(period.begins)
    if period.begins.year == period.ends.year:
        first = Text(*(words.rpartition(" ")[0] for words in (first.th, first.en)))
    return Text(f"{first.th} – {last.th}", f"{first.en} – {last.en}")


def _month_words(date: datetime.date) -> Text:
    year = date.year + BUDDHIST_ERA_OFFSET
    return Text(f"{MONTHS_SHORT[date.month - 1]} {year}", f"{ENGLISH_MONTHS[date.month - 1]} {date.year}")


def _at_hyphen(plain: str) -> list[str]:
    """Split at the one hyphen that is not part of a date such as 17-4-69."""
    dates = _ISO.findall(plain) or _SLASHED.findall(plain)
    kept = _SLASHED.sub(r"\1/\2/\3", plain) if dates else plain
    return kept.split("-")


def _end(text: str) -> _Point | None:
    iso = _ISO.fullmatch(text.strip())
    return _Point(int(iso[3]), int(iso[2]), _year(iso[1])) if iso else _point(_squeezed(text))


def _single(text: str, fiscal_year: int | None) -> Period | None:
    if _ISO.fullmatch(text.strip()):
        return _between(text, text, fiscal_year)
    squeezed = _squeezed(text)
    whole = _WHOLE_YEAR.fullmatch(squeezed)
    if whole:
        year = _year(whole[1]) + BUDDHIST_ERA_OFFSET if whole[1] else fiscal_year
        return whole_year(year) if year is not None else None
    point = _point(squeezed.removeprefix(_BY_THE_END_OF))
    if point is None:
        return None
    found = _stretch(_dated(point, fiscal_year))
    if found is None or not squeezed.startswith(_BY_THE_END_OF):
        return found
    return Period(fiscal_year_start(fiscal_year_of(found.ends)), found.ends)


def _between(first: str, last: str, fiscal_year: int | None) -> Period | None:
    begin, end = _end(first), _end(last)
    if begin is None or end is None:
        return None
    end = _dated(end, fiscal_year)
    begins = _stretch(_before(begin, end))
    ends = _stretch(end)
    return Period(begins.begins, ends.ends) if begins is not None and ends is not None else None


def _before(begin: _Point, end: _Point) -> _Point:
    """Complete what the first half leaves to the second: `1 – 15 ม.ค. 69`, `ต.ค. – ม.ค. 69`."""
    month = begin.month or end.month
    if begin.year is not None or end.year is None or month is None or end.month is None:
        return _Point(begin.day, month, begin.year)
    return _Point(begin.day, month, end.year - (1 if month > end.month else 0))


def _squeezed(text: str) -> str:
    """Leave out what writers put in or not: blanks, the dots of abbreviations, the words for day and month."""
    if _SLASHED.fullmatch(text.strip()):
        return text.strip()
    return re.sub(r"[\s.]|วันที่|เดือน", "", text)


def _point(text: str) -> _Point | None:
    slashed = _SLASHED.fullmatch(text)
    if slashed:
        return _Point(int(slashed[1]), int(slashed[2]), _year(slashed[3]))
    found = _POINT.fullmatch(text)
    if found is None or not (found[1] or found[2]):
        return None
    return _Point(
        int(found[1]) if found[1] else None,
        (_MONTH_NUMBERS[found[2]] - 1) % 12 + 1 if found[2] else None,
        _year(found[3]) if found[3] else None,
    )


def _year(digits: str) -> int:
    year = int(digits) + (_CENTURY if len(digits) == 2 else 0)
    return year - BUDDHIST_ERA_OFFSET if _EARLIEST_BUDDHIST <= year <= _LATEST_BUDDHIST else year


def _dated(point: _Point, fiscal_year: int | None) -> _Point:
    if point.year is not None or point.month is None or fiscal_year is None:
        return point
    start = fiscal_year_start(fiscal_year)
    return _Point(point.day, point.month, start.year + (0 if point.month >= start.month else 1))


def _stretch(point: _Point) -> Period | None:
    """Return the day or the whole month of a point that is complete."""
    if point.month is None or point.year is None:
        return None
    if point.day is not None:
        day = datetime.date(point.year, point.month, point.day)
        return Period(day, day)
    return Period(datetime.date(point.year, point.month, 1), _month_end(point.year, point.month))


def _month_end(year: int, month: int) -> datetime.date:
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return following - datetime.timedelta(days=1)
