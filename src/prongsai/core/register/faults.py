"""What can be wrong with a register, and how to mend it."""

from __future__ import annotations

from prongsai.core.fault import Fault
from prongsai.core.text import Text

NOTHING = Fault(
    "register.nothing",
    Text("ไม่มีหน่วยงาน ส่วนงาน หรือบุคคลเลย", "there is no agency, no unit and no person"),
    Text("กรอกอย่างน้อยหนึ่งแถวใต้หัวตาราง", "fill in at least one row below a head"),
)
MISSING = Fault(
    "register.missing",
    Text("ยังไม่ได้กรอก “{column}”", "“{column}” is not filled in"),
    Text("เติมให้ครบ หรือลบแถวนี้", "fill it in, or remove the row"),
)
TOO_LONG = Fault(
    "register.too_long",
    Text("ข้อความยาวเกิน {longest} ตัวอักษร", "longer than {longest} characters"),
    Text("เขียนให้สั้นลง", "shorten it"),
)
UNREADABLE = Fault(
    "register.unreadable",
    Text("มีอักขระควบคุมที่มองไม่เห็น", "it holds control characters that nobody sees"),
    Text("พิมพ์ใหม่แทนการคัดลอกมาวาง", "type it anew instead of pasting it"),
)
TYPE_UNKNOWN = Fault(
    "register.type_unknown",
    Text("ไม่ใช่ประเภทหน่วยงานที่รู้จัก", "this is not an agency type that is known"),
    Text(
        "เลือกหนึ่งใน: {choices} เว้นว่างได้สำหรับหน่วยงานที่ไม่ได้รับการประเมิน",
        "choose one of: {choices}; leave it empty for an agency that is not assessed",
    ),
)
WEBSITE_BAD = Fault(
    "register.website_bad",
    Text("ไม่ใช่ที่อยู่เว็บไซต์", "this is not the address of a website"),
    Text("เขียนเช่น https://www.example.go.th", "write it like https://www.example.go.th"),
)
AGENCY_TWICE = Fault(
    "register.agency_twice",
    Text("มีหน่วยงานนี้แล้วที่ {first}", "this agency stands at {first} already"),
    Text(
        "เหลือไว้แถวเดียว ถ้าเป็นคนละหน่วยงาน ให้กรอกอำเภอและจังหวัดของทั้งสองแถว",
        "keep one of the rows; if they are two agencies, fill in district and province of both",
    ),
)
AGENCY_UNKNOWN = Fault(
    "register.agency_unknown",
    Text("ไม่มีหน่วยงานนี้ในไฟล์และในระบบ", "neither the file nor the system has this agency"),
    Text("แก้ชื่อให้ตรง หรือเพิ่มในแผ่น “{sheet}”", "correct the name, or add it to the sheet “{sheet}”"),
)
AGENCY_NEAR = Fault(
    "register.agency_near",
    AGENCY_UNKNOWN.why,
    Text("หมายถึง {nearest} หรือไม่", "did you mean {nearest}?"),
)
AGENCY_DOUBTFUL = Fault(
    "register.agency_doubtful",
    Text("มีหลายหน่วยงานที่ชื่อนี้", "several agencies have this name"),
    Text(
        "เขียนอำเภอหรือจังหวัดต่อท้ายชื่อ เช่น {example}",
        "write district or province after the name, such as {example}",
    ),
)
SUPERVISES_ITSELF = Fault(
    "register.supervises_itself",
    Text("หน่วยงานกำกับดูแลตัวเองไม่ได้", "an agency cannot supervise itself"),
    Text("ใส่หน่วยงานอื่น หรือเว้นว่าง", "name another agency, or leave it empty"),
)
SUPERVISORS_CIRCLE = Fault(
    "register.supervisors_circle",
    Text("กำกับดูแลวนกลับมาที่เดิม: {path}", "the supervision runs in a circle: {path}"),
    Text("แก้หน่วยงานที่กำกับดูแลของแถวใดแถวหนึ่ง", "change who supervises one of them"),
)
UNIT_TWICE = Fault(
    "register.unit_twice",
    Text("มีส่วนงานนี้แล้วที่ {first}", "this unit stands at {first} already"),
    Text("เหลือไว้แถวเดียว", "keep one of the rows"),
)
UNIT_KEY_UNKNOWN = Fault(
    "register.unit_key_unknown",
    Text("ไม่ใช่ประเภทส่วนงานที่รู้จัก", "this kind of unit is not known"),
    Text("เลือกหนึ่งใน: {choices} หรือเว้นว่าง", "choose one of: {choices}, or leave it empty"),
)
UNIT_UNKNOWN = Fault(
    "register.unit_unknown",
    Text("{agency} ไม่มีส่วนงานนี้", "{agency} has no such unit"),
    Text("แก้ชื่อให้ตรง หรือเพิ่มในแผ่น “{sheet}”", "correct the name, or add it to the sheet “{sheet}”"),
)
UNIT_MISSING = Fault(
    "register.unit_missing",
    Text("เป็น{role}แต่ยังไม่บอกว่าส่วนงานใด", "the role is {role}, but the unit is not named"),
    Text("ใส่ชื่อส่วนงาน", "name the unit"),
)
EMAIL_INVISIBLE = Fault(
    "register.email_invisible",
    Text("อีเมลมีอักขระที่มองไม่เห็น ({signs})", "the e-mail holds a character that nobody sees ({signs})"),
    Text("พิมพ์ใหม่แทนการคัดลอกมาวาง", "type it anew instead of pasting it"),
)
EMAIL_LETTERS = Fault(
    "register.email_letters",
    Text(
        "อีเมลมีอักขระที่ไม่ใช่ A–Z, 0–9: {signs}",
        "the e-mail holds characters other than A–Z and 0–9: {signs}",
    ),
    Text("พิมพ์ใหม่ด้วยแป้นอังกฤษ", "type it anew with an English keyboard"),
)
EMAIL_BAD = Fault(
    "register.email_bad",
    Text("ไม่ใช่ที่อยู่อีเมล", "this is not an e-mail address"),
    Text("เขียนเพียงที่อยู่เดียว เช่น name@example.go.th", "write one address, such as name@example.go.th"),
)
EMAIL_OF_TWO = Fault(
    "register.email_of_two",
    Text("อีเมลนี้เป็นของ {other} ที่ {first}", "this e-mail is that of {other} at {first}"),
    Text("ใช้อีเมลคนละที่อยู่ หรือเขียนชื่อให้ตรงกัน", "give each their own e-mail, or write the name alike"),
)
PERSON_TWICE = Fault(
    "register.person_twice",
    Text(
        "มีบุคคลนี้ในหน่วยงานและส่วนงานเดียวกันแล้วที่ {first}",
        "this person stands at {first} for this agency and unit already",
    ),
    Text("เหลือไว้แถวเดียว เขียนหลายบทบาทคั่นด้วยจุลภาค", "keep one row; write several roles with commas between"),
)
NAME_DIFFERS = Fault(
    "register.name_differs",
    Text("ในระบบ อีเมลนี้เป็นของ {other}", "in the system this e-mail is that of {other}"),
    Text("ตรวจว่าเป็นคนเดียวกัน", "check that they are the same person"),
    "warning",
)
ROLE_UNKNOWN = Fault(
    "register.role_unknown",
    Text("ไม่รู้จักบทบาท “{role}”", "the role “{role}” is not known"),
    Text("เลือกจาก: {choices}", "choose from: {choices}"),
)
ROLE_NOT_BY_FILE = Fault(
    "register.role_not_by_file",
    Text("บทบาท “{role}” ให้ผ่านไฟล์ไม่ได้", "the role “{role}” cannot be given by a file"),
    Text("เลือกจาก: {choices}", "choose from: {choices}"),
)
COLUMN_UNKNOWN = Fault(
    "register.column_unknown",
    Text("ไม่รู้จักคอลัมน์นี้ จึงไม่ได้อ่าน", "this column is not known and was not read"),
    Text("คอลัมน์ที่ใช้ได้: {choices}", "the columns that can be used: {choices}"),
    "warning",
)
SHEET_UNKNOWN = Fault(
    "register.sheet_unknown",
    Text("ไม่รู้จักแผ่นนี้ จึงไม่ได้อ่าน", "this sheet is not known and was not read"),
    Text("ใช้แผ่น: {choices}", "use the sheets: {choices}"),
    "warning",
)
HEADS_MISSING = Fault(
    "register.heads_missing",
    Text(
        "ไม่พบหัวตารางของหน่วยงาน ส่วนงาน หรือบุคคล",
        "no head of a table of agencies, units or people was found",
    ),
    Text(
        "ใช้แม่แบบ หรือใส่หัวตาราง: {choices}",
        "use the template, or add a head: {choices}",
    ),
)
