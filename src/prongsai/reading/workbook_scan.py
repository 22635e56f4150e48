"""What a sheet asks of the library that reads it, counted by a parser before the library makes anything of it.

Not by patterns over its bytes: the same range may be written in small letters, with a reference for a letter, in
UTF-16 or under any prefix, and the library understands all of these.
"""

from __future__ import annotations

from xml.parsers import expat

# As long as spreadsheet programs allow them; the library goes over each again and again.
LONGEST_FORMULA = 8_192
LONGEST_FORMAT = 1_000
# Letters of a shared formula that the library writes anew for every cell that shares it.
MOST_REWRITTEN = 2_000_000
# The library makes every cell of these.
_RANGES = frozenset({"mergeCell", "hyperlink"})


class Excessive(Exception):
    """A part that no spreadsheet program writes."""


class Scan:
    """The parts of one workbook: how many cells the library will make of them."""

    def __init__(self) -> None:
        self.cells = 0
        self._in_row = False
        self._formula: int | None = None
        self._longest = self._shared = 0

    def part(self, content: bytes) -> None:
        """Count a part; raise `Excessive`. What is no XML, or breaks off, counts as far as it goes."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = self._words, _doctype
        self._in_row, self._formula, self._longest, self._shared = False, None, 0, 0
        try:
            parser.Parse(content, True)
        # The library says of a part that it needs what is wrong with it; of pictures nothing is to be said.
        except expat.ExpatError:
            return

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if local == "row":
            self._in_row = True
        elif local == "c":
            # The order of calculation names cells by the same word, and has no rows.
            self.cells += self._in_row
        elif local == "f":
            self._formula = 0
            self._shared += attributes.get("t") == "shared"
        elif local in _RANGES:
            self.cells += _area(attributes.get("ref", ""))
        elif local == "numFmt" and len(attributes.get("formatCode", "")) > LONGEST_FORMAT:
            raise Excessive("formatCode")

    def _end(self, name: str) -> None:
        if self._formula is not None and name.rpartition(" ")[2] == "f":
            self._longest, self._formula = max(self._longest, self._formula), None
            if self._longest > LONGEST_FORMULA or self._longest * self._shared > MOST_REWRITTEN:
                raise Excessive("f")

    def _words(self, words: str) -> None:
        if self._formula is not None:
            self._formula += len(words)


def _doctype(*declared: object) -> None:
    raise Excessive("DOCTYPE")


def _area(range_: str) -> int:
    # Its own reader of ranges, so that what it understands is what is counted.
    from openpyxl.utils.cell import range_boundaries

    try:
        left, top, right, bottom = range_boundaries(range_)
    except (ValueError, TypeError) as error:
        raise Excessive(range_[:20]) from error
    # Without columns or rows it is all that a sheet can have of them.
    wide = right - left + 1 if left and right else 1 << 14
    high = bottom - top + 1 if top and bottom else 1 << 20
    return max(0, wide) * max(0, high)
