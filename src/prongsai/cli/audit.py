"""The commands on the log of changes: whether it is whole, and a copy that can be checked elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from prongsai.cli.bilingual import (
    WRONG_INPUT,
    BilingualCommand,
    BilingualGroup,
    language,
    option,
    refuse,
    say_problems,
    write_all,
)
from prongsai.cli.commands import COMMANDS
from prongsai.cli.result import say_written
from prongsai.cli.site import open_kept_site
from prongsai.core.errors import InputError, Problem
from prongsai.core.text import Text

# Name, length, head and what is wrong of one chain.
_Checked = tuple[Text, int, str, tuple[Problem, ...]]
_WHOLE = Text("{name}: ครบถ้วน {length} รายการ ปลายสาย {head}", "{name}: whole, {length} entries, head {head}")
_BROKEN = Text("{name}: ไม่ครบถ้วน พบ {count} จุด", "{name}: not whole, faults: {count}")
_NOTHING = Text("ยังไม่มีรายการ", "nothing was changed yet")


@click.group(
    "audit",
    cls=BilingualGroup,
    words=COMMANDS["audit"].words,
)
def audit() -> None:
    """Group the commands on the log of changes."""


def _command(name: str, words: Text) -> Callable[[Any], Any]:
    return audit.command(name, cls=BilingualCommand, words=words)


@_command("verify", Text("ตรวจว่าบันทึกครบถ้วนและไม่ถูกแก้", "say whether the log is whole and unchanged"))
@click.argument("file", required=False, type=click.Path(path_type=Path))
def verify(file: Path | None) -> None:
    """Check the chains of the database, or those of an exported file without any database."""
    try:
        broken = _tell(_in_database() if file is None else _in_file(file))
    except InputError as error:
        refuse(error)
    if broken:
        sys.exit(WRONG_INPUT)


def _tell(found: Iterable[_Checked]) -> bool:
    """Say of every chain whether it is whole; return whether one is not."""
    broken, number = False, 0
    for number, (name, length, head, problems) in enumerate(found, 1):
        words = _BROKEN if problems else _WHOLE
        line = words.format(name=name, length=length, head=head or "–", count=len(problems))
        click.echo(line.say(language()))
        say_problems(problems)
        broken = broken or bool(problems)
    if not number:
        click.echo(_NOTHING.say(language()))
    return broken


def _in_file(file: Path) -> Iterator[_Checked]:
    from prongsai.core.audit import verify as verify_chain
    from prongsai.reading.audit import read_log

    for chain in read_log(file):
        problems = tuple(verify_chain(chain.entries, length=chain.length, head=chain.head))
        yield Text(chain.name), chain.length, chain.head, problems


def _in_database() -> Iterator[_Checked]:
    open_kept_site()
    from prongsai.web.queries import audit as log

    for chain in log.chains():
        verdict = log.check(chain)
        yield log.name_of(chain), verdict.length, verdict.head, verdict.problems


@_command("export", Text("ส่งออกบันทึกทุกสายเป็น JSON Lines", "write every chain as JSON Lines"))
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("audit.jsonl"),
    show_default=True,
    words=Text("ไฟล์ที่จะเขียน", "the file to write"),
)
def export(output: Path) -> None:
    """Write all chains into one file, whole or not at all."""
    try:
        open_kept_site()
        from prongsai.render.audit import json_lines
        from prongsai.web.queries import audit as log

        lines = (
            line
            for chain in log.chains()
            for line in json_lines(
                log.name_of(chain).th, log.entries_of(chain), length=chain.length, head=chain.head
            )
        )
        write_all([(output, "".join(lines).encode())])
    except InputError as error:
        refuse(error)
    say_written(output)
