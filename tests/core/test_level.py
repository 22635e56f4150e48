"""The level tables at their borders, and what is said when a gate is not known."""

from collections.abc import Mapping
from fractions import Fraction

import pytest
from tests.published import framework
from tests.small_frameworks import GATED, small_framework

from prongsai.core.framework import Framework
from prongsai.core.level import Bounds, LevelDecision, decide, gate_bounds, two_decimals
from prongsai.core.rules import ROUNDINGS

LETTER_YEARS = (2562, 2563, 2564, 2565)
WORD_YEARS = (2566, 2567, 2568, 2569)


def decided(of: Framework, values: Mapping[str, str]) -> LevelDecision:
    exact = {code: Fraction(text) for code, text in values.items()}
    return decide(of, ROUNDINGS[of.rounding], exact)


def level_id(decision: LevelDecision) -> str | None:
    return None if decision.level is None else decision.level.id


def tools(figure: str) -> dict[str, str]:
    return dict.fromkeys(("IIT", "EIT", "EIT.1", "EIT.2", "OIT"), figure)


@pytest.mark.parametrize("year", LETTER_YEARS)
@pytest.mark.parametrize(
    ("total", "letter"),
    [
        ("100", "AA"),
        ("95", "AA"),
        ("94.995", "AA"),  # shown as 95.00
        ("94.994", "A"),
        ("85", "A"),
        ("84.995", "A"),
        ("84.994", "B"),
        ("75", "B"),
        ("74.994", "C"),
        ("65", "C"),
        ("64.994", "D"),
        ("55", "D"),
        ("54.994", "E"),
        ("50", "E"),
        ("49.995", "E"),
        ("49.994", "F"),
        ("0", "F"),
    ],
)
def test_the_letters_begin_at_the_figure_as_shown(year: int, total: str, letter: str) -> None:
    assert level_id(decided(framework(year), {"total": total})) == letter


@pytest.mark.parametrize("year", WORD_YEARS)
@pytest.mark.parametrize(
    ("total", "level"),
    [
        ("100", "excellent"),
        ("95", "excellent"),
        ("94.995", "excellent"),
        ("94.994", "good"),
        ("85", "good"),
        ("84.995", "good"),
        ("84.994", "improve"),
        ("70", "improve"),
        ("69.995", "improve"),
        ("69.994", "improve_urgently"),
        ("0", "improve_urgently"),
    ],
)
def test_the_words_begin_at_the_figure_as_shown_when_all_tools_are_high(
    year: int, total: str, level: str
) -> None:
    assert level_id(decided(framework(year), {**tools("100"), "total": total})) == level


@pytest.mark.parametrize("year", WORD_YEARS)
@pytest.mark.parametrize("gate", ["IIT", "EIT.1", "EIT.2", "OIT"])
@pytest.mark.parametrize(
    ("total", "figure", "level"),
    [
        ("97", "95.00", "excellent"),
        ("97", "94.995", "excellent"),
        ("97", "94.994", "good"),
        ("97", "94.99", "good"),
        ("97", "85.00", "good"),
        ("97", "84.99", "pass"),
        ("85", "84.99", "pass"),
        ("85", "85.00", "good"),
        ("84.99", "0", "improve"),
    ],
)
def test_one_tool_a_hundredth_below_its_gate_holds_the_level_back(
    year: int, gate: str, total: str, figure: str, level: str
) -> None:
    assert level_id(decided(framework(year), {**tools("100"), "total": total, gate: figure})) == level


@pytest.mark.parametrize("year", WORD_YEARS)
def test_eit_as_a_whole_is_no_gate(year: int) -> None:
    assert level_id(decided(framework(year), {**tools("96"), "total": "96", "EIT": "10"})) == "excellent"


@pytest.mark.parametrize(
    ("total", "changed", "thai", "english"),
    [
        (
            "96",
            {},
            "คะแนนรวม 96.00 ไม่ต่ำกว่า 95.00 และทุกเครื่องมือไม่ต่ำกว่า 95.00",
            "total 96.00 ≥ 95.00 and every tool ≥ 95.00",
        ),
        (
            "95.81",
            {"EIT.1": "93.10"},
            "คะแนนรวม 95.81 ไม่ต่ำกว่า 95.00 แต่ EIT.1 93.10 ต่ำกว่า 95.00",
            "total 95.81 ≥ 95.00, but EIT.1 93.10 < 95.00",
        ),
        (
            "95.81",
            {"IIT": "84.99", "OIT": "80"},
            "คะแนนรวม 95.81 ไม่ต่ำกว่า 85.00 แต่ IIT 84.99 ต่ำกว่า 85.00 และ OIT 80.00 ต่ำกว่า 85.00",
            "total 95.81 ≥ 85.00, but IIT 84.99 < 85.00 and OIT 80.00 < 85.00",
        ),
        (
            "94.5",
            {},
            "คะแนนรวม 94.50 ไม่ต่ำกว่า 85.00 และทุกเครื่องมือไม่ต่ำกว่า 85.00 แต่ยังต่ำกว่า 95.00",
            "total 94.50 ≥ 85.00 and every tool ≥ 85.00, but below 95.00",
        ),
        (
            "84.99",
            {},
            "คะแนนรวม 84.99 ไม่ต่ำกว่า 70.00 แต่ยังต่ำกว่า 85.00",
            "total 84.99 ≥ 70.00, but below 85.00",
        ),
        ("50.1", {}, "คะแนนรวม 50.10 แต่ยังต่ำกว่า 70.00", "total 50.10, but below 70.00"),
    ],
)
def test_the_reason_is_one_sentence_with_the_figures(
    total: str, changed: Mapping[str, str], thai: str, english: str
) -> None:
    why = decided(framework(2568), {**tools("96"), "total": total, **changed}).why

    assert (why.th, why.en) == (thai, english)


def test_without_a_total_the_level_is_unknown() -> None:
    decision = decided(framework(2568), {"IIT": "90"})

    assert decision.level is None
    assert decision.possible == framework(2568).levels
    assert decision.why.th == "คำนวณคะแนนรวมไม่ได้ จึงบอกระดับไม่ได้"
    assert decision.why.en == "the total is unknown, so the level is too"


# Gates that are not known


@pytest.mark.parametrize(
    ("known", "gate", "low", "high"),
    [
        ({"EIT": "96.24"}, "EIT.1", "92.47", "100"),  # (96.24 ∓ 0.005 − 50) ÷ 0.5, high over 100
        ({"EIT": "96.24", "EIT.2": "98"}, "EIT.1", "94.47", "94.49"),  # (96.24 ∓ 0.005 − 49) ÷ 0.5
        ({"EIT": "30"}, "EIT.1", "0", "60.01"),  # (30.005 − 0) ÷ 0.5
        ({}, "EIT.1", "0", "100"),
        ({"EIT.1": "93.104"}, "EIT.1", "93.10", "93.10"),
        ({"OIT": "94.995"}, "OIT", "95.00", "95.00"),
        ({"EIT": "96.24"}, "IIT", "0", "100"),
    ],
)
def test_an_unknown_gate_lies_between_what_its_tool_leaves_open(
    known: Mapping[str, str], gate: str, low: str, high: str
) -> None:
    exact = {code: Fraction(text) for code, text in known.items()}

    bounds = gate_bounds(framework(2568), ROUNDINGS["half_up_2"], exact, gate)

    assert bounds == Bounds(Fraction(low), Fraction(high))
    assert bounds.known == (low == high)


THREE_PARTS = small_framework(
    {"EIT": {"6": ["e1"]}},
    weights={"EIT": 1},
    parts={"P1": ("EIT", 50), "P2": ("EIT", 30), "P3": ("EIT", 20)},
    gates=("P1", "P2", "P3"),
    levels=GATED,
)


def test_each_of_three_uneven_parts_is_bounded_by_its_own_share() -> None:
    exact = {"EIT": Fraction(90), "P1": Fraction(92)}

    bounds = [gate_bounds(THREE_PARTS, ROUNDINGS["half_up_2"], exact, gate) for gate in ("P2", "P3")]

    # Low (90 − 0.005 − 46 − 20) ÷ 0.3 = 79.983…, high (90 + 0.005 − 46 − 0) ÷ 0.3 over 100.
    assert bounds[0] == Bounds(Fraction("79.98"), Fraction(100))
    # Low (90 − 0.005 − 46 − 30) ÷ 0.2 = 69.975.
    assert bounds[1] == Bounds(Fraction("69.98"), Fraction(100))


def test_a_level_that_a_part_could_change_is_open() -> None:
    # Each part lies between (96.24 − 0.005 − 50) ÷ 0.5 = 92.47 and 100: above 85, on both sides of 95.
    decision = decided(framework(2568), {"total": "96", "IIT": "96", "EIT": "96.24", "OIT": "96"})

    assert decision.level is None
    assert [level.id for level in decision.possible] == ["excellent", "good"]
    assert decision.why.th == "บอกระดับแน่นอนไม่ได้ (ผ่านดีเยี่ยม หรือ ผ่านดี) เพราะยังไม่ทราบคะแนน EIT.1, EIT.2"
    assert decision.why.en == (
        "the level is open (Pass with excellence or Good pass) because EIT.1, EIT.2 are not known"
    )


def test_one_unknown_part_is_spoken_of_in_the_singular() -> None:
    decision = decided(framework(2568), {"total": "96", "IIT": "96", "EIT.1": "96", "OIT": "96"})

    assert [level.id for level in decision.possible] == ["excellent", "good", "pass"]
    assert decision.why.en.endswith(" because EIT.2 is not known")


def test_parts_that_cannot_reach_a_gate_together_do_not_leave_its_level_open() -> None:
    # Each part lies between (90 − 0.005 − 50) ÷ 0.5 = 79.99 and 100, but both cannot be above 90.
    decision = decided(framework(2568), {"total": "95.5", "IIT": "100", "EIT": "90", "OIT": "95.5"})

    assert [level.id for level in decision.possible] == ["good", "pass"]


@pytest.mark.parametrize(
    ("eit", "level"),
    [("84.98", "pass"), ("92.51", "good"), ("94.98", "good"), ("94.99", None), ("95", None)],
)
def test_a_tool_below_its_gate_decides_without_its_parts(eit: str, level: str | None) -> None:
    # 94.99 may be a rounded 94.995, which two parts of 94.995 make; they are shown as 95.00.
    decision = decided(framework(2568), {"total": "96", "IIT": "97", "EIT": eit, "OIT": "97"})

    assert (decision.level and decision.level.id) == level
    if eit == "92.51":
        assert decision.why.en == "total 96.00 ≥ 95.00, but EIT.1, EIT.2 cannot all reach 95.00 (EIT 92.51)"
        assert decision.why.th == (
            "คะแนนรวม 96.00 ไม่ต่ำกว่า 95.00 แต่ EIT.1, EIT.2 ถึง 95.00 พร้อมกันไม่ได้ (EIT 92.51)"
        )


@pytest.mark.parametrize(("tool", "level"), [("91.98", "pass"), ("92.01", None)])
def test_uneven_parts_share_what_a_known_one_leaves(tool: str, level: str | None) -> None:
    # P1 has 99 with the half of the tool: P2 and P3 need 85 × 0.5 of it together, 49.5 + 42.5 = 92.
    decision = decided(THREE_PARTS, {"total": "90", "EIT": tool, "P1": "99"})

    assert (decision.level and decision.level.id) == level


def test_from_figures_that_contradict_each_other_nothing_follows() -> None:
    # EIT.1 would have to be 105.
    bounds = gate_bounds(
        framework(2568), ROUNDINGS["half_up_2"], {"EIT": Fraction(95), "EIT.2": Fraction(85)}, "EIT.1"
    )

    assert bounds == Bounds(Fraction(0), Fraction(100))


def test_a_tool_below_the_gate_decides_although_the_parts_are_unknown() -> None:
    decision = decided(framework(2568), {"total": "92", "IIT": "84", "EIT": "96", "OIT": "95"})

    assert level_id(decision) == "pass"
    assert decision.why.en == "total 92.00 ≥ 85.00, but IIT 84.00 < 85.00"


def test_a_known_part_can_settle_the_other() -> None:
    # EIT.2 is at least (96 − 0.005 − 0.5 · 95) ÷ 0.5 = 96.99.
    decision = decided(framework(2568), {"total": "96", "IIT": "96", "EIT": "96", "EIT.1": "95", "OIT": "96"})

    assert level_id(decision) == "excellent"
    assert decision.why.en.endswith("(parts not given, but EIT.2 ≥ 96.99 follows)")


def test_below_the_lowest_minimum_the_last_level_holds() -> None:
    only = small_framework({"OIT": {"9": ["O1"]}}, weights={"OIT": 1}, levels=(("top", "บน", 90, None),))

    assert level_id(decided(only, {"total": "10"})) == "top"


@pytest.mark.parametrize(
    ("value", "text"), [("0", "0.00"), ("7.5", "7.50"), ("94.05", "94.05"), ("100", "100.00")]
)
def test_a_figure_is_written_with_two_decimals(value: str, text: str) -> None:
    assert two_decimals(Fraction(value)) == text
