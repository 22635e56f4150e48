"""From a kept result to its score and analysis: the same core as the command line and the papers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from prongsai.core.analysis import Analysis, analyse, with_previous, with_sureness
from prongsai.core.change import YearChange, compare
from prongsai.core.finding import GOOD, findings, with_edits
from prongsai.core.improve import improve
from prongsai.core.reconcile import Reconciliation, reconcile
from prongsai.core.result import check
from prongsai.core.scoring import Score, prepare, score
from prongsai.core.summary import Plain
from prongsai.core.uncertainty import Error, errors
from prongsai.core.uncertainty.level_chance import Chance, chance_of_levels
from prongsai.core.uncertainty.sample_size import SampleSize, sizes_of, with_told
from prongsai.reading.catalogue import load as load_catalogue
from prongsai.reading.catalogue import load_rules
from prongsai.reading.framework import available
from prongsai.reading.framework import load as load_framework
from prongsai.reading.result import draft_of
from prongsai.web.models import Agency, Result

# A score is made from its content alone, so the same content need not be scored again in this process.
KEPT = 512


@dataclass(frozen=True, slots=True)
class Sureness:
    """How many answered, the errors of sampling, and the chance of each level; `chances` None: not to be told."""

    sizes: Mapping[str, SampleSize]
    errors: Mapping[str, Error]
    chances: Mapping[str, Chance] | None


def result_of(agency: Agency, fiscal_year: int) -> Result | None:
    return Result.objects.filter(agency=agency, fiscal_year=fiscal_year).first()


def score_of(kept: Result) -> Score:
    """Score a kept result with the framework it is pinned to."""
    return _score(kept.framework, _spelled(kept))


def checks_of(kept: Result) -> Reconciliation:
    """Say which announced figures follow from those below them."""
    return _checks(kept.framework, _spelled(kept))


def analysis_of(
    kept: Result, *, edits: Mapping[str, str] | None = None, previous: Result | None = None
) -> Analysis:
    """Say everything about a result; `edits` are the agency's own words by finding id."""
    analysis = _sure_analysis(kept.framework, _spelled(kept), _spelled_sizes(kept))
    if edits:
        analysis = replace(analysis, findings=with_edits(analysis.findings, edits))
    return with_previous(analysis, score_of(previous)) if previous else analysis


def agenda_of(kept: Result) -> dict[str, Plain]:
    """Say what a result asks for: how many announced figures disagree, and each finding that needs a measure.

    `to_answer` has the finding's code and what it would bring to the total, as an exact fraction, empty if unknown.
    """
    asked = (each for each in analysis_of(kept).findings if each.kind not in GOOD)
    return {
        "disagreeing": sum(check.status == "disagrees" for check in checks_of(kept).checks),
        "to_answer": {each.code: "" if each.gain is None else str(each.gain) for each in asked},
    }


def sureness_of(kept: Result) -> Sureness:
    """Say how sure a kept result is, without all that an analysis takes."""
    return _sureness(kept.framework, _spelled(kept), _spelled_sizes(kept))


def change_since(kept: Result, older: Result) -> YearChange:
    """Split what moved the total since an earlier year."""
    return _change(kept.framework, _spelled(kept), older.framework, _spelled(older))


def edits_of(kept: Result) -> dict[str, str]:
    """The agency's own words, in one query."""
    return dict(kept.wordings.values_list("finding", "text"))


def sizes_told(respondents: Mapping[str, Sequence[int | None]]) -> dict[str, SampleSize]:
    """Return the sizes that were told; raises `InputError` for those that cannot be."""
    return {sample: SampleSize(answers, people) for sample, (answers, people) in respondents.items()}


def _spelled(kept: Result) -> str:
    return json.dumps(kept.content, ensure_ascii=False, sort_keys=True)


def _spelled_sizes(kept: Result) -> str:
    return json.dumps(kept.respondents, sort_keys=True)


@lru_cache(maxsize=KEPT)
def _score(framework: str, content: str) -> Score:
    chosen = load_framework(framework)
    return score(prepare(chosen), check(draft_of(content.encode(), "result.json"), chosen))


@lru_cache(maxsize=KEPT)
def _checks(framework: str, content: str) -> Reconciliation:
    scored = _score(framework, content)
    known = {level.word.th for level in scored.recipe.framework.levels}
    foreign = scored.result.level is not None and scored.result.level not in known
    years = tuple(load_framework(each) for each in available() if each != framework) if foreign else ()
    return reconcile(scored, other_years=years)


@lru_cache(maxsize=KEPT)
def _analysis(framework: str, content: str) -> Analysis:
    scored = _score(framework, content)
    improvement = improve(scored)
    found = findings(scored, improvement.gains, catalogue=load_catalogue(), rules=load_rules())
    return analyse(scored, _checks(framework, content), improvement, found=found)


@lru_cache(maxsize=KEPT)
def _sure_analysis(framework: str, content: str, respondents: str) -> Analysis:
    return with_sureness(_analysis(framework, content), sizes_told(json.loads(respondents)))


@lru_cache(maxsize=KEPT)
def _change(framework: str, content: str, older_framework: str, older_content: str) -> YearChange:
    return compare(_score(framework, content), _score(older_framework, older_content))


@lru_cache(maxsize=KEPT)
def _sureness(framework: str, content: str, respondents: str) -> Sureness:
    scored = _score(framework, content)
    told = sizes_told(json.loads(respondents))
    sizes = with_told(sizes_of(scored.recipe.framework, scored.result), told)
    found = errors(scored, sizes)
    return Sureness(sizes, found, chance_of_levels(scored, found))
