"""An analysis as plain values: the fields that `analyze --json` and the web read."""

from __future__ import annotations

from prongsai.core.analysis import Analysis
from prongsai.core.change import YearChange
from prongsai.core.change.contributions import Contribution
from prongsai.core.finding import Finding
from prongsai.core.peers import Standing, TooFew
from prongsai.core.summary import Plain, exact
from prongsai.core.text import Lang
from prongsai.core.uncertainty import interval
from prongsai.core.uncertainty.level_chance import percent


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
        "sizes": {
            sample: {"answers": size.answers, "population": size.population, "source": size.source}
            for sample, size in analysis.sizes.items()
        },
        "errors": [_error(analysis, code) for code in analysis.errors if analysis.errors[code].high > 0],
        "chances": [
            {"level": level, "th": percent(chance).th, "en": percent(chance).en}
            for level, chance in (analysis.chances or {}).items()
        ],
        "change": None if analysis.change is None else _change(analysis.change, lang),
        "peers": [_place(code, found, lang) for code, found in analysis.peers.items()] or None,
    }


def _place(code: str, found: Standing | TooFew, lang: Lang) -> dict[str, Plain]:
    """Return a place among others; a group that is too small has none."""
    record: dict[str, Plain] = {"code": code, "others": found.peers, "text": found.words.say(lang)}
    if isinstance(found, TooFew):
        return record | {"best_place": None, "worst_place": None, "quantiles": None, "too_close": None}
    return record | {
        "best_place": found.best_place,
        "worst_place": found.worst_place,
        "quantiles": [exact(each) for each in found.quantiles],
        "too_close": found.alike,
    }


def _error(analysis: Analysis, code: str) -> dict[str, Plain]:
    """Return a sampling error with its range, two decimals: these are estimates, never scores."""
    error = analysis.errors[code]
    within = interval(analysis.scored.values[code], error)
    return {
        "code": code,
        "standard_error": f"{error.low:.2f}–{error.high:.2f}",
        "margin": f"{error.margin:.2f}",
        "low": f"{within.low:.2f}",
        "high": f"{within.high:.2f}",
        "basis": error.basis,
    }


def _change(change: YearChange, lang: Lang) -> dict[str, Plain]:
    return {
        "older_year": change.older_year,
        "change": None if change.change is None else exact(change.change),
        "contributions": [_contribution(each, lang) for each in change.contributions],
        "level": change.level.words.say(lang),
        "notes": [note.say(lang) for note in change.notes],
        "not_comparable": list(change.unknown),
    }


def _contribution(each: Contribution, lang: Lang) -> dict[str, Plain]:
    return {
        "how": each.how,
        "codes": list(each.codes),
        "previous": list(each.previous),
        "title": each.title.say(lang),
        "before": None if each.before is None else exact(each.before),
        "after": None if each.after is None else exact(each.after),
        "effect": exact(each.effect),
        "caveats": [caveat.words.say(lang) for caveat in each.caveats],
        "below": [_contribution(part, lang) for part in each.below],
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
