"""Scores and checks as plain values, which `--json`, the web and other programs read."""

import json
from fractions import Fraction
from typing import Any

import pytest
from tests.announced import announced, items
from tests.command_line import DONSAK, NAPHO, printed

from prongsai.core.scoring import Score, Unknown, proof
from prongsai.core.summary import (
    compact_unknown,
    exact,
    proof_summary,
    reconcile_summary,
    runs_of_codes,
    score_summary,
)
from prongsai.core.text import Lang
from prongsai.reading.framework import load

LANGS: tuple[Lang, ...] = ("th", "en")
CHECK_FIELDS = {"code", "published", "recomputed", "status", "explanations"}
EXPLANATION_FIELDS = {"kind", "code", "value", "rule", "text"}


def through_json(told: object) -> Any:
    """As another program gets it."""
    return json.loads(json.dumps(told))


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Fraction(2829, 30), "94.3"),
        (Fraction(1, 3), "1/3"),
        (Fraction(100), "100"),
        (Fraction(-3, 8), "-0.375"),
        (Fraction(1, 2**11), "1/2048"),  # 0.00048828125 has eleven places
        (Fraction(1, 2**10), "0.0009765625"),
    ],
)
def test_a_value_is_written_exactly(value: Fraction, written: str) -> None:
    assert exact(value) == written


@pytest.mark.parametrize(
    ("codes", "runs"),
    [
        (["e1", "e2", "e3"], ["e1–e3"]),
        (["e1", "e2"], ["e1", "e2"]),
        (["e1", "e3", "e4", "e5", "O5"], ["e1", "e3–e5", "O5"]),
        (["EIT", "EIT.1"], ["EIT", "EIT.1"]),
        ([], []),
    ],
)
def test_three_codes_in_a_row_are_written_as_a_run(codes: list[str], runs: list[str]) -> None:
    assert runs_of_codes(codes) == runs


def test_what_is_not_known_is_told_once_for_each_reason_and_node() -> None:
    unknown = [
        *(Unknown(f"O{number}", "missing", "9") for number in (1, 2, 3)),
        Unknown("O21", "missing", "10"),
        Unknown("EIT.1", "gate_unknown", "total"),
        Unknown("EIT.2", "gate_unknown", "total"),
    ]

    told = compact_unknown(unknown, "en", load("th-ita-2568"))

    assert len(told) == 3
    assert ["O1–O3" in told[0], "O21" in told[1], "EIT.1, EIT.2" in told[2]] == [True] * 3
    assert ["Indicator 9" in told[0], "Indicator 10" in told[1]] == [True] * 2


@pytest.fixture
def partly() -> Score:
    # Nine tenths of IIT and one question in counts; OIT is missing
    figures = {"1": "90.00", "2": "90.00", "3": "90.00", "4": "90.00", "5": "90.00"}
    counts = {"i1": {100: 2, 80: 1}, "i2": {100: 3}, "i3": {100: 3}}
    return announced(2568, {"total": "90.00", **figures}, counts=counts).score


def test_a_score_is_told_in_decimal_strings_and_unknown_is_null(partly: Score) -> None:
    told = through_json(score_summary(partly, "en"))

    assert (told["total"], told["level"], told["level_id"]) == (None, None, None)
    assert told["possible_levels"] == ["ผ่านดีเยี่ยม", "ผ่านดี", "ผ่าน", "ต้องปรับปรุง", "ต้องปรับปรุงโดยด่วน"]
    iit, eit, _ = told["tools"]
    # ((280/3 + 200) / 3 + 4 · 90) / 5 = (97.777… + 360) / 5
    assert (iit["score"], iit["exact"], iit["weight"]) == ("91.56", "824/9", "0.3")
    assert (eit["score"], eit["exact"], eit["published"]) == (None, None, None)
    assert told["indicators"][0]["published"] == "90.00"


def test_a_gate_that_is_not_known_is_told_by_its_bounds() -> None:
    scored = announced(2568, {"IIT": "94.43", "EIT": "96.24", "OIT": "93.25"}).score

    gates = {gate["code"]: gate for gate in through_json(score_summary(scored, "th"))["gates"]}

    # 2 · (96.24 − 0.005) − 100 = 92.47, and not above 100
    assert gates["EIT.1"] == {"code": "EIT.1", "score": None, "at_least": "92.47", "at_most": "100.00"}
    assert gates["IIT"] == {"code": "IIT", "score": "94.43", "at_least": "94.43", "at_most": "94.43"}


def test_rules_that_were_not_read_are_told_with_their_certainty(partly: Score) -> None:
    assumed = {each["id"]: each for each in through_json(score_summary(partly, "en"))["assumptions"]}

    assert assumed["parts"]["certainty"] == "inferred"
    assert "total" not in assumed


def test_a_proof_is_told_down_to_the_answers(partly: Score) -> None:
    told = through_json(proof_summary(proof(partly, "1"), partly.recipe.framework, "en"))

    assert (told["code"], told["value"], told["rule"]) == ("1", "880/9", "mean_of_questions")
    first = told["children"][0]
    assert (first["code"], first["value"], first["share"]) == ("i1", "280/3", "1/3")
    assert (first["rule"], first["answers"]) == ("mean_of_answers", {"100": 2, "80": 1})
    assert proof_summary(proof(partly), partly.recipe.framework, "en")["title"] == ""


def test_every_check_and_explanation_has_its_fields() -> None:
    told = printed("reconcile", DONSAK)

    assert told.keys() >= {
        "agency",
        "fiscal_year",
        "framework",
        "framework_hash",
        "summary",
        "checks",
        "grids",
    }
    assert told["summary"] == {"agrees": 7, "disagrees": 4, "undecidable": 1}
    for check in told["checks"]:
        assert check.keys() == CHECK_FIELDS
        assert all(each.keys() == EXPLANATION_FIELDS for each in check["explanations"])


def test_grids_tell_outliers_and_samples() -> None:
    grids = {grid["code"]: grid for grid in printed("reconcile", DONSAK)["grids"]}

    assert grids["IIT"]["outliers"] == [{"code": "i11", "printed": "95.85", "nearest": "95.88"}]
    assert grids["IIT"]["samples"] == []
    assert [(sample["questions"], sample["sizes"][0]) for sample in grids["EIT"]["samples"]] == [
        (["e4", "e5", "e6", "e7", "e8"], 22),
        (["e1", "e2", "e3", "e9"], 253),
    ]


def test_each_rounding_policy_is_told_with_what_it_reproduces() -> None:
    assert printed("reconcile", NAPHO)["rounding"] == [
        {"policy": "half_up_2", "reproduces": 1, "of": 1},
        {"policy": "half_up_2_each", "reproduces": 1, "of": 1},
        {"policy": "half_up_2_tools", "reproduces": 1, "of": 1},
        {"policy": "half_even_2", "reproduces": 1, "of": 1},
        {"policy": "truncate_2", "reproduces": 0, "of": 1},
    ]


def test_explanations_are_told_in_the_language_that_was_asked_for() -> None:
    found = announced(2564, {"10.1": "87.80"}, scores=items(34, 41, O38="0"))

    thai, english = (through_json(reconcile_summary(found, lang)) for lang in LANGS)

    assert thai["checks"][0]["explanations"][0]["text"].startswith("10.1: 87.80 น่าจะเป็น 87.50")
    assert english["checks"][0]["explanations"][0]["text"].startswith("10.1: 87.80 should be 87.50")
