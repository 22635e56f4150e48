"""Invented papers as files: sound ones that nothing is said of, and each planted error found at its line."""

import pytest

from prongsai.core.proofread import Remark
from prongsai.core.proofread.check import proofread
from prongsai.reading.printed.text import parse
from prongsai.reading.proofreading import chains_of
from prongsai.reading.recognise import recognise

CLASSES = ("sum", "rule", "year")
# IIT 450/5 = 90.00, EIT 285/3 = 95.00, OIT 185/2 = 92.50: 92.50. Indicator 4 = (82.00 + 90.00 + 92.00) / 3.
ANALYSIS = """บันทึกข้อความ

ส่วนราชการ สำนักปลัดเทศบาล เทศบาลตำบลบ้านสวน

วันที่ ๑๐ พฤศจิกายน ๒๕๖๘

เรื่อง รายงานวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส (ITA) ประจำปีงบประมาณ พ.ศ. ๒๕๖๘

เรียน นายกเทศมนตรีตำบลบ้านสวน

เทศบาลตำบลบ้านสวนได้รับผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ คะแนนภาพรวมได้ ๙๒.๕๐ อยู่ในระดับ ผ่านดี

รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ ประจำปีงบประมาณ พ.ศ. ๒๕๖๘

เทศบาลตำบลบ้านสวน อำเภอเมืองนครปฐม จังหวัดนครปฐม

ผลการประเมิน ITA บรรลุค่าเป้าหมายตามแผนแม่บทภายใต้ยุทธศาสตร์ชาติ คือ ภาพรวม ๘๕ คะแนนขึ้นไป และมีคะแนนทุกเครื่องมือ ๘๕ คะแนนขึ้นไป

อันดับ	ตัวชี้วัด	คะแนน
1	การป้องกันการทุจริต	100.00
2	การปรับปรุงการทำงาน	97.00
3	คุณภาพการดำเนินงาน	95.00
4	การใช้อำนาจ	94.00
5	ประสิทธิภาพการสื่อสาร	93.00
6	การใช้งบประมาณ	92.00
7	การปฏิบัติหน้าที่	90.00
8	การใช้ทรัพย์สินของราชการ	88.00
9	การแก้ไขปัญหาการทุจริต	86.00
10	การเปิดเผยข้อมูล	85.00

คะแนนสูงสุด 100.00 คะแนน

คะแนนต่ำสุด 85.00 คะแนน

ตัวชี้วัดประสิทธิภาพการสื่อสาร ได้คะแนนเท่ากับ ๙๓.๐๐ ประชาชนรู้จักช่องทางติดต่อมากขึ้น

ตัวชี้วัดที่ได้คะแนนมากกว่า ๙๔ มีดังนี้

๑. การป้องกันการทุจริต

๒. การปรับปรุงการทำงาน

๓. คุณภาพการดำเนินงาน

ตัวชี้วัดที่ ๔ การใช้ทรัพย์สินของราชการ

ข้อคำถาม	คะแนน	ข้อบกพร่อง/ข้อแก้ไข/ปรับปรุง/รักษาระดับ
ข้อ i๑๐	๘๒.๐๐	บุคลากรบางส่วนยังไม่รู้ขั้นตอนการยืม ควรทำแบบยืมให้ชัดเจน
ข้อ i๑๑	๙๐.๐๐	
ข้อ i๑๒	๙๒.๐๐	

มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. ๒๕๖๙

มาตรการ	ขั้นตอน/วิธีการปฏิบัติ	ผู้รับผิดชอบ	ระยะเวลา	การกำกับติดตาม
๑. ทำระบบยืมพัสดุ	๑. ทำแบบยืมพัสดุ ๒. ตรวจนับพัสดุประจำปี ๒๕๖๙	กองคลัง	ต.ค. ๒๕๖๘ - มี.ค. ๒๕๖๙	รอบ ๖ เดือน
๒. เผยแพร่ข้อมูลให้ครบ	๑. มอบผู้รับผิดชอบรายข้อ ๒. ตรวจเว็บไซต์ทุกเดือน	สำนักปลัด	ต.ค. ๒๕๖๘ - ก.ย. ๒๕๖๙	รอบ ๑๒ เดือน
"""
REPORT = """รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. ๒๕๖๘

เทศบาลตำบลบ้านสวน อำเภอเมืองนครปฐม จังหวัดนครปฐม

จากการวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๗ เทศบาลตำบลบ้านสวนได้กำหนดมาตรการ จำนวน ๒ มาตรการ ดังนี้

มาตรการ	วิธีดำเนินการ	ระยะเวลา	ผู้รับผิดชอบ	ผลการดำเนินการ	ผลลัพธ์
๑. ทำระบบยืมพัสดุ	๑. ทำแบบยืมพัสดุ	ม.ค. - มี.ค. ๒๕๖๘	กองคลัง	๑. ประกาศใช้แบบยืมเมื่อวันที่ ๑๐ กุมภาพันธ์ ๒๕๖๘	บุคลากรใช้แบบยืม ๑๒ ครั้ง
๒. เผยแพร่ข้อมูลให้ครบ	๑. ตรวจเว็บไซต์ทุกเดือน	ต.ค. ๒๕๖๗ - มิ.ย. ๒๕๖๘	สำนักปลัด	๑. ตรวจแล้ว ๑๒ ครั้ง	ตัวชี้วัดที่ ๗ เพิ่มขึ้นจากปีที่ผ่านมา ๑.๕๐ คะแนน
"""


def found(text: str) -> list[Remark]:
    (chain,) = chains_of([recognise(parse(text, "paper.txt"))])
    return [remark for remark in proofread(chain) if remark.rule.kind in CLASSES]


@pytest.mark.parametrize("paper", [ANALYSIS, REPORT], ids=["analysis", "report"])
def test_a_sound_paper_is_not_spoken_of(paper: str) -> None:
    assert [remark.id for remark in found(paper)] == []


@pytest.mark.parametrize(
    ("before", "after", "remark"),
    [
        ("คะแนนภาพรวมได้ ๙๒.๕๐", "คะแนนภาพรวมได้ ๙๓.๕๐", "sum.total:2568:total"),
        ("การใช้อำนาจ	94.00", "การใช้อำนาจ	64.00", "sum.rank:2568:5"),
        ("ข้อ i๑๑	๙๐.๐๐", "ข้อ i๑๑	๙๐.๖๐", "sum.indicator:2568:4"),
        ("คะแนนสูงสุด 100.00", "คะแนนสูงสุด 97.00", "sum.extreme:2568:highest"),
        ("คะแนนต่ำสุด 85.00", "คะแนนต่ำสุด 86.00", "sum.extreme:2568:lowest"),
        ("ได้คะแนนเท่ากับ ๙๓.๐๐", "ได้คะแนนเท่ากับ ๙๘.๐๐", "sum.told_twice:2568:7"),
        ("การใช้งบประมาณ	92.00", "การใช้งบประมาณ	920.00", "sum.bounds:"),
        ("อยู่ในระดับ ผ่านดี\n", "อยู่ในระดับ ผ่านดีเยี่ยม\n", "rule.level:2568:ผ่านดีเยี่ยม"),
        ("อยู่ในระดับ ผ่านดี\n", "อยู่ในระดับ ดีมาก\n", "rule.level_word:"),
        ("มีคะแนนทุกเครื่องมือ ๘๕", "มีคะแนนทุกเครื่องมือ ๙๑", "rule.claim:2568:tools:91"),
        ("มากกว่า ๙๔", "มากกว่า ๙๓", "rule.list:2568:มากกว่า93"),
        ("๑๐ พฤศจิกายน ๒๕๖๘", "๑๐ พฤศจิกายน ๒๕๖๗", "year.before_result:2568:2024-11-10"),
        ("๑๐ พฤศจิกายน ๒๕๖๘", "๑๐ มิถุนายน ๒๕๖๙", "year.late_plan:2569"),
        ("ตรวจนับพัสดุประจำปี ๒๕๖๙", "ตรวจนับพัสดุประจำปี ๒๕๖๘", "year.past_action:2569:2568"),
        ("ต.ค. ๒๕๖๘ - มี.ค. ๒๕๖๙", "ต.ค. ๒๕๖๙ - มี.ค. ๒๕๗๐", "year.outside:2569:1"),
        ("ประชาชนรู้จักช่องทางติดต่อมากขึ้น", "ผลการประเมินดีกว่าปี ๒๕๖๗", "year.unproved_change:2568:2567"),
    ],
    ids=lambda value: value.partition(":")[0] if "." in value else "",
)
def test_an_error_in_an_analysis_is_found_at_its_line(before: str, after: str, remark: str) -> None:
    assert_found(ANALYSIS, before, after, remark)


@pytest.mark.parametrize(
    ("before", "after", "remark"),
    [
        ("จำนวน ๒ มาตรการ", "จำนวน ๓ มาตรการ", "sum.count:2568:3"),
        ("ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๗", "ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๘", "year.analysed:2568:2568"),
        ("ม.ค. - มี.ค. ๒๕๖๘", "ม.ค. - มี.ค. ๒๕๖๗", "year.outside:2568:1"),
        ("๑๐ กุมภาพันธ์ ๒๕๖๘", "๑๐ พฤศจิกายน ๒๕๖๗", "year.done_before:2568:1"),
        ("๑๐ กุมภาพันธ์ ๒๕๖๘", "๑๐ กุมภาพันธ์ ๒๕๗๑", "year.done_outside:2568:1"),
        ("๑.๕๐ คะแนน", "๑๑๑.๕๐ คะแนน", "sum.bounds:111.50"),
        ("ตัวชี้วัดที่ ๗ เพิ่มขึ้นจากปีที่ผ่านมา ๑.๕๐", "ตัวชี้วัดที่ ๘ เพิ่มขึ้นจากปีที่ผ่านมา ๒๑.๕๐", "rule.changed_question:2568:8"),
        ("ต.ค. ๒๕๖๗ - มิ.ย. ๒๕๖๘", "ต.ค. ๒๕๖๗ - ก.ย. ๒๕๖๘", "year.early_outcome:2568"),
    ],
    ids=lambda value: value.partition(":")[0] if "." in value else "",
)
def test_an_error_in_a_report_is_found_at_its_line(before: str, after: str, remark: str) -> None:
    assert_found(REPORT, before, after, remark)


def assert_found(paper: str, before: str, after: str, remark: str) -> None:
    """Plant an error and look for its remark, with the line it stands in among its places."""
    assert before in paper
    planted = paper.replace(before, after, 1)
    line = planted[: planted.index(after)].count("\n") + 1
    told = found(planted)

    hits = [each for each in told if each.id.startswith(remark)]
    assert hits, [each.id for each in told]
    assert line in [place.line for place in hits[0].where]
