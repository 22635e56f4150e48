"""Office and OpenDocument files as evidence: opened with limits in hand, and refused if they do more than show."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from xml.parsers.expat import ExpatError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from prongsai.core.errors import InputError, Problem
from prongsai.reading import evidence_faults as fault
from prongsai.reading.evidence_scan import Declared, is_outward, scanned

MOST_PARTS = 3_000
MOST_INFLATED = 200_000_000
MOST_XML = 60_000_000
# XML of real papers shrinks to a twentieth or so; only what is made to explode shrinks to a five-hundredth.
MOST_RATIO = 300
RATIO_MATTERS_FROM = 2_000_000
_CHUNK = 1 << 16

_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
_MAIN: Mapping[str, tuple[str, str]] = {
    "word/document.xml": (f"{_OFFICE}wordprocessingml.document", ".docx"),
    "xl/workbook.xml": (f"{_OFFICE}spreadsheetml.sheet", ".xlsx"),
    "ppt/presentation.xml": (f"{_OFFICE}presentationml.presentation", ".pptx"),
}
_OPEN_KINDS: Mapping[str, str] = {
    f"{_OPEN}text": ".odt",
    f"{_OPEN}spreadsheet": ".ods",
    f"{_OPEN}presentation": ".odp",
}
_XML = (".xml", ".rels", ".vml", ".rdf", ".psmdcp")
_HARMLESS = (
    *(
        ".png",
        ".jpg",
        ".jpeg",
        ".jfif",
        ".gif",
        ".bmp",
        ".tif",
        ".tiff",
        ".webp",
        ".emf",
        ".wmf",
        ".wdp",
        ".svg",
    ),
    *(".odttf", ".fntdata", ".ttf", ".sigs", ".svm"),
)
_MACROS = re.compile(r"vba|activex|^basic/|^scripts/|macrosheets|^configurations2/.*\.js", re.IGNORECASE)
_PRINTER = re.compile(r"printersettings\d*\.bin$")
_CHART_SHEET = re.compile(r"(word|ppt|xl)/embeddings/[^/]+\.xlsx$")
_SAFE_TARGET = re.compile(r"(https?:|mailto:|tel:|#)", re.IGNORECASE)
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


def kind_of(data: bytes, name: str) -> tuple[str, str]:
    """Return the media type and ending of an Office file; raise `InputError` with everything that is wrong with it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            problem = _directory(archive, name)
            if problem:
                raise InputError([problem])
            kind = _kind(archive, name)
            problems = list(dict.fromkeys(_inside(archive, name)))
    except _DAMAGE as error:
        raise InputError([fault.DAMAGED.at(name)]) from error
    if problems:
        raise InputError(problems)
    return kind


def _directory(archive: zipfile.ZipFile, name: str) -> Problem | None:
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        return fault.LOCKED.at(name)
    names = [part.filename.lower() for part in parts]
    if archive.comment or min((part.header_offset for part in parts), default=0):
        return fault.POLYGLOT.at(name)
    if len(set(names)) < len(names) or any(".." in each.split("/") or each.startswith("/") for each in names):
        return fault.DAMAGED.at(name)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_INFLATED:
        return fault.INFLATES.at(name)
    large = [part for part in parts if part.file_size > RATIO_MATTERS_FROM]
    if any(part.file_size > MOST_RATIO * max(part.compress_size, 1) for part in large):
        return fault.INFLATES.at(name)
    return None


def _kind(archive: zipfile.ZipFile, name: str) -> tuple[str, str]:
    names = {part.filename.lower(): part for part in archive.infolist()}
    if "mimetype" in names:
        media = _read(archive, names["mimetype"], 200).decode("ascii", "replace").strip()
        if media in _OPEN_KINDS and "content.xml" in names:
            return media, _OPEN_KINDS[media]
    found = [kind for main, kind in _MAIN.items() if main in names]
    if "[content_types].xml" in names and len(found) == 1:
        return found[0]
    raise InputError([(fault.POLYGLOT if found else fault.ARCHIVE).at(name)])


def _inside(archive: zipfile.ZipFile, name: str) -> Iterator[Problem]:
    left, left_xml = MOST_INFLATED, MOST_XML
    for part in archive.infolist():
        path = part.filename.lower()
        where = f"{name} › {part.filename}"
        yield from _by_name(path, where)
        if path.endswith(_XML):
            content = _read(archive, part, left_xml + 1)
            left_xml -= len(content)
            left -= len(content)
            yield from _by_content(path, content, where)
        else:
            left -= _length(archive, part, left)
        if left < 0 or left_xml < 0:
            yield fault.INFLATES.at(name)
            return


def _read(archive: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> bytes:
    with archive.open(part) as stream:
        return stream.read(most)


def _length(archive: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> int:
    """Inflate a part without keeping it: the size that the directory declares may be a lie."""
    total = 0
    with archive.open(part) as stream:
        while total <= most and (piece := stream.read(_CHUNK)):
            total += len(piece)
    return total


def _by_name(path: str, where: str) -> Iterator[Problem]:
    if _MACROS.search(path):
        yield fault.MACROS.at(where)
    elif path.startswith("xl/externallinks/"):
        yield fault.EXTERNAL.at(where)
    elif not (
        path.endswith(("/", *_XML, *_HARMLESS))
        or path in ("mimetype", "layout-cache")
        or _PRINTER.search(path)
        or _CHART_SHEET.match(path)
        or path.startswith(("objectreplacements/", "thumbnails/"))
    ):
        yield fault.EMBEDDED.at(where)


def _by_content(path: str, content: bytes, where: str) -> Iterator[Problem]:
    try:
        found = scanned(content)
    except Declared:
        yield fault.DAMAGED.at(where)
        return
    except ExpatError:
        # Spreadsheet programs leave tags open in old drawings, and read on themselves.
        if not path.endswith(".vml"):
            yield fault.DAMAGED.at(where)
        return
    if path == "[content_types].xml":
        yield from _content_types(content, where)
    elif path.endswith(".rels"):
        yield from _relations(content, where)
    elif found.reaches:
        yield fault.EXTERNAL.at(where)
    elif found.runs:
        yield fault.MACROS.at(where)


def _content_types(content: bytes, where: str) -> Iterator[Problem]:
    for entry in _elements(content, where):
        kind = entry.get("ContentType", "").lower()
        if "macroenabled" in kind or "vba" in kind or "activex" in kind:
            yield fault.MACROS.at(where)


def _relations(content: bytes, where: str) -> Iterator[Problem]:
    for entry in _elements(content, where):
        kind, target = entry.get("Type", "").rsplit("/", 1)[-1].lower(), entry.get("Target", "")
        external = entry.get("TargetMode", "Internal").lower() == "external"
        outward = external or "://" in target or is_outward(target)
        if outward and not (kind == "hyperlink" and _SAFE_TARGET.match(target)):
            yield fault.EXTERNAL.at(where, target)
        elif kind in ("afchunk", "vbaproject", "control"):
            yield fault.MACROS.at(where, target)


def _elements(content: bytes, where: str) -> list[Mapping[str, str]]:
    try:
        return [element.attrib for element in fromstring(content, forbid_dtd=True)]
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise InputError([fault.DAMAGED.at(where)]) from error
