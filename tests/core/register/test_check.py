"""Rows that become a register, and every way in which they do not."""

from collections.abc import Callable, Mapping

import pytest

from prongsai.core.errors import InputError, Problem
from prongsai.core.framework.source import SourceRow
from prongsai.core.register import AgencyRef, AgencyRow, Known, PersonRow, Register, UnitRow
from prongsai.core.register.check import MOST_SUGGESTIONS, check, guess_unit_key
from prongsai.core.register.layout import AGENCIES, PEOPLE, UNITS
from prongsai.core.text import Text

KINDS = {
    "clerk_office": Text("สำนักปลัด", "Clerk's office"),
    "finance": Text("กองคลัง", "Finance"),
    "education": Text("กองการศึกษา", "Education"),
}
NAPHO = AgencyRef("อบต.นาโพธิ์", "มหาสารคาม", "กุดรัง")
OTHER_NAPHO = AgencyRef("อบต.นาโพธิ์", "อุบลราชธานี", "บุณฑริก")
Cells = Mapping[str, str]


def rows(sheet: str, *cells: Cells) -> list[SourceRow]:
    def place(number: int) -> Callable[[str], str]:
        return lambda key: f"{sheet} {number} {key}"

    return [SourceRow(each, place(number)) for number, each in enumerate(cells, 2)]


def register(
    agencies: tuple[Cells, ...] = (),
    units: tuple[Cells, ...] = (),
    people: tuple[Cells, ...] = (),
    known: Known | None = None,
    problems: tuple[Problem, ...] = (),
) -> Register:
    sheets = {AGENCIES: rows("A", *agencies), UNITS: rows("U", *units), PEOPLE: rows("P", *people)}
    return check(sheets, known or Known(), KINDS, problems)


def refused(
    agencies: tuple[Cells, ...] = (),
    units: tuple[Cells, ...] = (),
    people: tuple[Cells, ...] = (),
    known: Known | None = None,
    problems: tuple[Problem, ...] = (),
) -> list[tuple[str, str]]:
    """Return the places and the names of all that is wrong."""
    with pytest.raises(InputError) as caught:
        register(agencies, units, people, known, problems)
    return [(problem.where, problem.id.removeprefix("register.")) for problem in caught.value.problems]


def person(**cells: str) -> dict[str, str]:
    return {
        "agency": "อบต.นาโพธิ์",
        "name": "สมศรี ใจดี",
        "email": "somsri@napho.go.th",
        "roles": "เจ้าหน้าที่ ITA",
    } | cells


IN_SYSTEM = Known(agencies=(NAPHO,), units={NAPHO: ("สำนักปลัด", "กองคลัง")})


# What is read


def test_agencies_units_and_people_of_one_file() -> None:
    found = register(
        (
            {"name": "สำนักงานกำกับจังหวัดมหาสารคาม", "province": "มหาสารคาม"},
            {
                "name": "อบต.นาโพธิ์",
                "type": "อบต.",
                "size_class": "กลาง",
                "district": "อ.กุดรัง",
                "province": "จ.มหาสารคาม",
                "ministry": "กระทรวงมหาดไทย",
                "website": "www.napho.go.th",
                "supervisor": "สำนักงานกำกับจังหวัดมหาสารคาม",
            },
        ),
        ({"agency": "องค์การบริหารส่วนตำบลนาโพธิ์", "name": "สำนักปลัด อบต."},),
        (person(roles="ผู้บริหาร, เจ้าหน้าที่ส่วนงาน", unit="สำนักปลัดอบต", position="ปลัด"),),
    )

    above = AgencyRef("สำนักงานกำกับจังหวัดมหาสารคาม", "มหาสารคาม")
    assert found == Register(
        agencies=(
            AgencyRow(name=above.name, province="มหาสารคาม"),
            AgencyRow(
                name="อบต.นาโพธิ์",
                type="sao",
                size_class="กลาง",
                district="กุดรัง",
                province="มหาสารคาม",
                ministry="กระทรวงมหาดไทย",
                supervisor=above,
                website="https://www.napho.go.th",
            ),
        ),
        units=(UnitRow(agency=NAPHO, name="สำนักปลัด อบต.", key="clerk_office"),),
        people=(
            PersonRow(
                agency=NAPHO,
                name="สมศรี ใจดี",
                email="somsri@napho.go.th",
                roles=("unit_member", "executive"),
                position="ปลัด",
                unit="สำนักปลัด อบต.",
            ),
        ),
    )
    assert found.warnings == ()


def test_a_file_of_people_speaks_of_what_the_system_has() -> None:
    found = register(people=(person(agency="อบต. นาโพธิ์", unit="กอง คลัง"),), known=IN_SYSTEM)

    assert [(each.agency, each.unit) for each in found.people] == [(NAPHO, "กองคลัง")]


def test_a_known_agency_is_told_as_known() -> None:
    found = register(({"name": "องค์การบริหารส่วนตำบลนาโพธิ์", "province": "มหาสารคาม"},), known=IN_SYSTEM)

    assert found.agencies[0].known == NAPHO


def test_rows_without_an_agency_are_of_the_agency_whose_file_it_is() -> None:
    own = Known(agencies=(NAPHO,), own=NAPHO)
    found = register(units=({"name": "กองคลัง"},), people=(person(agency=""),), known=own)

    assert found.units[0].agency == found.people[0].agency == NAPHO


def test_agencies_of_one_name_are_told_apart_by_their_place() -> None:
    known = Known(agencies=(NAPHO, OTHER_NAPHO))
    found = register(people=(person(agency="อบต.นาโพธิ์ จ.อุบลราชธานี"),), known=known)

    assert found.people[0].agency == OTHER_NAPHO
    assert refused(people=(person(),), known=known) == [("P 2 agency", "agency_doubtful")]


def test_one_name_may_stand_in_two_districts() -> None:
    twice = (
        {"name": "อบต.หนองบัว", "district": "เมือง", "province": "เลย"},
        {"name": "อบต.หนองบัว", "district": "ภูเรือ", "province": "เลย"},
    )

    assert len(register(twice).agencies) == 2


def test_a_person_may_work_for_two_agencies() -> None:
    both = (
        person(agency="อบต.นาโพธิ์ จ.อุบลราชธานี", roles="ผู้ตรวจ"),
        person(agency="อบต.นาโพธิ์ จ.มหาสารคาม", roles="ผู้ตรวจ"),
    )

    assert len(register(people=both, known=Known(agencies=(NAPHO, OTHER_NAPHO))).people) == 2


def test_another_name_in_the_system_is_a_warning() -> None:
    known = Known(agencies=(NAPHO,), people={"somsri@napho.go.th": "สมศรี งามยิ่ง"})
    found = register(people=(person(),), known=known)

    assert [(each.where, each.id) for each in found.warnings] == [("P 2 name", "register.name_differs")]


# What is refused


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        ({"name": ""}, ("A 2 name", "missing")),
        ({"name": "ก" * 201}, ("A 2 name", "too_long")),
        ({"size_class": "ก" * 51}, ("A 2 size_class", "too_long")),
        ({"province": "จ." + "ก" * 101}, ("A 2 province", "too_long")),
        ({"name": "อบต.\x07"}, ("A 2 name", "unreadable")),
        ({"type": "บริษัท"}, ("A 2 type", "type_unknown")),
        ({"website": "javascript:alert(1)"}, ("A 2 website", "website_bad")),
        ({"supervisor": "อบต.ก"}, ("A 2 supervisor", "supervises_itself")),
        ({"supervisor": "จังหวัดอื่น"}, ("A 2 supervisor", "agency_unknown")),
    ],
)
def test_what_is_wrong_with_an_agency(cells: Cells, wrong: tuple[str, str]) -> None:
    assert refused(({"name": "อบต.ก", "type": "sao", **cells},)) == [wrong]


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        ({"agency": ""}, [("P 2 agency", "missing")]),
        ({"agency": "อบต.นาโพธ"}, [("P 2 agency", "agency_near")]),
        ({"agency": "ทม.แห่งอื่น"}, [("P 2 agency", "agency_unknown")]),
        ({"name": ""}, [("P 2 name", "missing")]),
        ({"email": ""}, [("P 2 email", "missing")]),
        ({"email": "somsri"}, [("P 2 email", "email_bad")]),
        ({"email": "s\u0430msri@napho.go.th"}, [("P 2 email", "email_letters")]),
        ({"email": "som\u200bsri@napho.go.th"}, [("P 2 email", "email_invisible")]),
        ({"roles": " , "}, [("P 2 roles", "missing")]),
        ({"roles": "เจ้าหน้าที่, นายก"}, [("P 2 roles", "role_unknown")]),
        ({"roles": "ผู้ดูแลระบบ"}, [("P 2 roles", "role_not_by_file")]),
        ({"roles": "unit member"}, [("P 2 unit", "unit_missing")]),
        ({"unit": "กองช่าง"}, [("P 2 unit", "unit_unknown")]),
        (
            {"name": "", "email": "x", "roles": ""},
            [("P 2 name", "missing"), ("P 2 email", "email_bad"), ("P 2 roles", "missing")],
        ),
    ],
)
def test_what_is_wrong_with_a_person(cells: Cells, wrong: list[tuple[str, str]]) -> None:
    assert refused(people=(person(**cells),), known=IN_SYSTEM) == wrong


def test_an_agency_twice_in_a_province_names_the_first() -> None:
    twice = (
        {"name": "อบต.ก", "province": "เลย"},
        {"name": "องค์การบริหารส่วนตำบลก", "district": "เมือง", "province": "เลย"},
    )

    with pytest.raises(InputError) as caught:
        register(twice)

    (problem,) = caught.value.problems
    assert (problem.where, problem.id) == ("A 3 name", "register.agency_twice")
    assert "A 2 name" in problem.why.th and "A 2 name" in problem.why.en


def test_two_rows_for_one_known_agency_are_one_too_many() -> None:
    known = Known(agencies=(AgencyRef("อบต.ก"),))

    assert refused(
        ({"name": "อบต.ก", "province": "เลย"}, {"name": "อบต.ก", "province": "ตาก"}), known=known
    ) == [("A 3 name", "agency_twice")]


def test_supervision_must_not_run_in_a_circle() -> None:
    circle = (
        {"name": "ก", "supervisor": "ข"},
        {"name": "ข", "supervisor": "ค"},
        {"name": "ค", "supervisor": "ก"},
        {"name": "ง", "supervisor": "ก"},
    )

    with pytest.raises(InputError) as caught:
        register(circle)

    (problem,) = caught.value.problems
    assert (problem.where, problem.id) == ("A 2 supervisor", "register.supervisors_circle")
    assert "ก → ข → ค → ก" in problem.why.th


def test_a_circle_may_close_in_the_system() -> None:
    above, below = AgencyRef("ข"), AgencyRef("ก")
    known = Known(agencies=(above, below), supervisors={above: below})

    assert refused(({"name": "ก", "supervisor": "ข"},), known=known) == [
        ("A 2 supervisor", "supervisors_circle")
    ]


def test_a_unit_stands_once_and_has_a_kind_that_there_is() -> None:
    units = (
        {"agency": "อบต.นาโพธิ์", "name": "กองคลัง"},
        {"agency": "อบต.นาโพธิ์", "name": "กอง คลัง"},
        {"agency": "อบต.นาโพธิ์", "name": "กองช่าง", "key": "ช่าง"},
    )

    assert refused(units=units, known=IN_SYSTEM) == [
        ("U 3 name", "unit_twice"),
        ("U 4 key", "unit_key_unknown"),
    ]


def test_one_e_mail_is_that_of_one_person() -> None:
    two = (person(), person(name="สมชาย ใจดี", agency="อบต.นาโพธิ์ จ.มหาสารคาม"))

    assert ("P 3 email", "email_of_two") in refused(people=two, known=IN_SYSTEM)


def test_a_person_stands_once_for_an_agency() -> None:
    assert refused(people=(person(), person(roles="ผู้บริหาร")), known=IN_SYSTEM) == [
        ("P 3 email", "person_twice")
    ]


def test_who_works_for_two_units_has_a_row_for_each() -> None:
    both = (person(roles="unit member", unit="กองคลัง"), person(roles="unit member", unit="สำนักปลัด"))

    assert [each.unit for each in register(people=both, known=IN_SYSTEM).people] == ["กองคลัง", "สำนักปลัด"]


def test_everything_wrong_is_told_at_once() -> None:
    found = refused(
        ({"name": "อบต.ก", "type": "x"},),
        ({"agency": "อบต.ข", "name": ""},),
        (person(agency="อบต.ก", email="x"), person(agency="", roles="x", email="y@z.th")),
    )

    assert [where for where, _ in found] == [
        "A 2 type",
        "U 2 agency",
        "U 2 name",
        "P 2 email",
        "P 3 agency",
        "P 3 roles",
    ]


def test_a_cell_that_could_not_be_read_is_not_told_as_missing() -> None:
    unread = Problem(
        id="cell.formula", where="A 2 name", found="=A1", why=Text("ก", "a"), remedy=Text("ข", "b")
    )

    assert refused(({"name": ""},), problems=(unread,)) == [("A 2 name", "cell.formula")]


def test_a_file_without_rows_is_refused() -> None:
    assert refused() == [("ไฟล์ / file", "nothing")]


def test_only_the_first_unknown_names_are_guessed_at() -> None:
    many = tuple(
        person(agency="อบต.นาโพธ", email=f"p{number}@x.th") for number in range(MOST_SUGGESTIONS + 2)
    )
    found = [problem for _, problem in refused(people=many, known=IN_SYSTEM)]

    assert found == ["agency_near"] * MOST_SUGGESTIONS + ["agency_unknown"] * 2


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("สำนักปลัดเทศบาล", "clerk_office"),
        ("กองคลัง", "finance"),
        ("กองการศึกษา ศาสนาและวัฒนธรรม", "education"),
        ("Finance division", "finance"),
        ("งานกองคลัง", ""),
        ("", ""),
    ],
)
def test_the_kind_of_a_unit_is_seen_from_its_name(name: str, key: str) -> None:
    assert guess_unit_key(name, KINDS) == key
