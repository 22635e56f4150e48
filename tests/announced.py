"""Results of a real year as they are announced, and what reconcile makes of them."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from prongsai.core.framework import Framework
from prongsai.core.reconcile import Reconciliation, reconcile
from prongsai.core.reconcile.explain import Check, Explanation
from prongsai.core.result import Result
from prongsai.core.scoring import prepare, score
from prongsai.reading.framework import available, load

Figures = Mapping[str, str]


def announced(
    year: int | Framework,
    published: Figures,
    *,
    scores: Figures | None = None,
    counts: Mapping[str, Mapping[int, int]] | None = None,
    level: str | None = None,
) -> Reconciliation:
    """Reconcile these figures under the year's framework; every other year lends its level words."""
    framework = load(f"th-ita-{year}") if isinstance(year, int) else year
    result = Result(
        agency="หน่วยงานตัวอย่าง",
        fiscal_year=framework.fiscal_year,
        scores=decimals(scores or {}),
        published=decimals(published),
        counts=counts or {},
        level=level,
    )
    others = [load(each) for each in available() if each != framework.id]
    return reconcile(score(prepare(framework), result), other_years=others)


def decimals(figures: Figures) -> dict[str, Decimal]:
    return {code: Decimal(figure) for code, figure in figures.items()}


def items(first: int, last: int, **others: str) -> dict[str, str]:
    """Items O<first> to O<last> at 100, except the others."""
    return {f"O{number}": "100" for number in range(first, last + 1)} | others


def the_check(found: Reconciliation, code: str) -> Check:
    check = found.check(code)
    assert check is not None
    return check


def reasons(check: Check) -> list[tuple[str, str, str | None]]:
    """Kind, code and value of the explanations, the likeliest first."""
    return [(each.kind, each.code, each.value) for each in check.explanations]


def only(check: Check) -> Explanation:
    (explanation,) = check.explanations
    return explanation


def without(figures: Figures, *codes: str) -> dict[str, str]:
    return {code: figure for code, figure in figures.items() if code not in codes}


def rounding_as(framework: Framework, policy: str) -> Framework:
    return replace(framework, rounding=policy)
