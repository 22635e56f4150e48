"""The tables of a plan as people fill them in: sheets, columns, and what they are called."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from prongsai.core.plan import Measure
from prongsai.core.plan.round import ROUND_WORDS
from prongsai.core.text import Text

HELP_SHEET, PLAN_SHEET, MEASURES_SHEET = "คำแนะนำ", "แผน", "มาตรการ"
STEPS_SHEET, PROGRESS_SHEET = "ขั้นตอน", "ความก้าวหน้า"
FIELD, VALUE = "field", "value"

# The dates of the rounds stand with the plan, so that a round without notes is not lost.
DATE_FIELDS: Mapping[str, Text] = {
    f"date_{round_}": Text("วันปิดรอบ {words}", "{short}-month round closed on").format(
        words=words.th, short=round_.removesuffix("m")
    )
    for round_, words in ROUND_WORDS.items()
}
PLAN_FIELDS: Mapping[str, Text] = {
    "agency": Text("ชื่อหน่วยงาน", "agency"),
    "agency_type": Text("ประเภทหน่วยงาน", "type of agency"),
    "fiscal_year": Text("แผนของปีงบประมาณ พ.ศ.", "fiscal year of the plan"),
    "result_year": Text("วิเคราะห์จากผลปี พ.ศ.", "year of the result"),
    **DATE_FIELDS,
}
PLAN_COLUMNS: Mapping[str, Text] = {FIELD: Text("หัวข้อ", "field"), VALUE: Text("ค่า", "value")}
MEASURE_COLUMNS: Mapping[str, Text] = {
    "id": Text("รหัสมาตรการ", "measure id"),
    "topic": Text("หัวข้อ", "topic"),
    "title": Text("มาตรการ", "measure"),
    "approach": Text("แนวทางการปฏิบัติ", "approach"),
    "responsible_units": Text("ผู้รับผิดชอบ", "responsible units"),
    "period": Text("ระยะเวลาดำเนินการ", "period"),
    "monitoring_rounds": Text("รอบติดตาม", "monitoring rounds"),
    "monitoring_note": Text("การกำกับติดตาม", "monitoring"),
    "budget": Text("งบประมาณ (บาท)", "budget (baht)"),
    "expected_gain": Text("คะแนนรวมที่คาดว่าเพิ่ม", "expected gain of the total"),
    "codes": Text("รหัสที่เกี่ยวข้อง", "codes"),
    "finding_ids": Text("รหัสข้อค้นพบ", "finding ids"),
    "generated": Text("รหัสร่างของโปรแกรม", "mark of the draft"),
}
STEP_COLUMNS: Mapping[str, Text] = {
    "measure": Text("รหัสมาตรการ", "measure id"),
    "number": Text("ขั้นที่", "step"),
    "text": Text("ขั้นตอน/วิธีการปฏิบัติ", "what is done"),
    "responsible_units": Text("ผู้รับผิดชอบ (ถ้าต่างจากมาตรการ)", "responsible units"),
    "period": Text("ระยะเวลา (ถ้าต่างจากมาตรการ)", "period"),
}
PROGRESS_COLUMNS: Mapping[str, Text] = {
    "round": Text("รอบ", "round"),
    "measure": Text("รหัสมาตรการ", "measure id"),
    "step": Text("ขั้นที่ (ว่าง = ทั้งมาตรการ)", "step (empty: whole measure)"),
    "about": Text("เรื่อง (ไว้ดูเท่านั้น)", "about (to look at only)"),
    "status": Text("สถานะ", "status"),
    "done_note": Text("ผลการดำเนินการ", "what was done"),
    "outcome": Text("ผลลัพธ์หรือความสำเร็จ", "outcome"),
    "obstacle": Text("ปัญหาอุปสรรค", "obstacle"),
    "suggestion": Text("ข้อเสนอแนะ", "suggestion"),
    "reason": Text("เหตุผลที่ยังไม่ทำ", "reason"),
    "new_date": Text("วันใหม่", "new date"),
    "evidence": Text("หลักฐาน (ไฟล์หรือลิงก์)", "evidence"),
    "late": Text("หลังกำหนด", "late"),
}
# A row of progress that has nothing but these is waiting to be filled in.
PREPARED = frozenset({"round", "measure", "step", "about"})
COLUMNS: Mapping[str, Mapping[str, Text]] = {
    PLAN_SHEET: PLAN_COLUMNS,
    MEASURES_SHEET: MEASURE_COLUMNS,
    STEPS_SHEET: STEP_COLUMNS,
    PROGRESS_SHEET: PROGRESS_COLUMNS,
}
_MARK_LENGTH = 8


def heading(title: Text, key: str) -> str:
    """Return the heading of a column: what people read, and behind the dot what programs read."""
    return f"{title.th} · {key}"


def draft_mark(measure: Measure) -> str:
    """Return the mark of a measure's content, by which a proposal that nobody has changed is known again.

    Codes, findings and the expected gain are no one's wording and leave the mark as it is.
    """
    content = (
        *(measure.topic, measure.title, measure.approach, measure.responsible_units, measure.period),
        *(measure.steps, measure.monitoring_rounds, measure.monitoring_note),
        None if measure.budget is None else str(measure.budget.normalize()),
    )
    return hashlib.sha256(repr(content).encode()).hexdigest()[:_MARK_LENGTH]
