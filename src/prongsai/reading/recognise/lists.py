"""Cells and paragraphs into the phrases that they count, whether each stands in a line of its own or all in one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from prongsai.core.printed import Cell, Line, Place
from prongsai.core.recognised import Phrase
from prongsai.core.thai import arabic_digits, tidy
from prongsai.reading.recognise.wordlists import plain as plain_of

Style = Literal["dot", "paren", "brackets", "word", "bullet"]

_MARK = re.compile(
    r"(?P<word>(?:ข้อที่|ข้อ|ขั้นตอนที่|ขั้นที่|กิจกรรมที่|มาตรการที่)\s*)?"
    r"(?P<open>\()?(?P<number>\d{1,2}(?:\.\d{1,2}){0,2})(?P<close>\s?\.?\)|\s?\.(?!\d))?[\s:]*"
)
_BULLET = re.compile(r"[-–—•●▪◦*✓✔\uf0b7]\s*(?=[^\s\d.])")
_INLINE_BULLET = re.compile(r"(?<=\s)[-–—•●▪◦✓✔\uf0b7]\s*(?=[^\s\d.])")
# What makes a number part of the sentence before it: “ตามข้อ 2.”, “ฉบับที่ 3)”; “พื้นที่” and “ลงวันที่” are whole words.
_SPOKEN_OF = re.compile(
    r"(?:(?:ข้อ|ครั้ง|ฉบับ|ส่วน|ชุด|หมู่|รุ่น|ลำดับ|ตัวชี้วัด|คำสั่ง|เลข|บท|ระยะ|ไตรมาส|ภารกิจ|ปี)ที่|ข้อ|มาตรา|ลำดับ|หมวด|ไตรมาส"
    r"|ส่วน|ครั้ง|รอบ|พ\.?ศ\.?|ตัวชี้วัด|และ|ถึง|ร้อยละ|จำนวน|[-–/,])\s*$"
)
# “ปีละสองครั้ง”, “12 ครั้ง”, “รายไตรมาส”: already counted, so that a number behind it is another's.
_COUNTED = re.compile(
    r"(?:\d|ทุก|ราย|ละ|หนึ่ง|สอง|สาม|สี่|ห้า|หก|หลาย|ครึ่ง)\s*(?:สิ้น|ต้น)?(?:ข้อ|ส่วน|หมวด|ไตรมาส|ครั้ง|รอบ)\s*$"
)
# “ต.ค. - ก.ย.”, “เมืองพะไล - บัวลาย”: a dash after an abbreviation is no bullet.
_NO_BULLET_AFTER = re.compile(r"(?:\.|\d)\s*$")
_AND = re.compile(r"\s+และ$")
_LAST = re.compile(r"[^\s)]\s+(?:และ|หรือ)\s*$")
_ANNOUNCES = re.compile(r"(?:ดังนี้|ดังต่อไปนี้|ต่อไปนี้|:)\s*[:：]?\s*$")
_TORN = re.compile(r"(?<=[เแโใไ]) (?=[ก-ฮ])|(?<=[ก-ฮ]) (?=[ะ-ฺ็-๎])|(?<=[ั-ฺ็-๎]) (?=[ะ-ฺ็-๎])")
_WIDEST_GAP = 3
_NARROW_GAP = 2
_HIGHEST = 40
_LONGEST_BEFORE = 30


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph of a cell or of running text.

    `goes_on`: it continues the sentence of the piece before it. `apart`: a row of its own begins with it, so that
    it is a phrase of its own though nothing counts it.
    """

    text: str
    where: Place
    goes_on: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark of counting in a text: from where to where it stands, its number, and whether it opens the text.

    `misread`: another number is printed than the one that must have been meant.
    """

    start: int
    end: int
    number: tuple[int, ...]
    style: Style
    opens: bool
    misread: bool = False

    @property
    def spelled(self) -> str:
        return ".".join(map(str, self.number))


def pieces(*cells: Cell | Line) -> tuple[Piece, ...]:
    """Return the paragraphs of cells or lines, one after the other."""
    found: list[Piece] = []
    for cell in cells:
        texts = (cell.text,) if isinstance(cell, Line) else cell.paragraphs
        found += [Piece(text, cell.where) for text in texts if text.strip()]
    return tuple(found)


def whole(text: str) -> str:
    """Return a text in Arabic digits, its spaces folded, without spaces or marks that no word can have there."""
    return _TORN.sub("", plain_of(text))


def phrases(given: Iterable[Piece]) -> tuple[Phrase, ...]:
    """Return what the pieces count, each with its number; text that counts nothing is one phrase.

    Numbers of a second kind inside a numbered phrase stay in its text. Bullets count like numbers, but only where
    the text begins with one, or a sentence ends in “ดังนี้”.
    """
    read = sewn_together(given)
    counter = _Counter(read)
    for place, piece in enumerate(read):
        counter.take(place, piece)
    return counter.phrases()


def number_of(text: str) -> tuple[str, str]:
    """Return the number that a text begins with and the text behind it: (“3”, “มาตรการ…”); (“”, text) without one."""
    plain = whole(text)
    mark = _opening(plain)
    if mark is None or mark.style == "bullet" or not plain[mark.end :].strip():
        return "", plain
    return mark.spelled, plain[mark.end :].strip()


def listed_below(given: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return the pieces below the first one where all of them are listed, by bullets or numbers; else nothing."""
    below = tuple(given[1:])
    marked = [_opening(whole(piece.text)) for piece in below]
    # A list whose first line is counted too counts other things.
    counted = (
        bool(given)
        and number_of(given[0].text)[0]
        and not any(mark and mark.style == "bullet" for mark in marked)
    )
    return below if below and all(marked) and not counted else ()


def style_of(text: str) -> str:
    """Return how a text is counted that begins with a number: “dot”, “paren”, “brackets” or “word”; “” without one."""
    mark = _opening(whole(text))
    return mark.style if mark is not None else ""


def is_listed_under(text: str, title: str) -> bool:
    """Tell whether a line is one of the list below a counted title: “1.1”, “(1)”, “1)” or “-” below “1.”."""
    over, mark = _opening(whole(title)), _opening(whole(text))
    if over is None or mark is None or over.style == "bullet":
        return False
    if mark.style == "bullet":
        return True
    if len(mark.number) > len(over.number):
        return mark.number[: len(over.number)] == over.number
    return mark.style != over.style and mark.style in ("paren", "brackets")


def begun_anew(piece: Piece) -> tuple[Piece, Piece] | None:
    """Cut a paragraph in two where its numbers begin anew: “3. title 1) step 2) step”; `None` where they do not."""
    text = tidy(piece.text)
    plain = arabic_digits(text)
    opening = _opening(plain)
    if opening is None or opening.style == "bullet":
        return None
    # Before a first number that a second one follows no word makes it part of its sentence: “ตามรอบ 1) …  2) …”.
    anew = next((mark for mark in _firsts(plain) if mark.start > opening.start), None)
    return (
        None
        if anew is None
        else (Piece(text[: anew.start].strip(), piece.where), Piece(text[anew.start :], piece.where))
    )


def _firsts(plain: str) -> Iterator[_Mark]:
    """Yield every number 1 in the middle of a text that a number 2 of its style follows."""
    found: list[_Mark] = []
    for match in _MARK.finditer(plain):
        number = tuple(map(int, match["number"].split(".")))
        style = _style(match, number)
        if style is not None and style != "word" and plain[match.start() - 1 : match.start()].isspace():
            found.append(_Mark(match.start(), match.end(), number, style, opens=False))
    for place, mark in enumerate(found):
        if mark.number == (1,) and any(
            each.number == (2,) and each.style == mark.style for each in found[place:]
        ):
            yield mark


def sewn_together(given: Iterable[Piece]) -> tuple[Piece, ...]:
    """Put sentences together that go on in the next piece."""
    found: list[Piece] = []
    for piece in given:
        plain = whole(piece.text)
        if found and piece.goes_on and _opening(plain) is None:
            before = found[-1]
            found[-1] = Piece(_sewn(before.text, piece.text), before.where)
        elif plain:
            found.append(piece)
    return tuple(found)


def _sewn(before: str, after: str) -> str:
    # Thai has no space inside a sentence; between Latin words one is needed.
    latin = before[-1:].isascii() and after[:1].isascii()
    return f"{before.rstrip()}{' ' if latin else ''}{after.lstrip()}"


class _Counter:
    """Reads pieces one after the other and knows which number must come next."""

    def __init__(self, given: Sequence[Piece]) -> None:
        self.marks = [_marks(arabic_digits(tidy(piece.text))) for piece in given]
        self.second = _last_seconds(self.marks)
        self.found: list[tuple[str, str, Place, str]] = []
        self.last: tuple[int, ...] = ()
        self.style: Style | None = None

    def phrases(self) -> tuple[Phrase, ...]:
        return tuple(
            Phrase(text=whole(text), where=where, number=number, as_printed=f"{mark}{tidy(text)}")
            for number, text, where, mark in self.found
            if whole(text)
        )

    def take(self, place: int, piece: Piece) -> None:
        """Cut one piece at its marks."""
        text = tidy(piece.text)
        plain = arabic_digits(text)
        cuts = list(self._cuts(place, plain))
        if not cuts:
            self._append(text, piece)
            return
        if cuts[0].start > 0:
            self._append(text[: cuts[0].start], piece)
        for mark, following in zip(cuts, [*cuts[1:], None], strict=True):
            end = following.start if following else len(text)
            number = "" if mark.style == "bullet" else mark.spelled
            # A number that was mended is kept in front of the text as it was printed.
            printed = text[mark.start : mark.end] if mark.misread else ""
            said = text[mark.end : end].strip()
            self.found.append((number, _AND.sub("", said) if following else said, piece.where, printed))

    def _append(self, text: str, piece: Piece) -> None:
        """Add text that nothing counts: to the phrase before it, if there is one."""
        if not self.found or piece.apart:
            self.found.append(("", text.strip(), piece.where, ""))
            return
        number, before, first, printed = self.found[-1]
        self.found[-1] = (number, f"{before} {text.strip()}", first, printed)

    def _cuts(self, place: int, plain: str) -> Iterator[_Mark]:
        for mark in self.marks[place]:
            meant = self._meant(mark, place) or mark
            if meant is not mark or self._counts(mark, place, plain):
                self.last = self.last if mark.style == "bullet" else meant.number
                self.style = mark.style
                yield meant

    def _meant(self, mark: _Mark, place: int) -> _Mark | None:
        """Return the mark that was meant by one with a misread number: the next number but one follows it."""
        if mark.style != self.style or len(mark.number) != 1 or len(self.last) != 1:
            return None
        expected = self.last[0] + 1
        if mark.number in ((1,), (expected,)):
            return None
        following = self._following(mark, place)
        return replace(mark, number=(expected,), misread=True) if following == (expected + 1,) else None

    def _following(self, mark: _Mark, place: int) -> tuple[int, ...]:
        """Return the number of the next mark of the same style, in this piece or at the head of the next one."""
        here = (each for each in self.marks[place] if each.start > mark.start and each.style == mark.style)
        below = (each for marks in self.marks[place + 1 : place + 2] for each in marks if each.opens)
        return next((each.number for each in (*here, *below)), ())

    def _counts(self, mark: _Mark, place: int, plain: str) -> bool:
        """Tell whether a mark goes on with the list or opens it."""
        if mark.style == "bullet":
            return self._bullet_counts(mark, plain)
        if self.style is None or (self.style == "bullet" and mark.opens):
            return mark.opens or (mark.number == (1,) and self._is_followed(mark, place))
        if mark.style != self.style:
            return False
        if self._follows(mark.number):
            return True
        return self._may_follow(mark.number) if mark.opens else self._skips_one(mark, plain)

    def _bullet_counts(self, mark: _Mark, plain: str) -> bool:
        if self.style not in (None, "bullet"):
            return False
        if mark.opens:
            announced = not self.found or bool(_ANNOUNCES.search(self.found[-1][1]))
            return self.style == "bullet" or announced
        if self.style == "bullet":
            return not _NO_BULLET_AFTER.search(_tail(plain, mark.start))
        return bool(_ANNOUNCES.search(_tail(plain, mark.start)))

    def _follows(self, number: tuple[int, ...]) -> bool:
        """Tell whether a number is the next one: 2 after 1, 5.1 after 5, 5.2 after 5.1, 6 after 5.3."""
        if len(number) > len(self.last):
            return number == (*self.last, 1)
        before = self.last[: len(number)]
        return number == (*before[:-1], before[-1] + 1)

    def _may_follow(self, number: tuple[int, ...]) -> bool:
        """Tell whether a number at the beginning of a line goes on, though one is missing or it begins anew."""
        if len(number) > 1:
            return number[0] in (self.last[0], self.last[0] + 1)
        return number == (1,) or self.last[0] <= number[0] <= self.last[0] + _WIDEST_GAP

    def _skips_one(self, mark: _Mark, plain: str) -> bool:
        """Tell whether a number in the middle of a line goes on though one is missing."""
        number, before = mark.number, plain[mark.start - 1 : mark.start]
        return len(number) == 1 and 0 < number[0] - self.last[0] <= _NARROW_GAP and before.isspace()

    def _is_followed(self, mark: _Mark, place: int) -> bool:
        """Tell whether a first number in the middle of a line is one of a list: a second one comes."""
        return self.second.get(mark.style, (-1, -1)) > (place, mark.start)


def _last_seconds(marks: Sequence[Sequence[_Mark]]) -> Mapping[Style, tuple[int, int]]:
    """Return where the last number 2 of each style stands: in which piece, and where in it."""
    return {
        mark.style: (place, mark.start)
        for place, found in enumerate(marks)
        for mark in found
        if mark.number == (2,)
    }


def _tail(plain: str, end: int) -> str:
    """Return what stands right before a place: enough to know the word there."""
    return plain[max(0, end - _LONGEST_BEFORE) : end]


def _opening(plain: str) -> _Mark | None:
    return next((mark for mark in _marks(plain) if mark.opens), None)


def _marks(plain: str) -> list[_Mark]:
    """Return everything in a text that may be a mark of counting, in order."""
    first = len(plain) - len(plain.lstrip())
    found = [mark for match in _MARK.finditer(plain) if (mark := _numbered(match, plain, first))]
    bullet = _BULLET.match(plain)
    found += [_Mark(0, bullet.end(), (), "bullet", opens=True)] if bullet else []
    found += [
        _Mark(each.start(), each.end(), (), "bullet", opens=False) for each in _INLINE_BULLET.finditer(plain)
    ]
    return sorted(found, key=lambda mark: mark.start)


def _numbered(match: re.Match[str], plain: str, first: int) -> _Mark | None:
    number = tuple(map(int, match["number"].split(".")))
    style = _style(match, number)
    before = _tail(plain, match.start())
    opens = match.start() <= first
    if style is None or not 0 < number[0] <= _HIGHEST or _goes_on_as_number(match, plain):
        return None
    # Nobody counts 08.30 or 01.05: those are times and dates.
    if len(number) > 1 and any(part.startswith("0") for part in match["number"].split(".")):
        return None
    spoken_of = _SPOKEN_OF.search(before) and not _COUNTED.search(before)
    if style == "brackets" and _LAST.search(before):
        # “(2) … และ (3) …” ends a list; “ตาม (2) และ (3)” names two of one.
        spoken_of = None
    if not opens and (style == "word" or before[-1:].isdigit() or spoken_of):
        return None
    return _Mark(match.start(), match.end(), number, style, opens)


def _style(match: re.Match[str], number: tuple[int, ...]) -> Style | None:
    close = match["close"] or ""
    if match["open"]:
        return "brackets" if close.endswith(")") else None
    if close.endswith(")"):
        return "paren"
    if match["word"]:
        return "word"
    return "dot" if close or len(number) > 1 else None


def _goes_on_as_number(match: re.Match[str], plain: str) -> bool:
    """Tell whether what looks like a mark is part of a longer number, of a time or of an amount."""
    before, after = _tail(plain, match.start())[-1:], plain[match.end() : match.end() + 1]
    glued = match.end() > 0 and plain[match.end() - 1 : match.end()].isspace()
    return before in ".,:" and before != "" or (after.isdigit() and not glued) or after in "%°"
