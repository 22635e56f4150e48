"""A plan with open rounds, as the tests of follow-up, reminders and outcome need it."""

from __future__ import annotations

import datetime
from dataclasses import replace

from tests.plans import a_measure, a_plan
from tests.web.cast import Cast

from prongsai.core.plan import Measure as CoreMeasure
from prongsai.core.plan import MonitoringRound, Step
from prongsai.web.actions import followup
from prongsai.web.actions import plan as plans
from prongsai.web.actions.followup import Place, Report
from prongsai.web.models import FollowupRound, Measure, Plan

MARCH, SEPTEMBER = datetime.date(2026, 3, 31), datetime.date(2026, 9, 30)
USUAL: dict[MonitoringRound, datetime.date] = {"6m": MARCH, "12m": SEPTEMBER}
DONE = Report(status="done", done_note="ติดป้ายแล้วทั้งสองจุด")


def planned(cast: Cast, *more: CoreMeasure) -> Plan:
    """Three measures: the first of the clerk's office, the second of finance with a step of the clerk's office."""
    first_step, second_step = (replace(step, responsible_units=()) for step in a_measure().steps)
    shared = replace(first_step, responsible_units=("สำนักปลัดเทศบาล",))
    measures = (
        a_measure(1, responsible_units=("สำนักปลัดเทศบาล",), steps=(first_step, second_step)),
        a_measure(2, responsible_units=("กองคลัง",), steps=(shared,), title="เปิดเผยการใช้งบประมาณ"),
        a_measure(3, responsible_units=("กองคลัง",), steps=(), title="ชี้แจงแผนการใช้จ่าย"),
    )
    return plans.take(cast.actor("officer"), cast.own, plan=a_plan(*measures, *more))


def opened(cast: Cast, dues: dict[MonitoringRound, datetime.date] | None = None) -> FollowupRound:
    """The first of the rounds, which is open."""
    planned(cast)
    return set_rounds(cast, dues)


def set_rounds(cast: Cast, dues: dict[MonitoringRound, datetime.date] | None = None) -> FollowupRound:
    followup.set_rounds(cast.actor("officer"), cast.own, fiscal_year=2569, dues=dues or USUAL)
    first = FollowupRound.objects.order_by("due").first()
    assert first is not None
    return first


def many(cast: Cast, number: int = 30, steps: int = 6) -> FollowupRound:
    """A plan as large as they come, half of it reported on."""
    parts = tuple(
        Step(number=each, text=f"ขั้นตอน {each}", responsible_units=("สำนักปลัดเทศบาล",))
        for each in range(1, steps + 1)
    )
    units = ("สำนักปลัดเทศบาล", "กองคลัง")
    measures = (
        a_measure(each, title=f"มาตรการ {each}", responsible_units=(units[each % 2],), steps=parts)
        for each in range(1, number + 1)
    )
    plans.take(cast.actor("officer"), cast.own, plan=a_plan(*measures))
    round_ = set_rounds(cast)
    for row in Measure.objects.all()[: number // 2]:
        for step in range(1, steps + 1):
            followup.report(
                cast.actor("officer"), round_, place=Place(measure=row.pk, step=step), given=DONE, day=MARCH
            )
    return round_


def measure(key: str) -> Measure:
    return Measure.objects.get(key=key)


def place(key: str = "m1", step: int | None = 1, version: int = 0) -> Place:
    return Place(measure=measure(key).pk, step=step, version=version)
