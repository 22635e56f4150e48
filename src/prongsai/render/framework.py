"""A framework as a workbook that people can read, mend and hand back."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping
from typing import Any

from prongsai.core.framework import Framework
from prongsai.core.framework.sheets import LAYOUT, choices_of, sheets_of

_HEADINGS: Mapping[str, str] = {
    "about": "เกี่ยวกับกรอบ",
    "agency_types": "ประเภทหน่วยงาน",
    "allowed": "ค่าคะแนนที่ให้ได้",
    "allowed_certainty": "ความแน่ชัดของค่าคะแนน",
    "alternatives": "วิธีคำนวณอื่น",
    "applies_to_en": "ใช้กับ (อังกฤษ)",
    "applies_to_th": "ใช้กับ",
    "at_least": "อย่างน้อย",
    "at_most": "ไม่เกิน",
    "begins": "วันเริ่ม",
    "calendar": "ปฏิทิน",
    "certainty": "ความแน่ชัด",
    "change": "การเปลี่ยนแปลง",
    "code": "รหัส",
    "en": "ภาษาอังกฤษ",
    "ends": "วันสิ้นสุด",
    "facts": "ข้อเท็จจริง",
    "field": "หัวข้อ",
    "fiscal_year": "ปีงบประมาณ",
    "gate": "ทุกเครื่องมือไม่ต่ำกว่า",
    "gates": "เครื่องมือที่ระดับดู",
    "groups": "กลุ่มข้อ",
    "id": "ชื่ออ้างอิง",
    "items": "ตัวชี้วัดและข้อ",
    "kind": "ชนิด",
    "labels_en": "ตัวเลือก (อังกฤษ)",
    "labels_th": "ตัวเลือก",
    "levels": "ระดับ",
    "minimum": "คะแนนต่ำสุด",
    "name": "ชื่อ",
    "node": "เฉพาะรหัส",
    "note_en": "หมายเหตุ (อังกฤษ)",
    "note_th": "หมายเหตุ",
    "notes": "หมายเหตุ",
    "parent": "อยู่ใต้รหัส",
    "parts": "ส่วนของเครื่องมือ",
    "placement_certainty": "ความแน่ชัดของตำแหน่ง",
    "points": "คะแนน",
    "points_certainty": "ความแน่ชัดของคะแนน",
    "previous": "กรอบหรือรหัสปีก่อน",
    "reversed": "ข้อคำถามเชิงลบ",
    "rounding": "การปัดเศษ",
    "rule": "วิธีคำนวณ",
    "rules": "วิธีคำนวณ",
    "samples": "กลุ่มตัวอย่าง",
    "scale": "มาตรคะแนน",
    "scales": "มาตรคะแนน",
    "share": "สัดส่วน",
    "source": "แหล่งที่มา",
    "stage": "ขั้นตอน",
    "th": "ภาษาไทย",
    "themes": "ประเด็นร่วมข้ามปี",
    "title_en": "ชื่อ (อังกฤษ)",
    "title_th": "ชื่อ",
    "tool": "เครื่องมือ",
    "tools": "เครื่องมือ",
    "value": "ค่า",
    "weight": "น้ำหนัก",
    "word_en": "คำ (อังกฤษ)",
    "word_th": "คำ",
    "words_en": "คำอธิบาย (อังกฤษ)",
    "words_th": "คำอธิบาย",
    "year_rule": "ปีของข้อมูล",
    "year_rule_certainty": "ความแน่ชัดของปี",
}
_WIDTHS: Mapping[str, int] = {"th": 60, "en": 60, "value": 80, "groups": 40, "source": 30, "themes": 30}
_WORDS_WIDTH = 50
_WIDTH = 14
# A fixed date: the same framework gives the same bytes.
_CREATED = datetime.datetime(2000, 1, 1)
_ROWS_FOR_MORE = 200


def to_xlsx(framework: Framework) -> bytes:
    """Return the framework as a workbook, a sheet per table; `reading.framework.from_xlsx` reads it without loss."""
    # Only who writes a workbook waits for the library to load.
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    with Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        book.set_properties({"title": framework.title.th, "created": _CREATED})
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            # Text, or a spreadsheet turns 9.1 into a number and 10.10 into 10.1.
            "cell": book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
        }
        for name, rows in sheets_of(framework).items():
            _sheet(book, name, rows, formats)
    return buffer.getvalue()


def _sheet(book: Any, name: str, rows: list[tuple[str, ...]], formats: Mapping[str, Any]) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 1)
    last = len(rows) + _ROWS_FOR_MORE
    for column, key in enumerate(LAYOUT[name]):
        sheet.set_column(column, column, _width(key), formats["cell"])
        sheet.write_string(0, column, f"{_HEADINGS[key]} · {key}", formats["head"])
        choices = choices_of(name, key)
        if choices:
            sheet.data_validation(
                1, column, last, column, {"validate": "list", "source": list(choices), "ignore_blank": True}
            )
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row):
            if text:
                sheet.write_string(number, column, text, formats["cell"])


def _width(key: str) -> int:
    return _WIDTHS.get(key, _WORDS_WIDTH if key.endswith(("_th", "_en")) else _WIDTH)
