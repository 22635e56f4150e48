"""The year that an item of a round asks for."""

import pytest
from tests.proofread_papers import lines, places, remarks, section


def answering(item: str, round_: int, plan_year: int, kind: str = "implementation") -> list[list[int | None]]:
    text = f"คู่มือการประเมิน ประจำปีงบประมาณ พ.ศ. {round_} ข้อ {item} กำหนดองค์ประกอบไว้"
    paper = section(
        *lines("รายงาน", text), kind=kind, items=(item,), plan_year=plan_year, result_year=plan_year - 1
    )

    return places(remarks("year.round", paper))


@pytest.mark.parametrize(
    ("item", "round_", "plan_year", "expected"),
    [
        # Until 2566 the report is on the measures of the round's own year, since then on those of the year before.
        ("O43", 2565, 2565, []),
        ("O43", 2565, 2564, [[2]]),
        ("O35", 2567, 2566, []),
        ("O35", 2567, 2567, [[2]]),
        # O34 of 2567 are the measures and not the report; O19 is another matter.
        ("O34", 2567, 2567, []),
        ("O19", 2568, 2568, []),
    ],
)
def test_a_report_answers_the_round_that_asks_for_its_year(
    item: str, round_: int, plan_year: int, expected: list[list[int | None]]
) -> None:
    assert answering(item, round_, plan_year) == expected


def test_measures_are_those_of_the_round_itself() -> None:
    assert answering("O25", 2569, 2569, kind="measures") == []
    assert answering("O25", 2569, 2568, kind="measures") == [[2]]


def test_a_passage_of_two_years_is_not_judged() -> None:
    text = "ข้อ O35 ของปี 2567 รายงานมาตรการปี 2567 ต่อจากปี 2566"

    assert (
        remarks("year.round", section(*lines(text), kind="implementation", items=("O35",), plan_year=2567))
        == []
    )
