"""What the columns of a table hold, told by their heads: names, scores of which year, changes, findings, measures."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from prongsai.core.printed import Cell, Table
from prongsai.reading.recognise.numbers import score_in
from prongsai.reading.recognise.wordlists import nearest, plain, squeezed, words_of
from prongsai.reading.recognise.years import BUDDHIST

NAMING = frozenset({"name", "question", "number", "rank", "tool", ""})
SCORING = frozenset({"score", "change", "announced", "of_tool"})
MOST_HEAD_ROWS = 3
# One word alone may as well be a row: “ระดับผลการประเมิน | ผ่านดี”.
FEWEST_HEADS = 2
_YEAR = re.compile(r"(?<!\d)(25\d\d)(?!\d)")
_COMMON_YEAR = re.compile(r"(?<!\d)(20[12]\d)(?!\d)")
_PART = re.compile(r"(?:คะแนน)?\s*(?:EIT)?\s*\(?(?:ส่วนที่|part)\s*(\d)\)?\s*(?:คะแนน)?", re.IGNORECASE)
_TOOL = re.compile(r"\(?\b(?:IIT|EIT|OIT)\b\)?", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"ปี(?:งบประมาณ|งบ)?\s*(?:พ\.?ศ\.?)?\s*([56]\d)(?!\d)")
_AROUND_YEAR = re.compile(
    r"\b(?:fiscal year|FY|B\.E\.)|ประจำปีงบประมาณ|ปีงบประมาณ|ประจำปี|พ\.?ศ\.?|ปี|\(.*?\)|[()%.:]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its role as in the word list, “” for one that is not known, and the year its head names."""

    role: str = ""
    year: int | None = None
    part: int | None = None
    """The part of the tool whose scores it has, `None` where the head names none."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table and how many rows its head has."""

    columns: tuple[Column, ...]
    head_rows: int = 0

    @property
    def roles(self) -> frozenset[str]:
        """The roles of all columns."""
        return frozenset(column.role for column in self.columns)


@dataclass(frozen=True, slots=True)
class Group:
    """Columns of names with the columns of scores that belong to them; two of them stand in a table side by side."""

    names: tuple[int, ...]
    scores: tuple[int, ...]


@functools.cache
def _role_words() -> Mapping[str, str]:
    heads = words_of("scores")["heads"].items()
    return {squeezed(word): role for role, words in heads if role != "of_parts" for word in words}


@functools.lru_cache(maxsize=4096)
def column_of(head: str) -> Column:
    """Return what a column with this head holds."""
    words = _COMMON_YEAR.sub(lambda year: str(int(year[1]) + BUDDHIST), plain(head))
    words = _SHORT_YEAR.sub(r"ปี 25\1", words)
    part = _PART.fullmatch(words)
    if part is not None:
        return Column("score", None, int(part[1]))
    found = _YEAR.findall(words)
    year = int(found[-1]) if found else None
    if _YEAR.sub("", _AROUND_YEAR.sub("", words)).strip(" -–/") == "":
        return Column("score" if year else "", year)
    bare = squeezed(_AROUND_YEAR.sub("", _YEAR.sub("", words)))
    role = _role_words().get(squeezed(words)) or _role_words().get(bare, "")
    if not role and len(bare) > 3:
        near, points, _ = nearest(bare, _role_words())
        role = _role_words()[near] if points >= words_of("scores")["like"]["head"] else ""
    return Column(role, year)


def layout_of(table: Table) -> Layout | None:
    """Return the columns of a table that has a head, `None` for one that has none."""
    for place, row in enumerate(table.rows[:MOST_HEAD_ROWS]):
        columns = _beside_parts(row, tuple(column_of(cell.text) for cell in row))
        known = sum(1 for column in columns if column.role)
        if known >= FEWEST_HEADS and known * 2 >= _filled(row) and not _has_scores(row):
            return _with_second_row(columns, table.rows, place)
    return None


def _beside_parts(row: Sequence[Cell], columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Take the mean beside the columns of the parts of a tool for its score."""
    if not any(column.part for column in columns):
        return columns
    words = {squeezed(word) for word in words_of("scores")["heads"]["of_parts"]}
    return tuple(
        Column("score", column.year) if squeezed(_TOOL.sub("", cell.text)) in words else column
        for cell, column in zip(row, columns, strict=True)
    )


def _filled(row: Sequence[Cell]) -> int:
    return sum(1 for cell in row if cell.text.strip())


def _has_scores(row: Sequence[Cell]) -> bool:
    return any("." in cell.text and score_in(cell.text) is not None for cell in row)


def _with_second_row(columns: tuple[Column, ...], rows: Sequence[Sequence[Cell]], place: int) -> Layout:
    """Take in a second row of the head: years or more precise words below one that spans several columns."""
    if place + 1 >= len(rows):
        return Layout(columns, place + 1)
    below = [column_of(cell.text) if cell.text.strip() else None for cell in rows[place + 1]]
    said = [column for column in below if column is not None]
    same = all(a.text == b.text for a, b in zip(rows[place], rows[place + 1], strict=True))
    if not said or (not all(column.role for column in said) and not same) or _has_scores(rows[place + 1]):
        return Layout(columns, place + 1)
    merged = []
    above = Column()
    for upper, lower, cell in zip(columns, below, rows[place], strict=True):
        above = upper if cell.text.strip() else above
        merged.append(upper if lower is None else Column(lower.role or above.role, lower.year or above.year))
    return Layout(tuple(merged), place + 2)


def groups_of(layout: Layout) -> list[Group]:
    """Return which columns of names the columns of scores belong to."""
    groups: list[_Growing] = [_Growing()]
    for place, column in enumerate(layout.columns):
        if column.role in SCORING:
            groups[-1].scores.append(place)
        elif column.role in NAMING:
            # After scores an unknown column may be anything; only one that is known to name begins anew.
            if groups[-1].scores and column.role:
                groups.append(_Growing())
            if not groups[-1].scores:
                groups[-1].names.append(place)
    return [Group(tuple(each.names), tuple(each.scores)) for each in groups if each.names and each.scores]


@dataclass(slots=True)
class _Growing:
    names: list[int] = field(default_factory=list)
    scores: list[int] = field(default_factory=list)
