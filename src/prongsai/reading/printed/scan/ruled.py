"""The lines that a picture of a page is ruled with: long runs of dark dots, thin the other way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from prongsai.reading.printed.pdf.rules import Rule

# In points: no stroke of a letter is as long, and no border as thick.
_LONG, _THICK = 20.0, 4.0
MOST_RUNS = 200_000


@dataclass(slots=True)
class _Bar:
    """Runs of dark dots in rows that follow each other."""

    first: int
    last: int
    start: int
    end: int


def rules_in(ink: Image.Image, points: float) -> list[Rule]:
    """Return the rules of a picture of ink on white, in points; `points` is how large a dot is."""
    found = []
    for across, turned in ((True, ink), (False, ink.transpose(Image.Transpose.TRANSPOSE))):
        for bar in _bars(turned, round(_LONG / points)):
            if (bar.last - bar.first + 1) * points <= _THICK:
                at = (bar.first + bar.last + 1) / 2 * points
                found.append(Rule(across, at, bar.start * points, bar.end * points))
    return found


def _bars(ink: Image.Image, shortest: int) -> Iterator[_Bar]:
    data, width = ink.tobytes(), ink.width
    dark = re.compile(rb"\x00{%d,}" % max(shortest, 8))
    open_bars: list[_Bar] = []
    runs = 0
    for row in range(ink.height):
        going: list[_Bar] = []
        for run in dark.finditer(data[row * width : (row + 1) * width]):
            runs += 1
            bar = next((bar for bar in open_bars if bar.start < run.end() and run.start() < bar.end), None)
            if bar is None:
                bar = _Bar(row, row, run.start(), run.end())
            bar.last, bar.start, bar.end = row, min(bar.start, run.start()), max(bar.end, run.end())
            if bar not in going:
                going.append(bar)
        yield from (bar for bar in open_bars if bar not in going)
        open_bars = going
        if runs > MOST_RUNS:
            return
    yield from open_bars
