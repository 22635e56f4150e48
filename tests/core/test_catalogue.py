"""The catalogue: what covers a set of themes, what a rule says of a score, and every fault named by row and column."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import pytest

from prongsai.core.catalogue import Catalogue, FindingRule, build, build_rules
from prongsai.core.errors import InputError
from prongsai.core.framework.source import SourceRow
from prongsai.core.text import Text

Rows = dict[str, list[dict[str, str]]]


def pair(name: str, thai: str, english: str) -> dict[str, str]:
    return {f"{name}_th": thai, f"{name}_en": english}


def theme(themes: str, **changed: str) -> dict[str, str]:
    row = {"themes": themes}
    for name in ("finding", "cause", "recommendation", "keep"):
        row |= pair(name, f"{name} ไทย {themes}", f"{name} {themes}")
    return (
        row | {"leans_on": "", "units": "office", "measure": "do", "certainty": "own", "source": ""} | changed
    )


def measure(**changed: str) -> dict[str, str]:
    row = {"measure": "do", "topic": "work", "units": "office"}
    row |= pair("title", "ทำ", "Do") | pair("approach", "ทำให้ดี", "Do well")
    row |= pair("steps", "คิด | ทำ | ดูผล", "Think | Act | Look") | pair("monitoring", "ทุกปี", "Yearly")
    return row | changed


def sheets() -> Rows:
    return {
        "themes": [theme("a"), theme("b"), theme("c"), theme("a b")],
        "measures": [measure()],
        "topics": [{"topic": "work", "certainty": "own", "source": ""} | pair("title", "งาน", "Work")],
        "units": [{"unit": "office"} | pair("title", "สำนักงาน", "Office")],
    }


def place(sheet: str, number: int) -> Callable[[str], str]:
    return lambda column: f"{sheet}.csv {number}:{column}"


def built(rows: Rows) -> Catalogue:
    return build(
        {
            sheet: [SourceRow(row, place(sheet, number)) for number, row in enumerate(listed, start=2)]
            for sheet, listed in rows.items()
        }
    )


def faults(rows: Rows) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as refused:
        built(rows)
    return [(each.id, each.where) for each in refused.value.problems]


# Covering


@pytest.mark.parametrize(
    ("asked", "rows"),
    [
        (("a",), [("a",)]),
        (("a", "b"), [("a", "b")]),
        (("b", "a"), [("a", "b")]),
        (("c", "b", "a"), [("c",), ("a", "b")]),
        (("b", "c"), [("b",), ("c",)]),
        (("c", "c"), [("c",)]),
        (("moon", "c"), [("c",)]),
        ((), []),
    ],
)
def test_the_largest_sets_are_taken_first_and_told_in_the_order_asked(
    asked: tuple[str, ...], rows: list[tuple[str, ...]]
) -> None:
    assert [each.themes for each in built(sheets()).covering(asked)] == rows


def test_themes_that_no_row_speaks_of_are_named_once() -> None:
    assert built(sheets()).lacking(("moon", "c", "sun", "moon")) == ("moon", "sun")


# Building


def test_a_row_is_read_with_all_that_it_says() -> None:
    rows = sheets()
    rows["themes"][0] = theme(
        "a", leans_on="c b", certainty="read", source="NAPHO", finding_th="{agency} ขาด", finding_en="lacking"
    )

    catalogue = built(rows)

    first = catalogue.advice[0]
    assert first.finding == Text("{agency} ขาด", "lacking")
    assert (first.leans_on, first.units, first.measure) == (("c", "b"), ("office",), "do")
    assert (first.certainty, first.source) == ("read", "NAPHO")
    assert catalogue.measures["do"].steps == (Text("คิด", "Think"), Text("ทำ", "Act"), Text("ดูผล", "Look"))
    assert catalogue.topics["work"].title == Text("งาน", "Work")
    assert catalogue.units["office"].title == Text("สำนักงาน", "Office")


@pytest.mark.parametrize(
    ("column", "text", "fault"),
    [
        ("finding_th", "", "framework.missing"),
        ("finding_en", "", "catalogue.no_english"),
        ("keep_th", "{name} ทำต่อ", "catalogue.bad_place"),
        ("keep_en", "{", "catalogue.bad_place"),
        ("cause_th", "cause ไทย a", "catalogue.same_text"),
        ("recommendation_en", "recommendation a", "catalogue.same_text"),
        ("leans_on", "moon", "catalogue.unknown_key"),
        ("units", "moon", "catalogue.unknown_key"),
        ("units", "", "catalogue.no_key"),
        ("measure", "moon", "catalogue.unknown_key"),
        ("measure", "", "catalogue.no_key"),
        ("certainty", "sure", "framework.unknown_word"),
        ("certainty", "", "framework.missing"),
        ("themes", "a", "catalogue.twice"),
    ],
)
def test_what_is_wrong_with_a_theme_is_named_by_row_and_column(column: str, text: str, fault: str) -> None:
    rows = sheets()
    rows["themes"][1][column] = text
    # A theme that is gone is also missed wherever another row speaks of it.
    told = [each for each in faults(rows) if each[1] == f"themes.csv 3:{column}"]

    assert told == [(fault, f"themes.csv 3:{column}")]


def test_themes_of_a_set_are_the_same_in_any_order() -> None:
    rows = sheets()
    rows["themes"].append(theme("b a"))

    assert faults(rows) == [("catalogue.twice", "themes.csv 6:themes")]


def test_what_was_read_says_where() -> None:
    rows = sheets()
    rows["themes"][0]["certainty"] = "read"

    assert faults(rows) == [("framework.missing", "themes.csv 2:source")]


@pytest.mark.parametrize(
    "steps",
    [
        ("คิด | ทำ", "Think | Act"),
        ("คิด | ทำ | ดูผล", "Think | Act"),
        ("1 | 2 | 3 | 4 | 5 | 6", "1 | 2 | 3 | 4 | 5 | 6"),
        ("คิด | | ดูผล", "Think | Act | Look"),
    ],
)
def test_steps_are_three_to_five_and_pair_up(steps: tuple[str, str]) -> None:
    rows = sheets()
    rows["measures"][0] |= pair("steps", *steps)

    assert faults(rows) == [("catalogue.steps", "measures.csv 2:steps_th")]


def test_a_measure_without_its_topic_is_refused() -> None:
    rows = sheets()
    rows["measures"][0]["topic"] = "moon"

    assert faults(rows) == [("catalogue.unknown_key", "measures.csv 2:topic")]


def test_a_missing_column_is_told_once_and_not_in_every_row() -> None:
    rows = sheets()
    for row in rows["themes"]:
        del row["cause_en"]

    assert faults(rows) == [("catalogue.missing_column", "themes.csv 1")]


def test_a_column_that_nobody_knows_is_told() -> None:
    rows = sheets()
    rows["units"][0]["colour"] = "blue"

    assert faults(rows) == [("framework.unknown_field", "units.csv 2:colour")]


def test_all_faults_are_told_at_once() -> None:
    rows = sheets()
    rows["themes"][0]["keep_th"] = ""
    rows["themes"][2]["measure"] = "moon"
    rows["measures"][0]["topic"] = "moon"
    rows["units"] = []

    told = faults(rows)

    assert {place_ for _, place_ in told} >= {"themes.csv 2:keep_th", "themes.csv 4:measure", "units.csv"}
    assert ("catalogue.unknown_key", "measures.csv 2:topic") in told


# Rules


def rule(**changed: Any) -> dict[str, Any]:
    return {
        "id": "r",
        "kind": "urgent",
        "of": "item",
        "words": {"th": "คำ", "en": "words"},
        "certainty": "own",
    } | changed


def last(of: str) -> dict[str, Any]:
    return rule(id=f"{of}.rest", of=of, kind="keep")


def document(*rules: Mapping[str, Any]) -> dict[str, object]:
    return {"rules": [*rules, last("indicator"), last("question"), last("item")]}


def rule_faults(*rules: Mapping[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as refused:
        build_rules(document(*rules))
    return [(each.id, each.where) for each in refused.value.problems]


def one(**changed: Any) -> FindingRule:
    return build_rules(document(rule(**changed)))[0]


@pytest.mark.parametrize(
    ("bounds", "inside", "outside"),
    [
        ({"below": "70"}, "69.99", "70"),
        ({"at_most": "70"}, "70", "70.01"),
        ({"more_than": "70"}, "70.01", "70"),
        ({"at_least": "70"}, "70", "69.99"),
        ({"at_least": "70", "below": "80"}, "79.99", "80"),
        ({"below": "best"}, "59.99", "60"),
        ({"at_least": "best"}, "60", "59.99"),
        ({"below": "๗๐"}, "69.99", "70"),
    ],
)
def test_a_score_fits_within_all_bounds(bounds: dict[str, str], inside: str, outside: str) -> None:
    made = one(**bounds)

    assert made.fits(Fraction(inside), Fraction(60))
    assert not made.fits(Fraction(outside), Fraction(60))


def test_a_rule_speaks_of_its_kind_its_years_and_its_themes() -> None:
    made = one(first_year="2566", last_year=2567, themes="a b")

    assert [year for year in range(2560, 2572) if made.speaks_of("item", year, ("b", "c"))] == [2566, 2567]
    assert not made.speaks_of("question", 2566, ("b",))
    assert not made.speaks_of("item", 2566, ("c",))
    assert last_of("item").speaks_of("item", 2600, ())


def last_of(of: str) -> FindingRule:
    return next(each for each in build_rules(document()) if each.of == of)


@pytest.mark.parametrize(
    ("changed", "fault", "column"),
    [
        ({"below": "101"}, "catalogue.bad_bound", "below"),
        ({"at_least": "much"}, "catalogue.bad_bound", "at_least"),
        ({"kind": "fine"}, "framework.unknown_word", "kind"),
        ({"of": "tool"}, "framework.unknown_word", "of"),
        ({"words": {"th": "คำ"}}, "catalogue.no_english", "words"),
        ({"id": "item.rest"}, "catalogue.twice", ""),
        ({"certainty": "read"}, "framework.missing", "source"),
        ({"under": "70"}, "framework.unknown_field", "under"),
        ({"last_year": "soon"}, "framework.not_whole", "last_year"),
    ],
)
def test_what_is_wrong_with_a_rule_is_named(changed: dict[str, Any], fault: str, column: str) -> None:
    told = rule_faults(rule(**changed))

    assert [each for each, _ in told] == [fault]
    assert told[0][1] == (f"rules.toml rules[1].{column}" if column else "rules.toml rules[4].id")


@pytest.mark.parametrize("bound", ["below", "at_most", "more_than", "at_least", "first_year", "last_year"])
def test_rules_that_let_a_score_slip_are_refused(bound: str) -> None:
    value = "2560" if bound.endswith("year") else "50"
    with pytest.raises(InputError) as refused:
        build_rules({"rules": [last("indicator"), last("question"), last("item") | {bound: value}]})

    assert [(each.id, each.found) for each in refused.value.problems] == [("catalogue.not_caught", "item")]


def test_no_rules_at_all_are_refused() -> None:
    with pytest.raises(InputError) as refused:
        build_rules({})

    assert [each.found for each in refused.value.problems] == ["indicator", "question", "item"]
