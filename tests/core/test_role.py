"""Roles: what they are called and how people write them."""

import pytest

from prongsai.core.role import GIVEN_BY_FILE, ROLES, read_role


def test_every_role_is_named_and_explained_in_both_languages() -> None:
    for key, role in ROLES.items():
        assert role.id == key
        assert all((role.name.th, role.name.en, role.purpose.th, role.purpose.en))


def test_no_two_roles_share_a_name() -> None:
    assert len({role.name.th for role in ROLES.values()}) == len(ROLES)
    assert len({role.name.en.casefold() for role in ROLES.values()}) == len(ROLES)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_read_by_its_identifier_and_by_either_name(role: str) -> None:
    names = (role, ROLES[role].name.th, ROLES[role].name.en, ROLES[role].name.en.upper())

    assert {read_role(name) for name in names} == {role}


@pytest.mark.parametrize(
    ("written", "role"),
    [
        (" เจ้าหน้าที่  ITA ", "officer"),
        ("เจ้าหน้าที่ita", "officer"),
        ("เจ้าหน้าที่หน่วยงานย่อย", "unit_member"),
        ("Unit-Member", "unit_member"),
        ("Executives", "executive"),
        ("ผู้ตรวจ", "reviewer"),
        ("ผู้ตรวจสอบ", "auditor"),
        ("ผู้ตรวจสอบภายใน", "auditor"),
    ],
)
def test_a_role_is_read_as_agencies_write_it(written: str, role: str) -> None:
    assert read_role(written) == role


@pytest.mark.parametrize("written", ["", "s", "นายก", "ผู้", "root", "เจ้าหน้าที่ ITA และผู้บริหาร"])
def test_other_words_are_no_role(written: str) -> None:
    assert read_role(written) is None


def test_no_file_makes_an_administrator() -> None:
    assert set(ROLES) - set(GIVEN_BY_FILE) == {"administrator", "public"}
