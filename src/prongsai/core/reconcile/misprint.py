"""The ways in which one figure is copied wrongly: a digit changed, two swapped, one dropped."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

HIGHEST = Decimal(100)


def misprints(printed: Decimal) -> Iterator[tuple[Decimal, str]]:
    """Yield every figure from 0 to 100 that one slip would turn into `printed`, with the kind of slip.

    A dropped digit comes last, so that a figure reached both ways keeps the simpler slip when collected in order.
    """
    text = _two_places(printed)
    seen = {printed}
    for kind, guesses in (
        ("swap", _swapped(text)),
        ("digit", _changed(text)),
        ("dropped", _completed(printed)),
    ):
        for guess in guesses:
            value = Decimal(guess)
            if value not in seen and value <= HIGHEST:
                seen.add(value)
                yield value, kind


def _two_places(printed: Decimal) -> str:
    return str(printed.quantize(Decimal("0.01")))


def _changed(text: str) -> Iterator[str]:
    for place, digit in enumerate(text):
        if digit != ".":
            for other in "0123456789":
                if other != digit:
                    yield text[:place] + other + text[place + 1 :]


def _swapped(text: str) -> Iterator[str]:
    places = [place for place, digit in enumerate(text) if digit != "."]
    for left, right in pairwise(places):
        letters = list(text)
        letters[left], letters[right] = letters[right], letters[left]
        yield "".join(letters)


def _completed(printed: Decimal) -> Iterator[str]:
    """Put one digit back at every place of the figure as it stands and of its digits without the point."""
    text = format(printed, "f")
    for place in range(len(text) + 1):
        for digit in "0123456789":
            yield text[:place] + digit + text[place:]
    digits = text.replace(".", "")
    for place in range(len(digits) + 1):
        for digit in "0123456789":
            full = digits[:place] + digit + digits[place:]
            if len(full) > 2:
                yield f"{full[:-2]}.{full[-2:]}"
    if not printed:
        # The one figure whose first digit leaves nothing but zeros behind.
        yield "100.00"
