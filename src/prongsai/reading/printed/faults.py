"""What can be wrong with a paper before anything in it is understood."""

from prongsai.core.fault import Fault
from prongsai.core.text import Text

_KNOWN = ".txt .html .docx .xlsx .pdf"
_COPY = Text(
    "คัดลอกเนื้อหาไปไว้ในไฟล์ใหม่ หรือแบ่งไฟล์เป็นตอน ๆ",
    "copy its content into a new file, or cut the file into parts",
)
_AGAIN = Text(
    "เปิดแล้วบันทึกใหม่ หรือดาวน์โหลดไฟล์อีกครั้ง",
    "open it and save it again, or download it again",
)

NOT_THERE = Fault(
    "printed.not_there",
    Text("ไม่พบไฟล์นี้ หรือเปิดไม่ได้", "there is no such file, or it cannot be opened"),
    Text("ตรวจชื่อไฟล์ โฟลเดอร์ และสิทธิ์อ่าน", "check the name, the folder, and the right to read it"),
)
TOO_LARGE = Fault(
    "printed.too_large",
    Text("ไฟล์ใหญ่เกิน {most} MB", "larger than {most} MB"),
    Text(
        "ลดขนาดรูปภาพในไฟล์ หรือแบ่งไฟล์เป็นตอน ๆ",
        "make the pictures in it smaller, or cut the file into parts",
    ),
)
EMPTY = Fault(
    "printed.empty",
    Text("ไฟล์ไม่มีเนื้อหา", "there is nothing in the file"),
    Text("เลือกไฟล์อื่น หรือดาวน์โหลดไฟล์อีกครั้ง", "choose another file, or download it again"),
)
PICTURES_ONLY = Fault(
    "printed.pictures_only",
    Text("ในไฟล์มีแต่รูปภาพ ไม่มีข้อความ", "there are only pictures in the file, no text"),
    Text("บันทึกเป็น PDF แล้วอ่านเป็นเอกสารสแกน", "save it as a PDF, to be read as a scan"),
)
KIND_UNKNOWN = Fault(
    "printed.kind_unknown",
    Text("ไม่ใช่เอกสารที่อ่านได้", "this is no paper that can be read"),
    Text(f"บันทึกเป็นไฟล์ {_KNOWN}", f"save it as one of {_KNOWN}"),
)
WRONG_ENDING = Fault(
    "printed.wrong_ending",
    Text("ชื่อลงท้าย {ending} แต่เนื้อในเป็น{actual_th}", "it ends in {ending} but holds {actual_en}"),
    Text(
        "เปลี่ยนชื่อให้ลงท้าย {right} ถ้าเนื้อหาถูก หรือดาวน์โหลดไฟล์อีกครั้ง",
        "rename it to {right} if that is what you want to be read, or download it again",
    ),
)
OWN_FILE = Fault(
    "printed.own_file",
    Text(
        "เป็นไฟล์ผลหรือไฟล์แผนของ prongsai อยู่แล้ว ไม่ต้องอ่านจากที่พิมพ์",
        "this is a result file or plan file of prongsai already, not a printed paper",
    ),
    Text(
        "ใช้ไฟล์นี้ได้ทันที เช่น prongsai score, reconcile, followup หรือนำเข้าในหน้าผลและหน้ามาตรการ",
        "use it as it is: prongsai score, reconcile or followup, or import it on the pages of result and measures",
    ),
)
OLD_OFFICE = Fault(
    "printed.old_office",
    Text("เป็นไฟล์ Office รุ่นเก่า (.doc .xls)", "this is an old Office file (.doc, .xls)"),
    Text("เปิดแล้วบันทึกเป็น .docx หรือ .xlsx", "open it and save it as .docx or .xlsx"),
)
OTHER_OFFICE = Fault(
    "printed.other_office",
    Text("เป็น{kind_th} ซึ่งยังอ่านไม่ได้", "this is {kind_en}, which cannot be read"),
    Text("เปิดแล้วบันทึกเป็น .docx .xlsx หรือ .pdf", "open it and save it as .docx, .xlsx or .pdf"),
)
ENCRYPTED = Fault(
    "printed.encrypted",
    Text("ไฟล์ตั้งรหัสผ่านไว้", "the file is protected by a password"),
    Text("เปิดด้วยรหัสผ่าน แล้วบันทึกโดยไม่ตั้งรหัส", "open it with the password and save it without one"),
)
DAMAGED = Fault(
    "printed.damaged",
    Text("ไฟล์เสียหายหรือไม่ครบ", "the file is damaged or incomplete"),
    _AGAIN,
)
INFLATES = Fault(
    "printed.inflates",
    Text("เนื้อในขยายแล้วใหญ่ผิดปกติ จึงไม่เปิด", "its content grows beyond all measure, so it was not opened"),
    _COPY,
)
TOO_MUCH = Fault(
    "printed.too_much",
    Text("มี{what_th}เกิน {most} ซึ่งเกินกว่าเอกสารปกติ", "more than {most} {what_en}, beyond what papers have"),
    _COPY,
)
TOO_DEEP = Fault(
    "printed.too_deep",
    Text("โครงสร้างในไฟล์ซ้อนกันลึกผิดปกติ", "its parts are nested deeper than in any paper"),
    _COPY,
)
ENCODING = Fault(
    "printed.encoding",
    Text("อ่านตัวอักษรในไฟล์ไม่ได้", "the characters of the file cannot be read"),
    Text("เปิดแล้วบันทึกเป็นข้อความ UTF-8", "open it and save it as UTF-8 text"),
)
TOO_LONG = Fault(
    "printed.too_long",
    Text("อ่านไม่เสร็จภายใน {most} วินาที จึงหยุด", "not read within {most} seconds, so it was stopped"),
    _COPY,
)
TOO_HEAVY = Fault(
    "printed.too_heavy",
    Text(
        "การอ่านไฟล์นี้ใช้หน่วยความจำเกิน {most} MB จึงหยุด", "reading it takes more than {most} MB, so it was stopped"
    ),
    _COPY,
)
STOPPED = Fault(
    "printed.stopped",
    Text("โปรแกรมที่อ่านไฟล์นี้หยุดกลางคัน", "the program that read it broke down"),
    _AGAIN,
)
PART_MISSING = Fault(
    "printed.part_missing",
    Text("ยังไม่ได้ติดตั้งส่วนที่อ่านไฟล์ชนิดนี้ ({package})", "what reads such files is not installed ({package})"),
    Text('ติดตั้ง: pip install "prongsai[{extra}]"', 'install it: pip install "prongsai[{extra}]"'),
)
