"""Rounds and reports as actions: what they change, what they refuse, and that nothing is overwritten."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from tests.plans import a_measure, a_plan
from tests.web.cast import Cast
from tests.web.rounds import DONE, MARCH, SEPTEMBER, USUAL, opened, place, planned

from prongsai.core.errors import InputError
from prongsai.core.plan import MonitoringRound
from prongsai.core.summary import Plain
from prongsai.web.actions import Conflict, Refused, followup
from prongsai.web.actions import plan as plans
from prongsai.web.actions.followup import Report
from prongsai.web.models import AuditEntry, Entry, FollowupRound, Measure
from prongsai.web.queries.followup import round_sheet

IN_TIME, TOO_LATE = MARCH, datetime.date(2026, 4, 1)


def test_rounds_are_set_moved_and_taken_out(cast: Cast) -> None:
    planned(cast)
    actor = cast.actor("officer")
    followup.set_rounds(actor, cast.own, fiscal_year=2569, dues=USUAL)
    followup.set_rounds(actor, cast.own, fiscal_year=2569, dues={"6m": datetime.date(2026, 4, 10)})

    assert [(each.key, each.due) for each in FollowupRound.objects.all()] == [
        ("6m", datetime.date(2026, 4, 10))
    ]
    entry = AuditEntry.objects.first()
    assert entry is not None
    assert entry.change["rounds"] == [{"6m": "2026-03-31", "12m": "2026-09-30"}, {"6m": "2026-04-10"}]


def test_every_measure_reports_in_a_round_that_none_names(cast: Cast) -> None:
    dues: dict[MonitoringRound, datetime.date] = {"3m": datetime.date(2025, 12, 31), **USUAL}
    opened(cast, dues)

    assert {tuple(each.rounds) for each in Measure.objects.all()} == {("3m", "6m", "12m")}
    assert {each.version for each in Measure.objects.all()} == {2}


def test_rounds_in_the_wrong_order_or_outside_the_cycle_are_told_at_once(cast: Cast) -> None:
    planned(cast)
    dues: dict[MonitoringRound, datetime.date] = {
        "6m": SEPTEMBER,
        "12m": MARCH,
        "9m": datetime.date(2030, 1, 1),
    }

    with pytest.raises(InputError) as caught:
        followup.set_rounds(cast.actor("officer"), cast.own, fiscal_year=2569, dues=dues)

    assert {each.id for each in caught.value.problems} == {"cycle.outside", "round.out_of_order"}
    assert not FollowupRound.objects.exists()


def test_without_measures_there_is_nothing_to_follow_up(cast: Cast) -> None:
    with pytest.raises(InputError, match="no measures for 2569"):
        followup.set_rounds(cast.actor("officer"), cast.own, fiscal_year=2569, dues=USUAL)


def test_a_round_with_reports_stays(cast: Cast) -> None:
    round_ = opened(cast)
    followup.report(cast.actor("unit_member"), round_, place=place(), given=DONE)

    with pytest.raises(InputError, match="cannot be taken out"):
        followup.set_rounds(cast.actor("officer"), cast.own, fiscal_year=2569, dues={"12m": SEPTEMBER})
    assert FollowupRound.objects.count() == 2


def test_a_report_is_logged_with_what_changed(cast: Cast) -> None:
    round_ = opened(cast)
    actor = cast.actor("unit_member")
    first = followup.report(actor, round_, place=place(), given=Report(status="in_progress"), day=IN_TIME)
    second = followup.report(actor, round_, place=place(version=1), given=DONE, day=TOO_LATE)

    assert (first.pk, second.version, second.late, second.status) == (second.pk, 2, False, "done")
    entry = AuditEntry.objects.first()
    assert entry is not None and entry.actor == cast.people["unit_member"]
    assert entry.change["fields"] == {"status": ["in_progress", "done"], "done_note": ["", DONE.done_note]}


def test_the_same_report_again_changes_nothing(cast: Cast) -> None:
    round_ = opened(cast)
    followup.report(cast.actor("unit_member"), round_, place=place(), given=DONE)
    number = AuditEntry.objects.count()

    followup.report(cast.actor("unit_member"), round_, place=place(version=1), given=DONE)

    assert AuditEntry.objects.count() == number


@pytest.mark.parametrize(("day", "late"), [(IN_TIME, False), (TOO_LATE, True)])
def test_what_comes_after_the_day_is_late_and_stays_so(cast: Cast, day: datetime.date, late: bool) -> None:
    round_ = opened(cast)
    actor = cast.actor("unit_member")
    assert followup.report(actor, round_, place=place(), given=DONE, day=day).late is late

    changed = replace(DONE, outcome="คิวสั้นลง")
    assert followup.report(actor, round_, place=place(version=1), given=changed, day=TOO_LATE).late is late


def test_the_second_of_two_reports_is_not_taken(cast: Cast) -> None:
    round_ = opened(cast)
    followup.report(cast.actor("unit_member"), round_, place=place(), given=DONE)

    with pytest.raises(Conflict):
        followup.report(cast.actor("officer"), round_, place=place(), given=Report(status="partial"))
    assert Entry.objects.get().status == "done"


def test_a_unit_reports_on_its_measures_and_on_steps_of_others(cast: Cast) -> None:
    round_ = opened(cast)
    actor = cast.actor("unit_member")
    followup.report(actor, round_, place=place("m1"), given=DONE)
    followup.report(actor, round_, place=place("m2"), given=DONE)

    with pytest.raises(Refused):
        followup.report(actor, round_, place=place("m3", None), given=DONE)
    for role in ("executive", "reviewer", "auditor", "supervisor", "administrator"):
        with pytest.raises(Refused):
            followup.report(cast.actor(role), round_, place=place("m1", 2), given=DONE)
    assert Entry.objects.count() == 2


def test_what_is_wrong_with_a_report_is_told_by_its_fields(cast: Cast) -> None:
    round_ = opened(cast)
    given = Report(status="not_done", outcome="ก" * 20_001)

    with pytest.raises(InputError) as caught:
        followup.report(cast.actor("unit_member"), round_, place=place(step=1), given=given)
    assert [(each.id, each.where) for each in caught.value.problems] == [
        ("plan.too_long", "ผลที่ได้"),
        ("followup.no_reason", "เหตุผลที่ยังไม่ได้ทำ"),
    ]
    with pytest.raises(InputError, match="no such step"):
        followup.report(cast.actor("unit_member"), round_, place=place(step=7), given=DONE)
    assert not Entry.objects.exists()


def test_a_closed_round_takes_nothing_more(cast: Cast) -> None:
    round_ = opened(cast)
    officer = cast.actor("officer")
    followup.report(cast.actor("unit_member"), round_, place=place(), given=DONE, day=TOO_LATE)
    closed = followup.close(officer, round_)

    assert closed.closed_at == officer.at and closed.closed_by == officer.person
    entry = AuditEntry.objects.first()
    assert entry is not None
    assert {name: entry.change[name] for name in ("measures", "without_report", "late")} == {
        "measures": 3,
        "without_report": 2,
        "late": 1,
    }
    for again in (
        lambda: followup.report(officer, round_, place=place(version=1), given=Report(status="partial")),
        lambda: followup.report(officer, round_, place=place("m2"), given=DONE),
        lambda: followup.close(officer, round_),
    ):
        with pytest.raises(Refused):
            again()
    with pytest.raises(InputError, match="can no longer be changed"):
        followup.set_rounds(officer, cast.own, fiscal_year=2569, dues={"6m": SEPTEMBER})
    assert Entry.objects.get().status == "done"


def test_a_round_counts_what_was_reported_until_then(cast: Cast) -> None:
    round_ = opened(cast)
    officer = cast.actor("officer")
    followup.report(officer, round_, place=place("m1", 1), given=DONE, day=IN_TIME)
    given = Report(status="hindered", reason="ยังไม่ได้รับงบประมาณ", new_date=SEPTEMBER)
    followup.report(officer, round_, place=place("m2", 1), given=given, day=TOO_LATE)
    later = FollowupRound.objects.get(key="12m")
    followup.report(officer, later, place=place("m1", 2), given=DONE, day=IN_TIME)

    sheet = round_sheet(cast.own, 2569, "6m")
    assert sheet is not None
    assert {key: value for key, value in sheet.counts.by_status.items() if value} == {
        "planned": 1,
        "in_progress": 1,
        "hindered": 1,
    }
    assert [(item.row.key, item.told, item.total, item.late) for item in sheet.items] == [
        ("m1", 1, 2, False),
        ("m2", 1, 1, True),
        ("m3", 0, 1, False),
    ]
    assert [item.row.key for item in sheet.missing] == ["m3"]
    assert [(line.unit, line.missing, line.late) for line in sheet.units] == [
        ("สำนักปลัดเทศบาล", 0, 1),
        ("กองคลัง", 1, 1),
    ]
    assert [item.row.key for item in sheet.of_units([cast.unit.pk])] == ["m1", "m2"]
    end = round_sheet(cast.own, 2569, "12m")
    assert end is not None and end.counts.by_status["done"] == 1


def test_what_a_closed_round_counted_is_neither_removed_nor_moved(cast: Cast) -> None:
    round_ = opened(cast)
    actor, row = cast.actor("officer"), Measure.objects.get(key="m2")
    assert not row.entries.exists() and list(row.rounds) == ["6m", "12m"]
    followup.close(actor, round_)

    def counted() -> int:
        sheet = round_sheet(cast.own, 2569, "6m")
        assert sheet is not None
        return len(sheet.expected)

    then = counted()
    without: tuple[list[Plain], ...] = (["12m"], ["9m", "12m"])
    for rounds in without:
        with pytest.raises(InputError, match="counts it as it was"):
            plans.save(actor, row.plan, measure=row.pk, version=row.version, values={"rounds": rounds})
    with pytest.raises(InputError, match="counts it as it was"):
        plans.remove(actor, row.plan, measure=row.pk, version=row.version)
    plans.save(actor, row.plan, measure=row.pk, version=row.version, values={"rounds": ["6m", "9m", "12m"]})

    assert counted() == then > 1


def test_a_measure_that_comes_after_a_round_was_closed_is_not_counted_in_it(cast: Cast) -> None:
    round_ = opened(cast)
    actor, gone = cast.actor("officer"), Measure.objects.get(key="m2")
    plan = gone.plan
    plans.remove(actor, plan, measure=gone.pk, version=gone.version)
    removed = AuditEntry.objects.first()
    assert removed is not None
    followup.close(actor, round_)

    def counted(key: MonitoringRound) -> int:
        sheet = round_sheet(cast.own, 2569, key)
        assert sheet is not None
        return len(sheet.expected)

    then, open_ = counted("6m"), counted("12m")
    late: dict[str, Plain] = {"title": "มาตรการที่มาทีหลัง", "rounds": ["6m", "12m"]}
    source = plan.measures.get(key="m1").pk
    come = [
        plans.restore(actor, plan, entry=removed),
        plans.add(actor, plan, values=late),
        plans.take(actor, cast.own, plan=a_plan(a_measure(7))).measures.last(),
        plans.copy(actor, cast.own, fiscal_year=2569, copies=[(source, late)]).measures.last(),
    ]

    assert len({row.pk for row in come if row is not None}) == 4
    assert [row.rounds for row in come if row is not None] == [["12m"]] * 4
    assert (counted("6m"), counted("12m")) == (then, open_ + 4)
