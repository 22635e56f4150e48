"""What is told of which year: tables before sentences, sentences of other years, marks that are no scores."""

from decimal import Decimal

import pytest
from tests.proofread_papers import SOUND, chain, figures, last_year, places, recognised, remarks, section

from prongsai.core.proofread.told import Told as ToldFigure
from prongsai.core.proofread.told import (
    plan_year_of,
    quoted,
    reconciled,
    value_in,
    year_of,
    years_told,
)
from prongsai.core.recognised import Section


def years(*sections: Section) -> dict[int, dict[str, Decimal | None]]:
    found = years_told(chain(recognised(*sections)))
    return {told.year: {code: told.value(code) for code in told.scores} for told in found}


def test_a_table_speaks_before_a_sentence() -> None:
    sentence = figures({"9": "58.00"}, sentence="การเปิดเผยข้อมูล ได้คะแนนเท่ากับ 58.00")
    paper = section(figures=(*sentence, *figures({"9": "85.00"})))

    assert years(paper) == {2568: {"9": Decimal("85.00")}}


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("คะแนนภาพรวมได้ 92.50 ระดับผ่านดี", True),
        ("มีค่าคะแนนเท่ากับ ๙๒.๕๐ คะแนน", True),
        ("มีผลการประเมินในภาพรวม ๙๒.๕๐ คะแนน", True),
        ("โดยมีคะแนนในภาพรวมอยู่ที่ 92.50 คะแนน", True),
        ("เป้าหมายคือ 92.50 คะแนนขึ้นไป", False),
        ("หากแก้ข้อนี้ คะแนนรวมจะได้ 92.50", False),
        ("ขาดอีก 2.50 จะได้ 92.50", False),
        ("กฎข้อนี้ให้ 92.50", False),
    ],
)
def test_a_sentence_tells_a_score_in_so_many_words(sentence: str, told: bool) -> None:
    paper = section(figures=figures({"total": "92.50"}, sentence=sentence))

    assert bool(years(paper)) == told


def test_a_sentence_that_names_a_year_speaks_of_that_year() -> None:
    paper = section(figures=figures({"total": "88.00"}, sentence="ปี ๒๕๖๗ ได้คะแนน 88.00"))

    assert years(paper) == {2567: {"total": Decimal("88.00")}}


def test_of_several_years_the_one_before_the_number_counts() -> None:
    sentence = "ปี 2567 ได้คะแนน 88.00 และปี 2568 ได้คะแนน 92.50"
    both = [*figures({"total": "88.00"}, sentence=sentence), *figures({"total": "92.50"}, sentence=sentence)]

    assert years(section(figures=tuple(both))) == {
        2567: {"total": Decimal("88.00")},
        2568: {"total": Decimal("92.50")},
    }


def test_a_number_before_all_years_is_of_none() -> None:
    sentence = "ได้คะแนน 92.50 ในปี 2567 หรือปี 2568"

    assert years(section(figures=figures({"total": "92.50"}, sentence=sentence))) == {}


def test_a_report_tells_the_result_of_the_year_of_its_measures() -> None:
    paper = section(kind="implementation", result_year=2567, plan_year=2568, figures=figures({"9": "90.00"}))
    one = ToldFigure(figure=paper.figures[0], section=paper, paper=recognised(paper))

    assert year_of(one) == 2568


def test_the_year_of_a_plan_that_does_not_say_is_the_one_after_its_result() -> None:
    analysis, measures = (
        section(result_year=2567, plan_year=None),
        section(kind="measures", result_year=None, plan_year=None),
    )
    report = section(kind="implementation", result_year=2567, plan_year=None)

    assert plan_year_of(recognised(analysis, measures), measures) == 2568
    assert plan_year_of(recognised(measures), measures) is None
    assert plan_year_of(recognised(analysis, report), report) is None
    assert plan_year_of(recognised(section()), section()) == 2569


def test_a_value_is_found_in_the_papers_or_in_a_result_beside_them() -> None:
    papers = chain(recognised(section(figures=figures(SOUND))), known=(last_year("88.00"),))

    assert value_in(papers, "total", 2568) == Decimal("92.50")
    assert value_in(papers, "total", 2567) == Decimal("88.00")
    assert value_in(papers, "9", 2567) is None
    assert value_in(papers, "total", 2560) is None


def test_a_year_that_no_framework_knows_cannot_be_recounted() -> None:
    (told,) = years_told(chain(recognised(section(result_year=2550, figures=figures(SOUND)))))

    assert reconciled(told) is None
    assert told.of_kind("indicator") == {}


def test_the_number_stands_in_the_middle_of_what_is_quoted() -> None:
    sentence = "ก" * 150 + " ได้คะแนน 92.50 " + "ข" * 150
    (figure,) = figures({"total": "92.50"}, sentence=sentence)

    assert "92.50" in quoted(figure)
    assert len(quoted(figure)) < 130
    assert quoted(figures(SOUND)[0]) == ""


def test_a_level_stands_where_it_was_read() -> None:
    found = remarks("rule.level", section(figures=figures(SOUND), level="ผ่าน"))

    assert places(found)[0][0] == 1
