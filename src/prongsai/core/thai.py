"""Thai digits, Buddhist-era dates and fiscal years, in and out."""

from __future__ import annotations

import datetime
import functools
import re
import unicodedata
from decimal import Decimal
from typing import Literal

Digits = Literal["thai", "arabic"]

THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
BUDDHIST_ERA_OFFSET = 543
MONTHS = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)

_TO_THAI = str.maketrans("0123456789", THAI_DIGITS)
_TO_ARABIC = str.maketrans(THAI_DIGITS, "0123456789")
# Zero-width and formatting characters that word processors leave inside numbers and codes.
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"), None)
_THAI_DIGIT = re.compile(f"[{THAI_DIGITS}]")
_TO_FOLD = re.compile("[\u0e4d\u200b\u200c\u200d\u2060\ufeff\u00ad]")
# NFKC would make 5² to 52, ½ to 1⁄2 and ① to 1; a footnote mark must never become a digit of a score.
_FOLDABLE = re.compile("[^\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209f\u2150-\u215f\u2189\u2460-\u24ff]+")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_NUMBER_WORDS = ("ร้อยละ", "คะแนน", "เปอร์เซ็นต์", "percent", "%")


def thai_digits(text: str) -> str:
    """Return `text` with 0–9 written as ๐–๙."""
    return text.translate(_TO_THAI)


def arabic_digits(text: str) -> str:
    """Return `text` with ๐–๙ written as 0–9."""
    # Most texts have none, and to look for one is quicker than to translate every letter.
    return text.translate(_TO_ARABIC) if _THAI_DIGIT.search(text) else text


def in_digits(text: str, digits: Digits) -> str:
    """Return `text` with its digits written in the script the reader chose."""
    return thai_digits(text) if digits == "thai" else arabic_digits(text)


# The same words are looked at again and again while a paper is read; so many of them are kept.
@functools.lru_cache(maxsize=4096)
def tidy(text: str) -> str:
    """Return `text` as it looks: full-width forms and doubled spaces folded, ํ+า joined to ำ, ends trimmed.

    Thai digits stay Thai; nothing that a reader would see as different is changed.
    """
    folded = text if _is_folded(text) else _fold(text)
    return " ".join(folded.replace("เเ", "แ").split())


def _is_folded(text: str) -> bool:
    """Whether folding would change nothing, as in most texts; ำ, which NFKC splits, is put together again by it."""
    return not _TO_FOLD.search(text) and unicodedata.is_normalized("NFKC", text.replace("\u0e33", "\u0e32"))


def _fold(text: str) -> str:
    # NFKC would split ำ into ํ + า, so that one character is put together again afterwards.
    folded = _FOLDABLE.sub(_folded, text.translate(_INVISIBLE))
    return re.sub("\u0e4d([\u0e48-\u0e4b]?)\u0e32", "\\1\u0e33", folded)


def _folded(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match[0])


def read_number(text: str) -> Decimal | None:
    """Return the number that `text` shows, or `None` where it shows none.

    Understands Thai and full-width digits, both minus signs, stray spaces, a leading “ร้อยละ” and a trailing
    “คะแนน” or “%”.
    A decimal comma or thousands separator is refused: in a score either would be a guess.
    """
    plain = arabic_digits(tidy(text)).casefold().replace("−", "-")
    for word in _NUMBER_WORDS:
        plain = plain.removeprefix(word).removesuffix(word).strip()
    plain = re.sub(r"(?<=[\d.]) (?=[\d.])", "", plain)
    if not _NUMBER.fullmatch(plain):
        return None
    number = Decimal(plain)
    return number or abs(number)  # There is no zero below zero.


def long_date(date: datetime.date) -> str:
    """Return a date as official letters write it, e.g. 17 เมษายน 2569 (Buddhist era, Arabic digits)."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year + BUDDHIST_ERA_OFFSET}"


def fiscal_year_of(date: datetime.date) -> int:
    """Return the fiscal year (Buddhist era) that `date` lies in; year N runs 1 October N−1 to 30 September N."""
    return date.year + BUDDHIST_ERA_OFFSET + (1 if date.month >= 10 else 0)


def fiscal_year_start(fiscal_year: int) -> datetime.date:
    """Return the first day of the fiscal year."""
    return datetime.date(fiscal_year - BUDDHIST_ERA_OFFSET - 1, 10, 1)


def fiscal_year_end(fiscal_year: int) -> datetime.date:
    """Return the last day of the fiscal year."""
    return datetime.date(fiscal_year - BUDDHIST_ERA_OFFSET, 9, 30)
