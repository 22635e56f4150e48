"""The corpus read and proof-read, and what came of it."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.corpus.corpus import Files, chain, story
from tests.corpus.formats import file_of, text_of
from tests.corpus.measured import Tally, compare
from tests.corpus.mistakes import MISTAKES, Mistake
from tests.corpus.sheets import Format

from prongsai.core.errors import InputError
from prongsai.core.printed import Line, Printed
from prongsai.core.proofread import Remark
from prongsai.core.proofread.check import proofread
from prongsai.core.recognised import Recognised
from prongsai.reading.printed import read_many
from prongsai.reading.printed.text import parse
from prongsai.reading.proofreading import chain_of, chains_of
from prongsai.reading.recognise import recognise

# What has no room in one set of papers has some in another.
_TRIES = 60


def read_back(files: Files, form: Format | None = None, *, scanned: bool = False) -> Tally:
    """Write papers to files, each in its format or all in one, read these, and count what came back.

    `scanned`: as if a program had read them from pictures, which trusts none of its digits.
    """
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        written, truths = [], {}
        for paper, own, random in files:
            path = Path(folder) / f"{paper.name}.{form or own}"
            path.write_bytes(file_of(paper.sheet, form or own, random))
            written.append(path)
            truths[path.name] = paper.truth
        for path, printed in read_many(written):
            if isinstance(printed, InputError):
                raise printed
            found = recognise(as_scanned(printed) if scanned else printed)
            compare(path.name, truths[path.name], found, list(proofread(chain_of([found]))), tally)
    return tally


def as_scanned(printed: Printed) -> Printed:
    """Return a paper as if it had been read from pictures."""
    blocks = [
        replace(block, scanned=True)
        if isinstance(block, Line)
        else replace(
            block, rows=tuple(tuple(replace(cell, scanned=True) for cell in row) for row in block.rows)
        )
        for block in printed.blocks
    ]
    return replace(printed, blocks=tuple(blocks))


@dataclass
class Judged:
    """Planted mistakes by class, those that were told, and remarks that nothing explains, by rule.

    `papers` are the chains that were proof-read, `remarks` all errors and warnings told of them.
    """

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)
    papers: int = 0
    remarks: int = 0

    @property
    def recall(self) -> float:
        return self.found.total() / self.planted.total() if self.planted else 1

    @property
    def false_share(self) -> float:
        return self.false.total() / self.remarks if self.remarks else 0

    def clean(self, seed: str, place: int) -> None:
        """Proof-read papers without a mistake."""
        self._count(f"clean {seed} {place}", _remarks(seed, place, None), frozenset())

    def plant(self, seed: str, mistake: Mistake) -> None:
        """Plant a mistake into the first papers that have room for it, and see whether it is told."""
        for place in range(_TRIES):
            told = _remarks(seed, place, mistake)
            if told is None:
                continue
            self.planted[mistake.kind] += 1
            if mistake.rules & {remark.rule.id for remark in told}:
                self.found[mistake.kind] += 1
            else:
                self.missed.append(f"{mistake.id} {seed} {place}")
            self._count(f"{mistake.id} {seed} {place}", told, mistake.rules | mistake.also)
            return
        raise AssertionError(f"no papers have room for {mistake.id}")

    def _count(self, name: str, told: Sequence[Remark] | None, explained: frozenset[str]) -> None:
        self.papers += 1
        for remark in told or ():
            if remark.rule.weight == "note":
                continue
            self.remarks += 1
            if remark.rule.id not in explained:
                self.false[remark.rule.id] += 1
                self.alarms.append(f"{name} {remark.rule.id}: {remark.found}"[:300])


def judge(seed: str, mistakes: Sequence[Mistake] = MISTAKES, *, each: int = 1, clean: int = 0) -> Judged:
    """Plant every mistake in so many chains of papers, and proof-read so many chains without any."""
    judged = Judged()
    for mistake in mistakes:
        for number in range(each):
            judged.plant(f"{seed} {mistake.id} {number}", mistake)
    for place in range(clean):
        judged.clean(seed, place)
    return judged


def _remarks(seed: str, place: int, mistake: Mistake | None) -> list[Remark] | None:
    told, style, random = story(seed, place)
    if mistake is not None and not mistake.plant(told, style, random):
        return None
    read = [_read(text_of(paper.sheet, random), paper.name) for paper in chain(told, style, random)]
    return [remark for one in chains_of(read) for remark in proofread(one)]


def _read(text: str, name: str) -> Recognised:
    return recognise(parse(text, name))
