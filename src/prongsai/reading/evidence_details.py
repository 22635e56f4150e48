"""What files tell of who made them, with which program and where: taken out, the content stays as it is.

A name that the document itself prints is content. So is everything in a file that was signed or sealed: who changes
one byte of it has broken the signature.
"""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from defusedxml.ElementTree import fromstring

from prongsai.core.seal.file import MARK
from prongsai.core.text import Text
from prongsai.reading import evidence_picture as picture
from prongsai.reading.evidence_scan import scanned

if TYPE_CHECKING:
    import pikepdf

CLEANED = Text(
    "ลบชื่อผู้จัดทำและสิ่งที่โปรแกรมหรือกล้องฝังไว้ในไฟล์แล้ว เนื้อหาไม่เปลี่ยน",
    "the names of its makers and what programs or cameras had hidden in the file have been removed; its content is unchanged",
)
SIGNED = Text(
    "ไฟล์นี้มีลายมือชื่ออิเล็กทรอนิกส์หรือตรารับรอง จึงเก็บไว้ทุกไบต์ รวมทั้งชื่อผู้จัดทำที่โปรแกรมฝังไว้",
    "this file is signed or sealed, so every byte of it is kept, with the names of its makers that programs have hidden in it",
)
PRINTED = Text(
    "เอกสารนี้แสดงชื่อผู้จัดทำในเนื้อหาโดยดึงจากคุณสมบัติของไฟล์ จึงคงคุณสมบัตินั้นไว้",
    "this document shows its makers by reading the properties of its file, so these are kept",
)
Found = tuple[bytes, tuple[Text, ...]]

_DC, _TERMS = "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/"
_VALUES = f"{_OFFICE}docPropsVTypes"
_META, _OPEN = (f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("meta", "office"))
_CREATED = f"{{{_TERMS}}}created"
# Of the extended properties these name people and places; the others count pages.
_TELLING = (b"Company", b"Manager", b"Template", b"HyperlinkBase")
_CLOSING = {name: re.compile(rb"<%s>[^<]+</%s>" % (name, name)) for name in _TELLING}
_PATH = re.compile(rb"(<(?:\w+:)?absPath\b[^<>]*\burl=\")[^\"]+(\")")
_SIGNATURES = ("_xmlsignatures/", "meta-inf/documentsignatures.xml")
_PICTURES: Mapping[str, Callable[[bytes], picture.Picture]] = {
    ".jpg": picture.jpeg,
    ".jpeg": picture.jpeg,
    ".png": picture.png,
    ".webp": picture.webp,
}
_LARGEST_PICTURE = 20_000_000


def office(data: bytes) -> Found:
    """Return an Office or OpenDocument file without what it tells of its makers, and what is to be said of that."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [part.filename for part in archive.infolist()]
        if any(name.lower().startswith(_SIGNATURES) for name in names):
            return data, (SIGNED,)
        prints = _prints(archive)
        changed = dict(_changes(archive, properties=not prints))
        notes = ((CLEANED,) if changed else ()) + ((PRINTED,) if prints else ())
        return (_rewritten(archive, changed) if changed else data), notes


def _prints(archive: zipfile.ZipFile) -> bool:
    """Whether a document shows properties of its file: without them it would look other when it is next opened."""
    for part in archive.infolist():
        name = part.filename.lower()
        words = name.startswith("word/") and name.endswith(".xml")
        if (words or name in ("content.xml", "styles.xml")) and scanned(archive.read(part)).prints:
            return True
    return False


def _changes(archive: zipfile.ZipFile, *, properties: bool) -> Iterator[tuple[str, bytes]]:
    """Yield the parts that become other, with what they become."""
    for part in archive.infolist():
        name = part.filename.lower()
        clean = _cleaner(name, properties=properties)
        if clean is None or part.file_size > _LARGEST_PICTURE:
            continue
        before = archive.read(part)
        after = clean(before)
        if after != before:
            yield part.filename, after


def _cleaner(name: str, *, properties: bool) -> Callable[[bytes], bytes] | None:
    if name == "xl/workbook.xml":
        return lambda content: _PATH.sub(rb"\1\2", content)
    if properties and name in _PROPERTIES:
        return _PROPERTIES[name]
    ending = "." + name.rpartition(".")[2]
    if ending in _PICTURES:
        return lambda content: _picture(content, _PICTURES[ending])
    return None


def _picture(content: bytes, clean: Callable[[bytes], picture.Picture]) -> bytes:
    """Return a picture without its notes; one that is not whole, or no such picture, as it is."""
    try:
        return clean(content).data if _PICTURES_BEGIN.match(content) else content
    except (picture.Broken, IndexError):
        return content


_PICTURES_BEGIN = re.compile(rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|RIFF....WEBP", re.DOTALL)


def _core(content: bytes) -> bytes:
    """Keep what a document is called and its days; whoever made it and all else is left out."""
    root = fromstring(content, forbid_dtd=True)
    kept = {
        f"{{{_DC}}}title": "dc:title",
        _CREATED: "dcterms:created",
        f"{{{_TERMS}}}modified": "dcterms:modified",
    }
    if not any(child.tag not in kept and (child.text or "").strip() for child in root):
        return content
    parts = []
    for child in root:
        tag, text = kept.get(child.tag), (child.text or "").strip()
        if tag and text:
            kind = ' xsi:type="dcterms:W3CDTF"' if tag.startswith("dcterms:") else ""
            parts.append(f"<{tag}{kind}>{escape(text)}</{tag}>")
    spaces = f'xmlns:cp="{_CORE}" xmlns:dc="{_DC}" xmlns:dcterms="{_TERMS}"'
    schema = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    return _xml(f"<cp:coreProperties {spaces} {schema}>{''.join(parts)}</cp:coreProperties>")


def _extended(content: bytes) -> bytes:
    for words in _CLOSING.values():
        content = words.sub(b"", content)
    return content


def _custom(content: bytes) -> bytes:
    if not len(fromstring(content, forbid_dtd=True)):
        return content
    return _xml(f'<Properties xmlns="{_OFFICE}custom-properties" xmlns:vt="{_VALUES}"/>')


def _open_meta(content: bytes) -> bytes:
    """Keep what an OpenDocument file is called and its days."""
    root = fromstring(content, forbid_dtd=True)
    inside = [child for child in (root[0] if len(root) else ())]
    kept = {
        f"{{{_DC}}}title": "dc:title",
        f"{{{_DC}}}date": "dc:date",
        f"{{{_META}}}creation-date": "meta:creation-date",
    }
    if not any(child.tag not in kept and (child.text or "").strip() for child in inside):
        return content
    parts = [
        f"<{kept[child.tag]}>{escape(child.text.strip())}</{kept[child.tag]}>"
        for child in inside
        if child.tag in kept and child.text
    ]
    spaces = f'xmlns:office="{_OPEN}" xmlns:dc="{_DC}" xmlns:meta="{_META}" office:version="1.2"'
    return _xml(
        f"<office:document-meta {spaces}><office:meta>{''.join(parts)}</office:meta></office:document-meta>"
    )


def _xml(words: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{words}'.encode()


_PROPERTIES: Mapping[str, Callable[[bytes], bytes]] = {
    "docprops/core.xml": _core,
    "docprops/app.xml": _extended,
    "docprops/custom.xml": _custom,
    "meta.xml": _open_meta,
}


def _rewritten(archive: zipfile.ZipFile, changed: Mapping[str, bytes]) -> bytes:
    """Return the archive with other content in some of its parts: in their order, packed as they were."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as written:
        for part in archive.infolist():
            entry = zipfile.ZipInfo(part.filename, part.date_time)
            entry.compress_type, entry.external_attr = part.compress_type, part.external_attr
            if part.filename in changed:
                written.writestr(entry, changed[part.filename])
                continue
            entry.file_size = part.file_size
            with archive.open(part) as source, written.open(entry, "w") as place:
                shutil.copyfileobj(source, place)
    return target.getvalue()


# PDF

# Of XMP the title stays, and what says that a file keeps to a standard: a claim about the content.
_KEPT_SCHEMAS = (
    "{http://www.aiim.org/pdfa/ns/id/}",
    "{http://www.aiim.org/pdfua/ns/id/}",
    f"{{{_DC}}}title",
)


def pdf(data: bytes, document: pikepdf.Pdf) -> Found:
    """Return a PDF without what it tells of its makers, and what is to be said of that; `document` is opened of it."""
    if _is_signed(data, document):
        return data, (SIGNED,)
    # One after the other, and all of them: each cleans a place of its own.
    if not any([_clean_information(document), _clean_metadata(document), _clean_objects(document)]):
        return data, ()
    target = io.BytesIO()
    kept = document.is_encrypted
    document.save(
        target,
        encryption=kept,
        deterministic_id=not kept,
        fix_metadata_version=False,
    )
    return target.getvalue(), (CLEANED,)


def _is_signed(data: bytes, document: pikepdf.Pdf) -> bool:
    from pikepdf import Dictionary

    if MARK in data:
        return True
    return any(isinstance(each, Dictionary) and "/ByteRange" in each for each in document.objects)


def _clean_information(document: pikepdf.Pdf) -> bool:
    """Keep the title and the days of the old kind of properties."""
    if "/Info" not in document.trailer:
        return False
    told = [
        str(key) for key in document.docinfo if key not in ("/Title", "/CreationDate", "/ModDate", "/Trapped")
    ]
    for key in told:
        del document.docinfo[key]
    return bool(told)


def _clean_metadata(document: pikepdf.Pdf) -> bool:
    if "/Metadata" not in document.Root:
        return False
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        everything = {key: metadata[key] for key in metadata}
    kept = {key: value for key, value in everything.items() if key.startswith(_KEPT_SCHEMAS)}
    # What nobody can read says nothing to readers either, but its words stand in the file.
    if kept and len(kept) == len(everything):
        return False
    del document.Root.Metadata
    if kept:
        with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata.update(kept)
    return True


def _clean_objects(document: pikepdf.Pdf) -> bool:
    """Take notes out of pictures, and out of pages what programs left for themselves."""
    from pikepdf import Dictionary, Stream

    cleaned = False
    for each in document.objects:
        if not isinstance(each, Dictionary | Stream):
            continue
        root = each.objgen == document.Root.objgen
        for key in ("/PieceInfo",) if root else ("/PieceInfo", "/Metadata"):
            if key in each:
                del each[key]
                cleaned = True
        if isinstance(each, Stream) and _is_photograph(each):
            cleaned |= _clean_photograph(each)
    return cleaned


def _is_photograph(stream: pikepdf.Stream) -> bool:
    """Whether a stream is a JPEG as it stands; its one filter may be written as a list."""
    from pikepdf import Array, Name

    way = stream.get("/Filter")
    if isinstance(way, Array) and len(way) == 1:
        way = way[0]
    return stream.get("/Subtype") == Name.Image and way == Name.DCTDecode


def _clean_photograph(stream: pikepdf.Stream) -> bool:
    from pikepdf import Name

    before = stream.read_raw_bytes()
    after = _picture(before, picture.jpeg)
    if after == before:
        return False
    # What else the picture's dictionary says stays: how its colours are to be read.
    parameters = stream.get("/DecodeParms")
    stream.write(after, filter=Name.DCTDecode)
    if parameters is not None:
        stream.DecodeParms = parameters
    return True
