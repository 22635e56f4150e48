"""The sheet of a paper: A4 upright or turned, with the margins of official papers."""

from __future__ import annotations

from dataclasses import dataclass

from prongsai.core.document import Document
from prongsai.core.emblem import Emblem

# In tenths of a millimetre. The rule is 1.5 cm of height; a broad emblem must leave the title its place.
EMBLEM_HEIGHT = 150
_BROADEST_EMBLEM = 420


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet and its margins in millimetres; `lines` of a table surely fit on it."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    lines: int

    @property
    def text_width(self) -> int:
        return self.width - self.left - self.right

    @property
    def chart_height(self) -> int:
        """The height that a chart may take and still leave room for its caption and a heading."""
        return self.height - self.top - self.bottom - 27


UPRIGHT = Page(210, 297, top=25, right=20, bottom=20, left=30, lines=36)
# A turned sheet is bound among upright ones by its upper edge, so that is where the 3 cm are.
TURNED = Page(297, 210, top=30, right=20, bottom=20, left=20, lines=22)


def page_of(document: Document) -> Page:
    return TURNED if document.landscape else UPRIGHT


def emblem_height(emblem: Emblem) -> int:
    """Return how high an emblem stands, in tenths of a millimetre."""
    return min(EMBLEM_HEIGHT, int(_BROADEST_EMBLEM / emblem.shape))
