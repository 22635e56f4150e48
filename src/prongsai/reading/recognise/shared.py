"""What one sentence beside a table or a list says of all its measures: by when and to whom they are reported."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from prongsai.core.printed import Block, Line, Place
from prongsai.reading.recognise.blocks import as_lines
from prongsai.reading.recognise.draft import Draft
from prongsai.reading.recognise.kinds import period_inside, says_monitoring
from prongsai.reading.recognise.lists import Piece, number_of, whole
from prongsai.reading.recognise.progress import rounds_in
from prongsai.reading.recognise.wordlists import words_of

_LONGEST = 400
_LONGEST_BELOW = 200


def for_all(drafts: Sequence[Draft], blocks: Sequence[Block]) -> None:
    """Give measures that tell no monitoring or period of their own what a line outside them says of all of them.

    Where only some tell by what they are followed up, the others lack it: a sentence that stands for all stands in
    place of a column.
    """
    if not drafts:
        return
    lines = list(as_lines(blocks))
    _give_period(drafts, lines)
    if _share_last(drafts) or any(_tells(draft, "monitoring") for draft in drafts):
        return
    told = [Piece(text, line.where) for line in lines if not _is_title(line) and (text := _told(line))]
    for draft in drafts if told else ():
        draft.columns |= {"monitoring"}
        draft.take(("monitoring",), (told[0],))
    if not told:
        _give_below(drafts, lines)


def _tells(draft: Draft, field: str) -> bool:
    known = draft.period_text or draft.times if field == "period" else getattr(draft, field)
    return bool(known) or any(field in fields for fields in draft.heard)


def _share_last(drafts: Sequence[Draft]) -> bool:
    """Give all measures what ends the last one, where none of the others is followed up by itself."""
    *others, last = drafts
    if not others or any(_tells(draft, "monitoring") for draft in others):
        return False
    if not last.heard or list(last.heard)[-1] != ("monitoring",):
        return False
    for draft in others:
        draft.columns |= {"monitoring"}
        draft.heard[("monitoring",)] = list(last.heard[("monitoring",)])
    return True


def _give_below(drafts: Sequence[Draft], lines: Sequence[Line]) -> None:
    """Take a line below the measures that says how something is followed up as said of all of them."""
    within = set(_places(drafts))
    last = max((place for place, line in enumerate(lines) if line.where in within), default=-1)
    outside = drafts[0].where.table is not None or drafts[0].where.sheet
    below = lines if outside else lines[last + 1 :] if last >= 0 else []
    for line in below:
        text = whole(line.text)
        if line.where in within or _is_title(line):
            continue
        if len(text) <= _LONGEST_BELOW and _is_followed_up(text):
            for draft in drafts:
                draft.columns |= {"monitoring"}
                draft.take(("monitoring",), (Piece(text, line.where),))
            return


def _is_title(line: Line) -> bool:
    """Tell whether a line is the title of the paper: what a report is called says nothing of who reports to whom."""
    return (
        line.heading or re.match(words_of("progress")["monitoring"]["titles"], whole(line.text)) is not None
    )


def _is_followed_up(text: str) -> bool:
    begins = re.match(words_of("progress")["monitoring"]["all_begin"], text)
    return begins is not None and says_monitoring(text)


def _give_period(drafts: Sequence[Draft], lines: Sequence[Line]) -> None:
    """Give measures without a period that of a sentence which says from when to when all of them hold."""
    without = [draft for draft in drafts if not _tells(draft, "period")]
    within = set(_places(drafts))
    for line in lines if without else ():
        text = whole(line.text)
        found = re.search(words_of("progress")["monitoring"]["in_force"], text)
        said = period_inside(text[found.start() :]) if found and line.where not in within else ""
        if said:
            for draft in without:
                draft.columns |= {"period"}
                draft.take(("period",), (Piece(said, line.where),))
            return


def _places(drafts: Sequence[Draft]) -> Iterator[Place]:
    for draft in drafts:
        yield draft.where
        yield from (piece.where for pieces in draft.heard.values() for piece in pieces)


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
