"""Labels inside lines: before a colon, before “คือ” or “ประกอบด้วย”, or as the first words of a line."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator

from prongsai.reading.recognise.cards import label_fields
from prongsai.reading.recognise.columns import Fields, fields_of

_CONNECTS = re.compile(r"\s*(?:[:：=]|คือ(?!น)|ได้แก่|ประกอบด้วย|มีดังนี้|ดังนี้)\s*")
_MOST_WORDS = 4
_LONGEST = 45
_JOINED = re.compile(r"(?:และ|โดยมี|โดย|ใช้|มี|ซึ่ง)")

Segment = tuple[Fields, str]
# What a label names that no measure has: a target, a question.
OTHER: Fields = ("other",)


def said_by(label: str) -> Fields:
    """Return the fields of a label, `OTHER` for one that names something else than measures have."""
    known = label_fields(label)
    if known:
        return known
    other = fields_of(label.strip(" :"), exact=True)
    # “ทำแล้ว” is the head of a column of marks; before words it tells what was done.
    return ("results",) if "marked_done" in other else OTHER if other else ()


@functools.lru_cache(maxsize=4096)
def segments(text: str) -> tuple[Segment, ...]:
    """Return the parts of a line with the fields of their labels; what stands before the first label has none."""
    cuts = list(_cuts(text))
    ends = [*(start for start, _, _ in cuts), len(text)][1:]
    first = text[: cuts[0][0]].strip(" ,;|") if cuts else text.strip()
    found: list[Segment] = [((), first)] if first else []
    found += [
        (fields, text[begins:end].strip(" ,;|")) for (_, begins, fields), end in zip(cuts, ends, strict=True)
    ]
    return tuple(found)


def first_words(text: str) -> Iterator[tuple[str, Fields, str]]:
    """Yield the first words of a line that may be a label without colon, with what stands behind, longest first."""
    words = text.split(" ")
    for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        label = " ".join(words[:count])
        if len(label) <= _LONGEST:
            yield label, said_by(label), " ".join(words[count:]).strip()


def _cuts(text: str) -> Iterator[tuple[int, int, Fields]]:
    """Yield where each label begins and what it labels begins, with its fields."""
    last = 0
    for found in _CONNECTS.finditer(text):
        before = text[last : found.start()]
        label = _label_at_end(before)
        if label is None:
            continue
        start, fields = label
        yield last + start, found.end(), fields
        last = found.end()


def _label_at_end(before: str) -> tuple[int, Fields] | None:
    """Return where a label begins that a text ends with, and its fields; `None` without one."""
    words = before.rstrip().split(" ")
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        label = " ".join(words[-count:])
        joined = _JOINED.match(label)
        for bare in (label, label[joined.end() :] if joined else ""):
            fields = said_by(bare) if 1 < len(bare) <= _LONGEST else ()
            if fields:
                return len(before.rstrip()) - len(bare), fields
    return None


def alone(lists: Collection[Collection[str]]) -> frozenset[str]:
    """Return the lines that stand in several measures letter by letter: they name what stands below them."""
    counted: dict[str, int] = {}
    for text in (text for texts in lists for text in set(texts)):
        counted[text] = counted.get(text, 0) + 1
    return frozenset(text for text, times in counted.items() if times > 1 and len(text) <= _LONGEST)


def repeated(lists: Collection[Collection[str]]) -> frozenset[str]:
    """Return the labels that stand at the head of lines of several measures: “ติดขัด …” below each of them."""
    counted: dict[str, int] = {}
    for texts in lists:
        for label in {label for text in texts for label, _, _ in first_words(text)}:
            counted[label] = counted.get(label, 0) + 1
    return frozenset(label for label, times in counted.items() if times > 1)
