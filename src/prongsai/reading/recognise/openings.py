"""How lines of running text are counted: by numbers, letters, ordinals, bullets, or words with a number behind them."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from prongsai.core.printed import Line
from prongsai.reading.recognise.cards import label_fields
from prongsai.reading.recognise.lists import number_of, style_of, whole
from prongsai.reading.recognise.wordlists import words_of

Key = tuple[str, ...]
_WORD = re.compile(r"(?P<word>[ก-๎]{2,22}?ที่|ข้อ)\s*(?P<number>\d{1,2})(?![\d/]|\.\d)[\s:.)–-]*(?P<rest>.*)")
_NOUN = re.compile(
    r"[\[(]?(?P<word>มาตรการ|โครงการ|กิจกรรม|เรื่อง|ประเด็น|แผนงาน)\s*(?:ที่\s*)?(?P<number>\d{1,2}|[A-Z]|[ก-ฮ])"
    r"(?:[\])]|(?=[\s:.–-])|$)[\s:.)–-]*(?P<rest>.*)"
)
# “[M1] …”, “(A-2) …”: letters with a number, in brackets.
_CODED = re.compile(r"[\[(](?P<word>[A-Z]{1,3})-?(?P<number>\d{1,2})[\])][\s:.–-]*(?P<rest>\S.*)")
_LETTER = re.compile(r"\(?(?P<letter>[ก-ฮ])(?P<close>[.)])\)?\s*(?P<rest>[ก-๎A-Za-z(“\"].*)")
_BULLET = re.compile(
    r"(?P<sign>[-–—•●▪◦*✓✔➢➤►»★※○■❑\uf0b7]|>{1,2}|=>|→|o(?=\s))(?!\s*[-–—•*])\s*(?P<rest>[^\s\d.-].*)"
)
_MEASURE = re.compile(r"(?:มาตรการ|โครงการ|กิจกรรม|เรื่อง)ที่")
_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LETTERS = "กขคงจฉชซฌญ"


@dataclass(frozen=True, slots=True)
class Opening:
    """How a line begins: what it is counted by, its number (0 where nothing tells one), and what stands behind."""

    key: Key
    number: int
    rest: str


@functools.lru_cache(maxsize=4096)
def _opening(text: str, heading: bool) -> Opening | None:
    found = (
        _word(text)
        or _noun(text)
        or _coded(text)
        or _ordinal(text)
        or _number(text)
        or _letter(text)
        or _bullet(text)
        or _label(text)
    )
    return found or (Opening(("heading",), 0, text) if heading else None)


def opening_of(line: Line) -> Opening | None:
    """Return how a line begins, `None` for one that nothing counts or sets off."""
    return _opening(whole(line.text), line.heading)


def _word(text: str) -> Opening | None:
    found = _WORD.match(text)
    if found is None or re.search(words_of("blocks")["series"]["never"], found["word"]):
        return None
    return Opening(("word", found["word"]), int(found["number"]), found["rest"].strip())


def _noun(text: str) -> Opening | None:
    """Return a line that begins with “มาตรการ 1”, “[มาตรการ A]”."""
    found = _NOUN.match(text)
    if found is None:
        return None
    number = found["number"]
    order = int(number) if number.isdigit() else (_LATIN.find(number) + 1 or _LETTERS.find(number) + 1)
    return Opening(("word", found["word"]), order, found["rest"].strip())


def _coded(text: str) -> Opening | None:
    found = _CODED.match(text)
    return Opening(("word", found["word"]), int(found["number"]), found["rest"]) if found else None


@functools.cache
def _ordinals() -> re.Pattern[str]:
    words = words_of("blocks")["series"]
    every = "|".join([*words["ordinals"], words["last"]])
    return re.compile(
        rf"(?P<noun>{words['nouns']})(?:ที่)?\s?(?P<ordinal>{every})(?=[\s:]|$)[\s:]*(?P<rest>.*)"
    )


def _ordinal(text: str) -> Opening | None:
    found = _ordinals().match(text)
    if found is None:
        return None
    ordinals: Sequence[str] = words_of("blocks")["series"]["ordinals"]
    number = next((at for at, each in enumerate(ordinals, 1) if re.fullmatch(each, found["ordinal"])), 0)
    return Opening(("ordinal", found["noun"]), number, found["rest"].strip())


def _number(text: str) -> Opening | None:
    number, rest = number_of(text)
    if not number:
        return None
    # “1. มาตรการที่ 1: …” is counted by its word.
    inner = _word(rest) if _MEASURE.match(rest) else None
    if inner is not None:
        return inner
    parts = number.split(".")
    return Opening(("number", style_of(text), str(len(parts))), int(parts[-1]), rest)


def _letter(text: str) -> Opening | None:
    found = _LETTER.match(text)
    if found is None or found["letter"] not in _LETTERS:
        return None
    return Opening(("letter", found["close"]), _LETTERS.index(found["letter"]) + 1, found["rest"].strip())


def _bullet(text: str) -> Opening | None:
    found = _BULLET.match(text)
    return Opening(("bullet", found["sign"]), 0, found["rest"].strip()) if found else None


def _label(text: str) -> Opening | None:
    """Return a line with the label of a title: “มาตรการ: …”."""
    label, colon, rest = text.partition(":")
    fields = label_fields(label) if colon and rest.strip() else ()
    return Opening(("label", label.strip()), 0, rest.strip()) if "title" in fields else None
