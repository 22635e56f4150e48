"""The steps of a year, each by the person who takes it; journeys put them together."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import expect
from tests.command_line import EXAMPLES, PROGRAM
from tests.web.browser import files
from tests.web.browser.chromium import PHONE
from tests.web.browser.someone import Someone, Town

WORDING = "ให้กองคลังและสำนักปลัดประชุมร่วมกันทุกเดือน"
ANNOUNCED = json.loads((EXAMPLES / "donsak-2568.json").read_text("utf-8"))["published"]
MENDING = "ขอให้ใส่เลขที่หนังสือก่อนเสนอ"


def import_result(officer: Someone) -> None:
    officer.press("นำเข้าผล", "Bring in the result")
    officer.press("นำเข้าผล", "Import the result")
    officer.field("ไฟล์ผล", "Result file").set_input_files(EXAMPLES / "donsak-2568.xlsx")
    officer.press("ดูตัวอย่าง", "Preview")
    officer.sees("ยังไม่ได้บันทึก", "Nothing is saved yet")
    officer.press("บันทึกผล", "Save the result")
    officer.sees("94.50")
    officer.sees("ผ่านดี", "Good pass")


def enter_by_hand(officer: Someone) -> None:
    """Fill in the total and the ten indicators as they were announced."""
    officer.press("นำเข้าผล", "Bring in the result")
    officer.follow("กรอกในแบบฟอร์ม", "Fill in the form")
    officer.write("คะแนนรวมที่ประกาศ", "Announced total", "๙๔.๕๐")
    for number in range(1, 11):
        officer.write(f"ตัวชี้วัดที่ {number} ", f"indicator {number} ", ANNOUNCED[str(number)])
    officer.press("ดูตัวอย่างก่อนบันทึก", "Preview before saving")
    officer.sees("ยังไม่ได้บันทึก", "Nothing is saved yet")
    officer.press("บันทึกผล", "Save the result")
    officer.sees("94.50")


def reword(officer: Someone) -> None:
    officer.turn_to("วิเคราะห์", "Analysis")
    officer.follow("เปิดทุกข้อ", "Open them all")
    officer.follow("แก้ถ้อยคำ", "Reword")
    officer.write("ข้อเสนอแนะในถ้อยคำของหน่วยงาน", "Recommendation in the agency's own words", WORDING)
    officer.press("บันทึกถ้อยคำ", "Save the words")
    officer.sees("ข้อเสนอแนะ (ถ้อยคำของหน่วยงาน)", "Recommendation (the agency's own words)")
    officer.sees(WORDING)


def make_measures(officer: Someone) -> None:
    """Take what is proposed, give the first measure to a unit and a person, and open the rounds."""
    take_measures(officer)
    give_first(officer)


def take_measures(officer: Someone) -> None:
    officer.turn_to("มาตรการ", "Measures")
    officer.press("ร่างมาตรการจากข้อค้นพบ", "Draft measures from the findings")
    officer.press("เพิ่มมาตรการที่เลือก", "Add what is chosen")


def give_first(officer: Someone) -> None:
    officer.page.locator("article h3").get_by_role("link").first.click()
    officer.press("แก้มาตรการนี้", "Edit this measure")
    officer.tick("สำนักปลัดเทศบาล", "สำนักปลัดเทศบาล")
    officer.tick("บุญมี ขยัน", "บุญมี ขยัน")
    officer.press("บันทึกมาตรการ", "Save the measure")
    officer.sees("บุญมี ขยัน")


def open_rounds(officer: Someone) -> None:
    officer.turn_to("ติดตาม", "Follow-up")
    officer.press("กำหนดรอบติดตาม", "Set the rounds")
    officer.press("บันทึกรอบ", "Save the rounds")
    officer.sees("ครบกำหนด", "Due")


def report(member: Someone) -> None:
    """Say on a phone what was done, with a photograph and a link."""
    member.turn_to("ติดตาม", "Follow-up")
    member.press("รายงานมาตรการของฉัน", "Report on my measures")
    member.open_first("สำนักปลัดเทศบาล")
    member.press("รายงาน", "Report on")
    member.tick("ดำเนินการแล้วเสร็จ", "Done")
    member.page.get_by_role("textbox").first.fill("ประชุมแล้วเมื่อ 12 มีนาคม 2569")
    member.field("ไฟล์หรือรูปถ่าย", "Files or photographs").set_input_files(files.photograph())
    member.page.get_by_text(member.own("หรือใส่ลิงก์", "Or give a link")).click()
    member.write("ที่อยู่ของลิงก์", "Address of the link", "https://example.go.th/minutes-2569-03")
    member.write("ลิงก์นี้คืออะไร", "What the link shows", "รายงานการประชุม")
    member.press("บันทึก", "Save")
    member.sees("รายงานการประชุม")
    member.sees("ป้ายประชาสัมพันธ์")


def send_memo(officer: Someone, version: int, number: str = "") -> None:
    """Begin the memo, or mend it, and send it up."""
    officer.turn_to("อนุมัติ", "Approval")
    officer.follow("บันทึกข้อความ", "Memo")
    if number:
        officer.write("เลขที่หนังสือ", "Number", number)
        officer.press("บันทึกรูปแบบ", "Save")
    else:
        officer.press("เริ่มเอกสารนี้", "Begin this paper")
    officer.press("เสนอตามสายอนุมัติ", "Send up the chain")
    officer.press(f"เสนอฉบับที่ {version}", f"Send version {version}")
    officer.sees("อยู่ที่ จันทร์ มั่นคง", "With จันทร์ มั่นคง")


def turn_to_memo(approver: Someone) -> None:
    approver.turn_to("อนุมัติ", "Approval")
    approver.press("พิจารณา", "Decide on")


def approve(approver: Someone, version: int) -> None:
    turn_to_memo(approver)
    approver.press(f"อนุมัติฉบับที่ {version}", f"Approve version {version}")
    approver.press("ยืนยันอนุมัติ", "Yes, approve")
    expect(approver.page.get_by_role("status").first).to_be_visible()


def send_back(approver: Someone) -> None:
    turn_to_memo(approver)
    approver.write("ความเห็น", "Comment", MENDING)
    approver.press("ส่งคืนให้แก้ไข", "Return for correction")
    approver.sees(MENDING)


def take_sealed(officer: Someone) -> Path:
    officer.turn_to("อนุมัติ", "Approval")
    officer.follow("บันทึกข้อความ", "Memo")
    return officer.downloads("PDF ที่มีตรารับรอง", "Sealed PDF")


def verdict(town: Town, paper: Path) -> dict[str, object]:
    """Return what the command line says of a file."""
    told = json.loads(town.site.run(PROGRAM, "verify", "--json", paper))
    found: dict[str, object] = told["files"][0]
    return found


def look_up(town: Town, address: str) -> None:
    """Open the address of the square as a citizen does, on a phone and without an account."""
    context = town.chromium.new_context(viewport=PHONE, locale="th-TH")
    page = context.new_page()
    page.goto(address)
    expect(page.locator("dl")).to_contain_text("บันทึกข้อความ")
    expect(page.locator("body")).to_contain_text("สมชาย ตั้งใจ")
    context.close()
