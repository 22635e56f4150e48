"""The period of a measure as its cell has it, with the words that agencies put around months and days."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from prongsai.core.plan import Period
from prongsai.core.plan.period import months_of, read_date, read_period
from prongsai.core.thai import fiscal_year_end, fiscal_year_of
from prongsai.reading.recognise.lists import whole

_WORDS_AROUND = re.compile(
    r"^(?:ตั้งแต่|ระหว่าง|ในช่วง|ช่วง|ห้วง|ระยะเวลา|ดำเนินการ|ภายในระยะเวลา|from|between)\s*:?\s*", re.IGNORECASE
)
_QUARTERS = re.compile(
    r"(?:ไตรมาส(?:ที่)?|quarters?|\bq)\s*([1-4])(?:\s*(?:-|–|ถึง|และ|,|to|and)\s*(?:ไตรมาส(?:ที่)?\s*)?([1-4]))?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(25\d\d)(?!\d)")
_ALL_YEAR = re.compile(
    r"(?:ตลอดทั้ง|ตลอด|ทั้ง)ปี(?:งบประมาณ)?|ทุกเดือน|ทุกไตรมาส|รายไตรมาส|ตลอดเวลา|ต่อเนื่อง(?:ตลอดปี)?|all year",
    re.IGNORECASE,
)
_HALF_YEAR = re.compile(
    r"(?:6\s*เดือน|ครึ่งปี(?:งบประมาณ)?)\s*(?P<half>แรก|หลัง)|(?P<word>first|second) half", re.IGNORECASE
)
_ENGLISH_YEAR = re.compile(r"fiscal year (25\d\d)", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[]([^)\]]+)[)\]]")
_PROMISE = re.compile(
    r"(?:กำหนด(?:แล้วเสร็จ|เวลา|วัน)?ใหม่|เลื่อน(?:กำหนด|ไป|เป็น|ออกไป)+|ขยายเวลา(?:ไป)?(?:จน)?ถึง|จะแล้วเสร็จ(?:ภายใน)?|new date)"
    r"\s*:?\s*(?:เป็น|ถึง|ภายใน)?\s*(?:วันที่)?\s*(.+)",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"เริ่ม(?:ต้น|ตั้งแต่)?\s*(?:เดือน|วันที่)?\s*(?P<first>\S.*?)(?:\s*เป็นต้นไป)?|ตั้งแต่\s*(?:เดือน|วันที่)?\s*(?P<then>\S.*?)\s*เป็นต้นไป"
)
_MOST_WORDS_OF_DATE = 4
_LONGEST_PERIOD = 300
_COMMA_FOR_DOT = re.compile(r"(?<=[ก-ฮ])[,;](?=\s?[ก-ฮ0-9–-])")
_MONTHS_IN_QUARTER = 3


def period_in(text: str, fiscal_year: int | None = None) -> Period | None:
    """Return the period that a cell names, `None` where it cannot be told; `fiscal_year` dates months without year."""
    plain = _COMMA_FOR_DOT.sub(".", whole(text))
    if not plain or len(plain) > _LONGEST_PERIOD:
        return None
    for words in _spoken(plain):
        found = read_period(words, fiscal_year=fiscal_year)
        if found is not None:
            return found
    return (
        _from(plain, fiscal_year)
        or _quarters(plain, fiscal_year)
        or _half(plain, fiscal_year)
        or _all_year(plain, fiscal_year)
    )


def span_of(texts: Sequence[str], fiscal_year: int | None) -> Period | None:
    """Return the period from the first to the last of several, `None` where one of them cannot be told."""
    found = [period_in(text, fiscal_year) for text in texts]
    known = [period for period in found if period is not None]
    if not known or len(known) < len(found):
        return None
    return Period(min(period.begins for period in known), max(period.ends for period in known))


def new_date_in(text: str) -> datetime.date | None:
    """Return the day by which something is promised anew, `None` where a text promises nothing."""
    found = _PROMISE.search(whole(text))
    words = found[1][:_LONGEST_PERIOD].split() if found else []
    for length in range(min(len(words), _MOST_WORDS_OF_DATE), 0, -1):
        day = read_date(" ".join(words[:length]).strip(" .,;)"))
        if day is not None:
            return day
    return None


def without_promise(text: str) -> str:
    """Return a text up to the words that promise a new day."""
    plain = whole(text)
    found = _PROMISE.search(plain) if new_date_in(plain) else None
    return plain[: found.start()].strip() if found else plain


def _spoken(plain: str) -> list[str]:
    """Return what may be the period in a text: all of it, without words around it, in brackets, before brackets."""
    bare = _WORDS_AROUND.sub("", plain)
    inside = _BRACKETS.findall(plain)
    outside = _WORDS_AROUND.sub("", _BRACKETS.sub("", plain)).strip()
    return list(dict.fromkeys([plain, bare, *inside, outside]))


def _from(plain: str, fiscal_year: int | None) -> Period | None:
    """Read a period that only says from when: it lasts to the end of that fiscal year."""
    found = _BEGINS.fullmatch(plain)
    begins = read_period(found["first"] or found["then"], fiscal_year=fiscal_year) if found else None
    if begins is None:
        return None
    return Period(begins.begins, fiscal_year_end(fiscal_year_of(begins.begins)))


def _quarters(plain: str, fiscal_year: int | None) -> Period | None:
    found = _QUARTERS.search(plain)
    year = _year_in(plain) or fiscal_year
    if found is None or year is None:
        return None
    first, last = int(found[1]), int(found[2] or found[1])
    if last < first:
        return None
    return months_of(year, (first - 1) * _MONTHS_IN_QUARTER, last * _MONTHS_IN_QUARTER - 1)


def _half(plain: str, fiscal_year: int | None) -> Period | None:
    found = _HALF_YEAR.search(plain)
    year = _year_in(plain) or fiscal_year
    if found is None or year is None:
        return None
    second = found["half"] == "หลัง" or (found["word"] or "").casefold() == "second"
    return months_of(year, 6, 11) if second else months_of(year, 0, 5)


def _all_year(plain: str, fiscal_year: int | None) -> Period | None:
    named = _ENGLISH_YEAR.fullmatch(plain)
    year = int(named[1]) if named else _year_in(plain) or fiscal_year
    if year is None or not (named or _ALL_YEAR.search(plain)):
        return None
    return months_of(year, 0, 11)


def _year_in(plain: str) -> int | None:
    years = {int(year) for year in _YEAR.findall(plain)}
    return years.pop() if len(years) == 1 else None
