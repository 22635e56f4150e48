"""Measures from the tables of a plan or a report, whatever columns they have and however many stand in a row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from prongsai.core.printed import Block
from prongsai.core.recognised import Phrase, PrintedMeasure
from prongsai.reading.recognise.blocks import measures_in_blocks, told_by
from prongsai.reading.recognise.draft import Draft, Pieces
from prongsai.reading.recognise.flattened import flattened
from prongsai.reading.recognise.legend import legend_of, tell_by_signs
from prongsai.reading.recognise.lists import begun_anew, listed_below, number_of, phrases, whole
from prongsai.reading.recognise.paragraphs import measures_in_text
from prongsai.reading.recognise.shared import for_all
from prongsai.reading.recognise.tables import Joined, Row, joined
from prongsai.reading.recognise.titles import likeness

# So many times as much another reading must tell to be taken for the better one.
_MUCH_MORE, _MORE = 1.3, 1.2
_HOW = frozenset({"steps", "approach"})
_LIKE = 85
# The last row of a table adds up; it is no measure.
_TOTALS = re.compile(r"(?:ผล)?รวม(?:ทั้งสิ้น|ทั้งหมด|งบประมาณ|เงิน)?|total", re.IGNORECASE)
# What a list of ways is for, where the same column is for measures and ways.
OVER = ("topic", "indicator", "issue", "finding", "question")


def measures_of(
    blocks: Iterable[Block],
    *,
    plan_year: int | None = None,
    listed: bool = False,
    reports: bool = False,
    scored: bool = False,
) -> tuple[PrintedMeasure, ...]:
    """Return the measures of a section in their order, numbered m1, m2…; `plan_year` dates months without year.

    They stand in tables, or else in running text; with `listed` a bare list of them is enough. A section that
    `reports` tells in sentences what was done; one that is `scored` counts other things than measures too.
    """
    given = tuple(blocks)
    drafts = [
        draft
        for table in joined(given)
        if table.head.of_measures
        for draft in _of_table(table)
        if not _TOTALS.fullmatch(draft.title)
    ]
    drafts = drafts or [draft for table in flattened(given) for draft in _of_table(table)]
    drafts = drafts or list(measures_in_text(given, listed=listed, reports=reports))
    alike = list(measures_in_blocks(given, listed=listed, scored=scored, reports=reports))
    # Blocks that are built alike tell more where labels or heads were not known.
    if alike and told_by(alike) > told_by(drafts) * (_MORE if _same(alike, drafts) else _MUCH_MORE):
        drafts = alike
    tell_by_signs(drafts, legend_of(given))
    for_all(drafts, given)
    return tuple(draft.measure(f"m{place}", plan_year) for place, draft in enumerate(drafts, start=1))


def _same(some: Sequence[Draft], others: Sequence[Draft]) -> bool:
    """Tell whether two readings found the same measures."""
    return len(some) == len(others) and all(
        likeness(one.title, other.title) >= _LIKE for one, other in zip(some, others, strict=True)
    )


def _of_table(table: Joined) -> list[Draft]:
    fields = table.head.columns
    title = table.head.column("title")
    if title is not None and "steps" in fields[title]:
        return _of_crowded(table, title)
    if title is not None and _titled_in_approach(table, title):
        return [_by_topic(table, row, title) for row in table.rows]
    if title is not None and "approach" not in fields[title]:
        return [draft for row in table.rows for draft in _of_list(table, row, title)]
    first = title if title is not None else table.head.column("approach") or 0
    return [_of_row(table, row, first) for row in table.rows]


def _of_list(table: Joined, row: Row, title: int) -> list[Draft]:
    """Read a row whose first cell may count several measures: what else it says is said of all of them."""
    read = phrases(row.cells[title])
    if len(read) < 2 or [each.number for each in read] != [str(place) for place in range(1, len(read) + 1)]:
        return [_of_row(table, row, title)]
    drafts = list(_counted(table, row, read))
    _share(table, row, drafts, drafts)
    return drafts


def _of_row(table: Joined, row: Row, title: int) -> Draft:
    """Read a row that is one measure."""
    approach = "approach" in table.head.columns[title]
    with_approach = approach and "title" in table.head.columns[title]
    given = row.cells[title]
    # Where no column is for the steps, what is listed below a title are its steps.
    below = () if approach or table.head.fields & _HOW else listed_below(given)
    draft = Draft.named(given[:1] if with_approach or below else given, row.where)
    _begin(draft, table, row)
    draft.take(("steps",), below)
    over = next((place for name in OVER if (place := table.head.column(name)) is not None), None)
    if approach and over is not None and len(phrases(given)) > 1 and row.text(over):
        # A list of ways to mend what stands beside it, which names it.
        draft = Draft.named(row.cells[over], row.where)
        _begin(draft, table, row)
        draft.take(("approach",), given)
    elif with_approach:
        draft.take(("approach",), given[1:])
    elif approach:
        # Ways are counted anew in each row.
        draft.number = ""
    _fill(draft, table, row, without=title)
    return draft


def _begin(draft: Draft, table: Joined, row: Row) -> None:
    draft.columns = table.head.fields
    draft.topic = row.topic


def _fill(draft: Draft, table: Joined, row: Row, *, without: int) -> None:
    for place, fields in enumerate(table.head.columns):
        if place != without:
            draft.take(fields, row.cells[place])


# A column of topics, and the title above the approach


def _titled_in_approach(table: Joined, title: int) -> bool:
    """Tell whether the first column names topics, and the measures are counted row by row in the second."""
    approach = table.head.column("approach")
    if approach is None or not table.rows or any(number_of(row.text(title))[0] for row in table.rows):
        return False
    firsts = [number_of(row.cells[approach][0].text)[0] if row.cells[approach] else "" for row in table.rows]
    if firsts != [str(place) for place in range(1, len(firsts) + 1)]:
        return False
    return len(firsts) > 1 or len(table.rows[0].cells[approach]) > 1


def _by_topic(table: Joined, row: Row, title: int) -> Draft:
    approach = table.head.column("approach")
    given: Pieces = row.cells[approach] if approach is not None else ()
    draft = Draft.named(given[:1], row.where)
    _begin(draft, table, row)
    draft.topic = whole(row.text(title)) or row.topic
    draft.take(("approach",), given[1:])
    for place, fields in enumerate(table.head.columns):
        if place not in (title, approach):
            draft.take(fields, row.cells[place])
    return draft


# Measures and steps in one column


def _of_crowded(table: Joined, title: int) -> list[Draft]:
    """Read a table whose first column holds measures and steps, one measure in a row or many."""
    rows = [(row, list(_entries(table, row, title))) for row in table.rows]
    made = [draft for _, drafts in rows for draft in drafts]
    for row, drafts in rows:
        if len(drafts) == 1 and not _counts_measures(table, row, drafts[0], made):
            _fill(drafts[0], table, row, without=title)
        elif drafts:
            _share(table, row, drafts, made)
    return _under_measures(made)


def _entries(table: Joined, row: Row, title: int) -> Iterator[Draft]:
    """Yield the measures that one cell counts; numbers that begin anew count the steps of the one before."""
    given = row.cells[title]
    if len(given) == 1:
        given = begun_anew(given[0]) or given
    anew = next(
        (place for place, piece in enumerate(given) if place and number_of(piece.text)[0] == "1"), None
    )
    if anew is not None and number_of(given[0].text)[0]:
        draft = Draft.named(given[:1], row.where)
        _begin(draft, table, row)
        draft.take(("approach",), given[1:anew])
        draft.steps += phrases(given[anew:])
        yield draft
        return
    yield from _counted(table, row, phrases(given))


def _counted(table: Joined, row: Row, read: Sequence[Phrase]) -> Iterator[Draft]:
    """Yield one measure for each number of the first order, with those of the second as its steps."""
    numbered = [each for each in read if each.number] or list(read)
    begins = [place for place, each in enumerate(numbered) if "." not in each.number or not place]
    for first, last in pairwise([*begins, len(numbered)]):
        phrase = numbered[first]
        draft = Draft(title=phrase.text, where=phrase.where, number=phrase.number, cells={"title": phrase})
        _begin(draft, table, row)
        draft.steps += numbered[first + 1 : last]
        yield draft


def _counts_measures(table: Joined, row: Row, draft: Draft, made: Sequence[Draft]) -> bool:
    """Tell whether the results of a row count measures, not the steps of its own measure."""
    place = table.head.column("results")
    read = phrases(row.cells[place]) if place is not None else ()
    counted = {each.number.partition(".")[0] for each in read if each.number}
    steps = {each.number for each in draft.steps}
    return bool(counted) and not counted & steps and counted <= {each.number for each in made}


def _under_measures(made: Sequence[Draft]) -> list[Draft]:
    """Put rows that are counted 2.1, 2.2 to the measure that is counted 2: they are its steps."""
    found: list[Draft] = []
    for draft in made:
        over, _, number = draft.number.partition(".")
        if number and found and found[-1].number == over:
            found[-1].take_step(number, draft)
        else:
            found.append(draft)
    return found


def _parted(drafts: Sequence[Draft], read: Sequence[Phrase]) -> bool:
    """Tell whether steps are counted below the measures of their row: 1.1, 1.2, 2.1."""
    own = {draft.number for draft in drafts}
    counted = [each.number.partition(".") for each in read]
    return bool(read) and all(point and over in own for over, point, _ in counted)


def _share(table: Joined, row: Row, drafts: Sequence[Draft], made: Sequence[Draft]) -> None:
    """Give each measure of a row its result by number, wherever in the table it stands; the rest is for all of them."""
    by_number = {draft.number: draft for draft in made if draft.number}
    for place, fields in enumerate(table.head.columns):
        given = row.cells[place]
        if "title" in fields:
            continue
        if "steps" in fields and "title" not in fields and _parted(drafts, phrases(given)):
            for phrase in phrases(given):
                by_number[phrase.number.partition(".")[0]].steps.append(phrase)
            continue
        if "results" not in fields:
            for draft in drafts:
                draft.take(fields, given)
            continue
        for phrase in phrases(given):
            owner = by_number.get(phrase.number) or by_number.get(phrase.number.partition(".")[0])
            (owner or drafts[-1]).take_result(phrase, of_step=bool(owner is None or "." in phrase.number))
