"""The names of types of agency."""

import pytest

from prongsai.core.agency import AGENCY_TYPES, label_of, read_agency_type


@pytest.mark.parametrize("agency_type", AGENCY_TYPES)
def test_every_type_is_read_back_from_its_label(agency_type: str) -> None:
    assert read_agency_type(label_of(agency_type), ()) == agency_type


@pytest.mark.parametrize("text", ["ท.ต.", "ทต", "เทศบาล ตำบล", "Subdistrict Municipality"])
def test_dots_and_spaces_do_not_matter(text: str) -> None:
    assert read_agency_type(text, ()) == "subdistrict_municipality"


def test_only_the_types_of_the_framework_are_read() -> None:
    assert read_agency_type("อบจ.", ("sao",)) is None


def test_a_type_without_a_thai_name_is_read_by_its_identifier() -> None:
    assert read_agency_type("State_Enterprise", ("state_enterprise",)) == "state_enterprise"
    assert label_of("state_enterprise") == "state_enterprise"
