"""Opening the DOCX templates that strangers hand in: nothing is run, fetched, or inflated without a limit."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import cast

from lxml import etree

from prongsai.core.errors import InputError, Problem
from prongsai.render import template_faults as fault

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_BYTES = 10_000_000
MOST_PARTS = 500
MOST_INFLATED = 40_000_000
# Text of real documents shrinks to about a twentieth; only what is made to explode shrinks to a five-hundredth.
MOST_RATIO = 200
RATIO_MATTERS_FROM = 1_000_000

_XML_PARTS = (".xml", ".rels")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".odttf")
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_EMBEDDED = frozenset(
    {"object", "OLEObject", "control", "altChunk", "subDoc", "mailMerge", "frameset", "oleObj", "dataSource"}
)
# Fields that show what is in the document itself; what another field can do, is not asked.
_HARMLESS = frozenset(
    [
        "PAGE",
        "NUMPAGES",
        "SECTION",
        "SECTIONPAGES",
        "PAGEREF",
        "REF",
        "NOTEREF",
        "SEQ",
        "STYLEREF",
        "TOC",
        "TC",
        "XE",
        "INDEX",
        "DATE",
        "TIME",
        "CREATEDATE",
        "SAVEDATE",
        "PRINTDATE",
        "TITLE",
        "SUBJECT",
        "AUTHOR",
        "KEYWORDS",
        "NUMCHARS",
        "NUMWORDS",
        "FORMTEXT",
        "FORMCHECKBOX",
        "FORMDROPDOWN",
    ]
)
# Everything that zipfile raises for an archive that is broken, locked or packed in a way it does not know.
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)
_INSIDE = re.compile(r'\s*HYPERLINK\s+\\l\s+"[^"\\]*"(\s+\\[ho])*\s*', re.IGNORECASE)
_NAMED = " or ".join(f"local-name() = '{name}'" for name in sorted(_EMBEDDED))
_SUSPECTS = etree.XPath(
    f"descendant-or-self::*[{_NAMED} or @*[local-name() = 'src' or local-name() = 'href']]"
)
_OUTWARD = re.compile(r"\s*([a-z][a-z0-9+.-]*:|\\\\|//)", re.IGNORECASE)


def inspect(data: bytes, name: str) -> None:
    """Raise `InputError` for a file that is no plain DOCX of usual size, or that reaches beyond itself."""
    problem = _outside(data, name)
    problems = [problem] if problem else list(_inside(_parts(data, name), name))
    if problems:
        raise InputError(problems)


def _outside(data: bytes, name: str) -> Problem | None:
    if len(data) > MOST_BYTES:
        return fault.TOO_LARGE.at(name, most=MOST_BYTES // 1_000_000)
    if data.startswith(OLE_MAGIC):
        return fault.OLD_OR_LOCKED.at(name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _directory(archive.infolist(), name)
    except _DAMAGE as error:
        return fault.NOT_DOCX.at(name, type(error).__name__)


def _directory(parts: list[zipfile.ZipInfo], name: str) -> Problem | None:
    names = [part.filename for part in parts]
    if any(part.flag_bits & 1 for part in parts):
        return fault.OLD_OR_LOCKED.at(name)
    if len(set(names)) < len(names) or "word/document.xml" not in names:
        return fault.NOT_DOCX.at(name)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_INFLATED:
        return fault.INFLATES.at(name)
    large = [part for part in parts if part.file_size > RATIO_MATTERS_FROM]
    if any(part.file_size > MOST_RATIO * max(part.compress_size, 1) for part in large):
        return fault.INFLATES.at(name)
    return next((fault.MACROS.at(name, part) for part in names if "vba" in part.lower()), None)


def _parts(data: bytes, name: str) -> Mapping[str, bytes]:
    """Inflate every part with the limit in hand: the sizes that the directory declares may be lies."""
    left, parts = MOST_INFLATED, {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in archive.infolist():
                with archive.open(part) as stream:
                    parts[part.filename] = stream.read(left + 1)
                left -= len(parts[part.filename])
                if left < 0:
                    raise InputError([fault.INFLATES.at(name, part.filename)])
    except _DAMAGE as error:
        raise InputError([fault.NOT_DOCX.at(name, type(error).__name__)]) from error
    return parts


def _inside(parts: Mapping[str, bytes], name: str) -> Iterator[Problem]:
    for part, content in parts.items():
        where, ending = f"{name} › {part}", part.lower()
        if ending.endswith("/") or ending.endswith(_PICTURES):
            continue
        if not ending.endswith(_XML_PARTS):
            yield fault.EMBEDDED.at(where)
            continue
        tree = _tree(content)
        if tree is None:
            yield fault.NOT_DOCX.at(where)
        elif ending == "[content_types].xml":
            yield from _content_types(tree, where)
        elif ending.endswith(".rels"):
            yield from _relations(tree, where)
        else:
            yield from _part(tree, where)


def _tree(content: bytes) -> etree._Element | None:
    # No word processor writes a document type; entities that grow on reading need one.
    if any(doctype in content for doctype in _DOCTYPES):
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return None if tree.getroottree().docinfo.doctype else tree


def _content_types(tree: etree._Element, where: str) -> Iterator[Problem]:
    for entry in tree.iter("{*}Default", "{*}Override"):
        kind = entry.get("ContentType", "").lower()
        part = (entry.get("PartName") or f".{entry.get('Extension')}").lower()
        if "macroenabled" in kind or "vba" in kind:
            yield fault.MACROS.at(where, part)
        # A part named as a picture but read as a document would be read unseen.
        elif kind.endswith("xml") and not part.endswith(_XML_PARTS):
            yield fault.EMBEDDED.at(where, part)
        elif part == "/word/document.xml" and not kind.endswith("document.main+xml"):
            yield fault.NOT_DOCX.at(where, kind)


def _relations(tree: etree._Element, where: str) -> Iterator[Problem]:
    for relation in tree.iter("{*}Relationship"):
        kind, target = relation.get("Type", "").rsplit("/", 1)[-1], relation.get("Target", "")
        if relation.get("TargetMode", "Internal").lower() != "internal" or _OUTWARD.match(target):
            yield fault.EXTERNAL.at(where, target, kind=kind)
        elif kind in ("aFChunk", "oleObject", "package", "control", "attachedTemplate", "subDocument"):
            yield fault.EMBEDDED.at(where, target)
        elif kind == "officeDocument" and target.lstrip("/") != "word/document.xml":
            yield fault.NOT_DOCX.at(where, target)


def _part(tree: etree._Element, where: str) -> Iterator[Problem]:
    for element in _suspects(tree):
        if etree.QName(element).localname in _EMBEDDED:
            yield fault.EMBEDDED.at(where, etree.QName(element).localname)
        for kind in ("src", "href"):
            if _OUTWARD.match(_attribute(element, kind) or ""):
                yield fault.EXTERNAL.at(where, _attribute(element, kind) or "", kind=kind)
    for code in _field_codes(tree):
        words = code.split(maxsplit=1)
        if words and words[0].upper() not in _HARMLESS and not _INSIDE.fullmatch(code):
            yield fault.FIELD_CODE.at(where, code.strip())


def _suspects(tree: etree._Element) -> list[etree._Element]:
    """Find what could embed something or lead outward, in the order of the part; the parser looks faster than we do."""
    return cast("list[etree._Element]", _SUSPECTS(tree))


def _field_codes(tree: etree._Element) -> Iterator[str]:
    """Yield the instruction of every field; Word puts it together from pieces, and fields may hold fields."""
    open_fields: list[list[str]] = [[]]
    for element in tree.iter("{*}fldSimple", "{*}fldChar", "{*}instrText", "{*}delInstrText"):
        kind = _attribute(element, "fldCharType")
        if etree.QName(element).localname.lower().endswith("instrtext"):
            open_fields[-1].append(element.text or "")
        elif kind is None:
            yield _attribute(element, "instr") or ""
        elif kind == "begin":
            open_fields.append([])
        elif kind == "end" and len(open_fields) > 1:
            yield "".join(open_fields.pop())
    yield from ("".join(pieces) for pieces in open_fields)


def _attribute(element: etree._Element, name: str) -> str | None:
    """Return an attribute whatever its namespace: the format has two families of them."""
    found = (value for key, value in element.attrib.items() if etree.QName(key).localname == name)
    return next(found, None)
