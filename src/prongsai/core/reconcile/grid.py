"""Questions that were answered by the same people must fit one number of answers; which do not?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from prongsai.core.framework import Framework
from prongsai.core.result import Result
from prongsai.core.survey import MOST_ANSWERS as MOST_TELLING
from prongsai.core.survey import PrintedMean, most_means, nearest_possible, ready

MOST_ANSWERS = 600
# A question at 0 or 100 fits every number of answers and tells nothing about it.
_TELLS_NOTHING = (Decimal(0), Decimal(100))
# How many figures can be printed from 0.00 to 100.00.
_PRINTABLE = 10_001
# Some 600 sizes are tried for each of a dozen questions, about 2^13 chances to agree; 2^16 leaves room beyond them.
_SURE_BITS = 16


@dataclass(frozen=True, slots=True)
class Outlier:
    """A printed mean that does not fit the number of answers that the others share; `nearest` would fit."""

    code: str
    printed: Decimal
    nearest: Decimal


@dataclass(frozen=True, slots=True)
class Sample:
    """Questions that fit the same numbers of answers; `sizes` are all that fit, smallest first."""

    codes: tuple[str, ...]
    sizes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The questions of one tool or part: `sizes` fit all of them, `outliers` stand against the rest.

    `samples` splits a tool whose parts are mixed into the groups that fit best.
    """

    code: str
    codes: tuple[str, ...]
    sizes: tuple[int, ...]
    outliers: tuple[Outlier, ...]
    samples: tuple[Sample, ...]
    fits: Mapping[str, frozenset[int]]

    @property
    def impossible(self) -> tuple[str, ...]:
        """The questions whose printed mean no number of answers gives, of those that were tried."""
        return tuple(code for code in self.codes if not self.fits[code])


def printed_questions(framework: Framework, result: Result) -> dict[str, dict[str, PrintedMean]]:
    """Return the printed means by tool, or by part where the code says which, with the scale they were asked on.

    A question whose scale is not known is left out.
    """
    found: dict[str, dict[str, PrintedMean]] = {}
    figures = {**result.scores, **result.published}
    statements = _statements(framework)
    for code, printed in figures.items():
        base, _, part = code.partition("@")
        asked = statements.get(base, [base])
        points = _points(framework, asked) if framework.kind_of(base) == "question" else None
        if points is not None:
            mean = PrintedMean(printed, points, len(asked))
            found.setdefault(part or str(framework.tool_of(base)), {})[code] = mean
    return found


def _statements(framework: Framework) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code, node in framework.nodes.items():
        if node.kind == "statement":
            found.setdefault(node.parent, []).append(code)
    return found


def _points(framework: Framework, asked: Sequence[str]) -> tuple[int, ...] | None:
    """Return the points that all of `asked` share, lowest first; `None` where they differ or are not known."""
    points = {tuple(sorted(framework.points_of(code))) for code in asked}
    return (points.pop() or None) if len(points) == 1 else None


def grids(framework: Framework, result: Result, most: int = MOST_ANSWERS) -> Iterator[Grid]:
    """Yield one grid per tool or part with a printed question that can tell something."""
    for code, means in printed_questions(framework, result).items():
        telling = {each: mean for each, mean in means.items() if mean.value not in _TELLS_NOTHING}
        if telling:
            mixed = any(part.tool == code for part in framework.parts)
            yield _grid(code, telling, most, mixed=mixed)


def _grid(code: str, means: Mapping[str, PrintedMean], most: int, *, mixed: bool) -> Grid:
    fits = {each: _fitting(mean, most) for each, mean in means.items()}
    sizes = tuple(sorted(frozenset.intersection(*fits.values())))
    samples = _samples(means, fits) if mixed else ()
    outliers = () if mixed else _outliers(means, fits, most)
    return Grid(code, tuple(means), sizes, outliers, samples, fits)


# The same result is asked again after each correction, and then nearly all of its means are as before.
@lru_cache(maxsize=1024)
def _fitting(mean: PrintedMean, most: int) -> frozenset[int]:
    return frozenset(filter(ready(mean), range(1, most + 1)))


def _outliers(
    means: Mapping[str, PrintedMean], fits: Mapping[str, frozenset[int]], most: int
) -> tuple[Outlier, ...]:
    """Find the questions without which the rest fits a number of answers far too well for chance."""
    found: list[tuple[int, Outlier]] = []
    for code, mean in means.items() if len(means) > 1 else ():
        rest = {each: other for each, other in means.items() if each != code}
        least = min(frozenset.intersection(*(fits[each] for each in rest)), default=0)
        if least and least not in fits[code]:
            gained = bits_of_evidence(rest, fits, least) - _bits_of_all(means, fits, least=least, most=most)
            if gained >= _SURE_BITS:
                found.append((gained, Outlier(code, mean.value, nearest_possible(mean, least))))
    strongest = max((gained for gained, _ in found), default=0)
    return tuple(outlier for gained, outlier in found if gained == strongest)


def _bits_of_all(
    means: Mapping[str, PrintedMean], fits: Mapping[str, frozenset[int]], *, least: int, most: int
) -> int:
    """Return the evidence for the least number of answers that all the questions fit; 0 if there is none.

    Twice as many people as `least` give a mean of their own now and then, so its multiples beyond `most` count too.
    """
    sizes = frozenset.intersection(*fits.values())
    if sizes:
        return bits_of_evidence(means, fits, min(sizes))
    asked = [ready(mean) for mean in means.values()]
    for size in range(least * (most // least + 1), MOST_TELLING + 1, least):
        if all(fit(size) for fit in asked):
            return bits_of_evidence(means, dict.fromkeys(means, frozenset({size})), size)
    return 0


def _samples(means: Mapping[str, PrintedMean], fits: Mapping[str, frozenset[int]]) -> tuple[Sample, ...]:
    """Split the questions into groups, each time taking the size that fits most against chance."""
    left = dict(means)
    samples = []
    while left:
        sizes = set().union(*(fits[code] for code in left))
        best = max(sizes, key=lambda size: (bits_of_evidence(left, fits, size), -size), default=None)
        if best is None:
            break
        codes = tuple(code for code in left if best in fits[code])
        common = frozenset.intersection(*(fits[code] for code in codes))
        samples.append(Sample(codes, tuple(sorted(common))))
        left = {code: mean for code, mean in left.items() if code not in codes}
    return tuple(samples)


def bits_of_evidence(
    questions: Mapping[str, PrintedMean], fits: Mapping[str, frozenset[int]], size: int
) -> int:
    """Return how unlikely it is, in bits, that those of the questions that fit `size` do so by chance.

    A question counts the more the fewer means `size` answers can give; one that does not fit counts nothing.
    """
    bits = 0
    for code, mean in questions.items():
        if size in fits[code]:
            bits += max(1, _PRINTABLE // most_means(mean, size)).bit_length() - 1
    return bits
