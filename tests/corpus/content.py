"""What an agency has to tell in its papers: findings, actions, measures and what came of them, in words of our own."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field, replace
from random import Random

from tests.corpus.agencies import Case
from tests.corpus.sheets import Measure, tagged

from prongsai.core.catalogue import Advice
from prongsai.core.thai import MONTHS
from prongsai.reading.catalogue import load

# What scored this much is only to be kept up.
GOOD = 95
_SHORT_MONTHS = (
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
)
_DONE = (
    "ได้{step}เรียบร้อยแล้วเมื่อวันที่ {day}",
    "{step} แล้วเสร็จเมื่อ {day} จำนวน {count} เรื่อง",
    "ดำเนินการ{step}แล้ว {day} มีผู้เข้าร่วม {count} คน",
    "มีการ{step}ตามคำสั่งที่ {count}/{year} ลงวันที่ {day}",
)
_OUTCOMES = (
    "ผู้ใช้บริการตอบแบบสอบถาม {count} คน พอใจ {more} คน",
    "งานแล้วเสร็จตามกำหนดเวลา {count} จาก {more} เรื่อง",
    "เจ้าหน้าที่ {count} คนนำวิธีทำงานใหม่ไปใช้ในงานประจำ",
    "ข้อมูลบนเว็บไซต์เป็นปัจจุบันครบ {count} รายการ มีผู้เปิดอ่าน {more} ครั้ง",
    "ลดเวลารอของผู้มาติดต่อจาก {more} นาที เหลือ {count} นาที",
)
_MONITORING = (
    "รายงานปลัดรอบ 6 เดือน และรอบ 12 เดือน",
    "ติดตามและรายงานผลต่อผู้บริหารทุกไตรมาส",
    "รายงานความก้าวหน้าครั้งที่ 1 ภายในเดือนเมษายน และครั้งที่ 2 ภายในเดือนตุลาคม",
    "รายงานผลในการประชุมหัวหน้าส่วนราชการทุกเดือน",
)
_LOST = (
    "ข้อมูลที่แสดงยังขาดองค์ประกอบบางส่วน จึงควรจัดทำ{title}ให้ครบองค์ประกอบ แล้วเผยแพร่บนเว็บไซต์หลักก่อนวันปิดรับข้อมูล",
    "ผู้ตรวจไม่พบข้อมูลของปีที่กำหนด หน่วยงานต้องปรับปรุง{title}ให้ตรงปี พร้อมตรวจลิงก์ให้เปิดได้จริงทุกครั้งที่เผยแพร่",
    "เอกสารที่เผยแพร่ไม่ตรงกับหลักเกณฑ์ ควรมอบหมายเจ้าของข้อมูลรวบรวม{title}ใหม่ทั้งฉบับและเผยแพร่ให้ทันกำหนด",
)


@dataclass
class Told:
    """Everything that the papers of one agency say, so that one thing can be made wrong before they are written."""

    case: Case
    level: str
    day: datetime.date
    plan_year: int
    scores: dict[str, str]
    findings: dict[str, str]
    """By question and item; what is missing here is only to be kept."""
    actions: dict[str, list[str]]
    planned: list[Measure]
    reported: list[Measure]
    foreword: datetime.date
    opinions: list[str]
    reached: int = 0
    """Each tool is told to have this many points or more."""
    counted: tuple[int, int, int] | None = None
    highest: str = ""
    lowest: str = ""
    cover_year: int = 0
    site: str = ""
    """Whose website the closing line names."""
    ranks: list[str] = field(default_factory=list)

    def figure(self, *codes: str) -> str:
        """Return the score of a code, or the one of several, tagged with what it belongs to."""
        return tagged(codes, self.scores[codes[0]])

    def findings_of(self, indicator: str) -> list[tuple[str, str]]:
        """Return the findings under an indicator, each with its question or item."""
        return [(code, self.findings[code]) for code in self.case.below(indicator) if code in self.findings]


def long_day(day: datetime.date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year + 543}"


def told(case: Case, random: Random) -> Told:
    """Return what a careful agency would tell: nothing left out, nothing that contradicts."""
    scores = {code: f"{value:.2f}" for code, value in case.scores.items() if "@" not in code}
    shown = [code for code in case.framework.nodes if case.framework.nodes[code].kind == "indicator"]
    findings, keys = _findings(case, random)
    year = case.year + 1
    planned = [_measure(key, items, year, random) for key, items in keys.items()]
    begin = announced(case)
    lowest_tool = min(int(case.scores[tool.code]) for tool in case.framework.tools)
    return Told(
        case=case,
        level=case.level,
        day=begin + datetime.timedelta(days=random.randint(20, 75)),
        plan_year=year,
        scores=scores,
        findings=findings,
        actions=_actions(case, findings),
        planned=planned,
        reported=[_done(each, year, random) for each in planned],
        foreword=begin + datetime.timedelta(days=random.randint(32, 70)),
        opinions=[
            random.choice(("ทราบ เห็นควรดำเนินการ", "เห็นชอบตามเสนอ", "ทราบ ดำเนินการตามแผน")) for _ in range(2)
        ],
        reached=lowest_tool - lowest_tool % 5,
        highest=max(shown, key=lambda code: case.scores[code]),
        lowest=min(shown, key=lambda code: case.scores[code]),
        cover_year=case.year,
        site=case.office.name,
        ranks=sorted(shown, key=lambda code: -case.scores[code]),
    )


def announced(case: Case) -> datetime.date:
    return next(
        datetime.date.fromisoformat(each.begins)
        for each in case.framework.calendar
        if each.stage == "result" and each.begins
    )


def _findings(case: Case, random: Random) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Return what is to be mended by question and item, and the measures for it with the items each answers."""
    found: dict[str, str] = {}
    keys: dict[str, list[str]] = {}
    codes = [
        code
        for tool in case.framework.tools
        for ind in case.indicators(tool.code)
        for code in case.below(ind)
    ]
    for code in sorted(codes, key=lambda code: case.scores[code]):
        node = case.framework.nodes[code]
        if case.scores[code] >= GOOD or (not node.themes and node.kind != "item"):
            continue
        advice = _advice(case, code)
        if advice is None:
            continue
        if node.kind == "item":
            found[code] = random.choice(_LOST).format(title=node.title.th)
        else:
            recommended = advice.recommendation.th.format(agency=case.office.name)
            found[code] = f"{advice.finding.th.format(agency=case.office.name)} {recommended}"
        if advice.measure:
            keys.setdefault(advice.measure, [])
            if node.kind == "item":
                keys[advice.measure].append(f"จัดทำและเผยแพร่ข้อ {code} {node.title.th}")
    return found, keys


def _advice(case: Case, code: str) -> Advice | None:
    return next(iter(load().covering(case.framework.nodes[code].themes)), None)


def _actions(case: Case, findings: dict[str, str]) -> dict[str, list[str]]:
    """Return the numbered actions under each indicator: the approaches of the measures its findings lead to."""
    catalogue = load()
    actions: dict[str, list[str]] = {}
    for tool in case.framework.tools:
        for indicator in case.indicators(tool.code):
            for code in case.below(indicator):
                advice = _advice(case, code)
                if code in findings and advice and advice.measure:
                    approach = catalogue.measures[advice.measure].approach.th
                    # What staff and the public are asked alike is answered in words of its own.
                    asked = advice.recommendation.th.format(agency=case.office.name)
                    own = asked if tool.code == "EIT" else f"{approach} สำหรับ{case.title(code)}"
                    actions.setdefault(indicator, []).append(own)
    return actions


def _measure(key: str, items: list[str], year: int, random: Random) -> Measure:
    catalogue = load()
    known = catalogue.measures[key]
    period, span = _period(year, random)
    units = [catalogue.units[each].title.th for each in known.units]
    return Measure(
        title=random.choice(("มาตรการ{}", "{}", "การ{}", "โครงการ{}")).format(known.title.th),
        approach=[known.approach.th],
        steps=[step.th for step in known.steps] + items,
        units=random.choice((" ", " / ", ", ")).join(units),
        period=period,
        span=span,
        monitoring=random.choice((*_MONITORING, known.monitoring.th)),
    )


def _period(year: int, random: Random) -> tuple[str, tuple[str, str]]:
    """Return months of a fiscal year as agencies write them, with the first and the last day."""
    first = random.randint(0, 7)
    last = random.randint(first + 1, 11)
    months = [(9 + each) % 12 + 1 for each in (first, last)]
    years = [year - 1 if month > 9 else year for month in months]
    ends = [
        datetime.date(y - 543 + (m == 12), m % 12 + 1, 1) - datetime.timedelta(days=1)
        for y, m in zip(years, months, strict=True)
    ]
    span = (datetime.date(years[0] - 543, months[0], 1).isoformat(), ends[1].isoformat())
    short = [_SHORT_MONTHS[month - 1] for month in months]
    full = [MONTHS[month - 1] for month in months]
    if random.random() < 0.2:
        return f"ตลอดปีงบประมาณ พ.ศ. {year}", (f"{year - 544}-10-01", f"{year - 543}-09-30")
    forms = [
        f"{short[0]} {years[0]} - {short[1]} {years[1]}",
        f"{full[0]} {years[0]} – {full[1]} {years[1]}",
        f"1 {full[0]} {years[0]} - {ends[1].day} {full[1]} {years[1]}",
    ]
    if years[0] == years[1]:
        forms += [f"{short[0]} - {short[1]} {years[1] % 100}", f"{full[0]} - {full[1]} {years[1]}"]
    return random.choice(forms), span


def _done(measure: Measure, year: int, random: Random) -> Measure:
    """Return a planned measure with what came of each step, and an outcome that can be counted."""
    results = []
    span = measure.span
    assert span is not None
    first, last = (datetime.date.fromisoformat(day) for day in span)
    days = sorted(random.randint(0, (last - first).days) for _ in measure.steps)
    for step, later in zip(measure.steps, days, strict=True):
        day = first + datetime.timedelta(days=later)
        text = random.choice(_DONE).format(
            step=step, day=long_day(day), count=random.randint(3, 90), year=year
        )
        results.append(text)
    count = random.randint(12, 60)
    outcomes = [
        text.format(count=count, more=count + random.randint(1, 40))
        for text in random.sample(_OUTCOMES, random.randint(1, 2))
    ]
    return replace(measure, results=results, outcomes=outcomes, approach=[])
