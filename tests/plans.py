"""Plans and rounds that tests share: a small one, and that of Kham Duang in our own short wording."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from prongsai.core.followup import Followup, ProgressNote, Round, Status
from prongsai.core.plan import Measure, Plan, Step
from prongsai.core.plan.period import months_of, whole_year

KHAM_DUANG = (
    "จัดทำคู่มือการปฏิบัติงานอย่างน้อยส่วนราชการละหนึ่งเรื่อง",
    "ทบทวนคู่มือที่มีอยู่",
    "เก็บสถิติผู้รับบริการรายเดือนหรือรายไตรมาส",
    "จัดให้มีบัตรคิว",
    "ประกาศประมวลจริยธรรม",
    "เผยแพร่ผลของมาตรการ 1–5 บนเว็บไซต์",
    "เปิด E-Service อย่างน้อยหนึ่งงาน",
    "จัดทำผังผู้บริหารและหัวหน้าส่วนราชการ",
    "ชี้แจงแผนการใช้จ่ายในการประชุมประจำเดือน",
)
NOT_DONE = ("m4", "m7")


def a_measure(number: int = 1, /, **changes: Any) -> Measure:
    fields: dict[str, Any] = {
        "id": f"m{number}",
        "topic": "การให้บริการ",
        "title": "คิวเดียวทุกช่องบริการ",
        "approach": "ใช้ลำดับคิวเดียว",
        "responsible_units": ("สำนักปลัด", "กองคลัง"),
        "steps": (
            Step(number=1, text="กำหนดคิว", period=months_of(2569, 0, 5)),
            Step(number=2, text="ติดป้าย", responsible_units=("กองช่าง",)),
        ),
        "period": whole_year(2569),
        "monitoring_note": "รายงานต่อปลัด",
        "budget": Decimal("1500.50"),
        "expected_gain": Fraction(1, 3),
        "codes": ("i1", "O9"),
        "finding_ids": ("finding.i1", "finding.O9"),
    }
    return Measure(**(fields | changes))


def a_plan(*measures: Measure, fiscal_year: int = 2569) -> Plan:
    return Plan(
        agency="เทศบาลทดสอบ",
        agency_type="subdistrict_municipality",
        fiscal_year=fiscal_year,
        result_year=fiscal_year - 1,
        measures=measures or (a_measure(),),
    )


def a_note(
    measure: str = "m1", step: int | None = None, status: Status = "done", **fields: Any
) -> ProgressNote:
    return ProgressNote(measure=measure, step=step, status=status, **fields)


def first_round(*notes: ProgressNote) -> Round:
    return Round(round="6m", date=datetime.date(2026, 3, 31), notes=notes)


def second_round(*notes: ProgressNote) -> Round:
    return Round(round="12m", date=datetime.date(2026, 9, 30), notes=notes)


def kham_duang() -> Followup:
    """Return nine measures of fiscal year 2566, reported as wholes after twelve months."""
    plan = Plan(
        agency="อบต.คำด้วง",
        agency_type="sao",
        fiscal_year=2566,
        result_year=2565,
        measures=tuple(
            Measure(
                id=f"m{number}",
                topic="",
                title=title,
                approach="",
                responsible_units=("สำนักปลัด",),
                steps=(Step(number=1, text=title),),
                period=whole_year(2566),
            )
            for number, title in enumerate(KHAM_DUANG, 1)
        ),
    )
    notes = tuple(_kham_duang_note(measure.id) for measure in plan.measures)
    return Followup(plan=plan, rounds=(Round(round="12m", date=datetime.date(2023, 9, 30), notes=notes),))


def _kham_duang_note(measure: str) -> ProgressNote:
    if measure not in NOT_DONE:
        return a_note(measure, done_note="ดำเนินการแล้ว", outcome="ใช้งานได้")
    return a_note(measure, status="not_done", reason="รอจัดสรรงบประมาณ", new_date=datetime.date(2024, 3, 31))
