"""Cells made into a plan; tests/reading/test_plan.py has what cells of real files say."""

from decimal import Decimal
from fractions import Fraction

import pytest
from tests.plans import a_measure

from prongsai.core.errors import Problem
from prongsai.core.framework.source import SourceRow
from prongsai.core.plan.check import Place
from prongsai.core.plan.draft import Branch, RowReader, read_money, read_plan, read_words, with_steps
from prongsai.core.plan.layout import draft_mark


def row(name: str = "row", **cells: str) -> SourceRow:
    return SourceRow(cells, lambda key: f"{name}:{key}")


def reader(text: str) -> tuple[RowReader, list[Problem]]:
    problems: list[Problem] = []
    return RowReader(row(x=text), problems), problems


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("", None),
        ("0", Decimal(0)),
        ("-", Decimal(0)),
        ("ไม่ใช้งบประมาณ", Decimal(0)),
        ("12,000", Decimal(12000)),
        ("๑,๒๓๔,๕๖๗.๒๕ บาท", Decimal("1234567.25")),
    ],
)
def test_money_is_read(text: str, amount: Decimal | None) -> None:
    found, problems = reader(text)

    assert (found.money("x"), problems) == (amount, [])
    assert read_money(text) == amount


@pytest.mark.parametrize("text", ["1,5", "12,0000", "มาก"])
def test_what_may_be_two_amounts_is_no_money(text: str) -> None:
    found, problems = reader(text)

    assert found.money("x") is None
    assert [(each.id, each.where) for each in problems] == [("plan.bad_budget", "row:x")]


def test_line_breaks_of_windows_become_ours_and_signs_without_a_shape_go() -> None:
    written = " ก\r\nข\rค\x00\ud800\uffff\tง "

    assert reader(written)[0].text("x") == read_words(written) == "ก\nข\nค\tง"


def test_lists_are_parted_by_lines_and_semicolons_codes_by_anything() -> None:
    assert reader(" a b ;\n\n c ")[0].lines("x") == ("a b", "c")
    assert reader("i1, O9;e3\n9.1")[0].codes("x") == ("i1", "O9", "e3", "9.1")


def test_rounds_are_read_once_each_and_others_are_named() -> None:
    found, problems = reader("6 เดือน และ 12 เดือน, 6m / 13m")

    assert found.rounds("x") == ("6m", "12m")
    assert [each.found for each in problems] == ["13m"]


def test_a_gain_is_exact() -> None:
    assert reader("1/3")[0].gain("x") == Fraction(1, 3)
    assert reader("")[0].gain("x") is None


def test_without_its_years_there_is_no_plan_but_every_other_problem_is_told() -> None:
    problems: list[Problem] = []

    plan, where = read_plan(row("plan", agency="ก"), [Branch(row("m", period="เร็ว ๆ นี้"))], problems)

    assert plan is None
    assert [each.where for each in problems] == ["plan:fiscal_year", "plan:result_year", "m:period"]
    assert where(Place("measures")) == "plan:measures"


def test_a_step_has_its_own_place_and_a_measure_without_steps_that_of_its_id() -> None:
    problems: list[Problem] = []
    branches = [Branch(row("m", id="m1"), (row("s", number="1"),))]

    _, where = read_plan(row("plan"), branches, problems)

    assert where(Place("text", 0, 0)) == "s:text"
    assert where(Place("steps", 0)) == "m:id"


def test_steps_find_their_measure_and_the_first_of_two_with_one_id() -> None:
    problems: list[Problem] = []
    steps = [row("s1", measure="m1"), row("s2", measure=" m2 "), row("s3", measure="m3")]

    branches = with_steps([row(id="m1"), row(id="m2"), row(id="m2")], steps, problems)

    assert [tuple(step.place("x") for step in each.below) for each in branches] == [("s1:x",), ("s2:x",), ()]
    assert [(each.id, each.where) for each in problems] == [("plan.unknown_measure", "s3:measure")]


def test_a_measure_is_generated_while_it_bears_its_own_mark() -> None:
    header = row("plan", agency="ก", agency_type="school", fiscal_year="2569", result_year="2568")

    def generated(mark: str) -> bool:
        plan, _ = read_plan(header, [Branch(row("m", id="m1", title="ก", generated=mark))], [])
        assert plan is not None
        assert plan.agency_type == "school"
        return plan.measures[0].generated

    own = a_measure(
        title="ก",
        topic="",
        approach="",
        responsible_units=(),
        steps=(),
        period=None,
        monitoring_rounds=(),
        monitoring_note="",
        budget=None,
    )
    assert [generated(mark) for mark in (draft_mark(own), "yes", "", "0" * 8)] == [True, True, False, False]
