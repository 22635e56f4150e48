"""The units in the column of those responsible, told apart; the words are data in catalogue/reading/units.toml."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from prongsai.core.printed import Place
from prongsai.core.thai import tidy
from prongsai.reading.recognise.lists import Piece, phrases
from prongsai.reading.recognise.progress import told_status
from prongsai.reading.recognise.wordlists import words_of

_BULLET = re.compile(r"^[-–—•●▪*]\s*")
_END = 10
# A stroke inside the name of one unit, while the others are cut at theirs.
_STROKE = "\ue000"
# “สป.”, “กค.”: units by their abbreviations.
_SHORT = re.compile(r"[ก-ฮ]{1,5}\.")
_OPEN_END = re.compile(r"(?:และ|หรือ|การ|ความ|ของ|-)$")


def units_of(pieces: Iterable[Piece]) -> tuple[str, ...]:
    """Return the units that a cell names, each once, in their order."""
    found: list[str] = []
    for phrase in phrases(pieces):
        plain = _torn().sub(r"\1", _BULLET.sub("", phrase.text))
        plain = _torn_names().sub(_whole_name, plain)
        plain = _every().sub(lambda match: _STROKE.join(match[0].split("/")), plain)
        for part in _cut().split(_known().sub("\n\\g<0>", plain)):
            _add(found, (part or "").strip(" ,/;\n").replace(_STROKE, "/"))
    return tuple(dict.fromkeys(unit for unit in found if unit))


def units_told_to(text: str) -> tuple[str, ...]:
    """Return the units that a sentence tells to do something: “ให้กองคลัง เผยแพร่…”."""
    plain = _every().sub(lambda match: _STROKE.join(match[0].split("/")), tidy(text))
    return tuple(dict.fromkeys(found[1].replace(_STROKE, "/") for found in _told().finditer(plain)))


def is_unit(text: str) -> bool:
    """Tell whether a short text names nothing but units."""
    return _starts().match(text) is not None and told_status(text) is None


def units_alone(text: str) -> bool:
    """Tell whether a text names units and is no sentence: each part begins like one, and none has a verb."""
    words = words_of("blocks")["units"]
    if len(text) > words["longest"] or not is_unit(text) or re.search(words["never"], text):
        return False
    return all(is_unit(each) for each in units_of((Piece(text, Place(file="")),)))


def _add(found: list[str], part: str) -> None:
    """Add a unit, or the rest of one whose name was broken."""
    if not part:
        return
    short = _SHORT.fullmatch(part) and found and _SHORT.fullmatch(found[-1])
    if found and not short and not _starts().match(part):
        # “กองยุทธศาสตร์และ / งบประมาณ” was torn; “กองการศึกษา ศาสนาและวัฒนธรรม” has a space of its own.
        between = "" if _OPEN_END.search(found[-1][-_END:]) else " "
        found[-1] = f"{found[-1]}{between}{part}"
        return
    found.append(part)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(tidy(word)) for word in sorted(words, key=len, reverse=True))


@functools.cache
def _torn() -> re.Pattern[str]:
    """Match a blank behind “และ” that a line end left in the name of one unit."""
    return re.compile(rf"(?<=[ก-๎])(และ|หรือ) (?!{_any_of(words_of('units')['starts'])})")


@functools.cache
def _torn_names() -> re.Pattern[str]:
    """Match the known names with a blank that a scan left behind any of their letters."""
    names = sorted(words_of("units")["known"], key=len, reverse=True)
    return re.compile("|".join(" ?".join(map(re.escape, name)) for name in names))


def _whole_name(match: re.Match[str]) -> str:
    return match[0].replace(" ", "")


@functools.cache
def _starts() -> re.Pattern[str]:
    return re.compile(_any_of(words_of("units")["starts"]), re.IGNORECASE)


@functools.cache
def _known() -> re.Pattern[str]:
    """Match known units that follow a letter without a blank."""
    guards = "".join(f"(?<!{re.escape(word)})" for word in words_of("units")["never_before"])
    return re.compile(rf"(?<=[ก-๎]){guards}(?:{_any_of(words_of('units')['known'])})")


@functools.cache
def _told() -> re.Pattern[str]:
    """Match a unit behind “ให้”: a known one, or a kind of unit with its name up to the blank."""
    words = words_of("units")
    named = rf"(?:ทุก)?(?:{_any_of(words['kinds'])})(?!ราชการ)[ก-๎{_STROKE}]{{0,30}}(?=\s)"
    return re.compile(rf"ให้({_any_of(words['known'])}|{named})")


@functools.cache
def _every() -> re.Pattern[str]:
    """Match every unit of several kinds: “ทุกสำนัก/กอง”."""
    kinds = _any_of(words_of("units")["kinds"])
    return re.compile(rf"ทุก(?:{kinds})(?:\s*/\s*(?:{kinds}))+(?=$|[\s,;)])")


@functools.cache
def _cut() -> re.Pattern[str]:
    """Match what stands between two units."""
    words = words_of("units")
    starts = _any_of(words["starts"])
    # “นายก อบต.” is one.
    whole = "".join(
        rf"(?!(?<={re.escape(each)})\s+(?:{_any_of(words['agencies'])}))" for each in words["of_agency"]
    )
    return re.compile(
        rf"\s*[,;\n]\s*|\s*/\s*|{whole}\s+(?:และ|กับ|ร่วมกับ)?\s*(?={starts})"
        rf"|(?<=[ก-๎])(?:และ(?!บุคลากรทาง)|ร่วมกับ)\s*(?={starts})|(?<=[ก-ฮ]\.)\s*และ\s*(?=[ก-ฮ]{{1,5}}\.)",
        re.IGNORECASE,
    )
