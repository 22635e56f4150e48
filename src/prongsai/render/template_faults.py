"""What can be wrong with a Word template that an agency brings."""

from prongsai.core.fault import Fault
from prongsai.core.text import Text

_SAVE_AS_DOCX = Text(
    "เปิดใน Word แล้วบันทึกเป็น “เอกสาร Word (.docx)”", "open it in Word and save it as “Word document (.docx)”"
)
NOT_DOCX = Fault(
    "template.not_docx",
    Text("ไม่ใช่เอกสาร Word (.docx) หรือไฟล์เสียหาย", "this is no Word document (.docx), or it is damaged"),
    _SAVE_AS_DOCX,
)
OLD_OR_LOCKED = Fault(
    "template.old_or_locked",
    Text("เป็นไฟล์ Word รุ่นเก่า (.doc) หรือตั้งรหัสผ่านไว้", "an old Word file (.doc), or protected by a password"),
    Text("ลบรหัสผ่าน แล้วบันทึกเป็น .docx", "remove the password and save it as .docx"),
)
TOO_LARGE = Fault(
    "template.too_large",
    Text("ไฟล์ใหญ่เกิน {most} MB", "larger than {most} MB"),
    Text("ลดขนาดหรือลบรูปภาพในแม่แบบ", "shrink the pictures of the template, or remove them"),
)
INFLATES = Fault(
    "template.inflates",
    Text("เนื้อในขยายแล้วใหญ่ผิดปกติ จึงไม่เปิด", "its content grows beyond all measure, so it was not opened"),
    Text("คัดลอกเนื้อหาไปไว้ในเอกสารใหม่", "copy the content into a new document"),
)
MACROS = Fault(
    "template.macros",
    Text("แม่แบบมีมาโคร", "the template holds macros"),
    Text("บันทึกเป็น “เอกสาร Word (.docx)” ซึ่งไม่มีมาโคร", "save it as “Word document (.docx)”, which has none"),
)
EMBEDDED = Fault(
    "template.embedded",
    Text("มีไฟล์หรือวัตถุอื่นฝังอยู่", "another file or object is embedded in it"),
    Text("ลบวัตถุนั้น หรือวางเป็นรูปภาพ PNG แทน", "remove the object, or paste it as a PNG picture"),
)
EXTERNAL = Fault(
    "template.external",
    Text("มีลิงก์ออกไปนอกไฟล์ ({kind})", "it leads out of the file ({kind})"),
    Text(
        "ลบลิงก์นั้น: ไฮเปอร์ลิงก์ให้เลือก Remove Hyperlink รูปภาพให้แทรกลงในไฟล์ และเลิกผูกแม่แบบ (Attached Template)",
        "remove it: choose Remove Hyperlink, insert the picture into the file, or detach the attached template",
    ),
)
FIELD_CODE = Fault(
    "template.field_code",
    Text(
        "มีรหัสเขตข้อมูลของ Word ที่ดึงหรือสั่งสิ่งนอกเอกสารได้", "a field code of Word that can reach beyond the document"
    ),
    Text("ลบเขตข้อมูลนี้ (กด Alt+F9 เพื่อดู)", "remove this field (Alt+F9 shows it)"),
)
MISPLACED = Fault(
    "template.misplaced",
    Text("ชื่อช่องอยู่ในที่ที่เติมไม่ได้", "a field stands where it cannot be filled"),
    Text(
        "วางไว้ในเนื้อความ หัวกระดาษ หรือท้ายกระดาษเท่านั้น และ {{%tr %}} ไว้ในแถวของตาราง",
        "put it into the text, header or footer only, and {{%tr %}} into a row of a table",
    ),
)
SYNTAX = Fault(
    "template.syntax",
    Text("เขียนช่องไม่ถูกรูป: {reason}", "this is not written rightly: {reason}"),
    Text("ดูตัวอย่างใน docs/guide/word-template.th.md", "see the examples in docs/guide/word-template.md"),
)
BRACE = Fault(
    "template.brace",
    Text("วงเล็บปีกกาไม่ครบคู่ หรือคร่อมย่อหน้า", "a brace without its pair, or a pair over two paragraphs"),
    Text(
        "เขียน {{{{ ชื่อช่อง }}}} หรือ {{% คำสั่ง %}} ให้จบในย่อหน้าเดียว",
        "write {{{{ field }}}} or {{% … %}} within one paragraph",
    ),
)
NOT_ALONE = Fault(
    "template.not_alone",
    Text(
        "{tag} ต้องอยู่ลำพังใน{place_th} ไม่เช่นนั้นข้อความอื่นจะหายไป",
        "{tag} must be alone in its {place_en}, or the rest is lost",
    ),
    Text("ย้ายข้อความอื่นไป{place_th}ถัดไป", "move the rest to the next {place_en}"),
)
TORN = Fault(
    "template.torn",
    Text(
        "for หรือ if เริ่มกับจบคนละที่ เช่น คร่อมตาราง",
        "for or if begins and ends in different places, as across a table",
    ),
    Text(
        "ให้เริ่มและจบในเซลล์เดียวกัน หรือนอกตารางทั้งคู่",
        "begin and end it in the same cell, or both outside of the table",
    ),
)
FORBIDDEN = Fault(
    "template.forbidden",
    Text("ใช้คำสั่งนี้ในแม่แบบไม่ได้: {what}", "a template cannot use this: {what}"),
    Text("ใช้ได้เฉพาะชื่อช่อง for และ if ตามคู่มือ", "only fields, for and if can be used, as the guide says"),
)
UNKNOWN = Fault(
    "template.unknown_field",
    Text("ไม่มีช่องชื่อ {name}", "there is no field {name}"),
    Text("ชื่อที่ใกล้ที่สุด: {nearest}", "the nearest name is {nearest}"),
)
LISTED = Fault(
    "template.list",
    Text("{name} เป็นรายการ ไม่ใช่ข้อความเดียว", "{name} is a list, not one text"),
    Text("วนด้วย {{% for x in {name} %}}", "go through it with {{% for x in {name} %}}"),
)
NOT_LISTED = Fault(
    "template.not_list",
    Text("{name} ไม่ใช่รายการ จึงวนไม่ได้", "{name} is no list to go through"),
    Text("ใช้ชื่อรายการตามคู่มือ เช่น indicators", "use a list of the guide, such as indicators"),
)
TOO_MUCH = Fault(
    "template.too_much",
    Text("แม่แบบนี้จะสร้างเอกสารใหญ่เกินไป", "this template would make far too large a paper"),
    Text("ลดการวนซ้อนกันหรือเนื้อหาในรอบที่วน", "go through fewer lists, or repeat less in each"),
)
