"""What an analysis finds weak and recommends, and the actions that it lists under each indicator."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from prongsai.core.printed import Block, Cell, Line, Table
from prongsai.core.recognised import Actions, Advice, Phrase
from prongsai.reading.recognise.codes import Around, CodeReader
from prongsai.reading.recognise.columns import Head, head_of
from prongsai.reading.recognise.lists import Piece, number_of, phrases, sewn_together, whole
from prongsai.reading.recognise.tables import cell_pieces
from prongsai.reading.recognise.wordlists import words_of

_CODE = r"(?:ข้อ\s*)?(?:[ieoIEO]\s?[.\-]?\s?\d{1,2}|0\d{1,2}|1\d{2})(?![\d.])"
_CODES = rf"{_CODE}(?:\s*(?:,|และ|/|-|–)\s*{_CODE}){{0,15}}"
# “i1 ประเด็น …” begins a finding, wherever it stands.
_MARKED = re.compile(rf"(?<![\w\d])({_CODES})\s*[:.]?\s*ประเด็น\s*")
_AT_CODE = re.compile(rf"^[-–•*]?\s*(?:\d{{1,2}}[.)]\s*)?(ข้อ\s*{_CODES})\s+(?=\D)")
_BULLET = re.compile(r"^[-–—•●▪*]\s*")
_REFERENCE = re.compile(r"อ้างอิง(?:จาก|ข้อ)?\s*([^)]{1,80})\)")
_LISTED = re.compile(r"\s*(?:,|และ|/)\s*")
_NUMBER_ALONE = re.compile(r"\d{1,3}(?:\.\d+)?")
_SUB_INDICATOR = re.compile(r"ตัวชี้วัด(?:ย่อย)?(?:ที่)?\s*\d{1,2}\.\d")
_INDICATOR_LINE = re.compile(r"(?:\d{1,2}(?:\.\d+)*\.?\s*)?ตัวชี้วัด(?:ที่)?\s*\d{1,2}(?![\d.]*\.\d)")


def advice_of(blocks: Iterable[Block], codes: CodeReader) -> tuple[Advice, ...]:
    """Return the findings and recommendations of a section, those outside their row or table too."""
    walk = _Walk(codes)
    for block in blocks:
        walk.take(block)
    return tuple(draft.advice(codes) for draft in walk.advice if draft.text)


def actions_of(blocks: Iterable[Block], codes: CodeReader) -> tuple[Actions, ...]:
    """Return the actions that stand under each indicator, in the order of the paper."""
    walk = _Walk(codes)
    for block in blocks:
        walk.take(block)
    return tuple(
        Actions(indicator=indicator, actions=found, where=pieces[0].where)
        for indicator, pieces in walk.actions
        if pieces and (found := _one_each(pieces))
    )


@dataclass(slots=True)
class _Draft:
    """A finding while it is being read."""

    pieces: list[Piece]
    codes: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    indicator: str = ""

    @property
    def text(self) -> str:
        return whole(" ".join(piece.text for piece in sewn_together(self.pieces)))

    def advice(self, codes: CodeReader) -> Advice:
        text = self.text
        return Advice(
            text=text,
            where=self.pieces[0].where,
            codes=self.codes,
            beside=self.beside,
            indicator=self.indicator,
            references=references_in(text, codes),
            keeps=only_keeps(text),
        )


def references_in(text: str, codes: CodeReader) -> tuple[str, ...]:
    """Return the items that a recommendation points to in brackets, each once."""
    found: list[str] = []
    for match in _REFERENCE.finditer(whole(text)):
        sub = _SUB_INDICATOR.match(match[1]) is not None
        for part in _LISTED.split(match[1]):
            bare = part.strip(" .")
            named = f"ตัวชี้วัด {bare}" if sub and _NUMBER_ALONE.fullmatch(bare) else bare
            meant = codes.read(named)
            found += meant.codes if meant else ()
    return tuple(dict.fromkeys(found))


def only_keeps(text: str) -> bool:
    """Tell whether a finding asks for nothing but to keep the level."""
    return _says("keeps", text) and not _says("more", text)


class _Walk:
    """Goes through a section and remembers under which indicator it is."""

    def __init__(self, codes: CodeReader) -> None:
        self.codes = codes
        self.indicator = ""
        self.advice: list[_Draft] = []
        self.actions: list[tuple[str, list[Piece]]] = []
        self.acting = False
        self.weak = False

    def take(self, block: Block) -> None:
        if isinstance(block, Line):
            self.line(block)
            return
        self.acting = self.weak = False
        head = head_of(block.rows)
        if head is not None and head.of_findings:
            self.table(block, head)

    # lines

    def line(self, line: Line) -> None:
        text = whole(line.text)
        if self.heading(text):
            return
        piece = Piece(line.text, line.where)
        if self.acting:
            self.actions[-1][1].append(piece)
        if not self.marked(piece, ()) and not self.at_code(piece, text):
            self.recommended(piece, text)

    def heading(self, text: str) -> bool:
        """Take a line that says where the paper is now; tell whether it is one."""
        if len(text) > words_of("advice")["longest_heading"]:
            return False
        if _says("actions", text) and not _says("parts", text):
            self.acting, self.weak = True, False
            self.actions.append((self.indicator, []))
            return True
        meant = self.codes.read(number_of(text)[1]) if _INDICATOR_LINE.match(text) else None
        if meant is not None and len(meant.codes) == 1:
            self.indicator, self.acting, self.weak = meant.codes[0], False, False
            return True
        if _says("parts", text):
            self.indicator, self.acting, self.weak = "", False, False
            return True
        if _says("weak", text):
            self.weak = True
            return True
        return False

    def at_code(self, piece: Piece, text: str) -> bool:
        """Take a paragraph that begins with the code of a question or item."""
        found = _AT_CODE.match(text)
        codes = self.named(found[1]) if found else ()
        if codes:
            self.advice.append(_Draft([piece], codes, indicator=self.indicator))
        return bool(codes)

    def recommended(self, piece: Piece, text: str) -> None:
        """Take a paragraph that recommends something on an indicator that it names, or a weak one in a list."""
        if self.weak:
            meant = self.codes.read(number_of(_BULLET.sub("", text))[1])
            if meant is not None and self.is_indicator(meant.codes):
                self.advice.append(_Draft([piece], meant.codes, indicator=meant.codes[0]))
                return
            self.weak = False
        before = _before(text, words_of("advice")["recommends"])
        indicator = self.indicator_in(before) if before else ""
        if indicator:
            self.advice.append(_Draft([piece], indicator=indicator))

    def is_indicator(self, codes: Sequence[str]) -> bool:
        return len(codes) == 1 and self.codes.framework.kind_of(codes[0]) == "indicator"

    def indicator_in(self, text: str) -> str:
        """Return the indicator whose title stands last in a text, “” without one."""
        plain = "".join(text.split())
        found = [
            (plain.rfind(title) + len(title), len(title), code)
            for title, code in self.codes.titles.items()
            if title in plain and self.is_indicator([code])
        ]
        return max(found)[2] if found else ""

    # tables

    def table(self, table: Table, head: Head) -> None:
        finding = head.column("finding", "recommendation")
        for row in table.rows[head.rows :]:
            self.row(row, head, finding or 0)

    def row(self, row: Sequence[Cell], head: Head, finding: int) -> None:
        beside = self.beside(row, head)
        cell = row[finding]
        if cell.merged and self.advice and self.advice[-1].text == whole(cell.text):
            self.advice[-1].beside += beside
            return
        indicator = self.column_indicator(row, head)
        for place, piece in enumerate(cell_pieces(cell)):
            if self.marked(piece, beside, indicator):
                continue
            if self.advice and (place or not (beside or indicator)):
                # An empty first cell: the sentence of the finding above goes on here.
                self.advice[-1].pieces.append(Piece(piece.text, piece.where, goes_on=not place))
            else:
                self.advice.append(_Draft([piece], (), beside, indicator or self.indicator))

    def beside(self, row: Sequence[Cell], head: Head) -> tuple[str, ...]:
        # Beside a column of indicators the issues are described, and not listed by question.
        place = (
            head.column("question")
            if head.column("indicator") is not None
            else head.column("question", "issue")
        )
        return self.named(row[place].text) if place is not None and row[place].text.strip() else ()

    def column_indicator(self, row: Sequence[Cell], head: Head) -> str:
        place = head.column("indicator")
        meant = self.codes.read(row[place].text) if place is not None else None
        return meant.codes[0] if meant is not None and self.is_indicator(meant.codes) else ""

    # findings that begin with their code

    def marked(self, piece: Piece, beside: tuple[str, ...], indicator: str = "") -> bool:
        """Take a text in which “i1 ประเด็น” begins findings; tell whether it has any."""
        text = whole(piece.text)
        found = [match for match in _MARKED.finditer(text) if self.named(match[1])]
        if not found:
            return False
        before = text[: found[0].start()].strip()
        if before and self.advice:
            self.advice[-1].pieces.append(Piece(before, piece.where, goes_on=True))
        for match, following in zip(found, [*found[1:], None], strict=True):
            said = text[match.start() : following.start() if following else len(text)]
            self.advice.append(
                _Draft([Piece(said, piece.where)], self.named(match[1]), beside, indicator or self.indicator)
            )
        return True

    def named(self, text: str) -> tuple[str, ...]:
        """Return the codes that a text names under the indicator where the paper is."""
        around = Around(indicator=self.indicator)
        plain = whole(text)
        meant = self.codes.read(plain, around)
        if meant is None and _NUMBER_ALONE.fullmatch(plain):
            meant = self.codes.read(f"ข้อ {plain}", around)
        return meant.codes if meant else ()


def _one_each(pieces: Sequence[Piece]) -> tuple[Phrase, ...]:
    """Return the actions: what is counted as it is counted, other paragraphs one by one."""
    return tuple(phrase for piece in pieces for phrase in phrases([piece]))


def _before(text: str, words: Sequence[str]) -> str:
    """Return what stands before the first of some words, “” where none of them stands in the text."""
    plain = "".join(text.split())
    places = [place for word in words if (place := plain.find(word)) > 0]
    return plain[: min(places)] if places else ""


@functools.cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile("|".join(words_of("advice")[key]))


def _says(key: str, text: str) -> bool:
    return _pattern(key).search("".join(text.casefold().split())) is not None
