"""What the template says to an officer who fills it in for the first time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from prongsai.core.framework import Framework
from prongsai.core.text import Text

HINTS: Mapping[str, Text] = {
    "agency": Text("ชื่อเต็มหรือชื่อย่อ เช่น อบต.นาโพธิ์", "full or short name"),
    "agency_type": Text("เลือกจากรายการ หรือเว้นว่าง", "choose from the list, or leave it empty"),
    "fiscal_year": Text("ปี พ.ศ. ของรอบการประเมิน", "Buddhist-era year of the assessment"),
    "level": Text("คำบอกระดับตามประกาศ ถ้าทราบ", "the level word as announced, if known"),
    "framework": Text("เว้นว่างได้ โปรแกรมเลือกกรอบตามปีงบประมาณ", "may stay empty: the year decides"),
}
_Line = tuple[str, Text]

_FILL: tuple[_Line, ...] = (
    ("heading", Text("1. กรอกที่ไหน", "1. Where to fill in")),
    (
        "text",
        Text(
            "กรอกเฉพาะช่องสีเขียวอ่อนในแผ่น “หน่วยงาน” “คะแนน” และ “จำนวนคำตอบ” ช่องที่ไม่ทราบให้เว้นว่าง ไม่ใส่ 0",
            "Fill in the light green cells of the three sheets only. Leave empty what is not known; do not put 0.",
        ),
    ),
    (
        "text",
        Text(
            "ช่องอื่นล็อกไว้กันพลาด ไม่มีรหัสผ่าน ยกเลิกได้ที่เมนู ตรวจทาน > ยกเลิกการป้องกันแผ่นงาน",
            "Other cells are locked against slips, without a password: Review > Unprotect Sheet.",
        ),
    ),
    ("heading", Text("2. ละเอียดแค่ไหน เลือกตามตัวเลขที่มี", "2. How much detail: as much as there is")),
    (
        "text",
        Text(
            "ก. มีเพียงคะแนนตัวชี้วัด: กรอกแถว 1–10 ในแผ่น “คะแนน” ใช้เวลาราวสองนาที",
            "a. Indicator scores only: rows 1–10 of the scores sheet; about two minutes.",
        ),
    ),
    (
        "text",
        Text(
            "ข. มีคะแนนรายข้อ: กรอกแถวข้อคำถาม (i…, e…) และข้อ OIT (O…) จะเห็นว่าคะแนนหายที่ข้อใด",
            "b. Scores of questions and items: rows i…, e… and O…; this shows where points were lost.",
        ),
    ),
    (
        "text",
        Text(
            "ค. มีจำนวนคำตอบรายตัวเลือก: กรอกแผ่น “จำนวนคำตอบ” จะเห็นความคลาดเคลื่อนจากการสุ่มด้วย",
            "c. Numbers of answers to each choice: the counts sheet; this also shows the sampling error.",
        ),
    ),
    (
        "text",
        Text(
            "กรอกปนกันได้ ถ้ามีทั้งคะแนนและจำนวนคำตอบของข้อเดียวกัน โปรแกรมใช้จำนวนคำตอบ",
            "They may be mixed; where a question has both score and counts, the counts are used.",
        ),
    ),
)
_WHERE: tuple[_Line, ...] = (
    ("heading", Text("3. ตัวเลขอยู่ที่ไหน", "3. Where the figures are")),
    (
        "text",
        Text(
            "ดูที่หน้าผลการประเมินของหน่วยงานในระบบ ITAS (itas.nacc.go.th) หรือรายงานผลที่หน่วยงานได้รับ",
            "On the agency's result page in ITAS (itas.nacc.go.th), or in the report that the agency received.",
        ),
    ),
    (
        "text",
        Text(
            "ทุกคะแนนเต็ม 100 ถ้ารายงานแสดงคะแนนเครื่องมือที่คูณน้ำหนักแล้ว (เช่น เต็ม 30) ไม่ต้องกรอกแถวเครื่องมือ",
            "Every score is out of 100. Where a report shows weighted tool scores (say out of 30), leave these rows empty.",
        ),
    ),
    (
        "text",
        Text(
            "“คะแนนที่ประกาศ” ไว้เทียบกับผลคำนวณ กรอกคะแนนรวม (แถว total) และตัวเลขอื่นตามประกาศ",
            "The announced column is compared with what is computed: the total (row total) and what else was announced.",
        ),
    ),
)
_PARTS: tuple[_Line, ...] = (
    (
        "text",
        Text(
            "ปีนี้ EIT มีสองส่วน คะแนนของแต่ละส่วนกรอกที่แถว EIT.1 และ EIT.2 ลงไป ถ้ารู้เพียงคะแนนรวมให้กรอกแถว 6–8",
            "EIT has two parts this year: rows EIT.1 and EIT.2 and below; where only the joint score is known, rows 6–8.",
        ),
    ),
)
_RUN: tuple[_Line, ...] = (
    ("heading", Text("4. เมื่อกรอกแล้ว", "4. When it is filled in")),
    (
        "text",
        Text(
            "บันทึกเป็น .xlsx แล้วสั่งบรรทัดใดบรรทัดหนึ่ง โปรแกรมบอกทุกช่องที่ต้องแก้ในครั้งเดียว",
            "Save it as .xlsx and run one of these; the program names every cell to mend at once.",
        ),
    ),
)
_COMMANDS = ("prongsai score result.xlsx", "prongsai analyze result.xlsx", "prongsai report result.xlsx")


def help_lines(framework: Framework) -> Iterator[tuple[str, str]]:
    """Yield the lines of the first sheet with their kind (title, heading, text, command): Thai, then English."""
    lines = (*_FILL, *_WHERE, *(_PARTS if framework.parts else ()), *_RUN)
    title = Text(
        "แบบกรอกผลการประเมิน ITA ปีงบประมาณ {year}", "Result of the ITA assessment, fiscal year {year}"
    )
    named = title.format(year=framework.fiscal_year)
    for heading, words in (
        (named.th, [(kind, text.th) for kind, text in lines]),
        (named.en, _english(lines)),
    ):
        yield "title", heading
        yield from words
        yield from (("command", command) for command in _COMMANDS)
        yield "text", ""
    yield "text", f"กรอบ / framework: {framework.id}  {framework.hash[:12]}".rstrip()


def _english(lines: tuple[_Line, ...]) -> list[tuple[str, str]]:
    return [(kind, text.en) for kind, text in lines]
