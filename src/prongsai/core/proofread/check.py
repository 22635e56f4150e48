"""Run every rule over the papers of one agency."""

from __future__ import annotations

from collections.abc import Mapping

from prongsai.core.proofread import (
    Chain,
    Check,
    Remark,
    claims,
    comparisons,
    form,
    levels,
    links,
    rounds,
    standings,
    sums,
    totals,
    words,
    years,
)

# By the id of the rule, the same word as in the data.
CHECKS: Mapping[str, Check] = {
    **sums.CHECKS,
    **standings.CHECKS,
    **totals.CHECKS,
    **levels.CHECKS,
    **claims.CHECKS,
    **comparisons.CHECKS,
    **years.CHECKS,
    **rounds.CHECKS,
    **links.CHECKS,
    **form.CHECKS,
    **words.CHECKS,
}


def proofread(chain: Chain) -> tuple[Remark, ...]:
    """Return what the rules of `chain` find, the order of the rules kept; a rule that is not in the data is not run."""
    return tuple(remark for id_ in chain.rules if id_ in CHECKS for remark in CHECKS[id_](chain))
