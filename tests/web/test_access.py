"""Who may do what: every address with every role, against the table."""

from __future__ import annotations

from tests.web.cast import Cast

from prongsai.web.access import MEMBER_ROLES, Subject, access_of, may, rules

REACHES = {"", "own", "unit", "below", "all"}


def test_table_is_sound() -> None:
    for rule in rules().values():
        assert set(rule.reach.values()) <= REACHES, rule
        assert rule.title.th and rule.title.en, rule


def test_own_and_other_agency(cast: Cast) -> None:
    for action, rule in rules().items():
        for role in MEMBER_ROLES:
            access, reach = access_of(cast.people[role]), rule.reach[role]
            far = reach == "all" or (role == "supervisor" and reach == "below")
            near = far or (role != "supervisor" and reach != "")
            assert may(access, action, Subject(cast.own)) == near, (action, role)
            assert may(access, action, Subject(cast.other)) == far, (action, role)


def test_unit_reaches_its_own_only(cast: Cast) -> None:
    access = access_of(cast.people["unit_member"])
    assert may(access, "followup.report", Subject(cast.own, "open", frozenset({cast.unit.pk})))
    assert not may(access, "followup.report", Subject(cast.own, "open", frozenset({cast.other_unit.pk})))


def test_stage_closes_an_action(cast: Cast) -> None:
    access = access_of(cast.people["officer"])
    assert may(access, "plan.edit", Subject(cast.own, "draft"))
    assert not may(access, "plan.edit", Subject(cast.own, "approved"))


def test_home_opens(cast: Cast) -> None:
    page = cast.client("officer").get(f"/a/{cast.own.pk}/2569/")
    assert page.status_code == 200, page.content
    assert cast.own.name in page.content.decode()


def test_other_agency_is_refused(cast: Cast) -> None:
    assert cast.stranger("officer").get(f"/a/{cast.own.pk}/2569/").status_code == 403


def test_stranger_is_sent_to_sign_in(cast: Cast) -> None:
    assert cast.client("public").get(f"/a/{cast.own.pk}/2569/").status_code == 302
