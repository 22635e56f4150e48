"""Each published figure as an equation over the figures below it, with room for their rounding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from prongsai.core.framework import TOTAL
from prongsai.core.level import two_decimals
from prongsai.core.reconcile.interval import ANYTHING, Interval, behind, exactly, weighted_sum
from prongsai.core.result import Result
from prongsai.core.rules import HALF_HUNDREDTH, MEAN_OF_ANSWERS, half_up
from prongsai.core.scoring import Derivation, Recipe, derivation_shares, mean_of_answers

Status = Literal["agrees", "disagrees", "undecidable"]
# Marks the counts of a node as the one figure below it.
COUNTED = "#counts"
# Rounding half up may raise a figure by just this much, so the end must stay inside a half-open interval.
_ROUNDED = HALF_HUNDREDTH + Fraction(1, 10**9)


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure that a check rests on: where it lies and its share in the checked figure."""

    code: str
    share: Fraction
    interval: Interval
    printed: Decimal | None

    @property
    def figure(self) -> Fraction:
        """The figure as printed, or as counted."""
        return self.interval.low if self.printed is None else Fraction(self.printed)


@dataclass(frozen=True, slots=True)
class Equation:
    """One published figure and everything below it: published = Σ share·cell + Σ share·missing.

    `rule` is the rule of its last step. `slack` is how far off it may be because figures between them were rounded
    before they went on, without being printed.
    """

    code: str
    published: Decimal
    cells: tuple[Cell, ...]
    missing: tuple[tuple[str, Fraction], ...]
    rule: str
    slack: Fraction = Fraction(0)

    def recomputed(self) -> Interval:
        """Return where the figure lies by its cells, with anything from 0 to 100 for what is missing."""
        return self.rest(without="")

    def rest(self, *, without: str) -> Interval:
        """Return where the sum of all else lies."""
        parts = [(cell.interval, cell.share) for cell in self.cells if cell.code != without]
        parts += [(ANYTHING, share) for code, share in self.missing if code != without]
        return widened(weighted_sum(parts), self.slack)

    def needed(self, code: str, share: Fraction, published: Interval) -> Interval:
        """Return where `code` would have to lie for the equation to hold with everything else as it stands."""
        rest = self.rest(without=code)
        return Interval((published.low - rest.high) / share, (published.high - rest.low) / share)


@dataclass
class _Below:
    """What is collected on the way down from a figure to what is known below it; `rule` is that of the first step."""

    rule: str
    cells: list[Cell] = field(default_factory=list)
    missing: list[tuple[str, Fraction]] = field(default_factory=list)
    slack: Fraction = Fraction(0)

    def add(self, other: _Below, slack: Fraction) -> None:
        """Take over what lies below a figure that is itself not known, and how much it was rounded."""
        self.cells += other.cells
        self.missing += other.missing
        self.slack += other.slack + slack

    def equation(self, code: str, published: Decimal) -> Equation:
        """Return what was collected below `code` as the equation of its figure."""
        return Equation(code, published, tuple(self.cells), tuple(self.missing), self.rule, self.slack)


class Figures:
    """All figures of one result: what is printed, counted, and where each exact value can lie."""

    def __init__(self, recipe: Recipe, result: Result) -> None:
        self.recipe = recipe
        self.result = result
        self.rounding = recipe.rounding.id

    def printed(self, code: str) -> Decimal | None:
        """Return the figure as announced, else as handed in; a total is only ever announced."""
        published = self.result.published.get(code)
        return self.result.scores.get(code) if published is None and code != TOTAL else published

    def interval(self, code: str) -> Interval | None:
        """Return where the exact value behind a printed or counted figure lies; `None` if it is neither."""
        printed = self.printed(code)
        if printed is not None:
            return self.behind(code, printed)
        counted = mean_of_answers(self.result.counts.get(code, {}))
        return None if counted is None else widened(exactly(counted), self._rounded_inside(code))

    def behind(self, code: str, printed: Decimal) -> Interval:
        """Return where the exact value lies if `printed` stands at `code`.

        An item's score is exact unless it has more than one decimal, such as 66.67 for two elements of three.
        """
        exact = self.kind(code) == "item" and (printed * 10) % 1 == 0
        return exactly(Fraction(printed)) if exact else behind(printed, self.rounding)

    def _rounded_inside(self, code: str) -> Fraction:
        """Return by how much the framework's own policy may shift the node before it goes on."""
        return _ROUNDED if self.kind(code) in self.recipe.rounding.carried else Fraction(0)

    def kind(self, code: str) -> str:
        """Return the kind of node that `code` is."""
        step = self.recipe.by_code.get(code)
        return step.kind if step else self.recipe.framework.kind_of(code) or ""

    def equations(self, code: str) -> Iterator[Equation]:
        """Yield the equations of a published figure, one for each way it can be made from what is known.

        Counts of the node itself are below it too.
        """
        printed = self.printed(code)
        if printed is None:
            return
        for below in self._ways(code, Fraction(1)):
            yield below.equation(code, printed)
        counted = mean_of_answers(self.result.counts.get(code, {}))
        if counted is not None:
            cell = Cell(f"{code}{COUNTED}", Fraction(1), exactly(counted), None)
            yield Equation(code, printed, (cell,), (), MEAN_OF_ANSWERS)

    def made(self, code: str) -> Interval | None:
        """Return where a figure lies by what is known below it, whatever is printed; `None` if nothing is."""
        below = self._best_way(code, Fraction(1))
        return None if below is None else below.equation(code, Decimal(0)).recomputed()

    def _best_way(self, code: str, share: Fraction) -> _Below | None:
        """Return the first way that lacks nothing, else the first at all; `None` if nothing is known below."""
        ways = list(self._ways(code, share))
        return next((way for way in ways if not way.missing), ways[0] if ways else None)

    def _ways(self, code: str, share: Fraction) -> Iterator[_Below]:
        for place, derivation in enumerate(self.recipe.by_code[code].derivations):
            below = self._below(derivation, share)
            if place and self.recipe.rounding.carried:
                # The score takes the first way; any other rounds elsewhere on its way up.
                below.slack += share * _ROUNDED
            if below.cells:
                yield below

    def _below(self, derivation: Derivation, share: Fraction) -> _Below:
        found = _Below(derivation.rule)
        for code, part in zip(derivation.inputs, derivation_shares(derivation), strict=True):
            interval = self.interval(code)
            below = None if interval is not None else self._best_way(code, share * part)
            if interval is not None:
                found.cells.append(Cell(code, share * part, interval, self.printed(code)))
            elif below is None:
                found.missing.append((code, share * part))
            else:
                found.add(below, share * part * self._rounded_inside(code))
        return found


def equations(figures: Figures) -> Iterator[Equation]:
    """Yield the equations of every published figure that has something below it, in framework order, total last."""
    for step in figures.recipe.steps:
        yield from figures.equations(step.code)


def status_of(equation: Equation, published: Interval) -> Status:
    """Return the verdict: with something missing a figure may be impossible, but it cannot be confirmed."""
    if not equation.recomputed().meets(published):
        return "disagrees"
    return "undecidable" if equation.missing else "agrees"


def variance(equation: Equation, published: Interval) -> Fraction:
    """Return how far the two sides of a sound equation lie apart by rounding alone: the mean square."""
    widths = [cell.interval.width * cell.share for cell in equation.cells]
    widths += [ANYTHING.width * share for _, share in equation.missing]
    # Whatever was rounded is as likely to lie anywhere in its interval.
    return sum((width**2 for width in (*widths, published.width, 2 * equation.slack)), Fraction(0)) / 12


def published_interval(figures: Figures, equation: Equation) -> Interval:
    """Return where the exact value behind the published side lies."""
    return rounded_mean(figures, equation.published)


def rounded_mean(figures: Figures, printed: Decimal) -> Interval:
    """Return where the exact value lies if `printed` stands on the published side, which is always a rounded mean."""
    return behind(printed, figures.rounding)


def shown_recomputed(equation: Equation) -> str | None:
    """Return what the printed children give, as shown; `None` while one is missing."""
    if equation.missing:
        return None
    return two_decimals(half_up(sum((cell.figure * cell.share for cell in equation.cells), Fraction(0))))


def widened(interval: Interval, by: Fraction) -> Interval:
    """Return the interval with `by` more room at both ends."""
    return Interval(interval.low - by, interval.high + by)


def decimals(value: Decimal) -> int:
    """Return how many decimals a figure is written with."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def as_printed(value: Decimal) -> str:
    """Return a figure with at least two decimals, as official tables print it."""
    return str(value.quantize(Decimal("0.01"))) if decimals(value) < 2 else str(value)
