"""What a score says: strongest and weakest, what was lost where, and what to do first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from prongsai.core.change import YearChange, compare
from prongsai.core.change.told import FigureChange, Told, compare_figures
from prongsai.core.finding import Finding
from prongsai.core.framework import Node
from prongsai.core.improve import Gain, Improvement
from prongsai.core.reconcile import Reconciliation
from prongsai.core.scoring import Score
from prongsai.core.uncertainty import Error, errors
from prongsai.core.uncertainty.level_chance import Chance, chance_of_levels
from prongsai.core.uncertainty.sample_size import SampleSize, sizes_of

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
    sizes: Mapping[str, SampleSize] = field(default_factory=dict)
    errors: Mapping[str, Error] = field(default_factory=dict)
    chances: Mapping[str, Chance] | None = None
    change: YearChange | None = None
    older_errors: Mapping[str, Error] = field(default_factory=dict)
    figure_changes: Mapping[str, FigureChange] = field(default_factory=dict)


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


def with_sureness(analysis: Analysis, told: Mapping[str, SampleSize]) -> Analysis:
    """Add the sampling errors and the chance of each level.

    `told` are sample sizes by tool or part; where none is told they are worked out from the printed scores, or
    else the official minimum stands for them. Raises `InputError` for sizes that cannot be.
    """
    scored = analysis.scored
    sizes = sizes_of(scored.recipe.framework, scored.result) | dict(told)
    found = errors(scored, sizes)
    return replace(analysis, sizes=sizes, errors=found, chances=chance_of_levels(scored, found))


def with_previous(analysis: Analysis, older: Score) -> Analysis:
    """Set the analysis beside an earlier year; raises `InputError` if that year is a later one."""
    change = compare(analysis.scored, older)
    frameworks = analysis.scored.recipe.framework, older.recipe.framework
    told = {
        each.codes[0]: Told(before=each.before, after=each.after)
        for each in change.contributions
        if len(each.codes) == 1 and each.before is not None and each.after is not None
    }
    return replace(
        analysis,
        change=change,
        older_errors=errors(older, sizes_of(frameworks[1], older.result)),
        figure_changes={each.code: each for each in compare_figures(*frameworks, told)},
    )
