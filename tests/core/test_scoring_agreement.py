"""The product and the second scorer agree to the last digit, on every framework, rule and rounding policy."""

import math
from decimal import Decimal
from random import Random

import pytest
from tests.random_results import ROUNDINGS, Filler, as_json, variants
from tests.second_scorer import SecondScorer, Tree, rounded

from prongsai.core.result import Result
from prongsai.core.scoring import Score, prepare, score
from prongsai.reading.framework import available, load

CASES = 100_000


def differences(second: SecondScorer, product: Score) -> list[str]:
    """Every figure in which the two differ; a code with `#` is a group, which the method does not name."""
    pairs: list[tuple[str, object, object]] = [("total", second.value("total"), product.total)]
    pairs += [(code, second.value(code), product.values.get(code)) for code in second.tree.codes]
    for code in ("total", *second.tree.tools, *second.tree.parts):
        value = second.value(code)
        shown = None if value is None else rounded(value, second.rounding)
        pairs.append((f"{code} as shown", shown, product.shown(code)))
    for gate, bounds in product.decision.gates.items():
        low, high = (rounded(bound, second.rounding) for bound in second.bounds(gate))
        pairs.append((f"gate {gate}", (low, high), (bounds.low, bounds.high)))
    extra = {code for code in product.values if "#" not in code} - set(second.tree.codes)
    levels = second.possible_levels()
    level = product.decision.level
    pairs += [
        ("gates", set(second.tree.framework.gates), set(product.decision.gates)),
        ("further nodes", set(), extra),
        ("levels", levels, tuple(level.id for level in product.decision.possible)),
        ("level", levels[0] if len(levels) == 1 else None, level and level.id),
    ]
    return [f"{name}: second {mine}, product {theirs}" for name, mine, theirs in pairs if mine != theirs]


@pytest.mark.parametrize("rounding", ROUNDINGS)
@pytest.mark.parametrize("year", available())
def test_two_scorers_agree_to_the_last_digit(year: str, rounding: str) -> None:
    tried = variants(load(year))
    each = math.ceil(CASES / len(available()) / len(ROUNDINGS) / len(tried))

    for framework, instead in tried:
        tree, recipe = Tree(framework, instead), prepare(framework, instead=instead, rounding=rounding)
        for number in range(each):
            seed = f"{year} {rounding} {[choice.id for choice in instead]} {number}"
            result = Filler(tree, Random(seed)).result()  # noqa: S311 – a failure must come back
            differ = differences(SecondScorer(tree, rounding, result), score(recipe, result))
            assert not differ, f"seed {seed!r}: {'; '.join(differ)}\n{as_json(result)}"


def test_a_total_that_is_handed_in_is_not_taken_as_given() -> None:
    result = Result(agency="", fiscal_year=0, scores={"total": Decimal(90)}, published={"total": Decimal(80)})

    scored = score(prepare(load(available()[-1])), result)

    assert scored.total is None
