"""What the workbook of a register tells those who fill it in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from prongsai.core.register.layout import AGENCIES, PEOPLE, UNITS
from prongsai.core.role import GIVEN_BY_FILE, ROLES
from prongsai.core.text import Text

_BEFORE: tuple[tuple[str, str], ...] = (
    ("title", "ทะเบียนหน่วยงาน ส่วนงาน และบุคคล"),
    ("text", "กรอกเฉพาะแผ่นที่ต้องการ หนึ่งแถวต่อหนึ่งรายการ แล้วนำไฟล์นี้เข้าระบบ ถ้ามีแถวใดผิด ระบบจะบอกทุกจุดพร้อมกัน และยังไม่บันทึกอะไรเลย"),
    ("text", "แถวที่มีอยู่ในระบบแล้วจะได้รับการปรับปรุง ไม่เพิ่มซ้ำ และไม่มีแถวใดถูกลบเพราะไม่อยู่ในไฟล์"),
    ("heading", "1. หน่วยงาน"),
    ("text", "ชื่อซ้ำกันได้ถ้าอยู่คนละอำเภอหรือจังหวัด จึงควรกรอกอำเภอและจังหวัดเสมอ ประเภทเว้นว่างได้สำหรับหน่วยงานกำกับที่ไม่ได้รับการประเมิน"),
    ("text", "เมื่ออ้างถึงหน่วยงานที่ชื่อซ้ำ ให้เขียนที่ตั้งต่อท้าย เช่น อบต.นาโพธิ์ อ.กุดรัง จ.มหาสารคาม"),
    ("heading", "2. ส่วนงาน"),
    ("text", "เขียนชื่อตามที่หน่วยงานใช้จริง เช่น สำนักปลัดเทศบาล ประเภทส่วนงานเว้นว่างได้ ระบบจะดูจากชื่อ"),
    ("heading", "3. บุคคล"),
    ("text", "หนึ่งคนหนึ่งอีเมล หลายบทบาทคั่นด้วยจุลภาค ผู้ที่ทำงานให้หลายหน่วยงานหรือหลายส่วนงานใช้แห่งละหนึ่งแถว"),
)  # fmt: skip
_AFTER: tuple[tuple[str, str], ...] = (
    ("text", "ผู้ดูแลระบบให้ผ่านไฟล์ไม่ได้ ต้องให้ในระบบ"),
    ("heading", "In English"),
    ("text", "Fill in the sheets that you need, one row for each agency, unit or person. If any row is wrong, all that is wrong is told at once and nothing is saved."),
    ("text", "What the system has already is brought up to date, not added again; nothing is removed for not being in the file."),
    ("text", "Agencies may share a name when district or province differ; to speak of one of them, write its place after the name."),
    ("text", "One e-mail for each person. Write several roles with commas between. Who works for several agencies or units has a row for each."),
)  # fmt: skip

# What a cell says when it is chosen: at most 255 letters, the limit of the format.
HINTS: Mapping[str, Mapping[str, Text]] = {
    AGENCIES: {
        "name": Text("เช่น อบต.นาโพธิ์", "such as อบต.นาโพธิ์"),
        "type": Text("เลือกจากรายการ", "choose from the list"),
        "size_class": Text("เขียนตามที่ใช้ เช่น เล็ก กลาง ใหญ่", "in your own words: small, medium, large"),
        "supervisor": Text(
            "ชื่อหน่วยงานในแผ่นนี้หรือในระบบ เว้นว่างได้", "an agency of this sheet or of the system; may be empty"
        ),
        "website": Text("เช่น https://www.example.go.th", "such as https://www.example.go.th"),
    },
    UNITS: {
        "agency": Text("ชื่อตรงกับแผ่นหน่วยงานหรือในระบบ", "as on the first sheet or in the system"),
        "key": Text("เว้นว่างได้", "may be empty"),
    },
    PEOPLE: {
        "agency": Text("ชื่อตรงกับแผ่นหน่วยงานหรือในระบบ", "as on the first sheet or in the system"),
        "email": Text("ใช้เข้าสู่ระบบและรับการแจ้งเตือน", "for signing in and for reminders"),
        "roles": Text("หลายบทบาทคั่นด้วยจุลภาค", "several with commas between"),
        "unit": Text("ต้องกรอกสำหรับเจ้าหน้าที่ส่วนงาน", "needed for unit members"),
    },
}


def help_lines() -> Iterator[tuple[str, str]]:
    """Yield the kind and the words of each line of the first sheet."""
    yield from _BEFORE
    for role in GIVEN_BY_FILE:
        name, purpose = ROLES[role].name, ROLES[role].purpose
        yield "text", f"• {name.th} ({name.en}): {purpose.th}"
    yield from _AFTER
