"""What a sealed paper carries on its printed pages: the address in its square, read from the ink."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from PIL import Image
from tests import qr

DPI = 288
MARGIN, SIDE = (round(mm * DPI / 25.4) for mm in (30, 28))
DARK = 128


def address_in(paper: Path) -> str:
    """Return the address in the first square that can be read, from the last page on."""
    document = pypdfium2.PdfDocument(paper)
    for page in reversed(range(len(document))):
        picture: Image.Image = document[page].render(scale=DPI / 72).to_pil().convert("L")
        for square in _squares(picture):
            found = _read(square)
            if found:
                return found
    raise AssertionError(f"{paper.name} has no square that can be read")


def _squares(picture: Image.Image) -> Iterator[Image.Image]:
    """Yield every part at the margin that begins as a square does: with a dark line, seven modules wide."""
    strip = picture.crop((MARGIN - 6, 0, MARGIN + SIDE + 6, picture.height)).point(
        lambda value: 255 * (value < DARK)
    )
    for top in range(strip.height - SIDE):
        box = strip.crop((0, top, strip.width, top + 2)).getbbox()
        if (
            box
            and SIDE * 0.9 < box[2] - box[0] <= SIDE + 4
            and not strip.crop((0, top - 1, strip.width, top)).getbbox()
        ):
            side = box[2] - box[0]
            yield strip.crop((box[0], top, box[2], top + side))


def _read(square: Image.Image) -> str:
    """Read the modules; `square` is white where ink is."""
    across = [square.getpixel((x, 1)) for x in range(square.width)]
    if 0 not in across or across.index(0) == 0:
        return ""
    count = round(square.width * 7 / across.index(0))
    at = [(2 * module + 1) * square.width // (2 * count) for module in range(count)]
    try:
        return qr.decode([[bool(square.getpixel((x, y))) for x in at] for y in at])
    except (AssertionError, ValueError, LookupError):
        return ""
