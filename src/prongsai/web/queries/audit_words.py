"""What the fields and values of logged changes are called. What is not known here is shown as it was logged."""

from __future__ import annotations

import re
from collections.abc import Mapping

from prongsai.core.approval import DECISIONS
from prongsai.core.followup.words import STATUS_WORDS
from prongsai.core.papers import KINDS
from prongsai.core.role import ROLES
from prongsai.core.text import Text
from prongsai.web.jobs import TITLES
from prongsai.web.queries.measure import FIELDS as OF_MEASURES

FIELDS: Mapping[str, Text] = {
    **OF_MEASURES,
    "acting": Text("รักษาราชการแทน", "acting as"),
    "added": Text("เพิ่ม", "added"),
    "addressee": Text("ผู้รับเอกสาร", "addressee"),
    "after": Text("หลังแก้", "after"),
    "before": Text("ก่อนแก้", "before"),
    "below": Text("รวมหน่วยงานในกำกับ", "with the agencies supervised"),
    "closed": Text("ปิดรอบ", "closed"),
    "code": Text("รหัสตรวจ", "code"),
    "comment": Text("ความเห็น", "comment"),
    "content": Text("เนื้อหา", "content"),
    "content_hash": Text("ลายนิ้วมือของเนื้อหา", "hash of the content"),
    "date": Text("วันที่", "date"),
    "day": Text("วันที่", "day"),
    "decision": Text("ผลการพิจารณา", "decision"),
    "digits": Text("ตัวเลข", "digits"),
    "disagreeing": Text("ตัวเลขที่ไม่ลงตัว", "figures that disagree"),
    "district": Text("อำเภอ", "district"),
    "done": Text("ทำแล้ว", "done"),
    "done_note": Text("สิ่งที่ทำ", "what was done"),
    "email": Text("อีเมล", "e-mail"),
    "emblem": Text("ตราหน่วยงาน (ไบต์)", "emblem (bytes)"),
    "evidence": Text("หลักฐาน", "evidence"),
    "evidence_deleted": Text("หลักฐานที่ลบ", "evidence deleted"),
    "fields": Text("ช่อง", "fields"),
    "files_hash": Text("ลายนิ้วมือของไฟล์", "hash of the files"),
    "fiscal_year": Text("ปีงบประมาณ", "fiscal year"),
    "form": Text("แบบตาราง", "table form"),
    "formats": Text("รูปแบบ", "formats"),
    "framework": Text("กรอบการประเมิน", "framework"),
    "indicators": Text("ตัวชี้วัด", "indicators"),
    "key": Text("รหัส", "key"),
    "kind": Text("ชนิด", "kind"),
    "kinds": Text("เอกสาร", "papers"),
    "lang": Text("ภาษา", "language"),
    "late": Text("ล่าช้า", "late"),
    "level": Text("ระดับ", "level"),
    "link": Text("ลิงก์", "link"),
    "measure": Text("มาตรการ", "measure"),
    "measures": Text("จำนวนมาตรการ", "measures"),
    "name": Text("ชื่อ", "name"),
    "new_date": Text("กำหนดใหม่", "new date"),
    "note": Text("หมายเหตุ", "note"),
    "number": Text("เลขที่", "number"),
    "number_prefix": Text("อักษรนำเลขที่หนังสือ", "prefix of numbers"),
    "obstacle": Text("อุปสรรค", "obstacle"),
    "office": Text("ส่วนราชการ", "office"),
    "order": Text("ลำดับ", "order"),
    "outcome": Text("ผลที่ได้", "outcome"),
    "person": Text("บุคคลเลขที่", "person no."),
    "phone": Text("โทรศัพท์", "phone"),
    "plan": Text("แผนมาตรการ", "plan"),
    "position": Text("ตำแหน่ง", "position"),
    "province": Text("จังหวัด", "province"),
    "published": Text("คะแนนที่ประกาศ", "announced scores"),
    "reason": Text("เหตุผล", "reason"),
    "removed": Text("ลบ", "removed"),
    "respondents": Text("จำนวนผู้ตอบ", "respondents"),
    "restored": Text("นำกลับมา", "put back"),
    "roles": Text("บทบาท", "roles"),
    "round": Text("รอบ", "round"),
    "scores": Text("คะแนน", "scores"),
    "stage": Text("ขั้น", "stage"),
    "stations": Text("สายอนุมัติ", "approval chain"),
    "status": Text("สถานะ", "status"),
    "step": Text("ขั้นตอนที่", "step"),
    "suggestion": Text("ข้อเสนอแนะ", "suggestion"),
    "supervisor": Text("หน่วยงานกำกับเลขที่", "supervised by no."),
    "total": Text("คะแนนรวม", "total"),
    "type": Text("ประเภท", "type"),
    "version": Text("ฉบับที่", "version"),
    "website": Text("เว็บไซต์", "website"),
    "without_report": Text("ไม่มีรายงาน", "without a report"),
    "year": Text("ปี", "year"),
}
_DECISIONS: Mapping[str, Text] = {str(key): words for key, words in DECISIONS.items()}
_STATUSES: Mapping[str, Text] = {str(key): words for key, words in STATUS_WORDS.items()}
_STAGES: Mapping[str, Text] = {
    **_DECISIONS,
    "draft": Text("ฉบับร่าง", "draft"),
    "submitted": Text("เสนอแล้ว", "sent up"),
    "in_approval": Text("อยู่ระหว่างพิจารณา", "with the approvers"),
    "approved": Text("อนุมัติแล้ว", "approved"),
    "returned": Text("ส่งคืนให้แก้", "returned"),
    "published": Text("เผยแพร่แล้ว", "published"),
    "waiting": Text("รอเริ่ม", "waiting"),
    "running": Text("กำลังทำ", "running"),
    "cancelled": Text("ยกเลิกแล้ว", "cancelled"),
}
# Which table a field's values are words of.
_VALUES: Mapping[str, Mapping[str, Text]] = {
    "stage": _STAGES,
    "plan": _STAGES,
    "decision": _DECISIONS,
    "status": _STATUSES,
    "kind": {**KINDS, **TITLES},
    "kinds": KINDS,
    "roles": {role.id: role.name for role in ROLES.values()},
    "lang": {"th": Text("ไทย", "Thai"), "en": Text("อังกฤษ", "English")},
    "digits": {"thai": Text("เลขไทย", "Thai"), "arabic": Text("เลขอารบิก", "Arabic")},
}
_LONG_HASH = re.compile(r"\b[0-9a-f]{40,}\b")
_SIGNS_OF_A_HASH = 12


def field_name(path: str) -> Text:
    """Return what a field is called, with those around it: `after.content.scores.i1`."""
    names = [FIELDS.get(part, Text(part)) for part in path.split(".") if part not in ("fields",)]
    return Text(*(" › ".join(name.say(lang) for name in names) for lang in ("th", "en")))


def value_name(path: str, value: str) -> Text:
    """Return what a value is called; a hash is cut, for its whole length is of use to programs only."""
    known = _VALUES.get(path.rpartition(".")[2], {})
    return known[value] if value in known else Text(_LONG_HASH.sub(_begin, value))


def _begin(found: re.Match[str]) -> str:
    return f"{found[0][:_SIGNS_OF_A_HASH]}…"
