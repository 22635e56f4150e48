"""What can be wrong with a file before anything in it is understood."""

from prongsai.core.fault import Fault
from prongsai.core.text import Text

NOT_THERE = Fault(
    "file.not_there",
    Text("ไม่พบไฟล์นี้ หรือเปิดไม่ได้", "there is no such file, or it cannot be opened"),
    Text("ตรวจชื่อไฟล์และโฟลเดอร์", "check the name and the folder"),
)
TOO_LARGE = Fault(
    "file.too_large",
    Text("ไฟล์ใหญ่เกิน {most} MB ไฟล์ปกติไม่ถึง 1 MB", "larger than {most} MB; such files need less than 1 MB"),
    Text("ตรวจว่าเลือกไฟล์ถูก หรือลบรูปภาพออกจากไฟล์", "check that it is the right file, or remove its pictures"),
)
EMPTY = Fault(
    "file.empty",
    Text("ไฟล์ว่าง", "the file is empty"),
    Text(
        "เริ่มจากไฟล์แม่แบบ: prongsai new ปี -o result.xlsx",
        "start from a template: prongsai new YEAR -o result.xlsx",
    ),
)
ENDING_UNKNOWN = Fault(
    "file.ending_unknown",
    Text("ไม่รู้จักไฟล์ชนิดนี้", "files of this kind are not known"),
    Text("ใช้ไฟล์ .xlsx .csv หรือ .json", "use .xlsx, .csv or .json"),
)
WRONG_ENDING = Fault(
    "file.wrong_ending",
    Text("ชื่อลงท้าย {ending} แต่เนื้อในเป็น {actual}", "it ends in {ending} but holds {actual}"),
    Text("เปลี่ยนชื่อให้ลงท้าย {right} หรือเลือกไฟล์ใหม่", "rename it to {right}, or choose another file"),
)
PDF_GIVEN = Fault(
    "file.pdf",
    Text("เป็นไฟล์ PDF ไม่ใช่ไฟล์ผลคะแนน", "this is a PDF, not a result file"),
    Text("กรอกคะแนนลงไฟล์แม่แบบ: prongsai new ปี", "fill its scores into a template: prongsai new YEAR"),
)
ENCODING = Fault(
    "file.encoding",
    Text("อ่านตัวอักษรในไฟล์ไม่ได้", "the characters of the file cannot be read"),
    Text("บันทึกใหม่เป็น CSV UTF-8 หรือ .xlsx", "save it again as CSV UTF-8 or as .xlsx"),
)
ENCRYPTED = Fault(
    "file.encrypted",
    Text("ไฟล์ตั้งรหัสผ่านไว้", "the file is protected by a password"),
    Text("เปิดใน Excel ลบรหัสผ่าน แล้วบันทึกใหม่", "open it in Excel, remove the password and save it again"),
)
OLD_XLS = Fault(
    "file.old_xls",
    Text("เป็นไฟล์ Excel รุ่นเก่า (.xls)", "this is an old Excel file (.xls)"),
    Text("เปิดใน Excel แล้วบันทึกเป็น .xlsx", "open it in Excel and save it as .xlsx"),
)
OTHER_OFFICE = Fault(
    "file.other_office",
    Text("เป็น{kind_th} ไม่ใช่สมุดงาน .xlsx", "this is {kind_en}, not an .xlsx workbook"),
    Text("เปิดแล้วบันทึกเป็น .xlsx", "open it and save it as .xlsx"),
)
MACROS = Fault(
    "file.macros",
    Text("สมุดงานมีมาโคร", "the workbook holds macros"),
    Text("บันทึกเป็น “สมุดงาน Excel (.xlsx)” ซึ่งไม่มีมาโคร", "save it as “Excel workbook (.xlsx)”, which has none"),
)
DAMAGED = Fault(
    "file.damaged",
    Text("ไฟล์เสียหายหรือไม่ครบ", "the file is damaged or incomplete"),
    Text("เปิดใน Excel แล้วบันทึกใหม่ หรือขอไฟล์อีกครั้ง", "open it in Excel and save it again, or ask for it again"),
)
INFLATES = Fault(
    "file.inflates",
    Text("เนื้อในขยายแล้วใหญ่ผิดปกติ จึงไม่เปิด", "its content grows beyond all measure, so it was not opened"),
    Text("คัดลอกเฉพาะตารางไปไว้ในสมุดงานใหม่", "copy its tables into a new workbook"),
)
TOO_MANY_CELLS = Fault(
    "file.too_many_cells",
    Text("มีเซลล์เกิน {most} เซลล์", "there are more than {most} cells"),
    Text("คัดลอกเฉพาะตารางไปไว้ในสมุดงานใหม่", "copy its tables into a new workbook"),
)
TOO_MANY_ENTRIES = Fault(
    "file.too_many_entries",
    Text("มีค่าเกิน {most} ค่า ผลของหนึ่งหน่วยงานมีไม่กี่ร้อยค่า", "more than {most} values; a result has a few hundred"),
    Text("ใส่ผลของหน่วยงานเดียวในหนึ่งไฟล์", "give the result of one agency per file"),
)
FORMULA = Fault(
    "cell.formula",
    Text("เซลล์เป็นสูตร ไม่ใช่ค่า", "the cell holds a formula, not a value"),
    Text("คัดลอกแล้ววางแบบ “ค่า” (Paste Values)", "copy it and paste it as values"),
)
CELL_ERROR = Fault(
    "cell.error",
    Text("เซลล์แสดงข้อผิดพลาดของ Excel", "the cell shows an error of Excel"),
    Text("พิมพ์ค่าที่ถูกต้อง หรือเว้นว่าง", "type the right value, or leave it empty"),
)
DATE = Fault(
    "cell.date",
    Text("Excel แปลงค่านี้เป็นวันที่", "Excel turned this into a date"),
    Text("ตั้งรูปแบบเซลล์เป็นข้อความ แล้วพิมพ์ใหม่", "format the cell as text and type it again"),
)
JSON_BROKEN = Fault(
    "json.broken",
    Text("อ่านเป็น JSON ไม่ได้: {reason}", "this is not JSON: {reason}"),
    Text("แก้ที่ตำแหน่งนี้ หรือบันทึกไฟล์ใหม่", "mend this place, or save the file again"),
)
JSON_CUT = Fault(
    "json.cut",
    Text("ไฟล์ JSON จบกลางคัน", "the JSON ends in the middle"),
    Text("ดาวน์โหลดหรือบันทึกไฟล์ใหม่ให้ครบ", "download or save the whole file again"),
)
JSON_SHAPE = Fault(
    "json.shape",
    Text("ตรงนี้ต้องเป็น {expected_th}", "this must be {expected_en}"),
    Text("ดูตัวอย่างใน docs/guide/result-file.th.md", "see the example in docs/guide/result-file.md"),
)
KEY_UNKNOWN = Fault(
    "json.key_unknown",
    Text("ไม่รู้จักชื่อนี้", "this name is not known"),
    Text("ชื่อที่ใช้ได้: {choices}", "the names that can be used: {choices}"),
)
NO_RESULT_READ = Fault(
    "json.no_result_read",
    Text(
        "ในเอกสารที่อ่านไม่มีผลคะแนนของหน่วยงานและปีใด",
        "the paper that was read tells no result of an agency and year",
    ),
    Text(
        "อ่านเอกสารที่มีตารางคะแนน เช่น รายงานวิเคราะห์ หรือดูสาเหตุด้วย prongsai read เอกสาร",
        "read a paper that has a table of scores, such as an analysis; `prongsai read PAPER` says what is missing",
    ),
)
MANY_RESULTS = Fault(
    "json.many_results",
    Text("มีผลอยู่ {number} ผล แต่รับได้ครั้งละหนึ่งผล", "there are {number} results, and one is taken at a time"),
    Text("อ่านและส่งต่อทีละเอกสาร", "read and hand on one paper at a time"),
)
CSV_BROKEN = Fault(
    "csv.broken",
    Text("อ่านเป็น CSV ไม่ได้: {reason}", "this is not CSV: {reason}"),
    Text("ตรวจเครื่องหมายคำพูดในบรรทัดนี้", "check the quotation marks of this line"),
)
HEAD_MISSING = Fault(
    "table.head_missing",
    Text("ไม่พบหัวตาราง: {columns}", "the head of the table is missing: {columns}"),
    Text("เติมแถวหัวตารางตามชื่อนี้", "add a row with these column names"),
)
ROW_TOO_LONG = Fault(
    "csv.row_too_long",
    Text("แถวนี้มีช่องเกินหัวตาราง", "this row has more cells than the head"),
    Text(
        "ใช้จุดเป็นจุดทศนิยม หรือใส่เครื่องหมายคำพูดรอบค่าที่มีจุลภาค",
        "use a point for decimals, or put quotation marks around a value with a comma",
    ),
)
SHEET_MISSING = Fault(
    "workbook.sheet_missing",
    Text("ไม่พบแผ่นงานที่รู้จัก มีแต่ {sheets}", "none of its sheets is known; there are {sheets}"),
    Text("ใช้แม่แบบ: prongsai new ปี -o result.xlsx", "use the template: prongsai new YEAR -o result.xlsx"),
)
