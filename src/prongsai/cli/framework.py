"""The commands about frameworks: list, show, check, diff, export."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from prongsai.cli.bilingual import (
    AS_JSON,
    BilingualCommand,
    BilingualGroup,
    language,
    option,
    print_json,
    refuse,
    write_all,
)
from prongsai.cli.commands import COMMANDS
from prongsai.cli.load import WORDING, open_framework, worded
from prongsai.cli.result import say_written
from prongsai.core.errors import InputError
from prongsai.core.text import Text
from prongsai.reading.framework import available, load
from prongsai.render import terminal_framework as terminal


@click.group(
    "framework",
    cls=BilingualGroup,
    words=COMMANDS["framework"].words,
)
def framework() -> None:
    """Group the commands about frameworks."""


def _command(name: str, words: Text) -> Callable[[Any], Any]:
    return framework.command(name, cls=BilingualCommand, words=words)


@_command("list", Text("แสดงกรอบที่มี", "list the frameworks that are shipped"))
@AS_JSON
def list_all(*, as_json: bool) -> None:
    """List id, year, numbers of questions and items, and the hash."""
    rows = [terminal.summary(load(each)) for each in available()]
    if as_json:
        print_json(rows)
    else:
        click.echo(terminal.list_text(rows, language()))


@_command("show", Text("แสดงกรอบหนึ่งพร้อมความแน่นอนของข้อเท็จจริง", "show one framework and how sure each fact is"))
@click.argument("name")
@WORDING
@AS_JSON
def show(name: str, wording: Path | None, *, as_json: bool) -> None:
    """Show tools, rules, levels, and every code with title and certainty."""
    from prongsai.core.framework.content import content

    try:
        shown = worded(open_framework(name), wording)
    except InputError as error:
        refuse(error, as_json=as_json)
    if as_json:
        print_json(content(shown) | {"hash": shown.hash})
    else:
        click.echo(terminal.framework_text(shown, language()))


@_command("check", Text("ตรวจกรอบ บอกไฟล์ แถว คอลัมน์ และวิธีแก้", "check frameworks: file, row, column, remedy"))
@click.argument("names", nargs=-1)
def check(names: tuple[str, ...]) -> None:
    """Check the named frameworks (all that are shipped if none is named), each against the year before."""
    from prongsai.core.framework.check import faults_between

    problems = []
    for name in names or available():
        try:
            checked = open_framework(name)
        except InputError as error:
            problems += list(error.problems)
            continue
        if checked.previous in available():
            problems += faults_between(checked, load(str(checked.previous)))
        click.echo(f"✓ {checked.id}  sha256:{checked.hash[:16]}…")
    if problems:
        refuse(InputError(problems))


@_command("diff", Text("เทียบสองปีตามเรื่อง ไม่ใช่ตามรหัส", "compare two years by theme, never by code"))
@click.argument("older")
@click.argument("newer")
@AS_JSON
def diff(older: str, newer: str, *, as_json: bool) -> None:
    """Show what was added, removed, moved or changed from the older to the newer framework."""
    from prongsai.core.framework.compare import changes

    try:
        found = changes(open_framework(older), open_framework(newer))
    except InputError as error:
        refuse(error, as_json=as_json)
    if as_json:
        print_json(
            [
                {
                    "what": each.what,
                    "code": each.code,
                    "before": each.before.say(language()),
                    "after": each.after.say(language()),
                }
                for each in found
            ]
        )
    else:
        click.echo(terminal.differences_text(found, language()))


@_command("export", Text("เขียนกรอบเป็น Excel ที่แก้ไขได้", "write a framework as a workbook that can be edited"))
@click.argument("name")
@option("-o", "--output", type=click.Path(path_type=Path), words=Text("ไฟล์ที่จะสร้าง", "the file to write"))
def export(name: str, output: Path | None) -> None:
    """Write the workbook; read back it is the same framework, hash included."""
    from prongsai.render.framework import to_xlsx

    try:
        chosen = open_framework(name)
        path = output or Path(f"{chosen.id}.xlsx")
        write_all([(path, to_xlsx(chosen))])
    except InputError as error:
        refuse(error)
    say_written(path)
