"""The steps of a proof in words: rule and sum."""

from collections.abc import Iterator
from fractions import Fraction

from tests.published import donsak, framework, napho
from tests.small_frameworks import scored, small_framework

from prongsai.core.framework import Framework
from prongsai.core.result import Result
from prongsai.core.scoring import Proof, Score, prepare, proof, score
from prongsai.render.proof import figure, rule_words, title, written_sum


def scored_of(result: Result) -> Score:
    return score(prepare(framework(result.fiscal_year)), result)


def nodes(node: Proof) -> Iterator[Proof]:
    yield node
    for child in node.children:
        yield from nodes(child)


def test_the_total_is_the_weighted_sum_of_the_tools() -> None:
    assert written_sum(proof(scored_of(donsak()))) == "94.428 × 30 % + 96.24 × 30 % + 93.25 × 40 % = 94.5004"


def test_a_mean_is_the_values_by_their_number() -> None:
    small = small_framework({"IIT": {"1": ["i1", "i2"]}}, weights={"IIT": 100})

    assert written_sum(proof(scored(small, {"i1": 80, "i2": 91}), "1")) == "(80.00 + 91.00) ÷ 2 = 85.50"


def test_every_sum_of_the_published_results_can_be_reckoned_again() -> None:
    for result in (donsak(), napho()):
        for node in nodes(proof(scored_of(result))):
            if node.children and node.value is not None:
                again = sum((child.weight * (child.value or 0) for child in node.children), Fraction(0))
                assert again == node.value
                assert written_sum(node).endswith(f"= {figure(node.value)}"), node.code


def test_a_figure_that_does_not_end_says_so() -> None:
    assert figure(Fraction(200, 3)) == "66.6666…"
    assert figure(Fraction("94.123")) == "94.123"
    assert figure(Fraction("94.5")) == "94.50"
    assert figure(None) == "–"


def test_unknown_and_given_are_told_apart() -> None:
    small = small_framework({"IIT": {"1": ["i1", "i2"]}}, weights={"IIT": 100})
    made = scored(small, {"i1": 80})

    assert rule_words(proof(made, "i1")).en == "the score as it was entered"
    assert rule_words(proof(made, "1")).en == "the score is not known"
    assert written_sum(proof(made, "1")) == ""


def test_titles_name_groups_too() -> None:
    year: Framework = framework(2568)

    assert title(year, "total").en == "Total score"
    assert title(year, "9#2").en.startswith("group 2 of Indicator 9")
    assert title(year, "6@EIT.1").th.startswith("ตัวชี้วัดที่ 6")
