"""The details of an agency: only its name must be known."""

from prongsai.core.profile import Profile, Signatory


def test_a_profile_needs_nothing_but_the_name_of_the_agency() -> None:
    profile = Profile(agency="อบต.สมมติ")

    assert profile.emblem is None
    assert (profile.via, profile.signatories, profile.opinions) == ((), (), ())
    assert (dict(profile.units), dict(profile.forms), dict(profile.links)) == ({}, {}, {})


def test_a_signatory_may_have_no_name_yet() -> None:
    assert Signatory(name="", position="ปลัด").acting == ""
