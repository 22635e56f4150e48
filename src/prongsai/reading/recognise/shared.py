"""What one sentence beside a table or a list says of all its measures: by when and to whom they are reported."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from prongsai.core.printed import Block, Line
from prongsai.reading.recognise.draft import Draft
from prongsai.reading.recognise.lists import Piece, number_of, whole
from prongsai.reading.recognise.progress import rounds_in
from prongsai.reading.recognise.wordlists import words_of

_LONGEST = 400


def for_all(drafts: Sequence[Draft], blocks: Sequence[Block]) -> None:
    """Give measures that tell no monitoring of their own what a line outside the table says of all of them.

    Where only some tell it, the others lack it: a sentence that stands for all stands in place of a column.
    """
    if not drafts or any(draft.monitoring or _heard(draft) for draft in drafts):
        return
    told = [Piece(text, line.where) for line in blocks if isinstance(line, Line) and (text := _told(line))]
    for draft in drafts if told else ():
        draft.columns |= {"monitoring"}
        draft.take(("monitoring",), (told[0],))


def _heard(draft: Draft) -> bool:
    return any("monitoring" in fields for fields in draft.heard)


def _told(line: Line) -> str:
    """Return what a line says of monitoring; “” where it names no round or speaks of something else."""
    text = number_of(line.text)[1]
    found = _monitored().search(text) if len(text) <= _LONGEST else None
    said = text[found.end() :].strip(" :") if found and found["label"] else text
    return said if found and rounds_in(whole(said)) else ""


@functools.cache
def _monitored() -> re.Pattern[str]:
    words = words_of("progress")["monitoring"]["for_all"]
    return re.compile(rf"^(?P<label>{words['label']})|(?:{words['sentence']})")
