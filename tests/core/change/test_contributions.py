"""The exact split of a change: docs/method/change.md by hand, invented years, and every pair of years at random."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.random_results import ROUNDINGS, Filler, uneven
from tests.second_scorer import Tree
from tests.small_frameworks import scored, small_framework

from prongsai.core.change.contributions import Contribution, split
from prongsai.core.framework import Change, Framework
from prongsai.core.result import Result
from prongsai.core.scoring import Recipe, Score, prepare, score
from prongsai.reading.framework import available, load

RANDOMS = st.randoms(use_true_random=True)
YEARS = {name: load(name) for name in available()}
PAIRS = [
    (newer, older)
    for newer, later_year in YEARS.items()
    for older, year in YEARS.items()
    if later_year.fiscal_year >= year.fiscal_year
]
TOOL = {"OIT": {"10": ["O1", "O2"]}}
Joins = Mapping[str, tuple[tuple[str, ...], Change]]


def later(framework: Framework, joins: Joins) -> Framework:
    """The next year: every node has the same code before it, unless `joins` says otherwise."""
    nodes = {
        code: replace(
            node, previous=joins.get(code, ((code,), "same"))[0], change=joins.get(code, ((code,), "same"))[1]
        )
        for code, node in framework.nodes.items()
    }
    return replace(framework, id="next", fiscal_year=2569, previous="invented", nodes=nodes)


def figures(framework: Framework, lost: Mapping[str, object], best: object = 100) -> Score:
    """All items and questions at their best, but for those lost."""
    codes = [code for tool in framework.tools for code in framework.leaves(tool.code)]
    return scored(framework, {code: lost.get(code, best) for code in codes})


def published(year: str, lost: Mapping[str, object]) -> Score:
    framework = YEARS[year]
    parts = {
        part.tool: [f"@{each.code}" for each in framework.parts_of(part.tool)] for part in framework.parts
    }
    codes = [
        (leaf, leaf + suffix)
        for tool in framework.tools
        for leaf in framework.leaves(tool.code)
        for suffix in parts.get(tool.code, [""])
    ]
    scores = {code: Decimal(str(lost.get(leaf, 100))) for leaf, code in codes}
    return score(prepare(framework), Result(agency="", fiscal_year=framework.fiscal_year, scores=scores))


def by_code(found: Iterable[Contribution]) -> dict[str, Contribution]:
    return {
        " ".join(each.codes) or f"-{' '.join(each.previous)}" if each.how[:2] != "li" else "rule": each
        for each in found
    }


def adds_up(found: Contribution) -> bool:
    whole = not found.below or sum(each.effect for each in found.below) == found.effect
    return whole and all(adds_up(each) for each in found.below)


# The worked case of docs/method/change.md


@pytest.fixture(scope="module")
def procurement_and_complaints() -> Contribution:
    older = published("th-ita-2567", {"O15": 0, "O24": 0})
    newer = published("th-ita-2568", {"O19": 0})
    return by_code(split(newer, older)[0])["9"]


def test_the_worked_case_adds_up_to_the_change_of_its_indicator(
    procurement_and_complaints: Contribution,
) -> None:
    found = procurement_and_complaints

    assert (found.before, found.after) == (Fraction(92), Fraction(95))
    assert found.effect == Fraction("0.60")
    assert adds_up(found)


def test_a_lost_item_that_is_gone_from_the_list_is_a_gain_of_the_list(
    procurement_and_complaints: Contribution,
) -> None:
    gone = by_code(procurement_and_complaints.below)["-O15"]

    assert (gone.how, gone.codes, gone.before, gone.after) == ("dropped", (), Fraction(0), None)
    # 0.20 × 1/25 × (2,300/24 − 0)
    assert gone.effect == Fraction(20, 100) * Fraction(1, 25) * Fraction(2300, 24)


def test_an_item_lost_in_both_years_moved_nothing_but_weighs_more(
    procurement_and_complaints: Contribution,
) -> None:
    below = by_code(procurement_and_complaints.below)

    assert (below["O19"].previous, below["O19"].effect) == (("O24",), Fraction(0))
    # The lasting items have the mean 95 now, and had 2,300/24 before, though none of them changed.
    assert below["rule"].effect == Fraction(20, 100) * (95 - Fraction(2300, 24))


def test_joined_items_are_told_with_the_mean_of_what_they_join(
    procurement_and_complaints: Contribution,
) -> None:
    joined = by_code(procurement_and_complaints.below)["O12"]

    assert (joined.how, joined.previous, joined.before) == ("merged", ("O14", "O16"), Fraction(100))
    assert [caveat.reason for caveat in joined.caveats] == ["merged"]


def test_only_the_indicator_with_the_changed_question_warns_in_the_public_survey() -> None:
    found = by_code(split(published("th-ita-2568", {}), published("th-ita-2567", {}))[0])

    assert [caveat.code for caveat in found["8"].caveats] == ["e9"]
    assert [found[code].caveats for code in ("1", "5", "6", "7")] == [(), (), (), ()]
    assert by_code(found["8"].below)["e9@EIT.1"].caveats == found["8"].caveats


def test_every_question_of_2567_warns_against_2566() -> None:
    found = by_code(split(published("th-ita-2567", {}), published("th-ita-2566", {}))[0])

    warned = [caveat.code for code in map(str, range(1, 9)) for caveat in found[code].caveats]
    assert warned == [f"i{number}" for number in range(1, 16)] + [f"e{number}" for number in range(1, 10)]


def test_what_moved_to_another_indicator_names_its_place_there() -> None:
    found = by_code(split(published("th-ita-2567", {}), published("th-ita-2566", {}))[0])

    came, went = by_code(found["9"].below)["O20"], by_code(found["10"].below)["O20"]
    assert (came.how, came.previous) == ("moved_in", ("O39",))
    assert (went.how, went.previous) == ("moved_out", ("O39",))


def test_a_rule_that_changed_is_a_term_of_its_own() -> None:
    # News: one of nine items of 9.1 in 2564, so 1/45 of indicator 9; one of twenty in 2568.
    found = by_code(split(published("th-ita-2568", {"O4": 0}), published("th-ita-2564", {"O7": 0}))[0])["9"]

    below = by_code(found.below)
    assert found.effect == Fraction(20, 100) * (95 - Fraction(4400, 45))
    assert (below["O4"].previous, below["O4"].effect) == (("O7",), Fraction(0))
    assert below["rule"].effect < 0
    assert adds_up(found)


def test_a_survey_in_parts_meets_one_without_question_by_question() -> None:
    found = by_code(split(published("th-ita-2566", {"e1": 90}), published("th-ita-2565", {"e1": 80}))[0])["6"]

    question = by_code(found.below)["e1@EIT.1 e1@EIT.2"]
    assert (question.how, question.previous, question.before, question.after) == (
        "same",
        ("e1",),
        Fraction(80),
        Fraction(90),
    )
    assert question.effect == Fraction(30, 100) / 3 / 5 * 10


# Invented years


def test_a_new_item_counts_by_how_far_it_stands_off_the_others() -> None:
    older = small_framework(TOOL, weights={"OIT": 1})
    newer = later(
        small_framework({"OIT": {"10": ["O1", "O2", "O3"]}}, weights={"OIT": 1}), {"O3": ((), "new")}
    )

    found, unknown = split(figures(newer, {"O3": 40}, best=80), figures(older, {}, best=80))

    new = by_code(found[0].below)["O3"]
    assert (new.how, new.before, new.after, new.effect) == ("new", None, Fraction(40), Fraction(-40, 3))
    assert found[0].effect == Fraction(-40, 3)
    assert unknown == ()


def test_a_matter_that_was_split_is_told_as_part_of_the_old_one() -> None:
    older = small_framework(TOOL, weights={"OIT": 1})
    joins: Joins = {"O3": (("O2",), "part"), "O2": (("O2",), "part")}
    newer = later(small_framework({"OIT": {"10": ["O1", "O2", "O3"]}}, weights={"OIT": 1}), joins)

    found = split(figures(newer, {"O2": 50}), figures(older, {"O2": 0}))[0][0]

    part = by_code(found.below)["O2 O3"]
    assert (part.how, part.previous, part.before, part.after) == ("part", ("O2",), Fraction(0), Fraction(75))
    # Its weight was 1/2 and is 2/3: the mean of both for the change, the rest for the list.
    assert part.effect == Fraction(7, 12) * 75
    assert by_code(found.below)["rule"].effect == Fraction(250, 3) - 50 - Fraction(7, 12) * 75


def test_weights_that_changed_are_kept_apart_from_scores_that_changed() -> None:
    tree = {"OIT": {"10": ["O1"]}, "IIT": {"1": ["i1"]}}
    older = small_framework(tree, weights={"OIT": 1, "IIT": 1})
    newer = later(small_framework(tree, weights={"OIT": 3, "IIT": 1}), {})

    found = split(figures(newer, {"O1": 80, "i1": 40}), figures(older, {"O1": 60, "i1": 40}))[0]

    score_of_10, weight_of_10 = found[0].below
    # Half of 60 was 30, three quarters of 80 are 60: 5/8 × 20 by the score, 1/4 × 70 by the weight.
    assert found[0].effect == 30
    assert (score_of_10.effect, weight_of_10.how, weight_of_10.effect) == (
        Fraction(25, 2),
        "weight",
        Fraction(35, 2),
    )
    assert [each.effect for each in found[1].below] == [0, -10]


def test_an_indicator_that_only_one_year_has_counts_with_all_it_brings() -> None:
    older = small_framework({"OIT": {"9": ["O1"], "10": ["O2"]}}, weights={"OIT": 1})
    newer = later(
        small_framework({"OIT": {"9": ["O1"], "8": ["O3"]}}, weights={"OIT": 1}),
        {"8": ((), "new"), "O3": ((), "new")},
    )

    found = split(figures(newer, {"O3": 60}), figures(older, {"O2": 20}))[0]

    assert [(each.how, each.effect) for each in found] == [
        ("same", Fraction(0)),
        ("new", Fraction(30)),
        ("dropped", Fraction(-10)),
    ]


def test_two_indicators_made_one_are_one_contribution() -> None:
    older = small_framework({"OIT": {"9": ["O1"], "10": ["O2"]}}, weights={"OIT": 1})
    newer = later(
        small_framework({"OIT": {"9": ["O1", "O2"]}}, weights={"OIT": 1}), {"9": (("9", "10"), "merged")}
    )

    (found,) = split(figures(newer, {}), figures(older, {"O2": 40}))[0]

    assert (found.how, found.previous, found.below) == ("merged", ("9", "10"), ())
    assert (found.before, found.after, found.effect) == (Fraction(70), Fraction(100), Fraction(30))


def test_years_without_a_common_matter_are_not_split_below_the_indicator() -> None:
    older = small_framework(TOOL, weights={"OIT": 1})
    joins: Joins = {"O1": ((), "new"), "O2": ((), "new")}
    newer = later(small_framework(TOOL, weights={"OIT": 1}), joins)

    found = split(figures(newer, {}), figures(older, {"O1": 0}))[0]

    assert (found[0].effect, found[0].below) == (Fraction(50), ())


def test_an_indicator_told_as_a_whole_is_not_split() -> None:
    framework = small_framework(TOOL, weights={"OIT": 1})

    found = split(figures(framework, {}), scored(framework, {"10": 70}))[0]

    assert (found[0].before, found[0].effect, found[0].below) == (Fraction(70), Fraction(30), ())


def test_a_sub_indicator_told_as_a_whole_meets_all_its_items() -> None:
    framework = small_framework(
        {"OIT": {"10": {"10.1": ["O1", "O2"], "10.2": ["O3"]}}},
        weights={"OIT": 1},
        oit_rule="oit_mean_of_subindicators",
    )

    found = split(figures(framework, {}), scored(framework, {"10.1": 40, "O3": 100}))[0][0]

    assert [(each.how, each.codes, each.previous) for each in found.below] == [
        ("part", ("O1", "O2"), ("10.1",)),
        ("same", ("O3",), ("O3",)),
    ]
    assert found.below[0].effect == found.effect == 30


def test_a_tool_that_one_year_knows_only_as_a_whole_is_one_contribution() -> None:
    framework = small_framework(
        {"OIT": {"9": ["O1"], "10": ["O2"]}, "IIT": {"1": ["i1"]}}, weights={"OIT": 1, "IIT": 1}
    )

    found = split(figures(framework, {}), scored(framework, {"OIT": 90, "i1": 100}))[0]

    assert [(each.codes, each.effect) for each in found] == [(("OIT",), Fraction(5)), (("1",), Fraction(0))]


def test_a_tool_that_only_one_year_has_counts_by_its_indicators() -> None:
    older = small_framework({"OIT": {"10": ["O1"]}}, weights={"OIT": 1})
    tree = {"OIT": {"10": ["O1"]}, "IIT": {"1": ["i1"]}}
    newer = later(small_framework(tree, weights={"OIT": 1, "IIT": 1}), {"1": ((), "new"), "i1": ((), "new")})

    found = split(figures(newer, {"i1": 40}), figures(older, {}))[0]

    assert [(each.codes, each.how, each.effect) for each in found] == [
        (("10",), "same", Fraction(-50)),
        (("1",), "new", Fraction(20)),
    ]


def test_without_a_total_only_what_both_years_know_is_told() -> None:
    framework = small_framework(
        {"OIT": {"9": ["O1"], "10": ["O2"]}, "IIT": {"1": ["i1"]}}, weights={"OIT": 1, "IIT": 1}
    )

    found, unknown = split(figures(framework, {"O1": 50}), scored(framework, {"9": 90, "i1": 100}))

    assert [(each.codes, each.effect) for each in found] == [(("9",), Fraction(-10)), (("1",), Fraction(0))]
    assert unknown == ("10",)


def test_rounding_on_the_way_is_a_term_of_its_own() -> None:
    framework = small_framework(
        {"OIT": {"10": ["O1", "O2", "O3"]}}, weights={"OIT": 1}, rounding="half_up_2_each"
    )

    found = split(figures(framework, {"O1": 0}), figures(framework, {}))[0]

    # 66.666… was carried as 66.67.
    assert found[0].effect == Fraction("-33.33")
    assert [(each.how, each.effect) for each in found[0].below if each.effect][-1] == (
        "rounding",
        Fraction(1, 300),
    )


def test_items_without_any_weight_are_no_ground_for_a_split() -> None:
    framework = small_framework(TOOL, weights={"OIT": 1}, oit_rule="weighted_mean_of_children")
    weightless = {
        code: replace(node, weight=Fraction(code != "O1")) for code, node in framework.nodes.items()
    }
    older = replace(framework, nodes=weightless)
    newer = later(older, {"O2": ((), "new")})

    found = split(figures(newer, {}), figures(older, {"O2": 50}))[0][0]

    assert (found.effect, found.below) == (Fraction(50), ())


# Every pair of years


@cache
def prepared(year: str, rounding: str, *, by_weight: bool) -> tuple[Tree, Recipe]:
    framework = uneven(YEARS[year]) if by_weight else YEARS[year]
    return Tree(framework, ()), prepare(framework, rounding=rounding)


@st.composite
def pairs(draw: st.DrawFn, *, complete: bool) -> tuple[Score, Score]:
    random = draw(RANDOMS)
    scores = []
    for year in draw(st.sampled_from(PAIRS)):
        tree, recipe = prepared(year, draw(st.sampled_from(ROUNDINGS)), by_weight=draw(st.booleans()))
        scores.append(score(recipe, Filler(tree, random, complete=complete).result()))
    return scores[0], scores[1]


@given(pairs(complete=True))
@settings(max_examples=30)
def test_the_parts_add_up_to_the_change_of_the_total_to_the_last_digit(pair: tuple[Score, Score]) -> None:
    newer, older = pair
    assert newer.total is not None
    assert older.total is not None

    found, unknown = split(newer, older)

    assert sum(each.effect for each in found) == newer.total - older.total
    assert all(adds_up(each) for each in found)
    assert unknown == ()


@given(pairs(complete=False))
@settings(max_examples=25)
def test_whatever_is_known_the_parts_add_up_or_the_total_is_unknown(pair: tuple[Score, Score]) -> None:
    newer, older = pair

    found, unknown = split(newer, older)

    assert all(adds_up(each) for each in found)
    if newer.total is None or older.total is None:
        assert not {code for each in found for code in each.codes} & set(unknown)
    else:
        assert sum(each.effect for each in found) == newer.total - older.total


@given(pairs(complete=True))
@settings(max_examples=10)
def test_a_year_beside_itself_did_not_move(pair: tuple[Score, Score]) -> None:
    found, _ = split(pair[0], pair[0])

    assert all(each.effect == 0 for one in found for each in (one, *one.below))
