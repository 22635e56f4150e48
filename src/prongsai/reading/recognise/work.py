"""The work that a paper tells of: findings, actions, measures, counts, and who signed it."""

from __future__ import annotations

from dataclasses import replace

from prongsai.core.recognised import Section
from prongsai.reading.recognise.advice import actions_of, advice_of
from prongsai.reading.recognise.codes import CodeReader
from prongsai.reading.recognise.counts import counted_in
from prongsai.reading.recognise.measures import measures_of
from prongsai.reading.recognise.memo import hands_of, letter_of

# Only papers on measures may hold a bare list of them.
REPORTS = frozenset({"followup", "implementation"})
SCORED = frozenset({"analysis", "result", "memo", "oit"})
LISTED = frozenset({"measures", "followup", "implementation"})


def with_work(
    section: Section, codes: CodeReader, *, plan_year: int | None, persons: bool = False
) -> Section:
    """Return a section with the work that its blocks tell of; names of persons only where they are asked for.

    `plan_year` dates the months of measures where the section itself names no year.
    """
    return replace(
        section,
        advice=advice_of(section.blocks, codes),
        actions=actions_of(section.blocks, codes),
        measures=measures_of(
            section.blocks,
            plan_year=section.plan_year or plan_year,
            listed=section.kind in LISTED,
            reports=section.kind in REPORTS,
            scored=section.kind in SCORED,
        ),
        counted=counted_in(section.blocks),
        hands=hands_of(section.blocks, persons=persons),
        letter=letter_of(section.blocks) if section.kind == "memo" else {},
    )
