"""The names of sheets and columns in result files, which the writer prints and the reader looks for."""

from __future__ import annotations

from collections.abc import Mapping

from prongsai.core.text import Text

HELP_SHEET = "คำอธิบาย"
AGENCY_SHEET = "หน่วยงาน"
SCORES_SHEET = "คะแนน"
COUNTS_SHEET = "จำนวนคำตอบ"

FIELD_TITLES: Mapping[str, Text] = {
    "agency": Text("ชื่อหน่วยงาน", "Agency"),
    "agency_type": Text("ประเภทหน่วยงาน", "Agency type"),
    "fiscal_year": Text("ปีงบประมาณ", "Fiscal year (B.E.)"),
    "level": Text("ระดับที่ประกาศ", "Announced level"),
    "framework": Text("กรอบการประเมิน", "Framework"),
}
COLUMN_TITLES: Mapping[str, Text] = {
    "section": Text("หมวด", "section"),
    "field": Text("รายการ", "field"),
    "code": Text("รหัส", "code"),
    "choice": Text("คะแนนของตัวเลือก", "choice"),
    "value": Text("ค่า", "value"),
    "score": Text("คะแนน", "score"),
    "announced": Text("คะแนนที่ประกาศ", "announced"),
    "answers": Text("จำนวนคำตอบ", "answers"),
}
CSV_COLUMNS = ("section", "code", "choice", "value")
# A spreadsheet takes a text that begins like this for a formula; an apostrophe before it keeps it a text.
FORMULA_SIGNS = ("=", "+", "-", "@", "'", "\t", "\r", "\n", "＝", "＋", "－", "＠")
