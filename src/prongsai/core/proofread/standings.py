"""Rules of the class sum on order and number: ranks, the highest and the lowest, and how many measures there are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from prongsai.core.printed import Cell, Place, Table
from prongsai.core.proofread import Chain, Check, Remark
from prongsai.core.proofread.passages import (
    Passage,
    any_of,
    around,
    of,
    passages,
    plain,
    plain_row,
    remark_at,
)
from prongsai.core.proofread.told import YearTold, years_told
from prongsai.core.recognised import Counted, Section
from prongsai.core.text import Text
from prongsai.core.thai import read_number

_HIGHEST = r"(?:สูง|มาก)(?:ที่)?สุด"
_LOWEST = r"(?:ต่ำ|น้อย)(?:ที่)?สุด"
_SECOND = r"รองลงมา"
_CLAIM = re.compile(rf"(?P<highest>{_HIGHEST})|(?P<lowest>{_LOWEST})|(?P<second>{_SECOND})")
_SCORE = re.compile(r"(?<![\d.])(\d{1,3}\.\d{1,2})(?![\d.]*\d)")
_LOOKS_BACK = re.compile(r"เป็น\s*(?:ตัวชี้วัด)?\s*(?:ที่)?\s*(?:มี|ได้)?\s*(?:คะแนน)?\s*(?:ที่)?\s*$")
_OF_LESS = re.compile(r"\b(?:IIT|EIT|OIT)\b|ข้อคำถาม|รายข้อ|เครื่องมือ|แบบวัด|แบบตรวจ|แบบสำรวจ")
# How many passages before a sentence may say that it speaks of one tool.
CONTEXT = 5
REACH = 120
_WORDS = {
    "highest": Text("สูงสุด", "highest"),
    "lowest": Text("ต่ำสุด", "lowest"),
    "second": Text("รองจากสูงสุด", "second highest"),
}
_ANNOUNCED = re.compile(r"จำนวน\s*(\d{1,3})\s*มาตรการ")
_PERCENT = re.compile(r"ร้อยละ\s*(\d{1,3}(?:\.\d+)?)|(\d{1,3}(?:\.\d+)?)\s*(?:%|เปอร์เซ็นต์)")


def ranks(chain: Chain) -> Iterator[Remark]:
    """Yield the rows of a ranked table whose score is higher than that of a better rank."""
    rule = chain.rules["sum.rank"]
    for section, table in _tables(chain):
        columns = _columns(table, rule.words["rank"], rule.words["score"])
        rows = list(_ranked(table, *columns)) if columns else []
        for (rank, score, beside), (worse, higher, where) in pairwise(sorted(rows, key=lambda row: row[0])):
            if higher > score and worse > rank:
                yield remark_at(
                    rule,
                    f"{section.result_year or ''}:{worse}",
                    (where, beside),
                    f"{worse}. {higher}",
                    rank=worse,
                    score=higher,
                    better=rank,
                    lower=score,
                )


def _tables(chain: Chain) -> Iterator[tuple[Section, Table]]:
    for paper in chain.papers:
        for section in paper.sections:
            yield from ((section, block) for block in section.blocks if isinstance(block, Table))


def _columns(table: Table, ranks: tuple[str, ...], scores: tuple[str, ...]) -> tuple[int, int] | None:
    """Return the columns of rank and score of a table that has just one of each, by its head."""
    head = [text.replace(" ", "") for text in plain_row(table.rows[0])] if table.rows else []
    rank = [place for place, text in enumerate(head) if text in ranks]
    score = [place for place, text in enumerate(head) if text in scores]
    return (rank[0], score[0]) if len(rank) == 1 and len(score) == 1 else None


def _ranked(table: Table, rank: int, score: int) -> Iterator[tuple[int, Decimal, Place]]:
    for row in table.rows[1:]:
        place, value = _number(row[rank]), _number(row[score])
        if place is not None and value is not None and place == int(place) and not row[rank].merged:
            yield int(place), value, row[score].where


def _number(cell: Cell) -> Decimal | None:
    return read_number(cell.text.rstrip(" ."))


def extremes(chain: Chain) -> Iterator[Remark]:
    """Yield the sentences that call a score the highest, second or lowest of the indicators when it is not."""
    rule = chain.rules["sum.extreme"]
    years = {told.year: told for told in years_told(chain)}
    all_passages = passages(chain)
    for number, passage in enumerate(all_passages):
        told = years.get(passage.section.result_year or 0)
        values = told.of_kind("indicator") if told else {}
        if told is None or not _whole(told) or passage.cell or _OF_LESS.search(passage.text):
            continue
        before = " ".join(each.text for each in all_passages[max(0, number - CONTEXT) : number])
        for kind, claimed, start in _claims(passage):
            right = _right(kind, sorted(values.values()))
            if (
                claimed != right
                and _meant(claimed, right, values)
                and claimed not in _of_tools(kind, told, before)
            ):
                yield remark_at(
                    rule,
                    f"{told.year}:{kind}",
                    (passage.where, *_places(told, values, right)),
                    around(passage.text, start, start + 30),
                    kind=_WORDS[kind],
                    claimed=claimed,
                    right=right,
                    year=told.year,
                    codes=tuple(code for code, value in values.items() if value == right),
                )


def _of_tools(kind: str, told: YearTold, before: str) -> set[Decimal]:
    """Return what is right for the tools that are spoken of just before a sentence: it may go on about one of them."""
    framework, values = told.framework, told.of_kind("indicator")
    tools = [tool.code for tool in framework.tools if tool.code in before] if framework else []
    groups = [
        [value for code, value in values.items() if framework and framework.tool_of(code) == tool]
        for tool in tools
    ]
    return {_right(kind, sorted(group)) for group in groups if group}


def _whole(told: YearTold) -> bool:
    """Whether every indicator of the year is told."""
    framework = told.framework
    wanted = [code for code, node in framework.nodes.items() if node.kind == "indicator"] if framework else []
    return bool(wanted) and all(code in told.scores for code in wanted)


def _claims(passage: Passage) -> Iterator[tuple[str, Decimal, int]]:
    """Yield what is claimed with its score: after the word, or before it where the sentence looks back."""
    marks = list(_CLAIM.finditer(passage.text))
    for number, mark in enumerate(marks):
        kind = str(mark.lastgroup)
        before = marks[number - 1].end() if number else 0
        after = marks[number + 1].start() if number + 1 < len(marks) else len(passage.text)
        back = passage.text[max(before, mark.start() - REACH) : mark.start()]
        ahead = passage.text[mark.end() : min(after, mark.end() + REACH)]
        behind = _SCORE.findall(back) if kind != "second" else []
        forward = _SCORE.search(ahead)
        if behind and (_LOOKS_BACK.search(back) or forward is None):
            yield kind, Decimal(behind[-1]), mark.start()
        elif forward is not None:
            yield kind, Decimal(forward[1]), mark.start()


def _right(kind: str, ordered: list[Decimal]) -> Decimal:
    if kind == "lowest":
        return ordered[0]
    distinct = sorted(set(ordered))
    return distinct[-1] if kind == "highest" or len(distinct) < 2 else distinct[-2]


def _meant(claimed: Decimal, right: Decimal, values: Mapping[str, Decimal]) -> bool:
    """Whether the sentence speaks of the indicators: its score is one of theirs, or the right one but for one digit."""
    if claimed in values.values():
        return True
    one, other = f"{claimed:06.2f}", f"{right:06.2f}"
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _places(told: YearTold, values: Mapping[str, Decimal], right: Decimal) -> tuple[Place, ...]:
    return tuple(place for code, value in values.items() if value == right for place in told.place(code))


def counts(chain: Chain) -> Iterator[Remark]:
    """Yield the sentences that count measures in a way that their own numbers or the list do not bear out."""
    rule = chain.rules["sum.count"]
    yield from announced_counts(chain)
    units = any_of(rule.words["units"])
    for paper in chain.papers:
        for section in paper.sections:
            for number, counted in enumerate(section.counted, 1):
                # “จำนวน 88 เรื่อง” counts what came of a measure, not the measures.
                spoken = re.search(
                    rf"(?:จำนวน|ทั้งหมด|ทั้งสิ้น|รวม|มี)\s*{counted.total}\s*{units}", plain(counted.text)
                )
                words = _miscounted(counted, section) if spoken or counted.total is None else None
                if words is not None:
                    about = f"{section.plan_year or section.result_year or ''}:{number}"
                    yield remark_at(rule, about, (counted.where,), plain(counted.text), told=words)


def announced_counts(chain: Chain) -> Iterator[Remark]:
    """Yield the sentences that announce another number of measures than the paper then lists."""
    rule = chain.rules["sum.count"]
    for paper in chain.papers:
        for section in paper.sections:
            listed = _listed(section)
            told = [
                (passage, match)
                for passage in of(section, paper)
                if not passage.cell and not any(each.where == passage.where for each in section.counted)
                for match in _ANNOUNCED.finditer(passage.text)
            ]
            # Where a paper counts by parts, no single number is that of the whole list.
            if listed is not None and len(told) == 1 and int(told[0][1][1]) != listed:
                passage, match = told[0]
                words = Text(
                    f"บอก {match[1]} แต่ในรายการมี {listed}", f"{match[1]} are told, but {listed} are listed"
                )
                yield remark_at(
                    rule,
                    f"{section.plan_year or ''}:{match[1]}",
                    (passage.where,),
                    around(passage.text, *match.span()),
                    told=words,
                )


def _miscounted(counted: Counted, section: Section) -> Text | None:
    total, done, open_ = counted.total, counted.done, counted.not_done
    if total is not None and done is not None and open_ is not None and total != done + open_:
        return Text(
            f"{total} ไม่เท่ากับ {done} + {open_} = {done + open_}",
            f"{total} is not {done} + {open_} = {done + open_}",
        )
    listed = _listed(section)
    if total is not None and listed is not None and total != listed:
        return Text(f"บอก {total} แต่ในรายการมี {listed}", f"{total} are told, but {listed} are listed")
    return _more_than_done(counted, section) or _wrong_percent(counted)


def _more_than_done(counted: Counted, section: Section) -> Text | None:
    """Return how a number of measures done passes over those that the list itself says are not done."""
    listed = _listed(section)
    open_ = [each.number for each in section.measures if each.told.get("") == "not_done"]
    if listed is None or counted.done is None or not open_ or counted.done <= listed - len(open_):
        return None
    numbers = ", ".join(open_)
    return Text(
        f"บอกว่าเสร็จ {counted.done} แต่ในรายการเขียนว่ามาตรการ {numbers} ยังไม่ได้ทำ",
        f"{counted.done} are told to be done, but the list says that {numbers} is not done",
    )


def _listed(section: Section) -> int | None:
    """Return how many measures a paper lists, if they are numbered without a gap; else nobody can tell what counts."""
    numbers = [measure.number for measure in section.measures]
    wanted = [str(number) for number in range(1, len(numbers) + 1)]
    return len(numbers) if numbers and numbers == wanted else None


def _wrong_percent(counted: Counted) -> Text | None:
    if not counted.total or counted.done is None:
        return None
    percent = _PERCENT.findall(plain(counted.text))
    if len(percent) != 1:
        return None
    told = next(filter(None, percent[0]))
    shares = [Fraction(part, counted.total) * 100 for part in (counted.done, counted.total - counted.done)]
    places = len(told.partition(".")[2])
    if any(abs(share - Fraction(told)) <= Fraction(1, 10**places) for share in shares):
        return None
    right = f"{counted.done}/{counted.total}"
    return Text(f"ร้อยละ {told} ไม่ตรงกับ {right}", f"{told} % is not {right}")


CHECKS: Mapping[str, Check] = {
    "sum.rank": ranks,
    "sum.extreme": extremes,
    "sum.count": counts,
}
