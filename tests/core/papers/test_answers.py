"""Which item a paper answers, in which round, and what is missing before points are lost."""

from dataclasses import replace

import pytest
from tests.paper_chain import AGENCY, pen, plan, setting, texts
from tests.papers import cells, only_table
from tests.published import framework

from prongsai.core.document import Callout, Table
from prongsai.core.papers.answers import answer_blocks, reporting_round
from prongsai.core.papers.pen import Pen
from prongsai.core.plan.elements import check_measures

YEARS = {year: framework(year) for year in range(2564, 2570)}


@pytest.mark.parametrize(
    ("plan_year", "round_"), [(2564, 2564), (2565, 2565), (2566, 2566), (2567, 2568), (2568, 2569)]
)
def test_the_report_on_a_year_moved_to_the_round_after_it(plan_year: int, round_: int) -> None:
    found = reporting_round(plan_year, YEARS)

    assert found is not None
    assert found.fiscal_year == round_


def test_a_round_that_is_not_at_hand_is_not_guessed() -> None:
    assert reporting_round(2569, YEARS) is None


def test_the_item_of_the_round_is_named_with_a_word_of_care() -> None:
    check = check_measures(plan(), (), framework(2568))
    said = " ".join(texts(list(answer_blocks(pen(), check))))

    assert "ข้อ O27 มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน" in said
    assert "ยังไม่ได้ยืนยัน" in said


def test_a_code_that_was_read_needs_no_word_of_care() -> None:
    year = Pen(setting("en", year=2566), AGENCY)
    said = texts(list(answer_blocks(year, check_measures(plan(fiscal_year=2566), (), framework(2566)))))

    assert said[1].startswith("Item O42: ")
    assert "confirmed" not in said[1]


def test_every_element_is_listed_and_what_is_missing_names_the_measure() -> None:
    short = plan(2)
    short = replace(short, measures=(short.measures[0], replace(short.measures[1], responsible_units=())))
    blocks = list(
        answer_blocks(
            pen(),
            check_measures(short, (), framework(2568)),
            without=frozenset({"analysis", "urgent", "improve"}),
        )
    )
    table = only_table(blocks)
    (verdict,) = (block for block in blocks if isinstance(block, Callout))

    assert "ยังขาด 1 องค์ประกอบ" in texts([verdict])[0]
    assert [cells(row)[1] == "มี" for row in table.rows] == [True, False, True, True]
    assert "มาตรการสมมติ 2" in cells(table.rows[1])[1]
    assert table.rows[1].tone == "warning"


def test_a_complete_paper_says_so() -> None:
    blocks = list(
        answer_blocks(
            pen("en"),
            check_measures(plan(), (), framework(2568)),
            without=frozenset({"analysis", "urgent", "improve"}),
        )
    )

    assert [block.tone for block in blocks if isinstance(block, Callout)] == ["good"]


def test_without_a_framework_the_item_is_said_to_be_unknown() -> None:
    blocks = list(answer_blocks(Pen(setting(year=None), AGENCY), None))

    assert "ยังไม่ทราบ" in texts(blocks)[0]
    assert not any(isinstance(block, Table) for block in blocks)
