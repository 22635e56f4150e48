"""Scores of other agencies of the same year and type, to stand beside one's own."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from prongsai.core.agency import AGENCY_TYPES, read_agency_type
from prongsai.core.errors import InputError, Problem
from prongsai.core.fault import Fault
from prongsai.core.framework import TOTAL
from prongsai.core.level import two_decimals
from prongsai.core.peers import FEWEST_PEERS, Peer
from prongsai.core.result.codes import CodeBook
from prongsai.core.scoring import Score
from prongsai.core.text import Text
from prongsai.core.thai import arabic_digits, read_number, tidy
from prongsai.reading.table import Row, Table, read_table, text_of
from prongsai.reading.workbook import Cell

COLUMNS = {
    "agency": frozenset({"agency", "หน่วยงาน", "ชื่อหน่วยงาน"}),
    TOTAL: frozenset({TOTAL, "คะแนนรวม", "คะแนน"}),
    "fiscal_year": frozenset({"fiscal_year", "fiscal year", "ปีงบประมาณ"}),
    "agency_type": frozenset({"agency_type", "agency type", "ประเภท", "ประเภทหน่วยงาน"}),
}
NEEDED = ("agency", TOTAL)

NO_AGENCY = Fault(
    "peers.no_agency",
    Text("แถวนี้ไม่มีชื่อหน่วยงาน", "this row names no agency"),
    Text("เติมชื่อ หรือลบแถว", "add the name, or remove the row"),
)
NO_SCORE = Fault(
    "peers.no_score",
    Text("ไม่ใช่คะแนน 0 ถึง 100", "this is no score from 0 to 100"),
    Text("เขียนเป็นตัวเลข เช่น 85.30 หรือ ๘๕.๓๐", "write a number, such as 85.30"),
)
TWICE = Fault(
    "peers.twice",
    Text("มีหน่วยงานนี้แล้วที่ {first}", "this agency stands at {first} already"),
    Text("เหลือไว้แถวเดียว", "keep one of the rows"),
)
OTHER_YEAR = Fault(
    "peers.other_year",
    Text("ไม่ใช่ผลของปี {own}", "not a result of {own}"),
    Text("เทียบเฉพาะปีเดียวกัน", "compare within one year"),
)
OTHER_TYPE = Fault(
    "peers.other_type",
    Text("ไม่ใช่ประเภทเดียวกับหน่วยงานของเรา ({own})", "not of the type of the own agency ({own})"),
    Text("เทียบเฉพาะประเภทเดียวกัน", "compare within one type"),
)
OWN_DIFFERS = Fault(
    "peers.own_differs",
    Text("คะแนนรวมของหน่วยงานเราในไฟล์ผลคือ {own}", "the result file gives {own} as the own total"),
    Text("ตรวจว่าเป็นผลปีเดียวกัน แล้วแก้ให้ตรงกัน", "check that both are of one year, and mend the wrong one"),
)
NO_INDICATOR = Fault(
    "peers.no_indicator",
    Text("ปีงบประมาณ {year} ไม่มีตัวชี้วัดนี้", "fiscal year {year} has no such indicator"),
    Text("แก้หรือลบคอลัมน์นี้", "mend or remove this column"),
)
TOO_FEW = Fault(
    "peers.too_few",
    Text(
        "มีหน่วยงานอื่นเพียง {peers} แห่ง ต้องมีอย่างน้อย {least} แห่ง มิฉะนั้นจะสะท้อนแต่ละแห่งมากกว่ากลุ่ม",
        "only {peers} other agencies; at least {least} are needed, else single agencies are shown and not a group",
    ),
    Text("เพิ่มหน่วยงานประเภทเดียวกัน เช่น ทั้งจังหวัด", "add agencies of the same type, such as the whole province"),
)


def read_peers(path: Path, own: Score) -> dict[str, tuple[Peer, ...]]:
    """Return the other agencies by what is compared: `total`, and codes of indicators where the file has them.

    A row of the own agency is left out, for its figures are those of the result. Year and type are the own ones
    where the file has no columns for them. Raises `InputError` with every problem, and for too small a group.
    """
    table = read_table(path, COLUMNS, needed=NEEDED)
    reader = _Reader(own, table)
    peers: dict[str, list[Peer]] = {code: [] for code in (TOTAL, *reader.indicators.values())}
    agencies = 0
    for row in table.rows:
        agency = reader.agency(row)
        if agency and _key(agency) == _key(own.result.agency):
            reader.compare_own(row)
            continue
        agencies += 1
        for code, value in reader.scores(row):
            peers[code].append(reader.peer(agency, value))
    if not reader.problems and agencies < FEWEST_PEERS:
        reader.problems.append(TOO_FEW.at(path.name, str(agencies), peers=agencies, least=FEWEST_PEERS))
    if reader.problems:
        raise InputError(reader.problems)
    return {code: tuple(each) for code, each in peers.items() if each}


def _key(agency: str) -> str:
    """Return a name as it is compared: อบต.นาโพธิ์ is the same as องค์การบริหารส่วนตำบล นาโพธิ์."""
    name = tidy(agency)
    for kind in AGENCY_TYPES.values():
        for spelling in (kind.name.th, kind.short):
            if spelling and name.startswith(spelling):
                return f"{kind.id} {name.removeprefix(spelling).strip()}"
    return name


class _Reader:
    """Reads row after row and keeps every problem."""

    def __init__(self, own: Score, table: Table) -> None:
        self.own = own
        self.framework = own.recipe.framework
        self.problems: list[Problem] = []
        self.places: dict[str, str] = {}
        self.indicators = dict(self._indicators(table))

    def _indicators(self, table: Table) -> Iterator[tuple[str, str]]:
        """Yield head and code of the columns of indicators; columns of other words are passed over."""
        book = CodeBook(self.framework)
        taken: set[str] = set()
        for head, cell in table.heads.items():
            if head in COLUMNS:
                continue
            codes = [each for each in book.readings(head) if self.framework.kind_of(each) == "indicator"]
            if len(codes) == 1 and codes[0] not in taken:
                taken.add(codes[0])
                yield head, codes[0]
            elif codes or arabic_digits(head).isdecimal():
                year = self.framework.fiscal_year
                self.problems.append(NO_INDICATOR.at(cell.where, cell.text, year=year))

    def agency(self, row: Row) -> str:
        """Return the agency of a row, after a look at its year and type; empty where it has none."""
        cell = row["agency"]
        agency = tidy(text_of(cell, self.problems))
        if not agency and cell.problem is None:
            self.problems.append(NO_AGENCY.at(cell.where))
        elif _key(agency) in self.places:
            self.problems.append(TWICE.at(cell.where, agency, first=self.places[_key(agency)]))
        elif agency:
            self.places[_key(agency)] = cell.where
        self._check_year(row.get("fiscal_year"))
        self._check_type(row.get("agency_type"))
        return agency

    def _check_year(self, cell: Cell | None) -> None:
        year = self.own.result.fiscal_year
        if cell is not None and cell.text.strip() and read_number(text_of(cell, self.problems)) != year:
            self.problems.append(OTHER_YEAR.at(cell.where, cell.text, own=year))

    def _check_type(self, cell: Cell | None) -> None:
        if cell is None or not cell.text.strip():
            return
        own = self.own.result.agency_type
        if read_agency_type(text_of(cell, self.problems), self.framework.agency_types) != own or own is None:
            self.problems.append(OTHER_TYPE.at(cell.where, cell.text, own=own or "–"))

    def compare_own(self, row: Row) -> None:
        """Report a total of the own agency that is not the one of the result."""
        total = self.score(row[TOTAL], required=True)
        own = self.own.shown(TOTAL)
        if total is not None and own is not None and self.own.recipe.rounding.shown(total) != own:
            self.problems.append(OWN_DIFFERS.at(row[TOTAL].where, row[TOTAL].text, own=two_decimals(own)))

    def scores(self, row: Row) -> Iterator[tuple[str, Fraction]]:
        """Yield what a row tells: the total always, indicators where they are filled."""
        for head, code in ((TOTAL, TOTAL), *self.indicators.items()):
            value = self.score(row[head], required=code == TOTAL)
            if value is not None:
                yield code, value

    def score(self, cell: Cell, *, required: bool) -> Fraction | None:
        """Return a score from 0 to 100; report what is none, and one that is missing though required."""
        written = text_of(cell, self.problems)
        if cell.problem is not None or (not written and not required):
            return None
        number = read_number(written)
        if number is None or not 0 <= number <= 100:
            self.problems.append(NO_SCORE.at(cell.where, cell.text))
            return None
        return Fraction(number)

    def peer(self, agency: str, value: Fraction) -> Peer:
        """Return a score as one to compare with."""
        own = self.own.result
        return Peer(agency=agency, fiscal_year=own.fiscal_year, agency_type=own.agency_type, value=value)
