"""What PDFium draws on a page besides text that is seen: ruled lines, images, text in borrowed fonts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pypdfium2.raw as pdfium

from ingest.readers.paged.page import Area
from ingest.readers.paged.pale import BLACK
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
from ingest.readers.pdf.objects import IMAGE, PATH, TEXT, Buffers, area_of, matrix_of, objects_of
from ingest.readers.pdf.turned import Handle, Turn

LINE_TO = pdfium.FPDF_SEGMENT_LINETO
INVISIBLE = pdfium.FPDF_TEXTRENDERMODE_INVISIBLE

# Text of which the outlines are not drawn as well.
FILLS = frozenset((pdfium.FPDF_TEXTRENDERMODE_FILL, pdfium.FPDF_TEXTRENDERMODE_FILL_CLIP))


class Drawn(NamedTuple):
    """What a page draws besides visible text; ``borrowed_text`` is set in fonts that the file does not carry.

    ``has_slanted_text``: whether any visible text runs neither along the page nor up or down it. ``drawings``: images,
    and paths that are neither a line nor a box. ``hidden_text`` is drawn with no ink,
    ``pale_text`` with one that is hardly seen on paper.
    """

    rulings: tuple[Ruling, ...]
    has_image: bool
    hidden_text: frozenset[Handle]
    borrowed_text: tuple[Handle, ...]
    has_slanted_text: bool
    drawings: tuple[Area, ...]
    pale_text: frozenset[Handle]


def rulings_of(page: Handle, turn: Turn) -> Drawn:
    """All lines of a page, and whether it holds images or text that is not to be seen."""
    rulings: list[Ruling] = []
    drawings: list[Area] = []
    borrowed: list[Handle] = []
    hidden: list[Handle] = []
    pale: list[Handle] = []
    carried: dict[Handle, bool] = {}
    has_image = is_slanted = False
    budget = MOST_SEGMENTS
    buffers = Buffers()
    for drawn, kind, matrix in objects_of(page):
        if kind == PATH and budget > 0:
            segments = max(calls.count_segments(drawn), 1)
            budget -= segments
            if segments > SIMPLE_PATH or matrix is not UPRIGHT:
                rulings.extend(_of_path(drawn, matrix, turn, buffers))
                if segments > SIMPLE_PATH and any(buffers.mode_of(drawn)):
                    drawings.append(area_of(drawn, matrix, turn, buffers))
            else:
                rulings.extend(_of_simple_path(drawn, turn, buffers))
        elif kind == TEXT:
            mode = calls.render_mode(drawn)
            # Most is black, and not asked how pale that is.
            ink = buffers.ink_of(drawn) if mode in FILLS else BLACK
            if mode == INVISIBLE or (ink is not None and not ink.opacity):
                hidden.append(drawn)
                continue
            if ink is not None and ink is not BLACK and ink.is_pale:
                pale.append(drawn)
            is_slanted = is_slanted or runs_slanted(buffers.matrix_of(drawn, matrix))
            if not _is_carried(calls.font_of(drawn), carried):
                borrowed.append(drawn)
        elif kind == IMAGE:
            has_image = True
            drawings.append(area_of(drawn, matrix, turn, buffers))
    lines = tuple(rulings) if budget > 0 else ()
    return Drawn(lines, has_image, frozenset(hidden), tuple(borrowed), is_slanted, tuple(drawings), frozenset(pale))


def _is_carried(font: Handle, carried: dict[Handle, bool]) -> bool:
    """Whether the file carries a font, which is asked once a page."""
    if font not in carried:
        carried[font] = calls.is_embedded(font) != 0
    return carried[font]


def _of_simple_path(drawn: Handle, turn: Turn, buffers: Buffers) -> Sequence[Ruling]:
    """The same for one stroke or one box, by its bounds: nine of ten paths are no more."""
    fill, stroke = buffers.mode_of(drawn)
    if not (fill or stroke):
        return ()
    left, top, right, bottom = turn.box(*buffers.box_of(drawn))
    if right - left <= THICKEST_LINE or bottom - top <= THICKEST_LINE:
        line = thin_box(left, top, right, bottom)
        return (line,) if line else ()
    return tuple(_of_path(drawn, UPRIGHT, turn, buffers)) if stroke else ()


def _of_path(drawn: Handle, matrix: Matrix, turn: Turn, buffers: Buffers) -> Iterator[Ruling]:
    fill, stroke = buffers.mode_of(drawn)
    if not (fill or stroke):
        return
    whole = times(matrix_of(drawn), matrix)
    for points in _subpaths(drawn, whole, turn, buffers):
        yield from drawn_by(points, bool(stroke))


def _subpaths(drawn: Handle, m: Matrix, turn: Turn, buffers: Buffers) -> Iterator[list[Point]]:
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
