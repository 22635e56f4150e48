"""A plan as plain values keeps exact numbers and days, and leaves out what nobody said."""

import datetime
import json
from decimal import Decimal
from fractions import Fraction

from prongsai.core.followup import Followup, ProgressNote, Round
from prongsai.core.plan import Measure, Period, Plan, Step
from prongsai.core.plan.record import plan_record

PERIOD = Period(datetime.date(2025, 10, 1), datetime.date(2026, 9, 30))
MEASURE = Measure(
    id="m1",
    topic="service",
    title="ลดขั้นตอน",
    approach="ตัดขั้นตอนที่ซ้ำ",
    responsible_units=("กองคลัง",),
    steps=(Step(number=1, text="สำรวจ"),),
    period=PERIOD,
    budget=Decimal("1500.50"),
    expected_gain=Fraction(1, 3),
)
PLAN = Plan(agency="อบต.ตัวอย่าง", agency_type="sao", fiscal_year=2569, result_year=2568, measures=(MEASURE,))


def test_numbers_are_exact_texts_and_days_those_of_the_common_calendar() -> None:
    (measure,) = json.loads(json.dumps(plan_record(PLAN)))["measures"]

    assert measure["budget"] == "1500.50"
    assert measure["expected_gain"] == "1/3"
    assert measure["period"] == "2025-10-01/2026-09-30"
    assert measure["steps"] == [{"number": 1, "text": "สำรวจ", "responsible_units": [], "period": None}]


def test_rounds_are_there_only_with_a_followup_and_marked_late_only_where_they_were() -> None:
    note = ProgressNote(measure="m1", step=1, status="done")
    late = ProgressNote(measure="m1", step=None, status="partial", late=True)
    followup = Followup(
        plan=PLAN, rounds=(Round(round="6m", date=datetime.date(2026, 3, 31), notes=(note, late)),)
    )

    rounds = json.loads(json.dumps(plan_record(PLAN, followup)))["rounds"]

    assert "rounds" not in plan_record(PLAN)
    assert rounds[0]["date"] == "2026-03-31"
    assert [each.get("late") for each in rounds[0]["notes"]] == [None, True]
