"""Everything that can be wrong with what a person hands in.

ProngsaiError
└── InputError        the input cannot be used; carries every problem found, not only the first
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from prongsai.core.text import Lang, Text

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong: where, what stands there, why it is wrong, how to mend it."""

    id: str
    where: str
    found: str
    why: Text
    remedy: Text
    severity: Severity = "error"

    def say(self, lang: Lang) -> str:
        """Return the problem as one sentence in `lang`."""
        found = f" “{self.found}”" if self.found else ""
        return f"{self.where}:{found} {self.why.say(lang)} – {self.remedy.say(lang)}"


class ProngsaiError(Exception):
    """The root of all errors that prongsai raises on purpose."""


class InputError(ProngsaiError):
    """The input cannot be used; `problems` lists every reason, in the order of the input."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("; ".join(problem.say("en") for problem in self.problems))
