"""Files that are handed in as evidence: what they are by their content, and that they do no harm.

A name says nothing: the content decides. What cannot be told from its content to be harmless is not taken.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError

from prongsai.core.errors import InputError, Problem
from prongsai.core.text import Text
from prongsai.reading import evidence_details as details
from prongsai.reading import evidence_faults as fault
from prongsai.reading import evidence_package as package
from prongsai.reading import evidence_picture as picture

if TYPE_CHECKING:
    import pikepdf

MOST_BYTES = 20_000_000
LONGEST_NAME = 150
PDF = "application/pdf"
CLEANED = Text(
    "ลบข้อมูลที่กล้องฝังไว้ในรูปแล้ว เช่น ตำแหน่งที่ถ่าย",
    "what the camera had hidden in the picture, such as the place, has been removed",
)

# What a file must not be called by: separators of paths, and what file systems and shells take for something else.
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*%]+')
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_MARKUP = re.compile(
    r"<\s*(!doctype|\?xml|html|head|body|script|svg|iframe|object|embed|style|meta)\b", re.IGNORECASE
)
_PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"\0asm",
    b"L\0\0\0\x01\x14\x02\0",
)
_ARCHIVES = (
    b"PK",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"MSCF",
    b"\x28\xb5\x2f\xfd",
    b"ITSF",
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FORMULA = re.compile(r"\s*(=|@\w*\(|[+-][^\d\s]*[(|!])")
_SAID = re.compile(r"sep=([^\s\"\0])", re.IGNORECASE)
_ACTIONS = ("/JavaScript", "/Launch", "/ImportData", "/Rendition", "/RichMedia", "/GoToE")
_MOST_OBJECTS = 200_000
_PICTURES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "jpeg": ("image/jpeg", (".jpg", ".jpeg", ".jfif")),
    "png": ("image/png", (".png",)),
    "webp": ("image/webp", (".webp",)),
}


@dataclass(frozen=True, slots=True)
class Document:
    """A file as it is kept: a safe name with the right ending, what it is, and what is to be said of it."""

    name: str
    media_type: str
    data: bytes
    notes: tuple[Text, ...] = ()
    taken: datetime.date | None = None


def examine(data: bytes, name: str) -> Document:
    """Return a file that may be kept and passed on; raise `InputError` with the reasons why it may not."""
    shown = clean_name(name)
    if not data:
        raise InputError([fault.EMPTY.at(shown)])
    if len(data) > MOST_BYTES:
        raise InputError([fault.TOO_LARGE.at(shown, most=MOST_BYTES // 1_000_000)])
    for is_this, read in _READERS:
        if is_this(data):
            return read(data, shown)
    return _text(data, shown)


def clean_name(name: str) -> str:
    """Return the last part of a path without anything that hides, turns around or leads elsewhere."""
    last = re.split(r"[/\\]", name)[-1]
    seen = "".join(
        sign for sign in unicodedata.normalize("NFC", last) if not unicodedata.category(sign).startswith("C")
    )
    plain = " ".join(_NOT_IN_NAMES.sub("-", seen).split()).strip(". ")
    stem, ending = _parted(plain)
    return stem[: LONGEST_NAME - len(ending)] + ending if plain else "หลักฐาน"


def _named(name: str, *endings: str) -> str:
    """Return a name with the ending that belongs to the content; the first one if it has none of them."""
    stem, ending = _parted(name)
    return (
        name
        if ending.lower() in endings
        else stem + (ending if ending.lower() not in _KNOWN else "") + endings[0]
    )


def _parted(name: str) -> tuple[str, str]:
    found = _ENDING.search(name)
    return (name[: found.start()], found[0]) if found and found.start() else (name, "")


def _refuse(reason: Callable[[str], Problem]) -> Callable[[bytes, str], Document]:
    def read(data: bytes, name: str) -> Document:
        raise InputError([reason(name)])

    return read


def _pdf(data: bytes, name: str) -> Document:
    if zipfile.is_zipfile(io.BytesIO(data)):
        raise InputError([fault.POLYGLOT.at(name)])
    # Only who reads a PDF waits for the library to load.
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            problem = _pdf_problem(document, name)
            kept, notes = (data, ()) if problem else details.pdf(data, document)
    except pikepdf.PasswordError as error:
        raise InputError([fault.LOCKED.at(name)]) from error
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        raise InputError([fault.DAMAGED.at(name)]) from error
    if problem:
        raise InputError([problem])
    return Document(_named(name, ".pdf"), PDF, kept, notes)


def _pdf_problem(document: pikepdf.Pdf, name: str) -> Problem | None:
    """Look for commands and files among the objects of a PDF."""
    from pikepdf import Dictionary, Stream

    if not len(document.pages):
        return fault.DAMAGED.at(name)
    for number, each in enumerate(document.objects):
        if number > _MOST_OBJECTS:
            return fault.INFLATES.at(name)
        if not isinstance(each, Dictionary | Stream):
            continue
        if str(each.get("/S", "")) in _ACTIONS or "/JS" in each:
            return fault.MACROS.at(name)
        if str(each.get("/Type", "")) == "/EmbeddedFile":
            return fault.EMBEDDED.at(name)
    # The library goes on without what did not fit, and what is in there was not looked at.
    return fault.INFLATES.at(name) if any("bad_alloc" in each for each in document.get_warnings()) else None


def _picture(kind: str) -> Callable[[bytes, str], Document]:
    media_type, endings = _PICTURES[kind]
    clean: Callable[[bytes], picture.Picture] = getattr(picture, kind)

    def read(data: bytes, name: str) -> Document:
        try:
            found = clean(data)
        except (picture.Broken, IndexError) as error:
            raise InputError([fault.DAMAGED.at(name)]) from error
        notes = (CLEANED,) if found.cleaned else ()
        return Document(_named(name, *endings), media_type, found.data, notes, found.taken)

    return read


def _office(data: bytes, name: str) -> Document:
    media_type, ending = package.kind_of(data, name)
    try:
        kept, notes = details.office(data)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise InputError([fault.DAMAGED.at(name)]) from error
    return Document(_named(name, ending), media_type, kept, notes)


def _text(data: bytes, name: str) -> Document:
    """Take words and tables; what else may be written in signs is recognised by its beginning and its name."""
    words = _decoded(data)
    ending = _parted(name)[1].lower()
    if words is None:
        raise InputError([fault.UNKNOWN.at(name)])
    if _MARKUP.search(words):
        raise InputError([fault.MARKUP.at(name)])
    if ending not in (".txt", ".csv"):
        raise InputError([fault.PROGRAM.at(name) if ending else fault.UNKNOWN.at(name)])
    if ending == ".csv" and _has_formula(words):
        raise InputError([fault.FORMULA.at(name)])
    return Document(name, "text/csv" if ending == ".csv" else "text/plain", data)


def _decoded(data: bytes) -> str | None:
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp874")
    for encoding in encodings:
        try:
            words = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if any(ord(sign) < 32 and sign not in "\t\r\n\f" for sign in words) else words
    return None


def _has_formula(words: str) -> bool:
    try:
        return any(_FORMULA.match(cell) for sign in _delimiters(words) for cell in _cells(words, sign))
    except csv.Error:
        return True


def _delimiters(words: str) -> set[str]:
    """Return the signs by which a program may part the cells: its own, those of UTF-16, or what the first line says."""
    found = {",", ";" if words.count(";") > words.count(",") else ","}
    said = _SAID.match(words)
    return found | ({"\t"} if "\t" in words else set()) | ({said[1]} if said else set())


def _cells(words: str, delimiter: str) -> Iterator[str]:
    for row in csv.reader(io.StringIO(words, newline=""), delimiter=delimiter):
        # Wide signs are taken for the plain ones in some languages.
        yield from (unicodedata.normalize("NFKC", cell) for cell in row)


_KNOWN = frozenset(
    [".pdf", ".heic", ".heif", ".txt", ".csv", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"]
    + [ending for _, endings in _PICTURES.values() for ending in endings]
)
_READERS: tuple[tuple[Callable[[bytes], bool], Callable[[bytes, str], Document]], ...] = (
    (lambda data: data.startswith(b"%PDF-"), _pdf),
    (lambda data: data.startswith(b"\xff\xd8\xff"), _picture("jpeg")),
    (lambda data: data.startswith(picture.PNG_MAGIC), _picture("png")),
    (lambda data: data[:4] == b"RIFF" and data[8:12] == b"WEBP", _picture("webp")),
    (picture.is_heic, _refuse(fault.HEIC.at)),
    (lambda data: data.startswith(b"PK\x03\x04"), _office),
    (lambda data: data.startswith(_OLE), _refuse(fault.OLD_OFFICE.at)),
    (lambda data: data.startswith(_PROGRAMS), _refuse(fault.PROGRAM.at)),
    (lambda data: data.startswith(_ARCHIVES), _refuse(fault.ARCHIVE.at)),
)
