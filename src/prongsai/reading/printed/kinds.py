"""What kind of paper a file is: its content says so, its ending may only contradict."""

from __future__ import annotations

import io
import re
from pathlib import PurePath
from typing import Literal

from prongsai.core.errors import InputError
from prongsai.core.fault import Fault
from prongsai.core.text import Text
from prongsai.reading.magic import OLE_MAGIC, ZIP_MAGIC
from prongsai.reading.printed import faults as fault
from prongsai.reading.printed.letters import is_text

Kind = Literal["text", "html", "docx", "xlsx", "pdf", "picture"]

WORDS: dict[Kind, Text] = {
    "text": Text("ข้อความ", "plain text"),
    "html": Text("หน้าเว็บ (HTML)", "a web page (HTML)"),
    "docx": Text("เอกสาร Word", "a Word document"),
    "xlsx": Text("สมุดงาน Excel", "an Excel workbook"),
    "pdf": Text("PDF", "a PDF"),
    "picture": Text("รูปภาพ", "a picture"),
}
_ENDINGS: dict[Kind, tuple[str, ...]] = {
    "text": (".txt", ".text", ".md", ".markdown", ".tsv", ".csv", ""),
    "html": (".html", ".htm", ".xhtml"),
    "docx": (".docx", ".docm"),
    "xlsx": (".xlsx", ".xlsm"),
    "pdf": (".pdf",),
    "picture": (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp"),
}
# Programs write web pages under these names for Office to open, so nobody need rename them.
_HTML_TOO = (".doc", ".xls", ".txt", ".php", ".aspx", ".asp", "")
_PDF_MARK, _PDF_WITHIN = b"%PDF-", 1024
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"BM")
_ENCRYPTED_MARK = "EncryptedPackage".encode("utf-16-le")
_HTML = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_MEMBERS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    # Some programs put a number behind the name.
    (re.compile(r"word/document\d*\.xml"), "docx"),
    (re.compile(r"xl/workbook\.xml"), "xlsx"),
)
_OTHERS = (
    ("xl/workbook.bin", "สมุดงานแบบ .xlsb", "an .xlsb workbook"),
    ("ppt/presentation.xml", "ไฟล์ PowerPoint", "a PowerPoint file"),
    ("mimetype", "ไฟล์ OpenDocument หรือ EPUB", "an OpenDocument file or EPUB"),
)


def kind_of(data: bytes, name: str) -> tuple[Kind, tuple[Text, ...]]:
    """Return the kind and what there is to say of it; raise `InputError` for what is no paper."""
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise InputError([fault.EMPTY.at(name)])
    ending = PurePath(name).suffix.lower()
    kind = _certain(data, name) or ("html" if _looks_html(data, ending) else "text")
    if ending in _ENDINGS[kind] or (kind == "html" and ending in _HTML_TOO):
        return kind, ()
    if kind == "text" and not is_text(data):
        raise InputError([fault.KIND_UNKNOWN.at(name)])
    others = [other for endings in _ENDINGS.values() for other in endings]
    actual = WORDS[kind]
    if kind in ("text", "html") and (ending in others or ending in _HTML_TOO):
        # A page that says “not found” often comes under the name of the file that was asked for.
        right = _ENDINGS[kind][0]
        values = {"ending": ending, "actual_th": actual.th, "actual_en": actual.en, "right": right}
        raise InputError([fault.WRONG_ENDING.at(name, **values)])
    words = Text(
        "ชื่อไฟล์ลงท้าย {ending} แต่เนื้อในเป็น{actual} จึงอ่านตามเนื้อใน",
        "the name ends in {ending} but it is {actual}, and was read as such",
    )
    return kind, (words.format(ending=ending or "–", actual=actual),)


def is_slow(data: bytes) -> bool:
    """Tell what is read page by page: PDFs and pictures."""
    return _PDF_MARK in data[:_PDF_WITHIN] or _is_picture(data)


def _is_picture(data: bytes) -> bool:
    return data.startswith(_PICTURES) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP")


def _certain(data: bytes, name: str) -> Kind | None:
    """Return the kind that the first bytes leave no doubt of."""
    if _PDF_MARK in data[:_PDF_WITHIN]:
        return "pdf"
    if data.startswith(OLE_MAGIC):
        raise InputError([_ole(data).at(name)])
    if data.startswith(ZIP_MAGIC):
        return _zipped(data, name)
    if data.startswith(b"{\\rtf"):
        raise InputError([fault.OTHER_OFFICE.at(name, kind_th="ไฟล์ RTF", kind_en="an RTF file")])
    return "picture" if _is_picture(data) else None


def _ole(data: bytes) -> Fault:
    return fault.ENCRYPTED if _ENCRYPTED_MARK in data else fault.OLD_OFFICE


def _zipped(data: bytes, name: str) -> Kind:
    import zipfile
    import zlib

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise InputError([fault.DAMAGED.at(name)]) from error
    for member, kind in _MEMBERS:
        if any(member.fullmatch(each) for each in names):
            return kind
    for other, thai, english in _OTHERS:
        if other in names:
            raise InputError([fault.OTHER_OFFICE.at(name, kind_th=thai, kind_en=english)])
    raise InputError([fault.KIND_UNKNOWN.at(name)])


def _looks_html(data: bytes, ending: str) -> bool:
    return bool(_HTML.match(data[:8192])) or ending in _ENDINGS["html"]
