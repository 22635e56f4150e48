"""Traces that a program left in the text of a paper which it read from a picture, and what they make of figures."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from prongsai.core.printed import Line, Printed
from prongsai.core.recognised import Reading
from prongsai.core.text import Text
from prongsai.reading.recognise.found import joined, less_sure
from prongsai.reading.recognise.wordlists import words_of

TRACES = Text(
    "เอกสารนี้มีร่องรอยการอ่านด้วยเครื่อง {number} แห่ง", "traces of machine reading in this paper: {number}"
)
UNPROVEN = Text("ไม่มีตัวเลขอื่นยืนยันค่านี้", "no other figure proves this one")


@dataclass(frozen=True, slots=True)
class _Kinds:
    """Kinds of traces by their id; `typed` are those that people make too, and too few of them say nothing."""

    patterns: Mapping[str, re.Pattern[str]]
    typed: frozenset[str]
    fewest: int


def traces_in(printed: Printed) -> int:
    """Return how many traces of a machine's reading a paper shows, 0 for one that people may have typed so."""
    kinds = _kinds()
    met = Counter[str]()
    for text in _texts(printed):
        for id_, pattern in kinds.patterns.items():
            met[id_] += sum(1 for _ in pattern.finditer(text))
    met += Counter()
    by_people = met.keys() <= kinds.typed and (len(met) < 2 or met.total() < kinds.fewest)
    return 0 if by_people else met.total()


def unproven(reading: Reading, traces: int) -> Reading:
    """Return a figure that no other one proves: less sure where its paper was read by a machine."""
    if not traces or reading.confidence == "doubtful":
        return reading
    note = joined(reading.note, TRACES.format(number=traces), UNPROVEN)
    return replace(reading, confidence=less_sure(reading.confidence, "likely"), note=note)


def is_unproven(reading: Reading) -> bool:
    """Tell whether a reading says of itself that nothing proves it."""
    return reading.note is not None and reading.note.th.endswith(UNPROVEN.th)


def _texts(printed: Printed) -> Iterator[str]:
    for block in printed.blocks:
        if isinstance(block, Line):
            yield block.text
        else:
            for row in block.rows:
                yield from (text for cell in row if not cell.merged for text in cell.paragraphs)


@functools.cache
def _kinds() -> _Kinds:
    words = words_of("traces")
    patterns = {each["id"]: re.compile(each["pattern"]) for each in words["kind"]}
    known = words["words"]
    patterns[known["id"]] = re.compile("|".join(sorted(_misread(known["known"], known["alike"]))))
    typed = frozenset(each["id"] for each in (*words["kind"], known) if each.get("typed"))
    return _Kinds(patterns, typed, words["fewest"])


def _misread(known: list[str], alike: list[str]) -> Iterator[str]:
    """Yield words with a blank before a letter, and with one letter for another like it."""
    others = [(pair[place], pair[1 - place]) for pair in alike for place in (0, 1)]
    for word in known:
        for place, letter in enumerate(word):
            if place and letter.isalpha():
                yield f"{word[:place]} {word[place:]}"
            yield from (word[:place] + other + word[place + 1 :] for one, other in others if one == letter)
