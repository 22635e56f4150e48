"""Chances of levels beside the normal table, with gates, with parts that are not told, and without any error."""

from collections.abc import Mapping
from statistics import NormalDist

import pytest
from tests.published import donsak, framework
from tests.small_frameworks import GATED, Trees, scored, small_framework

from prongsai.core.scoring import prepare, score
from prongsai.core.uncertainty import NO_ERROR, Error
from prongsai.core.uncertainty.level_chance import Chance, chance_of_levels, percent

NEAR = 0.006
ONE: Trees = {"IIT": {"1": ["i1"]}}
TWO: Trees = {"IIT": {"1": ["i1"]}, "EIT": {"6": ["e1"]}}
CHECKED: Trees = {"IIT": {"1": ["i1"]}, "OIT": {"10": ["O1"]}}
PARTS = {"EIT.1": ("EIT", 1), "EIT.2": ("EIT", 1)}


def by(**errors: float) -> dict[str, Error]:
    return {
        code.replace("_", "."): Error(low=size, high=size, basis="counts") for code, size in errors.items()
    }


def sure(found: Mapping[str, Chance] | None) -> dict[str, float]:
    assert found is not None
    assert all(chance.low == chance.high for chance in found.values())
    return {level: chance.low for level, chance in found.items()}


def test_one_tool_follows_the_normal_table() -> None:
    one = small_framework(ONE, weights={"IIT": 1})

    found = sure(chance_of_levels(scored(one, {"i1": 85}), by(IIT=5)))

    # A half is rounded up, so 94.995 is enough for 95.00.
    table = NormalDist(85, 5)
    assert found["a"] == pytest.approx(1 - table.cdf(94.995), abs=NEAR)
    assert found["b"] == pytest.approx(table.cdf(94.995) - table.cdf(84.995), abs=NEAR)
    assert found["c"] == pytest.approx(table.cdf(84.995) - table.cdf(49.995), abs=NEAR)
    assert sum(found.values()) == 1


def test_the_chances_are_the_same_every_time() -> None:
    one = scored(small_framework(TWO, weights={"IIT": 1, "EIT": 1}), {"i1": 85, "e1": 86})

    assert chance_of_levels(one, by(IIT=3, EIT=4)) == chance_of_levels(one, by(IIT=3, EIT=4))


def test_every_gate_must_hold_at_once() -> None:
    two = small_framework(TWO, weights={"IIT": 1, "EIT": 1}, levels=GATED, gates=("IIT", "EIT"))

    found = sure(chance_of_levels(scored(two, {"i1": 85, "e1": 85}), by(IIT=2, EIT=2)))

    # Both above 85 in a quarter of all cases; the total alone in half of them.
    assert found["good"] == pytest.approx(0.25, abs=NEAR)
    assert found["pass"] == pytest.approx(0.25, abs=NEAR)
    assert found["low"] == pytest.approx(0.5, abs=NEAR)


def test_known_parts_are_gates_of_their_own() -> None:
    gates = ("IIT", "EIT.1", "EIT.2")
    two = small_framework(TWO, weights={"IIT": 1, "EIT": 1}, levels=GATED, gates=gates, parts=PARTS)
    values = {"i1": 90, "e1@EIT.1": 85, "e1@EIT.2": 90}

    found = sure(chance_of_levels(scored(two, values), by(IIT=0, EIT_1=2, EIT_2=0)))

    assert found["good"] == pytest.approx(0.5, abs=NEAR)
    assert found["pass"] == pytest.approx(0.5, abs=NEAR)


def test_a_gate_on_a_tool_follows_its_parts() -> None:
    two = small_framework(TWO, weights={"IIT": 1, "EIT": 1}, levels=GATED, gates=("EIT",), parts=PARTS)
    values = {"i1": 100, "e1@EIT.1": 80, "e1@EIT.2": 90}

    found = sure(chance_of_levels(scored(two, values), by(IIT=0, EIT_1=4, EIT_2=4)))

    assert found["good"] == pytest.approx(0.5, abs=NEAR)


def test_a_part_that_is_not_told_leaves_the_level_open() -> None:
    gates = ("IIT", "EIT.1", "EIT.2")
    two = small_framework(TWO, weights={"IIT": 1, "EIT": 1}, levels=GATED, gates=gates, parts=PARTS)

    found = chance_of_levels(scored(two, {"i1": 90, "6": 90}), by(IIT=1, EIT=1))

    # 90 may be 100 and 80, or twice 90; only from 92.5 on, 2.5 errors away, neither part can be below 85.
    assert found is not None
    assert found["good"].low == pytest.approx(0.006, abs=0.002)
    assert found["pass"].high == pytest.approx(0.994, abs=0.002)
    assert (found["good"].high, found["pass"].low) == (1, 0)
    assert found["low"] == Chance(0, 0)


def test_the_room_of_an_untold_part_moves_with_its_tool() -> None:
    gates = ("EIT.1", "EIT.2")
    two = small_framework(TWO, weights={"IIT": 0, "EIT": 1}, levels=GATED, gates=gates, parts=PARTS)

    found = chance_of_levels(scored(two, {"i1": 0, "6": 92.5}), by(IIT=0, EIT=1))

    # At 92.5 the worse part is at least 85: half of the time it cannot be below, and it always may be above.
    assert found is not None
    assert found["good"].low == pytest.approx(0.5, abs=0.01)
    assert found["good"].high > 0.99


def test_untold_parts_cannot_both_be_above_their_tool() -> None:
    gates = ("IIT", "EIT.1", "EIT.2")
    two = small_framework(TWO, weights={"IIT": 1, "EIT": 1}, levels=GATED, gates=gates, parts=PARTS)

    found = chance_of_levels(scored(two, {"i1": 100, "6": 94}), by(IIT=0, EIT=0.99))

    # Each part may be 88 to 100, but both reach 95 only where the tool has 94.99 at least: one error away.
    assert found is not None
    assert found["excellent"].low == 0
    assert found["excellent"].high == pytest.approx(0.159, abs=NEAR)
    assert found["good"].high > 0.99


def test_what_reviewers_checked_is_fixed() -> None:
    one = small_framework(CHECKED, weights={"IIT": 1, "OIT": 1}, levels=GATED, gates=("IIT", "OIT"))

    found = sure(chance_of_levels(scored(one, {"i1": 95, "O1": "84.994"}), by(IIT=1)))

    assert found["good"] == 0
    assert found["pass"] == 1


@pytest.mark.parametrize(("value", "level"), [("84.995", "b"), ("84.99", "c"), ("94.995", "a")])
def test_without_any_error_the_level_is_the_one_decided(value: str, level: str) -> None:
    one = scored(small_framework(ONE, weights={"IIT": 1}), {"i1": value})

    assert sure(chance_of_levels(one, {"IIT": NO_ERROR}))[level] == 1
    assert one.decision.level is not None
    assert one.decision.level.id == level


def test_a_policy_that_cuts_off_needs_the_whole_threshold() -> None:
    cut = small_framework(ONE, weights={"IIT": 1}, rounding="truncate_2")

    assert sure(chance_of_levels(scored(cut, {"i1": "84.995"}), {"IIT": NO_ERROR}))["c"] == 1


def test_what_reaches_no_level_is_at_the_last() -> None:
    high = small_framework(ONE, weights={"IIT": 1}, levels=[("a", "ก", 95, None), ("b", "ข", 50, None)])

    assert sure(chance_of_levels(scored(high, {"i1": 20}), by(IIT=1)))["b"] == 1


def test_a_framework_in_which_nobody_is_asked_has_one_sure_level() -> None:
    only = small_framework({"OIT": {"10": ["O1"]}}, weights={"OIT": 1})

    assert sure(chance_of_levels(scored(only, {"O1": 90}), {}))["b"] == 1


def test_a_score_off_the_scale_is_cut_there() -> None:
    two = small_framework(TWO, weights={"IIT": 1, "EIT": 1})

    # 95 would need 110 from the one tool that is uncertain.
    found = sure(chance_of_levels(scored(two, {"i1": 100, "e1": 80}), by(IIT=20, EIT=0)))

    assert found["a"] == 0


def test_without_a_total_or_an_error_no_chance_is_told() -> None:
    two = small_framework(TWO, weights={"IIT": 1, "EIT": 1})

    assert chance_of_levels(scored(two, {"i1": 90}), by(IIT=1, EIT=1)) is None
    assert chance_of_levels(scored(two, {"i1": 90, "e1": 90}), by(IIT=1)) is None


def test_either_end_of_the_error_can_be_asked_for() -> None:
    one = scored(small_framework(ONE, weights={"IIT": 1}), {"i1": 90})
    error = {"IIT": Error(low=1, high=10, basis="sizes")}

    assert sure(chance_of_levels(one, error, end="low"))["b"] > 0.99
    assert sure(chance_of_levels(one, error))["b"] < 0.5


def test_don_sak_is_good_with_the_error_that_its_answers_leave() -> None:
    scored_year = score(prepare(framework(2568)), donsak())

    found = chance_of_levels(scored_year, by(IIT=1, EIT=1))

    assert found is not None
    assert found["good"].low > 0.99
    assert found["improve"].high == 0


@pytest.mark.parametrize(
    ("low", "high", "thai", "english"),
    [
        (0, 0, "น้อยกว่า 1 %", "less than 1 %"),
        (1, 1, "มากกว่า 99 %", "more than 99 %"),
        (0.993, 1, "มากกว่า 99 %", "more than 99 %"),
        (0.254, 0.254, "ประมาณ 25 %", "about 25 %"),
        (0.01, 0.01, "ประมาณ 1 %", "about 1 %"),
        (0.99, 0.99, "ประมาณ 99 %", "about 99 %"),
        (0.1, 1, "ประมาณ 10 % ถึงมากกว่า 99 %", "about 10 % to more than 99 %"),
    ],
)
def test_a_chance_is_never_said_to_be_certain(low: float, high: float, thai: str, english: str) -> None:
    words = percent(Chance(low, high))

    assert (words.th, words.en) == (thai, english)
