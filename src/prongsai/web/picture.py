"""A chart of a page: the drawing for wide screens, the one for phones, and the sentence that says what to see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol, TypeVar

from prongsai.core.edition import Edition
from prongsai.core.text import Text
from prongsai.web import language

# About 50 KB each.
KEPT = 256
C_contra = TypeVar("C_contra", contravariant=True)
C = TypeVar("C")


class Draw(Protocol[C_contra]):
    """What each render/chart_*.py offers as `svg`."""

    def __call__(self, chart: C_contra, edition: Edition, /, *, narrow: bool = False) -> str: ...

    def __hash__(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Picture:
    """Both drawings of one chart; templates include parts/picture.html with it."""

    wide: str
    narrow: str
    caption: Text


def picture(svg: Draw[C], caption: Callable[[C], Text], chart: C) -> Picture:
    """Draw a chart in the edition of the page."""
    found: Picture = _drawn(svg, caption, chart, language.current())
    return found


# A drawing is made from its chart and edition alone, and takes longer than all else of a page.
@lru_cache(maxsize=KEPT)
def _drawn(svg: Draw[C], caption: Callable[[C], Text], chart: C, edition: Edition) -> Picture:
    return Picture(svg(chart, edition), svg(chart, edition, narrow=True), caption(chart))
