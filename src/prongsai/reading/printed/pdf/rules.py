"""The lines that a page of a PDF is ruled with, whether they were drawn as strokes or as thin filled boxes."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdfium2 import raw

from prongsai.reading.printed.pdf.sheet import Frame, Matrix

# No border of a table is drawn thicker, and none is shorter than a line of small print is high.
THICKEST, SHORTEST = 4.0, 6.0
# Lighter than this nobody sees it on white paper.
_WHITE = 245
MOST_OBJECTS, MOST_POINTS, DEEPEST = 100_000, 200, 6
_LINE, _MOVE = raw.FPDF_SEGMENT_LINETO, raw.FPDF_SEGMENT_MOVETO


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line; `at` is its distance from the upper or left edge, `start` and `end` how far it goes along."""

    across: bool
    at: float
    start: float
    end: float


@dataclass(slots=True)
class _Left:
    """How many objects of a page may still be looked at: a page of a hostile file has millions."""

    objects: int = MOST_OBJECTS


def rules_of(page: Any, frame: Frame) -> list[Rule]:
    """Return the rules of a page in points from its upper left corner."""
    left = _Left()
    found = []
    for number in range(raw.FPDFPage_CountObjects(page)):
        found += _rules(raw.FPDFPage_GetObject(page, number), frame.matrix, left, 0)
        if left.objects <= 0:
            break
    return found


def _rules(item: Any, matrix: Matrix, left: _Left, depth: int) -> list[Rule]:
    left.objects -= 1
    kind = raw.FPDFPageObj_GetType(item)
    if kind == raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
        inner = _matrix(item).then(matrix)
        count = min(raw.FPDFFormObj_CountObjects(item), max(left.objects, 0))
        parts = (raw.FPDFFormObj_GetObject(item, number) for number in range(count))
        return [rule for part in parts for rule in _rules(part, inner, left, depth + 1)]
    if kind == raw.FPDF_PAGEOBJ_PATH:
        return list(_of_path(item, _matrix(item).then(matrix)))
    return []


def _matrix(item: Any) -> Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, found):
        return Matrix()
    return Matrix(found.a, found.b, found.c, found.d, found.e, found.f)


def _of_path(path: Any, matrix: Matrix) -> Iterator[Rule]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(path, fill, stroke):
        return
    stroked = bool(stroke.value) and _is_seen(raw.FPDFPageObj_GetStrokeColor, path)
    filled = bool(fill.value) and _is_seen(raw.FPDFPageObj_GetFillColor, path)
    if not (stroked or filled) or raw.FPDFPath_CountSegments(path) > MOST_POINTS:
        return
    for points in _strokes(path, matrix):
        if stroked:
            yield from _along(points)
        elif filled:
            yield from _thin(points)


def _is_seen(colour_of: Any, path: Any) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not colour_of(path, red, green, blue, alpha):
        return True
    return alpha.value > 0 and min(red.value, green.value, blue.value) < _WHITE


_Points = list[tuple[float, float]]


def _strokes(path: Any, matrix: Matrix) -> Iterator[_Points]:
    """Yield the points of each part of a path; a part with a curve in it is no rule."""
    points: _Points = []
    straight = True
    for number in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, number)
        x, y = ctypes.c_float(), ctypes.c_float()
        if not raw.FPDFPathSegment_GetPoint(segment, x, y):
            return
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == _MOVE:
            if straight:
                yield points
            points, straight = [], True
        straight &= kind in (_LINE, _MOVE)
        points.append(matrix.of(x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if straight:
        yield points


def _along(points: _Points) -> Iterator[Rule]:
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        across, up = abs(x1 - x0), abs(y1 - y0)
        if across >= SHORTEST and up <= 1:
            yield Rule(True, (y0 + y1) / 2, min(x0, x1), max(x0, x1))
        elif up >= SHORTEST and across <= 1:
            yield Rule(False, (x0 + x1) / 2, min(y0, y1), max(y0, y1))


def _thin(points: _Points) -> Iterator[Rule]:
    """Yield the rule that a thin filled box looks like."""
    if len(points) < 4:
        return
    x0, x1 = min(x for x, _ in points), max(x for x, _ in points)
    y0, y1 = min(y for _, y in points), max(y for _, y in points)
    if y1 - y0 <= THICKEST and x1 - x0 >= SHORTEST:
        yield Rule(True, (y0 + y1) / 2, x0, x1)
    elif x1 - x0 <= THICKEST and y1 - y0 >= SHORTEST:
        yield Rule(False, (x0 + x1) / 2, y0, y1)
