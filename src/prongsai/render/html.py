"""Core documents to HTML: one file that needs nothing else, for screen, phone and paper, without scripts."""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Sequence
from html import escape
from importlib import resources

from prongsai.core.document import (
    BarChart,
    Bullets,
    Callout,
    Column,
    Document,
    Fields,
    Heading,
    Letterhead,
    Opinions,
    PageBreak,
    Paragraph,
    Row,
    Run,
    Signatures,
    Table,
)
from prongsai.core.thai import Digits
from prongsai.render import chart, verification
from prongsai.render.advances import UNITS_PER_EM
from prongsai.render.html_form import letterhead, opinions, signatures
from prongsai.render.html_text import class_of, line_text, runs_text
from prongsai.render.printable import (
    CONTENTS,
    date_line,
    has_steps,
    one_line,
    shown_blocks,
    split_lines,
    step_mark,
)
from prongsai.render.words import LONGEST_WHOLE, clusters

_FACES = (("400", "ProngsaiSarabun-Regular.ttf"), ("700", "ProngsaiSarabun-Bold.ttf"))
# The bundled face is as small as the letter of official papers; a page's sizes are those of the fonts of the web.
_LARGER = UNITS_PER_EM / 1000
# A table with more columns than this needs more room than a phone has, and scrolls in its own box.
_FEW_COLUMNS = 5
# Modules of white around a QR code, which readers need to find it.
_QUIET_ZONE = 4


def render(document: Document) -> bytes:
    """Return the document as one HTML file in UTF-8; it asks no server for anything."""
    title = escape(one_line(document.title or document.kind, document.digits))
    style, _ = _style(approved=document.verification is not None)
    sheet = f"digits-{document.digits}{' turned' if document.landscape else ''}"
    page = (
        f'<!doctype html>\n<html lang="{document.lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy(document)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f'<meta name="author" content="{escape(one_line(document.author, document.digits))}">\n'
        f'<meta name="dcterms.modified" content="{document.stamp.isoformat()}">\n'
        f"<title>{title}</title>\n<style>{style}</style>\n</head>\n"
        f'<body class="{sheet}">\n<main>\n{_head(document)}{_contents(document)}{_body(document)}{_verification(document)}</main>\n</body>\n</html>\n'
    )
    return page.encode()


def policy(document: Document) -> str:
    """Return what the file of a document allows a browser: its own style, its own pictures, and nothing else."""
    _, allowed = _style(approved=document.verification is not None)
    pictured = any(isinstance(block, Letterhead) and block.emblem is not None for block in document.blocks)
    return f"{allowed}; img-src data:" if pictured else allowed


@functools.cache
def _style(*, approved: bool) -> tuple[str, str]:
    """Return the style sheet, and the policy that allows it and nothing else: no script, no request."""
    folder = resources.files("prongsai.render")
    faces = "".join(
        f'@font-face{{font-family:"{chart.FONT_FAMILY}";font-weight:{weight};size-adjust:{_LARGER:.2%};'
        f"src:url(data:font/ttf;base64,{base64.b64encode(folder.joinpath('fonts', name).read_bytes()).decode()})}}\n"
        for weight, name in _FACES
    )
    # The drawings count on the face as it is.
    drawings = f".chart{{font-size:{chart.SIZE / _LARGER:.2f}px}}\n"
    style = f"\n{faces}{drawings}{folder.joinpath('paper.css').read_text(encoding='utf-8')}"
    if approved:
        style += folder.joinpath("paper_verification.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; font-src data:; base-uri 'none'; form-action 'none'"
    return style, policy


def _head(document: Document) -> str:
    """Return the head; a paper without one still has a first heading, seen by readers aloud alone."""
    digits = document.digits
    title = line_text(document.title or document.kind, digits)
    if not document.titled:
        lettered = any(isinstance(block, Letterhead) for block in document.blocks)
        return "" if lettered else f'<h1 class="unseen">{title}</h1>\n'
    subtitle = "".join(f'<p class="subtitle">{line_text(line, digits)}</p>\n' for line in document.subtitle)
    date = escape(date_line(document))
    if document.date is not None:
        date = f'<time datetime="{document.date.isoformat()}">{date}</time>'
    line = f"<p>{date}</p>\n" if date else ""
    return f"<header>\n<h1>{title}</h1>\n{subtitle}{line}</header>\n"


def _verification(document: Document) -> str:
    """Return the square and the decisions at the end of an approved paper."""
    shown = document.verification
    if shown is None:
        return ""
    square = verification.square(shown, border=_QUIET_ZONE)
    told = "".join(_words(block, document.digits) for block in verification.blocks(shown, document.lang))
    name = escape(verification.alternative(document))
    return f'<footer class="verification">\n<div class="square" role="img" aria-label="{name}">{square}</div>\n{told}</footer>\n'


def _contents(document: Document) -> str:
    entries = "".join(
        f'<li><a href="#s{number}">{line_text(section.text, document.digits)}</a></li>\n'
        for number, section in enumerate(document.sections, start=1)
        if section.text.strip()
    )
    if not (document.contents and entries):
        return ""
    return f'<nav class="contents">\n<h2>{CONTENTS.say(document.lang)}</h2>\n<ul>\n{entries}</ul>\n</nav>\n'


def _body(document: Document) -> str:
    """Return the blocks; the first letterhead names a paper that has no title of its own."""
    drawn, sections, first = [], 0, not document.titled
    for block in shown_blocks(document):
        if isinstance(block, Heading):
            sections += block.level == 1
            name = f"s{sections}" if document.contents and block.level == 1 else ""
            drawn.append(_heading(block, document.digits, name))
        elif isinstance(block, Letterhead):
            drawn.append(letterhead(block, document, first=first))
            first = False
        else:
            drawn.append(_block(block, document))
    return "".join(drawn)


def _heading(heading: Heading, digits: Digits, name: str) -> str:
    tag = f"h{heading.level + 1}"
    place = f' id="{name}"' if name else ""
    return f"<{tag}{place}>{line_text(heading.text, digits)}</{tag}>\n"


_Words = Paragraph | Bullets | Fields | Callout | Table


def _block(block: _Words | BarChart | Signatures | Opinions | PageBreak, document: Document) -> str:
    match block:
        case BarChart():
            return _chart(block, document)
        case Signatures():
            return signatures(block.people, document.digits)
        case Opinions():
            return opinions(block, document.digits)
        case PageBreak():
            return '<hr class="page">\n'
        case _:
            return _words(block, document.digits)


def _words(block: _Words, digits: Digits) -> str:
    match block:
        case Paragraph():
            return f"<p{class_of('indent' if block.indent else '')}>{runs_text(block.runs, digits)}</p>\n"
        case Bullets():
            return _list(block, digits)
        case Fields():
            return _fields(block, digits)
        case Callout():
            return f'<p class="callout {block.tone}">{runs_text(block.runs, digits)}</p>\n'
        case Table():
            return _table(block, digits)


def _list(bullets: Bullets, digits: Digits) -> str:
    tag = "ol" if bullets.numbered else "ul"
    items = "".join(f"<li>{runs_text(item, digits)}</li>\n" for item in bullets.items)
    return f"<{tag}>\n{items}</{tag}>\n"


def _fields(fields: Fields, digits: Digits) -> str:
    rows = "".join(
        f"<dt>{line_text(label, digits)}</dt><dd>{runs_text(value, digits)}</dd>\n"
        for label, value in fields.rows
    )
    return f"<dl>\n{rows}</dl>\n"


def _table(table: Table, digits: Digits) -> str:
    """Return the table in a box that scrolls by itself and can be reached by keyboard."""
    caption = f"<caption>{line_text(table.caption, digits)}</caption>\n" if table.caption else ""
    name = escape(one_line(table.caption, digits))
    titles = "".join(_title(column, digits) for column in table.columns)
    many = " many" if len(table.columns) > _FEW_COLUMNS else ""
    return (
        f'<div class="scroll{many}" role="region" aria-label="{name}" tabindex="0">\n<table>\n{caption}'
        f"<thead><tr>{titles}</tr></thead>\n{_groups(table, digits)}</table>\n</div>\n"
    )


def _title(column: Column, digits: Digits) -> str:
    """Return a column's title; browsers break Thai inside words such as ผู้รับผิดชอบ, so a short one is kept whole."""
    whole = "whole" if clusters(column.title) <= LONGEST_WHOLE else ""
    names = " ".join(name for name in (column.align, whole) if name not in ("", "start"))
    return f'<th scope="col"{class_of(names)}>{line_text(column.title, digits)}</th>'


def _groups(table: Table, digits: Digits) -> str:
    """Return the rows, a group of them in each body, so that a heading row names its own group."""
    bodies: list[list[str]] = [[]]
    for row in table.rows:
        if row.heading and bodies[-1]:
            bodies.append([])
        bodies[-1].append(_row(row, table, digits))
    return "".join(f"<tbody>\n{''.join(rows)}</tbody>\n" for rows in bodies)


def _row(row: Row, table: Table, digits: Digits) -> str:
    if row.spans:
        cell = runs_text(row.cells[0], digits)
        return f'<tr class="group"><th scope="rowgroup" colspan="{len(table.columns)}">{cell}</th></tr>\n'
    cells: Sequence[tuple[Run, ...]] = (*row.cells, *((),) * (len(table.columns) - len(row.cells)))
    named = _naming_column(table)
    drawn = []
    for index, (column, content) in enumerate(zip(table.columns, cells, strict=True)):
        opening, tag = ('th scope="row"', "th") if index == named else ("td", "td")
        drawn.append(f"<{opening}{class_of(column.align)}>{_cell(content, digits)}</{tag}>")
    return f"<tr{class_of('group' if row.heading else row.tone)}>{''.join(drawn)}</tr>\n"


def _naming_column(table: Table) -> int:
    """Return the column whose cells name their rows: the first of words, after one of numbers at most."""
    return next((index for index, column in enumerate(table.columns[:2]) if column.align == "start"), 0)


def _cell(runs: Sequence[Run], digits: Digits) -> str:
    """Return what stands in a cell; the lines of numbered steps hang at their numbers."""
    if not has_steps(runs, digits):
        return runs_text(runs, digits)
    lines = ((class_of("step" if step_mark(line, digits) else ""), line) for line in split_lines(runs))
    return "".join(f"<div{name}>{runs_text(line, digits)}</div>" for name, line in lines)


def _chart(block: BarChart, document: Document) -> str:
    """Return the drawing twice, for the page and for a phone; the style sheet shows one of them."""
    lang, digits = document.lang, document.digits
    wide = chart.svg(block, lang=lang, digits=digits)
    narrow = chart.svg(block, lang=lang, digits=digits, width=chart.PHONE_WIDTH)
    caption = f"<figcaption>{line_text(block.caption, digits)}</figcaption>\n" if block.caption else ""
    return (
        f'<figure>\n<div class="wide">{wide}</div>\n<div class="narrow">{narrow}</div>\n{caption}</figure>\n'
    )
