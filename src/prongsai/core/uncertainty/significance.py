"""Whether a change is larger than the chance of who happened to answer, said plainly."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from prongsai.core.figure import shown_change, signed
from prongsai.core.text import Text
from prongsai.core.uncertainty import NORMAL_95, Error
from prongsai.core.uncertainty.spread import BEST, SampleShare, least_variance, most_variance

Verdict = Literal["within", "beyond", "depends", "no_sampling"]

# 10 % of 4,000 people and of all above it: the largest sample that the rules of the years known to us ask for.
LARGEST_PLAUSIBLE = 400
# Fewer have hardly ever been asked: the rules want 30, or everybody where there are fewer.
SMALLEST_PLAUSIBLE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Significance:
    """What can be said of a change: `within` its sampling error, `beyond` it, or it `depends` on what is not known.

    `from_number`: the fewest answers, in every sample of both years, with which it can be beyond at all (answers as
    alike as the scale allows); `surely_from`: the fewest with which it is whatever the answers (as far apart as
    the scores allow). Both `None` where the errors themselves were given.
    """

    verdict: Verdict
    words: Text
    from_number: int | None = None
    surely_from: int | None = None


_WITHIN = Text(
    "เปลี่ยน {change} คะแนน อยู่ในช่วงความคลาดเคลื่อนจากการสุ่ม ({margin}) จึงยังบอกไม่ได้ว่าเปลี่ยนจริง",
    "a change of {change} is within the sampling error ({margin}): it cannot be told from chance",
)
_BEYOND = Text(
    "เปลี่ยน {change} คะแนน มากกว่าความคลาดเคลื่อนจากการสุ่ม ({margin}) จึงไม่ได้เกิดจากความบังเอิญในการสุ่มผู้ตอบเพียงอย่างเดียว",
    "a change of {change} is larger than the sampling error ({margin}): who happened to answer does not explain it",
)
_DEPENDS_ON_PEOPLE = Text(
    "เปลี่ยน {change} คะแนน บอกแน่ไม่ได้ว่าเปลี่ยนจริง ขึ้นกับว่าคนเดียวกันตอบแต่ละข้อไปทางเดียวกันเพียงใด ({margin})",
    "a change of {change} may be real or chance: it depends on how alike one person answers the questions ({margin})",
)
_DEPENDS_ON_SPREAD = Text(
    "เปลี่ยน {change} คะแนน บอกแน่ไม่ได้ว่าเปลี่ยนจริง ขึ้นกับว่าคำตอบกระจายเพียงใด ({margin})",
    "a change of {change} may be real or chance: it depends on how far the answers lie apart ({margin})",
)
_NO_SAMPLING = Text(
    "เปลี่ยน {change} คะแนน ข้อนี้ผู้ตรวจให้คะแนน ไม่ได้สุ่มผู้ตอบ จึงไม่มีความคลาดเคลื่อนจากการสุ่ม",
    "a change of {change}; reviewers gave it, nobody was sampled, so there is no sampling error",
)
_NO_CHANGE = Text("ไม่เปลี่ยนแปลง", "no change")
_NEVER = Text(
    "เปลี่ยน {change} คะแนน อยู่ในช่วงความคลาดเคลื่อนจากการสุ่ม ไม่ว่าจำนวนผู้ตอบที่เป็นไปได้จะเป็นเท่าใด จึงบอกไม่ได้ว่าเปลี่ยนจริง "
    "ต้องมีผู้ตอบอย่างน้อย {least} คนในแต่ละกลุ่มทั้งสองปี แม้คำตอบจะเหมือนกันมากที่สุดเท่าที่มาตรวัดยอมให้ "
    "แต่เกณฑ์จำนวนผู้ตอบขั้นต่ำสูงสุดเพียง {largest} คน",
    "a change of {change} is within the sampling error of any plausible sample and cannot be told from chance: even "
    "with answers as alike as the scale allows it takes at least {least} answers in each group in both years, "
    "while the largest minimum is {largest}",
)
_ALWAYS = Text(
    "เปลี่ยน {change} คะแนน มากกว่าความคลาดเคลื่อนจากการสุ่ม แม้มีผู้ตอบเพียง {smallest} คนและคำตอบกระจายมากที่สุด "
    "(ผู้ตอบ {most} คนก็พอ) จึงไม่ได้เกิดจากความบังเอิญในการสุ่มผู้ตอบเพียงอย่างเดียว",
    "a change of {change} is larger than the sampling error even with {smallest} answers that lie as far apart as "
    "they can ({most} would do): who happened to answer does not explain it",
)
_BETWEEN = Text(
    "เปลี่ยน {change} คะแนน ต้องทราบจำนวนผู้ตอบจึงจะบอกได้ว่าเปลี่ยนจริงหรือไม่ ถ้าน้อยกว่า {least} คนในแต่ละกลุ่มบอกไม่ได้ "
    "ถ้ามีตั้งแต่ {most} คนขึ้นไปบอกได้แน่",
    "whether a change of {change} is real depends on the number of answers: with fewer than {least} in each group it "
    "cannot be told, from {most} on it can",
)
_OPEN = Text(
    "เปลี่ยน {change} คะแนน ต้องทราบจำนวนผู้ตอบและการกระจายของคำตอบจึงจะบอกได้ว่าเปลี่ยนจริงหรือไม่ "
    "ถ้ามีผู้ตอบตั้งแต่ {most} คนขึ้นไปในแต่ละกลุ่มบอกได้แน่",
    "whether a change of {change} is real depends on how many answered and how far apart: from {most} answers in each "
    "group on it can be told",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How a figure was asked for: the step of one person's score, the shares of the independent samples behind it.

    `before` and `after` are the figures of the two years where both are known, 0–100.
    """

    step: Fraction | None
    shares: tuple[Fraction, ...] = (Fraction(1),)
    before: Fraction | None = None
    after: Fraction | None = None


def within_error(
    change: Fraction, before: Error, after: Error, *, shown: Fraction | None = None
) -> Significance:
    """Say whether a change is within the 95 % error of its two figures, which rest on different samples.

    `shown` is the change as it stands beside the figures; the exact one decides.
    """
    said = signed(change if shown is None else shown)
    if before.basis == after.basis == "none":
        return Significance(verdict="no_sampling", words=_NO_SAMPLING.format(change=said))
    low = math.hypot(before.low, after.low) * NORMAL_95
    high = math.hypot(before.high, after.high) * NORMAL_95
    spread_unknown = "sizes" in (before.basis, after.basis)
    verdict: Verdict = "beyond" if abs(change) > high else "within" if abs(change) <= low else "depends"
    words = {"beyond": _BEYOND, "within": _WITHIN}.get(
        verdict, _DEPENDS_ON_SPREAD if spread_unknown else _DEPENDS_ON_PEOPLE
    )
    return Significance(verdict=verdict, words=words.format(change=said, margin=_margin(low, high)))


def nobody_sampled(change: Fraction) -> Significance:
    """Say of a change in what reviewers check that sampling has no part in it."""
    return Significance(verdict="no_sampling", words=_NO_SAMPLING.format(change=signed(change)))


def any_plausible(
    change: Fraction, asked: Asked, *, smallest: int = SMALLEST_PLAUSIBLE, largest: int = LARGEST_PLAUSIBLE
) -> Significance:
    """Say of a change whose numbers of answers nobody told whether any plausible number would make it real, or chance.

    `smallest` and `largest` are the fewest and the most answers that are plausible in one sample of one year.
    """
    if not change:
        return Significance(verdict="within", words=_NO_CHANGE)
    least, most = _variances(abs(change), asked)
    first, surely = _answers_needed(change, least), _answers_needed(change, most)
    verdict: Verdict
    if first > largest:
        verdict, words = "within", _NEVER
    elif surely <= smallest:
        verdict, words = "beyond", _ALWAYS
    else:
        verdict, words = "depends", _BETWEEN if first > smallest else _OPEN
    shown = shown_change(asked.before, asked.after, change)
    said = words.format(
        change=signed(change if shown is None else shown),
        least=f"{first:,}",
        most=f"{surely:,}",
        smallest=smallest,
        largest=largest,
    )
    return Significance(verdict=verdict, words=said, from_number=first, surely_from=surely)


def _variances(change: Fraction, asked: Asked) -> tuple[Fraction, Fraction]:
    """Return the smallest and the largest variance of the difference of two years, times the answers less one."""
    samples = [SampleShare(share, Fraction(1)) for share in asked.shares]
    if asked.before is not None and asked.after is not None:
        figures = asked.before, asked.after
        least = sum((least_variance(figure, asked.step, samples) for figure in figures), Fraction(0))
        return least, sum((most_variance(figure, samples) for figure in figures), Fraction(0))
    # Wherever the figures lie: both variances together are smallest where one year is without any spread,
    # and largest where the two lie evenly about the middle of the scale.
    least = least_variance(change, asked.step, samples)
    return least, max(asked.shares) * (BEST**2 - change**2) / 2


def _answers_needed(change: Fraction, variance: Fraction) -> int:
    """Return the fewest answers with which a change is larger than 1.96 standard errors."""
    return math.floor(NORMAL_95**2 * variance / change**2) + 2


def _margin(low: float, high: float) -> str:
    first, last = f"±{low:.2f}", f"±{high:.2f}"
    return first if first == last else f"{first} – {last}"
