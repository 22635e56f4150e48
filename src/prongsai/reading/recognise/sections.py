"""Where one paper of a file ends and the next begins: by titles at their head and by what their tables hold."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from prongsai.core.printed import Block, Line, Place, Printed, Table
from prongsai.core.recognised import SectionKind
from prongsai.core.thai import tidy
from prongsai.reading.recognise.cards import cards_of, label_fields
from prongsai.reading.recognise.columns import head_of
from prongsai.reading.recognise.heads import SCORING, column_of
from prongsai.reading.recognise.wordlists import holds, likeness, plain, squeezed, words_of

_ITEM_CODE = re.compile(r"^\(?(?:ข้อ\s*)?[oO0]\s*\.?\s*\d{1,2}\)?[\s.:]+(?=\D)")
_NUMBERED = re.compile(r"^\(?(?:\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,2}\.\d{1,2})\s*(?=\D)")
_LISTED = re.compile(r"\s*[-–•●▪]\s")
_PART = re.compile(r"^(?:ส่วนที่|บทที่|ตอนที่|ภาคผนวก)\s*[\dก-ฮ]{0,2}\s*[.:]?\s*")
# So many lines above a table may lead over to it.
LEADING_LINES = 4
SAME_TITLE = 90
# So many lines from its title a memo says what it is about.
MEMO_HEAD = 12
_SUBJECT, _TO = "เรื่อง", "เรียน"
# What a letter may tell itself, without another paper that it hands in.
_HANDED_IN = ("implementation", "followup")
_ENDS_WITH_YEAR = re.compile(r"25\d\d\s*[).]*\s*$")
# Which table may stand in a paper of which kind without being another paper.
_FITS: Mapping[str, frozenset[str]] = {
    "measures": frozenset({"measures"}),
    "report": frozenset({"implementation", "followup"}),
    "scores": frozenset({"analysis", "result", "memo", "implementation", "followup", "oit"}),
}
_KIND_OF: Mapping[str, SectionKind] = {
    "measures": "measures",
    "report": "implementation",
    "scores": "analysis",
}


@dataclass(slots=True)
class Cut:
    """One paper of a file while it grows; `tables` are the kinds of table it has so far."""

    kind: SectionKind
    title: str
    where: Place
    blocks: list[Block] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Title:
    kind: SectionKind
    text: str
    lines: int
    chapter: bool = False


def cut(printed: Printed) -> tuple[Cut, ...]:
    """Return the papers of a file in their order; a file that nothing is known of is one of an unknown kind."""
    cuts: list[Cut] = []
    blocks = printed.blocks
    skip = 0
    for place, block in enumerate(blocks):
        title = _title_at(blocks, place) if skip == 0 and isinstance(block, Line) else None
        skip = title.lines - 1 if title else max(0, skip - 1)
        if title is not None and _begins_anew(cuts, title):
            cuts.append(Cut(title.kind, title.text, block.where))
        if not cuts:
            cuts.append(Cut("unknown", "", block.where))
        if isinstance(block, Table):
            _take_table(cuts, block)
        else:
            cuts[-1].blocks.append(block)
    return tuple(_joined(cuts))


def table_kind(table: Table) -> str:
    """Return what a table holds: `measures`, `report` (measures with what came of them), `scores`, or “”."""
    for row in table.rows[:2]:
        roles = {column_of(cell.text).role for cell in row if cell.text.strip()}
        if "outcome" in roles and roles & {"measure", "steps", "owner", "period"}:
            return "report"
        if "measure" in roles and roles & {"steps", "owner", "period", "monitoring"}:
            return "measures"
        if roles & SCORING and roles & {"name", "question", "tool", "finding"}:
            return "scores"
    return ""


def _begins_anew(cuts: Sequence[Cut], title: _Title) -> bool:
    if not cuts:
        return True
    now = cuts[-1]
    if title.chapter:
        return now.kind == "unknown" or (now.kind == "memo" and _is_closed(now.blocks))
    if now.kind != title.kind:
        return True
    # The cover and the head of the first page say the same; so do the heads of later pages.
    return bool(now.tables) and likeness(squeezed(now.title), squeezed(title.text)) < SAME_TITLE


def _is_closed(blocks: Sequence[Block]) -> bool:
    """Tell whether a letter has come to its end."""
    closing = words_of("papers")["titles_of"]["closing"]
    return any(isinstance(block, Line) and holds(block.text, closing) for block in blocks)


def _title_at(blocks: Sequence[Block], place: int) -> _Title | None:
    """Return the title that begins at a line, over as many lines as belong to it."""
    first = blocks[place]
    # A page lists links to other papers.
    listed = isinstance(first, Line) and _LISTED.match(first.text)
    if listed or _is_labelled(blocks, place):
        # “การกำกับติดตาม : รายงานทุกเดือน” says something of a measure.
        return None
    if not isinstance(first, Line) or _NUMBERED.match(plain(first.text)) or _PART.match(plain(first.text)):
        return None
    joined = _together(blocks, place, first)
    if _announced(blocks, place, " ".join(joined)):
        subject = " ".join(joined).removeprefix(_SUBJECT).strip(" :")
        return _Title("measures", subject, len(joined))
    subject = _of_letter(blocks, place)
    found = _title_of(subject or " ".join(joined))
    if subject and found is not None and found[0] in _HANDED_IN:
        return _Title(found[0], subject, 1)
    if found is not None and found[0] == "memo":
        return _Title("memo", _subject(blocks[place:]) or joined[0], 1)
    return _Title(found[0], " ".join(joined), len(joined), found[1]) if found is not None else None


def _is_labelled(blocks: Sequence[Block], place: int) -> bool:
    """Tell whether a line begins with a label: before a colon, or as a word below another line that does."""

    def begins(block: Block) -> bool:
        return isinstance(block, Line) and bool(label_fields(tidy(block.text).partition(" ")[0]))

    line = blocks[place]
    if not isinstance(line, Line) or line.heading:
        return False
    below = place > 0 and begins(blocks[place - 1]) and begins(line)
    label, colon, _ = line.text.partition(":")
    return below or bool(colon and label_fields(label))


def _announced(blocks: Sequence[Block], place: int, text: str) -> bool:
    """Tell whether a line is the subject of an announcement or order on measures."""
    words = words_of("papers")["announced"]
    above = [block for block in blocks[max(0, place - words["lines"]) : place] if isinstance(block, Line)]
    return (
        plain(text).startswith(_SUBJECT)
        and any(plain(line.text).lstrip("* ").startswith(tuple(words["begins"])) for line in above)
        and holds(text, words["with"])
    )


def _of_letter(blocks: Sequence[Block], place: int) -> str:
    """Return the subject of a letter that reports by itself, “” for a line that is none: below it one is addressed."""
    first = blocks[place]
    text = plain(first.text) if isinstance(first, Line) else ""
    below = [plain(block.text) for block in blocks[place + 1 : place + 3] if isinstance(block, Line)]
    if place >= MEMO_HEAD or not text.startswith(_SUBJECT + " "):
        return ""
    above = [_title_of(block.text) for block in blocks[:place] if isinstance(block, Line)]
    # What a memo is about is not its title.
    if any(found is not None and found[0] == "memo" for found in above):
        return ""
    return text.removeprefix(_SUBJECT).strip(" :") if any(line.startswith(_TO) for line in below) else ""


def _together(blocks: Sequence[Block], place: int, first: Line) -> list[str]:
    """Return the lines that stand together from a line on: a title ends at its year or before an empty line."""
    limits = words_of("papers")["titles_of"]
    longest = limits["longest"] * (2 if first.heading else 1)
    joined: list[str] = []
    before = first
    for block in blocks[place : place + limits["most_lines"]]:
        if (
            not isinstance(block, Line)
            or _apart(before, block)
            or len(" ".join([*joined, block.text])) > longest
        ):
            break
        joined.append(block.text.strip())
        before = block
        if _ENDS_WITH_YEAR.search(plain(block.text)):
            break
    return joined


def _apart(before: Line, line: Line) -> bool:
    above, below = before.where.line, line.where.line
    return above is not None and below is not None and before.where.page is None and below - above > 1


def _subject(blocks: Sequence[Block]) -> str:
    """Return what a memo is about, “” where that cannot be found."""
    for block in blocks[:MEMO_HEAD]:
        if isinstance(block, Line) and block.text.strip().startswith(_SUBJECT) and not block.heading:
            return block.text.strip().removeprefix(_SUBJECT).strip(" :")
    return ""


def _title_of(text: str) -> tuple[SectionKind, bool] | None:
    words = squeezed(_ITEM_CODE.sub("", plain(text)))
    for title in _titles():
        if any(_starts(words, each) for each in title.begins) and (
            not title.follow or any(each in words for each in title.follow)
        ):
            return title.kind, title.chapter
    return None


@dataclass(frozen=True, slots=True)
class _TitleWords:
    kind: SectionKind
    begins: tuple[str, ...]
    follow: tuple[str, ...]
    chapter: bool


@functools.cache
def _titles() -> tuple[_TitleWords, ...]:
    return tuple(
        _TitleWords(
            row["kind"],
            tuple(map(squeezed, row["begins"])),
            tuple(map(squeezed, row.get("with", ()))),
            row.get("chapter", False),
        )
        for row in words_of("papers")["titles"]
    )


def _starts(words: str, begin: str) -> bool:
    if words.startswith(begin):
        return True
    if len(begin) < 12 or len(words) < len(begin) - 2:
        return False
    enough: int = words_of("papers")["titles_of"]["likeness"]
    return likeness(words[: len(begin)], begin) >= enough


def _take_table(cuts: list[Cut], table: Table) -> None:
    """Put a table into the paper that it belongs to, which may begin with it or right above it."""
    now = cuts[-1]
    kind = table_kind(table)
    if kind == "measures" or (not kind and now.kind == "unknown"):
        # The heads of measures are known better by their own list.
        kind = _kind_by_columns(table) or kind
    if kind and now.kind not in _FITS[kind]:
        if kind == "scores" and now.kind == "measures" and "measures" not in now.tables:
            # A paper on measures that first tells the result: what stands before them is the analysis.
            now.kind = "analysis"
        elif now.kind == "unknown" or (
            kind == "report" and now.kind in ("measures", "analysis") and not now.tables
        ):
            now.kind = _KIND_OF[kind]
        else:
            _open(cuts, _KIND_OF[kind], table.where)
    cuts[-1].tables.append(kind)
    cuts[-1].blocks.append(table)


def _kind_by_columns(table: Table) -> str:
    """Return what a table of a paper without a title holds, by all that is known of heads of measures."""
    heads = [head for head, _ in cards_of(table)] or [head for head in [head_of(table.rows)] if head]
    told = [head for head in heads if head.of_measures]
    if not told:
        return ""
    return "report" if any(head.tells_results for head in told) else "measures"


def _open(cuts: list[Cut], kind: SectionKind, where: Place) -> None:
    """Begin a new paper at the lines that lead over to its table."""
    leading = _leading(cuts[-1].blocks)
    title = leading[0].text.strip() if leading else ""
    del cuts[-1].blocks[len(cuts[-1].blocks) - len(leading) :]
    cuts.append(Cut(kind, title, leading[0].where if leading else where, list(leading)))


def _leading(blocks: Sequence[Block]) -> list[Line]:
    words = words_of("papers")["titles_of"]["leads_to_measures"]
    above: list[Line] = []
    for block in reversed(blocks[-LEADING_LINES:]):
        if not isinstance(block, Line):
            break
        above.insert(0, block)
    for place, line in enumerate(above):
        text = plain(line.text)
        set_off = line.heading or _NUMBERED.match(text) or _PART.match(text)
        if set_off and any(squeezed(word) in squeezed(text) for word in words):
            return above[place:]
    return []


def _joined(cuts: Sequence[Cut]) -> Iterator[Cut]:
    """Yield the papers, those of a kind that follow one another without a table between them as one."""
    kept: list[Cut] = []
    for each in cuts:
        before = kept[-1] if kept else None
        if before is not None and (
            before.kind == each.kind and not before.tables or before.kind == "unknown" and not before.tables
        ):
            each.blocks[:0] = before.blocks
            each.where = before.where if before.kind == each.kind else each.where
            each.title = before.title or each.title if before.kind == each.kind else each.title
            kept.pop()
        kept.append(each)
    yield from kept
