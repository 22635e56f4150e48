"""The named rules that frameworks choose from: how children become a parent, and how a score is rounded.

A framework file names a rule by its id; the same id heads the rule's section in docs/method/scoring.md.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from prongsai.core.text import Text

Selection = Literal["children", "parts", "leaves", "groups"]
Combine = Callable[[Sequence[Fraction], Sequence[Fraction]], Fraction]

HUNDREDTH = Fraction(1, 100)
HALF_HUNDREDTH = Fraction(1, 200)


def mean(values: Sequence[Fraction], weights: Sequence[Fraction]) -> Fraction:
    """Return the plain mean; `weights` are not looked at."""
    total, common = added([value.as_integer_ratio() for value in values])
    return Fraction(total, common * len(values))


def weighted_mean(values: Sequence[Fraction], weights: Sequence[Fraction]) -> Fraction:
    """Return Σ weight·value / Σ weight."""
    shares = [weight.as_integer_ratio() for weight in weights]
    ratios = [value.as_integer_ratio() for value in values]
    total, common = added([(n * m, d * e) for (n, d), (m, e) in zip(ratios, shares, strict=True)])
    whole, parts = added(shares)
    return Fraction(total * parts, common * whole)


def added(ratios: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return the sum of ratios over one common denominator, not reduced: four times as fast as adding Fractions."""
    common = math.lcm(*[denominator for _, denominator in ratios])
    return sum([numerator * (common // denominator) for numerator, denominator in ratios]), common


@dataclass(frozen=True, slots=True)
class Aggregation:
    """How one node is made from others: which ones (`selection`) and by what arithmetic (`combine`).

    `children` are the direct children, `parts` the same node in each part of its tool, `leaves` the items below
    it whatever groups stand between, `groups` means of the groups that the framework lists for the rule.
    """

    id: str
    selection: Selection
    combine: Combine
    words: Text

    @property
    def weighted(self) -> bool:
        """Whether the weights of the inputs count."""
        return self.combine is weighted_mean


def _aggregation(rule_id: str, selection: Selection, combine: Combine, th: str, en: str) -> Aggregation:
    return Aggregation(rule_id, selection, combine, Text(th, en))


MEAN_OF_ANSWERS = "mean_of_answers"
GIVEN = "given"

AGGREGATIONS: Mapping[str, Aggregation] = {
    rule.id: rule
    for rule in (
        _aggregation("mean_of_statements", "children", mean, "ค่าเฉลี่ยของข้อย่อย", "mean of its statements"),
        _aggregation("mean_of_questions", "children", mean, "ค่าเฉลี่ยของข้อคำถาม", "mean of its questions"),
        _aggregation(
            "weighted_mean_of_parts",
            "parts",
            weighted_mean,
            "ค่าเฉลี่ยถ่วงน้ำหนักของแต่ละส่วน",
            "weighted mean of the parts",
        ),
        _aggregation("mean_of_items", "children", mean, "ค่าเฉลี่ยของข้อ OIT", "mean of its items"),
        _aggregation(
            "oit_flat_mean",
            "leaves",
            mean,
            "ค่าเฉลี่ยของข้อ OIT ทุกข้อในตัวชี้วัด",
            "mean of all items of the indicator",
        ),
        _aggregation(
            "oit_mean_of_subindicators",
            "children",
            mean,
            "ค่าเฉลี่ยของตัวชี้วัดย่อย",
            "mean of its sub-indicators",
        ),
        _aggregation(
            "oit_mean_of_groups",
            "groups",
            mean,
            "ค่าเฉลี่ยของกลุ่มข้อ OIT",
            "mean of the means of groups of items",
        ),
        _aggregation("mean_of_indicators", "children", mean, "ค่าเฉลี่ยของตัวชี้วัด", "mean of its indicators"),
        _aggregation(
            "weighted_mean_of_children",
            "children",
            weighted_mean,
            "ค่าเฉลี่ยถ่วงน้ำหนัก",
            "weighted mean of its children",
        ),
        _aggregation(
            "weighted_sum_of_tools",
            "children",
            weighted_mean,
            "ผลรวมถ่วงน้ำหนักของเครื่องมือ",
            "weighted sum of the tools",
        ),
    )
}


def half_up(value: Fraction) -> Fraction:
    """Round to two decimals, a half upwards (so that of a negative figure goes towards zero)."""
    numerator, denominator = value.as_integer_ratio()
    return Fraction((200 * numerator + denominator) // (2 * denominator), 100)


def half_even(value: Fraction) -> Fraction:
    """Round to two decimals, a half to the even neighbour, as many spreadsheets' code does."""
    return Fraction(round(value / HUNDREDTH), 100)


def truncate(value: Fraction) -> Fraction:
    """Cut after two decimals."""
    numerator, denominator = value.as_integer_ratio()
    return Fraction(100 * numerator // denominator, 100)


@dataclass(frozen=True, slots=True)
class Rounding:
    """A rounding policy: how a shown figure is rounded, and which kinds of node are rounded before they go on up."""

    id: str
    shown: Callable[[Fraction], Fraction]
    carried: frozenset[str]
    words: Text


_EVERY_LEVEL = frozenset({"statement", "question", "item", "sub_indicator", "indicator", "part", "tool"})

ROUNDINGS: Mapping[str, Rounding] = {
    policy.id: policy
    for policy in (
        Rounding(
            "half_up_2",
            half_up,
            frozenset(),
            Text("คำนวณเต็มจำนวน ปัดครึ่งขึ้นสองตำแหน่งครั้งเดียว", "exact inside, half up to two decimals once"),
        ),
        Rounding(
            "half_up_2_each",
            half_up,
            _EVERY_LEVEL,
            Text("ปัดครึ่งขึ้นสองตำแหน่งทุกระดับ", "half up to two decimals at every level"),
        ),
        Rounding(
            "half_up_2_tools",
            half_up,
            frozenset({"tool", "part"}),
            Text("ปัดคะแนนเครื่องมือก่อนรวม", "tool scores rounded before they are added"),
        ),
        Rounding(
            "half_even_2",
            half_even,
            frozenset(),
            Text("ปัดครึ่งเข้าหาเลขคู่", "half to even, once"),
        ),
        Rounding("truncate_2", truncate, frozenset(), Text("ตัดทศนิยมทิ้ง", "cut after two decimals, once")),
    )
}
