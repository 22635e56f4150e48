"""The marked spans of a PDF's content stream and the glyphs that they show, found in one pass over its bytes.

A parser for all of PDF makes an object of every number, and takes longer than the typesetting; here fonts, shown
strings and marks are looked at, and what is cut out leaves the rest as it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import pikepdf
from pikepdf import Name

# A font's object number and generation, and a glyph in that font.
FontKey: TypeAlias = tuple[int, int]
Glyph: TypeAlias = tuple[FontKey, int]
Place: TypeAlias = tuple[int, int]

_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|[\s\S])")
_LETTERS = {
    b"n": b"\n",
    b"r": b"\r",
    b"t": b"\t",
    b"b": b"\b",
    b"f": b"\f",
    b"\n": b"",
    b"\r": b"",
    b"\r\n": b"",
}
_BRACKET = re.compile(rb"\\[\s\S]|[()]")
# The one form in which typst writes the text of a cluster, as UTF-16 with its mark.
_CLUSTER = re.compile(rb"/Span\s*<<\s*/ActualText\s*<FEFF([0-9A-F]*)>\s*>>\s*\Z")
_SPACES = re.compile(rb"\s+")


def _token() -> re.Pattern[bytes]:
    """Return what finds, in this order, strings, names, the ends of dictionaries, comments and operators of interest."""
    text = rb"\((?P<text>(?:[^\\()]++|\\[\s\S])*+)\)|(?P<nested>\()"
    number = rb"<(?P<hex>[0-9A-Fa-f\s]*+)>"
    name = rb"(?P<name>/[^\s()<>\[\]{}/%]*+)"
    operator = (
        rb"(?<![^\s()<>\[\]{}/%])(?P<operator>Tf|TJ|Tj|BDC|BMC|EMC|DP|MP|BI|['\"])(?![^\s()<>\[\]{}/%])"
    )
    tokens = [text, rb"<<|>>", number, name, rb"%[^\r\n]*+", operator, rb"(?P<wrong>\))"]
    # Most of a stream is numbers: one look at what comes next passes them by.
    return re.compile(rb"(?=[(<>/%TBEDM'\")])(?:" + rb"|".join(tokens) + rb")")


_TOKEN = _token()


class StreamError(ValueError):
    """A content stream that typst does not write."""


def _unbalanced(place: int) -> StreamError:
    return StreamError(f"a bracket without its other one at byte {place}")


def _tokens(data: bytes) -> Iterator[re.Match[bytes]]:
    """Yield all tokens; of a string with brackets in it only the first one."""
    begin, ended = 0, False
    while not ended:
        ended = True
        for found in _TOKEN.finditer(data, begin):
            yield found
            if found.lastgroup == "nested":
                begin, ended = _closing(data, found.start()), False
                break


def _closing(data: bytes, begin: int) -> int:
    """Return where a string ends: brackets in pairs are a part of it."""
    depth = 0
    for found in _BRACKET.finditer(data, begin):
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
        if depth == 0:
            return found.end()
    raise _unbalanced(begin)


@dataclass
class Span:
    """Glyphs shown together, the text that the writer gave them, and where the span's two marks stand."""

    text: str
    begin: Place
    end: Place = (0, 0)
    glyphs: list[Glyph] = field(default_factory=list)


class Reader:
    """Walks one content stream and collects its spans, and the glyphs outside of them."""

    def __init__(self, names: Mapping[str, FontKey]) -> None:
        self.names = names
        self.font: FontKey | None = None
        self.open: list[Span | None] = []
        self.inner: list[Span] = []
        self.spans: list[Span] = []
        self.alone: set[Glyph] = set()

    def read(self, data: bytes) -> None:
        """Walk the stream; operands are what stands between one operator of interest and its own."""
        operators: dict[bytes, Callable[[_Operands, bytes, Place], None]] = {
            b"Tf": self._set_font,
            b"Tj": self._show,
            b"TJ": self._show,
            b"BDC": self._begin,
            b"BMC": self._begin,
            b"EMC": self._end,
        }
        operands = _Operands()
        for found in _tokens(data):
            kind = found.lastgroup
            if kind == "operator":
                operator = found["operator"]
                if operator == b"BI":
                    raise StreamError("pictures within the text are not expected")
                if operator in operators:
                    operators[operator](operands, data, found.span())
                operands = _Operands()
            elif kind == "name":
                operands.names.append(found.span())
            elif kind == "nested":
                operands.strings.append(("text", data[found.end() : _closing(data, found.start()) - 1]))
            elif kind == "wrong":
                raise _unbalanced(found.start())
            elif kind is not None:
                operands.strings.append((kind, found[kind]))

    def _set_font(self, operands: _Operands, data: bytes, _: Place) -> None:
        name = operands.names[-1] if operands.names else None
        self.font = self.names.get(data[slice(*name)].decode("latin-1")) if name else None

    def _show(self, operands: _Operands, data: bytes, _: Place) -> None:
        if self.font is None:
            return
        font = self.font
        glyphs = [(font, number) for number in operands.numbers()]
        if self.inner:
            self.inner[-1].glyphs += glyphs
        else:
            self.alone.update(glyphs)

    def _begin(self, operands: _Operands, data: bytes, place: Place) -> None:
        if data[slice(*place)] == b"BMC" or not operands.names:
            self.open.append(None)
            return
        tag = _tag(operands, data)
        text = _marked_text(data[tag : place[0]])
        span = None if text is None else Span(text, (tag, place[1]))
        self.open.append(span)
        if span is not None:
            self.inner.append(span)

    def _end(self, operands: _Operands, data: bytes, place: Place) -> None:
        span = self.open.pop() if self.open else None
        if span is not None:
            span.end = place
            self.inner.pop()
            self.spans.append(span)


@dataclass
class _Operands:
    """What was met since the last operator of interest."""

    names: list[Place] = field(default_factory=list)
    strings: list[tuple[str, bytes]] = field(default_factory=list)

    def numbers(self) -> Iterator[int]:
        """List the two-byte glyph numbers of the strings."""
        for kind, content in self.strings:
            codes = _unescaped(content) if kind == "text" else _from_hex(content)
            for place in range(0, len(codes), 2):
                yield int.from_bytes(codes[place : place + 2], "big")


def _tag(operands: _Operands, data: bytes) -> int:
    """Return where the tag of marked content stands: the name before its dictionary, or the last but one."""
    for begin, end in operands.names:
        if data[end : end + 3].lstrip().startswith(b"<<"):
            return begin
    return operands.names[max(0, len(operands.names) - 2)][0]


def _marked_text(mark: bytes) -> str | None:
    """Return the ActualText of a marked span that is not a part of the structure."""
    cluster = _CLUSTER.match(mark)
    if cluster:
        return bytes.fromhex(cluster[1].decode("ascii")).decode("utf-16-be", "replace")
    if not mark.startswith(b"/Span") or b"ActualText" not in mark:
        return None
    properties = pikepdf.Object.parse(mark.removeprefix(b"/Span"))
    if not isinstance(properties, pikepdf.Dictionary) or Name.MCID in properties:
        return None
    return str(properties.get(Name.ActualText, "")) if Name.ActualText in properties else None


def _unescaped(text: bytes) -> bytes:
    return _ESCAPE.sub(_letter, text) if b"\\" in text else text


def _letter(found: re.Match[bytes]) -> bytes:
    code = found[1]
    if code[0] in b"01234567":
        return bytes([int(code, 8) & 255])
    return _LETTERS.get(code, code)


def _from_hex(digits: bytes) -> bytes:
    packed = _SPACES.sub(b"", digits).decode("ascii")
    return bytes.fromhex(packed + "0" * (len(packed) % 2))


def without(data: bytes, spans: Iterable[Span]) -> bytes:
    """Return the stream without the marks of some spans; what they marked stays."""
    kept, last = [], 0
    for begin, end in sorted(place for span in spans for place in (span.begin, span.end)):
        kept.append(data[last:begin])
        last = end
    return b"\n".join([*kept, data[last:]])
