"""The column sets by name: the heads that agencies use, and where a page must be turned."""

import pytest

from prongsai.core.papers.columns import FORMS, IMPLEMENTATION, MEASURES, chosen

HEADS = {
    ("measures", "napho"): ["มาตรการ", "แนวทางการปฏิบัติ", "ขั้นตอน/วิธีการปฏิบัติ", "ผู้รับผิดชอบ", "การกำกับติดตาม"],
    ("measures", "donsak"): [
        *("หัวข้อ", "วิธีการนำผลวิเคราะห์ไปสู่การปฏิบัติ", "ผู้รับผิดชอบ/ผู้ที่เกี่ยวข้อง"),
        *("ขั้นตอน/วิธีปฏิบัติ", "ระยะเวลาดำเนินงาน"),
    ],
    ("implementation", "khamduang"): [
        *("มาตรการ/ขั้นตอน/วิธีการปฏิบัติ", "สรุปผลการดำเนินการตามมาตรการหรือกิจกรรม"),
        "ผลลัพธ์หรือความสำเร็จของการดำเนินการ",
    ],
    ("implementation", "napho"): [
        *("มาตรการ", "วิธีการดำเนินการ", "ผู้รับผิดชอบ", "ระยะเวลา", "ผลการดำเนินการ", "ข้อเสนอแนะ"),
    ],
    ("implementation", "maechachan"): [
        *("มาตรการ", "วิธีการดำเนินการ", "ผู้รับผิดชอบ", "ระยะเวลา", "ผลการดำเนินการ", "ข้อเสนอแนะ"),
    ],
    ("implementation", "mueangphalai"): [
        *("มาตรการ โครงการ หรือกิจกรรม", "วิธีดำเนินการ", "ระยะเวลาดำเนินการ", "ผู้รับผิดชอบ"),
        *("ผลการดำเนินการ", "ผลลัพธ์หรือความสำเร็จของการดำเนินการ"),
    ],
}
EVERY_FORM = [(kind, name) for kind, forms in FORMS.items() for name in forms]


@pytest.mark.parametrize(("kind", "name"), HEADS, ids=str)
def test_the_forms_have_the_heads_that_agencies_use(kind: str, name: str) -> None:
    assert [column.title.th for column in FORMS[kind][name].columns] == HEADS[kind, name]


@pytest.mark.parametrize(("kind", "name"), EVERY_FORM)
def test_every_form_is_named_in_both_languages_and_turned_where_it_is_broad(kind: str, name: str) -> None:
    form = FORMS[kind][name]

    assert form.name == name
    assert form.title.en
    assert all(column.title.en and column.width > 0 and column.keys for column in form.columns)
    assert form.wide or len(form.columns) <= 3


def test_a_form_asked_for_comes_before_the_choice_of_the_agency_and_that_before_the_complete_one() -> None:
    own = {"measures": "donsak"}

    assert chosen("measures", "napho", own).name == "napho"
    assert chosen("measures", "", own).name == "donsak"
    assert chosen("implementation", "", own).name == "full"


def test_a_form_that_does_not_exist_is_refused() -> None:
    with pytest.raises(KeyError):
        chosen("measures", "nowhere", {})


def test_the_complete_forms_show_what_the_items_ask_for() -> None:
    assert all(
        MEASURES["full"].shows(key) for key in ("responsible", "steps", "monitoring", "period", "codes")
    )
    assert all(IMPLEMENTATION["full"].shows(key) for key in ("measure", "result", "outcome", "evidence"))
