"""The figures of a paper, walked through from its first block to its last, and which of them to believe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from prongsai.core.framework import TOTAL, Framework
from prongsai.core.printed import Block, Cell, Line, Table
from prongsai.core.recognised import Phrase
from prongsai.core.result import is_total
from prongsai.core.text import Text
from prongsai.reading.recognise.codes import NOWHERE, Around, CodeReader
from prongsai.reading.recognise.figures import TableReader, is_scoring, parted, year_of_row
from prongsai.reading.recognise.found import SCANNED, SURENESS, TRUST, Found, joined, less_sure
from prongsai.reading.recognise.heads import SCORING, Layout, layout_of
from prongsai.reading.recognise.levels import LevelFound, level_beside, levels_in
from prongsai.reading.recognise.sentences import SentenceReader
from prongsai.reading.recognise.stacked import StackReader
from prongsai.reading.recognise.wordlists import plain, squeezed

# A heading that names an indicator is not longer.
LONGEST_HEADING = 120
# Nor is the first line of a name that goes on below.
LONGEST_TORN = 60
OTHERWISE = Text("ที่อื่นพิมพ์ {other} ({where})", "elsewhere {other} is printed ({where})")
OF_ANOTHER = Text("ต่างจากที่เชื่อถือกว่าซึ่งพิมพ์ {other}", "differs from the more trusted place, which has {other}")


@dataclass(frozen=True, slots=True)
class Told:
    """What one paper of a file tells in figures; `names` are other wordings of titles by code."""

    found: tuple[Found, ...]
    levels: tuple[LevelFound, ...]
    names: Mapping[str, tuple[Phrase, ...]]


class Walker:
    """Reads the figures of the papers of one file in their order."""

    def __init__(self, framework: Framework, level_words: Mapping[str, str], agency: str = "") -> None:
        self.codes = CodeReader(framework)
        self._tables = TableReader(self.codes, agency)
        self._sentences = SentenceReader(self.codes)
        self._stacks = StackReader(self.codes, level_words)
        self._levels = level_words

    def told(self, blocks: Sequence[Block]) -> Told:
        """Return the figures of one paper."""
        stack = self._stacks.read(blocks)
        found: list[Found] = [*stack.found]
        levels: list[LevelFound] = []
        around = NOWHERE
        above = ""
        for block in blocks:
            if isinstance(block, Line):
                around = self._heading(block, around)
                read = self._sentences.figures(block.text, block.where, scanned=block.scanned)
                read = read or self._torn(above, block)
                found += read
                levels += (
                    [*self._level(block.text, block)]
                    or self._torn_level(above, block)
                    or [*self._beside_total(block, read)]
                )
                above = "" if read else block.text
            else:
                above = ""
                for table in parted(block):
                    scores = self._tables.read(table, around)
                    found += scores.found
                    around = replace(around, before=scores.around.before)
                    found += self._in_cells(table, scores.layout)
                    levels += self._cell_levels(table, scores.layout or layout_of(table))
                    levels += self._wide_levels(table)
        return Told(tuple(found), (*levels, *stack.levels), _names(found))

    def _torn(self, above: str, line: Line) -> tuple[Found, ...]:
        """Read a row of running text whose name began in the line above it."""
        if not above or len(above) > LONGEST_TORN or len(line.text) > LONGEST_HEADING:
            return ()
        read = self._sentences.figures(
            f"{above.strip()}{line.text.strip()}", line.where, scanned=line.scanned
        )
        return tuple(each for each in read if each.origin == "line")

    def _torn_level(self, above: str, line: Line) -> list[LevelFound]:
        """Read a level whose word goes on from the line above."""
        if not above or any(self._level(above, line)):
            return []
        return [*self._level(f"{above.strip()}{line.text.strip()}", line)]

    def _beside_total(self, line: Line, read: Sequence[Found]) -> Iterator[LevelFound]:
        """Yield the level right behind the total that a line tells."""
        total = next((each for each in read if each.code == TOTAL and not each.change), None)
        if total is not None and not line.scanned:
            for each in level_beside(line.text, total.as_printed, line.where, self._levels):
                yield replace(each, year=total.year)

    def _heading(self, line: Line, around: Around) -> Around:
        """Return what stands around the lines below a heading such as “ตัวชี้วัดที่ 4 การใช้ทรัพย์สินของราชการ”."""
        if len(line.text) > LONGEST_HEADING:
            return around
        meant = self.codes.heading(line.text)
        if meant is None or self.codes.framework.kind_of(meant.codes[0]) != "indicator":
            return around
        tool = self.codes.framework.tool_of(meant.codes[0]) or ""
        return Around(meant.codes[0], tool, around.before)

    def _in_cells(self, table: Table, layout: Layout | None) -> Iterator[Found]:
        """Read the sentences of cells; a table of scores has them only beside its names and scores."""
        told: set[int] = set()
        if layout is not None and "apart" in layout.roles:
            # Beside what is wished for or doubted, sentences tell of that.
            return
        if layout is not None and is_scoring(layout):
            told = {
                place
                for place, column in enumerate(layout.columns)
                if column.role in {*SCORING, "name", "question", "full"}
            }
        for row in table.rows:
            for place, cell in enumerate(row):
                if place in told or cell.merged:
                    continue
                for text in cell.paragraphs:
                    for each in self._sentences.figures(text, cell.where, scanned=cell.scanned):
                        # A name and a number in one cell are a table only where the table is one of scores.
                        yield replace(each, origin="sentence") if each.origin == "line" else each

    def _cell_levels(self, table: Table, layout: Layout | None) -> Iterator[LevelFound]:
        for row in table.rows:
            for place, cell in enumerate(row):
                yield from self._level(cell.text, cell)
                label = row[place - 1].text if place else ""
                if plain(row[0].text).strip() in ("ระดับ", "ระดับผลการประเมิน") and place and layout is not None:
                    yield from self._below_year(cell, layout.columns[place].year)
                elif plain(label).startswith("ระดับ") and len(label) < LONGEST_HEADING:
                    # “ระดับผลการประเมิน | ผ่านดี”: the label and the word stand side by side.
                    yield from self._level(f"ระดับ {cell.text}", cell)
                elif layout is not None and layout.columns[place].role == "level":
                    yield from self._in_column(row, cell)

    def _wide_levels(self, table: Table) -> Iterator[LevelFound]:
        for cell, year in self._tables.wide_levels(table):
            for each in self._level(f"ระดับ {cell.text}", cell):
                yield replace(each, year=year or each.year)

    def _below_year(self, cell: Cell, year: int | None) -> Iterator[LevelFound]:
        """Read a cell of the row of levels, each below its year where a table has several."""
        for each in self._level(f"ระดับ {cell.text}", cell):
            yield replace(each, year=year or each.year)

    def _in_column(self, row: Sequence[Cell], cell: Cell) -> Iterator[LevelFound]:
        """Read a column of levels: that of a year, or that of the total; indicators have none of their own."""
        year = year_of_row(row)
        if year is not None or any(is_total(each.text) for each in row):
            for each in self._level(f"ระดับ {cell.text}", cell):
                yield replace(each, year=year or each.year)

    def _level(self, text: str, printed: Line | Cell) -> Iterator[LevelFound]:
        for each in levels_in(text, printed.where, self._levels):
            yield replace(each, note=joined(each.note, SCANNED), scanned=True) if printed.scanned else each


def _names(found: Iterable[Found]) -> dict[str, tuple[Phrase, ...]]:
    names: dict[str, dict[str, Phrase]] = {}
    for each in found:
        if each.named:
            phrase = Phrase(text=each.named, where=each.where)
            names.setdefault(each.code, {}).setdefault(squeezed(each.named), phrase)
    return {code: tuple(phrases.values()) for code, phrases in names.items()}


def believed(found: Iterable[Found]) -> dict[str, tuple[Found, ...]]:
    """Return for every code what to believe first and then what contradicts it; what repeats it is left out."""
    by_code: dict[str, list[Found]] = {}
    for each in found:
        by_code.setdefault(each.code, []).append(each)
    return {code: _ranked(listed) for code, listed in by_code.items()}


def _ranked(listed: Sequence[Found]) -> tuple[Found, ...]:
    order = sorted(listed, key=lambda each: (TRUST.index(each.origin), SURENESS.index(each.confidence)))
    # Of several places with the figure that is believed the clearest one speaks for it.
    same = [each for each in order if each.value == order[0].value]
    first = min(same, key=lambda each: SURENESS.index(each.confidence))
    others: list[Found] = []
    worked_out = {each.value for each in order if each.origin == "computed"}
    for each in order:
        # What was worked out beside the announced figure, and what repeats it, says nothing against that.
        if (
            each.value != first.value
            and each.value not in worked_out
            and each.value not in [other.value for other in others]
        ):
            others.append(each)
    if not others:
        return (first,)
    said = OTHERWISE.format(other=others[0].as_printed, where=others[0].where.words())
    note = joined(first.note, said)
    # The total of a sentence that only seems to tell it does not shake the one that does.
    shaken = less_sure(first.confidence, "likely") if others[0].note is None else first.confidence
    against = OF_ANOTHER.format(other=first.as_printed)
    return (
        replace(first, confidence=shaken, note=note),
        *(replace(each, confidence="doubtful", note=joined(each.note, against)) for each in others),
    )


def belongs_above(code: str, codes: Iterable[str], framework: Framework) -> bool:
    """Tell whether a figure is an announced one: the total, or one that others of the same paper stand below."""
    if code == TOTAL:
        return True
    known = {each.partition("@")[0] for each in codes}
    below = set(framework.leaves(code)) | set(framework.children(code))
    return bool(below & (known - {code})) or any(code in {*framework.above(each)} for each in known - {code})
