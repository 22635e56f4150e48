from collections.abc import Callable
from typing import Any

import pytest
from tests.invented_frameworks import level, reformed, reformed_document, rule, with_rows

from prongsai.core.errors import InputError
from prongsai.core.framework.build import build
from prongsai.core.framework.check import faults_between
from prongsai.reading.framework import available, load


def told(document: dict[str, Any], *more: str) -> list[tuple[str, str]]:
    """Return the ids and places of the problems of the reformed year so changed."""
    with pytest.raises(InputError) as caught:
        build(document, with_rows(*more))
    return [(problem.id.removeprefix("framework."), problem.where) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("row", "problem", "column"),
    [
        ("code=O 3; kind=item; parent=3; title_th=ก", "bad_code", "code"),
        ("code=total; kind=item; parent=3; title_th=ก", "duplicate_code", "code"),
        ("code=OIT; kind=item; parent=3; title_th=ก", "duplicate_code", "code"),
        ("code=O3; kind=item; parent=OIT; title_th=ก", "wrong_parent", "parent"),
        ("code=O3; kind=item; parent=O1; title_th=ก", "wrong_parent", "parent"),
        ("code=i9; kind=question; parent=1; title_th=ก; scale=six", "unknown_scale", "scale"),
        ("code=O3; kind=item; parent=3; title_th=ก; scale=three", "needless_scale", "scale"),
        ("code=5; kind=indicator; parent=IIT; title_th=ก; allowed=0 100", "not_an_item", "allowed"),
        ("code=5; kind=indicator; parent=IIT; title_th=ก; year_rule=current", "not_an_item", "year_rule"),
        ("code=O3; kind=item; parent=3; title_th=ก; change=same", "change_without_code", "change"),
        ("code=O3; kind=item; parent=3; title_th=ก; previous=O9", "no_previous_framework", "previous"),
    ],
)
def test_a_wrong_row_is_told_with_its_cell(row: str, problem: str, column: str) -> None:
    assert told(reformed_document(), row) == [(problem, f"items.csv 11:{column}")]


def test_a_line_of_parents_that_turns_in_a_circle_is_told() -> None:
    found = told(
        reformed_document(),
        "code=3.1; kind=sub_indicator; parent=3.2; title_th=ก",
        "code=3.2; kind=sub_indicator; parent=3.1; title_th=ข",
    )

    assert [place for name, place in found if name == "circle"] == [
        "items.csv 11:parent",
        "items.csv 12:parent",
    ]


def change(key: str, value: object) -> Callable[[dict[str, Any]], None]:
    return lambda document: document.update({key: value})


def append(key: str, value: object) -> Callable[[dict[str, Any]], None]:
    return lambda document: document.setdefault(key, []).append(value)


GROUPS = {"node": "3", "groups": [["O1"], ["O1"]]}


@pytest.mark.parametrize(
    ("mend", "problem", "where"),
    [
        (change("levels", [level("pass", "80")]), "levels_gap", "levels[1].minimum"),
        pytest.param(
            change("levels", [level("fail", "0", "0")]),
            "levels_gap",
            "levels[1].minimum",
            id="gated last level",
        ),
        (change("gates", ["XIT"]), "unknown_gate", "gates"),
        (change("levels", [level("pass", "80", "80"), level("fail", "0")]), "gates_needed", "gates"),
        (append("rules", rule("total", "mean_of_indicators")), "two_rules", "rules[1].rule"),
        (
            append("alternatives", rule("tool", "mean_of_items", tool="X")),
            "unknown_tool",
            "alternatives[1].tool",
        ),
        (
            append("alternatives", rule("tool", "mean_of_items", node="X")),
            "unknown_node",
            "alternatives[1].node",
        ),
        (
            append("alternatives", rule("indicator", "oit_mean_of_groups")),
            "groups_misplaced",
            "alternatives[1].groups",
        ),
        (
            append("alternatives", rule("indicator", "oit_mean_of_groups", **GROUPS)),
            "groups_cover",
            "alternatives[1].groups",
        ),
        (change("rules", reformed_document()["rules"][:2]), "no_rule", "rules"),
        (
            append("parts", {"code": "E.1", "tool": "X", "title": {"th": "ก"}, "weight": "1"}),
            "unknown_tool",
            "parts[1].tool",
        ),
        (
            append("samples", {"id": "s", "tool": "X", "certainty": "read", "source": "LAW"}),
            "unknown_tool",
            "samples[1].tool",
        ),
    ],
)
def test_a_wrong_document_is_told_with_its_place(
    mend: Callable[[dict[str, Any]], None], problem: str, where: str
) -> None:
    document = reformed_document()

    mend(document)

    assert (problem, f"framework.toml {where}") in told(document)


def test_two_levels_may_share_a_minimum_where_the_better_has_a_gate() -> None:
    document = reformed_document() | {
        "gates": ["IIT"],
        "levels": [level("good", "85", "85"), level("pass", "85"), level("fail", "0")],
    }

    framework = build(document, with_rows())

    assert [each.id for each in framework.levels] == ["good", "pass", "fail"]


def test_weights_under_a_weighted_rule_must_add_up() -> None:
    document = reformed_document()
    document["rules"][1] = rule("tool", "weighted_mean_of_children")

    found = told(document, "code=5; kind=indicator; parent=IIT; title_th=ก")

    # IIT has two children of weight 1 each.
    assert found == [("weights_sum", "items.csv 11:weight")]


@pytest.mark.parametrize("newer", [name for name in available() if name != "th-ita-2562"])
def test_every_code_of_the_year_before_exists_there(newer: str) -> None:
    framework = load(newer)

    assert framework.previous is not None
    assert faults_between(framework, load(framework.previous)) == []


def test_an_earlier_code_that_does_not_exist_is_told() -> None:
    problems = faults_between(load("th-ita-2569"), reformed())

    assert ("O11", "O12") not in {(problem.where, problem.found) for problem in problems}
    assert "th-ita-2569 O11 previous" in {problem.where for problem in problems if problem.found == "O12"}
