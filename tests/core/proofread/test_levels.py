"""Levels: the word of the year's scale, its range, and what the figures give."""

import pytest
from tests.proofread_papers import SOUND, figures, lines, places, remarks, section


@pytest.mark.parametrize(("word", "found"), [("ผ่านดี", 0), ("ผ่านดีเยี่ยม", 1), ("ผ่าน", 1)])
def test_a_level_is_held_against_the_scores(word: str, found: int) -> None:
    assert len(remarks("rule.level", section(figures=figures(SOUND), level=word))) == found


def test_the_right_level_and_the_total_are_named() -> None:
    (found,) = remarks("rule.level", section(figures=figures(SOUND), level="ผ่าน"))

    assert "ผ่านดี" in found.why.th
    assert places([found]) == [[1, 111]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ผลการประเมิน ITA อยู่ในระดับผ่านและบรรลุเป้าหมาย", [[1, 111]]),
        ("ผลการประเมิน ITA อยู่ในระดับ ผ่านดีเยี่ยม", [[1, 111]]),
        ("ผลการประเมิน ITA อยู่ในระดับผ่านดีและบรรลุเป้าหมาย", []),
        ("ผลการประเมิน ITA อยู่ในระดับผ่านเกณฑ์", []),
        ("การอบรมของบุคลากรอยู่ในระดับ ผ่าน", []),
    ],
)
def test_a_level_that_a_sentence_tells(text: str, found: list[list[int | None]]) -> None:
    assert places(remarks("rule.level", section(*lines(text), figures=figures(SOUND)))) == found


def test_small_letters_are_the_same_level() -> None:
    # Row B begins at 75.00 points.
    paper = section(figures=figures({"total": "80.00", "9": "80.00"}), level="b", result_year=2564)

    assert remarks("rule.level", paper) == []
    assert remarks("rule.level_word", paper) == []


def test_a_level_of_another_scale_is_named_with_its_years() -> None:
    (found,) = remarks("rule.level_word", section(figures=figures(SOUND), level="A"))

    assert "2565" in found.why.th
    assert remarks("rule.level", section(figures=figures(SOUND), level="A")) == []


def test_a_word_with_a_range_that_no_scale_has_is_told_once_with_all_its_places() -> None:
    text = "เข้าร่วมการประเมิน ITA และได้รับผลการประเมินในระดับ ดี (๘๕ – ๙๔ คะแนน) โดยทุกหน่วยงานร่วมมือกัน"

    (found,) = remarks("rule.level_word", section(*lines("หัวข้อ", text, "อื่น ๆ", text)))

    assert places([found]) == [[2, 4]]
    assert "ผ่านดี" in found.why.th


@pytest.mark.parametrize(
    "text",
    [
        "ผลการประเมิน ITA อยู่ในระดับ ผ่านดี",
        "ผลการประเมิน ITA อยู่ในระดับผ่านดีและบรรลุค่าเป้าหมาย",
        "ความพึงพอใจของผู้รับบริการอยู่ในระดับ ดีมาก",
        "ระดับ ผ่านดี (85 – 94 คะแนน)",
        "ประเมินผลการปฏิบัติงานระดับ ดีมาก (80 - 89 คะแนน)",
        "ผู้รับบริการตอบแบบวัด ITA พึงพอใจระดับ มาก (3.51 – 4.50 คะแนน)",
    ],
)
def test_words_of_the_scale_and_of_other_matters_are_left_alone(text: str) -> None:
    assert remarks("rule.level_word", section(*lines(text))) == []


def test_a_borrowed_word_beside_the_name_of_the_assessment() -> None:
    found = remarks("rule.level_word", section(*lines("ผลการประเมิน ITA ปี 2568 อยู่ในระดับ ดีมาก")))

    assert places(found) == [[1]]


@pytest.mark.parametrize(("low", "found"), [("85", 0), ("85.00", 0), ("80", 1)])
def test_a_range_begins_where_the_level_does(low: str, found: int) -> None:
    paper = section(*lines(f"อยู่ในระดับ ผ่านดี ({low} - 94 คะแนน)"))

    assert len(remarks("rule.level_range", paper)) == found


def test_without_a_framework_of_the_year_nothing_is_said() -> None:
    paper = section(*lines("ระดับ ดี (85 - 94 คะแนน)"), result_year=2550, plan_year=None, level="ดี")

    assert remarks("rule.level_word", paper) == []
