"""Text for the template `paper.typ`: runs in pieces that a line may not end inside, with weight and links."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TypeAlias

from prongsai.core.document import Run
from prongsai.core.thai import Digits
from prongsai.render.coverage import drawable
from prongsai.render.printable import one_line, run_text, target
from prongsai.render.words import pieces

# What json can write.
Json: TypeAlias = bool | int | str | Sequence["Json"] | dict[str, "Json"]

# How a letter looks: bold, and the address it leads to.
_Style: TypeAlias = tuple[bool, str]


def words(text: str, digits: Digits) -> str:
    return drawable(one_line(text, digits))


def line(text: str, digits: Digits) -> list[Json]:
    return inline((Run(text),), digits)


def inline(
    runs: Sequence[Run], digits: Digits, fits: Callable[[str], bool] = lambda word: True
) -> list[Json]:
    """Return the text of the runs in pieces, cut as if all were one run; a line feed is a piece of its own.

    Pieces that lie wholly in one link are put together, so that a reader meets it once.
    """
    texts = [drawable(run_text(run, digits)) for run in runs]
    styles = [(run.bold, target(run)) for run, text in zip(runs, texts, strict=True) for _ in text]
    found: list[tuple[str, Json]] = []
    start = 0
    for piece in pieces("".join(texts)):
        style = styles[start : start + len(piece.text)]
        start += len(piece.text)
        if found or not piece.text.isspace():
            whole = piece.whole and fits(piece.text)
            links = {address for _, address in style}
            common = links.pop() if len(links) == 1 else ""
            found.append((common, _piece(piece.text, style, common, whole=whole)))
    return _linked(found)


def _linked(found: Sequence[tuple[str, Json]]) -> list[Json]:
    linked: list[Json] = []
    for address, stretch in groupby(found, key=lambda pair: pair[0]):
        body = [piece for _, piece in stretch]
        linked += [{"link": address, "body": body}] if address else body
    return linked


def _piece(text: str, styles: Sequence[_Style], link: str, *, whole: bool) -> Json:
    """Return a piece; parts that lead elsewhere than all of it carry their own link."""
    if not whole and not any(bold or address != link for bold, address in styles):
        return text
    stretches = groupby(zip(styles, text, strict=True), key=lambda sign: sign[0])
    parts = [
        ["".join(letter for _, letter in stretch), bold, "" if address == link else address]
        for (bold, address), stretch in stretches
    ]
    return {"whole": whole, "parts": parts}
