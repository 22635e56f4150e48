"""How many people answered: as told, as counted, as the printed means give away, or at least as the rules of the year ask."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from prongsai.core.errors import InputError, Problem
from prongsai.core.framework import Framework, split_code
from prongsai.core.reconcile.grid import Grid, bits_of_evidence, grids, printed_questions
from prongsai.core.result import Result
from prongsai.core.survey import PrintedMean
from prongsai.core.text import Text

Source = Literal["told", "counted", "fits", "official"]

# Some 600 sizes are tried for each of a dozen questions; agreement by chance needs less evidence than this.
SURE_BITS = 16
# Means such as 80.00 and 60.00 fit everything; a few of them, or a handful of people, are no evidence.
FEWEST_QUESTIONS = 4
FEWEST_ANSWERS = 10


@dataclass(frozen=True, slots=True)
class SampleSize:
    """How many answered, of how many people; `None` is unknown. `source` says how the number is known.

    `counted`: the fewest answers of a question whose answers were counted; its own error needs no size.
    `fits`: the fewest that give the printed means; a multiple is possible, and would make the error smaller.
    `official`: the least that the rules ask for.
    """

    answers: int | None
    population: int | None = None
    source: Source = "told"

    def __post_init__(self) -> None:
        if (self.answers is not None and self.answers < 1) or (
            self.population is not None and self.population < 1
        ):
            raise InputError([_not_a_size(self.answers, self.population)])


def sizes_of(framework: Framework, result: Result) -> dict[str, SampleSize]:
    """Return the size of each sample as far as its counts, the printed means or the rules of the year tell it.

    Where the parts of a tool are mixed without saying which is which, each part gets the smallest size found.
    """
    official = dict(_official(framework))
    return official | dict(_fitting(framework, result)) | dict(_counted(framework, result))


def sample_of(framework: Framework, code: str) -> str | None:
    """Return the sample that answered `code`: a part, or the tool where no part is named; `None` if nobody did."""
    base, part = split_code(code)
    tool = framework.tool_of(base)
    if tool is None or not asked(framework, tool):
        return None
    return part or (base if framework.kind_of(base) == "part" else tool)


def asked(framework: Framework, tool: str) -> bool:
    """Whether a tool asks people; one with items is checked by reviewers and has no sampling error."""
    return all(framework.kind_of(leaf) != "item" for leaf in framework.leaves(tool))


def with_told(known: Mapping[str, SampleSize], told: Mapping[str, SampleSize]) -> dict[str, SampleSize]:
    """Lay what was told over what is known otherwise.

    Where only the number of people was told, the answers stay as they are known: never more than there are people
    by the rules of the year, and without the people where the printed means need more answers than that.
    """
    return {**known, **{sample: _joined(known.get(sample), each) for sample, each in told.items()}}


def _joined(known: SampleSize | None, told: SampleSize) -> SampleSize:
    if told.answers is not None or told.population is None or known is None or known.answers is None:
        return told
    # More counted answers than people is a mistake that must show.
    if known.answers <= told.population or known.source == "counted":
        return SampleSize(known.answers, told.population, known.source)
    return SampleSize(told.population, told.population, "official") if known.source == "official" else known


def official_size(framework: Framework, sample: str, population: int | None = None) -> int | None:
    """Return the fewest answers that the rules of the year ask for, of all the rules that may apply; else `None`."""
    found = []
    for rule in framework.samples:
        if rule.tool == sample and rule.at_least is not None:
            wanted = rule.at_least
            if population is not None and rule.share is not None:
                wanted = max(wanted, math.ceil(rule.share * population))
            if rule.at_most is not None:
                wanted = min(wanted, rule.at_most)
            found.append(wanted if population is None else min(wanted, population))
    return min(found, default=None)


def _official(framework: Framework) -> Iterator[tuple[str, SampleSize]]:
    for sample in dict.fromkeys(rule.tool for rule in framework.samples):
        size = official_size(framework, sample)
        if size is not None:
            yield sample, SampleSize(size, source="official")


def _counted(framework: Framework, result: Result) -> Iterator[tuple[str, SampleSize]]:
    numbers: dict[str, list[int]] = {}
    for code, answers in result.counts.items():
        sample, number = sample_of(framework, code), sum(answers.values())
        # A count that does not say of which part of the tool it is belongs to no sample.
        if number and sample is not None and not framework.parts_of(sample):
            numbers.setdefault(sample, []).append(number)
    for sample, found in numbers.items():
        yield sample, SampleSize(min(found), source="counted")


def _fitting(framework: Framework, result: Result) -> Iterator[tuple[str, SampleSize]]:
    means = printed_questions(framework, result)
    for grid in grids(framework, result):
        found = [size for size in _sizes(grid, means[grid.code]) if size >= FEWEST_ANSWERS]
        parts = [part.code for part in framework.parts_of(grid.code)] or [grid.code]
        if found:
            yield from ((part, SampleSize(min(found), source="fits")) for part in parts)


def _sizes(grid: Grid, means: Mapping[str, PrintedMean]) -> Iterator[int]:
    """Yield the smallest size of each group of questions that agree far too well for chance."""
    for codes, sizes in _groups(grid):
        if sizes and len(codes) >= FEWEST_QUESTIONS:
            evidence = bits_of_evidence({code: means[code] for code in codes}, grid.fits, sizes[0])
            if evidence >= SURE_BITS:
                yield sizes[0]


def _groups(grid: Grid) -> list[tuple[tuple[str, ...], tuple[int, ...]]]:
    if grid.samples:
        return [(sample.codes, sample.sizes) for sample in grid.samples]
    # One misprint must not hide what all the others say.
    doubtful = {outlier.code for outlier in grid.outliers}
    codes = tuple(code for code in grid.fits if code not in doubtful)
    return [(codes, tuple(sorted(frozenset.intersection(*(grid.fits[code] for code in codes)))))]


def _not_a_size(answers: int | None, population: int | None) -> Problem:
    return Problem(
        id="uncertainty.not_a_size",
        where="sizes",
        found=f"{answers}, {population}",
        why=Text("จำนวนคนต้องเป็นจำนวนเต็มตั้งแต่ 1", "a number of people is whole and at least 1"),
        remedy=Text("ถ้าไม่ทราบให้เว้นว่าง", "leave it out if it is not known"),
    )
