"""Pages as pictures: for the eye beside what was read from them, and for the program that reads pictures."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PIL import Image, ImageDraw, ImageOps, ImageSequence, UnidentifiedImageError
from pypdfium2 import raw

from prongsai.core.errors import InputError
from prongsai.core.printed import Box, View
from prongsai.core.text import Text
from prongsai.reading.printed import faults as fault

# A sheet as large as a poster at 300 dots to the inch; what is larger is drawn smaller.
MOST_PIXELS = 36_000_000
FORMATS = ("PNG", "JPEG", "TIFF", "WEBP", "BMP")
_DOTS = Text("จุดภาพ", "dots of a picture")
_FRAMES = Text("ภาพ", "pictures")
# The shorter side of a picture is taken for that of a sheet of A4, in points.
SHORT_SIDE = 595.3
_PDF_MARK, _PDF_WITHIN = b"%PDF-", 1024
# A frame around what a reader is led to, some dots away from its letters.
_EDGE, _WITHIN, _AROUND = (194, 100, 0, 255), (255, 196, 0, 70), 3


def page_picture(data: bytes, name: str, view: View) -> bytes:
    """Return a page of a PDF or a picture as a PNG.

    Raise `InputError` for a file that cannot be opened or has no such page.
    """
    if _PDF_MARK in data[:_PDF_WITHIN]:
        from prongsai.reading.printed.pdf import opened, page_of

        with opened(data, name) as document, page_of(document, view.page, name) as sheet:
            points = raw.FPDF_GetPageWidthF(sheet)
            picture, _ = drawn(sheet, round(72 * view.width / max(points, 1)), grey=False)
            scale = view.width / max(points, 1)
    else:
        with frames(data, name, view.page) as every:
            picture = _frame(every, view.page, name)
            scale = view.width / picture.width * min(picture.size) / SHORT_SIDE
    height = max(1, round(picture.height * view.width / picture.width))
    if view.width * height > MOST_PIXELS:
        raise InputError([_too_large(name)])
    sized = picture.resize((view.width, height), Image.Resampling.LANCZOS)
    return _png(sized if view.mark is None else _framed(sized, view.mark, scale))


def _framed(picture: Image.Image, mark: Box, scale: float) -> Image.Image:
    left, top, right, bottom = (side * scale for side in mark)
    frame = (left - _AROUND, top - _AROUND, max(right, left) + _AROUND, max(bottom, top) + _AROUND)
    layer = Image.new("RGBA", picture.size)
    ImageDraw.Draw(layer).rectangle(frame, fill=_WITHIN, outline=_EDGE, width=2)
    return Image.alpha_composite(picture.convert("RGBA"), layer).convert("RGB")


def _frame(every: Iterator[Image.Image], page: int, name: str) -> Image.Image:
    for number, picture in enumerate(every, start=1):
        if number == page:
            return picture.convert("RGB")
    raise InputError([fault.DAMAGED.at(f"{name}: {page}")])


def _png(picture: Image.Image) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()


def drawn(page: Any, dpi: int, *, grey: bool = True) -> tuple[Image.Image, float]:
    """Return a page of a PDF as a picture, and how many dots of it are a point."""
    width, height = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
    scale = dpi / 72
    if width * height * scale * scale > MOST_PIXELS:
        scale = (MOST_PIXELS / (width * height)) ** 0.5
    picture: Image.Image = page.render(scale=scale, grayscale=grey).to_pil()
    return picture.convert("L" if grey else "RGB"), scale


@contextmanager
def frames(data: bytes, name: str, most: int) -> Iterator[Iterator[Image.Image]]:
    """Open a picture and yield its pages, turned as the camera says; raise `InputError` for what is none."""
    try:
        with warnings.catch_warnings():
            # Pillow only warns of what is large, and refuses twice as much.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
                yield _frames(picture, name, most)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise InputError([_too_large(name)]) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise InputError([fault.DAMAGED.at(name)]) from error


def _frames(picture: Image.Image, name: str, most: int) -> Iterator[Image.Image]:
    for number, frame in enumerate(ImageSequence.Iterator(picture)):
        if frame.width * frame.height > 2 * MOST_PIXELS:
            raise InputError([_too_large(name)])
        if number >= most:
            raise InputError([fault.TOO_MUCH.at(name, most=most, what_th=_FRAMES.th, what_en=_FRAMES.en)])
        yield ImageOps.exif_transpose(frame)


def _too_large(name: str) -> Any:
    return fault.TOO_MUCH.at(name, most=MOST_PIXELS, what_th=_DOTS.th, what_en=_DOTS.en)
