"""Scores, checks and what is not known as plain values; figures of the published cases by hand."""

from fractions import Fraction
from typing import Any

import pytest
from tests.papers import analysed, don_sak, na_pho
from tests.small_frameworks import GATED, scored, small_framework

from prongsai.core.scoring import Unknown, proof
from prongsai.core.summary import (
    compact_unknown,
    exact,
    proof_summary,
    reconcile_summary,
    runs_of_codes,
    say_unknown,
    score_summary,
)

SMALL = small_framework(
    {"IIT": {"1": ["i1"]}, "OIT": {"9": ["O1", "O2", "O3"]}},
    weights={"IIT": 1, "OIT": 1},
    levels=GATED,
    gates=("IIT", "OIT"),
    allowed={"*": (0, 100)},
)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Fraction(0), "0"),
        (Fraction(100), "100"),
        (Fraction("69.6598"), "69.6598"),
        (Fraction("0.0000000001"), "0.0000000001"),
        (Fraction(1, 10**11), "1/100000000000"),
        (Fraction(14411, 150), "14411/150"),
        (Fraction(-1, 4), "-0.25"),
    ],
)
def test_a_value_is_written_exactly(value: Fraction, written: str) -> None:
    assert exact(value) == written


@pytest.mark.parametrize(
    ("codes", "runs"),
    [
        ([], []),
        (["e1"], ["e1"]),
        (["e1", "e2"], ["e1", "e2"]),
        (["e1", "e2", "e3"], ["e1–e3"]),
        (["e9", "e10", "e11", "O12"], ["e9–e11", "O12"]),
        (["i1", "e2", "O3"], ["i1", "e2", "O3"]),
        (["9", "10", "11"], ["9", "10", "11"]),
        (["EIT.1", "EIT.2"], ["EIT.1", "EIT.2"]),
    ],
)
def test_runs_of_three_codes_and_more_are_shortened(codes: list[str], runs: list[str]) -> None:
    assert runs_of_codes(codes) == runs


def test_what_is_not_known_is_told_in_a_sentence_for_each_reason_and_node() -> None:
    unknown = don_sak().unknown

    assert compact_unknown(unknown, "en", don_sak().recipe.framework) == [
        "no score for EIT.1, EIT.2, which the levels look at",
        "no score for O20, so Indicator 9 Disclosure of information cannot be computed from what is below it",
        "e1–e9: of which part of the tool is not said, so not used",
    ]


def test_one_unknown_figure_names_what_it_is_needed_for() -> None:
    words = say_unknown(Unknown("O1", "missing", "9"), SMALL)

    assert words.th == "ไม่มีคะแนน O1 จึงคำนวณตัวชี้วัดที่ 9 เรื่อง 9 จากรายข้อไม่ได้"
    assert words.en == "no score for O1, so Indicator 9 matter 9 cannot be computed from what is below it"


def test_a_score_is_told_as_shown_and_exactly() -> None:
    told = score_summary(na_pho(), "en")

    assert (told["total"], told["level"], told["level_id"], told["possible_levels"]) == (
        "69.66",
        "C",
        "C",
        ["C"],
    )
    assert told["unknown"] == []
    assert told["tools"] == [
        {"code": code, "title": title, "score": shown, "exact": value, "published": None, "weight": weight}
        for code, title, shown, value, weight in (
            ("IIT", "Internal survey (IIT)", "79.59", "79.586", "0.3"),
            ("EIT", "External survey (EIT)", "96.07", "14411/150", "0.3"),
            ("OIT", "Disclosure check (OIT)", "42.41", "42.405", "0.4"),
        )
    ]


def test_what_is_not_known_is_none() -> None:
    told = score_summary(scored(SMALL, {}), "th")

    assert (told["total"], told["level"], told["level_id"]) == (None, None, None)
    assert told["gates"] == [
        {"code": code, "score": None, "at_least": "0.00", "at_most": "100.00"} for code in ("IIT", "OIT")
    ]


def test_rules_that_were_not_read_are_told_as_assumptions() -> None:
    assumed: Any = score_summary(don_sak(), "en")["assumptions"]

    assert [each["certainty"] for each in assumed] == ["inferred"]
    assert score_summary(scored(SMALL, {}), "en")["assumptions"] == []


def test_the_proof_keeps_rule_share_and_answers_of_every_node() -> None:
    told: Any = proof_summary(proof(scored(SMALL, {"9": 50}, {"i1": {100: 2, 0: 1}})), SMALL, "en")

    iit, oit = told["children"]
    question = iit["children"][0]["children"][0]
    # 200 / 3; half of it and half of 50
    assert (told["code"], told["value"], told["share"]) == ("total", "175/3", "1")
    assert question["answers"] == {"100": 2, "0": 1}
    assert (question["value"], question["share"], question["rule"]) == ("200/3", "0.5", "mean_of_answers")
    assert oit["value"] == "50"


def test_checks_are_counted_and_listed() -> None:
    told: Any = reconcile_summary(analysed(don_sak()).reconciliation, "en")

    assert told["summary"] == {"agrees": 7, "disagrees": 4, "undecidable": 1}
    assert [each["code"] for each in told["checks"]] == [
        *(str(number) for number in range(1, 11)),
        "total",
        "level",
    ]


def test_each_rounding_policy_says_how_much_it_reproduces() -> None:
    told: Any = reconcile_summary(analysed(na_pho()).reconciliation, "en")

    # Only the total was announced: it comes out under every policy that rounds 69.6598 to 69.66.
    assert {"policy": "half_up_2", "reproduces": 1, "of": 1} in told["rounding"]
    assert {"policy": "truncate_2", "reproduces": 0, "of": 1} in told["rounding"]
