"""Tables that a page break cut in two, as one again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.readers.paged.cells import Ruled
from ingest.readers.paged.doubted import doubted
from ingest.readers.paged.halves import halves, joined
from ingest.readers.paged.lattice import SNAP

# Columns closer than this (points) on two pages are not surely different ones.
NARROWEST_COLUMN = 7.0
# Lines between columns that a table has to share with another which has more.
FEWEST_SHARED = 5


def continued(upper: Ruled, lower: Ruled) -> Ruled | None:
    """Two tables, the first at the foot of a page and the second at the head of the next, as one.

    None where their columns do not certainly agree: then each keeps its own.
    """
    shift = _shift(upper.lattice.xs, lower.lattice.xs)
    if shift is None:
        return None
    moved = tuple(x + shift for x in lower.lattice.xs)
    xs = list(upper.lattice.xs)
    for x in moved:
        if all(abs(x - known) > SNAP for known in upper.lattice.xs):
            xs.append(x)
    xs.sort()
    if any(right - left < NARROWEST_COLUMN for left, right in pairwise(xs)):
        return None
    above, below = _respread(upper, upper.lattice.xs, xs), _respread(lower, moved, xs)
    if parts := halves(above, below):
        above, below = joined(above, below, parts)
    else:
        above, below = doubted(above, below)
    height = len(above.pages)
    moved_down = (b._replace(first_row=b.first_row + height, end_row=b.end_row + height) for b in below.lattice.boxes)
    foot = lower.lattice.foot
    ruled = tuple((start + shift, end + shift) for start, end in foot.ruled)
    lattice = above.lattice._replace(boxes=(*above.lattice.boxes, *moved_down), foot=foot._replace(ruled=ruled))
    return Ruled(lattice, above.texts + below.texts, above.pages + below.pages)


def _shift(upper: Sequence[float], lower: Sequence[float]) -> float | None:
    """How far the lower table stands to the left of the upper one; None where not all columns can be the same.

    A column without a line across it (of a cell over many rows) is no column of a page's table.
    """
    left, right = upper[0] - lower[0], upper[-1] - lower[-1]
    if abs(left - right) <= 2 * SNAP:
        return left
    fits = [shift for shift in (left, right) if _share(upper, [x + shift for x in lower])]
    in_place = [shift for shift in fits if abs(shift) <= 2 * SNAP]
    # Columns of one width fit one further on as well; then only pages with the same margins tell.
    return next(iter(in_place or (fits if len(fits) == 1 else ())), None)


def _share(upper: Sequence[float], lower: Sequence[float]) -> bool:
    """Whether one table has all columns of the other."""
    few, many = sorted((upper, lower), key=len)
    return len(few) >= FEWEST_SHARED and all(any(abs(x - other) <= SNAP for other in many) for x in few)


def _respread(ruled: Ruled, own: Sequence[float], xs: Sequence[float]) -> Ruled:
    """The same cells on a grid that has further columns."""
    place = [min(range(len(xs)), key=lambda n: abs(xs[n] - x)) for x in own]
    boxes = tuple(
        b._replace(first_column=place[b.first_column], end_column=place[b.end_column]) for b in ruled.lattice.boxes
    )
    return replace(ruled, lattice=ruled.lattice._replace(xs=tuple(xs), boxes=boxes))
