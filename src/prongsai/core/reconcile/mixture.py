"""Questions printed without saying of which part of a tool: do they give the published indicator, and if not why?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from prongsai.core.framework import Node, Part
from prongsai.core.level import two_decimals
from prongsai.core.reconcile.equation import (
    Cell,
    Equation,
    as_printed,
    published_interval,
    shown_recomputed,
    status_of,
)
from prongsai.core.reconcile.explain import Check, Evidence, Explanation, no_explanation
from prongsai.core.reconcile.grid import Grid
from prongsai.core.reconcile.interval import HIGHEST, LOWEST, Interval
from prongsai.core.rules import half_up
from prongsai.core.scoring import derivation_shares
from prongsai.core.text import Text


def check_mixture(evidence: Evidence) -> Iterator[Check]:
    """Yield a check for each published indicator whose questions are printed without their part."""
    framework = evidence.framework
    for tool in dict.fromkeys(part.tool for part in framework.parts):
        parts = [part for part in framework.parts if part.tool == tool]
        for node in framework.nodes.values():
            if node.parent == tool and not any(each.code == node.code for each in evidence.equations):
                equation = _equation(node, parts[0], evidence)
                if equation is not None:
                    yield _check(equation, parts, evidence)


def _equation(node: Node, part: Part, evidence: Evidence) -> Equation | None:
    """Return the indicator as if the printed questions were all there is; `None` if one is not printed."""
    figures = evidence.figures
    published = figures.printed(node.code)
    derivations = figures.recipe.by_code[f"{node.code}@{part.code}"].derivations
    if published is None or not derivations:
        return None
    cells = []
    shares = derivation_shares(derivations[0])
    for code, share in zip(derivations[0].inputs, shares, strict=True):
        bare = code.removesuffix(f"@{part.code}")
        interval = figures.interval(bare)
        if interval is None:
            return None
        cells.append(Cell(bare, share, interval, figures.printed(bare)))
    return Equation(node.code, published, tuple(cells), (), derivations[0].rule)


def _check(equation: Equation, parts: list[Part], evidence: Evidence) -> Check:
    whole = published_interval(evidence.figures, equation)
    status = status_of(equation, whole)
    explanations = () if status == "agrees" else (_mixed(equation, parts, whole, evidence),)
    return Check(
        equation.code, as_printed(equation.published), shown_recomputed(equation), status, explanations
    )


def _mixed(equation: Equation, parts: list[Part], whole: Interval, evidence: Evidence) -> Explanation:
    other = _other_mean(equation, parts, whole)
    if other is None:
        return no_explanation(equation)
    shown = two_decimals(half_up(other))
    names = " + ".join(part.code for part in parts)
    sizes = _sizes(equation, evidence.grids.get(parts[0].tool), list(evidence.framework.nodes))
    text = Text(
        f"คะแนนที่พิมพ์ไม่บอกว่าเป็นของส่วนใด ({names}) จึงใช้คำนวณไม่ได้{sizes.th}; "
        f"ถ้าประกาศถูกต้อง คะแนนของอีกส่วนในข้อเดียวกันต้องเฉลี่ยได้ {shown}",
        f"the printed scores do not say of which part they are ({names}), so the indicator cannot be made "
        f"from them{sizes.en}; if it is right, the same questions in the other part must average {shown}",
    )
    return Explanation("mixed_parts", equation.code, shown, text)


def _other_mean(equation: Equation, parts: list[Part], whole: Interval) -> Fraction | None:
    """Return what the same questions must average in the other part: 2·published − printed, for two equal parts.

    It holds whichever part each printed score is from; with other weights that would have to be known.
    """
    if len(parts) != 2 or parts[0].weight != parts[1].weight:
        return None
    printed = sum((cell.figure * cell.share for cell in equation.cells), Fraction(0))
    other = 2 * Fraction(equation.published) - printed
    slack = 3 * (whole.high - whole.low)
    if other > HIGHEST + slack or other < LOWEST - slack:
        return None
    return min(max(other, LOWEST), HIGHEST)


def _sizes(equation: Equation, grid: Grid | None, order: Sequence[str]) -> Text:
    """Say which numbers of respondents the printed scores fit, where they tell two samples apart."""
    if grid is None or len(grid.samples) < 2:
        return Text("", "")
    own = {cell.code for cell in equation.cells}
    clauses = [
        (", ".join(sorted(sample.codes, key=order.index)), sample.sizes[0])
        for sample in grid.samples
        if sample.sizes and own & set(sample.codes)
    ]
    thai = "; ".join(f"{codes} ลงตัวกับผู้ตอบ {size} คน" for codes, size in clauses)
    english = "; ".join(f"{codes} fit {size} respondents" for codes, size in clauses)
    return Text(f" ({thai})", f" ({english})") if clauses else Text("", "")
