"""Published figures against what their children give; docs/method/reconcile.md has the method."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from prongsai.core.framework import TOTAL, Framework
from prongsai.core.reconcile.announced_level import check_level
from prongsai.core.reconcile.equation import (
    Equation,
    Figures,
    Status,
    as_printed,
    equations,
    published_interval,
    shown_recomputed,
    status_of,
)
from prongsai.core.reconcile.explain import Check, Evidence, Explanation, explain, explain_missing
from prongsai.core.reconcile.grid import MOST_ANSWERS, Grid, grids
from prongsai.core.reconcile.mixture import check_mixture
from prongsai.core.result import LEVEL
from prongsai.core.rules import ROUNDINGS
from prongsai.core.scoring import Score, Step, evaluate, given_values


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """All checks of one result in framework order, total and level last.

    `grids` tell which numbers of answers fit the printed questions of a tool; `policies` count, for each
    rounding policy, how many published figures it reproduces from the figures below them, and of how many.
    """

    score: Score
    checks: tuple[Check, ...]
    grids: tuple[Grid, ...]
    policies: Mapping[str, tuple[int, int]]

    def check(self, code: str) -> Check | None:
        """Return the check of a code, or `None` if nothing was published or nothing is known below it."""
        return next((check for check in self.checks if check.code == code), None)


def reconcile(
    scored: Score, *, other_years: Sequence[Framework] = (), most_answers: int = MOST_ANSWERS
) -> Reconciliation:
    """Compare every published figure with the figures below it and explain what does not agree.

    `other_years` lend their level words, to name the scale that a foreign word belongs to.
    """
    figures = Figures(scored.recipe, scored.result)
    all_equations = tuple(equations(figures))
    found_grids = tuple(grids(scored.recipe.framework, scored.result, most_answers))
    policies = _policies(scored)
    reproduced = {policy: hits for policy, (hits, _) in policies.items()}
    evidence = Evidence(figures, all_equations, {grid.code: grid for grid in found_grids}, reproduced)
    checks = [_check(group, evidence) for group in _by_code(all_equations)]
    checks += check_mixture(evidence)
    doubtful = {check.code for check in checks if check.status == "disagrees"}
    checks += check_level(scored, figures, doubtful=doubtful, other_years=other_years)
    return Reconciliation(scored, tuple(_in_order(scored, checks)), found_grids, policies)


def _by_code(all_equations: Sequence[Equation]) -> Iterator[list[Equation]]:
    for code in dict.fromkeys(equation.code for equation in all_equations):
        yield [equation for equation in all_equations if equation.code == code]


def _check(group: list[Equation], evidence: Evidence) -> Check:
    """Check one figure; where it can be made in several ways, the way that fails speaks."""
    figures = evidence.figures
    verdicts = [(equation, status_of(equation, published_interval(figures, equation))) for equation in group]
    order: tuple[Status, ...] = ("disagrees", "agrees", "undecidable")
    equation, status = min(verdicts, key=lambda verdict: order.index(verdict[1]))
    explanations: tuple[Explanation, ...] = ()
    if status == "disagrees":
        explanations = explain(equation, evidence)
    elif status == "undecidable":
        explanations = explain_missing(equation, evidence)
    return Check(
        equation.code, as_printed(equation.published), shown_recomputed(equation), status, explanations
    )


def _in_order(scored: Score, checks: list[Check]) -> list[Check]:
    places = {
        code: place for place, code in enumerate([*scored.recipe.framework.nodes, *scored.recipe.by_code])
    }
    last = len(places)
    return sorted(
        checks, key=lambda check: (check.code == LEVEL, check.code == TOTAL, places.get(check.code, last))
    )


def _policies(scored: Score) -> dict[str, tuple[int, int]]:
    """Count for each policy the published figures it gives from what is below them, printed figures taken as exact."""
    result = scored.result
    given = given_values(result)
    tally = {}
    for policy in ROUNDINGS.values():
        values = evaluate(replace(scored.recipe, rounding=policy), given, result.counts)
        comparable = [
            (values[code], Fraction(printed))
            for code, printed in result.published.items()
            if code in values and _made(scored.recipe.by_code[code], values, result.counts)
        ]
        tally[policy.id] = (sum(policy.shown(v) == p for v, p in comparable), len(comparable))
    return tally


def _made(step: Step, values: Mapping[str, Fraction], counts: Mapping[str, Mapping[int, int]]) -> bool:
    """Whether a value comes from below and is not just the published figure again."""
    if any(counts.get(step.code, {}).values()):
        return True
    return any(all(code in values for code in way.inputs) for way in step.derivations)
