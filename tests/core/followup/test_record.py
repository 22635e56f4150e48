"""Counts of a round as plain values."""

import datetime
import json

from prongsai.core.followup import Followup, ProgressNote, Round
from prongsai.core.followup.count import counts
from prongsai.core.followup.record import counts_record
from prongsai.core.plan import Measure, Plan, Step


def measure(number: int) -> Measure:
    steps = (Step(number=1, text="ทำคู่มือ"),)
    title = f"มาตรการที่ {number}"
    return Measure(
        id=f"m{number}",
        topic="service",
        title=title,
        approach="",
        responsible_units=("กองคลัง",),
        steps=steps,
        period=None,
    )


PLAN = Plan(
    agency="อบต.ตัวอย่าง",
    agency_type="sao",
    fiscal_year=2566,
    result_year=2565,
    measures=tuple(measure(number) for number in (1, 2)),
)
NOTES = (
    ProgressNote(measure="m1", step=None, status="done", done_note="ทำเสร็จ"),
    ProgressNote(
        measure="m2", step=None, status="not_done", reason="ไม่มีงบประมาณ", new_date=datetime.date(2024, 1, 31)
    ),
)


def test_every_measure_says_where_it_stands_and_why() -> None:
    reports = Followup(plan=PLAN, rounds=(Round(round="12m", date=datetime.date(2023, 10, 5), notes=NOTES),))

    record = counts_record(PLAN, counts(reports, "12m"))

    assert record["planned"] == 2
    assert record["by_status"] == [{"status": "done", "measures": 1}, {"status": "not_done", "measures": 1}]
    assert record["measures"][1] == {  # type: ignore[index]
        "id": "m2",
        "title": "มาตรการที่ 2",
        "status": "not_done",
        "steps": [{"number": 1, "status": "planned"}],
        "reasons": ["ไม่มีงบประมาณ"],
        "new_date": "2024-01-31",
    }
    assert json.loads(json.dumps(record)) == record
