"""The forms of official papers for the template `paper.typ`: the head of a memo, places to sign and for opinions."""

from __future__ import annotations

from prongsai.core.document import Document, Letterhead, Opinion, Opinions, Signature, Signatures
from prongsai.core.emblem import read_emblem
from prongsai.core.thai import Digits
from prongsai.render.page import emblem_height
from prongsai.render.paper_text import Json, line, words
from prongsai.render.printable import EMBLEM, signature_lines


def letterhead(head: Letterhead, document: Document) -> Json:
    digits = document.digits
    return {
        "type": "letterhead",
        "title": line(head.title, digits),
        "emblem": _emblem(head),
        "alternative": EMBLEM.say(document.lang),
        "lines": [
            [[line(label, digits), line(value, digits)] for label, value in pairs] for pairs in head.lines
        ],
    }


def _emblem(head: Letterhead) -> Json:
    """Return the picture as numbers that json can carry, its kind and height; nothing where there is none."""
    if head.emblem is None:
        return {}
    emblem = read_emblem(head.emblem)
    kind = "jpg" if emblem.kind == "jpeg" else "png"
    return {"kind": kind, "height": emblem_height(emblem), "data": list(emblem.data)}


def signatures(block: Signatures, digits: Digits) -> Json:
    return {"type": "signatures", "people": [_signature(person, digits) for person in block.people]}


def _signature(person: Signature, digits: Digits) -> Json:
    return [line(text, digits) for text in signature_lines(person)]


def opinions(block: Opinions, digits: Digits) -> Json:
    return {"type": "opinions", "opinions": [_opinion(opinion, digits) for opinion in block.opinions]}


def _opinion(opinion: Opinion, digits: Digits) -> Json:
    return {
        "label": line(opinion.label, digits),
        "text": line(opinion.text, digits) if words(opinion.text, digits) else [],
        "lines": opinion.lines,
        "signature": _signature(opinion.signature, digits),
    }
