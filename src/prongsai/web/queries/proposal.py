"""What the result of an agency calls for: its findings, and the measures that the catalogue proposes for them."""

from __future__ import annotations

from collections.abc import Iterable

from prongsai.core import plan as core_plan
from prongsai.core.finding import GOOD, Finding
from prongsai.core.plan.proposal import Occasion, propose
from prongsai.core.text import Lang
from prongsai.reading.catalogue import load as load_catalogue
from prongsai.web.models import Agency, Measure, Result
from prongsai.web.queries.agency import unit_names
from prongsai.web.queries.cycle import dates_of_year
from prongsai.web.queries.result import analysis_of, edits_of


def findings_of(kept: Result, *, edited: bool = False) -> tuple[Finding, ...]:
    """Return the findings of a result; `edited` with the agency's own words, which costs one query."""
    return analysis_of(kept, edits=edits_of(kept) if edited else None).findings


def open_findings(found: Iterable[Finding], measures: Iterable[Measure]) -> list[Finding]:
    """Return the findings that ask for something and that none of these measures answers."""
    answered = {key for measure in measures for key in (*measure.codes, *measure.findings)}
    return [each for each in found if each.kind not in GOOD and not answered & {each.id, each.code}]


def proposal_of(
    agency: Agency, kept: Result, found: Iterable[Finding], *, lang: Lang = "th"
) -> core_plan.Plan:
    """Propose measures for findings, for the year after the result, with the agency's own names of units."""
    occasion = Occasion(
        agency=agency.name,
        agency_type=agency.type or None,
        fiscal_year=kept.fiscal_year + 1,
        unit_names=unit_names(agency),
        result_year=kept.fiscal_year,
        lang=lang,
        dates=dates_of_year(agency, kept.fiscal_year + 1),
    )
    return propose(found, load_catalogue(), occasion)
