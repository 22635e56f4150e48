"""A kind of problem, worded once in both languages and reported at many places."""

from __future__ import annotations

from dataclasses import dataclass

from prongsai.core.errors import Problem, Severity
from prongsai.core.text import Text

LONGEST_FOUND = 60
LONGEST_VALUE = 1000


@dataclass(frozen=True, slots=True)
class Fault:
    """What can be wrong, why, and how to mend it; `{names}` in the words are filled by `at`."""

    id: str
    why: Text
    remedy: Text
    severity: Severity = "error"

    def at(self, where: str, found: str = "", **values: object) -> Problem:
        """Return the problem at one place; whatever is long is cut so that the message stays readable."""
        shown = {
            name: cut(value, LONGEST_VALUE) if isinstance(value, str) else value
            for name, value in values.items()
        }
        return Problem(
            id=self.id,
            where=where,
            found=cut(found, LONGEST_FOUND),
            why=self.why.format(**shown),
            remedy=self.remedy.format(**shown),
            severity=self.severity,
        )


def cut(text: str, longest: int) -> str:
    """Return `text`, or its beginning and an ellipsis where it is longer than `longest`."""
    return text if len(text) <= longest else f"{text[:longest]}…"
