"""The command that reads what agencies have published."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prongsai.cli.bilingual import (
    AS_JSON,
    WRONG_INPUT,
    command,
    language,
    option,
    problem_summary,
    say_problems,
    write_all,
)
from prongsai.cli.recognising import recognised
from prongsai.core.errors import InputError
from prongsai.core.text import Text

if TYPE_CHECKING:
    from prongsai.core.recognised import Recognised
    from prongsai.reading.recognise.record import Findings


@command("read")
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@option(
    "--persons",
    is_flag=True,
    words=Text("อ่านชื่อบุคคลด้วย (ปกติไม่อ่าน)", "read names of persons too (they are left out)"),
)
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    words=Text(
        "โฟลเดอร์ที่จะเขียน result.json และ plan.json", "the folder to write result.json and plan.json to"
    ),
)
@AS_JSON
def read(files: tuple[Path, ...], output: Path | None, *, persons: bool, as_json: bool) -> None:
    """Read every file; one that cannot be read is told, and the others are read all the same."""
    told = _Telling(single=len(files) == 1, as_json=as_json)
    written: list[Path] = []
    names = _folders(files)
    for path, paper in recognised(files, persons=persons):
        if isinstance(paper, InputError):
            told.problem(path, paper)
            continue
        from prongsai.reading.recognise.record import findings_of

        findings = findings_of(paper)
        told.paper(paper, findings)
        if output is not None:
            try:
                written += _written(output if told.single else output / names[path], findings)
            except InputError as error:
                told.problem(path, error)
    told.end()
    if written and not as_json:
        from prongsai.cli.result import say_written

        for path in written:
            say_written(path)
    if told.wrong:
        sys.exit(WRONG_INPUT)


def _folders(files: Sequence[Path]) -> dict[Path, str]:
    """Return what the folder of each file is called: after the file, with its ending where two are called the same."""
    times = Counter(path.stem for path in files)
    return {path: path.stem if times[path.stem] == 1 else path.name for path in files}


def _written(folder: Path, findings: Findings) -> list[Path]:
    files = [
        (folder / name, (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode())
        for name, content in findings.files
    ]
    write_all(files)
    return [path for path, _ in files]


class _Telling:
    """Tells one file after another as it was read, so that a thousand of them need the room of one."""

    def __init__(self, *, single: bool, as_json: bool) -> None:
        self.single = single
        self.as_json = as_json
        self.wrong = False
        self._told = 0

    def paper(self, paper: Recognised, findings: Findings) -> None:
        if self.as_json:
            from prongsai.reading.recognise.record import recognised_record

            self._json(recognised_record(paper, findings, language()))
        else:
            from prongsai.render.terminal_read import read_text

            self._text(read_text(paper, findings.result, language()))
        say_problems(findings.understood.problems)

    def problem(self, path: Path, error: InputError) -> None:
        self.wrong = True
        if self.as_json:
            problems = [problem_summary(each) for each in error.problems]
            self._json({"problems": problems} if self.single else {"file": path.name, "problems": problems})
        say_problems(error.problems)

    def end(self) -> None:
        if self.as_json and not self.single:
            click.echo("\n]" if self._told else "[]")

    def _json(self, value: object) -> None:
        text = json.dumps(value, ensure_ascii=False, indent=2)
        if not self.single:
            text = ("[\n" if not self._told else ",\n") + text
        click.echo(text, nl=self.single)
        self._told += 1

    def _text(self, text: str) -> None:
        click.echo(f"\n{text}" if self._told else text)
        self._told += 1
