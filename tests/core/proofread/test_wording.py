"""Whose names and sentences a paper has, and whether a copy kept them."""

from dataclasses import replace

import pytest
from tests.proofread_papers import at, chain, lines, measure, phrase, places, recognised, remarks, section

from prongsai.core.proofread import Remark
from prongsai.core.proofread.check import CHECKS
from prongsai.core.proofread.wording import MOST_APART
from prongsai.core.recognised import Actions, Recognised


def run(rule: str, paper: Recognised) -> list[Remark]:
    return list(CHECKS[rule](chain(paper)))


def named(name: str, other: str) -> Recognised:
    made = recognised(section(names={name: (phrase(other, 4),)}), agency="เทศบาลตำบลบ้านสวน")
    return replace(made, district="เมืองร้อยเอ็ด", province="ร้อยเอ็ด")


def test_a_misspelt_name() -> None:
    assert places(run("text.place_name", named("district", "มืองร้อยเอ็ด"))) == [[4]]
    assert places(run("text.place_name", named("agency", "เทศบาลตำบลบ้านสวบ"))) == [[4]]


@pytest.mark.parametrize(
    ("name", "other"), [("agency", "เทศบาล"), ("agency", "กรมส่งเสริมการปกครอง"), ("province", "ร้อยเอ็ด")]
)
def test_other_names_that_are_right(name: str, other: str) -> None:
    assert run("text.place_name", named(name, other)) == []


def test_text_of_another_type_of_agency() -> None:
    sao = replace(
        recognised(
            section(*lines("ปกติ", "เผยแพร่บนเว็บไซต์ของเทศบาลฯ ต่อไป")), agency="องค์การบริหารส่วนตำบลบ้านสวน"
        ),
        agency_type="sao",
    )
    (found,) = run("text.other_agency", sao)

    assert places([found]) == [[2]]
    assert found.found == "ของเทศบาลฯ"


def test_a_neighbour_named_in_full_is_no_left_over() -> None:
    sao = replace(recognised(section(*lines("ศึกษาดูงานของเทศบาลเมืองน่าน"))), agency_type="sao")

    assert run("text.other_agency", sao) == []
    assert remarks("text.other_agency", section(*lines("เว็บไซต์ของเทศบาลฯ และนายกเทศมนตรี"))) == []


def letter(number: str, phone: str, province: str = "") -> list[Remark]:
    memo = section(*lines(f"ส่วนราชการ สำนักปลัด โทร. {phone}", f"ที่ {number}"), kind="memo")
    return run("text.phone_province", replace(recognised(memo), province=province))


def test_an_area_code_of_another_province() -> None:
    (found,) = letter("สฎ ๕๒๙๐๘/๙๔", "๐๓๗-๑๒๓๔๕๖", "สุราษฎร์ธานี")

    assert places([found]) == [[1]]
    assert "สุราษฎร์ธานี ใช้ 077" in found.why.th


def test_letters_beside_an_area_code_of_another_province() -> None:
    (found,) = letter("อต ๗๓๙๐๑/๒๓", "๐๔๒-๑๒๓๔๕๖")

    assert "อต (อุตรดิตถ์) ใช้ 055" in found.why.th


def test_letters_of_another_province() -> None:
    (found,) = letter("อต ๗๓๙๐๑/๒๓", "042-123456", "อุดรธานี")

    assert places([found]) == [[2]]
    assert "อุดรธานี ใช้ อด" in found.why.th


def test_letters_and_area_code_that_fit() -> None:
    assert letter("รอ ๗๓๙๐๑/๒๓", "๐๔๓-๑๒๓๔๕๖", "ร้อยเอ็ด") == []
    assert letter("รอ ๗๓๙๐๑/๒๓", "๐๘๑-๒๓๔๕๖๗๘", "ร้อยเอ็ด") == []
    assert letter("กค 0405/ว 119", "042-123456") == []


TEXT = "ผู้บังคับบัญชาต้อง{word}ให้เจ้าหน้าที่ปฏิบัติตามคู่มือการปฏิบัติงานอย่างเคร่งครัดทุกครั้ง"


def copied(word: str, copy: str) -> list[Remark]:
    actions = Actions(indicator="1", actions=(phrase(TEXT.format(word=word), 10),), where=at(10))
    plan = measure("กระบวนงาน", approach=(phrase(TEXT.format(word=copy), 61),))
    return remarks(
        "text.copy_differs", section(actions=(actions,)), section(kind="measures", measures=(plan,))
    )


def test_a_copy_that_differs() -> None:
    (found,) = copied("กำชับ", "กำกับ")

    assert places([found]) == [[61, 10]]
    assert "กำชับ" in found.found
    assert "กำกับ" in found.found


def test_a_copy_that_keeps_the_words() -> None:
    assert copied("กำชับ", " กำ ชับ") == []


def test_a_thousand_copies_that_all_differ_are_soon_told() -> None:
    many = tuple(phrase(TEXT.format(word=f"กำชับที่ {number} "), number) for number in range(1000))
    (found,) = remarks(
        "text.copy_differs", section(actions=(Actions(indicator="1", actions=many, where=at(1)),))
    )

    assert 20 <= len(found.where) <= 2 * MOST_APART
    assert found.found.endswith("…")


def test_two_copies_of_the_same_words_are_told_once() -> None:
    twice = tuple(
        phrase(TEXT.format(word=word), 10 + place) for place, word in enumerate(["กำชับ", "กำกับ", "กำกับ"])
    )
    (found,) = remarks(
        "text.copy_differs", section(actions=(Actions(indicator="1", actions=twice, where=at(1)),))
    )

    assert places([found]) == [[11, 10]]


SUB = "ตัวชี้วัดย่อย การส่งเสริมความโปร่งใส ประเด็น การจัดการเรื่องร้องเรียน"


def test_a_heading_inside_a_text() -> None:
    astray = "- ข้อ O15 รายงานผลประจำปี หน่วยงานควรจัดทำให้ครบตามองค์ประกอบที่กำหนด " + SUB
    (found,) = remarks("text.heading_inside", section(*lines(astray)))

    assert found.codes == ("O15",)
    assert found.found == SUB


def test_a_heading_on_its_own() -> None:
    assert remarks("text.heading_inside", section(*lines(SUB, "ข้อ O19 " + SUB))) == []


def explained(title: str, text: str) -> list[list[int | None]]:
    said = f"จุดแข็ง คือ {title} เป็นตัวชี้วัดที่มีวัตถุประสงค์เพื่อประเมิน{text}"
    return places(remarks("text.outside_indicator", section(*lines("คำนำ", said))))


def test_an_indicator_of_the_public_explained_by_staff() -> None:
    assert explained("ประสิทธิภาพการสื่อสาร", "การสื่อสารของบุคลากรภายในหน่วยงานต่อกัน") == [[2]]


def test_explanations_that_fit() -> None:
    assert explained("ประสิทธิภาพการสื่อสาร", "การเผยแพร่ข้อมูลต่อประชาชน") == []
    assert explained("การปฏิบัติหน้าที่", "การรับรู้ของบุคลากรภายในหน่วยงาน") == []
