"""The official letter: its head with unit, number, date and subject, and those who sign or give an opinion."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from prongsai.core.printed import Block, Line, Place
from prongsai.core.recognised import Hand, Phrase
from prongsai.reading.recognise.lists import whole
from prongsai.reading.recognise.wordlists import words_of

Role = Literal["drafter", "head", "clerk", "executive", "other"]
_ROLES: tuple[Role, ...] = ("head", "executive", "clerk", "drafter")
_DOTS = re.compile(r"[.…_·\-–—\s]*")
_FILLER = re.compile(r"[.…_·]{3,}")
_SIGNED = re.compile(r"(?:\(?ลงชื่อ\)?|signed)?[.…_\s]*\(\s*(?P<name>[^()]{0,80}?)\s*\)", re.IGNORECASE)
_PHONE = re.compile(r"(?:โทร(?:ศัพท์)?\.?|tel\.?)\s*([\d\s\-–,ต่อ.]{6,})", re.IGNORECASE)
_VIA = re.compile(r"[(]?\s*(?:ผ่าน|through)\s*([^/()]+)")
_DATE_ALONE = re.compile(
    r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4}|(?:วันที่)?[\s.…/_]*(?:\d{1,2}\s+\S+\s+25\d\d)?"
)
_LONGEST_POSITION = 120
_LINES_OF_POSITION = 3


def letter_of(blocks: Iterable[Block]) -> Mapping[str, Phrase]:
    """Return the parts of the letter's head that are filled in, by name; nothing where there is no letter."""
    found: dict[str, Phrase] = {}
    for line in _lines(blocks):
        text = whole(line.text)
        for label, said in _parts(text):
            if label not in found and not _DOTS.fullmatch(said):
                found[label] = Phrase(text=said, where=line.where, as_printed=line.text)
        if "to" in found:
            break
    if "subject" not in found and "unit" not in found:
        return {}
    return found | dict(_inside(found))


def hands_of(blocks: Iterable[Block], *, persons: bool = False) -> tuple[Hand, ...]:
    """Return those who sign, in their order, with their opinions; their names only where they are asked for."""
    lines = list(_lines(blocks))
    hands: list[Hand] = []
    asked: _Asked | None = None
    place = 0
    while place < len(lines):
        text = whole(lines[place].text)
        signed = _signature(lines, place)
        if signed is not None:
            hands.append(_hand(signed, asked, lines[place].where, persons=persons))
            asked, place = None, place + signed.lines
            continue
        label = _opinion_label(text)
        if label is not None:
            hands += [asked.unsigned()] if asked else []
            asked = _Asked(label[0], [label[1]], lines[place].where)
        elif asked is not None:
            asked.said.append(text)
        place += 1
    return (*hands, *([asked.unsigned()] if asked else ()))


@dataclass(frozen=True, slots=True)
class _Signature:
    name: str
    position: str
    lines: int


@dataclass(slots=True)
class _Asked:
    """Somebody whose opinion is asked for; `of` is as printed in the label."""

    of: str
    said: list[str]
    where: Place

    @property
    def opinion(self) -> str:
        return " ".join(part for text in self.said if (part := _FILLER.sub("", text).strip(" .-")))

    def unsigned(self) -> Hand:
        return Hand(role=role_of(self.of), position=self.of, where=self.where, opinion=self.opinion)


def role_of(position: str) -> Role:
    """Return the part that somebody has in the line of approval, by the position that is acted for."""
    plain = whole(position)
    last = _acting().split(plain)[-1].strip() or plain
    return next((role for role in _ROLES if _role(role).match(last)), "other")


def _hand(signed: _Signature, asked: _Asked | None, where: Place, *, persons: bool) -> Hand:
    position = signed.position or (asked.of if asked else "")
    role = role_of(position)
    if role == "other" and asked is not None:
        role = role_of(asked.of)
    return Hand(
        role=role,
        position=position,
        where=where,
        opinion=asked.opinion if asked else None,
        name=signed.name if persons else "",
    )


def _signature(lines: Sequence[Line], place: int) -> _Signature | None:
    """Return the name and position that begin at a line, `None` where nobody signs there."""
    found = _SIGNED.fullmatch(whole(lines[place].text))
    if found is None:
        return None
    name = "" if _DOTS.fullmatch(found["name"]) else found["name"]
    position: list[str] = []
    for line in lines[place + 1 : place + 1 + _LINES_OF_POSITION]:
        text = whole(line.text)
        if not _is_position(text, position):
            break
        position.append(text)
    named = bool(name) and _titles().match(name) is not None
    if not named and not (position and role_of(position[0]) != "other"):
        return None
    return _Signature(name, " ".join(position), 1 + len(position))


def _is_position(text: str, before: Sequence[str]) -> bool:
    if not text or len(text) > _LONGEST_POSITION or _SIGNED.fullmatch(text) or _opinion_label(text):
        return False
    if _DATE_ALONE.fullmatch(text) or _DOTS.fullmatch(text):
        return False
    if not before:
        return True
    # A second line goes on with a position, or says for whom somebody acts.
    acts = _acting().search(before[-1]) or _acting().match(text)
    return bool(acts)


def _opinion_label(text: str) -> tuple[str, str] | None:
    """Return whose opinion a line asks for and what is written behind it, `None` where it asks for none."""
    found = _opinion().match(text)
    if found is None or len(text) > _LONGEST_POSITION * 3:
        return None
    rest = text[found.end() :]
    filler = _FILLER.search(rest)
    colon = rest.find(":")
    end = min([each for each in (filler.start() if filler else -1, colon) if each >= 0], default=len(rest))
    return rest[:end].strip(" .:"), rest[end:].lstrip(": ")


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Yield the labelled parts of a line: “ที่ … วันที่ …” has two."""
    found = list(_labels().finditer(text))
    if not found or found[0].start() > 0:
        return
    for match, following in zip(found, [*found[1:], None], strict=True):
        end = following.start() if following else len(text)
        yield match.lastgroup or "", text[match.end() : end].strip(" :")


def _inside(found: Mapping[str, Phrase]) -> Iterator[tuple[str, Phrase]]:
    """Yield what stands inside other parts: the telephone of the unit, and through whom the letter goes."""
    for outer, name, pattern in (("unit", "phone", _PHONE), ("to", "via", _VIA)):
        phrase = found.get(outer)
        said = pattern.findall(phrase.text) if phrase else []
        if phrase is not None and said:
            text = " / ".join(each.strip(" .") for each in said)
            yield name, Phrase(text=text, where=phrase.where, as_printed=phrase.as_printed)


def _lines(blocks: Iterable[Block]) -> Iterator[Line]:
    return (block for block in blocks if isinstance(block, Line) and block.text.strip())


def _any_of(words: Iterable[str]) -> str:
    return "|".join(words)


@functools.cache
def _labels() -> re.Pattern[str]:
    labels = words_of("memo")["letter"]
    each = "|".join(f"(?P<{name}>{_any_of(words)})" for name, words in labels.items())
    # Behind the first word of a line only number and date follow, and only behind a blank.
    return re.compile(rf"(?:^|(?<=\s))(?:{each})(?=[\s:]|\d)", re.IGNORECASE)


@functools.cache
def _acting() -> re.Pattern[str]:
    return re.compile(_any_of(words_of("memo")["people"]["acting"]), re.IGNORECASE)


@functools.cache
def _titles() -> re.Pattern[str]:
    return re.compile(_any_of(words_of("memo")["people"]["titles"]), re.IGNORECASE)


@functools.cache
def _opinion() -> re.Pattern[str]:
    words = _any_of(words_of("memo")["people"]["opinion"])
    return re.compile(rf"[-–•\s]*(?:{words})\s*(?:ของ)?\s*", re.IGNORECASE)


@functools.cache
def _role(role: Role) -> re.Pattern[str]:
    return re.compile(_any_of(words_of("memo")["roles"][role]), re.IGNORECASE)
