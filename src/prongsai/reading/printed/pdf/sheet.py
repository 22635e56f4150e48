"""A page as it is seen: how far from the upper left corner of the paper something stands, however it is turned."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

from pypdfium2 import raw

from prongsai.core.printed import Box

# PDFium tells pixels as whole numbers; so many to a point leave no error that matters.
_FINE = 64


@dataclass(frozen=True, slots=True)
class Matrix:
    """How points are moved: x' = a·x + c·y + e, y' = b·x + d·y + f."""

    a: float = 1
    b: float = 0
    c: float = 0
    d: float = 1
    e: float = 0
    f: float = 0

    def of(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def around(self, box: Box) -> Box:
        """Return the box that another becomes."""
        (x0, y0), (x1, y1) = self.of(*box[:2]), self.of(*box[2:])
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def then(self, other: Matrix) -> Matrix:
        """Return the matrix that does this one first and `other` after it."""
        a, b = other.a * self.a + other.c * self.b, other.b * self.a + other.d * self.b
        c, d = other.a * self.c + other.c * self.d, other.b * self.c + other.d * self.d
        return Matrix(a, b, c, d, *other.of(self.e, self.f))


@dataclass(frozen=True, slots=True)
class Frame:
    """The size of a page as it is seen, and the way from its own points to those seen."""

    width: float
    height: float
    matrix: Matrix

    def turned(self, turn: int) -> tuple[Frame, Matrix]:
        """Return the page turned so that lines going in a direction go to the right, and the way back."""
        wide, high = self.width, self.height
        there = {
            90: Matrix(0, -1, 1, 0, 0, wide),
            180: Matrix(-1, 0, 0, -1, wide, high),
            270: Matrix(0, 1, -1, 0, high, 0),
        }[turn]
        back = {90: Matrix(0, 1, -1, 0, wide, 0), 180: there, 270: Matrix(0, -1, 1, 0, 0, high)}[turn]
        size = (wide, high) if turn == 180 else (high, wide)
        return Frame(*size, self.matrix.then(there)), back


def frame_of(page: Any) -> Frame:
    """Return the frame of a page: cut to its crop box and turned as it says."""
    width, height = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)

    def seen(x: float, y: float) -> tuple[float, float]:
        left, top = ctypes.c_int(), ctypes.c_int()
        size = (0, 0, round(width * _FINE), round(height * _FINE), 0)
        raw.FPDF_PageToDevice(page, *size, x, y, left, top)
        return left.value / _FINE, top.value / _FINE

    (e, f), (xa, xb), (yc, yd) = seen(0, 0), seen(1000, 0), seen(0, 1000)
    turn = Matrix((xa - e) / 1000, (xb - f) / 1000, (yc - e) / 1000, (yd - f) / 1000, e, f)
    return Frame(width, height, turn)
