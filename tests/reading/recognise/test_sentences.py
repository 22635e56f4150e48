"""Scores, changes and levels in running text, and what only looks like one."""

from decimal import Decimal

import pytest

from prongsai.core.printed import Place
from prongsai.reading.framework import load_year
from prongsai.reading.recognise.codes import CodeReader
from prongsai.reading.recognise.levels import levels_in
from prongsai.reading.recognise.sentences import SentenceReader

READER = SentenceReader(CodeReader(load_year(2568)))
HERE = Place(file="paper.txt", line=1)


def told(text: str) -> list[tuple[str, str, bool]]:
    return [(each.code, format(each.value, "f"), each.change) for each in READER.figures(text, HERE)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ตัวชี้วัดประสิทธิภาพการสื่อสาร ได้คะแนนเท่ากับ ๙๑.๗๐ สูงที่สุด", [("7", "91.70", False)]),
        ("คะแนนภาพรวมได้ ๘๔.๕๐ ระดับผลการประเมิน ระดับ ผ่าน", [("total", "84.50", False)]),
        ("ตัวชี้วัดที่ ๙ การเปิดเผยข้อมูล ได้ ๙๐ คะแนน", [("9", "90", False)]),
        ("ตัวชี้วัดที่ 6 คุณภาพ การดำเนินงาน เพิ่มขึ้นจากปีที่ผ่านมา 0.12 คะแนน", [("6", "0.12", True)]),
        ("การใช้อำนาจ ลดลง 1.50 คะแนน", [("3", "-1.50", True)]),
        (
            "แบบวัด IIT ได้ 84.43 คะแนน และแบบวัด EIT ได้ 86.24 คะแนน",
            [("IIT", "84.43", False), ("EIT", "86.24", False)],
        ),
        ("การใช้งบประมาณ เพิ่มขึ้นจาก 80.00 เป็น 85.20 คะแนน", [("2", "85.20", False)]),
        ("ข้อ i10 ได้ร้อยละ 61.00", [("i10", "61.00", False)]),
        ("ข้อ i10 ยืมอย่างถูกต้อง ได้ 79.40 คะแนน", [("i10", "79.40", False)]),
        ("ข้อ O8 แผนและการใช้งบประมาณประจำปี ได้ 50 คะแนน", [("O8", "50", False)]),
        (
            "ข้อ O1 – O3 ได้ 100 คะแนน ยกเว้นข้อ O2 ได้ 50 คะแนน",
            [("O1", "100", False), ("O3", "100", False), ("O2", "50", False)],
        ),
        ("ข้อ OIT ที่ได้ ๐ คะแนน ได้แก่ O๙ และ O๑๓", [("O9", "0", False), ("O13", "0", False)]),
        ("ที่ไม่ได้คะแนน: O6 (0), O13 (0)", [("O6", "0", False), ("O13", "0", False)]),
        ("ตัวชี้วัดการป้องกันการทุจริต ได้คะแนนเต็ม 100.00", [("10", "100.00", False)]),
        ("Baseline: ITA FY2024 = 92.31 (ผ่านดี), Target FY2025 = 95.00", [("total", "92.31", False)]),
        ("ได้คะแนน 91.30 จาก 100 คะแนน (ผ่านดี)", [("total", "91.30", False)]),
    ],
)
def test_a_sentence_gives_scores_and_changes(text: str, found: list[tuple[str, str, bool]]) -> None:
    assert told(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล (ตัวชี้วัดที่ได้คะแนนมากกว่า ๘๐)",
        "คะแนน IIT ต้องไม่น้อยกว่า 85 คะแนน",
        "มีผลการประเมินในภาพรวม ๙๐ คะแนนขึ้นไป",
        "ผลการประเมินในระดับดี (๘๕ – ๙๔ คะแนน)",
        "ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่ จำนวน 3 ข้อ",
        "๑. การเผยแพร่แผนการใช้จ่ายงบประมาณอย่างน้อยในรอบ ๖ เดือน",
        "เป้าหมายของ OIT คือ 95.00 คะแนน",
        "การป้องกันการทุจริต โทร 0 4520 0000",
        "การใช้อำนาจ ดูหน้า 12.50 น.",
        "สูงกว่าคะแนนเฉลี่ยรวมของหน่วยงานทั่วประเทศ ซึ่งอยู่ที่ 93.05 คะแนน",
    ],
)
def test_limits_counts_ranges_and_goals_are_no_scores(text: str) -> None:
    assert told(text) == []


def test_a_comma_for_the_point_is_said() -> None:
    (total,) = READER.figures("คะแนนรวม 90,15 คะแนน", HERE)

    assert (total.value, total.as_printed, total.confidence) == (Decimal("90.15"), "90,15", "likely")
    assert total.note is not None and "comma" in total.note.en


def test_a_change_at_the_end_of_a_comparison_is_that_of_the_total() -> None:
    text = "ได้คะแนนรวม 84.50 คะแนน โดย OIT ได้ 83.25 คะแนน เมื่อเทียบกับปีที่แล้วเพิ่มขึ้น 4.40 คะแนน"

    assert told(text) == [("total", "84.50", False), ("OIT", "83.25", False), ("total", "4.40", True)]


def test_the_year_before_a_score_is_its_year() -> None:
    text = "ปี 2567 การใช้อำนาจได้คะแนน 80.10 และปี 2568 การใช้อำนาจได้คะแนน 82.20"

    assert [(each.year, format(each.value, "f")) for each in READER.figures(text, HERE)] == [
        (2567, "80.10"),
        (2568, "82.20"),
    ]


WORDS = {word: word for word in ("AA", "A", "B", "C", "ผ่านดีเยี่ยม", "ผ่านดี", "ผ่าน", "ต้องปรับปรุง")} | {
    "Good pass": "ผ่านดี"
}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("อยู่ในระดับ ผ่านดี และ", "ผ่านดี"),
        ("ระดับผลการประเมิน: ผ่านดีเยี่ยม", "ผ่านดีเยี่ยม"),
        ("ผลอยู่ในระดับ aa", "AA"),
        ("ระดับ “ผ่าน”", "ผ่าน"),
        ("a total of 88.00, level Good pass", "ผ่านดี"),
    ],
)
def test_a_level_is_one_of_the_words_of_any_year(text: str, word: str) -> None:
    assert [each.word for each in levels_in(text, HERE, WORDS)] == [word]


@pytest.mark.parametrize(
    "text", ["ยกระดับ ผ่านดี", "เป้าหมายให้อยู่ในระดับ ผ่านดี", "ระดับ ดี (85–94)", "ระดับ ผ่าน ขึ้นไป", "ระดับประเทศ"]
)
def test_a_level_that_is_only_wished_for_is_none(text: str) -> None:
    assert not [*levels_in(text, HERE, WORDS)]


def test_two_years_in_one_sentence_are_told_apart() -> None:
    text = "คะแนน ITA ปี 2567 ได้ 85.10 คะแนน ปี 2568 ได้ 90.20 คะแนน เพิ่มขึ้น 5.10 คะแนน"

    assert [(each.year, format(each.value, "f"), each.change) for each in READER.figures(text, HERE)] == [
        (2567, "85.10", False),
        (2568, "90.20", False),
        (2568, "5.10", True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "แผนปฏิบัติการป้องกันการทุจริต ได้คะแนน 100.00",
        "คะแนนรวมที่เสียไปมี 5.50 คะแนน",
        "ระดับถัดไปต้องได้คะแนนรวม 95.00",
        "คาดว่าจะได้คะแนนรวม 96.00 คะแนน",
    ],
)
def test_what_is_lost_wished_for_or_named_inside_another_name_is_no_score(text: str) -> None:
    assert told(text) == []
