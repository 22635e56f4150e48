"""Which characters the bundled fonts can draw; a PDF for archives may hold no other."""

from __future__ import annotations

import functools
import struct
import unicodedata
from importlib import resources

FONT_FILE = "ProngsaiSarabun-Regular.ttf"
# Stands where a character cannot be drawn: a visible sign is honest, a silent gap is not.
STAND_IN = "◊"
_UNICODE_BMP = (3, 1)


def drawable(text: str) -> str:
    """Return `text` with every character that the fonts lack replaced by ◊; invisible ones are dropped."""
    return text if _covered().issuperset(text) else "".join(_drawn(character) for character in text)


def _drawn(character: str) -> str:
    if character in _covered():
        return character
    return "" if unicodedata.category(character) in ("Cf", "Mn", "Me", "Cc") else STAND_IN


@functools.cache
def _covered() -> frozenset[str]:
    font = resources.files("prongsai.render").joinpath("fonts", FONT_FILE).read_bytes()
    return frozenset(map(chr, _codes(_cmap(font)))) | {"\n"}


def _cmap(font: bytes) -> bytes:
    """Return the character map of format 4, which every TrueType font for the basic plane carries."""
    (tables,) = struct.unpack_from(">H", font, 4)
    records = (struct.unpack_from(">4sLLL", font, 12 + 16 * index) for index in range(tables))
    start = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    maps = (struct.unpack_from(">HHL", font, start + 4 + 8 * index) for index in range(count))
    return font[start + next(offset for *platform, offset in maps if tuple(platform) == _UNICODE_BMP) :]


def _codes(cmap: bytes) -> list[int]:
    (twice,) = struct.unpack_from(">H", cmap, 6)
    ends = struct.unpack_from(f">{twice // 2}H", cmap, 14)
    starts = struct.unpack_from(f">{twice // 2}H", cmap, 16 + twice)
    ranges = zip(starts, ends, strict=True)
    return [code for start, end in ranges for code in range(start, end + 1) if 0x20 <= code < 0xFFFF]
