"""An analysis as plain values: the fields that `analyze --json` and the web read."""

from __future__ import annotations

from prongsai.core.analysis import Analysis
from prongsai.core.finding import Finding
from prongsai.core.summary import Plain, exact
from prongsai.core.text import Lang


def analysis_record(analysis: Analysis, lang: Lang) -> dict[str, Plain]:
    """Return strongest, weakest and every finding, exact figures as decimal strings."""
    scored = analysis.scored
    framework = scored.recipe.framework
    return {
        "agency": scored.result.agency,
        "fiscal_year": scored.result.fiscal_year,
        "framework": framework.id,
        "framework_hash": framework.hash,
        "strongest": [each.code for each in analysis.strongest],
        "weakest": [each.code for each in analysis.weakest],
        "findings": [_finding(each, lang) for each in analysis.findings],
    }


def _finding(finding: Finding, lang: Lang) -> dict[str, Plain]:
    return {
        "id": finding.id,
        "code": finding.code,
        "kind": finding.kind,
        "rule": finding.rule,
        "score": None if finding.score is None else exact(finding.score),
        "gain": None if finding.gain is None else exact(finding.gain),
        "finding": finding.finding.say(lang),
        "cause": finding.cause.say(lang),
        "recommendation": finding.recommendation.say(lang),
        "edited": finding.edited or None,
        "leans_on": list(finding.leans_on),
        "of_part": finding.of_part,
        "part_unknown": finding.part_unknown,
        "measures": list(finding.measures),
        "units": list(finding.units),
        "certainty": finding.certainty,
    }
