"""Measures told in blocks of lines that are built alike, whatever counts them and whether or not labels name the parts.

A person who meets such a paper for the first time sees that the same things come again and again: something that is
counted, below it who does it, by when, and what is done. So every way of counting that a paper uses is tried, and
the one is taken whose blocks tell most of these things, each once.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from prongsai.core.printed import Block, Cell, Line
from prongsai.reading.recognise.body import Body, Labels
from prongsai.reading.recognise.counts import counted_in
from prongsai.reading.recognise.draft import Draft
from prongsai.reading.recognise.kinds import kind_of
from prongsai.reading.recognise.labels import alone, repeated
from prongsai.reading.recognise.lists import Piece, whole
from prongsai.reading.recognise.openings import Key, Opening, opening_of
from prongsai.reading.recognise.wordlists import words_of

_FEWEST = 2
_CAME_OF_IT = frozenset({"status", "results"})
# So many of the blocks of a way of counting must tell who does it, or by when.
_SHARE = 0.6
_WHO_AND_WHEN = frozenset({"units", "period", "monitoring"})
_MOST_LINES = 1200
# More ways of counting no paper has; a made-up one must not cost more.
_MOST_WAYS = 12
_LONGEST_BODY = 60
_TWO, _SHORTEST_TITLE = 2, 4
# A cell that only counts: “1.”, “(ก)”, “มติที่ 2”.
_COUNTS = re.compile(r"(?:[ก-๎]{2,22}(?:ที่)?\s*)?[(]?\d{1,2}[.)]*|[(]?[ก-ฮ][.)]+")


@dataclass(frozen=True, slots=True)
class Chunk:
    """A counted line and the lines below it, up to the next one that is counted alike."""

    line: Line
    opening: Opening
    body: tuple[Line, ...]
    over: str = ""
    """What stands over it, counted in another way."""


def measures_in_blocks(
    blocks: Iterable[Block], *, listed: bool = False, scored: bool = False, reports: bool = False
) -> tuple[Draft, ...]:
    """Return the measures that the lines of a section tell block by block; none where no blocks are alike.

    In a paper that is `scored`, who does it and by when must both be told: it counts its findings in the same way.
    """
    lines = list(itertools.islice(as_lines(blocks), _MOST_LINES))
    if not listed and not any(re.search(words_of("blocks")["series"]["about"], line.text) for line in lines):
        return ()
    best: tuple[float, tuple[Draft, ...]] = (0.0, ())
    for chunks in _series(lines):
        drafts = _drafts(chunks, _FEWEST if scored else 1, reports=reports)
        if drafts:
            best = max(best, (told_by(drafts), drafts), key=lambda each: each[0])
    return best[1]


def _drafts(chunks: Sequence[Chunk], fewest: int, *, reports: bool) -> tuple[Draft, ...]:
    """Read the blocks of one way of counting; nothing where too few of them tell who and when."""
    texts = [[whole(line.text) for line in each.body] for each in chunks]
    labels = Labels(repeated(texts), alone(texts))
    read = [Body(each, labels, reports=reports).draft() for each in _named(chunks)]
    drafts = [draft for draft in read if draft.title and _facts(draft)]
    says = _WHO_AND_WHEN | (_CAME_OF_IT if reports else frozenset())
    telling = [draft for draft in drafts if len(draft.columns & says) >= fewest]
    if len(telling) < len(read) * _SHARE or (len(drafts) < _FEWEST and not _names_measure(chunks[0])):
        return ()
    return tuple(drafts)


def _named(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """Return those that call themselves measures, where several do: of an order the other paragraphs are none."""
    named = [each for each in chunks if re.match(words_of("blocks")["series"]["named"], each.opening.rest)]
    return named if len(named) >= _FEWEST else chunks


def _names_measure(chunk: Chunk) -> bool:
    return chunk.opening.key[0] in ("word", "ordinal") and bool(
        re.match(words_of("blocks")["series"]["named"], chunk.opening.key[1])
    )


_FACTS = ("units", "period", "monitoring", "steps", "approach", "results", "budget")


def _facts(draft: Draft) -> int:
    """Return how many different things a measure tells."""
    known = {name for name in _FACTS if getattr(draft, "period_text" if name == "period" else name)}
    heard = {name for fields in draft.heard for name in fields if name in _FACTS or name == "status"}
    marked = {"period"} if draft.times else set[str]()
    return len(known | heard | marked) + int(bool(draft.told))


def told_by(drafts: Sequence[Draft]) -> float:
    """Return how much measures tell; what one tells twice belongs to two, and no title is a unit, a period or a dash."""
    return sum(_facts(draft) - 2 * draft.repeats if _titled(draft) else -1 for draft in drafts)


def _titled(draft: Draft) -> bool:
    title = (Piece(draft.title, draft.where),)
    if len(draft.title) < _SHORTEST_TITLE or _COUNTS.fullmatch(draft.title):
        return False
    return kind_of(title) in (None, "told", "steps")


def as_lines(blocks: Iterable[Block]) -> Iterator[Line]:
    """Yield the lines, with tables of two columns opened: what stands at the left is the label of the right."""
    for block in blocks:
        if isinstance(block, Line):
            yield from [block] if block.text.strip() else []
        elif all(len(row) == _TWO for row in block.rows):
            for left, right in block.rows:
                yield from _opened(left, right)


def _opened(left: Cell, right: Cell) -> Iterator[Line]:
    if right.merged and right.text == left.text:
        # One cell over both columns stands over the rows below it.
        yield Line(text=left.text, where=left.where, scanned=left.scanned)
        return
    label = "" if left.merged else left.text.strip()
    texts = list(right.paragraphs)
    if label and (not texts or _COUNTS.fullmatch(whole(label))):
        first = f"{label} {texts.pop(0) if texts else ''}".strip()
        yield Line(text=first, where=left.where, heading=not right.paragraphs, scanned=left.scanned)
    elif label:
        said = texts.pop(0).lstrip(": ")
        yield Line(text=f"{label.rstrip(': ')}: {said}", where=right.where, scanned=right.scanned)
    for text in texts:
        yield Line(text=text, where=right.where, scanned=right.scanned)


# Ways of counting


def _series(lines: Sequence[Line]) -> Iterator[list[Chunk]]:
    """Yield the blocks of each way of counting that the lines use."""
    opened = [(place, opening) for place, line in enumerate(lines) if (opening := opening_of(line))]
    by_key: dict[Key, list[tuple[int, Opening]]] = {}
    for place, opening in opened:
        by_key.setdefault(opening.key, []).append((place, opening))
    for members in sorted(by_key.values(), key=len, reverse=True)[:_MOST_WAYS]:
        counted = list(_counted(members))
        if len(counted) >= _FEWEST or (counted and counted[0][1].key[0] in ("word", "ordinal")):
            yield list(_chunks(lines, dict(opened), counted))


def _counted(members: Sequence[tuple[int, Opening]]) -> Iterator[tuple[int, Opening]]:
    """Yield those that count on from one to the next, or begin anew; what nothing numbers counts by itself."""
    last = 0
    for place, opening in members:
        if opening.number in (0, 1, last + 1) or (opening.number == last + 2 and last):
            last = opening.number
            yield place, opening
        elif not last:
            # The first may have another number: “ข้อ 4” where the measures begin.
            last = opening.number
            yield place, opening


def _chunks(
    lines: Sequence[Line], opened: Mapping[int, Opening], members: Sequence[tuple[int, Opening]]
) -> Iterator[Chunk]:
    inside: set[Key] = set()
    before = {opening.key: opening.number for place, opening in opened.items() if place < members[0][0]}
    for at, (place, opening) in enumerate(members):
        following = members[at + 1][0] if at + 1 < len(members) else None
        body: list[Line] = []
        counted: dict[Key, int] = {}
        for below in range(place + 1, following or len(lines)):
            found = opened.get(below)
            key = found.key if found is not None else None
            anew = found is not None and _begins_anew(found, opening.key, before, counted)
            ends = (
                key is not None
                and not anew
                and _outer(key, opening.key, before, inside, last=following is None)
            )
            if _closes(lines[below]) or ends:
                break
            body.append(lines[below])
            if following is not None and key is not None:
                inside.add(key)
            if len(body) >= _LONGEST_BODY:
                break
        yield Chunk(lines[place], opening, tuple(body), _over(opened, place, opening.key))


def _begins_anew(found: Opening, own: Key, before: Mapping[Key, int], counted: dict[Key, int]) -> bool:
    """Tell whether a line is of a list inside a block, though chapters are counted alike: below “2.” it begins with 1."""
    if found.key == own or found.key[0] != "number" or before.get(found.key, 0) < 1:
        return False
    if found.number != counted.get(found.key, 0) + 1:
        return False
    counted[found.key] = found.number
    return True


def _over(opened: Mapping[int, Opening], place: int, own: Key) -> str:
    """Return what the line before some blocks says that is counted in another way than they are."""
    above = [at for at, opening in opened.items() if at < place and opening.key != own]
    return (
        opened[max(above)].rest
        if above and not any(max(above) < at < place and opened[at].key != own for at in opened)
        else ""
    )


def _outer(key: Key, own: Key, before: Mapping[Key, int], inside: set[Key], *, last: bool) -> bool:
    """Tell whether a line is counted as what stands over the blocks, so that it ends the one before it."""
    if key == own or key in inside:
        return key == own
    if key[0] == "bullet":
        # Below blocks whose lists have one sign a line with another one is of all of them.
        return any(each[0] == "bullet" for each in inside)
    # A heading between two blocks is the title of one; behind the last it begins something else.
    return last if key[0] == "heading" else key in before


def _closes(line: Line) -> bool:
    return bool(_closing().match(whole(line.text))) or bool(counted_in([line]))


@functools.cache
def _closing() -> re.Pattern[str]:
    return re.compile("|".join(words_of("progress")["closing"]["words"]))
