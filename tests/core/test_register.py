"""Agencies as people name them: which spellings are one, and which names are two."""

import pytest

from prongsai.core.register import (
    AgencyRef,
    AgencyRow,
    name_key,
    read_district,
    read_province,
    read_reference,
    references,
)

NAPHO = AgencyRef("อบต.นาโพธิ์", "มหาสารคาม", "กุดรัง")


@pytest.mark.parametrize(
    "written",
    ["อบต. นาโพธิ์", "อบต นาโพธิ์", "องค์การบริหารส่วนตำบลนาโพธิ์", "องค์การบริหารส่วนตำบล  นาโพธิ์", "อบต.นาโพธิ์\u200b"],
)
def test_spellings_of_one_name_have_one_key(written: str) -> None:
    assert name_key(written) == name_key("อบต.นาโพธิ์")


@pytest.mark.parametrize("other", ["อบต.นาโพธิ", "ทต.นาโพธิ์", "นาโพธิ์", "เทศบาลเมืองนาโพธิ์"])
def test_other_names_have_other_keys(other: str) -> None:
    assert name_key(other) != name_key("อบต.นาโพธิ์")


@pytest.mark.parametrize(
    ("written", "ref"),
    [
        ("อบต.นาโพธิ์", AgencyRef("อบต.นาโพธิ์")),
        ("อบต.นาโพธิ์ จ.มหาสารคาม", AgencyRef("อบต.นาโพธิ์", "มหาสารคาม")),
        ("อบต.นาโพธิ์ อ.กุดรัง จ.มหาสารคาม", NAPHO),
        ("อบต.นาโพธิ์  อำเภอกุดรัง  จังหวัด มหาสารคาม", NAPHO),
        ("องค์การบริหารส่วนจังหวัดลำพูน", AgencyRef("องค์การบริหารส่วนจังหวัดลำพูน")),
        ("", AgencyRef("")),
    ],
)
def test_a_name_may_be_followed_by_its_place(written: str, ref: AgencyRef) -> None:
    assert read_reference(written) == ref


@pytest.mark.parametrize("ref", [NAPHO, AgencyRef("ทม.ดอนสัก"), AgencyRef("ทม.ดอนสัก", "สุราษฎร์ธานี")])
def test_the_words_of_an_agency_are_read_back(ref: AgencyRef) -> None:
    assert read_reference(ref.words) == ref


def test_a_name_may_itself_end_in_a_district() -> None:
    office = AgencyRef("ที่ว่าการ อ.ภูเรือ", "เลย")

    assert references(office.words) == (
        AgencyRef("ที่ว่าการ อ.ภูเรือ จ.เลย"),
        office,
        AgencyRef("ที่ว่าการ", "เลย", "ภูเรือ"),
    )
    assert references("อบต.นาดี") == (AgencyRef("อบต.นาดี"),)


def test_what_is_not_said_speaks_against_nothing() -> None:
    assert NAPHO.may_be(AgencyRef("องค์การบริหารส่วนตำบลนาโพธิ์"))
    assert NAPHO.may_be(AgencyRef("อบต.นาโพธิ์", "มหาสารคาม"))
    assert not NAPHO.may_be(AgencyRef("อบต.นาโพธิ์", "อุบลราชธานี"))
    assert not NAPHO.may_be(AgencyRef("อบต.นาโพธิ์", "มหาสารคาม", "เมือง"))
    assert not NAPHO.may_be(AgencyRef("อบต.นาดี", "มหาสารคาม", "กุดรัง"))


def test_a_row_is_called_as_the_system_calls_it() -> None:
    row = AgencyRow(name="องค์การบริหารส่วนตำบลนาโพธิ์", province="มหาสารคาม")

    assert row.ref == AgencyRef("องค์การบริหารส่วนตำบลนาโพธิ์", "มหาสารคาม")
    assert AgencyRow(name=row.name, known=NAPHO).ref == NAPHO


@pytest.mark.parametrize("written", ["จังหวัดลำพูน", "จ.ลำพูน", "จ. ลำพูน", " ลำพูน "])
def test_a_province_is_named_without_the_word_for_it(written: str) -> None:
    assert read_province(written) == "ลำพูน"


@pytest.mark.parametrize("written", ["อำเภอแม่ทา", "อ.แม่ทา", "แม่ทา"])
def test_a_district_is_named_without_the_word_for_it(written: str) -> None:
    assert read_district(written) == "แม่ทา"
