"""What is true of every score, whatever the year, the rule and the answers."""

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.random_results import ROUNDINGS, Filler, variants
from tests.second_scorer import Tree

from prongsai.core.result import Result
from prongsai.core.scoring import Recipe, Score, prepare, proof, score
from prongsai.reading.framework import available, load

VARIANTS = {year: variants(load(year)) for year in available()}
RANDOMS = st.randoms(use_true_random=True)


@dataclass(frozen=True)
class Case:
    tree: Tree
    recipe: Recipe
    result: Result

    def score(self, result: Result | None = None) -> Score:
        return score(self.recipe, result or self.result)

    def handed_in(self) -> list[str]:
        return sorted({*self.result.scores, *self.result.counts, *self.result.published})

    def above(self, code: str) -> set[str]:
        """Every node that has this one among its inputs, or among the inputs of its inputs."""
        inputs = self.tree.inputs.items()
        parents = {parent for parent, below in inputs if any(code in group for _, group in below)}
        return parents.union(*map(self.above, parents))


@cache
def prepared(year: str, rounding: str, variant: int = 0) -> tuple[Tree, Recipe]:
    framework, instead = VARIANTS[year][variant]
    return Tree(framework, instead), prepare(framework, instead=instead, rounding=rounding)


@st.composite
def cases(draw: st.DrawFn, *, complete: bool = False, roundings: tuple[str, ...] = ROUNDINGS) -> Case:
    year = draw(st.sampled_from(available()))
    variant = draw(st.integers(0, len(VARIANTS[year]) - 1))
    tree, recipe = prepared(year, draw(st.sampled_from(roundings)), variant)
    return Case(tree, recipe, Filler(tree, draw(RANDOMS), complete=complete).result())


def without(result: Result, gone: str) -> Result:
    """The same as if nobody had handed in anything for this code."""
    scores, published = (
        {code: figure for code, figure in figures.items() if code != gone}
        for figures in (result.scores, result.published)
    )
    counts = {code: answers for code, answers in result.counts.items() if code != gone}
    return replace(result, scores=scores, counts=counts, published=published)


@given(cases())
def test_every_value_lies_between_0_and_100(case: Case) -> None:
    scored = case.score()

    assert all(0 <= value <= 100 for value in scored.values.values())


@given(cases(), RANDOMS)
def test_a_higher_figure_or_a_better_answer_lowers_nothing(case: Case, random: Random) -> None:
    scores = dict(case.result.scores)
    for code in random.sample(sorted(scores), min(2, len(scores))):
        scores[code] += (100 - scores[code]) * Decimal(random.choice(("0.01", "0.5", "1")))
    counts = {code: dict(answers) for code, answers in case.result.counts.items()}
    for answers in counts.values():
        worse, better = sorted(random.sample(sorted(answers), 2))
        moved = random.randint(0, answers[worse])
        answers[worse] -= moved
        answers[better] += moved

    before, after = case.score().values, case.score(replace(case.result, scores=scores, counts=counts)).values

    assert before.keys() == after.keys()
    assert all(after[code] >= value for code, value in before.items())


@given(cases(), RANDOMS)
def test_the_order_of_the_input_does_not_matter(case: Case, random: Random) -> None:
    old = case.result
    scores = {code: old.scores[code] for code in random.sample(sorted(old.scores), len(old.scores))}
    counts = {code: old.counts[code] for code in random.sample(sorted(old.counts), len(old.counts))}

    other = case.score(replace(old, scores=scores, counts=counts))

    assert (other.values, other.decision) == (case.score().values, case.score().decision)


@given(cases())
def test_the_deepest_complete_level_wins(case: Case) -> None:
    scored, result = case.score(), case.result
    for code, inputs in case.tree.inputs.items():
        if inputs and all(child in scored.values for _, group in inputs for child in group):
            result = without(result, code)

    assert case.score(result).values == scored.values


@given(cases(complete=True), RANDOMS)
def test_a_missing_input_makes_all_above_it_unknown(case: Case, random: Random) -> None:
    gone = random.choice(case.handed_in())
    lost = {gone} | case.above(gone)

    before, after = case.score().values, case.score(without(case.result, gone)).values

    assert before.keys() >= lost
    assert [before.get(code) for code in case.tree.codes if code not in lost] == [
        after.get(code) for code in case.tree.codes if code not in lost
    ]
    assert not lost & after.keys()


@given(cases(complete=True), RANDOMS)
def test_a_node_with_a_missing_input_is_exactly_as_given(case: Case, random: Random) -> None:
    gone = random.choice([code for code in case.handed_in() if case.above(code) > {"total"}])
    code = random.choice(sorted(case.above(gone) - {"total"}))
    rest = without(case.result, gone)

    scored = case.score(replace(rest, scores={**rest.scores, code: Decimal("12.34")}))

    assert scored.values[code] == Fraction("12.34")


@given(cases(roundings=("half_up_2",)))
def test_the_leaves_of_the_proof_add_up_to_the_total(case: Case) -> None:
    scored = case.score()
    assume(scored.total is not None)

    leaves = list(proof(scored).leaves())

    assert sum(leaf.share for leaf in leaves) == 1
    assert sum(leaf.share * (leaf.value or 0) for leaf in leaves) == scored.total


@given(cases(), RANDOMS, st.integers(2, 1000))
def test_more_people_with_the_same_answers_change_nothing(case: Case, random: Random, times: int) -> None:
    counts = dict(case.result.counts)
    for code in random.sample(sorted(counts), min(3, len(counts))):
        counts[code] = {points: number * times for points, number in counts[code].items()}

    assert case.score(replace(case.result, counts=counts)).values == case.score().values


@pytest.mark.parametrize("year", available())
@given(hundredths=st.integers(0, 9999))
def test_a_half_is_rounded_as_the_policy_says(year: str, hundredths: int) -> None:
    half = Decimal(hundredths * 10 + 5).scaleb(-3)
    result = Result(
        agency="", fiscal_year=0, scores={tool: half for tool in prepared(year, "half_up_2")[0].tools}
    )

    shown = [score(prepared(year, rounding)[1], result).shown("total") for rounding in ROUNDINGS]

    up, even, cut = hundredths + 1, hundredths + hundredths % 2, hundredths
    assert shown == [Fraction(figure, 100) for figure in (up, up, up, even, cut)]
