"""What is said about gains and plans: what is assumed, what is not known, what was wrong with the question."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from prongsai.core.errors import Problem
from prongsai.core.framework import Framework, Level
from prongsai.core.level import Bounds, two_decimals
from prongsai.core.text import Text

NO_TOTAL = Text(
    "ยังคำนวณคะแนนรวมไม่ได้ จึงวางแผนไปให้ถึงระดับใดไม่ได้ บอกได้เฉพาะว่าแต่ละข้อจะเพิ่มคะแนนเท่าใด",
    "the total is not known yet, so no plan can be made; only what each item would bring",
)
NAME_A_TARGET = Text(
    "ยังบอกระดับปัจจุบันแน่นอนไม่ได้ โปรดระบุระดับเป้าหมาย",
    "the present level is open; name the level to aim at",
)
EFFORT_ASSUMED = Text(
    "แรงที่ใช้เป็นค่าสมมติเมื่อไม่ได้กำหนดเอง: ข้อ OIT ข้อละ 1 และข้อคำถาม 10 คะแนนละ 1",
    "efforts are assumptions where none are given: 1 for an OIT item, 1 for ten points of a question",
)

NOT_PROVEN = Text(
    "แผนนี้ถึงเป้าหมายแน่นอน แต่หยุดค้นหาก่อนพิสูจน์ได้ว่าไม่มีแผนที่ใช้แรงน้อยกว่า",
    "the plan reaches the target, but the search was stopped before it was proven that no other takes less effort",
)


def reached(level: Level) -> Text:
    """Say that the target needs nothing."""
    return Text(
        f"ได้ระดับ{level.word.th}อยู่แล้ว ไม่ต้องทำอะไรเพิ่มเพื่อให้ถึงเป้าหมาย",
        f"the level is {level.word.say('en')} already, nothing is needed to reach the target",
    )


def unreachable(target: Level, best: Level, total: Fraction) -> Text:
    """Say how far everything at its best leads; `total` as shown."""
    most = two_decimals(total)
    return Text(
        f"แม้ยกทุกข้อที่ยกได้จนเต็มก็ยังไม่ถึงระดับ{target.word.th}: คะแนนรวมจะเป็น {most} ระดับดีที่สุดที่ถึงได้คือ{best.word.th}",
        f"{target.word.say('en')} is out of reach: with everything that may be raised at its best the total is "
        f"{most}, and the best level is {best.word.say('en')}",
    )


def excluded(codes: tuple[str, ...]) -> tuple[Text, ...]:
    """Name what was left out; empty where nothing was."""
    if not codes:
        return ()
    listed = ", ".join(codes)
    return (Text(f"ไม่นำมาคิดตามที่กำหนดไว้: {listed}", f"left out as asked: {listed}"),)


def gates_unknown(codes: tuple[str, ...]) -> tuple[Text, ...]:
    """Name the gates whose figures are missing; empty where none are."""
    if not codes:
        return ()
    listed = ", ".join(codes)
    return (
        Text(
            f"ไม่มีคะแนน {listed} จึงบอกได้เพียงช่วงที่เป็นไปได้",
            f"{listed} not given: only what is possible can be said",
        ),
    )


def parts_unknown(codes: tuple[str, ...]) -> tuple[Text, ...]:
    """Name scores that cannot be used because nobody says which part they belong to; empty where there are none."""
    if not codes:
        return ()
    listed = ", ".join(codes)
    return (
        Text(
            f"ไม่ได้ใช้คะแนน {listed} เพราะไม่ทราบว่าเป็นของส่วนใดของเครื่องมือ",
            f"{listed} not used: it is not known to which part of the tool they belong",
        ),
    )


def hangs_on_gates(target: Level, gates: Mapping[str, Bounds]) -> Text:
    """Say what a plan cannot ensure: gates that may lie below the target's gate after it."""
    at = target.gate or Fraction(0)
    low = [(code, bounds) for code, bounds in gates.items() if bounds.low < at]
    thai = ", ".join(f"{code} อยู่ระหว่าง {_span(bounds, 'ถึง')}" for code, bounds in low)
    english = ", ".join(f"{code} between {_span(bounds, 'and')}" for code, bounds in low)
    return Text(
        f"แผนนี้ทำได้เพียงเงื่อนไขที่จำเป็นของระดับ{target.word.th} คือให้คะแนนเครื่องมือถึง {two_decimals(at)} "
        f"แต่ยังไม่ทราบว่าทุกส่วนจะถึงหรือไม่ ({thai})",
        f"the plan only ensures what {target.word.say('en')} needs at least, that the tool reaches "
        f"{two_decimals(at)}; whether each part does is not known ({english})",
    )


def _span(bounds: Bounds, and_: str) -> str:
    return f"{two_decimals(bounds.low)} {and_} {two_decimals(bounds.high)}"


def no_such_level(framework: Framework, found: str) -> Problem:
    """Name the levels of the year."""
    thai = ", ".join(f"{level.word.th} ({level.id})" for level in framework.levels)
    english = ", ".join(f"{level.id} ({level.word.say('en')})" for level in framework.levels)
    year = framework.fiscal_year
    return Problem(
        id="improve.no_such_level",
        where="target",
        found=found,
        why=Text(f"ปีงบประมาณ {year} ไม่มีระดับนี้", f"fiscal year {year} has no such level"),
        remedy=Text(f"ใช้ระดับใดระดับหนึ่ง: {thai}", f"use one of: {english}"),
    )


def no_such_code(code: str) -> Problem:
    """Refuse an effort for a code that cannot be raised."""
    return Problem(
        id="improve.no_such_code",
        where="effort",
        found=code,
        why=Text("กำหนดแรงให้รหัสนี้ไม่ได้", "no effort can be set for this code"),
        remedy=Text(
            "ใช้รหัสข้อ ข้อคำถาม ตัวชี้วัด หรือเครื่องมือของปีนี้",
            "use the code of an item, question, indicator or tool of this year",
        ),
    )


def effort_below_zero(code: str, value: Fraction) -> Problem:
    """Refuse an effort below 0."""
    return Problem(
        id="improve.effort_below_zero",
        where=f"effort → {code}",
        found=str(value),
        why=Text("แรงที่ใช้ต่ำกว่า 0 ไม่ได้", "an effort cannot be below 0"),
        remedy=Text("ใส่ 0 หรือมากกว่า หรือ never เพื่อไม่นำมาคิด", "give 0 or more, or never to leave it out"),
    )
