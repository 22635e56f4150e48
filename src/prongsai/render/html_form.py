"""The forms of official papers as HTML: the head of a memo, places to sign, places for opinions."""

from __future__ import annotations

import base64
from collections.abc import Iterable

from prongsai.core.document import Document, Letterhead, Opinion, Opinions, Signature
from prongsai.core.emblem import read_emblem
from prongsai.core.thai import Digits
from prongsai.render.html_text import line_text
from prongsai.render.printable import EMBLEM, signature_lines


def letterhead(head: Letterhead, document: Document, *, first: bool) -> str:
    """Return the head of a memo; the `first` one is the first heading of its page."""
    digits = document.digits
    tag = "h1" if first else "p"
    lines = "".join(_line(pairs, digits) for pairs in head.lines)
    return (
        f'<div class="letterhead">\n<div class="top">{_picture(head, document)}'
        f"<{tag}>{line_text(head.title, digits)}</{tag}></div>\n{lines}</div>\n"
    )


def _picture(head: Letterhead, document: Document) -> str:
    if head.emblem is None:
        return ""
    emblem = read_emblem(head.emblem)
    source = f"data:image/{emblem.kind};base64,{base64.b64encode(emblem.data).decode()}"
    return f'<img src="{source}" alt="{EMBLEM.say(document.lang)}">'


def _line(pairs: Iterable[tuple[str, str]], digits: Digits) -> str:
    shown = "".join(
        f"<div><dt>{line_text(label, digits)}</dt><dd>{line_text(value, digits)}</dd></div>"
        for label, value in pairs
    )
    return f"<dl>{shown}</dl>\n"


def signatures(people: Iterable[Signature], digits: Digits) -> str:
    return f'<div class="signatures">\n{"".join(_signature(person, digits) for person in people)}</div>\n'


def _signature(person: Signature, digits: Digits) -> str:
    lines = "<br>".join(line_text(line, digits) for line in signature_lines(person))
    return f'<p class="signature">{lines}</p>\n'


def opinions(block: Opinions, digits: Digits) -> str:
    return "".join(_opinion(opinion, digits) for opinion in block.opinions)


def _opinion(opinion: Opinion, digits: Digits) -> str:
    if opinion.text.strip():
        written = f"<p>{line_text(opinion.text, digits)}</p>\n"
    else:
        written = '<p class="dots"></p>\n' * opinion.lines
    label = f"<p><strong>{line_text(opinion.label, digits)}</strong></p>\n"
    return f'<div class="opinion">\n{label}{written}{signatures((opinion.signature,), digits)}</div>\n'
