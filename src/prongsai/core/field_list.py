"""The list of fields that a Word template may use, each with its meaning in Thai and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from prongsai.core.text import Text

Kind = Literal["text", "texts", "row", "rows"]


@dataclass(frozen=True, slots=True)
class Field:
    """A field: one text, a list of texts, or rows (in a loop one row) that have `fields` of their own."""

    meaning: Text
    kind: Kind = "text"
    fields: Mapping[str, Field] = field(default_factory=dict)


def _text(th: str, en: str) -> Field:
    return Field(Text(th, en))


def _texts(th: str, en: str) -> Field:
    return Field(Text(th, en), "texts")


def _rows(th: str, en: str, fields: Mapping[str, Field]) -> Field:
    return Field(Text(th, en), "rows", fields)


_NUMBER = {"number": _text("ลำดับที่", "running number")}
_NAMED = {"code": _text("รหัส", "code"), "title": _text("ชื่อ", "title")}
_SCORE = {"score": _text("คะแนน", "score")}
_ANNOUNCED = {"announced": _text("คะแนนที่ประกาศ", "score as announced")}
_STANDING = {**_NAMED, **_SCORE}
_QUESTION = {
    **_NUMBER,
    **_STANDING,
    "indicator": _text("ตัวชี้วัดที่ข้อนี้สังกัด", "the indicator that it belongs to"),
}
_PROGRESS = {
    "status": _text("สถานะตามรายงานรอบล่าสุด", "status in the last round of reports"),
    "done_note": _text("สิ่งที่ได้ดำเนินการ", "what was done"),
    "outcome": _text("ผลที่เกิดขึ้น", "what came of it"),
    "obstacle": _text("ปัญหาอุปสรรค", "obstacles"),
    "suggestion": _text("ข้อเสนอแนะ", "suggestions"),
    "reason": _text("เหตุผลที่ยังไม่เสร็จ", "why it is not done"),
    "new_date": _text("กำหนดเสร็จใหม่", "when it will be done"),
    "evidence": _texts("หลักฐาน: ชื่อไฟล์หรือลิงก์", "evidence: file names or links"),
    "late": _text("มีคำว่ารายงานหลังกำหนดถ้าส่งช้า", "says so where it was reported late"),
}
_DUTY = {
    "units": _text("หน่วยงานที่รับผิดชอบ", "responsible units"),
    "period": _text("ระยะเวลาดำเนินการ", "period"),
}
_STEP = {**_NUMBER, "text": _text("ขั้นตอน", "the step"), **_DUTY, **_PROGRESS}
_MEASURE = {
    **_NUMBER,
    "topic": _text("ประเด็น", "topic"),
    "title": _text("ชื่อมาตรการ", "title of the measure"),
    "approach": _text("แนวทางดำเนินการ", "approach"),
    **_DUTY,
    "budget": _text("งบประมาณ (บาท)", "budget in baht"),
    "gain": _text("คะแนนรวมที่คาดว่าจะเพิ่ม", "expected gain of the total"),
    "codes": _text("รหัสข้อและตัวชี้วัดที่เกี่ยวข้อง", "codes that it is meant to move"),
    "monitoring": _text("การกำกับติดตาม", "monitoring"),
    "steps": _rows("ขั้นตอนของมาตรการ", "steps of the measure", _STEP),
    **_PROGRESS,
}
_PERSON = {
    "name": _text("ชื่อ", "name"),
    "position": _text("ตำแหน่ง", "position"),
    "acting": _text("รักษาการในตำแหน่ง", "what the person acts for"),
}

FIELDS: Mapping[str, Field] = {
    "agency": _text("ชื่อหน่วยงาน", "name of the agency"),
    "fiscal_year": _text("ปีงบประมาณของผลคะแนน", "fiscal year of the result (B.E.)"),
    "date": _text("วันที่ของเอกสาร", "date of the paper"),
    "total": _text("คะแนนรวม", "total"),
    "total_announced": _text("คะแนนรวมที่ประกาศ", "total as announced"),
    "level": _text("ระดับผลการประเมิน", "level"),
    "why": _text("เหตุผลของระดับ", "why it is this level"),
    "next_level": _text("ระดับถัดไป", "the next better level"),
    "points_missing": _text("คะแนนรวมที่ยังขาดจากระดับถัดไป", "points that the total lacks to it"),
    "total_lost": _text("คะแนนรวมที่เสียไปทั้งหมด", "points of the total lost in all"),
    "checks_agree": _text("จำนวนตัวเลขที่ประกาศซึ่งตรงกัน", "how many announced figures agree"),
    "checks_disagree": _text("จำนวนตัวเลขที่ไม่ตรงกัน", "how many do not"),
    "checks_undecidable": _text("จำนวนตัวเลขที่ยังยืนยันไม่ได้", "how many cannot be decided"),
    "tools": _rows(
        "เครื่องมือประเมิน",
        "tools of the assessment",
        {**_STANDING, **_ANNOUNCED, "weight": _text("น้ำหนัก (ร้อยละ)", "weight in percent")},
    ),
    "indicators": _rows(
        "ตัวชี้วัด",
        "indicators",
        {**_NUMBER, **_STANDING, **_ANNOUNCED, "tool": _text("เครื่องมือประเมิน", "its tool")},
    ),
    "questions": _rows(
        "ข้อคำถาม IIT และ EIT ที่รู้คะแนน", "questions of IIT and EIT with a known score", _QUESTION
    ),
    "oit_items": _rows("ข้อ OIT ที่รู้คะแนน", "OIT items with a known score", _QUESTION),
    "strongest": _rows("ตัวชี้วัดที่ได้คะแนนสูงสุด", "highest indicators", _STANDING),
    "weakest": _rows("ตัวชี้วัดที่ได้คะแนนต่ำสุด", "lowest indicators", _STANDING),
    "weakest_questions": _rows("ข้อคำถามที่ได้คะแนนต่ำสุด", "lowest questions", _STANDING),
    "lost": _rows(
        "ข้อที่เสียคะแนน มากที่สุดก่อน",
        "what lost points, most first",
        {
            **_NUMBER,
            **_STANDING,
            "best": _text("คะแนนสูงสุดที่เป็นไปได้", "best possible score"),
            "gain": _text("คะแนนรวมที่จะได้คืน", "points of the total that it would bring back"),
        },
    ),
    "checks": _rows(
        "การตรวจทานตัวเลขที่ประกาศ",
        "checks of the announced figures",
        {
            **_NUMBER,
            "code": _text("รายการ", "the figure"),
            **_ANNOUNCED,
            "computed": _text("คะแนนที่คำนวณได้", "score as computed"),
            "verdict": _text("ผลการตรวจทาน", "verdict"),
            "explanation": _text("คำอธิบายที่น่าเชื่อที่สุด", "likeliest explanation"),
        },
    ),
    "findings": _rows(
        "ข้อค้นพบ",
        "findings",
        {
            **_NUMBER,
            **_STANDING,
            "kind": _text("ประเภท เช่น จุดแข็ง", "kind, such as a strength"),
            "finding": _text("ข้อค้นพบ", "the finding"),
            "cause": _text("สาเหตุ", "cause"),
            "recommendation": _text("ข้อเสนอแนะ", "recommendation"),
            "leans_on": _text("ข้อ OIT ที่เกี่ยวข้อง", "OIT items that it leans on"),
            "gain": _text("คะแนนรวมที่จะได้คืน", "points of the total that it would bring back"),
        },
    ),
    "plan_year": _text("ปีงบประมาณของแผน", "fiscal year of the plan (B.E.)"),
    "measures": _rows("มาตรการในแผน", "measures of the plan", _MEASURE),
    "measures_count": _text("จำนวนมาตรการ", "how many measures"),
    "measures_done": _text("จำนวนมาตรการที่ดำเนินการแล้ว", "how many of them are done"),
    "measures_not_done": _text("จำนวนมาตรการที่ยังไม่แล้วเสร็จ", "how many are not done yet"),
    "round": _text("รอบรายงานล่าสุด", "the last round of reports"),
    "round_date": _text("วันที่ปิดรอบรายงาน", "when that round was closed"),
    "unit": _text("ส่วนราชการเจ้าของเรื่อง", "the unit that writes the paper"),
    "address": _text("ที่อยู่", "address"),
    "district": _text("อำเภอ", "district"),
    "province": _text("จังหวัด", "province"),
    "phone": _text("โทรศัพท์", "telephone"),
    "letter_number": _text("เลขที่หนังสือ", "number of the letter"),
    "addressee": _text("เรียน", "addressee"),
    "website": _text("เว็บไซต์", "website"),
    "via": _texts("ผ่าน", "through whom the paper goes"),
    "signatories": _rows("ผู้ลงนาม", "who signs", _PERSON),
    "opinions": _rows("ผู้ให้ความเห็น", "who gives an opinion", _PERSON),
}
