"""What PDFium draws on a page besides text that is seen: ruled lines, images, text in borrowed fonts."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pypdfium2.raw as pdfium

from ingest.readers.paged.page import Area
from ingest.readers.paged.rulings import (
    MOST_SEGMENTS,
    SIMPLE_PATH,
    THICKEST_LINE,
    UPRIGHT,
    Matrix,
    Point,
    Ruling,
    drawn_by,
    moved,
    runs_slanted,
    thin_box,
    times,
)
from ingest.readers.pdf import calls
from ingest.readers.pdf.turned import Handle, Turn

PATH, TEXT, IMAGE, FORM = (
    pdfium.FPDF_PAGEOBJ_PATH,
    pdfium.FPDF_PAGEOBJ_TEXT,
    pdfium.FPDF_PAGEOBJ_IMAGE,
    pdfium.FPDF_PAGEOBJ_FORM,
)
LINE_TO = pdfium.FPDF_SEGMENT_LINETO
INVISIBLE = pdfium.FPDF_TEXTRENDERMODE_INVISIBLE

# Forms inside forms inside a page; deeper nesting is a loop.
DEEPEST_FORM = 6


class Drawn(NamedTuple):
    """What a page draws besides visible text; ``borrowed_text`` is set in fonts that the file does not carry.

    ``has_slanted_text``: whether any visible text runs neither along the page nor up or down it. ``drawings``: images,
    and paths that are neither a line nor a box.
    """

    rulings: tuple[Ruling, ...]
    has_image: bool
    hides_text: bool
    borrowed_text: tuple[Handle, ...]
    has_slanted_text: bool
    drawings: tuple[Area, ...]


def rulings_of(page: Handle, turn: Turn) -> Drawn:
    """All lines of a page, and whether it holds images or text that is not to be seen."""
    rulings: list[Ruling] = []
    drawings: list[Area] = []
    borrowed: list[Handle] = []
    carried: dict[Handle, bool] = {}
    has_image = hides_text = is_slanted = False
    budget = MOST_SEGMENTS
    buffers = _Buffers()
    for drawn, kind, matrix in _objects(page):
        if kind == PATH and budget > 0:
            segments = max(calls.count_segments(drawn), 1)
            budget -= segments
            if segments > SIMPLE_PATH or matrix is not UPRIGHT:
                rulings.extend(_of_path(drawn, matrix, turn, buffers))
                if segments > SIMPLE_PATH and any(buffers.mode_of(drawn)):
                    drawings.append(_area(drawn, matrix, turn, buffers))
            else:
                rulings.extend(_of_simple_path(drawn, turn, buffers))
        elif kind == TEXT:
            is_hidden = calls.render_mode(drawn) == INVISIBLE
            hides_text |= is_hidden
            if is_hidden:
                continue
            is_slanted = is_slanted or runs_slanted(buffers.matrix_of(drawn, matrix))
            if not _is_carried(calls.font_of(drawn), carried):
                borrowed.append(drawn)
        elif kind == IMAGE:
            has_image = True
            drawings.append(_area(drawn, matrix, turn, buffers))
    lines = tuple(rulings) if budget > 0 else ()
    return Drawn(lines, has_image, hides_text, tuple(borrowed), is_slanted, tuple(drawings))


def _area(drawn: Handle, matrix: Matrix, turn: Turn, buffers: _Buffers) -> Area:
    left, bottom, right, top = buffers.box_of(drawn)
    corners = [moved(x, y, matrix) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return Area(*turn.box(min(xs), min(ys), max(xs), max(ys)))


def _is_carried(font: Handle, carried: dict[Handle, bool]) -> bool:
    """Whether the file carries a font, which is asked once a page."""
    if font not in carried:
        carried[font] = calls.is_embedded(font) != 0
    return carried[font]


class _Buffers:
    """Where PDFium writes what it is asked of a path."""

    def __init__(self) -> None:
        self._modes, self._box, self._point = (
            calls.Buffer(ctypes.c_int, 2),
            calls.Buffer(ctypes.c_float, 4),
            calls.Buffer(ctypes.c_float, 2),
        )
        self._matrix = calls.Buffer(ctypes.c_float, 6)
        self._matrix_place = self._matrix.places[0]
        self._places = self._modes.places, self._box.places, self._point.places

    def mode_of(self, drawn: Handle) -> list[int]:
        """How it is filled and whether it is stroked."""
        calls.draw_mode(drawn, *self._places[0])
        return self._modes.values

    def box_of(self, drawn: Handle) -> list[float]:
        """Left, bottom, right and top."""
        calls.bounds(drawn, *self._places[1])
        return self._box.values

    def matrix_of(self, drawn: Handle, outer: Matrix) -> Sequence[float]:
        """What places an object on its page; ``outer`` is that of the forms it stands in."""
        if not calls.matrix(drawn, self._matrix_place):
            return outer
        a, b, c, d, e, f = self._matrix.values
        return (a, b) if outer is UPRIGHT else times((a, b, c, d, e, f), outer)

    def point_of(self, segment: Handle) -> list[float]:
        """Where a segment ends."""
        calls.segment_point(segment, *self._places[2])
        return self._point.values


def _objects(page: Handle) -> Iterator[tuple[Handle, int, Matrix]]:
    """Every object of a page, its kind, and the matrix of the forms it stands in."""
    for index in range(calls.count_objects(page)):
        drawn = calls.object_at(page, index)
        kind = calls.kind_of(drawn)
        if kind == FORM:
            yield from _within(drawn, kind, UPRIGHT, DEEPEST_FORM)
        else:
            yield drawn, kind, UPRIGHT


def _within(drawn: Handle, kind: int, matrix: Matrix, depth: int) -> Iterator[tuple[Handle, int, Matrix]]:
    if kind != FORM:
        yield drawn, kind, matrix
    elif depth:
        inner = times(matrix_of(drawn), matrix)
        for index in range(calls.count_in_form(drawn)):
            part = calls.in_form_at(drawn, index)
            yield from _within(part, calls.kind_of(part), inner, depth - 1)


def matrix_of(drawn: Handle) -> Matrix:
    """The six numbers that place an object on its page or in its form."""
    m = calls.Buffer(ctypes.c_float, 6)
    if not calls.matrix(drawn, *m.places[:1]):
        return UPRIGHT
    a, b, c, d, e, f = m.values
    return a, b, c, d, e, f


def _of_simple_path(drawn: Handle, turn: Turn, buffers: _Buffers) -> Sequence[Ruling]:
    """The same for one stroke or one box, by its bounds: nine of ten paths are no more."""
    fill, stroke = buffers.mode_of(drawn)
    if not (fill or stroke):
        return ()
    left, top, right, bottom = turn.box(*buffers.box_of(drawn))
    if right - left <= THICKEST_LINE or bottom - top <= THICKEST_LINE:
        line = thin_box(left, top, right, bottom)
        return (line,) if line else ()
    return tuple(_of_path(drawn, UPRIGHT, turn, buffers)) if stroke else ()


def _of_path(drawn: Handle, matrix: Matrix, turn: Turn, buffers: _Buffers) -> Iterator[Ruling]:
    fill, stroke = buffers.mode_of(drawn)
    if not (fill or stroke):
        return
    whole = times(matrix_of(drawn), matrix)
    for points in _subpaths(drawn, whole, turn, buffers):
        yield from drawn_by(points, bool(stroke))


def _subpaths(drawn: Handle, m: Matrix, turn: Turn, buffers: _Buffers) -> Iterator[list[Point]]:
    """The corners of each connected part, closed ones ending where they began; curves are left out."""
    points: list[Point] = []
    for index in range(calls.count_segments(drawn)):
        segment = calls.segment_at(drawn, index)
        px, py = buffers.point_of(segment)
        kind = calls.segment_kind(segment)
        if kind != LINE_TO and len(points) > 1:
            yield points
        place = turn.point(*moved(px, py, m))
        points = [*points, place] if kind == LINE_TO else [place]
        if len(points) > 1 and calls.segment_closes(segment):
            points.append(points[0])
    if len(points) > 1:
        yield points
