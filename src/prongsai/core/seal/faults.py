"""What can be wrong with a seal and with a file that carries one, worded once."""

from prongsai.core.fault import Fault
from prongsai.core.text import Text

_ASK_AGAIN = Text(
    "ขอไฟล์ต้นฉบับจากหน่วยงาน หรือดาวน์โหลดใหม่จากเว็บไซต์ที่พิมพ์ไว้ท้ายหน้า",
    "ask the agency for the original, or download it again from the site named at the foot of its pages",
)

EMPTY = Fault("seal.empty", Text("ไฟล์ว่าง ไม่มีอะไรให้ตรวจ", "the file is empty: nothing to verify"), _ASK_AGAIN)
NOT_PDF = Fault(
    "seal.not_pdf",
    Text(
        "ไม่ใช่ไฟล์ PDF การตรวจทำได้กับไฟล์ PDF ที่มีตรารับรองเท่านั้น",
        "this is no PDF; only sealed PDF files can be verified",
    ),
    Text(
        "เลือกไฟล์ PDF ต้นฉบับ ไม่ใช่ภาพถ่าย ไฟล์สแกน Word หรือ HTML",
        "choose the original PDF, not a photograph, scan, Word or HTML file",
    ),
)
INCOMPLETE = Fault(
    "seal.incomplete",
    Text("ไฟล์ PDF ไม่ครบ ท้ายไฟล์หายไป", "the PDF is incomplete: its end is missing"),
    _ASK_AGAIN,
)
UNSEALED = Fault(
    "seal.none",
    Text(
        "ไฟล์นี้ไม่มีตรารับรอง คือยังไม่ได้รับอนุมัติ หรือถูกบันทึกใหม่ด้วยโปรแกรมอื่นจนตราหายไป",
        "this file has no seal: it was never approved, or another program saved it anew and lost the seal",
    ),
    _ASK_AGAIN,
)
ALREADY_SEALED = Fault(
    "seal.already",
    Text("ไฟล์นี้มีตรารับรองอยู่แล้ว", "this file carries a seal already"),
    Text("ใช้ไฟล์ที่ยังไม่มีตรารับรอง", "seal the paper as it was before"),
)
TWO_SEALS = Fault(
    "seal.two",
    Text(
        "พบตรารับรองมากกว่าหนึ่งแห่งในไฟล์ จึงเชื่อถือไม่ได้",
        "the file holds more than one seal, so none can be relied on",
    ),
    _ASK_AGAIN,
)
ADDED = Fault(
    "seal.added",
    Text(
        "มีข้อมูลเพิ่มต่อท้ายตรารับรอง ({count} ไบต์) ไฟล์ถูกแก้ไขหลังอนุมัติ",
        "data follows the seal ({count} bytes): the file was changed after approval",
    ),
    _ASK_AGAIN,
)
CUT = Fault(
    "seal.cut",
    Text("ตรารับรองไม่ครบ ท้ายไฟล์หายไป", "the seal is cut off: the end of the file is missing"),
    _ASK_AGAIN,
)
BROKEN = Fault(
    "seal.broken",
    Text("ตรารับรองเสียหาย อ่านไม่ได้", "the seal is damaged and cannot be read"),
    _ASK_AGAIN,
)
NEWER = Fault(
    "seal.newer",
    Text(
        "ตรารับรองเป็นรูปแบบที่ {format} ซึ่งโปรแกรมรุ่นนี้ยังไม่รู้จัก",
        "the seal is of format {format}, which this version does not know",
    ),
    Text("ปรับโปรแกรมเป็นรุ่นใหม่ แล้วตรวจอีกครั้ง", "update the program and verify again"),
)
FIELD = Fault(
    "seal.field",
    Text("ข้อมูลนี้ในตรารับรองต้องเป็น{expected_th}", "this field of the seal must be {expected_en}"),
    _ASK_AGAIN,
)
MISSING = Fault("seal.missing", Text("ตรารับรองขาดข้อมูลนี้", "the seal lacks this field"), _ASK_AGAIN)
UNKNOWN = Fault(
    "seal.unknown", Text("ตรารับรองมีข้อมูลที่ไม่รู้จัก", "the seal has a field that is not known"), _ASK_AGAIN
)
WRONG_CODE = Fault(
    "seal.wrong_code",
    Text("รหัสเอกสารไม่ตรงกับเนื้อหา ควรเป็น {code}", "the code does not belong to the content, which has {code}"),
    Text("ออกรหัสจากเนื้อหาของฉบับนี้", "make the code from the content of this version"),
)
NO_APPROVAL = Fault(
    "seal.no_approval",
    Text("ยังไม่มีผู้อนุมัติเอกสารฉบับนี้", "nobody has approved this version"),
    Text("เสนอให้ผู้มีอำนาจอนุมัติก่อนออกตรารับรอง", "have it approved before it is sealed"),
)
OTHER_CONTENT = Fault(
    "seal.other_content",
    Text("การพิจารณานี้เป็นของเนื้อหาอื่น ไม่ใช่ของฉบับนี้", "this decision is about other content than what is sealed"),
    Text("เสนอฉบับที่แก้ไขแล้วให้ผู้นี้พิจารณาใหม่", "submit the changed version to this person again"),
)
CHANGED = Fault(
    "seal.changed",
    Text(
        "เนื้อไฟล์ไม่ตรงกับที่รับรองไว้ ไฟล์ถูกแก้ไขหรือเสียหายหลังอนุมัติ",
        "the file is not what was sealed: it was changed or damaged after approval",
    ),
    _ASK_AGAIN,
)
