"""The search for the cheapest rises, against trying out every combination."""

import itertools
import math
import subprocess
import sys
from collections.abc import Mapping
from fractions import Fraction
from random import Random

import pytest

from prongsai.core.errors import InputError
from prongsai.core.improve.cheapest import Choice, Need, Sum
from prongsai.core.improve.cheapest import cheapest as search

ONE = Fraction(1)


def cheapest(choices: list[Choice], needs: list[Need]) -> Mapping[str, Fraction] | None:
    found = search(choices, needs)
    assert found is None or found.proven
    return found.rises if found else None


def need(minimum: object, *terms: tuple[object, str], start: object = 0) -> Need:
    line = Sum("total", Fraction(str(start)), tuple((Fraction(str(weight)), code) for weight, code in terms))
    return Need(terms=((ONE, line),), minimum=Fraction(str(minimum)))


def item(code: str, *rises: int, effort: object = 1) -> Choice:
    return Choice(code=code, rises=tuple(map(Fraction, rises)), effort=Fraction(str(effort)))


def free(code: str, hundredths: int, *, effort: object = 1) -> Choice:
    return Choice(code=code, hundredths=hundredths, effort=Fraction(str(effort)))


def test_the_cheaper_of_two_equal_rises_is_taken() -> None:
    found = cheapest([item("a", 100, effort=3), item("b", 100, effort=2)], [need(50, (0.5, "a"), (0.5, "b"))])

    assert found == {"b": Fraction(100)}


def test_of_equally_cheap_plans_the_one_with_fewer_rises_is_taken() -> None:
    choices = [item("a", 50, effort=1), item("b", 50, effort=1), item("c", 100, effort=2)]

    assert cheapest(choices, [need(100, (1, "a"), (1, "b"), (1, "c"))]) == {"c": Fraction(100)}


def test_of_plans_alike_the_first_in_order_is_taken() -> None:
    assert cheapest([item("a", 10), item("b", 10), item("c", 10)], [need(10, (1, "b"), (1, "c"))]) == {
        "b": Fraction(10)
    }


def test_an_item_that_costs_the_same_at_any_level_is_raised_to_the_highest() -> None:
    assert cheapest([item("a", 30, 50, 80)], [need(40, (1, "a"))]) == {"a": Fraction(80)}


def test_a_rise_by_hundredths_is_no_more_than_needed() -> None:
    # 0.3 · r ≥ 1: r = 3.333…, in whole hundredths 3.34.
    assert cheapest([free("a", 1000)], [need(1, ("0.3", "a"))]) == {"a": Fraction("3.34")}


def test_what_cannot_be_met_has_no_plan() -> None:
    assert cheapest([item("a", 10)], [need(11, (1, "a"))]) is None
    assert cheapest([], [need(1)]) is None


def test_what_is_met_needs_nothing() -> None:
    assert cheapest([item("a", 10)], [need(1, (1, "a"), start=1)]) == {}
    assert cheapest([], [need(1, start=1)]) == {}


def test_a_strict_need_is_not_met_by_its_bound() -> None:
    line = Sum("total", Fraction(0), ((ONE, "a"),))

    found = cheapest([free("a", 10)], [Need(terms=((ONE, line),), minimum=Fraction("0.05"), strict=True)])

    assert found == {"a": Fraction("0.06")}


def test_efforts_too_fine_for_the_solver_are_refused_not_rounded() -> None:
    efforts = {"a": 10**9 + 7, "b": 10**9 + 9, "c": 10**9 + 21}
    choices = [free(code, 1000, effort=Fraction(1, prime)) for code, prime in efforts.items()]

    with pytest.raises(InputError, match="too fine"):
        cheapest(choices, [need(1, (1, "a"), (1, "b"), (1, "c"))])


def test_only_a_plan_waits_for_the_solver_to_load() -> None:
    program = "import sys, prongsai.core.improve; print('ortools' in sys.modules)"

    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert found.stdout == "False\n"


def test_a_missing_solver_is_said_with_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ortools.sat.python", None)

    with pytest.raises(InputError, match=r"prongsai\[improve\]"):
        cheapest([item("a", 10)], [need(1, (1, "a"))])


def rounded(value: Fraction) -> Fraction:
    return Fraction(math.floor(value * 100 + Fraction(1, 2)), 100)


class Case:
    """Two groups under a total, with weights, needs and up to seven choices on coarse grids."""

    def __init__(self, random: Random) -> None:
        self.codes = [f"x{number}" for number in range(random.randint(1, 7))]
        self.rises: dict[str, tuple[Fraction, ...]] = {}
        self.choices: list[Choice] = []
        for code in self.codes:
            self.choices.append(self.choice(code, random))
        self.rounding = random.random() < 0.5
        self.groups = [[code for code in self.codes if random.random() < 0.6] for _ in range(2)]
        self.bases = [Fraction(random.randint(0, 6000), 100) for _ in range(2)]
        self.weights = [Fraction(random.randint(1, 9), random.choice((7, 9, 10))) for _ in self.codes]
        self.minimums = [self.reachable(place, random) for place in range(2)]
        self.total = sum(self.minimums, Fraction(0)) / 3 + Fraction(random.randint(0, 300), 1000)

    def choice(self, code: str, random: Random) -> Choice:
        effort = Fraction(random.choice((0, 1, 1, 1, 2, 3)), random.choice((1, 3)))
        if random.random() < 0.6:
            self.rises[code] = tuple(
                map(Fraction, sorted(random.sample((1, 2, 5, 10), random.randint(1, 3))))
            )
            return Choice(code=code, rises=self.rises[code], effort=effort)
        most = random.randint(1, 4)
        self.rises[code] = tuple(Fraction(step, 100) for step in range(1, most + 1))
        return Choice(code=code, hundredths=most, effort=effort)

    def reachable(self, place: int, random: Random) -> Fraction:
        most = self.group(place, {code: rises[-1] for code, rises in self.rises.items()})
        return self.bases[place] + (most - self.bases[place]) * Fraction(random.randint(0, 11), 10)

    def group(self, place: int, rises: dict[str, Fraction]) -> Fraction:
        weights = dict(zip(self.codes, self.weights, strict=True))
        value = self.bases[place] + sum(weights[code] * rises.get(code, 0) for code in self.groups[place])
        return rounded(value) if self.rounding else value

    def met(self, rises: dict[str, Fraction]) -> bool:
        groups = [self.group(place, rises) for place in range(2)]
        enough = all(value >= least for value, least in zip(groups, self.minimums, strict=True))
        return enough and sum(groups, Fraction(0)) / 3 >= self.total

    def effort(self, rises: dict[str, Fraction]) -> Fraction:
        spent = Fraction(0)
        for choice in self.choices:
            if choice.code in rises:
                spent += choice.effort * (1 if choice.rises else rises[choice.code] * 100)
        return spent

    def best(self) -> dict[str, Fraction] | None:
        """Try every combination and keep the best by effort, number, order and amount."""
        found: list[tuple[object, dict[str, Fraction]]] = []
        for amounts in itertools.product(*((Fraction(0), *self.rises[code]) for code in self.codes)):
            rises = {code: amount for code, amount in zip(self.codes, amounts, strict=True) if amount}
            if self.met(rises):
                order = [code not in rises for code in self.codes]
                key = (self.effort(rises), len(rises), order, [-amount for amount in amounts])
                found.append((key, rises))
        return min(found, key=lambda pair: pair[0])[1] if found else None  # type: ignore[arg-type,return-value]

    def needs(self) -> list[Need]:
        weights = dict(zip(self.codes, self.weights, strict=True))
        groups = [
            Sum(
                f"g{place}",
                self.bases[place],
                tuple((weights[code], code) for code in self.groups[place]),
                self.rounding,
            )
            for place in range(2)
        ]
        third = Fraction(1, 3)
        total = Sum("total", Fraction(0), tuple((third, group) for group in groups))
        pairs = [*zip(groups, self.minimums, strict=True), (total, self.total)]
        return [Need(terms=((ONE, line),), minimum=minimum) for line, minimum in pairs]


@pytest.mark.parametrize("block", range(20))
def test_the_search_finds_what_trying_everything_finds(block: int) -> None:
    random = Random(block)  # noqa: S311 – a failure must come back
    planned = 0
    for _ in range(20):
        case = Case(random)
        expected = case.best()

        assert cheapest(case.choices, case.needs()) == expected
        planned += bool(expected)
    assert planned >= 5


def test_the_same_question_has_the_same_answer() -> None:
    case = Case(Random(7))  # noqa: S311 – any case will do

    assert cheapest(case.choices, case.needs()) == cheapest(case.choices, case.needs())
