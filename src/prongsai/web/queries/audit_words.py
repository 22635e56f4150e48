"""What the fields and values of logged changes are called. What is not known here is shown as it was logged."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from prongsai.core.agency import AGENCY_TYPES
from prongsai.core.approval import DECISIONS
from prongsai.core.cycle import Deadline
from prongsai.core.cycle.dates import DEADLINES
from prongsai.core.followup.words import STATUS_WORDS
from prongsai.core.framework import Framework
from prongsai.core.papers import KINDS
from prongsai.core.plan.period import date_words
from prongsai.core.role import ROLES
from prongsai.core.text import Text
from prongsai.reading.catalogue import load as load_catalogue
from prongsai.web.jobs import TITLES
from prongsai.web.queries.audit_names import Names, code_words
from prongsai.web.queries.measure import FIELDS as OF_MEASURES

Path = tuple[str, ...]
FIELDS: Mapping[str, Text] = {
    **OF_MEASURES,
    "accepted": Text("รับค่าที่อ่านได้ชัด", "sure values accepted"),
    "about": Text("หลักฐานของวันที่", "evidence of the day"),
    "acting": Text("รักษาราชการแทน", "acting as"),
    "added": Text("เพิ่ม", "added"),
    "agencies": Text("จำนวนหน่วยงาน", "agencies"),
    "agency": Text("หน่วยงาน", "agency"),
    "agency_type": Text("ประเภทหน่วยงาน", "type of agency"),
    "all_measures_report_in": Text("รอบที่ทุกมาตรการรายงาน", "rounds in which all measures report"),
    "addressee": Text("ผู้รับเอกสาร", "addressee"),
    "after": Text("หลังแก้", "after"),
    "before": Text("ก่อนแก้", "before"),
    "below": Text("รวมหน่วยงานในกำกับ", "with the agencies supervised"),
    "closed": Text("ปิดรอบ", "closed"),
    "code": Text("รหัสตรวจ", "code"),
    "comment": Text("ความเห็น", "comment"),
    "content": Text("เนื้อหา", "content"),
    "copied": Text("คัดลอกจากปีก่อน", "copied from last year"),
    "copied_from": Text("คัดลอกจากมาตรการเลขที่", "copied from measure no."),
    "counts": Text("จำนวนคำตอบ", "answers"),
    "content_hash": Text("ลายนิ้วมือของเนื้อหา", "hash of the content"),
    "date": Text("วันที่", "date"),
    "dates": Text("วันของวงรอบ", "days of the cycle"),
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
    "field": Text("ช่อง", "field"),
    "fields": Text("ช่อง", "fields"),
    "file": Text("ไฟล์", "file"),
    "files_hash": Text("ลายนิ้วมือของไฟล์", "hash of the files"),
    "fiscal_year": Text("ปีงบประมาณ", "fiscal year"),
    "form": Text("แบบตาราง", "table form"),
    "formats": Text("รูปแบบ", "formats"),
    "finding": Text("ข้อค้นพบ", "finding"),
    "generated": Text("โปรแกรมร่างให้", "drafted by the program"),
    "framework": Text("กรอบการประเมิน", "framework"),
    "indicators": Text("ตัวชี้วัด", "indicators"),
    "key": Text("รหัส", "key"),
    "kind": Text("ชนิด", "kind"),
    "kinds": Text("เอกสาร", "papers"),
    "lang": Text("ภาษา", "language"),
    "letters": Text("จำนวนจดหมาย", "letters"),
    "mail_reminders": Text("รับอีเมลเตือน", "reminders by e-mail"),
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
    "person": Text("บุคคล", "person"),
    "phone": Text("โทรศัพท์", "phone"),
    "plan": Text("แผนมาตรการ", "plan"),
    "plan_year": Text("ปีของมาตรการ", "year of the measures"),
    "position": Text("ตำแหน่ง", "position"),
    "province": Text("จังหวัด", "province"),
    "published": Text("คะแนนที่ประกาศ", "announced scores"),
    "problems": Text("ปัญหาที่พบ", "problems"),
    "reminder_days": Text("เตือนล่วงหน้า (วัน)", "reminders (days before)"),
    "reason": Text("เหตุผล", "reason"),
    "remark": Text("ข้อสังเกต", "remark"),
    "removed": Text("ลบ", "removed"),
    "reports": Text("จำนวนรายงาน", "reports"),
    "result": Text("ผล", "result"),
    "respondents": Text("จำนวนผู้ตอบ", "respondents"),
    "restored": Text("นำกลับมา", "put back"),
    "roles": Text("บทบาท", "roles"),
    "round": Text("รอบ", "round"),
    "scores": Text("คะแนน", "scores"),
    "sha256": Text("ลายนิ้วมือของไฟล์", "hash of the file"),
    "size": Text("ขนาด (ไบต์)", "size (bytes)"),
    "stage": Text("ขั้น", "stage"),
    "state": Text("สถานะ", "state"),
    "stations": Text("สายอนุมัติ", "approval chain"),
    "status": Text("สถานะ", "status"),
    "step": Text("ขั้นตอนที่", "step"),
    "suggestion": Text("ข้อเสนอแนะ", "suggestion"),
    "supervisor": Text("หน่วยงานกำกับ", "supervised by"),
    "text": Text("ข้อความ", "text"),
    "total": Text("คะแนนรวม", "total"),
    "unit": Text("ส่วนงาน", "unit"),
    "type": Text("ประเภท", "type"),
    "value": Text("ค่า", "value"),
    "values": Text("จำนวนค่า", "values"),
    "was": Text("ลำดับเดิมของขั้นตอน", "former numbers of the steps"),
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
_READ: Mapping[str, Text] = {
    "accepted": Text("รับตามที่อ่าน", "accepted as read"),
    "corrected": Text("แก้", "corrected"),
    "proposal": Text("ใช้ค่าที่เสนอ", "proposal taken"),
    "dealt_with": Text("แก้แล้ว", "dealt with"),
    "no_mistake": Text("ไม่ใช่ข้อผิด", "no mistake"),
}
_TYPES: Mapping[str, Text] = {each.id: each.name for each in AGENCY_TYPES.values()}
# Which table a field's values are words of.
_VALUES: Mapping[str, Mapping[str, Text]] = {
    "stage": _STAGES,
    "plan": _STAGES,
    "decision": {**_DECISIONS, **_READ},
    "state": _READ,
    "status": _STATUSES,
    "type": _TYPES,
    "agency_type": _TYPES,
    "kind": {**KINDS, **TITLES},
    "kinds": KINDS,
    "roles": {role.id: role.name for role in ROLES.values()},
    "lang": {"th": Text("ไทย", "Thai"), "en": Text("อังกฤษ", "English")},
    "round": {f"{months}m": Text(f"{months} เดือน", f"{months} months") for months in range(1, 13)},
    "digits": {"thai": Text("เลขไทย", "Thai"), "arabic": Text("เลขอารบิก", "Arabic")},
}
# Parts of a path that say nothing to people.
_SILENT = frozenset({"fields", "content", "after"})
# Below these stand codes of the framework; values that are ids, of what; and those that are keys of measures.
_SCORED = frozenset({"scores", "published", "indicators", "counts"})
_CODES = frozenset({"codes", "findings", "finding", "accepted_codes"})
_THINGS: Mapping[str, str] = {
    "person": "person",
    "people": "person",
    "unit": "unit",
    "units": "unit",
    "supervisor": "agency",
}
_MEASURES = frozenset({"measure", "key", "added", "order", "copied", "measures"})
_KEY = re.compile(r"m\d+")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_LONG_HASH = re.compile(r"\b[0-9a-f]{40,}\b")
_SIGNS_OF_A_HASH = 12


@dataclass(frozen=True)
class Teller:
    """Tells fields and values of one entry in words: what its target is and what the agency's things are called."""

    names: Names = field(default_factory=Names)
    target: str = ""
    framework: Framework | None = None

    def field_name(self, path: Path) -> Text:
        """Return what a field is called, with those around it."""
        names = [self._part(path, place) for place, part in enumerate(path) if part not in _SILENT]
        return Text(*(" › ".join(name.say(lang) for name in names) for lang in ("th", "en")))

    def value_name(self, path: Path, value: str) -> Text:
        """Return what a value is called; a hash is cut, for its whole length is of use to programs only."""
        last = path[-1] if path else ""
        known = (
            _VALUES.get(last, {}).get(value) or self._thing(last, value) or self._in_framework(last, value)
        )
        return known or _day(value) or Text(_LONG_HASH.sub(_begin, value))

    def _thing(self, last: str, value: str) -> Text | None:
        """Return what is called by an id or a key."""
        if last in _THINGS and value.isdecimal():
            return self.names.thing(_THINGS[last], value)
        if last in _MEASURES and _KEY.fullmatch(value):
            return self.names.measure(self.target, value)
        if last == "key" and self.target.startswith("unit:"):
            duty = load_catalogue().units.get(value)
            return duty.title if duty else None
        role, colon, unit = value.partition(":")
        if last == "roles" and colon:
            words = {"role": _VALUES[last].get(role, Text(role)), "unit": self.names.thing("unit", unit)}
            return Text("{role} ({unit})").format(**words)
        return None

    def _in_framework(self, last: str, value: str) -> Text | None:
        if last in _CODES:
            return code_words(value.removeprefix("finding."), self.framework)
        if last == "level" and self.framework is not None:
            return next((each.word for each in self.framework.levels if each.id == value), None)
        return None

    def _part(self, path: Path, place: int) -> Text:
        part, above = path[place], path[:place]
        if _SCORED & set(above):
            # Below the code of a question stand the points or the number of a choice.
            words = code_words(part, self.framework) if above[-1] in _SCORED else _choice(part)
            return words if words != Text(part, part) else FIELDS.get(part, words)
        if above and above[-1] == "dates" and part in DEADLINES:
            return DEADLINES[cast("Deadline", part)]
        return FIELDS.get(part) or _VALUES["round"].get(part) or Text(part)


def _choice(part: str) -> Text:
    return Text("ตัวเลือก {part}", "choice {part}").format(part=part) if part.isdecimal() else Text(part)


def _day(value: str) -> Text | None:
    try:
        return date_words(datetime.date.fromisoformat(value)) if _ISO.fullmatch(value) else None
    except ValueError:
        return None


def _begin(found: re.Match[str]) -> str:
    return f"{found[0][:_SIGNS_OF_A_HASH]}…"
