"""Pictures as evidence: read as far as their parts go, and written without what cameras hide in them.

Where a picture was taken, with which device and by whom is left out; how it is to be turned stays. Whatever
follows the end of the picture is cut off, so that no second file rides along.
"""

from __future__ import annotations

import datetime
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

_SCAN_END = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_JFIF, _EXIF, _PROFILE, _ADOBE, _COMMENT = 0xE0, 0xE1, 0xE2, 0xEE, 0xFE
_HIDING = (*range(_EXIF, 0xF0), _COMMENT)
_EXIF_HEAD, _PROFILE_HEAD = b"Exif\0\0", b"ICC_PROFILE\0"
_TURNED, _CHANGED, _DETAILS, _PLACE, _TAKEN = 0x0112, 0x0132, 0x8769, 0x8825, 0x9003

PNG_MAGIC = b"\x89PNG\r\n\x1a\n"
_PNG_HIDING = (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME")
_WEBP_KEPT = (b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP")
_WEBP_TELLS = 0x08 | 0x04
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")


class Broken(ValueError):
    """The picture is not whole."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is kept; `taken` is the day its camera noted, `cleaned` that something was left out."""

    data: bytes
    cleaned: bool = False
    taken: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class _Told:
    """What a camera noted: how to turn the picture, and when it was taken."""

    turn: int = 1
    taken: datetime.date | None = None


def jpeg(data: bytes) -> Picture:
    """Return a JPEG without its notes; raise `Broken` for one that does not end."""
    kept, told, cleaned = bytearray(b"\xff\xd8"), _Told(), False
    for marker, part in _segments(data):
        hides = marker in _HIDING and not _is_needed(marker, part)
        if marker == _EXIF and part[4:].startswith(_EXIF_HEAD) and told == _Told():
            told = _exif(part[4 + len(_EXIF_HEAD) :])
            kept += _turn(told.turn)
        cleaned |= hides
        kept += b"" if hides else part
    kept += b"\xff\xd9"
    return Picture(bytes(kept), cleaned, told.taken)


def png(data: bytes) -> Picture:
    """Return a PNG without its notes."""
    kept, cleaned = bytearray(PNG_MAGIC), False
    at, kind = len(PNG_MAGIC), b""
    while kind != b"IEND":
        length = int.from_bytes(data[at : at + 4])
        kind, end = data[at + 4 : at + 8], at + 12 + length
        if end > len(data) or len(kind) < 4 or (at == len(PNG_MAGIC) and kind != b"IHDR"):
            raise Broken
        hides = kind in _PNG_HIDING
        cleaned |= hides
        kept += b"" if hides else data[at:end]
        at = end
    return Picture(bytes(kept), cleaned)


def webp(data: bytes) -> Picture:
    """Return a WebP without its notes."""
    kept, cleaned, at = bytearray(), False, 12
    end = 8 + int.from_bytes(data[4:8], "little")
    if end > len(data):
        raise Broken
    while at + 8 <= end:
        kind, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        part = bytearray(data[at : at + 8 + length + length % 2])
        if at + 8 + length > end:
            raise Broken
        if kind == b"VP8X":
            part[8] &= ~_WEBP_TELLS
        if kind in _WEBP_KEPT:
            kept += part
        cleaned |= kind not in _WEBP_KEPT
        at += 8 + length + length % 2
    if not kept:
        raise Broken
    return Picture(b"RIFF" + (len(kept) + 4).to_bytes(4, "little") + b"WEBP" + kept, cleaned)


def is_heic(data: bytes) -> bool:
    return data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the parts of a JPEG up to its end; what is between two scans goes with the scan."""
    at = 2
    while True:
        while data[at : at + 2] == b"\xff\xff":
            at += 1
        if len(data) < at + 2 or data[at] != 0xFF:
            raise Broken
        marker = data[at + 1]
        if marker == _END:
            return
        length = int.from_bytes(data[at + 2 : at + 4])
        end = at + 2 + length
        if length < 2 or end > len(data):
            raise Broken
        if marker == _SCAN:
            following = _SCAN_END.search(data, end)
            if following is None:
                raise Broken
            end = following.start()
        yield marker, data[at:end]
        at = end


def _is_needed(marker: int, part: bytes) -> bool:
    """Whether a picture looks other without this part: its colours depend on it."""
    return marker == _ADOBE or (marker == _PROFILE and part[4:].startswith(_PROFILE_HEAD))


def _turn(turn: int) -> bytes:
    """Write the one note that is kept: how the picture is to be turned."""
    if turn == 1:
        return b""
    tiff = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _TURNED, 3, 1, turn, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", 2 + len(_EXIF_HEAD) + len(tiff)) + _EXIF_HEAD + tiff


def _exif(tiff: bytes) -> _Told:
    """Read the notes of a camera; those that make no sense say nothing."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return _Told()
    try:
        first = _tags(tiff, order, struct.unpack_from(f"{order}I", tiff, 4)[0])
        more = _tags(tiff, order, _long(first[_DETAILS], order)) if _DETAILS in first else {}
        turn = struct.unpack(f"{order}H", first[_TURNED][2][:2])[0] if _TURNED in first else 1
        taken = _day(tiff, order, more.get(_TAKEN) or first.get(_CHANGED))
    except (struct.error, IndexError):
        return _Told()
    return _Told(turn if 1 <= turn <= 8 else 1, taken)


_Tag = tuple[int, int, bytes]


def _tags(tiff: bytes, order: str, at: int) -> dict[int, _Tag]:
    (number,) = struct.unpack_from(f"{order}H", tiff, at)
    found = {}
    for place in range(at + 2, at + 2 + 12 * min(number, 200), 12):
        tag, kind, count = struct.unpack_from(f"{order}HHI", tiff, place)
        found[tag] = (kind, count, tiff[place + 8 : place + 12])
    return found


def _long(tag: _Tag, order: str) -> int:
    return int(struct.unpack(f"{order}I", tag[2])[0])


def _day(tiff: bytes, order: str, tag: _Tag | None) -> datetime.date | None:
    if tag is None:
        return None
    at = _long(tag, order)
    try:
        return datetime.datetime.strptime(tiff[at : at + 10].decode("ascii"), "%Y:%m:%d").date()
    except ValueError:
        return None
