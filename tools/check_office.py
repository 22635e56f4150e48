"""Open every paper of the examples in LibreOffice, and look into every PDF of ours.

Usage: python tools/check_office.py [FOLDER]

Without a folder the demo is made first, in Thai and in English; with one, the papers in it are checked.
LibreOffice is `soffice` on the path, or what the setting SOFFICE names; poppler's tools are needed too.
It prints a table of what each Word file holds and what LibreOffice made of it, and ends with 1 on a difference.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from itertools import chain
from pathlib import Path

import pypdfium2
from click.testing import CliRunner
from lxml import etree

from prongsai.cli import main

LANGUAGES = ("th", "en")
LONGEST_CONVERSION = 300
FONTS = Path(__file__).resolve().parents[1] / "src" / "prongsai" / "render" / "fonts"
# The letter of official papers is seldom installed on a server; ours is as large, so that pages can be compared.
FONT_SETTINGS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{fonts}</dir>
<match target="pattern"><test name="family"><string>TH Sarabun New</string></test>
<edit name="family" mode="append" binding="same"><string>Prongsai Sarabun</string></edit></match></fontconfig>"""
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
FRAME = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}frame"
LINE = "{http://www.w3.org/1999/xhtml}line"
# Signs that cannot begin a line: vowels and tone marks after or on their consonant, repetition and closing signs.
DEPENDENT = re.compile("[\u0e30-\u0e3a\u0e45-\u0e4eๆฯ)\\]”,;:!?%]")
EMBEDDED = re.compile(r"\b(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$")


@dataclass(frozen=True)
class Structure:
    """How many of each a text document holds in its body."""

    tables: int
    rows: int
    cells: int
    paragraphs: int
    signs: int


def tool(name: str, setting: str = "") -> str:
    """Return the path of a program, or end with a sentence that says what is missing."""
    wanted = os.environ.get(setting, "") or name
    found = shutil.which(wanted)
    if found is None:
        hint = f", or name it with {setting}=" if setting else ""
        sys.exit(f"{wanted} is missing: install LibreOffice and poppler-utils{hint}")
    return found


def make_papers(folder: Path) -> None:
    """Write all papers of the examples, one folder for each language."""
    for lang in LANGUAGES:
        done = CliRunner().invoke(main, ["--lang", lang, "-q", "demo", "-o", str(folder / lang)])
        if done.exit_code != 0:
            sys.exit(done.output)


def convert(papers: list[Path], kind: str, *, into: Path, office: str) -> None:
    """Let LibreOffice open Word files and write them as another kind, with a profile and fonts of its own."""
    fonts = into / "fonts.conf"
    fonts.write_text(FONT_SETTINGS.format(fonts=FONTS), encoding="utf-8")
    profile = (into / "profile").resolve().as_uri()
    line = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind]
    subprocess.run(
        [*line, "--outdir", str(into), *map(str, papers)],
        check=False,  # a paper that was not written is told below
        capture_output=True,
        env=os.environ | {"FONTCONFIG_FILE": str(fonts)},
        timeout=LONGEST_CONVERSION,
    )


def in_docx(path: Path) -> Structure:
    """Count what stands in the body of a Word file."""
    tags, signs = contents(path, "word/document.xml", f"{WORD}t")
    tables, rows, cells, paragraphs = (tags[f"{WORD}{tag}"] for tag in ("tbl", "tr", "tc", "p"))
    return Structure(tables, rows, cells, paragraphs, signs)


def in_odt(path: Path) -> Structure:
    """Count what stands in the body of an OpenDocument text."""
    tags, signs = contents(path, "content.xml", f"{TEXT}p", f"{TEXT}h")
    tables, rows, cells = (tags[f"{TABLE}{tag}"] for tag in ("table", "table-row", "table-cell"))
    return Structure(tables, rows, cells, tags[f"{TEXT}p"] + tags[f"{TEXT}h"], signs)


def contents(path: Path, part: str, *texts: str) -> tuple[Counter[str], int]:
    """Return how often each tag stands in a part, and how many signs other than blanks its texts have."""
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read(part))
    # Only OpenDocument keeps the words that describe a picture in the paragraph that holds it.
    etree.strip_elements(root, FRAME, with_tail=False)
    tags = Counter(str(element.tag) for element in root.iter())
    told = chain.from_iterable(element.itertext() for name in texts for element in root.iter(name))
    return tags, sum(len("".join(text.split())) for text in told)


def pages(pdf: Path) -> int:
    """Return how many pages a PDF has."""
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def unembedded(pdf: Path) -> list[str]:
    """Return the fonts that a PDF names without bringing them along."""
    told = subprocess.run([tool("pdffonts"), str(pdf)], check=True, capture_output=True, text=True).stdout
    rows = told.splitlines()[2:]
    return [row.split()[0] for row in rows if (found := EMBEDDED.search(row)) is None or found[1] != "yes"]


def lines(pdf: Path) -> Iterator[str]:
    """Yield every line of every block and cell, as poppler finds them."""
    told = subprocess.run([tool("pdftotext"), "-bbox-layout", str(pdf), "-"], check=True, capture_output=True)
    for line in etree.fromstring(told.stdout).iter(LINE):
        yield " ".join("".join(word.itertext()) for word in line)


def wrong_lines(pdf: Path) -> list[str]:
    """Return the lines that begin with a sign that cannot begin one."""
    return [line for line in lines(pdf) if DEPENDENT.match(line)]


def check_word(paper: Path, opened: Path) -> Iterator[str]:
    """Print one row of the table, and yield what is different."""
    ours, odt, printed = in_docx(paper), opened / f"{paper.stem}.odt", opened / f"{paper.stem}.pdf"
    if not (odt.exists() and printed.exists()):
        yield f"{paper.name}: LibreOffice did not open it"
        return
    theirs = in_odt(odt)
    same = ours == theirs
    row = [f"{one}" if one == other else f"{one}≠{other}" for one, other in pairs(ours, theirs)]
    told = [*row, f"{pages(printed)}", f"{pages(paper.with_suffix('.pdf'))}", "same" if same else "DIFFERENT"]
    print(f"{paper.parent.name}/{paper.name:<38}" + "".join(f"{each:>13}" for each in told))
    if not same:
        yield f"{paper.name}: {ours} became {theirs}"


def pairs(one: Structure, other: Structure) -> Iterator[tuple[int, int]]:
    """Yield the numbers of two structures side by side."""
    return zip(astuple(one), astuple(other), strict=True)


def check_pdf(paper: Path) -> Iterator[str]:
    """Yield what is wrong with a PDF of ours."""
    for font in unembedded(paper):
        yield f"{paper.name}: the font {font} is not embedded"
    for line in wrong_lines(paper):
        yield f"{paper.name}: a line begins with a sign that cannot begin one: {line}"


def check(folder: Path) -> list[str]:
    """Return everything that is wrong with the papers below a folder."""
    office = tool("soffice", "SOFFICE")
    wrong: list[str] = []
    names = ("tables", "rows", "cells", "paragraphs", "signs", "pages", "pages (PDF)", "")
    print(f"{'':<41}" + "".join(f"{name:>13}" for name in names))
    by_folder = sorted({path.parent for path in folder.rglob("*.docx")})
    for place in by_folder:
        papers = sorted(place.glob("*.docx"))
        with tempfile.TemporaryDirectory() as opened:
            for kind in ("odt", "pdf"):
                convert(papers, kind, into=Path(opened), office=office)
            for paper in papers:
                wrong += check_word(paper, Path(opened))
    ours = sorted(folder.rglob("*.pdf"))
    for paper in ours:
        wrong += check_pdf(paper)
    if not ours or not by_folder:
        wrong.append(f"{folder.name}: there are no papers to check")
    counted = sum(1 for paper in ours for _ in lines(paper))
    print(f"{len(ours)} PDF files, {sum(map(pages, ours))} pages, {counted} lines looked at")
    return wrong


if __name__ == "__main__":
    if len(sys.argv) > 1:
        faults = check(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as made:
            make_papers(Path(made))
            faults = check(Path(made))
    print("\n".join(faults) or "no difference")
    sys.exit(1 if faults else 0)
