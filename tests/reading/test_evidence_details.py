"""What files tell of their makers is taken out, and nothing else becomes other."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import docx
import openpyxl
import pikepdf
import pypdfium2
import pytest
from tests import evidence_files as files

from prongsai.core.errors import InputError
from prongsai.core.seal.file import MARK
from prongsai.reading.evidence import examine
from prongsai.reading.evidence_details import CLEANED, PRINTED, SIGNED

WHO = "สมชาย ช่างบันทึก"
PDFA = "http://www.aiim.org/pdfa/ns/id/"
CORE = "docProps/core.xml"
APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    f"<Template>C:\\Users\\somchai\\a.dotx</Template><Pages>2</Pages><Company>{WHO}</Company></Properties>"
)
CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties">'
    f'<property name="Owner" pid="2" fmtid="x">{WHO}</property></Properties>'
)


def word(parts: Mapping[str, str] = MappingProxyType({})) -> bytes:
    """A report with a photograph in it, by somebody at a computer of theirs."""
    document = docx.Document()
    document.core_properties.author = document.core_properties.last_modified_by = WHO
    document.core_properties.title = "รายงาน <ผล> & ภาพ"
    document.core_properties.comments = WHO
    document.add_paragraph("ติดป้ายแล้ว")
    document.add_picture(io.BytesIO(files.jpeg(notes=True)))
    target = io.BytesIO()
    document.save(target)
    data = files.with_part(target.getvalue(), "docProps/app.xml", APP)
    data = files.with_part(data, "docProps/custom.xml", CUSTOM)
    for name, content in parts.items():
        data = files.with_part(data, name, content)
    return data


def inside(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {part.filename: archive.read(part) for part in archive.infolist()}


def test_a_word_file_loses_its_makers_and_its_photographs_their_places() -> None:
    given = word()
    found = examine(given, "a.docx")
    before, after = inside(given), inside(found.data)

    assert found.notes == (CLEANED,)
    everything = b"".join(after.values())
    assert WHO.encode() not in everything and b"somchai" not in everything
    assert files.PLACE_WORDS in b"".join(before.values()) and files.PLACE_WORDS not in everything
    assert list(after) == list(before)
    changed = {name for name in after if after[name] != before[name]}
    # The library's own template has a small picture of its first page.
    properties = {CORE, "docProps/app.xml", "docProps/custom.xml", "docProps/thumbnail.jpeg"}
    assert changed == {*properties, "word/media/image1.jpg"}
    again = docx.Document(io.BytesIO(found.data))
    assert (again.core_properties.title, again.core_properties.author) == ("รายงาน <ผล> & ภาพ", "")
    assert again.core_properties.created == docx.Document(io.BytesIO(given)).core_properties.created
    assert again.paragraphs[0].text == "ติดป้ายแล้ว" and len(again.inline_shapes) == 1
    assert b"<Pages>2</Pages>" in after["docProps/app.xml"]
    # What is clean is kept byte by byte, so that the same file has the same hash.
    assert examine(found.data, "a.docx").data == found.data and examine(found.data, "a.docx").notes == ()


@pytest.mark.parametrize(
    "shown",
    [
        "<w:instrText> AUTHOR \\* MERGEFORMAT</w:instrText>",
        '<w:fldSimple w:instr=" DOCPROPERTY Owner "/>',
        '<w:dataBinding w:xpath="/ns1:coreProperties/ns0:creator" w:prefixMappings="x/core-properties"/>',
    ],
)
def test_a_name_that_the_document_prints_is_content(shown: str) -> None:
    footer = f"<w:ftr xmlns:w='w'>{shown}</w:ftr>"
    given = word({"word/footer9.xml": footer})
    found = examine(given, "a.docx")

    assert found.notes == (CLEANED, PRINTED)
    assert inside(found.data)[CORE] == inside(given)[CORE]
    assert files.PLACE_WORDS not in b"".join(inside(found.data).values())


def test_a_signed_file_is_kept_as_it_is() -> None:
    office = word({"_xmlsignatures/sig1.xml": "<Signature/>"})
    assert (examine(office, "a.docx").data, examine(office, "a.docx").notes) == (office, (SIGNED,))

    signature = pikepdf.Dictionary(Type=pikepdf.Name.Sig, ByteRange=[0, 1, 2, 3])
    signed = pdf(Signature=signature)
    assert (examine(signed, "a.pdf").data, examine(signed, "a.pdf").notes) == (signed, (SIGNED,))

    sealed = pdf() + MARK + b" x\nstartxref\n0\n%%EOF\n"
    assert examine(sealed, "a.pdf").data == sealed


def test_a_spreadsheet_loses_its_maker_and_its_folder() -> None:
    book = openpyxl.Workbook()
    book.properties.creator = book.properties.lastModifiedBy = WHO
    book.active["A1"] = WHO  # type: ignore[index]
    target = io.BytesIO()
    book.save(target)
    path = b'<x15ac:absPath xmlns:x15ac="x" url="C:\\Users\\somchai\\"/></workbook>'
    main = inside(target.getvalue())["xl/workbook.xml"].replace(b"</workbook>", path)
    given = files.with_part(target.getvalue(), "xl/workbook.xml", main)
    found = examine(given, "a.xlsx")

    assert WHO.encode() not in inside(found.data)[CORE]
    assert b'url=""' in inside(found.data)["xl/workbook.xml"]
    again = openpyxl.load_workbook(io.BytesIO(found.data))
    assert again.active is not None and again.active["A1"].value == WHO


def test_an_open_document_loses_its_maker_and_keeps_its_first_part_first() -> None:
    meta = (
        '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<office:meta><dc:title>รายงาน</dc:title><dc:creator>{WHO}</dc:creator></office:meta></office:document-meta>"
    )
    given = files.open_document(
        **{"meta.xml": meta, "Pictures/1.jpg": files.jpeg(notes=True).decode("latin-1")}
    )
    given = files.with_part(given, "Pictures/1.jpg", files.jpeg(notes=True))
    after = inside(examine(given, "a.odt").data)

    assert next(iter(after)) == "mimetype" and "รายงาน".encode() in after["meta.xml"]
    assert WHO.encode() not in after["meta.xml"] and after["Pictures/1.jpg"] == files.jpeg()


def test_properties_that_make_no_sense_are_refused() -> None:
    with pytest.raises(InputError) as refused:
        examine(files.with_part(files.word(), CORE, "<a><b></a>"), "a.docx")
    assert [each.id for each in refused.value.problems] == ["evidence.damaged"]


# PDF


def pdf(**catalog: pikepdf.Object) -> bytes:
    """A page with a photograph, as a program of somebody wrote it, kept to PDF/A."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(200, 100))
    photograph = document.make_stream(files.jpeg(notes=True))
    photograph.update(
        pikepdf.Dictionary(
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=16,
            Height=8,
            BitsPerComponent=8,
            ColorSpace=pikepdf.Name.DeviceRGB,
        )
    )
    photograph.write(files.jpeg(notes=True), filter=pikepdf.Name.DCTDecode)
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=photograph))
    page.Contents = document.make_stream(b"q 160 0 0 80 10 10 cm /P Do Q")
    page.PieceInfo = document.make_indirect(pikepdf.Dictionary(Of=pikepdf.String(WHO)))
    with document.open_metadata(set_pikepdf_as_editor=False) as told:
        told["dc:title"], told["dc:creator"] = "รายงาน", [WHO]
        told[f"{{{PDFA}}}part"] = "2"
    document.docinfo["/Author"] = document.docinfo["/Creator"] = WHO
    document.docinfo["/Title"] = "รายงาน"
    for name, value in catalog.items():
        document.Root[f"/{name}"] = document.make_indirect(value)
    return files.saved(document, deterministic_id=True)


def drawn(data: bytes) -> Any:
    page = pypdfium2.PdfDocument(data)[0]
    return page.render(scale=2).to_pil().tobytes()


def test_a_pdf_loses_its_maker_and_looks_the_same() -> None:
    given = pdf()
    found = examine(given, "a.pdf")

    assert found.notes == (CLEANED,) and files.PLACE_WORDS in given
    assert files.PLACE_WORDS not in found.data and WHO.encode() not in found.data
    assert WHO.encode("utf-16-be") not in found.data
    with pikepdf.open(io.BytesIO(found.data)) as after:
        assert list(after.docinfo) == ["/Title"] and "/PieceInfo" not in after.pages[0]
        assert after.pages[0].Contents.read_bytes() == b"q 160 0 0 80 10 10 cm /P Do Q"
        with after.open_metadata() as told:
            assert (told["dc:title"], told[f"{{{PDFA}}}part"], told.get("dc:creator")) == (
                "รายงาน",
                "2",
                None,
            )
    assert drawn(found.data) == drawn(given)
    # The same file twice is the same evidence; and what is clean stays as it is.
    assert examine(given, "b.pdf").data == found.data == examine(found.data, "a.pdf").data


def test_a_pdf_that_tells_nothing_is_kept_byte_by_byte() -> None:
    assert examine(files.pdf(), "a.pdf").data == files.pdf()
    assert examine(files.pdf(), "a.pdf").notes == ()


def test_who_may_only_read_a_pdf_goes_on_only_reading_it() -> None:
    with pikepdf.open(io.BytesIO(pdf())) as document:
        locked = files.saved(document, encryption=pikepdf.Encryption(owner="ก", user=""))
    found = examine(locked, "a.pdf")

    with pikepdf.open(io.BytesIO(found.data)) as after:
        assert after.is_encrypted and "/Author" not in after.docinfo
        assert after.pages[0].Resources.XObject.P.read_raw_bytes() == files.jpeg()


def test_metadata_that_nobody_can_read_goes_as_a_whole() -> None:
    document = pikepdf.new()
    document.add_blank_page()
    document.Root.Metadata = document.make_stream(f"<x:xmpmeta>< {WHO}".encode())
    # Otherwise the library mends it on the way.
    given = files.saved(document, fix_metadata_version=False, compress_streams=False)

    assert WHO.encode() in given and WHO.encode() not in examine(given, "a.pdf").data


def test_a_photograph_whose_filter_is_a_list_loses_its_place_too() -> None:
    document = pikepdf.new()
    document.add_blank_page()
    image = {
        "Subtype": pikepdf.Name.Image,
        "DecodeParms": pikepdf.Array([pikepdf.Dictionary(ColorTransform=1)]),
    }
    stream = document.make_stream(files.jpeg(notes=True), **image)
    stream.Filter = pikepdf.Array([pikepdf.Name.DCTDecode])
    document.Root.Picture = stream

    with pikepdf.open(io.BytesIO(examine(files.saved(document), "a.pdf").data)) as after:
        kept = after.Root.Picture
        assert kept.read_raw_bytes() == files.jpeg() and kept.DecodeParms[0].ColorTransform == 1
