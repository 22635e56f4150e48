"""Where a line of Thai may end: between words, never inside one, never before a mark that belongs to it."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

# Words of the field that the dictionary lacks or cuts at a place that hurts the reader.
FIELD_WORDS = (
    "ภาครัฐ",
    "หน่วยงาน",
    "ส่วนได้",
    "ส่วนเสีย",
    "ผู้มีส่วนได้ส่วนเสีย",
    "ปีงบประมาณ",
    "งบประมาณ",
    "ผู้บังคับบัญชา",
    "สื่อสาร",
    "ผู้ซื้อ",
    "ถูกต้อง",
    "ช่องทาง",
    "ตัวชี้วัด",
    "ข้อคำถาม",
    "รายข้อ",
    "ไม่มี",
    "ไม่ทราบ",
    "อินโฟกราฟิก",
    "ผู้รับบริการ",
    "สำนักปลัด",
    "หน่วยตรวจสอบ",
    "บอกว่า",
)
# Entries of the dictionary that cut the words of the field in the wrong place: สรุปราย|งานการ|ใช้จ่าย.
MISLEADING_WORDS = ("งานการ", "ทางการ")
# A longer piece may not fit a table column; it stays breakable at its inner words.
LONGEST_WHOLE = 13
# A hash or an address longer than this may end a line anywhere, in pieces of so many signs.
_LONGEST_CODE = 24
_CODE_PIECE = 12
# Papers of one agency hold about two thousand texts, most of them in every format and many in every paper.
_REMEMBERED = 8192

MARKS = "ัิีึืฺุู็่้๊๋์ํ๎"
DEPENDENT = MARKS + "ะาำๅ"
_LEADING = "เแโใไ"
_OPENING = "([{“‘«"
_CLOSING = ")]}”’»,.;:!?%…"
_NEVER_FIRST = DEPENDENT + _CLOSING + "ๆฯ"
_THAI = re.compile("[ก-ฺเ-๎]")
_NO_BREAK = "\u00a0"
# Spaces that no line may end at.
_TIED_SPACE = re.compile(
    "|".join(
        (
            f" +(?=[{re.escape(_NEVER_FIRST)}]|– |→)",  # ต่าง ๆ, ม.ค. – มี.ค., ๗๐ → ๘๐
            f"(?<=[{re.escape(_OPENING)}→]) +",
            r"(?<=[ก-ฮ]\.) (?=\d{2,4}(?!\d))",  # พ.ศ. ๒๕๖๘
            r"(?<=[^ ]ที่) (?=\d)",  # ตารางที่ ๑
            r"(?<=ข้อ) (?=[A-Za-z]?\d)",
            r"(?<=ร้อยละ) (?=\d)",
            "(?<= ณ) ",
        )
    )
)
# Where the general rules would end a line that had better go on: e-Service, IIT/EIT.
_SEAM = re.compile(f"[-/–{_NO_BREAK}]")
_TIED_BEFORE = frozenset(_LEADING + _OPENING + "\"'" + _NO_BREAK)
_TIED_AFTER = frozenset(_NEVER_FIRST + "/-–\"'" + _NO_BREAK)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text at whose ends a line may end; `whole` forbids a line end inside it.

    Inside a piece that is not whole, the general rules of line breaking hold (spaces, hyphens, slashes).
    """

    text: str
    whole: bool


def clusters(text: str) -> int:
    """Return how many characters a reader counts: marks above and below belong to their letter."""
    return sum(character not in MARKS for character in text)


@functools.lru_cache(maxsize=_REMEMBERED)
def pieces(text: str) -> tuple[Piece, ...]:
    """Return `text` cut wherever a line may end; the pieces joined are `text` again.

    The first call with Thai letters loads the dictionary (about 0.1 s).
    """
    start, found = 0, []
    for part, whole in _cut(_TIED_SPACE.sub(lambda spaces: _NO_BREAK * len(spaces[0]), text)):
        found.append(Piece(text[start : start + len(part)], whole))
        start += len(part)
    return tuple(found)


def fold(text: str, fits: Callable[[str], bool]) -> list[str]:
    """Cut `text` into lines that fit, between words only; a word that fits nowhere has a line of its own."""
    if fits(text):
        return [text]
    lines = [""]
    for piece in pieces(text):
        if lines[-1] and not fits((lines[-1] + piece.text).rstrip()):
            lines.append("")
        lines[-1] += piece.text if lines[-1] else piece.text.lstrip()
    return [line.rstrip() for line in lines]


def widest_pieces(text: str) -> tuple[str, ...]:
    """Return the stretches of `text` that no line end may cut, to measure how narrow a column may be."""
    return tuple(
        part for piece in pieces(text) for part in ([piece.text] if piece.whole else piece.text.split())
    )


def _cut(tied: str) -> Iterator[tuple[str, bool]]:
    for chunk in re.split("( +|\n)", tied):
        if _THAI.search(chunk):
            yield from ((part, clusters(part) <= LONGEST_WHOLE) for part in _joined(_tokenizer()(chunk)))
        elif len(chunk) > _LONGEST_CODE:
            yield from ((part, True) for part in re.findall(f".{{1,{_CODE_PIECE}}}", chunk))
        elif chunk:
            yield chunk, not chunk.isspace() and bool(_SEAM.search(chunk)) and len(chunk) <= LONGEST_WHOLE


@functools.cache
def _tokenizer() -> Callable[[str], list[str]]:
    from pythainlp.corpus import thai_words
    from pythainlp.tokenize import word_tokenize

    from prongsai.render.dictionary import Dictionary

    dictionary = Dictionary(thai_words() - set(MISLEADING_WORDS) | set(FIELD_WORDS), _known)
    return lambda text: word_tokenize(text, custom_dict=dictionary, engine="newmm")


def _known(word: str) -> bool:
    return clusters(word) <= LONGEST_WHOLE or word in FIELD_WORDS


def _joined(tokens: list[str]) -> Iterator[str]:
    """Yield the tokens, those put together that a line end must not part."""
    current = tokens[0]
    for after in tokens[1:]:
        if _tied(current, after) or _belongs(current, after):
            current += after
        else:
            yield current
            current = after
    yield current


def _tied(before: str, after: str) -> bool:
    if before[-1] == "." and _THAI.match(after):
        return True  # an abbreviation such as มี.ค.
    return before[-1] in _TIED_BEFORE or after[0] in _TIED_AFTER


def _belongs(before: str, after: str) -> bool:
    """Return whether a figure stands at a word (ข้อ12) or code at code, and both are short enough to stay together."""
    if before[-1] in "/-–" or (_THAI.match(before[-1]) and _THAI.match(after)):
        return False
    return clusters(before + after) <= LONGEST_WHOLE
