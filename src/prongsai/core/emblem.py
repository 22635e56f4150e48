"""The emblem on a letterhead: a PNG or JPEG that every program can show, or a clear word why it is none."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from prongsai.core.errors import InputError, Problem
from prongsai.core.text import Text

# More would only make every paper heavy: 15 mm in print need less than 400 pixels.
MOST_PIXELS = 4000
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
# Channels of a pixel by PNG's colour type.
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
# Cyan, magenta, yellow, black; a PDF for archives cannot hold them without a profile.
_PRESS_CHANNELS = 4
# JPEG markers that carry the size of the picture; between them lie tables (C4, C8, CC).
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_START_OF_SCAN = 0xDA


@dataclass(frozen=True, slots=True)
class Emblem:
    """A picture that was read: its kind, its size in pixels, and whether its colours are those of a press."""

    kind: Literal["png", "jpeg"]
    width: int
    height: int
    data: bytes
    for_press: bool = False

    @property
    def shape(self) -> Fraction:
        """The width for a height of 1."""
        return Fraction(self.width, self.height)


def read_emblem(data: bytes, where: str = "emblem") -> Emblem:
    """Return the picture in `data`; an `InputError` names `where` it came from when it is no whole PNG or JPEG."""
    try:
        emblem = _png(data) if data.startswith(_PNG) else _jpeg(data)
    except (ValueError, struct.error, zlib.error) as error:
        raise InputError([_not_an_image(where, data)]) from error
    if max(emblem.width, emblem.height) > MOST_PIXELS:
        raise InputError([_too_large(where, emblem)])
    if emblem.for_press:
        raise InputError([_for_press(where)])
    return emblem


def _not_an_image(where: str, data: bytes) -> Problem:
    return Problem(
        id="emblem.not_an_image",
        where=where,
        found=f"{len(data)} bytes, {data[:8].hex(' ')}" if data else "0 bytes",
        why=Text("ไม่ใช่ภาพ PNG หรือ JPEG ที่สมบูรณ์", "is no complete PNG or JPEG picture"),
        remedy=Text(
            "บันทึกตราสัญลักษณ์ใหม่เป็นไฟล์ PNG หรือ JPEG แล้วระบุไฟล์นั้น",
            "save the emblem anew as a PNG or JPEG file and name that file",
        ),
    )


def _too_large(where: str, emblem: Emblem) -> Problem:
    return Problem(
        id="emblem.too_large",
        where=where,
        found=f"{emblem.width} × {emblem.height}",
        why=Text(f"ภาพมีด้านยาวกว่า {MOST_PIXELS} จุด", f"a side has more than {MOST_PIXELS} pixels"),
        remedy=Text(
            "ย่อภาพให้เล็กลง สูง 400 จุดก็พอสำหรับงานพิมพ์",
            "make it smaller; 400 pixels of height are enough in print",
        ),
    )


def _for_press(where: str) -> Problem:
    return Problem(
        id="emblem.cmyk",
        where=where,
        found="CMYK",
        why=Text("ภาพใช้สีสำหรับแท่นพิมพ์ (CMYK)", "its colours are those of a printing press (CMYK)"),
        remedy=Text("บันทึกใหม่เป็นสี RGB", "save it anew in RGB"),
    )


def _png(data: bytes) -> Emblem:
    """Read every chunk with its check sum, and see that the pixels are all there."""
    pixels, emblem, depth = b"", None, 0
    for name, content in _chunks(data):
        if name == b"IHDR":
            width, height, bits, colour, _, _, interlaced = struct.unpack(">LLBBBBB", content)
            emblem = Emblem("png", width, height, data)
            depth = bits * _CHANNELS.get(colour, 0) if not interlaced else 0
            if not (width and height and colour in _CHANNELS):
                raise ValueError("no picture of this size and colour")
        elif name == b"IDAT":
            pixels += content
    if emblem is None or not pixels:
        raise ValueError("no head or no pixels")
    if max(emblem.width, emblem.height) <= MOST_PIXELS:
        _unpack(pixels, emblem.height * (1 + (emblem.width * depth + 7) // 8))
    return emblem


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place, name = len(_PNG), b""
    while name != b"IEND":
        length, name = struct.unpack_from(">L4s", data, place)
        content = data[place + 8 : place + 8 + length]
        (check,) = struct.unpack_from(">L", data, place + 8 + length)
        if check != zlib.crc32(name + content):
            raise ValueError("a chunk is damaged")
        yield name, content
        place += 12 + length


def _unpack(pixels: bytes, expected: int) -> None:
    """Unpack no more than a picture of the said size needs, so that a small file cannot fill the memory."""
    if len(zlib.decompressobj().decompress(pixels, expected)) < expected:
        raise ValueError("pixels are missing")


def _jpeg(data: bytes) -> Emblem:
    """Read the segments up to the pixels, and see that the file has its end."""
    if not data.startswith(_JPEG) or b"\xff\xd9" not in data[-64:]:
        raise ValueError("no JPEG, or one that was cut off")
    place, size = 2, (0, 0, 0)
    while True:
        sign, marker, length = struct.unpack_from(">BBH", data, place)
        if sign != 0xFF or length < 2:
            raise ValueError("no marker where one must be")
        if marker in _FRAMES:
            size = struct.unpack_from(">HHB", data, place + 5)
        if marker == _START_OF_SCAN:
            break
        place += 2 + length
    height, width, channels = size
    if not width or not height:
        raise ValueError("no size")
    return Emblem("jpeg", width, height, data, for_press=channels == _PRESS_CHANNELS)
