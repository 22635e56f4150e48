"""An agency that does not exist: its result of any year, the measures after it with two rounds, and who signs."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal

from tests.published import framework

from prongsai.core.followup import Followup, ProgressNote, Round, Status
from prongsai.core.framework import TOTAL
from prongsai.core.level import two_decimals
from prongsai.core.plan import Measure, MonitoringRound, Period, Plan, Step
from prongsai.core.plan.period import months_of, whole_year
from prongsai.core.plan.round import due
from prongsai.core.profile import Profile, Signatory
from prongsai.core.result import Result
from prongsai.core.scoring import Score, prepare, score
from prongsai.core.thai import BUDDHIST_ERA_OFFSET

# Scores as agencies have them: not two neighbours alike, and some items without.
POOL = tuple(Decimal(text) for text in ("96.47", "88.24", "91.03", "79.41", "100.00", "84.71", "93.33"))
NAME = "องค์การบริหารส่วนตำบลบ้านสมมุติ"
PROFILE = Profile(
    agency=NAME,
    unit="สำนักปลัด",
    district="เมืองขอนแก่น",
    province="ขอนแก่น",
    phone="0 4300 0000",
    number_prefix="ขก 70001",
    number="27",
    addressee="นายกองค์การบริหารส่วนตำบล",
    via=("ปลัดองค์การบริหารส่วนตำบล",),
    website="https://bansommut.example",
    links={"O1": ("https://bansommut.example/o1",), "O12": ("https://bansommut.example/plan-12",)},
    signatories=(Signatory(name="นางสาวสมมุติ ทดลอง", position="นักวิเคราะห์นโยบายและแผน"),),
    opinions=(
        Signatory(name="", position="ปลัดองค์การบริหารส่วนตำบล"),
        Signatory(
            name="", position="รองนายกองค์การบริหารส่วนตำบล", acting="ปฏิบัติราชการแทน นายกองค์การบริหารส่วนตำบล"
        ),
    ),
)


def invented(year: int) -> tuple[Score, Followup, Profile]:
    """Return an invented result of a year, scored, the measures after it with two rounds, and who signs."""
    frame = framework(year)
    leaves = [node for node in frame.nodes.values() if node.kind in ("question", "item")]
    figures = {
        node.code: Decimal(0 if place % 9 == 0 else 100) if node.kind == "item" else POOL[place % len(POOL)]
        for place, node in enumerate(leaves, start=year)
    }
    scored = score(prepare(frame), Result(agency=NAME, agency_type="sao", fiscal_year=year, scores=figures))
    announced = {
        code: Decimal(two_decimals(shown))
        for code in (*(node.code for node in frame.nodes.values() if node.kind == "indicator"), TOTAL)
        if (shown := scored.shown(code)) is not None
    }
    level = scored.decision.level.word.th if scored.decision.level else ""
    result = replace(scored.result, published=announced, level=level)
    return score(prepare(frame), result), reported(year + 1), PROFILE


def measure(number: int, title: str, year: int, steps: tuple[Step, ...], period: Period) -> Measure:
    """Return an invented measure; units, topic and rounds differ by its number."""
    units = (("สำนักปลัด",), ("กองช่าง", "กองการศึกษา ศาสนา และวัฒนธรรม"), ("กองคลัง",))
    rounds: tuple[tuple[MonitoringRound, ...], ...] = (("6m", "12m"), ("12m",), ("3m", "6m", "9m", "12m"))
    return Measure(
        id=f"m{number}",
        topic="การใช้ทรัพย์สินของราชการ" if number == 3 else "การให้บริการประชาชน",
        title=title,
        approach=f"แนวทางของเรื่องนี้คือ{title}ทั้งปี {year}",
        responsible_units=units[number - 1],
        steps=steps,
        period=period,
        monitoring_rounds=rounds[number - 1],
        monitoring_note="ปลัดตรวจทุกครั้ง" if number == 1 else "",
        budget=(Decimal(0), Decimal(12000), None)[number - 1],
        codes=(("i10", "O8"), ("e4",), ("O12",))[number - 1],
    )


def invented_plan(year: int) -> Plan:
    """Return three measures: with units and periods of steps, with half a year, with one step."""
    steps = (
        Step(number=1, text="สำรวจขั้นตอนของทุกงาน"),
        Step(number=2, text="ประกาศขั้นตอนใหม่", responsible_units=("กองคลัง",)),
        Step(number=3, text="เผยแพร่ทางเว็บไซต์", period=months_of(year, 3, 5)),
    )
    two = (Step(number=1, text="จัดทำระบบจองคิว"), Step(number=2, text="อบรมผู้ใช้งาน"))
    one = (Step(number=1, text="ตรวจนับของที่ยืม"),)
    return Plan(
        agency=NAME,
        agency_type="sao",
        fiscal_year=year,
        result_year=year - 1,
        measures=(
            measure(1, "ลดขั้นตอนการให้บริการ", year, steps, whole_year(year)),
            measure(2, "เปิดช่องทางออนไลน์สำหรับทุกงานบริการ", year, two, months_of(year, 0, 5)),
            measure(3, "ตรวจการยืมพัสดุให้ตรงกับทะเบียน", year, one, months_of(year, 6, 11)),
        ),
    )


def note(id_: str, step: int | None, status: Status, said: str = "") -> ProgressNote:
    """Return what is reported on a step."""
    return ProgressNote(measure=id_, step=step, status=status, done_note=said)


def reported(year: int) -> Followup:
    """Return the plan of a year with two rounds: done, not done with a new date, and hindered."""
    open_ = replace(
        note("m1", 3, "not_done"),
        reason="เว็บไซต์ปิดปรับปรุง",
        new_date=datetime.date(year - BUDDHIST_ERA_OFFSET, 12, 31),
    )
    whole = replace(
        note("m2", None, "done", "เปิดระบบครบทุกกอง"),
        outcome="ผู้รับบริการรอน้อยลงเหลือ 5 นาที",
        suggestion="ควรเพิ่มคู่มือ",
        evidence=("https://bansommut.example/queue",),
    )
    hindered = replace(note("m3", 1, "hindered"), obstacle="ผู้ดูแลคลังย้ายหน่วย", reason="รอผู้รับผิดชอบคนใหม่")
    counted = replace(note("m1", 1, "done", "สำรวจแล้ว 12 งาน"), outcome="ทราบขั้นตอนที่ซ้ำกัน 4 งาน")
    rounds: tuple[tuple[MonitoringRound, tuple[ProgressNote, ...]], ...] = (
        ("6m", (counted, note("m1", 2, "in_progress", "ร่างประกาศแล้ว"))),
        ("12m", (note("m1", 2, "done", "ประกาศแล้วเมื่อเดือนพฤษภาคม"), open_, whole, hindered)),
    )
    return Followup(
        plan=invented_plan(year),
        rounds=tuple(Round(round=each, date=due(year, each), notes=notes) for each, notes in rounds),
    )
