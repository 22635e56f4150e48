"""Letters: their head, and who signs or gives an opinion in which part; names only where they are asked for."""

import pytest
from tests.reading.recognise.printing import lines

from prongsai.core.printed import Block
from prongsai.reading.recognise.memo import hands_of, letter_of, role_of

MEMO = lines(
    "บันทึกข้อความ",
    "ส่วนราชการ สำนักปลัด องค์การบริหารส่วนตำบลบ้านสมมุติ โทร. ๐๒-๐๐๐๑๑๑๑",
    "ที่ สม ๗๑๐๐๑/๑๕ วันที่ ๕ มกราคม ๒๕๖๘",
    "เรื่อง รายงานผลการดำเนินการตามมาตรการ",
    "เรียน นายกองค์การบริหารส่วนตำบลบ้านสมมุติ (ผ่านปลัด / ผ่านหัวหน้าสำนักปลัด)",
    "ด้วยสำนักปลัดได้จัดทำรายงานแล้ว",
    "(นางสาวสมมุติ ทดลอง)",
    "นักทรัพยากรบุคคลชำนาญการ รักษาการแทน",
    "หัวหน้าสำนักปลัด",
    "- ความเห็นของปลัด อบต.....",
    ".....",
    "(นายตัวอย่าง ทดสอบ)",
    "ปลัดองค์การบริหารส่วนตำบล",
    "5/1/68",
    "- ความเห็นนายก อบต. .......... เห็นชอบ เผยแพร่ได้ ........",
    "(........................)",
    "รองนายก ปฏิบัติราชการแทน",
    "นายกองค์การบริหารส่วนตำบลบ้านสมมุติ",
)


def test_the_head_of_a_letter_is_taken_apart() -> None:
    letter = {name: phrase.text for name, phrase in letter_of(MEMO).items()}

    assert letter == {
        "unit": "สำนักปลัด องค์การบริหารส่วนตำบลบ้านสมมุติ โทร. 02-0001111",
        "phone": "02-0001111",
        "number": "สม 71001/15",
        "date": "5 มกราคม 2568",
        "subject": "รายงานผลการดำเนินการตามมาตรการ",
        "to": "นายกองค์การบริหารส่วนตำบลบ้านสมมุติ (ผ่านปลัด / ผ่านหัวหน้าสำนักปลัด)",
        "via": "ปลัด / หัวหน้าสำนักปลัด",
    }


def test_a_report_is_no_letter() -> None:
    assert letter_of(lines("รายงานผลการดำเนินการ", "ที่ผ่านมาได้ดำเนินการดังนี้")) == {}


def test_hands_have_their_part_their_position_and_their_opinion() -> None:
    hands = hands_of(MEMO)

    assert [(hand.role, hand.position, hand.opinion) for hand in hands] == [
        ("head", "นักทรัพยากรบุคคลชำนาญการ รักษาการแทน หัวหน้าสำนักปลัด", None),
        ("clerk", "ปลัดองค์การบริหารส่วนตำบล", ""),
        ("executive", "รองนายก ปฏิบัติราชการแทน นายกองค์การบริหารส่วนตำบลบ้านสมมุติ", "เห็นชอบ เผยแพร่ได้"),
    ]


def test_names_of_persons_are_left_out_unless_asked_for() -> None:
    assert {hand.name for hand in hands_of(MEMO)} == {""}
    assert [hand.name for hand in hands_of(MEMO, persons=True)] == ["นางสาวสมมุติ ทดลอง", "นายตัวอย่าง ทดสอบ", ""]


def test_an_opinion_that_nobody_signs_is_still_one() -> None:
    (hand,) = hands_of(lines("ความเห็นของปลัดเทศบาล ..............."))

    assert (hand.role, hand.opinion) == ("clerk", "")


@pytest.mark.parametrize(
    "blocks",
    [
        lines("(ตัวชี้วัดที่ได้คะแนนน้อยที่สุด)", "การป้องกันการทุจริต"),
        lines("ผู้บริหารควรแสดงเจตจำนง (No Gift Policy)"),
    ],
)
def test_brackets_in_a_text_are_no_signature(blocks: tuple[Block, ...]) -> None:
    assert hands_of(blocks) == ()


@pytest.mark.parametrize(
    ("position", "role"),
    [
        ("เจ้าพนักงานธุรการชำนาญงาน", "drafter"),
        ("ผู้อำนวยการกองคลัง", "head"),
        ("หัวหน้าสำนักปลัด", "head"),
        ("รองปลัด รักษาราชการแทน ปลัดเทศบาล", "clerk"),
        ("นายกเทศมนตรี", "executive"),
        ("ผู้มีเกียรติ", "other"),
    ],
)
def test_a_role_is_that_of_the_position_acted_for(position: str, role: str) -> None:
    assert role_of(position) == role
