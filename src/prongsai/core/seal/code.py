"""Short codes that people read from paper and type: of a sealed paper, and of the key that sealed it.

The signs are the digits and capital letters without 0 and O, 1, I and L. There are 31 of them, a prime number, so
that a sum weighted by place finds every sign read wrongly and every two signs exchanged.
"""

from __future__ import annotations

import hashlib
import re

from prongsai.core.errors import InputError
from prongsai.core.fault import Fault
from prongsai.core.text import Text
from prongsai.core.thai import arabic_digits, tidy

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
PREFIX = "PS"
_GROUP = 4
_CODE_SIGNS = 12
_FINGERPRINT_SIGNS = 24
# Hyphens and dashes as keyboards and word processors make them.
_SEPARATORS = re.compile(r"[\s._\u00ad\u2010-\u2015\u2212-]+")

CODE_LENGTH = Fault(
    "seal.code_length",
    Text(
        "รหัสเอกสารมี {most} ตัวหลัง PS แต่อ่านได้ {count} ตัว", "a code has {most} signs after PS, here are {count}"
    ),
    Text("พิมพ์ให้ครบตามที่อยู่ท้ายหน้าเอกสาร", "type all of it, as at the foot of the paper"),
)
CODE_SIGN = Fault(
    "seal.code_sign",
    Text("รหัสเอกสารไม่ใช้ตัว {signs}", "codes never hold {signs}"),
    Text(
        "ดูที่เอกสารอีกครั้ง รหัสใช้เลข 2–9 และอักษร A–Z ที่ไม่ใช่ I L O",
        "look again: codes use the digits 2–9 and the letters A–Z without I, L and O",
    ),
)
CODE_CHECK = Fault(
    "seal.code_check",
    Text("รหัสเอกสารไม่ถูกต้อง มีบางตัวผิดหรือสลับที่", "this is no valid code: a sign is wrong, or two changed places"),
    Text("เทียบกับรหัสท้ายหน้าเอกสารทีละกลุ่ม", "compare it with the foot of the paper, group by group"),
)


def seal_code(content_hash: str, agency: str, version: int) -> str:
    """Return the code of a version of an agency's paper, e.g. PS-7KQM-2D9X-HT4A; the last sign checks the others."""
    # A line feed parts the three, so that none can run into the next.
    source = f"{content_hash}\n{agency}\n{version}"
    signs = _signs(source.encode("utf-8", "surrogatepass"), _CODE_SIGNS - 1)
    return f"{PREFIX}-{_grouped(signs + _check_sign(signs))}"


def read_code(text: str) -> str:
    """Return the code that a person typed, in the form in which it is printed.

    Case, spaces, hyphens, Thai digits and a missing PS do not matter. Raises `InputError` for what is no code.
    """
    signs = _SEPARATORS.sub("", arabic_digits(tidy(text)).upper())
    if len(signs) > _CODE_SIGNS:
        signs = signs.removeprefix(PREFIX)
    wrong = sorted(set(signs) - set(ALPHABET))
    if wrong:
        raise InputError([CODE_SIGN.at(text, signs=" ".join(wrong))])
    if len(signs) != _CODE_SIGNS:
        raise InputError([CODE_LENGTH.at(text, most=_CODE_SIGNS, count=len(signs))])
    if _check_sign(signs[:-1]) != signs[-1]:
        raise InputError([CODE_CHECK.at(text)])
    return f"{PREFIX}-{_grouped(signs)}"


def fingerprint(public_key: bytes) -> str:
    """Return the short name of a key, for people to compare: six groups of four signs, about 119 bits."""
    return _grouped(_signs(public_key, _FINGERPRINT_SIGNS))


def read_fingerprint(text: str) -> str | None:
    """Return a typed fingerprint in its printed form, or `None` where the text is none."""
    signs = _SEPARATORS.sub("", arabic_digits(tidy(text)).upper())
    return _grouped(signs) if len(signs) == _FINGERPRINT_SIGNS and set(signs) <= set(ALPHABET) else None


def _signs(data: bytes, count: int) -> str:
    rest = int.from_bytes(hashlib.sha256(data).digest(), "big")
    signs = []
    for _ in range(count):
        rest, sign = divmod(rest, len(ALPHABET))
        signs.append(ALPHABET[sign])
    return "".join(signs)


def _check_sign(signs: str) -> str:
    """Return the sign that makes the sum of all signs, each times its place, a multiple of 31."""
    total = sum(place * ALPHABET.index(sign) for place, sign in enumerate(signs, start=2))
    return ALPHABET[-total % len(ALPHABET)]


def _grouped(signs: str) -> str:
    return "-".join(signs[start : start + _GROUP] for start in range(0, len(signs), _GROUP))
