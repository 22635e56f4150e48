"""Published figures against what their children give; docs/method/reconcile.md has the method."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from prongsai.core.equation import (
    Equation,
    Figures,
    Status,
    as_printed,
    equations,
    published_interval,
    shown_recomputed,
    status_of,
)
from prongsai.core.explain import Check, Evidence, Explanation, explain, explain_missing
from prongsai.core.framework import TOTAL, Framework, Level
from prongsai.core.grid import MOST_ANSWERS, Grid, grids
from prongsai.core.level import level_of, two_decimals
from prongsai.core.mixture import check_mixture
from prongsai.core.rules import ROUNDINGS
from prongsai.core.scoring import Score, Step, evaluate, given_values, prepare
from prongsai.core.text import Text

LEVEL = "level"


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
    evidence = Evidence(figures, all_equations, {grid.code: grid for grid in found_grids})
    checks = [_check(group, evidence) for group in _by_code(all_equations)]
    checks += check_mixture(evidence)
    checks += _level_check(scored, other_years)
    return Reconciliation(scored, tuple(_in_order(scored, checks)), found_grids, _policies(scored))


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


def _level_check(scored: Score, other_years: Sequence[Framework]) -> Iterator[Check]:
    word = scored.result.level
    if word is None:
        return
    decision = scored.decision
    computed = decision.level.word.th if decision.level else None
    if computed == word:
        yield Check(LEVEL, word, computed, "agrees")
    elif computed is None and any(level.word.th == word for level in decision.possible):
        yield Check(LEVEL, word, None, "undecidable", (Explanation("missing", LEVEL, None, decision.why),))
    else:
        yield Check(LEVEL, word, computed, "disagrees", tuple(_level_explanations(scored, word, other_years)))


def _level_explanations(scored: Score, word: str, other_years: Sequence[Framework]) -> Iterator[Explanation]:
    own = [level.word.th for level in scored.recipe.framework.levels]
    if word in own:
        yield Explanation("none", LEVEL, None, scored.decision.why)
        return
    years = [
        framework for framework in other_years if any(level.word.th == word for level in framework.levels)
    ]
    if not years:
        text = Text(f"ไม่มีระดับ “{word}” ในปีใด", f"no year has a level “{word}”")
        yield Explanation("none", LEVEL, None, text)
        return
    names = ", ".join(str(framework.fiscal_year) for framework in years)
    there = _level_there(scored, years[0])
    value = there.word.th if there else None
    text = Text(
        f"“{word}” เป็นคำของเกณฑ์ปี {names} ไม่ใช่ปี {scored.recipe.framework.fiscal_year}",
        f"“{word}” is a word of the scale of {names}, not of {scored.recipe.framework.fiscal_year}",
    )
    yield Explanation("level_scale", LEVEL, value, text)


def _level_there(scored: Score, framework: Framework) -> Level | None:
    """Return the level that the total would have on another year's scale, gates as far as known."""
    total = scored.shown(TOTAL)
    if total is None:
        return None
    gates = [bounds.low for bounds in scored.decision.gates.values()]
    return level_of(framework, total, gates)


def _policies(scored: Score) -> dict[str, tuple[int, int]]:
    """Count for each policy the published figures it gives from what is below them, printed figures taken as exact."""
    result = scored.result
    given = given_values(result)
    tally = {}
    for policy in ROUNDINGS.values():
        recipe = prepare(scored.recipe.framework, rounding=policy.id)
        values = evaluate(recipe, given, result.counts)
        comparable = [
            (values[code], Fraction(printed))
            for code, printed in result.published.items()
            if code in values and _made(recipe.by_code[code], values)
        ]
        tally[policy.id] = (sum(policy.shown(v) == p for v, p in comparable), len(comparable))
    return tally


def _made(step: Step, values: Mapping[str, Fraction]) -> bool:
    return any(all(code in values for code in way.inputs) for way in step.derivations)


def figure(value: Fraction | None) -> str | None:
    """Write a shown figure, or `None` for unknown."""
    return None if value is None else two_decimals(value)
