"""The worked numbers of docs/method/scoring.md, each by a calculation that stands here."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

import pytest
from tests.invented_frameworks import elsewhere, reformed
from tests.published import decimals, donsak, framework, napho, with_scores
from tests.small_frameworks import small_framework

from prongsai.core.framework import Framework, RuleChoice
from prongsai.core.result import Result
from prongsai.core.rules import AGGREGATIONS, MEAN_OF_ANSWERS
from prongsai.core.scoring import Score, Unknown, mean_of_answers, prepare, proof, score, shares_below


def scored(
    of: Framework,
    scores: Mapping[str, str],
    *,
    instead: tuple[RuleChoice, ...] = (),
    rounding: str | None = None,
) -> Score:
    result = Result(agency="อบต.สมมติ", fiscal_year=of.fiscal_year, scores=decimals(scores))
    return score(prepare(of, instead=instead, rounding=rounding), result)


def alternative(of: Framework, name: str) -> RuleChoice:
    return next(choice for choice in of.alternatives if choice.id == name)


def items(first: int, last: int, lost: Mapping[str, str] | None = None) -> dict[str, str]:
    """Every item at 100, but for those lost."""
    return {f"O{number}": "100" for number in range(first, last + 1)} | dict(lost or {})


# One number for every rule


@dataclass(frozen=True)
class Worked:
    """A figure that the rule of the same id makes, and the calculation of it."""

    framework: Framework
    code: str
    value: Fraction
    scores: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    instead: tuple[RuleChoice, ...] = ()


TEN = {
    "1": "95.29",
    "2": "97.45",
    "3": "99.61",
    "4": "85.88",
    "5": "93.92",
    "6": "97.62",
    "7": "96.47",
    "8": "94.63",
    "9": "86.50",
    "10": "100.00",
}

WORKED = {
    "mean_of_answers": Worked(
        framework(2568), "i1", Fraction(1200 + 240 + 300, 20), counts={"i1": {100: 12, 80: 3, 60: 5}}
    ),
    "mean_of_statements": Worked(
        framework(2564), "i1", Fraction("90.005"), scores={"i1.1": "95", "i1.2": "85.01"}
    ),
    "mean_of_questions": Worked(
        framework(2568), "1", Fraction("285.88") / 3, scores={"i1": "94.12", "i2": "91.76", "i3": "100.00"}
    ),
    "mean_of_items": Worked(framework(2564), "9.1", Fraction(800, 9), scores=items(1, 9, {"O4": "0"})),
    "mean_of_indicators": Worked(framework(2568), "IIT", Fraction("472.15") / 5, scores=TEN),
    "weighted_mean_of_parts": Worked(
        small_framework(
            {"EIT": {"6": ["e1"]}}, weights={"EIT": 1}, parts={"EIT.1": ("EIT", 60), "EIT.2": ("EIT", 40)}
        ),
        "6",
        Fraction("0.6") * 90 + Fraction("0.4") * 100,
        scores={"e1@EIT.1": "90", "e1@EIT.2": "100"},
    ),
    "weighted_mean_of_children": Worked(
        elsewhere(), "STAFF", Fraction("0.75") * 80 + Fraction("0.25") * 60, scores={"S-A": "80", "S-B": "60"}
    ),
    "weighted_sum_of_tools": Worked(framework(2568), "total", Fraction("94.501"), scores=TEN),
    "oit_flat_mean": Worked(framework(2568), "10", Fraction("87.5"), scores=items(21, 28, {"O23": "0"})),
    "oit_mean_of_subindicators": Worked(
        framework(2564), "9", (Fraction(800, 9) + 400) / 5, scores=items(1, 33, {"O7": "0"})
    ),
    "oit_mean_of_groups": Worked(
        framework(2568),
        "9",
        (100 + Fraction("87.5") + 100 + 75 + 70) / 5,
        scores=items(1, 20, {"O6": "50", "O15": "0", "O19": "0", "O20": "50"}),
        instead=(alternative(framework(2568), "oit_groups_b1"),),
    ),
}


@pytest.mark.parametrize("rule", [*AGGREGATIONS, MEAN_OF_ANSWERS])
def test_a_rule_gives_its_worked_number(rule: str) -> None:
    case = WORKED[rule]
    result = Result(agency="", fiscal_year=0, scores=decimals(case.scores), counts=case.counts)

    scored = score(prepare(case.framework, instead=case.instead), result)

    assert scored.values[case.code] == case.value
    assert proof(scored, case.code).rule == rule


def test_no_answer_at_all_is_unknown() -> None:
    assert mean_of_answers({100: 0, 0: 0}) is None
    assert mean_of_answers({}) is None


def test_the_best_answer_of_a_reversed_question_has_the_most_points() -> None:
    plain = [
        node.code for node in framework(2564).nodes.values() if node.scale == "level" and not node.reversed
    ]
    turned = [node.code for node in framework(2564).nodes.values() if node.scale == "level" and node.reversed]

    assert {framework(2564).points_of(code) for code in plain} == {(0, 33, 67, 100)}
    assert {framework(2564).points_of(code) for code in turned} == {(100, 67, 33, 0)}


@pytest.mark.parametrize(
    ("lost", "indicator", "shown"),
    [
        ("O1", "9", "97.78"),  # (800/9 + 400) / 5
        ("O10", "9", "97.50"),  # (700/8 + 400) / 5
        ("O18", "9", "97.14"),  # (600/7 + 400) / 5
        ("O25", "9", "95.00"),  # (300/4 + 400) / 5
        ("O29", "9", "96.00"),  # (400/5 + 400) / 5
        ("O34", "10", "93.75"),  # (700/8 + 100) / 2
        ("O42", "10", "75.00"),  # (50 + 100) / 2
    ],
)
def test_the_rule_of_2564_leaves_its_signature_when_one_item_is_lost(
    lost: str, indicator: str, shown: str
) -> None:
    assert scored(framework(2564), items(1, 43, {lost: "0"})).shown(indicator) == Fraction(shown)


# The two published cases


def test_na_pho_comes_to_69_66_and_c() -> None:
    scored = score(prepare(framework(2564)), napho())

    assert scored.values["IIT"] == Fraction("79.586")  # (87.73 + 80.03 + 80.37 + 76.14 + 73.66) / 5
    assert scored.values["EIT"] == Fraction("288.22") / 3  # 95.82 + 96.75 + 95.65
    assert scored.values["OIT"] == Fraction("42.405")  # (53.56 + 31.25) / 2
    assert scored.total == Fraction("69.6598")  # 23.8758 + 28.822 + 16.962
    assert scored.shown("total") == Fraction("69.66")
    assert scored.decision.level is not None
    assert scored.decision.level.id == "C"
    assert scored.decision.why.say("en") == "total 69.66 ≥ 65.00, but below 75.00"


def test_the_total_is_not_the_mean_of_the_ten_indicators() -> None:
    ten = sum(Fraction(figure) for figure in napho().scores.values()) / 10

    assert ten == Fraction("77.096")
    assert score(prepare(framework(2564)), napho()).total != ten


def test_don_sak_comes_to_94_50_and_phan_di() -> None:
    scored = score(prepare(framework(2568)), donsak())

    # Indicator 9 and the EIT indicators are announced; the IIT ones follow from the printed questions.
    assert scored.shown("1") == Fraction("95.29")  # 285.88 / 3 = 95.2933…
    assert scored.values["IIT"] == Fraction("94.428")  # 1,416.42 / 15
    assert scored.values["EIT"] == Fraction("96.24")  # 288.72 / 3
    assert scored.values["OIT"] == Fraction("93.25")  # 186.50 / 2
    assert scored.total == Fraction("94.5004")  # 28.3284 + 28.872 + 37.3
    assert scored.shown("total") == Fraction("94.50")
    assert scored.decision.level is not None
    assert scored.decision.level.word.th == "ผ่านดี"
    # Announced 85.88, though the printed questions make 257.61 / 3 = 85.87.
    assert [scored.shown("4"), scored.announced("4"), scored.printed("4")] == [
        Fraction(each) for each in ("85.87", "85.88", "85.88")
    ]
    unknown = next(code for code in scored.recipe.by_code if code not in scored.result.published)
    assert scored.announced(unknown) is None and scored.printed(unknown) == scored.shown(unknown)


def test_don_sak_says_why_the_level_is_certain_without_the_parts() -> None:
    decision = score(prepare(framework(2568)), donsak()).decision

    # (96.24 − 0.005 − 50) ÷ 0.5 = 92.47
    assert decision.gates["EIT.1"].low == decision.gates["EIT.2"].low == Fraction("92.47")
    assert decision.why.th == (
        "คะแนนรวม 94.50 ไม่ต่ำกว่า 85.00 และทุกเครื่องมือไม่ต่ำกว่า 85.00 "
        "(ไม่มีคะแนนรายส่วน แต่คำนวณได้ว่า EIT.1 ไม่ต่ำกว่า 92.47, EIT.2 ไม่ต่ำกว่า 92.47) แต่ยังต่ำกว่า 95.00"
    )
    assert decision.why.en == (
        "total 94.50 ≥ 85.00 and every tool ≥ 85.00 "
        "(parts not given, but EIT.1 ≥ 92.47, EIT.2 ≥ 92.47 follows), but below 95.00"
    )


def test_don_sak_names_everything_that_is_missing_or_cannot_be_used() -> None:
    unknown = score(prepare(framework(2568)), donsak()).unknown

    parents = {f"e{number}": indicator for number, indicator in zip(range(1, 10), "666777888", strict=True)}
    assert unknown == (
        Unknown("EIT.1", "gate_unknown", "total"),
        Unknown("EIT.2", "gate_unknown", "total"),
        Unknown("O20", "missing", "9"),
        *(Unknown(code, "part_unknown", indicator) for code, indicator in parents.items()),
    )


def test_the_ten_announced_indicators_alone_give_don_sak_the_same_total() -> None:
    values = scored(framework(2568), TEN)

    assert values.values["IIT"] == Fraction("94.43")  # 472.15 / 5
    assert values.total == Fraction("94.501")  # 28.329 + 28.872 + 37.3
    assert values.shown("total") == Fraction("94.50")


@pytest.mark.parametrize(
    ("raised", "total"),
    [
        ({"O6": "100"}, "95.0004"),  # 0.4 · 0.5 · 2.5 = 0.5 more than 94.5004
        ({"O6": "100", "O15": "100", "O19": "100"}, "97.0004"),  # 2 · 0.4 · 0.5 · 5 more
    ],
)
def test_don_sak_with_items_raised_and_o20_at_80(raised: Mapping[str, str], total: str) -> None:
    assert score(prepare(framework(2568)), with_scores(donsak(), {"O20": "80", **raised})).total == Fraction(
        total
    )


@pytest.mark.parametrize(
    ("rule", "o20", "shown"),
    [
        (None, "80", "86.50"),  # 1,730 / 20
        (None, "100", "87.50"),
        ("oit_groups_b1", "50", "86.50"),  # (100 + 87.5 + 100 + 75 + 70) / 5
        ("oit_groups_b2", "50", "86.50"),  # (100 + 90 + 100 + 80 + 62.5) / 5
        ("oit_groups_b3", "60", "86.50"),  # (100 + 87.5 + 100 + 80 + 65) / 5
        ("oit_mean_of_subindicators", "50", "84.40"),  # (100 + 650/7 + 100 + 200/3 + 62.5) / 5
    ],
)
def test_another_rule_is_laid_over_the_frameworks_own(rule: str | None, o20: str, shown: str) -> None:
    of = framework(2568)
    instead = () if rule is None else (alternative(of, rule),)

    result = score(prepare(of, instead=instead), with_scores(donsak(), {"O20": o20}))

    assert result.shown("9") == Fraction(shown)


# How one node gets its value


def test_the_deepest_complete_level_is_taken_node_by_node() -> None:
    values = scored(
        framework(2568),
        {"i10": "70", "i11": "95.85", "i12": "91.76", "4": "1.00", "6": "97.62", "i1": "50", "1": "95"},
    ).values

    assert values["4"] == Fraction("257.61") / 3  # from its questions, whatever was announced
    assert values["6"] == Fraction("97.62")  # as given: no question is known
    assert values["1"] == 95  # as given: two of three questions are missing


def test_counts_come_before_a_figure_that_was_handed_in() -> None:
    result = Result(agency="", fiscal_year=2568, scores={"i1": Decimal(1)}, counts={"i1": {100: 3, 0: 1}})

    assert score(prepare(framework(2568)), result).values["i1"] == 75


def test_empty_counts_leave_the_figure_that_was_handed_in() -> None:
    result = Result(agency="", fiscal_year=2568, scores={"i1": Decimal(94)}, counts={"i1": {100: 0}})

    assert score(prepare(framework(2568)), result).values["i1"] == 94


def test_a_score_comes_before_an_announced_figure() -> None:
    result = Result(
        agency="",
        fiscal_year=2568,
        scores={"1": Decimal(90)},
        published={"1": Decimal(80), "2": Decimal(70), "total": Decimal(99)},
    )

    values = score(prepare(framework(2568)), result).values

    assert values == {"1": 90, "2": 70}


def test_a_tool_is_made_from_its_parts_when_an_indicator_is_missing() -> None:
    values = scored(framework(2568), {"6": "90", "7": "90", "EIT.1": "80", "EIT.2": "90"}).values

    assert values["EIT"] == 85


def test_a_tool_is_made_from_its_indicators_when_all_are_known() -> None:
    given = {"6": "90", "7": "91", "8": "95", "EIT.1": "80", "EIT.2": "90"}

    assert scored(framework(2568), given).values["EIT"] == 92


def test_the_questions_of_both_parts_make_the_indicators_and_the_parts() -> None:
    given = {f"e{number}@EIT.1": "90" for number in range(1, 10)}
    given |= {f"e{number}@EIT.2": "100" for number in range(1, 10)} | {"e1@EIT.2": "70"}

    values = scored(framework(2568), given).values

    assert values["EIT.1"] == 90
    assert values["6@EIT.2"] == 90  # (70 + 100 + 100) / 3
    assert values["6"] == 90
    assert values["EIT.2"] == Fraction(290, 3)
    assert values["EIT"] == Fraction(280, 3)  # (90 + 95 + 95) / 3


@pytest.mark.parametrize(
    "result",
    [
        Result(agency="", fiscal_year=2568, scores=decimals({"e1": "90"})),
        Result(agency="", fiscal_year=2568, published=decimals({"e1": "90"})),
        Result(agency="", fiscal_year=2568, counts={"e1": {100: 9, 0: 1}}),
    ],
    ids=["scores", "published", "counts"],
)
def test_a_figure_of_no_part_is_reported_and_not_used(result: Result) -> None:
    reported = score(prepare(framework(2568)), result)

    assert Unknown("e1", "part_unknown", "6") in reported.unknown
    assert reported.values == {}


def test_one_missing_question_is_named_for_its_indicator() -> None:
    unknown = scored(framework(2568), {"i1": "90", "i2": "90"}).unknown

    assert Unknown("i3", "missing", "1") in unknown
    assert Unknown("2", "missing", "IIT") in unknown
    assert Unknown("i4", "missing", "2") not in unknown


def test_a_half_known_tool_is_walked_into_and_an_unknown_one_is_named_whole() -> None:
    unknown = scored(framework(2564), {"O1": "100", "1": "90"}).unknown

    missing = {each.code: each.needed_for for each in unknown}
    assert missing["EIT"] == "total"
    assert missing["O2"] == "9.1"
    assert missing["9.2"] == "9"
    assert "e1" not in missing


def test_nothing_handed_in_leaves_everything_unknown() -> None:
    empty = scored(framework(2568), {})

    assert empty.total is None
    assert empty.shown("total") is None
    assert empty.values == {}
    assert [each.code for each in empty.unknown if each.reason == "missing"] == ["IIT", "EIT", "OIT"]


# Which rule a node has


def test_the_narrowest_rule_wins_and_among_equals_the_last() -> None:
    of = framework(2564)
    flat = RuleChoice(
        id="flat", kind="indicator", rule="oit_flat_mean", tool="OIT", certainty="read", source="invented"
    )
    given = items(1, 43, {"O42": "0"})

    for_tool = scored(of, given, instead=(flat,))
    for_one_node = scored(of, given, instead=(replace(flat, tool=None, node="10"),))
    for_the_kind = scored(of, given, instead=(replace(flat, tool=None),))

    assert for_tool.values["10"] == 90  # 900 / 10
    assert for_one_node.values["10"] == 90
    assert for_the_kind.values["10"] == 75  # the framework's own rule names the tool, so it stays


# What one answer or item costs


COSTS = {
    (2563, "O1", None): "4/9",
    (2564, "O1", None): "4/9",
    (2565, "O1", None): "4/9",
    (2564, "O10", None): "1/2",
    (2564, "O18", None): "4/7",
    (2564, "O25", None): "1",
    (2564, "O29", None): "4/5",
    (2564, "O34", None): "5/4",
    (2563, "O43", None): "5",
    (2564, "O43", None): "5",
    (2565, "O43", None): "5",
    (2564, "i1", None): "1",
    (2564, "e1", None): "2",
    (2566, "O1", None): "2/5",
    (2566, "O11", None): "1/2",
    (2566, "O19", None): "1",
    (2566, "O27", None): "1",
    (2566, "O31", None): "5/4",
    (2566, "O43", None): "2",
    (2566, "O1", "oit_flat_mean"): "2/3",  # 20 / 30 items
    (2566, "O43", "oit_flat_mean"): "20/13",
    (2566, "i1", None): "1",
    (2567, "O1", None): "4/5",
    (2567, "O26", None): "2",
    (2567, "O1", "oit_mean_of_subindicators"): "2/3",  # 20 / 5 / 6
    (2567, "O32", "oit_mean_of_subindicators"): "5/2",  # 20 / 2 / 4
    (2567, "i1", None): "2",
    (2568, "O1", None): "1",
    (2568, "O20", None): "1",
    (2568, "O21", None): "5/2",
    (2568, "O28", None): "5/2",
    (2568, "i1", None): "2",
}


@pytest.mark.parametrize(("year", "code", "rule"), COSTS, ids=str)
def test_one_lost_item_or_question_costs(year: int, code: str, rule: str | None) -> None:
    of = framework(year)
    instead = () if rule is None else (alternative(of, rule),)

    shares = shares_below(prepare(of, instead=instead), "total")

    assert shares[code] * 100 == Fraction(COSTS[year, code, rule])


@pytest.mark.parametrize(("year", "cost"), [(2566, "2"), (2567, "10/3"), (2568, "10/3")])
def test_an_external_question_costs_half_in_each_part(year: int, cost: str) -> None:
    shares = shares_below(prepare(framework(year)), "total")

    assert shares["e1@EIT.1"] == shares["e1@EIT.2"]
    assert (shares["e1@EIT.1"] + shares["e1@EIT.2"]) * 100 == Fraction(cost)


def test_the_two_papers_of_10_2_were_worth_ten_points_in_2564() -> None:
    lost = scored(framework(2564), {**items(1, 43, {"O42": "0", "O43": "0"}), "IIT": "100", "EIT": "100"})

    assert lost.total == 90


@pytest.mark.parametrize("year", [2562, 2563, 2564, 2565, 2566, 2567, 2568, 2569])
def test_the_shares_of_all_leaves_add_up_to_one(year: int) -> None:
    recipe = prepare(framework(year))

    shares = shares_below(recipe, "total")

    leaves = [step.code for step in recipe.steps if not step.derivations and step.code in shares]
    assert sum(shares[code] for code in leaves) == 1


# The proof tree


def test_the_leaves_of_don_saks_proof_add_up_to_its_total() -> None:
    tree = proof(score(prepare(framework(2568)), donsak()))

    leaves = list(tree.leaves())

    assert sum(leaf.share * (leaf.value or 0) for leaf in leaves) == Fraction("94.5004")
    assert sum(leaf.share for leaf in leaves) == 1
    assert [leaf.code for leaf in leaves] == [
        *(f"i{number}" for number in range(1, 16)),
        *("6", "7", "8", "9"),
        *(f"O{number}" for number in range(21, 29)),
    ]


def test_the_proof_carries_rule_and_shares_down_to_what_was_given() -> None:
    tree = proof(score(prepare(framework(2568)), donsak()))

    iit, eit, oit = tree.children
    assert tree.rule == "weighted_sum_of_tools"
    assert [tool.weight for tool in (iit, eit, oit)] == [Fraction("0.3"), Fraction("0.3"), Fraction("0.4")]
    assert iit.children[0].rule == "mean_of_questions"
    assert iit.children[0].share == Fraction("0.06")
    assert iit.children[0].children[0].weight == Fraction(1, 3)
    assert iit.children[0].children[0].rule == "given"
    assert oit.children[1].rule == "oit_flat_mean"


def test_a_counted_leaf_shows_its_answers_the_best_first() -> None:
    result = Result(agency="", fiscal_year=2568, counts={"i1": {60: 5, 100: 12, 80: 3}})

    leaf = proof(score(prepare(framework(2568)), result), "i1")

    assert leaf.rule == "mean_of_answers"
    assert leaf.answers == ((100, 12), (80, 3), (60, 5))
    assert leaf.value == 87


def test_an_unknown_node_has_a_proof_without_a_value() -> None:
    leaf = proof(scored(framework(2568), {}), "i1")

    assert (leaf.value, leaf.rule, leaf.children) == (None, "given", ())


# Frameworks of nobody


def test_a_reformed_year_scores_without_new_code() -> None:
    given = {"i1": "80", "e1": "70", "O1": "50", "O2": "100", "V1": "90"}

    result = scored(reformed(), given)

    # 0.2 · 80 + 0.2 · 70 + 0.5 · 75 + 0.1 · 90
    assert result.total == Fraction("76.5")
    assert result.decision.level is not None
    assert result.decision.level.id == "fail"
    assert result.decision.why.say("en") == "total 76.50, but below 80.00"


def test_another_country_scores_with_weighted_children_and_half_to_even() -> None:
    given = {"S-A": "80", "S-B": "60", "P-A": "90", "page-1": "100", "page-2": "70.11"}

    result = scored(elsewhere(), given)

    # (75 + 90 + 85.055) / 3 = 83.351666…
    assert result.total == Fraction("250.055") / 3
    assert result.shown("W-A") == Fraction("85.06")  # 85.055, half to even
    assert result.decision.level is not None
    assert result.decision.level.id == "two_stars"


# Rounding before it goes on


def test_rounding_at_every_level_carries_the_rounded_figures_up() -> None:
    given = {"i1": "94.12", "i2": "91.76", "i3": "100.00"}

    assert scored(framework(2568), given, rounding="half_up_2_each").values["1"] == Fraction("95.29")
    assert scored(framework(2568), given).values["1"] == Fraction("285.88") / 3


def test_rounding_the_tools_carries_only_tools_and_parts() -> None:
    given = {"IIT": "94.428", "EIT": "96.24", "OIT": "93.25", "1": "95.2933"}

    values = scored(framework(2568), given, rounding="half_up_2_tools").values

    assert values["IIT"] == Fraction("94.43")
    assert values["1"] == Fraction("95.2933")
    assert values["total"] == Fraction("94.501")


@pytest.mark.parametrize(
    ("policy", "of_94_995", "of_94_985"),
    [
        ("half_up_2", "95.00", "94.99"),
        ("half_up_2_each", "95.00", "94.99"),
        ("half_up_2_tools", "95.00", "94.99"),
        ("half_even_2", "95.00", "94.98"),
        ("truncate_2", "94.99", "94.98"),
    ],
)
def test_a_half_hundredth_is_shown_as_the_policy_says(policy: str, of_94_995: str, of_94_985: str) -> None:
    shown = [
        scored(framework(2568), {"1": figure}, rounding=policy).shown("1") for figure in ("94.995", "94.985")
    ]

    assert shown == [Fraction(of_94_995), Fraction(of_94_985)]


# The level


def test_a_total_above_95_with_one_part_below_is_only_phan_di() -> None:
    # 0.3 · 96 + 0.3 · (93.10 + 97) / 2 + 0.4 · 96.2375 = 28.8 + 28.515 + 38.495
    result = scored(framework(2568), {"IIT": "96", "EIT.1": "93.10", "EIT.2": "97", "OIT": "96.2375"})

    assert result.total == Fraction("95.81")
    assert result.decision.level is not None
    assert result.decision.level.word.th == "ผ่านดี"
    assert result.decision.why.say("en") == "total 95.81 ≥ 95.00, but EIT.1 93.10 < 95.00"
    assert result.decision.why.say("th") == "คะแนนรวม 95.81 ไม่ต่ำกว่า 95.00 แต่ EIT.1 93.10 ต่ำกว่า 95.00"
