"""How one writer sets a paper: its digits, the names of its columns, how it counts, what it leaves blank."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from prongsai.core.thai import Digits, in_digits

HEADS = {
    "title": ("มาตรการ", "มาตรการ โครงการ หรือกิจกรรม", "มาตรการ/กิจกรรม", "หัวข้อ", "โครงการ/มาตรการ"),
    "approach": ("แนวทางการปฏิบัติ", "วิธีการนำผลวิเคราะห์ไปสู่การปฏิบัติ", "แนวทางดำเนินการ"),
    "steps": (
        *("ขั้นตอน/วิธีการปฏิบัติ", "ขั้นตอน/วิธีปฏิบัติ", "วิธีการดำเนินการ", "วิธีดำเนินการ"),
        *("ขั้นตอนการดำเนินงาน", "วิธีการ/ขั้นตอน"),
    ),
    "units": ("ผู้รับผิดชอบ", "ผู้รับผิดชอบ/ผู้ที่เกี่ยวข้อง", "หน่วยงานที่รับผิดชอบ", "ส่วนราชการผู้รับผิดชอบ"),
    "period": ("ระยะเวลา", "ระยะเวลาดำเนินการ", "ระยะเวลา ดำเนินงาน", "กำหนดเวลา", "ช่วงเวลาดำเนินการ"),
    "monitoring": ("การกำกับติดตาม", "การติดตามผล", "แนวทางการกำกับติดตาม", "วิธีติดตามประเมินผล"),
    "results": ("ผลการดำเนินการ", "ผลการดำเนินงาน", "สรุปผลการดำเนินการ", "สรุปผลการดำเนินการตามมาตรการหรือกิจกรรม"),
    "outcomes": (
        "ผลลัพธ์หรือความสำเร็จของการดำเนินการ",
        "ผลลัพธ์หรือความสำเร็จของการ ดำเนินการ",
        "ผลลัพธ์",
        "ผลสำเร็จของการดำเนินการ",
    ),
    "both": ("มาตรการ/ขั้นตอน/วิธีการปฏิบัติ", "มาตรการและขั้นตอนการดำเนินการ"),
    "rank": ("อันดับ", "อันดับที่"),
    "name": ("ตัวชี้วัด", "รายละเอียดตัวชี้วัด", "ชื่อตัวชี้วัด"),
    "score": ("คะแนน", "คะแนนที่ได้", "ผลคะแนน"),
    "tool": ("แบบ", "เครื่องมือ", "แบบวัด"),
    "number": ("ลำดับ", "ที่", "ตัวชี้วัดที่"),
    "question": ("ข้อคำถาม", "ข้อความ", "ข้อ/ประเด็น", "ประเด็นการประเมิน"),
    "finding": ("ข้อบกพร่อง/ข้อแก้ไข/ปรับปรุง/รักษาระดับ", "ประเด็นที่ควรพัฒนา", "ข้อค้นพบและข้อเสนอแนะ"),
}
_PLAN_ORDERS = (
    ("title", "approach", "steps", "units", "period", "monitoring"),
    ("title", "steps", "units", "period", "monitoring"),
    ("title", "approach", "units", "steps", "period", "monitoring"),
    ("title", "steps", "period", "units", "monitoring"),
)
_REPORT_ORDERS = (
    ("title", "steps", "units", "period", "results", "outcomes"),
    ("title", "steps", "period", "units", "results", "outcomes"),
    ("title", "period", "units", "steps", "results", "outcomes"),
    ("both", "results", "outcomes"),
)
_COUNTED = ("{}. ", "{}.", "{}) ", "({}) ")


@dataclass(frozen=True)
class Style:
    """Drawn once a file, as one person writes it."""

    random: Random
    digits: Digits
    heads: dict[str, str]
    plan: tuple[str, ...]
    report: tuple[str, ...]
    counted: str
    flat: bool
    """Several points of a cell stand in one paragraph."""
    split: bool
    """Tables go on over the page, with the head repeated."""
    shape: int
    ranges: bool
    three_parts: bool
    torn: str
    """What a row that goes on over the page does: its title is repeated, its first cell stays empty, or it never does."""

    def put(self, text: str) -> str:
        return in_digits(text, self.digits)

    def count(self, texts: Sequence[str], *, alone: bool = True, first: int = 1) -> list[str]:
        """Return points with numbers as they come to stand in a cell."""
        if len(texts) == 1 and not alone:
            return [self.put(texts[0])]
        points = [
            self.put(self.counted.format(number) + text) for number, text in enumerate(texts, start=first)
        ]
        return [" ".join(points)] if self.flat else points

    def head(self, *fields: str) -> list[str]:
        return [self.heads[each] for each in fields]


def draw(random: Random) -> Style:
    return Style(
        random=random,
        digits=random.choice(("thai", "thai", "arabic")),
        heads={name: random.choice(variants) for name, variants in HEADS.items()},
        plan=random.choice(_PLAN_ORDERS),
        report=random.choice(_REPORT_ORDERS),
        counted=random.choice(_COUNTED),
        flat=random.random() < 0.5,
        split=random.random() < 0.4,
        shape=random.randrange(6),
        ranges=random.random() < 0.5,
        three_parts=random.random() < 0.5,
        torn=random.choice(("repeated", "empty", "never")),
    )


def letters(text: str) -> str:
    """Return a text without blanks, and with Arabic digits: how two are compared."""
    return re.sub(r"\s+", "", in_digits(text, "arabic"))
