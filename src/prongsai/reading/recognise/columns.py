"""What the heads of a printed table mean; the words are data in catalogue/reading/columns.toml."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from prongsai.core.printed import Cell
from prongsai.core.thai import arabic_digits, tidy
from prongsai.reading.recognise.wordlists import plain, words_of

# A table is one of measures if it names them and says something of them, one of findings if it has them.
_OF_MEASURES = frozenset({"title", "title_and_steps", "approach"})
_SAYS_OF_MEASURES = frozenset(
    {"approach", "steps", "units", "period", "monitoring", "results", "outcomes", "status", "title_and_steps"}
)
# The field of a column that is for one month or quarter: what it is for stands behind.
IN_TIME = "in:"
_MARKS_SAY = {"marked": "status", "in": "period", "quarter": "period"}
_WHO_AND_WHEN = frozenset({"units", "period", "monitoring", "results"})
# What stands for the measure where no column is for measures, the first that there is.
_STAND_INS = ("topic", "issue", "indicator", "finding", "target")
_JOINTS = re.compile(r"[/,]|และ|หรือ|\band\b|\bor\b")
# Pictures stand before labels in papers from the web: “🎯 เป้าหมาย”.
_NOISE = re.compile(r"[\s.()\[\]:;*“”\"'_–—\ufe0f\U0001f300-\U0001faff-]+")
_MOST_EMPTY_HEADS = 2
_CAME = "ผล"
_SHORTEST_LIKE, _SHORT = 5, 16

Fields = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    """The word list, each word as it is compared."""

    heads: Mapping[str, str]
    parts: tuple[tuple[str, str], ...]
    likeness: int
    longest: int
    times: str


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table: the fields of each column, empty where a head is not understood."""

    columns: tuple[Fields, ...]
    rows: int = 1
    """How many rows of the table are its head."""

    @property
    def fields(self) -> frozenset[str]:
        """Every field that some column is for."""
        return frozenset(field for fields in self.columns for field in fields)

    @property
    def of_measures(self) -> bool:
        """Whether the table tells of measures."""
        # Columns of marks say what the column over them would.
        fields = frozenset(
            _MARKS_SAY.get(field.partition("_")[0].partition(":")[0], field) for field in self.fields
        )
        says = fields & _SAYS_OF_MEASURES - ({"approach"} if "title" not in fields else set())
        if fields & {"finding", "question"}:
            # What is weak and what is done about it in one table: somebody must do it, or by some time.
            says &= _WHO_AND_WHEN
        return bool(fields & _OF_MEASURES) and bool(says)

    @property
    def tells_results(self) -> bool:
        """Whether the table tells what became of measures."""
        fields = {_MARKS_SAY.get(field.partition("_")[0], field) for field in self.fields}
        return bool(fields & {"results", "outcomes", "status"})

    @property
    def of_findings(self) -> bool:
        """Whether the table tells what is weak."""
        return bool(self.fields & {"finding", "recommendation"})

    def column(self, *names: str) -> int | None:
        """Return the first column that is for one of the fields."""
        return next((place for place, fields in enumerate(self.columns) if set(fields) & set(names)), None)


def fields_of(head: str, *, exact: bool = False) -> Fields:
    """Return the fields that the head of a column names, in their order; nothing where it is not understood.

    With `exact` a word in the middle of it is not enough, as for labels in running text.
    """
    words = _words()
    if not head.strip() or len(head) > words.longest:
        return ()
    plain = squeezed(head)
    if re.fullmatch(words.times, "".join(head_text(head).split())):
        return (f"{IN_TIME}{head_text(head)}",)
    return _known(plain) or _joined(head) or (() if exact else _containing(plain, words))


def is_mark(text: str) -> bool:
    """Tell whether a cell holds only a mark, as columns of months and of statuses have it."""
    return re.fullmatch(words_of("columns")["marks"], "".join(text.split())) is not None


def head_text(head: str) -> str:
    """Return a head in Arabic digits, its blanks folded."""
    return arabic_digits(tidy(head)).casefold()


def head_of(rows: Sequence[Sequence[Cell]]) -> Head | None:
    """Return the head of a table, over one row or two; `None` where its first row is no head."""
    if not rows:
        return None
    # What spans the whole table names it, or the rows below it; it is no head of columns.
    one = None if _spans_all(rows[0]) else _head([cell.text for cell in rows[0]], 1)
    two = _two_rows(rows)
    if two is not None and len(two.fields) > (len(one.fields) if one else 0):
        return two
    return one


def squeezed(text: str) -> str:
    """Return a head as it is compared: without blanks, dots and brackets, in small letters."""
    return _NOISE.sub("", plain(text).casefold())


def _two_rows(rows: Sequence[Sequence[Cell]]) -> Head | None:
    """Read a head whose second row names the columns below one wide cell of the first."""
    if len(rows) < 2 or not any(_same_or_empty(row) for row in rows[:2]):
        return None
    below = _head([cell.text for cell in rows[1]], 2)
    if below is None and _spans_all(rows[0]):
        return None
    if below is None and not all(fields_of(cell.text) or not cell.text for cell in rows[1]):
        return None
    texts = [
        under.text if under.text and not (under.merged and fields_of(over.text)) else over.text
        for over, under in zip(rows[0], rows[1], strict=True)
    ]
    return _head(texts, 2)


def _spans_all(row: Sequence[Cell]) -> bool:
    return len(row) > 1 and all(cell.merged for cell in row[1:])


def _same_or_empty(row: Sequence[Cell]) -> bool:
    """Tell whether a row has cells that span others, as far as the format shows it."""
    texts = [cell.text for cell in row]
    return any(cell.merged or not cell.text for cell in row) or len(set(texts)) < len(texts)


def _head(texts: Sequence[str], rows: int) -> Head | None:
    columns = tuple(fields_of(text) for text in texts)
    understood = sum(bool(fields) for fields in columns)
    filled = sum(bool(text.strip()) for text in texts)
    if understood < 2 or understood * 2 <= filled or filled < len(texts) - _MOST_EMPTY_HEADS:
        return None
    return Head(_told_apart(_planned_first(columns, texts)), rows)


def _planned_first(columns: tuple[Fields, ...], texts: Sequence[str]) -> tuple[Fields, ...]:
    """Let “การดำเนินการ” before a column of what came of it be what was to be done."""
    came = [place for place, fields in enumerate(columns) if fields == ("results",)]
    fields = {field for each in columns for field in each}
    tells = [_CAME in texts[place] for place in came]
    if len(came) < 2 or fields & {"steps", "approach"} or tells[0] or not any(tells):
        return columns
    return tuple(("steps",) if place == came[0] else each for place, each in enumerate(columns))


def _told_apart(columns: tuple[Fields, ...]) -> tuple[Fields, ...]:
    """Settle what a head means beside the others: the second column of projects is what is done."""
    titles = [place for place, fields in enumerate(columns) if "title" in fields]
    settled = list(columns)
    for place in titles[1:]:
        rest = tuple(field for field in columns[place] if field != "title")
        settled[place] = rest or ("steps",)
    return _with_stand_in(tuple(settled))


def _with_stand_in(columns: tuple[Fields, ...]) -> tuple[Fields, ...]:
    """Let another column name the measures of a table that has no column for them."""
    fields = {field for each in columns for field in each}
    if "title" in fields or "score" in fields or not fields & {"steps", "approach"}:
        return columns
    # What is weak names a measure only where nothing else does.
    names = _STAND_INS if "approach" not in fields else _STAND_INS[:3]
    name = next((field for field in names if field in fields), None)
    if name is None or not fields & _WHO_AND_WHEN:
        return columns
    return tuple(("title", *each) if name in each else each for each in columns)


def _known(plain: str) -> Fields:
    words = _words()
    if plain in words.heads:
        return _taken_apart(words.heads[plain])
    # Two letters of a short word make another word of it, and so does a word in front.
    if len(plain) < _SHORTEST_LIKE:
        return ()
    found = process.extractOne(plain, words.heads.keys(), scorer=fuzz.ratio, score_cutoff=words.likeness)
    if found is None or (len(plain) < _SHORT and found[0][:2] != plain[:2]):
        return ()
    return _taken_apart(words.heads[found[0]])


def _joined(head: str) -> Fields:
    """Read a head that joins several: “มาตรการ/ขั้นตอน/วิธีการปฏิบัติ” is for measures and steps."""
    parts = [part for part in _JOINTS.split(tidy(head)) if part.strip()]
    found = [_known(squeezed(part)) for part in parts]
    if len(parts) < 2 or not found[0] or not (all(found) or len(parts) == 2):
        return ()
    return tuple(dict.fromkeys(field for fields in found for field in fields))


def _containing(plain: str, words: _Words) -> Fields:
    """Read a head by the words in it, the one that stands first in it if they speak of several fields."""
    found = [(plain.find(part), -len(part), field) for part, field in words.parts if part in plain]
    return (min(found)[2],) if found else ()


def _taken_apart(field: str) -> Fields:
    return ("title", "steps") if field == "title_and_steps" else (field,)


@functools.cache
def _words() -> _Words:
    content = words_of("columns")
    fields: Mapping[str, Mapping[str, Iterable[str]]] = content["fields"]
    return _Words(
        heads={squeezed(head): field for head, field in _each(fields, "heads")},
        parts=tuple((squeezed(part), field) for part, field in _each(fields, "parts")),
        likeness=content["likeness"],
        longest=content["longest"],
        times=content["times"],
    )


def _each(fields: Mapping[str, Mapping[str, Iterable[str]]], key: str) -> Iterator[tuple[str, str]]:
    for field, lists in fields.items():
        for word in lists.get(key, ()):
            yield word, field
