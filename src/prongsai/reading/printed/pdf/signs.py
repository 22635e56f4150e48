"""What the text of PDFs does to Thai letters, put right: nothing here changes what a reader sees on the paper."""

from __future__ import annotations

import re
from collections import Counter

from prongsai.core.text import Text

_UPPER, _LOWER, _TONES = "ัิีึื็ํ", "ฺุู", "่้๊๋์๎"
MARKS = _UPPER + _LOWER + _TONES
_LETTERS = "ก-ฮ"
# Fonts made before Unicode carry the signs that must not touch others as characters of their own.
_SHIFTED = "่้๊๋์"
_OLD_FONTS = str.maketrans(
    dict(
        zip(
            map(chr, range(0xF700, 0xF71B)),
            f"ฐิีึื{_SHIFTED}{_SHIFTED}ญัํ็{_SHIFTED}\u0e38\u0e39\u0e3a",
            strict=True,
        )
    )
)
_MOSTLY = 0.5

_MENDED = {
    "old_fonts": Text("ใช้รหัสของฟอนต์ไทยรุ่นเก่า", "characters of old Thai fonts"),
    "am": Text("สระอำถูกแยกเป็นสองส่วน", "the vowel am in two parts"),
    "order": Text("สระหรือวรรณยุกต์สลับลำดับ", "vowels and tone marks out of order"),
    "doubled": Text("สระหรือวรรณยุกต์ซ้ำ", "vowels or tone marks twice"),
    "apart": Text("ช่องว่างหน้าสระหรือวรรณยุกต์", "blanks before vowels or tone marks"),
    "inside": Text("ช่องว่างกลางคำที่ไม่มีความกว้าง", "blanks without room inside words"),
    "misnamed": Text("อักษรไทยถูกระบุเป็นอักษรละติน", "Thai letters called Latin ones"),
}
Mended = Counter[str]


def is_mark(sign: str) -> bool:
    """Tell whether a sign is written above or below the letter before it."""
    return sign in MARKS and sign != ""


_STEPS: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("apart", re.compile(rf"(?<=[{_LETTERS}{MARKS}]) +(?=[{MARKS}])"), ""),
    ("am", re.compile(r"ํ ?([่-๋]?) ?า"), r"\1ำ"),
    ("am", re.compile(r"([่-๋])ํ ?า"), r"\1ำ"),
    ("order", re.compile(r"ำ([่-๋])"), r"\1ำ"),
    ("order", re.compile(rf"([{_TONES}])([{_UPPER}{_LOWER}])"), r"\2\1"),
    ("doubled", re.compile(rf"([{MARKS}])\1+"), r"\1"),
    ("doubled", re.compile(r"ำำ+"), "ำ"),
    ("doubled", re.compile(r"เเ"), "แ"),
)


def mended(text: str, seen: Mended) -> str:
    """Return `text` with its Thai signs in order, and count in `seen` what was put right."""
    whole = text.translate(_OLD_FONTS)
    seen["old_fonts"] += sum(before != after for before, after in zip(text, whole, strict=True))
    for kind, pattern, instead in _STEPS:
        whole, count = pattern.subn(instead, whole)
        seen[kind] += count
    return " ".join(whole.split())


def called_latin(text: str) -> bool:
    """Tell whether the letters of a page are Thai ones that their font calls Latin, by the places in TIS-620."""
    letters = [sign for sign in text if sign.isalpha() or "\xa1" <= sign <= "\xfb"]
    high = sum("\xa1" <= sign <= "\xfb" for sign in letters)
    return high > 20 and high > _MOSTLY * len(letters) and bool(_IN_WORDS.search(thai_for_latin(text)))


# No text without these is Thai.
_IN_WORDS = re.compile("การ|ของ|ที่|และ|ราย|ให้|คะแนน")


def thai_for_latin(text: str) -> str:
    """Return the Thai letters that stand in TIS-620 where these stand in Latin-1."""
    return "".join(chr(ord(sign) + 0xD60) if "\xa1" <= sign <= "\xfb" else sign for sign in text)


def notes(seen: Mended) -> tuple[Text, ...]:
    """Say what was put right, and how often."""
    return tuple(
        Text(
            "ในข้อความของไฟล์: {what} จัดให้ถูกต้อง {count} แห่ง",
            "in the text of the file: {what}, put right in {count} places",
        ).format(what=_MENDED[kind], count=count)
        for kind, count in seen.items()
        if count
    )
