"""Sheets as files: text as several programs export it, web pages, Word, Excel, and PDF."""

from __future__ import annotations

import datetime
import io
from html import escape
from random import Random

import docx
import openpyxl
from tests.corpus.sheets import Format, Grid, Sheet, Words

from prongsai.core.document import Block, Column, Document, Heading, Paragraph, Row, Run, Table
from prongsai.render import pdf

_DAY = datetime.date(2025, 12, 1)


def file_of(sheet: Sheet, form: Format, random: Random) -> bytes:
    """Return the bytes of a file in this format."""
    match form:
        case "txt":
            return text_of(sheet, random).encode()
        case "html":
            return _html(sheet).encode()
        case "docx":
            return _docx(sheet)
        case "xlsx":
            return _xlsx(sheet)
        case "pdf":
            return _pdf(sheet)


def text_of(sheet: Sheet, random: Random) -> str:
    """Return the sheet as text: cells between tabs or pipes, their paragraphs behind each other or in tags."""
    pipes = random.random() < 0.25
    join = random.choice((" ", " ", "<p>", "<br>"))
    mark = random.choice(("**{}**", "### {}", "{}", "**{}**"))
    parts = []
    for block in sheet:
        if isinstance(block, Words):
            parts.append(mark.format(block.text) if block.heading else block.text)
            continue
        rows = [[_joined(cell, join) for cell in row] for row in block.rows]
        if pipes:
            ruled = [f"| {' | '.join(row)} |" for row in rows]
            parts.append("\n".join([ruled[0], "|---" * len(rows[0]) + "|", *ruled[1:]]))
        else:
            parts.append("\n".join("\t".join(row) for row in rows))
    return "\n\n".join(parts) + "\n"


def _joined(paragraphs: list[str], join: str) -> str:
    if join == "<p>" and len(paragraphs) > 1:
        return "".join(f"<p>{each}</p>" for each in paragraphs)
    return join.join(paragraphs) if join != "<p>" else " ".join(paragraphs)


def _html(sheet: Sheet) -> str:
    parts = []
    for block in sheet:
        if isinstance(block, Words):
            tag = "h2" if block.heading else "p"
            parts.append(f"<{tag}>{escape(block.text)}</{tag}>")
            continue
        rows = "".join(
            "<tr>"
            + "".join(f"<td>{''.join(f'<p>{escape(p)}</p>' for p in cell)}</td>" for cell in row)
            + "</tr>"
            for row in block.rows
        )
        parts.append(f"<table>{rows}</table>")
    body = "\n".join(parts)
    return f'<!doctype html><html lang="th"><meta charset="utf-8"><title>รายงาน</title><body>{body}</body></html>'


def _docx(sheet: Sheet) -> bytes:
    document = docx.Document()
    for block in sheet:
        if isinstance(block, Words):
            document.add_paragraph(block.text, style="Heading 2" if block.heading else None)
            continue
        table = document.add_table(len(block.rows), len(block.rows[0]))
        for row, cells in zip(table.rows, block.rows, strict=True):
            for place, paragraphs in zip(row.cells, cells, strict=True):
                place.text = paragraphs[0] if paragraphs else ""
                for more in paragraphs[1:]:
                    place.add_paragraph(more)
        document.add_paragraph("")
    return _saved(document)


def _xlsx(sheet: Sheet) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for block in sheet:
        if isinstance(block, Words):
            page.append([block.text])
        else:
            for row in block.rows:
                page.append(["\n".join(cell) for cell in row])
        page.append([])
    return _saved(book)


def _saved(made: object) -> bytes:
    out = io.BytesIO()
    made.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def _pdf(sheet: Sheet) -> bytes:
    blocks = [_block(block) for block in sheet]
    document = Document(
        kind="analysis",
        title="",
        subtitle=(),
        blocks=tuple(blocks),
        lang="th",
        digits="arabic",
        stamp=_DAY,
        titled=False,
        landscape=True,
    )
    return pdf.render(document)


def _block(block: Words | Grid) -> Block:
    if isinstance(block, Words):
        return (
            Heading(level=2, text=block.text)
            if block.heading
            else Paragraph((Run(block.text, verbatim=True),), indent=False)
        )
    head, *rows = block.rows
    widths = [
        max(1, min(12, max(len(" ".join(row[place])) for row in block.rows) // 8))
        for place in range(len(head))
    ]
    columns = tuple(
        Column(title=" ".join(cell), width=width) for cell, width in zip(head, widths, strict=True)
    )
    return Table(
        caption="",
        columns=columns,
        rows=tuple(Row(cells=tuple((Run("\n".join(cell), verbatim=True),) for cell in row)) for row in rows),
    )
