"""The characters of a text file, in whichever of the encodings that Thai papers come in."""

from __future__ import annotations

import codecs
import re

from prongsai.core.errors import InputError
from prongsai.core.text import Text
from prongsai.reading.printed import faults as fault

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)
_DECLARED_WITHIN = 4096
_THAI_NAMES = {"tis-620", "tis620", "windows-874", "iso-8859-11", "cp874"}
_SAMPLE = 4096
# The upper bytes of Latin and Thai letters in UTF-16.
_UPPER_BYTES = b"\x00\x0e"
_MOSTLY = 0.9
# More broken characters than one in a hundred mean another encoding, fewer a file that was cut or mended by hand.
_FEW = 100
_THAI = re.compile("[\u0e01-\u0e5b]")
_CONTROL = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f\ufffe\uffff]")

_OLD = Text("ไฟล์ใช้รหัสอักขระเดิม (TIS-620)", "the file is in the old Thai encoding (TIS-620)")
_BROKEN = Text("อักขระบางตัวเสียหาย แสดงเป็น \ufffd", "some characters are broken and are shown as \ufffd")


def decoded(data: bytes, name: str) -> tuple[str, tuple[Text, ...]]:
    """Return the text and what there is to say of its encoding; raise `InputError` for what is no text."""
    text, notes = _decoded(data)
    if text is None or _is_junk(text):
        raise InputError([fault.ENCODING.at(name)])
    return text, notes


def is_text(data: bytes) -> bool:
    """Tell whether it is text in any of the encodings."""
    text, _ = _decoded(data)
    return text is not None and not _is_junk(text)


def _is_junk(text: str) -> bool:
    return len(_CONTROL.findall(text)) * _FEW > len(text)


def _decoded(data: bytes) -> tuple[str | None, tuple[Text, ...]]:
    for encoding in (_marked(data), "utf-8", _wide(data)):
        if encoding and (text := _strictly(data, encoding)) is not None:
            return text, ()
    if (text := data.decode("utf-8", "replace")).count("\ufffd") * _FEW <= len(text):
        return text, (_BROKEN,)
    text = _strictly(data, "cp874")
    if text is not None and (_THAI.search(text) or _declared(data) in _THAI_NAMES):
        return text, (_OLD,)
    return None, ()


def _marked(data: bytes) -> str | None:
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, ValueError):
        return None
    # UTF-16 of Latin letters is valid UTF-8 too, every other character of it NUL.
    return None if text.count("\0") * _FEW > len(text) else text


def _wide(data: bytes) -> str | None:
    """Return which UTF-16 it is without a mark: the upper bytes are the same few all along."""
    sample = data[:_SAMPLE]
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        uppers = sample[start::2]
        if uppers and sum(byte in _UPPER_BYTES for byte in uppers) > _MOSTLY * len(uppers):
            return encoding
    return None


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data, 0, _DECLARED_WITHIN)
    return found[1].decode("ascii").lower() if found else ""
