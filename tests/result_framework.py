"""A small framework of our own invention, with one of everything that a result file can name."""

from dataclasses import replace
from fractions import Fraction

from prongsai.core.framework import Framework, Kind, Level, Node, Part, Scale, Tool
from prongsai.core.text import Text

SIX = ("น้อยที่สุด", "น้อย", "ค่อนข้างน้อย", "ค่อนข้างมาก", "มาก", "มากที่สุด")


def node(code: str, kind: Kind, parent: str, title: str) -> Node:
    return Node(
        code=code, kind=kind, parent=parent, title=Text(title), certainty="general", source="invented"
    )


def part(code: str) -> Part:
    title = Text(f"ส่วนที่ {code[-1]}", f"part {code[-1]}")
    return Part(
        code=code, tool="EIT", title=title, weight=Fraction(1, 2), certainty="general", source="invented"
    )


def tool(code: str, weight: Fraction) -> Tool:
    return Tool(
        code=code, title=Text(f"แบบ {code}", code), weight=weight, certainty="general", source="invented"
    )


def scale(name: str, points: tuple[int, ...], labels: tuple[str, ...]) -> Scale:
    texts = tuple(Text(label) for label in labels)
    return Scale(id=name, points=points, labels=texts, certainty="general", source="invented")


def level(name: str, word: str, minimum: int) -> Level:
    return Level(id=name, word=Text(word), minimum=Fraction(minimum), certainty="general", source="invented")


ALLOWED = (Fraction(0), Fraction(50), Fraction(100))
NODES = (
    node("1", "indicator", "IIT", "การปฏิบัติหน้าที่"),
    replace(node("i1", "question", "1", "ทำงานตามขั้นตอน"), scale="six"),
    replace(node("i2", "question", "1", "เบิกจ่ายเท็จ"), scale="six", reversed=True),
    replace(node("i3", "question", "1", "เรียกรับสินบน"), scale="two"),
    node("2", "indicator", "IIT", "การใช้งบประมาณ"),
    node("i4", "question", "2", "ใช้งบประมาณ"),
    replace(node("i4.1", "statement", "i4", "คุ้มค่า"), scale="six"),
    replace(node("i4.2", "statement", "i4", "ไม่บิดเบือน"), scale="six"),
    node("i5", "question", "2", "ข้อที่ไม่ทราบตัวเลือก"),
    node("6", "indicator", "EIT", "คุณภาพการดำเนินงาน"),
    replace(node("e1", "question", "6", "บริการตามขั้นตอน"), scale="six"),
    node("9", "indicator", "OIT", "การเปิดเผยข้อมูล"),
    node("9.1", "sub_indicator", "9", "ข้อมูลพื้นฐาน"),
    replace(node("O1", "item", "9.1", "โครงสร้าง"), allowed=(Fraction(0), Fraction(100))),
    replace(node("O2", "item", "9.1", "ข้อมูลผู้บริหาร"), allowed=ALLOWED),
    node("10", "indicator", "OIT", "การป้องกันการทุจริต"),
    node("O10", "item", "10", "แผนป้องกันการทุจริต"),
    node("O43", "item", "10", "รายงานผล"),
)
FRAMEWORK = Framework(
    id="th-ita-2568",
    fiscal_year=2568,
    title=Text("กรอบสมมติ", "an invented framework"),
    agency_types=("sao", "town_municipality"),
    tools=(tool("IIT", Fraction(3, 10)), tool("EIT", Fraction(3, 10)), tool("OIT", Fraction(4, 10))),
    parts=(part("EIT.1"), part("EIT.2")),
    scales={
        "six": scale("six", (0, 20, 40, 60, 80, 100), SIX),
        "two": scale("two", (0, 100), ("มี", "ไม่มี")),
    },
    nodes={one.code: one for one in NODES},
    rules=(),
    alternatives=(),
    rounding="half_up_2",
    levels=(level("good", "ผ่านดี", 85), level("c", "C", 0)),
    gates=(),
    certainty="general",
    source="invented",
)
