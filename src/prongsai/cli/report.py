"""The command that writes papers."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from prongsai.cli.analyze import PREVIOUS, RESPONDENTS, analysed
from prongsai.cli.bilingual import command, language, option, refuse, write_all
from prongsai.cli.load import FILE, FRAMEWORK, WORDING, load_score
from prongsai.cli.result import say_written
from prongsai.core.analysis import Analysis
from prongsai.core.document import Document
from prongsai.core.errors import InputError, Problem
from prongsai.core.text import Text
from prongsai.core.thai import BUDDHIST_ERA_OFFSET, Digits, arabic_digits, tidy

FORMATS = ("docx", "pdf", "html")
KINDS = ("analysis",)


def render_document(document: Document, kind: str) -> bytes:
    """Return a paper in one format; the renderer is imported only now."""
    from importlib import import_module

    content: bytes = import_module(f"prongsai.render.{kind}").render(document)
    return content


def analysis_paper(analysis: Analysis, *, date: datetime.date | None, digits: Digits) -> Document:
    """Return the analysis report in the language of the command."""
    from prongsai.core.analysis.paper import paper
    from prongsai.core.analysis.writer import Edition

    return paper(analysis, Edition(lang=language(), digits=digits, date=date))


def read_date(text: str | None) -> datetime.date | None:
    """Return a date written as 2569-04-17 (Buddhist era, Thai digits allowed) or as 2026-04-17.

    Raises `InputError` for anything else. A year above 2400 is of the Buddhist era.
    """
    if text is None:
        return None
    try:
        year, month, day = (int(part) for part in arabic_digits(tidy(text)).split("-"))
        return datetime.date(year - BUDDHIST_ERA_OFFSET if year > 2400 else year, month, day)
    except ValueError as error:
        raise InputError([_no_date(text)]) from error


def _no_date(text: str) -> Problem:
    return Problem(
        id="report.date",
        where="--date",
        found=text,
        why=Text("ไม่ใช่วันที่", "this is no date"),
        remedy=Text("เขียนเป็น ปี-เดือน-วัน เช่น 2569-04-17", "write year-month-day, for example 2569-04-17"),
    )


def read_formats(text: str) -> tuple[str, ...]:
    """Return the formats named, separated by commas; raise `InputError` for one that is not offered."""
    formats = tuple(dict.fromkeys(each.strip().lower() for each in text.split(",") if each.strip()))
    wrong = [each for each in formats if each not in FORMATS]
    if wrong or not formats:
        raise InputError(
            [
                Problem(
                    id="report.format",
                    where="--format",
                    found=", ".join(wrong),
                    why=Text("ไม่มีรูปแบบเอกสารนี้", "there is no such format"),
                    remedy=Text("ใช้ docx, pdf, html คั่นด้วยจุลภาค", "use docx, pdf, html, separated by commas"),
                )
            ]
        )
    return formats


@command("report", Text("เขียนรายงานเป็น Word, PDF หรือ HTML", "write a report as Word, PDF or HTML"))
@FILE
@FRAMEWORK
@WORDING
@option(
    "--kind",
    type=click.Choice(KINDS),
    default="analysis",
    show_default=True,
    words=Text("ชนิดของรายงาน", "which report"),
)
@option(
    "--format",
    "formats",
    default="docx,pdf,html",
    show_default=True,
    words=Text("รูปแบบ คั่นด้วยจุลภาค", "formats, separated by commas"),
)
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("out"),
    show_default=True,
    words=Text("โฟลเดอร์ที่จะเขียน", "the folder to write to"),
)
@option(
    "--digits",
    type=click.Choice(["thai", "arabic"]),
    words=Text("เลขไทยหรือเลขอารบิก", "Thai or Arabic digits (default: as the language)"),
)
@option("--date", words=Text("วันที่ของรายงาน เช่น 2569-04-17", "date of the report, for example 2569-04-17"))
@PREVIOUS
@RESPONDENTS
def report(  # noqa: PLR0913, PLR0917 – click hands over one argument for each option
    file: Path,
    framework: str | None,
    wording: Path | None,
    kind: str,
    formats: str,
    output: Path,
    digits: Digits | None,
    date: str | None,
    previous: Path | None,
    respondents: tuple[str, ...],
) -> None:
    """Write the report in every format, or nothing if one of them cannot be made."""
    try:
        wanted = read_formats(formats)
        on = read_date(date)
        scored = load_score(file, framework, wording)
        script: Digits = digits or ("thai" if language() == "th" else "arabic")
        analysis = analysed(scored, previous=previous, respondents=respondents)
        document = analysis_paper(analysis, date=on, digits=script)
        files = [(output / f"{file.stem}-{kind}.{each}", render_document(document, each)) for each in wanted]
        write_all(files)
    except InputError as error:
        refuse(error)
    for path, _ in files:
        say_written(path)
