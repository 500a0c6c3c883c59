"""The horizontal and vertical lines ruled on a page: strokes, sides of stroked boxes, boxes too thin to be areas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

# Points. A filled box no thicker than this is a line; the thinnest area seen, a cell's background, is over 10.
THICKEST_LINE = 3.0
# A line may lean by this much from end to end and still be a ruling.
MOST_LEAN = 1.0
# The tangent of three degrees: a page that was laid crooked under a scanner leans less.
LEAST_SLANT = 0.052
# Shorter strokes are parts of drawings or underlines of single characters.
SHORTEST_LINE = 2.0
SIMPLE_PATH = 5
"""Segments of one stroke or one box; what has more may be the outline of a character."""
MOST_SEGMENTS = 60_000
"""No page of a report draws so many; more is a map or a diagram, whose lines rule no table."""

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
UPRIGHT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Ruling(NamedTuple):
    """A line at ``place`` (y of a horizontal, x of a vertical one) from ``start`` to ``end``."""

    is_horizontal: bool
    place: float
    start: float
    end: float


def runs_slanted(matrix: Sequence[float]) -> bool:
    """Whether text that a matrix places runs at a slant; leaning letters (italics) stand on a line that does not."""
    along, across = abs(matrix[0]), abs(matrix[1])
    return min(along, across) > LEAST_SLANT * max(along, across)


def times(first: Matrix, second: Matrix) -> Matrix:
    """What two matrices do, one after the other."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def moved(x: float, y: float, m: Matrix) -> Point:
    """Where a matrix puts a point."""
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def drawn_by(points: list[Point], is_stroked: bool) -> Iterator[Ruling]:
    """The lines that one connected part of a path rules."""
    if line := thin(points):
        yield line
    elif is_stroked:
        for (x0, y0), (x1, y1) in pairwise(points):
            if side := straight(x0, y0, x1, y1):
                yield side


def thin(points: list[Point]) -> Ruling | None:
    """The line that a part no thicker than a line is."""
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    if len(points) == 2:
        return straight(left, top, right, bottom)
    return thin_box(left, top, right, bottom)


def thin_box(left: float, top: float, right: float, bottom: float) -> Ruling | None:
    """The line that a box is, if it is one."""
    width, height = right - left, bottom - top
    if height < width:
        is_line = height <= THICKEST_LINE and width >= SHORTEST_LINE
        return Ruling(True, (top + bottom) / 2, left, right) if is_line else None
    is_line = width <= THICKEST_LINE and height >= SHORTEST_LINE
    return Ruling(False, (left + right) / 2, top, bottom) if is_line else None


def straight(x0: float, y0: float, x1: float, y1: float) -> Ruling | None:
    """The line from one point to another, if it rules anything."""
    if abs(y1 - y0) <= MOST_LEAN and abs(x1 - x0) >= SHORTEST_LINE:
        return Ruling(True, (y0 + y1) / 2, min(x0, x1), max(x0, x1))
    if abs(x1 - x0) <= MOST_LEAN and abs(y1 - y0) >= SHORTEST_LINE:
        return Ruling(False, (x0 + x1) / 2, min(y0, y1), max(y0, y1))
    return None
