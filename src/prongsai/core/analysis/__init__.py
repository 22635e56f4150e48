"""What a score says: strongest and weakest, what was lost where, and what to do first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from prongsai.core.finding import Finding
from prongsai.core.framework import Node
from prongsai.core.improve import Gain, Improvement
from prongsai.core.reconcile import Reconciliation
from prongsai.core.scoring import Score

HOW_MANY = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """A node with its exact value; `of_parts` says that its questions were asked of two samples and printed once."""

    code: str
    node: Node
    value: Fraction


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything an analysis report tells, as values. Equal scores keep framework order."""

    scored: Score
    reconciliation: Reconciliation
    improvement: Improvement
    strongest: tuple[Standing, ...]
    weakest: tuple[Standing, ...]
    weakest_questions: tuple[Standing, ...]
    lost: tuple[Gain, ...]
    findings: tuple[Finding, ...] = ()


def analyse(
    scored: Score,
    reconciliation: Reconciliation,
    improvement: Improvement,
    *,
    found: tuple[Finding, ...] = (),
) -> Analysis:
    """Put a score, its checks and its gains together; nothing is computed twice.

    Strongest and weakest are the three best and the three worst indicators, without overlap; the weakest
    questions are the three lowest below 100 that the result names. `found` are the findings of
    `prongsai.core.finding`; without them the report has no section of recommendations.
    """
    indicators = _standings(scored, "indicator")
    ordered = sorted(indicators, key=lambda standing: -standing.value)
    strongest = ordered[: min(HOW_MANY, len(ordered) // 2)]
    weakest = sorted(ordered[len(strongest) :], key=lambda standing: standing.value)[:HOW_MANY]
    questions = [each for each in _standings(scored, "question") if each.value < 100]
    lowest = sorted(questions, key=lambda standing: standing.value)[:HOW_MANY]
    lost = tuple(gain for gain in improvement.gains if gain.gain > 0)
    return Analysis(
        scored, reconciliation, improvement, tuple(strongest), tuple(weakest), tuple(lowest), lost, found
    )


def _standings(scored: Score, kind: str) -> list[Standing]:
    framework = scored.recipe.framework
    return [
        Standing(code, framework.nodes[code], scored.values[code])
        for code in framework.nodes
        if framework.nodes[code].kind == kind and code in scored.values
    ]


def share_lost(gains: Sequence[Gain]) -> Fraction:
    """Return what all the gains together would bring to the total, in points."""
    return sum((gain.gain for gain in gains), Fraction(0))
