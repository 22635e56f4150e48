"""What a value that a person puts in the place of a misread one must be."""

from __future__ import annotations

from prongsai.core.agency import AGENCY_TYPES
from prongsai.core.errors import InputError
from prongsai.core.fault import Fault
from prongsai.core.followup.words import STATUS_WORDS
from prongsai.core.plan.check import LONGEST_TEXT, TOO_LONG
from prongsai.core.plan.draft import BAD_PERIOD, BAD_YEAR, EARLIEST_YEAR, LATEST_YEAR
from prongsai.core.plan.period import read_period
from prongsai.core.text import Text
from prongsai.core.thai import arabic_digits, read_number, tidy

HIGHEST = 100
_SCORES = ("result.scores.", "result.published.")
_LEVEL = "result.published.level"
NO_SCORE = Fault(
    "read.no_score",
    Text("คะแนนต้องเป็นตัวเลขตั้งแต่ 0 ถึง 100", "a score is a number from 0 to 100"),
    Text("แก้ตัวเลข หรือเว้นว่างถ้าไม่รับค่านี้", "correct it, or leave it empty to leave it out"),
)
NO_CHOICE = Fault(
    "read.no_choice",
    Text("ไม่มีคำนี้ในรายการ", "this is none of the choices"),
    Text("เลือกจากรายการ", "choose one of the list"),
)


def require_fits(field: str, words: str) -> str:
    """Return what was written as it is kept; raise `InputError` where a field cannot hold it."""
    if not words:
        return words
    if len(words) > LONGEST_TEXT:
        raise InputError([TOO_LONG.at(field, words, most=LONGEST_TEXT)])
    if field.startswith(_SCORES) and field != _LEVEL:
        return _score(field, words)
    parts = field.split(".")
    if field == "result.fiscal_year":
        return _year(field, words)
    if field == "agency_type" and words not in AGENCY_TYPES:
        raise InputError([NO_CHOICE.at(field, words)])
    if "status" in parts[3:4] and words not in STATUS_WORDS:
        raise InputError([NO_CHOICE.at(field, words)])
    if parts[-1] == "period" and read_period(words) is None:
        raise InputError([BAD_PERIOD.at(field, words)])
    return words


def _score(field: str, words: str) -> str:
    plain = arabic_digits(tidy(words))
    number = read_number(plain)
    if number is None or not 0 <= number <= HIGHEST:
        raise InputError([NO_SCORE.at(field, words)])
    return format(number, "f")


def _year(field: str, words: str) -> str:
    plain = arabic_digits(tidy(words))
    if not plain.isascii() or not plain.isdecimal() or not EARLIEST_YEAR <= int(plain[:6]) <= LATEST_YEAR:
        raise InputError([BAD_YEAR.at(field, words)])
    return plain
