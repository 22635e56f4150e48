"""How much better the printed questions of one sample fit a number of respondents if one of them is put right."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from statistics import median

from prongsai.core.survey import PrintedMean, most_means, ready

# How many figures can be printed from 0.00 to 100.00: so many means are possible if the answers are very many.
_PRINTABLE = 10_001
# Questions of one sample differ by at least this much, whatever the others say.
_LEAST_SPREAD = Decimal(2)
# Turns the median distance from the median into a standard deviation.
_NORMAL = Decimal("1.4826")

Places = tuple[tuple[int, float], ...]


@dataclass(frozen=True)
class SampleOdds:
    """The printed questions of one sample, and which numbers of respondents each of them fits.

    Odds order explanations and are never shown; so they may be floats.
    """

    means: Mapping[str, PrintedMean]
    fits: Mapping[str, frozenset[int]]

    def gain(self, code: str, value: Decimal) -> float:
        """Return by how many bits the sample is likelier with `value` at `code` than as printed."""
        mean = self.means[code]
        fits, fitted = ready(replace(mean, value=value)), self._fitting(code)
        after = sum(odds for size, odds in self._without[code] if fits(size))
        before = sum(odds for size, odds in self._without[code] if size in fitted)
        return math.log2((1 + after) / (1 + before)) + self._nearer(code, value)

    def _nearer(self, code: str, value: Decimal) -> float:
        """Return the bits for being nearer to the other questions; long tails, for single questions do stand out."""
        others = [mean.value for each, mean in self.means.items() if each != code]
        if not others:
            return 0
        middle = median(others)
        spread = max(_LEAST_SPREAD, _NORMAL * median(abs(other - middle) for other in others))

        def distance(figure: Decimal) -> float:
            return math.log2(1 + ((figure - middle) / spread) ** 2)

        return distance(self.means[code].value) - distance(value)

    def _fitting(self, code: str) -> frozenset[int]:
        # A question at 0 or 100 fits every number and is left out of `fits`.
        return self.fits.get(code, self._sizes)

    @cached_property
    def _sizes(self) -> frozenset[int]:
        return frozenset().union(*self.fits.values())

    @cached_property
    def _without(self) -> Mapping[str, Places]:
        """For each question the numbers of respondents that fit all the others, with their odds against chance."""
        found: dict[str, list[tuple[int, float]]] = {code: [] for code in self.means}
        for size in sorted(self._sizes):
            misfits = [code for code in self.fits if size not in self.fits[code]]
            if len(misfits) < 2:
                whole = self._odds(size)
                for code in misfits or self.means:
                    found[code].append((size, whole))
        return {code: tuple(places) for code, places in found.items()}

    def _odds(self, size: int) -> float:
        """Return how much likelier figures on this size's grid are than any figures; small sizes are commoner."""
        factors: Iterator[float] = (
            max(1, _PRINTABLE / most_means(self.means[code], size)) for code in self.fits
        )
        return math.prod(factors) / size
