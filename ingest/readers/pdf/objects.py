"""What PDFium finds on a page, one object after another, in forms too; and what it is asked of each."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence

import pypdfium2.raw as pdfium

from ingest.readers.paged.page import Area
from ingest.readers.paged.pale import BLACK, PAPER, Ink
from ingest.readers.paged.rulings import UPRIGHT, Matrix, moved, times
from ingest.readers.pdf import calls
from ingest.readers.pdf.turned import Handle, Turn

PATH, TEXT, IMAGE, FORM = (
    pdfium.FPDF_PAGEOBJ_PATH,
    pdfium.FPDF_PAGEOBJ_TEXT,
    pdfium.FPDF_PAGEOBJ_IMAGE,
    pdfium.FPDF_PAGEOBJ_FORM,
)
# Forms inside forms inside a page; deeper nesting is a loop.
DEEPEST_FORM = 6


class Buffers:
    """Where PDFium writes what it is asked of an object."""

    def __init__(self) -> None:
        self._modes, self._box, self._point = (
            calls.Buffer(ctypes.c_int, 2),
            calls.Buffer(ctypes.c_float, 4),
            calls.Buffer(ctypes.c_float, 2),
        )
        self._matrix = calls.Buffer(ctypes.c_float, 6)
        self._matrix_place = self._matrix.places[0]
        self._colour = calls.Buffer(ctypes.c_int, 4)
        self._places = self._modes.places, self._box.places, self._point.places, self._colour.places

    def mode_of(self, drawn: Handle) -> list[int]:
        """How it is filled and whether it is stroked."""
        calls.draw_mode(drawn, *self._places[0])
        return self._modes.values

    def box_of(self, drawn: Handle) -> list[float]:
        """Left, bottom, right and top."""
        calls.bounds(drawn, *self._places[1])
        return self._box.values

    def ink_of(self, drawn: Handle) -> Ink | None:
        """What fills it; None where that is a pattern."""
        if not calls.fill_colour(drawn, *self._places[3]):
            return None
        red, green, blue, opacity = self._colour.values
        return BLACK if red == green == blue == 0 and opacity == PAPER else Ink((red, green, blue), opacity / PAPER)

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


def objects_of(page: Handle) -> Iterator[tuple[Handle, int, Matrix]]:
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


def area_of(drawn: Handle, matrix: Matrix, turn: Turn, buffers: Buffers) -> Area:
    """Where an object stands on the page as displayed; ``matrix`` is that of the forms it stands in."""
    left, bottom, right, top = buffers.box_of(drawn)
    corners = [moved(x, y, matrix) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return Area(*turn.box(min(xs), min(ys), max(xs), max(ys)))
