"""Tesseract, the program that reads letters from pictures: run on its own, within a time, and only where it is there."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from PIL import Image

from prongsai.core.errors import InputError
from prongsai.core.fault import Fault
from prongsai.core.text import Text
from prongsai.reading.printed import faults as fault

LANGUAGES = "tha+eng"
SECONDS = 120
_INSTALL = Text(
    "ติดตั้ง: sudo apt-get install tesseract-ocr tesseract-ocr-tha หรือขอไฟล์ต้นฉบับ .docx",
    "install it: sudo apt-get install tesseract-ocr tesseract-ocr-tha, or ask for the .docx that it was made from",
)
NOT_THERE = Fault(
    "printed.picture",
    Text(
        "หน้ากระดาษเป็นภาพ และเครื่องนี้ไม่มีโปรแกรมอ่านภาพ (Tesseract ภาษาไทย)",
        "its pages are pictures, and this machine has no program to read them (Tesseract with Thai)",
    ),
    _INSTALL,
)
MISSED = Text(
    "หน้า {pages} เป็นภาพ ไม่ได้อ่าน เพราะไม่มี Tesseract (sudo apt-get install tesseract-ocr tesseract-ocr-tha)",
    "page {pages}: pictures, not read, for want of Tesseract (sudo apt-get install tesseract-ocr tesseract-ocr-tha)",
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as read, in dots of the picture; `line` tells the words of one line, `sure` is of a hundred."""

    text: str
    left: int
    top: int
    width: int
    height: int
    line: tuple[int, ...]
    sure: float


@cache
def program() -> str | None:
    """Return where the program is: as set, or on the path; `None` where it is not, or knows no Thai."""
    found = os.environ.get("PRONGSAI_TESSERACT") or shutil.which("tesseract")
    if not found:
        return None
    try:
        told = subprocess.run([found, "--list-langs"], capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return None
    names = told.stdout.decode("utf-8", "replace").split()
    return found if set(LANGUAGES.split("+")) <= set(names) else None


def is_there() -> bool:
    """Tell whether pictures can be read."""
    return program() is not None


def words(picture: Image.Image, layout: int, name: str) -> list[Word]:
    """Return the words of a picture; `layout` is the mode of segmentation. Raise `InputError` for one that takes too long."""
    found = program()
    if found is None:
        raise InputError([NOT_THERE.at(name)])
    stream = io.BytesIO()
    picture.save(stream, "PNG", compress_level=1)
    command = [found, "-", "-", "-l", LANGUAGES, "--psm", str(layout), "--dpi", "300", "tsv"]
    # One thread: on small machines more of them only wait for each other.
    surroundings = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        told = subprocess.run(  # noqa: S603
            command,
            input=stream.getvalue(),
            capture_output=True,
            timeout=SECONDS,
            check=True,
            env=surroundings,
        )
    except subprocess.TimeoutExpired as error:
        raise InputError([fault.TOO_LONG.at(name, most=SECONDS)]) from error
    except (OSError, subprocess.CalledProcessError) as error:
        raise InputError([fault.STOPPED.at(name, "tesseract")]) from error
    return list(_words(told.stdout.decode("utf-8", "replace")))


def _words(table: str) -> Iterator[Word]:
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) == 12 and cells[0] == "5" and cells[11].strip():
            block, part, line, _, left, top, width, height = map(int, cells[2:10])
            yield Word(cells[11], left, top, width, height, (block, part, line), float(cells[10]))
