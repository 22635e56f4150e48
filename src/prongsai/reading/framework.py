"""Frameworks from their folders: the shipped ones by id or year, others by path."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from prongsai.core.errors import InputError, Problem
from prongsai.core.framework import Framework
from prongsai.core.framework_build import build
from prongsai.core.framework_source import SourceRow
from prongsai.core.text import Text

SHIPPED = Path(__file__).parents[1] / "frameworks"
ID_PREFIX = "th-ita-"
DOCUMENT = "framework.toml"
ITEMS = "items.csv"


def available() -> tuple[str, ...]:
    """Return the ids of the shipped frameworks, oldest first."""
    return tuple(f"{ID_PREFIX}{folder.parent.name}" for folder in sorted(SHIPPED.glob(f"*/{DOCUMENT}")))


def load_year(year: int) -> Framework:
    """Return the shipped framework of a fiscal year (Buddhist era), the default one where there are two."""
    return load(f"{ID_PREFIX}{year}")


def load(id_or_path: str | Path) -> Framework:
    """Return a framework by its id (`th-ita-2568`) or from a folder; raise `InputError` with every problem."""
    folder = _folder(id_or_path)
    problems: list[Problem] = []
    texts = [_text(folder / name, problems) for name in (DOCUMENT, ITEMS)]
    document = _document(texts[0], problems)
    if problems:
        raise InputError(problems)
    return build(document, _rows(texts[1]))


def _folder(id_or_path: str | Path) -> Path:
    name = str(id_or_path)
    # Ids are plain names, so an id can never lead out of the shipped folder.
    if name in available():
        return SHIPPED / name.removeprefix(ID_PREFIX)
    folder = Path(id_or_path)
    if folder.is_dir():
        return folder
    listed = ", ".join(available())
    why = Text("ไม่มีกรอบการประเมินชื่อนี้ และไม่มีโฟลเดอร์นี้", "there is no framework of this id and no such folder")
    remedy = Text(f"ใช้ชื่อใดชื่อหนึ่ง: {listed}", f"use one of: {listed}")
    raise InputError(
        [Problem(id="framework.not_found", where="framework", found=name, why=why, remedy=remedy)]
    )


def _text(file: Path, problems: list[Problem]) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        why = Text("ไม่มีไฟล์นี้ในโฟลเดอร์", "the folder has no such file")
        remedy = Text("เพิ่มไฟล์", "add the file")
    except UnicodeDecodeError:
        why = Text("ไฟล์ไม่ได้เก็บเป็น UTF-8", "the file is not UTF-8")
        remedy = Text("บันทึกใหม่เป็น CSV UTF-8", "save it again as CSV UTF-8")
    problems.append(Problem(id="framework.file", where=file.name, found="", why=why, remedy=remedy))
    return ""


def _document(text: str, problems: list[Problem]) -> dict[str, object]:
    try:
        # Decimal keeps a weight written as 0.30 exactly as it was written.
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        why = Text(f"อ่านเป็น TOML ไม่ได้: {error}", f"this is not TOML: {error}")
        remedy = Text("แก้ที่บรรทัดนั้น", "correct that line")
        problems.append(Problem(id="framework.toml", where=DOCUMENT, found="", why=why, remedy=remedy))
        return {}


def _rows(text: str) -> list[SourceRow]:
    lines = list(csv.reader(text.splitlines(keepends=True)))
    if not lines:
        return []
    heading = [name.strip() for name in lines[0]]
    return [
        SourceRow(dict(zip(heading, cells, strict=False)), _place(number))
        for number, cells in enumerate(lines[1:], start=2)
        if any(cells)
    ]


def _place(number: int) -> Callable[[str], str]:
    return lambda column: f"{ITEMS} {number}:{column}"
