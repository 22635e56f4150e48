"""The rows and cells of a pasted text, and what in them is a figure or a year."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prongsai.core.thai import arabic_digits, read_number, tidy
from prongsai.reading.intake import line_place

LONGEST_FIGURE = 40
# Within other words the year alone is looked for: what may stand before it, without end, from everywhere, is slow.
YEAR_WITHIN = re.compile(r"25\d\d")
_YEAR = re.compile(r"(?:ปีงบประมาณ|ประจำปี|ปี|พ\.ศ\.|fiscal year|fy|\s)*25\d\d", re.IGNORECASE)
# What is meant as a figure, readable or not: 1,234 and 9.3.4, but no date and no code with letters.
_LIKE_A_FIGURE = re.compile(r"[+-]?\d[\d.,\s]*%?")
# What pages print beside their tables, with numbers that are no scores.
_PAGE_NUMBER = re.compile(r"(?:หน้า(?:ที่)?|page)\s*\d+(?:\s*(?:จาก|/|of)\s*\d+)?", re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"(?<![\d.,])(\d{1,3}),(\d{1,2})(?![\d.,])")


@dataclass(frozen=True, slots=True)
class Row:
    """A filled line as its cells, counted from 0; empty cells stay, so that columns stand under each other."""

    where: str
    cells: tuple[str, ...]

    @property
    def words(self) -> str:
        return " ".join(cell for cell in self.cells if cell)


def rows_of(text: str) -> Iterator[Row]:
    """Yield the filled lines of a pasted text with their places; numbers of pages are left out."""
    for number, cells in _lines(text.replace("\r\n", "\n").replace("\r", "\n")):
        tidied = tuple(tidy(cell) for cell in cells)
        if any(tidied) and not _PAGE_NUMBER.fullmatch(arabic_digits(" ".join(tidied).strip())):
            yield Row(line_place(number), tidied)


def _lines(text: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the cells of each line; a spreadsheet puts quotation marks round a cell of several lines."""
    if '"' in text and "\t" in text:
        try:
            yield from list(_quoted_lines(text))
            return
        except csv.Error:
            # A mark of inches or of speech: then every line is one row.
            pass
    for number, line in enumerate(text.split("\n"), 1):
        yield number, _split(line)


def _quoted_lines(text: str) -> Iterator[tuple[int, Sequence[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True)
    before = 0
    for cells in reader:
        yield before + 1, cells if len(cells) > 1 else _split("".join(cells))
        before = reader.line_num


def _split(line: str) -> Sequence[str]:
    for sign in "\t|":
        if sign in line:
            return line.split(sign)
    return [line]


def figure_of(text: str) -> str | None:
    """Return what a cell shows as a figure, with a decimal comma as a point; `None` where it shows none.

    A score has at most three digits before its decimals, so that 93,45 can mean nothing else. What is like a figure
    but none is returned as it stands, for the check to say what is wrong with it.
    """
    plain = _DECIMAL_COMMA.sub(r"\1.\2", arabic_digits(text))
    if len(plain) > LONGEST_FIGURE:
        return None
    return plain if read_number(plain) is not None or _LIKE_A_FIGURE.fullmatch(plain) else None


def is_year(text: str) -> bool:
    return _YEAR.fullmatch(arabic_digits(text)) is not None


def is_heading_number(figure: str) -> bool:
    """Tell a year of the Buddhist or the common era, which a heading has and no score is."""
    number = read_number(figure)
    return number is not None and number == int(number) and (1900 <= number <= 2100 or 2400 <= number <= 2700)
