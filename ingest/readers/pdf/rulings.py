"""The horizontal and vertical lines drawn on a page: strokes, sides of stroked boxes, boxes too thin to be areas."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import pypdfium2.raw as pdfium

from ingest.readers.pdf.turned import Handle, Turn

# Points. A filled box no thicker than this is a line; the thinnest area seen, a cell's background, is over 10.
THICKEST_LINE = 3.0
# A line may lean by this much from end to end and still be a ruling.
MOST_LEAN = 1.0
# Shorter strokes are parts of drawings or underlines of single characters.
SHORTEST_LINE = 2.0
# Forms inside forms inside a page; deeper nesting is a loop.
DEEPEST_FORM = 6
# No page of a report draws so many; more is a map or a diagram, whose lines rule no table.
MOST_SEGMENTS = 60_000

# Segments of one stroke or one box.
SIMPLE_PATH = 5

Matrix = tuple[float, float, float, float, float, float]
UPRIGHT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Ruling(NamedTuple):
    """A line at ``place`` (y of a horizontal, x of a vertical one) from ``start`` to ``end``."""

    is_horizontal: bool
    place: float
    start: float
    end: float


class Drawn(NamedTuple):
    """What a page draws besides visible text; ``borrowed_text`` is set in fonts that the file does not carry."""

    rulings: tuple[Ruling, ...]
    has_image: bool
    hides_text: bool
    borrowed_text: tuple[Handle, ...]


def rulings_of(page: Handle, turn: Turn) -> Drawn:
    """All lines of a page, and whether it holds images or text that is not to be seen."""
    rulings: list[Ruling] = []
    borrowed: list[Handle] = []
    has_image = hides_text = False
    budget = MOST_SEGMENTS
    for drawn, matrix in _objects(page):
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            has_image = True
        elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
            is_hidden = pdfium.FPDFTextObj_GetTextRenderMode(drawn) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
            hides_text |= is_hidden
            if not is_hidden and pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(drawn)) == 0:
                borrowed.append(drawn)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH and budget > 0:
            segments = max(pdfium.FPDFPath_CountSegments(drawn), 1)
            budget -= segments
            if segments > SIMPLE_PATH or matrix is not UPRIGHT:
                rulings.extend(_of_path(drawn, matrix, turn))
            elif simple := _of_simple_path(drawn, turn):
                rulings.extend(simple)
    return Drawn(tuple(rulings) if budget > 0 else (), has_image, hides_text, tuple(borrowed))


def _objects(page: Handle) -> Iterator[tuple[Handle, Matrix]]:
    """Every object of a page with the matrix of the forms it stands in."""
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        drawn = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(drawn) == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _within(drawn, UPRIGHT, DEEPEST_FORM)
        else:
            yield drawn, UPRIGHT


def _within(drawn: Handle, matrix: Matrix, depth: int) -> Iterator[tuple[Handle, Matrix]]:
    if pdfium.FPDFPageObj_GetType(drawn) != pdfium.FPDF_PAGEOBJ_FORM:
        yield drawn, matrix
    elif depth:
        inner = _times(_matrix_of(drawn), matrix)
        for index in range(pdfium.FPDFFormObj_CountObjects(drawn)):
            yield from _within(pdfium.FPDFFormObj_GetObject(drawn, index), inner, depth - 1)


def _matrix_of(drawn: Handle) -> Matrix:
    m = pdfium.FS_MATRIX()
    return (m.a, m.b, m.c, m.d, m.e, m.f) if pdfium.FPDFPageObj_GetMatrix(drawn, ctypes.byref(m)) else UPRIGHT


def _times(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _of_simple_path(drawn: Handle, turn: Turn) -> Sequence[Ruling]:
    """The same for one stroke or one box, by its bounds: nine of ten paths are no more."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(drawn, fill, stroke)
    if not (fill.value or stroke.value):
        return ()
    x0, y0, x1, y1 = ctypes.c_float(), ctypes.c_float(), ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPageObj_GetBounds(drawn, x0, y0, x1, y1)
    left, top, right, bottom = turn.box(x0.value, y0.value, x1.value, y1.value)
    if min(right - left, bottom - top) <= THICKEST_LINE:
        line = _thin_box(left, top, right, bottom)
        return (line,) if line else ()
    return tuple(_of_path(drawn, UPRIGHT, turn)) if stroke.value else ()


def _of_path(drawn: Handle, matrix: Matrix, turn: Turn) -> Iterator[Ruling]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(drawn, ctypes.byref(fill), ctypes.byref(stroke))
    if not (fill.value or stroke.value):
        return
    whole = _times(_matrix_of(drawn), matrix)
    for points in _subpaths(drawn, whole, turn):
        if thin := _thin(points):
            yield thin
        elif stroke.value:
            for (x0, y0), (x1, y1) in pairwise(points):
                if side := _straight(x0, y0, x1, y1):
                    yield side


def _subpaths(drawn: Handle, m: Matrix, turn: Turn) -> Iterator[list[tuple[float, float]]]:
    """The corners of each connected part, closed ones ending where they began; curves are left out."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for index in range(pdfium.FPDFPath_CountSegments(drawn)):
        segment = pdfium.FPDFPath_GetPathSegment(drawn, index)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind != pdfium.FPDF_SEGMENT_LINETO and len(points) > 1:
            yield points
        px, py = x.value, y.value
        place = turn.point(m[0] * px + m[2] * py + m[4], m[1] * px + m[3] * py + m[5])
        points = [*points, place] if kind == pdfium.FPDF_SEGMENT_LINETO else [place]
        if len(points) > 1 and pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1:
        yield points


def _thin(points: list[tuple[float, float]]) -> Ruling | None:
    """The line that a part no thicker than a line is."""
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    if len(points) == 2:
        return _straight(left, top, right, bottom)
    return _thin_box(left, top, right, bottom)


def _thin_box(left: float, top: float, right: float, bottom: float) -> Ruling | None:
    if min(right - left, bottom - top) > THICKEST_LINE or max(right - left, bottom - top) < SHORTEST_LINE:
        return None
    if bottom - top < right - left:
        return Ruling(True, (top + bottom) / 2, left, right)
    return Ruling(False, (left + right) / 2, top, bottom)


def _straight(x0: float, y0: float, x1: float, y1: float) -> Ruling | None:
    if abs(y1 - y0) <= MOST_LEAN and abs(x1 - x0) >= SHORTEST_LINE:
        return Ruling(True, (y0 + y1) / 2, min(x0, x1), max(x0, x1))
    if abs(x1 - x0) <= MOST_LEAN and abs(y1 - y0) >= SHORTEST_LINE:
        return Ruling(False, (x0 + x1) / 2, min(y0, y1), max(y0, y1))
    return None
