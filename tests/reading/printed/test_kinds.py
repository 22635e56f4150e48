import io
import zipfile

import pytest

from prongsai.core.errors import InputError
from prongsai.reading.printed.kinds import Kind, is_slow, kind_of

PDF = b"%PDF-1.7\n"
PNG = b"\x89PNG\r\n\x1a\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
PAGE = "<!DOCTYPE html><html><body>ไม่พบหน้านี้".encode()


def zipped(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return file.getvalue()


DOCX, XLSX = zipped("word/document.xml"), zipped("xl/workbook.xml")


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        ("ข้อความ".encode(), "a.txt", "text"),
        ("ข้อความ".encode(), "a.MD", "text"),
        ("ข้อความ".encode(), "a", "text"),
        (PAGE, "a.html", "html"),
        (b"\xef\xbb\xbf <!-- saved --><HTML>", "a.HTM", "html"),
        ("<p>ไม่มีหัว</p>".encode(), "a.htm", "html"),
        (PAGE, "a.doc", "html"),
        (PAGE, "a.txt", "html"),
        ("<p>ข้อความ</p>".encode(), "a.txt", "text"),
        (DOCX, "a.docx", "docx"),
        (zipped("word/document2.xml", "[Content_Types].xml"), "a.docx", "docx"),
        (XLSX, "a.xlsx", "xlsx"),
        (b"\r\n" + PDF, "a.pdf", "pdf"),
        (PNG, "a.png", "picture"),
        (b"\xff\xd8\xff\xe0", "a.JPG", "picture"),
        (b"RIFF\0\0\0\0WEBP", "a.webp", "picture"),
    ],
)
def test_content_and_ending_agree(data: bytes, name: str, kind: Kind) -> None:
    assert kind_of(data, name) == (kind, ())


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (PDF, "a.docx", "pdf"),
        (DOCX, "a.pdf", "docx"),
        (XLSX, "a.txt", "xlsx"),
        (PNG, "a.pdf", "picture"),
        (PDF, "a", "pdf"),
    ],
)
def test_content_without_doubt_is_read_under_a_wrong_name_and_noted(
    data: bytes, name: str, kind: Kind
) -> None:
    found, notes = kind_of(data, name)

    assert found == kind
    assert len(notes) == 1


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (b"", "a.txt", "printed.empty"),
        (b"\xff\xfe\0\0 \r\n", "a.txt", "printed.empty"),
        (PAGE, "a.pdf", "printed.wrong_ending"),
        (PAGE, "a.docx", "printed.wrong_ending"),
        ("ข้อความ".encode(), "a.xlsx", "printed.wrong_ending"),
        ("ข้อความ".encode(), "a.doc", "printed.wrong_ending"),
        (OLE, "a.doc", "printed.old_office"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "printed.encrypted"),
        (zipped("word/x", "mimetype"), "a.odt", "printed.other_office"),
        (zipped("ppt/presentation.xml"), "a.pptx", "printed.other_office"),
        (zipped("xl/workbook.bin"), "a.xlsb", "printed.other_office"),
        (b"{\\rtf1 x}", "a.rtf", "printed.other_office"),
        (zipped("photo.jpg"), "a.zip", "printed.kind_unknown"),
        (DOCX[:-9], "a.docx", "printed.damaged"),
        (bytes(range(256)) * 9, "a.exe", "printed.kind_unknown"),
        (bytes(range(256)) * 9, "a.pdf", "printed.kind_unknown"),
    ],
)
def test_what_cannot_be_read_has_one_reason(data: bytes, name: str, why: str) -> None:
    with pytest.raises(InputError) as refused:
        kind_of(data, name)

    assert [problem.id for problem in refused.value.problems] == [why]


def test_what_is_read_page_by_page_may_take_longer() -> None:
    assert [is_slow(data) for data in (PDF, PNG, DOCX, b"text")] == [True, True, False, False]
