"""How alike Thai texts are, without spaces between words."""

from fractions import Fraction

from prongsai.core.proofread.likeness import NONE, alike, answers, apart, assign, held, letters, near, without

HALF = Fraction(1, 2)


def test_letters_alone_are_compared() -> None:
    assert letters(" ๑. มาตรการ  เปิดเผย (ข้อมูล) ") == "1มาตรการเปิดเผยข้อมูล"


def test_equal_but_for_spaces_and_digits() -> None:
    assert alike("จัดทำ คู่มือ ๒ เล่ม", "จัดทำคู่มือ 2 เล่ม") == 1


def test_nothing_is_like_nothing() -> None:
    assert alike("", "") == alike("ก", "ก") == held("", "คู่มือ") == NONE


def test_half_of_the_pairs() -> None:
    # abcd has ab, bc, cd; abcx has ab, bc, cx: 2 · 2 of 6.
    assert alike("abcd", "abcx") == Fraction(2, 3)


def test_near_is_alike_by_a_limit() -> None:
    assert near("abcd", "abcx", Fraction(2, 3))
    assert not near("abcd", "abcx", Fraction(3, 4))
    assert not near("ab", "abcdefghij", HALF)


def test_a_part_is_held_by_a_longer_text_but_not_the_other_way() -> None:
    part, whole = "จัดทำคู่มือ", "ปี 2568 ได้จัดทำคู่มือการให้บริการแล้ว"

    assert held(part, whole) == 1
    assert held(whole, part) < HALF
    assert answers(whole, part) == 1


def test_words_of_every_sentence_make_none_alike() -> None:
    one, other = "หน่วยงานดำเนินการเผยแพร่แผน", "หน่วยงานดำเนินการเผยแพร่ข่าว"

    assert alike(one, other) > HALF
    assert alike(one, other, ("หน่วยงาน", "ดำเนินการ", "เผยแพร่")) < HALF
    assert without("หน่วยงาน เผยแพร่ แผน", ("หน่วยงาน", "เผยแพร่")).split() == ["แผน"]


def test_each_is_assigned_once_the_likest_first() -> None:
    ones = ["มาตรการตรวจสอบพัสดุ", "มาตรการเปิดเผยข้อมูล"]
    others = ["มาตรการเปิดเผยข้อมูลข่าวสาร", "โครงการปลูกป่า"]

    assert assign(ones, others, HALF) == {1: 0}


def test_a_likeness_of_its_own() -> None:
    assert assign(["a", "b"], ["x", "y"], HALF, lambda a, b: Fraction(a == b)) == {0: 0, 1: 1}


def test_where_two_copies_differ() -> None:
    (pair,) = apart("ผู้บังคับบัญชาต้องกำชับให้ปฏิบัติ", "ผู้บังคับบัญชาต้องกำกับให้ปฏิบัติ")

    assert "กำชับ" in pair[0]
    assert "กำกับ" in pair[1]
    assert apart("เหมือนกัน", "เหมือน กัน") == ()
