"""Files as people hand them in, honest and hostile, made here byte by byte so that each says what it is."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

import docx
import openpyxl
import pikepdf

# Pictures of a few dots, as programs write them.
_JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKrarYqMyP/L2u71"
    "////m8H////6/+b9//j/2wBDASstLTw1PHZBQXb4pYyl+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4"
    "+Pj4+Pj4+Pj/wAARCAAIABADASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAQG/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/E"
    "ABUBAQEAAAAAAAAAAAAAAAAAAAME/8QAFxEBAAMAAAAAAAAAAAAAAAAAAAIEQf/aAAwDAQACEQMRAD8AlaMBwWWsf//Z"
)
_WEBP = base64.b64decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA")
CONTENT_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
PLACE_WORDS = b"GPSLatitude-9.31-Don-Sak"


def pdf(**catalog: pikepdf.Object) -> bytes:
    """Return a PDF of one page; `catalog` goes into its root."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(595, 842))
    for name, value in catalog.items():
        document.Root[f"/{name}"] = document.make_indirect(value)
    return saved(document, deterministic_id=True)


def saved(document: pikepdf.Pdf, **options: object) -> bytes:
    target = io.BytesIO()
    document.save(target, **options)  # type: ignore[arg-type]
    return target.getvalue()


def locked_pdf() -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    return saved(document, encryption=pikepdf.Encryption(owner="ก", user="ข"))


def jpeg(*, turn: int = 1, notes: bool = False) -> bytes:
    """Return a JPEG; with `notes` as a phone writes it: turned, taken on 12 March 2026, and at a place."""
    if not notes:
        return _JPEG
    first = struct.pack(">H", 3) + b"".join(
        (
            struct.pack(">HHIHH", 0x0112, 3, 1, turn, 0),
            struct.pack(">HHII", 0x8769, 4, 1, 50),
            struct.pack(">HHII", 0x8825, 4, 1, 90),
        )
    )
    details = struct.pack(">H", 1) + struct.pack(">HHII", 0x9003, 2, 20, 68) + struct.pack(">I", 0)
    tiff = (b"MM\0*" + struct.pack(">I", 8) + first + struct.pack(">I", 0)).ljust(50, b"\0") + details
    tiff = tiff.ljust(68, b"\0") + b"2026:03:12 09:30:00\0" + PLACE_WORDS
    exif = b"Exif\0\0" + tiff
    return _JPEG[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + _JPEG[2:]


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(*more: bytes) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + head
        + b"".join(more)
        + chunk(b"IDAT", zlib.compress(b"\0\xff"))
        + chunk(b"IEND", b"")
    )


def webp(*, notes: bool = False) -> bytes:
    if not notes:
        return _WEBP
    extended = b"VP8X" + struct.pack("<I", 10) + bytes([0x0C, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    parts = extended + _WEBP[12:] + b"EXIF" + struct.pack("<I", len(PLACE_WORDS)) + PLACE_WORDS
    return b"RIFF" + struct.pack("<I", 4 + len(parts)) + b"WEBP" + parts


def heic() -> bytes:
    kind = b"ftypheic\0\0\0\0mif1heic"
    return struct.pack(">I", 4 + len(kind)) + kind + struct.pack(">I", 16) + b"mdat" + b"\0" * 8


def word() -> bytes:
    document = docx.Document()
    document.add_paragraph("ติดป้ายลำดับคิวแล้วทั้งสองจุด")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def excel() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["เดือน", "ผู้รับบริการ"])  # type: ignore[union-attr]
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def slides() -> bytes:
    main = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    override = f'<Override PartName="/ppt/presentation.xml" ContentType="{main}"/>'
    return archive(
        {
            "[Content_Types].xml": CONTENT_TYPES.format(override),
            "ppt/presentation.xml": "<p:presentation xmlns:p='p'/>",
        }
    )


def open_document(kind: str = "text", **more: str) -> bytes:
    media = f"application/vnd.oasis.opendocument.{kind}"
    return archive({"mimetype": media, "content.xml": "<office:document-content xmlns:office='o'/>", **more})


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(name, content)
    return target.getvalue()


def with_part(office: bytes, name: str, content: str | bytes) -> bytes:
    """Return an Office file in which one part is added or replaced."""
    with zipfile.ZipFile(io.BytesIO(office)) as read:
        parts: dict[str, str | bytes] = {part: read.read(part) for part in read.namelist()}
    return archive(parts | {name: content})


def relation(kind: str, target: str, mode: str = "External") -> str:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return RELATIONS.format(
        f'<Relationship Id="r1" Type="{base}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    )
