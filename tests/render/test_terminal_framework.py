"""Frameworks as lines for a terminal."""

from tests.invented_frameworks import elsewhere, reformed
from tests.published import framework

from prongsai.core.framework.compare import changes
from prongsai.render.terminal_framework import differences_text, framework_text, list_text, summary


def test_a_line_of_the_list_counts_what_a_framework_asks() -> None:
    row = summary(reformed())

    assert (row["indicator"], row["question"], row["item"]) == (4, 2, 3)
    assert list_text([row], "en").splitlines()[0].split() == [
        *("framework", "year", "indicators", "sub", "questions", "statements", "items", "hash")
    ]
    assert list_text([row], "th").splitlines()[1].split()[2:7] == ["4", "0", "2", "0", "3"]


def test_a_framework_is_shown_with_weights_rules_levels_and_every_code_below_its_parent() -> None:
    lines = [" ".join(line.split()) for line in framework_text(elsewhere(), "en").splitlines()]
    raw = framework_text(elsewhere(), "en").splitlines()

    assert lines[0] == "xx-open-2025 Elsewhere"
    assert "STAFF 1/3 STAFF read LAW" in lines
    assert "indicator mean_of_items read LAW" in lines
    assert "three_stars ≥ 90.00 read LAW" in lines
    assert any(line.startswith("W-A ") for line in raw)
    assert any(line.startswith("  page-1 ") for line in raw)


def test_gates_and_alternatives_are_named() -> None:
    text = framework_text(framework(2568), "th")

    assert "IIT, EIT.1, EIT.2, OIT ≥ 95.00" in text
    assert "oit_groups_b1 (ทางเลือก)" in text


def test_differences_are_one_line_each_and_none_is_said() -> None:
    found = changes(framework(2567), framework(2568))

    assert len(differences_text(found, "en").splitlines()) == len(found)
    assert differences_text([], "en") == "no differences"
