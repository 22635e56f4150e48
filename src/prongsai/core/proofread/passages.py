"""The running text and the cells of the papers as passages that a rule can search, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from prongsai.core.printed import Cell, Line, Place, Table
from prongsai.core.proofread import Chain, Remark, Rule
from prongsai.core.recognised import Recognised, Section
from prongsai.core.text import Text
from prongsai.core.thai import arabic_digits, tidy

# These formats break a paragraph into as many lines as the page is narrow.
BROKEN_INTO_LINES = frozenset({"pdf", "scan"})
LONGEST_FOUND = 120
_BEGINS_ANEW = re.compile(r"[-•*–(]?\s*\d+[.)]|[-•]\s|ข้อ|ตัวชี้วัด|ส่วนที่|เรื่อง|เรียน")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph or a cell, spaces folded and digits Arabic."""

    text: str
    where: Place
    section: Section
    paper: Recognised
    heading: bool = False
    cell: bool = False


@lru_cache(maxsize=2)
def passages(chain: Chain) -> tuple[Passage, ...]:
    """Return every passage of the chain in reading order, what a merged cell repeats left out."""
    return tuple(
        passage for paper in chain.papers for section in paper.sections for passage in of(section, paper)
    )


def of(section: Section, paper: Recognised) -> Iterator[Passage]:
    """Yield the passages of one paper of a file."""
    broken = paper.printed.format in BROKEN_INTO_LINES
    waiting: list[Line] = []
    for block in section.blocks:
        if isinstance(block, Line) and waiting and broken and _goes_on(waiting[-1], block):
            waiting.append(block)
            continue
        yield from _joined(waiting, section, paper)
        waiting = [block] if isinstance(block, Line) else []
        if isinstance(block, Table):
            yield from _cells(block, section, paper)
    yield from _joined(waiting, section, paper)


def _goes_on(before: Line, line: Line) -> bool:
    same = before.heading == line.heading and before.where.page == line.where.page
    return same and not _BEGINS_ANEW.match(arabic_digits(tidy(line.text)))


def _joined(lines: list[Line], section: Section, paper: Recognised) -> Iterator[Passage]:
    text = plain(" ".join(line.text for line in lines))
    if text:
        yield Passage(text=text, where=lines[0].where, section=section, paper=paper, heading=lines[0].heading)


def _cells(table: Table, section: Section, paper: Recognised) -> Iterator[Passage]:
    for row in table.rows:
        for cell in row:
            text = plain(cell.text)
            if text and not cell.merged:
                yield Passage(text=text, where=cell.where, section=section, paper=paper, cell=True)


def plain(text: str) -> str:
    """Return a text as rules search it: spaces folded, digits Arabic."""
    return arabic_digits(tidy(text))


def plain_row(row: tuple[Cell, ...]) -> list[str]:
    """Return the cells of a row as rules search them."""
    return [plain(cell.text) for cell in row]


def around(text: str, start: int, end: int) -> str:
    """Return a piece of a passage with a little of what stands around it, to show what was found."""
    room = max(0, LONGEST_FOUND - (end - start)) // 2
    first, last = max(0, start - room), min(len(text), end + room)
    shown = text[first:last].strip()
    return f"{'…' if first else ''}{shown}{'…' if last < len(text) else ''}"


@lru_cache(maxsize=256)
def any_of(words: tuple[str, ...]) -> str:
    """Return the pattern that finds any of some words, the longest first; a blank in one may be any or none."""
    ordered = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(r"\s*".join(map(re.escape, word.split())) for word in ordered) + ")"


def remark(rule: Rule, about: str, passage: Passage, found: str, **values: object) -> Remark:
    """Return what a rule says of one passage; `about` makes the id, `values` fill the words."""
    return remark_at(rule, about, (passage.where,), found, **values)


def remark_at(rule: Rule, about: str, places: tuple[Place, ...], found: str, **values: object) -> Remark:
    """Return what a rule says of several places, the one to mend first; `codes` among `values` are kept too."""
    codes = values.pop("codes", ())
    return Remark(
        id=f"{rule.id}:{about}" if about else rule.id,
        rule=rule,
        where=tuple(dict.fromkeys(places)),
        found=found,
        why=_filled(rule.why, values),
        mend=_filled(rule.mend, values),
        codes=tuple(codes) if isinstance(codes, tuple) else (),
        file=places[0].file if places else "",
    )


def _filled(words: Text, values: dict[str, object]) -> Text:
    return words.format(**values)
