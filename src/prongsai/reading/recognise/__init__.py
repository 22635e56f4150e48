"""What a printed paper says: whose it is, of which years, which papers it holds, and every score with its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from prongsai.core.framework import TOTAL, Framework
from prongsai.core.printed import Block, Line, Printed, Table
from prongsai.core.recognised import Confidence, Phrase, Reading, Recognised, Section
from prongsai.core.text import Text
from prongsai.core.thai import thai_digits
from prongsai.reading.framework import available, find_year, level_words, load
from prongsai.reading.recognise.agency import Owner, owner_of
from prongsai.reading.recognise.bounds import within_reason
from prongsai.reading.recognise.found import SCANNED, Found, joined
from prongsai.reading.recognise.levels import LevelFound
from prongsai.reading.recognise.measure_readings import readings_of_measures
from prongsai.reading.recognise.plan import plan_year_within
from prongsai.reading.recognise.result import (
    YEAR_FIELD,
    distrusted,
    level_reading,
    readings_of,
    reconciled,
    result_of,
)
from prongsai.reading.recognise.scored import Told, Walker
from prongsai.reading.recognise.sections import Cut, cut
from prongsai.reading.recognise.traces import traces_in
from prongsai.reading.recognise.work import with_work
from prongsai.reading.recognise.years import (
    Years,
    date_of,
    items_listed,
    items_of,
    year_in,
    year_senses,
    years_of,
)

FEWEST_SCANNED = 3

YEARS_DIFFER = Text("พบปีอื่นด้วย: {others}", "other years were met too: {others}")


@dataclass(frozen=True, slots=True)
class _Paper:
    """One paper of the file with what is known of its years, before its figures are read."""

    cut: Cut
    lines: tuple[Line, ...]
    years: Years


def recognise(printed: Printed, *, persons: bool = False) -> Recognised:
    """Return what a printed paper says; names of persons only where they are asked for."""
    printed = within_reason(printed)
    owner = owner_of(printed)
    papers = [_paper(each) for each in cut(printed)]
    year = _result_year(papers)
    framework, walker, told = _walked(papers, year, owner)
    if (said := _year_of_total(papers, told, year)) is not None:
        year, papers = said, [replace(each, years=Years({said: 1}, each.years.plan)) for each in papers]
        framework, walker, told = _walked(papers, year, owner)
    found = [_dated(each, paper) for paper, one in zip(papers, told, strict=True) for each in one.found]
    levels = [level for one in told for level in one.levels]
    bare = [_section(paper, one, owner) for paper, one in zip(papers, told, strict=True)]
    sections = tuple(
        with_work(each, walker.codes, plan_year=plan_year_within(bare, each), persons=persons)
        for each in bare
    )
    readings = (
        *owner.readings,
        *_year_reading(papers, year),
        *readings_of(found, year, framework),
        *level_reading(levels, year),
        *readings_of_measures(sections),
    )
    recognised = Recognised(
        printed=printed,
        agency=owner.agency,
        agency_type=owner.agency_type,
        district=owner.district,
        province=owner.province,
        sections=sections,
        readings=readings,
    )
    understood = result_of(recognised).result
    traces = traces_in(printed)
    if understood is None:
        return replace(recognised, readings=distrusted(readings, traces))
    return replace(recognised, readings=reconciled(readings, understood, framework, traces))


def _paper(one: Cut) -> _Paper:
    lines = tuple(block for block in one.blocks if isinstance(block, Line))
    return _Paper(one, lines, years_of(one.kind, one.title, [*lines, *_cell_lines(one.blocks)]))


def _cell_lines(blocks: Iterable[Block]) -> Iterator[Line]:
    """Yield the paragraphs of cells as lines: a paper that is one table names its years in there."""
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    if not cell.merged:
                        yield from (
                            Line(text=text, where=cell.where, scanned=cell.scanned)
                            for text in cell.paragraphs
                        )


def _result_year(papers: Sequence[_Paper]) -> int | None:
    """Return the fiscal year of the file's result: papers with a table of scores know it best."""
    scored = [each for each in papers if "scores" in each.cut.tables]
    votes = Counter[int]()
    for each in scored or papers:
        votes.update(each.years.result)
    if not votes and scored:
        return _result_year([each for each in papers if each not in scored])
    return max(votes, key=lambda year: (votes[year], year)) if votes else None


def _walked(papers: Sequence[_Paper], year: int | None, owner: Owner) -> tuple[Framework, Walker, list[Told]]:
    framework = _framework_of(year)
    walker = Walker(framework, level_words(), owner.place)
    return framework, walker, [walker.told(each.cut.blocks) for each in papers]


def _year_of_total(papers: Sequence[_Paper], told: Sequence[Told], year: int | None) -> int | None:
    """Return the year whose total the file tells, where it tells no score of the year it seemed to be of.

    Measures of a year begin with the total of the year before, and repeat aims of other years.
    """
    scores = [
        (found, found.year or paper.years.result_year)
        for paper, one in zip(papers, told, strict=True)
        for found in one.found
        if not found.change
    ]
    said = max((found.year for found, _ in scores if found.code == TOTAL and found.year), default=None)
    planned = said is not None and year == said + 1 and year in {each.years.plan_year for each in papers}
    own = [found for found, of in scores if of == year and (found.year or found.origin != "sentence")]
    return None if any(found.year or not planned for found in own) else said


def _framework_of(year: int | None) -> Framework:
    """Return the framework of the year, else the newest one: the names of the indicators are those of all years."""
    known = find_year(year) if year is not None else None
    return known or load(available()[-1])


def _dated(found: Found, paper: _Paper) -> Found:
    """Return a figure with the year of its paper where the paper tells a result of its own."""
    return found if found.year is not None else replace(found, year=paper.years.result_year)


def _year_reading(papers: Sequence[_Paper], year: int | None) -> Iterator[Reading]:
    if year is None:
        return
    votes = Counter[int]()
    for each in papers:
        votes.update(each.years.result)
    place, printed, lines = _printed_year(papers, year)
    others = [other for other, weight in votes.items() if other != year and weight * 2 >= votes[year]]
    confidence: Confidence = "likely" if others else "sure"
    note = YEARS_DIFFER.format(others=", ".join(map(str, sorted(others)))) if others else None
    if place.scanned:
        # A year that is met again and again was not misread each time in the same way.
        confidence = "likely" if lines >= FEWEST_SCANNED and not others else "doubtful"
        note = joined(note, SCANNED)
    yield Reading(
        field=YEAR_FIELD,
        value=str(year),
        as_printed=printed,
        where=place.where,
        confidence=confidence,
        note=note,
    )


def _printed_year(papers: Sequence[_Paper], year: int) -> tuple[Line, str, int]:
    """Return the first line that has the year as that of a result, how it is printed there, and how many have it."""
    lines = [line for each in papers for line in (*each.lines, *_cell_lines(each.cut.blocks))]
    spoken = [line for line in lines if (year, "result") in year_senses(line.text)]
    # A year on a line of its own says nothing of what it is of; titles say it for it.
    first = next(iter(spoken), None) or next((line for line in lines if year_in(line.text) == year), lines[0])
    printed = next((digits for digits in (thai_digits(str(year)), str(year)) if digits in first.text), "")
    return first, printed, len(spoken)


def _section(paper: _Paper, told: Told, owner: Owner) -> Section:
    date, date_text = date_of(paper.cut.kind, paper.lines)
    own = (each.word for each in told.levels if each.year in (None, paper.years.result_year))
    level = next(own, "")
    return Section(
        kind=paper.cut.kind,
        title=paper.cut.title,
        where=paper.cut.where,
        blocks=tuple(paper.cut.blocks),
        result_year=paper.years.result_year,
        plan_year=paper.years.plan_year,
        date=date,
        date_text=date_text,
        items=items_listed(paper.cut.blocks)
        if paper.cut.kind == "oit"
        else items_of(paper.cut.kind, paper.cut.title, paper.lines),
        level=level,
        figures=tuple(each.figure() for each in told.found),
        names={**_within(owner, paper.cut.blocks), **told.names, **_levels_named(told.levels)},
    )


def _levels_named(levels: Sequence[LevelFound]) -> dict[str, tuple[Phrase, ...]]:
    other = tuple(
        Phrase(text=each.as_printed, where=each.where) for each in levels if each.as_printed != each.word
    )
    return {"level": other} if other else {}


def _within(owner: Owner, blocks: Iterable[Block]) -> dict[str, tuple[Phrase, ...]]:
    """Return the other spellings that stand in these blocks."""
    places = {block.where for block in blocks} | {
        cell.where for block in blocks if isinstance(block, Table) for row in block.rows for cell in row
    }
    kept = {
        key: tuple(each for each in phrases if each.where in places) for key, phrases in owner.names.items()
    }
    return {key: phrases for key, phrases in kept.items() if phrases}
