"""What an officer copies from a spreadsheet or a page of ITAS and pastes: a draft like that of a result file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from prongsai.core.errors import InputError, Problem
from prongsai.core.framework import TOTAL, Framework
from prongsai.core.register import name_key
from prongsai.core.result import (
    HEADER,
    PUBLISHED,
    SCORES,
    Draft,
    Entry,
    assemble,
    field_text,
    fiscal_year,
    is_unknown,
)
from prongsai.core.result.layout import FIELD_TITLES
from prongsai.core.text import Text
from prongsai.core.thai import arabic_digits
from prongsai.reading import paste_faults as fault
from prongsai.reading.paste_cells import YEAR_WITHIN, Row, figure_of, is_heading_number, is_year, rows_of
from prongsai.reading.paste_names import TRAILING, Names
from prongsai.reading.result import shipped_framework

MOST_LETTERS = 200_000
FEWEST_WIDE = 3
# A name and a score; what is longer is running text.
LONGEST_LINE = 1000
BOX = Text("ข้อความที่วาง", "pasted text")

_FISCAL_YEAR = re.compile(r"(?:ปีงบประมาณ|fiscal year)[^\d]{0,12}(25\d\d)", re.IGNORECASE)
_DECIMALS = re.compile(r"(?<!\d)\d+[.,]\d+(?!\s*น\.)")
_FIGURE_AT_END = re.compile(
    r"(?P<name>.*?\S)[\s:=…]+(?P<figure>(?:ร้อยละ\s*)?[+-]?\d[\d.,]*\s*(?:%|คะแนน)?)(?:\s+(?P<rest>\D+))?"
)
_LEVEL_LINE = re.compile(r"(?:ผล(?:การ)?ประเมิน)?ระดับ(?:ผลการประเมิน|ที่ประกาศ)?[\s:=]*(\S.*)")
_SCORE_WORDS = frozenset(
    {"คะแนน", "ผลคะแนน", "คะแนนที่ได้", "ค่าคะแนน", "ร้อยละ", "score", "คะแนนเฉลี่ย", "ผลการประเมิน"}
)
_ANNOUNCED_WORDS = frozenset({"คะแนนที่ประกาศ", "announced", "published"})
_BESIDE_WORDS = frozenset(
    {"ลำดับ", "ลำดับที่", "ที่", "no", "no.", "อันดับ", "น้ำหนัก", "ค่าน้ำหนัก", "weight", "ผลต่าง", "เพิ่ม/ลด", "จำนวนผู้ตอบ"}
)
_NAME_WORDS = frozenset(
    {
        "ตัวชี้วัด",
        "รหัส",
        "code",
        "ชื่อ",
        "title",
        "indicator",
        "ข้อ",
        "ข้อคำถาม",
        "เครื่องมือ",
        "รายการ",
        "ตัวชี้วัดที่",
        "ชื่อตัวชี้วัด",
    }
)
_LEVEL_WORDS = frozenset({"ระดับ", "ระดับผลการประเมิน", "ผลการประเมินระดับ", "ระดับที่ประกาศ", "level", "rating"})


@dataclass(slots=True)
class _Group:
    """Names and the figures that follow them, each with its column."""

    names: list[tuple[int, str]] = field(default_factory=list)
    figures: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Wide:
    """A heading whose columns are codes, and the rows of figures below it; `heads` are its words by column."""

    codes: Mapping[int, str]
    heads: Mapping[int, str]
    level: int | None
    rows: list[Row]


def draft_of_paste(text: str, header: Mapping[str, str], framework: Framework | None = None) -> Draft:
    """Return what stands in a pasted text, unchecked; `core.result.check` finds the rest of what is wrong.

    `header` holds the fields of the form: agency, agency_type, fiscal_year, and level and framework if known. Names
    are read by `framework`, else by the shipped one of the year. A score above others that are given counts as
    announced, as every total does. Raises InputError where there is no text, or no framework to read it by.
    """
    own = [
        Entry(section=HEADER, code=key, text=value, where=_field_place(key)) for key, value in header.items()
    ]
    if not text.strip():
        raise InputError([fault.EMPTY.at(_both(BOX))])
    if len(text) > MOST_LETTERS:
        raise InputError([fault.TOO_LONG.at(_both(BOX), most=MOST_LETTERS)])
    known = assemble(own)
    framework = framework or shipped_framework(known)
    paste = _Paste(framework, known)
    paste.read(list(rows_of(text)))
    return assemble([*own, *paste.sorted_entries()], paste.problems)


def _both(words: Text) -> str:
    return f"{words.th} / {words.en}"


def _field_place(key: str) -> str:
    return _both(FIELD_TITLES[key]) if key in FIELD_TITLES else key


class _Paste:
    """One pass over the rows of one paste."""

    def __init__(self, framework: Framework, header: Draft) -> None:
        self.names = Names(framework)
        self.framework = framework
        self.header = header
        self.problems: list[Problem] = []
        self.entries: list[Entry] = []
        self.seen: set[tuple[str, str, str]] = set()
        self.year = _year_of(header, framework)
        self.kinds: dict[int, str] = {}
        self.wide: _Wide | None = None
        self.pending: Row | None = None
        self.figure_columns: set[int] = set()
        self.silent: list[tuple[Row, str]] = []

    def read(self, rows: Sequence[Row]) -> None:
        self._compare_year(rows)
        for row in rows:
            self._row(row)
        self._close_wide()
        self._speak_of_silent()

    def _compare_year(self, rows: Sequence[Row]) -> None:
        said = {int(year): row for row in rows for year in _FISCAL_YEAR.findall(arabic_digits(row.words))}
        if said and self.year not in said:
            other, row = next(iter(said.items()))
            self.problems.append(fault.OTHER_YEAR.at(row.where, row.words, other=other, year=self.year))

    def _row(self, row: Row) -> None:
        waiting, self.pending = self.pending, None
        if self._heading(row) or self._below_wide(row) or self._level(row):
            return
        row = self._parted(row)
        groups = [group for group in self._groups(row) if group.names or group.figures]
        if not any(group.figures for group in groups):
            self._without_figure(row)
            return
        if waiting and len(groups) == 1 and not groups[0].names:
            groups[0].names = [(-1, cell) for cell in waiting.cells if cell]
        for before, group in zip([None, *groups], groups, strict=False):
            self._group(row, group, before)

    # Headings

    def _heading(self, row: Row) -> bool:
        """Take a row for a heading of columns, or leave it."""
        if self._wide_heading(row):
            return True
        filled = [cell for cell in row.cells if cell]
        plain = any(figure_of(cell) is not None and not is_year(cell) for cell in filled)
        kinds = {column: kind for column, cell in enumerate(row.cells) if (kind := self._kind(cell))}
        if plain or len(filled) < 2 or not (kinds.keys() and self._says_columns(row, kinds)):
            return False
        self._close_wide()
        self.kinds = kinds
        return True

    def _says_columns(self, row: Row, kinds: Mapping[int, str]) -> bool:
        words = [_plain(cell) for cell in row.cells if cell]
        return any(word in _NAME_WORDS | _SCORE_WORDS for word in words) or len(kinds) == len(words)

    def _kind(self, cell: str) -> str:
        """Return what a column is by its heading: a score of this year, one announced, or nothing of ours."""
        word = _plain(cell)
        year = YEAR_WITHIN.search(arabic_digits(word))
        if year and not self.names.codes(cell):
            return SCORES if int(year[0]) == self.year else "beside"
        if word in _ANNOUNCED_WORDS:
            return PUBLISHED
        if word in _SCORE_WORDS:
            return SCORES
        if word in _LEVEL_WORDS:
            return "level"
        return "name" if word in _NAME_WORDS else "beside" if word in _BESIDE_WORDS else ""

    def _wide_heading(self, row: Row) -> bool:
        numbered = _is_count(row.cells)
        codes: dict[int, str] = {}
        for column, cell in enumerate(row.cells):
            meant = self.names.codes(cell) if cell and (numbered or figure_of(cell) is None) else frozenset()
            if len(meant) == 1:
                codes[column] = next(iter(meant))
        figures = [cell for cell in row.cells if figure_of(cell) is not None and not is_year(cell)]
        if len(set(codes.values())) < FEWEST_WIDE or (figures and not numbered):
            return False
        before = self.wide if self.wide and not self.wide.rows else _Wide({}, {}, None, [])
        heads = {column: cell for column, cell in enumerate(row.cells) if cell}
        self._close_wide()
        level = next((column for column, cell in enumerate(row.cells) if _plain(cell) in _LEVEL_WORDS), None)
        self.wide = _Wide({**before.codes, **codes}, {**before.heads, **heads}, level, [])
        return True

    def _below_wide(self, row: Row) -> bool:
        if self.wide is None:
            return False
        figures = [column for column, cell in enumerate(row.cells) if figure_of(cell) is not None]
        if figures and 2 * len(figures) >= len(self.wide.codes):
            self.wide.rows.append(row)
            return True
        # A second line of the same heading: titles below codes, years, units of measure.
        return not self.wide.rows and not figures

    def _close_wide(self) -> None:
        wide, self.wide = self.wide, None
        if wide is None or not wide.rows:
            return
        rows = self._own_rows(wide.rows) if len(wide.rows) > 1 else wide.rows
        if len(rows) != 1:
            self.problems.append(fault.SEVERAL_ROWS.at(wide.rows[1].where, wide.rows[1].words))
            return
        row = rows[0]
        for column, cell in enumerate(row.cells):
            if cell and column in wide.codes:
                self._add(SCORES, wide.codes[column], cell, row.where)
            elif column > min(wide.codes) and figure_of(cell) and not self._kind(wide.heads.get(column, "")):
                # A figure below a heading that is not known must not be lost in silence.
                self._add(SCORES, wide.heads.get(column, ""), cell, row.where)
        if wide.level is not None and wide.level < len(row.cells):
            self._add_level(row.cells[wide.level], row.where)

    def _own_rows(self, rows: Sequence[Row]) -> list[Row]:
        """Return the rows that name the agency, or the year where there is one for each year."""
        agency = name_key(field_text(self.header, "agency")[0])
        named = [row for row in rows if any(cell and name_key(cell) == agency for cell in row.cells)] or rows
        dated = [
            row
            for row in named
            if any(is_year(cell) and str(self.year) in arabic_digits(cell) for cell in row.cells)
        ]
        return list(dated or named)

    # Rows of names and figures

    def _parted(self, row: Row) -> Row:
        """Part a line of running text into name, figure and what follows."""
        if len([cell for cell in row.cells if cell]) > 1 or len(row.words) > LONGEST_LINE:
            return row
        line = arabic_digits(row.words)
        parts = _FIGURE_AT_END.fullmatch(line)
        # “ตัวชี้วัดที่ 1” is a name that ends in a number, and no score of “ตัวชี้วัดที่”.
        if parts is None or self.names.is_name(line) or is_heading_number(parts["figure"]):
            return row
        if self.names.codes(line) and not self.names.speaks(parts["name"]):
            return row
        return replace(row, cells=(parts["name"].strip(TRAILING), parts["figure"], parts["rest"] or ""))

    def _groups(self, row: Row) -> list[_Group]:
        groups = [_Group()]
        seen_words = False
        for column, cell in enumerate(row.cells):
            if not cell or self.kinds.get(column) == "beside":
                continue
            figure = figure_of(cell)
            is_code = not seen_words and not groups[-1].names and self._more_after(row, column)
            if figure is not None and not is_code:
                groups[-1].figures.append((column, figure))
                continue
            if groups[-1].figures:
                groups.append(_Group())
            groups[-1].names.append((column, cell))
            seen_words = seen_words or figure is None
        return groups

    def _more_after(self, row: Row, column: int) -> bool:
        """Tell whether a first number is a code: a score is never followed by its name or by another score."""
        return any(row.cells[column + 1 :]) and bool(self.names.codes(row.cells[column]))

    def _group(self, row: Row, group: _Group, before: _Group | None) -> None:
        cells = [cell for _, cell in group.names]
        if not group.figures:
            self._remark(row, cells, before)
            return
        if not cells:
            if not all(is_year(figure) or is_heading_number(figure) for _, figure in group.figures):
                self.problems.append(fault.NO_NAME.at(row.where, row.words))
            return
        if self.names.contradict(cells):
            self.problems.append(fault.CONTRADICTS.at(row.where, row.words))
            return
        codes = self.names.together(cells)
        if not codes and all(is_heading_number(figure) for _, figure in group.figures):
            return
        code = next(iter(codes)) if len(codes) == 1 else " ".join(cells)
        self._figures(row, code, group.figures)

    def _figures(self, row: Row, code: str, figures: Sequence[tuple[int, str]]) -> None:
        own = [(column, figure) for column, figure in figures if self.kinds.get(column) == SCORES]
        announced = [(column, figure) for column, figure in figures if self.kinds.get(column) == PUBLISHED]
        if not own and not announced:
            own = list(figures)
        for section, found in ((SCORES, own), (PUBLISHED, announced)):
            if len(found) > 1:
                self.problems.append(fault.SEVERAL_FIGURES.at(row.where, row.words, year=self.year))
            for column, figure in found if len(found) == 1 else ():
                self.figure_columns.add(column)
                self._add(section, code, figure, row.where)

    def _remark(self, row: Row, cells: Sequence[str], before: _Group | None) -> None:
        """Take a word behind the total for its level; other words behind a figure are remarks."""
        if before is not None and TOTAL in self.names.together([cell for _, cell in before.names]):
            for cell in cells:
                level = self.names.level(cell)
                if level:
                    self._add_level(level, row.where)

    def _without_figure(self, row: Row) -> None:
        filled = [cell for cell in row.cells if cell]
        codes = self.names.together(filled)
        said = set(_DECIMALS.findall(arabic_digits(row.words))) - codes
        if len(codes) == 1 and len(filled) > 1:
            self.silent.append((row, next(iter(codes))))
        elif said and not YEAR_WITHIN.search(arabic_digits(row.words)):
            self.problems.append(fault.NOT_UNDERSTOOD.at(row.where, row.words))
            return
        if codes:
            self.pending = row

    def _speak_of_silent(self) -> None:
        """Hand on words that stand where other rows have their figure, and what is like one: they are meant as it."""
        for row, code in self.silent:
            for column, cell in enumerate(row.cells):
                meant = column in self.figure_columns or _DECIMALS.search(arabic_digits(cell))
                if column and cell and meant and not is_unknown(cell) and not self.names.codes(cell):
                    self._add(SCORES, code, cell, row.where)

    def _level(self, row: Row) -> bool:
        filled = [
            cell for column, cell in enumerate(row.cells) if cell and self.kinds.get(column) != "beside"
        ]
        if len(filled) == 1:
            said = _LEVEL_LINE.fullmatch(filled[0])
            level = self.names.level(said[1]) if said else ""
        elif len(filled) == 2 and _plain(filled[0]) in _LEVEL_WORDS and figure_of(filled[1]) is None:
            level = filled[1].strip(TRAILING)
        else:
            level = ""
        self._add_level(level, row.where)
        return bool(level)

    # What is found

    def _add_level(self, text: str, where: str) -> None:
        known = [
            field_text(self.header, "level")[0],
            *(each.text for each in self.entries if each.section == HEADER),
        ]
        if text and text not in known:
            self.entries.append(Entry(section=HEADER, code="level", text=text, where=where))

    def _add(self, section: str, code: str, text: str, where: str) -> None:
        entry = Entry(
            section=PUBLISHED if code == TOTAL else section,
            code=code,
            text=figure_of(text) or text,
            where=where,
        )
        # Pages show the same figure in a chart and in a table.
        if (entry.section, code, entry.text) not in self.seen:
            self.seen.add((entry.section, code, entry.text))
            self.entries.append(entry)

    def sorted_entries(self) -> list[Entry]:
        """Return the entries; what stands above others that are given is what was announced of them."""
        given = {each.code for each in self.entries if each.section == SCORES}
        above = {code for each in given & set(self.framework.codes()) for code in self.names.above(each)}
        return [
            replace(each, section=PUBLISHED) if each.section == SCORES and each.code in above else each
            for each in self.entries
        ]


def _year_of(header: Draft, framework: Framework) -> int:
    try:
        return fiscal_year(header)
    except InputError:
        # What is wrong with the year is told when the draft is checked.
        return framework.fiscal_year


def _plain(cell: str) -> str:
    return cell.strip(TRAILING).casefold()


def _is_count(cells: Sequence[str]) -> bool:
    """Tell 1, 2, 3, …: the numbers of indicators over a row of their scores."""
    filled = [arabic_digits(cell) for cell in cells if cell]
    numbers = [cell for cell in filled if cell.isdigit()]
    return len(numbers) >= FEWEST_WIDE and numbers == [str(number) for number in range(1, len(numbers) + 1)]
