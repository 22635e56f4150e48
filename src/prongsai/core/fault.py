"""A kind of problem, worded once in both languages and reported at many places."""

from __future__ import annotations

from dataclasses import dataclass

from prongsai.core.errors import Problem, Severity
from prongsai.core.text import Text

LONGEST_FOUND = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """What can be wrong, why, and how to mend it; `{names}` in the words are filled by `at`."""

    id: str
    why: Text
    remedy: Text
    severity: Severity = "error"

    def at(self, where: str, found: str = "", **values: object) -> Problem:
        """Return the problem at one place; a long `found` is cut so that the message stays readable."""
        shown = found if len(found) <= LONGEST_FOUND else f"{found[:LONGEST_FOUND]}…"
        return Problem(
            id=self.id,
            where=where,
            found=shown,
            why=self.why.format(**values),
            remedy=self.remedy.format(**values),
            severity=self.severity,
        )
