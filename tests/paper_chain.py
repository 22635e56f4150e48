"""An invented plan of nine measures with what came of them, and the papers' words; no agency or person is real."""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache

from tests.papers import cells, words
from tests.published import framework

from prongsai.core.catalogue import Catalogue
from prongsai.core.document import Block, Bullets, Callout, Document, Paragraph, Row, Table
from prongsai.core.edition import Edition
from prongsai.core.followup import Followup, ProgressNote, Round
from prongsai.core.papers.pen import Pen, Setting
from prongsai.core.plan import Measure, Period, Plan, Step
from prongsai.core.profile import Profile, Signatory
from prongsai.core.text import Lang
from prongsai.core.thai import Digits
from prongsai.reading.catalogue import load

AGENCY = "อบต.สมมติ"
NOT_DONE = (4, 7)
WHOLE_YEAR = Period(datetime.date(2024, 10, 1), datetime.date(2025, 9, 30))
HOUSE = Profile(
    agency=AGENCY,
    unit="งานแผน",
    district="ไกลบ้าน",
    province="ทดลอง",
    phone="0 0000 0000",
    number_prefix="ทล 99901/",
    addressee="นายก อบต.สมมติ",
    via=("ปลัด", "ผู้อำนวยการกอง"),
    website="https://www.example.go.th",
    units={"finance": "กองคลังสมมติ"},
    signatories=(Signatory(name="", position="นักวิเคราะห์"), Signatory(name="", position="หัวหน้าสำนักปลัด")),
    opinions=(Signatory(name="", position="ปลัด"), Signatory(name="", position="นายก")),
)


@cache
def catalogue() -> Catalogue:
    return load()


def setting(
    lang: Lang = "th", *, digits: Digits = "thai", profile: Profile | None = HOUSE, year: int | None = 2568
) -> Setting:
    return Setting(
        edition=Edition(lang=lang, digits=digits, date=datetime.date(2025, 11, 17)),
        profile=profile,
        catalogue=catalogue(),
        framework=framework(year) if year else None,
    )


def pen(lang: Lang = "th", *, profile: Profile | None = HOUSE) -> Pen:
    return Pen(setting(lang, profile=profile), AGENCY)


def measure(number: int) -> Measure:
    return Measure(
        id=f"m{number}",
        topic="service" if number <= 5 else "budget",
        title=f"มาตรการสมมติ {number}",
        approach="ทำให้เห็น",
        responsible_units=("finance",),
        steps=(
            Step(number=1, text="เตรียม"),
            Step(number=2, text="เผยแพร่", responsible_units=("works",)),
        ),
        period=WHOLE_YEAR,
        monitoring_rounds=("6m", "12m") if number <= 3 else ("12m",),
        budget=Decimal(1000) if number == 1 else Decimal(0) if number == 2 else None,
        expected_gain=Fraction(1, 3) if number == 1 else None,
        codes=("6",) if number == 1 else ("i1@x", "O15"),
        generated=number == 9,
    )


def plan(number: int = 9, *, fiscal_year: int = 2568) -> Plan:
    return Plan(
        agency=AGENCY,
        agency_type="sao",
        fiscal_year=fiscal_year,
        result_year=fiscal_year - 1,
        measures=tuple(measure(each) for each in range(1, number + 1)),
    )


def note(number: int) -> ProgressNote:
    """Say of a measure at the end of the year that it is done, but of two that they are not."""
    whole = ProgressNote(
        measure=f"m{number}",
        step=None,
        status="done",
        done_note="ประกาศแล้ว",
        outcome="ประชาชนค้นหาได้",
        suggestion="ควรทำต่อ",
        evidence=("https://www.example.go.th/1", "หลักฐาน 1.pdf"),
    )
    if number not in NOT_DONE:
        return whole
    silent = ProgressNote(measure=f"m{number}", step=None, status="not_done")
    return replace(silent, reason="ไม่มีงบ", new_date=datetime.date(2026, 3, 31)) if number == 4 else silent


def followup_of(number: int = 9) -> Followup:
    """Return a follow-up whose first round knows of one measure only, and whose second of all."""
    begun = ProgressNote(measure="m1", step=1, status="in_progress", obstacle="ฝนตก")
    first = Round(round="6m", date=datetime.date(2025, 3, 31), notes=(begun,))
    notes = tuple(note(each) for each in range(1, number + 1))
    second = Round(round="12m", date=datetime.date(2025, 9, 30), notes=notes)
    return Followup(plan=plan(number), rounds=(first, second))


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def titles(table: Table) -> list[str]:
    return [column.title for column in table.columns]


def body(table: Table) -> list[Row]:
    return [row for row in table.rows if not row.heading]


def cell(table: Table, row: int, title: str) -> str:
    return cells(body(table)[row])[titles(table).index(title)]


def texts(blocks: Sequence[Block]) -> list[str]:
    """Give the running text of blocks: paragraphs, callouts and the items of lists."""
    found = []
    for block in blocks:
        if isinstance(block, Paragraph | Callout):
            found.append(words(block.runs))
        elif isinstance(block, Bullets):
            found += [words(item) for item in block.items]
    return found
