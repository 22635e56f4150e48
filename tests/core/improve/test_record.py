"""Gains and plans as strings: exact, and saying so where a decimal cannot be."""

import json
from fractions import Fraction

import pytest
from tests.small_frameworks import scored, small_framework

from prongsai.core.framework import Framework
from prongsai.core.improve import gains, improve
from prongsai.core.improve.record import decimal_text, gain_record, improvement_record


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(0), "0"),
        (Fraction(100), "100"),
        (Fraction("94.5004"), "94.5004"),
        (Fraction(1, 1024), "0.0009765625"),
        (Fraction(4, 9), "0.4444"),
        (Fraction(2, 3), "0.6667"),
        (Fraction(1, 30000), "0.0000"),
        (Fraction(-1, 4), "-0.25"),
        (Fraction(-2, 3), "-0.6667"),
    ],
)
def test_a_decimal_that_ends_is_written_out_and_another_one_to_four_places(
    value: Fraction, text: str
) -> None:
    assert decimal_text(value) == text


def three_items(weight: int) -> Framework:
    tree = {"OIT": {"9": ["O1", "O2", "O3"]}}
    return small_framework(tree, weights={"OIT": weight}, allowed={"*": (0, 100)}, gates=("OIT",))


def test_a_gain_that_does_not_end_stands_there_as_a_fraction_too() -> None:
    gain = gains(scored(three_items(1), {"O1": 100, "O2": 100, "O3": 0}))[0]

    assert gain_record(gain) == {
        "code": "O3",
        "title": {"th": "เรื่อง O3", "en": "matter O3"},
        "kind": "item",
        "from": "0",
        "to": "100",
        "gain": "33.3333",
        "exact": {"gain": "100/3"},
        "gates": {"OIT": {"gain": "33.3333", "exact": {"gain": "100/3"}}},
        "implied": False,
        "note": {"th": "", "en": ""},
    }


def test_a_plan_is_written_with_what_it_leads_to() -> None:
    found = improve(scored(three_items(1), {"O1": 100, "O2": 100, "O3": 0}))

    record = improvement_record(found)

    # The total is 66.67 (level c), and the next level b begins at 85.
    assert record["status"] == "planned"
    assert record["target"] == {"id": "b", "word": {"th": "ข", "en": "level b"}}
    assert (record["total"], record["total_after"], record["effort"]) == ("66.6667", "100", "1")
    assert record["exact"] == {"total": "200/3"}
    assert isinstance(record["after"], dict)
    assert record["after"]["level"]["id"] == "a"
    assert record["after"]["gates"] == {"OIT": {"low": "100", "high": "100"}}


def test_a_record_without_a_plan_is_json_all_the_same() -> None:
    record = improvement_record(improve(scored(three_items(1), {"O1": 100}), target="a"))

    assert json.loads(json.dumps(record)) == record
    assert (record["status"], record["total"], record["after"]) == ("unknown", None, None)
