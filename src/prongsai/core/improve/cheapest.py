"""The cheapest way to raise sums to where they must be: an integer program, solved exactly."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from prongsai.core.errors import InputError, Problem
from prongsai.core.rules import HUNDREDTH, half_up
from prongsai.core.text import Text

# The solver counts in 64 bits; sums beyond this would overflow silently.
MOST = 2**61
SEED = 2568
BLOCK = 16
# Work, not time, in the solver's own measure (about a second each): the same on every machine.
MOST_WORK = Fraction(8)
NO_WORK = Fraction(1, 1000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Something that can rise by one of `rises`, or where these are `None` by up to `hundredths` hundredths.

    `effort` is that of any rise of the list, or that of each hundredth.
    """

    code: str
    rises: tuple[Fraction, ...] | None = None
    hundredths: int = 0
    effort: Fraction


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure as it follows from the rises: constant + Σ weight · (another sum, or the rise of a choice).

    `rounded`: half up to two decimals before it goes on. Sums of one `code` are the same sum.
    """

    code: str
    constant: Fraction
    terms: tuple[tuple[Fraction, Sum | str], ...] = ()
    rounded: bool = False

    def at(self, rises: Mapping[str, Fraction]) -> Fraction:
        """Return the figure for these rises, by code; what is not named does not rise."""
        value = self.constant
        for weight, term in self.terms:
            value += weight * (rises.get(term, Fraction(0)) if isinstance(term, str) else term.at(rises))
        return half_up(value) if self.rounded else value


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """The sum of all `terms` must be at least `minimum`, or above it where that is `strict`."""

    terms: tuple[tuple[Fraction, Sum], ...]
    minimum: Fraction
    strict: bool = False

    def met(self, rises: Mapping[str, Fraction]) -> bool:
        """Whether the need is met by these rises, by code; what is not named does not rise."""
        value = sum((weight * term.at(rises) for weight, term in self.terms), Fraction(0))
        return value > self.minimum if self.strict else value >= self.minimum


@dataclass(frozen=True, slots=True)
class Cheapest:
    """The rise of each raised choice, by code; `proven` unless the search was stopped before it had seen all."""

    rises: Mapping[str, Fraction]
    proven: bool


@dataclass(frozen=True, slots=True)
class _Line:
    """constant + Σ coefficient · variable, over the variables of the model by number."""

    constant: Fraction = Fraction(0)
    terms: Mapping[int, Fraction] = field(default_factory=dict)

    def plus(self, weight: Fraction, other: _Line) -> _Line:
        terms = dict(self.terms)
        for variable, coefficient in other.terms.items():
            terms[variable] = terms.get(variable, Fraction(0)) + weight * coefficient
        return _Line(self.constant + weight * other.constant, terms)

    def at(self, values: Sequence[int]) -> Fraction:
        return self.constant + sum(part * values[variable] for variable, part in self.terms.items())


@dataclass(frozen=True, slots=True)
class _Raise:
    """The variables of one choice: whether it is raised at all, and by how much."""

    raised: int
    rise: _Line
    effort: _Line


class _Model:
    """The integer program; variables are numbered, coefficients are fractions until they are handed over."""

    def __init__(self) -> None:
        # Loading the solver takes a second, which only a plan has to wait for.
        try:
            from ortools.sat.python import cp_model
        except ImportError as error:
            raise InputError([_NO_SOLVER]) from error

        self.cp: Any = cp_model
        self.model: Any = cp_model.CpModel()
        self.variables: list[Any] = []
        self.ranges: list[tuple[int, int]] = []
        self.sums: dict[str, _Line] = {}
        self.raises: dict[str, _Raise] = {}
        self.work = MOST_WORK
        self.proven = True

    def variable(self, low: int, high: int) -> int:
        self.variables.append(self.model.new_int_var(low, high, f"x{len(self.variables)}"))
        self.ranges.append((low, high))
        return len(self.variables) - 1

    def add(self, choice: Choice) -> None:
        add = self.by_hundredths if choice.rises is None else self.by_list
        self.raises[choice.code] = add(choice)

    def by_hundredths(self, choice: Choice) -> _Raise:
        count, raised = self.variable(0, choice.hundredths), self.variable(0, 1)
        # Both ways, so that `raised` says neither more nor less than that there is a rise.
        self.at_least(_Line(terms={raised: Fraction(choice.hundredths), count: Fraction(-1)}), Fraction(0))
        self.at_least(_Line(terms={count: Fraction(1), raised: Fraction(-1)}), Fraction(0))
        return _Raise(raised, _Line(terms={count: HUNDREDTH}), _Line(terms={count: choice.effort}))

    def by_list(self, choice: Choice) -> _Raise:
        rises = choice.rises or ()
        options = [self.variable(0, 1) for _ in rises]
        raised = self.variable(0, 1)
        chosen = _Line(terms={**dict.fromkeys(options, Fraction(1)), raised: Fraction(-1)})
        self.at_least(chosen, Fraction(0))
        self.at_most(chosen, Fraction(0))
        rise = _Line(terms=dict(zip(options, rises, strict=True)))
        return _Raise(raised, rise, _Line(terms={raised: choice.effort}))

    def line(self, total: Sum) -> _Line:
        if total.code not in self.sums:
            line = _Line(total.constant)
            for weight, term in total.terms:
                line = line.plus(weight, self.raises[term].rise if isinstance(term, str) else self.line(term))
            self.sums[total.code] = self.rounded(line) if total.rounded and line.terms else line
        return self.sums[total.code]

    def rounded(self, line: _Line) -> _Line:
        """Return a line for the hundredths h with h ≤ 100·line + ½ < h + 1."""
        hundredths = self.variable(0, 2 * 100 * 100)
        over = _Line().plus(Fraction(100), line).plus(Fraction(-1), _Line(terms={hundredths: Fraction(1)}))
        self.at_least(over, Fraction(-1, 2))
        self.at_most(over, Fraction(1, 2), strict=True)
        return _Line(terms={hundredths: HUNDREDTH})

    def at_least(self, line: _Line, minimum: Fraction, *, strict: bool = False) -> None:
        scale, terms = self.whole(line)
        bound = (minimum - line.constant) * scale
        # The left side is whole, so the least whole number that will do is as exact as the bound itself.
        self.model.add(terms >= (math.floor(bound) + 1 if strict else math.ceil(bound)))

    def at_most(self, line: _Line, maximum: Fraction, *, strict: bool = False) -> None:
        opposite = _Line().plus(Fraction(-1), line)
        self.at_least(opposite, -maximum, strict=strict)

    def whole(self, line: _Line) -> tuple[int, Any]:
        """Return a scale and Σ scale · coefficient · variable, all coefficients whole."""
        scale = math.lcm(*(coefficient.denominator for coefficient in line.terms.values()))
        coefficients = [int(coefficient * scale) for coefficient in line.terms.values()]
        reach = sum(
            abs(each) * max(map(abs, self.ranges[variable]))
            for each, variable in zip(coefficients, line.terms, strict=True)
        )
        if reach > MOST:
            raise InputError([_too_fine(scale)])
        variables = [self.variables[variable] for variable in line.terms]
        return scale, self.cp.LinearExpr.weighted_sum(variables, coefficients)

    def least(self, line: _Line) -> tuple[Fraction, list[int]] | None:
        """Return the least value found for the line and the variables then; `None` if nothing was found."""
        _, terms = self.whole(line)
        self.model.clear_objective()
        self.model.minimize(terms)
        solver = self.cp.CpSolver()
        # One worker, a fixed seed, limits in work: the same question always gets the same answer.
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = SEED
        # The needs are weighted sums over everything, which only their linear relaxation sees through.
        solver.parameters.linearization_level = 2
        solver.parameters.max_deterministic_time = self.work
        status = solver.solve(self.model)
        self.work = max(NO_WORK, self.work - Fraction(solver.response_proto.deterministic_time))
        self.proven &= status in (self.cp.OPTIMAL, self.cp.INFEASIBLE)
        if status == self.cp.MODEL_INVALID:
            raise RuntimeError(f"the solver refuses the model: {self.model.validate()}")
        if status not in (self.cp.OPTIMAL, self.cp.FEASIBLE):
            return None
        values = [solver.value(variable) for variable in self.variables]
        self.hint(values)
        return line.at(values), values

    def hint(self, values: Sequence[int]) -> None:
        self.model.clear_hints()
        for variable, value in zip(self.variables, values, strict=True):
            self.model.add_hint(variable, value)


def cheapest(choices: Sequence[Choice], needs: Sequence[Need]) -> Cheapest | None:
    """Return the cheapest rises that meet all needs; `None` where none do, or none were found.

    Least effort first; then fewest choices raised; then those that come first in `choices`, and these the most.
    """
    model = _Model()
    for choice in choices:
        model.add(choice)
    for need in needs:
        line = _Line()
        for weight, term in need.terms:
            line = line.plus(weight, model.line(term))
        model.at_least(line, need.minimum, strict=need.strict)
    solution = _settle(model)
    if solution is None:
        return None
    rises = {code: each.rise.at(solution) for code, each in model.raises.items()}
    return Cheapest({code: rise for code, rise in rises.items() if rise}, model.proven)


def _settle(model: _Model) -> list[int] | None:
    """Settle effort, number of choices, which, and how much, in this order, each without giving up the former."""
    efforts, number = _Line(), _Line()
    for each in model.raises.values():
        efforts = efforts.plus(Fraction(1), each.effort)
        number = number.plus(Fraction(1), _Line(terms={each.raised: Fraction(1)}))
    found = model.least(efforts)
    if found is None:
        return None
    solution = _kept(model, efforts, found[1])
    solution = _kept(model, number, _better(model, number, solution))
    for block in _blocks([each.raised for each in model.raises.values()], BLOCK):
        solution = _first_of(model, block, solution)
    for each in model.raises.values():
        if solution[each.raised]:
            least = _Line().plus(Fraction(-1), each.rise)
            solution = _kept(model, least, _better(model, least, solution))
    return solution


def _better(model: _Model, goal: _Line, solution: list[int]) -> list[int]:
    """Return a solution with less of the goal; once the work is used up, the one there is."""
    found = model.least(goal)
    return found[1] if found else solution


def _kept(model: _Model, goal: _Line, solution: list[int]) -> list[int]:
    """Settle that the goal gets no worse than in this solution."""
    model.at_most(goal, goal.at(solution))
    return solution


def _first_of(model: _Model, block: Sequence[int], solution: list[int]) -> list[int]:
    """Raise the first of these rather than any of the others, and so on, if nothing settled before is lost."""
    # Each counts for more than all after it together.
    order = _Line(terms={raised: -Fraction(2 ** (len(block) - n)) for n, raised in enumerate(block, 1)})
    solution = _better(model, order, solution)
    for raised in block:
        model.at_least(_Line(terms={raised: Fraction(1)}), Fraction(solution[raised]))
        model.at_most(_Line(terms={raised: Fraction(1)}), Fraction(solution[raised]))
    return solution


def _blocks(values: Sequence[int], size: int) -> list[Sequence[int]]:
    return [values[start : start + size] for start in range(0, len(values), size)]


def _too_fine(scale: int) -> Problem:
    return Problem(
        id="improve.too_fine",
        where="effort",
        found=f"1/{scale}",
        why=Text(
            "น้ำหนักหรือแรงที่ใช้ละเอียดเกินกว่าจะค้นหาแผนได้โดยไม่ปัดเศษ",
            "weights or efforts are too fine to be searched without rounding",
        ),
        remedy=Text("ใช้ทศนิยมให้น้อยลง", "use fewer decimals"),
    )


_NO_SOLVER = Problem(
    id="improve.no_solver",
    where="improve",
    found="",
    why=Text("ยังไม่ได้ติดตั้งตัวค้นหาแผน (ortools)", "the solver that finds plans (ortools) is not installed"),
    remedy=Text("ติดตั้งด้วย pip install 'prongsai[improve]'", "install it: pip install 'prongsai[improve]'"),
)
