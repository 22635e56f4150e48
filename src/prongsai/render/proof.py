"""A step of a proof in words: the rule, and the sum written out."""

from __future__ import annotations

from fractions import Fraction

from prongsai.core.framework import TOTAL_TITLE, Framework
from prongsai.core.level import two_decimals
from prongsai.core.rules import AGGREGATIONS, GIVEN, MEAN_OF_ANSWERS
from prongsai.core.scoring import Proof
from prongsai.core.text import Text

_PLACES = 4
_GIVEN = Text("คะแนนตามที่บันทึกไว้", "the score as it was entered")
_UNKNOWN = Text("ยังไม่ทราบคะแนน", "the score is not known")
_ANSWERS = Text("ค่าเฉลี่ยของคำตอบ {number} คำตอบ", "the mean of {number} answers")
_GROUP = Text("กลุ่มที่ {number} ของ{above}", "group {number} of {above}")


def title(framework: Framework, code: str) -> Text:
    """Return how a person names a node of a proof, groups of items among them."""
    base, _, number = code.partition("#")
    if number:
        return _GROUP.format(number=number, above=framework.label(base))
    if framework.kind_of(code) == "tool" and f"({code})" in framework.title_of(code).th:
        return framework.title_of(code)
    return TOTAL_TITLE if framework.kind_of(code) == "total" else framework.label(code)


def rule_words(node: Proof) -> Text:
    """Return the rule of one step in words."""
    if node.value is None:
        return _UNKNOWN
    if node.rule == GIVEN:
        return _GIVEN
    if node.rule == MEAN_OF_ANSWERS:
        return _ANSWERS.format(number=sum(number for _, number in node.answers))
    return AGGREGATIONS[node.rule].words


def written_sum(node: Proof) -> str:
    """Write the sum of one step out, as `(95.29 + 97.45) ÷ 2 = 96.37`; empty where there is nothing to reckon."""
    if node.value is None:
        return ""
    if node.answers and node.rule == MEAN_OF_ANSWERS:
        return _sum_of_answers(node) + _equals(node.value)
    if not node.children or any(child.value is None for child in node.children):
        return ""
    if AGGREGATIONS[node.rule].weighted and len({child.weight for child in node.children}) > 1:
        terms = " + ".join(f"{figure(child.value)} × {_share(child.weight)}" for child in node.children)
        return terms + _equals(node.value)
    values = " + ".join(figure(child.value) for child in node.children)
    number = len(node.children)
    return (f"({values}) ÷ {number}" if number > 1 else values) + _equals(node.value)


def figure(value: Fraction | None) -> str:
    """Write an exact value with two to four decimals; an ellipsis stands for more."""
    if value is None:
        return "–"
    if (value * 100).denominator == 1:
        return two_decimals(value)
    cut = int(value * 10**_PLACES)
    written = f"{cut // 10**_PLACES}.{cut % 10**_PLACES:0{_PLACES}d}"
    return written.rstrip("0") if value * 10**_PLACES == cut else f"{written}…"


def _sum_of_answers(node: Proof) -> str:
    counted = [(points, number) for points, number in node.answers if number]
    terms = " + ".join(f"{points} × {number}" for points, number in counted)
    return f"({terms}) ÷ {sum(number for _, number in counted)}"


def _equals(value: Fraction) -> str:
    return f" = {figure(value)}"


def _share(weight: Fraction) -> str:
    """Write a share as per cent where that is short, else as a fraction."""
    percent = weight * 100
    if percent.denominator == 1:
        return f"{percent.numerator} %"
    return f"{weight.numerator}/{weight.denominator}"
