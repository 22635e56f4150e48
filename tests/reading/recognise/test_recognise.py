"""A whole file: whose it is, which papers it holds, and the result that it tells."""

import datetime
from decimal import Decimal

from tests.reading.recognise.invented import RANKED, SCORES, by_field, recognised, values

from prongsai.reading.recognise.result import result_of


def test_the_agency_is_told_with_its_type_and_place() -> None:
    found = recognised(RANKED)

    assert found.agency == "องค์การบริหารส่วนตำบลห้วยเมฆ"
    assert (found.agency_type, found.district, found.province) == ("sao", "ดอนแก้ว", "อุบลราชธานี")


def test_memo_and_analysis_are_two_papers() -> None:
    memo, analysis = recognised(RANKED).sections

    assert (memo.kind, memo.date, memo.result_year) == ("memo", datetime.date(2021, 10, 5), 2564)
    assert (analysis.kind, analysis.level, analysis.result_year) == ("analysis", "C", 2564)
    assert [phrase.text for phrase in analysis.names["8"]] == ["การปรับปรุงการทำงาน"]


def test_a_ranked_table_gives_the_ten_indicators_and_the_sentence_the_total() -> None:
    found = recognised(RANKED)

    assert values(found, "result.scores.") == {code: score for code, (_, score) in SCORES.items()}
    assert values(found, "result.published.") == {"total": "73.68", "level": "C"}


def test_the_result_is_one_that_the_core_takes() -> None:
    result = result_of(recognised(RANKED)).result

    assert result is not None
    assert (result.agency, result.agency_type, result.fiscal_year, result.level) == (
        "องค์การบริหารส่วนตำบลห้วยเมฆ",
        "sao",
        2564,
        "C",
    )
    assert result.published == {"total": Decimal("73.68")}
    assert result.scores["9"] == Decimal("66.67")


def test_every_value_says_where_it_stands_and_how_it_is_printed() -> None:
    total = by_field(recognised(RANKED))["result.published.total"]

    assert total.as_printed == "๗๓.๖๘"
    assert (total.where.file, total.where.line) == (
        "paper.txt",
        RANKED[: RANKED.index("๗๓.๖๘")].count("\n") + 1,
    )


def test_what_was_mended_is_said() -> None:
    readings = by_field(recognised(RANKED))

    misspelt, level = readings["result.scores.5"], readings["result.published.level"]
    assert misspelt.confidence == "likely"
    assert misspelt.note is not None and "การแก้ไขปญหาการทุจริต" in misspelt.note.th
    assert (level.as_printed, level.value, level.confidence) == ("c", "C", "likely")


def test_a_paper_without_a_figure_makes_no_result() -> None:
    found = recognised("รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรม\nของเทศบาลตำบลหนองบัวใหม่ ประจำปี ๒๕๖๖\n")

    assert result_of(found).result is None
    assert found.sections[0].plan_year == 2566
    assert not values(found, "result.")


def test_measures_tell_the_total_of_the_year_before_and_aims_of_others() -> None:
    found = recognised(
        "แผนมาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. ๒๕๖๘\n"
        "เทศบาลตำบลทุ่งหลวงใหม่\n"
        "แผนแม่บทกำหนดว่าดัชนีการรับรู้การทุจริตต้องไม่ต่ำกว่า ๕๓ คะแนนภายในปี พ.ศ. ๒๕๗๐ "
        "ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๗ เทศบาลได้คะแนนเฉลี่ยภาพรวม ๘๗.๗๖ คะแนน ระดับผลการประเมิน ผ่าน\n"
        "ผู้ตอบแบบวัด IIT จำนวน ๑๘๗ คน คิดเป็นร้อยละ ๕๙.๙๔\n"
    )

    assert values(found, "result.") == {
        "fiscal_year": "2567",
        "published.total": "87.76",
        "published.level": "ผ่าน",
    }
    assert found.sections[0].plan_year == 2568


def test_a_result_that_looks_back_stays_of_its_own_year() -> None:
    found = recognised(
        "รายงานผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2568 เทศบาลตำบลทุ่งหลวงใหม่\n"
        "ปีงบประมาณ พ.ศ. 2567 ได้คะแนนรวม 87.76 คะแนน\n"
        "ตัวชี้วัด\tคะแนน\nการปฏิบัติหน้าที่\t91.20\nการใช้งบประมาณ\t84.05\nการใช้อำนาจ\t88.40\n"
    )

    told = values(found, "result.")
    assert (told["fiscal_year"], told["scores.1"]) == ("2568", "91.20")
    assert "published.total" not in told
