"""Which item a paper answers, and what is missing in it before anyone loses points."""

from dataclasses import replace
from fractions import Fraction

import pytest
from tests.plans import a_measure, a_note, a_plan, kham_duang, second_round
from tests.published import framework

from prongsai.core.finding import Finding
from prongsai.core.followup import Followup
from prongsai.core.plan.elements import check_measures, check_report, items_answered
from prongsai.core.text import Text

ROUND = framework(2569)


def finding(code: str, kind: str) -> Finding:
    return Finding(
        id=f"finding.{code}",
        code=code,
        kind=kind,  # type: ignore[arg-type]
        rule="r",
        score=Fraction(50),
        finding=Text("ก", "a"),
        recommendation=Text("ข", "b"),
        cause=Text("", ""),
        leans_on=(),
    )


FINDINGS = (finding("i1", "urgent"), finding("O9", "improve"), finding("i2", "keep"))


@pytest.mark.parametrize(
    ("year", "measures", "report"),
    [
        (2563, "O42", "O43"),
        (2564, "O42", "O43"),
        (2565, "O42", "O43"),
        (2566, "O42", "O43"),
        (2567, "O34", "O35"),
        (2568, "O27", "O28"),
        (2569, "O25", "O26"),
    ],
)
def test_every_round_has_one_item_for_measures_and_one_for_the_report(
    year: int, measures: str, report: str
) -> None:
    assert [item.code for item in items_answered(framework(year), "measures")] == [measures]
    assert [item.code for item in items_answered(framework(year), "report")] == [report]


def test_the_first_round_asked_for_single_measures_and_no_report() -> None:
    year = framework(2562)

    assert [item.code for item in items_answered(year, "measures")] == [f"O{n}" for n in range(42, 49)]
    assert items_answered(year, "report") == ()
    assert check_report(kham_duang(), year).complete
    assert check_measures(a_plan(), FINDINGS, year).complete


def test_a_complete_paper_lacks_nothing() -> None:
    found = check_measures(a_plan(), FINDINGS, ROUND)

    assert found.complete
    assert [item.code for item in found.items] == ["O25"]
    assert {element.certainty for element in found.elements} == {"inferred"}


def test_the_elements_that_the_framework_names_stand_beside_ours() -> None:
    found = check_measures(a_plan(fiscal_year=2568), (), framework(2568))

    assert [node.code for node in found.listed] == ["O27.1", "O27.2"]


@pytest.mark.parametrize(
    ("changes", "element", "words"),
    [
        ({"responsible_units": ()}, "responsible", "nobody is responsible for: คิวเดียวทุกช่องบริการ"),
        ({"steps": ()}, "steps", "there are no steps for: คิวเดียวทุกช่องบริการ"),
        (
            {"monitoring_rounds": (), "monitoring_note": ""},
            "monitoring",
            "monitoring is not described for: คิวเดียวทุกช่องบริการ",
        ),
        ({"finding_ids": ("finding.O9",)}, "urgent", "no measure answers i1"),
        ({"finding_ids": ("finding.i1",)}, "improve", "no measure answers O9"),
    ],
)
def test_each_missing_element_is_named(changes: dict[str, object], element: str, words: str) -> None:
    found = check_measures(a_plan(replace(a_measure(), **changes)), FINDINGS, ROUND)  # type: ignore[arg-type]

    assert {each.id: [text.en for text in each.lacking] for each in found.elements if each.lacking} == {
        element: [words]
    }
    assert not found.complete
    assert all(text.th and text.th != text.en for text in found.lacking)


def test_measures_without_an_analysis_lack_it() -> None:
    assert [text.en for text in check_measures(a_plan(), (), ROUND).lacking] == [
        "there are no findings from an analysis of the result"
    ]


def test_a_plan_of_another_year_is_not_what_the_round_asks_for() -> None:
    found = check_measures(a_plan(fiscal_year=2568), FINDINGS, ROUND)

    assert [text.en for text in found.lacking] == [
        "this is a plan of 2568, but the round of 2569 asks for that of 2569",
        "the result of 2567 is analysed, but the round of 2569 asks for that of 2568",
    ]


def test_an_empty_plan_shows_nothing() -> None:
    empty = replace(a_plan(), measures=())

    lacking = {each.id for each in check_measures(empty, (), ROUND).elements if each.lacking}

    assert lacking == {"analysis", "responsible", "steps", "monitoring"}
    assert not check_report(Followup(plan=empty, rounds=()), ROUND).complete


def test_the_report_of_kham_duang_answers_the_round_after_its_year() -> None:
    found = check_report(kham_duang(), framework(2567))

    assert [item.code for item in found.items] == ["O35"]
    assert {element.certainty for element in found.elements} == {"read"}
    assert found.complete


def test_until_2566_a_round_asked_for_its_own_year() -> None:
    assert check_report(kham_duang(), framework(2566)).complete
    assert [text.en for text in check_report(kham_duang(), framework(2568)).lacking] == [
        "this is a plan of 2566, but the round of 2568 asks for that of 2567"
    ]


def test_a_report_lacks_what_was_not_told() -> None:
    plan = a_plan(a_measure(1), a_measure(2, title="ข"), a_measure(3, title="ค"), fiscal_year=2568)
    notes = (a_note("m1"), a_note("m2", status="not_done", reason="รองบ"))

    found = check_report(Followup(plan=plan, rounds=(second_round(*notes),)), ROUND)

    assert [text.en for text in found.lacking] == [
        "what was done is not told for: คิวเดียวทุกช่องบริการ, ค",
        "the outcome is not told for: คิวเดียวทุกช่องบริการ",
    ]
