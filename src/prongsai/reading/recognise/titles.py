"""Whether two titles name the same measure, though one is shortened, broken or misspelt."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from prongsai.core.plan import Measure
from prongsai.reading.recognise.columns import squeezed
from prongsai.reading.recognise.wordlists import words_of


def same_measure(title: str, among: Sequence[Measure]) -> Measure | None:
    """Return the measure whose title is most like one, `None` where none is like enough."""
    limit = words_of("progress")["titles"]["likeness"]
    ranked = sorted(among, key=lambda measure: -likeness(title, measure.title))
    return ranked[0] if ranked and likeness(title, ranked[0].title) >= limit else None


def likeness(one: str, other: str) -> float:
    """Return how like two titles are, of 100; the word “มาตรการ” in front says nothing."""
    return fuzz.ratio(*(squeezed(title).removeprefix("มาตรการ") for title in (one, other)))
