"""Hostile files in every field that takes one: refused in words and soon, with nothing kept and nothing broken."""

from __future__ import annotations

import io
import json
import struct
import time
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from tests.web.forms import Form, forms_of
from tests.web.test_injection import FORMS, FOUND, STEPS, writer
from tests.web.things import Things

# A file that is refused may take a worker's time, but not for long, even on a busy machine.
LONGEST = 60.0
LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;
&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e SYSTEM "file:///etc/passwd">]>"""


def _zip(parts: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


@cache
def _workbook(sheet: bytes = b"", strings: bytes = b"") -> bytes:
    """A workbook of which one part is hostile."""
    import openpyxl

    made = io.BytesIO()
    openpyxl.Workbook().save(made)
    with zipfile.ZipFile(made) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    if sheet:
        parts["xl/worksheets/sheet1.xml"] = sheet
    if strings:
        parts["xl/sharedStrings.xml"] = strings
    return _zip(parts)


def _png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 20_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def _pdf(stream: bytes) -> bytes:
    packed = zlib.compress(zlib.compress(stream, 9), 9)
    return (
        b"%%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 9>>endobj\n"
        b"3 0 obj<</Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n%s\nendstream endobj\n"
        % (len(packed), packed)
        + b"trailer<</Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF\n"
    )


FILES: dict[str, Callable[[], bytes]] = {
    "page.html": lambda: b"<!doctype html><script>alert(1)</script>",
    "picture.svg": lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "program.exe": lambda: b"MZ" + b"\0" * 100,
    "nothing.xlsx": lambda: b"",
    "macros.xlsm": lambda: _zip({"[Content_Types].xml": b"<Types/>", "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"}),
    "bomb.xlsx": lambda: _workbook(sheet=b"<worksheet>" + b" " * 400_000_000),
    "laughs.xlsx": lambda: _workbook(sheet=LAUGHS + b"<worksheet>&d;&e;</worksheet>"),
    "strings.xlsx": lambda: _workbook(strings=LAUGHS + b"<sst>&d;&e;</sst>"),
    "deep.xlsx": lambda: _workbook(sheet=b"<a>" * 200_000),
    "up.xlsx": lambda: _zip({"../outside": b"x", "../../../../outside": b"x", "[Content_Types].xml": b"<x/>"}),
    "bomb.docx": lambda: _zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": b" " * 400_000_000}),
    "laughs.docx": lambda: _zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": LAUGHS + b"<w>&d;&e;</w>"}),
    "deep.json": lambda: b"[" * 300_000,
    "deep-objects.json": lambda: b'{"a":' * 300_000,
    "long-number.json": lambda: b'{"fiscal_year": ' + b"9" * 50_000 + b"}",
    "numbers.json": lambda: b'{"fiscal_year": NaN, "scores": {"i1": Infinity, "i2": 1e999999}, "agency": -0}',
    "surrogates.json": lambda: json.dumps(
        {"agency": "\ud800", "fiscal_year": 2568, "measures": [{"id": "\udfff", "title": "\x00"}]}
    ).encode(),
    "list.json": lambda: b"[null, true, [[]], {}]",
    "word.json": lambda: b'"\xff\xfe"',
    "cells.csv": lambda: b"a," * 1_000_000,
    "cell.csv": lambda: b'"' + b"a" * 1_000_000,
    "nul.csv": lambda: b"code,text\n\0\0,=1+1\n" * 1000,
    "utf16.csv": lambda: "รหัส,ข้อความ\n".encode("utf-16"),
    "huge.png": lambda: _png(60_000, 60_000),
    "bomb.png": lambda: _png(4000, 4000),
    "bomb.pdf": lambda: _pdf(b" " * 200_000_000),
    "both.pdf": lambda: _pdf(b"x") + _zip({"page.html": b"<script>"}),
}  # fmt: skip
# Words that could come as far as the database; what the others hold is refused before.
IN_WORDS = tuple(name for name in FILES if name.endswith((".json", ".csv")))
NAMES = (
    "../../../../etc/passwd",
    "a\r\nX-Injected: y.xlsx",
    "\u202exslx.json",
    'a"; filename="evil.html',
    "ก" * 5000,
)


@cache
def _content(name: str) -> bytes:
    return FILES[name]()


def _takers(things: Things) -> list[tuple[Any, str, Form]]:
    """Every form of the site that takes a file, with who may send it and where to."""
    found: dict[str, tuple[Any, str, Form]] = {}
    for name in sorted(set(FORMS) - set(STEPS)):
        client = writer(things, name)
        for to, form in forms_of(things, client, FOUND[name]):
            if form.files:
                found.setdefault(to, (client, to, form))
    return list(found.values())


@pytest.mark.parametrize(
    "tries",
    [
        pytest.param(
            [(name, name) for name in FILES if name not in IN_WORDS], id="files", marks=pytest.mark.once
        ),
        pytest.param(
            [*((name, name) for name in IN_WORDS), *(("list.json", shown) for shown in NAMES)], id="words"
        ),
    ],
)
def test_every_form_that_takes_files_stands_hostile_ones(
    tries: list[tuple[str, str]], things: Things, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    takers, wrong = _takers(things), []
    assert len(takers) >= 8
    for client, to, form in takers:
        client.raise_request_exception = False
        for name, shown in tries:
            began = time.monotonic()
            with transaction.atomic():
                file = SimpleUploadedFile("x", _content(name))
                # The field would take the path away before the site could be asked about it.
                file._name = shown  # type: ignore[attr-defined]
                data = form.data(dict(form.buttons[-1:])) | dict.fromkeys(form.files, file)
                answer: Any = client.post(to, data)
                transaction.set_rollback(True)
            took = time.monotonic() - began
            if answer.status_code >= 500 or took > LONGEST or "X-Injected" in answer.headers:
                wrong.append(f"{to} {name} as {shown[:20]!r} → {answer.status_code} in {took:.1f} s")
    assert not wrong, "\n".join(wrong)
    assert not list(tmp_path.rglob("outside"))
