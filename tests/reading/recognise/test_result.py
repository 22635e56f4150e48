"""From readings to a result: what is believed, what arithmetic doubts, what it proves."""

from dataclasses import replace
from decimal import Decimal

from tests.reading.recognise.invented import RANKED, by_field, recognised, values

from prongsai.core.printed import Line, Table
from prongsai.reading.printed.text import parse
from prongsai.reading.recognise import recognise
from prongsai.reading.recognise.found import SCANNED
from prongsai.reading.recognise.result import result_of

HEAD = "รายงานการวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2568\nเทศบาลตำบลบึงแก้ว\n\n"
INDICATORS = "ตัวชี้วัด\tคะแนน\nการปฏิบัติหน้าที่\t{score}\n\nตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่\n\n"
QUESTIONS = "ข้อคำถาม\tคะแนน\ni1\t91.20\ni2\t85.26\ni3\t97.06\n"


def test_a_table_is_believed_before_a_sentence_and_both_are_told() -> None:
    found = recognised(
        HEAD + "ตัวชี้วัด\tคะแนน\nการใช้อำนาจ\t80.00\nการใช้งบประมาณ\t70.00\n\nการใช้อำนาจ ได้คะแนน 88.00\n"
    )

    first, second = [each for each in found.readings if each.field.endswith(".3")]
    assert (first.value, first.confidence) == ("80.00", "likely")
    assert first.note is not None and "88.00" in first.note.th
    assert (second.value, second.confidence) == ("88.00", "doubtful")
    result = result_of(found).result
    assert result is not None and result.scores["3"] == Decimal("80.00")


def test_figures_above_others_are_announced_and_the_rest_are_scores() -> None:
    found = recognised(HEAD + INDICATORS.format(score="91.17") + QUESTIONS)

    assert values(found, "result.published.") == {"1": "91.17"}
    assert values(found, "result.scores.") == {"i1": "91.20", "i2": "85.26", "i3": "97.06"}


def test_a_figure_that_arithmetic_refuses_keeps_its_value_beside_a_proposal() -> None:
    wrong = HEAD + INDICATORS.format(score="91.17") + QUESTIONS.replace("85.26", "85.56")

    readings = by_field(recognised(wrong))

    assert {code: readings[f"result.scores.{code}"].value for code in ("i1", "i2", "i3")} == {
        "i1": "91.20",
        "i2": "85.56",
        "i3": "97.06",
    }
    assert readings["result.published.1"].value == "91.17"
    doubted = {field for field, each in readings.items() if each.confidence == "doubtful"}
    assert {"result.published.1", "result.scores.i2"} <= doubted
    assert any(each.proposal for each in readings.values())


def test_a_score_above_100_is_kept_as_read_but_not_in_the_result() -> None:
    found = recognised(HEAD + "ตัวชี้วัด\tคะแนน\nการใช้อำนาจ\t9961\nการใช้งบประมาณ\t70.00\n")

    reading = by_field(found)["result.scores.3"]
    assert (reading.value, reading.proposal, reading.confidence) == ("9961", "99.61", "doubtful")
    result = result_of(found).result
    assert result is not None and set(result.scores) == {"2"}


def test_scores_that_only_sentences_tell_are_announced_and_marked() -> None:
    found = recognised(
        "รายงานผลการดำเนินการตามมาตรการ ปี 2568\nเทศบาลตำบลบึงแก้ว\n\n"
        "ผลการประเมิน ITA ปี 2568 ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล ได้ 90 คะแนน\n"
    )

    reading = by_field(found)["result.published.9"]
    assert (reading.value, reading.confidence) == ("90", "likely")
    result = result_of(found).result
    assert result is not None and result.fiscal_year == 2568


def test_figures_of_a_year_without_framework_stay_readings() -> None:
    found = recognised(
        HEAD.replace("2568", "2559") + "ตัวชี้วัด\tคะแนน\nการใช้อำนาจ\t80.00\nการใช้งบประมาณ\t70.00\n"
    )

    assert values(found, "result.scores.")["3"] == "80.00"
    assert result_of(found).result is None


def scanned(text: str) -> dict[str, str]:
    """Return how sure each score is of a paper that was read from a picture."""
    printed = parse(text, "paper.txt")
    blocks: list[Line | Table] = []
    for block in printed.blocks:
        if isinstance(block, Line):
            blocks.append(replace(block, scanned=True))
        else:
            rows = tuple(tuple(replace(cell, scanned=True) for cell in row) for row in block.rows)
            blocks.append(replace(block, rows=rows))
    found = recognise(replace(printed, blocks=tuple(blocks)))
    scores = [
        each for each in found.readings if each.field.startswith("result.") and each.field[-4:] != "year"
    ]
    assert all(each.note is not None and SCANNED.th in each.note.th for each in scores)
    return {each.field: each.confidence for each in scores}


def test_scanned_figures_are_doubtful_until_arithmetic_proves_them() -> None:
    assert set(scanned(RANKED).values()) == {"likely", "doubtful"}
    assert set(scanned(RANKED.replace("66.67", "66.97")).values()) == {"doubtful"}


def test_why_scores_make_no_result_is_told() -> None:
    scores = "ตัวชี้วัด\tคะแนน\nการใช้อำนาจ\t80.00\nการใช้งบประมาณ\t70.00\n"

    (unknown,) = result_of(recognised(HEAD.replace("2568", "2559") + scores)).problems
    (missing,) = result_of(recognised("เทศบาลตำบลบึงแก้ว\n\n" + scores)).problems

    assert (unknown.id, missing.id) == ("result.framework_missing", "result.year_missing")
