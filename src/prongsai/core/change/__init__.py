"""What moved the total between two years, split exactly, matter by matter; docs/method/change.md has the rules."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from prongsai.core.change.contributions import Contribution, split
from prongsai.core.errors import InputError, Problem
from prongsai.core.framework import TOTAL, Framework, Level
from prongsai.core.rules import HUNDREDTH
from prongsai.core.scoring import Score
from prongsai.core.text import Text

WRONG_ORDER = "change.wrong_order"


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelChange:
    """The two levels, `None` where open; `comparable` only if both years have the same levels and gates."""

    before: Level | None
    after: Level | None
    comparable: bool
    words: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class YearChange:
    """Two years side by side. The effects of `contributions` add up to `change`, exactly, where that is known.

    `shown` are both totals as their years show them, the older first.
    Without both totals the contributions are those of what both years know; `unknown` names what only one knows.
    """

    newer_year: int
    older_year: int
    before: Fraction | None
    after: Fraction | None
    shown: tuple[Fraction, Fraction] | None
    contributions: tuple[Contribution, ...]
    level: LevelChange
    unknown: tuple[str, ...]
    notes: tuple[Text, ...]

    @property
    def change(self) -> Fraction | None:
        """The exact change of the total, or `None` where one of the totals is unknown."""
        return None if self.before is None or self.after is None else self.after - self.before

    def steps_as_shown(self) -> tuple[Fraction, ...]:
        """Return the effects in whole hundredths that add up to the difference of the two totals as shown.

        Rounded one by one they would miss it by a hundredth now and then; here the effects nearest to the next
        hundredth take the difference. Empty where a total is unknown.
        """
        if self.shown is None:
            return ()
        effects = [each.effect / HUNDREDTH for each in self.contributions]
        steps = [math.floor(effect) for effect in effects]
        missing = int((self.shown[1] - self.shown[0]) / HUNDREDTH) - sum(steps)
        # One too many is rare (halves to the even neighbour, two policies), and shows least in the largest effect.
        order = sorted(
            range(len(steps)),
            key=lambda place: steps[place] - effects[place] if missing > 0 else -effects[place],
        )
        for turn in range(abs(missing) if order else 0):
            steps[order[turn % len(order)]] += 1 if missing > 0 else -1
        return tuple(step * HUNDREDTH for step in steps)


def compare(newer: Score, older: Score) -> YearChange:
    """Split the change of the total from `older` to `newer`; raises `InputError` if the years are the wrong way."""
    frameworks = newer.recipe.framework, older.recipe.framework
    require_order(*frameworks)
    contributions, unknown = split(newer, older)
    before, after = older.shown(TOTAL), newer.shown(TOTAL)
    return YearChange(
        newer_year=frameworks[0].fiscal_year,
        older_year=frameworks[1].fiscal_year,
        before=older.total,
        after=newer.total,
        shown=None if before is None or after is None else (before, after),
        contributions=contributions,
        level=_level_change(newer, older),
        unknown=unknown,
        notes=tuple(_notes(newer, older)),
    )


def require_order(newer: Framework, older: Framework) -> None:
    """Refuse to compare a year with a later one."""
    years = newer.fiscal_year, older.fiscal_year
    if years[1] > years[0]:
        problem = Problem(
            id=WRONG_ORDER,
            where="previous",
            found=str(years[1]),
            why=Text(
                f"ผลที่นำมาเทียบเป็นปี {years[1]} ซึ่งหลังปี {years[0]}",
                f"the result to compare with is of {years[1]}, later than {years[0]}",
            ),
            remedy=Text("สลับไฟล์ทั้งสอง", "exchange the two files"),
        )
        raise InputError([problem])


def _level_change(newer: Score, older: Score) -> LevelChange:
    before, after = older.decision.level, newer.decision.level
    comparable = _scheme(newer.recipe.framework) == _scheme(older.recipe.framework)
    words = _level_words(newer, older, comparable=comparable)
    return LevelChange(before=before, after=after, comparable=comparable, words=words)


def _scheme(framework: Framework) -> object:
    return framework.gates, [(level.id, level.minimum, level.gate) for level in framework.levels]


def _level_words(newer: Score, older: Score, *, comparable: bool) -> Text:
    years = newer.recipe.framework.fiscal_year, older.recipe.framework.fiscal_year
    before, after = older.decision.level, newer.decision.level
    if before is None or after is None:
        open_years = [str(year) for year, level in zip(years, (after, before), strict=True) if level is None]
        listed = ", ".join(reversed(open_years))
        return Text(
            f"ยังบอกระดับของปี {listed} ไม่ได้ จึงเทียบระดับไม่ได้",
            f"the level of {listed} is open, so levels cannot be compared",
        )
    th, en = f"ปี {years[1]} ได้ระดับ{before.word.th}", f"{years[1]}: {before.word.say('en')}"
    if not comparable:
        return Text(
            f"{th} ปี {years[0]} ได้ระดับ{after.word.th} สองปีใช้เกณฑ์ระดับต่างกัน จึงบอกไม่ได้ว่าดีขึ้นหรือลดลง",
            f"{en}, {years[0]}: {after.word.say('en')}; the years have different levels, "
            "so neither is better or worse than the other",
        )
    if before == after or before.id == after.id:
        return Text(f"ได้ระดับ{after.word.th}เท่าเดิม", f"the level is still {after.word.say('en')}")
    return Text(f"{th} ปี {years[0]} ได้ระดับ{after.word.th}", f"{en}, {years[0]}: {after.word.say('en')}")


def _notes(newer: Score, older: Score) -> Iterator[Text]:
    new, old = newer.recipe.framework, older.recipe.framework
    if newer.result.agency != older.result.agency:
        names = newer.result.agency, older.result.agency
        yield Text(
            f"ชื่อหน่วยงานในสองปีไม่ตรงกัน ({names[1]} และ {names[0]}) โปรดตรวจว่าเป็นหน่วยงานเดียวกัน",
            f"the two results name different agencies ({names[1]}, {names[0]}); check that they are one",
        )
    if new.id != old.id and new.previous != old.id:
        yield Text(
            f"ปี {old.fiscal_year} และ {new.fiscal_year} ไม่ใช่ปีติดกัน จึงจับคู่ตามเรื่อง และอาจมีการเปลี่ยนคำถามที่ไม่ได้เตือนไว้",
            f"{old.fiscal_year} and {new.fiscal_year} are not neighbours: they are joined by topic, "
            "and there may be changes of questions without a warning",
        )
    if {part.code for part in new.parts} != {part.code for part in old.parts}:
        yield Text(
            "ปีหนึ่งเก็บข้อมูลบางเครื่องมือแยกเป็นส่วน อีกปีหนึ่งไม่แยก ผู้ตอบจึงอาจเป็นคนละกลุ่ม",
            "one year asked a tool in parts and the other did not, so different groups may have answered",
        )
    if newer.total is None or older.total is None:
        yield Text(
            "ไม่ทราบคะแนนรวมของทั้งสองปี จึงแสดงเฉพาะส่วนที่ทราบทั้งสองปี และผลรวมของแต่ละส่วนไม่ใช่ผลต่างทั้งหมด",
            "a total is not known: only what both years know is shown, and it does not add up to the whole change",
        )
