"""Two invented files of one agency, read from text: a plan, and a report on it in which things went missing."""

from functools import cache

from prongsai.core.proofread import Remark
from prongsai.core.proofread.check import proofread
from prongsai.reading.printed.confined import Confined
from prongsai.reading.proofreading import chain_of
from prongsai.reading.recognise import recognise

PLAN = """มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. ๒๕๖๘
องค์การบริหารส่วนตำบลหนองใส อำเภอเมืองขอนแก่น จังหวัดขอนแก่น

มาตรการ\tแนวทางการปฏิบัติ\tขั้นตอน/วิธีปฏิบัติ\tผู้รับผิดชอบ\tระยะเวลา\tการกำกับติดตาม
๑. จัดทำคู่มือการให้บริการประชาชน\tให้ทุกส่วนงานมีคู่มือ\t๑. สำรวจงานบริการ ๒. เขียนคู่มือ\tสำนักปลัด\tต.ค. ๒๕๖๗ - มี.ค. ๒๕๖๘\tรายงานรอบ ๖ เดือน
๒. กำกับการใช้ทรัพย์สินของราชการ\tทำแบบฟอร์มยืมทรัพย์สินของราชการ\t๑. เผยแพร่แผนการจัดซื้อจัดจ้าง ๒. ประกาศผลการจัดซื้อจัดจ้าง\tกองคลัง\tม.ค. - มิ.ย. ๒๕๖๘\tรายงานรอบ ๑๒ เดือน
๓. คุ้มครองผู้แจ้งเบาะแสการทุจริต\tประกาศขั้นตอนการรับเรื่องร้องเรียน\t๑. ประกาศขั้นตอนรับเรื่องร้องเรียน ๒. อบรมผู้รับเรื่อง\tงานนิติการ\tม.ค. - ก.ย. ๒๕๖๘\tรายงานรอบ ๑๒ เดือน

(นายสมมติ ตั้งใจ)
นายกองค์การบริหารส่วนตำบลหนองใส
๑๒ ตุลาคม ๒๕๖๗
"""
REPORT = """รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ (ข้อ O26)
องค์การบริหารส่วนตำบลหนองใส อำเภอเมืองขอนแก่น จังหวัดขอนแก่น

มาตรการ\tวิธีดำเนินการ\tระยะเวลา\tผู้รับผิดชอบ\tผลการดำเนินการ\tผลลัพธ์หรือความสำเร็จ
๑. จัดทำคู่มือการให้บริการประชาชน\t๑. สำรวจงานบริการทุกประเภท ๒. เขียนคู่มือการให้บริการพร้อมระยะเวลา\tต.ค. ๒๕๖๗ - มี.ค. ๒๕๖๘\tสำนักปลัด\t๑. สำรวจงานบริการครบ ๑๒ งาน เมื่อ ๕ พ.ย. ๒๕๖๗ ๒. ติดตั้งกล้องวงจรปิดหน้าอาคารสำนักงาน ๔ จุด\tร้อยละ ๙๒ พอใจ
๒. ปลูกต้นไม้ริมทางสาธารณะ\t๑. ปลูกต้นไม้ริมถนนในหมู่บ้าน\tม.ค. - มิ.ย. ๒๕๖๘\tกองช่าง\t๑. ปลูกต้นไม้ริมถนนในหมู่บ้าน ๒๐๐ ต้น\tไม่มีเรื่องร้องเรียนการทุจริตทั้งในปัจจุบันและอนาคต
๓. คุ้มครองผู้แจ้งเบาะแสการทุจริต\t๑. ประกาศขั้นตอนการรับเรื่องร้องเรียน\tม.ค. - ก.ย. ๒๕๖๘\tงานนิติการ\t๑. ยังไม่ได้ดำเนินการ\t-

(นายสมมติ ตั้งใจ)
นายกองค์การบริหารส่วนตำบลหนองใส
๑๕ ตุลาคม ๒๕๖๘
"""


@cache
def remarks() -> dict[str, Remark]:
    files = {"plan.txt": PLAN, "report.txt": REPORT}
    with Confined() as reader:
        papers = [recognise(reader.read(text.encode(), name)) for name, text in files.items()]
    return {f"{each.file} {each.id}": each for each in proofread(chain_of(papers))}


def line(key: str) -> int | None:
    return remarks()[key].where[0].line


def test_every_planted_fault_is_found_at_its_place() -> None:
    assert line("plan.txt chain.steps_elsewhere:s1.m2") == 6
    assert line("plan.txt chain.not_reported:s1.s1") == 6
    assert line("report.txt chain.not_planned:s1.s1") == 6
    assert line("report.txt chain.method_without_result:s1.m1") == 5
    assert line("report.txt chain.result_without_method:s1.m1") == 5
    assert line("report.txt chain.outcome_claim:s1.m2.no_complaint") == 6
    assert line("report.txt form.open_measure:s1.reason/date") == 7


def test_and_nothing_else() -> None:
    rules = {each.rule.id for each in remarks().values()}

    assert rules == {
        "chain.steps_elsewhere",
        "chain.not_reported",
        "chain.not_planned",
        "chain.method_without_result",
        "chain.result_without_method",
        "chain.outcome_claim",
        "form.open_measure",
        # One of the two outcomes has no figure.
        "form.outcome_bare",
    }
