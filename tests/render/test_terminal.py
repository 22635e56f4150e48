"""Results as lines for a terminal: aligned under Thai marks, with figures as they are shown."""

from fractions import Fraction

import pytest
from tests.papers import analysed, don_sak, na_pho
from tests.small_frameworks import scored, small_framework

from prongsai.core.scoring import proof
from prongsai.render.room import width
from prongsai.render.terminal import (
    columns,
    four_places,
    improve_text,
    points,
    proof_text,
    reconcile_text,
    score_text,
    shown,
)

SMALL = small_framework(
    {"IIT": {"1": ["i1"]}, "OIT": {"9": ["O1", "O2"]}}, weights={"IIT": 1, "OIT": 1}, allowed={"*": (0, 100)}
)


@pytest.mark.parametrize(
    ("text", "taken"), [("", 0), ("abc", 3), ("กี่", 1), ("ผู้ใหญ่", 4), ("น้ำ", 2), ("๙๔.๕๐", 5)]
)
def test_marks_above_and_below_take_no_column(text: str, taken: int) -> None:
    assert width(text) == taken


def test_columns_stand_under_each_other_to_the_left_or_right() -> None:
    assert columns([["รหัส", "ที่"], ["i1", "9.50"], ["ผู้ใหญ่", "100.00"]], frozenset({1})).splitlines() == [
        "รหัส        ที่",  # รหัส takes three columns, ที่ one
        "i1      9.50",
        "ผู้ใหญ่  100.00",
    ]


def test_a_figure_has_two_decimals_and_what_is_unknown_a_word() -> None:
    assert [shown(Fraction(90), "th"), shown(None, "th"), shown(None, "en")] == ["90.00", "ไม่ทราบ", "unknown"]


@pytest.mark.parametrize(
    ("value", "two", "four"),
    [
        ("1", "1.00", "1.0000"),
        ("0.00005", "0.00", "0.0001"),
        ("0.1648", "0.16", "0.1648"),
        ("13.755", "13.76", "13.7550"),
    ],
)
def test_gains_and_scores_are_rounded_half_up(value: str, two: str, four: str) -> None:
    assert (points(Fraction(value)), four_places(Fraction(value))) == (two, four)


def test_a_score_is_told_with_its_reason_its_tools_and_what_is_not_known() -> None:
    lines = score_text(don_sak(), "en").splitlines()

    assert lines[:2] == ["เทศบาลเมืองดอนสัก, fiscal year 2568", "total 94.50  level Good pass"]
    assert lines[2].startswith("total 94.50 ≥ 85.00 and every tool ≥ 85.00")
    assert "4     Use of public property              85.87      85.88" in lines
    assert "! e1–e9: of which part of the tool is not said, so not used" in lines
    assert f"th-ita-2568  sha256:{don_sak().recipe.framework.hash[:16]}…" in lines


def test_what_cannot_be_scored_says_so_in_every_line() -> None:
    text = score_text(scored(SMALL, {}), "th")

    assert "คะแนนรวม ไม่ทราบ  ระดับ ไม่ทราบ" in text


def test_the_proof_is_indented_with_share_rule_and_answers() -> None:
    tree = proof(scored(SMALL, {"O1": 100, "O2": 0}, {"i1": {100: 3, 50: 1}}))

    lines = proof_text(tree, SMALL, "en").splitlines()

    # (300 + 50) / 4 = 87.5; (87.5 + 50) / 2 = 68.75
    assert [line.split(" [")[0] for line in lines] == [
        "total = 68.75  × 1 ",
        "  IIT = 87.5  × 0.5 ",
        "    1 = 87.5  × 0.5 ",
        "      i1 = 87.5  × 0.5 ",
        "  OIT = 50  × 0.5 ",
        "    9 = 50  × 0.5 ",
        "      O1 = 100  × 0.25 ",
        "      O2 = 0  × 0.25 ",
    ]
    assert "[mean_of_answers: 3×100 + 1×50]" in lines[3]
    assert "[as given]" in lines[6]


def test_every_check_is_listed_and_the_open_ones_are_explained() -> None:
    lines = reconcile_text(analysed(don_sak()).reconciliation, "en").splitlines()

    assert lines[0].split() == ["code", "announced", "recomputed", "verdict"]
    assert ["4", "85.88", "85.87", "disagrees"] in [line.split() for line in lines]
    assert ["9", "86.50", "–", "undecidable"] in [line.split() for line in lines]
    assert "  1. i11: 95.85 should be 95.88 (one digit is wrong)" in lines


def test_gains_and_plan_are_listed() -> None:
    lines = improve_text(analysed(na_pho()).improvement, "en").splitlines()

    # 68.75 / 2 · 0.4; 75.00 − 69.6598 + what rounding gives: 57.93 is the least whole hundredth that reaches it
    assert lines[1].split() == ["10", "Prevention", "of", "corruption", "31.25", "100.00", "+13.7500"]
    assert "least effort to B: total 75.00" in lines
    assert "  1. 10 Prevention of corruption: 31.25 → 57.93 (+5.34)" in lines
    assert lines[-1].startswith("! ")


def test_nothing_to_gain_is_said() -> None:
    best = analysed(scored(SMALL, {"i1": 100, "O1": 100, "O2": 100})).improvement

    assert improve_text(best, "en").splitlines()[0] == "nothing was lost"
    assert improve_text(best, "th").splitlines()[0] == "ไม่มีข้อใดเสียคะแนน"
