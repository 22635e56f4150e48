"""What a part of an Office file fetches, runs or prints of itself, as a program that opens it will read it.

Parsed, not searched for: the same command may be written with a reference for a letter, in parts, in other quotes, under
another prefix or in UTF-16, and every program understands all of these.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

_OUTWARD = re.compile(r"\s*([A-Za-z][\w+.-]*:|//|\\\\)")
_STRINGS = re.compile(r'"[^"]*"')
# Fetching over the network, and talking to another program, which is written program|topic.
_REACHING = re.compile(r"\b(WEBSERVICE|RTD)\(|[\w']\|")
# A command may be spelled by the numbers of its letters.
_SPELLED = re.compile(r"\bQUOTE\s+[\"\\ ]*[0-9]")
_TOLD = re.compile(r"\b(INFO|AUTHOR|LASTSAVEDBY|DOCPROPERTY|COMMENTS|KEYWORDS|SUBJECT|TEMPLATE)\b")
_PROPERTIES = ("core-properties", "extended-properties", "custom-properties")
_OPEN_TOLD = frozenset(
    {
        *("initial-creator", "creator", "printed-by", "user-defined"),
        *("description", "keywords", "subject"),
    }
)
_OPEN = "urn:oasis:names:tc:opendocument:xmlns:"
_LOADED = frozenset(
    {
        *("image", "object", "object-ole", "plugin", "applet"),
        *("table-source", "section-source", "cell-range-source"),
    }
)
_RUN = frozenset({"event-listener", "ddeLink", "dde-source", "dde-connection-decl"})
_WORDS = frozenset({"instrText", "f"})


class Declared(Exception):
    """A part declares a document type, which no program writes and entities need."""


@dataclass(slots=True)
class Part:
    """What a part does: it `fetches` from elsewhere, `runs` something, or `prints` the properties of its file."""

    fetches: bool = False
    runs: bool = False
    bound: bool = False
    _codes: list[str] = field(default_factory=list)
    _formula: list[str] = field(default_factory=list)
    _inside: str = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        own = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if local in _WORDS:
            self._inside = local
        if "instr" in own:
            self._codes.append(own["instr"])
        if local == "dataBinding":
            self.bound = self.bound or any(word in value for value in own.values() for word in _PROPERTIES)
        elif local == "imagedata":
            self.fetches = self.fetches or bool(_OUTWARD.match(own.get("src", "")))
        elif space.startswith(_OPEN):
            self.fetches = self.fetches or (local in _LOADED and bool(_OUTWARD.match(own.get("href", ""))))
            self.bound = self.bound or (space.endswith(":text:1.0") and local in _OPEN_TOLD)
        self.runs = self.runs or local in _RUN

    def words(self, words: str) -> None:
        if self._inside:
            (self._codes if self._inside == "instrText" else self._formula).append(words)

    def end(self, name: str) -> None:
        if self._inside and name.rpartition(" ")[2] == self._inside:
            if self._inside == "f":
                self.fetches = self.fetches or bool(
                    _REACHING.search(_STRINGS.sub("", self._all(self._formula)))
                )
                self._formula.clear()
            self._inside = ""

    @property
    def reaches(self) -> bool:
        """Whether it brings in what is elsewhere."""
        code = self._all(self._codes)
        return self.fetches or "DDE" in code or "INCLUDE" in code or bool(_SPELLED.search(code))

    @property
    def prints(self) -> bool:
        """Whether it shows properties of its file."""
        return self.bound or bool(_TOLD.search(self._all(self._codes)))

    @staticmethod
    def _all(words: list[str]) -> str:
        return "".join(words).upper()


def scanned(content: bytes) -> Part:
    """Return what a part does; raise `Declared` or `expat.ExpatError` for one that is no plain XML."""
    part = Part()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = part.start, part.end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = part.words, _declared
    parser.Parse(content, True)
    return part


def is_outward(target: str) -> bool:
    """Whether an address leads out of the file it stands in."""
    return bool(_OUTWARD.match(target))


def _declared(*told: object) -> None:
    raise Declared
