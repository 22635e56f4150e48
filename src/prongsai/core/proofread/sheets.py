"""The papers of a chain one by one, as the rules of chain, form and text look at them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from prongsai.core.fault import cut
from prongsai.core.framework import Framework
from prongsai.core.plan.period import read_date
from prongsai.core.printed import Line, Place, Table
from prongsai.core.proofread import Chain, Check, Remark, Rule
from prongsai.core.recognised import PrintedMeasure, Recognised, Section, SectionKind
from prongsai.core.thai import arabic_digits, fiscal_year_end, tidy

LONGEST = 160
HEAD_LINES = 3
OF_A_PART = ("รอบ 6 เดือน", "รอบ 3 เดือน", "รอบ 9 เดือน", "รายไตรมาส", "6 เดือนแรก")
OF_A_ROUND = (*OF_A_PART, "กำกับติดตาม")
OF_ALL_ROUNDS = ("12 เดือน",)
# “รายงานผล ณ วันที่ 31 มีนาคม 2567”: up to which day a report tells.
_UNTIL = re.compile(r"(?:รายงาน|ข้อมูล|ผลการดำเนิน).{0,40}?(?:ณ|ถึง)\s*(?:วันที่)?\s*(\d{1,2}\s*[ก-๎.]+\s*\d{4})")
REPORTS: frozenset[SectionKind] = frozenset({"implementation", "followup"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper of a file; `key` tells it from the others of the file (`s2`)."""

    chain: Chain
    paper: Recognised
    section: Section
    key: str

    @property
    def framework(self) -> Framework | None:
        """The framework of the result that the paper speaks of, else that of the year of its measures."""
        years = (self.section.result_year, self.section.plan_year)
        known = (self.chain.frameworks.get(year) for year in years if year is not None)
        return next((framework for framework in known if framework), None)


RuleCheck = Callable[[Chain, Rule], Iterator[Remark]]
SheetCheck = Callable[[Sheet, Rule], Iterator[Remark]]


def sheets(chain: Chain) -> Iterator[Sheet]:
    """Return every paper of every file."""
    for paper in chain.papers:
        for number, section in enumerate(paper.sections, 1):
            yield Sheet(chain, paper, section, f"s{number}")


def by_sheet(check: SheetCheck) -> RuleCheck:
    """Return a check that looks at one paper at a time."""

    def run(chain: Chain, rule: Rule) -> Iterator[Remark]:
        for sheet in sheets(chain):
            yield from check(sheet, rule)

    return run


def checks(table: Mapping[str, RuleCheck]) -> dict[str, Check]:
    """Return the checks by the ids of their rules, each handed its own rule from the data."""
    return {id_: partial(_run, id_, check) for id_, check in table.items()}


def _run(id_: str, check: RuleCheck, chain: Chain) -> Iterator[Remark]:
    yield from check(chain, chain.rules[id_])


def listed(items: Iterable[str], most: int = 12) -> str:
    """Return words one after the other; of a long list only the first ones, and that it goes on."""
    said = tuple(dict.fromkeys(items))
    return ", ".join(said[:most]) + (" …" if len(said) > most else "")


def shown(text: str) -> str:
    """Return what stands somewhere, cut so that a list of remarks stays readable."""
    return cut(" ".join(text.split()), LONGEST)


def has_any(text: str, words: Collection[str]) -> bool:
    """Whether one of the words stands in the text; spaces, and small or capital letters, make no difference."""
    folded = "".join(text.split()).casefold()
    return any("".join(word.split()).casefold() in folded for word in words)


def told_text(measure: PrintedMeasure) -> str:
    """Return all that is told as done of a measure."""
    return " ".join(each.text for each in measure.results)


def planned_text(measure: PrintedMeasure) -> str:
    """Return title, approach and steps of a measure."""
    return " ".join((measure.title, *(each.text for each in (*measure.approach, *measure.steps))))


def named(measure: PrintedMeasure) -> str:
    """Return how a reader finds a measure: its number, else its title cut short."""
    return measure.number or f"“{cut(measure.title, 40)}”"


def reports(section: Section) -> bool:
    """Whether a paper tells what came of measures."""
    return bool(section.measures) and (
        section.kind in REPORTS or any(each.results for each in section.measures)
    )


def final(section: Section) -> bool:
    """Whether a paper reports on the whole year, and not on a round of it."""
    named = _head_of(section)
    return (
        reports(section)
        and section.kind != "followup"
        and not has_any(named, OF_A_ROUND)
        and not _tells_part(section, named)
    )


def halfway(section: Section) -> bool:
    """Whether a paper says that it reports on a part of the year, so that the rest is yet to come."""
    named = _head_of(section)
    if not reports(section) or has_any(named, OF_ALL_ROUNDS):
        return False
    return has_any(named, OF_A_PART) or _tells_part(section, named)


def _head_of(section: Section) -> str:
    head = [block.text for block in section.blocks if isinstance(block, Line)][:HEAD_LINES]
    return arabic_digits(tidy(" ".join((section.title, *head))))


def _tells_part(section: Section, named: str) -> bool:
    """Whether the head says up to which day is told, and the year of the measures goes on after it."""
    if section.plan_year is None:
        return False
    days = (read_date(found[1]) for found in _UNTIL.finditer(named))
    return any(day is not None and day < fiscal_year_end(section.plan_year) for day in days)


def plans(section: Section) -> bool:
    """Whether a paper plans measures."""
    return bool(section.measures) and not reports(section)


def texts(section: Section) -> Iterator[tuple[str, Place]]:
    """Return every line and every filled cell of a paper with its place, what a merged cell repeats left out."""
    for block in section.blocks:
        if isinstance(block, Line):
            yield block.text, block.where
        else:
            yield from _cells(block)


def _cells(table: Table) -> Iterator[tuple[str, Place]]:
    for row in table.rows:
        yield from ((cell.text, cell.where) for cell in row if cell.text.strip() and not cell.merged)
