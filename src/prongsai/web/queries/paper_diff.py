"""What changed between two versions of a paper, cut into the words that people read."""

from __future__ import annotations

from collections.abc import Sequence

from prongsai.core.text_diff import Comparison, compare
from prongsai.render.words import pieces
from prongsai.web.models import PaperVersion


def changes(before: Sequence[str], after: Sequence[str]) -> Comparison:
    """Compare the lines of two versions."""
    return compare(before, after, lambda line: [each.text for each in pieces(line)])


def changes_of(versions: Sequence[PaperVersion]) -> Comparison | None:
    """Return what the newest version changed in the one before; `None` for the first version. Newest first."""
    return changes(versions[1].text, versions[0].text) if len(versions) > 1 else None
