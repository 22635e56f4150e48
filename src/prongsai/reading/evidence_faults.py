"""What can be wrong with a file that is handed in as evidence."""

from prongsai.core.fault import Fault
from prongsai.core.text import Text

_AS_PDF = Text("บันทึกเป็น PDF แล้วแนบใหม่", "save it as PDF and attach that")
EMPTY = Fault(
    "evidence.empty",
    Text("ไฟล์ว่าง", "the file is empty"),
    Text("เลือกไฟล์ใหม่", "choose another file"),
)
TOO_LARGE = Fault(
    "evidence.too_large",
    Text("ไฟล์ใหญ่เกิน {most} MB", "larger than {most} MB"),
    Text("ย่อรูปหรือแบ่งไฟล์ แล้วแนบใหม่", "shrink or split it and attach it again"),
)
UNKNOWN = Fault(
    "evidence.unknown",
    Text("ไม่รับไฟล์ชนิดนี้", "files of this kind are not taken"),
    Text(
        "ใช้ PDF รูปภาพ (JPEG PNG WebP HEIC) Word Excel PowerPoint OpenDocument .txt หรือ .csv",
        "use PDF, a picture (JPEG, PNG, WebP, HEIC), Word, Excel, PowerPoint, OpenDocument, .txt or .csv",
    ),
)
ARCHIVE = Fault(
    "evidence.archive",
    Text("เป็นไฟล์บีบอัดรวม (ZIP และอื่น ๆ)", "this is an archive (ZIP or the like)"),
    Text("แตกไฟล์ แล้วแนบทีละไฟล์", "unpack it and attach its files one by one"),
)
PROGRAM = Fault(
    "evidence.program",
    Text("เป็นโปรแกรมหรือสคริปต์", "this is a program or a script"),
    Text("แนบเอกสารหรือรูปภาพที่แสดงสิ่งที่ทำแทน", "attach a document or a picture that shows what was done"),
)
MARKUP = Fault(
    "evidence.markup",
    Text(
        "เป็นหน้าเว็บ SVG หรือ XML ซึ่งสั่งให้เครื่องทำงานได้", "this is a web page, SVG or XML, which can run commands"
    ),
    Text("ใส่เป็นลิงก์ หรือบันทึกหน้าจอเป็น PDF หรือรูปภาพ", "give it as a link, or save it as PDF or a picture"),
)
POLYGLOT = Fault(
    "evidence.two_kinds",
    Text("ไฟล์เดียวเป็นได้สองชนิด จึงไม่ปลอดภัย", "the file is of two kinds at once, which is not safe"),
    _AS_PDF,
)
DAMAGED = Fault(
    "evidence.damaged",
    Text("ไฟล์เสียหายหรือไม่ครบ", "the file is damaged or incomplete"),
    Text(
        "เปิดไฟล์ดูว่าอ่านได้ แล้วบันทึกและแนบใหม่", "open it to see whether it can be read, save and attach it again"
    ),
)
LOCKED = Fault(
    "evidence.locked",
    Text("ไฟล์ตั้งรหัสผ่านไว้ ผู้ตรวจจะเปิดไม่ได้", "it is protected by a password, so nobody could read it"),
    Text("ลบรหัสผ่าน แล้วแนบใหม่", "remove the password and attach it again"),
)
HEIC = Fault(
    "evidence.heic",
    Text(
        "เป็นรูป HEIC ซึ่งมักฝังตำแหน่งที่ถ่ายไว้ และหลายเครื่องเปิดไม่ได้",
        "this is a HEIC picture: it often holds the place where it was taken, and many computers cannot open it",
    ),
    Text(
        "ส่งเป็น JPEG: บน iPhone ตั้ง การตั้งค่า › กล้อง › รูปแบบ เป็น “เข้ากันได้มากที่สุด” หรือเปิดรูปแล้วแชร์เป็น JPEG",
        "send a JPEG: on an iPhone choose Settings › Camera › Formats › Most Compatible, or share the picture as JPEG",
    ),
)
OLD_OFFICE = Fault(
    "evidence.old_office",
    Text(
        "เป็นไฟล์ Office รุ่นเก่า (.doc .xls .ppt) หรือตั้งรหัสผ่านไว้",
        "an old Office file (.doc, .xls, .ppt), or one with a password",
    ),
    Text("บันทึกเป็น .docx .xlsx .pptx หรือ PDF", "save it as .docx, .xlsx, .pptx or PDF"),
)
MACROS = Fault(
    "evidence.macros",
    Text("ไฟล์มีมาโครหรือคำสั่งฝังอยู่", "it holds macros or commands"),
    _AS_PDF,
)
EXTERNAL = Fault(
    "evidence.external",
    Text("ไฟล์ดึงสิ่งอื่นจากนอกไฟล์เมื่อเปิด", "it fetches something from outside when it is opened"),
    _AS_PDF,
)
EMBEDDED = Fault(
    "evidence.embedded",
    Text("มีไฟล์ชนิดอื่นฝังอยู่ข้างใน", "another file is embedded in it"),
    Text("ลบไฟล์ที่ฝัง หรือบันทึกเป็น PDF แล้วแนบใหม่", "remove it, or save as PDF, and attach it again"),
)
INFLATES = Fault(
    "evidence.inflates",
    Text("เนื้อในขยายแล้วใหญ่ผิดปกติ จึงไม่รับ", "its content grows beyond all measure, so it is not taken"),
    _AS_PDF,
)
FORMULA = Fault(
    "evidence.formula",
    Text("ตาราง CSV มีสูตร ซึ่งทำงานเมื่อเปิดใน Excel", "the table holds formulas, which run when Excel opens it"),
    Text("วางเป็นค่า หรือบันทึกเป็น .xlsx หรือ PDF", "paste them as values, or save it as .xlsx or PDF"),
)
