"""Whose paper it is, in the many ways that agencies write their names."""

import pytest

from prongsai.reading.printed.text import parse
from prongsai.reading.recognise.agency import Owner, owner_of


def owner(text: str) -> Owner:
    return owner_of(parse(text, "paper.txt"))


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        ("อบต.นาแก้ว อ.ศรีเมือง จ.เลย", "องค์การบริหารส่วนตำบลนาแก้ว", "sao"),
        ("องค์การบริหารส่วนตำบล ทุ่งเหนือ ประจำปี 2567", "องค์การบริหารส่วนตำบลทุ่งเหนือ", "sao"),
        ("องค์กรบริหารส่วนตำบลเขาดินใหม่.....ประจำปี", "องค์การบริหารส่วนตำบลเขาดินใหม่", "sao"),
        ("ทต.บึงแก้ว", "เทศบาลตำบลบึงแก้ว", "subdistrict_municipality"),
        ("นายกเทศมนตรีตำบลดงขวาง", "เทศบาลตำบลดงขวาง", "subdistrict_municipality"),
        ("ทม.บ้านสวนใหม่ จ.ชลบุรี", "เทศบาลเมืองบ้านสวนใหม่", "town_municipality"),
        ("เทศบาลนครลำน้ำ", "เทศบาลนครลำน้ำ", "city_municipality"),
        ("องค์การบริหารส่วนจังหวัดแพร่ ปี 2567", "องค์การบริหารส่วนจังหวัดแพร่", "pao"),
        ("องค์การบริหารส่วนตำบลในเมือง อำเภอเมือง จังหวัดขอนแก่น", "องค์การบริหารส่วนตำบลในเมือง", "sao"),
        ("สถานีตำรวจภูธรบ้านไร่เหนือ", "สถานีตำรวจภูธรบ้านไร่เหนือ", None),
        ("มหาวิทยาลัยราชพฤกษ์ใต้ ประจำปี", "มหาวิทยาลัยราชพฤกษ์ใต้", None),
        ("ผลการประเมินของจังหวัดลำพูน", "จังหวัดลำพูน", None),
        ("รายงานการติดตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส จังหวัดลำพูน", "จังหวัดลำพูน", None),
        ("มาตรการส่งเสริมคุณธรรมและความโปร่งใส จังหวัดธาราใหม่", "จังหวัดธาราใหม่", None),
        ("ประกาศกรมชลธารใต้\nเรื่อง มาตรการส่งเสริมคุณธรรม", "กรมชลธารใต้", None),
        ("ประกาศสำนักงาน ป.ป.ช. เรื่อง มาตรการ", "", None),
        ("สพม.37\nรายงานผล", "สำนักงานเขตพื้นที่การศึกษามัธยมศึกษา เขต 37", None),
        ("สพป.ลำพูนเขต 1", "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาลำพูน เขต 1", None),
        ("รพท.บ้านหมี่ใต้", "โรงพยาบาลบ้านหมี่ใต้", None),
        ("หน่วยงาน: โรงพยาบาลศูนย์ลุ่มน้ำ ปี 2567", "โรงพยาบาลศูนย์ลุ่มน้ำ", None),
        ("โรงพยาบาลแม่และเด็กลุ่มน้ำ\nรายงานผล", "โรงพยาบาลแม่และเด็กลุ่มน้ำ", None),
        ("อบต.นาแก้วและหมู่บ้าน", "องค์การบริหารส่วนตำบลนาแก้ว", "sao"),
    ],
)
def test_names_are_read_with_their_type(text: str, name: str, type_: str | None) -> None:
    found = owner(text)

    assert (found.agency, found.agency_type) == (name, type_)


def test_the_name_that_is_met_most_wins_and_the_other_spellings_are_kept() -> None:
    found = owner("เทศบาลตำบลหนองบัวใหม่\nเทศบาลตำบลหนองบัวไหม่\nของเทศบาลตำบลหนองบัวใหม่ ประจำปี\n")

    assert found.agency == "เทศบาลตำบลหนองบัวใหม่"
    assert [phrase.text for phrase in found.names["agency"]] == ["เทศบาลตำบลหนองบัวไหม่"]


def test_a_name_broken_by_a_line_end_is_whole_where_it_is_whole_elsewhere() -> None:
    broken = "เทศบาลตำบลดง แก้วใต้\n" * 2 + "เทศบาลตำบลดงแก้วใต้\n" * 2

    assert owner(broken).agency == "เทศบาลตำบลดงแก้วใต้"


def test_words_that_follow_without_a_blank_are_no_part_of_the_name() -> None:
    text = "เทศบาลตำบลบึงแก้ว\n" * 3 + "เทศบาลตำบลบึงแก้วสะอาดทั้งเมืองแล้ว\n"

    assert owner(text).agency == "เทศบาลตำบลบึงแก้ว"


def test_a_paper_that_speaks_of_itself_as_another_kind_of_agency_is_noted() -> None:
    found = owner("องค์การบริหารส่วนตำบลนาแก้ว\nเผยแพร่บนเว็บไซต์ของเทศบาลฯ ต่อไป\n")

    assert [phrase.text for phrase in found.names["agency_type"]] == ["ของเทศบาลฯ"]


def test_a_misspelt_type_is_said() -> None:
    (agency, *_) = owner("องค์กรบริหารส่วนตำบลเขาดินใหม่ ประจำปี 2567").readings

    assert agency.confidence == "likely"
    assert agency.note is not None and "องค์กรบริหารส่วนตำบลเขาดินใหม่" in agency.note.th


def test_district_and_province_stand_beside_the_name() -> None:
    found = owner("อบต.นาแก้ว\nอำเภอศรีเหนือ จังหวัดเลย\n")

    assert (found.district, found.province) == ("ศรีเหนือ", "เลย")


def test_two_districts_as_often_as_each_other_are_doubtful() -> None:
    found = owner("อบต.นาแก้ว\nอำเภอศรีเหนือ จังหวัดเลย\nอำเภอศรเหนือ จังหวัดเลย\n")
    reading = next(each for each in found.readings if each.field == "district")

    assert reading.confidence == "doubtful"
    assert {reading.value, reading.proposal} == {"ศรีเหนือ", "ศรเหนือ"}


def test_a_damaged_province_is_mended_and_said() -> None:
    found = owner("อบต.นาแก้ว จังหวัดนครพนน\n")
    reading = next(each for each in found.readings if each.field == "province")

    assert (found.province, reading.confidence, reading.as_printed) == ("นครพนม", "likely", "จังหวัดนครพนน")


def test_nothing_is_made_up() -> None:
    found = owner("รายงานประจำปีของหน่วยงาน\n")

    assert (found.agency, found.agency_type, found.province, found.readings) == ("", None, "", ())
