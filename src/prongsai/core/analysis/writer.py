"""What every section of the analysis report is written with: language, figures, rows and tones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from prongsai.core.analysis import Analysis
from prongsai.core.document import Heading, Row, Run, Tone
from prongsai.core.edition import Edition, Scribe
from prongsai.core.framework import Framework, Node
from prongsai.core.level import Bounds, two_decimals
from prongsai.core.rules import half_up
from prongsai.core.scoring import Score

# Every paper has these; the ones that follow depend on what is known.
FIRST_SECTIONS = 6
_BEGINS_WITH_A_WORD = re.compile(r"[a-z]+\s")


class Writer(Scribe):
    """Says things of one analysis in the language of its edition."""

    def __init__(self, analysis: Analysis, edition: Edition) -> None:
        super().__init__(edition)
        self.analysis = analysis
        self.scored: Score = analysis.scored
        self.framework: Framework = analysis.scored.recipe.framework

    def sentence(self, words: str) -> str:
        """Begin an English sentence with a capital; a code at its beginning (e1, i11) stays as it is."""
        return words[:1].upper() + words[1:] if _BEGINS_WITH_A_WORD.match(words) else words

    def numbered(self, section: str, th: str, en: str) -> Heading:
        """Return the heading of one of the last sections, numbered by which of them the paper has."""
        present = {
            "advice": bool(self.analysis.findings),
            "sureness": bool(self.analysis.errors),
            "comparison": self.analysis.change is not None,
            "peers": bool(self.analysis.peers),
            "source": True,
        }
        number = FIRST_SECTIONS + 1 + [each for each, there in present.items() if there].index(section)
        return self.heading(f"{number}. {th}", f"{number}. {en}")

    def part(self, th: str, en: str) -> Heading:
        """Return the heading of a part of a section."""
        return Heading(2, self.say(th, en))

    def shown(self, code: str) -> str:
        """Return the figure of a code as the year's rounding shows it."""
        value = self.scored.values.get(code)
        return self.say("ไม่ทราบ", "unknown") if value is None else self.figure(value)

    def figure(self, value: Fraction) -> str:
        """Write a figure as the year's rounding shows it."""
        return two_decimals(self.scored.recipe.rounding.shown(value))

    def title(self, code: str) -> str:
        """Return the title of a code, without the code."""
        return self.framework.title_of(code).say(self.edition.lang)

    def label(self, code: str) -> str:
        """Return how a person names a code: “ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล”, but a tool by its title alone."""
        if self.framework.kind_of(code) in ("tool", "part"):
            return self.title(code)
        return self.framework.label(code).say(self.edition.lang)

    def tone(self, value: Fraction | None) -> Tone:
        """Return how a score stands against the two best levels of the year."""
        if value is None:
            return "plain"
        best, good = self.thresholds()
        shown = self.scored.recipe.rounding.shown(value)
        return "good" if shown >= best else "plain" if shown >= good else "warning"

    def thresholds(self) -> tuple[Fraction, Fraction]:
        """Return the minima of the best and the second best level; equal where there is one level only."""
        minima = sorted({level.minimum for level in self.framework.levels}, reverse=True)
        return minima[0], minima[min(1, len(minima) - 1)]

    def indicators(self, tool: str) -> Iterator[Node]:
        """Yield the indicators of a tool in framework order."""
        return (node for node in self.framework.nodes.values() if node.parent == tool)

    def row(self, *cells: str, bold: bool = False, tone: Tone = "plain") -> Row:
        """Return a table row of plain cells."""
        return Row(tuple((Run(cell, bold=bold),) for cell in cells), tone=tone)

    def points(self, gain: Fraction) -> str:
        """Write points of the total with two decimals; what would be shown as nothing is below a hundredth."""
        return two_decimals(half_up(gain)) if gain == 0 or half_up(gain) else "< 0.01"

    def span(self, bounds: Bounds) -> str:
        """Write a figure, or the least and the most that it can be."""
        low, high = two_decimals(bounds.low), two_decimals(bounds.high)
        return low if bounds.known else f"{low}–{high}"
