"""A figure as it was met, before it is known where it belongs and which of several is to be believed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from prongsai.core.printed import Place
from prongsai.core.recognised import Confidence, Figure
from prongsai.core.text import Text

Origin = Literal["computed", "sentence", "line", "table"]
# What is believed first where two places say different things.
TRUST: tuple[Origin, ...] = ("table", "computed", "line", "sentence")
SURENESS: tuple[Confidence, ...] = ("sure", "likely", "doubtful")

BETWEEN_NOTES = "; "
SCANNED = Text("อ่านจากภาพ ต้องมีคนตรวจ", "read from a picture; a person must check it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One figure of one code; `named` is how the paper calls it where that is not the title of the framework."""

    code: str
    value: Decimal
    as_printed: str
    where: Place
    origin: Origin
    confidence: Confidence = "sure"
    note: Text | None = None
    proposal: str = ""
    change: bool = False
    year: int | None = None
    sentence: str = ""
    named: str = ""

    def figure(self) -> Figure:
        """Return it as the recognised paper has it."""
        return Figure(
            code=self.code,
            value=self.value,
            where=self.where,
            change=self.change,
            sentence=self.sentence,
            year=self.year if self.origin == "table" else None,
        )


def less_sure(one: Confidence, other: Confidence) -> Confidence:
    """Return the less certain of two."""
    return max(one, other, key=SURENESS.index)


def joined(*notes: Text | None) -> Text | None:
    """Return several notes as one, `None` where there is none."""
    said = [note for note in notes if note is not None]
    if not said:
        return None
    return Text(BETWEEN_NOTES.join(note.th for note in said), BETWEEN_NOTES.join(note.en for note in said))
