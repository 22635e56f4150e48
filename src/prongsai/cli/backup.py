"""A copy of everything that the web keeps, made while it runs."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prongsai.cli.bilingual import command, language, refuse
from prongsai.cli.result import say_written
from prongsai.cli.site import is_sqlite, open_kept_site
from prongsai.core.errors import InputError, Problem
from prongsai.core.text import Text

if TYPE_CHECKING:
    from prongsai.web.environment import Environment

_DATABASE = "prongsai.sqlite3"
# Made anew at every start.
_LEFT_OUT = ("static",)


@command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Write the copy, whole or not at all; only its owner may read it, for it holds the keys."""
    try:
        environment = open_kept_site()
        require_new(file)
        write(environment, file)
    except InputError as error:
        refuse(error)
    say_written(file)
    if not is_sqlite(environment):
        words = Text(
            "ไฟล์นี้มีไฟล์แนบและกุญแจ ฐานข้อมูล PostgreSQL ให้สำรองด้วย pg_dump",
            "This holds uploads and keys. Copy the PostgreSQL database with pg_dump.",
        )
        click.echo(words.say(language()))


def require_new(file: Path) -> None:
    """Raise `InputError` where a file stands already: an older copy is never replaced by a newer one."""
    if file.exists():
        raise InputError(
            [
                Problem(
                    id="backup.exists",
                    where=str(file),
                    found="",
                    why=Text("มีไฟล์นี้แล้ว", "this file exists"),
                    remedy=Text("ใช้ชื่ออื่น เช่น ใส่วันที่", "use another name, such as one with the day"),
                )
            ]
        )


def write(environment: Environment, file: Path) -> None:
    """Write files, then the database, then the files that came in meanwhile: none that it names is missing."""
    aside = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        own = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(own, "wb") as target, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            _add_files(archive, environment.data)
            if is_sqlite(environment):
                _add_database(archive, str(environment.database["NAME"]))
            _add_files(archive, environment.data)
        aside.replace(file)
    except OSError as error:
        raise InputError([_cannot_write(file, error)]) from error
    finally:
        aside.unlink(missing_ok=True)


def _add_files(archive: zipfile.ZipFile, data: Path) -> None:
    there = set(archive.namelist())
    for path in _files(data):
        name = path.relative_to(data).as_posix()
        if name not in there:
            archive.write(path, name)


def _files(data: Path) -> Iterator[Path]:
    for path in sorted(data.rglob("*")):
        inside = path.relative_to(data).parts
        hidden = any(part.startswith(".") for part in inside)
        if path.is_file() and not hidden and inside[0] not in _LEFT_OUT and ".sqlite3" not in path.name:
            yield path


def _add_database(archive: zipfile.ZipFile, name: str) -> None:
    """Add one consistent moment of the database, whoever writes to it meanwhile."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / _DATABASE
        source, target = sqlite3.connect(name), sqlite3.connect(copy)
        try:
            source.backup(target)
        finally:
            target.close()
            source.close()
        archive.write(copy, _DATABASE)


def _cannot_write(file: Path, error: OSError) -> Problem:
    return Problem(
        id="backup.not_writable",
        where=str(file),
        found="",
        why=Text("เขียนไฟล์ที่นี่ไม่ได้", f"cannot write here ({error.strerror})"),
        remedy=Text("เลือกที่อื่นที่มีพื้นที่และเขียนได้", "choose another place that has room and may be written to"),
    )
