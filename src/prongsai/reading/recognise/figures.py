"""The scores that stand in tables: by indicator, by tool, by question and item, ranked, wide, or of several years."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from prongsai.core.framework import IN_PART, TOTAL
from prongsai.core.printed import Cell, Table
from prongsai.core.text import Text
from prongsai.reading.recognise.codes import NOWHERE, Around, CodeReader, Meant
from prongsai.reading.recognise.found import SCANNED, SURENESS, Found, joined, less_sure
from prongsai.reading.recognise.heads import (
    MOST_HEAD_ROWS,
    SCORING,
    Column,
    Group,
    Layout,
    column_of,
    groups_of,
    layout_of,
)
from prongsai.reading.recognise.numbers import score_in
from prongsai.reading.recognise.wordlists import plain, squeezed

_TABLE_TITLE = re.compile(r"\s*(?:ตาราง(?:ที่)?|table)\s*\d", re.IGNORECASE)
# So many names in one row make it the head of a wide table.
FEWEST_WIDE = 3
# So much of a table without a head must be understood to be taken for one of scores.
FEWEST_ROWS = 2
_DEPTH = {
    "total": 0,
    "tool": 1,
    "part": 2,
    "indicator": 3,
    "sub_indicator": 4,
    "question": 5,
    "item": 5,
    "statement": 6,
}

SPANNING = Text("ช่องคะแนนครอบหลายแถว", "the cell of the score spans several rows")
DIFFER = Text("ช่องอื่นในแถวหมายถึง {other}", "another cell of the row means {other}")
NO_SCORES = frozenset({"measure", "steps", "owner", "outcome", "monitoring", "period", "apart"})


@dataclass(frozen=True, slots=True)
class Scores:
    """The figures of one table, and what stands around whatever follows it."""

    found: tuple[Found, ...]
    around: Around
    layout: Layout | None


class TableReader:
    """Reads the tables of one paper in their order; a table without a head may go on the one before it."""

    def __init__(self, codes: CodeReader, agency: str = "") -> None:
        self.codes = codes
        self._agency = squeezed(agency)
        self._before: Layout | None = None

    def read(self, table: Table, around: Around = NOWHERE) -> Scores:
        """Return the figures of one table that stands below what `around` says."""
        wide = [*self._wide(table)]
        if wide:
            return Scores(tuple(wide), around, None)
        layout = layout_of(table) or self._continued(table)
        if layout is None:
            even = _evened(table)
            if even is not table:
                # Its layout is not that of the table as printed.
                return replace(self.read(even, around), layout=None)
            layout = self._inferred(table)
        if layout is None or layout.roles & NO_SCORES:
            return Scores((), around, layout)
        self._before = layout
        found: list[Found] = []
        now = around
        for group in groups_of(layout):
            reader = _Rows(self.codes, layout, _one_score(layout, group), now)
            found += reader.read(table.rows[layout.head_rows :])
            now = reader.around
        return Scores(tuple(found), now, layout)

    def _continued(self, table: Table) -> Layout | None:
        before = self._before
        if before is None or not table.rows or len(table.rows[0]) != len(before.columns):
            return None
        layout = replace(before, head_rows=0)
        return (
            layout
            if any(_Rows(self.codes, layout, group, NOWHERE).read(table.rows) for group in groups_of(layout))
            else None
        )

    def _inferred(self, table: Table) -> Layout | None:
        """Tell columns of names from columns of scores by what is in them, where no head says it."""
        if not table.rows:
            return None
        columns = [
            Column(self._role([row[place].text for row in table.rows])) for place in range(len(table.rows[0]))
        ]
        roles = [column.role for column in columns]
        # Of several columns of figures without a head any may be something else: answers, means of others.
        return Layout(tuple(columns)) if "name" in roles and roles.count("score") == 1 else None

    def _role(self, texts: Sequence[str]) -> str:
        filled = [text for text in texts if text.strip()]
        scores = [text for text in filled if score_in(text) is not None]
        if len(scores) >= FEWEST_ROWS and len(scores) * 2 > len(filled):
            return "score" if any("." in text for text in scores) else "number"
        names = [text for text in filled if not _is_number(text) and self.codes.read(text)]
        return "name" if len(names) >= FEWEST_ROWS and len(names) * 2 > len(filled) else "level"

    def _wide(self, table: Table) -> Iterator[Found]:
        """Yield the figures of a table whose head names the indicators and whose rows are years or agencies."""
        for place, row in enumerate(table.rows[:MOST_HEAD_ROWS]):
            heads = self._wide_heads(row)
            if not heads:
                continue
            below = self._own_rows(table.rows[place + 1 :])
            # Years down the side make a table of one column of scores wide enough.
            fewest = 1 if len(below) >= FEWEST_ROWS and all(map(year_of_row, below)) else FEWEST_WIDE
            if len(heads) < fewest:
                continue
            for cells in below:
                change = any(column_of(cell.text).role == "change" for cell in cells[:2])
                scored = [each for each in heads if score_in(cells[each].text, signed=change) is not None]
                if len(scored) >= fewest and not _is_counted([cells[each].text for each in scored]):
                    column = Column("change" if change else "score", year_of_row(cells))
                    for each in scored:
                        yield from _figures(heads[each], cells[each], column)
            return

    def wide_levels(self, table: Table) -> Iterator[tuple[Cell, int | None]]:
        """Yield the levels of a table whose head names the indicators, each with the year of its row."""
        for place, row in enumerate(table.rows[:MOST_HEAD_ROWS]):
            levels = [number for number, cell in enumerate(row) if column_of(cell.text).role == "level"]
            if levels and len(self._wide_heads(row)) >= FEWEST_WIDE:
                below = self._own_rows(table.rows[place + 1 :])
                rows = [
                    cells
                    for cells in below
                    if any(map(_is_score, cells)) and column_of(cells[0].text).role != "change"
                ]
                # Of several rows without a year none is known to be the paper's own.
                if len(rows) == 1 or all(map(year_of_row, rows)):
                    yield from ((cells[levels[0]], year_of_row(cells)) for cells in rows)
                return

    def _own_rows(self, rows: Sequence[Sequence[Cell]]) -> Sequence[Sequence[Cell]]:
        """Return the rows of the paper's own agency where a table lists several, else all of them."""
        own = [
            row
            for row in rows
            if self._agency and any(self._agency in squeezed(cell.text) for cell in row[:3])
        ]
        return own or rows

    def _numbered(self, text: str) -> Meant | None:
        """Return the indicator of a number below a head that says these are numbers of indicators."""
        meant = self.codes.number(text)
        return Meant(meant.codes) if meant else None

    def _wide_heads(self, row: Sequence[Cell]) -> dict[int, Meant]:
        numbers = [cell.text for cell in row if _is_number(cell.text)]
        numbered = bool(row) and "ตัวชี้วัด" in row[0].text and len(numbers) >= FEWEST_WIDE
        heads = {}
        for place, cell in enumerate(row):
            if _is_number(cell.text):
                meant = self._numbered(cell.text) if numbered else None
            else:
                meant = self.codes.read(cell.text)
            if meant is not None and len(meant.codes) == 1:
                heads[place] = meant
        distinct = {meant.codes for meant in heads.values()}
        return heads if len(distinct) == len(heads) else {}


class _Rows:
    """One pass over the rows of one group of columns; names that stand only on the first row of several carry on."""

    def __init__(self, codes: CodeReader, layout: Layout, group: Group, around: Around) -> None:
        self.codes = codes
        self.layout = layout
        self.group = group
        self.around = around

    def read(self, rows: Sequence[Sequence[Cell]]) -> list[Found]:
        found: list[Found] = []
        for row in rows:
            for lines in _as_lines(row, (*self.group.names, *self.group.scores)):
                found += self._row(lines)
        return found

    def _row(self, row: Sequence[Cell]) -> Iterator[Found]:
        meant = self._meant(row)
        if meant is None:
            return
        if meant.codes == (TOTAL,) and not any(row[place].text.strip() for place in self.group.scores):
            yield from self._weighted(meant, row)
        for place in self.group.scores:
            column = self.layout.columns[place]
            if column.role == "of_tool":
                yield from self._of_tool(row[place], column)
                continue
            for each in _figures(self._in_part(meant, column), row[place], column):
                # Beside what was announced stands what somebody worked out.
                computed = column.role == "score" and "announced" in self.layout.roles
                yield replace(each, origin="computed") if computed else each

    def _weighted(self, meant: Meant, row: Sequence[Cell]) -> Iterator[Found]:
        """Yield the total where only the column has it of what each score counts for."""
        for place, column in enumerate(self.layout.columns):
            if column.role == "weighted":
                yield from _figures(meant, row[place], column)

    def _of_tool(self, cell: Cell, column: Column) -> Iterator[Found]:
        """Yield the score of the tool that a row is under, where its cell begins; below it only repeats."""
        if self.around.tool and not cell.merged:
            yield from _figures(Meant((self.around.tool,)), cell, column)

    def _in_part(self, meant: Meant, column: Column) -> Meant:
        """Return what is meant in the column of one part of a tool: 6 is 6@EIT.1 there, EIT is EIT.1."""
        if column.part is None:
            return meant
        framework, codes = self.codes.framework, []
        for code in meant.codes:
            part = f"{framework.tool_of(code)}.{column.part}"
            codes.append(part if code == framework.tool_of(code) else f"{code}{IN_PART}{part}")
        return replace(meant, codes=tuple(code for code in codes if framework.kind_of(code) is not None))

    def _meant(self, row: Sequence[Cell]) -> Meant | None:
        named: list[Meant] = []
        for place in self.group.names:
            cell, role = row[place], self.layout.columns[place].role
            meant = self._cell(cell.text, role)
            if meant is not None:
                named.append(meant)
        if not named:
            return self._by_number(row)
        for meant in named:
            if meant.note is None or meant.confidence != "doubtful":
                self._move(meant)
        deepest = _agreed([meant for meant in named if self._depth(meant) == max(map(self._depth, named))])
        # A tool beside “รวม” is the tool's own score, not the total.
        if deepest.codes == (TOTAL,) or all(meant.codes == (TOTAL,) for meant in named):
            return deepest
        if self._depth(deepest) > _DEPTH["tool"] or self._scored_tool(row):
            return deepest
        # The first row of a tool, whose indicator has a name that was not understood.
        return self._by_number(row)

    def _cell(self, text: str, role: str) -> Meant | None:
        if not text.strip():
            return None
        if role in ("rank", "number"):
            # The row of the whole has its name where the others have their number.
            meant = None if _is_number(text) else self.codes.read(text)
            return meant if meant is not None and meant.codes == (TOTAL,) else None
        if _is_number(text):
            if role == "question":
                return self._numbered_question(text)
            return self.codes.number(text) if role == "name" else None
        return self.codes.read(text, self.around)

    def _numbered_question(self, text: str) -> Meant | None:
        """Read a bare number in a column of questions: one below its indicator, else perhaps an indicator."""
        if plain(text).startswith("0"):
            return self.codes.read(text, self.around)
        if self.around.indicator:
            return self.codes.read(f"ข้อ {text}", self.around)
        meant = self.codes.number(text)
        return replace(meant, confidence="doubtful") if meant else None

    def _by_number(self, row: Sequence[Cell]) -> Meant | None:
        """Take a running number for the indicator only where the row has a name that is not understood."""
        named = [place for place in self.group.names if self.layout.columns[place].role == "name"]
        numbers = [place for place in self.group.names if self.layout.columns[place].role == "number"]
        if not numbers or not any(len(row[place].text.strip()) > 5 for place in named):
            return None
        return self.codes.number(row[numbers[0]].text)

    def _scored_tool(self, row: Sequence[Cell]) -> bool:
        """Tell whether a row that names a tool alone has nothing else that could be meant."""
        others = [
            row[place].text.strip()
            for place in self.group.names
            if self.layout.columns[place].role in ("name", "question")
        ]
        return not any(others) or any(self.codes.read(text) for text in others)

    def _depth(self, meant: Meant) -> int:
        kind = self.codes.framework.kind_of(meant.codes[0])
        return _DEPTH.get(kind or "", 0)

    def _move(self, meant: Meant) -> None:
        depth = self._depth(meant)
        if depth == _DEPTH["tool"]:
            self.around = Around(tool=meant.codes[0], before=self.around.before)
        elif depth == _DEPTH["indicator"]:
            tool = self.codes.framework.tool_of(meant.codes[0]) or ""
            self.around = Around(meant.codes[0], tool, self.around.before)
        elif depth == _DEPTH["question"]:
            self.around = replace(self.around, before=meant.codes[-1])


def _evened(table: Table) -> Table:
    """Put the scores of a table into one column where its rows are of several lengths, each with one score."""
    scored = [[place for place, cell in enumerate(row) if _is_score(cell)] for row in table.rows]
    places = {place for each in scored for place in each}
    if len(places) < 2 or 0 in places or any(len(each) > 1 for each in scored):
        return table
    # The rows that are shorter must be so at their end, else an empty cell may stand for a missing score.
    if any(
        each and any(cell.text.strip() for cell in row[each[0] + 1 :])
        for each, row in zip(scored, table.rows, strict=True)
    ):
        return table
    rows = tuple((row[0], row[each[0] if each else -1]) for each, row in zip(scored, table.rows, strict=True))
    return replace(table, rows=rows)


def _is_counted(texts: Sequence[str]) -> bool:
    """Tell whether a row only counts 1, 2, 3: it is the head of what stands below."""
    numbers = [plain(text).strip() for text in texts]
    if not all(text.isdecimal() for text in numbers):
        return False
    first = int(numbers[0])
    return [int(text) for text in numbers] == list(range(first, first + len(numbers)))


def parted(table: Table) -> tuple[Table, ...]:
    """Return the tables that a table without lines holds: a row that is but the title of a table begins another."""
    starts = [place for place, row in enumerate(table.rows) if place and _is_title(row)]
    if not starts:
        return (table,)
    edges = [0, *starts, len(table.rows)]
    return tuple(replace(table, rows=table.rows[one:other]) for one, other in itertools.pairwise(edges))


def _is_title(row: Sequence[Cell]) -> bool:
    filled = [cell for cell in row if cell.text.strip() and not cell.merged]
    return len(filled) == 1 and _TABLE_TITLE.match(plain(filled[0].text)) is not None


def _is_score(cell: Cell) -> bool:
    return "." in cell.text and score_in(cell.text) is not None


def year_of_row(row: Sequence[Cell]) -> int | None:
    """Return the year that a row is of, told by one of its first cells."""
    return next((column.year for cell in row[:2] if (column := column_of(cell.text)).year), None)


def _one_score(layout: Layout, group: Group) -> Group:
    """Keep one of several columns of scores of the same year: that in percent, else the first."""
    kept: dict[Column, int] = {}
    for place in group.scores:
        kept.setdefault(layout.columns[place], place)
    return replace(group, scores=tuple(kept.values()))


def _as_lines(row: Sequence[Cell], places: Sequence[int]) -> Iterator[Sequence[Cell]]:
    """Yield a row, or each of its lines where all cells that count hold as many of them."""
    counts = {len(row[place].paragraphs) for place in places if row[place].text.strip()}
    most = max(counts, default=0)
    if most < 2 or counts - {1, most} or len(counts) > 1:
        yield row
        return
    for line in range(most):
        yield [
            replace(cell, paragraphs=cell.paragraphs[line : line + 1])
            if len(cell.paragraphs) == most
            else cell
            for cell in row
        ]


def _figures(meant: Meant, cell: Cell, column: Column) -> Iterator[Found]:
    change = column.role == "change"
    number = score_in(cell.text, signed=change)
    if number is None:
        return
    sure = less_sure(meant.confidence, number.confidence)
    note = joined(
        meant.note, number.note, SPANNING if cell.merged else None, SCANNED if cell.scanned else None
    )
    if cell.merged:
        sure = less_sure(sure, "likely")
    for code in meant.codes:
        yield Found(
            code=code,
            value=number.value,
            as_printed=cell.text.strip(),
            where=cell.where,
            origin="table",
            confidence="doubtful" if cell.scanned else sure,
            note=note,
            proposal=number.proposal,
            change=change,
            year=column.year,
            named=meant.named,
        )


def _agreed(meant: Sequence[Meant]) -> Meant:
    """Return what the cells of a row name together: a title before a number, doubtful where they differ."""
    best = min(meant, key=lambda each: SURENESS.index(each.confidence))
    if all(each.codes == best.codes for each in meant):
        return best
    other = next(each for each in meant if each.codes != best.codes)
    note = joined(best.note, DIFFER.format(other=", ".join(other.codes)))
    return replace(best, confidence="doubtful", note=note)


def _is_number(text: str) -> bool:
    return plain(text).strip(" .)(").isdecimal()


def is_scoring(layout: Layout | None) -> bool:
    """Tell whether a table has a column for scores."""
    return layout is not None and bool(layout.roles & SCORING)
