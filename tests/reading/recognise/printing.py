"""Invented papers as they are printed, built from plain rows."""

from collections.abc import Sequence

from prongsai.core.printed import Block, Cell, Line, Place, Table
from prongsai.core.recognised import Phrase

FILE = "paper.txt"
REPORT = ("มาตรการ", "วิธีการดำเนินการ", "ผู้รับผิดชอบ", "ระยะเวลา", "ผลการดำเนินการ", "ข้อเสนอแนะ")
PLAN = ("มาตรการ", "แนวทางการปฏิบัติ", "ขั้นตอน/วิธีการปฏิบัติ", "ผู้รับผิดชอบ", "การกำกับติดตาม")
OUTCOME = (
    "มาตรการ โครงการ หรือกิจกรรม",
    "วิธีดำเนินการ",
    "ระยะเวลา ดำเนินการ",
    "ผู้รับผิดชอบ",
    "ผลการดำเนินการ",
    "ผลลัพธ์หรือความสำเร็จของการ ดำเนินการ",
)


def table(*rows: Sequence[str], number: int = 1) -> Table:
    """Return a table; a cell's paragraphs stand in lines of their own, “^” is merged with the cell above it."""
    cells: list[tuple[Cell, ...]] = []
    for row, texts in enumerate(rows, start=1):
        made = []
        for column, text in enumerate(texts, start=1):
            merged = text == "^"
            said = cells[-1][column - 1].paragraphs if merged else tuple(filter(None, text.split("\n")))
            place = Place(file=FILE, table=number, row=row, column=column)
            made.append(Cell(paragraphs=said, where=place, merged=merged))
        cells.append(tuple(made))
    return Table(rows=tuple(cells), where=Place(file=FILE, table=number))


def line(text: str, number: int = 1, *, heading: bool = False) -> Line:
    """Return a line of running text."""
    return Line(text=text, where=Place(file=FILE, line=number), heading=heading)


def lines(*texts: str) -> tuple[Block, ...]:
    """Return lines one below the other."""
    return tuple(line(text, number) for number, text in enumerate(texts, start=1))


def numbers(phrases: Sequence[Phrase]) -> list[str]:
    """Return how phrases are counted."""
    return [phrase.number for phrase in phrases]


def texts(phrases: Sequence[Phrase]) -> list[str]:
    """Return what phrases say."""
    return [phrase.text for phrase in phrases]
