"""How sure a score is that rests on the answers of some: its sampling error; docs/method/uncertainty.md has the rules.

Errors are no scores: they are floats in points of the scale 0–100, and they are shown rounded.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from prongsai.core.errors import InputError, Problem
from prongsai.core.framework import Framework
from prongsai.core.scoring import Proof, Recipe, Score, proof
from prongsai.core.text import Text
from prongsai.core.uncertainty.sample_size import SampleSize, asked, sample_of
from prongsai.core.uncertainty.spread import (
    SampleShare,
    counted,
    factor,
    finite,
    least_variance,
    most_variance,
    person_step,
)

Basis = Literal["counts", "sizes", "none"]

# 95 % of a normal distribution lies within so many standard errors.
NORMAL_95 = Fraction(196, 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Error:
    """The standard error of a figure, in points: it lies between `low` and `high`.

    From `counts`: `low` if a person's answers to different questions have nothing to do with each other
    (independent), `high` if they move together (the bound). From `sizes` alone also the spread of the answers is
    unknown: `low` at the smallest, `high` at the largest that the mean allows. `none`: nobody was sampled.
    """

    low: float
    high: float
    basis: Basis

    @property
    def margin(self) -> float:
        """Half the width of the 95 % interval at the cautious end."""
        return self.high * NORMAL_95


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the score of everybody would lie, 95 of 100 times, at the cautious end; within 0–100."""

    low: float
    high: float


NO_ERROR = Error(low=0, high=0, basis="none")


def interval(value: Fraction, error: Error) -> Interval:
    """Return the 95 % interval of a figure, from the cautious end of its error."""
    return Interval(max(0, value - error.margin), min(100, value + error.margin))


def errors(score: Score, sizes: Mapping[str, SampleSize]) -> dict[str, Error]:
    """Return the standard error of every known figure whose answers are counted or whose sample size is told.

    `sizes` by tool, or by part where the tool has parts. What is missing here has an error nobody can know.
    Raises `InputError` for sizes that cannot be.
    """
    _check(score, sizes)
    leaves = _Leaves(score, sizes)
    found = {code: _error_of(score, code, leaves) for code in score.values}
    return {code: error for code, error in found.items() if error is not None}


def error_of(score: Score, code: str, sizes: Mapping[str, SampleSize]) -> Error | None:
    """Return the standard error of one known figure; `None` where a size is missing."""
    return _error_of(score, code, _Leaves(score, sizes))


class _Leaves:
    """The samples and errors of single answers: many figures rest on the same ones."""

    def __init__(self, score: Score, sizes: Mapping[str, SampleSize]) -> None:
        self.recipe, self.sizes = score.recipe, sizes
        self.found: dict[str, tuple[str | None, Error | None]] = {}

    def of(self, leaf: Proof) -> tuple[str | None, Error | None]:
        if leaf.code not in self.found:
            sample = sample_of(self.recipe.framework, leaf.code)
            error = None if sample is None else _leaf(self.recipe, leaf, sample, self.sizes)
            self.found[leaf.code] = sample, error
        return self.found[leaf.code]


def _error_of(score: Score, code: str, leaves: _Leaves) -> Error | None:
    by_sample: dict[str, list[tuple[Fraction, Error]]] = {}
    for leaf in proof(score, code).leaves():
        sample, error = leaves.of(leaf)
        if sample is None:
            continue
        if error is None:
            return None
        by_sample.setdefault(sample, []).append((leaf.share, error))
    return _joined(score.recipe.framework, by_sample)


def _joined(framework: Framework, by_sample: Mapping[str, list[tuple[Fraction, Error]]]) -> Error:
    """Add errors: within one sample all at once at the cautious end, between samples as independent."""
    low = math.hypot(*(error.low * share for leaves in by_sample.values() for share, error in leaves))
    high = math.hypot(
        *(
            math.fsum(error.high * share for share, error in leaves)
            for leaves in _one_sample_each(framework, by_sample)
        )
    )
    bases = {error.basis for leaves in by_sample.values() for _, error in leaves}
    basis: Basis = "sizes" if "sizes" in bases else "counts" if bases else "none"
    return Error(low=low, high=high, basis=basis)


def _one_sample_each(
    framework: Framework, by_sample: Mapping[str, list[tuple[Fraction, Error]]]
) -> Iterable[list[tuple[Fraction, Error]]]:
    """A tool's figure without part rests on the same people as its parts; then they count as one sample."""
    whole = {framework.tool_of(sample): sample for sample in by_sample if framework.kind_of(sample) == "tool"}
    joined: dict[str, list[tuple[Fraction, Error]]] = {}
    for sample, leaves in by_sample.items():
        joined.setdefault(whole.get(framework.tool_of(sample), sample), []).extend(leaves)
    return joined.values()


def _leaf(recipe: Recipe, leaf: Proof, sample: str, sizes: Mapping[str, SampleSize]) -> Error | None:
    answers = counted(dict(leaf.answers))
    if answers is not None:
        told = sizes.get(sample)
        left = finite(answers.number, told.population if told else None)
        if answers.variance is None:
            return None if left else Error(low=0, high=0, basis="counts")
        error = math.sqrt(answers.variance / answers.number * left)
        return Error(low=error, high=error, basis="counts")
    shares = sample_shares(recipe.framework, sample, sizes)
    if shares is None or leaf.value is None:
        return None
    step = person_step(recipe, leaf.code)
    return Error(
        low=math.sqrt(least_variance(leaf.value, step, shares)),
        high=math.sqrt(most_variance(leaf.value, shares)),
        basis="sizes",
    )


def sample_shares(
    framework: Framework, sample: str, sizes: Mapping[str, SampleSize]
) -> tuple[SampleShare, ...] | None:
    """Return the samples behind a figure with their shares; `None` where a size is missing or tells nothing."""
    parts = framework.parts_of(sample) if framework.kind_of(sample) == "tool" else ()
    weights = {part.code: part.weight for part in parts} or {sample: Fraction(1)}
    shares = []
    for code, weight in weights.items():
        told = sizes.get(code)
        one = factor(told.answers, told.population) if told and told.answers else None
        if one is None:
            return None
        shares.append(SampleShare(weight / sum(weights.values()), one))
    return tuple(shares)


def _check(score: Score, sizes: Mapping[str, SampleSize]) -> None:
    problems = []
    framework = score.recipe.framework
    known = [
        sample
        for tool in framework.tools
        if asked(framework, tool.code)
        for sample in _samples(framework, tool.code)
    ]
    counts: dict[str, int] = {}
    for code, answers in score.result.counts.items():
        sample = sample_of(framework, code) or ""
        counts[sample] = max(counts.get(sample, 0), sum(answers.values()))
    for sample, size in sizes.items():
        if sample not in known:
            problems.append(_no_sample(sample, known))
        answered = max(size.answers or 0, counts.get(sample, 0))
        if size.population is not None and answered > size.population:
            problems.append(_too_few_people(sample, answered, size.population))
    if problems:
        raise InputError(problems)


def _samples(framework: Framework, tool: str) -> list[str]:
    return [part.code for part in framework.parts_of(tool)] or [tool]


def _no_sample(sample: str, known: list[str]) -> Problem:
    listed = ", ".join(known)
    return Problem(
        id="uncertainty.no_such_sample",
        where="sizes",
        found=sample,
        why=Text("ไม่มีกลุ่มผู้ตอบชื่อนี้ในปีที่ประเมิน", "this year has no such group of respondents"),
        remedy=Text(f"ใช้ {listed}", f"use {listed}"),
    )


def _too_few_people(sample: str, answered: int, population: int) -> Problem:
    return Problem(
        id="uncertainty.more_answers_than_people",
        where=sample,
        found=str(population),
        why=Text(
            f"มีผู้ตอบ {answered} คน มากกว่าจำนวนคนทั้งหมด {population} คน",
            f"{answered} answered, more than the {population} there are",
        ),
        remedy=Text("ตรวจจำนวนคนทั้งหมด", "check the number of people"),
    )
