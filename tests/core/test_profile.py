"""The details of an agency: only its name must be known."""

from dataclasses import replace

import pytest

from prongsai.core.profile import Profile, Signatory


def test_a_profile_needs_nothing_but_the_name_of_the_agency() -> None:
    profile = Profile(agency="อบต.สมมติ")

    assert profile.emblem is None
    assert (profile.via, profile.signatories, profile.opinions) == ((), (), ())
    assert (dict(profile.units), dict(profile.forms), dict(profile.links)) == ({}, {}, {})


def test_a_signatory_may_have_no_name_yet() -> None:
    assert Signatory(name="", position="ปลัด").acting == ""


@pytest.mark.parametrize("prefix", ["สข 1", "สข 1/"])
def test_letters_and_number_have_one_stroke_between(prefix: str) -> None:
    profile = Profile(agency="ก", number_prefix=prefix)

    assert replace(profile, number="23").letter_number() == "สข 1/23"
    assert profile.letter_number("…") == "สข 1/…"
    assert profile.letter_number() == "สข 1/"


def test_a_number_without_letters_stands_alone() -> None:
    assert Profile(agency="ก", number="23").letter_number("…") == "23"
    assert Profile(agency="ก").letter_number("…") == ""
