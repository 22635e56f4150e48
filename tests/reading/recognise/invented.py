"""Papers of agencies that do not exist, worded for these tests, of the kinds that agencies publish."""

from collections.abc import Mapping

from prongsai.core.recognised import Reading, Recognised
from prongsai.reading.printed.text import parse
from prongsai.reading.recognise import recognise

SCORES = {
    "1": ("การปฏิบัติหน้าที่", "88.10"),
    "2": ("การใช้งบประมาณ", "81.20"),
    "3": ("การใช้อำนาจ", "82.30"),
    "4": ("การใช้ทรัพย์สินของราชการ", "75.40"),
    "5": ("การแก้ไขปัญหาการทุจริต", "79.50"),
    "6": ("คุณภาพการดำเนินงาน", "90.60"),
    "7": ("ประสิทธิภาพการสื่อสาร", "91.70"),
    "8": ("การปรับปรุงระบบการทำงาน", "89.80"),
    "9": ("การเปิดเผยข้อมูล", "66.67"),
    "10": ("การป้องกันการทุจริต", "43.75"),
}

RANKED = """\
บันทึกข้อความ

ส่วนราชการ สำนักปลัด องค์การบริหารส่วนตำบลห้วยเมฆ โทร. ๐๔๕-๐๐๐๐๐๐

ที่ อบ ๐๐๐๐๑/๙ วันที่ ๕ ตุลาคม ๒๕๖๔

เรื่อง รายงานวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๔

เรียน นายกองค์การบริหารส่วนตำบลห้วยเมฆ

จึงเสนอรายงานมาเพื่อโปรดทราบ

รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. ๒๕๖๔
องค์การบริหารส่วนตำบลห้วยเมฆ
อำเภอดอนแก้ว จังหวัดอุบลราชธานี

องค์กรบริหารส่วนตำบลห้วยเมฆ.... มีค่าคะแนนผลการประเมินภาพรวมเท่ากับ ๗๓.๖๘ คะแนน อยู่ในระดับ c

อันดับ	ตัวชี้วัด	คะแนน
1	ประสิทธิภาพการสื่อสาร	91.70
2	คุณภาพการดำเนินงาน	90.60
3	การปรับปรุงการทำงาน	89.80
4	การปฏิบัติหน้าที่	88.10
5	การใช้อำนาจ	82.30
6	การใช้งบประมาณ	81.20
7	การแก้ไขปญหาการทุจริต	79.50
8	การใช้ทรัพย์สินของราชการ	75.40
9	การเปิดเผยข้อมูล	66.67
10	การป้องกันการทุจริต	43.75

ตัวชี้วัดที่ต่ำสุดคือ การป้องกันการทุจริต ได้คะแนนเท่ากับ ๔๓.๗๕ ซึ่งควรแก้ไขก่อน
"""


def recognised(text: str, name: str = "paper.txt") -> Recognised:
    """Return what a paper of this text says."""
    return recognise(parse(text, name))


def by_field(found: Recognised) -> Mapping[str, Reading]:
    """Return the first reading of each field."""
    return {each.field: each for each in reversed(found.readings)}


def values(found: Recognised, beginning: str) -> dict[str, str]:
    """Return what was read in the fields that begin so, by the rest of their names."""
    return {
        field.removeprefix(beginning): each.value
        for field, each in by_field(found).items()
        if field.startswith(beginning)
    }
