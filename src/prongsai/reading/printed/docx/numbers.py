"""The numbers that Word counts before paragraphs: they stand on the page but not in the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from prongsai.core.thai import thai_digits
from prongsai.reading.printed.package import child, local, value

# Word leaves out ฃ and ฅ, which nobody writes any more.
_THAI_LETTERS = "กขคฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_PLACE = re.compile(r"%([1-9])")
_LONGEST = 9


@dataclass(frozen=True, slots=True)
class _Level:
    """How the numbers of one level of a list look."""

    start: int = 1
    kind: str = "decimal"
    text: str = ""


@dataclass(slots=True)
class _Counted:
    """A list that is being counted: its levels and where each stands."""

    levels: dict[int, _Level]
    at: dict[int, int] = field(default_factory=dict)


class Numbers:
    """Counts the numbered paragraphs of a paper in their order."""

    def __init__(self, numbering: Element | None) -> None:
        self._lists: dict[str, _Counted] = {}
        abstract = {value(each, "abstractNumId"): each for each in _named(numbering, "abstractNum")}
        counted: dict[str | None, _Counted] = {}
        for num in _named(numbering, "num"):
            source = value(child(num, "abstractNumId"))
            overrides = {value(each, "ilvl"): each for each in _named(num, "lvlOverride")}
            # Lists of one kind go on counting together; one that begins anew counts for itself.
            if overrides or source not in counted:
                own = _Counted(_levels(abstract.get(source), overrides))
                if not overrides:
                    counted[source] = own
            else:
                own = counted[source]
            self._lists[value(num, "numId") or ""] = own

    def mark(self, number: str, level: int) -> str:
        """Return what stands before the next paragraph of a list, with a blank after it."""
        counted = self._lists.get(number)
        if counted is None:
            return ""
        look = counted.levels.get(level, _Level())
        counted.at[level] = counted.at.get(level, look.start - 1) + 1
        for deeper in [each for each in counted.at if each > level]:
            del counted.at[deeper]
        if look.kind == "bullet":
            return "- "
        shown = _PLACE.sub(lambda found: _shown(counted, int(found[1]) - 1, look), look.text).strip()
        return f"{shown} " if shown else ""


def _shown(counted: _Counted, level: int, look: _Level) -> str:
    of_level = counted.levels.get(level, _Level())
    number = counted.at.setdefault(level, of_level.start)
    return _KINDS.get(of_level.kind, str)(number)


def _levels(abstract: Element | None, overrides: Mapping[str | None, Element]) -> dict[int, _Level]:
    levels = {_number(value(each, "ilvl")): each for each in _named(abstract, "lvl")}
    for level, override in overrides.items():
        own = child(override, "lvl")
        if own is not None:
            levels[_number(level)] = own
    starts = {_number(level): value(child(each, "startOverride")) for level, each in overrides.items()}
    return {
        level: _Level(
            start=_number(starts.get(level) or value(child(each, "start")), default=1),
            kind=value(child(each, "numFmt")) or "decimal",
            text=value(child(each, "lvlText")) or "",
        )
        for level, each in levels.items()
    }


def _named(parent: Element | None, name: str) -> list[Element]:
    return [] if parent is None else [each for each in parent if local(each) == name]


def _number(text: str | None, default: int = 0) -> int:
    return int(text) if text and text.isdecimal() and len(text) < _LONGEST else default


def _letter(letters: str) -> Callable[[int], str]:
    """Return how numbers are shown as letters; after the last they are doubled, as Word does."""
    return lambda number: (
        letters[(number - 1) % len(letters)] * min(1 + (number - 1) // len(letters), _LONGEST)
    )


def _roman(number: int) -> str:
    shown = ""
    number = min(number, 4999)
    for worth, sign in _ROMAN:
        times, number = divmod(number, worth)
        shown += sign * times
    return shown


_LATIN = "abcdefghijklmnopqrstuvwxyz"
_KINDS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "thaiNumbers": lambda number: thai_digits(str(number)),
    "thaiLetters": _letter(_THAI_LETTERS),
    "lowerLetter": _letter(_LATIN),
    "upperLetter": _letter(_LATIN.upper()),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "none": lambda number: "",
}
