"""The tool that opens every paper in LibreOffice tells what is different, and what it lacks."""

import os
import runpy
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from tests.command_line import ROOT

TOOL = ROOT / "tools" / "check_office.py"
CHECK = runpy.run_path(str(TOOL))
NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
}


def word(path: Path, *, rows: int) -> Path:
    package = docx.Document()
    package.add_paragraph("หัว เรื่อง")
    package.add_table(rows=rows, cols=2).cell(0, 0).text = "ก"
    package.save(str(path))
    return path


def opened(path: Path, body: str) -> Path:
    names = " ".join(f'xmlns:{short}="{name}"' for short, name in NAMES.items())
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", f"<office:text {names}>{body}</office:text>")
    return path


ROW = "<table:table-row><table:table-cell><text:p>{}</text:p></table:table-cell><table:table-cell><text:p/></table:table-cell></table:table-row>"
TITLE = "<text:h>หัว เรื่อง</text:h>"


def test_the_same_content_counts_the_same_in_both_kinds_of_file(tmp_path: Path) -> None:
    ours = CHECK["in_docx"](word(tmp_path / "a.docx", rows=2))
    table = f"<table:table>{ROW.format('ก')}{ROW.format('')}</table:table>"
    theirs = CHECK["in_odt"](opened(tmp_path / "a.odt", TITLE + table))

    assert ours == theirs
    # หัวเรื่อง and ก are ten signs without the blank.
    assert (ours.tables, ours.rows, ours.cells, ours.paragraphs, ours.signs) == (1, 2, 4, 5, 10)


def test_a_row_that_is_lost_is_a_difference(tmp_path: Path) -> None:
    ours = CHECK["in_docx"](word(tmp_path / "a.docx", rows=2))
    table = f"<table:table>{ROW.format('ก')}</table:table>"

    assert CHECK["in_odt"](opened(tmp_path / "a.odt", TITLE + table)).rows == ours.rows - 1


def test_words_that_describe_a_picture_are_no_words_of_the_paper(tmp_path: Path) -> None:
    picture = "<text:p><draw:frame>กราฟ</draw:frame>ข</text:p>"

    assert CHECK["in_odt"](opened(tmp_path / "a.odt", picture)).signs == 1


@pytest.mark.parametrize("line", ["ะดี", "ำนาจ", "่อ", "ๆ ไป", ")", "”"])
def test_a_line_that_begins_with_such_a_sign_is_found(line: str) -> None:
    assert CHECK["DEPENDENT"].match(line)


@pytest.mark.parametrize("line", ["เดิน", "กำ", "ฤดู", "(1)", "๑."])
def test_any_other_line_is_sound(line: str) -> None:
    assert not CHECK["DEPENDENT"].match(line)


def test_without_libreoffice_it_says_so_in_one_sentence(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, TOOL, tmp_path],
        env=os.environ | {"SOFFICE": "no-such-office"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith("no-such-office is missing")
    assert "Traceback" not in ended.stderr
