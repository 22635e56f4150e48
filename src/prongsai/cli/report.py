"""The command that writes papers."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from prongsai.cli.analyze import EDITS, PEERS, PREVIOUS, RESPONDENTS
from prongsai.cli.bilingual import command, language, option, refuse, write_all
from prongsai.cli.load import FILE, FRAMEWORK, HANDED_ON, ROUND, WORDING, load_score
from prongsai.cli.papers import Sources, make
from prongsai.cli.result import say_written
from prongsai.core.document import Document
from prongsai.core.errors import InputError, Problem
from prongsai.core.papers import KINDS
from prongsai.core.plan import MonitoringRound
from prongsai.core.text import Text
from prongsai.core.thai import BUDDHIST_ERA_OFFSET, Digits, arabic_digits, tidy

FORMATS = ("docx", "pdf", "html")


def render_document(document: Document, kind: str) -> bytes:
    """Return a paper in one format; the renderer is imported only now."""
    from importlib import import_module

    content: bytes = import_module(f"prongsai.render.{kind}").render(document)
    return content


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


class _PlaceType(click.Path):
    """A folder, or one file whose ending says its format."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path; a file that is no paper cannot be the folder."""
        self.file_okay = Path(value).suffix.lower().removeprefix(".") in FORMATS
        return super().convert(value, param, ctx)


PLAN = option(
    "--plan",
    "plan_file",
    type=click.Path(path_type=Path),
    words=Text("ไฟล์แผนพร้อมความก้าวหน้า", "the file of a plan with its progress"),
)
PROFILE = option(
    "--profile",
    type=click.Path(path_type=Path),
    words=Text("ไฟล์รายละเอียดหน่วยงาน (TOML)", "the agency's house details (TOML)"),
)
DIGITS = option(
    "--digits",
    type=click.Choice(["thai", "arabic"]),
    words=Text("เลขไทยหรือเลขอารบิก", "Thai or Arabic digits (default: as the language)"),
)


@command("report")
@FILE
@FRAMEWORK
@WORDING
@option(
    "--kind",
    type=click.Choice([*KINDS, "all"]),
    default="analysis",
    show_default=True,
    words=Text("ชนิดของเอกสาร (all คือทุกชนิด)", "which paper (all: every one)"),
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
    type=_PlaceType(path_type=Path),
    default=Path("out"),
    show_default=True,
    words=Text(
        "โฟลเดอร์ที่จะเขียน หรือไฟล์เดียว .docx .pdf .html", "the folder to write to, or one file: .docx .pdf .html"
    ),
)
@DIGITS
@option("--date", words=Text("วันที่ของเอกสาร เช่น 2569-04-17", "date of the paper, for example 2569-04-17"))
@PREVIOUS
@RESPONDENTS
@EDITS
@PEERS
@PLAN
@PROFILE
@option(
    "--round",
    "round_",
    type=ROUND,
    words=Text("รอบรายงาน เช่น 6m", "which round of reports, such as 6m (default: the last)"),
)
@option("--form", default="", words=Text("ชื่อแบบตาราง เช่น donsak", "name of a table form, such as donsak"))
@option(
    "--contents",
    is_flag=True,
    words=Text("ใส่สารบัญหลังหัวเรื่อง", "put a list of contents after the head"),
)
@option(
    "--template",
    type=click.Path(path_type=Path),
    words=Text("แม่แบบ Word ของหน่วยงานเอง", "the agency's own Word template, for the Word file"),
)
def report(**given: Any) -> None:
    """Write the papers in every format, or nothing if one of them cannot be made."""
    try:
        files = [*written(Request(**given))]
        write_all(files)
    except InputError as error:
        refuse(error)
    for path, _ in files:
        say_written(path)


@dataclass(frozen=True, kw_only=True)
class Request:
    """The options of `report` as they were given."""

    file: Path
    framework: str | None
    wording: Path | None
    kind: str
    formats: str
    output: Path
    digits: Digits | None
    date: str | None
    previous: Path | None
    respondents: tuple[str, ...]
    edits: Path | None
    peers: Path | None
    plan_file: Path | None
    profile: Path | None
    round_: MonitoringRound | None
    form: str
    contents: bool
    template: Path | None

    @property
    def single_format(self) -> str | None:
        """The format of the one file that `-o` names, `None` where it names a folder."""
        ending = self.output.suffix.lower().removeprefix(".")
        return ending if ending in FORMATS and self.kind != "all" and not self.output.is_dir() else None

    @property
    def name(self) -> str:
        """What the files are called after."""
        return "result" if str(self.file) == HANDED_ON else self.file.stem

    def sources(self) -> Sources:
        """Return what the papers are made from; the result is read and checked now."""
        return Sources(
            scored=load_score(self.file, self.framework, self.wording),
            digits=self.digits or ("thai" if language() == "th" else "arabic"),
            date=read_date(self.date),
            previous=self.previous,
            respondents=self.respondents,
            edits=self.edits,
            peers=self.peers,
            plan_file=self.plan_file,
            profile_file=self.profile,
            round=self.round_,
            form=self.form,
        ).read_named()


def written(request: Request) -> Iterator[tuple[Path, bytes]]:
    """Yield every file with its content."""
    single = request.single_format
    formats = (single,) if single else read_formats(request.formats)
    sources = request.sources()
    for kind in KINDS if request.kind == "all" else (request.kind,):
        # A memo has no sections to list.
        document = replace(make(kind, sources), contents=request.contents and kind != "memo")
        for each in formats:
            path = request.output if single else request.output / f"{request.name}-{kind}.{each}"
            if each == "docx" and request.template is not None:
                yield path, from_template(request.template, sources)
            else:
                yield path, render_document(document, each)


def from_template(template: Path, sources: Sources) -> bytes:
    """Return the agency's own Word template filled with everything that is known."""
    from prongsai.core.fields import Sources as FieldSources
    from prongsai.core.fields import values
    from prongsai.render.template import fill

    handed_in = sources.handed_in or (sources.proposal, None)
    fields = FieldSources(
        analysis=sources.analysis,
        findings=sources.analysis.findings,
        plan=handed_in[0],
        followup=handed_in[1],
        profile=sources.profile,
    )
    try:
        content = template.read_bytes()
    except OSError as error:
        raise InputError([_no_template(template)]) from error
    return fill(content, values(fields, sources.edition), template.name)


def _no_template(template: Path) -> Problem:
    return Problem(
        id="report.template_missing",
        where="--template",
        found=template.name,
        why=Text("อ่านไฟล์นี้ไม่ได้", "this file cannot be read"),
        remedy=Text("ตรวจชื่อและที่อยู่ของแม่แบบ", "check the name and place of the template"),
    )
