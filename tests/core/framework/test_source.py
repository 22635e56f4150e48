from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.core.errors import Problem
from prongsai.core.framework.source import Record, read_fraction, records, toml_place, write_fraction


def record(problems: list[Problem], **values: object) -> Record:
    return Record(values, lambda key: f"here.{key}", problems)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.30", Fraction(3, 10)),
        ("๐.๓", Fraction(3, 10)),
        ("1/3", Fraction(1, 3)),
        ("95.00", Fraction(95)),
        ("x", None),
        ("1/0", None),
        ("1/x", None),
        ("", None),
    ],
)
def test_numbers_are_read_exactly_or_not_at_all(text: str, value: Fraction | None) -> None:
    assert read_fraction(text) == value


@given(st.fractions(min_value=-200, max_value=200))
def test_a_written_number_is_read_as_the_same_number(value: Fraction) -> None:
    assert read_fraction(write_fraction(value)) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [(Fraction(3, 10), "0.3"), (Fraction(1, 200), "0.005"), (Fraction(1, 3), "1/3"), (Fraction(95), "95")],
)
def test_a_number_is_written_as_people_write_it(value: Fraction, text: str) -> None:
    assert write_fraction(value) == text


def test_a_place_counts_from_one() -> None:
    assert toml_place(("tools", 1, "weight")) == "framework.toml tools[2].weight"
    assert toml_place(("id",)) == "framework.toml id"


def test_every_field_that_cannot_be_read_is_reported_with_its_place() -> None:
    problems: list[Problem] = []
    wrong = record(problems, weight="heavy", kind="thing", date="2021-02-30", whole="1.5", name=[1])

    wrong.number("weight")
    wrong.choice("kind", ("item", "question"))
    wrong.date("date")
    wrong.whole("whole")
    wrong.text("name")
    wrong.text("code")

    assert [(problem.id, problem.where, problem.found) for problem in problems] == [
        ("framework.bad_number", "here.weight", "heavy"),
        ("framework.unknown_word", "here.kind", "thing"),
        ("framework.bad_date", "here.date", "2021-02-30"),
        ("framework.not_whole", "here.whole", "1.5"),
        ("framework.not_text", "here.name", ""),
        ("framework.missing", "here.code", ""),
    ]


def test_a_misspelt_field_is_reported_not_passed_over() -> None:
    problems: list[Problem] = []
    table = record(problems, wieght="0.3", code="IIT")

    table.text("code")
    table.refuse_unread()

    assert [(problem.id, problem.found) for problem in problems] == [("framework.unknown_field", "wieght")]


def test_lists_are_read_from_lists_and_from_texts() -> None:
    problems: list[Problem] = []
    both = record(problems, a=["O1", "O2"], b="O1  O2", points=[0, Decimal("33.5"), 100])

    assert both.codes("a") == both.codes("b") == ("O1", "O2")
    assert both.numbers("points") == (Fraction(0), Fraction(67, 2), Fraction(100))
    assert problems == []


def test_what_is_no_table_is_reported() -> None:
    problems: list[Problem] = []

    found = records({"tools": ["IIT"]}, "tools", toml_place, problems)

    assert found == []
    assert [(problem.id, problem.where) for problem in problems] == [
        ("framework.not_table", "framework.toml tools[1]")
    ]
