"""Each published figure as an equation over the figures below it, with room for their rounding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from prongsai.core.framework import TOTAL
from prongsai.core.interval import ANYTHING, NOTHING, Interval, behind, exactly
from prongsai.core.level import two_decimals
from prongsai.core.result import Result
from prongsai.core.rules import half_up
from prongsai.core.scoring import Derivation, Recipe, derivation_shares, mean_of_answers

Status = Literal["agrees", "disagrees", "undecidable"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure that a check rests on: where it lies and its share in the checked figure."""

    code: str
    share: Fraction
    interval: Interval
    printed: Decimal | None


@dataclass(frozen=True, slots=True)
class Equation:
    """One published figure and everything below it: published = Σ share·cell + Σ share·missing."""

    code: str
    published: Decimal
    cells: tuple[Cell, ...]
    missing: tuple[tuple[str, Fraction], ...]

    def recomputed(self) -> Interval:
        """Return where the figure lies by its cells, with anything from 0 to 100 for what is missing."""
        total = NOTHING
        for cell in self.cells:
            total = total.plus(cell.interval.times(cell.share))
        for _, share in self.missing:
            total = total.plus(ANYTHING.times(share))
        return total

    def needed(self, code: str, share: Fraction, published: Interval) -> Interval:
        """Return where `code` would have to lie for the equation to hold with everything else as it stands."""
        rest = NOTHING
        for cell in self.cells:
            if cell.code != code:
                rest = rest.plus(cell.interval.times(cell.share))
        for other, part in self.missing:
            if other != code:
                rest = rest.plus(ANYTHING.times(part))
        return Interval((published.low - rest.high) / share, (published.high - rest.low) / share)


class Figures:
    """All figures of one result: what is printed, counted, and where each exact value can lie."""

    def __init__(self, recipe: Recipe, result: Result) -> None:
        self.recipe = recipe
        self.result = result
        self.rounding = recipe.rounding.id

    def printed(self, code: str) -> Decimal | None:
        """Return the figure as announced, else as handed in."""
        published = self.result.published.get(code)
        return self.result.scores.get(code) if published is None else published

    def interval(self, code: str) -> Interval | None:
        """Return where the exact value behind a printed or counted figure lies; `None` if it is neither."""
        printed = self.printed(code)
        if printed is not None:
            exact = self.kind(code) == "item"
            return exactly(Fraction(printed)) if exact else behind(printed, self.rounding)
        answers = self.result.counts.get(code)
        counted = mean_of_answers(answers) if answers else None
        return None if counted is None else exactly(counted)

    def kind(self, code: str) -> str:
        """Return the kind of node that `code` is."""
        step = self.recipe.by_code.get(code)
        return step.kind if step else self.recipe.framework.nodes[code].kind

    def known_below(self, code: str) -> bool:
        """Whether the node or anything below it is printed or counted."""
        if self.interval(code) is not None:
            return True
        step = self.recipe.by_code[code]
        return any(self.known_below(each) for way in step.derivations for each in way.inputs)

    def equations(self, code: str) -> Iterator[Equation]:
        """Yield the equations of a published figure, one for each way it can be made from what is known.

        Counts of the node itself are below it too.
        """
        printed = self.result.published.get(code) if code == TOTAL else self.printed(code)
        if printed is None:
            return
        for derivation in self.recipe.by_code[code].derivations:
            cells: list[Cell] = []
            missing: list[tuple[str, Fraction]] = []
            self._expand(derivation, Fraction(1), cells, missing)
            if cells:
                yield Equation(code, printed, tuple(cells), tuple(missing))
        counted = mean_of_answers(self.result.counts.get(code, {}))
        if counted is not None:
            yield Equation(code, printed, (Cell(f"{code}#counts", Fraction(1), exactly(counted), None),), ())

    def _expand(
        self,
        derivation: Derivation,
        share: Fraction,
        cells: list[Cell],
        missing: list[tuple[str, Fraction]],
    ) -> None:
        for code, part in zip(derivation.inputs, derivation_shares(derivation), strict=True):
            interval = self.interval(code)
            if interval is not None:
                cells.append(Cell(code, share * part, interval, self.printed(code)))
                continue
            ways = [
                way for way in self.recipe.by_code[code].derivations if any(map(self.known_below, way.inputs))
            ]
            if ways:
                self._expand(ways[0], share * part, cells, missing)
            else:
                missing.append((code, share * part))


def equations(figures: Figures) -> Iterator[Equation]:
    """Yield the equations of every published figure that has something below it, in framework order, total last."""
    for step in figures.recipe.steps:
        yield from figures.equations(step.code)


def status_of(equation: Equation, published: Interval) -> Status:
    """Return the verdict: with something missing a figure may be impossible, but it cannot be confirmed."""
    if not equation.recomputed().meets(published):
        return "disagrees"
    return "undecidable" if equation.missing else "agrees"


def published_interval(figures: Figures, equation: Equation) -> Interval:
    """Return where the exact value behind the published side lies; it is always a rounded mean."""
    return behind(equation.published, figures.rounding)


def shown_recomputed(equation: Equation) -> str | None:
    """Return what the printed children give, as shown; `None` while one is missing."""
    if equation.missing:
        return None
    figures = (
        Fraction(cell.printed) if cell.printed is not None else cell.interval.low for cell in equation.cells
    )
    shares = (cell.share for cell in equation.cells)
    return two_decimals(half_up(sum((f * s for f, s in zip(figures, shares, strict=True)), Fraction(0))))


def as_printed(value: Decimal) -> str:
    """Return a figure with at least two decimals, as official tables print it."""
    exponent = value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) else 0
    return str(value.quantize(Decimal("0.01"))) if places < 2 else str(value)
