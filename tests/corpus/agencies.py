"""Agencies that do not exist, with the result each of them got: consistent by the rules of its year."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from random import Random

from tests.planted_errors import answers_and_items

from prongsai.core.agency import AGENCY_TYPES
from prongsai.core.framework import Framework
from prongsai.core.level import two_decimals
from prongsai.core.result import Result
from prongsai.core.scoring import prepare, score
from prongsai.reading.framework import load_year

# Names are put together from words that many places share, so that none is meant.
_BEGINNINGS = (
    "หนอง",
    "ห้วย",
    "โคก",
    "ดอน",
    "ท่า",
    "คลอง",
    "วัง",
    "โนน",
    "ป่า",
    "เขา",
    "ทุ่ง",
    "บึง",
    "ศรี",
    "แม่",
    "สระ",
)
_ENDINGS = (
    *("กระเบาใหญ่", "ตะแบกงาม", "มะค่าทอง", "พิกุลแก้ว", "ลำดวน", "สะเดาหวาน", "จันทร์ผา", "พะยอมขาว"),
    *("ยางคู่", "ไผ่เขียว", "ตาลเดี่ยว", "หว้าน้อย", "อินทนิล", "บัวลอยฟ้า", "หินดาด", "ปลาซิวทอง"),
)
_PROVINCES = (
    *("ขอนแก่น", "สงขลา", "เชียงราย", "นครปฐม", "บุรีรัมย์", "ระยอง", "พิจิตร", "ตรัง", "สกลนคร", "ลพบุรี"),
    *("อุบลราชธานี", "นครศรีธรรมราช", "น่าน", "ชัยนาท", "จันทบุรี", "กาญจนบุรี", "ยโสธร", "พังงา"),
)
_TYPES = ("sao", "sao", "sao", "subdistrict_municipality", "subdistrict_municipality", "town_municipality")
# Of a hundred items so many have full points.
_FULL = (70, 97)


@dataclass(frozen=True)
class Office:
    """An agency: its type, its names with and without the type, where it lies."""

    type: str
    place: str
    district: str
    province: str

    @property
    def name(self) -> str:
        return AGENCY_TYPES[self.type].name.th + self.place

    @property
    def head(self) -> str:
        if self.type == "sao":
            return f"นายก{self.name}"
        return "นายกเทศมนตรี" + AGENCY_TYPES[self.type].name.th.removeprefix("เทศบาล") + self.place

    @property
    def clerk(self) -> str:
        return "ปลัดองค์การบริหารส่วนตำบล" if self.type == "sao" else "ปลัดเทศบาล"


@dataclass(frozen=True)
class Case:
    """An agency with its result of one year: every score, rounded as announced, and the level."""

    office: Office
    framework: Framework
    scores: Mapping[str, Decimal]
    level: str

    @property
    def year(self) -> int:
        return self.framework.fiscal_year

    def shown(self, code: str) -> str:
        return f"{self.scores[code]:.2f}"

    def title(self, code: str) -> str:
        return self.framework.nodes[code].title.th

    def indicators(self, tool: str) -> list[str]:
        return [code for code, node in self.framework.nodes.items() if node.parent == tool]

    def below(self, indicator: str) -> list[str]:
        """The questions or items of an indicator, sub-indicators passed over."""
        nodes = self.framework.nodes
        own = [code for code, node in nodes.items() if node.parent == indicator]
        return [
            each
            for code in own
            for each in (self.below(code) if nodes[code].kind == "sub_indicator" else [code])
        ]


def office(random: Random) -> Office:
    first, second = random.sample(_BEGINNINGS, 2)
    one, other = random.sample(_ENDINGS, 2)
    return Office(random.choice(_TYPES), first + one, second + other, random.choice(_PROVINCES))


def case(random: Random, year: int) -> Case:
    """Draw answers and items, score them by the framework, and round what is announced."""
    framework = load_year(year)
    counts, _ = answers_and_items(framework, random)
    full = random.uniform(*_FULL)
    lost = ("0",) if year < 2568 else ("0", "50")
    items = {
        node.code: Decimal("100" if random.uniform(0, 100) < full else random.choice(lost))
        for node in framework.nodes.values()
        if node.kind == "item"
    }
    scored = score(prepare(framework), Result(agency="", fiscal_year=0, scores=items, counts=counts))
    values = {code: scored.recipe.rounding.shown(value) for code, value in scored.values.items()}
    exact = _joined(framework, dict(scored.values))
    shown = {
        code: Decimal(two_decimals(scored.recipe.rounding.shown(value))) for code, value in exact.items()
    }
    assert values
    level = scored.decision.level
    assert level is not None
    return Case(office(random), framework, shown, level.word.th)


def _joined(framework: Framework, values: dict[str, Fraction]) -> dict[str, Fraction]:
    """Give questions that are asked in two parts the mean of both, as lists that do not part them have it."""
    for code, node in framework.nodes.items():
        parts = framework.parts_of(framework.tool_of(code) or "")
        asked = [
            (part.weight, values[f"{code}@{part.code}"]) for part in parts if f"{code}@{part.code}" in values
        ]
        if node.kind == "question" and asked and code not in values:
            values[code] = sum((weight * value for weight, value in asked), Fraction()) / sum(
                w for w, _ in asked
            )
    return values
