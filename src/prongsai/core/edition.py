"""How a paper is to be written, and what every writer of one does: our words in its language."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from prongsai.core.document import Heading, Paragraph, Run
from prongsai.core.text import Lang, Text
from prongsai.core.thai import Digits


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """How a paper is to be written: language, digits, and its date (`None` leaves the place open)."""

    lang: Lang = "th"
    digits: Digits = "thai"
    date: datetime.date | None = None


class Scribe:
    """Writes in the language of one edition."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    def say(self, th: str, en: str) -> str:
        """Return the words in the language of the edition."""
        return Text(th, en).say(self.edition.lang)

    def runs(self, th: str, en: str) -> tuple[Run, ...]:
        """Return runs of text; a stretch between ** is bold."""
        pieces = self.say(th, en).split("**")
        return tuple(Run(piece, bold=place % 2 == 1) for place, piece in enumerate(pieces) if piece)

    def paragraph(self, th: str, en: str) -> Paragraph:
        """Return a paragraph of our own words; what people wrote goes into runs of its own."""
        return Paragraph(self.runs(th, en))

    def heading(self, th: str, en: str) -> Heading:
        """Return the heading of a section."""
        return Heading(1, self.say(th, en))
