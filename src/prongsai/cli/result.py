"""The commands about result files themselves: a new template, and one format into another."""

from __future__ import annotations

from pathlib import Path

import click

from prongsai.cli.bilingual import command, language, option, quiet, refuse, write_all
from prongsai.cli.load import FILE, FRAMEWORK, open_framework, read_given
from prongsai.core.errors import InputError, Problem
from prongsai.core.text import Text

WRITERS = {".json": "to_json", ".csv": "to_csv", ".xlsx": "to_xlsx"}


def say_written(path: Path) -> None:
    """Tell where a file went, unless the person wants quiet."""
    if not quiet():
        click.echo(Text("เขียนแล้ว: {path}", "written: {path}").format(path=path).say(language()))


@command("new")
@click.argument("year")
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    words=Text("ไฟล์ที่จะสร้าง", "the file to write (default: result-YEAR.xlsx)"),
)
def new(year: str, output: Path | None) -> None:
    """Write the template of a year (2568 or ๒๕๖๘) or of a framework (id, folder or workbook)."""
    from prongsai.core.thai import arabic_digits, tidy
    from prongsai.reading.framework import load_year
    from prongsai.render.result import template

    number = arabic_digits(tidy(year))
    try:
        framework = load_year(int(number)) if number.isdecimal() else open_framework(year.strip())
        name = number if number.isdecimal() else framework.id
        path = output or Path(f"result-{name}.xlsx")
        if path.suffix.lower() != ".xlsx":
            raise InputError([_no_workbook(path)])
        if path.exists():
            raise InputError([_exists_already(path)])
        write_all([(path, template(framework))])
    except InputError as error:
        refuse(error)
    say_written(path)


@command("convert")
@FILE
@FRAMEWORK
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    words=Text("ไฟล์ที่จะสร้าง (.json .csv .xlsx)", "the file to write; its ending says the format"),
)
def convert(file: Path, framework: str | None, output: Path) -> None:
    """Write the same result in another format; what is wrong in it is told first."""
    from prongsai.core.result import check
    from prongsai.reading.result import shipped_framework
    from prongsai.render import result as render

    try:
        if output.suffix.lower() not in WRITERS:
            raise InputError([_unknown_ending(output)])
        draft = read_given(file)
        chosen = open_framework(framework) if framework else shipped_framework(draft)
        writer = getattr(render, WRITERS[output.suffix.lower()])
        write_all([(output, writer(check(draft, chosen), chosen))])
    except InputError as error:
        refuse(error)
    say_written(output)


def _exists_already(output: Path) -> Problem:
    """Refuse to write a template over what may be somebody's filled one."""
    return Problem(
        id="output.exists",
        where="-o",
        found=str(output),
        why=Text("มีไฟล์ชื่อนี้อยู่แล้ว และอาจกรอกไว้แล้ว", "this file exists already and may be filled in"),
        remedy=Text("ใช้ชื่ออื่นด้วย -o หรือย้ายไฟล์เดิมก่อน", "choose another name with -o, or move that file first"),
    )


def _no_workbook(output: Path) -> Problem:
    return Problem(
        id="output.no_workbook",
        where="-o",
        found=output.name,
        why=Text("แบบกรอกผลเป็นไฟล์ Excel เท่านั้น", "the template is an Excel workbook"),
        remedy=Text(
            "ใช้ชื่อที่ลงท้าย .xlsx หากต้องการไฟล์ชนิดอื่นใช้คำสั่ง convert หลังกรอกแล้ว",
            "let the name end in .xlsx; `convert` makes other formats of a filled one",
        ),
    )


def _unknown_ending(output: Path) -> Problem:
    return Problem(
        id="output.ending",
        where="-o",
        found=output.name,
        why=Text("ไม่รู้จักชนิดไฟล์นี้", "this is no known kind of result file"),
        remedy=Text("ใช้ชื่อที่ลงท้าย .json .csv หรือ .xlsx", "let the name end in .json, .csv or .xlsx"),
    )
