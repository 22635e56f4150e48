"""Sentences that count measures: how many there are, how many are done, and how many are not."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

from prongsai.core.printed import Block, Line, Place
from prongsai.core.recognised import Counted
from prongsai.reading.recognise.lists import whole
from prongsai.reading.recognise.wordlists import words_of

_BEGINNINGS = (
    *("มกรา", "กุมภา", "มีนา", "เมษา", "พฤษภา", "มิถุนา", "กรกฎา", "สิงหา", "กันยา", "ตุลา", "พฤศจิกา", "ธันวา"),
    *(
        r"ม\.ค",
        r"ก\.พ",
        r"มี\.ค",
        r"เม\.ย",
        r"พ\.ค",
        r"มิ\.ย",
        r"ก\.ค",
        r"ส\.ค",
        r"ก\.ย",
        r"ต\.ค",
        r"พ\.ย",
        r"ธ\.ค",
    ),
)
# Three digits at most, and neither a percentage nor part of a longer number.
_N = r"(?<![\d.])(?P<number>\d{1,3})(?![\d.%])"
_PERCENT = re.compile(r"(?:ร้อยละ|คิดเป็น)\s*\d{1,6}(?:\.\d{1,6})?|(?<!\d)\d{1,6}(?:\.\d{1,6})?\s?%")
# “แล้วเสร็จเมื่อ 13 พฤษภาคม 2567” counts nothing; months of all lengths begin alike.
_DAY = re.compile(
    rf"\d{{1,2}}(?:{'|'.join(_BEGINNINGS)})[ก-๛.]{{0,9}}\d{{0,4}}|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}"
)
_ITEM_NUMBER = re.compile(r"(?:ตัวชี้วัด(?:ที่|ย่อย)?|พ\.?ศ\.?|ปี|ข้อที่|ข้อ)\d+(?:\.\d+)?")


def counted_in(blocks: Iterable[Block]) -> tuple[Counted, ...]:
    """Return every sentence of a section that counts what is done or not, in the order of the paper."""
    found = (_counted(text, where) for text, where in _texts(blocks))
    return tuple(each for each in found if each is not None)


def _counted(text: str, where: Place) -> Counted | None:
    plain = _ITEM_NUMBER.sub("", _DAY.sub("|", "".join(_PERCENT.sub("", whole(text)).casefold().split())))
    open_, rest = _taken("not_done", plain)
    done, rest = _taken("done", rest)
    if not open_ and not done:
        return None
    total = re.search(_N + words_of("counts")["noun"], rest)
    if total is None and not (open_ and done):
        return None
    return Counted(
        total=int(total["number"]) if total else None,
        done=done[0] if done else None,
        not_done=sum(open_) if open_ else None,
        where=where,
        text=whole(text),
    )


def _taken(key: str, plain: str) -> tuple[list[int], str]:
    """Return the numbers that words of a list count, and the text without them."""
    found: list[int] = []

    def take(match: re.Match[str]) -> str:
        found.append(int(next(number for number in match.groupdict().values() if number)))
        return "|"

    return found, _pattern(key).sub(take, plain)


@functools.cache
def _pattern(key: str) -> re.Pattern[str]:
    """Join the expressions of a list; each has a number of its own name, since names stand once."""
    noun = words_of("counts")["noun"]
    each = (
        words.replace("N", _N.replace("number", f"n{place}") + f"(?:{noun})?")
        for place, words in enumerate(words_of("counts")[key])
    )
    return re.compile("|".join(each))


def _texts(blocks: Iterable[Block]) -> Iterator[tuple[str, Place]]:
    for block in blocks:
        if isinstance(block, Line):
            yield block.text, block.where
            continue
        for row in block.rows:
            for cell in row:
                yield from ((text, cell.where) for text in cell.paragraphs if not cell.merged)
